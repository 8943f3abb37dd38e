"""A document from a text, with a few lexicon rows of its own: what the tests of names share."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline import lexicon
from pipeline.dates import find_dates
from pipeline.document import DateMention, Document, NameMention, NamePair, Rejection, Source
from pipeline.lexicon import Lexicons, Row, gazetteer
from pipeline.lexicon.schema import TABLES
from pipeline.names import find_pairs, name_context, on_dates
from pipeline.organizations import find_organizations
from pipeline.persons import PersonMention, find_persons
from pipeline.segment import SEGMENTERS, Tokenizer, segment
from pipeline.spans import Taken
from pipeline.technologies import find_technologies
from pipeline.text import TracedText
from pipeline.tools import STANDARD, Tools

NAMES = ["aliases", "weak_aliases", "note"]
BIS = "工业安全局|产业与安全局"
ORGANIZATIONS = [
    ("zz-commerce-us", "美国商务部", "Commerce Department", "government", "US", "", "商务部"),
    ("zz-commerce-cn", "中国商务部", "Ministry of Commerce", "government", "CN", "", "商务部"),
    ("zz-congress", "美国国会", "Congress", "government", "US", "", "国会"),
    ("zz-bis", "工业与安全局", "Bureau of Industry and Security", "government", "US", BIS, "BIS"),
    ("zz-huawei", "华为", "Huawei", "company", "CN", "华为公司|华为技术有限公司", ""),
    ("zz-samsung", "三星", "Samsung", "company", "KR", "韩国三星|三星电子", ""),
    ("zz-apple", "苹果公司", "Apple Inc.", "company", "US", "", "苹果|Apple"),
    ("zz-purdue", "普渡大学", "Purdue University", "research", "US", "", ""),
    ("zz-ibm", "国际商业机器公司", "IBM", "company", "US", "", ""),
]  # fmt: skip
TECHNOLOGIES = [
    ("zz-ai", "人工智能", "artificial intelligence", "ai", "AI", ""),
    ("zz-quantum", "量子计算", "quantum computing", "quantum", "", ""),
    ("zz-packaging", "先进封装", "advanced packaging", "semiconductors", "先进封装技术", ""),
    ("zz-semi", "半导体", "semiconductor", "semiconductors", "", ""),
    ("zz-ar", "增强现实", "augmented reality", "computing", "", "AR"),
]


@dataclass(frozen=True)
class Found:
    """What the stages of names found in a text."""

    document: Document
    dates: list[DateMention]
    pairs: list[NamePair]
    organizations: list[NameMention]
    technologies: list[NameMention]
    rejections: list[Rejection]
    persons: list[PersonMention]

    def texts(self, stage: str) -> list[str]:
        """Return the mentions of a stage as they stand in the text."""
        mentions: list[NameMention | PersonMention] = getattr(self, stage)
        return [self.document.clean[item.span.start : item.span.end] for item in mentions]


def find(text: str, shipped: bool = False, published: dt.date | None = None) -> Found:
    """Run the stages over a text, with the few names of this module or the shipped ones."""
    all_tools = knowing(shipped)
    names = all_tools.tokenizer.gazetteer
    document, refused = segment(Source("t", text), TracedText.of(text), all_tools.tokenizer)
    dates, first = find_dates(document, all_tools.dates)
    taken = Taken(date.span for date in dates)
    view = name_context(document, taken, all_tools.names)
    pairs = find_pairs(view, all_tools.names)
    organizations, second = find_organizations(view, pairs, names, all_tools.organizations)
    taken = taken.also(name.span for name in organizations)
    technologies, third = find_technologies(
        view, pairs, taken, gazetteer=names, knowledge=all_tools.technologies
    )
    rejections = [*refused, *first, *on_dates(document, view.dates), *second, *third]
    persons = find_persons(view, organizations, published, all_tools.persons)
    return Found(document, dates, pairs, organizations, technologies, rejections, persons)


@lru_cache
def knowing(shipped: bool) -> Tools:
    """Return what the rooms know, built anew where a test changes a room."""
    lexicons, tokenizer = shipped_tools() if shipped else tools()
    return Tools(lexicons, tokenizer, STANDARD)


@lru_cache
def tools() -> tuple[Lexicons, Tokenizer]:
    """Load the shipped lists with only the organizations and terms of this module."""
    shipped = lexicon.load()
    own = {
        "organizations": tuple(_rows("organizations", ["kind", "country"], ORGANIZATIONS)),
        "technologies": tuple(_rows("technologies", ["category"], TECHNOLOGIES)),
    }
    return _with_tokenizer(Lexicons({**shipped.rows, **own}, shipped.digests))


@lru_cache
def shipped_tools() -> tuple[Lexicons, Tokenizer]:
    """Load the shipped lexicons."""
    return _with_tokenizer(lexicon.load())


def _with_tokenizer(lexicons: Lexicons) -> tuple[Lexicons, Tokenizer]:
    abbreviations = frozenset(lexicons.words("abbreviation"))
    return lexicons, Tokenizer(SEGMENTERS["rjieba"](), gazetteer.build(lexicons), abbreviations)


def _rows(name: str, groups: list[str], rows: list[tuple[str, ...]]) -> Iterator[Row]:
    """Yield rows as a file of the user's would give them."""
    table = next(table for table in TABLES if table.name == name)
    columns = ["id", "name_zh_hans", "name_en", *groups, *NAMES]
    for line, row in enumerate(rows, 2):
        cells = dict(zip(columns, [*row, ""], strict=True))
        yield Row(name, {column: cells[column] for column in table.columns}, line, True)
