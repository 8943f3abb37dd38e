"""Announcements, decrees and documents of Chinese authorities by their number, with who issued them."""

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Document, NameMention
from pipeline.instruments.knowledge import InstrumentKnowledge
from pipeline.instruments.naming import OWN, Meaning, meaning_of_number, numbered_id
from pipeline.lazy import lazy
from pipeline.names.ids import made_id
from pipeline.text import Span

NUMERAL = r"[0-9]{1,5}|[〇零一二三四五六七八九十百]{1,6}"
YEAR = r"(?:19|20)[0-9]{2}"
PAPER = "公告|通告|行政命令|行政令|总统令|主席令|国务院令|命令|令"
ANNOUNCED = re.compile(
    rf"(?P<paper>{PAPER})\s?(?:[\[〔(【]?\s?(?P<year>{YEAR})\s?年?\s?[\]〕)】]?)?\s?第\s?(?P<number>{NUMERAL})\s?号"
)
NUMBER_FIRST = re.compile(
    rf"(?:(?P<year>{YEAR})\s?年\s?)?第\s?(?P<number>{NUMERAL})\s?号\s?(?P<paper>{PAPER})"
)
SENT_OUT = lazy(
    rf"(?<![\u4e00-\u9fff])(?P<who>[\u4e00-\u9fff]{{2,9}})[\[〔(【]\s?(?P<year>{YEAR})\s?[\]〕)】]\s?(?:第\s?)?(?P<number>[0-9]{{1,5}})\s?号"
)
SENDER_END = re.compile(r"(?:发|函|办|字|文|规|令|安|通|管|电|明电|政|财|贸|科|综|信|税|厅|综函)\Z")
IN_ENGLISH = re.compile(
    rf"\b(?:(?:MOFCOM|Ministry of Commerce|GACC|General Administration of Customs)(?:['’]s)? )?"
    rf"Announcement\s(?:No\.?\s?)?(?P<number>[0-9]{{1,3}})(?:,?\s(?:of\s)?|\s\()(?P<year>{YEAR})\b\)?"
)
COMMERCE = re.compile(r"\bMOFCOM\b|\bMinistry of Commerce\b")
NEAR = 150  # characters in which the ministry of an announcement is named
NOTICE = "公告"
NOTICES = (NOTICE, "通告")
STOPS = "。！？!?\n"
ISSUED = re.compile(r"发布|公布|发出|联合|印发|的")
JOINTS = re.compile(r"[\s、和与及·]{0,3}(?:联合)?(?:发布的)?\Z")
COUNTRY = re.compile(r"\A(?:中华人民共和国|中国)(?=.)")
ORDERS = frozenset(("行政命令", "行政令", "总统令"))
CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
FEWEST_DIGITS = 5  # of an executive order since 1939
LONGEST_ISSUER = 60


def numbered_instruments(
    document: Document, organizations: Sequence[NameMention], knowledge: InstrumentKnowledge
) -> Iterator[NameMention]:
    """Yield what is known by issuer and number: 商务部 海关总署公告2023年第23号, 国发〔2025〕8号."""
    plain = document.plain
    for found in IN_ENGLISH.finditer(plain):
        yield _english(plain, found, knowledge)
    if "号" not in plain:
        return
    ends = {mention.span.end: mention.span.start for mention in organizations}
    for pattern in (ANNOUNCED, NUMBER_FIRST):
        for found in pattern.finditer(plain):
            yield _announced(plain, found, ends, knowledge)
    for found in SENT_OUT.finditer(plain):
        bracketed = plain[found.start() - 1 : found.start()] == "("
        if bracketed or SENDER_END.search(found["who"]):
            name = f"{found['who']}〔{found['year']}〕{found['number']}号"
            yield _meaning(name, "announcement", knowledge).at(
                Span(*found.span()), "document-number"
            )


def _english(plain: str, found: re.Match[str], knowledge: InstrumentKnowledge) -> NameMention:
    """Return an announcement in English: MOFCOM Announcement No. 46 of 2024."""
    span = Span(*found.span())
    number, year = found["number"].lstrip("0"), found["year"]
    near = COMMERCE.search(plain, max(0, span.start - NEAR), span.end + NEAR)
    name = f"商务部公告{year}年第{number}号" if near else f"Announcement No. {number} of {year}"
    return _meaning(name, "announcement", knowledge).at(span, "numbered-announcement")


def _announced(
    plain: str, found: re.Match[str], ends: dict[int, int], knowledge: InstrumentKnowledge
) -> NameMention:
    """Return an announcement with its issuers; an American order has one number for all time."""
    number, paper = _digits(found["number"]), found["paper"]
    if paper in ORDERS and len(number) == FEWEST_DIGITS:
        name = f"Executive Order {number}"
        meaning = meaning_of_number(name, "order", f"us-eo-{number}", knowledge)
        return meaning.at(Span(*found.span()), "citation")
    start, end = _issuers(plain, found.start(), ends)
    issuer = COUNTRY.sub("", plain[start:end].replace(" ", ""))
    year = f"{found['year']}年" if found["year"] else ""
    if paper == NOTICE and not issuer:
        issuer, year = _told(plain, start, ends, year)
    name = f"{issuer}{paper}{year}第{number}号"
    kind = "announcement" if paper in NOTICES else "order"
    return _meaning(name, kind, knowledge).at(Span(start, found.end()), "numbered-announcement")


def _told(plain: str, start: int, ends: dict[int, int], year: str) -> tuple[str, str]:
    """Return the issuer and year of an announcement that its sentence tells, both or none:
    2023年7月3日，商务部与海关总署发布|第23号公告.
    """
    head = max(plain.rfind(sign, 0, start) for sign in STOPS) + 1
    head = max(head, start - NEAR)
    years = re.findall(rf"({YEAR})\s?年", plain[head:start])
    last = max((end for end in ends if head <= end <= start), default=0)
    year = year or (f"{years[-1]}年" if years else "")
    if not last or not year or not ISSUED.search(plain, last, start):
        return "", year
    first, end = _issuers(plain, last, ends)
    return COUNTRY.sub("", plain[first:end].replace(" ", "")), year


def _issuers(plain: str, start: int, ends: dict[int, int]) -> tuple[int, int]:
    """Return the first of the bodies directly before a number, in whose series it counts: the 商务部
    of 商务部、海关总署|公告.
    """
    first, last = start, start
    while first > max(0, start - LONGEST_ISSUER):
        gap = JOINTS.search(plain, max(0, first - 8), first)
        end = gap.start() if gap else first
        if end not in ends:
            break
        first, last = ends[end], end
    return first, last


def _digits(number: str) -> str:
    """Return a numeral in digits: 八十四 is 84, 一一九 is 119."""
    if number.isdigit() and number.isascii():
        return number
    if "十" not in number and "百" not in number:
        return "".join(str(CHINESE_DIGITS[char]) for char in number)
    total = 0
    hundreds, _, rest = number.rpartition("百")
    total += CHINESE_DIGITS.get(hundreds, 1 if "百" in number else 0) * 100
    tens, _, ones = rest.lstrip("零〇").rpartition("十")
    total += (CHINESE_DIGITS.get(tens, 1) if "十" in rest else 0) * 10
    return str(total + CHINESE_DIGITS.get(ones, 0))


def _meaning(name: str, kind: str, knowledge: InstrumentKnowledge) -> Meaning:
    """Return what a number with its issuer means; a Chinese name has an id of its own."""
    own_id = numbered_id(name) if name.isascii() else made_id(OWN, name)
    return meaning_of_number(name, kind, own_id, knowledge)
