"""What people decide about values, rows and documents lands later, follows the document, and meets only what it was made for."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from normalizers.names import DOCUMENT, DROPPED, ROW, SAME, VALUE, WITHDRAWN, Decision
from pipeline.reference import (
    ReferenceBroken,
    all_decisions,
    append_decisions,
    document_key,
    load_reference,
    read_facts,
    row_key,
    value_key,
)
from pipeline.reference.corrections import Corrections
from pipeline.run.ingest import Options
from pipeline.run.running import run_folder
from pipeline.said.progress import Quiet
from schemas.applied import record_id
from tests.pipeline.shown_runs import again
from tests.table_maker import FIRST, record, value

READ = ("nilai_teks", "nilai", "nilai_bawah", "nilai_atas", "satuan")


def landed(place: Path) -> pd.DataFrame:
    return pd.read_parquet(place / "hasil" / "iku.parquet")


def row_of(place: Path, indicator: str, year: int) -> dict[str, Any]:
    """The landed value of an indicator and year."""
    rows = pq.read_table(place / "hasil" / "iku.parquet").to_pylist()
    (found,) = (row for row in rows if row["indikator"].startswith(indicator) and row["tahun"] == year)
    return dict(found)


def about(row: dict[str, Any], choice: str = "koreksi", **said: Any) -> Decision:
    """A decision about a landed value."""
    target = json.dumps({"semula": read_facts(row), **said})
    key = value_key(row["id_dokumen"], row["id_rekaman"], row)
    place = f"{row['berkas']} hal. {row['halaman']}"
    return Decision("2026-01-02", "Ani", VALUE, f"{key} nilai", choice, target, "", "cek ke dinas", place)


def test_a_corrected_value_lands_with_its_original_kept(shown: Path) -> None:
    wrong = row_of(shown, "Persentase bayi", 2021)
    append_decisions([about(wrong, nilai="90", satuan="persen")], shown / "acuan")
    assert again(shown) == []
    row = row_of(shown, "Persentase bayi", 2021)
    assert (row["nilai"], row["satuan"], row["jenis_nilai"], row["nilai_teks"], row["keyakinan"]) == (90.0, "persen", "persen", "90", 1.0)
    assert "dikoreksi" in row["catatan"]
    assert dict(row["lainnya"])["semula target 2021"] == wrong["nilai_teks"]
    assert row["id_rekaman"] == wrong["id_rekaman"]


def test_a_value_found_right_is_sure_and_as_it_was(shown: Path) -> None:
    doubted = row_of(shown, "Persentase penduduk", 2022)
    append_decisions([about(doubted, SAME)], shown / "acuan")
    again(shown)
    row = row_of(shown, "Persentase penduduk", 2022)
    assert (row["nilai"], row["nilai_teks"], row["keyakinan"]) == (doubted["nilai"], doubted["nilai_teks"], 1.0)
    assert "diperiksa" in row["catatan"]


def test_a_correction_taken_back_gives_the_files_as_before(shown: Path) -> None:
    before = (shown / "hasil" / "iku.parquet").read_bytes()
    decision = about(row_of(shown, "Persentase penduduk", 2022), nilai="80", tahun=2023)
    append_decisions([decision], shown / "acuan")
    again(shown)
    assert row_of(shown, "Persentase penduduk", 2023)["nilai"] == 80.0
    taken_back = Decision(*(getattr(decision, name) for name in ("tanggal", "oleh", "hal", "nama")), WITHDRAWN, "", "")
    append_decisions([taken_back], shown / "acuan")
    again(shown)
    assert (shown / "hasil" / "iku.parquet").read_bytes() == before


def test_a_decision_follows_a_document_that_is_renamed(shown: Path) -> None:
    append_decisions([about(row_of(shown, "Persentase penduduk", 2022), nilai="80")], shown / "acuan")
    (shown / "masuk" / "lain").mkdir()
    (shown / "masuk" / "a.pdf").rename(shown / "masuk" / "lain" / "z.pdf")
    assert again(shown) == []
    assert row_of(shown, "Persentase penduduk", 2022)["nilai"] == 80.0


def test_a_decision_about_content_that_changed_is_told_and_not_applied(shown: Path) -> None:
    append_decisions([about(row_of(shown, "Persentase penduduk", 2022), nilai="80")], shown / "acuan")
    path = shown / "masuk" / "a.pdf"
    path.write_bytes(path.read_bytes() + b"\n% lain\n")
    (note,) = again(shown)
    assert "a.pdf" in note and "isinya berubah" in note
    assert row_of(shown, "Persentase penduduk", 2022)["nilai"] == 8.0


def test_a_decision_about_a_value_that_is_read_otherwise_now_is_told_and_not_applied(shown: Path) -> None:
    row = row_of(shown, "Persentase penduduk", 2022)
    append_decisions([about({**row, "nilai": 8000.0}, nilai="80")], shown / "acuan")
    (note,) = again(shown)
    assert "a.pdf" in note and "terbaca lain" in note
    assert row_of(shown, "Persentase penduduk", 2022)["nilai"] == 8.0


def test_a_year_that_has_a_value_already_is_not_given_a_second_one(shown: Path) -> None:
    append_decisions([about(row_of(shown, "Persentase penduduk", 2022), tahun=2021)], shown / "acuan")
    (note,) = again(shown)
    assert "sudah ada nilainya" in note
    assert row_of(shown, "Persentase penduduk", 2022)["nilai"] == 8.0


def test_a_dropped_row_waits_with_what_it_said(shown: Path) -> None:
    row = row_of(shown, "Nilai", 2021)
    key = row_key(row["id_dokumen"], row["id_rekaman"], "baris")
    append_decisions([Decision("2026-01-02", "Ani", ROW, f"{key} baris", DROPPED, "", "", "kop surat", "a.pdf hal. 1")], shown / "acuan")
    again(shown)
    assert not landed(shown)["indikator"].str.startswith("Nilai").any()
    (waiting,) = pd.read_parquet(shown / "hasil" / "karantina.parquet").to_dict("records")
    assert (waiting["alasan"], waiting["baris"]) == ("dibuang", row["baris"])
    assert "Ani" in waiting["penjelasan"] and "kop surat" in waiting["penjelasan"]
    assert row["nilai_teks"] in waiting["teks"] and row["indikator"] in waiting["teks"]


def test_the_numbers_of_a_run_are_those_of_its_documents_whatever_was_decided(shown: Path) -> None:
    row = row_of(shown, "Nilai", 2021)
    key = row_key(row["id_dokumen"], row["id_rekaman"], "baris")
    append_decisions([Decision("2026-01-02", "Ani", ROW, f"{key} baris", DROPPED, "", "", "", "a.pdf hal. 1")], shown / "acuan")
    (shown / "masuk" / "rusak.pdf").write_bytes(b"bukan pdf")
    summary = run_folder(shown / "masuk", shown / "hasil", Quiet(), Options(workers=1, acuan=shown / "acuan"))
    documents = pd.read_parquet(shown / "hasil" / "dokumen.parquet")
    assert (documents["status"] != "gagal").sum() == summary.documents == 2
    for name, counted in (("tabel", "tables"), ("rekaman", "records"), ("nilai", "values"), ("karantina", "quarantined")):
        assert documents[name].sum() == getattr(summary, counted), name
    assert summary.values == (landed(shown)["jenis_nilai"].fillna("kosong") != "kosong").sum()
    assert summary.doubtful == (landed(shown)["keyakinan"] < 0.8 - 1e-6).sum()


def test_a_document_gets_its_region_office_and_period(shown: Path) -> None:
    id_dokumen = row_of(shown, "Nilai", 2021)["id_dokumen"]
    said = {"wilayah": "17.01", "perangkat_daerah": "Dinas Uji", "periode": "2021-2026"}
    decisions = [
        Decision("2026-01-02", "Ani", DOCUMENT, f"{document_key(id_dokumen, name)} a.pdf", SAME, target, target, "", "a.pdf hal. 1")
        for name, target in said.items()
    ]
    append_decisions(decisions, shown / "acuan")
    again(shown)
    row = row_of(shown, "Nilai", 2021)
    assert (row["nama_kabupaten_kota"], row["perangkat_daerah"]) == ("Kabupaten Bengkulu Selatan", "Dinas Uji")
    assert (row["periode_awal"], row["periode_akhir"]) == (2021, 2026)
    assert {"wilayah_ditetapkan", "perangkat_daerah_ditetapkan", "periode_ditetapkan"} <= set(row["catatan"])


def test_a_second_opinion_does_not_replace_the_first_silently(shown: Path) -> None:
    row = row_of(shown, "Persentase penduduk", 2022)
    append_decisions([about(row, nilai="80")], shown / "acuan")
    with pytest.raises(ReferenceBroken, match="bertentangan"):
        append_decisions([about(row, nilai="8")], shown / "acuan")
    assert len(all_decisions(shown / "acuan")) == 1


def test_many_who_decide_at_once_lose_nothing(tmp_path: Path) -> None:
    def one(number: int) -> int:
        key = document_key(f"{number:064x}", "periode")
        return append_decisions([Decision("2026-01-02", "Ani", DOCUMENT, key, SAME, "2021", "2021")], tmp_path)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(60))) == 60
    assert len({each.nama for each in all_decisions(tmp_path)}) == 60
    assert len(load_reference(tmp_path).harmoniser.decisions.standing) == 60


def test_a_landed_value_and_what_was_decided_of_it_find_each_other() -> None:
    """Before it lands and after, whatever of it was changed."""
    read = record(values=(value(), value(tahun=2022, nilai_teks="8B", nilai=None, jenis_nilai="teks", satuan=None)))
    name = record_id(FIRST, read.tabel, read.baris, read.bagian)
    for number, said in enumerate([{"nilai": "20"}, {"nilai": "BB", "tahun": 2030}]):
        before = read.values[number]
        facts = {each: getattr(before, each) for each in (*READ, "ukuran", "tahun", "triwulan")}
        row = {**facts, "id_dokumen": FIRST, "id_rekaman": name, "berkas": "a.pdf", "halaman": 1, "catatan": []}
        decision = about(row, **said)
        corrections = Corrections([decision])
        assert corrections.of_row(row) == decision
        after = corrections.apply(before, decision)
        then = {**row, **{each: getattr(after, each) for each in facts}, "catatan": list(after.catatan)}
        assert corrections.of_row(then) == decision
        assert Corrections().of_row(then) is None
