"""Propose to remove the second copy of what was drawn twice, run by run: 年年 3 月月, 日第日第7期总第期总第."""

import re
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.repair.adjacent_repeats import LONG_LATIN, Repeat, find_repeats
from pipeline.repair.pairs import LINE_ENDS, Pair
from pipeline.repair.phrases import Phrases
from pipeline.repair.squeezed import Squeezed
from pipeline.text import Edit, Span, TracedText

ENUMERATED = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[、）)]|第[一二三四五六七八九十百\d]{1,4}[章节節部篇编編讲講]|【"
)
BETWEEN_CELLS = '","'
CELLS = re.compile(r"[^,，。；：]{1,20},(?:[a-z_]*,)+[^,，。；：]{0,20}")  # 搜索,navigation,
MARKS_DRAWN_TWICE = frozenset("—…·.-=_*~～─━ ")  # —— and …… are one mark each

LONG = 20  # a lone passage of this length said twice in a row is no refrain
SHORTEST_TITLE = 8  # a first line that is nothing but the same words twice
FEWEST_IN_HEADING = 4  # 一、引言一、引言
FEWEST_IN_DOUBLED_DOCUMENT = 4
FARTHEST_SURE = 4000  # characters to the next sure pair, on average
FEWEST_SURE = 3  # this many sure pairs make a doubled document
LONGEST_GAP = 80
WIDEST_SLACK = 64  # bounds the work: how many places are tried for the start of a pair
SHORTEST_CELL = 8
SHORTEST_CHAIN = 5
SHORTEST_CHAIN_OF_LINES = 24
LINE_OF_VERSE_END = "，。！？；,.!?;"
SHORTEST_REFUSED = 4  # 天天, 研究研究 are no candidates
SHORTEST_LINE = 6
SHORTEST_LINES = 20


def undouble_runs(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove second copies, wherever page or line breaks fall: 一、引言一、引言 to 一、引言.

    A lone short pair is left alone: 研究研究, 2021年年底, a refrain.
    """
    view = Squeezed.of(text.value)
    pairs = [_pair(text.value, view, repeat) for repeat in _chosen(find_repeats(view), view)]
    chains = list(_chains(pairs, view))
    sure = [pair for chain in chains for pair in chain if _is_sure(pair)]
    sure += [pair for chain in chains if _is_sure_chain(chain) for pair in chain]
    sure += _doubled_lines(pairs)
    accepted = {pair.repeat for pair in sure}
    proven = len(accepted) + _doubled_headings(text)
    if proven:
        here = {pair.repeat for pair in pairs if _is_likely_here(pair, text, view)}
        proven += len(here - accepted)
        accepted |= here
    if proven >= max(FEWEST_SURE, len(view) // FARTHEST_SURE):
        flat = 2 * sum(not pair.between for pair in sure) > len(sure)
        accepted |= {pair.repeat for chain in chains for pair in _likely(chain, flat)}
    for pair in pairs:
        if pair.repeat in accepted:
            yield _edit(pair, view)
        elif pair.repeat.period >= SHORTEST_REFUSED:
            yield _refusal(pair, view)


def _doubled_headings(text: TracedText) -> int:
    """Count the headings that were undoubled before: they too prove that a document was drawn twice."""
    return sum(removal.rule == "echo-heading" for removal in text.removals)


def _is_likely_here(pair: Pair, text: TracedText, view: Squeezed) -> bool:
    """Tell whether a pair opens the title, fills a line, or ends one that a marker cut: 层层⏎2、加码加码."""
    if pair.between or pair.is_latin:
        return False
    if LINE_ENDS.search(pair.head) and LINE_ENDS.search(pair.tail):
        return pair.repeat.period >= SHORTEST_TITLE
    if pair.repeat.start == 0:
        return pair.repeat.period >= FEWEST_IN_HEADING
    place = int(view.positions[pair.repeat.start])
    was_cut = place > 0 and int(text.ends[place - 1]) != int(text.starts[place])
    return was_cut and pair.repeat.period > 1 and bool(LINE_ENDS.search(pair.tail))


def _edit(pair: Pair, view: Squeezed) -> Edit:
    repeat = pair.repeat
    first = view.span(repeat.start, repeat.middle)
    second = view.span(repeat.middle, repeat.end)
    return Edit(Span(first.end, second.end), "", _rule(pair), kept=first)


def _rule(pair: Pair) -> str:
    if pair.repeat.period >= LONG:
        return "echo-passage"
    return "echo-heading" if ENUMERATED.match(pair.words) else "echo-run"


def _refusal(pair: Pair, view: Squeezed) -> Rejection:
    span = view.span(pair.repeat.start, pair.repeat.end)
    return Rejection(span, "repair", "echo-run", "a lone pair may be meant")


def _chosen(repeats: list[Repeat], view: Squeezed) -> list[Repeat]:
    """Choose pairs that don't overlap, long ones first: 年度报告年度报告 rather than 年年."""
    taken = bytearray(len(view))
    chosen = []
    for stretch in sorted(repeats, key=lambda repeat: (-repeat.period, repeat.start)):
        if not _is_candidate(stretch, view):
            continue
        repeat = _aligned(stretch, view)
        if taken.find(1, repeat.start, repeat.end) < 0:
            taken[repeat.start : repeat.end] = b"\x01" * (2 * repeat.period)
            chosen.append(repeat)
    return sorted(chosen)


def _aligned(stretch: Repeat, view: Squeezed) -> Repeat:
    """Let a pair begin where a run does: 专报。二、背景。二、背景。 is a pair of 二、背景。, not of 。二、背景."""
    slack = min(stretch.length - stretch.period, WIDEST_SLACK)
    for start in range(stretch.start, stretch.start + slack + 1):
        if view.begins_run(start):
            return Repeat(start, stretch.period, stretch.period)
    return Repeat(stretch.start, stretch.period, stretch.period)


def _is_candidate(repeat: Repeat, view: Squeezed) -> bool:
    """Leave out marks that are written twice (——, ……) and what is said four times: 人人有责."""
    words = _words(view, repeat.start, repeat.middle)
    if repeat.period >= SHORTEST_REFUSED and words in (words + words)[1:-1]:
        return False
    if words.count('"') == 2 and BETWEEN_CELLS in words + words:
        return False
    if CELLS.fullmatch(words):
        return False
    return not MARKS_DRAWN_TWICE.issuperset(words) or _is_between_digits(repeat, view)


def _is_between_digits(repeat: Repeat, view: Squeezed) -> bool:
    """Tell whether a dash stands twice between numbers: 2023——2025."""
    before = _words(view, max(0, repeat.start - 1), repeat.start)
    return before.isdigit() and _words(view, repeat.end, repeat.end + 1).isdigit()


def _words(view: Squeezed, start: int, end: int) -> str:
    return view.codes[start:end].tobytes().decode("utf-32-le", "surrogatepass")


def _pair(text: str, view: Squeezed, repeat: Repeat) -> Pair:
    def gap(before: int) -> str:
        """Return the white space before a visible character."""
        if before >= len(view):
            return text[int(view.positions[-1]) + 1 :] or "\n"
        start = int(view.positions[before - 1]) + 1 if before else 0
        return text[start : int(view.positions[before])] or ("" if before else "\n")

    words = _words(view, repeat.start, repeat.middle)
    around = (_latin(view, repeat.start - 1), _latin(view, repeat.end))
    return Pair(repeat, words, gap(repeat.middle), gap(repeat.start), gap(repeat.end), around)


def _latin(view: Squeezed, index: int) -> str:
    """Return a visible character where it is Latin or a digit."""
    code = int(view.codes[index]) if 0 <= index < len(view) else 0x4E00
    return chr(code) if code < 0x80 else ""


def _chains(pairs: list[Pair], view: Squeezed) -> Iterator[list[Pair]]:
    """Gather pairs with nothing but Latin and digits between them: 年年 3 月月 10 日第日第."""
    chain: list[Pair] = []
    for pair in pairs:
        if chain and not _is_linked(chain[-1], pair, view):
            yield chain
            chain = []
        chain.append(pair)
    if chain:
        yield chain


def _is_linked(left: Pair, right: Pair, view: Squeezed) -> bool:
    start, end = left.repeat.end, right.repeat.start
    return end - start <= LONGEST_GAP and bool((view.codes[start:end] < 128).all())


def _is_sure(pair: Pair) -> bool:
    """Tell whether a pair needs no context: a long passage, or a heading with its number."""
    if pair.is_latin:
        return pair.repeat.period >= LONG_LATIN and not pair.is_cell
    if ENUMERATED.match(pair.words) and pair.repeat.period >= FEWEST_IN_HEADING:
        return not pair.is_cell
    if _is_title(pair):
        return True
    return pair.repeat.period >= LONG and not (pair.is_cell or _is_row(pair))


def _is_title(pair: Pair) -> bool:
    """Tell whether a pair fills the first line of the text, like a title: 港口自动化的得失港口自动化的得失."""
    fills = pair.repeat.start == 0 and not pair.between and LINE_ENDS.search(pair.tail)
    return bool(fills) and pair.repeat.period >= SHORTEST_TITLE


def _is_row(pair: Pair) -> bool:
    """Tell whether a line that stands twice could be a row of a table: no sentence in it."""
    return bool(pair.between) and not re.search(r"[，。；：“、,;:]", pair.words)


def _is_sure_chain(chain: list[Pair]) -> bool:
    """Tell whether pairs between Latin runs prove each other: 日第日第7期总第期总第682期期.

    On lines of their own they must be more and longer: 合格⏎合格⏎2022⏎合格⏎合格 is a column.
    """
    total = sum(pair.repeat.period for pair in chain)
    apart = sum(map(_are_apart, chain, chain[1:]))
    if any(pair.is_cell for pair in chain):
        return False
    if any(pair.between for pair in chain):
        return len(chain) >= 4 and apart >= 2 and total >= SHORTEST_CHAIN_OF_LINES
    return len(chain) >= 2 and apart >= 1 and total >= SHORTEST_CHAIN


def _doubled_lines(pairs: list[Pair]) -> list[Pair]:
    """Return the lines that stand twice where many do: headings; slogans (要和平！) and verse end otherwise."""
    lines = [
        pair
        for pair in pairs
        if pair.is_line
        and LINE_ENDS.search(pair.between)
        and pair.repeat.period >= SHORTEST_LINE
        and pair.words[-1] not in LINE_OF_VERSE_END
    ]
    different = {pair.words for pair in lines}
    enough = len(different) >= FEWEST_SURE and sum(map(len, different)) >= SHORTEST_LINES
    return lines if enough else []


def _likely(chain: list[Pair], flat: bool) -> Iterator[Pair]:
    """Yield the pairs of a chain that count in a doubled document.

    `flat` tells that its copies follow each other on one line; else 辛苦钱，辛苦钱，一分一毫 is a figure of speech.
    """
    for index, pair in enumerate(chain):
        neighbors = chain[max(0, index - 1) : index + 2]
        linked = any(map(_are_apart, neighbors, neighbors[1:]))
        if pair.is_cell and pair.repeat.period < SHORTEST_CELL:
            continue
        copied = flat or bool(LINE_ENDS.search(pair.between))
        fewest = FEWEST_IN_DOUBLED_DOCUMENT if copied else 2 * FEWEST_IN_DOUBLED_DOCUMENT
        if pair.repeat.period >= fewest or linked or pair.is_line or pair.is_flanked:
            yield pair


def _are_apart(left: Pair, right: Pair) -> bool:
    """Tell whether a Latin run parts two pairs: 年年 3 月月, unlike 高高兴兴."""
    return right.repeat.start > left.repeat.end
