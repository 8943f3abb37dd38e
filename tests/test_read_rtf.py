r"""Rich Text files made here: bytes in many encodings, groups that hide, tables, notes."""

import pytest

from pipeline.read.failure import ReadError
from pipeline.read.limits import DEFAULTS
from pipeline.read.rtf import read


def rtf(body: str | bytes, head: str = r"\ansi\ansicpg936\deff0") -> bytes:
    content = body if isinstance(body, bytes) else body.encode("ascii")
    fonts = rb"{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}{\f2\fcharset136 MingLiU;}}"
    return b"{\\rtf1" + head.encode("ascii") + fonts + content + b"}"


def coded(text: str, encoding: str = "gb18030") -> str:
    return "".join(rf"\'{byte:02x}" for byte in text.encode(encoding))


def wide(text: str) -> str:
    r"""Return text as \u12345?, halves of it for characters beyond U+FFFF."""
    data = text.encode("utf-16-le")
    units = [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]
    return "".join(rf"\u{unit - 0x10000 if unit > 0x7FFF else unit}?" for unit in units)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (coded("商务部公布"), "商务部公布"),
        ("商务部".encode("gb18030"), "商务部"),
        (r"\'86M\'86@", b"\x86M\x86@".decode("gb18030")),
        (r"\'81\\\'81\{", b"\x81\\\x81{".decode("gb18030")),
        (rf"{{\f2 {coded('數位發展部', 'big5hkscs')}}}", "數位發展部"),
        (rf"{{\f1 {coded('出口')}}}", "出口"),
        (r"{\f1 it\'92s}", "it’s"),
        (wide("量子𠮷"), "量子𠮷"),
        (r"{\uc2\u37327\'c1\'bf}" + wide("子"), "量子"),
        (r"{\uc0\u37327}x", "量x"),
        (r"a\tab b\line c\~d\_e\emdash f", "a\tb\nc\xa0d-e—f"),
        (r"brace \{x\} and \\", "brace {x} and \\"),
        ("one\\par\r\ntwo\\\nthree", "one\ntwo\nthree"),
        (r'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt the link}}', "the link"),
        (r"seen{\v hidden}{\deleted gone}", "seen"),
        (r"seen\v hidden\v0  again", "seen again"),
        (r"{\header head}{\footer 3}text{\*\unknown x}{\pict 0102}", "text"),
        (r"{\pict\bin4 }}}}}text", "text"),
        (r"reached 2019{\super 3} and 10{\super 9}", "reached 20193 and 10⁹"),
        (r"{\listtext 1.\tab}first\par{\listtext \'b7\tab}second\par{\pntext\f1 o\tab}third", "1. first\nsecond\nthird"),
        (rf"{{\listtext {wide('一、')}\tab}}{wide('目标')}", "一、目标"),
        (r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard in a box\par}}{\shprslt old}}outside", "in a box\noutside"),
        (r"{\upr{ascii}{\*\ud{wide}}} on", "wide on"),
    ],
)  # fmt: skip
def test_what_stands_on_the_page(body: str | bytes, text: str) -> None:
    assert read("a.rtf", rtf(body), DEFAULTS).text == text


ROW = r"\trowd\cellx1000\cellx2000\pard\intbl {}\cell {}\cell\row "


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (ROW.format("a", "b") + ROW.format("c", "d") + r"\pard after", "a\tb\nc\td\nafter"),
        (ROW.format(r"one\par two", "right"), "one\ntwo\nright"),
        (
            r"\trowd\clvmgf\cellx1\cellx2\pard\intbl 3 July\cell a\cell\row"
            r"\trowd\clvmrg\cellx1\cellx2\pard\intbl\cell b\cell\row",
            "3 July\ta\n3 July\tb",
        ),
        (
            r"\trowd\cellx1\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx1\nestrow}"
            r"\nestrow\itap1 z\cell\row",
            "x\ty\nz",
        ),
        (r"\trowd\cellx1\pard\intbl no row end\cell\pard next\par", "no row end\nnext"),
    ],
)
def test_tables_row_by_row(body: str, text: str) -> None:
    assert read("a.rtf", rtf(body), DEFAULTS).text == text


@pytest.mark.parametrize("start", [r"\footnote", r"\*\footnote", r"\footnote\ftnalt\chftn"])
def test_notes_stand_at_the_end_under_marks(start: str) -> None:
    source = read("a.rtf", rtf(rf"text{{{start}\pard the note}}.\par more"), DEFAULTS)
    assert source.text == "text.\nmore\nthe note"
    assert [source.text[m.span.start : m.span.end] for m in source.marks] == ["\nthe note"]
    assert source.marks[0].rule == "document-note"


@pytest.mark.parametrize(
    ("title", "told"), [(coded("出口管制"), "出口管制"), ("????", ""), (r"Chips \{2024\}", "Chips {2024}")]
)  # fmt: skip
def test_the_title_is_that_of_the_file(title: str, told: str) -> None:
    info = rf"{{\info{{\upr{{\title ??}}{{\*\ud{{\title {title}}}}}}}{{\author A}}{{\creatim\yr2024\mo3\dy5}}}}text"
    source = read("a.rtf", rtf(info), DEFAULTS)
    assert (source.title, source.text, source.published) == (told, "text", None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no .rtf"),
        (b"plain text", "no .rtf"),
        (b"\xd0\xcf\x11\xe0", "Word file"),
        (b"PK\x03\x04", "Word file"),
        (rtf("{" * 100_000), "damaged"),
    ],
)
def test_bad_files_are_refused_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read("a.rtf", data, DEFAULTS)


def test_a_file_that_breaks_off_is_read_and_says_so() -> None:
    source = read("a.rtf", rtf(r"one\par two {\b three")[:-2], DEFAULTS)
    assert source.text == "one\ntwo thre"
    assert "cut off" in source.message


@pytest.mark.parametrize("body", [r"\bin-5 x", r"\u99999999?y", r"\uc99 z", r"\ansicpg77777 w"])
def test_numbers_out_of_all_bounds_stop_nothing(body: str) -> None:
    assert read("a.rtf", rtf(body + r"\par end"), DEFAULTS).text.endswith("end")
