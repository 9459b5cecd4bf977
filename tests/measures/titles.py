"""Titles of columns that people wrote down who had not seen the program, with what each means: ``python -m tests.measures.titles``.

A list (``tests/measures/titles/*.csv``) has a title a row, its levels from the outermost to the innermost joined by " > ", and a word for
its meaning: a role, or what its values measure. Each is read as a column of a table that has an indicator and its unit on the left, with
cells of its kind below, in a document that is no plan.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from normalizers.form import interpret
from normalizers.form.meaning import Surroundings
from schemas.stages import Grid
from tests.measures.sheets import Sheet

FOLDER = Path(__file__).parent / "titles"
ABOVE = ("EVALUASI KINERJA TAHUN 2024", "DINAS SOSIAL KABUPATEN PATI")
LEVELS = " > "

#: What stands below a title of each meaning.
_CELLS = {
    "indikator": ("Persentase PPKS yang tertangani", "Cakupan layanan rehabilitasi", "Jumlah lansia yang dibantu"),
    "satuan": ("Persen", "Orang", "Dokumen"),
    "tujuan": ("Meningkatnya kesejahteraan sosial", "Terwujudnya tata kelola", "Meningkatnya mutu hidup"),
    "sasaran": ("Meningkatnya layanan sosial", "Terpenuhinya hak dasar", "Menurunnya kemiskinan"),
    "program": ("Program Rehabilitasi Sosial", "Program Pemberdayaan Sosial", "Program Perlindungan Sosial"),
    "kegiatan": ("Rehabilitasi Sosial Dasar", "Pemberdayaan Potensi Sumber", "Pengelolaan Data Fakir Miskin"),
    "sub_kegiatan": ("Penyediaan Permakanan", "Fasilitasi Bantuan Sosial", "Pemberian Bimbingan Fisik"),
    "nama": ("Program Rehabilitasi Sosial", "Kegiatan Rehabilitasi Sosial Dasar", "Sub Kegiatan Penyediaan Permakanan"),
    "formula": ("Jumlah PPKS tertangani dibagi jumlah PPKS dikali 100%", "Jumlah layanan / target x 100", "Hitungan jumlah lansia"),
    "definisi": ("Perorangan yang memerlukan layanan", "Layanan yang diberikan kepada warga", "Penduduk berusia 60 tahun ke atas"),
    "sumber_data": ("DTKS", "Data BPS", "Laporan bidang"),
    "penanggung_jawab": ("Bidang Rehabilitasi Sosial", "Bidang Pemberdayaan", "Sekretariat"),
    "keterangan": ("Tercapai", "Perlu perhatian", "Sesuai rencana"),
    "target": ("71,25", "64,10", "1.250"),
    "realisasi": ("70,15", "61,18", "1.190"),
    "capaian": ("98,46", "95,44", "95,20"),
    "kondisi_awal": ("60,11", "50,37", "900"),
    "kondisi_akhir": ("88,12", "79,33", "2.100"),
    "pagu": ("1.250.750.000", "325.430.000", "98.700.000"),
    "realisasi_anggaran": ("1.150.321.000", "301.230.500", "91.450.000"),
    "lainnya": ("3,17", "2,24", "5,9"),
}
#: Definitions are no field of the schema.
_SAME = {"definisi": "lainnya"}


@dataclass(frozen=True, slots=True)
class Title:
    """A column's titles, outermost first, and what it means."""

    levels: tuple[str, ...]
    meaning: str

    def understood(self) -> str:
        """What the program takes it for."""
        beside = [name for name in ("indikator", "satuan") if name != self.meaning]
        target = self.meaning not in ("target", "lainnya")
        left = [
            "No",
            *({"indikator": "Indikator Kinerja", "satuan": "Satuan"}[name] for name in beside),
            *(["Target 2024"] if target else []),
        ]
        head = [[*({"t": text, "r": len(self.levels)} for text in left), self.levels[0]], *([text] for text in self.levels[1:])]
        body = [
            [str(row + 1), *(_CELLS[name][row] for name in beside), *([f"8{row},5"] if target else []), _CELLS[self.meaning][row]]
            for row in range(3)
        ]
        sheet = Sheet({"id": "", "judul": ABOVE, "kepala": head, "baris": body, "makna": [""] * (len(left) + 1)})
        table = sheet.document().tables[0]
        headers = interpret(Grid(table.cells, table.n_rows, table.n_cols), Surroundings(ABOVE, "realisasi", speaks_of_performance=True))
        column = headers[0].columns[-1] if headers else None
        return "" if column is None else column.meaning.ukuran or _SAME.get(column.role, column.role)

    @property
    def right(self) -> bool:
        return self.understood() == _SAME.get(self.meaning, self.meaning)


def lists() -> dict[str, list[Title]]:
    """All lists by name."""
    found: dict[str, list[Title]] = {}
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = [Title(tuple(row["judul"].split(LEVELS)), row["makna"]) for row in csv.DictReader(file)]
    return found


def misread(titles: Sequence[Title]) -> list[str]:
    """The titles that are taken for something else, a line each."""
    return [
        f"{LEVELS.join(title.levels)}: {title.meaning}, read as {title.understood() or 'nothing'}" for title in titles if not title.right
    ]


@click.command()
@click.option("--show", is_flag=True, help="Which are read otherwise.")
def main(show: bool) -> None:
    """Print, list by list, how many titles are understood."""
    for name, titles in lists().items():
        wrong = misread(titles)
        click.echo("\n".join(wrong) if show else "", nl=show and bool(wrong))
        click.echo(f"{name}: {len(titles) - len(wrong)} of {len(titles)} titles understood")


if __name__ == "__main__":
    main()
