"""From candidates to mentions: the entry that a name means, or an id of its own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import NameMention
from pipeline.lexicon import Row
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.names.context import COUNTRY, COUNTRY_CODE, NOUN, ORGANIZATION, PLACE, NameContext
from pipeline.names.head_noun import NameCandidate
from pipeline.organizations.coordinated import LISTED
from pipeline.organizations.linked import Entries, is_translation, nearest_entry, open_id
from pipeline.organizations.local import RULE as LOCAL
from pipeline.organizations.local import Departments, full_name, local_id
from pipeline.text import Span

CONSTITUENCY = "界"
PARTY = "党"
FORM = re.compile(r"(?:控股|股份)?(?:有限|集团)?(?:公司|集团)|(?:勒索|勒索软件|威胁|黑客|APT)组织")
# Behind a Latin name a field adds nothing: Check Point|软件技术公司; 中国电信|安全公司 is another.
FIELD = r"(?:软件|科技|技术|安全|网络安全){0,2}"
LATIN_FORM = re.compile(FIELD + FORM.pattern)


def linked_mentions(
    view: NameContext, candidates: Iterable[NameCandidate], known: Sequence[NameMention], entries: Entries,
    glossed: dict[str, Row],
) -> Iterator[NameMention]:  # fmt: skip
    """Turn candidates into mentions, with the id of an entry where one is meant."""
    ends = {mention.span.end: mention for mention in known if mention.id}
    starts = {mention.span.start: mention for mention in known if mention.id}
    ids: dict[tuple[str, str], tuple[str, str, str]] = {}
    for candidate in candidates:
        text = view.words.plain[candidate.span.start : candidate.span.end]
        inner = ends.get(candidate.span.end)
        is_local = candidate.rule == LOCAL and inner and inner.span != candidate.span
        if inner and candidate.span.covers(inner.span) and not is_local:
            if whole := _whole(view, candidate, inner, entries):
                yield whole
            continue
        if same := _with_form(view, candidate, starts.get(candidate.span.start)):
            yield same
            continue
        country = _country(view, candidate.span)
        if candidate.rule == "bare-ministry":
            yield NameMention(candidate.span, "", text, candidate.kind, "rule", candidate.rule)
            continue
        key = (text, candidate.kind)
        if key not in ids:
            entry, link = glossed.get(text), "+linked-by-acronym"
            told = _company_told(view, candidate, entries)
            if entry is None or not is_translation(text, candidate.kind, country, entry):
                entry = nearest_entry(text, candidate.kind, [country], entries)
                link = "+linked-by-spelling" if entry else ""
            if told and not entry:
                entry, link = told, "+company-told"
            name = (entry["name_zh_hans"] or entry["name_en"]) if entry else text
            ids[key] = (entry["id"] if entry else open_id(text), name, link)
        row_id, name, link = ids[key]
        rule = candidate.rule + link
        yield NameMention(candidate.span, row_id, name, candidate.kind, "rule", rule)


def _company_told(view: NameContext, candidate: NameCandidate, entries: Entries) -> Row | None:
    """Return the one company that an ambiguous name can mean, where a list says that it is a company:
    红帽 in 苹果、红帽等知名企业.
    """
    match = view.matches_by_start.get(candidate.span.start)
    if candidate.rule != LISTED or match is None or match.span != candidate.span:
        return None
    ids = {sense.id for sense in match.senses if view.kinds.get(sense.id) == candidate.kind}
    return entries.by_id[ids.pop()] if len(ids) == 1 else None


def _with_form(
    view: NameContext, candidate: NameCandidate, first: NameMention | None
) -> NameMention | None:
    """Return a known name with what says its sort behind it: Rapid7|公司, Kimsuky|威胁组织."""
    if first is None or candidate.rule != "head-noun" or first.kind not in ("company", "other"):
        return None
    plain = view.words.plain
    form = LATIN_FORM if plain[first.span.start].isascii() else FORM
    if not form.fullmatch(plain[first.span.end : candidate.span.end].strip()):
        return None
    return replace(first, span=candidate.span, rule=f"{candidate.rule}+{first.rule}+legal-form")


def as_department(
    view: NameContext, mention: NameMention, departments: Departments, gazetteer: Gazetteer
) -> NameMention:
    """Return a department of a division of China with the id that all its forms share: 浙江省经信厅."""
    if mention.rule != LOCAL:
        return mention
    name = full_name(view.words.plain[mention.span.start : mention.span.end], departments)
    row = next(
        (
            gazetteer.rows["organization", sense.id]
            for match in view.matches
            if match.span == mention.span
            for sense in match.senses
            if sense.kind == "organization"
        ),
        None,
    )
    return replace(mention, id=row["id"] if row else local_id(name), name=name)


def _country(view: NameContext, span: Span) -> str:
    """Return the country that a name begins with: GB of 北爱尔兰当局."""
    first = view.words.starting_at(span.start)
    if first < 0 or view.role(first) not in (COUNTRY, PLACE):
        return ""
    place = view.known.get(span.start, ("", ""))[1]
    code, _, part = place.partition("-")
    return code if len(code) == COUNTRY_CODE and part[:1] != "-" else ""


def _whole(
    view: NameContext, candidate: NameCandidate, inner: NameMention, entries: Entries
) -> NameMention | None:
    """Return a candidate that ends with a known name, as that or as a body of its own, where what
    stands before it belongs to it: 商业部|产业与安全局, 菲律宾|众议院拨款委员会, 香港艺术|发展局.
    """
    if inner.span == candidate.span or candidate.rule == "english-head":
        return None
    if not _owns(view, candidate.span, inner):
        return None
    is_longer = _is_longer(view, candidate.span, inner)
    if is_longer and view.words.plain[inner.span.end - 1] == PARTY:
        return None  # 美国|选民对亲|民主党
    if is_longer and view.words.plain[inner.span.start - 1] == CONSTITUENCY:
        return None  # 公民党法律界|立法会议员
    span, rule = candidate.span, candidate.rule
    is_anothers = entries.is_of_another(inner.id, _country(view, span))
    if is_anothers or is_longer or _is_local(view, span, inner):
        text = view.words.plain[span.start : span.end]
        rule = f"{rule}+body-of-its-own"
        return NameMention(span, open_id(text), text, inner.kind, "rule", rule)
    rule = f"{rule}+{inner.rule}+name-with-owner"
    return NameMention(span, inner.id, inner.name, inner.kind, "rule", rule)


def _is_local(view: NameContext, span: Span, inner: NameMention) -> bool:
    """Tell whether a place in a country has a body of its own that is called like the country's:
    武汉|卫健委, 加州|参议院.
    """
    return inner.kind == "government" and view.role(view.words.at(span.start)) == PLACE


def _is_longer(view: NameContext, span: Span, inner: NameMention) -> bool:
    """Tell whether a noun stands between an owner and a known name: 香港|艺术|发展局."""
    between = range(view.words.at(span.start) + 1, view.words.at(inner.span.start))
    return any(
        view.role(index) == NOUN and not view.ends_with_head(view.words.text(index))
        for index in between
    )


def _owns(view: NameContext, span: Span, inner: NameMention) -> bool:
    """Tell whether what stands before a known name belongs to it: 商业部|产业与安全局."""
    first = view.words.at(span.start)
    if (
        view.words.ends[first] > inner.span.start
        or view.known.get(span.start, ("", ""))[0] == "ambiguous"
    ):
        return False
    role = view.role(first)
    if inner.kind == "company":
        return role == ORGANIZATION
    return role in (COUNTRY, PLACE, ORGANIZATION)
