"""What is seen is what is read: hidden text is left out, digits are those drawn, and a cell that shows more than its text says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Page, Pdf
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors.sight import lines_shown
from schemas.stages import Cell, ExtractedDocument
from tests import drawn_pdfs, hidden_pdfs
from tests.campaigns.seen import SIGNS
from tests.drawn_pdfs import COVERING, DRAWING_ONLY
from tests.extractors.reading import BODY, HEADER, WIDTHS, read_pdf
from tests.hidden_pdfs import FOR_BARE_PLACES, HIDING, Hidden
from tests.pdf_maker import C, Drawn, Sheet

#: The places of "70,3" and of the cell below it that is left bare.
VALUE, BARE = (2, 4), (3, 4)
Made = Callable[[Path], Drawn]


def sound(path: Path, *, bare: bool = False) -> Drawn:
    rows = [list(row) for row in (*HEADER, *BODY)]
    if bare:
        rows[BARE[0]][BARE[1]] = ""
    sheet = Sheet(path)
    sheet.line_of_text("INDIKATOR KINERJA UTAMA TAHUN 2021-2023", 40, 60, 11)
    drawn = sheet.table(rows, WIDTHS)
    sheet.save()
    return drawn


def changed(path: Path, change: Callable[[Pdf, Page], None]) -> Path:
    target = path.with_name("lain.pdf")
    with pikepdf.open(path) as pdf:
        change(pdf, Page(pdf.pages[0]))
        pdf.save(target)
    return target


def texts(document: ExtractedDocument) -> list[str]:
    return [cell.text for table in document.tables for cell in table.cells]


def flagged(document: ExtractedDocument) -> dict[str, tuple[str, ...]]:
    return {cell.text: cell.flags for table in document.tables for cell in table.cells if cell.flags}


def cell_at(document: ExtractedDocument, place: tuple[int, int]) -> Cell:
    return document.tables[0].grid().at(*place)


def picture(path: Path) -> np.ndarray:  # type: ignore[type-arg]
    pdf = pdfium.PdfDocument(path)
    shown = pdf[0].render(scale=3).to_numpy().copy()
    pdf.close()
    return shown


@pytest.mark.parametrize(
    ("way", "place"),
    [(way, place) for way in HIDING for place in ("beside", "below", "over", "bare") if not (way in FOR_BARE_PLACES and place == "over")],
)
def test_what_nobody_can_see_is_left_out_and_said(tmp_path: Path, way: str, place: str) -> None:
    drawn = sound(tmp_path / "asli.pdf", bare=True)
    left, top, _, _ = drawn.boxes[VALUE]
    x, y = {"beside": (left + 20, top + 11), "below": (left + 3, top + 21), "over": (left + 3, top + 11),
            "bare": (left + 3, drawn.boxes[BARE][1] + 11)}[place]  # fmt: skip
    mutant = changed(tmp_path / "asli.pdf", lambda pdf, page: HIDING[way](pdf, page, Hidden("88", x, y, 8)))
    assert np.array_equal(picture(tmp_path / "asli.pdf"), picture(mutant))
    before, after = read_pdf(tmp_path / "asli.pdf"), read_pdf(mutant)
    assert texts(after) == texts(before)
    assert not flagged(before)
    # PDFium itself keeps text beside the page from its readers.
    if way != "beside_the_page":
        assert [line.text for line in after.unseen] == ["88"]
        assert set(flagged(after).values()) == {("teks_tak_tampak",)}


@pytest.mark.parametrize("way", HIDING)
def test_the_campaign_leaves_its_pages_as_they_look(tmp_path: Path, way: str) -> None:
    """Whatever sign it hides: an open bracket once swallowed the page."""
    x0, top, _, _ = sound(tmp_path / "asli.pdf", bare=True).boxes[BARE]
    for sign in (*SIGNS, "123"):
        mutant = changed(tmp_path / "asli.pdf", partial(_hide_at, way=way, hidden=Hidden(sign, x0 + 3, top + 11, 8)))
        assert np.array_equal(picture(tmp_path / "asli.pdf"), picture(mutant)), sign


def _hide_at(pdf: Pdf, page: Page, way: str, hidden: Hidden) -> None:
    HIDING[way](pdf, page, hidden)


@pytest.mark.parametrize("way", sorted(HIDING.keys() - {"outside_a_form", "below_a_picture", "beside_the_page"}))
def test_a_hidden_row_below_a_table_is_not_read(tmp_path: Path, way: str) -> None:
    drawn = sound(tmp_path / "asli.pdf")

    def hide(pdf: Pdf, page: Page) -> None:
        for col, text in enumerate(("4", "Menurunnya", "Angka kematian", "11", "22", "33", "BPS")):
            x0, top, _, _ = drawn.boxes[4, col]
            HIDING[way](pdf, page, Hidden(text, x0 + 3, top + (31 if way in FOR_BARE_PLACES else 21), 8))

    after = read_pdf(changed(tmp_path / "asli.pdf", hide))
    assert texts(after) == texts(read_pdf(tmp_path / "asli.pdf"))
    assert "Angka kematian" in " ".join(line.text for line in after.unseen)


@pytest.mark.parametrize("sign", ["-", ",", "."])
def test_a_sign_alone_that_nobody_can_see_is_left_out(tmp_path: Path, sign: str) -> None:
    drawn = sound(tmp_path / "asli.pdf", bare=True)
    left, top, _, _ = drawn.boxes[VALUE]
    mutant = changed(tmp_path / "asli.pdf", lambda pdf, page: HIDING["below_a_box"](pdf, page, Hidden(sign, left + 40, top + 19, 8)))
    assert texts(read_pdf(mutant)) == texts(read_pdf(tmp_path / "asli.pdf"))


QUIETLY = ("drawn_in_no_mode", "white_on_white", "without_opacity", "on_a_layer_switched_off", "below_a_box", "beside_a_clip")


@pytest.mark.parametrize("way", QUIETLY)
@pytest.mark.parametrize("sign", ["-", ",", ".", "("])
@pytest.mark.parametrize("aside", [0.1, 0.4, 0.7])
def test_a_hidden_sign_that_a_rule_runs_through_is_left_out(tmp_path: Path, way: str, sign: str, aside: float) -> None:
    """Nothing of it stands beside the rule, whose ink is all that its place shows."""
    drawn = sound(tmp_path / "asli.pdf", bare=True)
    _, top, right, _ = drawn.boxes[VALUE]
    x = right - stringWidth(sign, "Helvetica", 6) / 2 - aside
    mutant = changed(tmp_path / "asli.pdf", lambda pdf, page: HIDING[way](pdf, page, Hidden(sign, x, top + 11, 6)))
    assert texts(read_pdf(mutant)) == texts(read_pdf(tmp_path / "asli.pdf"))


@pytest.mark.parametrize("way", QUIETLY)
@pytest.mark.parametrize("sign", ["%", "-", ",", "."])
@pytest.mark.parametrize("side", ["before", "beside"])
def test_a_sign_of_a_number_that_nobody_can_see_is_left_out(tmp_path: Path, way: str, sign: str, side: str) -> None:
    """It stands beside a digit on the page, whenever it was drawn."""
    drawn = sound(tmp_path / "asli.pdf", bare=True)
    left, top, _, _ = drawn.boxes[VALUE]
    hidden = Hidden(sign, left + (18.7 if side == "beside" else 0.6), top + 11, 8)
    after = read_pdf(changed(tmp_path / "asli.pdf", lambda pdf, page: HIDING[way](pdf, page, hidden)))
    assert texts(after) == texts(read_pdf(tmp_path / "asli.pdf"))


@pytest.mark.parametrize("way", QUIETLY)
@pytest.mark.parametrize(("text", "place", "aside"), [(",", VALUE, 0.0), ("Rp", VALUE, 4.5), ("(Rp)", (1, 4), 1.0), ("orang", VALUE, 2.0)])
def test_hidden_letters_that_stand_among_seen_ones_are_no_sure_text(
    tmp_path: Path, way: str, text: str, place: tuple[int, int], aside: float
) -> None:
    """The seen ones lend them their ink."""
    drawn = sound(tmp_path / "asli.pdf")
    left, top, _, _ = drawn.boxes[place]
    mutant = changed(tmp_path / "asli.pdf", lambda pdf, page: HIDING[way](pdf, page, Hidden(text, left + 3 + aside, top + 11, 8)))
    before, after = cell_at(read_pdf(tmp_path / "asli.pdf"), place), cell_at(read_pdf(mutant), place)
    assert after.text == before.text or after.flags


@pytest.mark.parametrize("way", QUIETLY)
@pytest.mark.parametrize("text", ["Rp", "rp", "B", "R", "L", "II", "(", "(Rp)"])
@pytest.mark.parametrize("aside", [0.0, 0.1, 0.6])
def test_hidden_letters_right_beside_a_number_are_left_out(tmp_path: Path, way: str, text: str, aside: float) -> None:
    """However few they are: the digit before them is no ink of theirs."""
    drawn = sound(tmp_path / "asli.pdf")
    left, top, _, _ = drawn.boxes[VALUE]
    mutant = changed(tmp_path / "asli.pdf", lambda pdf, page: HIDING[way](pdf, page, Hidden(text, left + 18.57 + aside, top + 11, 8)))
    assert np.array_equal(picture(tmp_path / "asli.pdf"), picture(mutant))
    before, after = read_pdf(tmp_path / "asli.pdf"), read_pdf(mutant)
    assert texts(after) == texts(before)
    assert cell_at(after, VALUE).flags == ("teks_tak_tampak",)


@pytest.mark.parametrize("way", QUIETLY)
@pytest.mark.parametrize("text", ["(", "J", "t", "Rp"])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_hidden_letters_that_seen_ones_run_into_are_no_sure_text(tmp_path: Path, way: str, text: str, turned: int) -> None:
    """Between a number and its sign, wider than the space that is there."""
    rows = [list(row) for row in (*HEADER, *BODY)]
    rows[VALUE[0]][VALUE[1]] = "70 %"
    sheet = Sheet(tmp_path / "asli.pdf")
    sheet.line_of_text("INDIKATOR KINERJA UTAMA TAHUN 2021-2023", 40, 60, 11)
    left, top, _, _ = sheet.table(rows, WIDTHS).boxes[VALUE]
    sheet.save()

    def hide(pdf: Pdf, page: Page) -> None:
        HIDING[way](pdf, page, Hidden(text, left + 3 + 8.9 + 0.1, top + 11, 8))
        page.rotate(turned, relative=False)

    doubted = flagged(read_pdf(changed(tmp_path / "asli.pdf", hide)))
    assert [text[:3] for text in doubted] == ["70 "]


@pytest.mark.parametrize("way", QUIETLY)
@pytest.mark.parametrize(("shown", "hidden"), [("B", "B"), ("C", "C"), ("A", "A"), ("Baik", "s"), ("I", "I")])
def test_a_hidden_letter_right_beside_a_grade_makes_no_other_grade(tmp_path: Path, way: str, shown: str, hidden: str) -> None:
    rows = [list(row) for row in (*HEADER, *BODY)]
    rows[VALUE[0]][VALUE[1]] = shown
    sheet = Sheet(tmp_path / "asli.pdf")
    sheet.line_of_text("INDIKATOR KINERJA UTAMA TAHUN 2021-2023", 40, 60, 11)
    left, top, _, _ = sheet.table(rows, WIDTHS).boxes[VALUE]
    sheet.save()
    wide = stringWidth(shown, "Helvetica", 8)
    mutant = changed(tmp_path / "asli.pdf", lambda pdf, page: HIDING[way](pdf, page, Hidden(hidden, left + 3 + wide + 0.1, top + 11, 8)))
    cell = cell_at(read_pdf(mutant), VALUE)
    assert cell.text == shown
    assert cell.flags == ("teks_tak_tampak",)


@pytest.mark.parametrize("way", COVERING)
@pytest.mark.parametrize("first", [0, 1, 3])
@pytest.mark.parametrize("count", [1, 4])
def test_a_digit_that_is_covered_is_not_read(tmp_path: Path, way: str, first: int, count: int) -> None:
    """An edge of it may stick out from under what covers it."""
    drawn = sound(tmp_path / "asli.pdf")
    left, top, _, _ = drawn.boxes[VALUE]
    widths = [4.45, 4.45, 2.22, 4.45]
    x0 = left + 3 + sum(widths[:first])
    box = (x0, top + 5.4, x0 + sum(widths[first : first + count]), top + 12.5)
    cell = cell_at(read_pdf(changed(tmp_path / "asli.pdf", lambda pdf, page: COVERING[way](pdf, page, box))), VALUE)
    assert cell.flags
    assert cell.score <= 0.75


@pytest.mark.parametrize("way", COVERING)
@pytest.mark.parametrize("left_out", [0.0, 0.3, 0.6, 1.0])
def test_a_digit_of_a_kind_of_its_own_that_is_covered_is_not_read(tmp_path: Path, way: str, left_out: float) -> None:
    """No other of its kind says what it looks like in its font, and an edge of it sticks out from under what covers it."""
    rows = [list(row) for row in (*HEADER, *BODY)]
    rows[VALUE[0]][VALUE[1]] = "60 %"
    assert not any("6" in str(text) for number, row in enumerate(rows) for column, text in enumerate(row) if (number, column) != VALUE)
    sheet = Sheet(tmp_path / "asli.pdf")
    sheet.line_of_text("INDIKATOR KINERJA UTAMA TAHUN 2021-2023", 40, 60, 11)
    left, top, _, _ = sheet.table(rows, WIDTHS).boxes[VALUE]
    sheet.save()
    box = (left + 3, top + 5, left + 7.45, top + 11.2 - left_out)
    cell = cell_at(read_pdf(changed(tmp_path / "asli.pdf", lambda pdf, page: COVERING[way](pdf, page, box))), VALUE)
    assert cell.flags
    assert cell.score <= 0.75


def test_a_letter_without_a_name_beside_a_number_leaves_it_in_doubt(tmp_path: Path) -> None:
    """The page may show "70,35": shapes drawn by their numbers say nothing."""
    drawn = sound(tmp_path / "asli.pdf")
    left, top, _, _ = drawn.boxes[VALUE]
    place = (left + 3 + 15.6, top + 11)
    cell = cell_at(read_pdf(changed(tmp_path / "asli.pdf", lambda pdf, page: hidden_pdfs.nameless_letters(pdf, page, (24,), place))), VALUE)
    assert cell.flags == ("gambar_tanpa_teks",)


RENAMED: list[Mapping[str, str]] = [
    {"1": "7", "7": "1"},
    {"3": "8", "8": "3"},
    {"5": "6", "6": "5"},
    {"0": "9", "9": "0"},
    {"2": "4", "4": "2"},
]


@pytest.mark.parametrize("renamed", RENAMED, ids=str)
def test_digits_are_those_that_are_drawn_whatever_the_font_says(tmp_path: Path, renamed: Mapping[str, str]) -> None:
    sound(tmp_path / "asli.pdf")
    lying = changed(tmp_path / "asli.pdf", lambda pdf, _: hidden_pdfs.rename_letters(pdf, renamed))
    after = read_pdf(lying)
    assert texts(after) == texts(read_pdf(tmp_path / "asli.pdf"))
    with_digits = {text for text in texts(after) if any(ch.isdigit() for ch in text)}
    assert flagged(after).keys() == with_digits
    assert {cell.score for table in after.tables for cell in table.cells if cell.flags} == {0.5}


def test_digits_of_another_script_are_those_that_are_drawn(tmp_path: Path) -> None:
    sound(tmp_path / "asli.pdf")
    arabic = {str(digit): chr(0x660 + (digit + 3) % 10) for digit in range(10)}
    after = read_pdf(changed(tmp_path / "asli.pdf", lambda pdf, _: hidden_pdfs.rename_letters(pdf, arabic)))
    assert texts(after) == texts(read_pdf(tmp_path / "asli.pdf"))
    assert flagged(after)["70,3"] == ("huruf_beda_gambar",)


def test_a_replacement_text_that_says_another_number_is_no_sure_one(tmp_path: Path) -> None:
    sound(tmp_path / "asli.pdf")

    def say(pdf: Pdf, page: Page) -> None:
        place = hidden_pdfs.operator_of(page, "70,3")
        assert place is not None
        hidden_pdfs.say_otherwise(pdf, page, place, "91,6")

    cell = cell_at(read_pdf(changed(tmp_path / "asli.pdf", say)), VALUE)
    assert cell.text == "70,3" or cell.flags


@pytest.mark.parametrize("way", [*DRAWING_ONLY, "as_a_picture"])
def test_a_cell_that_shows_a_number_that_is_no_text_says_so(tmp_path: Path, way: str) -> None:
    original = tmp_path / "asli.pdf"
    x0, top, _, _ = sound(original).boxes[VALUE]
    box = (x0 + 2, top + 3, x0 + 30, top + 13)

    def draw(pdf: Pdf, page: Page) -> None:
        place = hidden_pdfs.operator_of(page, "70,3")
        assert place is not None
        hidden_pdfs.without_text(pdf, page, place)
        if way == "as_a_picture":
            drawn_pdfs.put_picture(pdf, page, box, drawn_pdfs.picture_of(original, 1, box))
        else:
            DRAWING_ONLY[way](pdf, page, "70,3", box)

    after = read_pdf(changed(original, draw))
    assert cell_at(after, VALUE).flags == ("gambar_tanpa_teks",)
    assert flagged(after).keys() == {""}


@pytest.mark.parametrize("text", ["1", "4", "7", "7,1", "100"])
@pytest.mark.parametrize("height", [5.0, 6.0, 8.0])
@pytest.mark.parametrize("shift", [0.0, 0.25, 0.5])
def test_a_pale_number_that_is_no_text_is_seen(tmp_path: Path, text: str, height: float, shift: float) -> None:
    """One small digit in yellow has few pixels that are dark."""
    x0, top, _, _ = sound(tmp_path / "asli.pdf", bare=True).boxes[BARE]
    box = (x0 + 4 + shift, top + 4 + shift, x0 + 20, top + 4 + shift + height)
    after = read_pdf(changed(tmp_path / "asli.pdf", lambda pdf, page: DRAWING_ONLY["as_a_pale_note"](pdf, page, text, box)))
    assert cell_at(after, BARE).flags == ("gambar_tanpa_teks",)


@pytest.mark.parametrize("style", ["garis", "kotak", "ganda", "putus", "mendatar"])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_sound_document_is_not_doubted(tmp_path: Path, style: str, turned: int) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.line_of_text("INDIKATOR KINERJA UTAMA TAHUN 2021-2023", 40, 60, 11)
    sheet.table([*HEADER, *BODY], WIDTHS, style=style, shade_rows=2)
    sheet.save()
    document = read_pdf(changed(tmp_path / "a.pdf", lambda _, page: page.rotate(turned, relative=False)))
    assert "70,3" in " ".join(texts(document))
    assert not flagged(document)
    assert document.unseen == ()


def test_white_letters_on_a_dark_ground_are_seen(tmp_path: Path) -> None:
    drawn = sound(tmp_path / "asli.pdf")
    x0, top, x1, bottom = drawn.boxes[0, 2]

    def darken(pdf: Pdf, page: Page) -> None:
        height = float(page.cropbox[3])
        page.contents_add(f"q 0 0 0.4 rg {x0} {height - bottom} {x1 - x0} {bottom - top} re f Q ".encode(), prepend=True)
        page.contents_add(b"")
        stream = page.obj.Contents
        whole = b"\n".join(part.read_bytes() for part in stream) if isinstance(stream, pikepdf.Array) else stream.read_bytes()
        assert b"(Indikator) Tj" in whole
        page.obj.Contents = pdf.make_stream(whole.replace(b"(Indikator) Tj", b"1 g (Indikator) Tj 0 g"))

    after = read_pdf(changed(tmp_path / "asli.pdf", darken))
    assert cell_at(after, (0, 2)).text == "Indikator"
    assert not flagged(after)


def test_the_letters_of_a_formula_are_read_plain(tmp_path: Path) -> None:
    """Word writes them as mathematical italics, which lie beyond the first 65,536 letters."""
    sheet = Sheet(tmp_path / "asli.pdf")
    sheet.line_of_text("INDIKATOR KINERJA UTAMA TAHUN 2021", 40, 60, 11)
    sheet.table([["Indikator", "Formula", "Satuan", "Target"], ["Angka A", C("JKQ x 100"), "%", "75"]], [150.0, 150.0, 60.0, 60.0])
    sheet.save()
    italic = {letter: chr(0x1D434 + ord(letter) - ord("A")) for letter in "JKQ"}
    after = read_pdf(changed(tmp_path / "asli.pdf", lambda pdf, _: hidden_pdfs.rename_letters(pdf, italic)))
    assert "JKQ x 100" in texts(after)


def test_the_h_of_a_formula_is_read_plain(tmp_path: Path) -> None:
    """Of the mathematical italics h lies apart, as Planck's constant."""
    sheet = Sheet(tmp_path / "asli.pdf")
    sheet.line_of_text("INDIKATOR KINERJA UTAMA TAHUN 2021", 40, 60, 11)
    sheet.table([["Indikator", "Formula", "Satuan", "Target"], ["Angka A", C("Jumlah thn (n)"), "%", "75"]], [150.0, 150.0, 60.0, 60.0])
    sheet.save()
    after = read_pdf(changed(tmp_path / "asli.pdf", lambda pdf, _: hidden_pdfs.rename_letters(pdf, {"h": "\u210e"})))
    assert "Jumlah thn (n)" in texts(after)


def test_a_letter_that_its_font_does_not_name_is_no_hyphen(tmp_path: Path) -> None:
    """PDFium gives it the number of its shape, and for the second shape that is its sign for a hyphen at a line's end."""
    sheet = Sheet(tmp_path / "asli.pdf")
    sheet.line_of_text("INDIKATOR KINERJA UTAMA TAHUN 2021", 40, 60, 11)
    drawn = sheet.table([["Indikator", "Formula", "Satuan"], ["Angka A", "x 100%", "%"]], [150.0, 150.0, 60.0])
    sheet.save()
    x0, top, *_ = drawn.boxes[1, 1]
    after = read_pdf(changed(tmp_path / "asli.pdf", lambda pdf, page: hidden_pdfs.nameless_letters(pdf, page, (2, 2), (x0 + 60, top + 4))))
    assert "x 100%" in texts(after)


def badge(left: float, top: float, right: float, bottom: float, height: float, ground: str) -> bytes:
    """A filled box with cut corners, behind what is written on it."""
    cut, low, high = 3, height - bottom, height - top
    corners = [(left + cut, low), (right - cut, low), (right, low + cut), (right, high - cut), (right - cut, high), (left + cut, high)]
    corners += [(left, high - cut), (left, low + cut)]
    path = " ".join(f"{x:.2f} {y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(corners))
    return f"q {ground} rg {path} h f Q ".encode()


@pytest.mark.parametrize("ground", ["0.95 0.75 0", "0.2 0.6 0.9", "0.75 0.9 0.75"])
@pytest.mark.parametrize("margin", [1.5, 3.0, 5.0])
def test_a_badge_behind_a_number_is_no_picture_of_one(tmp_path: Path, ground: str, margin: float) -> None:
    x0, top, _, _ = sound(tmp_path / "asli.pdf").boxes[VALUE]

    def behind(pdf: Pdf, page: Page) -> None:
        height = float(page.cropbox[3])
        box = (x0 + 3 - margin, top + 3.5 - margin, x0 + 20 + margin, top + 12.5 + margin)
        page.contents_add(badge(*box, height, ground), prepend=True)

    after = read_pdf(changed(tmp_path / "asli.pdf", behind))
    assert cell_at(after, VALUE).text == "70,3"
    assert not flagged(after)


@pytest.mark.parametrize("way", sorted(DRAWING_ONLY.keys() - {"as_a_pale_note"}))
def test_a_number_drawn_on_a_badge_is_seen(tmp_path: Path, way: str) -> None:
    """But for a pale one on a pale ground, which a reader hardly sees."""
    x0, top, x1, bottom = sound(tmp_path / "asli.pdf", bare=True).boxes[BARE]

    def draw(pdf: Pdf, page: Page) -> None:
        height = float(page.cropbox[3])
        page.contents_add(badge(x0 + 2, top + 2, x1 - 2, bottom - 2, height, "0.75 0.9 0.75"), prepend=True)
        DRAWING_ONLY[way](pdf, page, "70,3", (x0 + 5, top + 4, x0 + 30, top + 13))

    assert cell_at(read_pdf(changed(tmp_path / "asli.pdf", draw)), BARE).flags == ("gambar_tanpa_teks",)


def test_titles_drawn_upwards_stand_on_no_others_places(tmp_path: Path) -> None:
    """What runs upwards where a line of prose would run, were the page turned over, is as far from it as the page is wide."""
    page = Sheet(tmp_path / "a.pdf")
    page.canvas.setFont("Helvetica", 10)
    page.canvas.drawString(300, page.height - 160, "Pengukuran kinerja dilakukan setiap tahun")
    for k, title in enumerate(("Realisasi", "Target", "Capaian", "Rencana")):
        page.canvas.saveState()
        page.canvas.translate(160 - k, page.height - 340 - 40 * k)
        page.canvas.rotate(90)
        page.canvas.drawString(0, 0, title)
        page.canvas.restoreState()
    page.save()
    with pdfium.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert lines_shown(pdf[0], 1) is None
