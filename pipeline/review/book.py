"""``tinjauan.xlsx``: the questions for a person, with a place for each answer."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from normalizers.figures import lexicon
from normalizers.form import choices
from normalizers.names import FORM, HEADER, INDICATOR, UNIT, name_key, name_lexicon
from normalizers.owner import NOTHING, OFFICE, PERIOD, REGION, region_labels
from normalizers.words import fold
from pipeline.documents import REVIEW_BOOK, Crop, PagePlaces, as_cell, write_whole
from pipeline.reference import FIELDS
from pipeline.review.columns import ANSWER_COLUMNS, HEAD_ROW, KEY, NEIGHBOURS, PICTURE, SHEETS, columns_of
from pipeline.review.items import CANDIDATES, PAGE, ReviewItem
from pipeline.review.unsent import Answers, put_aside, unsent_answers
from pipeline.review.words import GUIDE, answer_in, column_in, sheet_in, text
from pipeline.said import Language, say_meaning
from schemas.stages import Box

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
#: So many questions have a picture, each of at most so many pixels.
PICTURES, WIDE, TALL = 200, 420, 170
#: The piece of a page: the path of its document, the page, a box on it or None for its top.
Crops = Callable[[str, int, Box | None], Crop | None]
#: Height of a line (points) and letters a line of the name columns: Excel does not fit rows to text in two colours.
LINE, LETTERS = 15, 42
#: Letters a line of a sample, and the most lines of one.
SAMPLE_LETTERS, SAMPLE_LINES = 21, 4

_WIDTHS = {
    "Nama tercetak": 46, "Tempat": 34, "Keputusan": 24, "Sasaran": 30, "Alasan": 24, "Oleh": 14, "Baris data": 8,
    "Gambar": 60, "Tetangga": 30, "Arti menurut program": 26, "Contoh 1": 22, "Contoh 2": 22, "Contoh 3": 22, "Menunggu": 10,
}  # fmt: skip


def write_book(
    items: Sequence[ReviewItem], folder: Path, places: PagePlaces | None = None, language: Language = "id", crops: Crops | None = None
) -> Path:
    """Write the questions into the output folder; equal questions give equal bytes.

    Answers in an older workbook there that were not handed over stand in the new one too; where their question is asked no more, the older
    workbook is kept beside it.

    Args:
        items: Worst first.
        folder: The output folder.
        places: Where pages are shown: each question leads to the first it stands on.
        language: Of the workbook's words; what is printed in documents stays as it is.
        crops: The piece of a page that a question is about, from the path of a document, its page and a box on it.

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
    book.set_properties({"title": text("title", language), "created": dt.datetime(2000, 1, 1)})
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
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "link": book.add_format(
            {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF", "font_color": "#0563C1", "underline": 1}
        ),
        "share": book.add_format({"num_format": "0%", "valign": "top", "border": 1, "border_color": "#BFBFBF"}),
    }
    guide = book.add_worksheet(sheet_in("Petunjuk", language))
    guide.set_column(0, 0, 110)
    for row, line in enumerate(GUIDE):
        guide.write_string(row, 0, line[language == "en"], styles["title" if row == 0 else "wrapped"])
    guide.set_landscape()
    guide.fit_to_pages(1, 0)
    pictures = _Pictures(crops)
    for hal, title in SHEETS.items():
        if hal == HEADER:
            # Headers by themselves are asked about no more, the form is; answers in an earlier workbook are still read.
            continue
        _Sheet(book, title, hal, styles, language).write([item for item in items if item.hal == hal], answers, places, pictures)
    choices = book.add_worksheet(text("choices", language))
    choices.hide()
    for column, words in enumerate(answers_of() for answers_of in ANSWERS.values()):
        choices.write_column(0, column, [answer_in(word, language) for word in words])
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


class _Pictures:
    """Pieces of pages for the questions, as many as are worth their room."""

    def __init__(self, crops: Crops | None) -> None:
        self._crops, self._left = crops, PICTURES
        self._forms: set[str] = set()

    def of(self, item: ReviewItem) -> Crop | None:
        """What a question is about; the columns of a form share one, beside its first."""
        if self._crops is None or self._left <= 0 or not item.places:
            return None
        if item.hal == FORM:
            form = item.id_indikator.partition("#")[0]
            if form in self._forms:
                return None
            self._forms.add(form)
        berkas, _, page = item.places[0].rpartition(PAGE)
        known = item.box[2] > item.box[0]
        if not page.isdigit() or not (known or item.hal in FIELDS):
            return None
        self._left -= 1
        return self._crops(berkas, int(page), item.box if known else None)


class _Sheet:
    """Writes one sheet of questions."""

    def __init__(self, book: Any, title: str, hal: str, styles: Mapping[str, Any], language: Language) -> None:
        self._title, self._hal, self._styles, self._language = sheet_in(title, language), hal, styles, language
        self._sheet = book.add_worksheet(self._title)
        self._columns = columns_of(hal)

    def write(self, items: Sequence[ReviewItem], answers: Answers, places: PagePlaces | None, pictures: _Pictures) -> None:
        """Write the questions, what a person answered before, and where each stands."""
        sheet, columns, language = self._sheet, self._columns, self._language
        sheet.write_string(
            0, 0, text("asked" if items else "none_asked", language, title=self._title, count=len(items)), self._styles["title"]
        )
        sheet.write_string(1, 0, text("hint", language))
        sheet.write_row(HEAD_ROW - 1, 0, [column_in(name, language) for name in columns], self._styles["head"])
        for column, name in enumerate(columns):
            hidden = name.startswith("Id calon") or name == KEY
            width = _WIDTHS.get(name, 46 if name.startswith("Calon") else 7)
            sheet.set_column(column, column, width, None, {"hidden": hidden})
        for row, item in enumerate(items, start=HEAD_ROW):
            crop = pictures.of(item)
            self._row(row, item, answers.get(item.mark, {}), _height(crop))
            _lead_to(sheet, row, columns.index("Tempat"), item, places, self._styles)
            if crop is not None:
                self._picture(row, item, crop)
        if items:
            self._choices(len(items))
        sheet.freeze_panes(HEAD_ROW, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _choices(self, count: int) -> None:
        """The drop-down of the answers, and filters."""
        choice, answers = chr(ord("A") + list(ANSWERS).index(self._hal)), len(ANSWERS[self._hal]())
        column, last = self._columns.index("Keputusan"), HEAD_ROW + count - 1
        rule = {
            "validate": "list", "source": f"='{text('choices', self._language)}'!${choice}$1:${choice}${answers}",
            "error_title": text("choose", self._language), "error_message": text("choose_one", self._language),
        }  # fmt: skip
        self._sheet.data_validation(HEAD_ROW, column, last, column, rule)
        self._sheet.autofilter(HEAD_ROW - 1, 0, last, len(self._columns) - 1)

    def _picture(self, row: int, item: ReviewItem, crop: Crop) -> None:
        scale = min(1.0, WIDE / crop.width, TALL / crop.height)
        options = {
            "image_data": io.BytesIO(crop.png), "x_scale": scale, "y_scale": scale, "x_offset": 2, "y_offset": 2, "object_position": 1,
            "description": as_cell(item.places[0])[:LONGEST_TIP],
        }  # fmt: skip
        self._sheet.insert_image(row, self._columns.index(PICTURE), f"{item.mark}.png", options)

    def _row(self, row: int, item: ReviewItem, written: Mapping[str, str], least: float) -> None:
        sheet, styles = self._sheet, self._styles
        values: dict[str, Any] = {
            "Nama tercetak": item.name, "Baris data": item.rows, "Tempat": "\n".join(item.places), "Id sekarang": item.id_indikator,
            KEY: item.mark, NEIGHBOURS: "\n".join(item.neighbours),
        }  # fmt: skip
        if item.column is not None:
            samples = {f"Contoh {number}": sample for number, sample in enumerate(item.column.samples[:3], 1)}
            values |= {
                "Arti menurut program": say_meaning(item.column.meaning, self._language),
                "Yakin": item.column.score,
                "Menunggu": text("yes", self._language) if item.column.waiting else "",
                **samples,
            }
        for number, candidate in enumerate(item.candidates[:CANDIDATES], 1):
            values |= {f"Calon {number}": candidate.name, f"Skor {number}": candidate.score, f"Id calon {number}": candidate.id}
        longest = max(len(item.name), *(len(candidate.name) for candidate in item.candidates), 0)
        samples_ = max((len(sample) for sample in item.column.samples[:3]), default=0) if item.column is not None else 0
        lines = max(1, -(-longest // LETTERS), min(-(-samples_ // SAMPLE_LETTERS), SAMPLE_LINES), len(item.places), len(item.neighbours))
        sheet.set_row(row, max(LINE * lines, least))
        for column, name in enumerate(self._columns):
            value = values.get(name, "")
            if name in ANSWER_COLUMNS:
                if name in written:
                    answer = answer_in(written[name], self._language) if name == "Keputusan" else written[name]
                    sheet.write_string(row, column, as_cell(answer), styles["answer"])
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


def _height(crop: Crop | None) -> float:
    """Points that a picture needs; Excel shows 96 pixels an inch."""
    return 0.0 if crop is None else 4 + 0.75 * crop.height * min(1.0, WIDE / crop.width, TALL / crop.height)


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
