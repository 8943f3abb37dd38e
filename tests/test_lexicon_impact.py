"""The impact of a change is what a second run would show, from the documents it touches alone."""

import shutil
from pathlib import Path

import pytest

from pipeline.batch.run import RunResult, run
from pipeline.lexicon.schema import TABLES
from pipeline.lexicon.snapshot import RecordError
from pipeline.outputs.reader import Cells, Recorded
from pipeline.tables.csv import ENTITIES, PRIMARY_KEYS
from pipeline.workbench.impact import COMPARED, impact
from tests.conftest import CORPUS

CHANGES = {
    "an-organization-more": ("organizations", "my-cleanroom,净室工会,,other,,补贴|法案,,"),
    "a-row-overridden": ("organizations", "us-doc,美国贸易部,Own Department,government,US,,,"),
    "a-term-more": ("technologies", "my-term,出口管制制度,,other,出口管制|审查,,"),
    "a-place-more": ("places", "ZZ,商务部所在地,,美国"),
    "a-trigger-more": ("event_triggers", "宣布,zh,,,milestone,"),
}


def own_folder(folder: Path, table: str, *rows: str) -> Path:
    columns = next(known for known in TABLES if known.name == table).columns
    folder.mkdir(exist_ok=True)
    text = "\n".join([",".join(columns), *rows, ""])
    (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def counted(table: str, row: Cells) -> str:
    return row[PRIMARY_KEYS[table]] if table in PRIMARY_KEYS else "\0".join(row.values())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a corpus of three short articles, and the outputs of a run over it."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "corpus").mkdir()
    for path in sorted(CORPUS.glob("*.txt"), key=lambda path: path.stat().st_size)[:3]:
        shutil.copy(path, folder / "corpus")
    (folder / "corpus" / "untouched.txt").write_text("今天下雨。", encoding="utf-8")
    run(folder / "corpus", folder / "out")
    return folder / "corpus", folder / "out"


@pytest.mark.parametrize("name", CHANGES)
def test_the_impact_is_what_a_new_run_shows(
    name: str, small: tuple[Path, Path], tmp_path: Path
) -> None:
    own = own_folder(tmp_path / "mine", *CHANGES[name])
    corpus, outputs = small
    found = impact(outputs, own)
    run(corpus, tmp_path / "new", overlay=own)
    before, after = Recorded(outputs), Recorded(tmp_path / "new")
    assert found.examined
    assert not any("untouched" in doc_id for doc_id in found.examined)
    for table in COMPARED:
        former, now = (
            {counted(table, row): row for row in side.table(table)} for side in (before, after)
        )
        difference = found.tables[table]
        assert [row for key, row in now.items() if key not in former] == difference.added
        assert [row for key, row in former.items() if key not in now] == difference.removed
        assert [
            (row, now[key]) for key, row in former.items() if key in now and now[key] != row
        ] == difference.changed
    for table in ENTITIES.values():
        column = PRIMARY_KEYS[table]
        former_ids, ids = ({row[column] for row in side.table(table)} for side in (before, after))
        assert found.entities[table] == (sorted(ids - former_ids), sorted(former_ids - ids))


def test_no_change_touches_no_document(sample_run: tuple[Path, RunResult]) -> None:
    found = impact(sample_run[0])
    assert not found.rows
    assert not found.examined


def test_a_folder_without_a_run_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no run has written here"):
        impact(tmp_path)


def test_the_repaired_texts_are_made_again(sample_run: tuple[Path, RunResult]) -> None:
    recorded = Recorded(sample_run[0])
    for doc_id in recorded.documents:
        assert recorded.traced(doc_id).value == recorded.clean_text(doc_id)


def test_the_record_gives_the_lexicons_back(sample_run: tuple[Path, RunResult]) -> None:
    from pipeline import lexicon

    recorded, shipped = Recorded(sample_run[0]).lexicons, lexicon.load()
    for table in TABLES:
        rows = zip(recorded[table.name], shipped[table.name], strict=True)
        assert all(
            {**mine.cells, "note": ""} == {**yours.cells, "note": ""} and mine.line == yours.line
            for mine, yours in rows
        )
