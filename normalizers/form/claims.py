"""What speaks for each meaning of a column: the header cells above it, and the cells below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalizers.form.facts import Facts
from normalizers.form.said import Said
from normalizers.form.meaning import LEVELS, TEXTS, Claim, Meaning
from normalizers.form.tree import Path

#: Evidence of a header's head phrase that is the whole cell, that goes on, and that unknown words stand before.
WHOLE, HEAD, INSIDE = 4.0, 3.0, 1.2
#: Evidence of a measure that only an outer title, a short sign below it, or a unit of money gives.
OUTER, SHORT, BY_MONEY = 2.6, 2.4, 2.6
#: Evidence of a measure that a header names behind another ("Realisasi Capaian").
SECOND = 1.0
#: A generic header ("Uraian", "Output") means what its cells hold.
GENERIC = 0.8
#: What the header says of nothing: the cells alone.
CONTENT_ONLY = 0.4


@dataclass(slots=True)
class _Reading:
    """What the levels of a path add up to, outermost first."""

    measure: str | None = None
    strength: float = 0.0
    money: bool = False
    spent: bool = False
    other: str | None = None
    cumulative: bool = False
    former: bool = False
    role: str | None = None
    role_strength: float = 0.0
    year: int | None = None
    counted: int | None = None
    relative: int | str | None = None
    quarter: int | None = None
    unit: str | None = None
    second: str | None = None
    percent: bool = False
    yearless: bool = False


def claims_for(path: Path, facts: Facts) -> list[Claim]:
    """The meanings a column may have, strongest first.

    Args:
        path: The header cells above it.
        facts: What the cells below look like.
    """
    reading = _read(path.said)
    claims = [_with_facts(claim, facts) for claim in _from_header(reading, path)]
    claims += [_with_facts(claim, facts) for claim in _from_content(reading, facts, claims)]
    best: dict[Meaning, Claim] = {}
    for claim in claims:
        if claim.meaning not in best or claim.weight > best[claim.meaning].weight:
            best[claim.meaning] = claim
    return sorted(best.values(), key=lambda claim: -claim.weight)


# -- the header ---------------------------------------------------------------------------------------------------------


def _read(path: Sequence[Said]) -> _Reading:
    reading = _Reading()
    quarters_above = False
    years_above = False
    for depth, said in enumerate(path):
        leaf = depth == len(path) - 1
        _take_times(reading, said, quarters_above=quarters_above, years_above=years_above)
        quarters_above = quarters_above or "triwulan" in said.when.speaks_of
        years_above = years_above or "tahun" in said.when.speaks_of or said.when.counted is not None
        if said.has("lain", "kumulatif"):
            reading.cumulative = True
        if said.has("lain", "semula"):
            reading.former = True
        reading.unit = said.unit or reading.unit
        _take_words(reading, said, leaf=leaf, outer=depth > 0)
    return reading


def _take_times(reading: _Reading, said: Said, *, quarters_above: bool, years_above: bool) -> None:
    if len(said.when.years) == 1:
        reading.year = said.when.years[0]
    if said.when.relative is not None:
        reading.relative = said.when.relative
    if said.when.quarter is not None:
        reading.quarter = said.when.quarter
    elif said.when.bare_quarter is not None and quarters_above:
        reading.quarter = said.when.bare_quarter
    elif said.when.counted is not None and (not said.when.bare or years_above):
        reading.counted = said.when.counted


def _take_words(reading: _Reading, said: Said, *, leaf: bool, outer: bool) -> None:
    head = said.head
    strength = (WHOLE if said.whole else HEAD if not said.foreign else INSIDE) * said.strength
    if head is None:
        if said.short is not None and outer:
            _take_short(reading, said.short)
        return
    if head.section == "lain":
        if head.name == "lain":
            reading.other, reading.strength = said.text, strength
            reading.role = None
        elif head.name == "tanpa_tahun":
            reading.other, reading.measure, reading.strength = said.text, "target", strength
            reading.yearless = True
        elif head.name == "menjadi":
            reading.measure = reading.measure or "target"
            reading.strength = max(reading.strength, HEAD)
        # "s/d" at the front: the measure behind it is still what it is of.
        elif (measure := next((tag for tag in said.tags if tag.section == "ukuran"), None)) is not None:
            reading.measure, reading.strength = measure.name, strength
        return
    if head.section == "uang":
        reading.money, reading.spent = True, reading.spent or head.name == "belanja"
        reading.strength = max(reading.strength, strength)
        reading.role, reading.other = None, None
        return
    if head.section == "ukuran":
        _take_measure(reading, said, strength, leaf=leaf)
        return
    if reading.other is not None and said.text:
        return
    if head.name == "uraian" and reading.role is not None:
        return
    reading.role, reading.role_strength = head.name, strength
    reading.money = False


def _take_measure(reading: _Reading, said: Said, strength: float, *, leaf: bool) -> None:
    """A measure at the head: of its own, or one of several that the columns below share out ("Target dan Realisasi")."""
    heads = {tag.name for tag in said.tags if tag.section == "ukuran"}
    several = (len(heads) > 1 and _is_list(said)) or (said.has("uang") and not said.money)
    assert said.head is not None
    name = said.head.name
    if several and not leaf:
        reading.measure = reading.measure or name
        reading.strength = max(reading.strength, OUTER - 1)
        return
    if reading.measure in ("kondisi_awal", "kondisi_akhir") and name in ("target", "realisasi", "capaian"):
        return
    if reading.money and name == "realisasi":
        reading.spent = True
    reading.measure, reading.strength = name, strength
    reading.second = next((tag.name for tag in said.tags if tag.section == "ukuran" and tag.name != name), None)
    reading.role, reading.other = None, None
    if leaf and said.money:
        reading.money = True
        reading.spent = reading.spent or name == "realisasi"


def _is_list(said: Said) -> bool:
    """Whether the measures of a title stand beside each other ("Target dan Realisasi") instead of describing one ("Target Capaian")."""
    text = f" {said.text.casefold()} "
    return " dan " in text or "/" in text or "," in text or "&" in text


def _take_short(reading: _Reading, short: str) -> None:
    if short == "target":
        reading.measure = reading.measure or "target"
        reading.strength = max(reading.strength, SHORT if reading.strength else 0.8)
        reading.money = False
    elif reading.role is None:
        reading.measure, reading.strength = short, SHORT
        reading.percent = short == "capaian"


def _from_header(reading: _Reading, path: Path) -> list[Claim]:
    text = path.text
    if reading.cumulative and (reading.measure or reading.money):
        return [Claim(Meaning("lainnya"), HEAD, (f'"{text}": jumlah sampai suatu saat, bukan nilai satu tahun',))]
    if reading.former and (reading.measure or reading.role is None):
        return [Claim(Meaning("lainnya"), HEAD, (f'"{text}": keadaan sebelum perubahan',))]
    if reading.yearless and reading.year is None and reading.counted is None:
        reasons = (f'"{text}" tanpa tahun',)
        return [Claim(Meaning("lainnya"), HEAD, reasons), Claim(_value(reading, "target"), SECOND, reasons)]
    if reading.yearless and (reading.year is not None or reading.counted is not None):
        return [Claim(_value(reading, "target"), HEAD, (f'judul "{text}" berarti target pada tahunnya',))]
    if reading.other is not None:
        return [Claim(Meaning("lainnya"), reading.strength, (f'"{text}" dikenal, bukan nilai satu tahun',))]
    if reading.role is not None:
        return _roles(reading, text)
    if reading.money:
        return _money(reading, text)
    if reading.measure is not None:
        claims = [Claim(_value(reading, reading.measure), reading.strength, (f'judul "{text}" berarti {reading.measure}',))]
        if reading.second is not None:
            claims.append(Claim(_value(reading, reading.second), SECOND, (f'judul "{text}" juga menyebut {reading.second}',)))
        return claims
    if reading.year is not None or reading.quarter is not None or reading.counted is not None or reading.relative is not None:
        return [Claim(_value(reading, None), OUTER, (f'judul "{text}" hanya menyebut waktu',))]
    return []


def _value(reading: _Reading, measure: str | None) -> Meaning:
    return Meaning("nilai", measure, reading.year, reading.counted, reading.relative, reading.quarter, reading.unit)


def _money(reading: _Reading, text: str) -> list[Claim]:
    """Money is a plan's or what was spent; a percentage of money, or the money of a final condition, is no value of ours."""
    reasons = (f'judul "{text}" berarti uang',)
    if reading.measure in ("capaian", "kondisi_akhir", "kondisi_awal"):
        return [Claim(Meaning("lainnya"), BY_MONEY, reasons)]
    spent = reading.spent or reading.measure == "realisasi"
    measure = "realisasi_anggaran" if spent else "pagu"
    return [Claim(replace(_value(reading, measure), satuan="rupiah"), max(BY_MONEY, reading.strength), reasons)]


def _roles(reading: _Reading, text: str) -> list[Claim]:
    role, weight = reading.role, reading.role_strength
    assert role is not None
    reasons = (f'judul "{text}" berarti {role}',)
    if role == "uraian":
        return [
            Claim(Meaning(name), GENERIC, (f'judul "{text}" umum: isinya yang menentukan',)) for name in ("indikator", "nama", "sasaran", "lainnya")
        ]
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


def _fit(meaning: Meaning, facts: Facts) -> tuple[float, str]:  # noqa: PLR0911 (one line a role)
    role = meaning.role
    names = max(facts.indicators, facts.aims, facts.programmes)
    if role == "nilai":
        if meaning.ukuran in ("pagu", "realisasi_anggaran"):
            return (
                1.0 if facts.money > 0.3 else -1.0 if facts.percents > 0.5 else 0.0
            ), "isi sebesar uang" if facts.money > 0.3 else "isi tidak sebesar uang"
        return 2.0 * facts.values - 1.0 - 2.0 * (names > 0.5) - 1.5 * (
            facts.words > 6
        ), "isi berupa angka" if facts.values > 0.5 else "isi bukan angka"
    if role == "indikator":
        fit = 2.5 * facts.indicators - 1.0 * facts.aims - 3.0 * (facts.values > 0.6) - 2.0 * (facts.units > 0.6 and facts.indicators < 0.3)
        return fit, "isi berawalan indikator" if facts.indicators > 0.3 else "isi tidak berawalan indikator"
    if role in ("tujuan", "sasaran", "tujuan_sasaran"):
        return 1.5 * facts.aims - 1.0 * facts.indicators - 2.0 * (
            facts.values > 0.6
        ), "isi berawalan sasaran" if facts.aims > 0.3 else "isi tidak berawalan sasaran"
    if role in LEVELS or role == "nama":
        return 0.8 * facts.programmes + 3.0 * facts.levelled - 2.0 * (facts.values > 0.6), "isi nama program atau kegiatan"
    if role == "satuan":
        return 2.5 * facts.units - 1.5 * (facts.values > 0.5 and facts.units < 0.3) - 1.0 * (
            facts.words > 5
        ), "isi berupa satuan" if facts.units > 0.5 else "isi bukan satuan"
    if role == "nomor":
        return 1.0 * facts.counts - 1.5 * (facts.words > 3 and facts.counts < 0.3), "isi menghitung baris"
    if role == "kode":
        return 1.0 * max(facts.codes, facts.counts), "isi berupa kode"
    if role == "penanggung_jawab":
        return 1.0 * facts.offices, "isi nama unit kerja"
    if role in TEXTS:
        return -1.5 * (facts.values > 0.8 and facts.nothing < 0.5), "isi berupa teks"
    return 0.0, ""


def _from_content(reading: _Reading, facts: Facts, claims: Sequence[Claim]) -> list[Claim]:
    """Meanings that the cells alone suggest, for headers that say nothing or something else."""
    found: list[Claim] = []
    known = bool(claims)
    if not facts.filled:
        return found
    if facts.indicators > 0.5 and facts.words > 2:
        found.append(Claim(Meaning("indikator"), CONTENT_ONLY, ("isinya berawalan seperti indikator",)))
    if facts.units > 0.7:
        found.append(Claim(Meaning("satuan"), CONTENT_ONLY, ("isinya satuan",)))
    if facts.aims > 0.5 and facts.words > 2:
        found.append(Claim(Meaning("sasaran"), CONTENT_ONLY, ("isinya berawalan seperti sasaran",)))
    if known:
        return found
    if facts.counts > 0.8 and facts.words < 2:
        found.append(Claim(Meaning("nomor"), CONTENT_ONLY, ("isinya menghitung baris",)))
    if facts.offices > 0.7:
        found.append(Claim(Meaning("penanggung_jawab"), CONTENT_ONLY, ("isinya nama unit kerja",)))
    found.append(Claim(Meaning("lainnya" if facts.values < 0.5 else "tidak_pasti"), CONTENT_ONLY, ("judulnya tidak dikenal",)))
    return found
