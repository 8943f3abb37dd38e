"""PDFs typeset here: copies collapsed, furniture marked, paragraphs whole, bad files refused."""

import io
from pathlib import Path

import pytest

from pipeline.document import Source
from pipeline.read.failure import ReadError
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.read.pdf import read
from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.rows import collapse

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
SONG = "STSong-Light"


class Sheet:
    """A PDF in the making; y counts from the foot of an A4 page, 595 by 842 points."""

    def __init__(self) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont

        pdfmetrics.registerFont(UnicodeCIDFont(SONG))
        self.file = io.BytesIO()
        self.canvas = canvas.Canvas(self.file)

    def draw(self, x: float, y: float, text: str, size: float = 11, font: str = SONG) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


def clean(data: bytes) -> str:
    """Return the source text without what is marked."""
    return unmarked(read("a.pdf", data, DEFAULTS))


def unmarked(source: Source) -> str:
    marked = {i for mark in source.marks for i in range(mark.span.start, mark.span.end)}
    return "".join(char for index, char in enumerate(source.text) if index not in marked)


@pytest.mark.parametrize("shift", [0.2, 0.3, 0.9, 1.5])
@pytest.mark.parametrize("text", ["天天向上的年底前研究研究", "will all hill 2022 ......"])
def test_fake_bold_is_undone_and_counted(shift: float, text: str) -> None:
    sheet = Sheet()
    sheet.draw(60, 780, text)
    sheet.draw(60 + shift, 780, text)
    source = read("a.pdf", sheet.bytes(), DEFAULTS)
    assert source.text == text
    assert source.message.startswith(f"{len(text.replace(' ', ''))} glyphs drawn on top")


def test_real_pairs_drawn_one_by_one_stay() -> None:
    sheet = Sheet()
    for index, char in enumerate("天天研究研究娃哈哈"):
        sheet.draw(60 + 11 * index, 780, char)
    source = read("a.pdf", sheet.bytes(), DEFAULTS)
    assert source.text == "天天研究研究娃哈哈"
    assert not source.message


@pytest.mark.parametrize(
    ("glyphs", "kept"),
    [
        ([Glyph("天", 0, 11, 0, 11), Glyph("天", 11, 22, 0, 11)], 2),
        ([Glyph("天", 0, 11, 0, 11), Glyph("天", 1.5, 12.5, 0, 11)], 1),
        ([Glyph("天", 0, 30, 0, 30), Glyph("天", 4, 34, 0, 30)], 1),
        ([Glyph("天", 0, 11, 0, 11), Glyph("夫", 0.3, 11.3, 0, 11)], 2),
        ([Glyph("l", 0, 2.4, 0, 11), Glyph("l", 2.4, 4.8, 0, 11)], 2),
        ([Glyph("l", 0, 6.6, 0, 11), Glyph("l", 2.5, 9.1, 0, 11)], 2),
        ([Glyph("l", 0, 2.4, 0, 11), Glyph("l", 1.5, 3.9, 0, 11)], 1),
        ([Glyph("1", 0, 6.1, 0, 11), Glyph("1", 0.3, 5, 4, 6)], 2),
        ([Glyph("天", 0, 11, 0, 11)] * 3, 1),
    ],
)
def test_only_copies_collapse(glyphs: list[Glyph], kept: int) -> None:
    assert len(collapse(glyphs)[0]) == kept


def test_furniture_is_marked_and_the_sentence_is_whole() -> None:
    sheet = Sheet()
    for page in range(3):
        sheet.draw(60, 807, "内部参考 决策咨询专报", 9)
        sheet.draw(290, 30, f"-{page + 1}-", 9)
        for line in range(6):
            sheet.draw(
                60, 760 - 17 * line, f"第{'甲乙丙'[page]}页的正文写满整行不停顿也不分段落{line}"
            )
        sheet.canvas.showPage()
    source = read("a.pdf", sheet.bytes(), DEFAULTS)
    rules = [mark.rule for mark in source.marks]
    assert rules.count("pdf-running-head") == rules.count("pdf-page-number") == 3
    assert "参考" in source.text
    assert unmarked(source).count("\n") == 0


def test_a_head_seen_once_stays() -> None:
    sheet = Sheet()
    sheet.draw(60, 807, "内部参考 决策咨询专报", 9)
    for line in range(4):
        sheet.draw(60, 760 - 17 * line, f"正文写满整行不停顿也不分段落{line}")
    assert "内部参考" in clean(sheet.bytes())


@pytest.mark.parametrize(
    ("before", "raised", "after", "left"),
    [
        ("芯片出口受到限制", "1", "，影响很大", "芯片出口受到限制，影响很大"),
        ("投资 $320", "12", " 亿", "投资 $320 亿"),
        ("每秒 10", "9", " 次", "每秒 109 次"),
        ("面积 5 km", "2", " 以上", "面积 5 km2 以上"),
        ("铀", "235", "U 浓缩", "铀235U 浓缩"),
    ],
)
def test_note_marks_by_size_and_baseline(before: str, raised: str, after: str, left: str) -> None:
    from reportlab.pdfbase import pdfmetrics

    sheet = Sheet()
    sheet.draw(60, 780, before)
    x = 60 + pdfmetrics.stringWidth(before, SONG, 11)
    sheet.draw(x, 784, raised, 6, "Helvetica")
    sheet.draw(x + pdfmetrics.stringWidth(raised, "Helvetica", 6), 780, after)
    assert clean(sheet.bytes()) == left


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.draw(150, 800, "标题跨越左右两栏显示在页面的上方", 18)
    for line in range(20):
        sheet.draw(60, 760 - 16 * line, f"左栏第{line:02}行文字说明芯片出口管制的新规则", 10)
        sheet.draw(320, 757 - 16 * line, f"右栏第{line:02}行文字说明芯片出口管制的新规则", 10)
    text = clean(sheet.bytes())
    assert text.startswith("标题")
    assert text.index("左栏第19行") < text.index("右栏第00行")


def test_paragraphs_and_spaces_between_latin_words() -> None:
    sheet = Sheet()
    for index, line in enumerate(
        [
            "The Commission proposed a regulation on",
            "critical raw materials in the year 2023",
            "and",
        ]
    ):
        sheet.draw(60, 780 - 14 * index, line, font="Courier")
    sheet.draw(82, 780 - 14 * 3, "A second paragraph is indented here.", font="Courier")
    assert clean(sheet.bytes()).split("\n") == [
        "The Commission proposed a regulation on critical raw materials in the year 2023 and",
        "A second paragraph is indented here.",
    ]


def test_bad_files_are_refused_with_a_remedy(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    sheet = Sheet()
    sheet.draw(60, 780, "正文")
    data = sheet.bytes()
    locked = io.BytesIO()
    secret = canvas.Canvas(locked, encrypt=StandardEncryption("user", "owner"))
    secret.drawString(60, 780, "secret")
    secret.save()
    blank = Sheet()
    blank.canvas.rect(10, 10, 500, 500, fill=1)
    for bad, reason in (
        (data[: len(data) // 2], "cut off"),
        (b"not a PDF", "no PDF"),
        (locked.getvalue(), "encrypted"),
        (blank.bytes(), "no text"),
        (b"%PDF-1.7\ngarbage\n%%EOF", "damaged"),
    ):
        with pytest.raises(ReadError, match=reason):
            read("a.pdf", bad, DEFAULTS)


def test_a_scan_needs_ocr() -> None:
    from reportlab.lib.utils import ImageReader

    image = pytest.importorskip("PIL.Image").new("L", (10, 10))
    sheet = Sheet()
    sheet.canvas.drawImage(ImageReader(image), 0, 0, 500, 800)
    with pytest.raises(ReadError, match="ocrmypdf"):
        read("a.pdf", sheet.bytes(), DEFAULTS)


def test_the_limit_of_pages_is_named() -> None:
    sheet = Sheet()
    for _ in range(4):
        sheet.draw(60, 780, "正文")
        sheet.canvas.showPage()
    with pytest.raises(ReadError, match="limit of 3"):
        read("a.pdf", sheet.bytes(), Limits(pages=3))


def test_title_from_the_info_and_no_date() -> None:
    sheet = Sheet()
    sheet.canvas.setTitle("人工智能治理进程")
    sheet.draw(60, 780, "正文")
    source = read("a.pdf", sheet.bytes(), DEFAULTS)
    assert source.title == "人工智能治理进程"
    assert source.published is None
    untitled = Sheet()
    untitled.draw(60, 780, "正文")
    assert read("a.pdf", untitled.bytes(), DEFAULTS).title == ""


def test_ranges_of_codes_are_counted_in_step() -> None:
    from pdfminer.pdftypes import PDFStream

    from pipeline.read.pdf.fonts import _mapped

    ranges = b"<0001> <0003> <0041>\n<0010> <0012> [<0041> <0042> <0043>]\n<0020> <0021> <FFFF>\n"
    stream = PDFStream({}, b"2 begincidrange\n" + ranges + b"endcidrange")
    assert _mapped({"ToUnicode": stream}) == 5
