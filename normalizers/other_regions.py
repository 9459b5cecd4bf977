"""Columns that hold the values of another region than the document's: of its province, of a neighbour, of the nation."""

from __future__ import annotations

from dataclasses import replace

from normalizers.form import Column, Header, Meaning
from normalizers.header import header_words
from normalizers.owner import bare_region, find_regions
from normalizers.words import fold
from schemas.stages import DocumentIdentity

#: Titles that name no region and still not the document's, where that is a regency or city.
_ABOVE_IT = frozenset({"provinsi", "prov", "propinsi", "tingkat provinsi", "nasional", "tingkat nasional", "indonesia"})
#: Which of several columns alike is the document's own is told by its name, not by what the column holds.
TOLD_BY_NAME = 0.9


def without_other_regions(header: Header, identity: DocumentIdentity) -> Header:
    """The header without the values of other regions, where columns that mean the same name several of them.

    Args:
        header: The columns, every value in its time.
        identity: Whose document it is.

    Returns:
        The header; what another region reached is kept among what else its rows say, and the document's own column is the surer for it.
    """
    values = header.values
    others = {column.cols for column in values if _is_of_another(column, identity)}
    own = {column.meaning.moment for column in values if column.cols not in others}
    theirs = [column for column in values if column.cols in others and column.meaning.moment in own]
    if not theirs:
        return header
    gone, alike = {column.cols for column in theirs}, {column.meaning.moment for column in theirs}
    moments = [column.meaning.moment for column in values if column.cols not in gone]

    def kept(column: Column) -> Column | None:
        if column.cols in gone:
            return None
        alone = column in values and column.meaning.moment in alike and moments.count(column.meaning.moment) == 1
        # "Capaian" of several regions may be the figure that was reached, or a share of each one's target: that stays in doubt.
        return replace(column, score=max(column.score, TOLD_BY_NAME)) if alone and column.ukuran != "capaian" else column

    without = header.mapped(kept)
    aside = tuple(replace(column, meaning=Meaning("lainnya")) for column in theirs)
    return replace(without, columns=tuple(sorted((*without.columns, *aside), key=lambda column: column.cols)))


def _is_of_another(column: Column, identity: DocumentIdentity) -> bool:
    """Whether a column's innermost title names a region, and not the document's own."""
    title = column.path[-1] if column.path else column.text
    own = identity.kode_kabupaten_kota or identity.kode_provinsi
    if own is None:
        return False
    if identity.kode_kabupaten_kota is not None and fold(title) in _ABOVE_IT:
        return True
    named = {region.kode for mention in find_regions(title) for region in mention.regions}
    # "Realisasi Sumatera Utara": what is left without the words of headers may be a region's name.
    known = header_words().known
    named |= {region.kode for region in bare_region(word for word in fold(title).split() if word not in known and not word.isdigit())}
    return bool(named) and own not in named
