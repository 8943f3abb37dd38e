"""With which word of its run a Chinese name begins: 美光 in 芯片巨头|美光公司."""

import re

from pipeline.names.border import JOINTS, run_start
from pipeline.names.context import (
    CERTAIN,
    COUNTRY,
    NOUN,
    ORGANIZATION,
    PROPER,
    STARTER,
    NameContext,
    Role,
)
from pipeline.segment.tags import Tag

# 第三次, 首届, 三轮 before a name count its meetings.
ORDINAL_PART = re.compile(r"第?[\d一二三四五六七八九十首]*[次届轮]$|第[\d一二三四五六七八九十]+$")
NATIONAL = re.compile(
    r"(?:国家|全国)(?:地方联合)?(?:工程|重点|技术创新|产业创新|制造业创新|临床医学).{0,6}(?:中心|实验室)\Z"
)
LONGEST_SYLLABLES = 2  # of a piece of a foreign name


def name_start(view: NameContext, last: int, kind: str = "") -> int:
    """Return the word that a name which ends here begins with, or -1 where nothing tells.

    In 芯片巨头美光公司 it is 美光: the first word of the run that can begin a name.
    """
    first = past_ordinals(view, run_start(view, last), last)
    roles = [view.role(index) for index in range(first, last + 1)]
    start = next((index for index, role in enumerate(roles) if role in CERTAIN), -1)
    if start < 0:
        return -1
    for index in range(len(roles) - 1, start, -1):
        if roles[index] == COUNTRY and not _is_joint(view, first + index, kind):
            start = index
            break
    if roles[start] == PROPER and view.is_person(first + start):
        start = _past_person(view, first, roles, start)
    begin = _latin_start(view, _national_start(view, first, first + start, last))
    return _foreign_start(view, begin)


def _national_start(view: NameContext, first: int, start: int, last: int) -> int:
    """Return where the field begins that stands before a national center or laboratory:
    病毒防治技术|国家工程实验室.
    """
    words = view.words
    is_national = NATIONAL.match(words.plain, words.starts[start], words.ends[last])
    fields = range(first, start)
    is_field = all(view.role(i) == NOUN and not view.is_barrier(i) for i in fields)
    return first if is_national and is_field else start


def past_ordinals(view: NameContext, first: int, last: int) -> int:
    """Return the first word behind what counts a meeting: 第三次|人工智能国防对话."""
    while first < last and ORDINAL_PART.match(view.words.text(first)):
        first += 1
    return first


def _latin_start(view: NameContext, start: int) -> int:
    """Return the first word of a Latin name, of which a word alone means something else:
    Quantum Machines公司.
    """
    words = view.words
    while start > 0 and _is_latin_word(view, start) and _is_latin_word(view, start - 1):
        if words.starts[start] - words.ends[start - 1] != 1:
            break
        start -= 1
    return start


def _foreign_start(view: NameContext, start: int) -> int:
    """Return the first word of a foreign name that the segmenter cut: 费|里斯|州立大学."""
    words = view.words
    while start > 0 and words.touches(start) and _is_foreign_head(view, start - 1):
        if view.role(start) != PROPER or not view.is_foreign(words.text(start)):
            break
        start -= 1
    return start


def _is_foreign_head(view: NameContext, index: int) -> bool:
    """Tell whether a word can begin a foreign name whatever the segmenter calls it: 费, 亥姆."""
    text, tag = view.words.text(index), view.words.tags[index]
    is_short = len(text) <= LONGEST_SYLLABLES and view.is_foreign(text)
    return is_short and tag[:1] in "nvajg" and not view.is_barrier(index)


def _is_latin_word(view: NameContext, index: int) -> bool:
    text = view.words.text(index)
    return text.isascii() and text[0].isupper() and view.words.tags[index] != Tag.DATE


def _is_joint(view: NameContext, index: int, kind: str) -> bool:
    """Tell whether a country stands inside a name: 印度-美国科技基金会, 卡内基印度中心."""
    before = view.words.text(index - 1)
    if kind in ("research", "company", "other"):
        is_founder = view.role(index - 1) == PROPER and not view.is_chinese_person(index - 1)
        if view.is_foreign(before) or (is_founder and view.words.touches(index)):
            return True  # 卡内基|印度国际事务研究院
    return before in JOINTS or before == "驻" or view.role(index - 1) in (COUNTRY, ORGANIZATION)


def _past_person(view: NameContext, first: int, roles: list[Role], start: int) -> int:
    """Leave out a person before a name with a country (奥斯汀 美国国防部), not the founder's name
    (卡内基国际和平基金会).
    """
    for index in range(start + 1, len(roles)):
        if roles[index] != PROPER:
            is_founder = roles[index] == STARTER and view.is_foreign(view.words.text(first + start))
            is_other = roles[index] in (COUNTRY, ORGANIZATION, STARTER) and not is_founder
            return index if is_other else start
    return start
