"""English organization names: runs of capitalized words with a head noun."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.dates.dateline import MONTHS
from pipeline.names.chinese import HAN_CHARACTER
from pipeline.names.context import NameContext
from pipeline.names.head_noun import NameCandidate
from pipeline.names.words import WordLists, alternatives
from pipeline.organizations.english_pieces import FOLLOWED_BY_OF, pieces
from pipeline.organizations.english_proof import SCHOOLS as SCHOOL_HEADS
from pipeline.organizations.english_proof import is_proven, is_title_line
from pipeline.plain import any_of
from pipeline.text import Span

# Names end where Chinese begins: CVE-2024-30033是|Windows Search Service.
LATIN = r"A-Za-z0-9_\u00c0-\u024f"
# Bureau of Indian Education|-operated, China-based|Xunlei Ltd.: what a name is said to do.
JOINED_VERB = r"(?:[a-z]+ed|led|run|wide|style|related)\b"
# A period belongs to initials (U.S. Department), not to the end of a sentence (in May. The).
WORD = (
    r"(?:(?:[A-Z]\.){1,4}(?:-(?:[A-Z]\.){2,4}|-[A-Z][A-Za-z]+)?(?![a-z])|(?:St|Mt)\.(?= [A-Z])"
    rf"|[A-Z](?:[{LATIN}&]|-(?!{JOINED_VERB})|[’'](?=[{LATIN}])|(?<=s)[’'](?= [A-Z]))*"
    rf"(?:\.(?=[A-Z]|,)[{LATIN}.]*)?"
    rf"|[a-z]{{1,2}}[A-Z][{LATIN}]*|\d{{1,20}}+[A-Za-z][{LATIN}]*)"
)
# Committee|on the|Elimination of ..., but not Department of Commerce|on the CHIPS Act.
SMALL = r"(?:of the|of|for the|for|and|(?:(?<=ittee )|(?<=ission ))on the|on|in|&|de|du|des|der|für|di|del)"
# A date behind a name is no part of it: the House of Representatives in January 2024.
MONTH = rf"(?:{'|'.join(MONTHS)})\b"
# A period ends a sentence (Institute of Technology. He), but for Ltd. and the like.
LEGAL_DOT = r"(?:(?:(?<=Inc)|(?<=Ltd)|(?<=Corp)|(?<=Co)|(?<=Bros)|(?<=Jr)|(?<=Dr)|(?<=St))\.)?"
RUN = re.compile(
    rf"(?=[A-Za-z0-9]){WORD}(?:(?:, (?=Inc|Ltd|LLC|Corp|Co\b)| (?:{SMALL} ){{0,2}})(?!{MONTH}){WORD}{LEGAL_DOT}){{0,14}}"
)
NAME_WORD = rf"[A-Z][{LATIN}&-]+|[a-z]{{1,2}}[A-Z][{LATIN}]+"
MOST_WORDS = 14
SHORTEST_BARE, MOST_BARE = 3, 3  # characters; blanks
LEGAL_FORM = re.compile(r"Inc\.?|Ltd\.?|LLC|Corp\.?|Co\.?|PLC|GmbH|AG|Company|Corporation")
CORPORATION = "Corporation"  # Corporation for Public Harbors
FIRST_WORD = re.compile(r"\S+ ?")
SMALL_INSIDE = re.compile(rf" {SMALL} (?:the )?(?=[A-Z])")
SMALL_FIRST = re.compile(rf"(?:{SMALL}|the) ")
SMALL_ENDS = (" of", " for", " and", " the", " in", " on", " &", ",")
# Board Member of the Harbor University, Executive Director of the Ocean Commission: who is in it.
OFFICE = (
    r"(?:Members?|Leaders?|Whip|Speaker|Commissioners?|Chair(?:man|woman|person)?|Fellow|Trustee|Counsel|Treasurer"
    r"|Advis[eo]r|Attorney|Directors?|Governors?|Presidents?|Administrator|Secretary|Dean|Professor"
    r"|Nominees?|(?<!Office of the Chief )Officer|Analyst|Strategist|Manager|Coordinator|Liaison|Delegate"
    r"|Representative|Ambassador|Envoy|Scholar|Consultant|Spokes(?:man|woman|person))"
)
ROLE = re.compile(
    rf"(?:[A-Z][\w.-]+ ){{0,4}}?(?:Co-)?{OFFICE}(?: (?:and|&) {OFFICE})? (?:of|for|at|to|on) (?:the )?"
)
# Jane|of Orbital Foundry, Inc.: who is in a company, not Bank of Harbor Corp.
PERSON_OF = re.compile(r"(?P<person>(?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+) of (?=[A-Z])")
# Chancery Air Force|Base, Harbor College|District: the name of something else goes on.
CAPITAL = re.compile(r" (?P<word>[A-Z0-9][\w.-]*)(?P<second> [A-Z][\w.’'-]+)?")
# Harbor Community College|District: several schools are one body.
SCHOOLS = re.compile(
    r"(?<=College) (?:District|System)\b|(?<=University) System\b|(?<=School) District\b"
)
# Task Force|to Address Online Harassment and Abuse: what a body is for.
AIM = re.compile(rf"(?<=Force|Group|ittee|ssion) to [A-Z][a-z]+(?: (?:and |& )?[A-Z][{LATIN}-]*)+")
# Institute for Students|with Disabilities goes on.
WITH = re.compile(r" with (?:Disabilities|Children|Autism|Special Needs)\b")
MORE = (WITH, SCHOOLS, AIM)
# the Tribal Partnership|program, Black College|or University: a programme, one of a sort.
NO_BODY_AFTER = re.compile(
    r" (?:or [A-Z]|(?:program|initiative|project|model|agenda|framework|era|polic(?:y|ie))s?\b)"
)
# VMware Cloud Foundation (VCF)|3.x: a program has versions.
VERSION = re.compile(r"(?: \([A-Z]{2,8}\))? v?\d{1,3}\.[\dx]")
# three new|Strike Forces: many of a sort.
# the Federation of|Saint Kitts and Nevis is a country.
STATE = re.compile(r"(?:Federation|Union|Commonwealth|State|Kingdom) of (?:the )?")
# Several bodies, the Department of Eng-|— Energy: what a speaker begins anew.
NO_BODY = re.compile(r"(?:(?:Task|Strike) Forces|-)\Z")
# the Emergency Relief Fund, the Partnership for Workers’ Rights: money or a plan, sometimes a body too.
PROGRAMME = re.compile(
    r"\b(?:Relief|Assistance|Recovery|Response|Rescue|Stabilization|Reduction|Revitalization) Fund\Z|\bPartnership (?:for|on|in) "
)
# the U.S. Attorney’s|Office for the Southern District: whose office it is.
OFFICE = "Office"
OFFICIAL = re.compile(
    r"(?<![\w.])(?:(?:U\. ?S\.?|United States|State|District|County) )?"
    r"(?:Attorney|Governor|Mayor|Sheriff|Prosecutor|Defender|Trustee)[’']s\s\Z"
)
LONGEST_OFFICIAL = 32
# Committee on Health|, Education, Labor and Pensions: a list of fields goes on.
CUT = re.compile(
    r" and\s{2,}[A-Z]|,\s[A-Z][a-z]+, [A-Z][a-z]+,? (?:and|&) [A-Z]|,\s[A-Z][a-z]+,\s(?:and|&) [A-Z]"
)
# a Residential Treatment Center that ...: one of many; a Temple University professor is of one.
ARTICLE = re.compile(r"(?<!created )(?<!established )(?<!formed )(?<!launched )\b[Aa]n? \Z")
ATTRIBUTE = re.compile(
    r" (?!(?:that|which|who|and|for|in|of|to|with|on|at|by|from|as|or|but|is|was|has|had)\b)[a-z]"
)


def head_pattern(heads: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for English head nouns."""
    return re.compile(rf"(?<![\w-])(?:{any_of(heads)})(?![\w-])")


def english_names(
    view: NameContext, pattern: re.Pattern[str], kinds: Mapping[str, str]
) -> Iterator[NameCandidate]:
    """Yield runs of capitalized words with a head: Bureau of Industry and Security, Acme Inc.; and
    others that may be names.
    """
    bare: list[Span] = []
    for run in view.off_dates(RUN.finditer(view.words.plain)):
        if " " not in run.group():
            bare.extend(_bare(view, run.start(), run.end()))
            continue
        for start, end in pieces(view, run, pattern):
            if name := _headed(view, start, end, pattern, kinds):
                yield name
                yield from _shorter(view, name)
            else:
                bare.extend(_bare(view, start, end))
    yield from _repeated(view, bare)


def _repeated(view: NameContext, found: Sequence[Span]) -> Iterator[NameCandidate]:
    """Yield capitalized words without a head that come again or stand in a bracket: Mandiant, (BKA);
    not the surname of somebody named in full.
    """
    plain = view.words.plain
    times = Counter(plain[span.start : span.end] for span in found)
    surnames = {text.rpartition(" ")[2] for text in times if " " in text}
    for span in found:
        text = plain[span.start : span.end]
        if text in surnames:
            continue
        is_again = times[text] > 1
        is_gloss = plain.startswith("(", span.start - 1) or plain.startswith("(", span.end + 1)
        if (is_again or is_gloss) and not is_title_line(view, span):
            yield NameCandidate(span, "company", "capitalized", ("no-head",))


def _shorter(view: NameContext, name: NameCandidate) -> Iterator[NameCandidate]:
    """Yield the ends of a name that may be the name: Brian Nichols of the|Department of State."""
    plain = view.words.plain
    for found in SMALL_INSIDE.finditer(plain, name.span.start, name.span.end):
        span = Span(found.end(), name.span.end)
        if " " in plain[span.start : span.end]:
            yield replace(name, span=span, against=(*name.against, "shorter"))


def _bare(view: NameContext, start: int, end: int) -> Iterator[Span]:
    """Yield what capitalized words are left without those that open a sentence, if it may be a name."""
    plain, start = view.words.plain, _without_leading(view, start, end)
    text = _trimmed(plain[start:end])
    if len(text) < SHORTEST_BARE or start in view.known or text.count(" ") > MOST_BARE:
        return
    span, small = Span(start, start + len(text)), text.lower()
    if small in view.lists["english_word"] or small in view.small_words:
        return
    if not HAN_CHARACTER.search(plain, max(0, span.start - 1), span.end + 1):
        yield span


def described_names(view: NameContext, told: re.Pattern[str]) -> Iterator[NameCandidate]:
    """Yield English names that the text calls a company: chipmaker Fractile; Space Forge, a Welsh
    firm.
    """
    plain = view.words.plain
    common = view.lists["english_leading"] | view.lists["english_common"]
    for found in told.finditer(plain):
        span = _without_dates(view, found)
        if span is None:
            continue
        text = plain[span.start : span.end]
        known = " " not in text and span.start in view.known  # a term, or Germany
        if text.split()[0] not in common and not known and text.upper() != text:
            yield NameCandidate(span, "company", "called-a-company")


def _without_dates(view: NameContext, found: re.Match[str]) -> Span | None:
    """Return what touches its description of a name with a date in it: chipmaker Fractile|Friday."""
    span = Span(*found.span("before" if found["before"] else "behind"))
    if view.dates.is_free(span):
        return span
    pieces = list(view.dates.gaps(span))
    piece = next(iter(pieces[-1:] if found["before"] else pieces[:1]), None)
    touches = piece is not None and (
        piece.end == span.end if found["before"] else piece.start == span.start
    )
    if piece is None or not touches:
        return None
    text = view.words.plain[piece.start : piece.end]
    start = piece.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip())) if text.strip() else None


def description(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern for a name behind or before the word that calls it a company."""
    company = alternatives(lists, "english_company")
    name = rf"(?:{NAME_WORD})(?: (?:& ?\n?)?(?!{MONTH})[A-Z][{LATIN}&-]+){{0,2}}"
    return re.compile(
        rf"(?=[A-Za-z])(?<![\w’'&-])(?:{company} (?!{MONTH})(?P<behind>{name})(?![\w’'-])"
        rf"|(?P<before>{name}), an? (?:[A-Za-z-]+ ){{0,3}}?{company}\b)"
    )


def _headed(
    view: NameContext, start: int, end: int, pattern: re.Pattern[str], kinds: Mapping[str, str]
) -> NameCandidate | None:
    """Return the name that a head noun makes in a run: up to the head, or on through `of`."""
    plain = view.words.plain
    start = _without_leading(view, start, end)
    while role := ROLE.match(plain, start, end):
        start = role.end()
    found = list(pattern.finditer(plain, start, end))
    if not found:
        return None
    start = _past_person(view, start, found[0])
    opened = next((head for head in found if _is_opened(view, head, end)), None)
    head = opened or found[-1]
    text = _trimmed(plain[start : end if opened else head.end()])
    if opened is None and head.start() == start:
        return None
    span = Span(start, start + len(text))
    if goes_on := next(filter(None, (more.match(plain, span.end) for more in MORE)), None):
        span = Span(start, goes_on.end())
    if " " not in text or len(text.split()) > MOST_WORDS or NO_BODY.search(text):
        return None
    if text.startswith(OFFICE):
        window = max(0, span.start - LONGEST_OFFICIAL)
        owner = OFFICIAL.search(plain, window, span.start)
        span = Span(owner.start() if owner else span.start, span.end)
    against = tuple(_against(view, span, head, end, is_opened=opened is not None))
    return NameCandidate(span, kinds[head.group()], "english-head", against)


def _against(
    view: NameContext, span: Span, head: re.Match[str], end: int, *, is_opened: bool
) -> Iterator[str]:
    """Yield what speaks against a name with a head in a run of capitalized words up to `end`."""
    plain = view.words.plain
    text = plain[span.start : span.end]
    if text.partition(" ")[0] in view.lists["latin_product"]:
        yield "product"  # Windows Search Service
    if PROGRAMME.search(text):
        yield "programme"
    if _is_one_of_many(view, span):
        yield "one-of-many"
    if _goes_on(view, span.end, end):
        yield "goes-on"
    if _is_other(view, span):
        yield "other"
    if is_opened and CUT.match(plain, span.end):
        yield "cut"
    if not _is_telling(view, text, "" if is_opened else head.group()):
        yield "common"
    if not is_proven(view, span, head.group(), is_opened):
        yield "unproven"


def _past_person(view: NameContext, start: int, head: re.Match[str]) -> int:
    """Return where a company's name begins whose member stands before it: Jane of|Orbital, Inc."""
    person = PERSON_OF.match(view.words.plain, start, head.start())
    if person is None or not LEGAL_FORM.fullmatch(head.group()):
        return start
    words = view.lists["english_word"] | view.small_words
    is_word = any(word.lower() in words for word in person["person"].split())
    return start if is_word or start in view.known else person.end()


def _goes_on(view: NameContext, head_end: int, end: int) -> bool:
    """Tell whether a name goes on behind its head as something else: Dover Air Force|Base; what may
    follow is a title, a place, or a person.
    """
    plain = view.words.plain
    found = CAPITAL.match(plain, head_end, end)
    if found is None or found["word"] in view.lists["title_head_en"]:
        return False
    if found["word"] in view.lists["english_leading"] or found.start("word") in view.known:
        return False
    is_person = found["second"] and not any(
        word.lower() in view.lists["english_word"] | view.small_words
        for word in found.group().split()
    )
    return not is_person


def _is_other(view: NameContext, span: Span) -> bool:
    """Tell whether what ends like a name is a program with a version, a country, several bodies, or
    broken off: VMware Cloud Foundation 3.x, Federation of Saint Kitts and Nevis.
    """
    plain = view.words.plain
    text = plain[span.start : span.end]
    if VERSION.match(plain, span.end):
        return True
    state, place = STATE.match(text), view.matches_by_end.get(span.end)
    if state is None or place is None or place.senses[0].kind != "place":
        return False
    return place.span.start == span.start + state.end()


def _is_one_of_many(view: NameContext, span: Span) -> bool:
    """Tell whether a name is a common noun: Executive Committee, a Treatment Center that helps."""
    plain = view.words.plain
    text = plain[span.start : span.end]
    if LEGAL_FORM.fullmatch(text.rsplit(" ", 1)[-1]):
        return False
    generic = view.lists["english_generic_body"]
    last = text.rsplit(" ", 1)[-1]
    if _may_qualify(view, last) and NO_BODY_AFTER.match(plain, span.end):
        return True
    if text in generic or text.partition(" of the ")[0] in generic:
        return True
    is_article = ARTICLE.search(plain, max(0, span.start - len("established an ")), span.start)
    return bool(is_article) and not ATTRIBUTE.match(plain, span.end)


def _may_qualify(view: NameContext, head: str) -> bool:
    """Tell whether a head often only qualifies what follows: Boarding School|era."""
    return head in view.lists["english_weak_head"] or head in SCHOOL_HEADS


def _without_leading(view: NameContext, start: int, end: int) -> int:
    """Return where a run begins without the words of a sentence's beginning: In May, The; the New of
    New York stays.
    """
    plain, leading = view.words.plain, view.lists["english_leading"]
    while start < end and (first := FIRST_WORD.match(plain, start, end)):
        if start in view.known and not SMALL_FIRST.match(first.group().lower()):
            break
        if first.group().strip() not in leading and not SMALL_FIRST.match(first.group()):
            break
        start = first.end()
    return start


def _trimmed(text: str) -> str:
    """Return a name without small words and signs at its end."""
    text = text.rstrip()
    while text.endswith(SMALL_ENDS):
        text = text.rsplit(" ", 1)[0].rstrip(",")
    legal = LEGAL_FORM.fullmatch(text.rsplit(" ", 1)[-1])
    return text if legal else text.removesuffix(".")


def _is_telling(view: NameContext, text: str, head: str) -> bool:
    """Tell whether a name says more than its head and common words: not New Office."""
    words = text.split()
    if not 1 < len(words) <= MOST_WORDS:
        return False
    common = view.lists["english_leading"] | view.lists["english_common"]
    telling = [word for word in words if word not in common]
    return len(telling) > 1 or (len(telling) == 1 and telling[0] != head)


def _is_opened(view: NameContext, head: re.Match[str], end: int) -> bool:
    """Tell whether a name goes on behind its head: Institute for Ocean Policy, not Service for."""
    if head.group() == CORPORATION:
        return view.words.plain.startswith(" for ", head.end(), end)
    if LEGAL_FORM.fullmatch(head.group()) or head.group() in view.lists["english_closed_head"]:
        return False
    return bool(FOLLOWED_BY_OF.match(view.words.plain, head.end(), end))
