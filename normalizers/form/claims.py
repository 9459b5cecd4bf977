"""What speaks for each meaning of a column: the header cells above it, and the cells below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalizers.form.facts import MONEY_SHARE, Facts
from normalizers.form.meaning import LEVELS, MONEY, TEXTS, Claim, Meaning
from normalizers.form.reading import HEAD, OUTER, Reading, money_scale, read_path
from normalizers.header import Path

#: Evidence of a unit of money.
BY_MONEY = 2.6
#: Evidence of a measure that a header names behind another ("Realisasi Capaian").
SECOND = 1.0
#: A generic header ("Uraian", "Output") means what its cells hold.
GENERIC = 0.8
#: What the header says of nothing: the cells alone.
CONTENT_ONLY = 0.4
#: Names of other levels than the header's own speak so much more for a column of several levels.
SEVERAL_LEVELS = 0.8
#: So many cells that say which level they are tell names, whatever the title.
SAY_THEIR_LEVEL = 0.2
#: So many cells that are numbers of indicators, or words of levels, name nothing.
NUMBERED = 0.7
#: So many of a column's cells are years where it is one of years.
MOSTLY_YEARS = 0.9
#: So many years are no chance, whatever the title.
LEAST_YEARS = 3
#: A column of values may hold a grade of so many words; more of them on average are names or sentences.
OF_A_NAME = 3.5
#: A column with fewer figures than this share holds none, one with more than the other nothing else.
NO_FIGURES, FIGURES = 0.2, 0.6
#: So many cells that begin as sources of data do are those.
SOURCES = 0.6
#: So many cells that reckon something are formulas.
FORMULAS = 0.5
#: So many cells that begin as offices and posts do name who answers.
OFFICES = 0.7
#: So many cells that begin as indicators do make indicators of what a title only calls output.
LIKE_INDICATORS = 0.3
#: A title that names money beside a measure, above cells of the size of money.
MONEY_AND_MEASURE = 0.6


def claims_for(path: Path, facts: Facts, *, quarters: bool = False) -> list[Claim]:
    """The meanings a column may have, strongest first.

    Args:
        path: The header cells above it.
        facts: What the cells below look like.
        quarters: Whether the table's heading says that its bare numbers count quarters.
    """
    reading = read_path(path.said, quarters_above=quarters)
    claims = [_with_facts(claim, facts) for claim in _from_header(reading, path)]
    claims += [_with_facts(claim, facts) for claim in _from_content(reading, facts, claims)]
    best: dict[Meaning, Claim] = {}
    for claim in claims:
        if claim.meaning not in best or claim.weight > best[claim.meaning].weight:
            best[claim.meaning] = claim
    return sorted(best.values(), key=lambda claim: -claim.weight)


# -- the header ---------------------------------------------------------------------------------------------------------


def _from_header(reading: Reading, path: Path) -> list[Claim]:
    text = path.text
    if (no_value := _no_value(reading, text)) is not None:
        return no_value
    if reading.role is not None:
        return _roles(reading, text)
    if reading.money:
        return _money(reading, text)
    if reading.measure is not None:
        claims = [Claim(_value(reading, reading.measure), reading.strength, (f'judul "{text}" berarti {reading.measure}',))]
        if reading.second is not None:
            claims.append(Claim(_value(reading, reading.second), SECOND, (f'judul "{text}" juga menyebut {reading.second}',)))
        return claims
    if reading.timed:
        return [Claim(_value(reading, None), OUTER, (f'judul "{text}" hanya menyebut waktu',))]
    return []


def _no_value(reading: Reading, text: str) -> list[Claim] | None:
    """The claims of a header that is known not to be the value of a year; None for all others."""
    of_values = bool(reading.measure or reading.money)
    dated = reading.year is not None or reading.counted is not None
    if reading.cumulative and (of_values or (reading.timed and reading.role is None)):
        reason = f'"{text}": jumlah sampai suatu saat, bukan nilai satu tahun'
    elif reading.span and not (dated or reading.relative or reading.quarter) and reading.measure in ("target", "realisasi"):
        reason = f'"{text}": satu periode, bukan satu tahun'
    elif reading.former and of_values and reading.role is None:
        reasons = (f'"{text}": keadaan sebelum perubahan',)
        value = _money(reading, text)[0].meaning if reading.money else _value(reading, reading.measure)
        return [Claim(Meaning("lainnya"), HEAD, reasons), Claim(value, SECOND, reasons)]
    elif reading.former and reading.role is None:
        reason = f'"{text}": keadaan sebelum perubahan'
    elif reading.part and (of_values or reading.role is None):
        reason = f'"{text}": sebagian tahun saja'
    elif reading.yearless and not dated:
        reasons = (f'"{text}" tanpa tahun',)
        return [Claim(Meaning("lainnya"), HEAD, reasons), Claim(_value(reading, "target"), SECOND, reasons)]
    elif reading.yearless:
        return [Claim(_value(reading, "target"), HEAD, (f'judul "{text}" berarti target pada tahunnya',))]
    elif reading.scheduled and reading.other is not None and (reading.quarter is not None or reading.turn is not None):
        reasons = (f'"{text}" per triwulan: isinya yang menentukan',)
        return [Claim(Meaning("lainnya"), GENERIC, reasons), Claim(_value(reading, reading.measure or "target"), GENERIC, reasons)]
    elif reading.other is not None:
        claims = [Claim(Meaning("lainnya"), reading.strength, (f'"{text}" dikenal, bukan nilai satu tahun',))]
        if reading.described == "indikator":
            claims.append(Claim(Meaning("indikator"), SECOND, (f'"{text}" juga menyebutnya',)))
        if reading.foreseen:
            claims.append(Claim(_value(reading, "target"), SECOND, (f'"{text}" diperkirakan',)))
        return claims
    else:
        return None
    return [Claim(Meaning("lainnya"), HEAD, (reason,))]


def _value(reading: Reading, measure: str | None) -> Meaning:
    return Meaning("nilai", measure, reading.year, reading.counted, reading.relative, reading.quarter, reading.unit, reading.turn)


def _money(reading: Reading, text: str) -> list[Claim]:
    """Money is a plan's or what was spent; a percentage of money, or the money of a final condition, is no value of ours."""
    reasons = (f'judul "{text}" berarti uang',)
    if reading.measure == "capaian" and not reading.share:
        # "Capaian Dana": money that was spent where the cells have that size, else a share of it.
        spent_on_it = replace(_value(reading, "realisasi_anggaran"), satuan=money_scale(text) or "rupiah")
        return [Claim(Meaning("lainnya"), BY_MONEY, reasons), Claim(spent_on_it, BY_MONEY, reasons)]
    if reading.measure in ("capaian", "kondisi_akhir", "kondisi_awal", "kondisi") or reading.share:
        return [Claim(Meaning("lainnya"), BY_MONEY, reasons)]
    spent = reading.spent or reading.measure == "realisasi"
    measure = "realisasi_anggaran" if spent else "pagu"
    return [Claim(replace(_value(reading, measure), satuan=money_scale(text) or "rupiah"), max(BY_MONEY, reading.strength), reasons)]


def _roles(reading: Reading, text: str) -> list[Claim]:
    role, weight = reading.role, reading.role_strength
    assert role is not None
    reasons = (f'judul "{text}" berarti {role}',)
    if role == "uraian":
        timed = [Claim(_value(reading, None), GENERIC, (f'judul "{text}" umum, dan menyebut waktu',))] if reading.timed else []
        reasons = (f'judul "{text}" umum: isinya yang menentukan',)
        claims = [Claim(Meaning(name), GENERIC, reasons) for name in ("lainnya", "indikator", "nama", "sasaran")]
        if reading.described is not None:
            claims.append(Claim(Meaning(reading.described), GENERIC + SECOND / 2, reasons))
        return claims + timed
    if role == "penjelasan":
        return [Claim(Meaning("penjelasan"), weight, reasons)]
    return [Claim(Meaning(role, satuan=reading.unit), weight, reasons)]


# -- the cells ----------------------------------------------------------------------------------------------------------


def _with_facts(claim: Claim, facts: Facts) -> Claim:
    """A claim weighed against what the cells hold."""
    if not facts.filled:
        return claim
    weight, reason = _fit(claim.meaning, facts)
    if not reason:
        return claim
    return replace(claim, weight=claim.weight + weight, reasons=(*claim.reasons, reason))


def _fit(meaning: Meaning, facts: Facts) -> tuple[float, str]:
    """What the cells add to a meaning or take from it, and why."""
    role = meaning.role
    if role == "nilai":
        return _fit_of_values(meaning, facts)
    figures = facts.values > 0.6
    fits: dict[str, tuple[float, str]] = {
        "indikator": (
            2.5 * facts.indicators
            - facts.aims
            - 3.0 * (figures or facts.ticks > 0.6)
            - 2.0 * (max(facts.units, facts.offices) > 0.6 and facts.indicators < 0.3),
            "isi berawalan indikator" if facts.indicators > 0.3 else "isi tidak berawalan indikator",
        ),
        "satuan": (
            2.5 * facts.units - 1.5 * (facts.values > 0.5 and facts.units < 0.3) - 1.0 * (facts.words > 5),
            "isi berupa satuan" if facts.units > 0.5 else "isi bukan satuan",
        ),
        "nomor": (facts.counts - 1.5 * (facts.words > 3 and facts.counts < 0.3), "isi menghitung baris"),
        "kode": (max(facts.codes, facts.counts), "isi berupa kode"),
        "penanggung_jawab": (facts.offices - 4.0 * figures, "isi berupa angka" if figures else "isi nama unit kerja"),
    }
    if role in fits:
        return fits[role]
    if role in ("tujuan", "sasaran", "tujuan_sasaran"):
        reason = "isi berawalan sasaran" if facts.aims > 0.3 else "isi tidak berawalan sasaran"
        return 1.5 * facts.aims - facts.indicators - 2.0 * figures, reason
    if role in LEVELS or role == "nama":
        return 0.8 * facts.programmes + 3.0 * facts.levelled - 2.0 * figures, "isi nama program atau kegiatan"
    if role in TEXTS:
        return -1.5 * (facts.values > 0.8 and facts.nothing < 0.5), "isi berupa teks"
    return 0.0, ""


def _fit_of_values(meaning: Meaning, facts: Facts) -> tuple[float, str]:
    if meaning.ukuran in MONEY:
        large = facts.money > 0.3
        return 1.0 if large else -1.0 if facts.percents > 0.5 else 0.0, "isi sebesar uang" if large else "isi tidak sebesar uang"
    names = max(facts.indicators, facts.aims, facts.programmes) > 0.5
    sentences = facts.values < 0.2 and facts.words >= 3
    fit = 2.0 * facts.values - 1.0 - 2.0 * names - 1.5 * (facts.words > 6) - 1.0 * sentences
    return fit, "isi berupa angka" if facts.values > 0.5 else "isi bukan angka"


def _from_content(reading: Reading, facts: Facts, claims: Sequence[Claim]) -> list[Claim]:
    """Meanings that the cells alone suggest, for headers that say nothing or something else."""
    found: list[Claim] = []
    known = bool(claims)
    if not facts.filled:
        return found
    found += _by_size(reading, facts, claims)
    strongest = max(claims, key=lambda claim: claim.weight, default=None)
    if strongest is not None and _holds_levels(strongest.meaning.role, facts):
        reasons = ("isinya nama beberapa tingkat, bukan satu tingkat seperti kata judulnya",)
        found.append(Claim(Meaning("nama"), strongest.weight + SEVERAL_LEVELS, reasons))
    if (
        strongest is not None
        and strongest.meaning.role in ("kode", "nomor")
        and facts.words > 2
        and facts.named
        and facts.counts < NO_FIGURES
        and facts.codes < NO_FIGURES
    ):
        reasons = ("kode dan nama dalam satu sel",)
        found.append(Claim(Meaning("nama"), strongest.weight + SEVERAL_LEVELS, reasons))
    described = "indikator" if reading.described == "uraian" and facts.indicators > LIKE_INDICATORS else reading.described
    if strongest is not None and described not in (None, "uraian") and strongest.meaning.role == "nilai" and facts.values < NO_FIGURES:
        reasons = (f"judulnya juga menyebut {described}, isinya bukan angka",)
        found.append(Claim(Meaning(described or ""), strongest.weight + SEVERAL_LEVELS, reasons))
    counted = reading.timed or reading.yearly or reading.unit is not None
    if reading.role in ("tujuan", "sasaran") and reading.aimed and counted and facts.values > FIGURES:
        found.append(Claim(_value(reading, "target"), GENERIC + SECOND, (f"{reading.role} yang isinya angka",)))
    if strongest is not None and strongest.meaning.role == "nilai":
        found += _no_values(reading, facts, strongest.weight)
    found += _told_by_labels(facts, strongest)
    if facts.indicators > 0.5 and facts.words > 2:
        found.append(Claim(Meaning("indikator"), CONTENT_ONLY, ("isinya berawalan seperti indikator",)))
    if facts.units > 0.7:
        found.append(Claim(Meaning("satuan"), CONTENT_ONLY, ("isinya satuan",)))
    found += _named_offices(facts, strongest)
    if facts.aims > 0.5 and facts.words > 2:
        found.append(Claim(Meaning("sasaran"), CONTENT_ONLY, ("isinya berawalan seperti sasaran",)))
    if known:
        return found
    found += _below_unknown(facts)
    return found


def _below_unknown(facts: Facts) -> Iterator[Claim]:
    """What the cells alone say below a title that nobody knows."""
    if facts.words > 2 and (facts.levelled > SAY_THEIR_LEVEL or len(facts.named) > 1):
        yield Claim(Meaning("nama"), CONTENT_ONLY, ("isinya menyebut sendiri tingkatnya",))
    if facts.counts > 0.8 and facts.words < 2:
        yield Claim(Meaning("nomor"), CONTENT_ONLY, ("isinya menghitung baris",))
    if facts.formulas > FORMULAS:
        yield Claim(Meaning("formula"), CONTENT_ONLY + 0.1, ("isinya cara menghitung",))
    if facts.sources > SOURCES:
        yield Claim(Meaning("sumber_data"), CONTENT_ONLY + 0.1, ("isinya asal data",))
    if facts.offices > OFFICES:
        yield Claim(Meaning("penanggung_jawab"), CONTENT_ONLY, ("isinya nama unit kerja",))
    yield Claim(Meaning("lainnya" if facts.values < 0.5 else "tidak_pasti"), CONTENT_ONLY, ("judulnya tidak dikenal",))


def _named_offices(facts: Facts, strongest: Claim | None) -> Iterator[Claim]:
    """Offices below a title that says little of itself ("Pemegang Kinerja") answer for the row."""
    if strongest is not None and strongest.weight < OUTER and facts.offices > OFFICES:
        reasons = ("judulnya umum, isinya nama unit kerja",)
        yield Claim(Meaning("penanggung_jawab"), strongest.weight + CONTENT_ONLY, reasons)


def _by_size(reading: Reading, facts: Facts, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Money below a title of a measure, and figures that are none below a title of money that also names one ("Alokasi Target")."""
    if facts.money > MONEY_SHARE and not reading.money and claims and claims[0].meaning.ukuran in ("target", "realisasi"):
        measure = "pagu" if claims[0].meaning.ukuran == "target" else "realisasi_anggaran"
        weight = reading.strength + MONEY_AND_MEASURE if reading.perhaps_money else CONTENT_ONLY
        reasons = ("isinya sebesar uang", *(("judulnya menyebut anggaran",) if reading.perhaps_money else ()))
        yield Claim(replace(_value(reading, measure), satuan="rupiah"), weight, reasons)
    if reading.money and reading.of_money is not None and not facts.money and not facts.rupiah and facts.values > FIGURES:
        yield Claim(_value(reading, reading.of_money), reading.strength + MONEY_AND_MEASURE, ("angkanya bukan uang",))


def _no_values(reading: Reading, facts: Facts, weight: float) -> Iterator[Claim]:
    """Meanings of columns that a header takes for values and whose cells are something else: sentences, years, units."""
    names = max(facts.aims, facts.indicators, facts.programmes) > 0.5
    if facts.values < NO_FIGURES and (facts.words > OF_A_NAME or reading.vague or (names and reading.described is not None)):
        told = ("sasaran", "lainnya") if facts.aims > 0.5 else ("lainnya",)
        yield from (Claim(Meaning(role), weight + 1.0 - at / 10, ("isinya kalimat, bukan nilai",)) for at, role in enumerate(told))
    if reading.money and facts.values < NO_FIGURES:
        yield Claim(Meaning("lainnya"), weight + 1.0, ("isinya bukan angka",))
    if facts.years > MOSTLY_YEARS and (reading.of_years or facts.filled >= LEAST_YEARS):
        yield Claim(Meaning("lainnya"), weight + 1.0, ("isinya tahun, bukan nilai",))
    if reading.names_units and facts.units > 0.5:
        yield Claim(Meaning("satuan"), weight + 1.0, ("judulnya juga menyebut satuan, isinya satuan",))


def _told_by_labels(facts: Facts, strongest: Claim | None) -> Iterator[Claim]:
    """Meanings of columns whose cells are nothing but labels of the rows, whatever the header says."""
    weight = (strongest.weight if strongest is not None else CONTENT_ONLY) + SEVERAL_LEVELS
    if facts.numbered > NUMBERED:
        yield Claim(Meaning("nomor"), weight, ("isinya nomor indikator",))
    if facts.level_words > NUMBERED:
        yield Claim(Meaning("lainnya"), weight, ("isinya nama tingkat",))
    if facts.stages > NUMBERED and (strongest is None or strongest.meaning.role == "indikator"):
        yield Claim(Meaning("lainnya"), weight, ("isinya hanya masukan, keluaran, hasil",))


def _holds_levels(role: str, facts: Facts) -> bool:
    """Whether the cells below a header of one level tell others: kegiatan below "Program", programmes among the aims below "Sasaran".

    Where no aim stands below "Sasaran", the programmes are what the form's owner is to reach.
    """
    if role not in LEVELS or not facts.named - {role}:
        return False
    return role == "program" or ("program" in facts.named and (role in LEVELS[2:] or facts.aims > 0))
