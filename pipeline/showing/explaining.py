"""Why spellings are one indicator, and what people said of a form: ``iku jelaskan``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from normalizers.names import FORM, Decision, name_key
from normalizers.words import squash
from pipeline.documents import EXIT_USAGE, Stop, standing_file

#: So many places of a spelling are named: enough to look it up, and still one line.
PLACES = 4


def explain_indicator(wanted: str, output: Path) -> list[str]:
    """Lines that say which spellings were joined by which rule, score or decision, and where they stand.

    Args:
        wanted: An ``id_indikator``, or a name.
        output: The output folder.

    Raises:
        Stop: The folder holds no results, or no such indicator.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 (slow to import; the other reports do without)
    import pyarrow.parquet as pq  # noqa: PLC0415 (as above)

    path = standing_file(output, "indikator.parquet")
    if not path.exists():
        raise Stop("no_output", EXIT_USAGE, folder=output)
    # Opened here: the folder may have a name that is no text.
    with path.open("rb") as file:
        rows = pq.read_table(file).to_pylist()
    letters = name_key(wanted).letters
    row = next((row for row in rows if row["id_indikator"] == wanted), None) or next(
        (row for row in rows if any(name_key(name).letters == letters for name in (row["indikator_baku"], *row["ejaan"]))), None
    )
    if row is None:
        raise Stop("no_indicator", EXIT_USAGE, id=wanted, folder=output)
    columns, its_own = ["indikator", "berkas", "halaman"], pc.field("id_indikator") == row["id_indikator"]
    with path.with_name("iku.parquet").open("rb") as file:
        iku = pq.read_table(file, columns=columns, filters=its_own).to_pylist()
    lines = [
        f"{row['id_indikator']}",
        f"  nama baku   {row['indikator_baku']}",
        f"  sumber      {row['sumber_baku'] or 'hanya dari dokumen'}",
        f"  satuan      {row['satuan_baku'] or '-'} (tercetak: {', '.join(row['satuan']) or '-'})",
        f"  kode        {', '.join(row['kode_nomenklatur']) or '-'}",
        f"  {row['jumlah_rekaman']} baris di {row['jumlah_dokumen']} dokumen",
    ]
    for spelling, rule in zip(row["ejaan"], row["cara_padan"], strict=True):
        places = sorted({f"{each['berkas']} hal. {each['halaman']}" for each in iku if each["indikator"] == spelling})
        lines += [
            f'  "{spelling}"',
            f"      {rule}",
            f"      {'; '.join(places[:PLACES])}{f' dan {len(places) - PLACES} lagi' if len(places) > PLACES else ''}",
        ]
    return lines


def explain_form(wanted: str, decisions: Iterable[Decision]) -> list[str]:
    """Lines that say what people decided about a form's columns, when and why; empty where they decided nothing.

    Args:
        wanted: A form's code as ``tinjauan.xlsx`` and ``iku inspect`` show it, or a column's header.
        decisions: All that stand.
    """
    of_forms = [decision for decision in decisions if decision.hal == FORM]
    codes = {
        code
        for decision in of_forms
        if (code := decision.nama.partition("#")[0]) == wanted or squash(wanted) == squash(decision.nama.partition(" ")[2])
    }
    lines: list[str] = []
    for code in sorted(codes):
        lines.append(f"bentuk {code}")
        for decision in of_forms:
            key, _, header = decision.nama.partition(" ")
            if key.partition("#")[0] == code:
                why = f": {decision.alasan}" if decision.alasan else ""
                lines.append(f'  kolom {key.partition("#")[2]} "{header}" berarti {decision.sasaran}')
                lines.append(f"      ditetapkan {decision.tanggal} {decision.oleh}".rstrip() + why)
    return lines
