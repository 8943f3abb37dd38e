"""Expressions that look like dates and are none: a reason for each, so that a reader can check the
refusal.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.calendar import is_valid
from pipeline.dates.expression import Expression
from pipeline.dates.lookalikes import KIND, REASONS, find_numbers, find_shapes
from pipeline.dates.words import DateWords, by_first_letter
from pipeline.document import Document, Rejection
from pipeline.spans import Taken
from pipeline.text import Span

# 【周日·不是星期日】: a column's name; 【7月1日·现场】 is none.
TITLE = re.compile(
    r"《[^《》\n]{1,120}》|〈[^〈〉\n]{1,80}〉|『[^『』\n]{1,80}』|【[^【】\n0-9]{1,12}[·・•‧][^【】\n0-9]{1,12}】"
)
# 法律, 法院 and the like are no end of a name; a predicate at once makes the year the date of what it tells.
NO_LAW = r"(?!(?<=法)[律院国官规人学定治庭制则家案典])"
NO_PREDICATE = r"(?!正式|已?(?:生效|通过|签署|出台|颁布|实施|施行|获|发布|公布))"
NAME_END = r"(?=[的等和与及中、,.。;:)”」》\s]|$)"
QUANTITY_AFTER = re.compile(
    r"\s?(?:亿|万|千|百|美元|欧元|英镑|人民币|日元|元|吨|公里|千米|米|人次|%|倍|余|多)"
)
# < 2023.11.4, version 2015.1.1, 2022.1.5中已修复; 2023.11.04 is a day.
DOTTED = re.compile(r"[0-9]{4}\.(?![0-9]{2}\.[0-9]{2}(?![0-9]))[0-9]{1,2}\.[0-9]{1,2}(?![0-9])")
VERSION_BEFORE = re.compile(
    r"(?:[<>≤≥]=?|\b(?:versions?|releases?|through|up to|prior to|before|v)|版本号?(?:为|是|:)?)\s?\Z",
    re.IGNORECASE,
)
VERSION_AFTER = re.compile(
    r"\s?(?:版(?!权)|(?:中已|已)修复|,? and (?:earlier|later|below|prior)\b)"
)
LONGEST_VERSION = 12  # bounds the work: VERSION_BEFORE is shorter
# &year=2023 of an address, default_bits = 2048 of a program; more than 2000.
SETTING = re.compile(r"(?:[?&][A-Za-z_]{1,24}=|[A-Za-z]_[A-Za-z]{1,16}\s?=\s?)\Z")
MORE_THAN = re.compile(r"\b(?:more|fewer|less)\sthan\s\Z", re.IGNORECASE)
MONEY_ENDS = frozenset("$€£¥BD元镑 \n")
MONEY_BEFORE = re.compile(r"(?:[$€£¥]|RMB|USD|美元|欧元)\s?$")


@dataclass(frozen=True)
class Refusals:
    """The refusal rules with the words of a set of lexicons."""

    words: DateWords

    @cached_property
    def names(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Names that hold the look of a date: 今日头条, USA Today."""
        chinese = re.compile(self.words.pattern("name_zh"))
        english = by_first_letter(self.words.patterns("name_en"))
        return chinese, re.compile(rf"\b(?:{english})\b", re.IGNORECASE)

    @cached_property
    def _capitals(self) -> dict[str, str]:
        """The English names as they are written, by their lower case."""
        return {word.lower(): word for name, word, _ in self.words.entries if name == "name_en"}

    def _is_written_so(self, text: str) -> bool:
        """Tell whether a text is a name: the Friday Night show, not Friday night."""
        name = self._capitals.get(text.lower(), text)
        is_lower = any(one.isupper() and two.islower() for one, two in zip(name, text, strict=True))
        return text[0].islower() or not is_lower

    @cached_property
    def law(self) -> re.Pattern[str]:
        """What makes a year in front of it a part of a name: 年国防授权法, with no verb between."""
        heads, verbs = self.words.pattern("title_zh"), self.words.pattern("predicate_zh")
        return re.compile(
            rf"(?:远景目标|(?!{verbs})(?:(?!{verbs})[\u4e00-\u9fff·与和]){{1,18}}?(?:{heads}))"
            rf"(?<![办方做说看想立执司合非违用无的]法){NO_LAW}{NO_PREDICATE}"
            rf"(?:(?<!规划)(?<!战略)(?<!决议)(?<!宣言)(?<!愿景)|{NAME_END})"
        )

    @cached_property
    def law_en(self) -> re.Pattern[str]:
        """A capitalized name behind a year: 2021 National Defense Authorization Act."""
        heads = self.words.pattern("title_en").title()
        return re.compile(
            rf"(?:'s|’s)?\s(?:[A-Z][\w&.-]{{0,24}}\s(?:(?:and|of|for|on|in|the|to)\s)?){{0,7}}(?:{heads})\b"
        )

    @cached_property
    def act_en(self) -> re.Pattern[str]:
        """A capitalized name in front of a year: Export Control Reform Act of 2018, Made in China
        2025.
        """
        heads, plans = self.words.pattern("title_en").title(), self.words.pattern("plan_en")
        return re.compile(rf"(?:\b(?:{heads})(?:,?\sof|,|\s\()?|\b(?i:{plans}))\s?[-–:]?\s?[(]?$")

    @cached_property
    def plan(self) -> re.Pattern[str]:
        """A plan's name in front of a bare year: 中国制造2025, 太空政策2023."""
        return re.compile(rf"(?:{self.words.pattern('plan_zh')})[“\"]?\s?$")

    def find_lookalikes(self, plain: str, stretches: Iterable[Span]) -> list[Rejection]:
        """Return page numbers, document numbers, issues, versions and names, in order.

        `stretches` are the parts of the text that may hold English.
        """
        found = [*find_shapes(plain), *find_numbers(plain)]
        reason = "a name that holds the look of a date"
        chinese, english = self.names
        names = [Span(*match.span()) for match in chinese.finditer(plain)]
        for stretch in stretches:
            matches = english.finditer(plain, stretch.start, stretch.end)
            names += [
                Span(*match.span()) for match in matches if self._is_written_so(match.group())
            ]
        found += [Rejection(span, KIND, "name", reason) for span in names]
        return sorted(found, key=lambda rejection: rejection.span)

    def refusal(self, document: Document, expression: Expression) -> tuple[str, str] | None:
        """Return rule and reason why an expression is no date of the text, or None where it is
        one.
        """
        plain, span = document.plain, expression.span
        if expression.refused:
            return expression.refused, REASONS[expression.refused]
        if not is_valid(expression.first) or (expression.last and not is_valid(expression.last)):
            return "no-such-day", "the calendar has no such day or month"
        if plain[span.start - 1 : span.start] in MONEY_ENDS and MONEY_BEFORE.search(
            plain[max(0, span.start - 4) : span.start]
        ):
            return "money", "an amount of money"
        if DOTTED.match(plain, span.start) and (
            VERSION_BEFORE.search(plain, max(0, span.start - LONGEST_VERSION), span.start)
            or VERSION_AFTER.match(plain, span.end)
        ):
            return "version", REASONS["version"]
        if _is_year_only(expression) and not expression.first.fiscal:
            return self._year_refusal(plain, span)
        return None

    def _year_refusal(self, plain: str, span: Span) -> tuple[str, str] | None:
        before = plain[max(0, span.start - 40) : span.start]
        after = plain[span.end : span.end + 120]
        is_bare = plain[span.end - 1].isdigit()
        if is_bare and SETTING.search(before):
            return "identifier", REASONS["identifier"]
        if is_bare and MORE_THAN.search(before):
            return "quantity", REASONS["quantity"]
        if (self.law.match(after) and not is_bare) or self.law_en.match(after):
            return "law-name", "the year is a part of the name of a law or plan"
        if self.act_en.search(before) or (is_bare and self.plan.search(before)):
            return "law-name", "the year is a part of the name of a law or plan"
        if is_bare and QUANTITY_AFTER.match(after):
            return "quantity", "a quantity, not a year"
        return None


def _is_year_only(expression: Expression) -> bool:
    first = expression.first
    finer = (
        first.month,
        first.quarter,
        first.half,
        first.part,
        first.season,
        first.leading,
        first.week,
        first.weekday,
    )
    return (
        first.year is not None
        and expression.last is None
        and not any(finer)
        and not expression.modifier
    )


def find_titles(plain: str) -> Taken:
    """Return the titles of works and laws between their marks."""
    return Taken(Span(*match.span()) for match in TITLE.finditer(plain))
