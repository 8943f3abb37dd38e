"""What a Chinese predicate and its date say: type, modality, agents and objects."""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.document import DateMention
from pipeline.events import choice
from pipeline.events.arguments import ends_like_actor
from pipeline.events.chinese_agents import actors
from pipeline.events.chinese_objects import objects
from pipeline.events.choice import Governed
from pipeline.events.draft import Argument, Draft
from pipeline.events.modality_choice import likeliest_modality
from pipeline.events.nouns import names_law
from pipeline.events.object_choice import acting_still, likeliest_objects
from pipeline.events.participant_choice import likeliest_agents, likeliest_recipients
from pipeline.events.predicates import Predicate, moved_object
from pipeline.events.reading import Reading
from pipeline.events.recipients import recipients
from pipeline.events.refusals import links, refused
from pipeline.events.roles import Role
from pipeline.events.through import passed_on, seen_through
from pipeline.events.token import PARTICLE, Clause, Token
from pipeline.events.triggers import TriggerRow, Vocabulary
from pipeline.events.type_choice import likeliest_type
from pipeline.segment.tags import Tag

TARGET, BUDGET = "target", "budget"
FISCAL = ("年度", "财年")
LONG_NOUN = 3  # characters
LONGEST_ATTRIBUTE = 6  # tokens
LONGEST_TOPIC = 4
# Parts of speech (jieba's, and the chart's own) of what can be acted on.
CONTENT = (
    Tag.NOUN,
    Tag.VERB,
    Tag.NAME,
    Tag.PLACE,
    Tag.TITLE,
    Tag.ABBREVIATION,
    Tag.LATIN,
    Tag.SET_PHRASE,
    Tag.IDIOM,
)


def drafted(sentence: Reading, governed: Governed, date: DateMention, words: Vocabulary) -> Draft:
    """Return what a predicate says, or the one that it announces."""
    predicate, rule, sure = governed
    sentence = sentence.having(predicate)
    clauses, found = sentence.clauses, sentence.found
    place = bisect_left(sentence.starts, predicate.span.start)
    acting = found[passed_on(found, place, clauses, words)]
    clause = clauses[acting.clause]
    noun = seen_through(acting, clause, words)
    behind, before = _around(clauses, acting, words)
    reading = words.reading(noun.text if noun else acting.text, behind, before)
    agents = tuple(actors(clauses, predicate, date.span.end, words))
    spans = objects(sentence, acting, words, happens=not agents)
    if sure >= choice.LEAST:
        kind = reading.event_type if reading else "other"
        agents = likeliest_agents(sentence, predicate, date, agents, kind, words)
        spans = likeliest_objects(sentence, acting, spans, agents, kind, words)
        agents = acting_still(agents, spans)
    event_type = _event_type(reading, acting, agents, sentence.companies, words)
    done_to = tuple(recipients(clause, acting, event_type, agents, words))
    if sure >= choice.LEAST and not done_to:
        done_to = likeliest_recipients(sentence, acting, date, agents, spans, event_type, words)
    acted_on = (Argument(span, "", "object") for span in spans)
    arguments = (*agents, *done_to, *acted_on)
    if sure >= choice.LEAST:
        word = noun.text if noun else acting.text
        event_type = likeliest_type(sentence, event_type, word, arguments, words)
    listed = rule if reading else f"{rule}+part-of-speech"
    awaited = _awaited(sentence, acting, date, rule, words)
    modality = _modality(clause, acting, date, words)
    modality = "planned" if awaited == TARGET and modality == "actual" else modality
    if sure >= choice.LEAST:
        modality = likeliest_modality(
            sentence, acting, date, modality, words, awaited=bool(awaited)
        )
    return Draft(
        date,
        noun.span if noun else acting.span,
        clause.span,
        event_type,
        modality,
        arguments,
        "+".join([listed, *links(sentence, acting, arguments)]),
        refused=refused(sentence, acting, date, arguments),
        sure=sure,
    )


def _event_type(
    reading: TriggerRow | None, predicate: Predicate, agents: Sequence[Argument],
    companies: frozenset[str], words: Vocabulary,
) -> str:  # fmt: skip
    """Return the type of an event; what companies make known or ask for is no regulation: 微软发布公告."""
    if reading is None:
        return "other"
    private = bool(agents) and all(agent.id in companies for agent in agents)
    if reading.event_type == "regulation" and private and predicate.has("notice_verb"):
        return "statement"
    return reading.event_type


def _awaited(
    sentence: Reading, predicate: Predicate, date: DateMention, rule: str, words: Vocabulary
) -> str:
    """Return how a date is waited for: as a target (推迟至2027年), as the year of a budget, or not.

    What is 持续至 a day went on until then.
    """
    if rule == "predicate-before-date" and predicate.has("target_verb"):
        return TARGET
    place = sentence.place(date)
    if place is None or not predicate.has("budget_verb"):
        return ""
    number, index = place
    return BUDGET if sentence.clauses[number].tokens[index].text.endswith(FISCAL) else ""


def _around(
    clauses: Sequence[Clause], predicate: Predicate, words: Vocabulary
) -> tuple[str, str]:  # fmt: skip
    """Return the text behind a predicate, with what 把 brings before it, and where no noun is in it
    that before it: 收购案…告吹.
    """
    tokens = clauses[predicate.clause].tokens
    after = tokens[predicate.last_token + 1 :]
    moved = moved_object(tokens, predicate, words)
    brought = tokens[moved + 1 : predicate.token] if moved is not None else ()
    behind = "".join(token.text for token in (*brought, *after)).lower()
    content = (u for u in after if u.tag.startswith(CONTENT))
    if any(not token.has("function") for token in content) and not predicate.has("intransitive"):
        return behind, ""
    former = clauses[predicate.clause - 1].text if predicate.clause else ""
    aside = clauses[predicate.clause].places("adjunct")
    told = (tokens[i].text for i in range(predicate.token) if i not in aside)
    before = f"{former},{''.join(told)}"
    return behind, before.lower()


def _modality(clause: Clause, predicate: Predicate, date: DateMention, words: Vocabulary) -> str:
    """Return actual, planned, negated or uncertain, by the cues before a predicate."""
    if marked := clause.modality_at(predicate.token):
        return marked
    modalities = words.cues_among(_cues(clause.tokens, predicate, date, words))
    if "negated" in modalities:
        return "uncertain" if modalities[0] == "uncertain" else "negated"  # 可能无法得到
    if predicate.finite:
        return "actual"
    for modality in ("uncertain", "planned"):
        if modality in modalities:
            return modality
    return "planned" if date.modifier == "before" else "actual"


def _cues(
    tokens: Sequence[Token], predicate: Predicate, date: DateMention, words: Vocabulary
) -> list[str]:
    """Return the words before a predicate that may be cues of it; the 能否 of 能否在条款适用之前
    达成协议 is said of the 达成, the 授权 of 授权到期 is its subject.
    """
    opener = 0
    if predicate.role == Role.ATTRIBUTIVE:
        opener = _attribute_start(tokens, predicate, date)
    if predicate.role in (Role.BEFORE, Role.FRAME):
        openers = (i for i in range(predicate.token) if tokens[i].has("frame_opener"))
        opener = max(openers, default=0)
    framed = predicate.role != Role.ATTRIBUTIVE
    moved = moved_object(tokens, predicate, words)
    ignored = words.words("term_noun") if predicate.has("expiry") else frozenset()
    return [
        tokens[i].text
        for i in range(
            _behind_cause(tokens, predicate.token, words), _said_end(tokens, predicate, moved)
        )
        if i != moved
        and _is_cue(tokens, i, words, date)
        and tokens[i].text not in ignored
        and not _is_of_attribute(tokens[: predicate.token], i)
        and not _is_of_topic(tokens, i, words)
        and (i >= opener or (framed and words.modalities.get(tokens[i].text) == "planned"))
    ]


def _attribute_start(tokens: Sequence[Token], predicate: Predicate, date: DateMention) -> int:
    """Return where an attribute with its own date begins: at the 原定 of 原定于6月举行的, behind the
    将采用 of 将采用2015年颁布的.
    """
    start = next((i for i in range(predicate.token) if tokens[i].date is date), 0)
    while start and (tokens[start - 1].is_cue or tokens[start - 1].has("preposition")):
        start -= 1
    return start


def _said_end(tokens: Sequence[Token], predicate: Predicate, moved: int | None) -> int:
    """Return where what may be cues ends: the 要求 of 把许可要求延伸到 is none."""
    return moved if moved is not None and tokens[moved].text == "把" else predicate.token


def _behind_cause(tokens: Sequence[Token], end: int, words: Vocabulary) -> int:
    """Return where what is said begins behind a cause: 因未获批准而取消 is not negated."""
    closer = next((i for i in range(end - 1, 0, -1) if tokens[i].text == "而"), 0)
    caused = any(token.has("cause_opener") for token in tokens[:closer])
    return closer + 1 if caused else 0


def _is_of_attribute(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word and the verb behind it are an attribute: the 即将 of 即将卸任的, the
    原定 of 原定24日在悉尼召开的.
    """
    behind = tokens[index + 1 : index + 1 + LONGEST_ATTRIBUTE]
    end = next((i for i, token in enumerate(behind) if token.text == PARTICLE), 0)
    if not end or not behind[end - 1].tag.startswith(Tag.VERB):
        return False
    return end == 1 or (end > 1 and behind[0].tag == Tag.DATE)


def _is_of_topic(tokens: Sequence[Token], index: int, words: Vocabulary) -> bool:
    """Tell whether a noun or verb belongs to what is talked about: the 承诺 of 就价格承诺磋商."""
    before = tokens[max(0, index - LONGEST_TOPIC) : max(0, index - 1)]
    is_word = tokens[index].tag.startswith((Tag.NOUN, Tag.VERB))
    return is_word and any(token.has("topic_opener") for token in before)


def _is_compound(before: Token, words: Vocabulary) -> bool:
    """Tell whether a noun makes the next a noun too: 通行证计划, but 台积电计划, 工厂计划."""
    plain = before.tag == Tag.NOUN and len(before.text) >= LONG_NOUN
    return plain and not ends_like_actor(before.text, words) and not before.text.endswith("厂")


def _is_subject(before: Token | None, behind: Sequence[Token]) -> bool:
    """Tell whether a word that may be a plan is what something is done to: 该计划获得通过."""
    if before is not None and (before.has("demonstrative") or before.text == PARTICLE):
        return True
    verb = next((token for token in behind if not token.has("adverb")), None)
    return verb is not None and verb.has("passive")


def _is_cue(tokens: Sequence[Token], index: int, words: Vocabulary, date: DateMention) -> bool:
    """Tell whether a word may be a cue: no name, and no 将 that stands for 把 (将企业列入清单)."""
    token = tokens[index]
    if token.tag in (Tag.NAME, Tag.TITLE, Tag.DATE):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and names_law(token.text, following.text, words):
        return False
    if token.has("passing_verb") and date.span.end <= token.span.start:
        return False  # 8月决定设立, but 决定于8月设立
    if not token.has("weak_cue"):
        return True
    before = tokens[index - 1] if index else None
    if token.tag == Tag.NOUN and before is not None and _is_compound(before, words):
        return False  # 通行证计划5月起接受申请
    if token.tag == Tag.NOUN and _is_subject(before, tokens[index + 1 :]):
        return False  # 该计划获得通过, 计划被叫停
    return following is not None and following.tag.startswith(
        (Tag.VERB, Tag.ADVERB, Tag.PREPOSITION, Tag.ADJECTIVE_ADVERBIAL, Tag.TIME)
    )
