"""The report says what the Parquet files hold, worst first, and whatever a PDF holds is text in it."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from normalizers.form import choices
from pipeline.documents import Stop
from pipeline.landing.tables import land, prepare
from pipeline.report import RunData, doubtful, indicator_lines, one_document, one_indicator, overview, paged, totals, write_report
from pipeline.report.chart import chart_of, ticks_of
from pipeline.report.document_view import CellBox
from pipeline.report.reaching import reached, targets_of
from pipeline.report.run_data import Row
from pipeline.report.wording import doubts, number, plain
from pipeline.said import say_meaning
from schemas.applied.rows import iku_rows
from tests.pipeline.shown_runs import HOSTILE, LONG, hostile_run
from tests.table_maker import FIRST, MATCH, PROVENANCE, REGENCY, record, sound_rows, tables_of, value


class Elements(HTMLParser):
    """Every element and attribute of a page, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def output(tmp_path: Path) -> Path:
    prepare(tmp_path / "hasil")
    land({name: [table] for name, table in tables_of(sound_rows()).items()}, tmp_path / "hasil", PROVENANCE)
    return tmp_path / "hasil"


def test_counts_are_those_of_the_files(output: Path) -> None:
    lines = overview(RunData(output), "id")
    sums = totals(lines)
    documents, iku = pd.read_parquet(output / "dokumen.parquet"), pd.read_parquet(output / "iku.parquet")
    assert (sums.documents, sums.records, sums.values) == (len(documents), documents["rekaman"].sum(), documents["nilai"].sum())
    assert sums.waiting == documents["karantina"].sum()
    assert sums.doubtful == (iku["keyakinan"] < 0.8).sum()
    assert {line.berkas: list(line.years) for line in lines}["selatan/iku.pdf"] == [2021, 2022]


@pytest.mark.parametrize(
    ("changed", "light", "reason"),
    [
        ({}, "baik", "Semua baris masuk"),
        ({"status": "gagal", "galat": "PDF rusak"}, "gagal", "PDF rusak"),
        ({"status": "menunggu", "rekaman": 0, "karantina": 97}, "gagal", "97 baris menunggu"),
        ({"status": "gambar", "rekaman": 0}, "gagal", "pindaian"),
        ({"karantina": 3}, "lihat", "3 baris menunggu"),
        ({"kode_provinsi": None}, "lihat", "Wilayahnya tidak tertulis"),
        ({"nilai": 0}, "lihat", "Tidak satu pun nilai terbaca"),
        ({"status": "tanpa_tabel", "rekaman": 0, "nilai": 0}, "lihat", "Tidak ditemukan tabel"),
    ],
)
def test_a_light_has_its_reason(tmp_path: Path, changed: dict[str, object], light: str, reason: str) -> None:
    rows = sound_rows()
    rows["dokumen"][1] |= changed
    prepare(tmp_path)
    land({name: [table] for name, table in tables_of(rows).items()}, tmp_path, PROVENANCE)
    line = next(line for line in overview(RunData(tmp_path), "id") if line.berkas == "provinsi.pdf")
    assert line.light == light
    assert reason in "; ".join(line.reasons)


def test_the_worst_stands_first(tmp_path: Path) -> None:
    rows = sound_rows()
    rows["dokumen"][0] |= {"karantina": 1}
    rows["dokumen"][1] |= {"status": "gagal", "galat": "rusak"}
    prepare(tmp_path)
    land({name: [table] for name, table in tables_of(rows).items()}, tmp_path, PROVENANCE)
    assert [line.light for line in overview(RunData(tmp_path), "id")] == ["gagal", "lihat"]


def test_every_value_and_waiting_row_of_a_document_is_shown_with_its_cell(output: Path) -> None:
    data = RunData(output)
    view = one_document(data, data.short[FIRST], "id")
    tables = [table for page in view.pages for table in page.tables.values()]
    shown = {value.id for table in tables for row in table.rows for values in row.values.values() for value in values}
    waiting = {each.id for page in view.pages for each in page.waiting}
    drawn = {target for page in view.pages for box in page.boxes for target in box.targets}
    iku = pd.read_parquet(output / "iku.parquet")
    assert len(shown) == ((iku["id_dokumen"] == FIRST) & iku["ukuran"].notna()).sum()
    assert shown | waiting <= drawn
    assert {label for page in view.pages for box in page.boxes for label in box.labels} >= {
        "target 2021",
        "target TW I 2021",
        "target 2022",
    }


def test_an_indicator_stands_side_by_side_with_what_differs_marked(tmp_path: Path) -> None:
    rows = sound_rows()
    rows["iku"][-1] |= {"satuan": "orang", "tahun": 2024}
    rows["indikator"][0]["cara_padan"] = ["baru 1.00: tanpa padanan", "baku 1.00: persis"]
    prepare(tmp_path)
    land({name: [table] for name, table in tables_of(rows).items()}, tmp_path, PROVENANCE)
    view = one_indicator(RunData(tmp_path), "kemiskinan-1", "id")
    (table,) = view.tables
    assert table.years == (2021, 2022, 2024)
    assert {(line.region, line.unit): line.odd_unit for line in table.lines} == {
        ("Kabupaten Bengkulu Selatan", "persen"): False,
        ("Provinsi Bengkulu", "orang"): True,
    }
    assert {line.region: {year: [each.shown for each in values] for year, values in line.years.items()} for line in table.lines}[
        "Kabupaten Bengkulu Selatan"
    ] == {2021: ["19,55"], 2022: ["5,1 – 5,45"]}
    assert len(view.spellings) == 2


def test_a_budget_is_no_other_unit_and_a_list_of_indicators_can_be_filtered(tmp_path: Path) -> None:
    rows = sound_rows()
    rows["indikator"][0]["satuan"] = ["persen", "rupiah"]
    rows["iku"][-1] |= {"ukuran": "pagu", "satuan": "rupiah"}
    prepare(tmp_path)
    land({name: [table] for name, table in tables_of(rows).items()}, tmp_path, PROVENANCE)
    (line, *_) = indicator_lines(RunData(tmp_path))
    assert line.units == ("persen",)
    assert line.provinces == ("Bengkulu",)


def test_a_columns_label_is_said_in_two_lines() -> None:
    box = CellBox((0, 0, 1, 1), [], "nilai", labels=["realisasi TW II 2024", "target 2025"])
    assert box.said == ("realisasi TW II", "2024 +1")
    assert CellBox((0, 0, 1, 1), [], "nilai", labels=["target"]).said == ("", "target")


def test_a_value_in_doubt_without_a_flag_says_why() -> None:
    row = {"catatan": [], "keyakinan": 0.75, "metode": "tanpa_garis"}
    assert doubts(row, "id") == ["batas kolomnya tidak digambar"]
    assert doubts({**row, "metode": "garis"}, "en") == ["what its column means is not certain"]
    assert doubts({**row, "keyakinan": 0.95}, "id") == []
    assert doubts({**row, "catatan": ["nilai_ganda"]}, "id") == ["ada beberapa nilai"]


def test_what_most_hangs_on_stands_first_and_pages_hold_everything(tmp_path: Path) -> None:
    found = doubtful(RunData(hostile_run(tmp_path)), "id")
    assert [doubt.hangs for doubt in found] == sorted((doubt.hangs for doubt in found), reverse=True)
    pages = paged(found, 4)
    things = [item for doubt in found for item in (*doubt.values, *doubt.waiting)]
    assert [item for page in pages for doubt in page for item in (*doubt.values, *doubt.waiting)] == things
    assert all(sum(len(doubt.values) + len(doubt.waiting) for doubt in page) <= 4 for page in pages)


def test_nothing_that_a_pdf_holds_acts_in_any_page(tmp_path: Path) -> None:
    written = write_report(hostile_run(tmp_path), {}, "id")
    pages = sorted(written.folder.rglob("*.html"))
    assert len(pages) > len(HOSTILE) + 3
    seen = ""
    for path in pages:
        html = path.read_text("utf-8")
        page = Elements(html)
        assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
        assert {value for name, value in page.attributes if name == "src"} == {f"{'../' * (path.parent != written.folder)}aset/iku.js"}
        assert all(not re.match(r"\w+:", value) for name, value in page.attributes if name in ("href", "data-href"))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", html)
        assert "img" not in page.tags
        seen += page.text
    for text in HOSTILE:
        assert plain(text) in seen
    assert LONG in seen


def test_nothing_is_loaded_from_elsewhere(output: Path) -> None:
    written = write_report(output, {}, "en")
    for path in written.folder.rglob("*"):
        if path.suffix in (".html", ".css", ".js", ".svg"):
            found = set(re.findall(r"(?:https?:)?//[\w.-]+", path.read_text("utf-8"))) - {"http://www.w3.org"}
            assert not {each for each in found if "." in each}, path


def test_a_report_replaces_the_one_before_and_says_how_big_it_is(output: Path) -> None:
    first = write_report(output, {}, "id")
    (first.folder / "lama.html").write_text("lama")
    second = write_report(output, {}, "id")
    files = [path for path in second.folder.rglob("*") if path.is_file()]
    assert second.files == len(files)
    assert second.size == sum(path.stat().st_size for path in files)
    assert not (second.folder / "lama.html").exists()
    assert not list(output.glob(".laporan*"))


def test_the_same_run_gives_the_same_report(output: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_report(output, {}, "id").folder.rglob("*") if path.is_file()}
    assert first == {path.name: path.read_bytes() for path in write_report(output, {}, "id").folder.rglob("*") if path.is_file()}


def test_a_folder_without_results_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        write_report(tmp_path, {}, "id")
    assert stop.value.key == "no_output"


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [(12408, "12.408", "12,408"), (12408.5, "12.408,5", "12,408.5"), (0.1, "0,1", "0.1"), (-5.25, "-5,25", "-5.25"), (30.0, "30", "30")],
)
def test_numbers_are_written_as_people_do(value: float, indonesian: str, english: str) -> None:
    assert (number(value, "id"), number(value, "en")) == (indonesian, english)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (5.1, 5.45), (-3, 7), (70, 70), (0, 0), (1e9, 3.5e9), (0.001, 0.002)])
def test_an_axis_holds_every_value_with_few_round_numbers(low: float, high: float) -> None:
    ticks = ticks_of(low, high)
    assert ticks[0] <= low and high <= ticks[-1]
    assert 2 <= len(ticks) <= 8
    assert ticks == sorted(set(ticks))


def test_a_chart_needs_two_years() -> None:
    rows = [row for row in sound_rows()["iku"] if row["tahun"] == 2021]
    assert chart_of(rows, "persen", "id") is None
    chart = chart_of([*rows, {**rows[0], "tahun": 2022, "nilai": 25.0}], "persen", "id")
    assert chart is not None
    assert [len(line.points) for line in chart.lines] == [2, 1]


def judged(direction: str, result: float, **target: object) -> bool | None:
    row = {**sound_rows()["iku"][0], "nilai": 20.0}
    rows: list[Row] = [{**row, **target}, {**row, "ukuran": "realisasi", "nilai": result}]
    return reached(rows[1], targets_of(rows), direction)


@pytest.mark.parametrize(
    ("direction", "result", "is_so"),
    [
        ("tinggi", 20.0, True), ("tinggi", 21.0, True), ("tinggi", 19.99, False),
        ("rendah", 20.0, True), ("rendah", 19.0, True), ("rendah", 20.01, False), ("", 25.0, None),
    ],
)  # fmt: skip
def test_a_target_is_reached_by_the_direction_that_is_better(direction: str, result: float, is_so: bool | None) -> None:
    assert judged(direction, result) is is_so


@pytest.mark.parametrize(
    "target", [{"keyakinan": 0.5}, {"tahun": 2020}, {"satuan": "orang"}, {"pembanding": "<="}, {"nilai": None}, {"triwulan": 1}]
)
def test_no_result_is_judged_by_a_target_that_is_none_or_not_its_own(target: dict[str, object]) -> None:
    assert judged("tinggi", 19.0, **target) is None


def test_two_different_targets_are_none() -> None:
    row = {**sound_rows()["iku"][0], "nilai": 20.0}
    assert targets_of([row, {**row, "nilai": 21.0}]) == {}
    assert len(targets_of([row, dict(row)])) == 1


def test_a_page_says_which_way_is_better_and_what_missed_its_target(tmp_path: Path) -> None:
    rows = sound_rows()
    rows["indikator"][0] |= {"arah": "rendah", "urusan": "sosial"}
    series = ((2021, "target", 20.0), (2021, "realisasi", 20.5), (2023, "target", 18.0), (2023, "realisasi", 17.0))
    values = tuple(value(tahun=year, ukuran=measure, nilai=nilai) for year, measure, nilai in series)
    rows["iku"] = list(iku_rows(record(values=values), REGENCY, FIRST, "selatan/iku.pdf", MATCH))
    prepare(tmp_path / "hasil")
    land({name: [table] for name, table in tables_of(rows).items()}, tmp_path / "hasil", PROVENANCE)
    write_report(tmp_path / "hasil", {}, "id")
    html = (tmp_path / "hasil" / "laporan" / "indikator" / "kemiskinan-1.html").read_text(encoding="utf-8")
    assert "makin rendah makin baik" in html
    assert "urusan sosial" in html
    assert html.count("luput") == 1
    assert html.count("target tercapai</span>") == 1
    assert html.count("target belum tercapai</span>") == 1


def test_a_run_is_looked_at_without_pandas(output: Path) -> None:
    look = (
        "import sys; from pathlib import Path; from pipeline.web.desk import Desk; from pipeline.web.pages import Pages\n"
        "place = Path(sys.argv[1]); pages = Pages(Desk(place, place / 'acuan', 'Ani', 'id'), '/kunci/')\n"
        "pages.overview(); pages.doubtful('1'); print('pandas' in sys.modules, 'extractors.document' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", look, str(output)], capture_output=True, text=True, check=False, timeout=60)
    # What brings them in makes the first view take twice as long.
    assert done.stdout.strip() == "False False", done.stderr


def test_every_meaning_of_a_column_has_an_english_one() -> None:
    assert [each for each in choices() if say_meaning(each, "en") == each] == ["formula", "target"]
    assert say_meaning("realisasi anggaran (Rp) triwulan II 2024", "en") == "budget spent (Rp) quarter II 2024"
    assert say_meaning("target tahun ke-3", "en") == "target year 3"
    assert all(say_meaning(each, "id") == each for each in choices())
