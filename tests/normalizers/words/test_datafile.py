"""Data files: a mistake in one is named with its file and line."""

from __future__ import annotations

import pytest

from normalizers.words.datafile import DataFileError, parse_toml, read_data


def test_a_missing_data_file_is_named() -> None:
    with pytest.raises(DataFileError, match=r"tiada\.toml:0: cannot be read"):
        read_data("tiada.toml")


def test_a_broken_data_file_names_file_and_line() -> None:
    with pytest.raises(DataFileError, match=r"kepala\.toml:3"):
        parse_toml("kepala.toml", '[peran]\nnomor = ["no"\nkode = 3\n')


def test_a_word_is_found_on_every_line_it_stands_on_but_in_comments() -> None:
    data = parse_toml("a.toml", '# "unit"\n[peran]\nnama = ["Unit", "b"]\n"u-nit" = ["c"]\n')
    assert data.lines_of("unit") == [3, 4]
    assert str(data.error("stands twice", "unit", -1)) == "a.toml:4: stands twice"


@pytest.mark.parametrize("text", ["", "kata = 5", "kata = [5]", 'kata = [" "]'])
def test_a_list_of_words_holds_words(text: str) -> None:
    with pytest.raises(DataFileError, match="kata"):
        parse_toml("a.toml", text).strings("kata")
