"""``tinjauan.xlsx``: the questions for a person, with a place for each answer."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from normalizers.figures import lexicon
from normalizers.form import choices
from normalizers.names import FORM, HEADER, INDICATOR, UNIT, name_key, name_lexicon
from normalizers.owner import NOTHING, OFFICE, PERIOD, REGION, region_labels
from normalizers.words import fold
from pipeline.documents import REVIEW_BOOK, PagePlaces, as_cell, write_whole
from pipeline.review.columns import ANSWER_COLUMNS, HEAD_ROW, KEY, SHEETS, columns_of
from pipeline.review.items import CANDIDATES, PAGE, ReviewItem
from pipeline.review.unsent import Answers, put_aside, unsent_answers

#: Answers about an indicator, as the drop-down shows them.
SAME_AS = "sama dengan calon {}"
SAME_AS_OTHER = "sama dengan id di kolom Sasaran"
DIFFERENT_FROM_ALL = "berbeda dari semua calon"
NEW_NAME = "nama baku baru di kolom Sasaran"
LATER = "nanti saja"
#: Answer about a header or unit that is to stay.
AS_PRINTED = "biarkan seperti tercetak"
#: What Excel takes of an address and of a tip.
LONGEST_ADDRESS, LONGEST_TIP = 2000, 250
#: Answers about a document's office and period that are written out; the other is that there is none.
WRITTEN = {OFFICE: "nama di kolom Sasaran", PERIOD: "periode di kolom Sasaran"}
#: Height of a line (points) and letters a line of the name columns: Excel does not fit rows to text in two colours.
LINE, LETTERS = 15, 42

_WIDTHS = {
    "Nama tercetak": 46, "Tempat": 34, "Keputusan": 24, "Sasaran": 30, "Alasan": 24, "Oleh": 14, "Baris data": 8,
    "Arti menurut program": 26, "Contoh 1": 22, "Contoh 2": 22, "Contoh 3": 22, "Menunggu": 10,
}  # fmt: skip

_GUIDE = (
    "Cara memakai berkas ini",
    "1. Setiap baris adalah satu nama yang meragukan; yang paling banyak datanya di atas.",
    "2. Pilih jawaban pada kolom Keputusan (kuning). Kata yang berbeda dari nama tercetak berwarna merah pada setiap calon.",
    '3. Untuk "nama baku baru" tulis namanya di kolom Sasaran; untuk "sama dengan id" tulis id_indikatornya di sana.',
    "4. Alasan dan Oleh boleh diisi. Baris tanpa keputusan akan ditanyakan lagi.",
    "5. Simpan, lalu jalankan: iku tinjau tinjauan.xlsx. Keputusan disimpan selamanya dan dipakai pada setiap pembacaan berikutnya.",
    "6. Lembar Bentuk tabel: satu baris satu kolom dari tabel yang judulnya belum dipahami; pilih arti kolom yang keliru atau belum pasti.",
    "7. Jawaban atas satu bentuk berlaku bagi semua tabel dengan judul yang sama, juga di tahun dan kantor lain.",
    "8. Lembar Wilayah dokumen: pilih kabupaten, kota atau provinsi dari dokumen yang halamannya tidak menyebutnya.",
    "9. Lembar Perangkat daerah dokumen dan Periode dokumen: tulis namanya, atau periodenya (misalnya 2021-2026), di kolom Sasaran.",
    "10. Klik kolom Tempat untuk melihat halamannya: di laporan bila iku laporan sudah dijalankan, jika tidak PDF-nya.",
    "11. Jangan mengubah kolom lain: baris yang nama, id atau kuncinya berubah ditolak; jawaban lain tetap diambil.",
)


def write_book(items: Sequence[ReviewItem], folder: Path, places: PagePlaces | None = None) -> Path:
    """Write the questions into the output folder; equal questions give equal bytes.

    Answers in an older workbook there that were not handed over stand in the new one too; where their question is asked no more, the older
    workbook is kept beside it.

    Args:
        items: Worst first.
        folder: The output folder.
        places: Where pages are shown: each question leads to the first it stands on.

    Returns:
        The file.
    """
    import xlsxwriter  # noqa: PLC0415 (only when a run ends)

    answers = unsent_answers(folder)
    put_aside(folder, answers, {item.mark for item in items})
    answers = answers or {}
    written = io.BytesIO()
    # Text that looks like a formula or an address stays text; no files are made beside the one.
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(written, plain)
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
        "link": book.add_format(
            {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF", "font_color": "#0563C1", "underline": 1}
        ),
        "share": book.add_format({"num_format": "0%", "valign": "top", "border": 1, "border_color": "#BFBFBF"}),
    }
    guide = book.add_worksheet("Petunjuk")
    guide.set_column(0, 0, 120)
    for row, line in enumerate(_GUIDE):
        guide.write_string(row, 0, line, styles["title"] if row == 0 else None)
    for hal, title in SHEETS.items():
        if hal == HEADER:
            # Headers by themselves are asked about no more, the form is; answers in an earlier workbook are still read.
            continue
        _sheet(book, title, hal, [item for item in items if item.hal == hal], styles, answers, places)
    choices = book.add_worksheet("Pilihan")
    choices.hide()
    for column, words in enumerate(answers_of() for answers_of in ANSWERS.values()):
        choices.write_column(0, column, words)
    book.close()
    target = folder / REVIEW_BOOK
    write_whole(target, written.getvalue())
    return target


def indicator_answers() -> list[str]:
    return [*(SAME_AS.format(number) for number in range(1, CANDIDATES + 1)), DIFFERENT_FROM_ALL, NEW_NAME, SAME_AS_OTHER, LATER]


def roles() -> list[str]:
    return [AS_PRINTED, *choices(), LATER]


def meanings() -> list[str]:
    """Answers about a form's column; what the program took it for is accepted by choosing it."""
    return [*choices(), LATER]


def units() -> list[str]:
    return [AS_PRINTED, *sorted({unit.name for unit in lexicon().units.values()}), LATER]


def places() -> list[str]:
    return [*region_labels(), LATER]


def offices() -> list[str]:
    return [WRITTEN[OFFICE], NOTHING[OFFICE], LATER]


def periods() -> list[str]:
    return [WRITTEN[PERIOD], NOTHING[PERIOD], LATER]


#: What may be answered, by what is asked.
ANSWERS = {
    INDICATOR: indicator_answers, HEADER: roles, UNIT: units, FORM: meanings, REGION: places, OFFICE: offices, PERIOD: periods,
}  # fmt: skip


def _sheet(
    book: Any, title: str, hal: str, items: Sequence[ReviewItem], styles: Mapping[str, Any], answers: Answers, places: PagePlaces | None
) -> None:
    sheet = book.add_worksheet(title)
    columns = columns_of(hal)
    sheet.write_string(
        0, 0, f"{title}: {len(items)} perlu keputusan" if items else f"{title}: tidak ada yang perlu keputusan", styles["title"]
    )
    sheet.write_string(1, 0, "Isi kolom kuning, simpan, lalu jalankan: iku tinjau tinjauan.xlsx")
    sheet.write_row(HEAD_ROW - 1, 0, columns, styles["head"])
    for column, name in enumerate(columns):
        hidden = name.startswith("Id calon") or name == KEY
        sheet.set_column(
            column,
            column,
            _WIDTHS.get(name, 46 if name.startswith("Calon") else 7),
            None,
            {"hidden": hidden},
        )
    for row, item in enumerate(items, start=HEAD_ROW):
        _row(sheet, row, item, columns, styles, answers.get(item.mark, {}))
        _lead_to(sheet, row, columns.index("Tempat"), item, places, styles)
    if items:
        choice = chr(ord("A") + list(ANSWERS).index(hal))
        count = len(ANSWERS[hal]())
        sheet.data_validation(
            HEAD_ROW, columns.index("Keputusan"), HEAD_ROW + len(items) - 1, columns.index("Keputusan"),
            {
                "validate": "list", "source": f"=Pilihan!${choice}$1:${choice}${count}", "error_title": "Pilih dari daftar",
                "error_message": "Pilih salah satu jawaban dari daftar.",
            },
        )  # fmt: skip
        sheet.autofilter(HEAD_ROW - 1, 0, HEAD_ROW + len(items) - 1, len(columns) - 1)
    sheet.freeze_panes(HEAD_ROW, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _row(sheet: Any, row: int, item: ReviewItem, columns: Sequence[str], styles: Mapping[str, Any], written: Mapping[str, str]) -> None:
    values: dict[str, Any] = {
        "Nama tercetak": item.name, "Baris data": item.rows, "Tempat": "\n".join(item.places), "Id sekarang": item.id_indikator,
        KEY: item.mark,
    }  # fmt: skip
    if item.column is not None:
        samples = {f"Contoh {number}": text for number, text in enumerate(item.column.samples[:3], 1)}
        values |= {
            "Arti menurut program": item.column.meaning,
            "Yakin": item.column.score,
            "Menunggu": "ya" if item.column.waiting else "",
            **samples,
        }
    for number, candidate in enumerate(item.candidates[:CANDIDATES], 1):
        values |= {f"Calon {number}": candidate.name, f"Skor {number}": candidate.score, f"Id calon {number}": candidate.id}
    longest = max(len(item.name), *(len(candidate.name) for candidate in item.candidates), 0)
    sheet.set_row(row, LINE * max(1, -(-longest // LETTERS), len(item.places)))
    for column, name in enumerate(columns):
        value = values.get(name, "")
        if name in ANSWER_COLUMNS:
            if name in written:
                sheet.write_string(row, column, as_cell(written[name]), styles["answer"])
            else:
                sheet.write_blank(row, column, None, styles["answer"])
        elif name.startswith("Calon") and value:
            _write_candidate(sheet, row, column, item.name, as_cell(value), styles)
        elif (name.startswith("Skor") or name == "Yakin") and value != "":
            sheet.write_number(row, column, value, styles["share"])
        elif name == "Baris data":
            sheet.write_number(row, column, value, styles["text"])
        else:
            sheet.write_string(row, column, as_cell(str(value)), styles["grey" if name.startswith("Id") or name == KEY else "text"])


def _lead_to(sheet: Any, row: int, column: int, item: ReviewItem, places: PagePlaces | None, styles: Mapping[str, Any]) -> None:
    """Let the places of a question lead to the picture of the first, or to its document."""
    berkas, _, page = item.places[0].rpartition(PAGE) if item.places else ("", "", "")
    place = places.of(berkas, int(page)) if places is not None and page.isdigit() else None
    if place is None or len(place.path) > LONGEST_ADDRESS or not place.path.isprintable():
        return
    if "#" in berkas and not place.in_report:
        # XlsxWriter takes what stands behind it for a place in the file.
        return
    text = as_cell("\n".join(item.places))
    sheet.write_url(row, column, f"external:{place.path}", styles["link"], text, f"{item.places[0]}"[-LONGEST_TIP:])


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
