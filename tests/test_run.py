"""Whole runs: the same bytes whatever the surroundings, clear words for bad input, nothing half
written.
"""

import hashlib
import os
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pipeline
import pipeline.batch.workers
from pipeline.batch.run import run
from pipeline.cli import app
from pipeline.document import Source
from pipeline.read import OWN
from pipeline.run import looked_through, source_of, tools_for
from pipeline.tables.csv import read_frame
from pipeline.tables.rows import DocumentRows
from pipeline.tools import Tools
from tests.conftest import CORPUS

ARTICLE = "2023年6月，美国商务部发布了出口管制规则。同年12月，荷兰政府加强了审查。\n"


def digests(outputs: Path) -> dict[str, str]:
    return {
        path.relative_to(outputs).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(outputs.rglob("*"))
        if path.is_file() and OWN not in path.parts
    }


def command(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_two_runs_give_the_same_bytes(sample_run: tuple[Path, object], tmp_path: Path) -> None:
    shuffled = tmp_path / "copied in another order"
    shuffled.mkdir()
    for path in sorted(CORPUS.iterdir(), reverse=True):
        shutil.copy(path, shuffled)
    run(shuffled, tmp_path / "elsewhere", workers=4)
    assert digests(tmp_path / "elsewhere") == digests(sample_run[0])


def test_a_documents_rows_do_not_depend_on_the_others(corpus: Path, tmp_path: Path) -> None:
    run(corpus, tmp_path / "alone")
    (corpus / "b.txt").write_text("荷兰政府于2020年成立了审查办公室。", encoding="utf-8")
    run(corpus, tmp_path / "both")
    for table in ("dates", "events", "organization_mentions"):
        alone, both = (read_frame(tmp_path / name, table) for name in ("alone", "both"))
        mine = both[both["doc_id"].isin(alone["doc_id"])].reset_index(drop=True)
        assert alone.equals(mine)


def test_simplified_and_traditional_twins_give_the_same_rows() -> None:
    from pipeline.plain import converter

    simplified = pipeline.analyze(ARTICLE)
    traditional = pipeline.analyze(converter("s2t")(ARTICLE))
    for table, columns in (
        ("dates", ("start", "end", "start_date", "end_date")),
        ("organization_mentions", ("start", "end", "org_id")),
        ("events", ("start", "end", "event_type", "modality")),
    ):
        rows = [
            [tuple(getattr(row, column) for column in columns) for row in getattr(found, table)]
            for found in (simplified, traditional)
        ]
        assert rows[0] == rows[1]
        assert rows[0]


def test_analyze_gives_rows_with_the_columns_as_attributes() -> None:
    found = pipeline.analyze(ARTICLE, name="note")
    assert found.clean_text == ARTICLE
    assert [row.text for row in found.dates] == ["2023年6月", "同年12月"]
    assert found.dates[1].start_date == "2023-12-01"
    assert found.dates[1].anchor_date_id == found.dates[0].date_id
    assert found.organization_mentions[0].org_id == "us-doc"
    assert found.events[0].quote in ARTICLE


BAD_FILES = {
    "wrong-bytes.txt": (b"\xff\x80\x81\x90" * 20, "UTF-8"),
    "nul.txt": ("政策\0文件".encode(), "NUL"),
    "torn-utf16.txt": (b"\xff\xfe\x41", "utf-16"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_fails_alone(name: str, corpus: Path, tmp_path: Path) -> None:
    data, reason = BAD_FILES[name]
    (corpus / name).write_bytes(data)
    code, output = command("run", corpus, "-o", tmp_path / "out")
    assert code == 1
    assert name in output
    assert reason in output
    documents = read_frame(tmp_path / "out", "documents").set_index("path")
    assert documents.loc[name, "status"] == "failed"
    assert documents.loc["a.txt", "status"] == "ok"
    assert len(read_frame(tmp_path / "out", "dates")) == 2


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \n\n"])
def test_an_empty_file_is_empty_not_failed(data: bytes, corpus: Path, tmp_path: Path) -> None:
    (corpus / "empty.txt").write_bytes(data)
    code, _ = command("run", corpus, "-o", tmp_path / "out")
    assert code == 0
    documents = read_frame(tmp_path / "out", "documents").set_index("path")
    assert documents.loc["empty.txt", "status"] == "empty"


def test_a_file_that_is_not_read_is_skipped(corpus: Path, tmp_path: Path) -> None:
    (corpus / "table.xlsx").write_bytes(b"PK")
    (corpus / ".hidden.txt").write_text(ARTICLE, encoding="utf-8")
    (corpus / "~$lock.txt").write_text(ARTICLE, encoding="utf-8")
    code, output = command("run", corpus, "-o", tmp_path / "out")
    assert code == 0
    assert "table.xlsx" in output
    documents = read_frame(tmp_path / "out", "documents")
    assert dict(zip(documents["path"], documents["status"], strict=True)) == {
        "a.txt": "ok",
        "table.xlsx": "skipped",
    }


def test_one_line_of_five_megabytes(corpus: Path, tmp_path: Path) -> None:
    line = "芯" * 1_700_000 + "2023年6月，美国商务部发布了规则。"
    (corpus / "long.txt").write_text(line, encoding="utf-8")
    code, _ = command("run", corpus, "-o", tmp_path / "out")
    assert code == 0
    documents = read_frame(tmp_path / "out", "documents").set_index("path")
    assert documents.loc["long.txt", "status"] == "ok"
    assert documents.loc["long.txt", "events"] == 1


def test_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, output = command("run", tmp_path / "empty", "-o", tmp_path / "out")
    assert code == 2
    assert "no article" in output
    assert not (tmp_path / "out").exists()


def test_a_missing_folder(tmp_path: Path) -> None:
    code, output = command("run", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert code == 2
    assert "no such folder" in output


def test_a_broken_lexicon_stops_the_run_before_it_starts(corpus: Path, tmp_path: Path) -> None:
    own = tmp_path / "lexicons"
    own.mkdir()
    (own / "organizations.csv").write_text("id,name\n1,2\n", encoding="utf-8")
    code, output = command("run", corpus, "-o", tmp_path / "out", "--lexicons", own)
    assert code == 2
    assert "line 1" in output
    assert not list((tmp_path / "out").glob("*.csv"))


def test_an_output_folder_that_cannot_be_written(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    code, output = command("run", corpus, "-o", tmp_path / "file" / "out")
    assert code == 2
    assert "cannot write" in output


def test_a_run_replaces_only_what_a_run_wrote(corpus: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    outputs.mkdir()
    (outputs / "notes.txt").write_text("mine", encoding="utf-8")
    assert command("run", corpus, "-o", outputs)[0] == 0
    before = digests(outputs)
    (corpus / "b.txt").write_text(ARTICLE, encoding="utf-8")
    assert command("run", corpus, "-o", outputs)[0] == 0
    (corpus / "b.txt").unlink()
    assert command("run", corpus, "-o", outputs)[0] == 0
    assert digests(outputs) == before
    assert (outputs / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_table_that_no_run_wrote_is_not_overwritten(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "events.csv").write_text("mine", encoding="utf-8")
    code, output = command("run", corpus, "-o", tmp_path / "out")
    assert code == 2
    assert "not written by a run" in output.replace("\n", " ")
    assert (tmp_path / "out" / "events.csv").read_text(encoding="utf-8") == "mine"


def test_a_table_edited_by_hand_is_kept(corpus: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    command("run", corpus, "-o", outputs)
    (outputs / "events.csv").write_text("corrected", encoding="utf-8")
    code, output = command("run", corpus, "-o", outputs)
    assert code == 0
    assert "events.edited.csv" in output.replace("\n", "")
    assert (outputs / "events.edited.csv").read_text(encoding="utf-8") == "corrected"


def test_a_run_that_dies_leaves_the_former_outputs_whole(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = tmp_path / "out"
    run(corpus, outputs)
    before = digests(outputs)
    (corpus / "b.txt").write_text(ARTICLE, encoding="utf-8")

    def fail(path: Path, name: str, table: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.batch.written.write_csv", fail)
    with pytest.raises(KeyboardInterrupt):
        run(corpus, outputs)
    assert digests(outputs) == before


def test_restore_gives_the_source_back(sample_run: tuple[Path, object]) -> None:
    outputs = sample_run[0]
    for doc_id in read_frame(outputs, "documents")["doc_id"]:
        code, output = command("restore", doc_id, "-o", outputs)
        assert code == 0
        assert "all equal" in output
    code, output = command("restore", "no-such-id", "-o", outputs)
    assert code == 2


def test_metadata_wins_and_a_wrong_date_is_said(corpus: Path, tmp_path: Path) -> None:
    rows = "path,title,published,url\na.txt,标题,2024-01-05,\nb.txt,,2024-13-01,\n"
    (corpus / "metadata.csv").write_text(rows, encoding="utf-8-sig")
    (corpus / "b.txt").write_text(ARTICLE, encoding="utf-8")
    code, output = command("run", corpus, "-o", tmp_path / "out")
    assert code == 1
    assert "line 3" in output
    documents = read_frame(tmp_path / "out", "documents").set_index("path")
    assert documents.loc["a.txt", ["title", "published", "published_basis"]].tolist() == [
        "标题",
        "2024-01-05",
        "metadata",
    ]


@pytest.mark.parametrize(
    ("fields", "line", "day", "basis"),
    [
        ("date: 2024-05-07", "2024-05-06 10:00:00", "2024-05-06", "dateline"),
        ("date: 2024-05-13", "2024-05-06 10:00:00", "2024-05-06", "dateline"),
        ("date: 2024-05-14", "2024-05-06 10:00:00", "2024-05-14", "declared"),
        ("date: 2024-05-06", "2024-05-07 10:00:00", "2024-05-06", "declared"),
        ("published: 2024-05-07", "2024-05-06 10:00:00", "2024-05-07", "declared"),
        ("date: 2024-05-07", "会议时间：2024年5月6日", "2024-05-07", "declared"),
        ("author: 甲", "2024-05-06 10:00:00", "2024-05-06", "dateline"),
    ],
)
def test_the_day_of_a_clipping_gives_way(fields: str, line: str, day: str, basis: str) -> None:
    text = f"---\ntitle: 新规公布\n{fields}\n---\n\n# 新规公布\n\n{line}\n\n{ARTICLE}"
    document, _, _ = looked_through(source_of(text, "a.md", None), tools_for(None))
    source = document.source
    assert source.published is not None
    assert (source.published.isoformat(), source.published_basis) == (day, basis)


@pytest.mark.skipif(os.name == "nt", reason="locale names differ")
def test_the_reference_segmenter_can_be_chosen(corpus: Path, tmp_path: Path) -> None:
    code, _ = command("run", corpus, "-o", tmp_path / "out", "--segmenter", "jieba")
    assert code == 0
    assert '"segmenter": "jieba"' in (tmp_path / "out" / "run.json").read_text(encoding="utf-8")


def test_one_file_is_read(corpus: Path, tmp_path: Path) -> None:
    (corpus / "b.txt").write_text("荷兰政府于2020年成立了审查办公室。", encoding="utf-8")
    (corpus / "metadata.csv").write_text(
        "path,title,published,url\na.txt,新规,2024-01-05,\n", "utf-8"
    )
    code, output = command("run", corpus / "a.txt", "-o", tmp_path / "out")
    assert code == 0
    assert "1 of 1 documents of a.txt read" in output
    assert output.splitlines()[-1].startswith("Open first: ")
    documents = read_frame(tmp_path / "out", "documents")
    assert list(documents["path"]) == ["a.txt"]
    assert list(documents["title"]) == ["新规"]
    command("run", corpus, "-o", tmp_path / "both")
    events = read_frame(tmp_path / "both", "events")
    of_one = events[events["doc_id"] == documents["doc_id"][0]].reset_index(drop=True)
    assert of_one.equals(read_frame(tmp_path / "out", "events"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("metadata.csv", "this tells of articles"),
        ("a.jpg", "run OCR"),
        ("no.txt", "no such folder"),
    ],
)
def test_a_file_that_is_no_article_is_said(
    name: str, said: str, corpus: Path, tmp_path: Path
) -> None:
    if name != "no.txt":
        (corpus / name).write_bytes(b"x")
    code, output = command("run", corpus / name, "-o", tmp_path / "out")
    assert code == 2
    assert said in output.replace("\n", " ")
    code, output = command("run", corpus / "a.txt", "-o", corpus)
    assert code == 2
    assert "among the articles" in output.replace("\n", " ")


def test_removals_are_shown_without_color(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("年底前，报告发布了。\n\n扫码关注我们\n", encoding="utf-8")
    code, output = command("repair", tmp_path / "a.txt")
    assert code == 0
    assert "\x1b" not in output
    assert re.search(r"\[-.*?-\]\{[a-z-]+\}", output)
    kept = re.sub(r"\[-.*?-\]\{[a-z-]+\}", "", output)
    assert kept.strip() == "年底前，报告发布了。"


def test_help_teaches() -> None:
    code, output = command("--help")
    assert code == 0
    for word in ("run", "restore", "corpus", "outputs"):
        assert word in output


def test_a_file_that_takes_too_long_fails_alone(corpus: Path, tmp_path: Path) -> None:
    (corpus / "slow.txt").write_text(ARTICLE * 9_000, encoding="utf-8")
    code, output = command("run", corpus, "-o", tmp_path / "out", "--max-seconds", 1)
    assert code == 1
    assert "slow.txt: not done within the limit of 1 seconds" in output
    documents = read_frame(tmp_path / "out", "documents").set_index("path")
    assert documents["status"].to_dict() == {"a.txt": "ok", "slow.txt": "failed"}


def test_a_defect_in_one_document_fails_it_alone(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.batch.workers.examine

    def fail(source: Source, tools: Tools) -> DocumentRows:
        if source.path == "b.txt":
            raise ZeroDivisionError("no such thing")
        return real(source, tools)

    monkeypatch.setattr(pipeline.batch.workers, "examine", fail)
    (corpus / "b.txt").write_text(ARTICLE, encoding="utf-8")
    code, output = command("run", corpus, "-o", tmp_path / "out")
    assert code == 1
    assert "b.txt: a defect of the program (ZeroDivisionError" in output
    assert len(read_frame(tmp_path / "out", "dates")) == 2


def test_a_run_names_its_lexicons_and_misses_yours(corpus: Path, tmp_path: Path) -> None:
    mine, out = tmp_path / "mine", tmp_path / "out"
    mine.mkdir()
    row = "id,name_zh_hans,name_en,kind,country,aliases,weak_aliases,note\nmy-a,甲乙丙署,,government,,,,\n"
    (mine / "organizations.csv").write_text(row, encoding="utf-8-sig")
    said = [
        " ".join(command("run", corpus, "-o", out, *layer)[1].split())
        for layer in ([], ["--lexicons", mine], [], [])
    ]
    assert ["mine/ (organizations.csv)" in text for text in said] == [False, True, False, False]
    assert ["used your own lexicons" in text for text in said] == [False, False, True, False]


def test_tables_below_the_corpus_are_no_articles(corpus: Path, tmp_path: Path) -> None:
    for _ in range(2):
        code, _ = command("run", corpus, "-o", corpus / "tables")
        assert code == 0
    assert list(read_frame(corpus / "tables", "documents")["path"]) == ["a.txt"]
    code, output = command("run", corpus, "-o", corpus)
    assert code == 2
    assert "among the articles" in output.replace("\n", " ")


@pytest.mark.parametrize("written", ["2024/1/5", "2024-01-05", "2024年1月5日", "2024.1.5"])
def test_a_day_may_be_written_as_excel_writes_it(
    written: str, corpus: Path, tmp_path: Path
) -> None:
    row = f"path,title,published,url\na.txt,,{written},\n"
    (corpus / "metadata.csv").write_text(row, encoding="utf-8-sig")
    command("run", corpus, "-o", tmp_path / "out")
    assert list(read_frame(tmp_path / "out", "documents")["published"]) == ["2024-01-05"]


def test_a_publication_date_that_is_none_is_said() -> None:
    with pytest.raises(TypeError, match=r"datetime\.date"):
        pipeline.analyze(ARTICLE, published="2024-01-05")  # type: ignore[arg-type]
