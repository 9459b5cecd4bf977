"""Golden forms: a printed header, rows below it and what a person says each column means.

How a case is written (``golden/*.toml``, one file a family of forms):

- ``kepala``: the header, a line a row, cells parted by ``|``. ``<`` is covered by the cell left of it, ``^`` by the cell above,
  an empty cell is a ruled one without text, ``\\n`` breaks a line in a cell, ``x*3`` stands for three such cells.
- ``isi``: the rows below, written alike; ``{i}`` and its like take the next text of a bank (:data:`BANK`). ``ulang`` is one such row,
  printed four times.
- ``arti``: a meaning a column: a role, or ``measure [year | ke3 | n-2 | lalu] [tw1] [(unit)]``; ``a / b`` where either is right.
- ``atas``, ``judul``: the lines above the table, and the document's first lines. ``kalender``: the years the document speaks of; with it
  the meanings are those after dating. ``jenis``: the kind of table, checked where it is given.
- ``himpunan``: how many sets of indicators there are; without it, one for each "indikator" in ``arti``. 0: not a table of indicators.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from normalizers.form import Meaning
from tests.pdf_maker import C

FOLDER = Path(__file__).parent / "golden"
#: Headers as people wrote them down who had not seen the program; those of them that it understood then or learnt to.
WRITTEN = Path(__file__).parent / "lembar"
#: Rows that ``ulang`` makes.
REPEATED = 4

BANK: dict[str, tuple[str, ...]] = {
    "t": (
        "Meningkatkan kualitas hidup masyarakat pesisir",
        "Mewujudkan pelayanan dasar yang merata",
        "Meningkatkan tata kelola pemerintahan",
        "Terwujudnya ekonomi desa yang mandiri",
    ),
    "s": (
        "Meningkatnya akses air minum layak",
        "Menurunnya angka putus sekolah",
        "Terwujudnya pelayanan yang prima",
        "Meningkatnya produksi perikanan tangkap",
        "Tersedianya jalan lingkungan yang baik",
    ),
    "p": (
        "Program Pengelolaan Perikanan Tangkap",
        "Program Penunjang Urusan Pemerintahan Daerah",
        "Program Pemberdayaan Sosial",
        "Program Penyelenggaraan Jalan",
    ),
    "k": (
        "Kegiatan Penyediaan Data Nelayan Kecil",
        "Kegiatan Administrasi Keuangan Perangkat Daerah",
        "Kegiatan Pembinaan Karang Taruna",
        "Kegiatan Pemeliharaan Berkala Jalan",
    ),
    "sk": (
        "Sub Kegiatan Penyusunan Dokumen Perencanaan",
        "Sub Kegiatan Penyediaan Gaji dan Tunjangan ASN",
        "Sub Kegiatan Pelatihan Kader",
        "Sub Kegiatan Survei Kondisi Jalan",
    ),
    "i": (
        "Persentase rumah tangga dengan akses air minum layak",
        "Jumlah kelompok nelayan yang dibina",
        "Indeks kepuasan masyarakat",
        "Cakupan penduduk yang terlayani",
        "Nilai akuntabilitas kinerja perangkat daerah",
        "Persentase jalan dalam kondisi mantap",
        "Angka partisipasi murni sekolah dasar",
    ),
    "u": ("persen", "kelompok", "indeks", "orang", "nilai", "km"),
    "o": ("Dinas Perikanan", "Bidang Bina Marga", "Sekretariat", "Seksi Tangkap", "Dinas Sosial"),
    "f": (
        "Jumlah rumah tangga terlayani dibagi jumlah rumah tangga dikali 100%",
        "Jumlah kelompok yang dibina pada tahun berjalan",
        "(A / B) x 100",
        "Hasil survei kepuasan",
    ),
    "def": (
        "Rumah tangga yang memperoleh air dari sumber terlindungi",
        "Kelompok yang mendapat pendampingan sedikitnya dua kali setahun",
        "Ukuran mutu pelayanan menurut penerimanya",
        "Penduduk yang menerima pelayanan sesuai standar",
    ),
    "sd": ("Laporan tahunan", "BPS", "Survei Kepuasan Masyarakat", "Data SIPD", "Profil desa"),
    "ket": ("", "Data sementara", "", "Hasil verifikasi"),
    "alasan": (
        "Air minum adalah kebutuhan dasar",
        "Sesuai amanat RPJMD",
        "Menggambarkan mutu pelayanan",
        "Urusan wajib pelayanan dasar",
    ),
    "n": ("75", "12", "83", "40", "68", "91", "7", "120"),
    "d": ("72,5", "80,15", "3,42", "66,10", "91,3"),
    "%": ("85 %", "90,5%", "100%", "72 %", "64,25%"),
    "rp": ("1.250.000.000", "875.400.000", "2.310.550.000", "96.750.000", "1.004.000.000"),
    "Rp": ("Rp 1.250.000.000", "Rp 875.400.000", "Rp 2.310.550.000", "Rp 96.750.000"),
    "g": ("A", "BB", "B", "WTP"),
    "lok": ("Kecamatan Muara Teluk", "Desa Sukamaju", "Seluruh kecamatan", "Kota Bukit Jati"),
    "kode": ("1.03.02", "1.03.02.2.01", "1.03.02.2.01.0003", "1.03.03"),
    "dana": ("PAD", "DAU", "DAK Fisik", "PAD"),
    "teks": ("Tercapai", "Belum tercapai", "Tercapai", "Tercapai"),
    "-": ("-", "", "-"),
}


@dataclass(frozen=True, repr=False)
class Golden:
    """One case, its cells as ``tests.normalizers.grids.table`` takes them."""

    family: str
    name: str
    header: list[list[C | None]]
    body: list[list[C | None]]
    meanings: list[str]
    above: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    kind: str | None = None
    calendar: dict[str, int | bool] | None = None
    sets: int | None = None
    beyond: str | None = None

    def __repr__(self) -> str:
        return f"<{self.family}: {self.name}>"

    @property
    def rows(self) -> list[list[C | None]]:
        return [*self.header, *self.body]


def golden_cases(folder: Path = FOLDER) -> list[Golden]:
    """All cases of a folder, in the order of files and of cases in them."""
    found: list[Golden] = []
    for path in sorted(folder.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["kasus"]:
            found.append(_read(path.stem, case))
    return found


def _read(family: str, case: dict[str, object]) -> Golden:
    known = {"nama", "kepala", "isi", "ulang", "arti", "atas", "judul", "jenis", "kalender", "himpunan", "di_luar"}
    assert not set(case) - known, f"{family}, {case['nama']}: {set(case) - known}"
    header = _cells(str(case["kepala"]))
    bank = Bank()
    rows = str(case["isi"]) if "isi" in case else "\n".join([str(case["ulang"]).strip()] * REPEATED)
    body = _cells(rows, bank)
    widths = {len(row) for row in (*header, *body)}
    assert len(widths) == 1, f"{family}, {case['nama']}: rows of {sorted(widths)} cells"
    return Golden(
        family,
        str(case["nama"]),
        header,
        body,
        _listed(str(case.get("arti", ""))),
        tuple(case.get("atas", ())),  # type: ignore[arg-type]
        tuple(case.get("judul", ())),  # type: ignore[arg-type]
        case.get("jenis"),  # type: ignore[arg-type]
        case.get("kalender"),  # type: ignore[arg-type]
        case.get("himpunan"),  # type: ignore[arg-type]
        case.get("di_luar"),  # type: ignore[arg-type]
    )


def _listed(text: str) -> list[str]:
    """The parts of ``a | b | c*3``."""
    found: list[str] = []
    for part in text.replace("\n", " ").split("|"):
        times = re.search(r"\*(\d+)\s*$", part)
        found += [re.sub(r"\*\d+\s*$", "", part).strip()] * (int(times.group(1)) if times else 1)
    return found if text.strip() else []


class Bank:
    """Hands out the next text of each kind; ``no`` counts."""

    def __init__(self) -> None:
        self._next: dict[str, Iterator[int]] = {}

    def __call__(self, match: re.Match[str]) -> str:
        name = match.group(1)
        place = next(self._next.setdefault(name, count()))
        return str(place + 1) if name == "no" else BANK[name][place % len(BANK[name])]


def _cells(text: str, bank: Callable[[re.Match[str]], str] | None = None) -> list[list[C | None]]:
    """Rows of cells; the marks ``<`` and ``^`` become spans."""
    lines = [line for line in text.strip("\n").split("\n") if line.strip()]
    marks = [_listed(line) for line in lines]
    width = max(map(len, marks))
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(marks):
        for c, mark in enumerate(row):
            owner[r, c] = owner[r, c - 1] if mark == "<" else owner[r - 1, c] if mark == "^" else (r, c)
    cells: list[list[C | None]] = [[None] * len(row) for row in marks]
    for (r, c), own in owner.items():
        if own == (r, c):
            covered = [place for place, whose in owner.items() if whose == own]
            rows, cols = 1 + max(p[0] for p in covered) - r, 1 + max(p[1] for p in covered) - c
            assert rows * cols == len(covered), f"cell {marks[r][c]!r} is no rectangle in\n{text}"
            printed = marks[r][c] if bank is None else re.sub(r"\{([^{}]+)\}", bank, marks[r][c])
            cells[r][c] = C(printed.replace("\\n", "\n"), rows, cols)
    assert all(len(row) <= width for row in marks)
    return cells


def described(meaning: Meaning) -> str:
    """A column's meaning in the words of a case."""
    if meaning.role != "nilai":
        return meaning.role
    when = ""
    if meaning.tahun is not None:
        when = str(meaning.tahun)
    elif meaning.tahun_ke is not None:
        when = f"ke{meaning.tahun_ke}"
    elif isinstance(meaning.relatif, int):
        when = f"n{meaning.relatif:+d}" if meaning.relatif else "n"
    elif meaning.relatif is not None:
        when = meaning.relatif
    quarter = f"tw{meaning.triwulan}" if meaning.triwulan else ""
    return " ".join(part for part in (meaning.ukuran or "tanpa_ukuran", when, quarter) if part)


def agrees(expected: str, meaning: Meaning) -> bool:
    """Whether a column's meaning is one of those a case allows; a unit counts where the case names it."""
    for one in re.split(r"\s+/\s+", expected):
        unit = re.search(r"\(([^()]*)\)\s*$", one)
        plain = re.sub(r"\s*\([^()]*\)\s*$", "", one).strip()
        if plain == described(meaning) and (unit is None or unit.group(1) == meaning.satuan):
            return True
    return False
