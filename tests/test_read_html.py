"""Web pages: the article alone, its declared date and no other, its charset checked."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.read.failure import ReadError
from pipeline.read.html import read
from pipeline.read.limits import DEFAULTS, Limits

FOLDER = Path(__file__).parent / "cases"
CASES = json.loads((FOLDER / "read_dates.json").read_text(encoding="utf-8"))
TEXTS = json.loads((FOLDER / "read_html.json").read_text(encoding="utf-8"))
REPORT = "".join(
    f"<p>委员会在第{number}号报告中指出，各成员应当在三年之内完成设备的清查。</p>"
    for number in range(1, 6)
)
ARTICLE = "".join(
    f"<p>美国商务部工业与安全局发布了第{number}项出口管制规则，涉及先进计算芯片与制造设备。</p>"
    for number in range(1, 9)
)


def page(head: str = "", body: str = "", beside: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>管制新规</title>{head}</head><body>"
        f'<nav><a href="/">首页</a></nav><article><h1>管制新规</h1>{beside}{ARTICLE}</article>{body}'
        "<footer>版权所有 2025-01-01</footer></body></html>"
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_only_a_declared_date_counts(case: dict[str, Any]) -> None:
    parts = (case.get(part, "") for part in ("head", "body", "beside"))
    source = read("a.html", page(*parts).encode(), DEFAULTS)
    assert source.published == (dt.date.fromisoformat(case["day"]) if case["day"] else None)
    assert source.published_basis == ("declared" if case["day"] else case.get("basis", ""))


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.get("name", case["kind"]))
def test_the_text_is_what_a_browser_shows(case: dict[str, Any]) -> None:
    body = case.get("wrap", "{}").format(f"{REPORT}{case['html']}{REPORT}")
    html = f"<html><head><meta charset='utf-8'><title>清查</title></head><body><article>{body}"
    source = read("a.html", f"{html}</article></body></html>".encode(), DEFAULTS)
    assert [words for words in case.get("has", []) if words not in source.text] == []
    assert [words for words in case.get("lacks", []) if words in source.text] == []
    if "marks" in case:
        marked = [source.text[mark.span.start : mark.span.end] for mark in source.marks]
        assert marked == case["marks"]


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>港口新规公布_某新闻网_滚动</title>", "港口新规公布", "港口新规公布"),
        ("<title>港口新规公布-某华网</title>", "", "港口新规公布"),
        ("<title>港口新规_政务_某市港务局门户网站</title>", "某市港务局门户网站", "港口新规"),
        ("<title>港口_码头：三方_对话</title>", "港口_码头：三方_对话", "港口_码头：三方_对话"),
        ("<title>Port rules | The Harbor Times</title>", "", "Port rules"),
        ("<title></title><meta property='og:title' content='港口新规'>", "", "港口新规"),
        ("<title>中美航运会谈-商务部回应</title>", "", "中美航运会谈-商务部回应"),
        ("<title>关于公布新规的公告</title>", "公告", "关于公布新规的公告"),
        ("<title>State-of-the-art cranes</title>", "", "State-of-the-art cranes"),
    ],
)
def test_titles_come_without_the_site(head: str, heading: str, title: str) -> None:
    body = f"<h1>{heading}</h1>{REPORT}" if heading else REPORT
    html = f"<html><head>{head}</head><body><div>{body}</div></body></html>"
    assert read("a.html", html.encode(), DEFAULTS).title == title


def test_what_is_left_out_is_counted() -> None:
    assert "characters outside the article" in read("a.html", page().encode(), DEFAULTS).message


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252"])
def test_a_declared_latin_charset_is_not_chinese(charset: str) -> None:
    text = "The Zürich meeting of café owners took place on Monday, said the mayor of Münster. "
    html = f"<html><head><meta charset='{charset}'></head><body><article><p>{text * 4}</p>"
    source = read("a.html", html.encode("cp1252"), DEFAULTS)
    assert "Zürich" in source.text
    assert source.encoding == "cp1252"


def test_the_article_is_read_without_the_site() -> None:
    source = read("a.html", page().encode(), DEFAULTS)
    assert source.title == "管制新规"
    assert "第8项出口管制规则" in source.text
    assert "首页" not in source.text
    assert "版权所有" not in source.text


@pytest.mark.parametrize(
    ("declared", "actual", "encoding"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("utf-8", "gb18030", "gb18030"),
        ("big5", "utf-8", "utf-8"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("nonsense", "utf-8", "utf-8"),
        ("gbk", "utf-8-sig", "utf-8-sig"),
    ],
)
def test_the_declared_charset_is_a_hint(declared: str, actual: str, encoding: str) -> None:
    source = read("a.html", page(f'<meta charset="{declared}">').encode(actual), DEFAULTS)
    assert source.encoding == encoding
    assert "出口管制规则" in source.text


def test_one_document_does_not_change_the_next() -> None:
    first = read("a.html", page().encode(), DEFAULTS)
    read("b.html", page(body="<p>别的</p>").encode(), DEFAULTS)
    assert read("a.html", page().encode(), DEFAULTS) == first


@pytest.mark.parametrize("data", [b"", b"<p>", b"<div>" * 5_000, b"no markup"])
def test_a_page_without_an_article_says_so(data: bytes) -> None:
    source = read("a.html", data, DEFAULTS)
    assert source.text.strip() == "" or source.text == "no markup"


def test_fifty_megabytes_on_one_line_fail_by_the_limit() -> None:
    with pytest.raises(ReadError, match="limit"):
        read("a.html", b"<p>" + b"long " * 10_000_000, DEFAULTS)
    with pytest.raises(ReadError, match="limit of 1,000 bytes"):
        read("a.html", b"x" * 1_001, Limits(bytes=1_000))


def test_embedded_pictures_do_not_count() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 5_000_000}">'
    assert "第8项" in read("a.html", page(body=picture).encode(), DEFAULTS).text


def test_a_page_may_be_closed_before_its_body() -> None:
    early = (
        f"<html><head><title>清查</title></head></html>\n<body><div>{REPORT}</div></body></html>"
    )
    assert "第5号报告" in read("a.html", early.encode(), DEFAULTS).text
