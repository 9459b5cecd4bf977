"""A PDF that opens may still be damaged; what cannot be told from a whole one by looking is told by its checksums."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from extractors.pdf.opening import open_pdf
from extractors.pdf.wholeness import Damage, damage_of
from pipeline.documents.finding import find_pdfs
from pipeline.documents.outcome import Outcome, Problem
from pipeline.reading.document import read_document
from tests.broken_pdfs import good, locked, without_pages

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.pdf"))


@pytest.fixture
def three_pages(tmp_path: Path) -> Path:
    """Three pages whose streams are packed, as most programs write them."""
    with pikepdf.open(good(tmp_path / "utuh.pdf", pages=3)) as pdf:
        pdf.save(tmp_path / "tiga.pdf", compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return tmp_path / "tiga.pdf"


def content_of(path: Path, page: int) -> bytes:
    """The packed content of a page (the first is 0)."""
    with pikepdf.open(path) as pdf:
        return bytes(pdf.pages[page].Contents.read_raw_bytes())


def changed(path: Path, old: bytes, new: bytes) -> Path:
    data = path.read_bytes()
    assert data.count(old) == 1
    assert len(old) == len(new)
    path.write_bytes(data.replace(old, new))
    return path


def read(path: Path) -> Outcome:
    (path.parent / "baca").mkdir()
    path.rename(path.parent / "baca" / path.name)
    (found,) = find_pdfs(path.parent / "baca")
    return read_document(found)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_are_whole(path: Path) -> None:
    assert damage_of(path) == Damage()


def test_a_pdf_that_only_forbids_copying_is_whole(tmp_path: Path) -> None:
    assert damage_of(locked(tmp_path / "a.pdf", user="", may_copy=False)) == Damage()


def test_a_pdf_of_no_pages_is_whole(tmp_path: Path) -> None:
    assert damage_of(without_pages(tmp_path / "a.pdf")) == Damage()


def test_content_with_another_checksum_than_was_written_is_damaged(three_pages: Path) -> None:
    packed = content_of(three_pages, 1)
    other = bytes(byte ^ 1 for byte in packed[-4:])
    assert damage_of(changed(three_pages, packed, packed[:-4] + other)) == Damage(pages=(2,))


def test_content_that_cannot_be_unpacked_is_damaged(three_pages: Path) -> None:
    packed = content_of(three_pages, 2)
    middle = len(packed) // 2
    assert damage_of(changed(three_pages, packed, packed[:middle] + bytes(len(packed) - middle))).pages == (3,)


def test_a_checksum_cut_short_is_no_damage(three_pages: Path) -> None:
    # Some programs leave off the last bytes of the checksum.
    with pikepdf.open(three_pages, allow_overwriting_input=True) as pdf:
        content = pdf.pages[0].Contents
        content.write(content.read_raw_bytes()[:-2], filter=pikepdf.Name.FlateDecode)
        pdf.save(three_pages, compress_streams=False)
    assert damage_of(three_pages) == Damage()


def test_a_blank_page_of_nothing_packed_is_no_damage(three_pages: Path) -> None:
    with pikepdf.open(three_pages, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents.write(b"", filter=pikepdf.Name.FlateDecode)
        pdf.save(three_pages, compress_streams=False)
    assert damage_of(three_pages) == Damage()


@pytest.mark.parametrize(("before", "after"), [(b"HTTP/1.1 200 OK\r\n\r\n", b""), (b"", bytes(500)), (b"", b"\r\n\r\n")])
def test_what_a_download_leaves_before_and_after_a_file_is_no_damage(three_pages: Path, before: bytes, after: bytes) -> None:
    three_pages.write_bytes(before + three_pages.read_bytes() + after)
    assert damage_of(three_pages) == Damage()


def test_letters_whose_font_is_damaged_are_damaged_on_every_page_they_stand_on(tmp_path: Path) -> None:
    font = zlib.compress(b"bentuk huruf" * 100)
    with pikepdf.open(good(tmp_path / "utuh.pdf", pages=2)) as pdf:
        stream = pikepdf.Stream(pdf, b"")
        stream.write(font[:-1] + bytes([font[-1] ^ 1]), filter=pikepdf.Name.FlateDecode)
        for page in pdf.pages:
            for each in page.resources.Font.values():
                each.FontDescriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontFile2=stream)
        pdf.save(tmp_path / "huruf.pdf", compress_streams=False)
    assert damage_of(tmp_path / "huruf.pdf") == Damage(pages=(1, 2))


def test_a_damaged_stream_that_no_page_is_drawn_with_is_no_damage(tmp_path: Path) -> None:
    packed = zlib.compress(b"<x/>" * 100)
    with pikepdf.open(good(tmp_path / "utuh.pdf")) as pdf:
        pdf.Root.Metadata = pikepdf.Stream(pdf, b"", Type=pikepdf.Name.Metadata)
        pdf.Root.Metadata.write(packed[:-1] + bytes([packed[-1] ^ 1]), filter=pikepdf.Name.FlateDecode)
        pdf.save(tmp_path / "keterangan.pdf", compress_streams=False)
    assert damage_of(tmp_path / "keterangan.pdf") == Damage()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: -path.stat().st_size // 3])


def translated(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def without_its_table(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"startxref")])


@pytest.mark.parametrize("harm", [cut, translated, without_its_table])
def test_a_file_cut_off_or_translated_on_its_way_is_damaged(three_pages: Path, harm: Callable[[Path], None]) -> None:
    harm(three_pages)
    assert damage_of(three_pages).structure is not None


def test_a_file_that_is_gone_is_no_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        damage_of(tmp_path / "tidak-ada.pdf")


def test_a_large_stream_is_looked_at_in_one_go_through_it(tmp_path: Path) -> None:
    # Incompressible, in many pieces; the last byte of the checksum is another.
    data = random.Random(1).randbytes(3_000_000)
    packed = zlib.compress(data)
    seen: list[int] = []
    for last, whole in ((packed[-1:], ()), (bytes([packed[-1] ^ 1]), (1,))):
        with pikepdf.open(good(tmp_path / "utuh.pdf")) as pdf:
            picture = pikepdf.Stream(pdf, b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1000, Height=3000)
            picture.write(packed[:-1] + last, filter=pikepdf.Name.FlateDecode)
            pdf.pages[0].add_resource(picture, pikepdf.Name.XObject)
            pdf.save(tmp_path / "gambar.pdf", compress_streams=False)
        assert damage_of(tmp_path / "gambar.pdf", lambda: seen.append(1)).pages == whole
    assert len(seen) >= 2


# -- what becomes of it -------------------------------------------------------------------------------------------------


def test_rows_of_a_damaged_page_land_in_doubt_and_the_page_is_named(three_pages: Path) -> None:
    packed = content_of(three_pages, 1)
    outcome = read(changed(three_pages, packed, packed[:-1] + bytes([packed[-1] ^ 1])))
    assert outcome.status == "sebagian"
    assert [(problem.code, problem.page, problem.detail) for problem in outcome.problems] == [("isi_rusak", 2, "2")]
    sure = {value.halaman: value.keyakinan for record in outcome.records for value in record.values}
    assert sure.keys() == {1, 2, 3}
    assert sure[2] <= 0.5
    assert min(sure[1], sure[3]) > 0.8


def test_everything_of_a_file_cut_off_is_in_doubt(three_pages: Path) -> None:
    without_its_table(three_pages)
    outcome = read(three_pages)
    assert outcome.status == "sebagian"
    assert [problem.code for problem in outcome.problems] == ["berkas_cacat"]
    assert outcome.records
    assert all(value.keyakinan <= 0.5 for record in outcome.records for value in record.values)


def test_a_damaged_document_of_one_page_keeps_its_rows(tmp_path: Path) -> None:
    without_its_table(good(tmp_path / "satu.pdf"))
    outcome = read(tmp_path / "satu.pdf")
    assert outcome.status == "sebagian"
    assert outcome.records


def test_a_document_whose_wholeness_takes_too_long_to_see_is_read_and_in_doubt(three_pages: Path) -> None:
    (three_pages.parent / "baca").mkdir()
    three_pages.rename(three_pages.parent / "baca" / "tiga.pdf")
    (found,) = find_pdfs(three_pages.parent / "baca")
    outcome = read_document(found, skip={4: Problem("terlalu_lama", 4)})
    assert (outcome.status, len(outcome.records)) == ("sebagian", 3)
    assert [problem.code for problem in outcome.problems] == ["berkas_cacat"]


# -- sound files that are not written as they should be ------------------------------------------------------------------


def with_a_stream_of_places(path: Path, *, its_own: bool, size: int, named: bytes = b"/Resources<<>>") -> Path:
    """A page in a file whose objects are found by a stream (number 5), which need not say where it lies itself."""
    content = b"BT /F1 12 Tf 72 700 Td (Indikator) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + named + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    body, places = b"%PDF-1.5\n", [(0, 0, 255)]
    for number, each in enumerate(objects, start=1):
        places.append((1, len(body), 0))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    if its_own:
        places.append((1, len(body), 0))
    packed = zlib.compress(b"".join(bytes([kind]) + place.to_bytes(4) + bytes([last]) for kind, place, last in places))
    body += b"5 0 obj\n<</Type/XRef/Size %d/W[1 4 1]/Index[0 %d]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n%s" % (
        size, len(places), len(packed), packed,
    )  # fmt: skip
    path.write_bytes(body + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % body.rindex(b"5 0 obj"))
    return path


@pytest.mark.parametrize("other", [-1, 1, 40])
def test_a_table_of_objects_that_miscounts_them_is_no_damage(tmp_path: Path, other: int) -> None:
    path = good(tmp_path / "a.pdf", pages=2)
    data = path.read_bytes()
    count = int(data.rpartition(b"/Size ")[2].split()[0])
    path.write_bytes(data.replace(b"/Size %d" % count, b"/Size %d" % (count + other)))
    assert damage_of(path) == Damage()


@pytest.mark.parametrize(("its_own", "size"), [(True, 6), (False, 6), (False, 5), (True, 7)])
def test_a_stream_of_places_that_leaves_itself_out_is_no_damage(tmp_path: Path, its_own: bool, size: int) -> None:
    path = with_a_stream_of_places(tmp_path / "a.pdf", its_own=its_own, size=size)
    assert damage_of(path) == Damage()
    with open_pdf(path) as pdf:
        assert "Indikator" in pdf[0].get_textpage().get_text_bounded()


def test_a_file_that_miscounts_its_objects_and_names_one_that_is_not_there_is_damaged(tmp_path: Path) -> None:
    named = b"/Resources<</XObject<</I 77 0 R>>>>"
    assert damage_of(with_a_stream_of_places(tmp_path / "a.pdf", its_own=False, size=6, named=named)).structure is not None
    # An object that other files name in vain, too, tells nothing by itself.
    assert damage_of(with_a_stream_of_places(tmp_path / "b.pdf", its_own=True, size=6, named=named)) == Damage()


def test_a_table_that_lost_its_last_object_is_damaged(tmp_path: Path) -> None:
    path = good(tmp_path / "a.pdf", pages=2)
    data = path.read_bytes()
    begin = data.rindex(b"xref\n0 ", 0, data.rindex(b"trailer"))
    count = int(data[begin + 7 :].split()[0])
    lines = data[begin : data.rindex(b"trailer")].splitlines(keepends=True)
    lost = b"".join([b"xref\n", b"0 %d\n" % (count - 1), *lines[2:-1]])
    path.write_bytes(data[:begin] + lost + data[data.rindex(b"trailer") :])
    assert damage_of(path).structure is not None
