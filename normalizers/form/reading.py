"""The cells of a header path read together: the inner level refines the outer one and never overrides it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalizers.form.meaning import LEVELS, is_list, names_listed
from normalizers.header import Said, header_words
from normalizers.words import fold, period_in

#: Evidence of a header's head phrase that is the whole cell, that goes on, and that unknown words stand before.
WHOLE, HEAD, INSIDE = 4.0, 3.0, 1.2
#: Evidence of a measure that only an outer title, or a short sign below it gives.
OUTER, SHORT = 2.6, 2.4
#: A goal and a level of programmes listed beside each other.
_GOAL_AND_LEVEL = re.compile(r"\bsasaran(?: strategis)?\s*[/,]\s*(?:program|(?:sub[ -]?)?kegiatan)\b", re.IGNORECASE)
#: Money printed in thousands or millions: before or behind the word for rupiah, or as the noughts left out.
_SCALES = (
    ("juta rupiah", re.compile(r"\bjuta(?:an)?\b|\b(?:1[.,])?000[.,]000\b", re.IGNORECASE)),
    ("miliar rupiah", re.compile(r"\bmil[iy]ar(?:an)?\b", re.IGNORECASE)),
    ("ribu rupiah", re.compile(r"\bribu(?:an)?\b|(?<![.,\d])(?:1[.,]?)?000\b(?![.,]\d)", re.IGNORECASE)),
)
#: What a title of values may describe: names, or what a generic title stands for.
_NAMES = (*LEVELS, "nama", "indikator", "uraian")
#: Plans of several years.
PLANS = frozenset({"renstra", "rpjmd", "rpjm", "rpd", "rpjpd"})
LAST_QUARTER = 4
_UP_TO_THE_YEARS_END = re.compile(
    r"\b(?:s\W{0,3}d|sampai(?:\s+dengan)?|hingga)\b\W*akhir\s+tahun\b(?!\s+(?:ke|peren|rpjm|renstra))", re.IGNORECASE
)
#: Money without a word for what it is.
BARE_MONEY = ("rp", "rupiah")
#: Texts that stand beside the dates of a plan of work.
_OF_A_SCHEDULE = ("penanggung_jawab", "satuan", "keterangan")
#: What a column of values is called below the title of its measure.
_FIGURE = "nilai"
#: Money that is planned, whatever stands above it.
_PLANNED = frozenset({"pagu", "alokasi", "plafon"})
#: What a whole year is called.
_A_YEAR, _ONE_YEAR = "setahun", "satu tahun"
_SHARES = ("persen", "prosen", "presen", "rasio")


@dataclass(slots=True)
class Reading:
    """What the levels of a path add up to, outermost first.

    Attributes:
        measure: What its values measure; None while no level says it.
        strength: Evidence for that.
        second: Another measure that the same header names ("Realisasi Capaian").
        money, spent: Whether the values are money, and money that was spent.
        perhaps_money: Whether an outer title names money beside a measure: the cells tell which of both a column is.
        of_money: The measure that a title of money, without a sign for rupiah, names beside it ("Alokasi Target").
        share: Whether a percentage is meant.
        other: The header that is known as no value of a year and no text of ours.
        of_plan: Whether any level names a plan of several years.
        cumulative, former, after, part: A sum up to some moment; the state before a change, and after it; months or half a year.
        span: Whether it names a whole period ("2013-2018").
        yearless: Whether it is a year's value only where a year stands in it.
        scheduled: Whether it is a plan of work or its dates.
        foreseen: Whether it is a projection.
        role, role_strength: The text column it is, and the evidence.
        described: The role that a generic title describes ("Uraian Kegiatan"), or one lists beside another thing ("Jenis / Indikator").
        year, counted, relative, quarter: Its time, as :class:`~normalizers.form.meaning.Meaning` has it.
        turn: Its place among bare numbers that count on from one.
        unit: The unit it names.
        of_years: Whether the innermost title speaks of years and names none.
        aimed: Whether it prints the word for a goal or an aim.
        names_units: Whether it names units beside a measure ("Target Satuan").
        yearly: Whether its innermost title speaks of a whole year ("Sasaran Angka Setahun").
        vague: Whether its innermost title says nothing by itself, or only that something is described ("Uraian"), below others.
    """

    measure: str | None = None
    strength: float = 0.0
    second: str | None = None
    money: bool = False
    spent: bool = False
    perhaps_money: bool = False
    of_money: str | None = None
    share: bool = False
    other: str | None = None
    of_plan: bool = False
    cumulative: bool = False
    former: bool = False
    after: bool = False
    part: bool = False
    span: bool = False
    yearless: bool = False
    scheduled: bool = False
    foreseen: bool = False
    role: str | None = None
    role_strength: float = 0.0
    described: str | None = None
    year: int | None = None
    counted: int | None = None
    relative: int | str | None = None
    quarter: int | None = None
    turn: int | None = None
    unit: str | None = None
    of_years: bool = False
    aimed: bool = False
    names_units: bool = False
    yearly: bool = False
    vague: bool = False

    @property
    def timed(self) -> bool:
        """Whether any level names a year or a quarter, printed, counted or relative."""
        return any(time is not None for time in (self.year, self.counted, self.relative, self.quarter, self.turn))


def read_path(path: Sequence[Said], *, quarters_above: bool = False) -> Reading:
    """Read a path's cells, outermost first.

    Args:
        path: What they say.
        quarters_above: Whether something above them all says that bare numbers count quarters.
    """
    reading = Reading()
    years_above = False
    for depth, said in enumerate(path):
        leaf = depth == len(path) - 1
        _take_times(reading, said, quarters_above=quarters_above, years_above=years_above)
        quarters_above = quarters_above or "triwulan" in said.when.speaks_of
        reading.of_years = _speaks_of_years(said) and not _names_a_time(said)
        years_above = years_above or "tahun" in said.when.speaks_of or said.when.counted is not None
        _take_states(reading, said)
        _take_words(reading, said, leaf=leaf, outer=depth > 0)
        reading.yearly = _A_YEAR in fold(said.text).split() or _ONE_YEAR in fold(said.text)
        reading.vague = (depth > 0 and _is_vague(said)) or (said.foreign > 0 and said.head is not None and said.head.section == "ukuran")
    up_to_its_end = reading.quarter == LAST_QUARTER or any(_UP_TO_THE_YEARS_END.search(said.text) for said in path)
    if path and path[-1].when.quarter is not None:
        # "Semester I [TW I | TW II]".
        reading.part = False
        reading.other = None if any(said.has("lain", "semester") for said in path[:-1]) else reading.other
    if reading.cumulative and up_to_its_end and not reading.of_plan:
        # Up to the fourth quarter, or the end of the year, is the year.
        reading.cumulative, reading.quarter = False, None
    return reading


def _is_vague(said: Said) -> bool:
    """Whether a title names nothing that is known by itself, or is a word for anything."""
    generic = said.head is None or (said.head.section, said.head.name) == ("peran", "uraian")
    return generic and not said.times and not said.when.bare and said.when.bare_quarter is None and said.short is None and said.unit is None


def _speaks_of_years(said: Said) -> bool:
    return bool({"tahun", "thn", "th"} & set(fold(said.text).split()))


def _names_a_time(said: Said) -> bool:
    """Whether a title names a year or a quarter of its own."""
    return bool(said.when.years) or said.when.quarter is not None


def money_scale(text: str) -> str | None:
    """The unit that a title of money, or a note above its table, gives its figures ("dalam juta rupiah"); None for whole rupiah."""
    if not re.search(r"\brp\b|rupiah", text, re.IGNORECASE):
        return None
    return next((unit for unit, pattern in _SCALES if pattern.search(text)), None)


def _take_times(reading: Reading, said: Said, *, quarters_above: bool, years_above: bool) -> None:
    when = said.when
    if len(when.years) == 1:
        reading.year = when.years[0]
    period = period_in(said.text)
    if period is not None and not when.years and period[0] < period[1] and said.has("ukuran", "kondisi_akhir"):
        # "Target Tahun 2019 s/d 2023 (akhir periode)".
        reading.year = period[1]
    reading.span |= len(when.years) > 1 or (not when.years and period is not None)
    if when.relative is not None:
        reading.relative = when.relative
    if when.quarter is not None:
        reading.quarter = when.quarter
    elif when.in_turn is not None:
        _take_turn(reading, when.in_turn, quarters_above=quarters_above, years_above=years_above)
    elif when.bare_quarter is not None and quarters_above:
        reading.quarter = when.bare_quarter
    elif when.counted is not None and quarters_above and when.counted <= LAST_QUARTER and not _speaks_of_years(said):
        # "Pembagian per Triwulan [ke I | ke II …]".
        reading.quarter = when.counted
    elif when.counted is not None and (not when.bare or years_above):
        reading.counted = when.counted
    elif when.counted is not None and reading.quarter is not None:
        # A month of the quarter above it.
        reading.part = True


def _take_turn(reading: Reading, turn: int, *, quarters_above: bool, years_above: bool) -> None:
    """A bare number in a run of them: the quarter or the year that is spoken of above, a month of a quarter, else either."""
    if quarters_above and turn <= LAST_QUARTER:
        reading.quarter = turn
    elif years_above:
        reading.counted = turn
    elif reading.quarter is not None:
        reading.part = True
    else:
        reading.turn = turn


def _take_states(reading: Reading, said: Said) -> None:
    """What holds whichever level says it."""
    head = said.head
    reading.cumulative |= said.has("lain", "kumulatif")
    reading.of_plan |= bool(PLANS & set(fold(said.text).split()))
    reading.former |= said.has("lain", "semula")
    reading.after |= said.has("lain", "menjadi")
    reading.part |= said.has("lain", "semester") or (head is not None and head.name == "bulan")
    reading.share |= "%" in said.text or said.unit == "persen" or said.text.casefold().startswith(_SHARES)
    reading.unit = said.unit or reading.unit
    reading.aimed |= bool({"sasaran", "tujuan"} & set(fold(said.text).split()))
    reading.names_units |= said.has("peran", "satuan")


def _take_words(reading: Reading, said: Said, *, leaf: bool, outer: bool) -> None:
    head = said.head
    strength = (WHOLE if said.whole else HEAD if not said.foreign else INSIDE) * said.strength
    if head is None:
        if said.short is not None and outer:
            _take_short(reading, said.short, said.text.casefold().strip(" ."))
    elif head.section == "lain" and _lists_programmes(said):
        # "Jenis Urusan / Program / Kegiatan".
        reading.role, reading.role_strength, reading.other = "nama", strength, None
    elif head.section == "lain" and not leaf and (compared := _compared(said)) is not None:
        # "Perbandingan Realisasi [2022 | 2023]": what is compared, in the years below.
        reading.measure, reading.strength = compared, OUTER
    elif leaf and outer and reading.measure is not None and fold(said.text) == _FIGURE:
        # "Kondisi Awal [Tahun | Nilai]": the value of what stands above.
        pass
    elif head.section == "lain":
        _take_other(reading, said, strength, leaf=leaf)
    elif head.section == "uang" and reading.other is not None and reading.measure is None and _is_bare_money(said):
        # "Sisa [K, Rp]": money of what is no value either.
        pass
    elif head.section == "uang":
        # "Anggaran yang Terserap": the money is named first, and then that it was spent.
        spent = head.name == "belanja" or (said.has("uang", "belanja") and not is_list(said))
        # "Penyerapan Anggaran [Alokasi | Realisasi]": an inner title says itself that it is planned.
        planned = leaf and outer and said.whole and bool(_PLANNED & set(fold(said.text).split()))
        reading.money, reading.spent = True, (reading.spent or spent) and not planned
        reading.of_money = next((tag.name for tag in said.tags if tag.section == "ukuran"), None) if not said.money else None
        reading.strength = max(reading.strength, strength)
        reading.role, reading.other = None, None
    elif head.section == "ukuran":
        _take_measure(reading, said, strength, leaf=leaf)
    elif leaf and reading.measure == "target" and reading.role is None and head.name in (*LEVELS, "nama"):
        # "Target Capaian [Program | Kegiatan]": whose target it is, or a column of names: the cells tell.
        reading.described = head.name
    elif head.name == "nama" and reading.role in LEVELS:
        # "Program [Nomenklatur | Indikator]": a name below its level's title is of that level.
        pass
    elif (reading.other is None or _names_a_set(said, outer=outer) or _is_of_a_schedule(reading, said, leaf=leaf)) and not (
        head.name == "uraian" and (reading.role is not None or reading.measure is not None)
    ):
        # A generic title ("Kinerja") below a measure or a role adds nothing to it.
        reading.role, reading.role_strength, reading.other = _levels_listed(said) or head.name, strength, None
        reading.described = next((tag.name for tag in said.tags if tag.section == "peran" and tag.name != head.name), None)
        reading.money = False


def _is_bare_money(said: Said) -> bool:
    """Whether a title says nothing but that its figures are rupiah."""
    return fold(said.text) in BARE_MONEY


def _names_a_set(said: Said, *, outer: bool) -> bool:
    """Whether an inner title names an indicator or a level in full: what stands over it then heads that set of columns."""
    if not outer or said.head is None or said.foreign:
        return False
    return said.head.name == "indikator" or (said.whole and said.head.name in LEVELS)


def _is_of_a_schedule(reading: Reading, said: Said, *, leaf: bool) -> bool:
    """Whether a text column stands beside the dates below the title of a plan of work ("Rencana Aksi [Uraian | Jadwal | PJ]")."""
    return leaf and reading.scheduled and said.whole and said.head is not None and said.head.name in _OF_A_SCHEDULE


def _compared(said: Said) -> str | None:
    """The one measure that a title compares over the columns below it."""
    named = [tag.name for tag in said.tags if tag.section == "ukuran"]
    return named[0] if len(named) == 1 and fold(said.text).split()[0] in ("perbandingan", "perkembangan") else None


def _lists_programmes(said: Said) -> bool:
    """Whether a title lists levels of programmes, whatever word stands before them."""
    named = [tag.name for tag in said.tags if tag.section == "peran" and tag.name in (*LEVELS[2:], "nama")]
    return len(named) > 1 and is_list(said)


def _levels_listed(said: Said) -> str | None:
    """The role of a header that lists several levels ("Program/Keg/Sub Kegiatan"); None where it names one ("Sasaran Program/Kegiatan")."""
    words = fold(said.text).split()
    head = said.head
    if names_listed(said):
        return "indikator"
    if head is None or head.name not in (*LEVELS, "tujuan_sasaran", "penanggung_jawab") or not is_list(said):
        return None
    if _GOAL_AND_LEVEL.search(said.text):
        return "nama"
    if head.name == "sasaran" and {"program", "kegiatan"} & set(words[head.at : head.at + head.words]):
        return None
    named = {tag.name for tag in said.tags if tag.section == "peran"} & {*LEVELS, "nama", "tujuan_sasaran"}
    if len(named) < 2 and "nama" not in named:
        return None
    return "tujuan_sasaran" if named <= {"tujuan", "sasaran", "tujuan_sasaran"} else "nama"


def _take_other(reading: Reading, said: Said, strength: float, *, leaf: bool) -> None:
    """A known header that is no measure of its own."""
    assert said.head is not None
    name = said.head.name
    if name in ("lain", "semester", "bulan", "proyeksi"):
        reading.foreseen = name == "proyeksi"
        reading.other, reading.strength, reading.role = said.text, strength, None
        if is_list(said) and any(tag.section == "peran" and tag.name == "indikator" for tag in said.tags):
            reading.described = "indikator"
    elif name in ("jadwal", "waktu"):
        reading.other, reading.strength, reading.role = said.text, strength, None
        reading.scheduled = True
    elif name == "tanpa_tahun":
        reading.other, reading.measure, reading.strength = said.text, "target", strength
        reading.yearless = True
    elif name == "menjadi":
        # Of a known measure it is the newer one; alone it says nothing of what changed.
        reading.strength = max(reading.strength, HEAD) if reading.measure else reading.strength
    elif name == "kelompok":
        if leaf and reading.role is None and reading.measure is None:
            reading.role, reading.role_strength = "uraian", strength
    # "s/d" at the front: the measure behind it is still what it is of.
    elif (measure := next((tag for tag in said.tags if tag.section == "ukuran"), None)) is not None:
        reading.measure, reading.strength = measure.name, strength


def _take_measure(reading: Reading, said: Said, strength: float, *, leaf: bool) -> None:
    """A measure at the head: of its own, or one of several that the columns below share out ("Target dan Realisasi")."""
    heads = {tag.name for tag in said.tags if tag.section == "ukuran"}
    with_money = said.has("uang") and not said.money
    assert said.head is not None
    name = said.head.name
    if not leaf and with_money and name == "capaian" and reading.share and not is_list(said):
        # "Rasio Penyerapan Anggaran (%) [2021 | 2022]": a share of the money.
        reading.measure, reading.strength, reading.money = name, strength, True
        return
    if not leaf and ((len(heads) > 1 and is_list(said)) or with_money):
        reading.measure = reading.measure or name
        reading.strength = max(reading.strength, OUTER - 1)
        reading.perhaps_money |= with_money
        return
    if reading.measure in ("kondisi_awal", "kondisi_akhir") and name in ("target", "realisasi", "capaian"):
        return
    if name in ("capaian", "realisasi") and (_of_another_year(said) or _of_the_whole_plan(said) or _is_change(said)):
        reading.other, reading.strength, reading.role = said.text, strength, None
        return
    if name == "realisasi" and reading.measure == "target" and _is_stage(said):
        # "Target [Hasil Program | Hasil Kegiatan]": the stage that the target is of.
        return
    if name == "realisasi" and not leaf and _is_stage(said) and (said.unknown or said.has("peran")):
        # "Hasil Verifikasi [Volume | Pagu]", "Hasil Program [Tolok Ukur | Angka]": of something else than work, or the stage of it.
        return
    if reading.role == "indikator" and leaf:
        # "Indikator Kinerja [Capaian Program | Hasil Kegiatan]": indicators, or their values: the cells tell.
        reading.described = "indikator"
    if reading.money and name == "realisasi":
        reading.spent = True
    if leaf and with_money and not is_list(said):
        # "Capaian Keuangan", "Target Anggaran": the money's.
        reading.money, reading.spent = True, reading.spent or name == "realisasi"
    reading.measure, reading.strength = name, strength
    reading.second = next((tag.name for tag in said.tags if tag.section == "ukuran" and tag.name != name), None)
    reading.described = next((tag.name for tag in said.tags if tag.section == "peran" and tag.name in _NAMES), reading.described)
    reading.role, reading.other = None, None
    if said.money and (leaf or said.has("uang")):
        reading.money = True
        reading.spent = reading.spent or name == "realisasi"


def _of_another_year(said: Said) -> bool:
    """Whether an achievement is measured by the end of a plan or another year ("% Capaian thd Target Akhir RPJMD")."""
    return said.has("lain", "banding") and (said.has("ukuran", "kondisi_akhir") or bool(said.when.years) or said.has("ukuran", "kondisi"))


def _is_change(said: Said) -> bool:
    """Whether it is told how an achievement changed ("Peningkatan Capaian dari Tahun Lalu")."""
    return bool(said.foreign) and fold(said.text).split()[0] in header_words().changes


def _is_stage(said: Said) -> bool:
    """Whether a result is only named by "hasil", without a year: the stage of a kegiatan, or what came of a talk."""
    words = fold(said.text).split()
    return words[:1] == ["hasil"] and not said.times and not said.when.speaks_of and len(words) > 1


def _of_the_whole_plan(said: Said) -> bool:
    """Whether what was reached is told for the end of a plan, whose year it does not print ("Capaian pada Akhir Tahun Perencanaan")."""
    return said.has("ukuran", "kondisi_akhir") and not said.when.years and not is_list(said)


def _take_short(reading: Reading, short: str, letter: str) -> None:
    timed = reading.quarter is not None
    if short == "target" and letter == "k" and reading.measure is None and timed:
        # "Kinerja" of a quarter: planned or reached, as the heading or the columns beside it say.
        reading.money = reading.perhaps_money = False
        reading.role = None if reading.role == "uraian" else reading.role
    elif short == "target" and letter == "t" and not reading.money and reading.measure in ("capaian", "realisasi"):
        # "Capaian Kinerja per Triwulan [T | R | %]".
        reading.measure, reading.strength, reading.role, reading.perhaps_money = short, SHORT, None, False
    elif short == "target":
        # "Persentase [Fisik | Keuangan]": a share of what is below it.
        reading.measure = reading.measure or ("capaian" if reading.share else "target")
        reading.strength = max(reading.strength, SHORT if reading.strength else 0.8)
        # "Anggaran [T | R]": its target is money; "Anggaran [K | Rp]": what is not.
        reading.money = reading.money and letter == "t" and not reading.perhaps_money
        reading.perhaps_money = False
        # "Program [Nama | Volume]": a level's title over a set of columns.
        reading.role = None if reading.role in ("uraian", "indikator", *LEVELS) else reading.role
    elif reading.role in (None, "uraian", "indikator"):
        reading.measure, reading.strength, reading.role = short, SHORT, None
