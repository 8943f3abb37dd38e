"""The cue words of a set of lexicons to patterns, and what the words of a clause say about a date."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.words import DateWords


@dataclass(frozen=True, slots=True)
class Hints:
    """What the words of a clause say about the date behind them."""

    is_planned: bool = False
    is_flashback: bool = False
    is_restrictive: bool = False
    is_term: bool = False


NO_HINTS = Hints()
# Is traveling to California on Friday, I'm leaving office in January.
ON_THE_WAY = (
    r"(?:(?:is|are|am)\s|['’](?:s|re|m)\s)(?:also\s)?"
    r"(?:arriving|coming|departing|heading|hosting|leaving|returning|travell?ing|visiting)"
)
# 麦吉尼斯中将5月16日表示: a general's rank; 已将周三的事件告知 moves an object.
NO_GENERAL = "(?!(?<=[中上少大名主已])将)"


@dataclass(frozen=True)
class Cues:
    """The cue words of a set of lexicons, compiled: 将于, 计划, 早在; the English ones as whole
    words.
    """

    words: DateWords

    @cached_property
    def any_zh(self) -> re.Pattern[str]:
        """Any Chinese cue, and 到, which may set an aim."""
        return re.compile(f"到$|{self.words.pattern('future_zh', 'plan_cue_zh', 'flashback_zh')}")

    @cached_property
    def identifies_zh(self) -> re.Pattern[str]:
        """A clause that makes a date a part of a name, its verb right before 的: 签署的. 通过由某国
        提出的 has its predicate before.
        """
        verbs = self.words.pattern("making_zh")
        predicates = "|".join(word for word in self.words.values("predicate_zh") if len(word) > 1)
        return re.compile(
            rf"(?:(?!{verbs}|{predicates or '(?!)'})[^,。;、:!?\s“”《》()]){{0,12}}(?:{verbs}){{1,2}}的"
        )

    @cached_property
    def plan_zh(self) -> re.Pattern[str]:
        """A cue of a plan or a demand: 计划, 要求."""
        return re.compile(self.words.pattern("plan_cue_zh"))

    @cached_property
    def flashback_zh(self) -> re.Pattern[str]:
        """A cue of a flashback: 早在."""
        return re.compile(self.words.pattern("flashback_zh"))

    @cached_property
    def plan_en(self) -> re.Pattern[str]:
        """Is expected to open in."""
        return whole_word(self.words, "plan_cue_en")

    @cached_property
    def flashback_en(self) -> re.Pattern[str]:
        """As early as."""
        return whole_word(self.words, "flashback_en")

    @cached_property
    def coming(self) -> frozenset[str]:
        """Words of what is to come in front of a verb: 将公布."""
        return frozenset(self.words.values("future_zh"))

    @cached_property
    def told(self) -> frozenset[str]:
        """Words of what is done: 已, 宣布."""
        return frozenset(self.words.values("told_zh"))

    @cached_property
    def scheduled(self) -> frozenset[str]:
        """Verbs of what is set for its day, or that tell of no act: 展会1月5日开幕."""
        return frozenset(self.words.values("scheduled_zh"))

    @cached_property
    def near_coming_zh(self) -> re.Pattern[str]:
        """The last word of what is to come in front of a date: 预计6月."""
        words = rf"{NO_GENERAL}(?:{self.words.pattern('future_zh')})"
        return re.compile(rf"{words}(?!.*{words})")

    @cached_property
    def occasion_zh(self) -> re.Pattern[str]:
        """What is held at set times, behind its date: 11月的总统选举."""
        nouns = self.words.pattern("occasion_zh")
        return re.compile(
            rf"(?:(?:举行|举办|召开|进行)的|的|份)?[^,。;:!?\s的了已曾]{{0,6}}?(?:{nouns})(?![^,。;!?]{{0,6}}(?:[了过]|大败|惨败|失利|大胜))"
        )

    @cached_property
    def day_of_zh(self) -> re.Pattern[str]:
        """An event in front of its day: 签约当天, 爆炸发生的当晚."""
        return re.compile(rf"(?:{self.words.pattern('day_of_zh')})的?\s?\Z")

    @cached_property
    def occasion_en(self) -> re.Pattern[str]:
        """What is held at set times, behind its date: the November general election."""
        nouns = self.words.pattern("occasion_en")
        return re.compile(rf"(?:['’]s)?\s(?:[a-zA-Z-]+\s){{0,2}}?(?:{nouns})s?\b", re.IGNORECASE)

    @cached_property
    def said_zh(self) -> re.Pattern[str]:
        """Who spoke, or when: 4月表示, 4月在记者会上说."""
        verbs = self.words.pattern("said_zh")
        return re.compile(rf"\s?(?:(?:在|对|向|告诉)[^,。;:!?\s]{{1,12}})?(?:{verbs})")

    @cached_property
    def said_en(self) -> re.Pattern[str]:
        """Said in, told reporters in."""
        verbs = self.words.pattern("said_en")
        return re.compile(rf"\b(?:{verbs})\s(?:[a-z]+\s){{0,2}}$", re.IGNORECASE)

    @cached_property
    def lasting_on_zh(self) -> re.Pattern[str]:
        """What goes on up to a day to come: 推迟至, 有效期延长到."""
        return re.compile(rf"(?:{self.words.pattern('lasting_on_zh')})[^,。;:]{{0,4}}[至到]\Z")

    @cached_property
    def lasting_en(self) -> re.Pattern[str]:
        """What goes on up to a day to come: postponed until, has until, remains in force until."""
        verbs = self.words.pattern("lasting_en")
        return re.compile(
            rf"\b(?:{verbs})\b[^,;.:]{{0,40}}\s(?:until|till|through)(?:\s[0-9]{{1,2}}(?::[0-9]{{2}})?\s?[ap]\.?m\.?(?:\s[A-Z]{{2,4}})?)?\s\Z",
            re.IGNORECASE,
        )

    @cached_property
    def verbs_en(self) -> re.Pattern[str]:
        """A verb that governs a date: of what is to come, of what is done, or, of a plan that was
        (was expected), of neither.
        """
        coming = f"{ON_THE_WAY}|{self.words.pattern('future_en')}"
        done = self.words.pattern("done_en")
        planned = r"(?:was|were|had|been)\s(?:[a-z]+ly\s)?"
        return re.compile(
            rf"(?:\b|(?=['’]))(?:(?P<open>{planned}(?:{coming}))|(?P<coming>(?:{coming})(?:\s(?:not|be|[a-z]+ly))*(?:\s[a-z]+)?)"
            rf"|(?P<done>{done}|[a-z]{{2,}}ed))\b",
            re.IGNORECASE,
        )


def whole_word(words: DateWords, name: str) -> re.Pattern[str]:
    """Return the words of a list as whole words in either case."""
    return re.compile(rf"\b(?:{words.pattern(name)})\b", re.IGNORECASE)
