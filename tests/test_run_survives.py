"""Inputs that stop a program which trusts them: each gives one failed row with a remedy, and its
neighbor keeps all of its rows.
"""

import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pipeline.read
from pipeline.batch.run import run
from pipeline.cli import app
from pipeline.document import Source
from pipeline.lexicon import LexiconError
from pipeline.outputs.publish import OutputError
from pipeline.read import article_paths, plaintext, read_articles
from pipeline.read.failure import Failure, problem_of
from pipeline.read.metadata import Metadata, load_metadata
from pipeline.read.naming import shown, writable
from pipeline.tables.csv import read_frame
from tests.test_read_docx import document, paragraph
from tests.test_read_docx import run as word_run

ARTICLE = "2023年6月，美国商务部发布了出口管制新规。"
MOST_NESTED = 100_000


def holed_docx(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a Word document out of which bytes in the middle are lost."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("word/document.xml", document(paragraph(word_run(ARTICLE * 50))))
    data = file.getvalue()
    return data[:50] + data[90:]


def damaged_lzma() -> bytes:
    """Return a Word document whose packed text is overwritten."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", random.Random(7).randbytes(2) * 2000)
    data = bytearray(file.getvalue())
    data[50:80] = b"\xff" * 30
    return bytes(data)


def nested_docx() -> bytes:
    """Return a Word document of elements nested far deeper than anyone writes."""
    return document("<w:p>" * MOST_NESTED + "</w:p>" * MOST_NESTED)


FAILING: dict[str, tuple[str, bytes, str]] = {
    "half a pair in an id": ("b.jsonl", rb'{"id": "\ud800", "text": "x"}', "lone surrogate"),
    "half a pair in a text": ("b.jsonl", rb'{"id": "a", "text": "\ud800"}', "lone surrogate"),
    "half a pair in a title": ("b.jsonl", rb'{"title": "\udfff", "text": "x"}', "lone surrogate"),
    "half a pair in a day": ("b.jsonl", rb'{"text": "x", "published": "\ud800"}', "YYYY-MM-DD"),
    "NUL in a title": ("b.jsonl", rb'{"text": "x", "title": "\u0000"}', "NUL"),
    "NUL in an id": ("b.jsonl", rb'{"text": "x", "id": "a\u0000"}', "NUL"),
    "an integer of 5,000 digits": ("b.jsonl", b'{"text": "x", "id": %s}' % (b"7" * 5000), "string"),
    "JSON nested deep": ("b.jsonl", b'{"text": ' + b"[" * MOST_NESTED, "nested too deep"),
    "an id as long as an article": (
        "b.jsonl", b'{"text": "x", "id": "%s"}' % (b"a" * 5000), "shorten",
    ),
    "NUL in a table": ("b.csv", b"id,text\na,x\0y\n", "NUL"),
    "a Word document with a hole": ("b.docx", holed_docx(), "save it as .docx"),
    "a stored Word document with a hole": ("b.docx", holed_docx(zipfile.ZIP_STORED), ".docx"),
    "damaged LZMA": ("b.docx", damaged_lzma(), "save it as .docx"),
    "a text file that is none": ("b.txt", b"a\0b", "NUL"),
    "a charset that is no encoding of texts": (
        "b.html", b"<meta charset=undefined><p>\xff\x80\x81\x90" * 9, "UTF-8",
    ),
}  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with one good article, whose rows every test demands."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def failed_beside_neighbor(corpus: Path) -> list[str]:
    """Run; demand the neighbor's rows, all of them, and return the messages of what failed."""
    outputs = corpus.parent / "out"
    result = run(corpus, outputs)
    documents = read_frame(outputs, "documents")
    assert documents["doc_id"].is_unique
    (good,) = [row for row in result.documents if row.path == "a.txt"]
    assert (good.status, good.dates, good.sentences) == ("ok", 1, 1)
    for table in ("dates", "sentences", "organization_mentions"):
        assert good.doc_id in set(read_frame(outputs, table)["doc_id"])
    return [row.message for row in result.documents if row.status == "failed"]


@pytest.mark.parametrize("case", FAILING)
def test_a_damaged_file_gives_one_failed_row(case: str, corpus: Path) -> None:
    name, data, remedy = FAILING[case]
    (corpus / name).write_bytes(data)
    (message,) = failed_beside_neighbor(corpus)
    assert remedy in message
    assert "defect" not in message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("b.html", b"<div>" * MOST_NESTED + b"x" + b"</div>" * MOST_NESTED),
        ("b.md", b"---\npublished: %s\n---\ntext" % (b"9" * 5000)),
        ("b.txt", "第".encode() + b"9" * 5000 + "年".encode()),
        ("b.docx", nested_docx()),
    ],
)
def test_what_is_only_strange_stops_nothing(name: str, data: bytes, corpus: Path) -> None:
    (corpus / name).write_bytes(data)
    assert not any("defect" in message for message in failed_beside_neighbor(corpus))


def test_a_name_that_is_not_utf8(corpus: Path) -> None:
    place = os.fsencode(corpus) + b"/b\xff.txt"
    try:
        Path(os.fsdecode(place)).write_text(ARTICLE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    (message,) = failed_beside_neighbor(corpus)
    assert "rename" in message
    paths = list(read_frame(corpus.parent / "out", "documents")["path"])
    assert paths == ["a.txt", r"b\xff.txt"]
    answer = CliRunner().invoke(app, ["run", str(corpus), "-o", str(corpus.parent / "out")])
    assert answer.exit_code == 1
    assert r"b\xff.txt" in answer.output


def test_a_name_written_with_compatibility_characters_is_found(corpus: Path) -> None:
    (corpus / "政\uf90a策.txt").write_text(ARTICLE, encoding="utf-8")
    (corpus / "cafe\u0301.txt").write_text(ARTICLE, encoding="utf-8")
    assert failed_beside_neighbor(corpus) == []


def test_a_file_that_vanishes_and_a_link_to_nowhere(corpus: Path) -> None:
    (corpus / "b.txt").symlink_to(corpus / "gone.txt")
    (message,) = failed_beside_neighbor(corpus)
    assert "is gone" in message
    (found,) = read_articles(corpus, "vanished.txt", Metadata({}))
    assert isinstance(found, Failure)
    assert "is gone" in found.message


def test_a_link_that_leads_to_itself(corpus: Path) -> None:
    (corpus / "b.txt").symlink_to(corpus / "b.txt")
    assert len(failed_beside_neighbor(corpus)) == 1


def test_a_folder_that_may_not_be_listed(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (corpus / "closed").mkdir()
    real = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert article_paths(corpus) == ["a.txt", "closed/"]
    (message,) = failed_beside_neighbor(corpus)
    assert "permissions" in message


@pytest.mark.parametrize("error", [RecursionError("deep"), MemoryError(), KeyError("x")])
def test_a_reader_that_stumbles_fails_its_file_alone(
    error: Exception, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*arguments: object) -> Source:
        raise error

    (corpus / "b.md").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setattr(plaintext, "read_markdown", stumble)
    (message,) = failed_beside_neighbor(corpus)
    assert message == problem_of(error)
    assert ("memory" if isinstance(error, MemoryError) else "a defect of the program") in message


def test_records_before_and_after_a_defect_are_kept(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.read.import_module("pipeline.read.records")
    day: Callable[[object], object] = real._day

    def stumble(value: object) -> object:
        if value == "odd":
            raise ZeroDivisionError
        return day(value)

    monkeypatch.setattr(real, "_day", stumble)
    records = [{"text": ARTICLE}, {"text": ARTICLE, "published": "odd"}, {"text": ARTICLE}]
    (corpus / "b.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    found = list(read_articles(corpus, "b.jsonl", Metadata({})))
    assert [type(item) for item in found] == [Source, Failure, Source]


@pytest.mark.parametrize(
    ("table", "kept"),
    [
        ('id,text\na,x\nb,"he said "no" twice"\nc,ok\nd,"go\non"\n', ["a"]),
        ('id,text\na,x\nb,"open\nc,"fine"\nd,"ok"\n', ["a"]),
        ('id,text\na,x\nb,"he "said"\nno\nc,ok\n', ["a"]),
        ('id,text\na,x\nb,"open\nprose, and more\n', ["a"]),
        ('text\nx\n"a"b"\ny\n', ["1"]),
    ],
)
def test_rows_around_a_quotation_mark_too_many(table: str, kept: list[str], corpus: Path) -> None:
    (corpus / "b.csv").write_text(table, encoding="utf-8")
    found = list(read_articles(corpus, "b.csv", Metadata({})))
    assert [item.path[6:] for item in found if isinstance(item, Source)] == kept
    assert len(found) == len(kept) + 1


def test_metadata_that_cannot_be_read_stops_the_run_with_a_remedy(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metadata = corpus / "metadata.csv"
    metadata.mkdir()
    with pytest.raises(LexiconError, match=r"metadata\.csv.*cannot be read.*Check"):
        run(corpus, corpus.parent / "out")
    metadata.rmdir()
    metadata.write_bytes("path,title,published,url\na.txt,题,,\n".encode("gb18030"))
    with pytest.raises(LexiconError, match="not UTF-8"):
        run(corpus, corpus.parent / "out")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(LexiconError, match=r"Permission denied.*Check"):
        load_metadata(corpus)


@pytest.mark.parametrize("kind", ["folder", "NUL"])
def test_a_lexicon_that_cannot_be_read_stops_the_run_with_a_remedy(kind: str, corpus: Path) -> None:
    own = corpus.parent / "own"
    own.mkdir()
    if kind == "folder":
        (own / "places.csv").mkdir()
    else:
        (own / "places.csv").write_text("id,name_zh_hans,name_en,aliases\nx,甲\0乙,,\n")
    answer = CliRunner().invoke(
        app, ["run", str(corpus), "-o", str(corpus.parent / "out"), "--lexicons", str(own)]
    )
    assert answer.exit_code == 2
    assert ("cannot be read" if kind == "folder" else "U+0000") in answer.output


def test_outputs_that_lead_to_themselves(corpus: Path) -> None:
    outputs = corpus.parent / "out"
    outputs.symlink_to(outputs)
    with pytest.raises(OutputError, match="choose another folder"):
        run(corpus, outputs)


@pytest.mark.parametrize("content", ['{"files": []}', '{"files": {"/etc/x": ""}}', "[" * 100_000])
def test_a_run_file_that_no_run_wrote_is_not_replaced(content: str, corpus: Path) -> None:
    outputs = corpus.parent / "out"
    outputs.mkdir()
    (outputs / "run.json").write_text(content)
    with pytest.raises(OutputError, match=r"run\.json: this file was not written by a run"):
        run(corpus, outputs)
    (outputs / "run.json").write_text('{"program": "zhengju", "files": ["a", 1]}')
    assert failed_beside_neighbor(corpus) == []


def test_a_run_file_reaches_no_file_outside(corpus: Path) -> None:
    outputs, outside = corpus.parent / "out", corpus.parent / "mine.csv"
    outputs.mkdir()
    outside.write_text("mine")
    listed = {str(outside): "", "../mine.csv": "", "a\0": "", "\ud800": ""}
    told = {"program": "zhengju", "files": listed}
    (outputs / "run.json").write_text(json.dumps(told))
    assert failed_beside_neighbor(corpus) == []
    assert outside.read_text() == "mine"


@pytest.mark.parametrize("name", ["out[/b]x", "out[red]", "out:smile:", "out\x1b[2J", "out\u202ex"])
def test_names_are_printed_as_they_are(name: str, corpus: Path) -> None:
    outputs = corpus.parent / name
    (corpus / f"{name.replace('/', '')}.bin").write_bytes(b"")
    for _ in range(2):
        answer = CliRunner().invoke(app, ["run", str(corpus), "-o", str(outputs)])
        assert answer.exit_code == 0, answer.output
        assert shown(name) in answer.output.replace("\n", "")
        (outputs / "events.csv").write_text("corrected")
    assert "\x1b[2J" not in answer.output
    assert "\u202e" not in answer.output


@pytest.mark.parametrize(
    ("text", "in_tables", "on_screen"),
    [
        ("a\udcff", r"a\xff", r"a\xff"),
        ("\ud800b", r"\ud800b", r"\ud800b"),
        ("a\0b", r"a\x00b", r"a\x00b"),
        ("a\x1b[1m\nb", "a\x1b[1m\nb", r"a\x1b[1m\x0ab"),
        ("政策\u3000[b] é", "政策\u3000[b] é", "政策\u3000[b] é"),
        ("a\u202etxt.exe", "a\u202etxt.exe", r"a\u202etxt.exe"),
    ],
)
def test_names_as_written_and_shown(text: str, in_tables: str, on_screen: str) -> None:
    assert (writable(text), shown(text)) == (in_tables, on_screen)
