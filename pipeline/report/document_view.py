"""One document: its pages with the cells as read, and the rows that came from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.report.documents_view import DocumentLine, document_line
from pipeline.report.run_data import Overlay, Row, RunData, is_doubtful, no_change
from pipeline.report.wording import doubts, moment, value_of
from pipeline.said import Language

Size = tuple[float, float]
#: What a page is taken to be where its PDF is not there: A4 upright, or as far as its cells reach.
_A4: Size = (595.0, 842.0)


@dataclass(slots=True)
class CellBox:
    """A cell drawn on a page; several values may stand in one.

    Attributes:
        box: x0, top, x1, bottom in points.
        targets: Ids of the values or waiting rows it belongs to.
        kind: ``nilai``, ``baris`` (a row without values) or ``tunggu``.
        label: What is said beside it: measure, year, quarter.
        top: Whether it is the topmost of its column there.
    """

    box: tuple[float, ...]
    targets: list[str]
    kind: str
    doubtful: bool = False
    labels: list[str] = field(default_factory=list)
    top: bool = False

    @property
    def said(self) -> tuple[str, str]:
        """The label in two lines, for columns are narrow: what it states, and when."""
        measure, _, year = self.labels[0].rpartition(" ")
        others = f" +{len(self.labels) - 1}" if len(self.labels) > 1 else ""
        return (measure, year + others) if measure else ("", year + others)


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value of a row: how it was understood, what is printed, how sure, why it is in doubt."""

    id: str
    row: Row
    shown: str
    printed: str
    unit: str
    moment: str
    doubtful: bool
    decided: str
    percent: int | None
    doubts: tuple[str, ...]


@dataclass(slots=True)
class ShownRow:
    """A record: its indicator, what it stands below, and its values by column."""

    anchor: str
    nomor: str
    indicator: str
    slug: str
    parents: tuple[str, ...]
    values: dict[str, list[ShownValue]]
    record: str

    @property
    def doubtful(self) -> bool:
        """Whether any of its values is to be checked."""
        return any(value.doubtful for values in self.values.values() for value in values)


@dataclass(slots=True)
class ShownTable:
    """The rows of one table that begin on one page."""

    number: int
    kind: str
    method: str
    columns: list[str] = field(default_factory=list)
    rows: list[ShownRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row, or a whole table, that did not land, and why."""

    id: str
    reason: str
    code: str
    header: str
    text: str
    table: int
    whole: bool


@dataclass(slots=True)
class ShownPage:
    """A page with tables: its size in points, cells, rows and waiting rows."""

    number: int
    size: Size
    boxes: list[CellBox] = field(default_factory=list)
    tables: dict[int, ShownTable] = field(default_factory=dict)
    waiting: list[WaitingRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as people look at it."""

    line: DocumentLine
    row: Row
    pages: tuple[ShownPage, ...]


def one_document(
    data: RunData, key: str, language: Language, sizes: Mapping[int, Size] | None = None, overlay: Overlay = no_change
) -> DocumentView:
    """The view of a document.

    Args:
        data: The run.
        key: The document's id in addresses.
        language: Of the words.
        sizes: Its pages' sizes in points, as far as they are known.
        overlay: What people decided since the run landed.

    Raises:
        KeyError: There is no such document.
    """
    row = data.document_of[key]
    id_dokumen = row["id_dokumen"]
    build = _Pages(data, language, sizes or {})
    for each in data.rows_of_document(id_dokumen):
        build.add(overlay(each))
    for number, each in enumerate(data.waiting_of(id_dokumen), start=1):
        build.add_waiting(f"k{number}", each)
    pages = tuple(build.done())
    return DocumentView(document_line(data, row, build.doubtful, language), row, pages)


class _Pages:
    """Collects a document's rows by the page they begin on."""

    def __init__(self, data: RunData, language: Language, sizes: Mapping[int, Size]) -> None:
        self._data, self._language, self._sizes = data, language, sizes
        self._pages: dict[int, ShownPage] = {}
        self._boxes: dict[tuple[object, ...], CellBox] = {}
        self._records: dict[str, ShownRow] = {}
        self._tables: dict[str, ShownTable] = {}
        self._anchors: defaultdict[str, int] = defaultdict(int)
        self._highest: dict[tuple[int, int, str], CellBox] = {}
        self._values = self.doubtful = 0

    def _page(self, number: int) -> ShownPage:
        return self._pages.setdefault(number, ShownPage(number, self._sizes.get(number, _A4)))

    def add(self, row: Row) -> None:
        """Take in a row of ``iku``."""
        record = self._records.get(row["id_rekaman"]) or self._begin(row)
        if row["ukuran"] is None:
            self._box(row, record.anchor, "baris")
            return
        self._values += 1
        self.doubtful += is_doubtful(row["keyakinan"])
        value = self._value(row)
        record.values.setdefault(value.moment, []).append(value)
        columns = self._tables[row["id_rekaman"]].columns
        if value.moment not in columns:
            columns.append(value.moment)
        box = self._box(row, value.id, "nilai")
        box.doubtful = box.doubtful or value.doubtful
        if value.moment not in box.labels:
            box.labels.append(value.moment)
        place = (row["halaman"], row["tabel"], value.moment)
        if place not in self._highest or box.box[1] < self._highest[place].box[1]:
            self._highest[place] = box

    def _begin(self, row: Row) -> ShownRow:
        page = self._page(row["halaman"])
        table = page.tables.setdefault(row["tabel"], ShownTable(row["tabel"], row["jenis_tabel"], row["metode"]))
        anchor = f"t{row['tabel']}b{row['baris']}"
        self._anchors[anchor] += 1
        if self._anchors[anchor] > 1:
            anchor = f"{anchor}-{self._anchors[anchor]}"
        parents = tuple(row[name] for name in ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan") if row[name])
        slug = self._data.slug.get(row["id_indikator"], "")
        record = ShownRow(anchor, row["nomor"] or "", row["indikator"], slug, parents[-2:], {}, row["id_rekaman"])
        table.rows.append(record)
        self._records[row["id_rekaman"]], self._tables[row["id_rekaman"]] = record, table
        return record

    def _value(self, row: Row) -> ShownValue:
        shown = value_of(row, self._language)
        sure = row["keyakinan"]
        decided = next((flag for flag in ("dikoreksi", "diperiksa") if flag in row["catatan"]), "")
        return ShownValue(
            id=f"v{self._values}",
            row=row,
            shown=shown,
            printed=row["nilai_teks"] or "",
            unit=row["satuan"] or "",
            moment=moment(row, self._language),
            doubtful=is_doubtful(sure),
            decided=row.get("keputusan", "") or decided,
            percent=None if sure is None else round(100 * sure),
            doubts=tuple(doubts(row, self._language)),
        )

    def _box(self, row: Row, target: str, kind: str) -> CellBox:
        page = self._page(row["halaman"])
        corners = tuple(round(each, 1) for each in row["kotak"])
        place = (row["halaman"], kind, *corners)
        if place not in self._boxes:
            self._boxes[place] = CellBox(corners, [], kind)
            page.boxes.append(self._boxes[place])
            page.size = (max(page.size[0], corners[2]), max(page.size[1], corners[3]))
        self._boxes[place].targets.append(target)
        return self._boxes[place]

    def add_waiting(self, id_: str, row: Row) -> None:
        """Take in a row of ``karantina``."""
        whole = row["baris"] is None
        waiting = WaitingRow(id_, row["penjelasan"], row["alasan"], row["kepala"], row["teks"], row["tabel"], whole)
        self._page(row["halaman"]).waiting.append(waiting)
        self._box(row, id_, "tunggu")

    def done(self) -> Sequence[ShownPage]:
        """The pages in order."""
        for box in self._highest.values():
            box.top = True
        return [self._pages[number] for number in sorted(self._pages)]
