"""Draws ``laporan.png``, ``ragu.png``, ``tinjauan.png`` and ``indikator.png``: the pages of a run over the samples, as Chromium shows them.

``python docs/gambar/tampilan.py OUTPUT`` draws them anew of an output folder of ``iku ingest samples``.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
SIZE = {"width": 1280, "height": 720}
#: Colours of a picture: text and paper need few, and the file stays small.
COLOURS = 96


@contextmanager
def opened(output: Path) -> Iterator[str]:
    """The review page of an output folder, with no decisions."""
    with tempfile.TemporaryDirectory() as acuan:
        command = [sys.executable, "-m", "pipeline.command", "buka", str(output), "--acuan", acuan, "--tanpa-peramban", "--oleh", "Ani"]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert running.stdout is not None
        found = re.search(r"http://\S+", running.stdout.readline())
        assert found is not None
        try:
            yield found[0]
        finally:
            running.terminate()
            running.wait()


def keep(page: Page, name: str) -> None:
    """Keep what the page shows."""
    page.wait_for_timeout(4000)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    picture.save(HERE / f"{name}.png", optimize=True)


def main(output: Path) -> None:
    """Draw all of them."""
    with opened(output) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]  # a size is a size
        page.goto(address)
        keep(page, "laporan")
        page.goto(f"{address}ragu")
        keep(page, "ragu")
        page.goto(address)
        page.get_by_role("link", name="seruyan-2025-2029.pdf").click()
        doubtful = page.locator("div.nilai.ragu").first
        doubtful.click()
        page.evaluate("document.querySelector('.nilai.ragu').closest('section').scrollIntoView()")
        page.evaluate("document.querySelector('.sel.nyala').scrollIntoView({block: 'center'})")
        page.keyboard.press("e")
        keep(page, "tinjauan")
        page.goto(f"{address}indikator")
        page.get_by_role("link", name="Jumlah Paket Barang Cetakan").first.click()
        keep(page, "indikator")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
