"""Who acts in a Chinese noun phrase: names, bodies, persons with their titles, several joined."""

from collections.abc import Iterator, Sequence

from pipeline.events.draft import Argument
from pipeline.events.subjects import ETC, SHORTEST_WITH_HEAD
from pipeline.events.token import PARTICLE, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import PERSONS, Tag
from pipeline.text import Span

NAMED = (
    Tag.NAME,
    Tag.PLACE,
    Tag.PLACE_NAME,
    Tag.PERSON,
    Tag.BODY,
    Tag.PERSON_TRANSCRIBED,
    Tag.PERSON_FOREIGN,
)
QUOTES = '“”「」『』"'
LONGEST_ACTOR = 24  # characters; a longer one is a clause
LONGEST_SHORT_NAME = 4  # characters: 东航, 国航集团
LONGEST_PERSON = 4  # characters
LONGEST_QUOTED = 8  # characters of a name in quotation marks
PEOPLE = "们"  # 校长及老师们
SIDE = "方面"  # 阿斯麦方面回应
NUMBERED = "号"  # 朱雀一号 is a thing
FEWEST_LETTERS = 2
AND_OTHERS = ("等国", "等人", "等地", "等方")  # one word for jieba
LATIN = Tag.LATIN  # 大臣Liesje Schreinemacher


def arguments_of(tokens: Sequence[Token], words: Vocabulary) -> Iterator[Argument]:
    """Cut a noun phrase at its coordinators: 荷兰、日本和韩国 are three; 等公司 is none more."""
    if _is_portfolio(tokens, words):
        yield Argument(Span(tokens[0].span.start, tokens[-1].span.end), "")
        return
    pieces, closed = _pieces(tokens)
    found = [list(_participant(piece, words)) for piece in pieces]
    if pieces and not closed and not found[-1] and _is_modified(pieces):
        return
    yield from (one for ones in found for one in ones)


def _pieces(tokens: Sequence[Token]) -> tuple[list[list[Token]], bool]:
    """Cut a phrase at its coordinators, up to what 等 closes, and tell whether there is one."""
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == ETC or token.text in AND_OTHERS:
            return pieces, True
        if token.has("coordinator"):
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces, False


def _is_modified(pieces: Sequence[Sequence[Token]]) -> bool:
    """Tell whether names that are joined only say of what: 中国内地及香港|市场营收, not 荷兰和其他人."""
    last, others = pieces[-1], pieces[:-1]
    named = all(len(piece) == 1 and piece[0].tag in (Tag.PLACE, Tag.NAME) for piece in others)
    of = len(last) > 1 and last[0].tag in (Tag.PLACE, Tag.NAME) and not last[-1].is_cue
    return bool(others) and named and of and last[-1].tag.startswith(Tag.NOUN)


def _is_portfolio(tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether coordinated nouns are the fields of one minister: 数码、文化、媒体及体育大臣杜永敦."""
    joints = [i for i, token in enumerate(tokens) if token.has("coordinator")]
    if not joints:
        return False
    fields = [token for token in tokens[: joints[-1]] if not token.has("coordinator")]
    titled = any(words.has("person_title", token.text[-2:]) for token in tokens[joints[-1] + 1 :])
    plain = all(t.tag in (Tag.NOUN, Tag.VERB_NOUN) and not t.has("person_title") for t in fields)
    return titled and plain and not any(words.has("person_title", t.text[-2:]) for t in fields)


def _participant(piece: Sequence[Token], words: Vocabulary) -> Iterator[Argument]:
    """Yield an agent: a name, or a phrase whose head can act, without the adverbs around it."""
    if piece and piece[-1].text == PARTICLE:
        return  # 英特尔的最终金额: the phrase goes on behind it
    first, last = 0, len(piece)
    while last > first and _is_no_end(piece[last - 1], words):
        last -= 1
    while first < last and piece[first].has("adverb"):
        first += 1
    numbered = last < len(piece) and piece[last].text.endswith(NUMBERED)
    piece = piece[first:last]
    if not piece or numbered:
        return
    if words.has("meeting_noun", piece[-1].text[-2:]) and piece[-1].tag != Tag.NAME:
        piece = _conferring(piece)
    if piece and (piece[-1].tag == Tag.NAME or (len(piece) == 1 and piece[0].tag == Tag.PLACE)):
        yield Argument(piece[-1].span, piece[-1].id)
        return
    text = "".join(token.text for token in piece)
    if piece and piece[0].tag == Tag.NAME and _is_broken(piece):
        yield Argument(piece[0].span, piece[0].id)
        return
    length = sum(1 if token.tag == LATIN else len(token.text) for token in piece)
    if len(text) >= FEWEST_LETTERS and length <= LONGEST_ACTOR and _can_act(piece, words):
        yield Argument(Span(piece[0].span.start, piece[-1].span.end), "")
    elif len(piece) == 1 and (piece[0].has("speaker") or _is_short(piece[0], "pronoun_subject")):
        yield Argument(piece[0].span, "")


def _is_short(token: Token, name: str) -> bool:
    """Tell whether a word of a class is one character: 他, but 他们 is led back to a name."""
    return len(token.text) == 1 and token.has(name)


def _is_broken(piece: Sequence[Token]) -> bool:
    """Tell whether a bracket stands between a name and what follows: 研究院(NIST)|面向全球."""
    return len(piece) > 1 and piece[1].span.start - piece[0].span.end > 1


def _conferring(piece: Sequence[Token]) -> Sequence[Token]:
    """Return those who meet: the 印美 of 印美部长级对话."""
    end = 0
    while end < len(piece) and (piece[end].tag in NAMED or piece[end].tag == Tag.ABBREVIATION):
        end += 1
    return piece[:end]


def _is_no_end(token: Token, words: Vocabulary) -> bool:
    if token.has("pronoun_subject"):
        return False
    counted = (
        token.tag in (Tag.NUMERAL, Tag.MEASURE, Tag.TIME, Tag.ADVERB) or token.text == PARTICLE
    )
    counted = counted or token.text in (SIDE, "指")
    # the 计划 of 欧盟计划2027年启动, the 预计 of 律政司预计完成
    helping = token.tag in (Tag.NOUN, Tag.VERB_NOUN, *PERSONS) and token.is_cue
    return counted or helping or token.has("adverb")


def _can_act(piece: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether the head of a phrase is a person, a body or a country: no 台积电的合同."""
    if not piece:
        return False
    head = piece[-1]
    if head.is_trigger or head.is_cue:
        return False
    if head.has("owned_thing") or _is_counted(piece, words):
        return False
    if head.text == PEOPLE:
        return True
    if head.tag == Tag.TITLE:
        name = head.text.strip(QUOTES)
        quoted = name != head.text and (
            ends_like_actor(name, words) or _is_called(piece, name, words)
        )
        return quoted or _is_medium(name, words)
    if head.tag in NAMED or ends_like_actor(head.text, words):
        return True
    joined = "".join(token.text for token in piece[-2:])
    if words.has("actor_head", joined) or (len(head.text) == 1 and ends_like_actor(joined, words)):
        return True  # 研究|人员, 国统|局
    if all(token.tag == LATIN for token in piece) and head.text[0].isupper():
        return True  # InForSec
    short_noun = head.tag == LATIN or (
        len(head.text) <= LONGEST_PERSON
        and head.tag.startswith(Tag.NOUN)
        and _is_name(piece, words)
    )
    full = len(piece) > 1 and piece[-2].tag.startswith(Tag.NOUN)  # 社长|小池|淳义
    titled = piece[-3:-1] if full else piece[-2:-1]
    if head.tag == LATIN:
        titled = [t for t in piece[:-1] if t.tag != LATIN or t.has("actor_head")][-1:]
    if short_noun and any(ends_like_actor(token.text, words) for token in titled):
        return True  # 董事长魏哲家, whose name jieba does not know
    if any(token.text == PARTICLE for token in piece):
        return False
    text = "".join(token.text for token in piece)
    if text.endswith(tuple(words.words("generic_actor"))):
        return True
    named = any(token.tag.startswith((Tag.PERSON, Tag.BODY)) for token in piece)
    short = len(piece) == 1 and head.tag == Tag.ABBREVIATION and len(text) <= LONGEST_SHORT_NAME
    return named or short


def _is_counted(piece: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether a piece is a number with its measure: the 121|宗 that jieba takes for a name."""
    counts = len(piece) > 1 and piece[-2].tag == Tag.NUMERAL and len(piece[-1].text) == 1
    return counts and not words.has("actor_head", piece[-1].text)


def _is_name(piece: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether the last noun behind a title may be a name: 董事长|魏哲家, not 逃犯|条例."""
    head = piece[-1]
    family = words.has("surname", head.text[0]) or words.has("surname", head.text[:2])
    return family or head.tag in PERSONS or (len(piece) > 1 and piece[-2].tag in PERSONS)


def _is_called(piece: Sequence[Token], name: str, words: Vocabulary) -> bool:
    """Tell whether a quotation alone names who acts: 「自由人民」, but no 「芯片法案」."""
    law = any(name.endswith(end) for end in words.words("law_suffix"))
    return len(piece) == 1 and len(name) <= LONGEST_QUOTED and not law


def _is_medium(title: str, words: Vocabulary) -> bool:
    """Tell whether a title is a newspaper's: 《读卖新闻》."""
    name = title.strip("《》")
    return any(name.endswith(end) for end in words.words("media_end"))


def ends_like_actor(text: str, words: Vocabulary) -> bool:
    """Tell whether a noun ends in a word for those who act: 国防部, 外务大臣."""
    heads = words.words("actor_head")
    if len(text) > SHORTEST_WITH_HEAD and text[-1] in heads:
        return True  # 国防部, not 全部
    return any(text[start:] in heads for start in range(max(0, len(text) - 4), len(text) - 1))
