"""Letters as people write them: a ligature gives its letters, figures set apart come together."""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.lazy import lazy
from pipeline.plain import HAN
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

LIGATURE = re.compile("[\ufb00-\ufb06]")
FIGURE = "[0-9０-９]"
BLANK = "[ \u3000]"
# 2 0 2 4 年 1 2 月 5 日: only behind such a year are the figures of a month and a day apart, too.
SPACED_DATE = re.compile(
    rf"(?:[12１２](?<!{FIGURE}[12１２])(?<!{FIGURE}{BLANK}[12１２])(?:{BLANK}{FIGURE}){{3}}"
    rf"|民{BLANK}?[国國]{BLANK}?[1-9１-９](?:{BLANK}{FIGURE}){{1,2}})(?={BLANK}?年)"
    rf"(?:{BLANK}?年{BLANK}?(?:[01０１]{BLANK}{FIGURE}|[1-9１-９])(?={BLANK}?月)"
    rf"(?:{BLANK}?月{BLANK}?(?:[0-3０-３]{BLANK}{FIGURE}|[1-9１-９])(?={BLANK}?[日号]))?)?"
)
GAP = re.compile(f"(?<={FIGURE}){BLANK}(?={FIGURE})|(?<=民){BLANK}(?=[国國])")


# 关 于 出 口 的 通 知: nobody writes blanks between three Chinese characters and more.
SPACED_LINE = lazy(rf"(?<![^\s])[{HAN}0-9](?:{BLANK}[{HAN}0-9，。、；：（）《》](?![^\s])){{5,}}")
SPACED_HAN = re.compile(rf"{BLANK}(?=[{HAN}]{BLANK}[{HAN}]{BLANK})")
SPACED_PAIR = lazy(rf"[{HAN}]{BLANK}(?=[{HAN}])")
FEWEST_PAIRS = 4
BLANKS = re.compile(BLANK)


def write_ligatures(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose the letters of Latin ligatures: oﬃce to office."""
    for match in LIGATURE.finditer(text.value):
        letters = unicodedata.normalize("NFKC", match[0])
        yield Edit(Span(*match.span()), letters, rule="ligature")


def join_spaced_characters(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove the blanks between characters that are set apart one by one: 商 务 部 发 布 公 告."""
    apart = SPACED_HAN.search(text.value)
    for line in SPACED_LINE.finditer(text.value) if apart else ():
        if len(SPACED_PAIR.findall(line[0])) >= FEWEST_PAIRS:
            for gap in BLANKS.finditer(text.value, *line.span()):
                yield Edit(Span(*gap.span()), "", rule="spaced-characters")


def join_spaced_dates(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove the gaps in the figures of a date: 2 0 2 4年3月1 2日 to 2024年3月12日."""
    for date in SPACED_DATE.finditer(text.value):
        for gap in GAP.finditer(text.value, *date.span()):
            yield Edit(Span(*gap.span()), "", rule="spaced-figures")
