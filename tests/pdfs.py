"""Small PDF files for tests, written by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence


def pdf(*pages: Sequence[str], **info: str) -> bytes:
    """A PDF with a page for each list of lines, and ``info`` (Title, Author …) as metadata."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [font]
    last = 2 * len(pages) + 2
    for lines in pages:
        shown = b" ".join(b"(" + _escaped(line) + b") Tj T*" for line in lines)
        content = b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 1 0 R >> >> >>" % (last, len(objects))
        )
    kids = b" ".join(b"%d 0 R" % (2 * number + 3) for number in range(len(pages)))
    objects.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % last)
    said = b" ".join(b"/%s (%s)" % (key.encode(), _escaped(info[key])) for key in info)
    objects.append(b"<< %s >>" % said)
    return _file(objects, root=last + 1)


def _file(objects: Sequence[bytes], root: int) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root %d 0 R" % (len(objects) + 1, root))
    out.write(b" /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (root + 1, table))
    return out.getvalue()


def _escaped(text: str) -> bytes:
    raw = text.encode("windows-1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
