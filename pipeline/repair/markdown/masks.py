"""What leaves a Markdown text before it is parsed: front matter, comments, shortcodes, definitions of
links and notes; and the text with blanks in their place, so that every offset holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.read.front_matter import find_front_matter
from pipeline.repair.markdown.marks import label_of

FENCE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)*(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
COMMENT = re.compile(r"<!--(?:>|->|.*?-->)", re.DOTALL)
OBSIDIAN = re.compile(r"^[ \t]*%%[ \t]*$.*?^[ \t]*%%[ \t]*$", re.DOTALL | re.MULTILINE)
SHORTCODE = re.compile(r"\{\{[<%][^\n]{0,2000}?[>%]\}\}|\{%[^{}\n]{1,400}%\}")
ATTRIBUTES = re.compile(
    r"^[ \t]*\{:[^{}\n]{1,200}\}[ \t]*$|^[ \t]*\[(?:TOC|toc)\][ \t]*$|\{:[ \t]?[.#][^{}\n]{1,80}\}",
    re.MULTILINE,
)
# The lines around a box, ::: tip, but not the title that one may give: ::: note 提示.
BOX = re.compile(
    r"^[ \t]{0,3}:{3,}[ \t]*(?:\{[^{}\n]{1,200}\}|[A-Za-z][\w-]{0,40})?(?:[ \t]*\{[^{}\n]{1,200}\})?[ \t:]*",
    re.MULTILINE,
)
SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1[ \t]*>", re.DOTALL | re.I)
DEFINITION = re.compile(
    r"^[ \t]{0,3}\[(?P<label>[^\^\[\]\n][^\[\]\n]{0,200})\]:[ \t]*(?P<target><[^<>\n]*>|\S+)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*\r?$",
    re.MULTILINE,
)
ADDRESS = re.compile(r"<?(?:https?:|mailto:|ftp:|//?|\.{1,2}/|#|www\.)", re.I)
NOTE = re.compile(
    r"^[ \t]{0,3}\[\^[^\[\]\s]{1,40}\]:[^\n]*(?:\n(?:[ \t]*\r?\n)?(?: {2,}|\t)[^\n]*)*",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A piece of a Markdown text that nobody sees: where, and the rule by which it leaves."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with blanks for what is hidden, what that was, and the targets of its references."""

    text: str
    hidden: list[Hidden]
    references: dict[str, dict[str, str]]


def mask(text: str) -> Masked:
    """Return a Markdown text with blanks where its hidden pieces stand: <!-- draft -->."""
    hidden: list[Hidden] = []
    matter = find_front_matter(text)
    if matter:
        hidden.append(Hidden(matter.span.start, matter.span.end, "front-matter"))
    text = _blanked(text, hidden)
    code = _code(text)
    references: dict[str, dict[str, str]] = {}
    for pattern, rule in HIDING:
        found = [piece for piece in _pieces(pattern, text, rule) if not _is_code(piece, code)]
        hidden += found
        for piece in found if pattern is NOTE else ():
            label = text[piece.start : text.index("]", piece.start)].lstrip(" \t[")
            references[label_of(label)] = {"href": "", "title": ""}
        text = _blanked(text, found)
    for match in DEFINITION.finditer(text):
        piece = Hidden(*match.span(), "markdown-definition")
        if ADDRESS.match(match["target"]) and not _is_code(piece, code):
            hidden.append(piece)
            references.setdefault(label_of(match["label"]), {"href": match["target"], "title": ""})
    return Masked(_blanked(text, hidden), hidden, references)


HIDING = (
    (COMMENT, "html-comment"),
    (SCRIPT, "html-tag"),
    (OBSIDIAN, "markdown-comment"),
    (SHORTCODE, "markdown-shortcode"),
    (ATTRIBUTES, "markdown-shortcode"),
    (BOX, "markdown-sign"),
    (NOTE, "markdown-note"),
)
# Behind the last of these signs no such piece stands: looking for its end would take quadratic time.
ENDS = {COMMENT: "-->", SCRIPT: "</", OBSIDIAN: "%%", SHORTCODE: "}", BOX: ":::", NOTE: "]:"}


def _pieces(pattern: re.Pattern[str], text: str, rule: str) -> Iterator[Hidden]:
    """Yield the matches of a pattern; nothing is looked for behind the last end in the text."""
    end = ENDS.get(pattern)
    last = text.rfind(end) + len(end) if end and end in text else 0 if end else len(text)
    position = 0
    while position < last:
        match = pattern.search(text, position)
        if not match:
            return
        yield Hidden(*match.span(), rule)
        position = max(match.end(), position + 1)


def _blanked(text: str, pieces: list[Hidden]) -> str:
    """Put blanks for pieces, line breaks kept."""
    parts: list[str] = []
    position = 0
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if piece.start < position:
            continue
        parts += (
            text[position : piece.start],
            re.sub(r"[^\r\n]", " ", text[piece.start : piece.end]),
        )
        position = piece.end
    return "".join([*parts, text[position:]])


def _code(text: str) -> list[tuple[int, int]]:
    """Return where fenced code stands."""
    found, opened, fence = [], -1, ""
    for match in FENCE.finditer(text):
        if opened < 0:
            opened, fence = match.start(), match[1]
        elif match[1].startswith(fence) and not match[0].strip(" \t>").strip(fence[0]).strip():
            found.append((opened, match.end()))
            opened = -1
    return found


def _is_code(piece: Hidden, code: list[tuple[int, int]]) -> bool:
    from bisect import bisect_right

    index = bisect_right(code, (piece.start, len(code) and code[-1][1])) - 1
    return index >= 0 and piece.start < code[index][1]
