"""Whose document it is and for which years, from what its pages print."""

from __future__ import annotations

from collections.abc import Sequence

from normalizers.owner.evidence import evidence_lines
from normalizers.owner.office import office_in_path
from normalizers.owner.ownership import Scores, office_of, owner_of, weigh
from normalizers.owner.period import period_in_path, period_of
from normalizers.owner.posts import echelon_of, post_of
from normalizers.owner.region import Region, common_province, region_fields, regions, regions_in_path
from schemas.stages import DocumentIdentity, PageText

__all__ = ["echelon_of", "identify", "post_of"]


def identify(pages: Sequence[PageText], berkas: str, target_years: Sequence[int] = ()) -> DocumentIdentity:
    """Tell region, office and period of a document.

    Titles, headings and labels weigh more than running text; places that are merely mentioned do not win. Only what the pages do
    not tell is taken from the file's path, and flagged. What stays unknown or ambiguous is None.

    Args:
        pages: What is printed on the pages, in order.
        berkas: The document's path below the input folder.
        target_years: The years of its value columns: a title of a single year among them stands for all of them.

    Returns:
        The identity with flags: ``wilayah_dari_nama_berkas``, ``perangkat_daerah_dari_nama_berkas``, ``periode_dari_nama_berkas``
        (only the path told), ``periode_dari_tanggal`` (only the date of signing told), ``wilayah_bertentangan`` (the pages, or
        pages and path, name different regions), ``wilayah_meragukan`` (the name printed fits several regions).
    """
    lines = list(evidence_lines(pages))
    scores = weigh(lines)
    region, flags = _region(scores, berkas)
    office = office_of(scores)
    if office is None and not scores.whole_region:
        office = office_in_path(berkas)
        flags += ["perangkat_daerah_dari_nama_berkas"] if office else []
    period, is_dated = period_of(lines, target_years)
    if period is None:
        period = period_in_path(berkas)
        flags += ["periode_dari_nama_berkas"] if period else []
    elif is_dated:
        flags.append("periode_dari_tanggal")
    return DocumentIdentity(
        **region_fields(region),
        perangkat_daerah=office,
        periode_awal=period[0] if period else None,
        periode_akhir=period[1] if period else None,
        catatan=tuple(flags),
    )


def _region(scores: Scores, berkas: str) -> tuple[Region | None, list[str]]:
    owner, contradicted = owner_of(scores)
    in_path = regions_in_path(berkas)
    if owner is not None:
        told = [region for candidates in in_path if len(candidates) == 1 for region in candidates]
        off = bool(told) and not any(region.provinsi == owner.provinsi for region in told)
        return owner, ["wilayah_bertentangan"] if contradicted or off else []
    if scores.unclear:
        return _clearer(max(scores.unclear, key=lambda fits: scores.unclear[fits]), scores, in_path)
    return _from_path(in_path)


def _clearer(candidates: tuple[Region, ...], scores: Scores, in_path: Sequence[tuple[Region, ...]]) -> tuple[Region | None, list[str]]:
    """One of the regions that a bare name fits, if the province or the path tells which; else at most their province."""
    inside = [region for region in candidates if region.provinsi in scores.provinces]
    if len(inside) == 1 and inside[0].jenis != "provinsi":
        return inside[0], []
    for told in in_path:
        both = [region for region in candidates if region in told]
        if len(both) == 1:
            return both[0], ["wilayah_dari_nama_berkas"]
    return common_province(candidates), ["wilayah_meragukan"]


def _from_path(in_path: Sequence[tuple[Region, ...]]) -> tuple[Region | None, list[str]]:
    """The one region that every name in the path means, or means the province of; else at most the province."""
    named = [region for told in in_path for region in told]
    fits = {region for region in named if all(region in told or regions()[region.provinsi] in told for told in in_path)}
    if len(fits) == 1:
        return fits.pop(), ["wilayah_dari_nama_berkas"]
    province = common_province(named)
    if province is None:
        return None, ["wilayah_meragukan"] if named else []
    return province, ["wilayah_dari_nama_berkas", "wilayah_meragukan"]
