"""Draws ``rencana.svg`` for CONTRIBUTING.md: the houses and their rooms, as the contracts in pyproject.toml and the rooms' docstrings say.

``python docs/gambar/rencana.py`` draws it anew; a test compares it with the contracts.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PICTURE = Path(__file__).with_suffix(".svg")

WIDTH, MARGIN = 1000, 16
#: Between houses, where the arrows are; between rooms one above the other; between neighbours; from a box to its text.
STREET, STEP, GAP, PAD = 44, 16, 12, 12
#: Along the left wall of a house, for the arrow that says which way calls go.
STAIRS = 26
NAME, TEXT, LINE = 15, 13, 17
#: Fill and line of each house, in the order in which they are drawn.
COLOURS = (("#e6eefa", "#2f5d9e"), ("#e4f4e9", "#2b7346"), ("#fcf0dc", "#8f5f0f"), ("#f0e8f9", "#69479a"))
INK, PALE, PAPER = "#22262b", "#5c636b", "#fcfbf8"


@dataclass(frozen=True, slots=True)
class Room:
    """What a room's docstring says of it.

    Attributes:
        name: The package or module.
        knows: What it is about.
        hands_on: What others get from it; empty where the docstring does not say.
    """

    name: str
    knows: str
    hands_on: str


@dataclass(frozen=True, slots=True)
class House:
    """A top folder: what it is about, and its rooms in layers, top to bottom."""

    room: Room
    layers: tuple[tuple[Room, ...], ...]


def houses(root: Path) -> list[list[House]]:
    """The plan, in layers from top to bottom.

    Raises:
        KeyError: A house has no contract for its rooms.
        FileNotFoundError: A contract names a room that is not there.
    """
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layered = {tuple(each.get("containers", ())): each["layers"] for each in contracts if each["type"] == "layers"}
    return [[_house(root, name, layered[name,]) for name in _names(layer)] for layer in layered[()]]


def _house(root: Path, name: str, layers: Sequence[str]) -> House:
    return House(room(root / name), tuple(tuple(room(root / name / each) for each in _names(layer)) for layer in layers))


def _names(layer: str) -> list[str]:
    return [name.strip() for name in layer.split("|")]


def room(place: Path) -> Room:
    """A package or a module by what its docstring says."""
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    # As a reader sees it: a role or a literal is its name.
    plain = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"\1", " ".join(docstring.split())).replace("``", "")
    sentences = re.split(r"(?<=\.)\s+(?=[A-Z])", plain)
    hands_on = [sentence for sentence in sentences if "hands on" in sentence.lower()]
    knows = " ".join(sentence for sentence in sentences if sentence not in hands_on)
    return Room(place.name, knows, " ".join(re.split(r"(?i)hands on\s+", sentence, maxsplit=1)[1].rstrip(".") for sentence in hands_on))


def drawing(root: Path = ROOT) -> str:
    """The picture as SVG."""
    parts: list[str] = []
    colours = iter(COLOURS)
    y = MARGIN
    plan = houses(root)
    for number, layer in enumerate(plan):
        places, first, last = _columns(len(layer)), number == 0, number + 1 == len(plan)
        height = max(_height_of(house, width) for house, (_, width) in zip(layer, places, strict=True))
        for house, (x, width) in zip(layer, places, strict=True):
            parts += _drawn(house, x, y, width, height, next(colours))
        if not first and not last:
            # Whoever lives above the row may call those below it.
            parts += [_arrow(x - STREET // 2, y - STREET + 4, y + height + STREET - 4) for x, _ in places[1:]]
        y += height
        if not last:
            ends = max(places, _columns(len(plan[number + 1])), key=len)
            parts += [_arrow(x + width // 2, y + 4, y + STREET - 4) for x, width in ends]
            y += STREET
    rules = (
        "A room may call the rooms below it in its house and the houses below, never one beside or above it, and only by the front door:",
        "what its __init__.py lists in __all__. After →: what it hands on.",
    )
    parts += [_text(MARGIN + 4, y + 24 + LINE * k, rule, fill=PALE) for k, rule in enumerate(rules)]
    height = y + 24 + LINE * len(rules)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        "font-family=\"Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif\">",
        "<title>The houses, their rooms, and which way calls go</title>",
        f'<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0 L10 5 L0 10 z" fill="{PALE}"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
    )
    return "\n".join([*head, *parts, "</svg>"]) + "\n"


def _columns(count: int) -> list[tuple[int, int]]:
    """Left edge and width of so many houses side by side."""
    width = (WIDTH - 2 * MARGIN - STREET * (count - 1)) // count
    return [(MARGIN + k * (width + STREET), width) for k in range(count)]


def _drawn(house: House, x: int, y: int, width: int, height: int, colours: tuple[str, str]) -> list[str]:
    """A house with its rooms; room that is left over is shared by its layers."""
    fill, line = colours
    parts = [f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="10" fill="{fill}" stroke="{line}" stroke-width="1.5"/>']
    parts.append(_text(x + PAD, y + PAD + NAME, f"{house.room.name}/", size=NAME + 4, weight="bold", fill=line))
    told = _wrapped(house.room.knows, width - 2 * PAD)
    parts += [_text(x + PAD, y + PAD + NAME + LINE * (k + 1) + 3, row) for k, row in enumerate(told)]
    spare = (height - _height_of(house, width)) // len(house.layers)
    top = y + _head_of(house, width)
    begin = top
    for layer in house.layers:
        inner = _inner(width, layer)
        tall = max(_height_of_room(each, inner) for each in layer) + spare
        for place, each in enumerate(layer):
            parts += _room(each, x + PAD + STAIRS + place * (inner + GAP), top, inner, tall, line)
        top += tall + STEP
    parts.append(_arrow(x + PAD + STAIRS // 2 - 4, begin + 4, top - STEP - 4))
    return parts


def _room(each: Room, x: int, y: int, width: int, height: int, line: str) -> list[str]:
    parts = [f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="white" stroke="{line}"/>']
    parts.append(_text(x + PAD, y + PAD + NAME - 4, each.name, size=NAME, weight="bold"))
    baseline = y + PAD + NAME - 4
    for row in _wrapped(each.knows, width - 2 * PAD):
        baseline += LINE
        parts.append(_text(x + PAD, baseline, row))
    for row in _wrapped(f"→ {each.hands_on}" if each.hands_on else "", width - 2 * PAD):
        baseline += LINE
        parts.append(_text(x + PAD, baseline, row, fill=line))
    return parts


def _inner(width: int, layer: Sequence[Room]) -> int:
    """How wide each room of a layer is."""
    return (width - 2 * PAD - STAIRS - GAP * (len(layer) - 1)) // len(layer)


def _head_of(house: House, width: int) -> int:
    return PAD + NAME + LINE * len(_wrapped(house.room.knows, width - 2 * PAD)) + 3 + STEP


def _height_of(house: House, width: int) -> int:
    layers = [max(_height_of_room(each, _inner(width, layer)) for each in layer) for layer in house.layers]
    return _head_of(house, width) + sum(layers) + STEP * (len(layers) - 1) + PAD


def _height_of_room(each: Room, width: int) -> int:
    rows = _wrapped(each.knows, width - 2 * PAD) + _wrapped(f"→ {each.hands_on}" if each.hands_on else "", width - 2 * PAD)
    return PAD + NAME - 4 + LINE * len(rows) + PAD


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most a width, by how wide letters of common fonts are."""
    rows: list[str] = []
    for word in text.split():
        if rows and length(f"{rows[-1]} {word}") <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


def length(text: str, size: int = TEXT) -> float:
    """How wide a text is at most, in common fonts."""
    return sum(0.36 if ch in "iljtfrI.,:;'()[] " else 0.85 if ch in "mwMW→" or ch.isupper() else 0.62 for ch in text) * size


def _text(x: int, y: int, text: str, *, size: int = TEXT, weight: str = "normal", fill: str = INK) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}">{escape(text)}</text>'


def _arrow(x: int, top: int, bottom: int) -> str:
    return f'<line x1="{x}" y1="{top}" x2="{x}" y2="{bottom}" stroke="{PALE}" stroke-width="2" marker-end="url(#tip)"/>'


if __name__ == "__main__":
    PICTURE.write_text(drawing(), encoding="utf-8")
