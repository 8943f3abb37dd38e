"""Templates around an article: lists of fields (- **URL**: …), sections in another language than the
notice they were put around, summaries that break off and stand below in full.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, islice

from pipeline.repair.markdown.features import STAMP, WIDE, Feature

FIELD = re.compile(r"\W*(?P<key>[^\W\d_][\w /()-]{0,30}?)\s*[:：]\s*(?P<value>.*)$", re.DOTALL)
# Keys that a program writes, not an author.
KEYS = frozenset([
    "source", "url", "link", "date", "fetched", "category", "categories", "tags", "author",
    "title", "published", "publisher", "updated", "created", "status", "confidence",
    "language", "site", "id", "type", "来源", "链接", "网址", "日期", "发布日期", "发布时间", "抓取时间",
    "采集时间", "分类", "标签", "作者", "标题", "语言",
])  # fmt: skip
TELLING = frozenset(
    ["url", "link", "fetched", "source", "来源", "链接", "网址", "抓取时间", "采集时间"]
)
NO_LETTER = re.compile(r"[\W_]+")
FEWEST_FIELDS = 3
LONGEST_FIELDS = 400
HEAD_BLOCKS = 16  # blocks at the head of a text among which a list of fields stands
SENTENCE_END = re.compile(r"[。！？!?]|\.(?=\s)")
CUT_OFF = re.compile(r"(?:\.{3,}|…+)\s*$")
SHORTEST_COPY = 30  # letters of a summary that breaks off
LONGEST_POSTING = 1_000
MOST_COPIES = 50  # paragraphs that are looked up
FOREIGN = 0.3  # share of the article's language that a template section has at most
NATIVE = 0.5  # share of Chinese from which on a paragraph is the notice's
FEWEST_NATIVE = 0.3  # share of such paragraphs in the prose of a notice in Chinese
FEWEST_SECTIONS = 2


def templated(features: Sequence[Feature]) -> dict[int, str]:
    """Return blocks of a template, with the reason."""
    fields = field_list(features)
    found = dict.fromkeys(fields, "clip-fields")
    found |= _copies(features)
    if fields:
        found |= _sections(features, fields)
    return found


def field_list(features: Sequence[Feature]) -> list[int]:
    """Return the blocks of a list of fields at the head of a text, none where it is an author's."""
    found: list[int] = []
    keys: set[str] = set()
    for feature in features[:HEAD_BLOCKS]:
        matches = [FIELD.match(line) for line in feature.block.words.split("\n")]
        is_field = feature.block.kind in ("item", "paragraph") and feature.size < LONGEST_FIELDS
        if is_field and all(matches):
            found.append(feature.number)
            keys |= {match["key"].strip().lower() for match in matches if match}
        elif found:
            break
    is_program = len(keys & KEYS) >= FEWEST_FIELDS and not keys.isdisjoint(TELLING)
    return found if is_program else []


def _copies(features: Sequence[Feature]) -> dict[int, str]:
    """Return paragraphs that break off, by dots or by a posting line, and stand below from their
    first to their last sentence.
    """
    candidates = ((f, copy) for f in features if (copy := _broken_off(f)))
    looked_up = list(islice(candidates, MOST_COPIES))
    if not looked_up:
        return {}
    squeezed = [_squeezed(f.block.words) for f in features]
    ends = list(accumulate(map(len, squeezed)))
    whole = "".join(squeezed)
    copied = (f.number for f, copy in looked_up if _stands_in(whole, ends[f.number], copy))
    return dict.fromkeys(copied, "clip-copy")


def _stands_in(whole: str, start: int, sentences: Sequence[str]) -> bool:
    """Tell whether sentences stand behind a place, in their order; headings may stand between."""
    for sentence in sentences:
        start = whole.find(sentence, start)
        if start < 0:
            return False
        start += len(sentence)
    return True


def _broken_off(feature: Feature) -> list[str]:
    """Return the sentences of a paragraph that breaks off, their letters alone; none for others."""
    words, _, rest = feature.block.words.partition("\n")
    if feature.block.kind == "heading":
        return []
    if not (rest and STAMP.search(rest) and feature.size - len(words) < LONGEST_POSTING):
        words = feature.block.words if CUT_OFF.search(feature.block.words) else ""
    sentences = [_squeezed(part) for part in SENTENCE_END.split(CUT_OFF.sub("", words))]
    return sentences if sum(map(len, sentences)) >= SHORTEST_COPY else []


def _squeezed(text: str) -> str:
    return NO_LETTER.sub("", text)


def _sections(features: Sequence[Feature], fields: Sequence[int]) -> dict[int, str]:
    """Return headings, fields and paragraphs in the template's language around a notice in Chinese."""
    body = [f for f in features if f.number not in set(fields)]
    prose = [f for f in body if f.is_prose]
    chinese = sum(f.own for f in prose if _chinese(f) >= NATIVE)
    foreign = [
        f for f in body if f.block.kind == "heading" and f.block.level > 1 and not _chinese(f)
    ]
    if chinese < FEWEST_NATIVE * sum(f.own for f in prose) or len(foreign) < FEWEST_SECTIONS:
        return {}
    return {f.number: "clip-template" for f in body if _chinese(f) <= FOREIGN or _is_field(f)}


def _is_field(feature: Feature) -> bool:
    """Tell whether an item is a field with an English key."""
    match = FIELD.match(feature.block.words)
    return feature.block.kind == "item" and match is not None and match["key"].isascii()


def _chinese(feature: Feature) -> float:
    """Return the share of a block's words that is Chinese."""
    return 2 * len(WIDE.findall(feature.block.words)) / max(1, feature.size)
