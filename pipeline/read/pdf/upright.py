"""What is drawn on a page to glyphs on an upright page: turned pages turned back, vertical writing
laid down as lines, what lies beyond the page's edge left out.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.glyphs import Box, Drawing, Drawn, Glyph, PageGlyphs, Rule

OUTSIDE = 1.0  # points beyond the edge that the printer's scissors may leave
FEWEST_STEPS = 5  # downwards: fewer are a label beside a table
CHINESE = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\ufe10-\uffee\U00020000-\U0003ffff]")
MOST_CHINESE = 0.5  # of the letters of a page that is written downwards
BELOW = 0.38  # of the size: from a Chinese character's middle to the baseline beside it
MIDDLE = 0.3  # of the size: from the baseline


def set_upright(drawing: Drawing) -> PageGlyphs:
    """Return the glyphs of a page the way a reader holds it; what runs another way is left out."""
    inside = [drawn for drawn in drawing.drawn if _is_inside(drawn, drawing.box)]
    down = runs_down([drawn for drawn in inside if drawn.turn == 0])
    turn = 3 if down else _commonest_turn(inside)
    glyphs = [
        _lying(drawn, order) if drawn.turn == 0 and down else _turned(drawn, order, turn)
        for order, drawn in enumerate(inside)
        if drawn.turn == turn or (down and drawn.turn == 0)
    ]
    return PageGlyphs(
        glyphs,
        [_turned_rule(rule, turn) for rule in drawing.rules],
        turned=_letters(inside) - sum(bool(glyph.text.strip()) for glyph in glyphs),
        outside=_letters(drawing.drawn) - _letters(inside),
        pictures=drawing.pictures,
        is_cut=drawing.is_cut,
    )


def _letters(drawn: Sequence[Drawn]) -> int:
    return sum(bool(item.text.strip()) for item in drawn)


def _is_inside(drawn: Drawn, box: Box) -> bool:
    """Tell whether the middle of a character lies on the page."""
    along, across = drawn.advance / 2, MIDDLE * drawn.size
    x, y = {
        0: (drawn.x + along, drawn.y + across),
        1: (drawn.x - across, drawn.y + along),
        2: (drawn.x - along, drawn.y - across),
        3: (drawn.x + across, drawn.y - along),
    }.get(drawn.turn, (drawn.x, drawn.y))
    return box.x0 - OUTSIDE <= x <= box.x1 + OUTSIDE and box.y0 - OUTSIDE <= y <= box.y1 + OUTSIDE


def _commonest_turn(drawn: Sequence[Drawn]) -> int:
    """Return the turn of most characters, upright where two are as common."""
    turns = Counter(item.turn for item in drawn if item.turn >= 0 and item.text.strip())
    return max(turns, key=lambda turn: (turns[turn], -turn), default=0)


def runs_down(drawn: Sequence[Drawn]) -> bool:
    """Tell whether the Chinese characters of a page follow each other downwards: 直排."""
    down = across = 0
    letters = [item for item in drawn if CHINESE.match(item.text)]
    if len(letters) < MOST_CHINESE * _letters(drawn):
        return False
    for a, b in pairwise(letters):
        size = max(a.size, b.size)
        middle = abs((a.x + a.advance / 2) - (b.x + b.advance / 2))
        down += middle < 0.25 * size and 0.8 * size < a.y - b.y < 2.2 * size
        across += abs(a.y - b.y) < 0.3 * size and 0 < b.x - a.x < 2.5 * size
    return down >= FEWEST_STEPS and down > across


def _turned(drawn: Drawn, order: int, turn: int) -> Glyph:
    x, y = _back(drawn.x, drawn.y, turn)
    return Glyph(drawn.text, x, x + drawn.advance, y, drawn.size, order)


def _lying(drawn: Drawn, order: int) -> Glyph:
    """Lay an upright character of a vertical line down beside those before it."""
    top = drawn.y + (0.5 + BELOW) * drawn.size
    middle = drawn.x + drawn.advance / 2
    return Glyph(drawn.text, -top, drawn.size - top, middle - BELOW * drawn.size, drawn.size, order)


def _back(x: float, y: float, turn: int) -> tuple[float, float]:
    """Turn a place back by so many quarters of a turn."""
    return {0: (x, y), 1: (y, -x), 2: (-x, -y), 3: (-y, x)}[turn]


def _turned_rule(rule: Rule, turn: int) -> Rule:
    (xa, ya), (xb, yb) = _back(rule.x0, rule.y0, turn), _back(rule.x1, rule.y1, turn)
    return Rule(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
