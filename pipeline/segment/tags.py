"""Parts of speech of Chinese words, in jieba's tag set, and of what counts as one word in a clause."""

from enum import StrEnum


class Tag(StrEnum):
    """A part of speech: jieba's (ICTCLAS's) letters; below them what a clause adds.

    A tag of the segmenter may be longer than its kind: `vn` starts with `v`.
    """

    NOUN = "n"
    NOUN_MORPHEME = "ng"
    PERSON = "nr"
    PERSON_FOREIGN = "nrfg"
    PERSON_TRANSCRIBED = "nrt"
    PLACE_NAME = "ns"
    BODY = "nt"
    NEW_WORD = "nw"
    PROPER = "nz"
    VERB = "v"
    VERB_ADVERBIAL = "vd"
    VERB_MORPHEME = "vg"
    VERB_INTRANSITIVE = "vi"
    VERB_NOUN = "vn"
    ADJECTIVE = "a"
    ADJECTIVE_ADVERBIAL = "ad"
    ADJECTIVE_MORPHEME = "ag"
    ADJECTIVE_NOUN = "an"
    DISTINGUISHING = "b"
    CONJUNCTION = "c"
    ADVERB = "d"
    LOCALIZER = "f"
    MORPHEME = "g"
    PREFIX = "h"
    IDIOM = "i"
    ABBREVIATION = "j"
    SUFFIX = "k"
    SET_PHRASE = "l"
    NUMERAL = "m"
    PREPOSITION = "p"
    MEASURE = "q"
    PRONOUN = "r"
    PLACE_WORD = "s"
    TIME = "t"
    PARTICLE = "u"
    SIGN = "w"
    OTHER = "x"
    STATE = "z"
    STATE_MORPHEME = "zg"
    LATIN = "eng"

    DATE = "date"
    NAME = "name"
    PLACE = "place"
    TITLE = "title"
    BRACKET = "bracket"
    STOP = "stop"


PERSONS = frozenset((Tag.PERSON, Tag.PERSON_TRANSCRIBED, Tag.PERSON_FOREIGN))
