"""The patterns of the English date grammar; MONTH, WEEKDAY and the like stand for the words of date_words.csv."""

import re

from pipeline.dates.expression import Unit

# White space between two words of an expression: a line may break there.
G = r"[^\S\n]{0,3}(?:\n[^\S\n]{0,2})?"
GAP = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,2})"
ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
BELOW_100 = rf"(?:(?:{TENS})(?:[\s-](?:{ONES}))?|{TEENS}|{ONES})"
FIRSTS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
ORDINAL = (
    rf"(?:(?:twenty|thirty)[\s-](?:{FIRSTS}|{ONES})|{FIRSTS}|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    r"|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
DAY = rf"(?:[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9A-Za-z%]|[:.,][0-9])|{ORDINAL}\b|(?:fifteen|ten|twelve)\b)"
YEAR = r"(?:(?:1[0-9]|20|21)[0-9]{2}(?![0-9A-Za-z%]|[.,][0-9]))"
SPELLED_YEAR = (
    rf"(?:(?:sixteen|seventeen|eighteen|nineteen|twenty){GAP}(?:hundred{GAP}(?:and{GAP})?)?(?:zero|oh|{BELOW_100})(?:[\s-](?:{ONES}))?"
    rf"|(?:two|one){GAP}thousand(?:{GAP}(?:(?:{ONES}){GAP}hundred{GAP})?(?:and{GAP})?{BELOW_100})?)\b"
)
ANY_YEAR = rf"(?:{YEAR}|['’][0-9]{{2}}(?![0-9A-Za-z])|{SPELLED_YEAR})"
COMMA = rf"(?:{G},{G}|{GAP}(?:(?:of|in){GAP}(?:the{GAP}year{GAP})?)?)"

DATE = rf"""(?:
    (?:(?P<beside>WEEKDAY)\.?{G},?{GAP}(?:the{GAP})?)?
    (?:
      (?P<m1>MONTH)\.?(?:{G}|[-/]|{GAP}the{GAP})(?P<d1>{DAY})(?:(?:{COMMA}|[-/])(?P<y1>{ANY_YEAR}))?
    | (?:the{GAP})?(?P<d2>{DAY})(?:{GAP}(?:day{GAP})?(?:of{GAP})?|[-/])(?P<m2>MONTH)\b\.?(?:(?:{COMMA}|[-/])(?P<y2>{ANY_YEAR}|(?<=of\s)[0-9]{{2}}(?![0-9])))?
    )
  | (?P<m3>MONTH)\.?(?:{COMMA}|{G}[-/]{G}|{G})(?P<y3>{ANY_YEAR})
  | (?P<y4>{YEAR})(?:{G},?{G}|[-/])(?P<m4>MONTH)\b\.?(?:[-/](?P<d4>[0-3]?[0-9])(?![0-9]))?
  | (?P<m5>MONTH)\b\.?
)"""
ISO = re.compile(
    r"(?<![A-Za-z0-9_/.\-])(?P<year>(?:1[0-9]|20|21)[0-9]{2})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?:(?P=sign)(?P<day>[0-9]{1,2}))?"
    r"(?![A-SU-Za-z_%/\-]|[0-9]|\.[0-9])"
)
NUMERIC = re.compile(
    r"(?<![A-Za-z0-9_/.\-])(?P<a>[0-9]{1,2})(?P<sign>[-/.])(?P<b>[0-9]{1,2})(?P=sign)(?P<year>(?:19|20)[0-9]{2})(?![A-SU-Za-z_%/]|[0-9]|[.\-][0-9])"
)
QUARTER_CODE = re.compile(
    rf"(?P<letter>[QH])(?P<number>[1-4])\b(?:(?:{G}(?:of{GAP}|in{GAP}|,{G})?|[-/])(?:FY{G})?(?P<year>(?:20|19)[0-9]{{2}}|['’][0-9]{{2}})(?![0-9]))?"
    rf"|(?P<before>(?:20|19)[0-9]{{2}}){G}[-–,]?{G}(?P<letter2>[QH])(?P<number2>[1-4])\b",
    re.IGNORECASE,
)
FISCAL = re.compile(
    rf"(?:FY{G}['’]?|fiscal(?:{GAP}years?)?{GAP}|financial{GAP}year{GAP}(?:of{GAP})?)(?P<year>(?:19|20)[0-9]{{2}}|[0-9]{{2}})"
    r"(?![0-9A-Za-z]|[.,][0-9])",
    re.IGNORECASE,
)
DECADE = re.compile(
    r"(?:(?P<year>(?:1[0-9]|20)[0-9]0)['’]?s|['’](?P<short>[0-9]0)s|(?:nineteen[\s-])?(?P<word>twenties|thirties|forties|fifties|sixties|"
    r"seventies|eighties|nineties))\b",
    re.IGNORECASE,
)
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
CENTURY = re.compile(
    rf"(?P<number>[0-9]{{1,2}}(?:st|nd|rd|th)|{ORDINAL})[\s-]{{1,2}}century\b", re.IGNORECASE
)
SEASON = r"(?P<season>SEASON)(?:{COMMA}(?P<year>{YEAR}))".replace("{COMMA}", COMMA).replace(
    "{YEAR}", YEAR
)
RELATIVE_NAME = rf"(?P<which>that(?={GAP}(?:MONTH))|last|next|this{GAP}past|this{GAP}coming|this|past|previous|coming|following|upcoming){GAP}(?:(?P<month>MONTH)|(?P<weekday>WEEKDAY)|(?P<season>SEASON)|(?P<weekend>weekend))\b"
WEEK_AND_DAY = rf"(?:(?P<week>last|this|next|previous){GAP}week{GAP}(?:-{GAP})?(?P<after>WEEKDAY)|(?P<before>WEEKDAY){GAP}of{GAP}(?P<week2>last|this|next|the{GAP}following){GAP}week)\b"
PIECE = re.compile(
    rf"""(?:
      (?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th|last|final){GAP}(?P<fiscal>fiscal{GAP})?quarter
    | (?P<half>first|second|1st|2nd|latter){GAP}half
    | (?P<leading>first|last|final){GAP}(?P<count>[0-9]{{1,2}}|{BELOW_100}){GAP}(?P<unit>day|week|month|quarter)s
    | (?P<week>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th){GAP}week
    | (?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th){GAP}(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day
    | (?P<part>early|mid|late|(?:beginning|start|middle|end)(?={GAP}of\b))
    )(?P<link>(?:{GAP}(?:of|in|part{GAP}of)(?:{GAP}the)?)?(?:{GAP}|-{G}))""",
    re.VERBOSE | re.IGNORECASE,
)
WEEK_OF = re.compile(
    rf"week{GAP}(?:of|beginning|starting|commencing){GAP}(?:on{GAP})?(?:the{GAP})?", re.IGNORECASE
)
DURATION_BEFORE = re.compile(r"\b(?:days?|weeks?|months?|years?),?\s(?:and\s)?$", re.IGNORECASE)
VAGUE_BEFORE = re.compile(
    r"\b(?:more than|less than|fewer than|over|under|within|nearly|almost|about|some|at least)\s$",
    re.IGNORECASE,
)
ELAPSED = re.compile(
    rf"(?P<number>[0-9]{{1,3}}|{BELOW_100}|an?){GAP}(?P<unit>day|week|month|year|decade)s?{GAP}(?:(?P<ago>ago)|(?P<later>later)|(?P<earlier>earlier)|from{GAP}(?P<from>now|today|tomorrow|yesterday))\b",
    re.IGNORECASE,
)
SPELL = re.compile(
    rf"(?:(?:the|these|those){GAP})?(?P<which>past|last|previous|next|coming|recent){GAP}(?:(?P<number>[0-9]{{1,3}}|{BELOW_100}|few|several|couple(?:{GAP}of)?){GAP})?(?P<unit>day|week|month|year|decade|quarter|centur)(?P<plural>s|ies)?\b",
    re.IGNORECASE,
)
SHORT_LAST = re.compile(rf"(?:the{GAP})?(?P<day>{DAY})(?:{COMMA}(?P<year>{YEAR}))?", re.IGNORECASE)
SHORT_YEAR = re.compile(r"(?P<year>[0-9]{2})(?![0-9A-Za-z%]|[-/.,:][0-9])")
OPEN_DAY = re.compile(
    rf"(?:the{GAP})?(?P<day>{DAY}){G}(?:[-–—~]|to|and|until|till|through|&){G}(?=(?:the{GAP})?{DAY}(?:{GAP}(?:of{GAP})?|-)(?:MONTHS)\b)",
    re.IGNORECASE,
)
CONNECTOR = re.compile(
    rf"{G}(?:[-–—~]|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b){G}(?:the{GAP})?", re.IGNORECASE
)
AND = re.compile(rf"{GAP}and{GAP}(?:the{GAP})?", re.IGNORECASE)
BETWEEN_BEFORE = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
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
BEFORE = re.compile(
    r"\b(?P<word>before|prior to|earlier than)\s(?:the\s(?:year\s)?)?$", re.IGNORECASE
)
AFTER = re.compile(
    r"\b(?P<word>after|later than(?<!no later than)(?<!not later than)|following)\s(?:the\s(?:year\s)?)?$",
    re.IGNORECASE,
)
DEADLINE = re.compile(r"\b(?:by|no later than|not later than)\s(?:the\s)?$", re.IGNORECASE)
SINCE = re.compile(
    r"\b(?:since|starting(?: (?:on|from|in))?|beginning(?: (?:on|in))?|effective(?: (?:on|from))?|as early as)\s(?:the\s)?$",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:until|till|up to|through|as of|as late as)\s(?:the\s)?$", re.IGNORECASE)
APPROX = re.compile(r"\b(?:around|about|circa|c\.|approximately)\s(?:the\s)?$", re.IGNORECASE)
OR_LATER = re.compile(
    rf"{GAP}(?:or|and){GAP}(?:(?P<later>later|onwards?|beyond|greater|after(?=\s?(?:[.,;)]|$)))|(?P<before>earlier|before(?=\s?(?:[.,;)]|$))))\b",
    re.IGNORECASE,
)

SAFE_YEAR = re.compile(
    r"\b(?:in|since|during|until|till|year|circa|early|late|mid|before|after|by|as of|prior to|(?:spring|summer|autumn|winter|end) of)\s(?:the\s)?(?:year\s(?:of\s)?)?$|(?:[><=]\s?|[><] = )$",
    re.IGNORECASE,
)
LOOSE_YEAR = re.compile(
    r"\b(?:from|to|of|for|through|between|around|about|and|or|than|on|the|this)\s$", re.IGNORECASE
)
COUNT_AFTER = re.compile(
    r"\s(?:[a-z]+-)?(?:[a-z]{2,20}s|people|percent|men|women|children|tons?|staff|personnel|kilometers?|km|kg|GW|MW|feet|miles|metres?|million|billion|more|employees)\b(?<!was)(?<!has)(?<!is)(?<!elections)(?<!its)(?<!this)(?<!as)(?<!plans)"
)
POSSESSIVE = re.compile(r"['’]s\b")
PREPOSITION = re.compile(
    r"\b(?:in|of|by|since|until|till|from|to|during|through|between|and|or|early|late|mid|last|next|this|for|before|after|on|every|each|end|beginning|middle|the|past|as of|around)[\s-]{1,2}$",
    re.IGNORECASE,
)
AMBIGUOUS_MONTHS = frozenset(
    ["may", "march", "april", "june", "august", "mar", "jan", "dec", "sep", "oct"]
)
LOWER_PREPOSITION = re.compile(
    r"\b(?:in|of|in the|since|until|till|early|late|mid|last|next|this)[\s-]{1,2}$", re.IGNORECASE
)
WEEKDAY_AND_DAY = rf"(?P<weekday>WEEKDAY)\.?,?{GAP}(?:the{GAP})?(?P<day>[0-3]?[0-9](?:st|nd|rd|th)|(?<=the\s){ORDINAL}|[0-3]?[0-9](?=\s?(?:[!,.;]|$|between)))\b"
DAY_OF_MONTH = rf"(?:the{GAP})?(?P<day>[0-3]?[0-9](?:st|nd|rd|th)|{ORDINAL}){GAP}(?:day{GAP})?of{GAP}(?P<which>last|this|next|the{GAP}following|the{GAP}same){GAP}month\b"
OFFSET = re.compile(
    rf"(?P<number>[0-9]{{1,3}}|{BELOW_100}|an?){GAP}(?P<unit>day|week|month|year)s?{GAP}(?P<side>before|after|from|following){GAP}(?:the{GAP})?",
    re.IGNORECASE,
)
