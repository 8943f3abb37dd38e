"""What makes a name of capitalized English words: a proper word among them, or a head that only bodies
have; a line in title case proves nothing.
"""

import re

from pipeline.names.context import NameContext
from pipeline.text import Span

WORD = re.compile(r"[A-Za-z][\w’'&-]*")
LEGAL = re.compile(r"(?:Inc|Ltd|LLC|Corp|Co|PLC|GmbH|AG|N\.V|S\.A)\.?\Z")
# Cyberattack on|United Natural Foods Inc.: a headline.
HAPPENING = re.compile(r"[A-Z]\w+ (?:on|at|by|from|to|hits?|against) ")
# Commencement of Government, Revolution of the Times, Call for Demo Labs, Harbor Convention Center
# the Harbor-Meadow Alliance of two countries
NO_BODY = re.compile(
    r" (?:of|in|for|to|with|by) |\A[\w.]+-[\w.]+ (?:Alliance|Partnership)\Z|(?:Convention|Conference|Shopping) Cent(?:er|re)\Z"
)
# Personalized, Monitoring: words of the language by their ending.
DERIVED = re.compile(r"[a-z](?:i[sz]ed|ing|tion|ment|able|ible|ful|ive|ity|ness|less)\Z")
SHORTEST_WORD = 3
SCHOOLS = ("College", "School", "Hospital", "Museum")
# So many words around a name in its line, this share of them capitalized: a heading, a headline.
FEWEST_WORDS = 3
TITLE_CASE = 0.75
LONGEST_IN_TITLE = 6
LONGEST_LINE = 300
LONGEST_VERB = 24
BEFORE, BEHIND = (
    re.compile(r"\b([A-Z][a-z]+) (?:(?:in|by|with|the|for|on|to) )*\Z"),
    re.compile(r" ([A-Z][a-z]+)\b"),
)


def is_proven(view: NameContext, span: Span, head: str, is_opened: bool) -> bool:
    """Tell whether something makes a name of words with a head: Shadowserver Foundation, Bureau of
    Industry and Security, not Industrial Network.
    """
    text, is_weak = view.words.plain[span.start : span.end], head in view.lists["english_weak_head"]
    if LEGAL.search(text):
        return not (_is_place_and_form(view, span) or HAPPENING.match(text))
    if _ends_in_place(view, span, head):
        return False
    if is_weak and not is_opened and (NO_BODY.search(text) or _is_product(view, span, head)):
        return False
    is_proper = _has_proper(view, span, head)
    if is_title_line(view, span):
        return is_proper and not is_weak and len(text.split()) <= LONGEST_IN_TITLE
    return is_proper or not is_weak or is_opened


def _is_place_and_form(view: NameContext, span: Span) -> bool:
    """Tell whether a legal form stands right behind a place, as in jest: China, Inc."""
    place = view.matches_by_start.get(span.start)
    if place is None or place.senses[0].kind != "place":
        return False
    return " " not in view.words.plain[place.span.end : span.end].strip(" ,.")


def _ends_in_place(view: NameContext, span: Span, head: str) -> bool:
    """Tell whether a head is a part of a country's name: Continued|Russian Federation."""
    match = view.matches_by_end.get(span.end)
    if match is None or match.senses[0].kind != "place":
        return False
    return head in view.words.plain[match.span.start : match.span.end]


def _is_product(view: NameContext, span: Span, head: str) -> bool:
    """Tell whether a name ends or begins with a term, or is a company's with a common head:
    Feed-Forward Neural Network, Bluetooth Low Energy, Tenable Security Center.
    """
    last = view.matches_by_end.get(span.end)
    first = view.matches_by_start.get(span.start)
    begins = first.senses[0].kind if first else ""
    ends = last.senses[0].kind if last else ""
    if head in SCHOOLS:
        return ends == "technology"  # Corning Community College
    is_closed = head in view.lists["english_closed_head"]
    return (
        begins == "organization" or (begins == "technology" and is_closed) or ends == "technology"
    )


def _has_proper(view: NameContext, span: Span, head: str) -> bool:
    """Tell whether a word of a name is no word of the language: Shadowserver, Japanese."""
    closed = view.lists["english_closed_head"]
    for found in WORD.finditer(view.words.plain, span.start, span.end):
        start, word = found.start(), found.group()
        kind = view.known.get(start, ("", ""))[0]
        if kind == "organization" or (kind == "place" and head not in closed):
            return kind == "organization" or not _is_place_and_head(view, span, found.end(), head)
        if kind == "place":
            continue  # United States Service
        if word == head or not word[0].isupper():
            continue
        if word.isupper() and head in view.lists["english_company_head"]:
            return kind != "technology" and len(word) > 1  # TD Bank, not AI Labs
        if not _is_common(view, word):
            return True
    return False


def _is_place_and_head(view: NameContext, span: Span, behind: int, head: str) -> bool:
    """Tell whether a name is only a place and a head that many have: Paris Court."""
    rest = view.words.plain[behind : span.end].strip()
    return rest == head and head in view.lists["english_place_head"]


def _is_common(view: NameContext, word: str) -> bool:
    """Tell whether a capitalized word is one of the language here: the text writes it small too, a
    list has it, or it is an acronym.
    """
    if "-" in word:
        return all(_is_common(view, part) for part in word.split("-") if part)
    small = word.lower()
    listed = word in view.lists["english_common"] or small in view.lists["english_word"]
    return (
        listed or DERIVED.search(word) is not None or len(word) < SHORTEST_WORD or word.isupper() or small in view.small_words
        or small.rstrip("s") in view.small_words
    )  # fmt: skip


def _is_beside_verb(view: NameContext, span: Span) -> bool:
    """Tell whether a capitalized verb of headlines stands beside a name: Hackers Convicted in|London
    Court.
    """
    plain, verbs = view.words.plain, view.lists["english_headline_verb"]
    before = BEFORE.search(plain, max(0, span.start - LONGEST_VERB), span.start)
    behind = BEHIND.match(plain, span.end)
    return any(found is not None and found[1] in verbs for found in (before, behind))


def is_title_line(view: NameContext, span: Span) -> bool:
    """Tell whether a span stands in a line in title case: Two Hackers Convicted in London Court."""
    plain = view.words.plain
    if _is_beside_verb(view, span):
        return True
    before, behind = sides_of_line(plain, span, LONGEST_LINE)
    around = [*WORD.findall(plain, *before), *WORD.findall(plain, *behind)]
    words = [word for word in around if len(word) > SHORTEST_WORD]
    capital = sum(word[0].isupper() for word in words)
    is_all = plain[before[0] : behind[1]].strip(" *-#[]|>") == plain[span.start : span.end]
    return is_all or (len(words) >= FEWEST_WORDS and capital >= TITLE_CASE * len(words))


def sides_of_line(plain: str, span: Span, longest: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the line of a span lies before it and behind it, `longest` code points at most."""
    first, last = max(0, span.start - longest), min(len(plain), span.end + longest)
    start = plain.rfind("\n", first, span.start) + 1
    end = plain.find("\n", span.end, last)
    return (max(start, first), span.start), (span.end, end if end >= 0 else last)
