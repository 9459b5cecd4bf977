"""The plan of the house as CONTRIBUTING.md shows and tells it is the plan that import-linter holds."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parent.parent
HOUSES = ("pipeline", "extractors", "normalizers", "schemas")
PICTURES = ROOT / "docs" / "gambar"
TOLD = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def script(name: str) -> ModuleType:
    """A script that draws a picture, imported."""
    spec = spec_from_file_location(name, PICTURES / f"{name}.py")
    assert spec is not None and spec.loader is not None
    sys.modules[name] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rooms() -> set[str]:
    """Every package and module that stands directly in a house."""
    found = {path for house in HOUSES for path in (ROOT / house).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    return {path.stem for path in found if path.name != "__init__.py"}


def test_the_picture_is_the_one_that_the_contracts_give() -> None:
    drawn = script("rencana").drawing()
    assert (PICTURES / "rencana.svg").read_text("utf-8") == drawn, "run: make picture"


def test_every_house_and_room_is_in_the_picture() -> None:
    texts = [each.text for each in ElementTree.parse(PICTURES / "rencana.svg").iter("{http://www.w3.org/2000/svg}text")]
    assert len(rooms()) > 20
    assert rooms() <= set(texts)
    assert {f"{house}/" for house in HOUSES} <= set(texts)


def test_no_text_of_the_picture_leaves_its_box() -> None:
    parts = list(ElementTree.parse(PICTURES / "rencana.svg").iter())
    boxes = [tuple(int(each.get(name, 0)) for name in ("x", "y", "width", "height")) for each in parts if each.tag.endswith("}rect")]
    texts = [each for each in parts if each.tag.endswith("}text")]
    assert len(texts) > len(boxes) > len(rooms())
    for text in texts:
        x, y = int(text.get("x", 0)), int(text.get("y", 0))
        around = [(w, left + w, bottom) for left, top, w, h in boxes if left <= x <= left + w and top <= y <= (bottom := top + h)]
        _, right, bottom = min(around)
        assert x + script("rencana").length(text.text or "", int(text.get("font-size", 0))) < right, text.text
        assert y < bottom, text.text


def test_every_room_says_what_it_knows() -> None:
    plan = script("rencana")
    inside = [room for layer in plan.houses(ROOT) for house in layer for rooms in house.layers for room in rooms]
    assert {room.name for room in inside} == rooms()
    assert all(room.knows for room in inside)


def test_the_other_picture_can_be_drawn_anew() -> None:
    assert callable(script("dari_halaman_ke_baris").main)


@pytest.mark.parametrize("name", sorted(set(re.findall(rf"`((?:{'|'.join(HOUSES)})(?:\.\w+)+)`", TOLD))))
def test_what_contributing_tells_of_is_handed_on_at_the_door(name: str) -> None:
    house, room, *rest = name.split(".")
    door = import_module(f"{house}.{room}")
    handed_on = getattr(door, "__all__", None) or vars(door)
    assert all(each in handed_on for each in rest) and len(rest) <= 1


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:\w+/)+(?:[\w-]+\.\w+)?)`", TOLD))))
def test_files_that_contributing_names_are_there(path: str) -> None:
    assert (ROOT / path).exists()
