"""PDFs with something wrong with them, made byte by byte or with reportlab."""

from __future__ import annotations

import zlib
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.pdf_maker import Sheet

HEADER = ["No", "Sasaran", "Indikator", "Satuan", "2021", "2022"]
ROW = ["1", "Meningkatnya layanan", "Persentase penduduk terlayani", "%", "70", "80"]
WIDTHS = [30.0, 150.0, 180.0, 60.0, 60.0, 60.0]
TITLE = "INDIKATOR KINERJA UTAMA DINAS KESEHATAN KABUPATEN BANYUMAS TAHUN 2021-2022"


def good(path: Path, indicator: str = ROW[2], pages: int = 1) -> Path:
    """A sound document with one table a page."""
    sheet = Sheet(path)
    for page in range(pages):
        if page:
            sheet.next_page()
        sheet.line_of_text(TITLE, 100, 60, 11)
        sheet.table([HEADER, [*ROW[:2], f"{indicator} {page or ''}".strip(), *ROW[3:]]], WIDTHS)
    sheet.save()
    return path


def locked(path: Path, *, user: str, owner: str = "pemilik", may_copy: bool = True) -> Path:
    """A document locked with a password, or (with an empty user password) one that only forbids copying."""
    good(path)
    sheet = Sheet(path)
    sheet.canvas = Canvas(str(path), pagesize=(842, 595), encrypt=StandardEncryption(user, owner, canCopy=int(may_copy)), invariant=1)
    sheet.line_of_text(TITLE, 100, 60, 11)
    sheet.table([HEADER, ROW], WIDTHS)
    sheet.save()
    return path


def without_pages(path: Path) -> Path:
    """A valid file with an empty page tree."""
    path.write_bytes(_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]))
    return path


def _pdf(objects: list[bytes]) -> bytes:
    """A file of these objects, numbered from 1, the first one its catalogue."""
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    xref = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + xref + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))


def with_slow_page(path: Path, strokes: int = 4_000_000) -> Path:
    """Three pages, the middle one a drawing of millions of strokes behind the right words: small on disk, slow to read."""
    parts = [good(path.with_suffix(f".{k}.pdf"), f"Persentase rumah layak ke {k}") for k in (1, 3)]
    text = b"BT /F1 10 Tf 50 500 Td (Indikator sasaran target satuan program kegiatan) Tj ET\n"
    stream = zlib.compress(text + b"0 0 m 9 9 l S\n" * strokes)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
        b"/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(stream) + stream + b"\nendstream",
    ]
    slow = path.with_suffix(".2.pdf")
    slow.write_bytes(_pdf(objects))
    whole = pdfium.PdfDocument.new()
    for part in (parts[0], slow, parts[1]):
        source = pdfium.PdfDocument(part)
        whole.import_pages(source)
        source.close()
    whole.save(path)
    whole.close()
    for part in (*parts, slow):
        part.unlink()
    return path


def write_picture_pdf(path: Path, width: int, height: int, packed: bytes) -> None:
    """Write a page that is one picture, with the picture's data as given (deflated, three bytes a pixel)."""
    picture = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/Length %d>>"
    content = b"q 595 0 0 842 0 0 cm /I Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        picture % (width, height, len(packed)) + b"stream\n" + packed + b"\nendstream",
    ]
    whole = b"%PDF-1.5\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    trailer = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(whole)
    path.write_bytes(whole + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer)
