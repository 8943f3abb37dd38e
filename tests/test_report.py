"""The report: every character of a source, every place of a row, and nothing that runs by itself."""

import base64
import hashlib
import html
import json
import re
import time
import timeit
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.run import RunResult
from pipeline.document import Source
from pipeline.lexicon import load
from pipeline.lexicon.kinds import (
    EVENT_TYPES,
    INSTRUMENT_KINDS,
    MODALITIES,
    ORGANIZATION_KINDS,
    TECHNOLOGY_CATEGORIES,
)
from pipeline.report import FILE, report_files
from pipeline.report.article import Mark, Removed, article_html, visible
from pipeline.report.facts import Facts
from pipeline.review.verdicts import VALUES
from pipeline.run import examine
from pipeline.tables.csv import TABLES, all_rows
from pipeline.tables.rows import DocumentRows
from pipeline.tables.rules import rule_rows
from pipeline.tools import build_tools

ASSETS = Path(__file__).parent.parent / "pipeline/report/assets"
SEGMENT = re.compile(r"</?(?:b|del|i|ins|u)\b[^>]*>")
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'
TEXTS = st.text(st.sampled_from("ab<>&\"'\r\n\x00年𠮷\u202e|") | st.characters(), max_size=30)


def plain(segments: str) -> str:
    """Return the text of segments as a reader sees it."""
    return html.unescape(SEGMENT.sub("", segments))


@given(TEXTS, st.data())
def test_every_character_is_shown_and_every_mark_covers_its_place(
    text: str, data: st.DataObject
) -> None:
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = data.draw(st.lists(place, max_size=5))
    marks = [Mark(start, end, key, "o") for key, (start, end) in enumerate(spans) if start < end]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    instead = data.draw(st.sampled_from(["", " ", "&"]))
    shown = article_html(text, marks, [Removed(cuts[0], cuts[1], 0, instead)])
    assert plain(shown) == html.unescape(visible(text))
    for mark in marks:
        pieces = re.findall(rf'<b data-m="?(?:\d+ )*{mark.key}(?: \d+)*"?>(.*?)</b>', shown, re.S)
        assert html.unescape("".join(pieces)) == html.unescape(visible(text[mark.start : mark.end]))


def test_what_stands_in_place_of_a_removal_is_shown_once() -> None:
    """A line break between Latin words is a space now, as in the clean text: of\nthe."""
    removed = [Removed(3, 4, 0, " "), Removed(7, 12, 1, "&")]
    shown = article_html("one\nAT &amp; T", [Mark(9, 14, 0, "o")], removed)
    assert shown.startswith("one<i>\n</i>AT ")
    assert shown.count('<ins data-s="&amp;"></ins>') == 1
    assert re.search(r"</del><ins[^>]*></ins><b[^>]*> T</b>$", shown)


def test_removed_lines_leave_no_more_than_one_empty() -> None:
    text = "\n\none\n\nmenu\n\n\ntwo\n"
    menu = text.index("menu")
    shown = article_html(text, [], [Removed(menu, menu + 4, 0)])
    read = re.sub("<(u|del)[^>]*>.*?</(u|del)>", "", shown, flags=re.S)
    assert read == "one\n\ntwo\n"
    assert plain(shown) == text


@pytest.mark.parametrize("text", [HOSTILE, "</article><b>", 'x" onclick="y', "&lt;", "\x00\x1b[1m"])
def test_no_text_becomes_a_tag(text: str) -> None:
    shown = article_html(text, [Mark(1, len(text), 0, "d")], [])
    assert set(re.findall(r"<[a-z/]+", shown)) == {"<b", "</b"}


def rows_of(text: str, title: str) -> DocumentRows:
    source = replace(Source(path="x.txt", text=text), title=title, sha256="0" * 64)
    return examine(source, build_tools(load()))


def facts_of(page: str) -> Any:
    """Return the facts that a page holds."""
    return json.loads(re.findall(r'id="data">(.*?)</script>', page, re.S)[0])


def report(*documents: DocumentRows, said: Sequence[Any] = ()) -> dict[str, bytes]:
    tables = {name: all_rows(documents, name) for name in TABLES if hasattr(DocumentRows, name)}
    tables |= {"rules": rule_rows(documents), "organizations": [], "technologies": []}
    return dict(report_files(documents, tables, said))


def test_titles_and_texts_cannot_leave_their_script_element() -> None:
    rows = rows_of(f"2023年6月，商务部发布公告{HOSTILE}。</script>", f"</script>{HOSTILE}")
    page = report(rows)[FILE].decode()
    assert page.count("</script>") == 3
    assert "<img" not in page


def test_signs_that_turn_a_name_around_are_shown() -> None:
    page = report(rows_of("2023年6月，商务部发布公告。", "exe\u202efdp\x1b[31m"))[FILE].decode()
    data = facts_of(page)
    assert data["docs"][0]["title"] == "exe\\u202efdp\\x1b[31m"


def test_only_the_pages_own_script_and_style_may_run(sample_run: tuple[Path, RunResult]) -> None:
    page = (sample_run[0] / FILE).read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    script = re.search(r'<script type="module">(.*?)</script>', page, re.S)
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert script
    assert style
    for name, found in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(found.group(1).encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy.group(1)
    assert policy.group(1).startswith("default-src 'none'")
    assert not re.search(r'(?:src|href)="(?!#|\.\./)', page)


def test_the_page_holds_every_event_of_the_run(sample_run: tuple[Path, RunResult]) -> None:
    page = (sample_run[0] / FILE).read_text(encoding="utf-8")
    data = facts_of(page)
    columns, rows = data["events"]["columns"], data["events"]["rows"]
    assert len(rows) == sample_run[1].counts["events"]
    events = [dict(zip(columns, cells, strict=False)) for cells in rows]
    assert all(event["quote"] and event["trigger"] for event in events)
    assert all(len(cells) <= len(columns) for cells in rows)


WITHIN = [
    ("2018年12月1日，加拿大警方拘押华为首席财务官孟晚舟。", {"cn-huawei"}),
    ("2023年10月4日，欧盟委员会调查中国产电动汽车。", {"CN"}),
    ("2023年10月4日，欧盟委员会发布规则。", set()),
    ("2023年5月2日，美国商务部修改美国商务部规则。", set()),
]


@pytest.mark.parametrize(("text", "names"), WITHIN)
def test_what_is_acted_on_names_whom_it_affects(text: str, names: set[str]) -> None:
    """Where its words lead to no id as a whole; who acts is not affected by its own name."""
    data = facts_of(report(rows_of(text, ""))[FILE].decode())
    place = data["events"]["columns"].index("within")
    told = {
        data["names"]["rows"][number][0]
        for cells in data["events"]["rows"]
        for number in (cells[place] if len(cells) > place else ())
    }
    assert len(data["events"]["rows"]) == 1
    assert names <= told
    assert bool(names) == bool(told)


def test_a_page_stays_small(sample_run: tuple[Path, RunResult]) -> None:
    """What every page holds, and an article with its rows: the samples have 25 events each, in 4 kB."""
    page = (sample_run[0] / FILE).read_text(encoding="utf-8")
    facts = re.findall(r'id="data">(.*?)</script>', page, re.S)[0]
    articles = re.findall(r"<article.*?</article>", page, re.S)
    own, whole = (len("".join(text).encode()) for text in ((facts, *articles), page))
    assert own / len(articles) < 25_000
    assert whole - own < 108_000


def test_many_articles_get_a_page_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first page has the verdicts on all of them, an article's page its own."""
    monkeypatch.setattr("pipeline.report.MOST_ARTICLES", 0)
    rows = rows_of("2023年6月，商务部发布公告。", "公告")
    own, other = f"{rows.document.doc_id}.event.1-2.3-4", "other.event.1-2.3-4"
    files = report(rows, said=[{"id": own}, {"id": other}])
    assert set(files) == {FILE, f"report/{rows.document.doc_id}.html"}
    assert "<article" not in files[FILE].decode()
    article = files[f"report/{rows.document.doc_id}.html"].decode()
    assert "<article" in article
    assert "var d3=" not in article
    said = [facts_of(page)["said"] for page in (files[FILE].decode(), article)]
    assert said == [[{"id": own}, {"id": other}], [{"id": own}]]


def test_the_bundle_holds_what_the_timeline_takes_from_d3() -> None:
    bundled = (ASSETS / "d3.js").read_text(encoding="utf-8")
    source = (ASSETS.parent / "bundle/d3.js").read_text(encoding="utf-8")
    taken = set(re.findall(r"\bd3\.(\w+)", (ASSETS / "timeline.js").read_text(encoding="utf-8")))
    named = set(re.findall(r"\w+", " ".join(re.findall(r"^export {(.+?)}", source, re.M))))
    assert taken == named
    assert all(f"{name}:()=>" in bundled for name in named)
    assert "Permission to use, copy, modify" in bundled


def test_what_can_be_chosen_is_what_a_verdict_may_hold() -> None:
    script = (ASSETS / "verdicts.js").read_text(encoding="utf-8")
    for name, choices in VALUES.items():
        told = re.search(rf"{name}: (\[.*?\])", script, re.S)
        assert told
        assert sorted(json.loads(told.group(1).replace("\n", ""))) == sorted(choices)


def test_labels_are_in_both_languages() -> None:
    labels = json.loads((ASSETS / "labels.json").read_text(encoding="utf-8"))
    script = "".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.js")))
    page = (ASSETS / "report.html").read_text(encoding="utf-8")
    used = set(re.findall(r'label\("([^"]+)"', script)) | set(re.findall(r'data-t="([^"]+)"', page))
    kinds = {
        *ORGANIZATION_KINDS,
        *TECHNOLOGY_CATEGORIES,
        *INSTRUMENT_KINDS,
        *EVENT_TYPES,
        *MODALITIES,
    }
    assert used | kinds <= labels.keys()
    assert all(len(pair) == 2 and all(pair) for pair in labels.values())


def test_time_grows_with_the_events_of_an_article() -> None:
    """Four times the events take at most six times the time."""
    seconds = []
    for count in (300, 1200):
        days = (
            f"2023年{n % 12 + 1}月{n % 28 + 1}日，美国商务部将华为列入清单。" for n in range(count)
        )
        documents = [rows_of("\n".join(days), "")]
        of = partial(Facts({"rules": ()}).of, documents)
        seconds.append(min(timeit.repeat(of, timer=time.process_time, repeat=3, number=1)))
    assert seconds[1] < 6 * seconds[0]
