"""Presentations made here part by part: slides in their order, what they show, and nothing else."""

import io
import zipfile

import pytest

from pipeline import lexicon
from pipeline.document import Source
from pipeline.read.failure import ReadError
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.read.pptx import read
from pipeline.repair import repair
from pipeline.repair.stages import DRAWN_ONCE
from pipeline.tools import Tools, build_tools

OOXML = "http://schemas.openxmlformats.org/"
NAMESPACES = (
    f'xmlns:p="{OOXML}presentationml/2006/main" xmlns:a="{OOXML}drawingml/2006/main" '
    f'xmlns:r="{OOXML}officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def run(text: str, properties: str = "") -> str:
    return f"<a:r>{properties}<a:t>{text}</a:t></a:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<a:p>{properties}{content}</a:p>"


def shape(content: str, kind: str = "", hidden: str = "") -> str:
    place = f'<p:ph type="{kind}"/>' if kind else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"{hidden}/><p:nvPr>{place}</p:nvPr></p:nvSpPr>'
        f"<p:txBody>{content}</p:txBody></p:sp>"
    )


def slide(*shapes: str, name: str = "sld", attributes: str = "") -> str:
    inside = "".join(shapes)
    return f"<p:{name} {NAMESPACES}{attributes}><p:cSld><p:spTree>{inside}</p:spTree></p:cSld></p:{name}>"


def relations(*targets: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r{number}" Type="x/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f"<Relationships>{items}</Relationships>"


def pptx(*slides: str, title: str = "", notes: str = "", diagram: str = "") -> bytes:
    """Return a presentation; the slides' files are numbered from behind, their order from the front."""
    count = len(slides)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        ids = "".join(f'<p:sldId id="{n}" r:id="r{n}"/>' for n in range(1, count + 1))
        archive.writestr(
            "ppt/presentation.xml",
            f"<p:presentation {NAMESPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        )
        names = [("slide", f"slides/slide{count - n}.xml") for n in range(count)]
        archive.writestr("ppt/_rels/presentation.xml.rels", relations(*names))
        for (_, name), content in zip(names, slides, strict=True):
            archive.writestr(f"ppt/{name}", content)
        if notes:
            archive.writestr("ppt/notesSlides/notesSlide1.xml", notes)
            archive.writestr(
                "ppt/slides/_rels/slide1.xml.rels",
                relations(("notesSlide", "../notesSlides/notesSlide1.xml")),
            )
        if diagram:
            archive.writestr("ppt/diagrams/data1.xml", diagram)
            archive.writestr(
                "ppt/slides/_rels/slide1.xml.rels",
                relations(("diagramData", "/ppt/diagrams/data1.xml")),
            )
        core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>'
        archive.writestr("docProps/core.xml", core)
    return file.getvalue()


RAISED = '<a:rPr baseline="30000"/>'
CELL = "<a:tc{}><a:txBody>{}</a:txBody></a:tc>".format
TABLE = (
    "<p:graphicFrame><a:graphic><a:graphicData uri='x/table'><a:tbl>{}</a:tbl></a:graphicData>"
    "</a:graphic></p:graphicFrame>"
).format
ROW = "<a:tr>{}</a:tr>".format


@pytest.mark.parametrize(
    ("shapes", "text"),
    [
        ([shape(paragraph(run("正文") + "<a:br/>" + run("下行")))], "正文\n下行"),
        ([shape(paragraph(run("文本"))), shape(paragraph(run("题")), "title")], "题\n文本"),
        ([shape(paragraph(run("3月5日")), "dt"), shape(paragraph(run("页脚")), "ftr")], ""),
        ([shape(paragraph(run("隐")), hidden=' hidden="1"'), shape(paragraph(run("显")))], "显"),
        ([f"<p:grpSp>{shape(paragraph(run('组内')))}</p:grpSp>"], "组内"),
        (
            [f"<mc:AlternateContent><mc:Choice>{shape(paragraph(run('新')))}</mc:Choice><mc:Fallback>"
             f"{shape(paragraph(run('旧')))}</mc:Fallback></mc:AlternateContent>"],
            "新",
        ),
        ([shape(paragraph(run("达2019") + run("3", RAISED) + run("年")))], "达20193年"),
        ([shape(paragraph(run("每秒10") + run("9", RAISED) + run("次")))], "每秒10⁹次"),
        (
            [TABLE(ROW(CELL("", paragraph(run("7月3日"))) + CELL("", paragraph(run("公布")))))],
            "7月3日\t公布",
        ),
        (
            [TABLE(ROW(CELL(' rowSpan="2"', paragraph(run("7月3日"))) + CELL("", paragraph(run("甲"))))
             + ROW(CELL(' vMerge="1"', paragraph("")) + CELL("", paragraph(run("乙")))))],
            "7月3日\t甲\n7月3日\t乙",
        ),
    ],
)  # fmt: skip
def test_what_stands_on_a_slide(shapes: list[str], text: str) -> None:
    assert read("a.pptx", pptx(slide(*shapes)), DEFAULTS).text == text


def numbered(kind: str, level: int = 0, start: str = "") -> str:
    return f'<a:pPr lvl="{level}"><a:buAutoNum type="{kind}"{start}/></a:pPr>'


@pytest.mark.parametrize(
    ("properties", "labels"),
    [
        (["arabicPeriod", "arabicPeriod"], ["1. ", "2. "]),
        (["ea1ChsPeriod", "ea1ChsPeriod"], ["一、", "二、"]),
        (["alphaLcParenR", "", "alphaLcParenR"], ["a) ", "", "a) "]),
        (["romanUcPeriod", "circleNumDbPlain"], ["I. ", "① "]),
    ],
)
def test_numbers_of_lists(properties: list[str], labels: list[str]) -> None:
    body = "".join(paragraph(run("项"), numbered(kind) if kind else "") for kind in properties)
    text = read("a.pptx", pptx(slide(shape(body))), DEFAULTS).text
    assert text.split("\n") == [f"{label}项" for label in labels]


def test_numbers_count_by_level_and_start_where_told() -> None:
    kinds = [(0, ' startAt="4"'), (1, ""), (1, ""), (0, ' startAt="4"'), (1, "")]
    body = "".join(
        paragraph(run("项"), numbered("arabicPeriod", level, start)) for level, start in kinds
    )
    text = read("a.pptx", pptx(slide(shape(body))), DEFAULTS).text
    assert [line[0] for line in text.split("\n")] == ["4", "1", "2", "5", "1"]


def test_slides_stand_in_the_order_of_showing_and_hidden_ones_are_counted() -> None:
    one, two = slide(shape(paragraph(run("一")))), slide(shape(paragraph(run("二"))))
    hidden = slide(shape(paragraph(run("隐"))), attributes=' show="0"')
    source = read("a.pptx", pptx(one, hidden, two), DEFAULTS)
    assert source.text == "一\n\n二"
    assert source.message == "left out: 1 hidden slides"


def test_automatic_dates_are_none_of_the_text() -> None:
    field = '<a:fld type="datetime1"><a:t>2026/11/28</a:t></a:fld>'
    source = read("a.pptx", pptx(slide(shape(paragraph(run("今") + field)))), DEFAULTS)
    assert source.text == "今"
    assert source.message == "left out: 1 automatic dates and slide numbers"


def test_notes_stand_at_the_end_under_marks() -> None:
    notes = slide(
        shape(paragraph(run("讲稿。")), "body"), shape(paragraph(run("7")), "sldNum"), name="notes"
    )
    source = read("a.pptx", pptx(slide(shape(paragraph(run("文")))), notes=notes), DEFAULTS)
    assert source.text == "文\n讲稿。"
    assert [mark.rule for mark in source.marks] == ["document-note"]


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        ("出口管制", "出口管制"),
        ("PowerPoint 演示文稿", "题"),
        ("PowerPoint Presentation", "题"),
        ("幻灯片 1", "题"),
        ("", "题"),
        ("deck.pptx", "题"),
        ("Presentation of the new rules", "Presentation of the new rules"),
    ],
)
def test_the_title_is_the_files_unless_the_program_wrote_it(declared: str, title: str) -> None:
    data = pptx(slide(shape(paragraph(run("题")), "ctrTitle")), title=declared)
    assert read("a.pptx", data, DEFAULTS).title == title


SMART = '<p:graphicFrame><a:graphic><a:graphicData uri="x/diagram"/></a:graphic></p:graphicFrame>'


def test_smart_art_says_what_its_boxes_say() -> None:
    point = "<d:pt{}><d:t>{}</d:t></d:pt>".format
    points = (
        point(' type="doc"', paragraph(""))
        + point("", paragraph(run("目标")) + paragraph(run("细则")))
        + point(' type="pres"', paragraph(run("形")))
        + point(' type="asst"', paragraph(run("任务")))
    )
    diagram = f'<d:m xmlns:d="urn:d" {NAMESPACES}><d:ptLst>{points}</d:ptLst></d:m>'
    shown = slide(SMART, shape(paragraph(run("文"))))
    source = read("a.pptx", pptx(shown, diagram=diagram), DEFAULTS)
    assert (source.text, source.message) == ("文\n目标\n细则\n任务", "")


def test_smart_art_that_is_lost_is_named() -> None:
    message = read("a.pptx", pptx(slide(SMART)), DEFAULTS).message
    assert message == "not read: 1 SmartArt diagrams"


def test_charts_are_named() -> None:
    chart = '<p:graphicFrame><a:graphic><a:graphicData uri="x/chart"/></a:graphic></p:graphicFrame>'
    assert read("a.pptx", pptx(slide(chart)), DEFAULTS).message == "not read: 1 charts"


def test_a_strict_file() -> None:
    data = pptx(slide(shape(paragraph(run("正文")))))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"/2006/", b"/")
            new.writestr(
                name,
                content.replace(b"schemas.openxmlformats.org/", b"purl.oclc.org/ooxml/"),
            )
    assert read("a.pptx", file.getvalue(), DEFAULTS).text == "正文"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no .pptx"),
        (b"\xd0\xcf\x11\xe0", "password"),
        (pptx(slide(shape("")))[:-30], "no .pptx"),
        (pptx("<p:sld>"), "damaged"),
    ],
)
def test_bad_files_are_refused_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read("a.pptx", data, DEFAULTS)


def test_a_file_that_inflates_without_end() -> None:
    data = pptx(slide(shape(paragraph(run("零" * 3_000_000)))))
    with pytest.raises(ReadError, match="decompressed"):
        read("a.pptx", data, Limits(decompressed=1_000_000))


@pytest.mark.parametrize("media_type", sorted(DRAWN_ONCE))
def test_what_an_author_says_twice_stays(media_type: str, tools: Tools) -> None:
    line = "出口管制的目标是维护国家安全和利益，履行防扩散等国际义务。"
    text = f"{line}\n{line}\n下一页。"
    source = Source("a", text, media_type=media_type)
    assert repair(source, tools.repair).text.value == text


@pytest.fixture(scope="module")
def tools() -> Tools:
    return build_tools(lexicon.load())
