"""Only this machine's browser, with the token, from the page itself, gets anything; and nothing but the run."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipeline import web
from pipeline.reference import all_decisions
from pipeline.said import Language
from pipeline.web.refusals import REFUSALS, refusal
from tests.pipeline.web.served import served

HEAD = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def address(read_once: Path) -> Iterator[str]:
    with served(read_once) as found:
        yield found


def asked(address: str, path: str, method: str = "GET", body: object = None, **headers: str) -> tuple[int, str]:
    """Status and body of an answer; ``{}`` in a header is the right host."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
    named = {name.replace("_", "-"): value.format(place.netloc) for name, value in headers.items()}
    connection.request(method, path, None if body is None else json.dumps(body), {**HEAD, **named})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


def root(address: str) -> str:
    return urlsplit(address).path


def test_the_page_is_there_with_its_token(address: str) -> None:
    status, text = asked(address, root(address))
    assert status == 200
    assert "a.pdf" in text


@pytest.mark.parametrize("path", ["/", "/lain/", "/kunci-uj/", "//", "/aset/iku.css", "/%2e%2e/"])
def test_without_the_token_there_is_nothing(address: str, path: str) -> None:
    status, text = asked(address, path)
    assert status == 403
    assert "a.pdf" not in text


@pytest.mark.parametrize("host", ["jahat.example", "127.0.0.1", "127.0.0.1:1", "jahat.example:{}", ""])
def test_another_name_for_this_machine_is_refused(address: str, host: str) -> None:
    assert asked(address, root(address), Host=host)[0] in (400, 403)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://jahat.example"},
        {"Origin": "null"},
        {"Origin": "https://{}"},
        {"Origin": "http://{}", "Sec_Fetch_Site": "cross-site"},
        {"Origin": "http://{}", "Host": "jahat.example"},
    ],
)
def test_what_another_page_sends_is_refused(address: str, read_once: Path, headers: dict[str, str]) -> None:
    status, _ = asked(address, f"{root(address)}putus/nilai", "POST", {"kunci": "x", "keputusan": "benar"}, **headers)
    assert status == 403
    assert all_decisions(read_once / "acuan") == []


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd", "aset/..%2f..%2frun_data.py", "aset/rendering.py", "aset/%2e%2e/rendering.py", "gambar/..%2f..-1.webp",
        "gambar/0000000000000000-1.webp", "dokumen/..%2f..%2fiku.parquet", "dokumen/tidak-ada", "indikator/tidak-ada", "iku.parquet",
        ".iku/buku.sqlite",
    ],
)  # fmt: skip
def test_no_path_but_the_runs_is_served(address: str, path: str) -> None:
    status, text = asked(address, root(address) + path)
    assert status in (403, 404)
    assert "root:" not in text
    assert "import" not in text


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("nilai", {"kunci": "0/0/target/2021/-/0", "keputusan": "benar"}),
        ("nilai", {"kunci": ["a"], "keputusan": "benar"}),
        ("nilai", {"kunci": "a" * 5000, "keputusan": "benar"}),
        ("baris", {"dokumen": "x", "rekaman": "y", "keputusan": "buang"}),
        ("dokumen", {"dokumen": "x", "hal": "wilayah", "isi": "Kabupaten Banyumas (33.02)"}),
        ("indikator", {"ejaan": "tidak ada", "keputusan": "pisah"}),
        ("bentuk", {"tanda": "x", "kolom": [{"ke": 1, "kepala": "a", "arti": "ngawur"}]}),
        ("bentuk", {"tanda": "x", "kolom": "a"}),
        ("apa saja", {}),
        ("nilai", []),
    ],
)
def test_what_is_not_in_the_run_cannot_be_decided(address: str, read_once: Path, what: str, body: object) -> None:
    path = f"{root(address)}putus/{what.replace(' ', '%20')}"
    status, text = asked(address, path, "POST", body, Origin="http://{}")
    assert status == 422
    assert json.loads(text)["pesan"]
    assert all_decisions(read_once / "acuan") == []


@pytest.mark.parametrize(("language", "word"), [("id", "muat ulang halaman"), ("en", "reload the page")])
def test_a_refusal_is_in_the_language_of_the_page(read_once: Path, language: Language, word: str) -> None:
    with served(read_once, language=language) as address:
        place = f"{root(address)}putus/baris"
        status, text = asked(address, place, "POST", {"dokumen": "x", "rekaman": "y", "keputusan": "buang"}, Origin="http://{}")
        assert (status, word in json.loads(text)["pesan"]) == (422, True)
        assert asked(address, f"{root(address)}tidak-ada")[1] == refusal("no_page", language)
        assert asked(address, "/")[1] == refusal("no_token", language)


def test_every_reason_has_both_languages_and_is_used() -> None:
    folder = Path(web.__file__).parent
    used = {
        key
        for path in folder.glob("*.py")
        for key in re.findall(r'(?:Refused\(|return |wrong = |said, )"([a-z_]+)"', path.read_text("utf-8"))
    }
    assert used - set(REFUSALS) <= {"id", "en"}
    sources = "".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "refusals.py")
    assert [key for key in REFUSALS if f'"{key}"' not in sources] == []
    for indonesian, english in REFUSALS.values():
        assert sorted(re.findall("{[a-z]+}", indonesian)) == sorted(re.findall("{[a-z]+}", english))


def test_nothing_is_fetched_from_elsewhere_and_no_page_may_frame_it(address: str) -> None:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
    connection.request("GET", place.path)
    policy = connection.getresponse().getheader("Content-Security-Policy") or ""
    connection.close()
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_the_command_says_the_address_and_ends_with_ctrl_c(read_once: Path) -> None:
    command = [sys.executable, "-m", "pipeline.command", "buka", str(read_once / "hasil"), "--acuan", str(read_once / "acuan")]
    running = subprocess.Popen([*command, "--tanpa-peramban"], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    line = running.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", line)
    assert found is not None, line
    assert asked(found[0], urlsplit(found[0]).path)[0] == 200
    running.send_signal(signal.SIGINT)
    assert running.wait(20) == 0
    running.stdout.close()
