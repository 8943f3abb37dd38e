"""Which office a name means: what supports a surname alone, which term the day of the text is in."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from pipeline.persons.terms import Known, Term, organization_on
from pipeline.persons.titles import Title


@dataclass(frozen=True, slots=True)
class Meaning:
    """The terms that a name means here, why, and the body on the day of the text."""

    terms: tuple[Term, ...]
    id: str
    rule: str


def meaning_of(known: Known, title: Title | None, told: Container[str], day: str) -> Meaning | None:
    """Return what a name means: that of its title, else of its full name; None for a surname alone
    that nothing supports.
    """
    every = (*known.sure, *known.weak)
    titled = tuple(term for term in every if title and title.is_of(term))
    again = tuple(term for term in known.weak if term.name in told)
    terms = _one_person(titled) or known.sure or again
    if not terms:
        return None
    reason = "" if titled or known.sure else "+named-in-full-before"
    is_former = title is not None and title.is_former
    body = "" if is_former else organization_on(terms, day)
    if not day and titled and not is_former:
        body = terms[0].organization
    row = next((term.row for term in terms if term.holds_on(day)), terms[0].row)
    in_office = "+in-office" if body and day else ""
    return Meaning(terms, body, f"persons.csv:{row}{reason}{in_office}")


def _one_person(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return terms where they are of one person: a title that two have tells nothing."""
    return tuple(terms) if len({term.name for term in terms}) == 1 else ()
