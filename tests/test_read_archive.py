"""Archives made here: each member is a document, and one that cannot be had fails alone."""

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.batch.run import run
from pipeline.cli import app
from pipeline.document import Source
from pipeline.read import archive, read_articles
from pipeline.read.failure import Failure
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.read.metadata import load_metadata
from pipeline.read.unread import REMEDIES, remedy_for
from tests.test_read_odt import odt
from tests.test_read_odt import paragraph as odt_paragraph

ARTICLE = "2023年6月，美国商务部发布了出口管制新规。"


def packed(*files: tuple[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    return file.getvalue()


def found(folder: Path, data: bytes, limits: Limits = DEFAULTS) -> list[Source | Failure]:
    (folder / "n.zip").write_bytes(data)
    return list(read_articles(folder, "n.zip", load_metadata(folder), limits))


def test_each_member_is_a_document(tmp_path: Path) -> None:
    record = json.dumps({"id": "r1", "text": ARTICLE, "title": "题"})
    data = packed(
        ("b/二.txt", ARTICLE),
        ("a.odt", odt(odt_paragraph(ARTICLE))),
        ("r.jsonl", record),
        ("b/", b""),
        (".hidden.txt", ARTICLE),
        ("__MACOSX/a.odt", b"x"),
        ("~$a.docx", b"x"),
    )
    sources = [item for item in found(tmp_path, data) if isinstance(item, Source)]
    assert [item.path for item in sources] == ["n.zip#a.odt", "n.zip#b/二.txt", "n.zip#r.jsonl#r1"]
    assert {item.text for item in sources} == {ARTICLE}
    assert len({item.sha256 for item in sources}) == 3
    assert sources[0].title == "出口管制"


def test_metadata_beside_the_archive_tells_what_its_members_do_not(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text(
        "path,title,published,url\nn.zip#a.txt,题,2024-03-05,\n", encoding="utf-8"
    )
    (source,) = found(tmp_path, packed(("a.txt", ARTICLE)))
    assert isinstance(source, Source)
    assert (source.title, source.published) == ("题", dt.date(2024, 3, 5))


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("in.zip", packed(("a.txt", "x")), "skipped", "archive in an archive"),
        ("a.xlsx", b"x", "skipped", ".csv"),
        ("a.bin", b"x", "skipped", "save it as .txt"),
        ("metadata.csv", b"path,title,published,url\n", "skipped", "beside the articles"),
        ("a.docx", b"x", "failed", "no .docx"),
        ("../../etc/a.txt", b"x", "failed", "out of the archive"),
        ("/etc/a.txt", b"x", "failed", "out of the archive"),
        ("C:\\a.txt", b"x", "failed", "out of the archive"),
        ("b/../../a.txt", b"x", "failed", "out of the archive"),
        ("..\\a.txt", b"x", "failed", "out of the archive"),
    ],
)
def test_what_is_not_read_says_so_alone(
    name: str, content: bytes, status: str, words: str, tmp_path: Path
) -> None:
    items = found(tmp_path, packed(("z.txt", ARTICLE), (name, content)))
    (failure,) = [item for item in items if isinstance(item, Failure)]
    assert failure.status == status
    assert words in failure.message
    assert [item.path for item in items if isinstance(item, Source)] == ["n.zip#z.txt"]


def test_names_in_the_encoding_of_windows(tmp_path: Path) -> None:
    name = "公告.txt".encode("gbk")
    data = packed(("x" * len(name), ARTICLE)).replace(b"x" * len(name), name)
    (source,) = found(tmp_path, data)
    assert source.path == "n.zip#公告.txt"


def test_a_name_that_stands_twice(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a.txt", "x"), ("a.txt", "y"))
    first, second = found(tmp_path, data)
    assert isinstance(first, Source)
    assert isinstance(second, Failure)
    assert "two files of this name" in second.message


def test_a_password(tmp_path: Path) -> None:
    data = bytearray(packed(("a.txt", ARTICLE)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (failure,) = found(tmp_path, bytes(data))
    assert isinstance(failure, Failure)
    assert "password" in failure.message


def test_a_damaged_member_fails_alone(tmp_path: Path) -> None:
    data = bytearray(packed(("a.txt", ARTICLE * 9), ("b.txt", ARTICLE)))
    data[40:50] = b"\xff" * 10
    first, second = found(tmp_path, bytes(data))
    assert isinstance(first, Failure)
    assert "damaged" in first.message
    assert isinstance(second, Source)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(bytes=1000), "limit of 1,000 bytes"),
        (Limits(collection=100_000), "inflates beyond the limit of 100,000"),
    ],
)
def test_what_inflates_without_end(limits: Limits, words: str, tmp_path: Path) -> None:
    items = found(tmp_path, packed(("a.txt", "a"), ("b.txt", "零" * 100_000)), limits)
    assert isinstance(items[0], Source)
    assert isinstance(items[1], Failure)
    assert words in items[1].message


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 2)
    (failure,) = found(tmp_path, packed(*((f"{n}.txt", "x") for n in range(3))))
    assert isinstance(failure, Failure)
    assert "holds 3 files" in failure.message


@pytest.mark.parametrize("data", [b"", b"no zip", packed(("a.txt", "x"))[:-10]])
def test_what_is_no_archive(data: bytes, tmp_path: Path) -> None:
    (failure,) = found(tmp_path, data)
    assert isinstance(failure, Failure)
    assert "no .zip" in failure.message


def test_an_empty_archive_is_empty(tmp_path: Path) -> None:
    (source,) = found(tmp_path, packed())
    assert isinstance(source, Source)
    assert (source.text, source.message) == ("", "there is no file in the archive")


def test_a_run_gives_each_member_a_row(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "n.zip").write_bytes(packed(("a.txt", ARTICLE), ("b.xls", "x"), ("c.txt", "")))
    (corpus / "d.wps").write_bytes(b"x")
    result = run(corpus, tmp_path / "out")
    assert [(row.path, row.status) for row in result.documents] == [
        ("d.wps", "skipped"),
        ("n.zip#a.txt", "ok"),
        ("n.zip#b.xls", "skipped"),
        ("n.zip#c.txt", "empty"),
    ]
    assert "save it as .docx" in result.documents[0].message


@pytest.mark.parametrize("suffix", sorted(REMEDIES))
def test_each_kind_that_is_not_read_has_a_remedy(suffix: str) -> None:
    assert remedy_for(f"x{suffix.upper()}", ".txt").startswith("this kind of file is not read: ")


@pytest.mark.parametrize("command", ["read", "repair"])
@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("n.zip#b/a.txt", 0, ARTICLE),
        ("n.jsonl#r1", 0, ARTICLE),
        ("c#1.txt", 0, ARTICLE),
        ("n.zip", 2, "name one of them, such as n.zip#b/a.txt"),
        ("n.zip#none.txt", 2, "name one of them"),
        ("n.zip#d.docx", 2, "no .docx"),
        ("none.zip#a.txt", 2, "there is no such file"),
    ],
)
def test_one_of_many_can_be_looked_at(
    command: str, name: str, code: int, words: str, tmp_path: Path
) -> None:
    (tmp_path / "n.zip").write_bytes(packed(("b/a.txt", ARTICLE), ("d.docx", b"x")))
    (tmp_path / "n.jsonl").write_text(json.dumps({"id": "r1", "text": ARTICLE}), encoding="utf-8")
    (tmp_path / "c#1.txt").write_text(ARTICLE, encoding="utf-8")
    answer = CliRunner().invoke(app, [command, str(tmp_path / name)])
    assert answer.exit_code == code
    assert words in answer.output.replace("\n", "")
