"""``tinjauan.xlsx``: the questions for a person, with a place for each answer; and the answers read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from normalizers.decisions import DIFFERENT, HEADER, INDICATOR, NEW, SAME, UNIT, Decision
from normalizers.header_terms import header_terms
from normalizers.name_key import name_key
from normalizers.name_lexicon import name_lexicon
from normalizers.text import fold
from normalizers.units import lexicon
from pipeline.review_items import ReviewItem, mark_of

NAME = "tinjauan.xlsx"
SHEETS = {INDICATOR: "Indikator", HEADER: "Kepala kolom", UNIT: "Satuan"}
#: Answers about an indicator, as the drop-down shows them.
SAME_AS = "sama dengan calon {}"
SAME_AS_OTHER = "sama dengan id di kolom Sasaran"
DIFFERENT_FROM_ALL = "berbeda dari semua calon"
NEW_NAME = "nama baku baru di kolom Sasaran"
LATER = "nanti saja"
#: Answer about a header or unit that is to stay.
AS_PRINTED = "biarkan seperti tercetak"
CANDIDATES = 3
#: Height of a line (points) and letters a line of the name columns: Excel does not fit rows to text in two colours.
LINE, LETTERS = 15, 42

_FIRST = ("Nama tercetak", "Baris data", "Tempat")
_LAST = ("Keputusan", "Sasaran", "Alasan", "Oleh", "Id sekarang", "Kunci")
#: A cell that begins so is a formula to Excel; as text it is only text.
_HEAD_ROW = 3

_GUIDE = (
    "Cara memakai berkas ini",
    "1. Setiap baris adalah satu nama yang meragukan; yang paling banyak datanya di atas.",
    "2. Pilih jawaban pada kolom Keputusan (kuning). Kata yang berbeda dari nama tercetak berwarna merah pada setiap calon.",
    '3. Untuk "nama baku baru" tulis namanya di kolom Sasaran; untuk "sama dengan id" tulis id_indikatornya di sana.',
    "4. Alasan dan Oleh boleh diisi. Baris tanpa keputusan akan ditanyakan lagi.",
    "5. Simpan, lalu jalankan: iku tinjau tinjauan.xlsx. Keputusan disimpan selamanya dan dipakai pada setiap pembacaan berikutnya.",
    "6. Jangan mengubah kolom lain: baris yang nama, id atau kuncinya berubah ditolak.",
)


class BookError(ValueError):
    """A workbook that cannot be taken over; nothing of it was.

    Attributes:
        messages: One line each in Indonesian, with sheet and row.
    """

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("; ".join(messages))
        self.messages = tuple(messages)


# -- writing ------------------------------------------------------------------------------------------------------------


def write_book(items: Sequence[ReviewItem], folder: Path) -> Path:
    """Write the questions into the output folder; equal questions give equal bytes.

    Args:
        items: Worst first.
        folder: The output folder.

    Returns:
        The file.
    """
    import xlsxwriter  # noqa: PLC0415 (only when a run ends)

    waiting = folder / f".{NAME}.baru"
    # Text that looks like a formula or an address stays text.
    book = xlsxwriter.Workbook(str(waiting), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": "Tinjauan padanan", "created": dt.datetime(2000, 1, 1)})
    styles = {
        "head": book.add_format(
            {"bold": True, "bg_color": "#1F4E78", "font_color": "white", "text_wrap": True, "valign": "top", "border": 1}
        ),
        "text": book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}),
        "answer": book.add_format(
            {"text_wrap": True, "valign": "top", "bg_color": "#FFF2CC", "border": 1, "border_color": "#BFBFBF", "locked": False}
        ),
        "grey": book.add_format({"font_color": "#808080", "font_size": 8, "valign": "top", "border": 1, "border_color": "#BFBFBF"}),
        "red": book.add_format({"font_color": "#C00000", "bold": True}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "share": book.add_format({"num_format": "0%", "valign": "top", "border": 1, "border_color": "#BFBFBF"}),
    }
    for hal, title in SHEETS.items():
        _sheet(book, title, hal, [item for item in items if item.hal == hal], styles)
    guide = book.add_worksheet("Petunjuk")
    guide.set_column(0, 0, 120)
    for row, line in enumerate(_GUIDE):
        guide.write_string(row, 0, line, styles["title"] if row == 0 else None)
    choices = book.add_worksheet("Pilihan")
    choices.hide()
    for column, words in enumerate((_indicator_answers(), _roles(), _units())):
        choices.write_column(0, column, words)
    book.close()
    target = folder / NAME
    waiting.replace(target)
    return target


def _indicator_answers() -> list[str]:
    return [*(SAME_AS.format(number) for number in range(1, CANDIDATES + 1)), DIFFERENT_FROM_ALL, NEW_NAME, SAME_AS_OTHER, LATER]


def _roles() -> list[str]:
    return [AS_PRINTED, *sorted(set(header_terms().roles.values())), LATER]


def _units() -> list[str]:
    return [AS_PRINTED, *sorted({unit.name for unit in lexicon().units.values()}), LATER]


def _columns(hal: str) -> list[str]:
    candidates = [f"{what} {number}" for number in range(1, CANDIDATES + 1) for what in ("Calon", "Skor", "Id calon")]
    return [*_FIRST, *(candidates if hal == INDICATOR else []), *_LAST]


def _sheet(book: Any, title: str, hal: str, items: Sequence[ReviewItem], styles: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(title)
    columns = _columns(hal)
    sheet.write_string(
        0, 0, f"{title}: {len(items)} perlu keputusan" if items else f"{title}: tidak ada yang perlu keputusan", styles["title"]
    )
    sheet.write_string(1, 0, "Isi kolom kuning, simpan, lalu jalankan: iku tinjau tinjauan.xlsx")
    sheet.write_row(_HEAD_ROW - 1, 0, columns, styles["head"])
    widths = {"Nama tercetak": 46, "Tempat": 34, "Keputusan": 24, "Sasaran": 30, "Alasan": 24, "Oleh": 14, "Baris data": 8}
    for column, name in enumerate(columns):
        hidden = name.startswith("Id ") or name == "Kunci"
        sheet.set_column(
            column,
            column,
            widths.get(name, 46 if name.startswith("Calon") else 7),
            None,
            {"hidden": hidden and name != "Id sekarang", "level": 0},
        )
    for row, item in enumerate(items, start=_HEAD_ROW):
        _row(sheet, row, item, columns, styles)
    if items:
        choice = {INDICATOR: "A", HEADER: "B", UNIT: "C"}[hal]
        count = len({INDICATOR: _indicator_answers, HEADER: _roles, UNIT: _units}[hal]())
        sheet.data_validation(
            _HEAD_ROW, columns.index("Keputusan"), _HEAD_ROW + len(items) - 1, columns.index("Keputusan"),
            {
                "validate": "list", "source": f"=Pilihan!${choice}$1:${choice}${count}", "error_title": "Pilih dari daftar",
                "error_message": "Pilih salah satu jawaban dari daftar.",
            },
        )  # fmt: skip
        sheet.autofilter(_HEAD_ROW - 1, 0, _HEAD_ROW + len(items) - 1, len(columns) - 1)
    sheet.freeze_panes(_HEAD_ROW, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _row(sheet: Any, row: int, item: ReviewItem, columns: Sequence[str], styles: Mapping[str, Any]) -> None:
    values: dict[str, Any] = {
        "Nama tercetak": item.name, "Baris data": item.rows, "Tempat": "\n".join(item.places), "Id sekarang": item.id_indikator,
        "Kunci": item.mark,
    }  # fmt: skip
    for number, candidate in enumerate(item.candidates[:CANDIDATES], 1):
        values |= {f"Calon {number}": candidate.name, f"Skor {number}": candidate.score, f"Id calon {number}": candidate.id}
    longest = max(len(item.name), *(len(candidate.name) for candidate in item.candidates), 0)
    sheet.set_row(row, LINE * max(1, -(-longest // LETTERS), len(item.places)))
    for column, name in enumerate(columns):
        value = values.get(name, "")
        if name in ("Keputusan", "Sasaran", "Alasan", "Oleh"):
            sheet.write_blank(row, column, None, styles["answer"])
        elif name.startswith("Calon") and value:
            _write_candidate(sheet, row, column, item.name, value, styles)
        elif name.startswith("Skor") and value != "":
            sheet.write_number(row, column, value, styles["share"])
        elif name == "Baris data":
            sheet.write_number(row, column, value, styles["text"])
        else:
            sheet.write_string(row, column, str(value), styles["grey" if name.startswith("Id") or name == "Kunci" else "text"])


def _write_candidate(sheet: Any, row: int, column: int, printed: str, name: str, styles: Mapping[str, Any]) -> None:
    """The candidate's name with the words in red that the printed name has not."""
    known = set(name_key(printed).tokens)
    unimportant = name_lexicon().dropped | name_lexicon().loose
    parts: list[Any] = []
    marked = False
    for index, word in enumerate(name.split()):
        differs = fold(word) not in unimportant and not set(name_key(word).tokens) <= known
        marked = marked or differs
        parts += [*([styles["red"]] if differs else []), f"{' ' if index else ''}{word}"]
    if marked and len(parts) > 2:
        sheet.write_rich_string(row, column, *parts, styles["text"])
    else:
        sheet.write_string(row, column, name, styles["text"])


# -- reading ------------------------------------------------------------------------------------------------------------


def read_book(path: Path, names_by_id: Callable[[str], str | None], who: str, day: str) -> list[Decision]:
    """The decisions in a filled workbook.

    Args:
        path: The workbook.
        names_by_id: The standard name of an id today, or None.
        who: Who decided, where the workbook does not say.
        day: The date, YYYY-MM-DD.

    Raises:
        BookError: Something in it was changed, is missing or contradicts itself; all faults are named and nothing is taken.
    """
    import openpyxl  # noqa: PLC0415 (slow to import)

    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except FileNotFoundError as error:
        raise BookError([f"{path}: berkas tidak ada"]) from error
    except Exception as error:
        raise BookError(
            [f"{path}: bukan berkas Excel yang dapat dibuka ({type(error).__name__}); tutup di Excel dan simpan sebagai .xlsx"]
        ) from error
    decisions: list[Decision] = []
    wrong: list[str] = []
    found = [(hal, title) for hal, title in SHEETS.items() if title in book.sheetnames]
    if not found:
        wrong.append(f"{path.name}: tidak ada lembar {', '.join(SHEETS.values())}; pakai tinjauan.xlsx dari folder hasil")
    for hal, title in found:
        _read_sheet(book[title], hal, names_by_id, who, day, decisions, wrong)
    book.close()
    if wrong:
        raise BookError(wrong)
    return decisions


def _read_sheet(
    sheet: Any, hal: str, names_by_id: Callable[[str], str | None], who: str, day: str, decisions: list[Decision], wrong: list[str]
) -> None:
    rows = [[("" if value is None else str(value).strip()) for value in row] for row in sheet.iter_rows(values_only=True)]
    head = next((index for index, row in enumerate(rows) if "Nama tercetak" in row), None)
    missing = [name for name in _columns(hal) if head is None or name not in rows[head]]
    if head is None or missing:
        wrong.append(
            f"lembar {sheet.title}: kolom {', '.join(missing)} tidak ada; buat ulang tinjauan.xlsx dengan iku ingest, lalu isi lagi"
        )
        return
    place = {name: rows[head].index(name) for name in _columns(hal)}
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        cells = {name: row[column] if column < len(row) else "" for name, column in place.items()}
        answer = cells["Keputusan"]
        if not answer or answer == LATER:
            if not answer and cells["Sasaran"]:
                wrong.append(f"lembar {sheet.title} baris {number}: Sasaran terisi tetapi Keputusan kosong; isi keduanya atau kosongkan")
            continue
        ids = [cells[f"Id calon {n}"] for n in range(1, CANDIDATES + 1) if cells.get(f"Id calon {n}")]
        if mark_of(hal, cells["Nama tercetak"], ids) != cells["Kunci"]:
            wrong.append(
                f"lembar {sheet.title} baris {number}: nama, id atau kuncinya berubah; kembalikan isinya atau buat ulang tinjauan.xlsx"
            )
            continue
        said = _said(hal, answer, cells, ids, names_by_id)
        if isinstance(said, str):
            wrong.append(f"lembar {sheet.title} baris {number}: {said}")
            continue
        choice, target, target_name = said
        evidence = " | ".join(cells["Tempat"].splitlines())
        decisions.append(
            Decision(day, cells["Oleh"] or who, hal, cells["Nama tercetak"], choice, target, target_name, cells["Alasan"], evidence)
        )


def _said(
    hal: str, answer: str, cells: Mapping[str, str], ids: Sequence[str], names_by_id: Callable[[str], str | None]
) -> tuple[str, str, str] | str:
    """Decision, target and the target's name; or what is wrong."""
    if hal != INDICATOR:
        known = _roles() if hal == HEADER else _units()
        if answer not in known:
            return f'"{answer}" tidak ada dalam daftar pilihan'
        return (DIFFERENT, "", "") if answer == AS_PRINTED else (SAME, answer, answer)
    if answer not in _indicator_answers():
        return f'"{answer}" bukan jawaban dari daftar pilihan'
    if answer == DIFFERENT_FROM_ALL:
        return DIFFERENT, " ".join(ids), ""
    if answer == NEW_NAME:
        return (NEW, "", cells["Sasaran"]) if cells["Sasaran"] else "tulis nama baku barunya di kolom Sasaran"
    return _same_as(answer, cells, names_by_id)


def _same_as(answer: str, cells: Mapping[str, str], names_by_id: Callable[[str], str | None]) -> tuple[str, str, str] | str:
    if answer == SAME_AS_OTHER:
        target = cells["Sasaran"]
        name = names_by_id(target)
        missing = f'id "{target}" tidak ada dalam daftar baku atau acuan' if target else "tulis id_indikator yang sama di kolom Sasaran"
    else:
        number = answer.rpartition(" ")[2]
        target, printed = cells[f"Id calon {number}"], cells[f"Calon {number}"]
        name = names_by_id(target) or (printed if name_key(printed).id == target else None)
        missing = (
            f"calon {number} tidak ada lagi dalam daftar baku atau acuan; buat ulang tinjauan.xlsx dengan iku ingest"
            if target
            else f"calon {number} tidak ada pada baris ini"
        )
    return (SAME, target, name) if target and name else missing


def count_unanswered(path: Path) -> int:
    """How many questions of a workbook have no answer."""
    import openpyxl  # noqa: PLC0415 (slow to import)

    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    count = 0
    for title in SHEETS.values():
        if title not in book.sheetnames:
            continue
        rows = list(book[title].iter_rows(min_row=_HEAD_ROW, values_only=True))
        place = {str(name): column for column, name in enumerate(rows[0])} if rows else {}
        count += sum(bool(row[place["Kunci"]]) and row[place["Keputusan"]] in (None, "", LATER) for row in rows[1:])
    book.close()
    return count
