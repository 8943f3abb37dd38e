"""A run takes from the run before what has not changed, and its tables are those of a run from nothing."""

import json
import os
import random
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pipeline.batch.workers
from pipeline.batch.former import PARTS
from pipeline.batch.inputs import File, Job, batches
from pipeline.batch.parts import ENDING
from pipeline.batch.run import RunResult, run
from pipeline.batch.workers import Desk, examine_file
from pipeline.cli import app
from pipeline.document import Source
from pipeline.lexicon import load
from pipeline.read import OWN, article_paths
from pipeline.read.metadata import Metadata
from pipeline.tables.csv import TABLES, read_frame
from pipeline.tables.rows import DocumentRows
from pipeline.tools import STANDARD, Settings, Tools, build_tools
from tests.killed import killed
from tests.test_lexicon_impact import own_folder
from tests.test_run import digests

TEXTS = (
    "2023年6月，美国商务部发布了出口管制规则。同年12月，荷兰政府加强了审查。\n",
    "2024年3月5日，工业和信息化部公布了芯片补贴办法。\n",
    "On 5 March 2024, the Department of Commerce issued new export controls on AI chips.\n",
    "今天下雨。\n",
)
forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with some short articles and a file of records."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    records = [{"id": str(number), "text": text} for number, text in enumerate(TEXTS)]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return folder


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the documents that are examined from now on."""
    real, paths = pipeline.batch.workers.examine, list[str]()

    def examine(source: Source, tools: Tools) -> DocumentRows:
        paths.append(source.path)
        return real(source, tools)

    monkeypatch.setattr(pipeline.batch.workers, "examine", examine)
    return paths


def same_as_from_nothing(corpus: Path, outputs: Path, **settings: object) -> RunResult:
    """Run, and demand the bytes of a run from nothing."""
    result = run(corpus, outputs, **settings)  # type: ignore[arg-type]
    nothing = outputs.parent / "nothing"
    shutil.rmtree(nothing, ignore_errors=True)
    assert run(corpus, nothing, **settings).taken == 0  # type: ignore[arg-type]
    assert digests(outputs) == digests(nothing)
    return result


def test_only_what_is_new_or_changed_is_examined(
    corpus: Path, tmp_path: Path, examined: list[str]
) -> None:
    outputs = tmp_path / "out"
    assert run(corpus, outputs).taken == 0
    before = digests(outputs)
    examined.clear()
    assert run(corpus, outputs).taken == len(TEXTS) * 2
    assert examined == []
    assert digests(outputs) == before
    for number in range(10):
        (corpus / f"new {number}.txt").write_text(TEXTS[number % 3], encoding="utf-8")
    (corpus / "3.txt").write_text("今天下雪。", encoding="utf-8")
    answer = CliRunner().invoke(app, ["run", str(corpus), "-o", str(outputs), "--workers", "0"])
    assert "(7 taken from the run before)" in answer.output
    assert sorted(examined) == ["3.txt", *(f"new {number}.txt" for number in range(10))]
    same_as_from_nothing(corpus, outputs)


LEXICONS = {
    "a name that stands in one text": ("technologies", "my-rule,补贴办法,,other,,,", ["1.txt"]),
    "a name that stands nowhere": ("organizations", "my-own,净室工会,,other,,,,", []),
    "a name spelled almost so": (
        "organizations",
        "my-own,工业及信息化部门,,government,CN,,,",
        ["1.txt"],
    ),
    "a name in another case": ("technologies", "my-own,,EXPORT CONTROL,other,,,", ["2.txt"]),
    "a place": ("places", "ZZ,净室岛,,", ["0.txt", "1.txt", "2.txt", "3.txt"]),
    "a trigger": ("event_triggers", "净化,zh,,,milestone,", ["0.txt", "1.txt", "2.txt", "3.txt"]),
}


@pytest.mark.parametrize("case", LEXICONS)
def test_a_change_of_lexicons_is_seen_where_it_can_show(
    case: str, corpus: Path, tmp_path: Path, examined: list[str]
) -> None:
    table, row, paths = LEXICONS[case]
    (corpus / "news.jsonl").unlink()
    run(corpus, tmp_path / "out")
    examined.clear()
    own = own_folder(tmp_path / "own", table, row)
    assert run(corpus, tmp_path / "out", overlay=own).taken == len(TEXTS) - len(paths)
    assert examined == paths
    same_as_from_nothing(corpus, tmp_path / "out", overlay=own)


def edit(chance: random.Random, corpus: Path, folder: Path) -> dict[str, object]:
    """Change something that a run depends on; return what the next run is called with."""
    texts = [path for path in sorted(corpus.glob("*.txt")) if path.is_file()]
    settings: dict[str, object] = {}
    text = f"2024年{chance.randint(1, 12)}月，美国商务部公布了规则。{chance.choice(TEXTS)}"

    def parts() -> list[Path]:
        return sorted((folder / "out" / OWN / PARTS).glob(f"*{ENDING}"))

    def metadata() -> None:
        day = f"2024-0{chance.randint(1, 9)}-15"
        rows = f"path,title,published,url\n{chance.choice(texts).name},题,{day},\nnews.jsonl#1,,{day},\n"
        (corpus / "metadata.csv").write_text(rows, encoding="utf-8")

    def verdicts() -> None:
        rows = read_frame(folder / "out", "dates")
        if len(rows):
            row = rows.iloc[chance.randrange(len(rows))]
            cells = f'{row["date_id"]},,"{row["quote"]}",{chance.choice(("reject", "accept"))},,,\n'
            head = "id,sha256,quote,verdict,corrected,reviewer,note\n"
            (corpus / "verdicts.csv").write_text(head + cells, encoding="utf-8")

    def lexicon() -> None:
        name = chance.choice(("规则", "补贴办法", "不在文中的词"))
        settings["overlay"] = own_folder(
            folder / f"own {name}", "technologies", f"my-{len(name)},{name},,other,,,"
        )

    def record() -> None:
        with (corpus / "news.jsonl").open("a", encoding="utf-8") as file:
            file.write("\n" + json.dumps({"text": text}))

    actions: list[Callable[[], object]] = [
        lambda: (corpus / f"{chance.randrange(20)}.txt").write_text(text, encoding="utf-8"),
        lambda: chance.choice(texts).write_text(text, encoding="utf-8"),
        lambda: chance.choice(texts[1:] or texts).unlink(),
        lambda: texts[0].rename(corpus / f"moved {chance.randrange(9)}.txt"),
        lambda: parts()[0].unlink(),
        lambda: parts()[-1].write_bytes(parts()[-1].read_bytes()[:-9]),
        lambda: settings.update(settings=Settings(segmenter="jieba")),
        lambda: settings.update(workers=2),
        metadata, verdicts, lexicon, lexicon, record,
    ]  # fmt: skip
    for action in chance.sample(actions, 2):
        action()
        texts[:] = sorted(corpus.glob("*.txt"))
    return settings


@pytest.mark.parametrize("seed", range(2))
def test_any_sequence_of_changes_gives_the_tables_of_a_run_from_nothing(
    seed: int, corpus: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    run(corpus, tmp_path / "out")
    for _ in range(5):
        same_as_from_nothing(corpus, tmp_path / "out", **edit(chance, corpus, tmp_path))


@forking
def test_a_run_that_is_killed_is_taken_up(corpus: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    run(corpus, tmp_path / "wanted")
    wanted, taken = digests(tmp_path / "wanted"), set[int]()
    for moment in (10, 28, 120):
        shutil.rmtree(outputs, ignore_errors=True)
        outputs.mkdir()
        killed(lambda: run(corpus, outputs), outputs, moment)
        taken.add(run(corpus, outputs).taken)
        assert digests(outputs) == wanted
    assert {0, len(TEXTS) * 2} <= taken  # before the first part, and after the last one


@forking
@pytest.mark.parametrize("deaths", [1, 2])
def test_a_document_that_ends_its_process_fails_alone(
    deaths: int, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, counted = pipeline.batch.workers.examine, tmp_path / "deaths"

    def examine(source: Source, tools: Tools) -> DocumentRows:
        if source.path == "news.jsonl#1" and len(counted.read_bytes()) < deaths:
            with counted.open("ab") as file:
                file.write(b".")
            os.kill(os.getpid(), 9)
        return real(source, tools)

    counted.write_bytes(b"")
    monkeypatch.setattr(pipeline.batch.workers, "examine", examine)
    monkeypatch.setattr("pipeline.batch.inputs.BATCH_FILES", 2)
    result = run(corpus, tmp_path / "out", workers=2)
    assert len(result.documents) == len(TEXTS) * 2
    assert [row.path for row in result.failed] == ["news.jsonl#1"] * (deaths - 1)
    assert all("ended the process" in row.message for row in result.failed)
    monkeypatch.undo()
    assert same_as_from_nothing(corpus, tmp_path / "out").failed == ()


def test_a_file_that_changes_or_vanishes_during_the_run(corpus: Path) -> None:
    desk = Desk(Job(corpus, Metadata({}), load(), STANDARD), build_tools(load()))
    for path, message in (("0.txt", "changed while it was read"), ("gone.txt", "is gone")):
        (rows,) = examine_file(desk, File(path, 9, "0" * 64, ""))
        assert rows.document.status == "failed"
        assert message in rows.document.message


def test_names_that_differ_only_in_case_or_normal_form(corpus: Path, tmp_path: Path) -> None:
    names = ["é.txt", unicodedata.normalize("NFD", "é.txt"), "A.txt", "a.txt"]
    for number, name in enumerate(names):
        (corpus / name).write_text(TEXTS[number], encoding="utf-8")
    if len(list(corpus.iterdir())) < len(names) + len(TEXTS) + 1:
        pytest.skip("this file system takes them for the same")
    found = {row.path: row for row in same_as_from_nothing(corpus, tmp_path / "out").documents}
    assert len({found[name].doc_id for name in names}) == len(names)
    assert len({found[name].sha256 for name in names}) == len(names)
    (corpus / names[0]).unlink()
    assert "é.txt" in article_paths(corpus)


@pytest.mark.parametrize(
    ("name", "text"), [("b.jsonl", ""), ("b.csv", "id,text\n"), ("b.csv", ""), ("b.zip", "")]
)
def test_a_file_without_articles_has_a_row(
    name: str, text: str, corpus: Path, tmp_path: Path
) -> None:
    (corpus / name).write_text(text)
    (row,) = (row for row in run(corpus, tmp_path / "out").documents if row.path == name)
    assert row.message


def test_a_link_to_a_folder_has_a_row(corpus: Path, tmp_path: Path) -> None:
    (corpus / "link").symlink_to(corpus)
    (row,) = (row for row in run(corpus, tmp_path / "out").documents if row.path == "link/")
    assert (row.status, "folder" in row.message) == ("skipped", True)


@pytest.mark.parametrize("form", ["parquet", "both"])
def test_tables_as_parquet(form: str, corpus: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    run(corpus, tmp_path / "csv")
    run(corpus, tmp_path / "out", form=form)
    assert (tmp_path / "out" / "events.csv").exists() == (form == "both")
    for name in TABLES:
        told = pq.read_table(tmp_path / "out" / f"{name}.parquet")
        frame = read_frame(tmp_path / "csv", name)
        assert told.column_names == list(frame.columns)
        assert told.num_rows == len(frame)
    dates = pq.read_table(tmp_path / "out" / "dates.parquet").to_pylist()
    assert [row["quote"] for row in dates] == list(read_frame(tmp_path / "csv", "dates")["quote"])


def sizes(files: Iterator[list[File]]) -> list[list[int]]:
    return [[file.size for file in batch] for batch in files]


def test_batches_are_of_similar_size_but_for_the_last_ones() -> None:
    files = [File(f"{n}.txt", size, "", "") for n, size in enumerate([9_000] * 4 + [90_000] + [1])]
    assert sizes(batches(files)) == [[9_000] * 2, [9_000] * 2, [90_000], [1]]
    many = [File(f"{n}.txt", 10, "", "") for n in range(70)]
    assert [len(batch) for batch in batches(many)] == [16, 16, 16, 16, 6]
    long = [File(f"{n}.txt", 50_000, "", "") for n in range(24)]
    assert [len(batch) for batch in batches(long)] == [2] * 10 + [1] * 4


def test_who_reads_the_names_of_lexicons() -> None:
    """`pipeline/batch/changed.py` proves where a changed name can show from what these modules do
    with names: a new reader must be thought of there too.
    """
    rooms = Path(pipeline.__file__).parent
    readers = {
        path.relative_to(rooms).as_posix()
        for path in rooms.rglob("*.py")
        if re.search(r'exicons\["(organizations|technologies)"\]', path.read_text("utf-8"))
        and path.relative_to(rooms).parts[0] not in ("workbench", "cli", "lexicon")
    }
    assert readers == {
        "dates/knowledge.py", "names/knowledge.py", "organizations/knowledge.py", "persons/terms.py",
        "tables/corpus.py",
        "technologies/elements.py",
    }  # fmt: skip
