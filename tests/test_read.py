"""Reading: bytes decoded once and strictly, with the decision and its reason."""

from pathlib import Path

import pytest

from pipeline.read import article_paths
from pipeline.read.encoding import decode
from pipeline.read.failure import ReadError

SIMPLIFIED = (
    "美国商务部工业与安全局于2022年10月7日发布了关于先进计算芯片的出口管制新规，引起各方关注。\r\n"
)
TRADITIONAL = (
    "美國商務部工業與安全局於2022年10月7日發布了關於先進計算晶片的出口管制新規，引起各方關注。\r\n"
)


@pytest.mark.parametrize(
    ("text", "codec", "encoding", "basis"),
    [
        (SIMPLIFIED, "utf-8", "utf-8", "strict"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig", "mark"),
        (SIMPLIFIED, "utf-16", "utf-16", "mark"),
        (SIMPLIFIED, "gb18030", "gb18030", ""),
        (SIMPLIFIED, "gbk", "gb18030", ""),
        (SIMPLIFIED, "gb2312", "gb18030", ""),
        (TRADITIONAL, "big5", "big5hkscs", ""),
        (TRADITIONAL, "big5hkscs", "big5hkscs", ""),
        (TRADITIONAL, "gb18030", "gb18030", ""),
        (TRADITIONAL, "utf-8", "utf-8", "strict"),
        ("Plain ASCII, 2021.", "ascii", "utf-8", "strict"),
        ("𠀀𡃁与𠮷", "utf-8", "utf-8", "strict"),
        ("", "utf-8", "utf-8", "strict"),
    ],
)
def test_decoding(text: str, codec: str, encoding: str, basis: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.encoding == encoding
    assert basis in decoded.basis
    assert decoded.basis


@pytest.mark.parametrize("data", [b"\xff\x80\x81" * 9, b"\x00\x01binary", b"\xef\xbb\xbf\xff"])
def test_what_cannot_be_decoded_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(ReadError, match="save the file as UTF-8"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        "The talks in Zürich were led by Mr Müller.".encode("cp1252"),
        b"On Monday the European Comm\x8d\x73sion adopted its plan.",
        SIMPLIFIED.encode()[:-4],
        SIMPLIFIED.encode().replace(b"\xe5", b"\x9f", 3),
    ],
)
def test_a_text_that_is_no_language_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"not UTF-8"):
        decode(data)


def test_a_few_bad_bytes_are_kept_as_signs_and_counted() -> None:
    data = (SIMPLIFIED * 20).encode()
    place = data.index("发".encode())
    decoded = decode(data[:place] + b"\xff" + data[place:])
    assert decoded.text.count("\ufffd") == 1
    assert decoded.text.replace("\ufffd", "") == SIMPLIFIED * 20
    assert decoded.message.startswith("1 byte")


@pytest.mark.parametrize("text", ["A股与B股的X射线。", "与K线图，Wi-Fi芯片", "港口"])
def test_chinese_beside_latin_letters_is_chinese(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


def test_paths_are_sorted_and_only_articles(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden.txt", "~$a.txt", "metadata.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert article_paths(tmp_path) == ["a.txt", "b.txt", "sub/c.md"]
