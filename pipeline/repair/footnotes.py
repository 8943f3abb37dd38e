"""Propose to remove note marks that stuck to the text: 华为。4目前 to 华为。目前, 17月19日 to 7月19日."""

import re
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.repair.note_series import bracketed_marks, circled_marks, marks_in_series
from pipeline.repair.phrases import Phrases
from pipeline.repair.sequences import counting_series
from pipeline.text import Edit, Span, TracedText

AFTER_SENTENCE = re.compile(
    r"[。！？]([”’」』）)]?)(\s*)(\d{1,2})(?=([ \t]*)((?:\r?\n|\r|\f)?)\s*(\S|\Z)((?:\d?[、.．)）])?))"
)
DATE_PARTS = frozenset("年月日")
# What a number can count or begin: 。4 家企业, 。3月, 。2是质数, 。5%, 。1、
COUNTED = frozenset(
    "年月日号號时時点點分秒周天个個名位家项項种種次条條款届屆期章节節页頁部册卷篇份张張架艘辆輛台座栋棟所间間层層级級代倍成折"
    "亿億万萬千百十元美欧歐英港人国國省市县縣区區镇鎮村户戶岁歲米公克吨噸升度瓦伏安赫赫比字像里海平立方大多来來以至到"
    "纳納毫微兆吉太光小刻季半票席轮輪场場步类類样樣批件只隻支枚颗顆根套组組对對双雙副笔筆门門堂起宗桩例则則段句言首本行列排阶"
    "階维維路线線极極相端口核程轨軌轴軸处處股环環院党黨校洲军軍师師旅团團营營连連是和与與或比等厘英尺寸磅盎胜負负平局世成者"
)
NEVER_AFTER = COUNTED | DATE_PARTS
PUNCTUATION = "、.．,，%％℃°/／~～—–-:：)）;；。"
OPENERS = frozenset("“‘「『《【")
OPENING_WORDS = frozenset("在但而因此目据據随隨同由从從当當尽儘虽雖如若为為然该該这這其对對")

GLUED_MONTH = re.compile(
    r"[。！？；，”’」』）)]([1-9]\d??)((?:1[0-2]|[1-9])[ ]?月[ ]?\d{1,2}[ ]?日)"
)
GLUED_YEAR = re.compile(r"([0-9][0-9]?)((?:19|20)\d{2}[ ]?年)")
OF_A_NUMBER = frozenset("0123456789.,-–—/~～")

RAISED = re.compile(r"[¹²³⁰⁴-⁹][¹²³⁰⁴-⁹]{0,2}(?![A-Za-z0-9⁰¹²³⁴-⁹])")
CIRCLED = re.compile(r"[①-⑳](?=[，。；、：！？\r\n])")
NUMBERED = frozenset("第表图圖例注米秒里克升")
ENDING = frozenset("，。；！？”’」』》）)")

FEWEST_IN_SERIES = 3
SHORTEST_LINE = 20
OPEN_SHARE = 4  # one line in four


def remove_note_marks(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove note marks: after a sentence, before a date, raised, in brackets."""
    yield from _after_sentences(text.value)
    yield from _before_dates(text.value)
    yield from marks_in_series(text.value, NEVER_AFTER)
    yield from bracketed_marks(text.value)
    yield from circled_marks(text.value)
    for pattern in (RAISED, CIRCLED):
        for match in pattern.finditer(text.value):
            if _is_glued(text.value, match):
                yield Edit(Span(*match.span()), "", rule="note-mark-raised")


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark sticks to a Chinese word or to the end of a clause; 第3，表1： do not."""
    before = text[match.start() - 1 : match.start()]
    return ("\u4e00" <= before <= "\u9fff" and before not in NUMBERED) or before in ENDING


def _after_sentences(text: str) -> Iterator[Edit | Rejection]:
    """Propose to remove a number that counts nothing after a sentence: 华为。4目前.

    Amounts and dates stay: 。4 家企业, 。5⏎月20日, 。6G.
    """
    found = [match for match in AFTER_SENTENCE.finditer(text) if not _is_part(match)]
    if any(map(_is_own_line, found)) and not _is_wrapped(text):
        found = [match for match in found if not _is_own_line(match)]
    serial = {
        index
        for series in counting_series([int(match[3]) for match in found])
        if len(series) >= FEWEST_IN_SERIES
        for index in series
    }
    for index, match in enumerate(found):
        span = Span(*match.span(3))
        if _is_note(match, index in serial):
            yield Edit(span, "", rule="note-mark")
        elif match[6] not in COUNTED and match[6]:
            yield Rejection(span, "repair", "note-mark", "the number may count what follows")


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


def _before_dates(text: str) -> Iterator[Edit]:
    """Propose to remove digits that make a date impossible: 17月19日, 22021 年."""
    for match in GLUED_MONTH.finditer(text):
        if int(match[1] + match[2].split("月")[0].strip()) > 12:
            yield Edit(Span(match.start(1), match.end(1)), "", rule="note-mark-before-month")
    for match in GLUED_YEAR.finditer(text):
        if match.start() and text[match.start() - 1] not in OF_A_NUMBER:
            yield Edit(Span(match.start(1), match.end(1)), "", rule="note-mark-before-year")
