"""Markdown: its syntax leaves by rows, its front matter is believed, the page around an article goes."""

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline
from pipeline import lexicon
from pipeline.document import Source
from pipeline.read.front_matter import any_yaml, flat_yaml
from pipeline.read.limits import DEFAULTS
from pipeline.read.plaintext import read, read_markdown
from pipeline.repair import Repaired, RepairKnowledge, repair
from pipeline.repair.markdown.inline import parsed_marks
from pipeline.repair.markdown.simple import simple_marks
from pipeline.text import restore, stands_for
from tests.clock import best_readings

CASES = json.loads((Path(__file__).parent / "cases" / "markdown.json").read_text(encoding="utf-8"))
DECLARED = [case for case in CASES if case["kind"] == "declared"]
KEPT = [case for case in CASES if case["kind"] in ("keep", "keep-clip")]
PLAIN = [case for case in CASES if case["kind"] == "plain"]
CLIPS = [case for case in CASES if case["kind"] == "clip"]
OTHERS = ("declared", "keep", "keep-clip", "plain", "clip")
SYNTAX = [case for case in CASES if case["kind"] not in OTHERS]
KNOWLEDGE = RepairKnowledge(lexicon.load())

# Pieces of Markdown, so that chance puts them together.
PIECES = st.sampled_from(
    [
        "港口", "2031年3月5日", "。", "，", "\n", "\r\n", "\n\n", "  \n", "# ", "## ", "> ", "- ", "* ", "1. ", "| ", "|", "---", "===",
        "**", "*", "_", "__", "~~", "==", "`", "```\n", "[", "]", "](https://a.example/x)", "](b", "![", "[^1]", "[^1]: ", "【3】",
        "[[", "]]", "\\.", "\\", "&amp;", "&#20013;", "<br/>", "<b>", "</b>", "<!--", "-->", "{{< x >}}", "%%", "推荐阅读", "发表评论",
        "title: 甲\n", "date: 2031-03-05\n", "the port ", "Authority", "\t", "    ", "https://a.example", "...", "ﬁ", "😀",
    ]
)  # fmt: skip
LINKED = st.sampled_from(
    ["甲", " ", "[", "](a.b)", "![", "![i](j)", "[a](b.c)", "[![i](j)](k.l)", "#", "## ", "!", "\n", "%", "=", "(", ")", "]", "x_y", "【1】"]
)  # fmt: skip
YAML = st.sampled_from(
    ["title: ", "date:", "标题: ", "甲", "a b", "12:30", ": ", " #", "#", "- ", "\n", "\n", "\n  - ", "\n- ", '"', "'", '"x y"', "[", "|", "&a", "\t", "https://a.b", "\xa0"]
)  # fmt: skip
ANY = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
TEXTS = st.one_of(st.lists(PIECES, max_size=50).map("".join), st.text(ANY, max_size=120))


def repaired(raw: str) -> tuple[Source, Repaired]:
    source = read_markdown("a.md", raw.encode("utf-8", "surrogatepass"), DEFAULTS)
    return source, repair(source, KNOWLEDGE)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("case", SYNTAX, ids=lambda case: f"{case['kind']} {case['raw'][:20]!r}")
def test_syntax_leaves(case: dict[str, str]) -> None:
    result = repaired(case["raw"])[1].text
    assert squeezed(result.value) == squeezed(case["clean"])
    written = [row.replacement for row in result.removals if row.replacement.strip()]
    assert written == case.get("replaced", [])


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case["why"])
def test_what_only_looks_like_it_stays(case: dict[str, str]) -> None:
    assert squeezed(repaired(case["raw"])[1].text.value) == squeezed(case["clean"])


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: case["why"])
def test_plain_text_stays(case: dict[str, str]) -> None:
    source = read("a.txt", case["raw"].encode(), DEFAULTS)
    assert source.media_type == "text/plain"
    assert repair(source, KNOWLEDGE).text.value == case["raw"]


@pytest.mark.parametrize("case", CLIPS, ids=lambda case: "+".join(case["rules"]))
def test_the_page_goes_and_the_article_stays(case: dict[str, str]) -> None:
    result = repaired(case["raw"])[1].text
    assert squeezed(result.value) == squeezed(case["clean"])
    assert set(case["rules"]) <= {row.rule for row in result.removals}


@pytest.mark.parametrize("case", DECLARED, ids=lambda case: case["raw"][:30])
def test_declared_facts(case: dict[str, str]) -> None:
    source, result = repaired(case["raw"])
    day = dt.date.fromisoformat(case["published"]) if case["published"] else None
    assert (source.title, source.published, source.url) == (case["title"], day, case["url"])
    assert source.published_basis == ("declared" if day else "")
    if not case.get("negative"):
        assert "title" not in result.text.value.lower()


def test_a_text_file_with_front_matter_is_markdown() -> None:
    raw = "---\ntitle: 港口\n---\n\n**港口**很忙。"
    source = read("a.txt", raw.encode(), DEFAULTS)
    assert (source.media_type, source.title) == ("text/markdown", "港口")


def test_negatives_are_as_many_as_positives() -> None:
    negatives = [*KEPT, *PLAIN, *(case for case in DECLARED if case.get("negative"))]
    assert len(negatives) >= len(CASES) - len(negatives) - len(DECLARED)


def test_a_link_leads_back_to_its_words() -> None:
    raw = "见[商务部](https://a.example)公告。"
    text = repaired(raw)[1].text
    assert [(row.span.start, row.span.end, row.rule) for row in text.removals] == [
        (1, 2, "markdown-link"),
        (5, 25, "markdown-link"),
    ]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_removals_give_the_source_back(raw: str) -> None:
    source, result = repaired(raw)
    rows = [
        (row.span.start, row.span.end, source.text[row.span.start : row.span.end], row.replacement)
        for row in result.text.removals
    ]
    assert restore(result.text.value, rows) == source.text
    assert all(written in ("", " ") or written == stands_for(quote) for *_, quote, written in rows)


@pytest.mark.parametrize(
    "unit",
    [
        "# 甲\n\n", "[甲](https://a.b/c)", "[", "![", "](", "**甲**", "*a", "~~甲", "==甲", "`", "``a`", "<!--", "{{< a", "%%", "- a\n",
        "> ", "| a | b |\n", "&amp;", "\\.", "<br/>", "[^1]", "[a]: http://b\n", "---\n", "```\na\n", "* [甲](http://a/b)\n",
        "2031年10月06日 12:00\n\n", "岸线却几乎没有延长，管理局因此把希望寄托在码头上面...\n\n", "- **URL**: a\n", "Comments\n\n",
        "岸线\n", "[a\n\nb](http://c)\n\n", "请关注我们的公众号，扫码订阅。\n\n", "<figure>\n<img src=a>\n</figure>\n\n",
    ],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        raw = unit * (length // len(unit))
        start = time.process_time()
        repair(Source("a.md", raw, media_type="text/markdown"), KNOWLEDGE)
        return time.process_time() - start

    short, long = best_readings(
        lambda: seconds(2_500), lambda: seconds(20_000), lambda short: 8 * 2.5 * max(short, 0.03)
    )
    assert long <= 8 * 2.5 * max(short, 0.03)


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXTS, st.lists(LINKED, max_size=9).map("".join)))
def test_simple_marks_are_those_of_the_parser(raw: str) -> None:
    content = raw.strip()
    simple, parsed = simple_marks(content), parsed_marks(content, {})
    if simple is not None:
        assert simple.soft_breaks == parsed.soft_breaks
        assert (sorted(simple.links), simple.images) == (sorted(parsed.links), parsed.images)
        assert set(simple.marks) == set(parsed.marks)


def test_links_with_plain_addresses_are_simple() -> None:
    simple = simple_marks("见[图![甲](b.jpg)](https://a.example/x_y)和[乙](/c)。\n第二行")
    assert simple is not None
    assert (simple.images, simple.links, simple.soft_breaks) == (1, [(2, 14), (40, 41)], [47])
    assert [simple_marks(raw) for raw in ("**甲**", "[甲", "[甲](a b)", "[^1]", "a  \nb")] == [
        None
    ] * 5


@pytest.mark.parametrize(
    "body",
    [
        "title: 港口\ndate: 2031-03-05\n", 'title: "港口: 新规"\ntags:\n  - 甲\n  - "乙 #1"\n', "a:\nb: 'x'\n",
        "url: https://a.example/b?c=d#e\n", "tags:\n- 甲\n- 乙\n\n", "time: 12:30\n", "a: 1\na: 2\n",
    ],
)  # fmt: skip
def test_flat_front_matter_is_read_as_yaml_reads_it(body: str) -> None:
    assert flat_yaml(body) == any_yaml(body) != None  # noqa: E711


@settings(max_examples=300, deadline=None)
@given(st.lists(YAML, max_size=9).map("".join))
def test_front_matter_is_flat_only_where_yaml_agrees(body: str) -> None:
    flat = flat_yaml(body)
    assert not flat or flat == any_yaml(body)


def test_headings_tell_of_no_event_and_addresses_of_nothing() -> None:
    raw = (
        "---\ntitle: 港口\n---\n\n# 2031年全球市场将成为新高地\n\n2024年3月5日，商务部发布公告，"
        "见 https://a.example/2020/feb/09/quantum-computing/huawei 与 b.example/IBM/2019-01-02 。"
    )
    rows = pipeline.analyze(raw)
    assert [(event.date_text, event.trigger) for event in rows.events] == [
        ("2024年3月5日", "发布公告")
    ]
    assert [row.text for row in rows.dates] == ["2031年", "2024年3月5日"]
    assert [row.text for row in rows.organization_mentions] == ["商务部"]
    assert not rows.technology_mentions
    assert rows.document.title == "港口"


def test_the_words_under_a_picture_tell_of_no_event() -> None:
    raw = (
        "---\ntitle: 港口\n---\n\n2024年3月5日，商务部发布公告。\n\n<figure>\n<img src='a.jpg'>\n"
        "<figcaption>海关2024年3月4日公布新规。新规周四由总署修订。</figcaption>\n</figure>\n\n"
        "3月6日，他以〈不再等待〉为题撰文。新规涉及镓、锗两类物项。"
    )
    rows = pipeline.analyze(raw)
    assert [(event.date_text, event.trigger, event.modality) for event in rows.events] == [
        ("2024年3月5日", "发布公告", "actual"),
        ("3月6日", "撰文", "actual"),
    ]
    assert [row.text for row in rows.dates] == ["2024年3月5日", "2024年3月4日", "周四", "3月6日"]
