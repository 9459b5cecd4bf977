"""Teaches the network that tells digits and signs of numbers apart (``extractors/sight/angka.npz``), from the fonts of this machine.

PDFium draws every font in several sizes, shades and resolutions, and the network sees what the product sees. ``python -m
tests.measures.figure_shapes`` prints how many letters of families kept aside it gets wrong; ``--write`` teaches it all and keeps it.
"""

from __future__ import annotations

import argparse
import ctypes
import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.sight import figures
from extractors.sight.figures import FIGURES, OTHER, Weights, features, likeness
from extractors.sight.picture import drawn

#: Letters that nobody takes for a digit.
OTHERS = "ACDEFHJKLMNPRTUVWXYacdefhkmnprtuvwxy/()+=&#;:"
STANDARD = ["Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Times-Roman", "Times-Bold", "Times-Italic", "Courier", "Courier-Bold"]
#: Fonts without plain digits.
NOT_PLAIN = ("Math", "Symbol", "Emoji", "Dingbat", "D050000L", "Initials", "Small", "Caps", "caps", "csc")
SIZES, SCALES = [6, 7, 7.5, 8, 8, 9, 9, 10, 10, 11, 12, 14], (1.5, 2.0, 2.0, 3.0)
GROUNDS, INKS = [255, 255, 255, 255, 230, 200, 180], [0, 0, 0, 0, 60, 100]
HIDDEN, ROUNDS, BATCH, RATE = 64, 6, 512, 2e-3
Load = Callable[[Any], Any]


def font_files() -> list[Path]:
    """Fonts with Latin letters, at most four of a family."""
    told = subprocess.run(["fc-list", ":lang=en", "file"], capture_output=True, text=True, check=True).stdout
    paths = sorted({Path(line.split(":")[0]) for line in told.splitlines() if line.split(":")[0].endswith((".ttf", ".otf"))})
    families: dict[str, list[Path]] = {}
    for path in paths:
        if not any(part in path.name for part in NOT_PLAIN):
            families.setdefault(family(path.name), []).append(path)
    return [path for family in families.values() for path in random.Random(1).sample(family, min(4, len(family)))]


def family(name: str) -> str:
    return name.partition("-")[0][:10]


def from_file(path: Path) -> Load:
    data = path.read_bytes()
    array = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    return lambda document: pdfium_c.FPDFText_LoadFont(document, array, len(data), pdfium_c.FPDF_FONT_TRUETYPE, 1)


def standard(name: str) -> Load:
    return lambda document: pdfium_c.FPDFText_LoadStandardFont(document, name.encode())


def specimens(load: Load, rng: random.Random) -> tuple[Any, Any] | None:
    """What the network sees of a page of letters in a font, and which they are; None for a font PDFium cannot load."""
    document = pdfium.PdfDocument.new()
    font = load(document.raw)
    if not font:
        return None
    page, y = document.new_page(595, 842), 800.0
    for _ in range(14):
        size, ground, ink = rng.choice(SIZES), rng.choice(GROUNDS), rng.choice(INKS)
        if rng.random() < 0.08:
            ground, ink = rng.choice([(60, 255), (100, 255), (0, 255), (90, 240)])
        box = pdfium_c.FPDFPageObj_CreateNewRect(0, y - 0.4 * size, 595, 1.6 * size)
        pdfium_c.FPDFPageObj_SetFillColor(box, ground, ground, ground, 255)
        pdfium_c.FPDFPath_SetDrawMode(box, 1, 0)
        pdfium_c.FPDFPage_InsertObject(page.raw, box)
        kinds = rng.choices([FIGURES[:10], FIGURES[10:], OTHERS], [62, 23, 15], k=40)
        line = pdfium_c.FPDFPageObj_CreateTextObj(document.raw, font, size)
        text = ctypes.create_string_buffer(("".join(map(rng.choice, kinds)) + "\0").encode("utf-16-le"))
        pdfium_c.FPDFText_SetText(line, ctypes.cast(text, ctypes.POINTER(pdfium_c.FPDF_WCHAR)))
        pdfium_c.FPDFPageObj_SetFillColor(line, ink, ink, ink, 255)
        pdfium_c.FPDFPageObj_Transform(line, 1, 0, 0, 1, 20 + rng.random(), y + rng.random())
        pdfium_c.FPDFPage_InsertObject(page.raw, line)
        y -= 2 * size + 3 * rng.random()
    pdfium_c.FPDFPage_GenerateContent(page.raw)
    boxes, heights, classes = _letters(page)
    if not classes.size:
        return None
    upright = np.zeros(len(boxes), dtype=np.int8)
    seen = [features(drawn(page, scale), boxes + _shift(rng), heights, upright)[0] for scale in SCALES]
    return np.concatenate(seen), np.tile(classes, len(SCALES))


def _shift(rng: random.Random) -> Any:
    return np.array([rng.uniform(-0.08, 0.08) for _ in range(4)], dtype=np.float32)


def _letters(page: pdfium.PdfPage) -> tuple[Any, Any, Any]:
    raw = page.get_textpage().raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = pdfium_c.FS_RECTF()
    boxes, heights, classes = [], [], []
    for index in range(pdfium_c.FPDFText_CountChars(raw)):
        letter = chr(pdfium_c.FPDFText_GetUnicode(raw, index))
        if letter.isspace() or not pdfium_c.FPDFText_GetCharBox(raw, index, left, right, bottom, top):
            continue
        pdfium_c.FPDFText_GetLooseCharBox(raw, index, loose)
        boxes.append((left.value, 842 - top.value, right.value, 842 - bottom.value))
        heights.append(loose.top - loose.bottom)
        classes.append(FIGURES.index(letter) if letter in FIGURES else OTHER)
    return np.array(boxes, dtype=np.float32).reshape(-1, 4), np.array(heights, dtype=np.float32), np.array(classes)


def all_specimens() -> Iterator[tuple[str, Any, Any]]:
    """By family, what is seen and which letters they are."""
    rng = random.Random(1)
    fonts = [(name, standard(name)) for name in STANDARD for _ in range(6)]
    fonts += [(family(path.name), from_file(path)) for path in font_files()]
    for name, load in fonts:
        made = specimens(load, rng)
        if made is not None:
            yield name, *made


def taught(seen: Any, classes: Any) -> Weights:
    """The network after some rounds over all letters (Adam, with a little noise)."""
    rng = np.random.default_rng(0)
    shapes = [(seen.shape[1], HIDDEN), (HIDDEN,), (HIDDEN, OTHER + 1), (OTHER + 1,)]
    weights = [rng.normal(0, 0.1, shape).astype("f4") if len(shape) > 1 else np.zeros(shape, "f4") for shape in shapes]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    step = 0
    for turn in range(ROUNDS):
        order = rng.permutation(len(seen))
        for start in range(0, len(seen), BATCH):
            which = order[start : start + BATCH]
            x = seen[which] + rng.normal(0, 0.04, (len(which), seen.shape[1])).astype("f4")
            hidden = np.maximum(x @ weights[0] + weights[1], 0)
            scores = hidden @ weights[2] + weights[3]
            odds = np.exp(scores - scores.max(axis=1, keepdims=True))
            off = odds / odds.sum(axis=1, keepdims=True)
            off[np.arange(len(which)), classes[which]] -= 1
            off /= len(which)
            back = (off @ weights[2].T) * (hidden > 0)
            step += 1
            for k, slope in enumerate((x.T @ back + 1e-5 * weights[0], back.sum(0), hidden.T @ off, off.sum(0))):
                first[k] = 0.9 * first[k] + 0.1 * slope
                second[k] = 0.999 * second[k] + 0.001 * slope**2
                size = np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8
                weights[k] -= RATE * (1 - turn / ROUNDS) * first[k] / (1 - 0.9**step) / size
    return Weights(*weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    made = list(all_specimens())
    families = sorted({name for name, _, _ in made})
    aside = set() if parser.parse_args().write else set(random.Random(0).sample(families, len(families) // 6))
    shown = [(seen, classes) for name, seen, classes in made if name not in aside]
    weights = taught(np.concatenate([seen for seen, _ in shown]), np.concatenate([classes for _, classes in shown]))
    if not aside:
        packed = {name: value.astype("f2") for name, value in zip(Weights._fields, weights, strict=True)}
        np.savez_compressed(Path(figures.__file__).with_name("angka.npz"), **packed)  # type: ignore[arg-type]
        return
    unknown = [(seen, classes) for name, seen, classes in made if name in aside]
    odds, classes = likeness(np.concatenate([seen for seen, _ in unknown]), weights), np.concatenate([classes for _, classes in unknown])
    wrong, sure = odds.argmax(axis=1) != classes, odds.max(axis=1)
    click.echo(f"{len(classes)} letters of {len(aside)} unknown families: {wrong.mean():.4f} wrong,", nl=False)
    click.echo(f" {(wrong & (sure > 0.9)).mean():.5f} surely (0.9), {(wrong & (sure > 0.99)).mean():.5f} very surely (0.99)")


if __name__ == "__main__":
    main()
