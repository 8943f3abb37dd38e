"""OpenDocument texts made here part by part: what stands on the page, and nothing else."""

import datetime as dt
import io
import zipfile

import pytest

from pipeline.read.failure import ReadError
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.read.odt import read

URN = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = (
    f'xmlns:office="{URN}office:1.0" xmlns:text="{URN}text:1.0" xmlns:table="{URN}table:1.0" '
    f'xmlns:style="{URN}style:1.0" xmlns:draw="{URN}drawing:1.0" xmlns:meta="{URN}meta:1.0" '
    f'xmlns:svg="{URN}svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STYLES = (
    '<style:style style:name="Up"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="Gone"><style:text-properties text:display="none"/>'
    "</style:style>"
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" '
    'style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number '
    'text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="1"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
)
OUTLINE = (
    '<text:outline-style style:name="O"><text:outline-level-style text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:outline-level-style text:level="2" '
    'style:num-format="1" text:display-levels="2"/></text:outline-style>'
)


def paragraph(content: str) -> str:
    return f"<text:p>{content}</text:p>"


def listed(*items: str, attributes: str = 'text:style-name="N"') -> str:
    inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f"<text:list {attributes}>{inner}</text:list>"


def odt(
    body: str,
    meta: str = "<dc:title>出口管制</dc:title>",
    manifest: str = "",
    shared: str = OUTLINE,
) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml", f"<office:document-styles {NAMESPACES}>{shared}</office:document-styles>"
        )
        archive.writestr(
            "meta.xml",
            f"<office:document-meta {NAMESPACES}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
        )
        archive.writestr("META-INF/manifest.xml", f"<m>{manifest}</m>")
    return file.getvalue()


NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>注文。</text:p></text:note-body></text:note>"
)
CELL = "<table:table-cell{}>{}</table:table-cell>".format
ROW = "<table:table-row>{}</table:table-row>".format


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("美国<text:span>商务部</text:span>\n  公布"), "美国商务部 公布"),
        (paragraph("a<text:tab/>b<text:line-break/>c<text:s text:c='2'/>d"), "a\tb\nc  d"),
        (paragraph("\n   首行"), "首行"),
        (paragraph("见<text:a>链接</text:a>"), "见链接"),
        (paragraph("留<text:span text:style-name='Gone'>隐</text:span>下"), "留下"),
        (paragraph("正文<office:annotation><text:p>批注</text:p></office:annotation>。"), "正文。"),
        ("<text:tracked-changes><text:p>删去</text:p></text:tracked-changes>" + paragraph("留"), "留"),
        (
            paragraph("<text:ruby><text:ruby-base>經</text:ruby-base><text:ruby-text>ㄐㄧㄥ</text:ruby-text></text:ruby>濟"),
            "經濟",
        ),
        (
            paragraph("<draw:frame><svg:title>图</svg:title><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame>框外"),
            "框内\n框外",
        ),
        ("<text:section text:display='none'><text:p>隐</text:p></text:section>" + paragraph("显"), "显"),
        (paragraph("达2019<text:span text:style-name='Up'>3</text:span>年"), "达20193年"),
        (paragraph("每秒10<text:span text:style-name='Up'>9</text:span>次"), "每秒10⁹次"),
    ],
)  # fmt: skip
def test_what_stands_on_the_page(body: str, text: str) -> None:
    assert read("a.odt", odt(body), DEFAULTS).text == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (listed(paragraph("目标"), paragraph("任务") + paragraph("续")), "一、目标\n二、任务\n续"),
        (
            listed(paragraph("甲") + listed(paragraph("子"), attributes=""), paragraph("乙")),
            "一、甲\n1. 子\n二、乙",
        ),
        (listed(paragraph("甲")) + paragraph("间") + listed(paragraph("乙")), "一、甲\n间\n一、乙"),
        (
            listed(paragraph("甲"))
            + listed(
                paragraph("乙"), attributes='text:style-name="N" text:continue-numbering="true"'
            ),
            "一、甲\n二、乙",
        ),
        (listed(paragraph("甲"), attributes='text:style-name="none"'), "甲"),
        (
            "<text:list text:style-name='N'><text:list-header><text:p>头</text:p>"
            "</text:list-header></text:list>",
            "头",
        ),
        (
            '<text:h text:outline-level="1">总则</text:h><text:h text:outline-level="2">范围</text:h>'
            '<text:h text:outline-level="1" text:is-list-header="true">附</text:h>',
            "1. 总则\n1.1 范围\n附",
        ),
    ],
)
def test_numbers_of_lists_and_headings(body: str, text: str) -> None:
    assert read("a.odt", odt(body), DEFAULTS).text == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (ROW(CELL("", paragraph("7月3日")) + CELL("", paragraph("公布"))), "7月3日\t公布"),
        (
            ROW(CELL(' table:number-rows-spanned="2"', paragraph("7月3日")) + CELL("", paragraph("甲")))
            + ROW("<table:covered-table-cell/>" + CELL("", paragraph("乙"))),
            "7月3日\t甲\n7月3日\t乙",
        ),
        (ROW(CELL("", paragraph("一") + paragraph("二")) + CELL("", paragraph("右"))), "一\n二\n右"),
    ],
)  # fmt: skip
def test_tables_row_by_row(rows: str, text: str) -> None:
    body = f"<table:table>{rows}</table:table>"
    assert read("a.odt", odt(body), DEFAULTS).text == text


def test_notes_stand_at_the_end_under_marks() -> None:
    source = read("a.odt", odt(paragraph(f"正文{NOTE}。") + paragraph("下文")), DEFAULTS)
    assert source.text == "正文。\n下文\n注文。"
    (mark,) = source.marks
    assert source.text[mark.span.start : mark.span.end] == "\n注文。"
    assert mark.rule == "document-note"
    assert source.title == "出口管制"


@pytest.mark.parametrize(
    ("meta", "day"),
    [
        ("<dc:date>2024-03-05T08:00:00</dc:date>", None),
        ("<meta:creation-date>2024-03-05T08:00:00</meta:creation-date>", None),
        ('<meta:user-defined meta:name="Date">2024-03-05</meta:user-defined>', None),
        (
            '<meta:user-defined meta:name="发布日期">2024-03-05</meta:user-defined>',
            dt.date(2024, 3, 5),
        ),
        (
            '<meta:user-defined meta:name="Published">2024-03-05T00:00:00</meta:user-defined>',
            dt.date(2024, 3, 5),
        ),
    ],
)
def test_only_a_property_named_so_is_the_day(meta: str, day: dt.date | None) -> None:
    source = read("a.odt", odt(paragraph("正文"), meta), DEFAULTS)
    assert (source.published, source.published_basis) == (day, "declared" if day else "")


def test_objects_are_named() -> None:
    body = paragraph("图<draw:frame><draw:object/></draw:frame>")
    message = read("a.odt", odt(body), DEFAULTS).message
    assert message == "not read: 1 embedded objects (charts, formulas)"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no .odt"),
        (b"no zip at all", "no .odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (odt(paragraph("正文"))[:-30], "no .odt"),
        (odt("<text:p>"), "damaged"),
        (odt(paragraph("正文"), manifest="<encryption-data/>"), "password"),
    ],
)
def test_bad_files_are_refused_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read("a.odt", data, DEFAULTS)


def test_a_file_that_inflates_without_end() -> None:
    with pytest.raises(ReadError, match="decompressed"):
        read("a.odt", odt(paragraph("零" * 3_000_000)), Limits(decompressed=1_000_000))


def test_blanks_and_spans_without_end_cost_nothing() -> None:
    spanned = (
        ROW(CELL(' table:number-rows-spanned="99999"', paragraph("长" * 600)))
        + ROW("<table:covered-table-cell/>") * 50
    )
    body = paragraph('a<text:s text:c="999999999"/>b') + f"<table:table>{spanned}</table:table>"
    assert len(read("a.odt", odt(body), DEFAULTS).text) < 1000
