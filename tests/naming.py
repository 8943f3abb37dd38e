"""A document from a text, with a few lexicon rows of its own: what the tests of names share."""

from dataclasses import dataclass
from functools import lru_cache

from pipeline import lexicon
from pipeline.document import Document, NameMention, NamePair, Rejection, Source
from pipeline.lexicon import Lexicons, Row, gazetteer
from pipeline.names import find_pairs
from pipeline.organizations import find_organizations
from pipeline.segment import SEGMENTERS, Tokenizer, segment
from pipeline.technologies import find_technologies
from pipeline.text import TracedText

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
    """What the three stages found in a text."""

    document: Document
    pairs: list[NamePair]
    organizations: list[NameMention]
    technologies: list[NameMention]
    rejections: list[Rejection]

    def texts(self, stage: str) -> list[str]:
        """Return the mentions of a stage as they stand in the text."""
        mentions: list[NameMention] = getattr(self, stage)
        return [self.document.clean[item.span.start : item.span.end] for item in mentions]


def find(text: str, shipped: bool = False) -> Found:
    """Run the three stages over a text, with the few names of this module or the shipped ones."""
    lexicons, tokenizer = shipped_tools() if shipped else tools()
    document, refused = segment(Source("t", text), TracedText.of(text), tokenizer)
    pairs = find_pairs(document, lexicons)
    organizations, first = find_organizations(document, pairs, tokenizer.gazetteer, lexicons)
    technologies, second = find_technologies(document, organizations, tokenizer.gazetteer, lexicons)
    return Found(document, pairs, organizations, technologies, [*refused, *first, *second])


@lru_cache
def tools() -> tuple[Lexicons, Tokenizer]:
    """Load the shipped lists with only the organizations and terms of this module."""
    lexicons = lexicon.load()
    own = {
        "organizations": _rows("organizations", ["kind", "country"], ORGANIZATIONS),
        "technologies": _rows("technologies", ["category"], TECHNOLOGIES),
    }
    return _with_tokenizer(Lexicons({**lexicons.rows, **own}, lexicons.digests))


@lru_cache
def shipped_tools() -> tuple[Lexicons, Tokenizer]:
    """Load the shipped lexicons."""
    return _with_tokenizer(lexicon.load())


def _with_tokenizer(lexicons: Lexicons) -> tuple[Lexicons, Tokenizer]:
    abbreviations = frozenset(lexicons.words("abbreviation"))
    return lexicons, Tokenizer(SEGMENTERS["rjieba"](), gazetteer.build(lexicons), abbreviations)


def _rows(name: str, groups: list[str], rows: list[tuple[str, ...]]) -> tuple[Row, ...]:
    columns = ["id", "name_zh_hans", "name_en", *groups, *NAMES]
    return tuple(
        Row(name, dict(zip(columns, [*row, ""], strict=True)), line, True)
        for line, row in enumerate(rows, 2)
    )
