"""What a newcomer looks for lies in the folder of its room: code, words, tests."""

from __future__ import annotations

from pathlib import Path

import pytest

import normalizers

ROOT = Path(normalizers.__file__).parent
ROOMS = sorted(path.parent.name for path in ROOT.glob("*/__init__.py"))
DATA = sorted(path for path in ROOT.glob("data/*/*") if path.is_file())
#: Words for telling pages worth reading, and for page breaks: the pipeline hands them to the extractors, which know no Indonesian.
READ_ELSEWHERE = {"words/triase.toml", "words/halaman.toml"}


def test_every_room_has_its_tests() -> None:
    assert len(ROOMS) > 1
    assert [room for room in ROOMS if not list((Path(__file__).parent / room).glob("test_*.py"))] == []


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_every_data_file_is_read_by_the_room_it_lies_in(path: Path) -> None:
    name = path.relative_to(ROOT / "data").as_posix()
    code = "".join(module.read_text("utf-8") for module in (ROOT / path.parent.name).glob("*.py"))
    assert f'"{name}"' in code or name in READ_ELSEWHERE
