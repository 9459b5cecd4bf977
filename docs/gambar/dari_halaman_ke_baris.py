"""Draws ``dari-halaman-ke-baris.png`` for the READMEs: a sample page with its recognised cells, and the rows it became."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pandas as pd
from PIL import Image, ImageDraw, ImageFont

from pipeline.run import Options, run_folder
from pipeline.said import Quiet
from pipeline.showing import Drawn, inspect_file

HERE = Path(__file__).parent
SAMPLE, PAGE = HERE.parent.parent / "samples" / "bengkulu-selatan-2024.pdf", 6
#: Of the picture that ``iku inspect`` makes.
SHRUNK = 0.8
WIDTHS = {
    "program": 150,
    "indikator": 250, "tahun": 50, "ukuran": 60, "nilai_teks": 75, "nilai": 60, "satuan": 65, "halaman": 65, "keyakinan": 75,
}  # fmt: skip


def page_picture(folder: Path) -> Image.Image:
    """The upper half of the sample page with its cells, drawn in a folder."""
    list(inspect_file(SAMPLE, Drawn(((PAGE, PAGE),), picture=folder / "halaman.png"), "id"))
    drawn = Image.open(folder / "halaman.png")
    page = drawn.resize((round(drawn.width * SHRUNK), round(drawn.height * SHRUNK)), Image.Resampling.LANCZOS)
    return page.crop((20, 30, page.width - 20, 370))


def rows_picture(rows: pd.DataFrame, width: int) -> Image.Image:
    """The rows as a plain table."""
    font = ImageFont.load_default(13)
    scale = (width - 40) / sum(WIDTHS.values())
    picture = Image.new("RGB", (width, 26 * (len(rows) + 1) + 20), "white")
    draw = ImageDraw.Draw(picture)
    for line, values in enumerate([list(WIDTHS), *rows[list(WIDTHS)].astype(str).to_numpy().tolist()]):
        x = 20.0
        for name, value in zip(WIDTHS, values, strict=True):
            room = WIDTHS[name] * scale
            text = value if draw.textlength(value, font=font) < room - 8 else _shortened(draw, value, room - 8, font)
            draw.text((x, 26 * line + 8), text, fill=(90, 90, 90) if line == 0 else (20, 20, 20), font=font)
            x += room
        draw.line((20, 26 * line + 28, width - 20, 26 * line + 28), fill=(210, 210, 210))
    return picture


def _shortened(draw: ImageDraw.ImageDraw, text: str, room: float, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> str:
    while draw.textlength(f"{text}...", font=font) > room:
        text = text[:-1]
    return f"{text}..."


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "masuk").mkdir()
        shutil.copy(SAMPLE, folder / "masuk")
        run_folder(folder / "masuk", folder / "hasil", Quiet(), Options(workers=1, acuan=folder / "acuan"))
        iku = pd.read_parquet(folder / "hasil" / "iku.parquet")
        page = page_picture(folder)
    rows = iku[iku["halaman"] == PAGE].head(8).copy()
    rows["keyakinan"] = rows["keyakinan"].round(2)
    table = rows_picture(rows, page.width)
    whole = Image.new("RGB", (page.width, page.height + table.height), "white")
    whole.paste(page, (0, 0))
    whole.paste(table, (0, page.height))
    whole.save(HERE / "dari-halaman-ke-baris.png", optimize=True)


if __name__ == "__main__":
    main()
