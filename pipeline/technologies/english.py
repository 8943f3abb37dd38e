"""English technology terms that no lexicon holds: a head with telling words before it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.lexicon import Lexicons
from pipeline.names.context import NameContext
from pipeline.names.words import heads, word_lists
from pipeline.technologies.open import Term
from pipeline.text import Span

# Only stretches of English are searched: most of a Chinese text is passed over.
LATIN_RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,()’'-]{6,}[A-Za-z]")
SHAPED = (
    r"\d+(?:\.\d+)?(?:nm|[DG])|[A-Z]{2,5}|[A-Z][a-z]{0,3}[A-Z]|[A-Z]{2,5}-(?:powered|based|enabled)"
)


@lru_cache(maxsize=8)
def _pattern(lexicons: Lexicons) -> re.Pattern[str]:
    ordered = sorted(heads(lexicons, "technology_heads", "en"), key=len, reverse=True)
    words = sorted(word_lists(lexicons)["tech_english_modifier"], key=len, reverse=True)
    modifier = rf"(?:(?i:{'|'.join(map(re.escape, words))})|{SHAPED})"
    return re.compile(
        rf"(?<![\w-])(?:{modifier}[ -]){{1,4}}(?P<head>(?i:{'|'.join(map(re.escape, ordered))}))s?(?![\w-])"
    )


def english_terms(view: NameContext, lexicons: Lexicons) -> Iterator[Term]:
    """Yield terms such as wide-bandgap semiconductors, 3nm chip, AI-powered drones."""
    categories = {
        head.lower(): category
        for head, category in heads(lexicons, "technology_heads", "en").items()
    }
    plain, pattern = view.words.plain, _pattern(lexicons)
    runs = LATIN_RUN.finditer(plain)
    terms = (term for run in runs for term in pattern.finditer(plain, *run.span()))
    for found in view.off_dates(terms):
        yield Term(
            Span(*found.span()), categories[found["head"].lower()], "english-head-and-modifiers"
        )
