"""What a run shows while it goes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click import unstyle

from pipeline.documents.finding import FoundPdf
from pipeline.documents.outcome import DocumentSummary, Outcome
from pipeline.said.progress import Bar, Lines, pace_of
from tests.broken_pdfs import good


def document(berkas: str) -> DocumentSummary:
    return DocumentSummary.of(Outcome(FoundPdf(Path(berkas), berkas, "0" * 32, 1), "tanpa_tabel"))


def test_lines_tell_the_pace_and_the_time_left_once_a_minute() -> None:
    time, lines = [0.0], list[str]()
    shown = Lines("id", lines.append, clock=lambda: time[0])
    shown.started(100)
    for number in range(60):
        time[0] += 3.0
        shown.document_done(document(f"{number}.pdf"))
    paces = [line for line in lines if "menit" in line]
    assert paces == [
        "[20/100] 20 dokumen/menit, kira-kira 4 menit lagi",
        "[40/100] 20 dokumen/menit, kira-kira 3 menit lagi",
        "[60/100] 20 dokumen/menit, kira-kira 2 menit lagi",
    ]
    assert len(lines) == 63


def test_lines_tell_no_time_left_when_nothing_is_left() -> None:
    time, lines = [0.0], list[str]()
    shown = Lines("en", lines.append, clock=lambda: time[0])
    shown.started(1)
    time[0] = 500.0
    shown.document_done(document("a.pdf"))
    assert len(lines) == 1


@pytest.mark.parametrize(("a_second", "told"), [(2.0, "120 dokumen/menit"), (0.05, "3,0 dokumen/menit"), (1 / 600, "0,1 dokumen/menit")])
def test_a_slow_pace_keeps_a_digit(a_second: float, told: str) -> None:
    assert pace_of(a_second, "id") == told


def test_a_terminal_shows_document_pace_time_left_and_file(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="terminals are tried on POSIX only")
    (tmp_path / "masuk").mkdir()
    for number in range(12):
        good(tmp_path / "masuk" / f"laporan [final] {number}.pdf", f"Persentase layanan {number}")
    main, other = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "pipeline.command",
        "ingest",
        str(tmp_path / "masuk"),
        "-o",
        str(tmp_path / "hasil"),
        "--workers",
        "1",
    ]
    with subprocess.Popen(command, stdout=other, stderr=other, env={**os.environ, "COLUMNS": "160", "TERM": "xterm"}) as run:
        os.close(other)
        shown = b""
        try:
            while part := os.read(main, 65536):
                shown += part
        except OSError:
            # How Linux says that the other end was closed.
            pass
        os.close(main)
    assert run.returncode == 0
    text = unstyle(shown.decode())
    assert "12/12" in text
    assert "dokumen/menit" in text
    assert "laporan [final]" in text


@pytest.mark.parametrize("columns", [80, 60])
def test_the_bar_is_one_line_however_long_a_name_is(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    shown = Screen()
    bar = Bar("id", shown)
    bar.started(1234)
    bar.page_done("provinsi/" + "panjang-sekali-" * 10 + ".pdf", 123, 1234)
    bar.bar.refresh()
    drawn = unstyle(shown.getvalue())
    bar.finished()
    lines = [line for line in re.split(r"[\r\n]+", drawn) if line.strip()]
    assert all(len(line) <= columns for line in lines)
    assert all("0/1234" in line for line in lines)
    assert "hal. 123" in lines[-1]
