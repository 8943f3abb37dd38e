"""The language of a text and of its sentences, by how much of it is Chinese."""

import numpy as np
import numpy.typing as npt

from pipeline.plain import codes_of, converter

# A Chinese character carries about as much text as two and a half Latin letters.
LETTERS_PER_HAN = 2.5
CHINESE_SHARE, MIXED_SHARE, ENGLISH_SHARE = 0.75, 0.5, 0.1
SAMPLE = 50_000  # characters that decide the language of a document
Codes = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.int64]


def _han(codes: Codes) -> npt.NDArray[np.bool_]:
    extension_a = (codes >= 0x3400) & (codes <= 0x4DBF)
    unified = (codes >= 0x4E00) & (codes <= 0x9FFF)
    compatible = (codes >= 0xF900) & (codes <= 0xFAFF)
    return extension_a | unified | compatible | ((codes >= 0x20000) & (codes <= 0x3FFFF))


def _latin(codes: Codes) -> npt.NDArray[np.bool_]:
    lowered = codes | 0x20
    return (lowered >= ord("a")) & (lowered <= ord("z"))


def _share(han: int, latin: int) -> float:
    weight = LETTERS_PER_HAN * han
    return weight / (weight + latin) if han or latin else 1.0


class Mixture:
    """How much Chinese and how much English stands in each piece of a text, counted once."""

    def __init__(self, plain: str):
        codes = codes_of(plain)
        self._han: Counts = np.concatenate(([0], np.cumsum(_han(codes))))
        self._latin: Counts = np.concatenate(([0], np.cumsum(_latin(codes))))

    def language(self, start: int, end: int) -> str:
        """Return zh, en or mixed; a piece without any letters is zh."""
        han = int(self._han[end] - self._han[start])
        latin = int(self._latin[end] - self._latin[start])
        share = _share(han, latin)
        if share <= ENGLISH_SHARE and latin:
            return "en"
        return "zh" if share >= MIXED_SHARE else "mixed"


def detect_language(text: str, plain: str) -> str:
    """Return zh-Hans, zh-Hant, en or mixed for a whole text.

    The script is the one whose conversion changes fewer characters.

    >>> detect_language('商務部發布公告', '商务部发布公告')
    'zh-Hant'
    """
    text, plain = text[:SAMPLE], plain[:SAMPLE]
    codes = codes_of(plain)
    han = _han(codes)
    share = _share(int(han.sum()), int(_latin(codes).sum()))
    if share <= ENGLISH_SHARE:
        return "en"
    if share < CHINESE_SHARE:
        return "mixed"
    traditional = int(((codes_of(text) != codes) & han).sum())
    if not traditional:
        return "zh-Hans"
    other = codes_of(converter("s2t")(plain))
    simplified = int((other != codes).sum()) if len(other) == len(codes) else traditional
    return "zh-Hant" if traditional * 2 > simplified else "zh-Hans"
