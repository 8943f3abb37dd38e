"""Who does it in a Chinese clause: its agent, its subject, or that of the clause before."""

from collections.abc import Sequence

from pipeline.events.arguments import NAMED, arguments_of, ends_like_actor
from pipeline.events.draft import Argument
from pipeline.events.partners import partner_of
from pipeline.events.predicates import Predicate, moved_object
from pipeline.events.roles import Role
from pipeline.events.subjects import is_nominal, passive_before, phrase_at, subject_of
from pipeline.events.token import PARTICLE, Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import PERSONS, Tag
from pipeline.text import Span

FARTHEST_SUBJECT = 4  # clauses back
CITY = "-"  # in the ids of places that are no countries
ACTED_ON = (Tag.NOUN, Tag.NAME, Tag.PLACE, Tag.TITLE, Tag.LATIN, Tag.ABBREVIATION, Tag.SET_PHRASE)
PLACES = (Tag.PLACE, Tag.PLACE_NAME)
SPEAKING = (Tag.NOUN, Tag.LATIN, Tag.ABBREVIATION, Tag.VERB_NOUN)
LONGEST_SPEAKER = 5  # tokens
MANY = "们"  # 他们
TWO = 2  # characters: 获批, whose subject acts further


def actors(
    clauses: Sequence[Clause], predicate: Predicate, start: int, words: Vocabulary
) -> list[Argument]:
    """Return the agents of a predicate: its agent, else the subject before it.

    A clause without a subject takes that of the clause before, back to `start`, the position in
    the text behind the date.
    """
    clause = clauses[predicate.clause]
    tokens = clause.tokens
    moved = moved_object(tokens, predicate, words)
    end = predicate.token if moved is None else moved
    before = tokens[_behind_relative(tokens[:end], words) : end]
    is_turned = passive_before(before) >= 0
    if predicate.role in (Role.BEFORE, Role.FRAME):
        if is_turned:
            return []
        return _of_frame(tokens, predicate, words) or _before_date(before, words)
    if predicate.role == Role.ATTRIBUTIVE:
        if inner := _inside_attribute(before, words):
            return inner
        if not is_turned and (dated := _before_date(before, words)):
            return dated
    if predicate.has("report_verb") and (source := _source(before, words)):
        return list(arguments_of(source, words))
    if asked := _asked(before, start, words):
        return asked
    if (agent := _agent(clause, end, words)) and not predicate.has("change_verb"):
        return list(arguments_of(agent, words))
    if is_turned or _is_passive(predicate, words):
        return []
    subject = _nearest_subject(clauses, predicate, before, start, words)
    return [*subject, *_partners(before, subject, words)]


def _inside_attribute(tokens: Sequence[Token], words: Vocabulary) -> list[Argument]:
    """Return who does it inside an attribute: the 拜登 of 撤销拜登在2023年签署的行政令."""
    date = _last_date(tokens)
    verbs = [i for i in range(max(0, date)) if tokens[i].tag.startswith(Tag.VERB)]
    if not verbs:
        return []
    return list(arguments_of(phrase_at(tokens, verbs[-1] + 1, words), words))


def _before_date(tokens: Sequence[Token], words: Vocabulary) -> list[Argument]:
    """Return who stands right before the date of what happens aside: 根据CISA|在7月7日发布的警告,
    局长|5月上任后.
    """
    date = _last_date(tokens)
    if date < 0 or any(is_nominal(token, words) for token in tokens[date + 1 :]):
        return []
    end = date - int(date > 0 and tokens[date - 1].has("date_preposition"))
    start = end
    while start and is_nominal(tokens[start - 1], words):
        start -= 1
    return list(arguments_of(tokens[start:end], words))


def _last_date(tokens: Sequence[Token]) -> int:
    """Return the place of the last date among tokens, or -1."""
    return max((i for i, token in enumerate(tokens) if token.tag == Tag.DATE), default=-1)


def _asked(tokens: Sequence[Token], start: int, words: Vocabulary) -> list[Argument]:
    """Return who is asked to do it by a date: the 各部门 of 总统要求各部门在2035年前完成."""
    asking = [i for i, token in enumerate(tokens) if token.has("request_verb")]
    if not asking or tokens[asking[-1]].span.start >= start:
        return []
    return list(arguments_of(phrase_at(tokens, asking[-1] + 1, words), words))


def _partners(
    tokens: Sequence[Token], subject: Sequence[Argument | Token], words: Vocabulary
) -> list[Argument]:  # fmt: skip
    """Return those who do it together with a subject and are not a part of it."""
    end = max((one.span.end for one in subject), default=0)
    partners = arguments_of(partner_of(tokens, words), words)
    return [agent for agent in partners if agent.span.start >= end]


def _of_frame(tokens: Sequence[Token], predicate: Predicate, words: Vocabulary) -> list[Argument]:
    """Return who does what a frame names: the 两国 of 在两国会晤之后."""
    openers = (i for i, token in enumerate(tokens) if token.has("preposition"))
    opener = next(openers, -1)
    inside = tokens[opener + 1 : predicate.token]
    told = any(token.tag.startswith(NAMED) for token in tokens[: max(0, opener)])
    if told and len(inside) == 1 and inside[0].tag in (*PLACES, Tag.NAME):
        inside = tokens[:opener]  # 拜登在釜山会晤后
    phrase = subject_of(inside, words, whole=True)
    if not told and all(token.tag in PLACES for token in phrase):
        held = predicate.role == Role.FRAME and tokens[opener].has("date_preposition")
        phrase = () if held or any(CITY in token.id for token in phrase) else phrase
        # the 印度 of 在印度举办的峰会上, the 釜山 of 釜山会谈之后
    return [*arguments_of(phrase, words), *_partners(inside, phrase, words)]


def _nearest_subject(
    clauses: Sequence[Clause], predicate: Predicate, before: Sequence[Token], start: int,
    words: Vocabulary,
) -> list[Argument]:  # fmt: skip
    """Return the subject of a predicate's clause, else of those before it: 微软扩建园区,5月完成招标.

    Beyond the date only a verb with an object takes it, and only where no other noun stands
    between.
    """
    carries = _has_object(clauses[predicate.clause].tokens, predicate, words)
    expected = any(token.has("impersonal_cue") for token in before)
    for index in range(predicate.clause, max(0, predicate.clause - FARTHEST_SUBJECT) - 1, -1):
        own = index == predicate.clause
        phrase = subject_of(before if own else clauses[index].tokens, words, whole=own)
        if subject := list(arguments_of(phrase, words)):
            far = not own and clauses[index].span.end <= start
            return _known(subject) if far and "milestone" in _types(predicate, words) else subject
        if owner := _owner(phrase, predicate, words):
            return owner
        if own and _leads_on(clauses, predicate) and (speaker := _spoken(phrase, predicate)):
            return speaker
        if expected or _ends_search(clauses[index], phrase, predicate, words, own=own):
            break
        if clauses[index].span.start <= start and (phrase or not (own or carries)):
            break
    phrase = subject_of(before, words, whole=True)
    pronoun = len(phrase) == 1 and phrase[0].text.endswith(MANY) and predicate.listed
    return [Argument(phrase[0].span, "")] if pronoun else []  # 他们, whom no clause before names


def _is_passive(predicate: Predicate, words: Vocabulary) -> bool:
    """Tell whether a verb is passive by itself: 获委任, 遭制裁, but not 获得."""
    text = predicate.text
    return words.has("passive", text[:1]) and text[1:] in words.readings and len(text) > TWO


def _leads_on(clauses: Sequence[Clause], predicate: Predicate) -> bool:
    """Tell whether a verb ends its clause, and another follows: 报告写道|:…."""
    ends = predicate.last_token == len(clauses[predicate.clause].tokens) - 1
    return ends and predicate.clause + 1 < len(clauses)


def _spoken(phrase: Sequence[Token], predicate: Predicate) -> list[Argument]:
    """Return whatever noun speaks: the 报告 of 报告写道."""
    while phrase and (phrase[-1].text == PARTICLE or phrase[-1].is_cue):
        phrase = phrase[:-1]
    if not phrase or not phrase[-1].tag.startswith(SPEAKING) or len(phrase) > LONGEST_SPEAKER:
        return []
    span = Span(phrase[0].span.start, phrase[-1].span.end)
    speaks = predicate.has("speech_verb") and not predicate.has("intransitive")
    return [Argument(span, "")] if speaks and span.end - span.start > 1 else []


def _known(agents: Sequence[Argument]) -> list[Argument]:
    return [agent for agent in agents if agent.id]


def _ends_search(
    clause: Clause, phrase: Sequence[Token], predicate: Predicate, words: Vocabulary, *, own: bool
) -> bool:
    """Tell whether no clause further back has the subject: the verb needs none, its clause has
    another noun, or others are asked to act (建议成员国审查,明年提交报告).
    """
    named = bool(phrase) and not phrase[0].has("pronoun_subject")
    asks = any(token.has("request_verb") for token in clause.tokens)
    return predicate.has("doerless") or (named if own else asks)


def _types(predicate: Predicate, words: Vocabulary) -> set[str]:
    return {reading.event_type for reading in words.readings.get(predicate.text, ())}


def _has_object(tokens: Sequence[Token], predicate: Predicate, words: Vocabulary) -> bool:
    """Tell whether something stands behind a verb that it can act on."""
    behind = tokens[predicate.last_token + 1 :]
    return any(token.tag.startswith(ACTED_ON) for token in behind) and predicate.role == Role.MAIN


def _owner(
    phrase: Sequence[Token], predicate: Predicate, words: Vocabulary
) -> list[Argument]:  # fmt: skip
    """Return whose thing it is that starts, flies or opens: the 微软 of 微软的工厂动工."""
    named = next((token for token in phrase if token.tag == Tag.NAME), None)
    if named is None or not phrase[-1].has("owned_thing"):
        return []
    return [Argument(named.span, named.id)] if "milestone" in _types(predicate, words) else []


def _source(tokens: Sequence[Token], words: Vocabulary) -> Sequence[Token]:
    """Return who reports: the 路透社 of 据路透社5月2日报道."""
    start = int(bool(tokens) and tokens[0].has("basis"))
    return phrase_at(tokens, start, words)


def _agent(clause: Clause, end: int, words: Vocabulary) -> Sequence[Token]:
    """Return the agent behind 由 or 被 before a place in a clause: 由美国国防部主办."""
    start = _behind_relative(clause.tokens[:end], words)
    facts = [fact for fact in clause.told("agent") if start <= fact.first and fact.end <= end]
    return clause.tokens[facts[-1].first : facts[-1].end] if facts else ()


def _behind_relative(tokens: Sequence[Token], words: Vocabulary) -> int:
    """Return where a subject begins behind its relative clause: 被A控告的|公司, 微软支持的|OpenAI,
    but not 华为的公司, 微软发布的|报告.
    """
    marks = [
        i
        for i in range(1, len(tokens) - 1)
        if tokens[i].text == PARTICLE and tokens[i - 1].tag.startswith(Tag.VERB)
    ]
    if not marks:
        return 0
    if any(token.has("passive") for token in tokens[: marks[-1]]):
        return marks[-1] + 1
    behind = phrase_at(tokens, marks[-1] + 1, words)
    whole = marks[-1] + 1 + len(behind)
    goes_on = whole < len(tokens) and tokens[whole].text == PARTICLE
    acts = bool(behind) and (
        behind[-1].tag in (Tag.NAME, Tag.PLACE, *PERSONS) or ends_like_actor(behind[-1].text, words)
    )
    return marks[-1] + 1 if acts and not goes_on else 0
