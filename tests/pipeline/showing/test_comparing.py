"""``iku banding``: what is new, gone and changed between two outputs, by which document, and why."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.command import main
from pipeline.landing.tables import land, prepare
from pipeline.showing.comparing import CHANGED, GONE, NEW, compare
from schemas.applied.provenance import Provenance
from tests.pipeline.runs import Watching, run
from tests.table_maker import PROVENANCE, Rows, sound_rows, tables_of

OTHER_RULES = Provenance("0.2.0", "lain", PROVENANCE.inputs, 2, PROVENANCE.reference, 0)
DECIDED = Provenance("0.1.0", PROVENANCE.rules, PROVENANCE.inputs, 2, "lain", 1)


@pytest.fixture
def landed(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str, change: Callable[[Rows], object] = lambda rows: None, provenance: Provenance = PROVENANCE) -> Path:
        rows = sound_rows()
        change(rows)
        prepare(tmp_path / name)
        land({name: [table] for name, table in tables_of(rows).items()}, tmp_path / name, provenance)
        return tmp_path / name

    return make


def changed_value(rows: Rows) -> None:
    rows["iku"][0] |= {"nilai": 20.0, "nilai_teks": "20%"}


def without_the_province(rows: Rows) -> None:
    rows["iku"] = [row for row in rows["iku"] if row["berkas"] != "provinsi.pdf"]
    rows["dokumen"] = [row for row in rows["dokumen"] if row["berkas"] != "provinsi.pdf"]


def moved(rows: Rows) -> None:
    for row in (*rows["iku"], *rows["dokumen"]):
        row["berkas"] = row["berkas"].replace("selatan/", "lama/")


def told(*arguments: Any) -> Result:
    return CliRunner().invoke(main, ["banding", *map(str, arguments)])


def test_the_same_outputs_are_the_same(landed: Callable[..., Path]) -> None:
    result = told(landed("a"), landed("b"))
    assert (result.exit_code, result.output) == (0, "Sama: tidak ada baris yang berbeda.\n")


def test_one_folder_is_compared_with_its_run_before(landed: Callable[..., Path]) -> None:
    first = landed("a")
    alone = told(first)
    assert (alone.exit_code, "hanya menyimpan satu pembacaan" in alone.output) == (2, True)
    landed("a", changed_value, DECIDED)
    result = told(first)
    assert result.exit_code == 1
    assert "acuan atau keputusan" in result.output
    assert "20%" in result.output
    english = told(first, "--lang", "en").output
    assert "lists or decisions" in english
    assert "acuan" not in english


def test_the_runs_that_stand_are_compared_whatever_lies_beside_them(landed: Callable[..., Path]) -> None:
    before = landed("a")
    (before / "iku_datar.parquet").write_bytes(b"ditulisi orang")
    assert [each.kind for each in compare(before, landed("b", changed_value))] == [CHANGED]


def test_what_a_document_prints_is_text_on_the_screen(landed: Callable[..., Path]) -> None:
    def hostile(rows: Rows) -> None:
        rows["iku"][0] |= {"nilai_teks": "20\x1b[2J%", "indikator": "kanan\u202eke kiri"}

    shown = told(landed("a"), landed("b", hostile)).output
    assert "\\x1b[2J" in shown and "\\u202e" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


@pytest.mark.parametrize(
    ("provenance", "cause"), [(OTHER_RULES, "versi program"), (DECIDED, "acuan atau keputusan"), (PROVENANCE, "tidak diketahui")]
)
def test_a_changed_value_is_told_with_what_it_was_and_why(landed: Callable[..., Path], provenance: Provenance, cause: str) -> None:
    (found,) = compare(landed("a"), landed("b", changed_value, provenance))
    assert (found.kind, found.cause, found.berkas, found.page) == (CHANGED, cause, "selatan/iku.pdf", 2)
    assert found.columns == (("nilai_teks", "19,55%", "20%"), ("nilai", "19.55", "20.0"))


def test_a_document_that_came_or_went(landed: Callable[..., Path]) -> None:
    whole, less = landed("a"), landed("b", without_the_province)
    assert [(each.kind, each.cause, each.berkas) for each in compare(whole, less)] == [(GONE, "dokumen hilang", "provinsi.pdf")]
    assert [(each.kind, each.cause, each.berkas) for each in compare(less, whole)] == [(NEW, "dokumen baru", "provinsi.pdf")]


def test_a_document_that_was_moved_keeps_its_rows(landed: Callable[..., Path]) -> None:
    found = list(compare(landed("a"), landed("b", moved)))
    assert {(each.kind, each.cause) for each in found} == {(CHANGED, "dokumen dipindah")}
    assert len(found) == 4


def test_a_replaced_document_is_told_as_such(place: Path, engine: Watching) -> None:
    from tests.broken_pdfs import good  # noqa: PLC0415

    run(place, engine)
    shutil.copytree(place / "hasil", place / "dulu")
    good(place / "masuk" / "a.pdf", "Persentase layanan yang lain")
    run(place, engine)
    found = list(compare(place / "dulu", place / "hasil"))
    assert {(each.kind, each.cause, each.berkas) for each in found} == {
        (GONE, "isi dokumen berubah", "a.pdf"), (NEW, "isi dokumen berubah", "a.pdf"),
    }  # fmt: skip


def test_the_command_shows_a_table_and_ends_with_one(landed: Callable[..., Path]) -> None:
    result = told(landed("a"), landed("b", changed_value, OTHER_RULES))
    assert result.exit_code == 1
    head, line, *details = result.output.splitlines()
    assert head.split() == ["baru", "hilang", "berubah"]
    assert line.split(maxsplit=4) == ["selatan/iku.pdf", "0", "0", "1", "versi program"]
    assert [detail.rpartition(": ")[2] for detail in details] == ["nilai_teks 19,55% → 20%", "nilai 19.55 → 20.0"]


def test_every_change_is_in_the_csv_and_none_is_a_formula(landed: Callable[..., Path], tmp_path: Path) -> None:
    def hostile(rows: Rows) -> None:
        rows["iku"][0]["nilai_teks"] = '=HYPERLINK("x")'

    assert told(landed("a"), landed("b", hostile), "--csv", tmp_path / "beda.csv").exit_code == 1
    with (tmp_path / "beda.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["perubahan"], row["kolom"], row["dulu"], row["sekarang"]) == ("berubah", "nilai_teks", "19,55%", '\'=HYPERLINK("x")')


def test_a_folder_without_results_is_wrong_usage(landed: Callable[..., Path], tmp_path: Path) -> None:
    result = told(landed("a"), tmp_path / "tidak-ada")
    assert (result.exit_code, "tidak-ada belum berisi hasil" in result.output) == (2, True)
    assert told(landed("a")).exit_code == 2
