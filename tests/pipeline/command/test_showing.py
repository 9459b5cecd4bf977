"""What the commands that show a run say: where the report is and how big, whose decisions were used, what is not there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl

from normalizers.names import DOCUMENT, SAME, Decision
from pipeline.reference import append_decisions, document_key
from pipeline.report import find_sources, write_report
from tests.pipeline.command.test_cli import iku


def test_the_report_says_where_it_is_and_how_big(shown: Path) -> None:
    done = iku("laporan", shown / "hasil", "--gambar", "semua")
    assert done.returncode == 0, done.stderr
    files = [path for path in (shown / "hasil" / "laporan").rglob("*") if path.is_file()]
    assert str(shown / "hasil" / "laporan" / "index.html") in done.stdout
    assert f"{len(files)} berkas, 2 gambar halaman" in done.stdout
    book = openpyxl.load_workbook(shown / "hasil" / "rekap.xlsx")
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink and cell.hyperlink.target]
    assert links and all(link.target.startswith("laporan\\") for link in links)
    assert "gambar halaman" in (shown / "hasil" / "laporan" / "index.html").read_text("utf-8")


def test_pictures_are_drawn_of_doubtful_pages_all_or_none_and_only_of_what_was_read(shown: Path) -> None:
    output, moved = shown / "hasil", shown / "pindah"

    def pictures(which: str, folder: Path | None = None) -> int:
        return write_report(output, find_sources(output, folder), "id", which).pictures

    assert (pictures("ragu"), pictures("semua"), pictures("tanpa")) == (1, 2, 0)
    # Without a ledger only the folder that is named tells where the PDFs are.
    shutil.rmtree(output / ".iku")
    (shown / "masuk").rename(moved)
    assert (pictures("semua"), pictures("semua", moved)) == (0, 2)
    (moved / "a.pdf").write_bytes((moved / "b.pdf").read_bytes())
    assert pictures("semua", moved) == 1


def test_a_folder_without_results_is_told_in_one_line(tmp_path: Path) -> None:
    for command in ("laporan", "buka"):
        done = iku(command, tmp_path / "kosong")
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert "iku ingest" in done.stderr


def test_a_run_says_whose_decisions_it_used(shown: Path) -> None:
    missing = iku("ingest", shown / "masuk", "-o", shown / "hasil", "--acuan", shown / "tidak ada")
    assert re.search(r"Folder acuan .*tidak ada tidak ada", missing.stderr)
    said = Decision("2026-01-02", "Ani", DOCUMENT, document_key("0" * 64, "periode"), SAME, "2021", "2021")
    append_decisions([said], shown / "acuan")
    used = iku("ingest", shown / "masuk", "-o", shown / "hasil", "--acuan", shown / "acuan")
    assert f"Keputusan yang berlaku: 1, dari {shown / 'acuan'}" in used.stdout
