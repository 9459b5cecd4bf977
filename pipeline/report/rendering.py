"""Views become HTML: one set of templates for the files of the report and for the pages of the review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.documents import page_anchor
from pipeline.report.wording import LONG, number, plain
from pipeline.report.words import FLAGS, KINDS, MEASURES, METHODS, SUBJECTS, phrase, say_word
from pipeline.said import Language, say_meaning

HERE = Path(__file__).parent
#: What the pages load; nothing else is served or written beside them.
ASSETS = {path.name: path for path in sorted((HERE / "static").iterdir()) if path.suffix in (".css", ".js", ".svg")}


@dataclass(frozen=True, slots=True)
class Links:
    """Where the pages are: files beside each other, or addresses of the review page.

    Attributes:
        root: What leads from the page to the top.
        files: Whether they are files.
    """

    root: str
    files: bool

    def _to(self, place: str) -> str:
        return f"{self.root}{place}{'.html' if self.files else ''}"

    def overview(self) -> str:
        """All documents."""
        return f"{self.root}index.html" if self.files else self.root

    def document(self, key: str, page: int | None = None, anchor: str = "") -> str:
        """A document, one of its pages, or a row there."""
        place = self._to(f"dokumen/{key}")
        return f"{place}#{anchor}" if anchor else f"{place}#{page_anchor(page)}" if page is not None else place

    def indicator(self, slug: str) -> str:
        """An indicator."""
        return self._to(f"indikator/{slug}")

    def indicators(self) -> str:
        """All indicators."""
        return self._to("indikator")

    def doubtful(self, page: int = 1) -> str:
        """What is in doubt, page by page."""
        if self.files:
            return self._to("ragu" if page == 1 else f"ragu-{page}")
        return self._to("ragu") + (f"?hal={page}" if page > 1 else "")

    def doubtful_of(self, berkas: str, key: str, anchor: str = "") -> str:
        """What is in doubt of one document: of the files its own page, at a place there."""
        return self.document(key, anchor=anchor) if self.files else self.filtered({"berkas": berkas})

    def form(self, document: str, table: int) -> str:
        """The form of a table, where its columns are given a meaning."""
        return f"{self._to('bentuk')}?{urlencode({'dokumen': document, 'tabel': table})}"

    def filtered(self, chosen: Mapping[str, str], page: int = 1) -> str:
        """What is in doubt with filters."""
        if self.files or not chosen:
            return self.doubtful(page)
        return f"{self._to('ragu')}?{urlencode({**chosen, **({'hal': page} if page > 1 else {})})}"

    def named(self, name: str) -> str:
        """Another page by its name."""
        return self._to(name)

    def asset(self, name: str) -> str:
        """A style sheet or script of the package."""
        return f"{self.root}aset/{name}"

    def picture(self, key: str, page: int) -> str:
        """The picture of a page."""
        return f"{self.root}gambar/{key}-{page}.webp"


def render(template: str, links: Links, language: Language, **facts: Any) -> str:
    """A page as HTML.

    Args:
        template: The template's file name.
        links: Where the other pages are.
        language: Of the words.
        facts: What the template shows.
    """

    def told(key: str, **named: object) -> str:
        return phrase(key, language, **named)

    def shown(value: float | None) -> str:
        return number(value, language)

    return _environment().get_template(template).render(
        links=links, lang=language, t=told, n=shown, flag=lambda code: say_word(FLAGS, code, language),
        measure=lambda code: say_word(MEASURES, code, language), kind=lambda code: say_word(KINDS, code, language),
        method=lambda code: say_word(METHODS, code, language), subject=lambda code: say_word(SUBJECTS, code, language),
        means=lambda meaning: say_meaning(meaning, language), **facts,
    )  # fmt: skip


def attributes(**facts: object) -> str:
    """Facts as the ``data-`` attributes of an element."""
    return Markup(" ").join(Markup('data-{}="{}"').format(name, plain(fact)) for name, fact in facts.items())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_safe,
    )
    made.globals.update(LONG=LONG)
    return made


def _safe(value: Any) -> Any:
    """Every text of a page passes here: nothing in it acts, whatever a PDF holds."""
    if value is None:
        return ""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
