"""A document's region as a person gave it, where no page told it."""

from __future__ import annotations

from dataclasses import replace

from normalizers.owner.region import Region, regions
from schemas.stages import DocumentIdentity

#: The flag of a region that a person gave.
GIVEN = "wilayah_ditetapkan"


def region_labels() -> tuple[str, ...]:
    """Every region as a person chooses it ("Kabupaten Seluma (17.05)"), by province."""
    return tuple(f"{region.nama if '.' in region.kode else f'Provinsi {region.nama}'} ({region.kode})" for region in _by_code())


def code_of_label(label: str) -> str | None:
    """The code in a label; None for anything else."""
    return label.rpartition("(")[2].rstrip(")") if label in region_labels() else None


def placed(identity: DocumentIdentity, code: str) -> DocumentIdentity:
    """An identity in the region that a person gave; unchanged where the list has no such region."""
    region = regions().get(code)
    if region is None:
        return identity
    local = region if region.jenis != "provinsi" else None
    flags = [flag for flag in identity.catatan if not flag.startswith("wilayah_")]
    return replace(
        identity,
        kode_provinsi=region.provinsi,
        nama_provinsi=regions()[region.provinsi].nama,
        kode_kabupaten_kota=local.kode if local else None,
        nama_kabupaten_kota=local.nama if local else None,
        catatan=(*flags, GIVEN),
    )


def _by_code() -> list[Region]:
    return [region for _, region in sorted(regions().items())]
