"""The answers in a filled ``tinjauan.xlsx``, read back and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from normalizers.form import chosen
from normalizers.names import DIFFERENT, DOCUMENT, FORM, INDICATOR, NEW, SAME, Decision, name_key
from normalizers.owner import NOTHING, PERIOD, REGION
from pipeline.documents import EXIT_USAGE, Stop
from pipeline.reference import FIELDS, Page, WorkbookUnusable, read_workbook, target_of
from pipeline.review.book import (
    ANSWERS,
    AS_PRINTED,
    DIFFERENT_FROM_ALL,
    LATER,
    NEW_NAME,
    SAME_AS_OTHER,
    indicator_answers,
)
from pipeline.review.columns import KEY, SHEETS, cells_of, needed_columns
from pipeline.review.items import CANDIDATES, mark_of
from pipeline.review.words import Complaint, in_indonesian, sheet_in, text
from pipeline.said import Language


class BookError(Stop):
    """A workbook that cannot be taken over; nothing of it was.

    Attributes:
        messages: One line each, with sheet and row.
    """

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("not_taken", EXIT_USAGE, detail=tuple(messages))
        self.messages = tuple(messages)


def pages_of(path: Path, language: Language = "id") -> dict[str, Page]:
    """The sheets of a filled workbook, by their Indonesian titles whichever language it was written in.

    Raises:
        BookError: It cannot be opened, or is no workbook.
    """
    try:
        return in_indonesian(read_workbook(path))
    except FileNotFoundError as error:
        raise BookError([text("no_file", language, path=path)]) from error
    except OSError as error:
        raise BookError([text("not_opened", language, path=path, detail=error.strerror or error)]) from error
    except WorkbookUnusable as error:
        raise BookError([f"{path}: {error.reason}"]) from error


def read_book(
    path: Path, pages: Mapping[str, Page], names_by_id: Callable[[str], str | None], who: str, day: str, language: Language = "id"
) -> tuple[list[Decision], list[str]]:
    """The decisions in a filled workbook, and one line for each answer that is none.

    An answer that is wrong stops no other, but those about other columns of its form: half a form is not taught.

    Args:
        path: The workbook.
        pages: Its sheets.
        names_by_id: The standard name of an id today, or None.
        who: Who decided, where the workbook does not say.
        day: The date, YYYY-MM-DD.
        language: Of the lines.

    Raises:
        BookError: A sheet or column is missing, answers contradict each other, or none is right; all faults are named.
    """
    decisions: list[Decision] = []
    wrong: list[Complaint] = []
    broken: list[Complaint] = []
    found = [(hal, title) for hal, title in SHEETS.items() if title in pages]
    if not found:
        broken.append(Complaint("no_sheet", {"path": path.name, "sheets": ", ".join(sheet_in(each, language) for each in SHEETS.values())}))
    for hal, title in found:
        half: set[str] = set()
        taken: list[Decision] = []
        missing = _missing(pages[title], hal)
        if missing is not None:
            broken.append(missing)
            continue
        _read_sheet(pages[title], hal, names_by_id, who, day, taken, wrong, half)
        decisions += [decision for decision in taken if hal != FORM or _form_of(decision.nama) not in half]
    broken.extend(_doubled(decisions))
    if broken or (wrong and not decisions):
        raise BookError([each.told(language) for each in (*broken, *wrong)])
    return decisions, [each.told(language) for each in wrong]


def _form_of(key: str) -> str:
    return key.partition("#")[0]


def _missing(sheet: Page, hal: str) -> Complaint | None:
    """What is said of a sheet without one of its columns; else nothing."""
    head = next((row for row in sheet.rows if "Nama tercetak" in row), ())
    missing = [name for name in needed_columns(hal) if name not in head]
    return Complaint("no_column", {"sheet": sheet.name, "columns": ", ".join(missing)}) if missing else None


def _doubled(decisions: Sequence[Decision]) -> list[Complaint]:
    """Two columns of one form that were given the same measure at the same time: values would not be told apart."""
    seen: dict[tuple[str, ...], str] = {}
    wrong = []
    for decision in decisions:
        meaning = chosen(decision.sasaran) if decision.hal == FORM else None
        if meaning is None or meaning.role != "nilai":
            continue
        key, _, header = decision.nama.partition(" ")
        place = (key.partition("#")[0], decision.sasaran, *re.findall(r"\d+|\b[IVX]+\b", header))
        if place in seen:
            facts = {"sheet": SHEETS[FORM], "one": seen[place], "other": header, "meaning": decision.sasaran}
            wrong.append(Complaint("doubled", facts))
        seen[place] = header
    return wrong


def _read_sheet(
    sheet: Page,
    hal: str,
    names_by_id: Callable[[str], str | None],
    who: str,
    day: str,
    decisions: list[Decision],
    wrong: list[Complaint],
    half: set[str],
) -> None:
    def complain(row: int, what: Complaint) -> None:
        wrong.append(Complaint("at_row", {"sheet": sheet.name, "row": row, "what": what}))

    rows = sheet.rows
    head = next(index for index, row in enumerate(rows) if "Nama tercetak" in row)
    place = {name: rows[head].index(name) for name in needed_columns(hal)}
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        if not row:
            continue
        cells = {name: row[column] if column < len(row) else "" for name, column in place.items()}
        answer = cells["Keputusan"]
        if not answer or answer == LATER:
            if not answer and cells["Sasaran"]:
                complain(number, Complaint("half"))
            continue
        ids = [cells[f"Id calon {n}"] for n in range(1, CANDIDATES + 1) if cells.get(f"Id calon {n}")]
        # In workbooks of earlier versions a region is asked of a path, without a key.
        keyed = hal == FORM or (hal in FIELDS and cells["Id sekarang"] != "")
        ids = [cells["Id sekarang"]] if keyed else ids
        if mark_of(hal, cells["Nama tercetak"], ids) != cells["Kunci"]:
            half.add(_form_of(cells["Id sekarang"]))
            complain(number, Complaint("changed"))
            continue
        said = _said(hal, answer, cells, ids, names_by_id)
        if isinstance(said, Complaint):
            half.add(_form_of(cells["Id sekarang"]))
            complain(number, said)
            continue
        choice, target, target_name = said
        evidence = " | ".join(cells["Tempat"].splitlines())
        name = f"{cells['Id sekarang']} {cells['Nama tercetak']}" if keyed else cells["Nama tercetak"]
        about = DOCUMENT if keyed and hal in FIELDS else hal
        decisions.append(Decision(day, cells["Oleh"] or who, about, name, choice, target, target_name, cells["Alasan"], evidence))


def _said(
    hal: str, answer: str, cells: Mapping[str, str], ids: Sequence[str], names_by_id: Callable[[str], str | None]
) -> tuple[str, str, str] | Complaint:
    """Decision, target and the target's name; or what is wrong."""
    if hal != INDICATOR:
        if answer not in ANSWERS[hal]():
            return Complaint("not_listed", {"answer": answer})
        if hal in FIELDS:
            return _of_document(hal, answer, cells)
        return (DIFFERENT, "", "") if answer == AS_PRINTED else (SAME, answer, answer)
    if answer not in indicator_answers():
        return Complaint("no_answer", {"answer": answer})
    if answer == DIFFERENT_FROM_ALL:
        return DIFFERENT, " ".join(ids), ""
    if answer == NEW_NAME:
        return (NEW, "", cells["Sasaran"]) if cells["Sasaran"] else Complaint("new_name_missing")
    return _same_as(answer, cells, names_by_id)


def _of_document(what: str, answer: str, cells: Mapping[str, str]) -> tuple[str, str, str] | Complaint:
    if answer in NOTHING.values():
        return DIFFERENT, "", answer
    said = answer if what == REGION else cells["Sasaran"]
    target = target_of(what, said)
    if target is not None:
        return SAME, target, said
    return Complaint("no_period", {"said": said}) if what == PERIOD else Complaint("name_missing")


def _same_as(answer: str, cells: Mapping[str, str], names_by_id: Callable[[str], str | None]) -> tuple[str, str, str] | Complaint:
    if answer == SAME_AS_OTHER:
        target = cells["Sasaran"]
        name = names_by_id(target)
        missing = Complaint("unknown_id", {"id": target}) if target else Complaint("id_missing")
    else:
        number = answer.rpartition(" ")[2]
        target, printed = cells[f"Id calon {number}"], cells[f"Calon {number}"]
        name = names_by_id(target) or (printed if name_key(printed).id == target else None)
        missing = Complaint("candidate_gone" if target else "no_candidate", {"number": number})
    return (SAME, target, name) if target and name else missing


def count_unanswered(pages: Mapping[str, Page]) -> int:
    """How many questions of a workbook have no answer; a form that was answered in any of its columns is no open question."""
    count = 0
    for title in SHEETS.values():
        answered: dict[str, bool] = {}
        for cells in cells_of(pages, title):
            if key := cells.get(KEY):
                question = cells.get("Id sekarang", "").partition("#")[0] if title == SHEETS[FORM] else key
                answered[question] = answered.get(question, False) or cells.get("Keputusan", "") not in ("", LATER)
        count += sum(not done for done in answered.values())
    return count
