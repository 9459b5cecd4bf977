"""Several indicators in one cell: told apart where their figures say so, in doubt where nothing does."""

from __future__ import annotations

from normalizers.rows.items import items_of
from schemas.stages import Cell, CellLine


def cell(*lines: str, at: list[float] | None = None, col: int = 0) -> Cell:
    """A cell of 10-point lines; ``at`` gives their heights."""
    tops = at if at is not None else [20.0 * number for number in range(len(lines))]
    printed = tuple(CellLine(text, (0.0, top, 100.0, top + 10.0)) for text, top in zip(lines, tops, strict=True))
    return Cell(0, col, "\n".join(lines), (0.0, 0.0, 100.0, max(tops, default=0.0) + 20.0), 1, lines=printed)


def parts(indicator: Cell, *values: Cell) -> list[tuple[str, tuple[str, ...]]] | None:
    items = items_of((indicator,), [(value,) for value in values])
    return None if items is None else [(item.text, item.values) for item in items]


def test_numbered_items_take_the_figure_of_their_line() -> None:
    found = parts(cell("1. Angka kematian bayi", "2. Angka kematian ibu"), cell("12", "35", col=1))
    assert found == [("1. Angka kematian bayi", ("12",)), ("2. Angka kematian ibu", ("35",))]


def test_bare_lines_are_items_only_where_each_has_its_figure() -> None:
    indicator = cell("Jumlah sekolah", "Jumlah guru")
    assert parts(indicator, cell("12", "35", col=1)) == [("Jumlah sekolah", ("12",)), ("Jumlah guru", ("35",))]
    assert parts(indicator, cell("12", col=1)) is None


def test_one_amount_beside_bare_lines_with_a_figure_each_is_of_all() -> None:
    indicator = cell("Jumlah kelompok", "yang didampingi", "Jumlah temu lapang")
    found = parts(indicator, cell("35 kelompok", "4 kali", col=1), cell("370.000.000", col=2))
    assert found == [
        ("Jumlah kelompok\nyang didampingi", ("35 kelompok", "370.000.000")),
        ("Jumlah temu lapang", ("4 kali", "370.000.000")),
    ]
    assert parts(indicator, cell("35", col=1), cell("370.000.000", col=2)) is None


def test_figures_belong_to_the_item_beside_which_they_stand() -> None:
    indicator = cell("1. Angka kematian bayi", "per 1.000 kelahiran", "2. Angka kematian ibu", at=[0.0, 12.0, 40.0])
    found = parts(indicator, cell("12", "35", at=[0.0, 40.0], col=1))
    assert found is not None
    assert [values for _, values in found] == [("12",), ("35",)]


def test_items_with_too_few_figures_are_in_doubt_and_never_shared_out_by_order() -> None:
    indicator = cell("1. Angka kematian bayi", "2. Angka kematian ibu", "3. Angka stunting", at=[0.0, 40.0, 80.0])
    assert parts(indicator, cell("12", "35", at=[10.0, 55.0], col=1)) in ([], None)


def test_one_indicator_over_several_lines_is_one() -> None:
    assert parts(cell("Persentase jalan kabupaten", "dalam kondisi mantap"), cell("82,5", col=1)) is None


def test_a_line_whose_mark_was_not_read_is_an_item_beside_its_own_figures() -> None:
    indicator = cell("- Rasio anggota linmas", "Cakupan patroli", "- Persentase pengaduan", at=[0.0, 10.0, 20.0])
    found = parts(indicator, cell("30,8", "73", "87,3", at=[1.0, 11.0, 21.0], col=1))
    assert found == [("Rasio anggota linmas", ("30,8",)), ("Cakupan patroli", ("73",)), ("Persentase pengaduan", ("87,3",))]
