"""Finding PDFs: nested folders, any order, each content once."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import BinaryIO

import pytest

from pipeline.documents import file_content
from pipeline.documents.finding import Search, find_pdfs
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


def test_names_that_are_no_text_are_found_and_shown(tmp_path: Path) -> None:
    names = [b"a\xff.pdf", b"\xfe/b\x1b[2J.pdf"]
    if os.name == "nt":
        pytest.skip("Windows has no such names")
    for number, name in enumerate(names):
        path = tmp_path / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        good(tmp_path / "baru.pdf", f"Jumlah {number}").rename(path)
    found = find_pdfs(tmp_path)
    assert [each.berkas for each in found] == ["\\xfe/b\\x1b[2J.pdf", "a\\xff.pdf"]
    assert [each.error for each in found] == [None, None]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_pipes_and_devices_are_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    os.mkfifo(tmp_path / "pipa")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "pipa")
    (tmp_path / "c.pdf").symlink_to("/dev/zero")
    found = find_pdfs(tmp_path, search=Search(follow_links=True))
    assert [(each.berkas, each.problem) for each in found] == [(name, "bukan_berkas") for name in ("a.pdf", "b.pdf", "c.pdf")]


def test_a_file_that_does_not_answer_is_named_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        good(tmp_path / f"{name}.pdf", name)
    gone = threading.Event()
    edges = file_content._edges

    def of_a_drive_that_is_gone(file: BinaryIO, size: int) -> str:
        if Path(file.name).name == "b.pdf":
            gone.wait(60)
        return edges(file, size)

    monkeypatch.setattr(file_content, "_edges", of_a_drive_that_is_gone)
    found = find_pdfs(tmp_path, search=Search(silent=0.05))
    gone.set()
    assert [(each.berkas, each.error is None) for each in found] == [("a.pdf", True), ("b.pdf", False), ("c.pdf", True)]
    assert found[1].problem == "tidak_menjawab"


def test_a_file_without_an_end_is_given_up(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(1 << 40)
    (found,) = find_pdfs(tmp_path, search=Search(whole=0.2))
    assert found.problem == "tidak_menjawab"


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A folder with links that lead out of it, and one that does not."""
    (tmp_path / "luar" / "dalam").mkdir(parents=True)
    good(tmp_path / "luar" / "dalam" / "rahasia.pdf", "rahasia")
    folder = tmp_path / "masuk"
    (folder / "sub").mkdir(parents=True)
    good(folder / "sub" / "asli.pdf", "asli")
    try:
        (folder / "tautan.pdf").symlink_to(tmp_path / "luar" / "dalam" / "rahasia.pdf")
    except OSError:
        pytest.skip("links may not be made here")
    (folder / "folder luar").symlink_to(tmp_path / "luar")
    (folder / "sub" / "ke atas").symlink_to(folder)
    (folder / "salinan.pdf").symlink_to(folder / "sub" / "asli.pdf")
    return folder


def test_links_that_lead_out_of_the_folder_are_said_and_not_followed(linked: Path) -> None:
    found = {each.berkas: each for each in find_pdfs(linked)}
    assert {name: each.problem for name, each in found.items() if each.error is not None} == {
        "tautan.pdf": "tautan_keluar",
        "folder luar": "tautan_keluar",
    }
    assert found["salinan.pdf"].copies == ("sub/asli.pdf",)


def test_links_are_followed_when_that_is_asked_for_and_none_for_ever(linked: Path) -> None:
    found = find_pdfs(linked, search=Search(follow_links=True))
    assert [each.error for each in found] == [None, None]
    assert [(each.berkas, each.copies) for each in found] == [
        ("folder luar/dalam/rahasia.pdf", ("tautan.pdf",)),
        ("salinan.pdf", ("sub/asli.pdf",)),
    ]
