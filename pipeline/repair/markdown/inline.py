"""The marks inside a paragraph to their places: links, emphasis, images, escapes, references, tags,
as markdown-it reads them.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from pipeline.plain import CJK
from pipeline.repair.markdown.extensions import ADDED
from pipeline.repair.markdown.marks import Marks, Rule, marks_of
from pipeline.repair.markdown.simple import TARGET, simple_marks
from pipeline.text import stands_for

BLOCK_ID = re.compile(r"[ \t]\^[A-Za-z0-9-]{4,40}(?=[ \t]*(?:\n|\Z))")
BEGINNINGS = frozenset("#*+-<=>_`|~0123456789")  # of a block that is no paragraph
# The rules that can apply at a character, in markdown-it's order and with ours among them. At any
# other character a text goes on; a bracket ends the label of a link.
RULES_AT = {
    "\n": ("newline",),
    "\\": ("escape",),
    "`": ("backticks",),
    "~": ("strikethrough",),
    "*": ("emphasis",),
    "_": ("emphasis",),
    "[": ("footnote", "wiki", "link"),
    "]": (),
    "!": ("wiki", "image"),
    "<": ("superscript", "autolink", "html_inline"),
    "&": ("entity",),
    "【": ("citation",),
    "%": ("hidden",),
    "^": ("inline_note",),
    "=": ("highlight",),
}
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*>\Z", re.DOTALL)
ELEMENTS = frozenset([
    "a", "abbr", "address", "article", "aside", "audio", "b", "big", "blockquote", "body",
    "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "dfn", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption",
    "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend",
    "li", "link", "main", "mark", "meta", "nav", "noscript", "object", "ol", "optgroup",
    "option", "p", "param", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "script", "section", "select", "small", "source", "span", "strike", "strong", "style",
    "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot",
    "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
    "path", "g",
])  # fmt: skip
WIDE = re.compile(rf"[{CJK}\uff00-\uffef“”‘’—…]")
DUNDER = re.compile(r"__[a-z][a-z0-9_]*?__(?![_A-Za-z0-9])")  # __init__ is a name
MOST_TICKS = 400


def read_inline(content: str, references: dict[str, dict[str, str]]) -> Marks:
    """Return the marks of a paragraph: [**商务部**](https://…) has a link and emphasis around it."""
    found = simple_marks(content) or parsed_marks(content, references)
    for block_id in BLOCK_ID.finditer(content) if "^" in content else ():
        found.add(*block_id.span(), "markdown-comment")
    return found


def parsed_marks(content: str, references: dict[str, dict[str, str]]) -> Marks:
    """Return the marks that markdown-it finds in any paragraph."""
    found, parser = Marks(), inline_parser()
    parser.inline.parse(content, parser, {"references": references, "marks": found}, [])
    struck: list[int] = []
    for token, start, end in found.delimiters:
        if token.type == "s_open":
            struck.append(start)
        elif token.type == "s_close" and struck:
            found.add(struck.pop(), end, "markdown-struck")
        elif token.type != "text" or not token.content:
            found.add(start, end, "markdown-emphasis")
    return found


@cache
def inline_parser() -> MarkdownIt:
    """Return a parser whose inline rules record where their syntax stands."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.disable(["inline", "text_join"])
    parser.block.ruler.disable(["code", "reference"])
    parser.block.ruler.before("table", "words", _words)
    parser.inline.ruler2.disable(["fragments_join"])
    # No address is followed; javascript: and data: are links on a clipped page, too.
    parser.normalizeLink = str  # type: ignore[method-assign,assignment]
    parser.validateLink = bool  # type: ignore[method-assign,assignment]
    rules: dict[str, Rule] = {rule.name: rule.fn for rule in parser.inline.ruler.__rules__}
    rules |= {name: recorded(rules[name]) for name, recorded in RECORDED.items()}
    parser.inline.ruler = Ruler[Rule]()
    parser.inline.ruler.push("by_character", _by_character({**rules, **dict(ADDED)}))
    parser.inline.terminator_re = re.compile(f"[{re.escape(''.join(RULES_AT))}]")
    return parser


def _words(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Take a line of words alone for a paragraph, without asking whether it may be anything else."""
    first = state.src[state.bMarks[line] + state.tShift[line]]
    is_alone = line + 1 >= state.lineMax or state.isEmpty(line + 1)
    return is_alone and first not in BEGINNINGS and paragraph(state, line, end, silent)


def _by_character(rules: Mapping[str, Rule]) -> Rule:
    """Return one rule that tries those of the character at hand: to try all of them at each takes
    four times as long.
    """
    fitting = {char: [rules[name] for name in names] for char, names in RULES_AT.items()}
    text = [rules["text"]]

    def rule(state: StateInline, silent: bool) -> bool:
        for fitted in fitting.get(state.src[state.pos], text):  # noqa: SIM110 - at every character
            if fitted(state, silent):
                return True
        return False

    return rule


def _recorded(record: Callable[[StateInline, Marks, int, int], None]) -> Callable[[Rule], Rule]:
    """Wrap a rule of markdown-it: what it accepts is recorded with its place."""

    def wrapper(rule: Rule) -> Rule:
        def recording(state: StateInline, silent: bool) -> bool:
            start, tokens = state.pos, len(state.tokens)
            if not rule(state, silent):
                return False
            marks = marks_of(state)
            if not silent and marks is not None:
                record(state, marks, start, tokens)
            return True

        return recording

    return wrapper


def _escape(state: StateInline, marks: Marks, start: int, tokens: int) -> None:
    token = state.tokens[-1]
    if token.type == "hardbreak" or token.content != token.markup:
        marks.add(start, start + 1, "markdown-escape")


def _newline(state: StateInline, marks: Marks, start: int, tokens: int) -> None:
    if state.tokens[-1].type == "softbreak":
        marks.soft_breaks.append(start)


def _backticks(rule: Rule) -> Rule:
    """Take a paragraph with hundreds of unpaired ticks for text: to pair them takes quadratic time."""
    inner = _recorded(_code)(rule)

    def recording(state: StateInline, silent: bool) -> bool:
        marks: Marks = state.env["marks"]
        if marks.ticks < 0:
            marks.ticks = state.src.count("`")
        return marks.ticks <= MOST_TICKS and inner(state, silent)

    return recording


def _code(state: StateInline, marks: Marks, start: int, tokens: int) -> None:
    if len(state.tokens) > tokens and state.tokens[-1].type == "code_inline":
        width = len(state.tokens[-1].markup)
        marks.add(start, start + width, "markdown-code")
        marks.add(state.pos - width, state.pos, "markdown-code")


def _delimiters(state: StateInline, marks: Marks, start: int, tokens: int) -> None:
    position = start
    signs = (token for token in state.tokens[tokens:] if not token.content.strip("*_~"))
    for token in signs:
        marks.delimiters.append((token, position, position + len(token.content)))
        position += len(token.content)


def _links(rule: Rule) -> Rule:
    """Take for a link only what has an address, or nothing, in its round brackets."""
    inner = _recorded(_link)(rule)

    def recording(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if state.src[start] != "[" or not rule(state, True):
            return False
        end, state.pos = state.pos, start
        label_end = state.md.helpers.parseLinkLabel(state, start, True)
        state.pos = start
        target = state.src[label_end + 2 : end - 1]
        bracketed = state.src.startswith("(", label_end + 1) and target.strip()
        if bracketed and not TARGET.search(target):
            return False
        if silent:
            state.pos = end
            return True
        return inner(state, silent)

    return recording


def _link(state: StateInline, marks: Marks, start: int, tokens: int) -> None:
    end = state.pos
    state.pos = start
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    state.pos = end
    marks.link(state.src, start, end, label_end)


def _image(rule: Rule) -> Rule:
    def recording(state: StateInline, silent: bool) -> bool:
        start, marks = state.pos, state.env["marks"]
        former, marks.silent = marks.silent, True
        found = rule(state, silent)
        marks.silent = former
        if found and not silent and not former:
            marks.image(start, state.pos)
        return found

    return recording


def _autolink(state: StateInline, marks: Marks, start: int, tokens: int) -> None:
    marks.add(start, start + 1, "markdown-link")
    marks.add(state.pos - 1, state.pos, "markdown-link")
    marks.links.append((start + 1, state.pos - 1))


def _html(state: StateInline, marks: Marks, start: int, tokens: int) -> None:
    words = state.src[start : state.pos]
    tag = TAG.fullmatch(words)
    if words.startswith(("<!", "<?")):
        marks.add(start, state.pos, "html-comment")
    elif tag and tag[1].lower() == "br":
        at_end = state.src[state.pos : state.pos + 1] in ("\n", "") or state.src[
            start - 1 : start
        ] in ("\n", "")
        marks.add(start, state.pos, "html-tag", "" if at_end else " ")
    elif tag and tag[1].lower() in ELEMENTS:
        marks.images += tag[1].lower() == "img"
        marks.add(start, state.pos, "html-tag")


def _entity(state: StateInline, marks: Marks, start: int, tokens: int) -> None:
    piece = state.src[start : state.pos]
    meant = stands_for(piece)
    if meant and meant == unescape(piece):
        marks.add(start, state.pos, "character-reference", meant)


def _emphasis(rule: Rule) -> Rule:
    """Let emphasis end before Chinese: **【导读】**据悉 closes, which CommonMark does not see; the
    product 2*3*4 has none.
    """
    inner = _recorded(_delimiters)(_tokenize)

    def recording(state: StateInline, silent: bool) -> bool:
        return inner(state, silent)

    return recording


def _tokenize(state: StateInline, silent: bool) -> bool:
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    name = DUNDER.match(state.src, state.pos)
    if name:
        state.append_pending(name.group())
        state.pos = name.end()
        return True
    scanned = state.scanDelims(state.pos, marker == "*")
    before = state.src[state.pos - 1 : state.pos] if state.pos else " "
    after = state.src[state.pos + scanned.length : state.pos + scanned.length + 1] or " "
    can_open, can_close = scanned.can_open, scanned.can_close
    is_sign = marker == "*" or scanned.length > 1
    if is_sign and (WIDE.match(before) or WIDE.match(after)):
        can_open, can_close = not after.isspace(), not before.isspace()
    elif marker == "*" and scanned.length == 1 and _is_ascii(before) and _is_ascii(after):
        can_open = can_close = False
    # **工业和****信息化部**: four signs are the end of one emphasis and the begin of the next.
    length = 2 if scanned.length == 4 else scanned.length
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(ord(marker), length, len(state.tokens) - 1, -1, can_open, can_close)
        )
    state.pos += scanned.length
    return True


def _is_ascii(char: str) -> bool:
    return char.isascii() and char.isalnum()


RECORDED: dict[str, Callable[[Rule], Rule]] = {
    "escape": _recorded(_escape),
    "newline": _recorded(_newline),
    "backticks": _backticks,
    "strikethrough": _recorded(_delimiters),
    "emphasis": _emphasis,
    "link": _links,
    "image": _image,
    "autolink": _recorded(_autolink),
    "html_inline": _recorded(_html),
    "entity": _recorded(_entity),
}
