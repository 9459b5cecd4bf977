"""The system's Chromium for the tests of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.pipeline.web.served import chromium

#: A slow machine is no fault.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own; whatever it complains of fails the test."""
    made = browser.new_page(viewport={"width": 1366, "height": 768})
    made.set_default_timeout(20_000)
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    # A decision that is refused is an answer; a picture may still be asked for when the test is over and its server gone.
    no_fault = re.compile(r"status of 4\d\d|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET")
    made.on("console", lambda said: wrong.append(said.text) if said.type == "error" and not no_fault.search(said.text) else None)
    yield made
    made.close()
    assert wrong == []
