"""Where a Chinese term begins whose acronym or English name stands behind it: as many words as that
has letters or words.
"""

import re

from pipeline.names.border import CONJUNCTIONS
from pipeline.names.context import NameContext
from pipeline.segment.tags import Tag

# What stands in terms besides nouns: 身份|访问|管理, 检索|增强|生成, 自然|语言, 零|信任.
CONTENT = ("n", "v", "a", "b", "i", "j", "l", "z", "g", "h", "k", "eng")
FUNCTION = frozenset((Tag.ADVERB, Tag.VERB_ADVERBIAL, Tag.ADJECTIVE_ADVERBIAL))
ENGLISH_WORD = re.compile(r"[A-Za-z0-9]+")
SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "a", "an", "with", "by"))
FEWEST, MOST = 2, 8
USUAL = 2  # characters of a word
# 前馈|神经网络 at the beginning of a clause: so few characters before a known term belong to it.
LONGEST_REST = 4
# 新冠肺炎(COVID): longer acronyms are read as words.
LONGEST_SPOKEN = 4


def size_of(english: str, acronym: str) -> int:
    """Return how many words a term should have: 3 for IAM, 4 for Feed-Forward Neural Network.

    >>> size_of('', 'IAM'), size_of('Feed-Forward Neural Network', '')
    (3, 4)
    """
    words = sum(word.lower() not in SMALL for word in ENGLISH_WORD.findall(english))
    letters = sum(char.isupper() or char.isdigit() for char in acronym)
    return max(words, letters) if english else letters


def is_too_short(length: int, size: int, english: str) -> bool:
    """Tell whether so few characters cannot say so many words: 国歌(A song for Italy), 服务(SCS),
    源头(source of salvation); 失败国家(failed state) can.
    """
    if not english:
        return length < min(size, LONGEST_SPOKEN)
    if size < FEWEST:
        return False
    return length <= size or (english.islower() and length < USUAL * size - 1)


def aligned_start(view: NameContext, last: int, size: int) -> int:
    """Return the first of so many words that end with a word, or -1 where they are no one term:
    身份|访问|管理 of IAM, 终端|检测|和|响应 of EDR; a verb that only leads to them is left out.
    """
    if not FEWEST <= size <= MOST:
        return -1
    index, count = last, 1
    if not _is_term_word(view, last):
        return -1
    while count < size:
        step = 2 if index > 1 and view.words.text(index - 1) in CONJUNCTIONS else 1
        if step > 1 and index == last and len(view.words.text(last)) >= size:
            return last  # 合规|咨询|和|反洗钱(AML)
        before = index - step
        if before < 0 or not _is_content(view, before) or not _touch(view, before, index):
            return -1
        index, count = before, count + 1
    while index < last and _leads(view, index, last, size):
        index += 1
    return index


def _leads(view: NameContext, index: int, last: int, size: int) -> bool:
    """Tell whether a word only leads to a term: 采用, and 瞄准 where enough characters are left."""
    words = view.words
    if words.text(index) in view.lists["pair_opener"]:
        return True
    left = words.ends[last] - words.ends[index]
    if words.text(index) in view.lists["org_inner_verb"]:
        return False  # 注册|信息安全|专业|人员
    return words.tags[index] == Tag.VERB and index + 1 < last and left >= USUAL * size


def _touch(view: NameContext, first: int, last: int) -> bool:
    return all(view.words.touches(index) for index in range(first + 1, last + 1))


def clause_rest(view: NameContext, term: int) -> int:
    """Return the word from which on a known term is the end of a longer one at the beginning of a
    clause, else the term: 前馈|神经网络, 反向|传播.
    """
    words, index, openers = view.words, term, view.lists["pair_opener"]
    while index > 0 and words.touches(index) and _is_content(view, index - 1):
        if words.text(index - 1) in openers:
            break
        index -= 1
        if words.starts[term] - words.starts[index] > LONGEST_REST:
            return term
    before = words.text(index - 1) if index else ""
    is_whole = not index or not words.touches(index) or not before.isalnum() or before in openers
    return index if is_whole and words.starts[term] - words.starts[index] <= LONGEST_REST else term


def _is_content(view: NameContext, index: int) -> bool:
    return not view.is_barrier(index) and _is_term_word(view, index)


def _is_term_word(view: NameContext, index: int) -> bool:
    """Tell whether a word can stand in a term, at its end even where it stands before names: 计划."""
    text, tag = view.words.text(index), view.words.tags[index]
    if tag in FUNCTION or tag == Tag.DATE:
        return False
    return tag.startswith(CONTENT) and text[-1:].isalnum()
