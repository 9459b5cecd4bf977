"""What a page sends becomes decisions, checked against the run: nothing is decided about what is not there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from normalizers.figures import canonical_unit, parse_value
from normalizers.form import chosen
from normalizers.names import CORRECTED, DIFFERENT, DOCUMENT, DROPPED, FORM, INDICATOR, NEW, ROW, SAME, UNIT, VALUE, Decision, name_key
from normalizers.owner import NOTHING, OFFICE, PERIOD, REGION
from normalizers.words import column_key
from pipeline.reference import YEARS, document_key, read_facts, row_key, target_of, value_key
from pipeline.report import Doubt, Row, doubtful, moment, value_of
from pipeline.web.desk import Desk, Refused, today
from pipeline.web.questions import items_of
from pipeline.web.refusals import measure_word

Asked = Mapping[str, Any]
#: How the reason of a decision begins that was made with others at once: they are taken back together.
TOGETHER = "sekaligus"
#: Longer than any value, name or reason that a person types.
LONGEST = 2000
_WRONG = {REGION: "no_region", OFFICE: "no_office", PERIOD: "no_period"}


def decisions_of(desk: Desk, what: str, asked: Asked) -> list[Decision]:
    """The decisions that a page asks to keep.

    Args:
        desk: The run.
        what: ``nilai``, ``kelompok``, ``baris``, ``dokumen``, ``indikator``, ``satuan`` or ``bentuk``.
        asked: What the page sent.

    Raises:
        Refused: It is about nothing in the run, or says something that cannot be.
    """
    return _KINDS[what](desk, asked)


def text_of(asked: Asked, name: str) -> str:
    """A text that a page sent, on one line.

    Raises:
        Refused: It is none, or too long.
    """
    text = asked.get(name, "")
    if not isinstance(text, str) or len(text) > LONGEST:
        raise Refused("no_text", name=name)
    return re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", text).strip()


def who_of(desk: Desk, asked: Asked) -> str:
    """Who decides."""
    return text_of(asked, "oleh")[:80] or desk.who


def find_value(desk: Desk, key: str) -> Row:
    """The landed row of a value, by its key.

    Raises:
        Refused: There is no such value.
    """
    id_dokumen = key.partition("/")[0]
    for row in desk.data().rows_of_document(id_dokumen):
        if row["ukuran"] is not None and value_key(id_dokumen, row["id_rekaman"], row) == key:
            return row
    raise Refused("value_gone")


def _decision(desk: Desk, asked: Asked, hal: str, name: str, choice: str, target: str, shown: str, evidence: str) -> Decision:
    reason = text_of(asked, "alasan")
    return Decision(today(), who_of(desk, asked), hal, " ".join(name.split()), choice, target, shown, reason, evidence)


def _place(row: Row) -> str:
    return f"{row['berkas']} hal. {row['halaman']}"


def _value(desk: Desk, asked: Asked, found: Row | None = None) -> list[Decision]:
    row = found if found is not None else find_value(desk, text_of(asked, "kunci"))
    before = desk.reference().corrections.of_row(row)
    if before is None and "dikoreksi" in row["catatan"]:
        raise Refused("withdrawn_correction")
    key = before.key if before is not None else value_key(row["id_dokumen"], row["id_rekaman"], row)
    semula = json.loads(before.sasaran)["semula"] if before is not None else read_facts(row)
    name = f"{key} {row['berkas']}: {moment(row, 'id')}, {row['indikator'][:120]}"
    if text_of(asked, "keputusan") == "benar":
        target = json.dumps({"semula": semula}, ensure_ascii=False, sort_keys=True)
        return [_decision(desk, asked, VALUE, name, SAME, target, value_of(row, "id")[:200], _place(row))]
    said = _changes(desk, row, asked)
    target = json.dumps({"semula": semula, **said}, ensure_ascii=False, sort_keys=True)
    was = f"semula {value_of(row, 'id')[:120]} {row['satuan'] or ''}".strip()
    shown = f"{said.get('nilai', value_of(row, 'id')[:200])} {said.get('satuan', row['satuan']) or ''} {said.get('tahun', '')}; {was}"
    return [_decision(desk, asked, VALUE, name, CORRECTED, target, " ".join(shown.split()), _place(row))]


def is_together(decision: Decision, first: Decision) -> bool:
    """Whether a value was found right with one answer together with another."""
    same = decision.hal == VALUE == first.hal and first.alasan.startswith(TOGETHER)
    return same and (decision.tanggal, decision.oleh, decision.alasan) == (first.tanggal, first.oleh, first.alasan)


def _group(desk: Desk, asked: Asked) -> list[Decision]:
    """All values of a group are right as read."""
    doubt = next((each for each in doubts_of(desk) if each.values and each.key == text_of(asked, "kelompok")), None)
    if doubt is None:
        raise Refused("group_gone")
    first = doubt.values[0].row
    place = f"{first['berkas'][-100:]}, tabel {first['tabel']}"
    reason = f"{TOGETHER} {len(doubt.values)} ({place}): {doubt.title}"[:LONGEST]
    return [
        decision
        for value in doubt.values
        for decision in _value(desk, {**asked, "kunci": _landed_key(value.row), "keputusan": "benar", "alasan": reason}, value.row)
    ]


def _landed_key(row: Row) -> str:
    return value_key(row["id_dokumen"], row["id_rekaman"], row)


def doubts_of(desk: Desk) -> list[Doubt]:
    """What is in doubt now, most rows first."""
    return desk.once("doubts", lambda: doubtful(desk.data(), desk.language, desk.marked))


def _changes(desk: Desk, row: Row, asked: Asked) -> dict[str, Any]:
    """What a person changed of a value."""
    said: dict[str, Any] = {}
    text, unit, year = (text_of(asked, name) for name in ("nilai", "satuan", "tahun"))
    if text and text not in (value_of(row, "id"), value_of(row, "en"), row["nilai_teks"]):
        said["nilai"] = text
    if unit != (row["satuan"] or ""):
        known = canonical_unit(unit, desk.reference().terms) if unit else None
        said["satuan"] = known.name if known is not None else unit
    if year and year != str(row["tahun"] or ""):
        if not year.isdigit() or not YEARS[0] <= int(year) <= YEARS[1]:
            raise Refused("no_year", year=year)
        said["tahun"] = int(year)
        beside = (each for each in desk.data().rows_of_document(row["id_dokumen"]) if each["id_rekaman"] == row["id_rekaman"])
        if any((each["tahun"], each["triwulan"], each["ukuran"]) == (int(year), row["triwulan"], row["ukuran"]) for each in beside):
            raise Refused("year_taken", measure=measure_word(row["ukuran"], desk.language), year=year)
    if not said:
        raise Refused("nothing_changed")
    return said


def reading_of(desk: Desk, text: str, unit: str) -> Row:
    """How a corrected text would be read, for the page to show before it is kept."""
    read = parse_value(text[:LONGEST], unit or None, desk.reference().terms)
    names = ("nilai_teks", "nilai", "nilai_bawah", "nilai_atas", "pembanding", "satuan", "jenis_nilai")
    return {name: getattr(read, name) for name in names}


def _row(desk: Desk, asked: Asked) -> list[Decision]:
    document, record = text_of(asked, "dokumen"), text_of(asked, "rekaman")
    rows = [row for row in _rows(desk, document) if row["id_rekaman"] == record]
    if not rows:
        raise Refused("row_gone")
    row = rows[0]
    words = f"{row['berkas']}: {row['indikator'][:160]}"
    if text_of(asked, "keputusan") == "buang":
        name = f"{row_key(row['id_dokumen'], record, 'baris')} {words}"
        return [_decision(desk, asked, ROW, name, DROPPED, "", "bukan baris indikator", _place(row))]
    text = text_of(asked, "indikator")
    if not text or text == row["indikator"]:
        raise Refused("text_unchanged")
    name = f"{row_key(row['id_dokumen'], record, 'indikator')} {words}"
    target = json.dumps({"semula": row["indikator"], "indikator": text}, ensure_ascii=False, sort_keys=True)
    return [_decision(desk, asked, ROW, name, CORRECTED, target, text[:200], _place(row))]


def _rows(desk: Desk, short: str) -> list[Row]:
    return desk.data().rows_of_document(_document_row(desk, short)["id_dokumen"])


def _document_row(desk: Desk, short: str) -> Row:
    row = desk.data().document_of.get(short)
    if row is None:
        raise Refused("document_gone")
    return row


def _document(desk: Desk, asked: Asked) -> list[Decision]:
    row = _document_row(desk, text_of(asked, "dokumen"))
    field, said = text_of(asked, "hal"), text_of(asked, "isi")
    if field not in _WRONG:
        raise Refused("no_field")
    name = f"{document_key(row['id_dokumen'], field)} {row['berkas']}"
    if text_of(asked, "keputusan") == "kosong":
        if field not in NOTHING:
            raise Refused("no_region", said="")
        return [_decision(desk, asked, DOCUMENT, name, DIFFERENT, "", NOTHING[field], f"{row['berkas']} hal. 1")]
    target = target_of(field, said)
    if not target:
        raise Refused(_WRONG[field], said=said)
    return [_decision(desk, asked, DOCUMENT, name, SAME, target, said, f"{row['berkas']} hal. 1")]


def _indicator(desk: Desk, asked: Asked) -> list[Decision]:
    spelling, choice = text_of(asked, "ejaan"), text_of(asked, "keputusan")
    home = next((row for row in desk.data().indicators if spelling in row["ejaan"]), None)
    if home is None:
        raise Refused("spelling_gone")
    evidence = " | ".join(home["dokumen"][:5])
    if choice == "pisah":
        name = text_of(asked, "nama") or spelling
        if name_key(name).id == home["id_indikator"]:
            raise Refused("own_name")
        return [_decision(desk, asked, INDICATOR, spelling, NEW, "", name, evidence)]
    if choice == "berbeda":
        candidates = next((item.candidates for item in items_of(desk) if item.hal == INDICATOR and item.name == spelling), ())
        if not candidates:
            raise Refused("no_candidates")
        return [_decision(desk, asked, INDICATOR, spelling, DIFFERENT, " ".join(each.id for each in candidates), "", evidence)]
    target = text_of(asked, "sasaran")
    known = desk.reference().harmoniser.by_id(target)
    named = ((row["id_indikator"], row["indikator_baku"]) for row in desk.data().indicators)
    other = next((each for each in named if target in each), (known.id, known.name) if known is not None else None)
    if other is None or other[0] == home["id_indikator"]:
        raise Refused("no_other")
    return [_decision(desk, asked, INDICATOR, spelling, SAME, other[0], other[1], evidence)]


def _unit(desk: Desk, asked: Asked) -> list[Decision]:
    printed, said = text_of(asked, "nama"), text_of(asked, "isi")
    item = next((each for each in items_of(desk) if each.hal == UNIT and " ".join(each.name.split()) == printed), None)
    if item is None:
        raise Refused("unit_gone")
    evidence = " | ".join(item.places)
    if text_of(asked, "keputusan") == "tercetak":
        return [_decision(desk, asked, UNIT, printed, DIFFERENT, "", "", evidence)]
    known = canonical_unit(said) if said else None
    if known is None or not known.known:
        raise Refused("no_unit", said=said)
    return [_decision(desk, asked, UNIT, printed, SAME, known.name, known.name, evidence)]


def _form(desk: Desk, asked: Asked) -> list[Decision]:
    sign, columns = text_of(asked, "tanda"), asked.get("kolom")
    if not isinstance(columns, list) or not columns:
        raise Refused("no_columns")
    found = []
    for column in columns:
        place, header, words = column.get("ke"), text_of(column, "kepala"), text_of(column, "arti")
        if not isinstance(place, int) or chosen(words) is None:
            raise Refused("no_meaning", said=words)
        name = f"{column_key(sign, place)} {header or f'(kolom {place})'}"
        found.append(_decision(desk, asked, FORM, name, SAME, words, words, text_of(asked, "bukti")))
    return found


_KINDS: Mapping[str, Callable[[Desk, Asked], list[Decision]]] = {
    "nilai": _value, "kelompok": _group, "baris": _row, "dokumen": _document, "indikator": _indicator, "satuan": _unit, "bentuk": _form,
}  # fmt: skip
