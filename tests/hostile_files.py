"""Small files made to fill the memory or the time, built here: none of them is an article."""

import io
import zipfile
import zlib
from collections.abc import Callable

MEBIBYTE = 1024 * 1024
W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HELVETICA = b"<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
SAID = b"BT /F 12 Tf 72 700 Td (On 5 March 2024 the Ministry announced it.) Tj ET"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"


def stream(content: bytes, head: bytes = b"", *, deflated: bool = False) -> bytes:
    """Return a stream of a PDF."""
    if deflated:
        content, head = zlib.compress(content, 9), head + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content)


def pdf(
    content: bytes,
    *more: bytes,
    resources: bytes = b"",
    box: bytes = b"0 0 595 842",
    told: bytes = b"",
) -> bytes:
    """Return a PDF of one page with this content, and more objects from number 5 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page % (box, resources or b"/Font" + HELVETICA),
        content,
        *more,
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj %s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        data, len(objects) + 1, table, len(objects) + 1, told, len(data),
    )  # fmt: skip


def composite(font: bytes) -> bytes:
    """Return resources with one composite font, of which the descendant says this."""
    return (
        b"/Font<</F<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type"
        b"/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 0>>%s>>]>>>>" % font
    )


def nested_forms(depth: int) -> bytes:
    """Return a PDF of forms that each draw the next one twice."""
    forms = [
        stream(
            SAID if number == depth - 1 else b"/X Do /X Do",
            b"%s/Resources<</XObject<</X %d 0 R>>/Font%s>>" % (FORM, 6 + number, HELVETICA),
        )
        for number in range(depth)
    ]
    return pdf(stream(b"/X Do"), *forms, resources=b"/XObject<</X 5 0 R>>")


def endless_table() -> bytes:
    """Return a PDF whose table claims two thousand million objects."""
    table = zlib.compress(b"\x01\0\0\0" * 10)
    head = b"/Type/XRef/Size 2000000000/W[1 2 1]/Index[0 2000000000]/Root 1 0 R/Filter/FlateDecode"
    body = b"1 0 obj <<%s/Length %d>>stream\n%s\nendstream endobj" % (head, len(table), table)
    return b"%%PDF-1.5\n%s\nstartxref\n9\n%%%%EOF" % body


def word(body: bytes) -> bytes:
    """Return a Word document with this body."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        text = b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (W, body)
        archive.writestr("word/document.xml", text)
    return file.getvalue()


def merged_cells() -> bytes:
    """Return a Word document of one long cell that reaches down through thousands of rows."""
    first = b'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>%s</w:tc></w:tr>'
    below = b"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"
    said = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    return word(b"<w:tbl>%s%s</w:tbl>" % (first % (said * 2_000), below * 20_000))


def far_glyphs() -> bytes:
    """Return a PDF of letters a thousand million points apart."""
    drawn = b"".join(b"1 0 0 1 %d 700 Tm (a) Tj " % (number * 10**7) for number in range(100))
    return pdf(stream(b"BT /F 12 Tf %sET" % drawn), box=b"0 0 9999999999 842")


def inflating_form() -> bytes:
    """Return a PDF that draws an empty form of 60 megabytes three thousand times."""
    form = stream(b" " * (60 * MEBIBYTE), FORM, deflated=True)
    return pdf(stream(b"/X Do " * 3_000), form, resources=b"/XObject<</X 5 0 R>>")


# A file's suffix, its bytes, and a word of the reason why it fails; none where it has rows.
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a title that leads to itself": (
        "pdf", lambda: pdf(stream(SAID), b"6 0 R", b"5 0 R", told=b"/Info<</Title 5 0 R>>"), "",
    ),
    "widths of a hundred million letters": (
        "pdf",
        lambda: pdf(stream(SAID), resources=composite(b"/W[0 99999999 500]")), "",
    ),
    "letters far apart": ("pdf", far_glyphs, ""),
    "forms nested 24 deep, each twice": ("pdf", lambda: nested_forms(24), ""),
    "a form that inflates": ("pdf", inflating_form, "no text"),
    "a page that inflates": (
        "pdf", lambda: pdf(stream(b" " * (130 * MEBIBYTE), deflated=True)), "inflates beyond",
    ),
    "a string that inflates": (
        "pdf",
        lambda: pdf(stream(b"BT /F 12 Tf (%s) Tj" % (b"a" * (60 * MEBIBYTE)), deflated=True)), "no text",
    ),
    "letters too small to see": (
        "pdf", lambda: pdf(stream(SAID.replace(b"12", b"0.00001"))), "no text",
    ),
    "an endless table of objects": ("pdf", endless_table, "no pages"),
    "Word elements without end": ("docx", lambda: word(b"<w:p/>" * 10_000_000), "elements"),
    "a Word text without end": (
        "docx",
        lambda: word(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % (b"a" * (100 * MEBIBYTE))), "characters",
    ),
    "Word cells merged without end": ("docx", merged_cells, ""),
    "a page of elements without end": ("html", lambda: b"<p>" * 1_300_000, "elements"),
    "a page of cells that span rows": (
        "html", lambda: b"<table>%s%s" % (b"<td rowspan=200>a" * 900, b"<tr>" * 20_000), "",
    ),
    "a text without end": ("txt", lambda: "商务部。".encode() * 1_000_000, "characters"),
}  # fmt: skip
