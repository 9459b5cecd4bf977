"""The report as files that open by a double click: ``laporan/`` in the output folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.documents import EXIT_NOTHING, REPORT_FOLDER, PagePictures, Stop
from pipeline.report.document_view import one_document
from pipeline.report.documents_view import overview, totals
from pipeline.report.doubt_view import doubtful, paged
from pipeline.report.indicator_view import indicator_lines, one_indicator
from pipeline.report.rendering import ASSETS, Links, render
from pipeline.report.run_data import RunData
from pipeline.report.wording import number
from pipeline.report.words import phrase
from pipeline.said import Language

#: Which pages get a picture: those with something in doubt, all with tables, none.
DOUBTFUL_PAGES, ALL_PAGES, NO_PAGES = "ragu", "semua", "tanpa"
#: So many things to look at stand on one page: each fetches a picture.
ON_ONE_PAGE = 120

Drawn = dict[tuple[str, int], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class ReportSize:
    """What was written: the folder, its first page, its files, pictures and bytes."""

    folder: Path
    index: Path
    files: int
    pictures: int
    size: int


def write_report(output: Path, places: Mapping[str, list[Path]], language: Language, pictures: str = DOUBTFUL_PAGES) -> ReportSize:
    """Write the report of an output folder; an earlier one is replaced once the new one is whole.

    Args:
        output: The output folder.
        places: Where the PDFs lie, by content; for the pictures of their pages.
        language: Of the words.
        pictures: ``ragu``, ``semua`` or ``tanpa``.

    Raises:
        Stop: There are no results, or the folder cannot be written.
    """
    data = RunData(output)
    waiting, target = output / f".{REPORT_FOLDER}-baru", output / REPORT_FOLDER
    try:
        shutil.rmtree(waiting, ignore_errors=True)
        waiting.mkdir()
        _Writer(data, PagePictures(places), waiting, language, pictures).write()
        if target.exists():
            # Windows does not replace a folder: the old one steps aside first.
            shutil.rmtree(output / f".{REPORT_FOLDER}-lama", ignore_errors=True)
            target.rename(output / f".{REPORT_FOLDER}-lama")
        waiting.rename(target)
        shutil.rmtree(output / f".{REPORT_FOLDER}-lama", ignore_errors=True)
    except OSError as error:
        raise Stop("report_failed", EXIT_NOTHING, folder=target, detail=error.strerror or str(error)) from error
    files = [path for path in target.rglob("*") if path.is_file()]
    drawn = sum(path.suffix == ".webp" for path in files)
    return ReportSize(target, target / "index.html", len(files), drawn, sum(path.stat().st_size for path in files))


class _Writer:
    """Writes the files of one report."""

    def __init__(self, data: RunData, pages: PagePictures, folder: Path, language: Language, pictures: str) -> None:
        self._data, self._pages, self._folder, self._language, self._pictures = data, pages, folder, language, pictures
        self._lines = overview(data, language)
        self._sums = totals(self._lines)
        self._drawn: Drawn = {}

    def write(self) -> None:
        """Write all of them; the first page last, as it says how big the others are."""
        for name in ("aset", "dokumen", "gambar", "indikator"):
            (self._folder / name).mkdir()
        for name, path in ASSETS.items():
            (self._folder / "aset" / name).write_bytes(path.read_bytes())
        for line in self._lines:
            self._document(line.key)
        self._doubtful()
        lines = indicator_lines(self._data)
        self._page("indikator.html", "indicators.html", "indicators", lines=lines)
        for each in lines:
            view = one_indicator(self._data, each.slug, self._language)
            self._page(f"indikator/{each.slug}.html", "indicator.html", "", view=view)
        size = sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())
        foot = phrase("how_big", self._language, size=megabytes(size, self._language), pictures=number(len(self._drawn), self._language))
        self._page("index.html", "index.html", "documents", lines=self._lines, foot=foot)

    def _page(self, place: str, template: str, here: str, **facts: Any) -> None:
        links = Links("../" * place.count("/"), files=True)
        html = render(template, links, self._language, here=here, sums=self._sums, value_facts=_nothing, **facts)
        (self._folder / place).write_text(html, encoding="utf-8", newline="\n")

    def _document(self, key: str) -> None:
        id_dokumen = self._data.document_of[key]["id_dokumen"]
        pages = self._data.pages.get(id_dokumen, [])
        sizes = self._pages.sizes(id_dokumen, pages) if pages else {}
        unsure = self._data.doubtful_pages.get(id_dokumen, set())
        drawn = {page for page in self._wanted(pages, unsure) if self._draw(key, id_dokumen, page, sizes)}
        view = one_document(self._data, key, self._language, sizes)
        self._page(f"dokumen/{key}.html", "document.html", "", view=view, drawn=drawn, unsure=unsure, no_pdf=not sizes)

    def _wanted(self, pages: Sequence[int], unsure: set[int]) -> Iterator[int]:
        for page in pages:
            if self._pictures == ALL_PAGES or (self._pictures == DOUBTFUL_PAGES and page in unsure):
                yield page

    def _draw(self, key: str, id_dokumen: str, page: int, sizes: Mapping[int, tuple[float, float]]) -> bool:
        picture = self._pages.picture(id_dokumen, page) if page in sizes else None
        if picture is None:
            return False
        (self._folder / "gambar" / f"{key}-{page}.webp").write_bytes(picture)
        self._drawn[key, page] = sizes[page]
        return True

    def _doubtful(self) -> None:
        found = paged(doubtful(self._data, self._language), ON_ONE_PAGE)
        for number_, doubts in enumerate(found, start=1):
            name = "ragu.html" if number_ == 1 else f"ragu-{number_}.html"
            facts = {"doubts": doubts, "page": number_, "pages": len(found), "keys": self._data.short, "chosen": {}}
            self._page(name, "doubtful.html", "doubtful", drawn=self._drawn, sizes=self._drawn, **facts)


def _nothing(_: object) -> str:
    """In files nothing can be decided."""
    return ""


def megabytes(size: int, language: Language) -> str:
    """A size as people read it."""
    return f"{number(round(size / 1e6, 1), language)} MB"
