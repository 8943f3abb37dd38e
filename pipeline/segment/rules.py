"""The rules of segmentation, by id: which surfaces of the lexicons are no words of the text."""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "boundary": "refused: cut out of another word: 人工智能 in 加强|人工智能, 国会 in 各国|会",
}
