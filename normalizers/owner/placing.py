"""A document's region as a person gave it, where no page told it."""

from __future__ import annotations

from dataclasses import replace

from normalizers.owner.region import region_fields, regions
from schemas.stages import DocumentIdentity

#: The flag of a region that a person gave.
GIVEN = "wilayah_ditetapkan"


def region_labels() -> tuple[str, ...]:
    """Every region as a person chooses it ("Kabupaten Seluma (17.05)"), by province."""
    return tuple(
        f"{region.nama if '.' in region.kode else f'Provinsi {region.nama}'} ({region.kode})" for _, region in sorted(regions().items())
    )


def code_of_label(label: str) -> str | None:
    """The code in a label; None for anything else."""
    return label.rpartition("(")[2].rstrip(")") if label in region_labels() else None


def placed(identity: DocumentIdentity, code: str) -> DocumentIdentity:
    """An identity in the region that a person gave; unchanged where the list has no such region."""
    region = regions().get(code)
    if region is None:
        return identity
    flags = [flag for flag in identity.catatan if not flag.startswith("wilayah_")]
    return replace(identity, **region_fields(region), catatan=(*flags, GIVEN))  # type: ignore[arg-type]  # text fields
