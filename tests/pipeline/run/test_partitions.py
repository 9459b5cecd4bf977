"""``iku/`` by province and year is kept up to date, and only the partitions that changed are written."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.dataset as ds
import pytest

from pipeline.landing import partitioning
from pipeline.ledger.ledger import Ledger
from tests.broken_pdfs import good
from tests.pdf_maker import Sheet
from tests.pipeline.runs import Watching, run


def test_partitions_are_read_by_others_and_only_the_touched_ones_are_written(place: Path, engine: Watching) -> None:
    run(place, engine, partition=True)
    data = ds.dataset(place / "hasil" / "iku", partitioning="hive").to_table().to_pandas()
    flat = pd.read_parquet(place / "hasil" / "iku.parquet")
    assert sorted(data["id_rekaman"]) == sorted(flat["id_rekaman"])
    assert set(data["tahun"]) == {2021, 2022}
    times = {path: path.stat().st_mtime_ns for path in (place / "hasil" / "iku").rglob("*.parquet")}
    assert len(times) == 2
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")
    run(place, engine, partition=True)
    assert all(path.stat().st_mtime_ns != before for path, before in times.items())
    now = {path: path.stat().st_mtime_ns for path in times}
    (place / "hasil" / "tinjauan.xlsx").unlink()
    run(place, engine, partition=True)
    assert {path: path.stat().st_mtime_ns for path in times} == now


def test_a_partition_that_no_document_touches_is_not_written(place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    # Groups end in the middle of documents and provinces.
    monkeypatch.setattr(partitioning, "_ROWS_PER_GROUP", 3)
    for name, region in (("p", "KABUPATEN BENGKULU SELATAN"), ("q", "KABUPATEN SERUYAN")):
        sheet = Sheet(place / "masuk" / f"{name}.pdf")
        sheet.line_of_text(f"INDIKATOR KINERJA UTAMA DINAS KESEHATAN {region} TAHUN 2023", 100, 60, 11)
        header = ["No", "Sasaran", "Indikator", "Satuan", "2023"]
        sheet.table([header, ["1", "Meningkatnya layanan", "Jumlah pasien terlayani", "orang", "80"]], [30, 150, 180, 90, 60])
        sheet.save()
    run(place, engine, partition=True)
    places = {path.relative_to(place / "hasil" / "iku").parts[:2]: path for path in (place / "hasil" / "iku").rglob("*.parquet")}
    provinces = ("17", 2023), ("33", 2021), ("33", 2022), ("62", 2023)
    assert set(places) == {(f"kode_provinsi={code}", f"tahun={year}") for code, year in provinces}
    times = {key: path.stat().st_mtime_ns for key, path in places.items()}
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")
    run(place, engine)
    written = {key for key, path in places.items() if path.stat().st_mtime_ns != times[key]}
    assert written == {("kode_provinsi=33", "tahun=2021"), ("kode_provinsi=33", "tahun=2022")}
    data = ds.dataset(place / "hasil" / "iku", partitioning="hive").to_table().to_pandas()
    assert sorted(data["id_rekaman"]) == sorted(pd.read_parquet(place / "hasil" / "iku.parquet")["id_rekaman"])


def test_partitions_once_written_do_not_grow_stale(place: Path, engine: Watching) -> None:
    run(place, engine, partition=True)
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")
    run(place, engine)
    data = ds.dataset(place / "hasil" / "iku", partitioning="hive").to_table().to_pandas()
    assert sorted(data["id_rekaman"]) == sorted(pd.read_parquet(place / "hasil" / "iku.parquet")["id_rekaman"])


def test_partitions_of_a_landing_that_was_cut_off_are_written_again(place: Path, engine: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    run(place, engine, partition=True)
    good(place / "masuk" / "d.pdf", "Jumlah yang baru datang")
    put_note = Ledger.put_note

    def cut_off(ledger: Ledger, key: str, text: str) -> None:
        put_note(ledger, key, text)
        if key == "partisi":
            ledger.put_note = raising  # type: ignore[method-assign]

    def raising(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "put_note", cut_off)
    with pytest.raises(KeyboardInterrupt):
        run(place, engine)
    monkeypatch.undo()
    (place / "masuk" / "d.pdf").unlink()
    run(place, engine)
    data = ds.dataset(place / "hasil" / "iku", partitioning="hive").to_table().to_pandas()
    assert sorted(data["berkas"].unique()) == ["a.pdf", "b.pdf", "c.pdf"]


def test_a_partition_that_somebody_removed_is_written_anew(place: Path, engine: Watching) -> None:
    run(place, engine, partition=True)
    lost = sorted((place / "hasil" / "iku").rglob("*.parquet"))[0]
    before = lost.read_bytes()
    lost.unlink()
    run(place, engine)
    assert lost.read_bytes() == before
