"""Rows suggested, added and tried: what they say loads, and never touches a shipped file."""

import hashlib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import lexicon
from pipeline.batch.run import RunResult, run
from pipeline.cli import app
from pipeline.lexicon import LexiconError, shipped_folder
from pipeline.lexicon.file import read_table
from pipeline.lexicon.schema import TABLES_BY_NAME
from pipeline.names.heads import Heads
from pipeline.workbench.add import Added, add_row
from pipeline.workbench.explain_surface import try_text
from pipeline.workbench.suggest import Suggestion, as_alias, guessed, proposed_id, suggest

HEADER = ",".join(TABLES_BY_NAME["organizations"].columns)
NEW = {"id": "my-clean", "name_zh_hans": "洁净室联盟", "kind": "alliance", "weak_aliases": "NSC"}


def command(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def shipped_digest() -> str:
    parts = [path.read_bytes() for path in sorted(shipped_folder().glob("*.csv"))]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def test_a_new_file_gets_a_header_and_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "mine" / "organizations.csv"
    assert add_row(tmp_path / "mine", "organizations", NEW) == Added(path, 2)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,")
    assert {row["id"] for row in lexicon.load(tmp_path / "mine")["organizations"]} >= {"my-clean"}


FORMER = f"{HEADER}\nmy-a,甲乙丙研究所,,research,,,,\n"


@pytest.mark.parametrize(
    "former",
    [
        FORMER.encode(),
        FORMER.rstrip("\n").encode(),
        FORMER.replace("\n", "\r\n").encode("utf-8-sig"),
        FORMER.replace(",", ";").encode("utf-8-sig"),
        FORMER.replace(",", "\t").encode("utf-16"),
    ],
    ids=["plain", "no line end", "excel", "semicolons", "unicode text"],
)
def test_a_file_keeps_its_dialect(former: bytes, tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_bytes(former)
    assert add_row(tmp_path, "organizations", NEW) == Added(path, 3)
    assert path.read_bytes().startswith(former)
    rows = list(read_table(path, path.read_bytes(), TABLES_BY_NAME["organizations"]))
    assert [(row["id"], row["kind"]) for row in rows] == [
        ("my-a", "research"), ("my-clean", "alliance"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "us-doc"}, "lexicons/organizations.csv, line"),
        ({"name_zh_hans": "美国商务部"}, "us-doc"),
        ({"aliases": "BEIDOU卫星盟|美國商務部"}, "us-doc"),
        ({"kind": "firm"}, "not allowed"),
        ({"name_zh_hans": "潔淨室聯盟"}, "traditional script"),
        ({"name_zh_hans": "洁净\u200b室联盟"}, "invisible"),
    ],
)
def test_a_bad_row_changes_nothing(change: dict[str, str], said: str, tmp_path: Path) -> None:
    before = shipped_digest()
    (tmp_path / "organizations.csv").write_text(FORMER, encoding="utf-8")
    with pytest.raises(LexiconError, match=said):
        add_row(tmp_path, "organizations", NEW | change)
    assert (tmp_path / "organizations.csv").read_text(encoding="utf-8") == FORMER
    assert shipped_digest() == before


def test_the_command_adds_and_refuses_the_second_time(tmp_path: Path) -> None:
    row = ("--zh", "洁净室联盟", "--en", "Cleanroom Alliance", "--kind", "alliance")
    code, output = command("lexicon", "add", "organizations", "--lexicons", tmp_path, *row)
    assert (code, "line 2: my-cleanroom-alliance added" in output.replace("\n", "")) == (0, True)
    code, output = command("lexicon", "add", "organizations", "--lexicons", tmp_path, *row)
    assert (code, "line 2" in output) == (2, True)
    tried = try_text("加入潔淨室聯盟", tmp_path)
    assert [trial.row["id"] for trial in tried.trials if trial.verdict == "wins"] == [
        "my-cleanroom-alliance"
    ]


@pytest.mark.parametrize(
    ("text", "row_id", "way", "verdict"),
    [
        ("研發人工智慧", "ai-artificial-intelligence", "人工智慧", "wins"),
        ("美國商務部宣布", "us-doc", "traditional script", "wins"),
        ("美国商务部宣布", "US", "美国", "loses to 美国商务部"),
        ("in TAIWAN", "ai-artificial-intelligence", "AI", "longer Latin word"),
        ("各国会依靠产业", "us-congress", "国会", "refused"),
        ("an ibm office", "us-ibm", "IBM", "must be written IBM"),
    ],
)
def test_a_trial_says_what_matches_and_why_not(
    text: str, row_id: str, way: str, verdict: str
) -> None:
    found = [(t.way, t.verdict) for t in try_text(text).trials if t.row["id"] == row_id]
    assert any(way in how and verdict in result for how, result in found)


def test_a_text_without_names_shows_the_nearest() -> None:
    tried = try_text("洁净棚")
    assert not tried.trials
    assert command("lexicon", "try", "洁净棚")[0] == 0


@pytest.mark.parametrize(
    ("name", "doubt"), [("孩子", "common word"), ("孩子洁净联盟", ""), ("洁净", "")]
)
def test_adding_a_common_word_is_doubted(name: str, doubt: str, tmp_path: Path) -> None:
    added = add_row(tmp_path, "organizations", NEW | {"name_zh_hans": name})
    assert [finding.problem for finding in added.doubts if doubt in finding.problem] == [
        finding.problem for finding in added.doubts
    ]
    assert bool(added.doubts) == bool(doubt)


def test_a_suggestion_says_whether_the_row_is_new() -> None:
    candidate = {"text": "商务", "nearest_id": "us-doc", "similarity": "1.0"}
    entries = {row["id"]: row for row in lexicon.load()["organizations"]}
    alias = as_alias(entries, Suggestion({"id": "my-x"}, candidate))
    other = as_alias(entries, Suggestion({"id": "my-x"}, candidate | {"similarity": "0.8"}))
    assert (alias.novelty, other.novelty) == ("new alias “商务” of us-doc", "new row")
    assert alias.row["weak_aliases"].endswith("|商务")


def test_suggestions_load(sample_run: tuple[Path, RunResult], tmp_path: Path) -> None:
    found = suggest(sample_run[0], "organizations")
    counts = [(int(s.candidate["documents"]), int(s.candidate["mentions"])) for s in found]
    assert counts == sorted(counts, reverse=True)
    path = tmp_path / "mine" / "organizations.csv"
    arguments = ("lexicon", "suggest", "-o", sample_run[0], "--top", "4", "--write", path)
    assert command(*arguments)[0] == 0
    assert sum(row.user for row in lexicon.load(path.parent)["organizations"]) == 4
    code, output = command(*arguments)
    assert (code, "there already" in output.replace("\n", " ")) == (2, True)
    remaining = suggest(sample_run[0], "organizations", path.parent)
    assert len(remaining) == len(found) - 4


def test_a_verb_that_no_list_has_is_suggested(tmp_path: Path) -> None:
    corpus, outputs = tmp_path / "corpus", tmp_path / "outputs"
    corpus.mkdir()
    text = "2024年3月，美国商务部褒奖了三家企业。\n2024年4月，美国商务部制裁了三家企业。\n"
    (corpus / "news.txt").write_text(text, encoding="utf-8")
    run(corpus, outputs)
    (found,) = suggest(outputs, "event_triggers")
    assert (found.row["trigger"], found.row["language"]) == ("褒奖", "zh")
    path = tmp_path / "mine" / "event_triggers.csv"
    arguments = ("lexicon", "suggest", "event_triggers", "-o", outputs, "--write", path)
    assert command(*arguments)[0] == 0
    assert suggest(outputs, "event_triggers", path.parent) == []


@pytest.mark.parametrize(
    ("name", "table", "group"),
    [
        ("合肥某某大学", "organization_heads", "research"),
        ("某某芯片", "technology_heads", "semiconductors"),
        ("某某", "organization_heads", "other"),
    ],
)
def test_kind_and_category_come_from_the_head(name: str, table: str, group: str) -> None:
    assert guessed(name, Heads(lexicon.load(), table)) == group


@pytest.mark.parametrize(
    ("chinese", "english", "row_id"),
    [("", "Delft Lab!", "my-delft-lab"), ("洁净室", "", proposed_id("洁净室", ""))],
)
def test_ids_start_with_a_letter(chinese: str, english: str, row_id: str) -> None:
    assert proposed_id(chinese, english) == row_id
    assert row_id[0].isalpha()
