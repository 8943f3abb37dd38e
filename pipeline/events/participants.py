"""Who does it and to what: the subject or agent of a Chinese predicate, and its object."""

from collections.abc import Iterator, Sequence

from pipeline.events.clauses import Clause, Unit
from pipeline.events.draft import Doer
from pipeline.events.predicates import Predicate, moved_object
from pipeline.events.roles import PARTICLE
from pipeline.events.triggers import Vocabulary
from pipeline.text import Span

# Parts of speech (jieba's, and the chart's own) that a noun phrase is made of.
PHRASE = (
    "n", "name", "place", "eng", "j", "l", "vn", "b", "a", "m", "q", "title", "s", "i", "z", "x",
    "k",
)  # fmt: skip
NO_PHRASE = ("date", "d", "ad", "p")
COUNTED = ("m", "q")
NO_HEAD = ("m", "q", "x")
NAMED = ("name", "place", "ns", "nr", "nt", "nrt", "nrfg")
PLACES = ("place", "ns")
PERSONS = ("nr", "nrt", "nrfg")
LONGEST_ACTOR = 24  # characters; a longer one is a clause
LONGEST_SHORT_NAME = 4  # characters: 东航, 国航集团
LONGEST_PERSON = 4  # characters
LONGEST_OBJECT = 60
FEWEST_LETTERS = 2
FARTHEST_SUBJECT = 4  # clauses back
SHORTEST_WITH_HEAD = 2  # characters
DOT = "·"
ETC = "等"


def actors(
    clauses: Sequence[Clause], predicate: Predicate, start: int, words: Vocabulary
) -> list[Doer]:
    """Return the doers of a predicate: its agent, else the subject before it.

    A clause without a subject takes that of the clause before, back to `start`, the position in
    the text behind the date.
    """
    units = clauses[predicate.clause].units
    moved = moved_object(units, predicate, words)
    before = units[: predicate.unit if moved is None else moved]
    if predicate.role in ("before", "frame"):
        openers = (i for i, unit in enumerate(units) if words.has("preposition", unit.text))
        opener = next(openers, -1)
        inside = units[opener + 1 : predicate.unit]
        told = any(unit.tag.startswith(NAMED) for unit in units[: max(0, opener)])
        if told and len(inside) == 1 and inside[0].tag in PLACES:
            inside = units[:opener]  # 拜登在釜山会晤后
        return list(_participants(_subject(inside, words, whole=True), words))
    if agent := _agent(before, words):
        return list(_participants(agent, words))
    if any(words.has("passive", unit.text) for unit in before):
        return []
    nearest = max(0, predicate.clause - FARTHEST_SUBJECT)
    for index in range(predicate.clause, nearest - 1, -1):
        own = index == predicate.clause
        phrase = _subject(before if own else clauses[index].units, words, whole=own)
        if subject := list(_participants(phrase, words)):
            return subject
        if words.has("doerless", predicate.text):
            break
        if clauses[index].span.start <= start and (phrase or not own):
            break
    return []


def _agent(units: Sequence[Unit], words: Vocabulary) -> Sequence[Unit]:
    """Return the doer behind 由 or 被: 由美国国防部主办."""
    marks = [i for i, unit in enumerate(units) if words.has("agent", unit.text)]
    return _phrase(units, marks[-1] + 1, words) if marks else ()


def _phrase(units: Sequence[Unit], start: int, words: Vocabulary) -> Sequence[Unit]:
    end = start
    while end < len(units) and _is_nominal(units[end], words):
        end += 1
    return units[start:end]


def _subject(units: Sequence[Unit], words: Vocabulary, *, whole: bool) -> Sequence[Unit]:
    """Return the noun phrase at the head of a clause, without dates, frames and adverbs.

    Of a clause that has a predicate of its own (`whole` is false) only what stands before its
    first verb counts.
    """
    position = 0
    while position < len(units):
        unit = units[position]
        if words.has("preposition", unit.text):
            position = _after_frame(units, position, words)
        elif _can_head(unit, words):
            break
        elif unit.tag.startswith("v") and not whole:
            return ()
        else:
            position += 1
    end = position
    bare = position < len(units) and words.has("actor_head", units[position].text)
    while bare and position and units[position - 1].tag in COUNTED:
        position -= 1  # 四部门
    while end < len(units) and (
        _is_nominal(units[end], words)
        or units[end].text in (PARTICLE, ETC)
        or _completes_person(units, end, words)
    ):
        end += 1
    return units[position:end]


def _completes_person(units: Sequence[Unit], index: int, words: Vocabulary) -> bool:
    """Tell whether a unit is the rest of a name that jieba cut: the 超 of 李家超."""
    before, unit = units[index - 1], units[index]
    if before.text == DOT or (unit.text == DOT and before.tag.startswith(("n", "v", "a"))):
        return True
    if before.tag not in PERSONS or len(unit.text) > 1 or len(before.text) > SHORTEST_WITH_HEAD + 1:
        return False
    plain = unit.tag in ("v", "vg", "n", "a", "ng", "zg", "g", "nr", "ad", "x")
    return plain and unit.text != "说" and not words.has("function", unit.text)


def _can_head(unit: Unit, words: Vocabulary) -> bool:
    if words.has("pronoun_subject", unit.text) or words.has("demonstrative", unit.text):
        return True
    nominal = _is_nominal(unit, words) and unit.tag not in NO_HEAD
    return nominal and not words.has("pronoun", unit.text) and not words.has("adverb", unit.text)


def _after_frame(units: Sequence[Unit], position: int, words: Vocabulary) -> int:
    """Skip a prepositional phrase: to behind its closing word, else behind its noun phrase."""
    for index in range(position + 1, len(units)):
        if words.has("frame_closer", units[index].text):
            return index + 1
    index = position + 1
    while index < len(units) and (
        _is_nominal(units[index], words) or units[index].text == PARTICLE
    ):
        index += 1
    return index


def _is_nominal(unit: Unit, words: Vocabulary) -> bool:
    if words.has("nominal", unit.text):
        return True
    if words.has("preposition", unit.text):
        return False  # 向 is a family name for jieba
    mistaken = unit.tag == "ns" and unit.text in words.readings  # 上台 is a place for jieba
    return unit.tag not in NO_PHRASE and unit.tag.startswith(PHRASE) and not mistaken


def _participants(units: Sequence[Unit], words: Vocabulary) -> Iterator[Doer]:
    """Cut a noun phrase at its coordinators: 荷兰、日本和韩国 are three; 等公司 is none more."""
    piece: list[Unit] = []
    closed = False
    for unit in units:
        if not words.has("coordinator", unit.text) and unit.text != ETC:
            piece.append(unit)
            continue
        yield from () if closed else _participant(piece, words)
        closed = unit.text == ETC
        piece = []
    yield from () if closed else _participant(piece, words)


def _participant(piece: Sequence[Unit], words: Vocabulary) -> Iterator[Doer]:
    """Yield a doer: a name, or a phrase whose head can act, without the adverbs around it."""
    if piece and piece[-1].text == PARTICLE:
        return  # 英特尔的最终金额: the phrase goes on behind it
    first, last = 0, len(piece)
    while last > first and _is_no_end(piece[last - 1], words):
        last -= 1
    while first < last and words.has("adverb", piece[first].text):
        first += 1
    piece = piece[first:last]
    if not piece:
        return
    if words.has("meeting_noun", piece[-1].text[-2:]):
        piece = _conferring(piece)
    if piece and (piece[-1].tag == "name" or (len(piece) == 1 and piece[0].tag == "place")):
        yield Doer(piece[-1].span, piece[-1].id)
        return
    text = "".join(unit.text for unit in piece)
    if piece and FEWEST_LETTERS <= len(text) <= LONGEST_ACTOR and _can_act(piece, words):
        yield Doer(Span(piece[0].span.start, piece[-1].span.end), "")
    elif len(text) == 1 and words.has("pronoun_subject", text):
        yield Doer(piece[0].span, "")


def _conferring(piece: Sequence[Unit]) -> Sequence[Unit]:
    """Return those who meet: the 印美 of 印美部长级对话."""
    end = 0
    while end < len(piece) and (piece[end].tag in NAMED or piece[end].tag == "j"):
        end += 1
    return piece[:end]


def _is_no_end(unit: Unit, words: Vocabulary) -> bool:
    counted = unit.tag in ("m", "q", "t", "d") or unit.text == PARTICLE
    helping = unit.tag == "n" and unit.text in words.modalities  # the 计划 of 欧盟计划2027年启动
    return counted or helping or words.has("adverb", unit.text)


def _can_act(piece: Sequence[Unit], words: Vocabulary) -> bool:
    """Tell whether the head of a phrase is a person, a body or a country: no 台积电的合同."""
    head = piece[-1]
    if head.text in words.readings or head.text in words.modalities:
        return False
    if head.tag in NAMED or _ends_like_actor(head.text, words):
        return True
    short_noun = len(head.text) <= LONGEST_PERSON and head.tag.startswith("n")
    if len(piece) > 1 and short_noun and _ends_like_actor(piece[-2].text, words):
        return True  # 董事长魏哲家, whose name jieba does not know
    if any(unit.text == PARTICLE for unit in piece):
        return False
    text = "".join(unit.text for unit in piece)
    if text.endswith(tuple(words.words("generic_actor"))):
        return True
    named = any(unit.tag.startswith(("nr", "nt")) for unit in piece)
    short = len(piece) == 1 and head.tag == "j" and len(text) <= LONGEST_SHORT_NAME
    return named or short


def _ends_like_actor(text: str, words: Vocabulary) -> bool:
    heads = words.words("actor_head")
    if len(text) > SHORTEST_WITH_HEAD and text[-1] in heads:
        return True  # 国防部, not 全部
    return any(text[start:] in heads for start in range(max(0, len(text) - 4), len(text) - 1))


def objects(clause: Clause, predicate: Predicate, words: Vocabulary) -> tuple[Span, ...]:
    """Return what a predicate acts on: the rest of its clause, of a passive its subject too."""
    units = clause.units
    behind = [u for u in units[predicate.last_unit + 1 :] if not words.has("aspect", u.text)]
    before = units[: predicate.unit]
    passive = any(words.has("passive", unit.text) for unit in before)
    listed = _subject(before, words, whole=True) if passive else ()
    phrases = [phrase for phrase in (listed, behind) if phrase]
    spans = (Span(phrase[0].span.start, phrase[-1].span.end) for phrase in phrases)
    return tuple(s for s in spans if FEWEST_LETTERS <= s.end - s.start <= LONGEST_OBJECT)
