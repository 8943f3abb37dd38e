"""The cue words of a set of lexicons to patterns, and what the words of a clause say about a date."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.words import DateWords


@dataclass(frozen=True, slots=True)
class Hints:
    """What the words of a clause say about the date behind them."""

    is_future: bool = False
    is_planned: bool = False
    is_flashback: bool = False
    is_restrictive: bool = False
    is_term: bool = False


NO_HINTS = Hints()


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
    def future_zh(self) -> re.Pattern[str]:
        """A cue of the future next to a date: 将于."""
        return re.compile(self.words.pattern("future_zh"))

    @cached_property
    def plan_zh(self) -> re.Pattern[str]:
        """A cue of a plan or a demand: 计划, 要求."""
        return re.compile(self.words.pattern("plan_cue_zh"))

    @cached_property
    def flashback_zh(self) -> re.Pattern[str]:
        """A cue of a flashback: 早在."""
        return re.compile(self.words.pattern("flashback_zh"))

    @cached_property
    def future_en(self) -> re.Pattern[str]:
        """Will take effect on."""
        return whole_word(self.words, "future_en")

    @cached_property
    def plan_en(self) -> re.Pattern[str]:
        """Is expected to open in."""
        return whole_word(self.words, "plan_cue_en")

    @cached_property
    def flashback_en(self) -> re.Pattern[str]:
        """As early as."""
        return whole_word(self.words, "flashback_en")


def whole_word(words: DateWords, name: str) -> re.Pattern[str]:
    """Return the words of a list as whole words in either case."""
    return re.compile(rf"\b(?:{words.pattern(name)})\b", re.IGNORECASE)
