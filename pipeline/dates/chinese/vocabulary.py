"""The word lists of date_words.csv to the compiled patterns of the Chinese grammar, and the sites
where an expression may begin.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.chinese import patterns
from pipeline.dates.numerals import CHINESE_NUMERAL
from pipeline.dates.shape_rows import ShapeRows
from pipeline.dates.words import DateWords
from pipeline.lazy import lazy
from pipeline.plain import longest_first

DURATION_WORDS = ("过去", "未来", "今后", "最近", "近", "此后", "随后")
# Words of the grammar itself by kind; relative, fuzzy and era words come from the lexicon.
SITES = {
    "duration": (*DURATION_WORDS, "上", "下", "此前", "半年", "半个月"),
    "weekday": ("星期", "礼拜", "周"),
    "part": (
        "岁末",
        "年内",
        "年初",
        "年底",
        "年末",
        "月初",
        "月底",
        "月末",
        "上旬",
        "中旬",
        "下旬",
    ),
    "told": ("今(", "昨(", "明("),
    "piece": ("上半年", "下半年", "前半年", "首季", "第", "前", "FY", "Q", "H"),
    "moon": ("农历", "阴历", "旧历", "正月", "腊月", "冬月", "闰", "大年初", "大年三十"),
}
LEXICON_SITES = (
    ("holiday_zh", "holiday"),
    ("fuzzy_zh", "fuzzy"),
    ("relative_zh", "relative"),
    ("era", "era"),
)
# What must follow a site at once for the fine grammar to be worth a try.
NUMBER_GATE = lazy(
    rf"(?:[0-9]{{1,4}}|{patterns.CN}{{1,5}}|[一二]?百[零〇○]?{patterns.CN}{{0,3}}){patterns.S}(?:[年月日世季财学周天礼多半几]|星期|个{patterns.S}[多半几]?{patterns.S}[月季周礼星]|会计"
    rf"|(?:[-/.–—~〜−至到、和与及或,]|直[到至]){patterns.S}(?:第|从)?{patterns.S}(?:[0-9]|{patterns.CN})|$)|(?:19|20)[0-9]{{2}}(?:[0-9]{{4}})?(?![0-9])|[0-9]{{1,2}}[QH][0-9]|[0-3][0-9]\.[01][0-9]\.[12][0-9]"
)
GATES = {
    "digits": NUMBER_GATE,
    "numeral": NUMBER_GATE,
    "duration": re.compile(rf"半年|半个月|..?(?:[的这\s]){{0,2}}(?:[0-9几数多半若]|{patterns.CN})"),
    "weekday": re.compile(r"(?:星期|礼拜|周)[一二三四五六日天末]"),
    "moon": re.compile(
        rf"(?:农历|阴历|旧历)的?{patterns.S}[闰正腊冬0-9一二三四五六七八九十]|[正腊冬]月|闰{patterns.MONTH_NUMBER}月|大年"
    ),
    "piece": re.compile(
        rf"第\s?[一二三四1-4]\s?(?:个?季|[至到~–—-])|首季|[上下前]半年|前\s?(?:[0-9]|{patterns.CN}){{1,2}}\s?个?(?:季|月|年|天|日|周)|FY|[QH][1-4]"
    ),
}
# A numeral is a site only where a number, a unit or a connector follows: not 一带, 四星, 三步.
NEXT = rf"(?=[{CHINESE_NUMERAL}百年月日世季财学会个周天星礼多半几\-/.–—~〜−至到直、和与及或,\s]|$)"
FOLLOWED = dict.fromkeys(CHINESE_NUMERAL, NEXT) | dict.fromkeys("3456789", rf"(?=[0-9]|{NEXT})")
# PQ3 is the name of a code, no quarter.
LETTERS, IN_A_CODE = frozenset("FQH"), re.compile("[A-Za-z0-9]")
RUNS = {"digits": re.compile(r"[0-9]*"), "numeral": re.compile(f"{patterns.CN}*")}


@dataclass(frozen=True, eq=False)
class ChinesePatterns:
    """The patterns that hold words of a set of lexicons."""

    words: DateWords
    shapes: ShapeRows

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What may begin at a site: a digit, a numeral, or a word that names a period, with its
        kind.
        """
        kinds = dict.fromkeys("0123456789", "digits") | dict.fromkeys(CHINESE_NUMERAL, "numeral")
        for kind, words in SITES.items():
            kinds |= dict.fromkeys(words, kind)
        for name, kind in LEXICON_SITES:
            kinds |= dict.fromkeys(self.words.values(name), kind)
        return kinds

    @cached_property
    def site(self) -> re.Pattern[str]:
        """Where an expression may begin: nothing but literals, so that the search skips at the
        speed of a scan.
        """
        words = longest_first(self.kinds)
        return re.compile("|".join(f"{re.escape(word)}{_followed(word)}" for word in words))

    @cached_property
    def year_starts(self) -> frozenset[str]:
        """The characters that a year, a fiscal year, a decade or a century begins with."""
        eras = {era[0] for era in self.words.values("era")}
        return frozenset(f"0123456789{CHINESE_NUMERAL}元百F") | eras

    @cached_property
    def year_head(self) -> re.Pattern[str]:
        """A year with its era: 2021年, 民国110年."""
        return re.compile(patterns.YEAR_HEAD.replace("ERAS", self.words.pattern("era")), re.VERBOSE)

    @cached_property
    def no_lone_day(self) -> re.Pattern[str]:
        """What makes a span of such a day: 为期三日, 休市三日."""
        return re.compile(patterns.NO_LONE_DAY.replace("LASTING", self.words.pattern("lasting_zh")))

    @cached_property
    def bare_year_cue(self) -> re.Pattern[str]:
        """A word that makes the bare number behind it a year: 展望 2025."""
        return re.compile(rf"(?:(?:{self.words.pattern('bare_year_cue')})\s{{0,2}}|(?<![<>])=\s?)$")


def _followed(word: str) -> str:
    """Return what must, or must not, stand behind a word: 至今 is none in 截至今年6月."""
    if len(word) > 1 and word.endswith("今"):
        return "(?![年天日晨晚春夏秋冬])"
    return FOLLOWED.get(word, "")


def is_promising(plain: str, site: re.Match[str], kind: str) -> bool:
    """Tell cheaply whether the fine grammar is worth a try at a site."""
    start = site.start()
    if kind in RUNS and start and RUNS[kind].fullmatch(plain, start - 1, start):
        return False
    if plain[start] in LETTERS and IN_A_CODE.fullmatch(plain[start - 1 : start]):
        return False
    return kind not in GATES or GATES[kind].match(plain, start) is not None


def after_run(plain: str, position: int, kind: str) -> int:
    """Return where a run of digits or numerals ends."""
    found = RUNS[kind].match(plain, position)
    return found.end() if found else position
