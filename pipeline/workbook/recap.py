"""``rekap.xlsx`` from the Parquet files of an output folder, whole or not at all; the same files give the same bytes."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.documents import DOUBTFUL, EXIT_USAGE, RECAP_BOOK, TABLE_FILES, PagePlaces, Stop, ids_of, standing_file
from pipeline.said import Language
from pipeline.workbook.documents import STATES, Document, DocumentSheets, load_documents
from pipeline.workbook.front import Facts, Front, SheetLine
from pipeline.workbook.grid_sheet import COMMENTS, GridWriter, Limits
from pipeline.workbook.layouts import SIDE_BY_SIDE, Layouts
from pipeline.workbook.links import page_links
from pipeline.workbook.long_list import LongList
from pipeline.workbook.sheet_names import SheetNames
from pipeline.workbook.styles import Styles
from pipeline.workbook.values import Values, load_values
from pipeline.workbook.words import counted, wording

#: Text that looks like a formula or an address stays text; a row is written and forgotten.
_PLAIN = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SURE = 0.9
#: Of a workbook whose run is not on record.
_LONG_AGO = dt.datetime(2000, 1, 1)


class NoResults(Stop):
    """The folder holds no results."""

    def __init__(self, output: Path) -> None:
        super().__init__("no_output", EXIT_USAGE, folder=output)


def write_recap(output: Path, record: Mapping[str, Any], language: Language = "id") -> Path:
    """Write the workbook in one step.

    Args:
        output: The output folder; the tables of the run that stands are read.
        record: What is on record of the run (``run.json``): ``hasil_sejak``, ``versi``, ``masukan``, ``pertanyaan``; any may be missing.
        language: Of the workbook's words; what is printed in documents stays as it is.

    Returns:
        The file.

    Raises:
        NoResults: There are no Parquet files.
        OSError: It cannot be written; an earlier one is as it was.
    """
    # Looked up once: all tables are of one run, also while another lands.
    tables = standing_file(output, TABLE_FILES[0]).parent
    if not all((tables / name).exists() for name in TABLE_FILES):
        raise NoResults(output)
    target = output / RECAP_BOOK
    waiting = target.with_name(f".{target.name}.baru")
    with tempfile.TemporaryDirectory(prefix="iku-rekap-") as place:
        try:
            _Recap(output, tables, record, language).write(waiting, place)
        except BaseException:
            waiting.unlink(missing_ok=True)
            raise
    with waiting.open("rb+") as file:
        os.fsync(file.fileno())
    waiting.replace(target)
    return target


class _Recap:
    def __init__(self, output: Path, tables: Path, record: Mapping[str, Any], language: Language) -> None:
        self._output, self._tables, self._record, self._language = output, tables, record, language
        self._words = wording(language)

    def write(self, path: Path, place: str) -> None:
        import xlsxwriter  # noqa: PLC0415 (only when a workbook is written)
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 (as above)

        words = self._words
        book = xlsxwriter.Workbook(path, {**_PLAIN, "tmpdir": place})
        began = self._began()
        book.set_properties({"title": words("title"), "created": began.replace(tzinfo=None) if began else _LONG_AGO})
        try:
            self._sheets(book)
        finally:
            try:
                book.close()
            except FileCreateError as error:
                raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error

    def _sheets(self, book: Any) -> None:
        words, tables = self._words, self._tables
        names, styles, limits = SheetNames(), Styles(book), Limits()
        values = load_values(tables)
        documents = load_documents(tables, words, values)
        places = PagePlaces(self._output, self._record.get("masukan"), ids_of(document.row for document in documents))
        link = page_links(places, words)
        front = Front(book, names.give(words("front")), styles, words, self._language)
        layouts = Layouts(values, GridWriter(book, styles, values, link, words, limits), names, words)
        sides = {measure: layouts.side_by_side(measure) for measure in SIDE_BY_SIDE}
        lists = LongList(book, styles, values, link, words, limits).write(tables, names)
        sheets = DocumentSheets(book, styles, link, words)
        named = {"list": lists[0], "documents": names.give(words("documents")), "waiting": names.give(words("waiting"))}
        sheets.documents(named["documents"], documents)
        waiting = sheets.waiting(named["waiting"], tables)
        regions = layouts.regions()
        lines = [SheetLine(name, words("sheet_side")) for made in sides.values() for name in made]
        lines += [SheetLine(name, words("sheet_list")) for name in lists]
        lines += [SheetLine(named["documents"], words("sheet_documents")), SheetLine(named["waiting"], words("sheet_waiting"))]
        lines += [SheetLine(name, words("sheet_region", region=title)) for name, title in regions]
        told = self._limits(limits, sides, lists, linked=bool(places))
        front.write(self._facts(values, documents, waiting), lines, told, named)

    def _began(self) -> dt.datetime | None:
        try:
            return dt.datetime.fromisoformat(str(self._record["hasil_sejak"]))
        except (KeyError, ValueError):
            return None

    def _facts(self, values: Values, documents: list[Document], waiting: int) -> Facts:
        filled = values.filled
        years = values.year[filled & (values.year > 0)]
        states = Counter(document.state for document in documents)
        began, questions = self._began(), self._record.get("pertanyaan")
        return Facts(
            when=began.isoformat() if began else "",
            version=str(self._record.get("versi", "")),
            documents=len(documents),
            read=sum(bool(document.row["rekaman"] or document.row["karantina"]) for document in documents),
            look=states[STATES[1]],
            failed=states[STATES[0]],
            indicators=len(values.names),
            values=int(filled.sum()),
            regions=sum(bool(region.name) for region in values.regions),
            years=f"{years.min()}–{years.max()}" if len(years) else "",
            surely=int((filled & (values.confidence >= _SURE)).sum()),
            doubtful=int((filled & (values.confidence < DOUBTFUL)).sum()),
            waiting=waiting,
            questions=questions if isinstance(questions, int) else 0,
        )

    def _limits(self, limits: Limits, sides: Mapping[str, list[str]], lists: list[str], *, linked: bool) -> list[str]:
        words = self._words
        told = [words("limit_columns", sheet=made[0], count=len(made)) for made in sides.values() if len(made) > 1]
        if len(lists) > 1:
            told.append(words("limit_rows", sheet=lists[0], count=len(lists)))
        if not linked:
            told.append(words("no_links"))
        elif limits.links:
            told.append(words("limit_links", count=counted(limits.links, self._language), sheet=lists[0]))
        if limits.comments:
            told.append(words("limit_comments", count=counted(COMMENTS, self._language), sheet=lists[0]))
        return told
