"""``iku tabel`` as a person uses it: what it prints, what it leaves behind, and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from pipeline.command import main
from pipeline.command.common import page_spans
from pipeline.documents.stops import Stop
from pipeline.reading.every_table import read_tables
from pipeline.reading.task import EveryTable, Limits
from pipeline.said.progress import Quiet
from tests.broken_pdfs import good, locked, with_slow_page, without_pages
from tests.pipeline.export.documents import letter, rice
from tests.scan_maker import Scanner


def tabel(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["tabel", *map(str, arguments)])


def test_tables_come_as_json_in_utf_8_whatever_the_system_writes(tmp_path: Path) -> None:
    rice(tmp_path / "harga.pdf")
    command = [sys.executable, "-m", "pipeline.command", "tabel", str(tmp_path / "harga.pdf")]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    found = json.loads(done.stdout.decode("utf-8"))
    assert found["berkas"] == "harga.pdf" and len(found["tabel"]) == 1
    assert done.stderr == b""
    # A person who pipes it on gets the same with letters that the system's own do not have.
    again = subprocess.run(command, capture_output=True, timeout=120, check=True, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert again.stdout == done.stdout


def test_a_document_without_tables_says_so_and_gives_an_empty_list(tmp_path: Path) -> None:
    done = tabel(letter(tmp_path / "surat.pdf"))
    assert done.exit_code == 0
    assert json.loads(done.stdout)["tabel"] == []
    assert "surat.pdf: tidak ada tabel" in done.stderr


def test_files_are_written_and_said(tmp_path: Path) -> None:
    rice(tmp_path / "harga.pdf", pages=3)
    done = tabel(tmp_path / "harga.pdf", "--halaman", "1, 3", "--csv", tmp_path / "csv")
    assert done.exit_code == 0 and "2 tabel disimpan" in done.stdout
    assert sorted(path.name for path in (tmp_path / "csv").iterdir()) == ["harga-tabel-01-hal-1.csv", "harga-tabel-02-hal-3.csv"]
    done = tabel(tmp_path / "harga.pdf", "--xlsx", tmp_path / "harga.xlsx", "--lang", "en")
    assert done.exit_code == 0 and "3 tables written" in done.stdout
    assert (tmp_path / "harga.xlsx").stat().st_size > 0


def test_a_scanned_table_is_read(tmp_path: Path) -> None:
    rice(tmp_path / "harga.pdf")
    done = tabel(Scanner(skew=0.6).scan(tmp_path / "harga.pdf", tmp_path / "pindai.pdf"))
    (table,) = json.loads(done.stdout)["tabel"]
    assert table["metode"] == "ocr"
    assert {"Pasar", "Januari", "12.500"} <= {cell["teks"] for cell in table["sel"]}


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("cut", 1, "rusak"),
        ("locked", 1, "kata sandi"),
        ("empty", 1, "kosong"),
        ("no pages", 1, "tidak berisi halaman"),
        ("text", 1, "bukan PDF"),
        ("missing", 2, "Tidak ada berkas"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, kind: str, code: int, words: str) -> None:
    path = tmp_path / "a.pdf"
    match kind:
        case "cut":
            path.write_bytes(good(path).read_bytes()[:300])
        case "locked":
            locked(path, user="rahasia")
        case "empty":
            path.write_bytes(b"")
        case "no pages":
            without_pages(path)
        case "text":
            path.write_text("bukan apa-apa")
    done = tabel(path)
    assert (done.exit_code, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    assert words in line and "a.pdf" in line


@pytest.mark.parametrize("pages", ["4", "1,3-4", "1-999999999"])
def test_a_page_that_is_not_there_is_one_line(tmp_path: Path, pages: str) -> None:
    rice(tmp_path / "harga.pdf", pages=3)
    done = tabel(tmp_path / "harga.pdf", "--halaman", pages)
    assert (done.exit_code, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "3 halaman" in line


def test_two_forms_at_once_are_wrong_usage(tmp_path: Path) -> None:
    done = tabel(letter(tmp_path / "surat.pdf"), "--json", "--csv", tmp_path / "csv")
    assert done.exit_code == 2 and len(done.stderr.splitlines()) == 1


def test_a_page_that_hangs_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    outcome, extraction = read_tables(with_slow_page(tmp_path / "lambat.pdf"), EveryTable(), Quiet(), Limits(page=1.0))
    assert outcome.status == "sebagian"
    assert [(problem.code, problem.page) for problem in extraction.problems] == [("terlalu_lama", 2)]
    assert extraction.document is not None
    assert [table.page for table in extraction.document.tables] == [1, 3]


NUMBERS = st.integers(1, 999_999_999)


@given(st.lists(st.tuples(NUMBERS, NUMBERS).map(lambda pair: (min(pair), max(pair))), min_size=1))
def test_pages_are_understood_as_they_are_written(spans: list[tuple[int, int]]) -> None:
    written = ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in spans)
    assert page_spans(written) == tuple(spans)


@given(st.text(alphabet="0123456789-–, x\n٣"))
def test_what_is_no_page_is_refused(text: str) -> None:
    try:
        spans = page_spans(text)
    except Stop as stop:
        assert stop.exit_code == 2 and stop.facts["given"] == text
    else:
        assert spans and all(1 <= first <= last for first, last in spans)
        assert "".join(filter(str.isdigit, text)).isascii() and "x" not in text


@pytest.mark.parametrize("text", ["", "0", "7-5", "a", "3,", "1-2-3", "-2", "1.5"])
def test_such_pages_are_wrong_usage(tmp_path: Path, text: str) -> None:
    done = tabel(letter(tmp_path / "surat.pdf"), f"--halaman={text}")
    assert done.exit_code == 2 and len(done.stderr.splitlines()) == 1
