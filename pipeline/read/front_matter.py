"""The fields that stand before a text: YAML between ---, TOML between +++, a JSON object, or the
plain head of a web clipper, Pandoc's title block; where they stand, and what they say.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.lazy import lazy
from pipeline.text import SourceSpan

Fields = Mapping[str, Any]

OPENING = re.compile(r"\ufeff?\s*")
FENCED = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n?|\n)(?P<body>.*?)^(?:(?P=fence)|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
KEY = r"[\"']?[^\W\d_][\w .:@-]{0,39}?[\"']?"
LINE = re.compile(rf"(?P<key>{KEY})[ \t]*[:：](?:[ \t]+(?P<value>.*)|[ \t]*)$")
# Flat YAML: a text on one line, in quotation marks, or without where it begins with no sign of YAML's
# and holds neither `: ` nor ` #`; a key with such a text, or with a list of them.
ODD = r"\0-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
TEXT = (
    rf"\"[^\"\\{ODD}]*\"|'[^'{ODD}]*'"
    rf"|(?:[A-Za-z0-9]|[^\0-\x7f{ODD}])(?:[^:#{ODD}]|:(?=[^ \n])|(?<! )#)*"
)
ENTRY = lazy(
    rf"(?P<key>[^\W\d][\w-]*):(?: +(?P<text>{TEXT}))? *\n"
    rf"(?P<items>(?P<indent> *)- +(?:{TEXT}) *\n(?:(?P=indent)- +(?:{TEXT}) *\n)*)?"
)
ITEM = lazy(rf" *- +({TEXT}) *\n")
CONTINUED = re.compile(r"\s|-(?:\s|$)|#|[\]}]|$")
# The head of Jina's reader: Title: …, URL Source: …, Published Time: …, Markdown Content:.
CLIPPED = re.compile(
    r"(?:(?:Title|URL Source|Published Time|Number of Pages|Warning):[^\n]*\n\s*){2,8}"
    r"(?:Markdown Content:[ \t]*(?:\n|\Z))?"
)
# Pandoc's title block, its three lines in this order; a line that goes on begins with a blank.
TITLE_BLOCK = re.compile(
    r"%(?P<title>[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)%(?P<author>[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)"
    r"%(?P<date>[^\n]*\d{4}[^\n]*(?:\n|\Z))(?=[ \t]*(?:\r?\n|\Z))"
)
LONGEST = 30_000  # characters that front matter may have
# One of these makes a block in a .txt front matter; any block of fields is it in Markdown.
TELLING = frozenset([
    "title", "url", "link", "source", "date", "published", "author", "tags", "created",
    "标题", "链接", "日期", "来源", "作者", "发布日期",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A block of fields before a text: its place in the source, its fields by lower-case name."""

    span: SourceSpan
    fields: Fields


def find_front_matter(text: str) -> FrontMatter | None:
    """Return the fields before a text, None where it begins with something else: a line of dashes
    above a paragraph is a rule.
    """
    start = _length(OPENING, text)
    head = text[start : start + LONGEST]
    for read in (_fenced, _json, _clipped, _title_block):
        found = read(head)
        if found:
            end, fields = found
            named = {str(key).strip().lower(): value for key, value in fields.items()}
            return FrontMatter(SourceSpan(start, start + end), named)
    return None


def is_telling(matter: FrontMatter | None) -> bool:
    """Tell whether fields are those of an article, in a file whose name does not say Markdown."""
    return matter is not None and not TELLING.isdisjoint(matter.fields)


def _length(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _fenced(head: str) -> tuple[int, Fields] | None:
    """Read --- or +++ blocks."""
    found = FENCED.match(head)
    if not found:
        return None
    body = found["body"]
    fields = _toml(body) if found["fence"] == "+++" else _yaml(body) or _lines(body)
    return (found.end(), fields) if fields else None


def _toml(body: str) -> Fields | None:
    try:
        return tomllib.loads(body.replace("\r\n", "\n").replace("\r", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return _lines(re.sub(r"(?m)^([\w.-]+)[ \t]*=", r"\1:", body))


@lru_cache(maxsize=4)
def _yaml(body: str) -> Fields | None:
    """Read YAML with every scalar as it is written; the loader knows lists and mappings only. What
    was read is remembered: the reader, and later repair, look at the same block.
    """
    loaded = flat_yaml(body) or any_yaml(body)
    named = isinstance(loaded, dict) and all(isinstance(key, str) for key in loaded)
    return loaded if named and all(re.fullmatch(KEY, key.strip()) for key in loaded) else None


def flat_yaml(body: str) -> Fields | None:
    """Read what most front matter is, a text or a list of texts for each key, as YAML reads it, in a
    fiftieth of the time; None where there may be more.
    """
    fields: dict[str, Any] = {}
    body, position = body.rstrip("\n") + "\n", 0
    while position < len(body):
        found = ENTRY.match(body, position)
        if found is None or (found["text"] and found["items"]):
            return None
        items = [_bare(text) for text in ITEM.findall(found["items"] or "")]
        fields[found["key"]] = items or _bare(found["text"] or "")
        position = found.end()
    return fields


def _bare(text: str) -> str:
    return text[1:-1] if text[:1] in ("'", '"') else text.rstrip(" ")


def any_yaml(body: str) -> Any:
    """Read any YAML with every scalar as it is written, None where it is none."""
    import yaml

    try:
        return yaml.load(body, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _lines(body: str) -> Fields | None:
    """Read `key: value` lines that are no YAML: title: Chips: the rules."""
    fields: dict[str, str] = {}
    for line in body.splitlines():
        found = LINE.match(line)
        if found:
            fields.setdefault(found["key"].strip("\"'"), _unquoted(found["value"] or ""))
        elif not fields or not CONTINUED.match(line):
            return None
    return fields


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _json(head: str) -> tuple[int, Fields] | None:
    if not head.startswith("{"):
        return None
    try:
        fields, end = json.JSONDecoder().raw_decode(head)
    except (ValueError, RecursionError):
        return None
    alone = re.match(r"[ \t]*(?:\r\n?|\n|\Z)", head[end:])
    telling = isinstance(fields, dict) and {str(key).lower() for key in fields} & TELLING
    return (end + alone.end(), fields) if alone and telling else None


def _clipped(head: str) -> tuple[int, Fields] | None:
    found = CLIPPED.match(head)
    if not found or "URL Source:" not in found.group():
        return None
    return found.end(), _lines("\n".join(found.group().split("\n"))) or {}


def _title_block(head: str) -> tuple[int, Fields] | None:
    """Read Pandoc's lines of title, authors and day: % 新规⏎% 某甲⏎% 2024-03-06."""
    found = TITLE_BLOCK.match(head)
    if not found:
        return None
    return found.end(), {name: " ".join(words.split()) for name, words in found.groupdict().items()}
