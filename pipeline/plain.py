"""The plain form for matching: simplified and half-width, as long as the text, so that positions
are shared.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from pipeline.text import Span

# Inside the brackets of a pattern: ideographs; all that is set without spaces, with radicals, kana
# and East Asian punctuation.
HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CJK = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# Pieces of a plain text that stand apart from the sentence around them. A sign that is never
# closed opens nothing: hence the bounds, in characters.
TITLE = r"《[^《》\n]{1,200}》|〈[^〈〉\n]{1,200}〉"
QUOTATION = r"“[^“”\n]{1,400}”|「[^「」\n]{1,400}」|『[^『』\n]{1,400}』|\"[^\"\n]{1,400}\""
BRACKET = r"\([^()\n]{1,200}\)|\[[^\[\]\n]{1,200}\]|【[^【】\n]{1,200}】"

# Ranges whose compatibility decomposition is one character with the same meaning. Circled digits
# and superscripts are left out on purpose: 2021年② must not become 2021年2.
FOLDED_RANGES = (
    (0x00A0, 0x00A0),  # no-break space
    (0x2000, 0x200A),  # typographic spaces
    (0x2011, 0x2011),  # no-break hyphen
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x2E80, 0x2FD5),  # CJK and Kangxi radicals, as PDF extractors return them: ⼗⽉
    (0x3000, 0x3000),  # ideographic space
    (0xF900, 0xFAFF),  # CJK compatibility ideographs
    (0xFE30, 0xFE6B),  # vertical and small forms
    (0xFF01, 0xFFE6),  # full-width ASCII: ２０２１
    (0x2F800, 0x2FA1F),
)

# Half a surrogate pair is no character, and no engine takes it.
SURROGATES, REPLACEMENT = (0xD800, 0xDFFF), "\ufffd"

# Radicals that Unicode gives no decomposition (EquivalentUnifiedIdeograph.txt), for the simplified
# ones that extractors return.
RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民西见角贝车长门青韦页风飞食马鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
# A variant that OpenCC keeps: Hong Kong writes 衞生署.
VARIANTS = {"衞": "卫"}


# Places that simplified script writes with a character that it else gives up: 乾安县, 乾县.
KEPT = "乾"
KEPT_IN_PLACES = re.compile("乾(?=[安县縣陵州务務潭])")

# Addresses of pages and of mail; one without a scheme needs a path: Amazon.com may be the company.
# Commas and brackets end them: the plain form has them half-width, 见https://a.example/b，IBM称.
SIGNS = r"[\w!#$%&*+./:=?@~-]"
ADDRESS = re.compile(
    rf"(?:https?|ftp)://{SIGNS}+|\bwww\.[A-Za-z0-9-]+\.{SIGNS}+"
    r"|\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){0,6}\.[A-Za-z]{2,12}\b"
    rf"|\b(?:[A-Za-z0-9-]{{1,64}}\.){{1,6}}[a-z]{{2,10}}/{SIGNS}+",
    re.ASCII,
)


@cache
def _folding() -> npt.NDArray[np.uint32]:
    """Return for every code point the one that it stands for, itself as a rule."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for first, last in FOLDED_RANGES:
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1:
                table[code] = ord(folded)
    for variant, ideograph in (RADICALS | VARIANTS).items():
        table[ord(variant)] = ord(ideograph)
    table[SURROGATES[0] : SURROGATES[1] + 1] = ord(REPLACEMENT)
    return table


def codes_of(text: str) -> npt.NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def fold(text: str) -> str:
    """Fold compatibility forms one to one: ２０２１年⼗⽉ to 2021年十月.

    A look-up in an array is fifteen times as fast as `str.translate`.

    >>> fold('２０２１年⼗⽉')
    '2021年十月'
    """
    return _folding()[codes_of(text)].tobytes().decode("utf-32-le", "surrogatepass")


@cache
def converter(config: str) -> Callable[[str], str]:
    """Return OpenCC's conversion for a configuration such as t2s or s2twp."""
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(config).convert
    return convert


def plain_form(text: str) -> str:
    """Return the text folded and simplified, character for character.

    Whole texts and lexicon surfaces go through this same function, exactly once: OpenCC works on
    phrases and is not idempotent.

    >>> plain_form('半導體（ＡＩ）')
    '半导体(AI)'
    """
    if text.isascii():
        return text
    folded = fold(text)
    plain = converter("t2s")(folded)
    if KEPT in folded:
        for found in KEPT_IN_PLACES.finditer(folded):
            plain = plain[: found.start()] + KEPT + plain[found.start() + 1 :]
    if len(plain) != len(text):
        raise AssertionError(f"the plain form has {len(plain)} characters, the text {len(text)}")
    return plain


@lru_cache(maxsize=2)
def plain_text(text: str) -> str:
    """Return the plain form of a whole text, remembered: repair and segmentation look at the same."""
    return plain_form(text)


def lowered(text: str) -> str:
    """Lower the case without changing the length.

    >>> lowered('İAI')
    'İai'
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def lookup_form(text: str) -> str:
    """Return the plain form in small letters, under which words are looked up.

    >>> lookup_form('ＡＩ晶片')
    'ai晶片'
    """
    return lowered(plain_form(text))


def converted(texts: list[str], convert: Callable[[str], str]) -> list[str]:
    """Convert many short texts in one call; a line break, which none may hold, keeps them apart."""
    return convert("\n".join(texts)).split("\n") if texts else []


def find_addresses(plain: str) -> tuple[Span, ...]:
    """Return the addresses in a plain text, in which no name or date is looked for; Chinese
    characters and signs end them: 详见https://site.example/huawei/5G。
    """
    if not any(sign in plain for sign in ("://", "www.", "@", "/")):
        return ()
    return tuple(Span(*match.span()) for match in ADDRESS.finditer(plain))


def longest_first(words: Iterable[str]) -> list[str]:
    """Return words in the order in which a pattern tries them: a longer one before its beginning.

    >>> longest_first(['公司', '有限公司', '集团'])
    ['有限公司', '公司', '集团']
    """
    return sorted(words, key=lambda word: (-len(word), word))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first; it never matches if there are none.

    >>> any_of(['公司', '有限公司'])
    '有限公司|公司'
    """
    return "|".join(map(re.escape, longest_first(words))) or r"(?!)"


def plain_forms(texts: list[str]) -> list[str]:
    """Return the plain form of many short texts, none of which may hold a line break."""
    return converted(texts, plain_form)
