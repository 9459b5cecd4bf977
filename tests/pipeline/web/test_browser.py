"""Every flow of the report and the review page, in a real Chromium: open, filter, correct, teach a form, undo, reload, a second browser."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.landing.tables import land, prepare
from pipeline.reference import all_decisions
from pipeline.report import write_report
from tests.pipeline.shown_runs import HOSTILE, again, hostile_run
from tests.pipeline.web.served import served
from tests.table_maker import PROVENANCE, REGENCY, document, sound_rows, tables_of

#: What can be used and has no name that a screen reader could say.
NAMELESS = """
[...document.querySelectorAll('button, a, input, select')]
  .filter((each) => !each.closest('[hidden]'))
  .filter((each) => !(each.textContent.trim() || each.getAttribute('aria-label') || each.closest('label')))
  .map((each) => each.outerHTML)
"""


def shown_rows(page: Page) -> list[str]:
    return page.locator("#dokumen tbody tr:visible td.utama a").all_inner_texts()


def decided(place: Path) -> list[tuple[str, str]]:
    return [(each.hal, each.keputusan) for each in all_decisions(place / "acuan")]


# -- the report ---------------------------------------------------------------------------------------------------------


def test_the_report_is_filtered_and_its_address_kept(page: Page, read_once: Path, tmp_path: Path) -> None:
    (tmp_path / "hasil").mkdir()
    for path in (read_once / "hasil").glob("*.parquet"):
        (tmp_path / "hasil" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "hasil" / "datapackage.json").write_text("{}")
    index = write_report(tmp_path / "hasil", {}, "id").index.as_uri()
    page.goto(index)
    assert shown_rows(page) == ["a.pdf", "b.pdf"]
    options = page.get_by_label("Kabupaten/kota").locator("option").all_inner_texts()
    assert options == ["semua", "Kabupaten Banyumas (1)", "Kabupaten Bengkulu Selatan (1)"]
    page.get_by_label("Kabupaten/kota").select_option("Kabupaten Bengkulu Selatan")
    assert shown_rows(page) == ["b.pdf"]
    expect(page.locator("[data-jumlah=dokumen]")).to_have_text("1")
    page.goto("about:blank")
    page.goto(f"{index}#wilayah=Kabupaten+Bengkulu+Selatan")
    assert shown_rows(page) == ["b.pdf"]
    page.get_by_label("Cari…").fill("tidak ada di mana pun")
    assert shown_rows(page) == []
    page.get_by_role("button", name="Hapus saringan").click()
    expect(page.locator("#dokumen tbody tr:visible")).to_have_count(2)


def test_of_many_rows_the_first_are_shown_and_all_are_searched(page: Page, tmp_path: Path) -> None:
    rows = sound_rows()
    for number in range(230):
        rows["dokumen"].append(
            document(f"{number:064x}", f"lain/{number:03}.pdf", REGENCY) | {"rekaman": 0, "nilai": 0, "status": "tanpa_tabel"}
        )
    prepare(tmp_path)
    land({name: [table] for name, table in tables_of(rows).items()}, tmp_path, PROVENANCE)
    page.goto(write_report(tmp_path, {}, "id").index.as_uri())
    assert len(shown_rows(page)) == 200
    page.get_by_label("Cari…").fill("lain/229")
    assert shown_rows(page) == ["lain/229.pdf"]
    page.get_by_label("Cari…").fill("")
    page.get_by_role("button", name="Tampilkan semua (232)").click()
    assert len(shown_rows(page)) == 232


def test_the_regions_of_an_indicator_are_chosen_and_stand_in_the_address(page: Page, tmp_path: Path) -> None:
    prepare(tmp_path)
    land({name: [table] for name, table in tables_of(sound_rows()).items()}, tmp_path, PROVENANCE)
    index = write_report(tmp_path, {}, "id").index
    page.goto((index.parent / "indikator" / "kemiskinan-1.html").as_uri())
    rows = page.locator("tr[data-kab]:visible th")
    assert len(rows.all()) == 2
    page.locator("details.pilih-wilayah summary").click()
    page.get_by_label("Kabupaten Bengkulu Selatan").check()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Kabupaten Bengkulu Selatan")
    assert page.url.endswith("?kab=17.01")
    page.reload()
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="semua").click()
    expect(rows).to_have_count(2)


def test_a_row_lights_its_cell_and_a_cell_its_row(page: Page, shown: Path) -> None:
    with served(shown) as address:
        page.goto(address)
        page.get_by_role("link", name="a.pdf").click()
        value = page.locator("div.nilai").nth(1)
        value.hover()
        cell = page.locator(f".sel[data-ke~={value.get_attribute('id')}]")
        expect(cell).to_have_class(re.compile("nyala"))
        owner = page.locator("div.nilai").last
        page.locator(f".sel[data-ke~={owner.get_attribute('id')}]").click()
        expect(owner).to_have_class(re.compile("(?=.*nyala)(?=.*kini)"))
        assert page.evaluate("document.querySelector('.kertas image').getAttribute('href')").endswith("-1.webp")


def test_nothing_that_a_pdf_holds_acts(page: Page, tmp_path: Path) -> None:
    index = write_report(hostile_run(tmp_path), {}, "id").index
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a page said {dialog.message}"))
    for path in sorted(index.parent.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.title().endswith("· iku")
    assert all(url.startswith(index.parent.as_uri()) for url in asked)
    page.goto((index.parent / "ragu.html").as_uri())
    assert HOSTILE[0] in page.inner_text("main")


# -- the review ---------------------------------------------------------------------------------------------------------


def test_by_keys_alone_values_are_found_right_corrected_skipped_and_taken_back(page: Page, shown: Path) -> None:
    with served(shown) as address:
        page.goto(f"{address}ragu")
        items = page.locator(".butir[data-kunci]")
        expect(items).to_have_count(4)
        # Questions stand above that settle more: no key answers a value that is not in view.
        page.keyboard.press("Enter")
        page.keyboard.press("l")
        expect(items.first).to_have_class(re.compile("kini"))
        assert decided(shown) == []
        page.keyboard.press("Enter")
        expect(items.first).to_have_class(re.compile("diperiksa"))
        page.keyboard.press("l")
        expect(items.nth(2)).to_have_class(re.compile("kini"))
        page.keyboard.press("e")
        page.keyboard.type("99")
        expect(page.locator("#p-terbaca")).to_contain_text("99")
        page.keyboard.press("Enter")
        expect(items.nth(2)).to_have_class(re.compile("dikoreksi"))
        expect(items.nth(2).locator(".besar bdi")).to_have_text("99")
        assert decided(shown) == [("nilai", "sama"), ("nilai", "koreksi")]
        page.keyboard.press("u")
        expect(items.nth(2)).to_have_class(re.compile("kini"))
        assert decided(shown)[-1] == ("nilai", "batal")
        page.reload()
        expect(items).to_have_count(3)


def test_a_correction_lands_and_stays_and_can_be_taken_back_later(page: Page, shown: Path) -> None:
    with served(shown) as address:
        page.goto(address)
        page.get_by_role("link", name="a.pdf").click()
        page.locator("div.nilai.ragu").first.click()
        page.get_by_role("button", name="perbaiki").first.click()
        page.get_by_label("Nilai", exact=True).fill("80,5")
        page.get_by_label("Alasan").fill("lihat lampiran")
        page.keyboard.press("Enter")
        corrected = page.locator("div.nilai.dikoreksi")
        expect(corrected.locator("bdi")).to_have_text("80,5")
        page.reload()
        expect(corrected.locator("bdi")).to_have_text("80,5")
        assert again(shown) == []
        rows = pq.read_table(shown / "hasil" / "iku.parquet").to_pylist()
        assert [row["nilai"] for row in rows if "dikoreksi" in row["catatan"]] == [80.5]
        page.reload()
        expect(corrected.locator("bdi")).to_have_text("80,5")
        page.goto(f"{address}keputusan")
        expect(page.locator("main")).to_contain_text("lihat lampiran")
        page.get_by_role("button", name="urungkan").click()
        expect(page.locator("main")).to_contain_text("dibatalkan")
        assert decided(shown)[-1] == ("nilai", "batal")
        assert again(shown) == []
        rows = pq.read_table(shown / "hasil" / "iku.parquet").to_pylist()
        assert not [row for row in rows if "dikoreksi" in row["catatan"]]


def test_a_second_browser_is_told_what_the_first_decided(browser: Browser, page: Page, shown: Path) -> None:
    with served(shown) as address:
        page.goto(f"{address}ragu")
        second = browser.new_page()
        second.goto(f"{address}ragu")
        second.locator("#oleh").fill("Budi")
        page.locator(".butir[data-kunci]").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".butir.diperiksa")).to_have_count(1)
        second.locator(".butir[data-kunci]").first.focus()
        second.keyboard.press("e")
        second.keyboard.type("7")
        second.keyboard.press("Enter")
        expect(second.locator("#kabar")).to_contain_text("Sudah diputuskan")
        expect(second.locator("#kabar")).to_contain_text("Ani")
        assert decided(shown) == [("nilai", "sama")]
        second.get_by_role("button", name="Ganti keputusan itu").click()
        expect(second.locator(".butir.dikoreksi")).to_have_count(1)
        assert [(each.oleh, each.keputusan) for each in all_decisions(shown / "acuan")] == [
            ("Ani", "sama"), ("Budi", "batal"), ("Budi", "koreksi"),
        ]  # fmt: skip
        second.close()


def test_a_form_is_taught_after_its_effect_was_shown(page: Page, shown: Path) -> None:
    with served(shown) as address:
        page.goto(f"{address}bentuk")
        card = page.locator("form.bentuk").filter(has_text="RAK")
        card.get_by_label("RAK", exact=True).select_option("target")
        card.get_by_label("PAK", exact=True).select_option("realisasi")
        card.get_by_role("button", name="Lihat pengaruhnya").click()
        expect(card.locator(".kabar")).to_contain_text("baris masuk")
        assert decided(shown) == []
        expect(card.locator(".pratayang")).to_contain_text("target 2023: 70")
        card.get_by_role("button", name="Pakai untuk 1 tabel").click()
        expect(card.locator(".kabar")).to_contain_text("berarti")
        again(shown)
        rows = [row for row in pq.read_table(shown / "hasil" / "iku.parquet").to_pylist() if row["berkas"] == "b.pdf"]
        assert {(row["ukuran"], row["nilai"]) for row in rows} >= {("target", 70.0), ("realisasi", 68.0)}
        page.reload()
        expect(page.locator("form.bentuk").filter(has_text="RAK")).to_have_count(0)


def test_a_row_is_dropped_and_comes_back(page: Page, shown: Path) -> None:
    with served(shown) as address:
        page.goto(address)
        page.get_by_role("link", name="a.pdf").click()
        asks = page.locator('div.nilai[data-ragu="1"]')
        before = asks.count()
        page.locator("div.nilai.ragu").nth(1).click()
        page.keyboard.press("x")
        expect(page.locator("tr.selesai")).to_have_count(1)
        assert decided(shown) == [("baris", "buang")]
        assert asks.count() < before
        page.keyboard.press("u")
        expect(page.locator("tr.selesai")).to_have_count(0)
        expect(asks).to_have_count(before)
        page.keyboard.press("x")
        expect(page.locator("tr.selesai")).to_have_count(1)
        page.reload()
        page.locator("[data-dibuang] button").click()
        expect(page.locator("[data-dibuang]")).to_have_count(0)
        assert decided(shown) == [("baris", "buang"), ("baris", "batal"), ("baris", "buang"), ("baris", "batal")]


def test_a_document_gets_its_region_and_an_indicator_is_parted(page: Page, shown: Path) -> None:
    with served(shown) as address:
        page.goto(address)
        page.get_by_role("link", name="b.pdf").click()
        page.locator("details.tentang summary").click()
        form = page.locator("form[data-hal=wilayah]")
        form.get_by_label("Wilayah").fill("Kabupaten Seluma (17.05)")
        form.get_by_role("button", name="Tetapkan").click()
        expect(form).to_contain_text("Ditetapkan: Kabupaten Seluma")
        page.get_by_role("link", name="Jumlah jembatan baik").click()
        page.get_by_label("Nama baku barunya").fill("Jumlah jembatan provinsi baik")
        page.get_by_role("button", name="bukan indikator yang sama").click()
        expect(page.locator("main")).to_contain_text("Ditetapkan:")
        assert again(shown) == []
        rows = [row for row in pq.read_table(shown / "hasil" / "iku.parquet").to_pylist() if row["berkas"] == "b.pdf"]
        assert {row["nama_kabupaten_kota"] for row in rows} == {"Kabupaten Seluma"}
        assert "Jumlah jembatan provinsi baik" in {row["indikator_baku"] for row in rows}


@pytest.mark.parametrize("width", [320, 768, 3840])
def test_pages_fit_their_screen_and_everything_has_a_name(browser: Browser, shown: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    with served(shown) as address:
        page.goto(address)
        own = [page.get_by_role("link", name="a.pdf").get_attribute("href") or ""]
        page.goto(f"{address}indikator")
        own.append(page.locator("#dokumen tbody a").first.get_attribute("href") or "")
        for place in ("", "ragu", "bentuk", "indikator", "keputusan", *own):
            page.goto(place if place.startswith("http") else address + place.removeprefix("/kunci-uji/"))
            assert page.evaluate("document.documentElement.scrollWidth") <= width, place
            assert page.evaluate("[...document.querySelectorAll('main .jumlah')].every(e => getComputedStyle(e).whiteSpace !== 'nowrap')")
            assert page.evaluate("(document.getElementById('putusan')?.offsetHeight ?? 0) <= innerHeight / 2"), place
            nameless = page.evaluate(NAMELESS)
            assert nameless == [], place
    page.close()
