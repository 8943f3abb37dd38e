"""Persons: those in office by the lexicon, and names that a title gives away, each with the body that
the person acts for.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from pipeline.document import NameMention
from pipeline.names.context import NameContext
from pipeline.persons.beside import Titles
from pipeline.persons.knowledge import PersonKnowledge
from pipeline.persons.known import KnownName, known_names
from pipeline.persons.meaning import meaning_of
from pipeline.persons.mention import PersonMention
from pipeline.persons.titles import Title
from pipeline.spans import Taken, longest
from pipeline.text import Span

__all__ = ["PersonKnowledge", "PersonMention", "find_persons"]


def find_persons(
    view: NameContext,
    organizations: Sequence[NameMention],
    published: dt.date | None,
    knowledge: PersonKnowledge,
) -> list[PersonMention]:
    """Find persons with their titles: 英国首相约翰逊, Commerce Secretary Gina Raimondo.

    A name inside an organization's is none (拜登政府). The id is that of the body on the day of
    publication; of a known person outside the years of office there is none.
    """
    day = published.isoformat() if published else ""
    taken = Taken(one.span for one in organizations)
    titles = Titles(view, organizations, knowledge)
    known = [name for name in known_names(view, knowledge) if taken.is_free(name.span)]
    mentions = list(_known(known, titles, day))
    settled = Taken(mention.person for mention in mentions)
    for title, name in titles.with_unknown_names():
        if settled.is_free(name) and taken.is_free(name):
            mentions.append(_titled(title, name, titles))
    return longest(mentions)


def _known(names: Sequence[KnownName], titles: Titles, day: str) -> Iterator[PersonMention]:
    """Yield the persons of the lexicon, a surname alone where its title or full name supports it."""
    told = set[str]()
    for name in names:
        before = titles.before(name.span)
        behind = None if before else titles.behind(name.span.end)
        meaning = meaning_of(name.known, before or behind, told, day)
        if meaning is None:
            continue
        told.update(term.name for term in meaning.terms)
        start = before.span.start if before else name.span.start
        end = behind.span.end if behind else name.span.end
        reason = "+title-before" if before else "+title-behind" if behind else ""
        yield PersonMention(
            Span(start, end), meaning.id, meaning.terms[0].name, "person", "lexicon",
            meaning.rule + reason, name.span, meaning.terms, bool(before and before.is_former),
        )  # fmt: skip


def _titled(title: Title, name: Span, titles: Titles) -> PersonMention:
    """Return the person of a name that no list has behind a title."""
    knowledge = titles.knowledge
    body = title.organization(knowledge.offices.bodies, knowledge.members)
    rule = "name-behind-title" + ("+office-of-title" if body else "")
    return PersonMention(
        Span(title.span.start, name.end), body, titles.text(name), "person", "rule", rule, name,
        is_former=title.is_former,
    )  # fmt: skip
