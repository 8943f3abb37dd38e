"""Names of the lexicon: what supports an ambiguous one, and the country that belongs before it."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from pipeline.document import Match, NameMention, NamePair, Rejection, Sense
from pipeline.lexicon import Row
from pipeline.lexicon.gazetteer import HAN_ONLY, Gazetteer
from pipeline.names.context import PROPER, NameContext
from pipeline.names.counter_proof import is_counted
from pipeline.organizations.boundaries import accident
from pipeline.organizations.coordinated import country_in_list, listed
from pipeline.organizations.cues import Cues
from pipeline.organizations.linked import is_alike
from pipeline.organizations.support import Support, support_of
from pipeline.segment.tags import Tag
from pipeline.text import Span

SHORT_WORD = 2
# Before a company, a medium, an alliance the country is not a part of the name: 韩国三星.
WITHOUT_COUNTRY = frozenset(("company", "media", "alliance", "international"))
NATIONAL_BODIES = ("协会", "商会", "联合会", "学会")
# CNN|称, told CNN: what is said of a medium, where CNN may be a network of neurons.
QUOTED = re.compile(
    r"(?:网页|网站|记者|报道|主播|称[,:，：]|驻)| (?:reported|reports|said|anchor|host|reporter|correspondent)\b"
)
TOLD = ("told ", "interview with ", "据", "接受")
# 美团|安全负责人, Zoom| 首席执行官, Zoom|’s founder: who only a company has.
STAFF = re.compile(
    r" ?[^\s,。;:、()的和与]{0,6}?(?:负责人|总监|首席[^\s,。]{1,4}官|创始人|董事长|副?总裁|总经理|架构师|发言人|CEO|CTO|CFO)"
    r"|(?:['’]s)? (?:co-?)?(?:founder|CEO|CTO|CFO|chief (?:executive|technology|financial|operating|security) officer|chief executive)\b"
)
# 港大|校委会, 中大|教授: who only a university has.
CAMPUS = re.compile(
    "学生会|校[委董]会|校长|副校长|校友|校园|教授|讲师|师生|学系|[\u4e00-\u9fff]{1,6}(?:学系|教授|讲师)"
)
STATE_BODIES = ("government", "military")
NUMBERED = re.compile(r"-(?:[A-Z]{2,8}-)?[0-9]{2}")
LIST_SIGNS = frozenset("、和与及")
# Kinds of which two ambiguous names of one country in a list support each other: 北大和复旦.
ALIKE = frozenset(("company", "research", "alliance"))
# 中兴|子公司: what a company has.
COMPANY_BEHIND = re.compile("[子分母]?公司|集团")
CAPITAL = re.compile(r" [A-Z][a-z]")
ENGLISH_SIGNS = frozenset((",", "and", "&"))


def known_names(
    view: NameContext, gazetteer: Gazetteer, cues: Cues, pairs: Sequence[NamePair]
) -> Iterator[NameMention | Rejection]:
    """Yield the organizations of the lexicon, ambiguous ones with their support or a refusal."""
    explained = {pair.acronym: pair for pair in pairs}
    support = support_of(view, gazetteer, cues)
    told = dict(_with_staff(view, gazetteer))  # companies that ambiguous names mean here
    for match in view.matches:
        senses = [sense for sense in match.senses if sense.kind == "organization"]
        is_weak = all(sense.weak for sense in senses)
        if not senses or (is_weak and (_is_cut(view, match.span) or _is_code(view, match.span))):
            continue
        pair = explained.get(view.words.plain[match.span.start : match.span.end])
        if refused := accident(view, match.span):
            yield Rejection(match.span, "organization", *refused)
        elif pair and all(s.weak for s in senses) and not _is_meant(pair, senses, gazetteer):
            told_else = f"the text explains it as {pair.zh or pair.en}"
            yield Rejection(match.span, "organization", "explained-otherwise", told_else)
        elif meant := _meant(view, match, senses, support) or _told_again(view, match, told):
            row, reason = meant
            if row["kind"] == "company":
                told[match.senses] = row
            yield _mention(view, match.span, row, support, reason)
        elif not match.sense("technology"):
            yield _unsupported(view, match.span, support)


def _with_staff(view: NameContext, gazetteer: Gazetteer) -> Iterator[tuple[tuple[Sense, ...], Row]]:
    """Yield the companies that ambiguous names mean somewhere in a document, as their staff shows."""
    for match in view.matches:
        senses = [sense for sense in match.senses if sense.kind == "organization"]
        if senses and all(sense.weak for sense in senses):
            rows = [gazetteer.rows["organization", sense.id] for sense in senses]
            company = _of_staff(view, match, rows)
            if company and not _is_common(view, match):
                yield match.senses, company


def _of_staff(view: NameContext, match: Match, rows: Sequence[Row]) -> Row | None:
    """Return the only company that a name can mean, where who only a company has stands behind it."""
    companies = [row for row in rows if row["kind"] == "company"]
    is_company = len(companies) == 1 and STAFF.match(view.words.plain, match.span.end)
    return companies[0] if is_company else None


def _is_meant(pair: NamePair, senses: list[Sense], gazetteer: Gazetteer) -> bool:
    """Tell whether the name that the text gives an acronym is that of an entry, or one like it: not
    国防工业基础(DIB), where DIB is a board elsewhere.
    """
    ids = {sense.id for sense in senses}
    if pair.refers_to:
        return pair.refers_to in ids
    rows = [gazetteer.rows["organization", row_id] for row_id in sorted(ids)]
    return any(is_alike(pair.zh or pair.en, row) for row in rows)


def _is_cut(view: NameContext, span: Span) -> bool:
    """Tell whether an ambiguous name is the end of a longer one: 第一|海洋研究所, 希尔绍夫|海洋研究所."""
    words = view.words
    first, last = words.starting_at(span.start), words.ending_at(span.end)
    if (
        first < 1
        or last < 0
        or not words.touches(first)
        or not view.ends_with_head(words.text(last))
    ):
        return False
    return words.text(first - 1)[0] == "第" or view.role(first - 1) == PROPER


def _is_code(view: NameContext, span: Span) -> bool:
    """Tell whether a number hangs on an acronym: SBA|-ADV-20240321-01."""
    plain = view.words.plain
    return plain[span.end - 1].isascii() and NUMBERED.match(plain, span.end) is not None


def _told_again(
    view: NameContext, match: Match, told: dict[tuple[Sense, ...], Row]
) -> tuple[Row, str] | None:
    """Return the company that an ambiguous name meant before: 华为、中兴等企业, then 中兴."""
    row = told.get(match.senses)
    return None if row is None or _is_word(view, match) else (row, "+told-before")


def _mention(view: NameContext, span: Span, row: Row, support: Support, reason: str) -> NameMention:
    """Return the mention of an entry, with its country where that is a part of the name; `reason`
    is what made this entry of the meanings that the surface has.
    """
    rule, whole = f"organizations.csv:{row['id']}{reason}", span
    start, place = support.beside(span.start)
    text = view.words.plain[span.start : span.end]
    if place and place == row["country"] and _takes_country(row, text):
        span, rule = Span(start, span.end), f"{rule}+country-in-name"
    elif row["kind"] == "company":
        span = _without_country(text, span, row, support)
        rule = rule if span == whole else f"{rule}+country-left-out"
    return NameMention(
        span,
        row["id"],
        row["name_zh_hans"] or row["name_en"],
        row["kind"],
        "lexicon",
        rule,
    )


def _takes_country(row: Row, text: str) -> bool:
    """Tell whether a country before a name is a part of it: 美国普渡大学, not 韩国三星."""
    return row["kind"] not in WITHOUT_COUNTRY or text.endswith(NATIONAL_BODIES)


def _without_country(text: str, span: Span, row: Row, support: Support) -> Span:
    """Leave the country out before a company: 韩国三星, where 三星 is another of its names."""
    country = support.rows.get(("place", row["country"]))
    prefix = country["name_zh_hans"] if country else ""
    if not prefix or not text.startswith(prefix) or row["name_zh_hans"].startswith(prefix):
        return span
    rest = text[len(prefix) :]
    return (
        Span(span.start + len(prefix), span.end)
        if rest in (row["name_zh_hans"], *row.items("aliases"))
        else span
    )


def _meant(
    view: NameContext, match: Match, senses: list[Sense], support: Support
) -> tuple[Row, str] | None:
    """Return the row that a surface means here and why, or None where nothing supports one; a name
    that means one entry wherever it stands needs no reason.
    """
    place = support.beside(match.span.start)[1]
    rows = [support.rows["organization", sense.id] for sense in senses]
    if match.sense(
        "technology"
    ):  # EDA is a kind of software where the text does not name the agency
        if full := next((row for row in rows if row["id"] in support.sure), None):
            return full, "+named-in-full"
        medium = next((row for row in rows if row["kind"] == "media"), None)
        return (medium, "+quoted") if medium and _is_quoted(view, match.span) else None
    sure = [row for sense, row in zip(senses, rows, strict=True) if not sense.weak]
    if len(sure) > 1:
        of_place = next((row for row in sure if place and row["country"] == place), None)
        return (of_place, "+country-beside") if of_place else (sure[0], "+first-of-several")
    if sure:
        return sure[0], ""
    schools = [row for row in rows if row["kind"] == "research"]
    if len(schools) == 1 and CAMPUS.match(view.words.plain, match.span.end):
        return schools[0], "+campus-behind"
    if company := _of_staff(view, match, rows):
        return company, "+staff-behind"
    for rule, test in _tests(view, match, support, place):
        if chosen := next((row for row in rows if test(row)), None):
            told = chosen["id"] in support.sure and not _is_common(view, match)
            is_word = chosen["kind"] == "company" and not told and _is_word(view, match)
            return None if is_word else (chosen, f"+{rule}")
    return None


def _is_quoted(view: NameContext, span: Span) -> bool:
    """Tell whether a text cites a medium by a name that may mean something else: CNN称."""
    plain = view.words.plain
    return QUOTED.match(plain, span.end) is not None or plain.endswith(TOLD, 0, span.start)


def _is_common(view: NameContext, match: Match) -> bool:
    """Tell whether an ambiguous name is a word of the language as well: 现代, not 安世."""
    text = view.words.plain[match.span.start : match.span.end]
    return text in view.lists["common_company_word"]


def _tests(
    view: NameContext, match: Match, support: Support, place: str
) -> Iterator[tuple[str, Callable[[Row], bool]]]:
    """Yield what can support a row, the strongest first: its country beside it, its full name in the text."""
    if place:
        yield "country-beside", lambda row: row["country"] == place
        return
    if listed := country_in_list(view, match.span, support.rows):
        yield "country-in-list", partial(_is_body_of, listed)
    yield "named-in-full", lambda row: row["id"] in support.sure
    if _is_listed(view, match.span):
        yield "company-in-list", lambda row: row["kind"] == "company"
    if COMPANY_BEHIND.match(view.words.plain, match.span.end) and not _is_common(view, match):
        yield "company-behind", lambda row: row["kind"] == "company"
    if alike := _listed_alike(view, match, support):
        yield "alike-in-list", lambda row: (row["kind"], row["country"]) in alike
    is_body = _is_state_body if _is_acronym(view, match.span) else _is_body_of
    if near := support.nearest(match.span.start):
        yield "country-near", partial(is_body, near)
    if support.main_country:
        yield "country-of-document", partial(is_body, support.main_country)


def _listed_alike(view: NameContext, match: Match, support: Support) -> set[tuple[str, str]]:
    """Return kind and country of the ambiguous names that stand in one list with another, unless all
    are words of the language: 中大 in 中大、理大, not 理想 in 理想和荣耀.
    """
    others = [one for one in listed(view, match.span) if one.span != match.span]
    if all(_is_common(view, one) for one in (match, *others)):
        return set()
    rows = (
        support.rows["organization", sense.id]
        for one in others
        for sense in one.senses
        if sense.kind == "organization"
    )
    return {(row["kind"], row["country"]) for row in rows if row["kind"] in ALIKE}


def _is_body_of(country: str, row: Row) -> bool:
    """Tell whether an entry is a body of a country, other than a company."""
    return row["country"] == country and row["kind"] != "company"


def _is_acronym(view: NameContext, span: Span) -> bool:
    """Tell whether a name is Latin capitals, which mean much else besides: CNA, IDA, CFR."""
    text = view.words.plain[span.start : span.end]
    return text.isascii() and text.isupper()


def _is_state_body(country: str, row: Row) -> bool:
    """Tell whether an entry is a body of a state, of which its people speak by its acronym alone: FDA."""
    return row["country"] == country and row["kind"] in STATE_BODIES


def _is_listed(view: NameContext, span: Span) -> bool:
    """Tell whether a sure organization stands beside a name in a list: 中国电信 in 华为、中国电信."""
    words = view.words
    is_latin = words.plain[span.start].isascii()
    if is_latin and CAPITAL.match(words.plain, span.end):
        return False  # Emerson|Collective
    signs = LIST_SIGNS | ENGLISH_SIGNS if is_latin else LIST_SIGNS
    first, last = words.starting_at(span.start), words.ending_at(span.end)
    before = first > 1 and words.text(first - 1) in signs and _is_sure(view, first - 2)
    after = last + 1
    behind = 0 < after < len(words) - 1 and words.text(after) in signs
    return before or (behind and _is_sure(view, after + 1))


def _is_sure(view: NameContext, index: int) -> bool:
    return view.known.get(view.words.starts[index], ("", ""))[0] == "organization"


def _is_word(view: NameContext, match: Match) -> bool:
    """Tell whether an ambiguous company name is a common word here: 现代 in 现代数字技术."""
    words = view.words
    after = words.starting_at(match.span.end)
    if match.span.end - match.span.start > SHORT_WORD or after < 0:
        return False
    tag, text = words.tags[after], words.text(after)
    if text in LIST_SIGNS:
        return False
    return (tag[:1] == Tag.NOUN or tag == Tag.VERB_NOUN) and text not in view.lists["company_word"]


def _unsupported(view: NameContext, span: Span, support: Support) -> NameMention | Rejection:
    """Keep a name with a head noun without an id (商务部); refuse an acronym or a common word."""
    text = view.words.plain[span.start : span.end]
    head = next((text[index:] for index in range(len(text)) if text[index:] in view.heads), "")
    first = view.words.starting_at(span.start)
    of_many = first > 0 and is_counted(view, first)  # 外国|外交部
    if not head or not HAN_ONLY.fullmatch(text) or text in view.lists["not_org"] or of_many:
        return Rejection(
            span, "organization", "ambiguous", "nothing in the text supports this meaning"
        )
    start = support.beside(span.start)[0]
    whole = Span(start, span.end) if start >= 0 else span
    rule = "ambiguous-name" if whole == span else "ambiguous-name+country-in-name"
    return NameMention(whole, "", text, view.heads[head], "lexicon", rule)
