"""The command line as a clerk uses it: what it prints, what it leaves behind, and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.command import main
from pipeline.reading.task import Limits
from tests.broken_pdfs import good, locked, without_pages
from tests.pdf_maker import Sheet
from tests.scan_maker import Scanner


def iku(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.command", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", timeout=240, check=False, env={**os.environ, **environment},
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "masuk").mkdir()
    return tmp_path / "masuk"


def documents(output: Path) -> pd.DataFrame:
    with (output / "dokumen.parquet").open("rb") as file:
        return pd.read_parquet(file).set_index("berkas")


def test_a_sound_folder_lands_and_says_so(folder: Path, tmp_path: Path) -> None:
    good(folder / "a.pdf")
    done = iku("ingest", folder, "--output", tmp_path / "hasil")
    assert done.returncode == 0, done.stderr
    assert "Dokumen dibaca" in done.stdout and "Hasil ada di" in done.stdout
    iku_rows = pd.read_parquet(tmp_path / "hasil" / "iku.parquet")
    assert iku_rows["nilai"].tolist() == [70.0, 80.0]
    assert set(iku_rows["satuan"]) == {"persen"}
    names = {path.name for path in (tmp_path / "hasil").iterdir()}
    assert names == {
        "hasil-utuh",
        "iku.parquet",
        "iku_datar.parquet",
        "dokumen.parquet",
        "indikator.parquet",
        "karantina.parquet",
        "datapackage.json",
        "tinjauan.xlsx",
        "rekap.xlsx",
        "run.json",
        ".iku",
    }


def test_english_is_one_option_away(folder: Path, tmp_path: Path) -> None:
    good(folder / "a.pdf")
    assert "Documents read" in iku("ingest", folder, "-o", tmp_path / "hasil", "--lang", "en").stdout


def test_quiet_says_nothing_when_all_is_well(folder: Path, tmp_path: Path) -> None:
    good(folder / "a.pdf")
    done = iku("ingest", folder, "-o", tmp_path / "hasil", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_dry_run_names_what_would_be_read_and_writes_nothing(folder: Path, tmp_path: Path) -> None:
    good(folder / "a.pdf")
    done = iku("ingest", folder, "-o", tmp_path / "hasil", "--dry-run")
    assert "a.pdf" in done.stdout and done.returncode == 0
    assert not (tmp_path / "hasil").exists()


def test_bad_files_each_get_a_line_and_a_row_and_the_rest_lands(folder: Path, tmp_path: Path) -> None:
    good(folder / "baik.pdf")
    (folder / "kosong.pdf").write_bytes(b"")
    (folder / "gambar.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 200)
    (folder / "terpotong.pdf").write_bytes(good(folder / "x.pdf", "lain").read_bytes()[:300])
    (folder / "x.pdf").unlink()
    locked(folder / "sandi.pdf", user="rahasia")
    without_pages(folder / "nihil.pdf")
    (folder / "putus.pdf").symlink_to(folder / "tidak-ada.pdf")
    done = iku("ingest", folder, "-o", tmp_path / "hasil")
    assert done.returncode == 3
    rows = documents(tmp_path / "hasil")
    assert rows["kode_galat"].dropna().to_dict() == {
        "kosong.pdf": "kosong", "gambar.pdf": "bukan_pdf", "terpotong.pdf": "rusak", "sandi.pdf": "berkata_sandi",
        "nihil.pdf": "tanpa_halaman", "putus.pdf": "tidak_terbaca",
    }  # fmt: skip
    for name in rows.index[rows["status"] == "gagal"]:
        assert sum(f"  {name}: " in line for line in done.stderr.splitlines()) == 1
        assert rows.loc[name, "galat"]
    assert rows.loc["baik.pdf", "status"] == "terbaca"


def test_a_copy_protected_file_is_read_and_said(folder: Path, tmp_path: Path) -> None:
    locked(folder / "a.pdf", user="", may_copy=False)
    done = iku("ingest", folder, "-o", tmp_path / "hasil")
    assert done.returncode == 0
    assert "terkunci salin" in done.stdout
    assert documents(tmp_path / "hasil").loc["a.pdf", "terkunci_salin"]


def test_nothing_readable_is_exit_1(folder: Path, tmp_path: Path) -> None:
    (folder / "a.pdf").write_bytes(b"")
    done = iku("ingest", folder, "-o", tmp_path / "hasil")
    assert done.returncode == 1
    assert documents(tmp_path / "hasil").loc["a.pdf", "kode_galat"] == "kosong"


@pytest.mark.parametrize("kind", ["missing", "file", "empty"])
def test_a_wrong_input_folder_is_wrong_usage(folder: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "berkas").write_text("x")
    target = {"missing": tmp_path / "tidak-ada", "file": tmp_path / "berkas", "empty": folder}[kind]
    done = iku("ingest", target, "-o", tmp_path / "hasil")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_is_one_line(folder: Path, tmp_path: Path) -> None:
    good(folder / "a.pdf")
    (tmp_path / "hasil").write_text("sebuah berkas, bukan folder")
    done = iku("ingest", folder, "-o", tmp_path / "hasil")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and str(tmp_path / "hasil") in done.stderr


def test_two_runs_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for k in range(3):
        good(folder / f"{k}.pdf", f"Jumlah layanan {k}")
    for name in ("satu", "dua"):
        iku("ingest", folder, "-o", tmp_path / name, "-j", "1" if name == "satu" else "2")
    for path in (tmp_path / "satu").glob("*.parquet"):
        assert path.read_bytes() == (tmp_path / "dua" / path.name).read_bytes(), path.name
    for name in ("datapackage.json", "tinjauan.xlsx"):
        assert (tmp_path / "satu" / name).read_bytes() == (tmp_path / "dua" / name).read_bytes(), name


def test_a_document_without_tables_is_read_and_counted(folder: Path, tmp_path: Path) -> None:
    sheet = Sheet(folder / "surat.pdf")
    for k in range(5):
        sheet.line_of_text("Dengan hormat, bersama ini kami sampaikan laporan kegiatan.", 60, 60 + 12 * k)
    sheet.save()
    done = iku("ingest", folder, "-o", tmp_path / "hasil")
    assert done.returncode == 0
    assert documents(tmp_path / "hasil").loc["surat.pdf", "status"] == "tanpa_tabel"


def test_a_scan_lands_like_its_typed_original(folder: Path, tmp_path: Path) -> None:
    Scanner(skew=0.7, noise=4).scan(good(tmp_path / "asli.pdf"), folder / "pindai.pdf")
    done = iku("ingest", folder, "-o", tmp_path / "hasil")
    assert done.returncode == 0, done.stderr
    assert "dibaca dengan OCR" in done.stdout
    rows = pd.read_parquet(tmp_path / "hasil" / "iku.parquet")
    assert rows[["indikator", "tahun", "nilai", "satuan", "metode"]].astype(str).to_numpy().tolist() == [
        ["Persentase penduduk terlayani", "2021", "70.0", "persen", "ocr"],
        ["Persentase penduduk terlayani", "2022", "80.0", "persen", "ocr"],
    ]
    assert documents(tmp_path / "hasil").loc["pindai.pdf", "mesin_ocr"].startswith("rapidocr")


def test_kept_ocr_results_are_shown_and_cleared(tmp_path: Path) -> None:
    shown = iku("cache", IKU_CACHE=str(tmp_path))
    assert str(tmp_path) in shown.stdout
    assert "0 hasil OCR dihapus" in iku("cache", "--clear", IKU_CACHE=str(tmp_path)).stdout


def test_the_limits_of_the_command_are_those_of_reading() -> None:
    defaults = {option.name: option.default for option in main.commands["ingest"].params}
    assert Limits(defaults["page_limit"], defaults["document_limit"], defaults["memory_limit"] * 1e9) == Limits()


def test_help_loads_no_heavy_package() -> None:
    heavy = ["pandas", "pyarrow", "camelot", "pdfplumber", "rich", "pypdfium2", "cv2", "rapidocr"]
    code = f"import sys, pipeline.command; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_dry_run_leaves_out_what_has_not_changed(folder: Path, tmp_path: Path) -> None:
    for name in "ab":
        good(folder / f"{name}.pdf", f"Persentase layanan {name}")
    assert iku("ingest", folder, "-o", tmp_path / "hasil", "-q").returncode == 0
    good(folder / "b.pdf", "Jumlah sesuatu yang lain")
    before = (tmp_path / "hasil" / ".iku" / "buku.sqlite").read_bytes()
    done = iku("ingest", folder, "-o", tmp_path / "hasil", "--dry-run")
    assert done.stdout.splitlines() == ["b.pdf", "Akan dibaca: 1 dokumen."]
    assert (tmp_path / "hasil" / ".iku" / "buku.sqlite").read_bytes() == before


def test_inspect_tells_the_columns_and_draws_the_cells(folder: Path, tmp_path: Path) -> None:
    good(folder / "a.pdf")
    done = iku("inspect", folder / "a.pdf", "--picture", tmp_path / "a.png")
    assert done.returncode == 0, done.stderr
    assert "-> indikator" in done.stdout and "-> target 2021" in done.stdout
    english = iku("--lang", "en", "inspect", folder / "a.pdf", "--picture", tmp_path / "b.png").stdout
    assert "-> indicator" in english and "Pages\n" in english
    assert not {"Halaman", "dibaca", "Dokumen:", "keyakinan"} & set(english.replace(":", ": ").split())
    with Image.open(tmp_path / "a.png") as picture:
        colours = {colour for _, colour in picture.getcolors(1 << 24) or []}
    assert any(blue > red + 40 for red, _, blue in colours), "the indicator's cells are drawn in blue"


def test_inspect_of_a_bad_file_is_one_line(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"")
    done = iku("inspect", folder / "a.pdf")
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1


def test_inspect_says_that_a_file_is_damaged(folder: Path, tmp_path: Path) -> None:
    data = good(folder / "a.pdf").read_bytes()
    (folder / "a.pdf").write_bytes(data[: data.rindex(b"startxref")])
    done = iku("inspect", folder / "a.pdf", "--picture", tmp_path / "a.png")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("PDF rusak dan dibaca sebisanya")


def test_a_file_of_many_pages_is_read_in_bounded_time(folder: Path, tmp_path: Path) -> None:
    sheet = Sheet(folder / "tebal.pdf")
    for k in range(10_000):
        sheet.line_of_text(f"Halaman {k} memuat uraian tentang peraturan daerah dan penjelasannya.", 60, 60)
        if k < 9_999:
            sheet.next_page()
    sheet.save()
    start = time.monotonic()
    done = iku("ingest", folder, "-o", tmp_path / "hasil")
    assert done.returncode == 0, f"{done.stderr} after {time.monotonic() - start:.0f} s"
    assert documents(tmp_path / "hasil").loc["tebal.pdf", "halaman"] == 10_000


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="only Linux has names that are no text")
def test_files_and_folders_whose_names_are_no_text_are_read_and_shown(tmp_path: Path) -> None:
    folder, output, log = (tmp_path / os.fsdecode(name) for name in (b"masuk\xff", b"hasil\xfe\x1b[2J", b"log\xfd.jsonl"))
    folder.mkdir()
    good(tmp_path / "a.pdf").rename(folder / os.fsdecode(b"a\xffb\x1b]0;\x07.pdf"))
    good(folder / "b\u202efdp.pdf", "Jumlah lain")
    for command in (["-o", output, "--log", log, "--partition"], ["-o", output, "--again", "--partition"]):
        done = iku("ingest", folder, *command)
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stdout + done.stderr
    assert set(documents(output).index) == {"a\\xffb\\x1b]0;\\x07.pdf", "b\\u202efdp.pdf"}
    assert "\x1b" not in log.read_text() and json.loads(log.read_text().splitlines()[0])["folder"] == str(folder)
    shown = [
        CliRunner().invoke(main, list(map(str, command)))
        for command in (
            ("ingest", folder, "-o", output, "--dry-run"),
            ("ingest", folder, "-o", tmp_path / "lain", "--dry-run"),
            ("status", output),
            ("jelaskan", "Jumlah lain", "-o", output),
            ("inspect", folder / os.fsdecode(b"a\xffb\x1b]0;\x07.pdf"), "--picture", tmp_path / os.fsdecode(b"g\xff.png")),
        )
    ]
    assert [each.exit_code for each in shown] == [0] * 5, [each.output for each in shown]
    assert not [each for each in shown if {"\x1b", "\u202e"} & {*each.output}]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_among_the_pdfs_hangs_nothing(folder: Path, tmp_path: Path) -> None:
    good(folder / "a.pdf")
    os.mkfifo(folder / "pipa.pdf")
    assert "pipa" in iku("ingest", folder, "-o", tmp_path / "hasil", "--dry-run").stdout
    done = iku("ingest", folder, "-o", tmp_path / "hasil")
    assert (done.returncode, "pipa.pdf: bukan berkas" in done.stderr) == (3, True)
    assert documents(tmp_path / "hasil")["status"].to_dict() == {"a.pdf": "terbaca", "pipa.pdf": "gagal"}
    assert iku("inspect", folder / "pipa.pdf").returncode == 1


def test_inspect_draws_many_pages_into_the_output_folder(folder: Path, tmp_path: Path) -> None:
    good(folder / "a.pdf")
    done = iku("inspect", folder / "a.pdf", "--all", "-o", tmp_path / "hasil")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "hasil" / "periksa").iterdir()] == ["a-hal-1.png"]
    assert iku("inspect", folder / "a.pdf", "-p", "1-2", "-o", tmp_path / "hasil").stderr.strip().endswith("mempunyai 1 halaman")
