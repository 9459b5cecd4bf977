"""What mutants of the campaign of what is seen landed, held against their originals."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from extractors.page import inside
from tests.campaigns.fuzz import ORIGINAL, Findings

#: Surer than this and without one of these flags, a value must be printed.
SURE = 0.8
TOLD = frozenset({"teks_tak_tampak", "huruf_beda_gambar", "gambar_tanpa_teks", "angka_meragukan", "nilai_ganda"})
COMPARED = ("tahun", "triwulan", "ukuran", "nilai_teks", "satuan", "jenis_nilai")
#: Whose a document is, which text on a page without tables could say.
WHOSE = ("kode_provinsi", "kode_kabupaten_kota", "perangkat_daerah", "periode_awal", "periode_akhir")
Rows = list[dict[str, Any]]
#: By mutant the page and the middle of the number it covers.
Covered = dict[str, tuple[int, tuple[float, float]]]


def compare(iku: Rows, findings: Findings, by_way: dict[str, Counter[str]], covered: Covered) -> None:
    """What of the mutants landed sure and without a flag although the original does not print it, or it is covered."""
    rows: defaultdict[str, Rows] = defaultdict(list)
    for row in iku:
        rows[row["berkas"]].append(row)

    def key(row: dict[str, Any]) -> str:
        return str([row[column] for column in COMPARED])

    originals = {name: Counter(map(key, each)) for name, each in rows.items() if name.startswith(ORIGINAL)}
    flagged = {name: sum(bool(_NEW & set(row["catatan"])) for row in each) for name, each in rows.items() if name.startswith(ORIGINAL)}
    for name, each in sorted(rows.items()):
        if name.startswith(ORIGINAL):
            continue
        _, way, source = name.split("-", 2)
        printed = originals[f"{ORIGINAL}{source}"]
        sure = [row for row in each if (row["keyakinan"] is None or row["keyakinan"] >= SURE) and not TOLD & set(row["catatan"])]
        wrong = Counter(map(key, sure)) - printed
        if name in covered:
            page, middle = covered[name]
            wrong += Counter(key(row) for row in sure if row["halaman"] == page and inside(*middle, tuple(row["kotak"])))
        told = sum(bool(_NEW & set(row["catatan"])) for row in each) - flagged[f"{ORIGINAL}{source}"]
        by_way[way]["mutants"] += 1
        by_way[way]["told"] += told > 0
        by_way[way]["values told"] += told
        by_way[way]["values gone"] += max(0, printed.total() - len(each))
        if wrong:
            by_way[way]["wrong"] += 1
            findings.faults.append(f"{name}: {wrong.total()} values printed nowhere, e.g. {next(iter(wrong))}")


def compare_owners(documents: Rows, findings: Findings, by_way: dict[str, Counter[str]]) -> None:
    """Whether a mutant is whose its original is."""
    whose = {row["berkas"]: tuple(row[column] for column in WHOSE) for row in documents}
    for name, said in sorted(whose.items()):
        if name.startswith(ORIGINAL):
            continue
        _, way, source = name.split("-", 2)
        if said != whose[f"{ORIGINAL}{source}"]:
            by_way[way]["wrong"] += 1
            findings.faults.append(f"{name}: whose it is says {said}, the original {whose[f'{ORIGINAL}{source}']}")


_NEW = frozenset({"teks_tak_tampak", "huruf_beda_gambar", "gambar_tanpa_teks"})
