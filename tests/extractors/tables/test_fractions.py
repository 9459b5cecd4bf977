"""A formula set as a fraction is read as one: what stands above the bar, "/", what stands below it, then what stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.extractors.reading import read_page, texts
from tests.pdf_maker import FONT, SIZE, Sheet

NewSheet = Callable[..., Sheet]
LEFT, TOP, WIDTHS, HIGH = 40.0, 100.0, (150.0, 220.0, 120.0), 80.0
CELL = LEFT + WIDTHS[0]


class FormulaTable:
    """A table whose first row's middle cell the test fills itself."""

    def __init__(self, sheet: NewSheet) -> None:
        self.sheet = sheet("rumus.pdf")
        xs = [LEFT, LEFT + WIDTHS[0], LEFT + sum(WIDTHS[:2]), LEFT + sum(WIDTHS)]
        bottom = TOP + 20 + HIGH
        for y in (TOP, TOP + 20, bottom, bottom + 20, bottom + 40):
            self.rule(y, xs[0], xs[-1])
        for x in xs:
            self.sheet.canvas.line(x, self.sheet.height - TOP, x, self.sheet.height - bottom - 40)
        others = (
            (6, "Indikator", "Formula", "Sumber Data"),
            (106, "Harapan hidup", "Hasil survei", "BPS"),
            (126, "Lama sekolah", "Sensus", "BPS"),
        )
        for down, *row in others:
            for x, text in zip(xs, row, strict=False):
                self.text(text, x + 3, down)
        self.text("Persentase rumah layak huni", LEFT + 3, 30)
        self.text("Dinas", xs[2] + 3, 30)

    def rule(self, y: float, x0: float, x1: float) -> None:
        self.sheet.canvas.setLineWidth(0.7)
        self.sheet.canvas.line(x0, self.sheet.height - y, x1, self.sheet.height - y)

    def bar(self, down: float, x0: float, x1: float) -> None:
        """A level rule in the middle cell, so far below the table's top."""
        self.rule(TOP + down, CELL + x0, CELL + x1)

    def text(self, text: str, x: float, down: float, size: float = SIZE) -> None:
        self.sheet.line_of_text(text, x, TOP + down, size)

    def inside(self, text: str, x: float, down: float, size: float = SIZE) -> None:
        self.text(text, CELL + x, down, size)

    def underlined(self, text: str, x: float, down: float) -> float:
        """Draw underlined text as programs do; where it ends."""
        self.inside(text, x, down)
        end = x + float(self.sheet.canvas.stringWidth(text, FONT, SIZE))
        self.bar(down + SIZE + 0.8, x, end)
        return end

    def read(self) -> str:
        self.sheet.save()
        (reading,) = read_page(Path(self.sheet.canvas._filename))
        rows = texts(reading)
        assert [len(rows), rows[1][0], rows[1][2]] == [4, "Persentase rumah layak huni", "Dinas"]
        return rows[1][1]


def test_what_stands_beside_a_bar_stays_outside_the_fraction(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.inside("Jumlah rumah layak", 12, 30)
    table.inside("huni", 12, 40)
    table.bar(52, 10, 120)
    table.inside("x 100%", 130, 47)
    table.inside("Jumlah seluruh rumah", 12, 54)
    assert table.read() == "Jumlah rumah layak huni / Jumlah seluruh rumah x 100%"


def test_a_factor_at_the_height_of_an_upper_line_is_not_put_into_the_sentence(sheet: NewSheet) -> None:
    # Beside the middle of the whole fraction, which is not where the bar is.
    table = FormulaTable(sheet)
    for place, line in enumerate(("Jumlah rumah yang", "memenuhi syarat layak", "huni menurut ketentuan")):
        table.inside(line, 12, 28 + 10 * place)
    table.bar(60, 10, 120)
    table.inside("x 100%", 130, 43)
    table.inside("Jumlah rumah", 12, 62)
    assert table.read() == "Jumlah rumah yang memenuhi syarat layak huni menurut ketentuan / Jumlah rumah x 100%"


def test_lines_that_overlap_at_the_bar_are_not_mixed(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.inside("(", 8, 42, 16)
    table.inside("Jumlah dokumen tepat waktu", 20, 42.5)
    table.bar(50, 18, 140)
    table.inside("Total dokumen yang disusun", 20, 45.8)
    table.inside(")", 144, 42, 16)
    table.inside("x 100 %", 156, 48)
    assert table.read() == "( Jumlah dokumen tepat waktu / Total dokumen yang disusun ) x 100 %"


def test_a_name_and_an_equals_sign_stand_before_the_fraction(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.inside("Rumusnya sebagai berikut:", 4, 26)
    table.inside("f(x) =", 4, 46)
    table.inside("rumah layak huni", 44, 40)
    table.bar(51, 40, 120)
    table.inside("rumah", 66, 53)
    table.inside("x 100%", 126, 46)
    table.inside("Dengan :", 4, 70)
    table.inside("rumah: seluruh rumah", 4, 80)
    assert table.read() == "Rumusnya sebagai berikut: f(x) = rumah layak huni / rumah x 100% Dengan : rumah: seluruh rumah"


def test_an_underlined_numerator_is_one_where_a_factor_follows_it(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    end = table.underlined("Jumlah rumah layak huni", 12, 30)
    table.inside("x 100", end + 4, 30)
    table.inside("Jumlah rumah di seluruh kelurahan", 12, 40)
    assert table.read() == "Jumlah rumah layak huni / Jumlah rumah di seluruh kelurahan x 100"


def test_a_long_underline_beside_the_cells_border_parts_no_rows(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.underlined("Jumlah rumah layak huni menurut ketentuan yang berlaku", 1.7, 30)
    end = table.underlined("di seluruh daerah", 1.7, 40)
    table.inside("x", end + 3, 40)
    table.inside("100 %", 1.7, 50)
    table.inside("Jumlah rumah", 1.7, 60)
    assert table.read() == "Jumlah rumah layak huni menurut ketentuan yang berlaku di seluruh daerah / Jumlah rumah x 100 %"


def test_underlined_text_without_a_factor_is_no_fraction(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.underlined("Keterangan", 12, 30)
    table.inside("Jumlah rumah menurut pendataan", 12, 40)
    assert table.read() == "Keterangan Jumlah rumah menurut pendataan"


def test_a_bracket_beyond_the_bar_goes_around_the_fraction(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.inside("(", 14, 34)
    table.inside("Jumlah rumah layak huni", 20, 34)
    table.bar(46, 18, 109)
    table.inside(")", 110.5, 34)
    table.inside("Jumlah rumah", 20, 49)
    table.inside("x 100%", 124, 40)
    assert table.read() == "( Jumlah rumah layak huni / Jumlah rumah ) x 100%"


def test_a_factor_right_behind_a_text_longer_than_its_bar_stays_outside(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.inside("Jumlah rumah yang layak huni tahun ini", 12, 30)
    table.bar(42.5, 12, 100)
    table.inside("x 100%", 155, 34)
    table.inside("Jumlah rumah", 12, 45)
    assert table.read() == "Jumlah rumah yang layak huni tahun ini / Jumlah rumah x 100%"


def test_a_bar_far_wider_than_the_line_on_it_is_no_underline(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.inside("Jumlah rumah layak huni di daerah", 12, 30)
    table.inside("tahun ini", 12, 40)
    table.bar(49.5, 12, 110)
    table.inside("x 100%", 150, 33)
    table.inside("Jumlah rumah", 12, 52)
    assert table.read() == "Jumlah rumah layak huni di daerah tahun ini / Jumlah rumah x 100%"


def test_a_line_of_underscores_is_a_bar(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.inside("Jumlah rumah layak huni", 12, 30)
    table.inside("_" * 22, 12, 33)
    table.inside("x 100%", 130, 36)
    table.inside("Jumlah rumah", 30, 44)
    assert table.read() == "Jumlah rumah layak huni / Jumlah rumah x 100%"


def test_a_blank_behind_a_word_is_no_bar(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.inside("Jumlah rumah layak", 12, 30)
    table.inside("huni _____ x 100", 12, 40)
    table.inside("jumlah rumah", 12, 50)
    assert table.read() == "Jumlah rumah layak huni _____ x 100 jumlah rumah"


def test_wrapped_text_below_may_be_wider_than_its_bar(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.inside("Jumlah rumah layak huni", 12, 30)
    table.bar(42, 12, 110)
    table.inside("x 100%", 118, 45)
    table.inside("Jumlah rumah menurut", 12, 45)
    table.inside("pendataan menyeluruh yang dilaksanakan tahun ini", 12, 55)
    assert table.read() == "Jumlah rumah layak huni / Jumlah rumah menurut pendataan menyeluruh yang dilaksanakan tahun ini x 100%"


def test_fractions_one_below_the_other_are_read_one_after_the_other(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    for down, mark, what in ((24, "a.", "rumah"), (60, "b.", "jalan")):
        table.inside(mark, 4, down)
        table.inside(f"Jumlah {what} baik", 30, down)
        table.bar(down + 10.5, 28, 110)
        table.inside("x 100", 114, down + 6)
        table.inside(f"Jumlah {what}", 30, down + 12)
    assert table.read() == "a. Jumlah rumah baik / Jumlah rumah x 100 b. Jumlah jalan baik / Jumlah jalan x 100"


def test_fractions_side_by_side_keep_what_stands_between_them(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    for x, (above, below) in ((20, ("rumah baik", "rumah")), (73, ("jalan baik", "jalan"))):
        table.inside(above, x, 40)
        table.bar(51, x - 1, x + 40)
        table.inside(below, x, 53)
    table.inside("+", 63, 46)
    table.inside("x 100%", 116, 46)
    assert table.read() == "rumah baik / rumah + jalan baik / jalan x 100%"


def test_a_bar_alone_is_a_fraction_when_it_keeps_clear_of_the_text(sheet: NewSheet) -> None:
    table = FormulaTable(sheet)
    table.inside("Jumlah rumah layak huni", 12, 36)
    table.bar(49, 10, 110)
    table.inside("Jumlah rumah", 32, 52)
    assert table.read() == "Jumlah rumah layak huni / Jumlah rumah"
