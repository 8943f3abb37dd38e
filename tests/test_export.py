"""The round trip: a run's mentions to training data, a tiny model trained on them, and a run that
lets this model see what no rule saw.
"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.batch.run import RunResult
from pipeline.cli import app
from pipeline.outputs.reader import Recorded
from pipeline.outputs.spacy_export import export_spacy, sentence_docs
from pipeline.tables.csv import read_frame

UNSEEN = "青蓝梦工场"
SENTENCES = ["{}表示欢迎。", "昨天{}发布了报告。", "专家认为{}很重要。", "据{}介绍，进展顺利。"]
NAMES = ["青蓝梦工场", "红橙梦工场", "紫金梦工场", "青山梦工场", "蓝海梦工场", "红星梦工场"]


def command(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    text = "\n".join(sentence.format(name) for name in NAMES for sentence in SENTENCES)
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def model(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a model on what a run with the user's own lexicon exports."""
    import spacy
    from spacy.tokens import DocBin
    from spacy.training import Example
    from spacy.util import fix_random_seed

    folder = tmp_path_factory.mktemp("model")
    own = folder / "mine"
    own.mkdir()
    rows = "".join(f"my-{n},{name},,other,,,,\n" for n, name in enumerate(NAMES))
    header = "id,name_zh_hans,name_en,kind,country,aliases,weak_aliases,note\n"
    (own / "organizations.csv").write_text(header + rows, encoding="utf-8")
    assert command("run", corpus, "-o", folder / "out", "--lexicons", own)[0] == 0
    code, output = command("export", "spacy", "-o", folder / "out", folder / "train.spacy")
    assert (code, "24 ORG" in output) == (0, True)
    fix_random_seed(1)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    gold = list(DocBin().from_disk(folder / "train.spacy").get_docs(nlp.vocab))
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in gold]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(folder / "model")
    return folder / "model"


def test_a_run_with_the_trained_model_sees_more(corpus: Path, model: Path, tmp_path: Path) -> None:
    assert command("run", corpus, "-o", tmp_path / "without")[0] == 0
    assert UNSEEN not in set(read_frame(tmp_path / "without", "organization_mentions")["text"])
    code, output = command("run", corpus, "-o", tmp_path / "with", "--ner", model)
    assert code == 0, output
    found = read_frame(tmp_path / "with", "organization_mentions")
    seen = found[found["basis"] == "model"]
    assert UNSEEN in set(seen["text"])
    assert set(seen["rule"]) == {"ner:zh_pipeline"}
    source = next((tmp_path / "with" / "text").glob("*.source.txt")).read_text(encoding="utf-8")
    assert all(source[row.start : row.end] == row.quote for row in seen.itertuples())
    recorded = json.loads((tmp_path / "with" / "run.json").read_text(encoding="utf-8"))
    ner = recorded["settings"]["ner"]
    assert len(ner["sha256"]) == 64
    assert str(model) not in json.dumps(recorded)


def test_the_same_bytes_with_two_workers(corpus: Path, model: Path, tmp_path: Path) -> None:
    (corpus / "b.txt").write_text(SENTENCES[0].format(UNSEEN), encoding="utf-8")
    for workers in (1, 2):
        command("run", corpus, "-o", tmp_path / str(workers), "--ner", model, "--workers", workers)
    one, two = (tmp_path / name / "organization_mentions.csv" for name in ("1", "2"))
    assert one.read_bytes() == two.read_bytes()
    assert b"ner:zh_pipeline" in one.read_bytes()


@pytest.mark.parametrize("has_parts", [False, True])
def test_a_missing_model_stops_the_run(has_parts: bool, corpus: Path, tmp_path: Path) -> None:
    if has_parts:
        (tmp_path / "meta.json").write_text('{"lang": "zh", "pipeline": ["tagger"]}', "utf-8")
    name = str(tmp_path) if has_parts else "zh_no_such_model"
    code, output = command("run", corpus, "-o", tmp_path / "out", "--ner", name)
    assert code == 2
    assert "spacy download" in output
    assert not list((tmp_path / "out").glob("*.csv"))


def test_every_exported_entity_is_a_mention(
    sample_run: tuple[Path, RunResult], tmp_path: Path
) -> None:
    from spacy.vocab import Vocab

    recorded = Recorded(sample_run[0])
    docs = list(sentence_docs(recorded, ("zh", "en", "mixed"), Vocab()))
    sentences = list(recorded.table("sentences"))
    assert [doc.text for doc in docs] == [row["plain"] for row in sentences]
    counts = export_spacy(sample_run[0], tmp_path / "train.spacy")
    for table, label in (("organization_mentions", "ORG"), ("technology_mentions", "TECH")):
        mentions = len(list(recorded.table(table)))
        assert 0.9 * mentions <= counts[label] <= mentions
    assert counts["DATE"] > 0


def test_a_folder_without_a_run(tmp_path: Path) -> None:
    code, output = command("export", "spacy", "-o", tmp_path, tmp_path / "x.spacy")
    assert code == 2
    assert "zhengju run" in output
