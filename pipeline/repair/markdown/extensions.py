"""Syntax that markdown-it does not know: notes, wiki links, highlights, comments of note-taking
programs.
"""

import re

from markdown_it.rules_inline import StateInline

from pipeline.repair.markdown.marks import Rule, label_of, marks_of

FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,40})\]")
# [^1], [^note2] are marks even where a clipping lost the notes; the pattern [^abc] is none.
NUMBERED = re.compile(r"[^\W\d]{0,12}[_-]?[0-9]{1,3}[a-z]?")
INLINE_NOTE = re.compile(r"\^\[[^\[\]\n]{1,400}\](?!\()")
CITATION = re.compile(r"【\d{1,3}(?:[†:][^【】\n]{0,40})?】")
WIKI = re.compile(
    r"(?P<embed>!?)\[\[(?P<target>[^\[\]|\n]{1,200})(?:\\?\|(?P<alias>[^\[\]\n]{1,200}))?\]\]"
    r"(?!\((?:#|/|https?:))"
)
HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]{1,200}?)(?<=\S)==(?!=)")
HIDDEN = re.compile(r"(?<![0-9])%%[^%\n]{0,500}%%")  # 5%%，降3%% are shares
SUPERSCRIPT = re.compile(
    r"<sup\b[^<>]*>\s*(?:<a\b[^<>]*>)?\s*\[?\d{1,3}\]?\s*(?:</a>)?\s*</sup>", re.I
)
POWER = re.compile(r"(?:(?<!\d)10|[A-Za-z²)\]])\Z")  # 10<sup>12</sup>, m<sup>2</sup> are no notes


def _whole(pattern: re.Pattern[str], first: str, rule_name: str) -> Rule:
    """Make a rule for syntax that leaves altogether: ^[a note], 【12】, %%note%%."""

    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] not in first:
            return False
        found = pattern.match(state.src, state.pos, state.posMax)
        if not found:
            return False
        return _taken(state, found, rule_name, silent)

    return rule


def _taken(state: StateInline, found: re.Match[str], rule_name: str, silent: bool) -> bool:
    """Mark syntax as what leaves, and go on behind it."""
    marks = marks_of(state)
    if not silent and marks is not None:
        marks.add(found.start(), found.end(), rule_name)
    state.pos = found.end()
    return True


def _footnote(state: StateInline, silent: bool) -> bool:
    """Take the mark of a note that the text has, or a numbered one: [^2], [^source]."""
    found = FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    is_defined = label_of(f"^{found[1]}") in state.env["references"]
    if not is_defined and not NUMBERED.fullmatch(found[1]):
        return False
    return _taken(state, found, "note-mark", silent)


def _superscript(state: StateInline, silent: bool) -> bool:
    """Take a note mark with its tags: 2019<sup>12</sup>年 tells no year 1912."""
    found = state.src[state.pos] == "<" and SUPERSCRIPT.match(state.src, state.pos, state.posMax)
    if not found or POWER.search(state.src, max(0, state.pos - 3), state.pos):
        return False
    return _taken(state, found, "note-mark", silent)


def _wiki(state: StateInline, silent: bool) -> bool:
    """Keep what a wiki link shows: [[海关总署|海关]] to 海关; an embedded file leaves."""
    found = state.src[state.pos] in "![" and WIKI.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    marks = marks_of(state)
    if not silent and marks is not None:
        shown = "alias" if found["alias"] else "target"
        if found["embed"]:
            marks.add(found.start(), found.end(), "markdown-image")
        else:
            marks.add(found.start(), found.start(shown), "markdown-link")
            marks.add(found.end(shown), found.end(), "markdown-link")
    state.pos = found.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    """Take the marks of ==a highlight==, and read on inside it."""
    found = state.src[state.pos] == "=" and HIGHLIGHT.match(state.src, state.pos, state.posMax)
    if not found or silent:
        return False
    marks = marks_of(state)
    if marks is not None:
        marks.add(found.start(), found.start(1), "markdown-emphasis")
        marks.add(found.end(1), found.end(), "markdown-emphasis")
    maximum, state.pos, state.posMax = state.posMax, found.start(1), found.end(1)
    state.md.inline.tokenize(state)
    state.pos, state.posMax = found.end(), maximum
    return True


ADDED: tuple[tuple[str, Rule], ...] = (
    ("footnote", _footnote),
    ("inline_note", _whole(INLINE_NOTE, "^", "markdown-note")),
    ("citation", _whole(CITATION, "【", "note-mark")),
    ("hidden", _whole(HIDDEN, "%", "markdown-comment")),
    ("superscript", _superscript),
    ("wiki", _wiki),
    ("highlight", _highlight),
)
