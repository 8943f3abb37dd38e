"""Where a run of capitalized English words falls into names: at a possessive, an `and`, the verb of a
headline, a person's title.
"""

import re
from collections.abc import Iterator

from pipeline.names.context import NameContext

POSSESSIVE = re.compile(r"[’']s\b|(?<=s)[’'](?= )")
AND = re.compile(r" and | & ")
# Department of Commerce|& Mr.|Andy Miller: a guest and who comes along.
COMPANION = re.compile(r" (?:and|&) (?:Mrs?|Ms|Dr)\b\.?")
LAST_WORD = re.compile(r"[A-Z][\w-]*\Z")
ABOUT = re.compile(r" (?:for|on) [^,]*\Z")
FOLLOWED_BY_OF = re.compile(r" (?:of|for|on|[Aa]gainst|[Ww]ithout)\b")
OWNER = re.compile(r" (?:of|at|in) the ")
WORD = re.compile(r" ([A-Z][a-z]+)(?= |\Z)")
# Department of Transportation|Secretary|Pete Buttigieg, but Office of the Secretary of Defense.
PERSON = re.compile(r" [A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][A-Za-z'-]+")
SMALL_BEFORE = (" of", " for", " and", " the", " &")


def pieces(
    view: NameContext, run: re.Match[str], pattern: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Cut a run into what can be names: Department of Transportation | Pete Buttigieg."""
    text, offset, start = run.group(), run.start(), 0
    cuts = [
        *_owners(view, run, pattern),
        *(cut for cut in POSSESSIVE.finditer(text) if not _is_inner(view, run, cut, pattern)),
        *COMPANION.finditer(text),
        *AND.finditer(text),
        *_words(view, text, pattern),
    ]
    for cut in sorted(cuts, key=lambda cut: cut.start()):
        if cut.start() < start:
            continue
        left, right = text[start : cut.start()], text[cut.end() :]
        if not AND.fullmatch(cut.group()) or _is_between(
            view, offset + start, left, right, pattern
        ):
            yield offset + start, offset + cut.start()
            start = cut.end() + text.startswith(" ", cut.end())
    yield offset + start, offset + len(text)


def _is_inner(
    view: NameContext, run: re.Match[str], possessive: re.Match[str], pattern: re.Pattern[str]
) -> bool:
    """Tell whether a possessive is a part of what a body is named by: Commission of the People’s
    Republic of China, Task Force on America’s 250th Birthday.
    """
    text, end = run.group(), possessive.start()
    owner = LAST_WORD.search(text, 0, end)
    heads = (head.end() for head in pattern.finditer(text, 0, end))
    opened = next((head for head in heads if FOLLOWED_BY_OF.match(text, head, end)), -1)
    if owner is None or opened < 0 or not text[possessive.end() :].strip():
        return False
    if owner.group().removesuffix("s") in view.lists["instrument_owner_en"] or (
        owner.group() in view.lists["instrument_owner_en"]
    ):
        return True
    is_place = view.known.get(run.start() + owner.start(), ("", ""))[0] == "place"
    return is_place and ABOUT.search(text, opened, owner.start()) is not None


def _owners(
    view: NameContext, run: re.Match[str], pattern: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """Yield the `of the` between a body and the known one that it is a part of: Committee on
    Infrastructure|of the|U.S. House of Representatives.
    """
    for owner in OWNER.finditer(run.group()):
        match = view.matches_by_start.get(run.start() + owner.end())
        is_known = match is not None and match.senses[0].kind == "organization"
        head = pattern.search(run.group(), 0, owner.start())
        if is_known and head and FOLLOWED_BY_OF.match(run.group(), head.end(), owner.start()):
            yield owner


def _words(view: NameContext, text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the verbs and titles that end a name in a run: Procurement Office|Launches|Update."""
    verbs, titles = view.lists["english_headline_verb"], view.lists["title_head_en"]
    for word in WORD.finditer(text):
        is_title = word[1] in titles and not text.endswith(SMALL_BEFORE, 0, word.start())
        holds_name = is_title and PERSON.fullmatch(text, word.end()) is not None
        if word[1] in verbs or (holds_name and not pattern.search(text, word.end())):
            yield word


def _is_between(
    view: NameContext, start: int, left: str, right: str, pattern: re.Pattern[str]
) -> bool:
    """Tell whether an `and` stands between two whole names, not inside one: Industry and Security;
    or behind a person: Chris Dodd and|National Security Council.
    """
    kind = view.known.get(start + len(left) + len(" and "), ("", ""))[0]
    if kind == "place":
        return pattern.search(right) is not None
    if kind in ("organization", "ambiguous") and not pattern.search(left) and " of " not in left:
        return pattern.search(right) is not None
    return _is_name(view, start, left, pattern) and _begins_name(view, right, pattern)


def _is_name(view: NameContext, start: int, text: str, pattern: re.Pattern[str]) -> bool:
    """Tell whether a piece is a name without what follows: it has a head, or the lexicon has it."""
    index = view.words.starting_at(start)
    known = view.known.get(start, ("", ""))[0] == "organization"
    return bool(pattern.search(text)) or (known and view.words.text(index) == text)


def _begins_name(view: NameContext, text: str, pattern: re.Pattern[str]) -> bool:
    """Tell whether what follows an `and` is a name of its own: Orbital Foundry Inc., not Security,
    Infrastructure of the House, Advocacy Center.
    """
    heads = list(pattern.finditer(text))
    if len(heads) > 1 and not heads[0].start() and not FOLLOWED_BY_OF.match(text, heads[0].end()):
        del heads[0]  # Police|Jury Association
    head = next(iter(heads), None)
    if head is None or " of " in text[: head.start()]:
        return False
    before = text[: head.start()].split()
    if not before:
        return bool(FOLLOWED_BY_OF.match(text, head.end()))
    common = view.lists["english_word"] | view.small_words
    is_weak = head.group() in view.lists["english_weak_head"]
    return not (is_weak and len(before) == 1 and before[0].lower() in common)
