"""Who does it in an English sentence: names, persons and roles before a verb, or behind its by."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.document import DateMention
from pipeline.events.chart import Chart
from pipeline.events.draft import Agent
from pipeline.events.english_verbs import EnglishRegion, Verb
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

AGENT = re.compile(r"\bby\s+(?:the\s+|a\s+|an\s+)?")
CAPITALIZED = re.compile(r"[A-Z][\w’'-]*\.?(?:\s+(?:(?:de|van|von|der|bin|al)\s+)?[A-Z][\w’'-]*)*")
WORD_BEFORE = re.compile(r"([A-Za-z]+)\s+(?:the\s+|a\s+|an\s+)?$")
WORD_LAST = re.compile(r"\b([A-Za-z]+) (?:[a-z]+ly |has |had |have |also |then |will |would )*\Z")
POSSESSIVE = re.compile(r"['’]s?\s")
WORD_BEHIND = re.compile(r" ([a-z][a-z-]*)")
LETTERS = re.compile(r"[A-Za-z]+")
PERSONAL = ("statement", "personnel", "legislation", "regulation", "agreement", "meeting")
FARTHEST_BACK = 4  # verbs that may share a subject: X met, agreed and signed
BEFORE = 40  # characters


class Agents:
    """The names and persons of a sentence, in order."""

    def __init__(self, chart: Chart, sentence: EnglishRegion, words: Vocabulary):
        self._plain = chart.document.plain
        self._sentence, self._words = sentence, words
        self._named = [
            Agent(token.span, token.id)
            for token in chart.tokens(sentence.region, words)
            if token.tag in (Tag.NAME, Tag.PLACE)
        ]
        self._starts = [agent.span.start for agent in self._named]
        self._verbs = set(sentence.verb_starts)

    def of(self, verb: Verb, clause: Span, event_type: str) -> list[Agent]:
        """Return the agents of a verb: the name behind by in a passive, else its subject."""
        if verb.passive or self._plain.startswith(" by ", verb.span.end):
            mark = AGENT.search(self._plain, verb.span.end, clause.end)
            return self._agent(Span(mark.end(), clause.end)) if mark else []
        if (pronoun := self._pronoun(verb)) is not None:
            return [pronoun]
        for zone in self._zones(verb):
            subjects = (d for d in self._inside(zone) if self._is_subject(d, zone))
            if found := [d for d in map(self._with_head, subjects) if d is not None]:
                return self._without_owners(found)
            if found := list(self._others(zone, event_type)):
                return found
        return []

    def _agent(self, zone: Span) -> list[Agent]:
        """Return who stands behind a by: a known name, else a capitalized one."""
        person = CAPITALIZED.match(self._plain, zone.start, zone.end)
        return self._inside(zone)[:1] or ([Agent(Span(*person.span()), "")] if person else [])

    def _pronoun(self, verb: Verb) -> Agent | None:
        found = WORD_LAST.search(self._plain, max(0, verb.span.start - BEFORE), verb.span.start)
        if found is None or not self._words.has("pronoun_actor", found.group(1).lower()):
            return None
        return Agent(Span(*found.span(1)), "")

    def beside(self, date: DateMention, rule: str) -> list[Agent]:
        """Return who stands before a date whose verb is left out: Japan in 2021."""
        if rule != "far":
            return []
        starts, borders = self._sentence.border_starts, self._sentence.borders
        index = bisect_left(starts, date.span.start)
        start = borders[index - 1].span.end if index else self._sentence.region.start
        zone = Span(max(start, date.span.start - BEFORE), date.span.start)
        return [d for d in self._inside(zone) if self._is_subject(d, zone)][-1:]

    def _zones(self, verb: Verb) -> Iterator[Span]:
        """Yield where the subject may stand: before the verb, else before those it follows."""
        borders, starts = self._sentence.borders, self._sentence.border_starts
        index = bisect_left(starts, verb.span.start) - 1
        while index >= 0 and borders[index].kind == "comma":
            index -= 1
        opening = borders[index].span.end if index >= 0 else self._sentence.region.start
        end = verb.span.start
        former = bisect_left(self._sentence.verb_starts, end)
        for place in range(former - 1, max(-1, former - 1 - FARTHEST_BACK), -1):
            before = self._sentence.verbs[place]
            if before.span.start < opening:
                break
            if before.finite:
                yield Span(before.span.end, end)
                end = before.span.start
        yield Span(opening, end)
        if index >= 0 and borders[index].kind == "relative":
            yield Span(max(self._sentence.region.start, opening - 2 * BEFORE), opening)

    def _inside(self, zone: Span) -> list[Agent]:
        first = bisect_left(self._starts, zone.start)
        return self._named[first : bisect_left(self._starts, zone.end, first)]

    def _is_subject(self, agent: Agent, zone: Span) -> bool:
        """Tell whether no preposition leads to a name: in Washington, but Officials from Japan."""
        before = self._plain[max(zone.start, agent.span.start - BEFORE) : agent.span.start]
        found = WORD_BEFORE.search(before)
        word = found.group(1).lower() if found else ""
        return not self._words.has("preposition", word) or self._words.has("subject_opener", word)

    def _with_head(self, agent: Agent) -> Agent | None:
        """Return a name, or an adjective with the role behind it: Chinese customers; no Dutch
        regulation.
        """
        following = WORD_BEHIND.match(self._plain, agent.span.end)
        if following is None or self._goes_on(following):
            return agent
        if self._words.has("role", following.group(1)):
            return Agent(Span(agent.span.start, following.end()), agent.id)
        return None

    def _goes_on(self, word: re.Match[str]) -> bool:
        """Tell whether a word behind a name is no noun of its phrase: a verb, an auxiliary."""
        text = word.group(1)
        verb = word.start(1) in self._verbs or self._plain.startswith(
            (" to ", " that "), word.end()
        )
        names = ("be", "auxiliary", "perfect", "preposition", "adverb", "subordinate", "relative")
        joins = text in ("and", "or", "but") or text.endswith("ly")
        return verb or joins or any(self._words.has(name, text) for name in names)

    def _without_owners(self, agents: list[Agent]) -> list[Agent]:
        """Leave out whose it is: the China of China's Ministry of Commerce."""
        kept = [d for d in agents if not POSSESSIVE.match(self._plain, d.span.end)]
        return kept or agents

    def _others(self, zone: Span, event_type: str) -> Iterator[Agent]:
        """Yield a person or a role at the end of a zone: Minister Klever, the company, it."""
        last = None
        for match in CAPITALIZED.finditer(self._plain, zone.start, zone.end):
            span = self._without_function_words(Span(*match.span()))
            if span is not None and self._is_person(span, event_type) and self._is_free(span, zone):
                last = span
        if last is None:
            roles = LETTERS.finditer(self._plain, zone.start, zone.end)
            last = next((Span(*m.span()) for m in roles if self._is_role(m.group())), None)
        if last is not None:
            yield Agent(last, "")

    def _is_free(self, span: Span, zone: Span) -> bool:
        """Tell whether a stretch is no date, no known name, and led to by no preposition."""
        dates = self._sentence.dates
        index = bisect_left(dates, Span(span.end, 0)) - 1
        dated = index >= 0 and dates[index].end > span.start
        named = any(agent.span.overlaps(span) for agent in self._inside(zone))
        return not dated and not named and self._is_subject(Agent(span, ""), zone)

    def _without_function_words(self, span: Span) -> Span | None:
        start = span.start
        for match in LETTERS.finditer(self._plain, span.start, span.end):
            if not self._is_function_word(match.group().lower()):
                return Span(match.start(), span.end)
            start = match.end()
        return None if start == span.end else Span(start, span.end)

    def _is_function_word(self, word: str) -> bool:
        names = ("preposition", "determiner", "subordinate", "relative", "pronoun_actor", "adverb")
        return any(self._words.has(name, word) for name in names)

    def _is_person(self, span: Span, event_type: str) -> bool:
        parts = self._plain[span.start : span.end].split()
        titled = len(parts) > 1 and any(self._words.has("title", part.strip(".")) for part in parts)
        return titled or (event_type in PERSONAL and not parts[-1].isupper())

    def _is_role(self, word: str) -> bool:
        lower = word.lower()
        return self._words.has("role", lower) or self._words.has("pronoun_actor", lower)
