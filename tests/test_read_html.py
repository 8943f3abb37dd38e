"""Web pages: the article alone, its declared date and no other, its charset checked."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.read.failure import ReadError
from pipeline.read.html import read
from pipeline.read.limits import DEFAULTS, Limits

CASES = json.loads((Path(__file__).parent / "cases/read_dates.json").read_text(encoding="utf-8"))
ARTICLE = "".join(
    f"<p>美国商务部工业与安全局发布了第{number}项出口管制规则，涉及先进计算芯片与制造设备。</p>"
    for number in range(1, 9)
)


def page(head: str = "", body: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>管制新规</title>{head}</head><body>"
        f'<nav><a href="/">首页</a></nav><article><h1>管制新规</h1>{ARTICLE}</article>{body}'
        "<footer>版权所有 2025-01-01</footer></body></html>"
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_only_a_declared_date_counts(case: dict[str, Any]) -> None:
    source = read("a.html", page(case.get("head", ""), case.get("body", "")).encode(), DEFAULTS)
    assert source.published == (dt.date.fromisoformat(case["day"]) if case["day"] else None)
    assert source.published_basis == ("declared" if case["day"] else "")


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
