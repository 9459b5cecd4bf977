"""The pages of the review: the report's views with what can be decided on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from normalizers.figures import lexicon
from normalizers.names import DOCUMENT, DROPPED, FORM, INDICATOR, ROW
from normalizers.owner import NOTHING, REGION, region_labels
from pipeline.reference import FIELDS, Reference, document_key, row_key, value_key
from pipeline.report import (
    ON_ONE_PAGE,
    DocumentLine,
    Links,
    Row,
    RunData,
    attributes,
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
from pipeline.review import AS_PRINTED
from pipeline.web.decided import as_csv_file, lines_of, notes_of
from pipeline.web.deciding import doubts_of
from pipeline.web.desk import Desk
from pipeline.web.facets import filtered
from pipeline.web.forms import FormCard, card_of_table, cards, meanings
from pipeline.web.questions import documents_asked, questions, short_by_path
from pipeline.web.refusals import about, choice, in_words

#: So much of a page is shown above and below a table's header and first rows (points): its title stands there.
ABOVE, BELOW = 60.0, 12.0
#: So many questions stand before the values: a person answers a few and sees the next.
QUESTIONS = 25
NO_FILTERS: Mapping[str, str] = MappingProxyType({})


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
            arti=self._links.form(self._desk.data().short[row["id_dokumen"]], row["tabel"]),
        )

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
        view = one_document(data, key, desk.language, sizes, desk.marked)
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
        view = one_indicator(desk.data(), slug, desk.language, desk.marked)
        standing = {each.nama: each for each in desk.reference().harmoniser.decisions.standing if each.hal == INDICATOR}
        names = sorted({row["indikator_baku"] for row in desk.data().indicators} - {view.line.name})
        told = {name: in_words(decision, desk.language) for name, decision in standing.items()}
        return self._render("review_indicator.html", "", view=view, standing=standing, told=told, names=names)

    def doubtful(self, page: str, asked: Mapping[str, str] = NO_FILTERS) -> str:
        """What is in doubt, page by page: first the questions that one answer settles, then values and waiting rows.

        Args:
            page: Which page.
            asked: Filters, see :mod:`pipeline.web.facets`.
        """
        desk, data = self._desk, self._desk.data()
        left, facets = filtered(doubts_of(desk), asked)
        found = paged(left, ON_ONE_PAGE)
        number = min(max(int(page) if page.isdigit() else 1, 1), len(found))
        doubts = found[number - 1]
        chosen = {facet.name: facet.chosen for facet in facets if facet.chosen}
        all_questions = questions(desk)
        shown = all_questions[:QUESTIONS] if number == 1 and not chosen else []
        sizes: dict[tuple[str, int], tuple[float, float]] = {}
        for short in {doubt.document for doubt in doubts} | {each.document for each in shown if each.document}:
            id_dokumen = data.document_of[short]["id_dokumen"]
            asked_pages = {each.page for each in shown if each.document == short}
            pages = desk.pictures.sizes(id_dokumen, sorted({*data.pages.get(id_dokumen, []), *asked_pages}))
            sizes |= {(short, each): size for each, size in pages.items()}
        forms = {place: each.key for each in all_questions if each.hal == FORM for place in each.places}
        names = sorted({row["indikator_baku"] for row in data.indicators}) if any(each.hal == INDICATOR for each in shown) else []
        return self._render(
            "review_doubtful.html", "doubtful", doubts=doubts, page=number, pages=len(found), keys=data.short, drawn=sizes, sizes=sizes,
            facets=facets, chosen=chosen, questions=shown, more_questions=len(all_questions) - len(shown) if shown else 0, forms=forms,
            names=names, regions=region_labels() if any(each.hal == REGION for each in shown) else (), as_printed=AS_PRINTED,
            nothing=NOTHING,
        )  # fmt: skip

    def forms(self, document: str = "", table: str = "") -> str:
        """Forms that wait for a meaning, and documents whose region, office or period is not known; or the form of one table.

        Args:
            document, table: The table whose form is shown, if it is one.

        Raises:
            KeyError: There is no such document.
        """
        desk = self._desk
        one = card_of_table(desk, document, int(table)) if document and table.isdigit() else None
        found = [one] if one is not None else cards(desk)
        keys = short_by_path(desk)
        about = {} if document else documents_asked(desk)
        asked = {what: [(name, keys[name]) for name in names if name in keys] for what, names in about.items()}
        sizes = {}
        for card in found:
            row = desk.data().document_of.get(card.document)
            sizes[card.sign] = self._table_on(row["id_dokumen"], card) if row is not None else None
        return self._render(
            "forms.html", "forms", cards=found, meanings=meanings(), sizes=sizes, documents=asked, of_table=(document, table),
            no_form=bool(document) and one is None,
        )  # fmt: skip

    def _table_on(self, id_dokumen: str, card: FormCard) -> tuple[float, float, float, float] | None:
        """A page's width and height, and from where how much of it holds the table's header and first rows."""
        size = self._desk.pictures.sizes(id_dokumen, [card.page]).get(card.page)
        if size is None:
            return None
        top, bottom = (card.box[1], card.box[3]) if card.box is not None else (0.0, size[1])
        top = max(0.0, top - ABOVE)
        return (*size, top, max(min(size[1], bottom + BELOW) - top, ABOVE))

    def decisions(self) -> str:
        """Everything decided, the latest first; what meets nothing any more on top."""
        desk = self._desk
        return self._render(
            "decisions.html",
            "decisions",
            lines=lines_of(desk),
            notes=notes_of(desk),
            words=lambda decision: (about(decision), choice(decision, desk.language)),
        )

    def decisions_csv(self) -> str:
        """The decisions for Excel."""
        return as_csv_file(self._desk.history())


def _units() -> Sequence[str]:
    return sorted({unit.name for unit in lexicon().units.values()})
