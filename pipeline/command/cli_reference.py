"""Commands about what has landed and its standard names: ``iku status``, ``acuan``, ``tinjau`` and ``jelaskan``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.command.common import ACUAN, LANGUAGE, ending, tell
from pipeline.documents import EXIT_PARTLY, EXIT_USAGE, Stop
from pipeline.said import Language, say


@click.group()
def acuan() -> None:
    """Daftar nomenklatur yang menjadi acuan nama, satuan dan kode."""


@acuan.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--release", "--rilis", "release", help="Nama rilis daftar ini; bawaan: nama berkasnya.")
@ACUAN
@LANGUAGE
def acuan_import(file: Path, release: str | None, acuan: Path | None, language: Language) -> None:
    """Impor daftar nomenklatur (CSV atau Excel) ke folder acuan."""
    from pipeline.reference import import_list, reference_folder  # noqa: PLC0415 (kept out of `iku --help`)

    folder = reference_folder(acuan)
    with ending(language):
        info = import_list(file, folder, release)
    tell(say("imported", language, count=info.indikator, name=info.nama, folder=folder))


@acuan.command("list")
@ACUAN
@LANGUAGE
def acuan_list(acuan: Path | None, language: Language) -> None:
    """Tunjukkan daftar yang sudah diimpor."""
    from pipeline.reference import imported_lists, reference_folder  # noqa: PLC0415 (kept out of `iku --help`)

    folder = reference_folder(acuan)
    with ending(language):
        lists = imported_lists(folder)
    tell(say("lists_in", language, folder=folder, count=len(lists)))
    for info in lists:
        tell(f"  {info.nama}  {info.rilis}  {info.berkas}  {info.indikator}  {info.diimpor}")


@acuan.command("remove")
@click.argument("name")
@ACUAN
@LANGUAGE
def acuan_remove(name: str, acuan: Path | None, language: Language) -> None:
    """Hapus satu daftar dari folder acuan."""
    from pipeline.reference import reference_folder, remove_list  # noqa: PLC0415 (kept out of `iku --help`)

    folder = reference_folder(acuan)
    with ending(language):
        if not remove_list(name, folder):
            raise Stop("no_list", EXIT_USAGE, name=name, folder=folder)
    tell(say("removed", language, name=name))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--by", "--oleh", "who", default="", help="Nama pemberi keputusan, bila tidak ditulis di berkasnya.")
@ACUAN
@LANGUAGE
def tinjau(file: Path, who: str, acuan: Path | None, language: Language) -> None:
    """Ambil keputusan dari tinjauan.xlsx yang sudah diisi; berlaku pada setiap pembacaan berikutnya.

    Kode keluar: 0 semua diambil, 3 sebagian jawaban keliru dan yang lain diambil, 2 tidak ada yang diambil.
    """
    from pipeline.reference import DECISIONS, reference_folder  # noqa: PLC0415 (kept out of `iku --help`)
    from pipeline.review import take_over  # noqa: PLC0415 (as above)

    folder = reference_folder(acuan)
    with ending(language):
        taken = take_over(file, folder, who, language)
    tell(say("taken", language, count=taken.new, file=folder / DECISIONS, left=taken.unanswered))
    if taken.refused:
        tell(say("not_all_taken", language, count=len(taken.refused), detail="\n".join(f"  {line}" for line in taken.refused)), err=True)
        sys.exit(EXIT_PARTLY)


@click.command()
@click.argument("output", type=click.Path(path_type=Path), default=Path("output"))
@LANGUAGE
def status(output: Path, language: Language) -> None:
    """Tunjukkan apa yang sudah dibaca ke folder hasil, kapan, dan apakah sedang ada yang berjalan."""
    from pipeline.showing import status_lines  # noqa: PLC0415 (kept out of `iku --help`)

    with ending(language):
        for line in status_lines(output, language):
            tell(line)


@click.command()
@click.argument("wanted", metavar="INDIKATOR")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Folder hasil.")
@ACUAN
@LANGUAGE
def jelaskan(wanted: str, output: Path, acuan: Path | None, language: Language) -> None:
    """Jelaskan ejaan mana yang digabung menjadi satu indikator, atau arti kolom yang ditetapkan untuk satu bentuk tabel, dan mengapa.

    INDIKATOR adalah id_indikator, nama, atau sebagian nama.
    """
    from pipeline.reference import load_reference, reference_folder  # noqa: PLC0415 (kept out of `iku --help`)
    from pipeline.showing import explain_form, explain_indicator  # noqa: PLC0415 (as above)

    with ending(language):
        decided = load_reference(reference_folder(acuan)).harmoniser.decisions.standing
        for line in explain_form(wanted, decided) or explain_indicator(wanted, output, language):
            tell(line)
