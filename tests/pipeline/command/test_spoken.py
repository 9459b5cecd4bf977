"""Help, usage errors and click's own words are in the language that is asked for, wherever it is asked for; nothing is left untold."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from pipeline.command import main
from pipeline.command.english import ENGLISH
from pipeline.command.spoken import commands_of, language_in, speak, told
from tests.pipeline.command.po import PO, compiled, entries


def said(*arguments: str) -> str:
    return CliRunner().invoke(main, list(arguments)).output


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ((), "id"), (("--lang", "en"), "en"), (("ingest", "x", "--lang=en"), "en"), (("--lang", "en", "status", "--lang", "id"), "id"),
        (("ingest", "--", "--lang", "en"), "id"), (("--lang",), "id"), (("--lang", "de"), "id"),
    ],
)  # fmt: skip
def test_the_language_is_found_wherever_it_stands(arguments: tuple[str, ...], language: str) -> None:
    assert language_in(arguments) == language


@pytest.mark.parametrize("arguments", [("--lang", "en", "ingest", "-h"), ("ingest", "-h", "--lang", "en"), ("ingest", "--lang=en", "-h")])
def test_help_is_in_english_where_it_is_asked_for(arguments: tuple[str, ...]) -> None:
    text = said(*arguments)
    assert "Usage:" in text
    assert "Options:" in text
    assert "Output folder." in text
    assert "Show this message and exit." in text
    assert "Folder hasil" not in text


def test_help_is_in_indonesian_else_and_again_afterwards() -> None:
    said("ingest", "-h", "--lang", "en")
    text = said("ingest", "-h")
    assert "Pemakaian:" in text
    assert "Pilihan:" in text
    assert "Folder hasil." in text
    assert "Tampilkan bantuan ini." in text
    assert "[bawaan: output]" in text
    assert "Output folder" not in text


@pytest.mark.parametrize(
    ("arguments", "indonesian", "english"),
    [
        (("ingest",), "Belum ditulis: argumen 'FOLDER'.", "Missing argument 'FOLDER'."),
        (("ingest", "x", "--jumlah"), "Tidak ada pilihan", "No such option"),
        (("baca",), "Tidak ada perintah 'baca'", "No such command 'baca'"),
        (("ingest", "x", "-j", "0"), "0 di luar batas", "0 is not in the range"),
        (("ingest", "x", "-j", "dua"), "bukan integer range", "is not a valid integer range"),
        (("laporan", "--gambar", "x"), "bukan salah satu dari", "is not one of"),
        (("status", "a", "b"), "Argumen berlebih (b)", "Got unexpected extra argument (b)"),
        (("ingest", "x", "-o"), "memerlukan isi", "requires an argument"),
    ],
)
def test_a_usage_error_is_in_the_language_that_is_asked_for(arguments: tuple[str, ...], indonesian: str, english: str) -> None:
    assert indonesian in said(*arguments)
    assert english in said("--lang", "en", *arguments)
    assert "Salah:" in said(*arguments)
    assert CliRunner().invoke(main, list(arguments)).exit_code == 2


def test_the_language_before_the_command_is_that_of_its_messages(tmp_path: object) -> None:
    missing = f"{tmp_path}/tidak-ada"
    assert said("--lang", "en", "status", missing) == said("status", missing, "--lang", "en")
    assert said("--lang", "en", "status", missing) != said("status", missing)


def test_every_help_text_has_an_english_one_and_none_is_left_over() -> None:
    speak(main, "id")
    texts = []
    for command in commands_of(main):
        texts.append(told(command.help, "id"))
        texts += [told(param.help, "id") for param in command.params if isinstance(param, click.Option)]
    assert all(texts)
    assert set(texts) == set(ENGLISH)


def test_clicks_words_are_those_of_their_text() -> None:
    text = PO.read_text(encoding="utf-8")
    assert PO.with_suffix(".mo").read_bytes() == compiled(text)
    for key, translation in entries(text).items():
        for name in ("{message}", "{name!r}", "{value!r}", "{choices}", "{args}", "{param_hint}", "{range}"):
            assert (name in translation) == (name in key) or not key
