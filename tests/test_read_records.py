"""Files that hold many articles, and files as files: limits, changes, what metadata.csv says."""

import datetime as dt
import json
import os
import sys
from pathlib import Path

import pytest

from pipeline.batch.run import run
from pipeline.document import Source
from pipeline.read import read_article, read_articles
from pipeline.read.failure import Failure, ReadError
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.read.metadata import Metadata, load_metadata
from pipeline.tables.csv import read_frame
from pipeline.tables.rows import document_id


def articles(folder: Path, name: str, limits: Limits = DEFAULTS) -> list[Source | Failure]:
    return list(read_articles(folder, name, load_metadata(folder), limits))


def test_each_line_is_an_article_and_a_broken_one_fails_alone(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a1", "text": "甲", "title": "题", "published": "2024-05-06T08:00Z"}),
        "",
        '{"text": ',
        json.dumps({"text": "乙"}),
        json.dumps({"id": "a1", "text": "丙"}),
        json.dumps({"id": 9, "text": "丁", "published": "6 May"}),
        json.dumps({"id": "x"}),
        json.dumps([1]),
        '{"id": "s", "text": "\\ud800"}',
    ]
    (tmp_path / "n.jsonl").write_text("\n".join(lines), encoding="utf-8-sig")
    found = articles(tmp_path, "n.jsonl")
    sources = {item.path: item for item in found if isinstance(item, Source)}
    assert list(sources) == ["n.jsonl#a1", "n.jsonl#3"]
    assert sources["n.jsonl#a1"].published == dt.date(2024, 5, 6)
    assert sources["n.jsonl#a1"].title == "题"
    failures = {item.path: item.message for item in found if isinstance(item, Failure)}
    assert list(failures) == [
        "n.jsonl#line-3", "n.jsonl#line-5", "n.jsonl#9", "n.jsonl#x", "n.jsonl#line-8",
        "n.jsonl#s",
    ]  # fmt: skip
    for path, words in (("#line-3", "line 3"), ("#line-5", "line 1"), ("#9", "YYYY-MM-DD")):
        assert words in failures[f"n.jsonl{path}"]


def test_a_records_digest_does_not_depend_on_its_neighbors(tmp_path: Path) -> None:
    line = json.dumps({"id": "b", "text": "乙"}) + "\n"
    (tmp_path / "one.jsonl").write_text(line)
    (tmp_path / "two.jsonl").write_text(json.dumps({"id": "a", "text": "甲"}) + "\n" + line)
    one, two = articles(tmp_path, "one.jsonl"), articles(tmp_path, "two.jsonl")
    assert one[-1].sha256 == two[-1].sha256


MATTER = "---\ntitle: 内题\ndate: 2024-03-05\nurl: https://example.org/in\nupdated: 2025-01-01\n---\n正文"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": MATTER}, ("内题", "2024-03-05", "https://example.org/in")),
        (
            {"text": MATTER, "title": "外题", "published": "2024-01-01", "url": "https://example.org/o"},
            ("外题", "2024-01-01", "https://example.org/o"),
        ),
        (
            {"text": "甲", "标题": "题", "发布日期": "2024年3月5日", "link": "https://example.org/a"},
            ("题", "2024-03-05", "https://example.org/a"),
        ),
        ({"text": "甲", "pubDate": "Tue, 05 Mar 2024 08:00:00 GMT"}, ("", "2024-03-05", "")),
        ({"text": "甲", "source": "某报", "updated": "2024-03-05", "created": "2024-03-05"}, ("", "", "")),
        ({"text": "甲", "date": "5/3/2024", "fetched": "2024-03-05"}, ("", "", "")),
        ({"text": "title: 题\n正文"}, ("", "", "")),
    ],
)  # fmt: skip
def test_fields_by_other_names_and_front_matter_of_a_text(
    fields: dict[str, str], told: tuple[str, str, str], tmp_path: Path
) -> None:
    (tmp_path / "n.jsonl").write_text(json.dumps(fields), encoding="utf-8")
    (source,) = articles(tmp_path, "n.jsonl")
    assert isinstance(source, Source)
    day = source.published.isoformat() if source.published else ""
    assert (source.title, day, source.url) == told
    assert source.published_basis == ("declared" if day else "")
    assert source.text == fields["text"]


@pytest.mark.parametrize(
    ("name", "content"), [("n.jsonl", ""), ("n.jsonl", "\n\n"), ("n.csv", "id,text\n")]
)
def test_a_file_without_records_is_one_empty_row(name: str, content: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / name).write_text(content)
    (row,) = run(corpus, tmp_path / "out").documents
    assert (row.path, row.status) == (name, "empty")
    assert "no record" in row.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_of_a_table(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["id", "text"], ["a", '"出口管制新规，\r\n第""一""段"'], ["", "政策文件"]]
    table = "\r\n".join(delimiter.join(row) for row in rows)
    (tmp_path / "n.csv").write_bytes(table.encode(encoding))
    found = articles(tmp_path, "n.csv")
    assert [item.path for item in found] == ["n.csv#a", "n.csv#2"]
    assert isinstance(found[0], Source)
    assert found[0].text == '出口管制新规，\r\n第"一"段'


@pytest.mark.parametrize(
    "table",
    [
        "sep=;\nid;text\na;x, y\n",
        "id|Body|note\na|x, y|z\n",
        "id\t正文\na\tx, y\n",
        '\nid,content\na,"x, y"\n',
    ],
)
def test_a_table_by_other_names_and_signs(tmp_path: Path, table: str) -> None:
    (tmp_path / "n.csv").write_text(table, encoding="utf-8")
    (source,) = articles(tmp_path, "n.csv")
    assert isinstance(source, Source)
    assert (source.path, source.text) == ("n.csv#a", "x, y")


def test_broken_rows_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text('id,text\na,x\nb,y,z\nc,ok\nd,"open\nrest\n', encoding="utf-8")
    found = articles(tmp_path, "n.csv")
    assert [type(item).__name__ for item in found] == ["Source", "Failure", "Source", "Failure"]
    assert "line 3" in found[1].message  # type: ignore[union-attr]
    assert "line 5" in found[3].message  # type: ignore[union-attr]
    (tmp_path / "other.csv").write_text("year,value\n2020,1\n")
    (failure,) = articles(tmp_path, "other.csv")
    assert isinstance(failure, Failure)
    assert "column `text`" in failure.message


def test_a_second_download_of_verdicts_says_how_to_name_it(tmp_path: Path) -> None:
    (tmp_path / "verdicts (1).csv").write_text("id,sha256,quote,verdict\n", encoding="utf-8")
    (failure,) = read_articles(tmp_path, "verdicts (1).csv", {})
    assert isinstance(failure, Failure)
    assert "name the file verdicts.csv" in failure.message


def test_a_long_cell(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("text\n" + "长" * 200_000, encoding="utf-8")
    (source,) = articles(tmp_path, "n.csv")
    assert isinstance(source, Source)
    assert len(source.text) == 200_000


def test_metadata_wins_over_what_a_record_says(tmp_path: Path) -> None:
    record = {"id": "a", "text": "甲", "title": "内", "published": "2020-01-01"}
    (tmp_path / "n.jsonl").write_text(json.dumps(record))
    rows = "path,title,published,url\nn.jsonl#a,外,2024-01-05,\n"
    (tmp_path / "metadata.csv").write_text(rows, encoding="utf-8")
    (source,) = articles(tmp_path, "n.jsonl")
    assert isinstance(source, Source)
    assert (source.title, source.published_basis) == ("外", "metadata")
    assert source.published == dt.date(2024, 1, 5)


def test_a_run_gives_each_record_a_row(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    lines = [
        json.dumps({"id": f"a/{i}", "text": f"2023年{i}月，美国商务部发布规则。"}) for i in (1, 2)
    ]
    (corpus / "n.jsonl").write_text("\n".join([*lines, "{broken"]))
    result = run(corpus, tmp_path / "out")
    assert [row.status for row in result.documents] == ["ok", "ok", "failed"]
    documents = read_frame(tmp_path / "out", "documents")
    assert documents["path"].tolist() == ["n.jsonl#a/1", "n.jsonl#a/2", "n.jsonl#line-3"]
    assert documents["doc_id"][0].startswith("n-a-1-")
    run(corpus, tmp_path / "four", workers=4)
    name = "documents.csv"
    assert (tmp_path / "four" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_ids_of_records_are_readable_and_differ() -> None:
    ids = {document_id(path) for path in ("n.jsonl#a.1", "n.jsonl#a.2", "n.csv#a.1", "n#1.txt")}
    assert len(ids) == 4
    assert document_id("n.jsonl#a.1").startswith("n-a-1-")


def test_the_limit_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 101)
    with pytest.raises(ReadError, match="limit of 100 bytes"):
        read_article(tmp_path, "a.txt", Metadata({}), Limits(bytes=100))
    long = json.dumps({"id": "a", "text": "x" * 200})
    (tmp_path / "n.jsonl").write_text(f'{long}\n{{"text": "short"}}')
    found = articles(tmp_path, "n.jsonl", Limits(bytes=100))
    assert [type(item).__name__ for item in found] == ["Failure", "Source"]


def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("first")
    real = Path.read_bytes

    def growing(path: Path) -> bytes:
        data = real(path)
        path.write_bytes(data + b" and more")
        return data

    monkeypatch.setattr(Path, "read_bytes", growing)
    (failure,) = read_articles(tmp_path, "a.txt", Metadata({}))
    assert isinstance(failure, Failure)
    assert "changed while it was read" in failure.message


@pytest.mark.skipif(os.name == "nt", reason="no named pipes")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (failure,) = read_articles(tmp_path, "a.txt", Metadata({}))
    assert isinstance(failure, Failure)
    assert "no regular file" in failure.message


def test_damaged_utf8_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    data = "美国商务部发布了出口管制规则。".encode() * 20
    (tmp_path / "a.txt").write_bytes(data[:-1])
    (failure,) = read_articles(tmp_path, "a.txt", Metadata({}))
    assert isinstance(failure, Failure)
    assert "cut off" in failure.message


def test_plain_text_waits_for_no_library() -> None:
    import subprocess

    code = (
        "import sys, pipeline.run; from pathlib import Path; from pipeline.read import *; "
        "from pipeline.read.metadata import Metadata; "
        "list(read_articles(Path('corpus'), 'us-chips-act.txt', Metadata({}))); "
        "sys.exit(any(n in sys.modules for n in ('pdfminer', 'lxml', 'trafilatura')))"
    )
    root = Path(__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
