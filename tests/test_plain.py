"""The plain form: simplified, half-width, as long as the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.plain import find_addresses, plain_form


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("人工智慧與量子電腦", "人工智慧与量子电脑"),
        ("２０２１年⼗⽉", "2021年十月"),
        ("瞭解臺灣", "了解台湾"),
        ("（ＢＩＳ）", "(BIS)"),
        ("改变量子比特", "改变量子比特"),
        ("2021年①", "2021年①"),
        ("10²", "10²"),
        ("a\u00a0b", "a b"),
        ("⻔⻛", "门风"),
    ],
)
def test_plain_form(text: str, plain: str) -> None:
    assert plain_form(text) == plain


@given(st.text(max_size=200))
def test_length_is_kept(text: str) -> None:
    assert len(plain_form(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("详见https://site.example/huawei/5G。", ["https://site.example/huawei/5G"]),
        ("见https://a.example/b，IBM称", ["https://a.example/b"]),
        ("www.a.example/x 与 a.example/IBM/2019", ["www.a.example/x", "a.example/IBM/2019"]),
        ("写信给 press@ibm.example。", ["press@ibm.example"]),
        ("Amazon.com 与 and/or，U.S./China，1.2/3，5G/6G", []),
        ("ratio 3.5/4 in industry.Quantum/AI", []),
    ],
)
def test_addresses(text: str, addresses: list[str]) -> None:
    plain = plain_form(text)
    assert [plain[span.start : span.end] for span in find_addresses(plain)] == addresses
