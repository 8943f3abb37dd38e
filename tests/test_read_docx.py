"""Word documents made here part by part: what stands on the page, and nothing else."""

import io
import zipfile

import pytest

from pipeline.read.docx import read
from pipeline.read.failure import ReadError
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.read.numbers import spelled

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def document(
    body: str, name: str = "word/document.xml", notes: str = "", styles: str = ""
) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/footnotes.xml", f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>")
        if styles:
            archive.writestr("word/styles.xml", styles)
        title = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>标题</dc:title></c>'
        archive.writestr("docProps/core.xml", title)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("正文") + f"<w:ins>{run('插入')}</w:ins>", "正文插入"),
        (run("留") + "<w:del><w:r><w:delText>删除</w:delText></w:r></w:del>", "留"),
        (f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo>", "移来"),
        (f"<w:hyperlink>{run('链接')}</w:hyperlink>", "链接"),
        (run("见") + run("隐藏", "<w:rPr><w:vanish/></w:rPr>"), "见"),
        (run("a") + "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("7"), "7"),
        (run("式") + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "式x=1"),
        (run("  首行 "), "  首行 "),
        (run("图\ufffc下"), "图下"),
    ],
)
def test_what_stands_in_a_paragraph(content: str, text: str) -> None:
    assert read("a.docx", document(paragraph(content)), DEFAULTS).text == text


def test_cells_content_controls_and_text_boxes() -> None:
    cell = "<w:tc>{}</w:tc>".format
    row = f"<w:tr>{cell(paragraph(run('甲')))}{cell(paragraph(run('乙')))}</w:tr>"
    box = f"<w:txbxContent>{paragraph(run('框内'))}</w:txbxContent>"
    drawn = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    body = (
        f"<w:sdt><w:sdtContent>{paragraph(run('控件'))}</w:sdtContent></w:sdt>"
        f"<w:tbl>{row}</w:tbl>{paragraph(f'<w:r>{drawn}</w:r>' + run('框外'))}"
    )
    assert read("a.docx", document(body), DEFAULTS).text == "控件\n甲\t乙\n框内\n框外"


def test_styles_hide_text() -> None:
    style = f'<w:styles {NAMESPACES}><w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>可见</w:t></w:r>"
    body = f'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{run("隐藏")}{shown}</w:p>{paragraph(run("正文"))}'
    assert read("a.docx", document(body, styles=style), DEFAULTS).text == "可见\n正文"


CELL = "<w:tc>{}</w:tc>".format


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ([["2023年5月"], ["商务部"], ["发布公告"]], "2023年5月\t商务部\t发布公告"),
        ([["2023年5月"], [""], ["发布公告"]], "2023年5月\t发布公告"),
        ([["左栏一", "左栏二"], ["右栏"]], "左栏一\n左栏二\n右栏"),
        (
            [["May 4,", "2023"], ["Harbor", "Office"], ["a rule"]],
            "May 4, 2023\tHarbor Office\ta rule",
        ),
        ([["五月发文。", "六月回应。"], ["甲"], ["乙"]], "五月发文。\n六月回应。\n甲\n乙"),
    ],
)
def test_a_table_row_is_a_line_unless_its_cells_hold_several(
    cells: list[list[str]], text: str
) -> None:
    row = "".join(CELL("".join(paragraph(run(part)) for part in cell)) for cell in cells)
    body = f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"
    assert read("a.docx", document(body), DEFAULTS).text == text


def test_a_table_in_a_cell() -> None:
    inner = f"<w:tbl><w:tr>{CELL(paragraph(run('甲')))}{CELL(paragraph(run('乙')))}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr>{CELL(paragraph(run('外')) + inner)}</w:tr></w:tbl>"
    assert read("a.docx", document(body), DEFAULTS).text == "外\n甲\t乙"


def test_notes_stand_at_the_end_under_marks() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph(run("—"))}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(run(" 注文。"))}</w:footnote>'
    )
    body = paragraph(run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("。"))
    source = read("a.docx", document(body, notes=notes), DEFAULTS)
    assert source.text == "正文。\n注文。"
    (mark,) = source.marks
    assert source.text[mark.span.start : mark.span.end] == "\n注文。"
    assert mark.rule == "document-note"
    assert source.title == "标题"


def test_another_name_of_the_main_part() -> None:
    data = document(paragraph(run("正文")), name="word/document2.xml")
    assert read("a.docx", data, DEFAULTS).text == "正文"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no zip at all", "no .docx"),
        (b"", "no .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (document(paragraph(run("正文")))[:-30], "no .docx"),
        (document("", name="other.xml"), "no Word document"),
        (document("<w:p>"), "damaged"),
    ],
)
def test_bad_files_are_refused_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read("a.docx", data, DEFAULTS)


def test_a_file_that_inflates_without_end() -> None:
    data = document(paragraph(run("零" * 3_000_000)))
    assert len(data) < 100_000
    with pytest.raises(ReadError, match="decompressed"):
        read("a.docx", data, Limits(decompressed=1_000_000))


def test_entities_are_not_resolved() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            f"<w:document {NAMESPACES}><w:body>{paragraph(run('前&x;后'))}</w:body></w:document>",
        )
    assert "root" not in read("a.docx", file.getvalue(), DEFAULTS).text


RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


@pytest.mark.parametrize(
    ("content", "text", "marks"),
    [
        (run("达2019") + run("3", RAISED) + run("年水平"), "达20193年水平", ["3"]),
        (run("每秒10") + run("9", RAISED) + run("次"), "每秒10⁹次", []),
        (run("the 18") + run("th", RAISED) + run(" time"), "the 18th time", []),
    ],
)
def test_raised_marks_are_marked(content: str, text: str, marks: list[str]) -> None:
    source = read("a.docx", document(paragraph(content)), DEFAULTS)
    assert source.text == text
    assert [source.text[mark.span.start : mark.span.end] for mark in source.marks] == marks


def test_merged_cells_are_filled_downwards() -> None:
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(run(text))}</w:tc>"

    first = cell("7月3日", '<w:vMerge w:val="restart"/>') + cell("甲")
    body = f"<w:tbl><w:tr>{first}</w:tr><w:tr>{cell('', '<w:vMerge/>')}{cell('乙')}</w:tr></w:tbl>"
    assert read("a.docx", document(body), DEFAULTS).text == "7月3日\t甲\n7月3日\t乙"


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (3, "chineseCounting", "三"),
        (12, "japaneseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (4, "lowerRoman", "iv"),
        (28, "lowerLetter", "bb"),
        (7, "decimal", "7"),
        (5, "decimalEnclosedCircle", "⑤"),
    ],
)
def test_list_numbers_are_spelled(number: int, kind: str, said: str) -> None:
    assert spelled(number, kind) == said


def test_list_numbers_are_in_the_text() -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    levels = level.format(0, "chineseCounting", "%1、") + level.format(1, "decimal", "%2.")
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = "".join(
        paragraph(item.format(depth) + run(words))
        for depth, words in ((0, "目标"), (1, "甲"), (1, ""), (1, "乙"), (0, "任务"), (1, "丙"))
    )
    file = io.BytesIO(document(body + paragraph(run("结尾"))))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/numbering.xml", numbering)
    text = read("a.docx", file.getvalue(), DEFAULTS).text
    assert text == "一、目标\n1. 甲\n3. 乙\n二、任务\n1. 丙\n结尾"


def test_lists_of_a_kind_count_on_and_begin_anew_where_told() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{name}"><w:abstractNumId w:val="0"/>{override.format(start) if start else ""}</w:num>'
        for name, start in ((1, ""), (5, 1), (6, 4))
    )
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        f"{nums}</w:numbering>"
    )
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    body = "".join(paragraph(item.format(name) + run("项")) for name in (5, 1, 1, 6, 6, 1))
    file = io.BytesIO(document(body))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/numbering.xml", numbering)
    text = read("a.docx", file.getvalue(), DEFAULTS).text
    assert [line[0] for line in text.split("\n")] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("odd", ["x", "", "-1", "9" * 5000, "4000000000", "²", "12"])
def test_odd_numbers_of_lists_stop_nothing(odd: str) -> None:
    level = f'<w:lvl w:ilvl="{odd}"><w:start w:val="{odd}"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = f'<w:pPr><w:numPr><w:ilvl w:val="{odd}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    file = io.BytesIO(document(paragraph(item + run("目标"))))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/numbering.xml", numbering)
    text = read("a.docx", file.getvalue(), DEFAULTS).text
    assert text.endswith("目标")
    assert len(text) < 40


@pytest.mark.parametrize(
    ("name", "value", "day"),
    [
        ("发布日期", "<lpwstr>2024年3月5日</lpwstr>", "2024-03-05"),
        ("Published", "<filetime>2024-03-05T00:00:00Z</filetime>", "2024-03-05"),
        ("Date completed", "<filetime>2024-03-05T00:00:00Z</filetime>", ""),
        ("Date", "<lpwstr>2024-03-05</lpwstr>", ""),
        ("Published", "<lpwstr>soon</lpwstr>", ""),
    ],
)
def test_only_a_property_named_so_is_the_day(name: str, value: str, day: str) -> None:
    file = io.BytesIO(document(paragraph(run("正文"))))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(
            "docProps/custom.xml",
            f'<P xmlns="urn:x"><property name="{name}">{value}</property></P>',
        )
        archive.writestr("docProps/app.xml", "<P><created>2024-03-05</created></P>")
    source = read("a.docx", file.getvalue(), DEFAULTS)
    assert (source.published.isoformat() if source.published else "") == day
    assert source.published_basis == ("declared" if day else "")


def test_charts_are_named() -> None:
    chart = '<a:graphicData xmlns:a="urn:a" uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    source = read("a.docx", document(paragraph(run("图") + f"<w:r>{chart}</w:r>")), DEFAULTS)
    assert source.message == "not read: 1 charts"
