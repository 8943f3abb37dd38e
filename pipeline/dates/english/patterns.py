"""The patterns of the English date grammar; MONTH, WEEKDAY and the like stand for the words of date_words.csv."""

import re

from pipeline.dates.expression import Unit
from pipeline.lazy import lazy

# White space between two words of an expression: a line may break there.
G = r"[^\S\n]{0,3}(?:\n[^\S\n]{0,2})?"
GAP = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,2})"
ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
FIRSTS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
ORDINAL = (
    rf"(?:(?:twenty|thirty)[\s-](?:{FIRSTS}|{ONES})|{FIRSTS}|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    r"|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
DAY = rf"(?:[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9A-Za-z%]|[:.,][0-9])|{ORDINAL}\b|(?:fifteen|ten|twelve)\b)"
YEAR = r"(?:(?:1[0-9]|20|21)[0-9]{2}(?![0-9A-Za-z%]|[.,][0-9]))"
COMMA = rf"(?:{G},{G}|{GAP}(?:(?:of|in){GAP}(?:the{GAP}year{GAP})?)?)"

DECADE_WORDS = {
    word: 20 + 10 * index
    for index, word in enumerate(
        [
            "twenties",
            "thirties",
            "forties",
            "fifties",
            "sixties",
            "seventies",
            "eighties",
            "nineties",
        ]
    )
}
DURATION_BEFORE = re.compile(r"\b(?:days?|weeks?|months?|years?),?\s(?:and\s)?$", re.IGNORECASE)
VAGUE_BEFORE = re.compile(
    r"\b(?:more than|less than|fewer than|over|under|within|nearly|almost|about|some|at least)\s$",
    re.IGNORECASE,
)
SHORT_LAST = lazy(rf"(?:the{GAP})?(?P<day>{DAY})(?:{COMMA}(?P<year>{YEAR}))?", re.IGNORECASE)
SHORT_YEAR = re.compile(r"(?P<year>[0-9]{2})(?![0-9A-Za-z%]|[-/.,:][0-9])")
CONNECTOR = re.compile(
    rf"{G}(?:[-–—~¬]|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b){G}(?:the{GAP})?", re.IGNORECASE
)
AND = re.compile(rf"{GAP}and{GAP}(?:the{GAP})?", re.IGNORECASE)
BETWEEN_BEFORE = re.compile(
    r"\bbetween\s(?:(?:about|around|approximately|roughly)\s)?(?:the\s)?\Z", re.IGNORECASE
)
PARTS = {
    "early": "start",
    "beginning": "start",
    "start": "start",
    "mid": "mid",
    "middle": "mid",
    "late": "end",
    "end": "end",
}
WIDE = frozenset({"early", "mid", "late"})
COUNTS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "latter": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "last": -1,
    "final": -1,
}
WEEKDAY_STEMS = {
    stem: index
    for index, stem in enumerate(["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"], 1)
}
UNITS: dict[str, Unit] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "quarter": "quarter",
    "decade": "decade",
    "centur": "century",
}

LONGEST_PREFIX = 26  # bounds the work: the patterns for what stands before are shorter
OR_LATER = re.compile(
    rf"{GAP}(?:or|and){GAP}(?:(?P<later>later|onwards?|beyond|greater|after(?=\s?(?:[.,;)]|$)))|(?P<before>earlier|before(?=\s?(?:[.,;)]|$))))\b",
    re.IGNORECASE,
)

# 2019–present, from March to date
UP_TO_NOW = re.compile(
    rf"{G}(?:[-–—]|\b(?:to|through|until|till|up to)\b){G}(?:the{GAP})?(?:present|date|now|today|this day)\b(?!['’-])",
    re.IGNORECASE,
)

SAFE_YEAR = re.compile(
    r"\b(?:in|since|during|until|till|year|circa|early|late|mid|before|after|by|as of|as early as|as late as|as soon as|prior to|(?:spring|summer|autumn|winter|end) of)\s(?:the\s)?(?:year\s(?:of\s)?)?$|(?:[><=]\s?|[><] = )$",
    re.IGNORECASE,
)
LOOSE_YEAR = re.compile(
    r"\b(?:from|to|of|for|through|between|around|about|and|or|than|on|the|this)\s$", re.IGNORECASE
)
COUNT_AFTER = re.compile(
    r"\s(?:[a-z]+-)?(?:[a-z]{2,20}s|people|percent|men|women|children|tons?|staff|personnel|kilometers?|km|kg|GW|MW|feet|miles|metres?|million|billion|more|employees)\b(?<!was)(?<!has)(?<!is)(?<!elections)(?<!its)(?<!this)(?<!as)(?<!plans)"
)
# October 15 of each year comes back.
EACH_YEAR = re.compile(rf"{GAP}(?:of{GAP})?(?:each|every){GAP}year\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s\b")
# A 1996 law, the 1992 protests, the company's 1989 results: the year tells which one is meant. The 2000
# workers are counted, and so are its 1500 staff.
DETERMINED = re.compile(r"(?:\b(?:an?|the|its|their|his|her|our)|['’]s?)\s$", re.IGNORECASE)
NAMED_BY_YEAR = re.compile(
    r"[\s](?!(?:people|percent|men|women|children|tons?|tonnes|staff|personnel|kilometers?|km|kg|GW|MW|feet|miles|met(?:er|re)s?"
    r"|million|billion|trillion|dollars|euros|or|and|to|was|is|were|has|had|would|will|more|employees|workers|troops|soldiers|pages|votes|seats|units)\b)[A-Za-z]"
)
YEARS_BESIDE = re.compile(r"(?:1[89]|20)[0-9]{2},?\s(?:(?:and|or)\s)?$|\bboth\s$|\binto\s$")
PREPOSITION = re.compile(
    r"\b(?:an?|its|their|in|of|by|since|until|till|from|to|during|through|between|and|or|early|late|mid|last|next|this|for|before|after|on|every|each|end|beginning|middle|the|past|as of|around)[\s-]{1,2}$",
    re.IGNORECASE,
)
AMBIGUOUS_MONTHS = frozenset(
    ["may", "march", "april", "june", "august", "mar", "jan", "dec", "sep", "oct"]
)
LOWER_PREPOSITION = re.compile(
    r"\b(?:in|of|in the|since|until|till|early|late|mid|last|next|this)[\s-]{1,2}$", re.IGNORECASE
)
