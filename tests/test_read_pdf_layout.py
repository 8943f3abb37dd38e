"""Layout of typeset PDFs: columns, tables, turned and vertical pages, and hostile structures."""

import zlib

import pytest

from pipeline.read.failure import ReadError
from pipeline.read.limits import DEFAULTS
from pipeline.read.pdf import read
from pipeline.read.pdf.rescue import rescue
from tests.test_read_pdf import Sheet

pytest.importorskip("reportlab")
LATIN = "Helvetica"
TEXT = b"BT /F1 12 Tf 72 700 Td (Plain text here) Tj ET "


def text_of(sheet: Sheet) -> str:
    return read("a.pdf", sheet.bytes(), DEFAULTS).text


def test_three_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    for column, name in enumerate("左中右"):
        for line in range(12):
            sheet.draw(50 + 170 * column, 760 - 14 * line, f"{name}栏{line:02}行说明管制规则", 10)
    text = text_of(sheet)
    assert text.index("左栏11") < text.index("中栏00") < text.index("中栏11") < text.index("右栏00")


def test_bands_have_columns_of_their_own() -> None:
    sheet = Sheet()
    for line in range(6):
        sheet.draw(50, 780 - 14 * line, f"{line}通栏" + "正文横贯全页不分栏" * 5, 10)
        sheet.draw(50, 650 - 14 * line, f"左栏{line}" + "文字说明规则" * 3, 10)
        sheet.draw(320, 650 - 14 * line, f"右栏{line}" + "文字说明规则" * 3, 10)
    text = text_of(sheet)
    assert text.index("5通栏") < text.index("左栏0") < text.index("左栏5") < text.index("右栏0")


def test_cells_without_rules_keep_their_rows() -> None:
    sheet = Sheet()
    for line, (day, body, deed) in enumerate(
        [("7月3日", "商务部", "发布公告"), ("8月15日", "海关总署", "公布细则")] * 4
    ):
        for x, cell in ((60, day), (200, body), (340, deed)):
            sheet.draw(x, 760 - 20 * line, cell)
    assert text_of(sheet).split("\n")[:2] == [
        "7月3日\t商务部\t发布公告",
        "8月15日\t海关总署\t公布细则",
    ]


def test_ruled_tables_are_read_cell_by_cell() -> None:
    sheet = Sheet()
    sheet.canvas.grid([60, 200, 400], [700, 740, 780])
    for y, left, right in ((768, "甲方一", "内容一"), (728, "乙方二", "内容二")):
        for line in range(2):
            sheet.draw(65, y - 14 * line, f"{left}{line}")
            sheet.draw(205, y - 14 * line, f"{right}{line}")
    assert text_of(sheet) == "甲方一0甲方一1\t内容一0内容一1\n乙方二0乙方二1\t内容二0内容二1"


def drawn_apart(words: str, x0: float, x1: float) -> list[tuple[float, str]]:
    """Return the words of a line with the places that fill it from edge to edge."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    parts = words.split()
    widths = [stringWidth(part, LATIN, 10) for part in parts]
    gap = (x1 - x0 - sum(widths)) / (len(parts) - 1)
    return [(x0 + sum(widths[:i]) + gap * i, part) for i, part in enumerate(parts)]


def test_a_line_drawn_apart_is_no_row_of_a_table() -> None:
    sheet = Sheet()
    sheet.canvas.setFont(LATIN, 10)
    for line, words in enumerate(
        (
            "restrictions on semiconductor",
            "manufacturing equipment,",
            "notwithstanding the rule of May",
            "were kept.",
        )
    ):
        places = [(60.0, words)] if line == 3 else drawn_apart(words, 60, 300)
        for x, word in places:
            sheet.canvas.drawString(x, 760 - 14 * line, word)
    assert text_of(sheet) == (
        "restrictions on semiconductor manufacturing equipment, notwithstanding the rule of May were kept."
    )


def test_a_cell_over_several_rows_stands_in_each() -> None:
    sheet = Sheet()
    for y, x0 in ((780, 60), (740, 200), (700, 60), (660, 60)):
        sheet.canvas.line(x0, y, 400, y)
    for x in (60, 200, 400):
        sheet.canvas.line(x, 660, x, 780)
    sheet.draw(65, 735, "5月1日")
    for y, cell in ((755, "海关总署公布细则"), (715, "能源局发布通知"), (675, "船东回应")):
        sheet.draw(205, y, cell)
    sheet.draw(65, 675, "6月2日")
    assert text_of(sheet) == "5月1日\t海关总署公布细则\n5月1日\t能源局发布通知\n6月2日\t船东回应"


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pages_turned_by_their_matrix_are_turned_back(angle: int) -> None:
    sheet = Sheet()
    sheet.canvas.translate(300, 400)
    sheet.canvas.rotate(angle)
    for line in range(3):
        sheet.draw(0, -20 * line, f"第{line}行商务部发布公告")
    assert text_of(sheet).split("\n")[0].startswith("第0行商务部发布公告第1行")


def test_a_turned_watermark_is_left_out_and_counted() -> None:
    sheet = Sheet()
    sheet.draw(60, 760, "商务部发布公告对镓实施管制")
    sheet.canvas.rotate(90)
    sheet.draw(100, -300, "内部资料")
    source = read("a.pdf", sheet.bytes(), DEFAULTS)
    assert "内部" not in source.text
    assert source.message.startswith("4 glyphs of turned text")


def test_what_lies_beyond_the_page_is_left_out_and_counted() -> None:
    sheet = Sheet()
    sheet.draw(60, 760, "商务部发布公告")
    sheet.draw(60, 900, "印刷样张")
    sheet.draw(1_000_000, 500, "远")
    source = read("a.pdf", sheet.bytes(), DEFAULTS)
    assert source.text == "商务部发布公告"
    assert "4 glyphs beyond the edge" in source.message


def test_vertical_writing_is_read_by_columns_from_the_right() -> None:
    sheet = Sheet()
    for column, words in enumerate(("商務部發布公告對鎵", "實施出口管制自八月", "一日起施行")):
        for index, char in enumerate(words):
            sheet.draw(500 - 24 * column, 780 - 17 * index, char, 14)
    assert text_of(sheet) == "商務部發布公告對鎵實施出口管制自八月一日起施行"


def test_a_column_of_numbered_cells_is_no_vertical_writing() -> None:
    sheet = Sheet()
    for line, char in enumerate("甲乙丙丁戊己"):
        sheet.draw(60, 760 - 16 * line, char)
        sheet.draw(80, 760 - 16 * line, f"单位{line}报送材料")
    assert "单位0报送材料" in text_of(sheet)


@pytest.mark.parametrize(
    ("space", "words"), [(5, "商务部于2024年3月5日发布"), (0, "商务部于2024年3月5日发布")]
)
def test_letter_spacing_is_no_space(space: float, words: str) -> None:
    sheet = Sheet()
    sheet.canvas.setFont("STSong-Light", 12)
    sheet.canvas.drawString(60, 760, words, charSpace=space)
    assert text_of(sheet) == words


def test_words_beside_ligatures_keep_their_spaces() -> None:
    from pipeline.read.pdf.glyphs import Glyph
    from pipeline.read.pdf.lettering import letter
    from pipeline.read.pdf.rows import Row

    glyphs = [Glyph("n", 0, 5, 0, 10), Glyph("\ufb02", 8, 13, 0, 10), Glyph("y", 13, 18, 0, 10)]
    assert letter(Row.of(glyphs)).text == "n \ufb02y"


def test_raised_letters_join_a_larger_row_and_small_lines_do_not() -> None:
    sheet = Sheet()
    sheet.draw(60, 760, "Jane Doe", 14, LATIN)
    width = sheet.canvas.stringWidth("Jane Doe", LATIN, 14)
    sheet.draw(60 + width, 765, "a", 10, LATIN)
    sheet.draw(60, 746, "a small line below", 10, LATIN)
    for line in range(6):
        sheet.draw(60, 700 - 14 * line, "text of the usual size of this page", 10, LATIN)
    assert text_of(sheet).split("\n")[:2] == ["Jane Doea", "a small line below"]


def pdf(*objects: bytes, info: bytes = b"") -> bytes:
    """Write a PDF by hand; the first object is the catalog."""
    out, offsets = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF"
    return out + head + table + tail % (len(objects) + 1, info, len(out))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), entries, data)


def form(data: bytes, entries: bytes = b"") -> bytes:
    return stream(data, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + entries)


def page(content: bytes, *more: bytes, kind: bytes = b"/Type/Page", info: bytes = b"") -> bytes:
    """Write a PDF of one page; objects 6 and on are more, 6 is a drawing named /X."""
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<<%b/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%b>>" % (kind, resources),
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
        info=info,
    )


NESTED = [
    form(b"/X Do /X Do", b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 1))
    for number in range(6, 30)
]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (page(TEXT, kind=b""), ""),
        (page(TEXT, b"<</Title 7 0 R>>", b"8 0 R", b"7 0 R", info=b"/Info 6 0 R"), ""),
        (page(b"/Nothing cs 1 2 3 scn " + TEXT), ""),
        (page(b"BT /F1 12 Tf 1000000000 700 Td (far) Tj ET " + TEXT), ""),
        (page(b"BT /F1 %b Tf (x) Tj ET " % (b"9" * 400) + TEXT), ""),
        (page(TEXT + b"/X Do", form(b"/X Do")), ""),
        (page(TEXT + b"/X Do", *NESTED, form(b"q Q")), "read in part"),
        (page(TEXT + b"q Q " * 200_000), "read in part"),
    ],
)
def test_odd_and_hostile_structures_do_not_harm(data: bytes, told: str) -> None:
    source = read("a.pdf", data, DEFAULTS)
    assert source.text == "Plain text here"
    assert (told in source.message) if told else not source.message


@pytest.mark.parametrize("times", [1, 2])
def test_what_inflates_without_end_is_refused(times: int) -> None:
    data = zlib.compress(b" " * 300_000_000, 1)
    filters = b"/Filter[/FlateDecode]"
    if times == 2:
        data, filters = zlib.compress(data), b"/Filter[/FlateDecode/FlateDecode]"
    with pytest.raises(ReadError, match=r"inflates|twice"):
        read("a.pdf", page(TEXT + b"/X Do", form(data, filters)), DEFAULTS)


def test_pdfium_reads_the_same_letters_and_no_garbage() -> None:
    (drawing,) = rescue(page(TEXT), DEFAULTS)
    assert "".join(drawn.text for drawn in drawing.drawn) == "Plain text here"
    assert rescue(b"%PDF-1.7 garbage %%EOF", DEFAULTS) == []
