"""Points to expressions: what joins them (5月26~27日, 2022-2025年) and what stands around them
(自…以来, 截至, 前, 之后).
"""

import re
from dataclasses import replace

from pipeline.dates.chinese import patterns
from pipeline.dates.expression import Expression, Partial, Scope, complete
from pipeline.text import Span

# The last characters of the words that PREFIXES look for: nothing else needs them.
PREFIX_ENDS = frozenset("自从于打至止到迟晚在约概 \n")


def finish(plain: str, start: int, first: Partial, last: tuple[Partial | None, int]) -> Expression:
    """Add what stands around the points: 自…以来, 截至, 前, 后, 之间."""
    final, end = last
    if final is not None:
        first, final = complete(first, final)
    rule = "zh-range" if final is not None else "zh-date"
    base = Expression(Span(start, end), first, final, rule=rule)
    if now := patterns.UNTIL_NOW.match(plain, end):
        span = Span(start, now.end())
        return replace(base, span=span, modifier="since", is_inclusive=True, scope=Scope.SENTENCE)
    prefix = prefix_of(plain, start)
    suffix = patterns.SUFFIX.match(plain, end)
    if suffix and not _counts_days(first, suffix):
        return _with_suffix(base, suffix, prefix)
    hour = _with_hour(plain, base) if final is None else None
    return hour or with_since(plain, base, prefix) or with_prefix(base, prefix)


def _with_hour(plain: str, base: Expression) -> Expression | None:
    """Read 今天晚上八点之前: the clock stands inside, and its day belongs to the time meant."""
    clock = patterns.CLOCK.match(plain, base.span.end)
    suffix = patterns.SUFFIX.match(plain, clock.end()) if clock else None
    if not suffix or not (suffix["before"] or suffix["after"]):
        return None
    modifier, span = "before" if suffix["before"] else "after", Span(base.span.start, suffix.end())
    rule = f"{base.rule}+inclusive"
    return replace(
        base, span=span, modifier=modifier, is_inclusive=True, rule=rule, scope=Scope.SENTENCE
    )


def prefix_of(plain: str, start: int) -> str:
    """Return the text in front of an expression where it may hold a word that belongs to it."""
    if not start or plain[start - 1] not in PREFIX_ENDS:
        return ""
    return plain[max(0, start - patterns.LONGEST_PREFIX) : start]


def _counts_days(first: Partial, suffix: re.Match[str]) -> bool:
    """Tell 7日后 and 5日内, which count days, from dates."""
    is_bare_day = first.day is not None and first.month is None and first.relative is None
    return is_bare_day and not suffix["approx"]


def _with_suffix(base: Expression, suffix: re.Match[str], prefix: str) -> Expression:
    rule = f"{base.rule}+inclusive" if suffix["inclusive"] else base.rule
    span = Span(base.span.start, suffix.end())
    expression = replace(base, span=span, is_inclusive=bool(suffix["inclusive"]), rule=rule)
    if suffix["approx"]:
        return replace(expression, modifier="approx")
    if suffix["before"]:
        return replace(expression, modifier="before", scope=Scope.SENTENCE)
    if suffix["after"]:
        return replace(expression, modifier="after", scope=Scope.SENTENCE)
    if base.last is None and patterns.SINCE_BEFORE.search(prefix):
        return replace(expression, modifier="since", scope=Scope.SENTENCE)
    return with_prefix(expression, prefix)


def with_since(plain: str, base: Expression, prefix: str) -> Expression | None:
    """Read 自…, …起 and …以来; the last is a duration up to now, not the time of what is told."""
    end = base.span.end
    is_since = patterns.SINCE_AFTER.match(plain, end) or (
        base.last is None and prefix and patterns.SINCE_BEFORE.search(prefix)
    )
    if not is_since:
        return None
    is_duration = bool(patterns.DURATION_BEHIND.match(plain, end))
    return replace(base, modifier="since", scope=Scope.SENTENCE if is_duration else Scope.DOCUMENT)


def with_prefix(base: Expression, prefix: str) -> Expression:
    """Read what a word in front of a point makes of it: 不迟于, 截至, 约."""
    if not prefix:
        return base
    if base.last is None and patterns.DEADLINE_BEFORE.search(prefix):
        return replace(base, modifier="before", is_inclusive=True, scope=Scope.SENTENCE)
    if base.last is None and patterns.UNTIL_BEFORE.search(prefix):
        return replace(base, modifier="until", scope=Scope.SENTENCE)
    if patterns.APPROX_BEFORE.search(prefix):
        return replace(base, modifier="approx")
    return base
