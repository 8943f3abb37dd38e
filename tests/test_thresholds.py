"""A number that decides has a case on either side of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.dates import find_dateline
from pipeline.plain import plain_form
from pipeline.segment import detect_language, find_sentences
from tests import naming, test_dates, test_markdown, test_repair
from tests.evaluation.thresholds import thresholds_of

# Numbers that only bound work or describe a form: no text comes out otherwise within reason.
BOUNDS = {
    "technologies.named.LONGEST_ADDRESS": "how far the ends of an address are looked for: a host is shorter",
    "repair.adjacent_repeats.SHORT": "from here on another search finds the same pairs",
    "repair.adjacent_repeats.GRAM": "how long the pieces are by which long pairs are looked up",
    "repair.breaks.WINDOW": "how far a line is looked back for: blanks of this width part nothing",
    "repair.chunk_markers.WINDOW": "how far a line is looked back for: no paragraph is longer",
    "repair.echo_runs.WIDEST_SLACK": "how many places are tried for the start of a pair",
    "repair.listings.MOST_ITEMS": "headlines per round; the next round takes those behind",
    "repair.note_series.FARTHEST": "how far the borders of a paragraph are looked for",
    "repair.word_borders.REACH": "no word is longer",
    "repair.spacing.LONGEST_DATE": "the longest form that the pattern knows is shorter",
    "repair.stages.MOST_ROUNDS": "damage is not nested so deep",
    "dates.anchoring.MOST_LENDERS": "dates kept in memory",
    "dates.anchoring.MOST_NEAR": "dates kept in memory",
    "dates.chinese.LONGEST_DISTANCE": "the longest form that the rows know is shorter",
    "dates.chinese.doubts.LONGEST_DECADES": "the longest form that the pattern knows is shorter",
    "dates.chinese.durations.LONGEST_START": "the longest form that the pattern knows is shorter",
    "dates.first_characters.WIDEST": "a wider class may begin with anything",
    "dates.chinese.patterns.LONGEST_PREFIX": "the longest form that the pattern knows is shorter",
    "dates.chinese.patterns.LONGEST_STAMP": "the longest form that the pattern knows is shorter",
    "dates.chinese.pieces.LONGEST_CUE": "the longest form that the pattern knows is as long",
    "dates.chinese.LONGEST_YEARLY": "the longest form that the pattern knows is as long",
    "dates.chinese.durations.HALF_A_MONTH": "days of half a month",
    "dates.english.ranges.LAST_MONTH": "months of a year",
    "dates.english.ranges.LONGEST_TIME": "the longest form that the pattern knows is shorter",
    "dates.chinese.nowadays.LONGEST_BEFORE": "the longest form that the pattern knows is shorter",
    "dates.english.nowadays.LONGEST_BEFORE": "the longest form that the pattern knows is shorter",
    "dates.english.nowadays.LONGEST_SENTENCE": "how far the end of a sentence is looked for",
    "dates.english.slashed.DAYS": "days of the longest month",
    "dates.english.slashed.LONGEST_BEFORE": "the longest form that the pattern knows is shorter",
    "dates.english.slashed.MONTHS": "months of a year",
    "dates.english.patterns.LONGEST_PREFIX": "the longest form that the pattern knows is shorter",
    "dates.chinese.LONGEST_RECURRENT": "the longest form that the pattern knows is as long",
    "dates.english.codes.LAST_CENTURY_SAID_SO": "years from here on are told by tens",
    "dates.english.codes.LONGEST_AGED": "the longest form that the pattern knows is shorter",
    "dates.english.months.ABBREVIATED": "letters of a month's short form",
    "dates.english.points.LONGEST_RECURRENT": "the longest form that the pattern knows is shorter",
    "dates.refusals.LONGEST_VERSION": "the longest form that the pattern knows is shorter",
    "dates.reported.LONGEST_LINE": "the longest form that the patterns know is shorter",
    "dates.soon.WEEK": "days of a week",
    "dates.tense.NEAREST": "the longest form that the words know is as long",
    "dates.tense.GOING": "the longest form that the words know is shorter",
    "dates.surroundings.LONGEST_DUE": "the longest form that the pattern knows is shorter",
    "organizations.products.LONGEST_ON": "the longest form that the pattern knows is shorter",
    "organizations.products.SENTENCE": "how far the ends of a line are looked for",
    "organizations.choice.DOUBTED": "what is refused and weighs less has no row",
    "organizations.choice.LONGEST": "longer names are told as of this length; weights decide",
    "organizations.choice.MOST_PARTS": "more words are told as so many; weights decide",
    "organizations.choice.MOST_TIMES": "more times are told as so many; weights decide",
    "organizations.english.LONGEST_OFFICIAL": "how far back an official is looked for: no title is longer",
    "organizations.choice.SURE": "a name so sure once is found again wherever it stands; weights decide",
    "organizations.english.MOST_BARE": "longer runs are phrases, hardly ever a name; weights decide",
    "organizations.english.SHORTEST_BARE": "shorter ones are hardly ever a name; weights decide",
    "names.context.FEWEST_LATIN": "what a shorter Latin word makes of a name is weighed",
    "dates.fiscal.LONGEST_NAME": "the longest name of the lexicon is shorter",
    "dates.publication.LONGEST_BACK": "29 February comes back after eight years at most",
    "organizations.cues.LONGEST_OBJECT": "the longest word of the lexicon is as long",
    "organizations.support.COUNTRY_CODE": "letters of an ISO code",
    "organizations.latin.BRACKET_WINDOW": "how far the beginning of a bracket is looked for",
    "organizations.legal_form.LONGEST_LEFT": "the segmenter cuts no more from a name's beginning",
    "names.LONGEST_OWNER": "no short form of a country before an entry is longer",
    "names.FARTHEST_INITIAL": "no term between a brand and its acronym has more words",
    "names.beginning.LONGEST_SYLLABLES": "the segmenter cuts foreign names into pieces of two",
    "names.context.SHORTEST_PHRASE": "a person's name without a surname has three characters",
    "organizations.latin.WINDOW": "the longest form that the pattern knows is shorter",
    "organizations.linked.SHORTEST_LINKED": "shorter names that differ do not reach the ratio",
    "names.ids.DIGITS": "digits of an id: hardly any two names share one",
    "names.aligned.FEWEST": "an acronym has two letters at least",
    "names.aligned.MOST": "no acronym of a Chinese term is longer",
    "organizations.english_proof.LONGEST_LINE": "how far the borders of a line are looked for",
    "organizations.legal_form.LONGEST": "no name is longer",
    "organizations.legal_form.SHORTEST": "shorter names are found by their head noun",
    "names.chinese.LONGEST_BRANCH": "the longest form that the pattern knows is shorter",
    "names.context.COUNTRY_CODE": "letters of an ISO code",
    "names.person.LONGEST_CHINESE": "a surname and a given name have three characters",
    "names.person.LONGEST_GIVEN": "a given name has two characters at most",
    "names.person.LONGEST_PART": "a part of a foreign name in Chinese is no longer",
    "names.chinese.FEWEST_LETTERS": "no name has one character",
    "names.chinese.LONGEST_QUOTED": "no name in quotation marks is longer",
    "organizations.english_proof.LONGEST_VERB": "no verb is longer",
    "organizations.legal_form.LONGEST_ALONE": "no name that fills a cell is longer",
    "organizations.local.MOST_DIVISIONS": "province, city and county: no place has more parts",
    "names.initials.WINDOW": "no name is longer",
    "technologies.open.LONGEST_MODIFIER": "the longest word of the lexicon is shorter",
    "technologies.english.SHORTEST_RUN": "no term with a modifier is shorter",
    "segment.languages.SAMPLE": "how much of a document is counted",
    "lexicon.cache.MOST_FILES": "how many files stay in the cache",
    "segment.english.MOST_CHUNKS": "how many pieces are remembered",
    "lexicon.cache.DIGEST": "bytes of a SHA-256",
    "lexicon.surfaces.STEM": "how much of a surface the automaton holds; the rest is compared",
}
# Those that still lack a case on either side.
OPEN = frozenset(
    [
        "dates.scope.PLAN",
        "lexicon.cells.MOST_SHOWN",
        "lexicon.gazetteer.UNMISTAKABLE",
        "lexicon.values.FEWEST_LETTERS",
        "lexicon.values.LATEST_ERA",
        "names.border.MOST_WORDS",
        "names.context.FEWEST_LETTERS",
        "names.context.LONGEST_GENERIC",
        "names.head_noun.LONGEST_UNPROVEN",
        "names.proof.SHORTEST_DICTIONARY_NAME",
        "organizations.boundaries.WINDOW",
        "organizations.known.SHORT_WORD",
        "organizations.local.LONGEST_PLACE",
        "organizations.ner.SHORTEST",
        "organizations.repeated.LONGEST_MISSED",
        "repair.markdown.features.COVERED",
        "repair.markdown.features.LINKS",
        "repair.markdown.features.LONGEST_LABEL",
        "repair.markdown.features.MOSTLY",
        "repair.markdown.features.MOST_LINKED",
        "repair.markdown.features.SHORTEST_PROSE",
        "repair.markdown.features.SHORTEST_SENTENCE",
        "repair.markdown.inline.MOST_TICKS",
        "repair.markdown.joins.FULL",
        "repair.markdown.joins.HALF",
        "repair.markdown.joins.SHORTEST",
        "repair.markdown.loose.CUT",
        "repair.markdown.loose.LONGEST_LABEL",
        "repair.markdown.noise.LONGEST_PLEA",
        "repair.markdown.page.FEWEST_IN_MENU",
        "repair.markdown.page.FEWEST_LINKS",
        "repair.markdown.page.LONGEST_TITLE_REST",
        "repair.markdown.page.MOST_BEFORE",
        "repair.markdown.page.NEAR",
        "repair.markdown.page.SHORTEST_TITLE",
        "repair.markdown.templates.FEWEST_FIELDS",
        "repair.markdown.templates.FEWEST_NATIVE",
        "repair.markdown.templates.FEWEST_SECTIONS",
        "repair.markdown.templates.FOREIGN",
        "repair.markdown.templates.HEAD_BLOCKS",
        "repair.markdown.templates.LONGEST_FIELDS",
        "repair.markdown.templates.LONGEST_POSTING",
        "repair.markdown.templates.MOST_COPIES",
        "repair.markdown.templates.NATIVE",
        "repair.markdown.templates.SHORTEST_COPY",
        "repair.markdown.ends.EARLIEST_CUT",
        "repair.markdown.ends.FEWEST_STAMPS",
        "repair.markdown.ends.MOST_BEHIND",
        "repair.markdown.ends.MOST_NOTICES",
        "repair.markdown.ends.SHORT_LINK",
        "repair.spacing.BROKEN_SHARE",
        "repair.spacing.LONGER_SHARE",
        "repair.spacing.NARROWEST",
        "repair.spacing.NARROWEST_HAN",
        "repair.spacing.NARROW_SHARE",
        "repair.spacing.NARROW_SLACK",
        "repair.spacing.RUNNING_SHARE",
        "technologies.LONGEST_JOINED",
        "technologies.SHORTEST_STEM",
        "technologies.open.LONGEST_GROWTH",
    ]
)
MOST_OPEN = 60  # may only fall

CASES = json.loads((Path(__file__).parent / "cases" / "thresholds.json").read_text("utf-8"))


def text_of(case: dict[str, Any]) -> str:
    """Put a case's text together: a piece may stand with the number of times that it is repeated."""
    parts = [case["text"]] if isinstance(case["text"], str) else case["text"]
    return "".join(part if isinstance(part, str) else part[0] * part[1] for part in parts)


def repaired(text: str, case: dict[str, Any]) -> dict[str, Any]:
    markdown = case.get("markdown", False)
    result = test_markdown.repaired(text)[1] if markdown else test_repair.repaired(text)
    spans = [(row.span, row.rule) for row in result.text.removals]
    return {
        "removed": [text[span.start : span.end] for span, _ in spans],
        "rules": [rule for _, rule in spans],
        "refused": [text[span.start : span.end] for span, _ in result.refused],
    }


def dated(text: str, case: dict[str, Any]) -> dict[str, Any]:
    mentions, refused = test_dates.find(text, case.get("published"))
    return {
        "dates": [[text[m.span.start : m.span.end], m.timex] for m in mentions],
        "modifiers": [m.modifier for m in mentions],
        "starts": [m.start_date for m in mentions],
        "dateline": _dateline(text),
        "refused": [[text[r.span.start : r.span.end], r.rule] for r in refused],
    }


def _dateline(text: str) -> str | None:
    found = find_dateline(plain_form(text))
    return found[0].isoformat() if found else None


def named(text: str, case: dict[str, Any]) -> dict[str, Any]:
    found = naming.find(text, case.get("shipped", True))
    return {
        "pairs": [[pair.zh, pair.en, pair.acronym] for pair in found.pairs],
        "organizations": found.texts("organizations"),
        "technologies": found.texts("technologies"),
        "ids": [mention.id for mention in found.organizations],
    }


def segmented(text: str, case: dict[str, Any]) -> dict[str, Any]:
    plain = plain_form(text)
    sentences = find_sentences(plain, frozenset())
    return {
        "language": detect_language(text, plain),
        "languages": [sentence.language for sentence in sentences],
    }


OUTCOMES: dict[str, Callable[[str, dict[str, Any]], dict[str, Any]]] = {
    "repair": repaired,
    "dates": dated,
    "names": named,
    "organizations": named,
    "technologies": named,
    "segment": segmented,
    "lexicon": named,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['constant']}-{case['side']}")
def test_a_case_on_either_side(case: dict[str, Any]) -> None:
    found = OUTCOMES[case["constant"].split(".")[0]](text_of(case), case)
    assert {key: found[key] for key in case["expect"]} == case["expect"]


def test_no_number_decides_without_cases() -> None:
    paths = [item.path for room in OUTCOMES for item in thresholds_of(room)]
    sides: dict[str, set[str]] = {}
    for case in CASES:
        sides.setdefault(case["constant"], set()).add(case["side"])
    covered = {path for path, known in sides.items() if known == {"below", "above"}}
    assert set(paths) == covered | BOUNDS.keys() | OPEN
    assert len(covered) + len(BOUNDS) + len(OPEN) == len(set(paths))  # none stands twice
    assert len(OPEN) <= MOST_OPEN
