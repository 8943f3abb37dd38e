"""Whom a Chinese predicate is done to: 将华为列入清单, 对华为实施制裁, 华为遭制裁, 收购赛灵思."""

from collections.abc import Iterator, Sequence

from pipeline.events.arguments import arguments_of, ends_like_actor
from pipeline.events.draft import Argument
from pipeline.events.predicates import Predicate, moved_object
from pipeline.events.subjects import passive_before, phrase_at, subject_of
from pipeline.events.token import PARTICLE, Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import PERSONS, Tag

# Types of events that are done to somebody.
ACTING = ("regulation", "deal")
# Verbs that are, whatever the type: 谴责伊朗, 给予台积电补助, 会见德国总理.
DONE_TO = ("done_to", "granting_verb", "meeting_verb")


def recipients(
    clause: Clause, predicate: Predicate, event_type: str, agents: Sequence[Argument],
    words: Vocabulary,
) -> list[Argument]:  # fmt: skip
    """Return the organizations, countries and persons that an event is done to."""
    taken = {agent.span for agent in agents}
    ids = {agent.id for agent in agents if agent.id}
    found: dict[Argument, None] = {}
    for rule, phrase in _phrases(clause, predicate, event_type, words):
        for one in _receiving(phrase, words):
            if one.span not in taken and one.id not in ids:
                found[Argument(one.span, one.id, "recipient", rule)] = None
    return sorted(found, key=lambda one: one.span)


def _phrases(
    clause: Clause, predicate: Predicate, event_type: str, words: Vocabulary
) -> Iterator[tuple[str, Sequence[Token]]]:
    """Yield the phrases that recipients may stand in, each with the rule that found it."""
    tokens = clause.tokens
    moved = moved_object(tokens, predicate, words)
    start = _behind(tokens, predicate.last_token + 1)
    for fact in clause.told("recipient"):
        towards = fact.first == start + 1 and tokens[start].has("toward")  # 解除对华为的限制
        if _belongs(fact.end, tokens, predicate) or fact.first == start or towards:
            yield fact.rule, tokens[fact.first : fact.end]
    acts = event_type in ACTING or any(predicate.has(name) for name in DONE_TO)
    if moved is not None and acts:
        yield "disposal", tokens[moved + 1 : predicate.token]
    led = tokens[predicate.token].has("agent")  # 被指, but not 获得
    passive = passive_before(tokens[: predicate.token + int(led)])
    if passive >= 0:
        yield "passive", subject_of(tokens[:passive], words, whole=True)
        return
    if predicate.has("phase_verb"):
        start, acts = _led_on(tokens, start, words, acts=acts)
    phrase = _closed(phrase_at(tokens, start, words))
    if acts and _stands_alone(tokens[start + len(phrase) :]):
        yield "object", _person_met(phrase, words) if predicate.has("meeting_verb") else phrase


def _behind(tokens: Sequence[Token], start: int) -> int:
    """Return where what is behind a verb begins, its 了 left out."""
    return start + int(start < len(tokens) and tokens[start].has("aspect"))


def _led_on(
    tokens: Sequence[Token], start: int, words: Vocabulary, *, acts: bool
) -> tuple[int, bool]:
    """Return where the object stands of the verb that another leads to, and whether it is done to
    somebody: 放弃收购高塔半导体, 同意收购安谋, not 停止支持.
    """
    if start >= len(tokens) or not tokens[start].is_trigger:
        return start, acts
    types = {row.event_type for row in words.readings[tokens[start].text]}
    is_verb = tokens[start].tag == Tag.VERB
    done = bool(types & set(ACTING))
    return (_behind(tokens, start + 1), done) if is_verb else (start, acts)


def _closed(phrase: Sequence[Token]) -> Sequence[Token]:
    """Leave out a word that makes a time of a clause: the 后 of 收购赛灵思后, a name for jieba."""
    end = len(phrase)
    while end and phrase[end - 1].has("afterwards"):
        end -= 1
    return phrase[:end]


def _person_met(phrase: Sequence[Token], words: Vocabulary) -> Sequence[Token]:
    """Return who is met where a phrase names a person or a body and nothing of theirs."""
    ends = bool(phrase) and (
        phrase[-1].tag in (Tag.NAME, *PERSONS) or ends_like_actor(phrase[-1].text, words)
    )
    return phrase if ends else ()


def _stands_alone(rest: Sequence[Token]) -> bool:
    """Tell whether a phrase is no beginning of a longer one: 撤销|拜登|签署的命令, 外国|直接产品规则."""
    if not rest:
        return True
    if rest[0].tag in (Tag.ADVERB, Tag.ADJECTIVE_ADVERBIAL, Tag.DATE):
        return False
    verbs = [i for i, token in enumerate(rest) if token.tag.startswith(Tag.VERB)]
    return not verbs or not any(token.text == PARTICLE for token in rest[verbs[0] :])


def _belongs(end: int, tokens: Sequence[Token], predicate: Predicate) -> bool:
    """Tell whether a phrase that ends before a predicate is its own: adverbs and light verbs between."""
    between = tokens[end : predicate.token]
    return end <= predicate.token and all(
        t.has("adverb") or t.has("light_verb") or t.tag in (Tag.ADVERB, Tag.ADJECTIVE, Tag.NOUN)
        for t in between
    )


def _receiving(phrase: Sequence[Token], words: Vocabulary) -> Iterator[Argument]:
    """Yield who stands in a phrase; the owner of a thing where nobody else does: 美光公司产品."""
    nouns = {token.span.end for token in phrase if not token.tag.startswith(Tag.VERB)}
    found = [one for one in arguments_of(phrase, words) if one.span.end in nouns]
    if found:
        yield from found
        return
    named = next((token for token in phrase if token.tag == Tag.NAME), None)
    if named is not None:
        yield Argument(named.span, named.id)
