"""Commands about what has landed and its standard names: ``iku status``, ``acuan``, ``tinjau`` and ``jelaskan``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.command.common import ACUAN, EXIT_NOTHING, EXIT_USAGE, LANGUAGE, lines_of, stop
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
    from normalizers.names import NomenclatureError  # noqa: PLC0415 (kept out of `iku --help`)
    from pipeline.reference import import_list, reference_folder  # noqa: PLC0415

    folder = reference_folder(acuan)
    try:
        info = import_list(file, folder, release)
    except NomenclatureError as error:
        stop(f"{file}: {error}", EXIT_USAGE)
    except OSError as error:
        stop(f"{folder}: {error.strerror or error}", EXIT_NOTHING)
    click.echo(say("imported", language, count=info.indikator, name=info.nama, folder=folder))


@acuan.command("list")
@ACUAN
@LANGUAGE
def acuan_list(acuan: Path | None, language: Language) -> None:
    """Tunjukkan daftar yang sudah diimpor."""
    from pipeline.reference import imported_lists, reference_folder  # noqa: PLC0415

    folder = reference_folder(acuan)
    lists = imported_lists(folder)
    click.echo(say("lists_in", language, folder=folder, count=len(lists)))
    for info in lists:
        click.echo(f"  {info.nama}  {info.rilis}  {info.berkas}  {info.indikator}  {info.diimpor}")


@acuan.command("remove")
@click.argument("name")
@ACUAN
@LANGUAGE
def acuan_remove(name: str, acuan: Path | None, language: Language) -> None:
    """Hapus satu daftar dari folder acuan."""
    from pipeline.reference import reference_folder, remove_list  # noqa: PLC0415

    folder = reference_folder(acuan)
    if not remove_list(name, folder):
        stop(say("no_list", language, name=name, folder=folder), EXIT_USAGE)
    click.echo(say("removed", language, name=name))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--by", "--oleh", "who", default="", help="Nama pemberi keputusan, bila tidak ditulis di berkasnya.")
@ACUAN
@LANGUAGE
def tinjau(file: Path, who: str, acuan: Path | None, language: Language) -> None:
    """Ambil keputusan dari tinjauan.xlsx yang sudah diisi; berlaku pada setiap pembacaan berikutnya."""
    from normalizers.names import DecisionError, NomenclatureError  # noqa: PLC0415 (kept out of `iku --help`)
    from pipeline.reference import DECISIONS, reference_folder  # noqa: PLC0415
    from pipeline.review import BookError, take_over  # noqa: PLC0415 (kept out of `iku --help`)

    folder = reference_folder(acuan)
    try:
        count, unanswered = take_over(file, folder, who)
    except (BookError, DecisionError, NomenclatureError) as error:
        stop(f"{lines_of(error)}\n{say('nothing_taken', language)}", EXIT_USAGE)
    except OSError as error:
        stop(f"{folder}: {error.strerror or error}", EXIT_NOTHING)
    click.echo(say("taken", language, count=count, file=folder / DECISIONS, left=unanswered))


@click.command()
@click.argument("output", type=click.Path(path_type=Path), default=Path("output"))
@LANGUAGE
def status(output: Path, language: Language) -> None:
    """Tunjukkan apa yang sudah dibaca ke folder hasil, kapan, dan apakah sedang ada yang berjalan."""

    from pipeline.showing import status_lines  # noqa: PLC0415 (kept out of `iku --help`)

    lines = status_lines(output, language)
    if lines is None:
        stop(say("no_output", language, folder=output), EXIT_USAGE)
    for line in lines:
        click.echo(line)


@click.command()
@click.argument("id_indikator")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Folder hasil.")
@LANGUAGE
def jelaskan(id_indikator: str, output: Path, language: Language) -> None:
    """Jelaskan ejaan mana yang digabung menjadi satu indikator, dan mengapa."""
    from pipeline.showing import Unknown, explain_indicator  # noqa: PLC0415 (kept out of `iku --help`)

    try:
        lines = explain_indicator(id_indikator, output)
    except Unknown as error:
        stop(say(error.key, language, folder=output, id=id_indikator), EXIT_USAGE)
    for line in lines:
        click.echo(line)
