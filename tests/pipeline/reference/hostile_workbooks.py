"""Workbooks that say they hold more than anyone can read, made part by part."""

from __future__ import annotations

import re
import signal
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest


def changed(path: Path, change: Callable[[str, bytes], bytes], *added: tuple[str, bytes]) -> Path:
    """The workbook with each of its parts put through a function, and parts added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*((name, change(name, data)) for name, data in parts.items()), *added):
            archive.writestr(name, data)
    return path


def _in_sheets(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data.replace(old, new, 1) if name.startswith("xl/worksheets/sheet") else data


def _row(place: str, content: bytes) -> bytes:
    number = re.sub("[A-Z]", "", place).encode()
    return b'<row r="%s"><c r="%s" t="inlineStr"><is><t>%s</t></is></c></row>' % (number, place.encode(), content)


def stray(place: str) -> Callable[[Path], Path]:
    """One cell far away, and the sheet says it reaches there."""

    def make(path: Path) -> Path:
        changed(path, _in_sheets(b"</sheetData>", _row(place, b"x") + b"</sheetData>"))
        return changed(path, lambda name, data: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', data))

    return make


def merged_over_all(path: Path) -> Path:
    """All cells of every sheet are one."""

    def merge(name: str, data: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return data
        data = re.sub(rb"<mergeCells.*?</mergeCells>", b"", data)
        return data.replace(b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>', 1)

    return changed(path, merge)


def far_right_in_many_rows(path: Path) -> Path:
    rows = b"".join(_row(f"XFD{number}", b"x") for number in range(100_000, 110_000))
    return changed(path, _in_sheets(b"</sheetData>", rows + b"</sheetData>"))


def millions_of(what: bytes, count: int) -> Callable[[Path], Path]:
    """So many elements in the first row after the others: small when packed."""

    def make(path: Path) -> Path:
        return changed(path, _in_sheets(b"</sheetData>", b'<row r="500000">' + what * count + b"</row></sheetData>"))

    return make


def unpacks_to(size: int) -> Callable[[Path], Path]:
    """A part that is a thousand times larger than it is packed."""

    def make(path: Path) -> Path:
        return changed(path, _in_sheets(b"</sheetData>", b"</sheetData><!--" + b" " * size + b"-->"))

    return make


def with_entities(path: Path) -> Path:
    """Text that is a billion letters once its names are put in."""
    names = b"".join(b'<!ENTITY n%d "%s">' % (k, b"&n%d;" % (k - 1) * 10) for k in range(1, 10))
    head = b'<!DOCTYPE a [<!ENTITY n0 "haha">' + names + b"]>"
    return changed(
        path,
        lambda name, data: (
            re.sub(rb"(<\?xml[^>]*\?>)?", lambda found: found[0] + head, data, count=1) if name.startswith("xl/worksheets/sheet") else data
        ),
    )


def of_many_parts(path: Path) -> Path:
    return changed(path, lambda _, data: data, *((f"xl/x{number}.xml", b"<a/>") for number in range(6_000)))


def deep(path: Path) -> Path:
    return changed(path, _in_sheets(b"</sheetData>", b"</sheetData>" + b"<a>" * 100_000 + b"</a>" * 100_000))


#: Those that a person may have made without knowing: they are read as if the stray cell were not there.
HARMLESS: dict[str, Callable[[Path], Path]] = {
    "a stray cell in the last row": stray("A1048576"),
    "a stray cell in the last corner": stray("XFD1048576"),
}
#: Those that are refused, in one line.
HOSTILE: dict[str, Callable[[Path], Path]] = {
    "cells far right in many rows": far_right_in_many_rows,
    "millions of cells": millions_of(b"<c/>", 3_100_000),
    "many other things": millions_of(b"<x/>", 500_000),
    "unpacks to 160 MB": unpacks_to(160 << 20),
    "names of names": with_entities,
    "6,000 parts": of_many_parts,
    "elements within elements": deep,
}


@contextmanager
def bounded(seconds: float = 60, grown: int = 700_000_000) -> Iterator[None]:
    """Ends the test when it would take for ever or all memory: what is looked for is minutes and gigabytes."""
    resource = pytest.importorskip("resource", reason="Windows has no such limits")

    def over(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    earlier = resource.getrlimit(resource.RLIMIT_AS)
    now = psutil.Process().memory_info().vms
    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    resource.setrlimit(resource.RLIMIT_AS, (now + grown, earlier[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, earlier)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
