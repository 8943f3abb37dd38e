"""The events of all articles to stories: one row for each event that several articles tell.

Two events are one story where days, type and agents agree, and the things acted upon agree by id or
nearly by letter. Precision goes before recall: what has no agent with an id is never joined.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.plain import plain_form
from pipeline.tables.rows import DocumentRow, DocumentRows, EventRow, IsoDate, Items, StoryRow

LONGEST_PERIOD = 31  # days that an article may leave open: "in July" tells of 10 July
FARTHEST_DAYS = 1  # between the day in one time zone and in another
LEAST_ALIKE = 80.0  # objects without ids, by rapidfuzz's ratio (0 to 100)
Ids = frozenset[str]


@dataclass(frozen=True)
class Telling:
    """An event as one article tells it."""

    event: EventRow
    document: DocumentRow
    first: dt.date
    last: dt.date
    agents: Ids
    things: Ids

    def agrees_with(self, other: "Telling") -> bool:
        """Tell whether two tellings are of one event."""
        return (
            self.event.event_type == other.event.event_type
            and bool(self.agents & other.agents)
            and self._agrees_in_days(other)
            and self._agrees_in_things(other)
        )

    def _agrees_in_days(self, other: "Telling") -> bool:
        """Tell whether one period holds the other, or two single days are next to each other."""
        narrow, wide = sorted((self, other), key=lambda told: told.last - told.first)
        if (wide.last - wide.first).days >= LONGEST_PERIOD:
            return (narrow.first, narrow.last) == (wide.first, wide.last)
        if wide.first == wide.last:
            return abs((wide.first - narrow.first).days) <= FARTHEST_DAYS
        return wide.first <= narrow.first and narrow.last <= wide.last

    def _agrees_in_things(self, other: "Telling") -> bool:
        if self.things and other.things:
            return bool(self.things & other.things)
        return _alike(self.event.objects, other.event.objects)


@dataclass
class Story:
    """Tellings of one event, in order; the first one decides what belongs to it."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def articles(self) -> list[str]:
        """Return the ids of the articles, each once."""
        return list(dict.fromkeys(told.event.doc_id for told in self.tellings))


def story_rows(documents: Iterable[DocumentRows]) -> list[StoryRow]:
    """Return the stories that two or more articles tell, by day; copies tell nothing of their own."""
    found = [_row(story) for story in _stories(documents) if len(story.articles) > 1]
    return sorted(found, key=lambda row: (row.start_date, row.end_date, row.story_id))


def _stories(documents: Iterable[DocumentRows]) -> list[Story]:
    stories: list[Story] = []
    of_agent: defaultdict[str, list[Story]] = defaultdict(list)
    for told in sorted(_tellings(documents), key=_order):
        near = (story for agent in sorted(told.agents) for story in of_agent[agent])
        story = next((story for story in near if told.agrees_with(story.tellings[0])), None)
        if story is None:
            story = Story()
            stories.append(story)
            for agent in told.agents:
                of_agent[agent].append(story)
        story.tellings.append(told)
    return stories


def _tellings(documents: Iterable[DocumentRows]) -> Iterator[Telling]:
    """Yield the events whose days and agents are known, of the articles that are no copies."""
    for rows in documents:
        for event in rows.events:
            agents = _ids(event.actor_ids)
            if rows.document.duplicate_of or event.modality == "negated" or not agents:
                continue
            if event.start_date and event.end_date:
                first, last = map(dt.date.fromisoformat, (event.start_date, event.end_date))
                things = _ids((*event.object_ids, *event.recipient_ids, *event.technology_ids))
                yield Telling(event, rows.document, first, last, agents, things - agents)


def _order(told: Telling) -> tuple[dt.timedelta, bool, str, str, int]:
    """Order the most exact first, then as they were published."""
    document = told.document
    return (
        told.last - told.first, not document.published, document.published, document.path,
        told.event.start,
    )  # fmt: skip


def _ids(cells: Iterable[str]) -> Ids:
    """Return the ids of list cells; 双方 leads to two."""
    return frozenset(row_id for cell in cells for row_id in cell.split("+") if row_id)


def _alike(some: Items, others: Items) -> bool:
    from rapidfuzz import fuzz

    return any(
        fuzz.ratio(plain_form(one).lower(), plain_form(other).lower()) >= LEAST_ALIKE
        for one in some
        for other in others
    )


def _row(story: Story) -> StoryRow:
    told = sorted(story.tellings, key=lambda telling: _order(telling)[1:])
    exact = story.tellings[0].event
    days = [told.document.published for told in story.tellings if told.document.published]
    return StoryRow(
        story_id=f"story.{exact.event_id}",
        start_date=exact.start_date,
        end_date=exact.end_date,
        event_type=exact.event_type,
        actors=_most_told(telling.event.actors for telling in told),
        objects=_most_told(telling.event.objects for telling in told),
        articles=len(story.articles),
        first_published=IsoDate(min(days, default="")),
        event_ids=tuple(telling.event.event_id for telling in told),
        disagreements=tuple(_disagreements(told)),
    )


def _most_told(cells: Iterable[Items]) -> Items:
    """Return what most articles say, of equals what the first one says."""
    told = Counter(filter(None, cells)).most_common(1)
    return told[0][0] if told else ()


def _disagreements(told: Sequence[Telling]) -> Iterator[str]:
    """Yield where the articles differ and what each says, in the order of publication."""
    events = [telling.event for telling in told]
    if len({(event.start_date, event.end_date) for event in events}) > 1:
        yield _ways("days", [dict.fromkeys((event.start_date, event.end_date)) for event in events])
    if len({telling.agents for telling in told}) > 1:
        yield _ways("actors", [event.actors for event in events])
    if len({telling.things for telling in told if telling.things}) > 1:
        yield _ways("objects", [event.objects for event in events])


def _ways(name: str, said: Iterable[Iterable[str]]) -> str:
    """Write what was said, each way once.

    >>> _ways('actors', [('美国',), ('美国', '日本'), ('美国',)])
    'actors: 美国 / 美国, 日本'
    """
    return f"{name}: {' / '.join(dict.fromkeys(', '.join(items) for items in said if items))}"
