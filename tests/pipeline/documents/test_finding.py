"""Finding PDFs: nested folders, any order, each content once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.documents.finding import find_pdfs
from tests.broken_pdfs import good


def test_pdfs_in_nested_folders_are_found_and_other_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    good(tmp_path / "b" / "c" / "satu.pdf", "satu")
    good(tmp_path / "DUA.PDF", "dua")
    (tmp_path / "catatan.txt").write_text("bukan")
    (tmp_path / ".tersembunyi.pdf").write_text("bukan")
    assert [found.berkas for found in find_pdfs(tmp_path)] == ["DUA.PDF", "b/c/satu.pdf"]


def test_equal_content_is_found_once_and_its_copies_are_noted(tmp_path: Path) -> None:
    good(tmp_path / "b.pdf")
    (tmp_path / "a.pdf").write_bytes((tmp_path / "b.pdf").read_bytes())
    (only,) = find_pdfs(tmp_path)
    assert (only.berkas, only.copies) == ("a.pdf", ("b.pdf",))


def test_names_with_spaces_accents_and_200_characters_are_read(tmp_path: Path) -> None:
    name = "Rénçana kerja " + "x" * 180 + ".pdf"
    good(tmp_path / name)
    (only,) = find_pdfs(tmp_path)
    assert only.berkas == name and only.error is None


def test_the_output_folder_inside_the_input_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    good(tmp_path / "output" / "lama.pdf")
    assert find_pdfs(tmp_path, leave_out=tmp_path / "output") == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything; Windows has other permissions")
def test_a_file_that_may_not_be_read_is_kept_with_its_error(tmp_path: Path) -> None:
    good(tmp_path / "a.pdf").chmod(0)
    (only,) = find_pdfs(tmp_path)
    assert only.error is not None


def test_a_link_to_nowhere_is_kept_with_its_error(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to(tmp_path / "tidak-ada.pdf")
    (only,) = find_pdfs(tmp_path)
    assert only.error is not None
