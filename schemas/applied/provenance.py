"""What a data set was made of and with: the same inputs, rules and decisions give the same words, and no clock is among them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

#: Of the names of regions; everything else is printed in public documents.
LICENCE = "ODbL-1.0"
_LICENCE_ADDRESS = "https://opendatacommons.org/licenses/odbl/1-0/"
_RIGHTS = {
    "id": "Teks dan angka berasal dari dokumen publik pemerintah daerah; nama dan kode wilayah dari idn-area-data (ODbL 1.0).",
    "en": "Texts and numbers are from public documents of local governments; names and codes of regions from idn-area-data (ODbL 1.0).",
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a data set is from.

    Attributes:
        version: Of the program.
        rules: Fingerprint of its code and data that make rows of PDFs.
        inputs: Fingerprint of the documents (:func:`fingerprint` of their ``id_dokumen``).
        documents: How many there are.
        reference: Fingerprint of the imported lists and the decisions.
        decisions: How many decisions stand.
    """

    version: str
    rules: str
    inputs: str
    documents: int
    reference: str
    decisions: int

    @property
    def citation(self) -> str:
        """How to cite the data set."""
        return (
            f"Indikator kinerja pemerintah daerah, dibaca dari {self.documents} dokumen PDF (sidik {self.inputs[:12]}) "
            f"dengan iku-ingest {self.version} (aturan {self.rules}, acuan {self.reference[:12]})."
        )

    def metadata(self) -> dict[str, str]:
        """As the metadata of a Parquet file."""
        return {
            "program": f"iku-ingest {self.version}",
            "sidik_aturan": self.rules,
            "sidik_masukan": self.inputs,
            "jumlah_dokumen": str(self.documents),
            "sidik_acuan": self.reference,
            "jumlah_keputusan": str(self.decisions),
            "lisensi": _RIGHTS["id"],
            "license": _RIGHTS["en"],
            "sitasi": self.citation,
        }

    def described(self) -> dict[str, object]:
        """As part of a data package."""
        own = {key: text for key, text in self.metadata().items() if key not in ("lisensi", "license", "sitasi")}
        return {
            "licenses": [{"name": LICENCE, "path": _LICENCE_ADDRESS, "title": _RIGHTS["en"]}],
            "lisensi": _RIGHTS["id"],
            "citation": self.citation,
            "asal": own,
        }


def fingerprint(ids: Iterable[str]) -> str:
    """Of a set of documents: SHA-256 of their ``id_dokumen``, sorted, one a line."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()
