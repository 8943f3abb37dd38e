"""“Today” in English text to whether it means the day or nowadays: Today, every school is open."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.words import DateWords

LONGEST_BEFORE, LONGEST_SENTENCE = 24, 300  # bound the work
OPENS = re.compile(
    r"(?:^|[.!?:;—”\"*>\n]\s{0,3})(?:(?:but|and|yet|so|still|however)(?: yet)?,?\s)?\Z",
    re.IGNORECASE,
)
# Today, however, proves: of the day.
COMMA = re.compile(r",\s(?![a-z]+,\s)")
# President Donald J. Trump, the U.S. Treasury: no end of a sentence.
SENTENCE_END = re.compile(r"(?<![A-Z])[.!?](?:\s|\Z)|\n\n")
# A speaker's today is the day, and so is that of what somebody announces at the time.
AT_THE_TIME = r"I|[Ww]e|us|our|my|will|(?:is|are|am)\s(?:[a-z]+ly\s|also\s)?[a-z]+ing"
# Even today, what we have today, today and in the future.
AS_EVER = re.compile(
    r"\b(?:even|in place|(?:what|than) we have|(?:like|as) it is)\s\Z", re.IGNORECASE
)
AND_ON = re.compile(r"\s(?:and|or)\s(?:in the future|for (?:generations|years|decades))\b")
# The challenges of today and tomorrow.
OF_NOW, AND_TOMORROW = re.compile(r"\bof\s\Z", re.IGNORECASE), re.compile(r"\sand\stomorrow\b")
# Today, in 2023, the rate is lower; today, we know better.
THESE_DAYS = re.compile(r"in\s(?:19|20)[0-9]{2},|we\sknow\b")
OWNING = ("has", "have")  # the bank has branches
PRESENT = re.compile(r"\b(?:is|are|has|have|does|do|[a-z]{2,}s)\b")


@dataclass(frozen=True, eq=False)
class Nowadays:
    """What tells nowadays from the day, with the words of a set of lexicons."""

    words: DateWords

    @cached_property
    def _of_the_day(self) -> re.Pattern[str]:
        """A verb of what is done, a speaker, what somebody announces: of the day itself."""
        done = "|".join(word for word in self.words.patterns("done_en") if word not in OWNING)
        return re.compile(rf"\b(?:{AT_THE_TIME}|(?:{done}|[a-z]{{2,}}ed))\b")

    def is_meant(self, plain: str, start: int, end: int) -> bool:
        """Tell whether today opens a sentence in the present tense that nobody tells of as done, or
        stands for the present.

        Today, extremists pass book bans; not: Today, we honor them, nor: Today, the bureau issued.
        """
        before = plain[max(0, start - LONGEST_BEFORE) : start]
        if AS_EVER.search(before) or AND_ON.match(plain, end):
            return True
        if OF_NOW.search(before) and AND_TOMORROW.match(plain, end):
            return True
        comma = COMMA.match(plain, end)
        if not comma or not OPENS.search(before):
            return False
        begin = comma.end()
        if THESE_DAYS.match(plain, begin):
            return True
        found = SENTENCE_END.search(plain, begin, begin + LONGEST_SENTENCE)
        sentence = plain[begin : found.start() if found else begin + LONGEST_SENTENCE]
        return not self._of_the_day.search(sentence) and PRESENT.search(sentence) is not None
