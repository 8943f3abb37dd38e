"""What programs rely on: the version, the names at the top, frames, graphs, paths, the notebook."""

import ast
import csv
import io
import json
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
from typer.testing import CliRunner

import pipeline
from pipeline.batch.run import RunResult, run
from pipeline.cli import app
from pipeline.outputs.graph_export import edges_of, export_graph
from pipeline.outputs.reader import Recorded, read_cells
from pipeline.read import article_paths
from pipeline.tables.csv import TABLES
from pipeline.tables.rows import document_id
from tests.conftest import ROOT

NOTEBOOK = ROOT / "docs" / "tour.ipynb"
ARTICLE = "2023年6月，美国商务部发布了出口管制规则。同年12月，荷兰政府加强了审查。\n"


def command(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_version_is_told() -> None:
    code, output = command("--version")
    assert (code, output) == (0, f"zhengju {pipeline.__version__}\n")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "--version"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == output


def test_every_name_at_the_top_is_there() -> None:
    for name in pipeline.__all__:
        assert getattr(pipeline, name) is not None
        assert name in dir(pipeline)
    errors = [getattr(pipeline, name) for name in pipeline.__all__ if name.endswith("Error")]
    assert all(issubclass(error, Exception) for error in errors)
    with pytest.raises(AttributeError, match="nothing_such"):
        pipeline.nothing_such  # noqa: B018


def test_the_package_says_that_it_is_typed() -> None:
    assert (files("pipeline") / "py.typed").is_file()


def test_every_requirement_has_a_lowest_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (line for lines in project["optional-dependencies"].values() for line in lines)
    assert all(">=" in line for line in (*project["dependencies"], *extras))


@pytest.mark.parametrize("as_text", [False, True])
def test_a_table_is_read_by_path_or_text(as_text: bool, sample_run: tuple[Path, RunResult]) -> None:
    outputs, result = sample_run
    found = pipeline.read_frame(str(outputs) if as_text else outputs, "events")
    assert len(found) == result.counts["events"]


def test_an_unknown_table_is_said(sample_run: tuple[Path, RunResult], tmp_path: Path) -> None:
    with pytest.raises(
        pipeline.UnknownTableError, match=r"no table “event”\. Tables are documents"
    ):
        pipeline.read_frame(sample_run[0], "event")
    with pytest.raises(FileNotFoundError, match="no run has written this table here"):
        pipeline.read_frame(tmp_path, "events")
    with pytest.raises(pipeline.UnknownTableError, match="made of all documents"):
        pipeline.analyze(ARTICLE).to_frame("organizations")
    with pytest.raises(pipeline.UnknownTableError, match="no table “x”"):
        pipeline.analyze(ARTICLE).to_frame("x")


def test_frames_of_a_text_are_those_of_a_run(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    result = run(tmp_path / "in", tmp_path / "out")
    found = pipeline.analyze(ARTICLE, name="a.txt")
    for table in TABLES:
        if hasattr(found, table):
            assert found.to_frame(table).equals(result.to_frame(table))


def test_what_a_notebook_shows_is_escaped(tmp_path: Path) -> None:
    text = "2023年6月，美国商务部发布了<script>alert(1)</script>规则。"
    shown = pipeline.analyze(text, name="<b>.txt")._repr_html_()
    assert "<script>" not in shown
    assert "<b>.txt" not in shown
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    shown = run(tmp_path / "in", tmp_path / "out")._repr_html_()
    assert "<script>" not in shown
    assert "report.html" in shown


@pytest.mark.parametrize("suffix", [".csv", ".graphml"])
def test_the_graph_leads_back_to_its_events(
    suffix: str, sample_run: tuple[Path, RunResult], tmp_path: Path
) -> None:
    networkx = pytest.importorskip("networkx")
    recorded = Recorded(sample_run[0])
    events = {row["event_id"] for row in recorded.table("events")}
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    number, edges = export_graph(sample_run[0], first)
    assert command("export", "graph", "-o", sample_run[0], second)[0] == 0
    assert first.read_bytes() == second.read_bytes()
    if suffix == ".csv":
        told = [row["event_id"] for row in read_cells(first.read_bytes())]
    else:
        graph = networkx.read_graphml(first, force_multigraph=True)
        assert len(graph) == number
        told = [event for _, _, event in graph.edges(data="event_id")]
    assert len(told) == edges > 50
    assert set(told) <= events


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({"actors": "甲", "recipients": "乙", "objects": "规则"}, ["甲→乙", "甲→规则"]),
        ({"actors": "甲|丙", "recipients": "乙"}, ["甲→乙", "丙→乙"]),
        ({"actors": "双方", "actor_ids": "CN+US", "objects": "协议"}, ["CN→协议", "US→协议"]),
        ({"actors": "甲"}, []),
        ({"objects": "规则"}, []),
        ({"actors": "甲", "objects": "规则", "same_as": "d.event.0-1.2-3"}, []),
    ],
)
def test_edges(cells: dict[str, str], wanted: list[str]) -> None:
    columns = TABLES["events"][0].__dataclass_fields__
    event = dict.fromkeys(columns, "") | cells
    assert [f"{edge.source}→{edge.target}" for edge in edges_of([event])] == wanted


@pytest.mark.parametrize("name", ["graph", "graph.gexf", "graph.txt"])
def test_another_kind_of_graph_is_refused(name: str, tmp_path: Path) -> None:
    code, output = command("export", "graph", tmp_path / name)
    assert code == 2
    assert ".graphml or .csv" in output.replace("\n", " ")


def test_paths_are_written_with_slashes_on_every_system(tmp_path: Path) -> None:
    r"""A path in metadata.csv may be written 2024\a.txt; a row never is, and its id is the same."""
    (tmp_path / "in" / "2024").mkdir(parents=True)
    (tmp_path / "in" / "2024" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "in" / "metadata.csv").write_text(
        "path,title,published,url\n2024\\a.txt,公告,2024-01-05,\n", encoding="utf-8"
    )
    assert article_paths(tmp_path / "in") == ["2024/a.txt"]
    (document,) = run(tmp_path / "in", tmp_path / "out").documents
    assert (document.title, document.published) == ("公告", "2024-01-05")
    assert document.path == PureWindowsPath("2024\\a.txt").as_posix() == "2024/a.txt"
    assert document.doc_id == document_id("2024/a.txt")
    assert all("\\" not in name for name in json.loads(_run_file(tmp_path / "out"))["files"])


def _run_file(outputs: Path) -> str:
    return (outputs / "run.json").read_text(encoding="utf-8")


def test_the_code_joins_no_paths_by_hand() -> None:
    """A separator of one system in a path would break another: os.sep is nowhere needed."""
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not {"sep", "altsep"} & names, path


def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    monkeypatch.chdir(NOTEBOOK.parent)
    names: dict[str, Any] = {"__name__": "__main__"}
    shown = []
    for cell in told["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
            shown.append(_executed("".join(cell["source"]), names))
    assert shown[1] is True
    frames = [len(value) for value in shown if type(value).__name__ == "DataFrame"]
    assert len(frames) == 5
    assert all(frames)
    assert shown[-2] == [("my-cleanroom", "洁净室联盟")]


def _executed(source: str, names: dict[str, Any]) -> Any:
    """Execute a cell, and return the value of its last line as a notebook would show it."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def test_a_graph_holds_signs_that_xml_does_not(tmp_path: Path) -> None:
    pytest.importorskip("networkx")
    (tmp_path / "in").mkdir()
    text = ARTICLE.replace("规则", "\u202e规则")
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    run(tmp_path / "in", tmp_path / "out")
    events = tmp_path / "out" / "events.csv"
    rows = list(csv.reader(io.StringIO(events.read_text(encoding="utf-8-sig"))))
    place = rows[0].index("objects")
    rows[1][place] = "\x0b<规则>&"
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    events.write_text(buffer.getvalue(), encoding="utf-8-sig")
    assert export_graph(tmp_path / "out", tmp_path / "g.graphml")[1]
