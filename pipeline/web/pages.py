"""The pages of the review: the report's views with what can be decided on them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from normalizers.figures import lexicon
from normalizers.names import COLUMNS, DOCUMENT, DROPPED, INDICATOR, ROW
from normalizers.owner import region_labels
from pipeline.reference import FIELDS, Reference, document_key, row_key, value_key
from pipeline.report import (
    ON_ONE_PAGE,
    DocumentLine,
    Links,
    Row,
    RunData,
    attributes,
    doubtful,
    indicator_lines,
    is_doubtful,
    one_document,
    one_indicator,
    overview,
    paged,
    render,
    totals,
    value_of,
)
from pipeline.web.desk import Desk
from pipeline.web.forms import cards, documents_asked, meanings
from pipeline.web.refusals import about, choice, in_words

#: So much of a page is shown above and below a table's rows (points): its header stands there.
ABOVE, BELOW = 120.0, 12.0


class Pages:
    """Makes the pages as HTML.

    Args:
        desk: What is shown.
        root: What every address begins with.
    """

    def __init__(self, desk: Desk, root: str) -> None:
        self._desk, self._links = desk, Links(root, files=False)
        self._made: tuple[RunData, Reference, list[DocumentLine]] | None = None

    def _render(self, template: str, here: str, **facts: Any) -> str:
        desk = self._desk
        sums = totals(self._lines())
        shared = {"value_facts": self._value_facts, "who": desk.who, "acuan": str(desk.acuan), "units": _units()}
        return render(template, self._links, desk.language, here=here, sums=sums, **shared, **facts)

    def _lines(self) -> list[DocumentLine]:
        """All documents as they stand now; made anew only when the run or a decision changed."""
        now = (self._desk.data(), self._desk.reference())
        if self._made is None or self._made[0] is not now[0] or self._made[1] is not now[1]:
            self._made = (*now, overview(now[0], self._desk.language, now[1].corrections.on_row))
        return self._made[2]

    def _value_facts(self, value: Any) -> str:
        """What the page has to know of a value to decide about it, as attributes."""
        row: Row = value.row
        decision = self._desk.reference().corrections.of_row(row)
        # A value that is shown changed is still asked about by what landed.
        landed = row.get("mendarat", row)
        return attributes(
            kunci=value_key(row["id_dokumen"], row["id_rekaman"], landed),
            nilai=value_of(row, self._desk.language)[:500],
            satuan=row["satuan"] or "",
            tahun=row["tahun"] or "",
            saat=value.moment,
            indikator=row["indikator"][:200],
            teks=(row["nilai_teks"] or "")[:500],
            sebab="; ".join(value.doubts),
            ragu="1" if is_doubtful(row["keyakinan"]) else "",
            putusan="" if decision is None else decision.key,
        )

    def _overlay(self, row: Row) -> Row:
        changed = self._desk.overlay(row)
        return changed if changed is row else {**changed, "mendarat": row}

    def overview(self) -> str:
        """All documents."""
        lines = self._lines()
        return self._render("index.html", "documents", lines=lines, foot=f"{self._desk.output} · {self._desk.acuan}")

    def document(self, key: str) -> str:
        """A document.

        Raises:
            KeyError: There is none.
        """
        desk, data = self._desk, self._desk.data()
        row = data.document_of[key]
        id_dokumen = row["id_dokumen"]
        sizes = desk.pictures.sizes(id_dokumen, data.pages.get(id_dokumen, []))
        view = one_document(data, key, desk.language, sizes, self._overlay)
        corrections = desk.reference().corrections
        decided = {name: corrections.about(DOCUMENT, document_key(id_dokumen, name)) for name in FIELDS}
        dropped = [
            (each.record, each.indicator)
            for page in view.pages
            for table in page.tables.values()
            for each in table.rows
            if (found := corrections.about(ROW, row_key(id_dokumen, each.record, "baris"))) is not None and found.keputusan == DROPPED
        ]
        unsure = data.doubtful_pages.get(id_dokumen, set())
        return self._render(
            "review_document.html", "", view=view, drawn=set(sizes), unsure=unsure, no_pdf=not sizes, regions=region_labels(),
            decided=decided, dropped=dropped, id_dokumen=id_dokumen,
        )  # fmt: skip

    def indicators(self) -> str:
        """All indicators."""
        return self._render("indicators.html", "indicators", lines=indicator_lines(self._desk.data()))

    def indicator(self, slug: str) -> str:
        """An indicator.

        Raises:
            KeyError: There is none.
        """
        desk = self._desk
        view = one_indicator(desk.data(), slug, desk.language, self._overlay)
        standing = {each.nama: each for each in desk.reference().harmoniser.decisions.standing if each.hal == INDICATOR}
        names = sorted({row["indikator_baku"] for row in desk.data().indicators} - {view.line.name})
        told = {name: in_words(decision, desk.language) for name, decision in standing.items()}
        return self._render("review_indicator.html", "", view=view, standing=standing, told=told, names=names)

    def doubtful(self, page: str) -> str:
        """What is in doubt, page by page."""
        desk, data = self._desk, self._desk.data()
        found = paged(doubtful(data, desk.language, self._overlay), ON_ONE_PAGE)
        number = min(max(int(page) if page.isdigit() else 1, 1), len(found))
        doubts = found[number - 1]
        sizes: dict[tuple[str, int], tuple[float, float]] = {}
        for short in {doubt.document for doubt in doubts}:
            id_dokumen = data.document_of[short]["id_dokumen"]
            pages = desk.pictures.sizes(id_dokumen, data.pages.get(id_dokumen, []))
            sizes |= {(short, each): size for each, size in pages.items()}
        return self._render(
            "review_doubtful.html", "doubtful", doubts=doubts, page=number, pages=len(found), keys=data.short, drawn=sizes, sizes=sizes
        )

    def forms(self) -> str:
        """Forms that wait for a meaning, and documents whose region, office or period is not known."""
        desk = self._desk
        found = cards(desk)
        keys = {row["berkas"]: desk.data().short[row["id_dokumen"]] for row in desk.data().documents}
        asked = {what: [(name, keys[name]) for name in names if name in keys] for what, names in documents_asked(desk).items()}
        sizes = {}
        for card in found:
            row = desk.data().document_of.get(card.document)
            sizes[card.sign] = self._table_on(row["id_dokumen"], card.page) if row is not None else None
        return self._render("forms.html", "forms", cards=found, meanings=meanings(), sizes=sizes, documents=asked)

    def _table_on(self, id_dokumen: str, page: int) -> tuple[float, float, float, float] | None:
        """A page's width and height, and from where how much of it holds its tables."""
        data = self._desk.data()
        size = self._desk.pictures.sizes(id_dokumen, [page]).get(page)
        if size is None:
            return None
        rows = [row for row in (*data.rows_of_document(id_dokumen), *data.waiting_of(id_dokumen)) if row["halaman"] == page]
        top = max(0.0, min((row["kotak"][1] for row in rows), default=0.0) - ABOVE)
        bottom = min(size[1], max((row["kotak"][3] for row in rows), default=size[1]) + BELOW)
        return (*size, top, max(bottom - top, ABOVE))

    def decisions(self) -> str:
        """Everything decided, the latest first; what meets nothing any more on top."""
        history = self._desk.history()
        reference = self._desk.reference()
        standing = {(each.hal, each.key): each.line for each in reference.harmoniser.decisions.standing}
        lines = [(each, standing.get((each.hal, each.key)) == each.line) for each in reversed(history)]
        return self._render(
            "decisions.html",
            "decisions",
            lines=lines,
            notes=reference.notes,
            words=lambda decision: (about(decision), choice(decision, self._desk.language)),
        )

    def decisions_csv(self) -> str:
        """The decisions for Excel; nothing in it is taken for a formula."""
        target = io.StringIO()
        writer = csv.writer(target)
        writer.writerow(COLUMNS)
        for decision in self._desk.history():
            writer.writerow([_no_formula(getattr(decision, name)) for name in COLUMNS])
        return "\ufeff" + target.getvalue()


def _no_formula(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _units() -> Sequence[str]:
    return sorted({unit.name for unit in lexicon().units.values()})
