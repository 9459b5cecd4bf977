"""Questions that one answer settles, groups of values, and the form of any table, in a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from pipeline.reference import all_decisions
from tests.pipeline.web.served import served


def decided(place: Path) -> list[tuple[str, str]]:
    return [(each.hal, each.keputusan) for each in all_decisions(place / "acuan")]


def test_questions_are_answered_by_number_and_the_next_is_shown(page: Page, asked: Path) -> None:
    with served(asked) as address:
        page.goto(f"{address}ragu")
        cards = page.locator(".tanya")
        expect(cards).to_have_count(3)
        expect(page.locator("#sisa-tanya")).to_have_text("3")
        name = page.locator(".tanya[data-hal=indikator]")
        expect(name).to_contain_text("1 jawaban menyelesaikan 1 baris")
        expect(name.locator("svg.potongan image")).to_have_attribute("href", re.compile(r"-1\.webp$"))
        name.focus()
        page.keyboard.press("1")
        expect(name.locator(".kabar")).to_contain_text("sama dengan")
        expect(page.locator("#sisa-tanya")).to_have_text("2")
        expect(page.locator(".tanya:focus")).to_have_count(1)
        assert decided(asked) == [("indikator", "sama")]
        name.get_by_role("button", name="urungkan").click()
        expect(page.locator("#sisa-tanya")).to_have_text("3")
        assert decided(asked)[-1] == ("indikator", "batal")


def test_what_is_written_is_the_answer_and_not_the_first_button(page: Page, asked: Path) -> None:
    with served(asked) as address:
        page.goto(f"{address}ragu")
        unit = page.locator(".tanya[data-hal=satuan]")
        unit.get_by_label("jawaban lain").fill("paket")
        page.keyboard.press("Enter")
        expect(unit.locator(".kabar")).to_contain_text("berarti paket")
        office = page.locator(".tanya[data-hal=perangkat_daerah]")
        office.get_by_label("Perangkat daerah").fill("Dinas Uji Coba")
        page.keyboard.press("Enter")
        expect(office.locator(".kabar")).to_contain_text("ditetapkan Dinas Uji Coba")
        assert [(each.hal, each.sasaran) for each in all_decisions(asked / "acuan")] == [("satuan", "paket"), ("dokumen", "Dinas Uji Coba")]


def test_a_group_is_found_right_at_once_and_taken_back_by_its_key(page: Page, asked: Path) -> None:
    with served(asked) as address:
        page.goto(f"{address}ragu?berkas=dinas/c.pdf")
        expect(page.get_by_label("Berkas")).to_have_value("dinas/c.pdf")
        group = page.locator(".ragu-kelompok")
        expect(group.locator(".butir[data-kunci]")).to_have_count(2)
        group.get_by_role("button", name="Semua 2 nilai ini benar").click()
        expect(group.locator(".diperiksa")).to_have_count(2)
        assert decided(asked) == [("nilai", "sama")] * 2
        page.keyboard.press("u")
        expect(group.locator(".diperiksa")).to_have_count(0)
        expect(group.get_by_role("button", name="Semua 2 nilai ini benar")).to_be_enabled()
        page.reload()
        expect(page.locator(".butir[data-kunci]")).to_have_count(2)
        page.get_by_label("Mengapa").select_option(index=1)
        expect(page).to_have_url(re.compile("sebab="))
        group.get_by_role("button", name="Semua 2 nilai ini benar").click()
        expect(group.locator(".diperiksa")).to_have_count(2)
        page.goto(f"{address}keputusan")
        expect(page.locator("tbody tr").first).to_contain_text("2 nilai sekaligus")
        page.get_by_role("button", name="urungkan 2 nilai").click()
        expect(page.get_by_role("button", name="urungkan 2 nilai")).to_have_count(0)
        assert decided(asked)[-2:] == [("nilai", "batal")] * 2


def test_from_a_value_a_key_leads_to_the_meaning_of_its_columns(page: Page, shown: Path) -> None:
    with served(shown) as address:
        page.goto(address)
        page.get_by_role("link", name="a.pdf").click()
        page.locator("div.nilai.ragu").first.click()
        page.keyboard.press("k")
        expect(page).to_have_url(re.compile(r"bentuk\?dokumen=.*&tabel=1"))
        card = page.locator("form.bentuk")
        expect(card).to_have_count(1)
        card.locator("select").nth(4).select_option("realisasi")
        card.get_by_role("button", name="Lihat pengaruhnya").click()
        expect(card.locator(".kabar")).to_contain_text("nilai berubah arti")
        expect(card.locator(".pratayang")).to_contain_text("realisasi 2021")
        assert decided(shown) == []
        page.get_by_role("link", name="Kembali ke dokumennya").click()
        expect(page.locator("h1")).to_have_text("a.pdf")
