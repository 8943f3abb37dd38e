"""No text makes `analyze` raise: dates, names, verbs, digits and marks in every order, broken on
purpose. ZHENGJU_FUZZ=full (make fuzz) tries many more.
"""

import datetime as dt
import os
from functools import lru_cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import analyze
from pipeline.lexicon import load
from pipeline.tables.rows import DocumentRows

IS_FULL = os.environ.get("ZHENGJU_FUZZ") == "full"
SHORT, FULL = 300, 20_000
many = settings(
    max_examples=FULL if IS_FULL else SHORT,
    derandomize=not IS_FULL,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

CHINESE_DIGITS = "〇零一二三四五六七八九十"
YEARS = ["{y}年", "{y}年{m}月", "{y}年{m}月{d}日", "{y} 年 {m} 月 {d} 日", "{y}.{m}.{d}", "{y}-{m}-{d}", "{y}/{m}/{d}", "{y}"]  # fmt: skip
PARTS = ["{m}月", "{m}月{d}日", "{m}月{d}号", "{d}日", "{m}月{d}", "{m}月上旬", "{m}月底", "第{m}季度", "{y}年上半年", "{y}年春季", "{y}年初", "截至{y}年{m}月", "{y}年以来", "{y}年{m}月前", "{y}至{m}年", "{y}—{y}年", "{m}月{d}日至{d}日"]  # fmt: skip
FISCAL = ["FY{y}", "{y}财年", "{y}財政年度", "{y}年度", "FY{y} Q{m}", "Q{m} {y}", "{y}Q{m}", "{y}H1", "fiscal year {y}"]  # fmt: skip
MINGUO = ["民國{m}年", "民國{m}年{d}月", "中華民國{m}年{d}月{m}日", "民国一百一十二年"]
RELATIVE = ["今年", "去年{m}月", "明年底", "上周三", "下週五", "本月{d}日", "昨天", "昨日", "当天", "同日", "次年", "近日", "目前", "上世纪九十年代", "20世纪", "前兩天", "三年前", "两年多后的{m}月{d}日", "now", "last week", "next Monday", "today", "last year", "the 1990s", "in recent years"]  # fmt: skip
ENGLISH = ["May {y}", "May {d}, {y}", "{d} March {y}", "March {d}", "on Monday", "Friday", "early {y}", "by {y}", "since {y}", "September {d}", "Q{m}"]  # fmt: skip
HAN_DATES = ["二〇二四年{h}月", "{h}月{h}日", "{h}月", "二零二三年", "初{h}"]
INVENTED = ["Fractile", "iSPACE", "3rdiTech", "Llama 3", "C919", "3M", "Web3", "Space Forge", "Orbital Foundry Inc.", "Acme Corp.", "FY Systems", "May Mobility", "Friday Group", "第一财经", "三国法论坛", "日经科技", "卡鲁海洋研究院", "梅拉尼亚能源研究所", "年丰集团", "月星电子有限公司", "日本国家量子研究中心", "今日科技公司", "Commission 2020", "5G", "3nm", "14纳米", "GaN"]  # fmt: skip
PEOPLE = ["总统拜登", "雷蒙多", "首席执行官温宁克(Peter Wennink)", "Jake J. Sullivan", "部长王文涛", "大臣 Klever", "安東寧・格雷戈里"]  # fmt: skip
VERBS = ["宣布", "发布", "發布", "成立", "签署", "宣布融资", "收购", "将于", "表示", "推迟至", "列入", "实现营收增长", "召开", "在悉尼举行", "与", "等企业", "批准了", "获批", "announced", "signed", "will launch", "acquired", "was adopted", "said"]  # fmt: skip
NOUNS = ["法案", "芯片", "协议", "报告", "论坛", "峰会", "公司", "芯片企业", "初创企业", "该公司", "研究院", "委员会", "部", "报社", "芯片制造商", "人工智能技术", "技术", "卫星", "有限公司", "the", "of", "Act", "company", "chips"]  # fmt: skip
MARKS = ["，", "。", "、", "；", "：", ":", ",", ".", "!", "?", "……", "—", "-", " ", "  ", "\u3000", "(", ")", "（", "）", "《", "》", "“", "”", "「", "」", "『", "』", "[", "]", "【", "】", '"', "'", "’s ", "|", "*", "#", "的", "在", "于", "到", "从", "和", "以下简称", "简称", "·", "/"]  # fmt: skip
NOISE = ["\n", "\r\n", "\r", "\n\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\t", "\x00", "\ufeff", "\u200b", "\u200d", "\u2060", "\u00ad", "\ufe0f", "\u202e", "\U0001f600", "\U00020000", "\U0002f800", "\ud800", "\udfff", "\ufffd", "\u0301", "İ", "ß", "ﬁ", "㍿", "㋀", "①", "１２", "Ａ"]  # fmt: skip


@lru_cache(maxsize=1)
def surfaces() -> tuple[str, ...]:
    """Return the names of the shipped lexicons as they are written."""
    lexicons = load()
    return tuple(
        name
        for table in ("organizations", "technologies", "places")
        for row in lexicons[table]
        for name in (row["name_zh_hans"], row["name_en"], *row.items("aliases"))
        if name
    )


def dates() -> st.SearchStrategy[str]:
    """Draw a date phrase of any kind, its numbers in and out of the calendar."""
    shapes = st.sampled_from([*YEARS, *PARTS, *FISCAL, *MINGUO, *RELATIVE, *ENGLISH, *HAN_DATES])
    return st.builds(
        lambda shape, y, m, d, h: shape.format(y=y, m=m, d=d, h=h),
        shapes,
        st.integers(1895, 2105),
        st.integers(0, 13),
        st.integers(0, 32),
        st.sampled_from(CHINESE_DIGITS),
    )


def names() -> st.SearchStrategy[str]:
    """Draw a name: of the lexicons, invented, or of a person."""
    return st.one_of(
        st.sampled_from(surfaces()), st.sampled_from(INVENTED), st.sampled_from(PEOPLE)
    )


def pieces() -> st.SearchStrategy[str]:
    """Draw anything that a text is made of."""
    digits = st.text("0123456789.%", min_size=1, max_size=6)
    words = st.sampled_from([*VERBS, *NOUNS])
    return st.one_of(
        dates(), dates(), names(), names(), words, words, digits,
        st.sampled_from(MARKS), st.sampled_from(NOISE), st.characters(),
    )  # fmt: skip


def sentences() -> st.SearchStrategy[str]:
    """Draw a sentence in order, without a space where Chinese has none: 芯片企业Fractile 2024年5月…"""
    verbs, nouns = st.sampled_from(VERBS), st.sampled_from(NOUNS)
    gap = st.sampled_from(["", "", " ", "(", "，", "“", "的"])
    orders = (
        (nouns, names(), gap, dates(), verbs, nouns),
        (dates(), gap, names(), verbs, names(), nouns),
        (names(), dates(), names(), verbs, dates(), nouns),
        (verbs, dates(), gap, nouns, names(), dates()),
    )
    stops = st.sampled_from(["。", ".", "\n", "；", ")", "”。", ""])
    return st.one_of(*(st.tuples(*order, stops).map("".join) for order in orders))


texts = st.one_of(
    sentences(),
    st.lists(sentences(), min_size=2, max_size=4).map("".join),
    st.lists(pieces(), min_size=1, max_size=14).map("".join),
    st.lists(st.one_of(sentences(), pieces()), min_size=2, max_size=8).map("".join),
)
days = st.one_of(st.none(), st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))


@many
@given(text=texts, published=days)
def test_any_text_gives_rows_that_lead_back_to_it(text: str, published: dt.date | None) -> None:
    rows = analyze(text, published=published)
    assert rows.source_text == text
    assert names_on_dates(rows) == []


def names_on_dates(rows: DocumentRows) -> list[tuple[str, str]]:
    """Return the names that share a character with a date: iSPACE 8 with 8月3日."""
    mentions = (*rows.organization_mentions, *rows.technology_mentions)
    return [
        (name.quote, date.quote)
        for name in mentions
        for date in rows.dates
        if name.start < date.end and date.start < name.end
    ]
