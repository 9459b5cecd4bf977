"""The measure of other people's tables: neighbour relations, and documents whose truth lies in several files."""

from __future__ import annotations

from pathlib import Path

from tests.measures.icdar import Relations, Seen, average, figures_of, relations, score, seen_by, truths_of
from tests.measures.table_readers import placed_by_boxes
from tests.pipeline.export.documents import RICE, rice

#: A header over two columns, a row name, an empty cell.
CELLS = [(0, 0, 1, 2, "Harga"), (1, 1, 0, 0, "Wage"), (1, 1, 1, 1, ""), (1, 1, 2, 2, "12.500")]


def structure(path: Path, *cells: tuple[int, int, str], left: int = 0, page: int = 1) -> Path:
    """A structure file with one region, each cell in a box of its own; ``left`` moves them aside."""
    written = "".join(
        f'<cell start-row="{r}" start-col="{c}">'
        f'<bounding-box x1="{left + 50 * c}" x2="{left + 50 * c + 40}" y1="{20 * r}" y2="{20 * r + 9}"/>'
        f"<content>{text}</content></cell>"
        for r, c, text in cells
    )
    path.write_text(f'<document><table><region page="{page}">{written}</region></table></document>')
    return path


def test_a_neighbour_is_the_nearest_cell_with_text_right_and_below() -> None:
    assert relations(CELLS) == Relations([("WAGE", "12500", "right"), ("HARGA", "12500", "below")])


def test_files_of_other_tables_are_taken_together_and_files_of_the_same_cells_are_opinions(tmp_path: Path) -> None:
    a = structure(tmp_path / "a.xml", (0, 0, "judul"), (1, 0, "a"), (1, 1, "b"))
    same = structure(tmp_path / "b.xml", (1, 0, "a"), (1, 1, "b"))
    other = structure(tmp_path / "c.xml", (1, 0, "c"), (1, 1, "d"), left=300)
    both = Relations([("JUDUL", "A", "below"), ("A", "B", "right")])
    assert truths_of([a, same]) == [both, Relations([("A", "B", "right")])]
    assert truths_of([a, other]) == [both + Relations([("C", "D", "right")])]


def test_figures_are_of_the_opinion_that_a_reader_comes_nearest_to() -> None:
    seen = Seen(Relations([("A", "B", "right"), ("B", "C", "right")]), 2.0)
    far, near = Relations([("X", "Y", "right")]), Relations([("A", "B", "right")])
    figures = figures_of(seen, [far, near])
    assert (figures.precision, figures.recall) == (0.5, 1.0)
    assert figures_of(Seen(Relations(), 1.0), [near]).f1 == 0.0


def test_boxes_become_a_grid_with_spans() -> None:
    boxes = [((0.0, 0.0, 20.0, 10.0), "judul"), ((0.0, 10.0, 10.0, 20.0), "a"), ((10.2, 10.0, 20.0, 20.0), "b")]
    assert placed_by_boxes(boxes) == [(0, 0, 0, 1, "judul"), (1, 1, 0, 0, "a"), (1, 1, 1, 1, "b")]


def test_our_reader_and_another_are_measured_on_a_pdf(tmp_path: Path) -> None:
    rice(tmp_path / "eu-1a.pdf")
    body = [(r, c, text) for r, row in enumerate(RICE) for c, text in enumerate(row) if isinstance(text, str)]
    structure(tmp_path / "eu-1a-str.xml", (0, 0, "Pasar"), (0, 1, "Harga beras"), *body)
    for name in ("iku tabel", "pdfplumber"):
        figures = average(score(tmp_path, seen_by(name, [tmp_path / "eu-1a.pdf"])).values())
        # The truth above leaves spans out, so that one relation of the header is not in it.
        assert figures.precision > 0.8 and figures.recall == 1.0, name


def test_a_reader_that_fails_is_told_apart_from_one_that_sees_nothing(tmp_path: Path) -> None:
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    assert seen_by("pdfplumber", [tmp_path / "rusak.pdf"])["rusak"].fault
