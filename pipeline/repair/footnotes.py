"""Propose to remove note marks that stuck to the text: 华为。4目前 to 华为。目前, 17月19日 to 7月19日."""

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Rejection
from pipeline.plain import HAN
from pipeline.repair.note_series import (
    FUNCTION_WORDS,
    bracketed_marks,
    circled_marks,
    lone_circled_marks,
    marks_in_series,
)
from pipeline.repair.phrases import Phrases
from pipeline.repair.sequences import counting_series
from pipeline.repair.word_borders import word_after
from pipeline.text import Edit, Span, TracedText

AFTER_SENTENCE = re.compile(
    r"[。！？]([”’」』）)]?)(\s*)(\d{1,2})(?=([ \t]*)((?:\r?\n|\r|\f)?)\s*(\S|\Z)((?:\d?[、.．)）])?))"
)
DATE_PARTS = frozenset("年月日")
# What a number can count or begin: 。4 家企业, 。3月, 。2是质数, 。5%, 。1、
COUNTED = frozenset(
    "年月日号號时時点點分秒周天个個名位家项項种種次条條款届屆期章节節页頁部册卷篇份张張架艘辆輛台座栋棟所间間层層级級代倍成折队隊班"
    "亿億万萬千百十元美欧歐英港人国國省市县縣区區镇鎮村户戶岁歲米公克吨噸升度瓦伏安赫赫比字像里海平立方大多来來以至到"
    "纳納毫微兆吉太光小刻季半票席轮輪场場步类類样樣批件只隻支枚颗顆根套组組对對双雙副笔筆门門堂起宗桩例则則段句言首本行列排阶"
    "階维維路线線极極相端口核程轨軌轴軸处處股环環院党黨校洲军軍师師旅团團营營连連是和与與或比等厘英尺寸磅盎胜負负平局世成者"
)
NEVER_AFTER = COUNTED | DATE_PARTS
# What opens a sentence as often as it is counted: 。1美国, 。3国会, in the series of the notes.
OPENING = FUNCTION_WORDS | frozenset("美国國欧歐英港党黨军軍世海太光环環平立方地")
AMOUNT = re.compile(
    r"[美欧歐英港][元分镑鎊]|国集团|國集團|方面|平方|立方|世[纪紀]|环节|軍種|军种|光年|小[时時]|分[钟鐘]|年[级級代度]|公[里斤顷頃吨噸分尺寸升]|[海英]里|星期|[人门門]次|[千万萬亿億]|世代|周年|週年|[毫微纳納]"
)
PUNCTUATION = "、.．,，%％℃°/／~～—–-:：)）;；。"
OPENERS = frozenset("“‘「『《【")
OPENING_WORDS = frozenset("在但而因此目据據随隨同由从從当當尽儘虽雖如若为為然该該这這其对對")

GLUED_MONTH = re.compile(
    r"[。！？；，”’」』）)]([1-9]\d??)((?:1[0-2]|[1-9])[ ]?月[ ]?\d{1,2}[ ]?日)"
)
GLUED_YEAR = re.compile(r"([0-9][0-9]?)((?:19|20)\d{2}[ ]?年)")
CENTURIES = ("19", "20")
OF_A_NUMBER = frozenset("0123456789.,-–—/~～")

IDEOGRAPH = re.compile(f"[{HAN}]")
RAISED = re.compile(r"[¹²³⁰⁴-⁹][¹²³⁰⁴-⁹]{0,2}(?![A-Za-z0-9⁰¹²³⁴-⁹])")
CIRCLED = re.compile(r"[①-⑳](?=[，。；、：！？\r\n]|(?<=[0-9].)年)")
BRACKETED = re.compile(r"[\[［〔](?<=[0-9].)[0-9]{1,3}[\]］〕](?=年)")
STARRED = re.compile(rf"(?<![^\r\n])[^\r\n。]{{1,60}}[{HAN}”》）)]([*＊])[ \t]*(?=[\r\n])")
YEAR = re.compile(r"(?<![0-9.,/–—~～-])(?:19|20)[0-9]{2}")
NUMBERED = frozenset("第表图圖例注米秒里克升")
ENDING = frozenset("，。；！？”’」』》）)")

FEWEST_IN_SERIES = 3
HEAD = 300  # characters in which title and authors stand
SHORTEST_LINE = 20
OPEN_SHARE = 4  # one line in four


def remove_note_marks(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove note marks: after a sentence, before a date, raised, in brackets."""
    dated = list(_before_dates(text.value))
    yield from _stars(text.value)
    marks = [*dated, *_after_sentences(text.value, [edit.span for edit in dated])]
    yield from marks
    if sum(isinstance(mark, Edit) for mark in marks) >= FEWEST_IN_SERIES:
        yield from lone_circled_marks(text.value)
    yield from marks_in_series(text.value, NEVER_AFTER)
    yield from bracketed_marks(text.value)
    yield from circled_marks(text.value)
    for pattern in (RAISED, CIRCLED, BRACKETED):
        for match in pattern.finditer(text.value):
            if _is_glued(text.value, match):
                yield Edit(Span(*match.span()), "", rule="note-mark-raised")


def _stars(text: str) -> Iterator[Edit]:
    """Propose to remove the star that a title or an author's name bears, at the head of the text: 陈山*⏎."""
    for match in STARRED.finditer(text, 0, HEAD):
        if text.count("*", match.start(), match.end()) == 1:
            yield Edit(Span(*match.span(1)), "", rule="note-mark-raised")


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark sticks to a Chinese word, to a year or to the end of a clause; 第3，表1：
    and the power 10³ do not.
    """
    before = text[match.start() - 1 : match.start()]
    if before.isdecimal():
        is_year = YEAR.fullmatch(text, max(0, match.start() - 4), match.start())
        return is_year is not None and text.startswith("年", match.end())
    return (bool(IDEOGRAPH.match(before)) and before not in NUMBERED) or before in ENDING


def _after_sentences(text: str, dated: Sequence[Span]) -> Iterator[Edit | Rejection]:
    """Propose to remove a number that counts nothing after a sentence: 华为。4目前.

    Amounts and dates stay: 。4 家企业, 。5⏎月20日, 。6G, but 。3国会 between the notes 2 and 4 goes.
    """
    after = list(AFTER_SENTENCE.finditer(text))
    found = [match for match in after if not _is_part(match)]
    if any(map(_is_own_line, found)) and not _is_wrapped(text):
        found = [match for match in found if not _is_own_line(match)]
    serial = {
        index
        for series in counting_series([int(match[3]) for match in found])
        if len(series) >= FEWEST_IN_SERIES
        for index in series
    }
    spans = {
        Span(*match.span(3))
        for index, match in enumerate(found)
        if _is_note(match, index in serial)
    }
    doubtful = [match for match in after if Span(*match.span(3)) not in spans]
    spans.update(_between(text, doubtful, [*spans, *dated]))
    for span in sorted(spans):
        yield Edit(span, "", rule="note-mark")
    for match in found:
        span = Span(*match.span(3))
        if span not in spans and match[6] not in COUNTED and match[6]:
            yield Rejection(span, "repair", "note-mark", "the number may count what follows")


def _between(text: str, doubtful: Sequence[re.Match[str]], notes: list[Span]) -> Iterator[Span]:
    """Yield doubtful numbers that the notes count with: 。1美国 … 22017年 … 。3国会 … 42023年."""
    places = {Span(*match.span(3)) for match in doubtful if _may_be_note(text, match)}
    marks = sorted([*places, *notes])
    for series in counting_series([int(text[mark.start : mark.end]) for mark in marks]):
        spans = [marks[index] for index in series]
        if len(spans) < FEWEST_IN_SERIES or text[spans[0].start : spans[0].end] != "1":
            continue
        unproven = [span for span in spans if span in places]
        openings = {text[span.end : span.end + 2] for span in spans}
        if 2 * len(unproven) <= len(spans) or len(openings) == len(spans):
            yield from unproven


def _may_be_note(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number glued to a sentence may open the next one, or end its line: 。2⏎2023 年."""
    if match[2] or match[4]:
        return False
    if match[5]:
        return match[6] not in PUNCTUATION and match[6] not in DATE_PARTS
    opens = match[6] in OPENING or len(word_after(text, match.end(3))) > len(match[6])  # 日本, 日
    return opens and not AMOUNT.match(text, match.end(3))


def _is_own_line(match: re.Match[str]) -> bool:
    """Tell whether a number stands alone on its line, like that of a section."""
    return bool(match[2].strip(" \t\u3000")) and (bool(match[5]) or not match[6])


def _is_wrapped(text: str) -> bool:
    """Tell whether lines break inside sentences: only there do note marks come on lines of their own."""
    lines = [line.rstrip() for line in text.splitlines()]
    full = [line for line in lines if len(line) >= SHORTEST_LINE]
    return len(full) < OPEN_SHARE * sum(line[-1] not in "。！？；：”.!?" for line in full)


def _is_part(match: re.Match[str]) -> bool:
    """Tell whether a number goes on behind a line break, or is one of a date: 。20⏎21, 。5⏎月."""
    own_line = bool(match[2].strip(" \t")) and bool(match[5])
    if match[6] and match[6] in PUNCTUATION:
        return True
    return match[6] in DATE_PARTS or (match[6].isdigit() and not own_line and not match[7])


def _is_note(match: re.Match[str], in_series: bool) -> bool:
    """Tell whether a number after a sentence is a note mark, by what follows it."""
    following, ends_line = match[6], bool(match[5]) or not match[6]
    if ends_line:
        glued = not match[2].strip(" \t") and len(match[3]) == 1
        return (
            in_series
            or (glued and not following.isascii() and following not in COUNTED)
            or not following
        )
    if following in COUNTED or following.isascii() or match[2]:
        return False
    if len(match[3]) > 1 or match[4]:  # 。36氪 is a name, 。4 在 4 月 is none
        return following in OPENING_WORDS or following in OPENERS or in_series
    return True


def _is_year_first(match: re.Match[str]) -> bool:
    """Tell whether the mark may as well stand behind the year: 201912年 is 2019 with the note 12."""
    return match[0].startswith(CENTURIES) and len(match[1]) == len(CENTURIES[0])


def _before_dates(text: str) -> Iterator[Edit]:
    """Propose to remove digits that make a date impossible: 17月19日, 22021 年."""
    for match in GLUED_MONTH.finditer(text):
        if int(match[1] + match[2].split("月")[0].strip()) > 12:
            yield Edit(Span(match.start(1), match.end(1)), "", rule="note-mark-before-month")
    for match in GLUED_YEAR.finditer(text):
        if (
            match.start()
            and text[match.start() - 1] not in OF_A_NUMBER
            and not _is_year_first(match)
        ):
            yield Edit(Span(match.start(1), match.end(1)), "", rule="note-mark-before-year")
