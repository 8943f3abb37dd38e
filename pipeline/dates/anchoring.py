"""Where expressions stand, and the dates of the text that a later one may lean on, newest first.

How far a date lends is its scope (see `scope.py`): document; sentence (a flashback, a
quotation); clause (a plan or a deadline: a target lends to month and day only in its own clause
chain, up to a semicolon); term (what ended then: as a clause, but 当年 may mean it later); echo (自2019年, by 2030: only 同年 in the same chain may mean it); link
(两个月后 was counted, nobody wrote it down: only the date joined to it, 一年后的11月25日, takes its
year); nothing.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.dates.expression import Scope, Unit
from pipeline.dates.setting import Setting
from pipeline.text import Span

LINK = 3  # characters between 一年后的 and the date behind it
MOST_LENDERS, MOST_NEAR = 4, 6  # dates remembered: of the document by year, of a sentence
UNIT_DEPTH: dict[Unit, int] = {
    "year": 0,
    "quarter": 0,
    "half": 0,
    "decade": 0,
    "century": 0,
    "month": 1,
    "week": 2,
    "day": 2,
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that others lean on; `origin` is the mention that says its year, `depth` 0 year, 1
    month, 2 day; `last` the last day of a range of days (10日至11日), which 三天后 counts from; `is_quarter`
    that it is a quarter, which the year-earlier quarter counts from; `is_now` that it is 今天 or 今年,
    `is_relative` that it was counted itself: 上月.
    """

    span: Span
    origin: Span
    start: dt.date
    depth: int
    place: Setting
    last: dt.date | None = None
    is_quarter: bool = False
    is_now: bool = False
    is_relative: bool = False

    def lends_to(self, place: Setting) -> bool:
        """Tell whether a date of the same sentence may take its year from here."""
        if self.place.scope == Scope.LINK:
            return place.start - self.span.end <= LINK
        if self.place.scope in (Scope.CLAUSE, Scope.TERM):
            return self.place.chain == place.chain
        return self.place.scope in (Scope.DOCUMENT, Scope.SENTENCE)

    def is_meant_by(self, place: Setting) -> bool:
        """Tell whether 同年 in the same sentence may mean it."""
        if self.place.scope in (Scope.CLAUSE, Scope.TERM, Scope.ECHO):
            return self.place.chain == place.chain
        return self.place.scope in (Scope.DOCUMENT, Scope.SENTENCE)


Latest = tuple[Anchor | None, Anchor | None, Anchor | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What the dates of a text told one after the other: `run` of them told of the latest `year`;
    `is_day_lost` tells that the day named last is unknown, `quarter` is the quarter told last, `then`
    the sentence of a 当年 that nobody can place, `dispatch` the day of the latest dispatch (5月6日电).
    """

    run: int = 0
    year: int = 0
    is_day_lost: bool = False
    quarter: Anchor | None = None
    then: int = 0
    dispatch: Anchor | None = None

    def after(self, anchor: Anchor) -> "Told":
        """Count one more date."""
        year = anchor.start.year
        run = self.run + 1 if year == self.year else 1
        is_lost = self.is_day_lost and anchor.depth < UNIT_DEPTH["day"]
        quarter = anchor if anchor.is_quarter else self.quarter
        dispatch = anchor if anchor.place.is_dispatch else self.dispatch
        return Told(run, year, is_lost, quarter, self.then, dispatch)


@dataclass(frozen=True, slots=True)
class Memory:
    """The dates before this point that can be leaned on.

    `head` is the first date of the latest sentence, `near` the dates of the latest sentence,
    `lenders` those that lend their year to the document, one for a year, `latest` the latest ones
    by depth that 同年 (0), 同月 (1) and 次日 (2) may mean in a later sentence. `is_blocked` tells
    that the time of the story is one that only the missing day of publication could tell, `heading` is the latest year of a chronicle that
    has its line to itself; `is_undated` tells that the text is a dispatch of an unknown year; `told` is what the dates
    in a row told.
    """

    head: Anchor | None = None
    near: tuple[Anchor, ...] = ()
    lenders: tuple[Anchor, ...] = ()
    latest: Latest = (None, None, None)
    is_blocked: bool = False
    heading: Anchor | None = None
    is_undated: bool = False
    told: Told = Told()

    @property
    def neighbor(self) -> Anchor | None:
        """The latest date at all."""
        return self.near[0] if self.near else None

    def with_anchor(self, anchor: Anchor) -> "Memory":
        """Remember one more date; one of an earlier year than the head of its sentence looks back
        and lends nothing beyond it.
        """
        told = self.told.after(anchor)
        if anchor.place.is_aside and self._is_behind(anchor):
            anchor = replace(anchor, place=replace(anchor.place, scope=Scope.ECHO))
        scope, place = anchor.place.scope, anchor.place
        if scope == Scope.NOTHING:
            return replace(self, told=told)
        same = bool(self.near) and self.near[0].place.sentence == place.sentence
        near = (anchor, *self.near[: MOST_NEAR - 1]) if same else (anchor,)
        head = self.head if self.head and self.head.place.sentence == place.sentence else None
        if scope in (Scope.CLAUSE, Scope.ECHO, Scope.LINK):
            return replace(self, head=head, near=near, told=told)
        if scope == Scope.TERM:
            latest = self._with_latest(anchor)
            return replace(self, head=head, near=near, latest=latest, told=told)
        head = head or anchor
        if anchor.start.year < head.start.year:
            return replace(self, head=head, near=near, told=told)
        is_lender = scope == Scope.DOCUMENT and not self._is_look_back(anchor)
        lenders = self._with_lender(anchor) if is_lender else self.lenders
        heading = anchor if place.is_heading else self._heading_after(anchor)
        latest = self._with_latest(anchor)
        is_undated = self.is_undated
        return Memory(head, near, lenders, latest, False, heading, is_undated, told)

    def without_day(self) -> "Memory":
        """Forget the days: the latest day named is unknown, and 次日 can mean no other."""
        near = tuple(replace(one, depth=min(one.depth, 1), last=None) for one in self.near)
        told = replace(self.told, is_day_lost=True)
        return replace(self, near=near, latest=(*self.latest[:2], None), told=told)

    def latest_day(self, place: Setting) -> Anchor | None:
        """Return the day, or range of days, that the latest sentence told last, if that is this
        one or the one before in the paragraph.
        """
        for anchor in self.near:
            is_near = place.sentence - anchor.place.sentence <= 1
            if not is_near or anchor.place.paragraph != place.paragraph:
                return None
            if (anchor.depth == UNIT_DEPTH["day"] or anchor.last) and anchor.is_meant_by(place):
                return anchor
        return None

    def _heading_after(self, anchor: Anchor) -> Anchor | None:
        """Return the heading that still holds: a later year, or a line that begins with a year of
        its own, ends the chronicle of the last one.
        """
        if self.heading is None or anchor.start.year > self.heading.start.year:
            return None
        is_own = anchor.place.opens_line and anchor.origin == anchor.span
        return None if is_own else self.heading

    def _is_behind(self, anchor: Anchor) -> bool:
        """Tell whether a date lies in a year before what is being told, or before what is told
        without its year (今年1月, where the day of publication is unknown).
        """
        told = self.head or (self.lenders[0] if self.lenders else None)
        return self.is_blocked or (told is not None and anchor.start.year < told.start.year)

    def _is_look_back(self, anchor: Anchor) -> bool:
        """Tell whether a bare year goes back behind what is being told (a licence that lapsed in
        2019): one that opens its sentence begins a new stretch instead.
        """
        told = self.lenders[0] if self.lenders else None
        if told is None or anchor.depth or not told.depth or anchor.place.opens_sentence:
            return False
        return anchor.start.year < told.start.year

    def _with_lender(self, anchor: Anchor) -> tuple[Anchor, ...]:
        others = [one for one in self.lenders if one.start.year != anchor.start.year]
        return (anchor, *others[: MOST_LENDERS - 1])

    def _with_latest(self, anchor: Anchor) -> Latest:
        year, month, day = (
            anchor if anchor.depth >= depth else known for depth, known in enumerate(self.latest)
        )
        return year, month, day

    def year_lenders(self, place: Setting) -> Iterator[Anchor]:
        """Yield the dates that may give a missing year: of the same sentence, else of the
        document, the nearest first.
        """
        own = self.own_lenders(place)
        yield from own
        yield from (lender for lender in self.lenders if lender not in own)

    def own_lenders(self, place: Setting) -> list[Anchor]:
        """Return the dates of the same sentence that lend so far, the nearest first; in front of
        them the heading of a chronicle that a line begins below.
        """
        near = self.near if self.near and self.near[0].place.sentence == place.sentence else ()
        own = [anchor for anchor in near if anchor.lends_to(place)]
        return [self.heading, *own] if place.opens_line and self.heading else own

    def nearest(self, place: Setting, depth: int) -> Anchor | None:
        """Return the nearest date that is precise enough: of this sentence if it can be, else of
        those before.
        """
        if self.near and self.near[0].place.sentence == place.sentence:
            for anchor in self.near:
                if anchor.depth >= depth and anchor.is_meant_by(place):
                    return anchor
        return self.latest[depth]
