"""Sentences and words: rules for sentences, one word for each lexicon name, two engines that
agree.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from pipeline import lexicon
from pipeline.document import Document, Source
from pipeline.lexicon import Lexicons, gazetteer
from pipeline.plain import plain_form
from pipeline.segment import (
    ReferenceSegmenter,
    RustSegmenter,
    Tokenizer,
    detect_language,
    find_sentences,
    segment,
)
from pipeline.segment.english import EnglishWords
from pipeline.text import TracedText

ARTICLES = Path(__file__).parent / "articles"
SPACY, CUTTER = English().tokenizer, EnglishWords()
ABBREVIATIONS = frozenset({"u.s", "mr", "inc", "no"})


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("会议召开。双方同意。", ["会议召开。", "双方同意。"]),
        ("他说：“会议召开了。”随后离开。", ["他说:“会议召开了。”", "随后离开。"]),
        ("增长3.5%。到2.1版。", ["增长3.5%。", "到2.1版。"]),
        ("商务部(下设三局。各有其职。)发文。", ["商务部(下设三局。各有其职。)发文。"]),
        ("一、引言\n正文开始。", ["一、引言", "正文开始。"]),
        ("真的吗？！真的。", ["真的吗?!", "真的。"]),
        ("The U.S. Congress met. It voted.", ["The U.S. Congress met.", "It voted."]),
        ("Mr. Smith of Acme Inc. spoke. He left.", ["Mr. Smith of Acme Inc. spoke.", "He left."]),
        ("Version 2.1 cost $3.5 million.", ["Version 2.1 cost $3.5 million."]),
        ("“We agree.” Talks ended.", ["“We agree.”", "Talks ended."]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    plain = plain_form(text)
    found = [plain[s.span.start : s.span.end] for s in find_sentences(plain, ABBREVIATIONS)]
    assert found == sentences


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("美国商务部发布了出口管制规则。", "zh-Hans"),
        ("美國商務部發布了出口管制規則。", "zh-Hant"),
        ("The Department of Energy issued a rule.", "en"),
        ("商务部发布规则。The Department of Energy issued a rule on chips.", "mixed"),
        ("2021", "zh-Hans"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text, plain_form(text)) == language


@pytest.fixture(scope="module")
def shipped() -> Lexicons:
    return lexicon.load()


@pytest.fixture(scope="module")
def tokenizer(shipped: Lexicons) -> Tokenizer:
    return Tokenizer(RustSegmenter(), gazetteer.build(shipped), ABBREVIATIONS)


def read(text: str, tokenizer: Tokenizer) -> Document:
    return segment(Source("a.txt", text), TracedText.of(text), tokenizer)[0]


def test_tokens_cover_the_plain_text(tokenizer: Tokenizer) -> None:
    text = "  第一句。\n\n第二句 with English words, 2.5%。\t末尾  "
    document = read(text, tokenizer)
    assert document.words.text == document.plain
    assert all(document.plain[t.idx : t.idx + len(t)] == t.text for t in document.words)


@pytest.mark.parametrize("name", ["美国国家标准与技术研究院", "半导体", "美国商务部"])
def test_a_lexicon_name_is_one_word(name: str, tokenizer: Tokenizer) -> None:
    words = [token.text for token in read(f"昨天，{name}的代表说明了情况。", tokenizer).words]
    assert name in words


def test_a_word_that_crosses_the_border_keeps_a_name_out(tokenizer: Tokenizer) -> None:
    document = read("各国会依靠产业政策应对变化。", tokenizer)
    assert all(document.plain[m.span.start : m.span.end] != "国会" for m in document.matches)


def test_both_engines_agree_on_word_borders() -> None:
    rust, reference = RustSegmenter(), ReferenceSegmenter()
    shared = found = 0
    for path in sorted(ARTICLES.glob("zh-*.txt")):
        text = plain_form(path.read_text(encoding="utf-8"))
        ours, theirs = _borders(rust.tag(text)), _borders(reference.tag(text))
        han = {i for i in ours | theirs if not (text[i - 1 : i] + text[i : i + 1]).isascii()}
        shared += len(ours & theirs & han)
        found += len((ours | theirs) & han)
    assert found > 5_000
    assert shared / found >= 0.995


# Pieces at which English words are cut, or are not.
ENGLISH = st.sampled_from(
    [
        "can't", "U.S.", "a.m.", "Mr.", "I'm", "it's", "word", "Word", "5", "10:30", "3pm", "km", "$", "%", "C++", ":)", ":-(", "o'clock",
        "http://a.example/b", "a.b@c.example", "e.g.", "(", ")", "[", "]", ".", "..", "…", ",", "-", "—", "/", "'", '"', "“", "”", "’s", "#",
        "@", "&", "_", "*", "+", "=", "<", "é", "中", " ", " ", " ", "  ", "\t", "\u3000",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(ENGLISH, max_size=12).map("".join), st.text(max_size=40)))
def test_english_is_cut_where_spacy_cuts_it(text: str) -> None:
    tokens = [token for token in SPACY(text) if not token.is_space]
    assert CUTTER.cut(text) == [(token.idx, token.idx + len(token)) for token in tokens]


def _borders(tagged: object) -> set[int]:
    position, borders = 0, set()
    for word, _ in tagged:  # type: ignore[attr-defined]
        position += len(word)
        borders.add(position)
    return borders
