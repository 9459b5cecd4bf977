"""A document's region, office and period as a person gave them, where no page told them or told them wrongly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from normalizers.owner.region import region_fields, regions
from schemas.stages import DocumentIdentity

#: What a person may say of a document.
REGION, OFFICE, PERIOD = "wilayah", "perangkat_daerah", "periode"
#: What is said of a document that has no office, or no period, of its own.
NOTHING = {OFFICE: "dokumen seluruh daerah", PERIOD: "tanpa periode"}
#: The flag of what a person gave, behind its name ("wilayah_ditetapkan").
GIVEN = "ditetapkan"


def region_labels() -> tuple[str, ...]:
    """Every region as a person chooses it ("Kabupaten Seluma (17.05)"), by province."""
    return tuple(
        f"{region.nama if '.' in region.kode else f'Provinsi {region.nama}'} ({region.kode})" for _, region in sorted(regions().items())
    )


def code_of_label(label: str) -> str | None:
    """The code in a label; None for anything else."""
    return label.rpartition("(")[2].rstrip(")") if label in region_labels() else None


def meant(what: str, said: str, years: tuple[int, int]) -> str | None:
    """What a person's answer stands for: a region's code, an office's name, a period as "2021-2026"; None where it cannot be.

    Args:
        what: :data:`REGION`, :data:`OFFICE` or :data:`PERIOD`.
        said: The answer.
        years: The first and the last year that a period may have.
    """
    if what == REGION:
        return code_of_label(said)
    if what == OFFICE:
        return " ".join(said.split()) or None
    period = re.sub(r"\s", "", said).replace("–", "-")
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", period)
    if match is None:
        return None
    return period if years[0] <= int(match[1]) <= int(match[2] or match[1]) <= years[1] else None


def given(identity: DocumentIdentity, what: str, target: str) -> DocumentIdentity:
    """An identity with what a person gave in place of what was read.

    Args:
        identity: As read.
        what: :data:`REGION`, :data:`OFFICE` or :data:`PERIOD`.
        target: See :func:`meant`; a region that the list does not have changes nothing.
    """
    return _HOW[what](identity, target)


def _placed(identity: DocumentIdentity, code: str) -> DocumentIdentity:
    region = regions().get(code)
    if region is None:
        return identity
    return replace(identity, **region_fields(region), catatan=_flags(identity, REGION))  # type: ignore[arg-type]  # text fields


def _of_office(identity: DocumentIdentity, office: str) -> DocumentIdentity:
    return replace(identity, perangkat_daerah=office, catatan=_flags(identity, OFFICE))


def _of_period(identity: DocumentIdentity, period: str) -> DocumentIdentity:
    first, _, last = period.partition("-")
    return replace(identity, periode_awal=int(first), periode_akhir=int(last or first), catatan=_flags(identity, PERIOD))


def _flags(identity: DocumentIdentity, what: str) -> tuple[str, ...]:
    return (*(flag for flag in identity.catatan if not flag.startswith(f"{what}_")), f"{what}_{GIVEN}")


_HOW: Mapping[str, Callable[[DocumentIdentity, str], DocumentIdentity]] = {REGION: _placed, OFFICE: _of_office, PERIOD: _of_period}
