"""Departments of the mainland's provinces, cities and counties by construction: 广东省|商务厅 is a body of
China whether or not a row has it, and 广东省科技厅 is 广东省科学技术厅.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.names.context import PLACE, NameContext
from pipeline.names.head_noun import NameCandidate
from pipeline.names.ids import made_id
from pipeline.names.words import WordLists
from pipeline.plain import any_of, lowered
from pipeline.segment.tags import Tag
from pipeline.text import Span

DIVISIONS = "省市区县州盟旗"
SAME = "="  # 工信厅=工业和信息化厅
# 本市, 全省, 各区 say which one only beside another text.
VAGUE = frozenset("本全各该我外某每两")
COUNTRY, PREFIX = "CN", "cn-local-"
RULE = "local-department"
CITY = "CITY-"
CHINESE = ("CN", CITY)
MOST_DIVISIONS = 3
LONGEST_PLACE = 12


@dataclass(frozen=True, eq=False)
class Departments:
    """The departments by every form, with the full one; where no such department is."""

    full: dict[str, str]
    pattern: re.Pattern[str]
    elsewhere: frozenset[str]


def departments_of(lists: WordLists) -> Departments:
    """Return the departments that a set of word lists holds."""
    pairs = (word.partition(SAME) for word in lists["local_department"])
    full = {short: whole or short for short, _, whole in pairs}
    pattern = re.compile(rf"(?<=[{DIVISIONS}])(?:{any_of(full)})(?![长{DIVISIONS}])")
    return Departments(full, pattern, lists["local_elsewhere"])


def local_departments(view: NameContext, departments: Departments) -> Iterator[NameCandidate]:
    """Yield departments behind a division of China: 浙江省|经信厅, 北京市海淀区|教委."""
    for found in view.off_dates(departments.pattern.finditer(view.words.plain)):
        start = _place_start(view, found.start(), departments)
        start = _with_divisions(view, start)
        if start >= 0 and view.words.ending_at(found.end()) >= 0:
            yield NameCandidate(Span(start, found.end()), "government", RULE)


def _place_start(view: NameContext, end: int, departments: Departments) -> int:
    """Return where the divisions begin that end at a position, or -1: 北京市|海淀区."""
    words, index, start = view.words, view.words.ending_at(end), -1
    if index < 0:
        return _start_inside(view, end)
    for _ in range(MOST_DIVISIONS):
        if index < 0 or not _is_division(view, index) or end - words.starts[index] > LONGEST_PLACE:
            break
        if words.text(index) in departments.elsewhere:
            return -1
        start = words.starts[index]
        index = index - 1 if words.touches(index) else -1
    return start


def _with_divisions(view: NameContext, start: int) -> int:
    """Return where the place begins with the divisions and the city before it, or -1 where there is
    none: 甘肃省|庆阳市委, 石家庄|长安区委宣传部.
    """
    words, index = view.words, view.words.starting_at(start)
    for _ in range(MOST_DIVISIONS):
        if index < 1 or not words.touches(index):
            break
        if not (_is_division(view, index - 1) or _is_city(view, index - 1)):
            break
        index -= 1
        start = words.starts[index]
    return start


def _is_city(view: NameContext, index: int) -> bool:
    """Tell whether a word is a city of China without its 市: 石家庄."""
    return view.known.get(view.words.starts[index], ("", ""))[1].startswith(CITY)


def _start_inside(view: NameContext, end: int) -> int:
    """Return where the place begins whose division and department are one word, or -1: 海淀区政府,
    合肥|市委.
    """
    words, index = view.words, view.words.at(end)
    text = words.plain[words.starts[index] : end]
    if len(text) > 1:
        if view.is_foreign(text[:-1]):
            return -1
        is_place = words.tags[index][:1] == Tag.NOUN and text[0] not in VAGUE
        return words.starts[index] if is_place else -1
    is_owned = words.touches(index) and view.role(index - 1) == PLACE
    is_owned = is_owned and _is_chinese(view, index - 1)
    return words.starts[index - 1] if is_owned else -1


def _is_division(view: NameContext, index: int) -> bool:
    text = view.words.text(index)
    is_whole = len(text) > 1 and text[-1] in DIVISIONS and text[0] not in VAGUE
    return is_whole and view.role(index) == PLACE and _is_chinese(view, index)


def _is_chinese(view: NameContext, index: int) -> bool:
    """Tell whether a place is one of China: not 阿拉巴马州, a state that the lexicon has, nor 格拉茨市."""
    place = view.known.get(view.words.starts[index], ("", ""))[1]
    if place:
        return place.startswith(CHINESE)
    return not view.is_foreign(view.words.text(index)[:-1])


def full_name(name: str, departments: Departments) -> str:
    """Return the name of a department with the full form of what it is: 浙江省|经济和信息化厅."""
    forms = (name[start:] for start in range(1, len(name)))
    short = next((form for form in forms if form in departments.full), "")
    return name.removesuffix(short) + departments.full.get(short, "")


def local_id(name: str) -> str:
    """Return the id of a department, a function of its full name."""
    return made_id(PREFIX, lowered(name))


def country_of(row_id: str) -> str:
    """Return the country of an organization that no row has, as far as its id tells."""
    return COUNTRY if row_id.startswith(PREFIX) else ""
