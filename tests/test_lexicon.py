"""Lexicons: saved by any program, checked with file, line and remedy, the user's rows over the
shipped ones.
"""

from pathlib import Path

import pytest

import pipeline
from pipeline import lexicon
from pipeline.lexicon import LexiconError, gazetteer
from pipeline.lexicon.file import read_table
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.lexicon.kinds import TECHNOLOGY_CATEGORIES
from pipeline.lexicon.schema import TABLES
from pipeline.plain import plain_form

ORGANIZATIONS = next(table for table in TABLES if table.name == "organizations")
HEADER = "id,name_zh_hans,name_en,kind,country,aliases,weak_aliases,note"
ROW = "xx-lab,试验台研究所,Testbed Institute,research,,试验台所,,own name"


def read(text: str | bytes) -> list[lexicon.Row]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_table(Path("organizations.csv"), data, ORGANIZATIONS))


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADER}\n{ROW}\n".encode(),
        f"\ufeff{HEADER}\r\n{ROW}\r\n".encode(),
        f"{HEADER}\n{ROW}\n".replace(",", ";").encode("utf-8-sig"),
        f"{HEADER}\n{ROW}\n".replace(",", "\t").encode("utf-16"),
        f"{HEADER}\n\n{ROW}\n,,,,,,,\n".encode(),
        f"{HEADER},extra\n{ROW},x\n".encode(),
    ],
    ids=["plain", "excel", "semicolons", "unicode-text", "blank-lines", "extra-column"],
)
def test_files_saved_by_any_program_load(data: bytes) -> None:
    (row,) = read(data)
    assert row["id"] == "xx-lab"
    assert row["name_zh_hans"] == "试验台研究所"
    assert row.items("aliases") == ("试验台所",)


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("id,name_en\nx,y\n", "line 1, column name_zh_hans", "missing"),
        (f"{HEADER}\nx,,,firm,,,,\n", "line 2, column kind", "not allowed"),
        (f"{HEADER}\n{ROW}\n{ROW}\n", "line 3, column id", "line 2 too"),
        (f"{HEADER}\n,a,b,company,,,,\n", "line 2, column id", "empty"),
        (f"{HEADER}\nx,a,b,company,US,c,d,e,f\n", "line 2", "9 cells"),
        (f'{HEADER}\nx,"a,b,company,US,c,d,e\n', "line 2", "CSV"),
        (f"{HEADER}\nx,\xe9,,company,,,,\n".encode("latin-1"), "line 2", "not UTF-8"),
    ],
)
def test_a_bad_file_says_where_and_what_to_do(text: str | bytes, place: str, problem: str) -> None:
    with pytest.raises(LexiconError) as caught:
        read(text)
    message = str(caught.value)
    assert place in message
    assert problem in message
    assert message.startswith("organizations.csv")
    assert message.count(". ") >= 1


def test_the_users_rows_add_and_override(tmp_path: Path) -> None:
    own = f"{HEADER}\n{ROW}\nus-doc,美国贸易部,Own Department,government,US,,,\n"
    (tmp_path / "organizations.csv").write_text(own, encoding="utf-8")
    loaded = {row["id"]: row for row in lexicon.load(tmp_path)["organizations"]}
    assert loaded["xx-lab"].user
    assert loaded["us-doc"]["name_en"] == "Own Department"
    assert len(loaded) == len(lexicon.load()["organizations"]) + 1


TOLD = "2021年3月2日，美国商务部与苹果公司发布量子计算规定，苹果与英国光子标准委员会使用光子芯片。"


@pytest.mark.parametrize(
    ("file", "rows", "gone", "kept"),
    [
        ("removed.csv", "table,id,note\norganizations,us-doc,\n", "us-doc", "us-apple"),
        ("removed.csv", "table,id,note\ntechnologies,q-quantum-computing,\n",
         "q-quantum-computing", "us-doc"),
        ("name_words.csv", "list,word,note\nno_organization,美國商務部,\n", "美国商务部", "苹果公司"),
        ("name_words.csv", "list,word,note\nno_organization,苹果,\n", "苹果", "苹果公司"),
        ("name_words.csv", "list,word,note\nno_organization,英国光子标准委员会,\n",
         "英国光子标准委员会", "美国商务部"),
        ("name_words.csv", "list,word,note\nno_organization,量子计算,\n", "", "量子计算"),
        ("name_words.csv", "list,word,note\nno_technology,量子计算,\n", "量子计算", "光子芯片"),
        ("name_words.csv", "list,word,note\nno_technology,光子芯片,\n", "光子芯片", "量子计算"),
    ],
)  # fmt: skip
def test_the_user_can_take_rows_and_names_away(
    file: str, rows: str, gone: str, kept: str, tmp_path: Path
) -> None:
    (tmp_path / file).write_text(rows, encoding="utf-8")
    before, after = (mentioned(folder) for folder in (None, tmp_path))
    assert {gone or kept, kept} <= before
    assert kept in after
    assert gone not in after


def mentioned(folder: Path | None) -> set[str]:
    found = pipeline.analyze(TOLD, lexicons=folder)
    organizations = {(row.text, row.org_id) for row in found.organization_mentions}
    terms = {(row.text, row.tech_id) for row in found.technology_mentions}
    return {part for names in (organizations, terms) for name in names for part in name}


def test_a_removed_row_is_gone_and_its_id_free(tmp_path: Path) -> None:
    (tmp_path / "removed.csv").write_text(
        "table,id,note\norganizations,us-doc,\ndate_words,relative_zh|今年,\n", encoding="utf-8"
    )
    (tmp_path / "organizations.csv").write_text(
        f"{HEADER}\nmy-doc,美国商务部,,government,US,,,\n", encoding="utf-8"
    )
    loaded, shipped = lexicon.load(tmp_path), lexicon.load()
    ids = {row["id"] for row in loaded["organizations"]}
    assert "us-doc" not in ids
    assert "my-doc" in ids
    assert len(loaded["date_words"]) == len(shipped["date_words"]) - 1


def test_a_missing_overlay_is_said(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        lexicon.load(tmp_path / "none")


def test_shipped_lexicons_have_substance() -> None:
    shipped = lexicon.load()
    assert len(shipped["organizations"]) >= 1_200
    assert len(shipped["technologies"]) >= 900
    assert len(shipped["places"]) >= 250
    triggers = {(row["trigger"], row["language"]) for row in shipped["event_triggers"]}
    assert len(triggers) >= 250
    assert {row["category"] for row in shipped["technologies"]} == set(TECHNOLOGY_CATEGORIES)


@pytest.fixture(scope="module")
def matcher() -> Gazetteer:
    return gazetteer.build(lexicon.load())


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("研發人工智慧晶片", "人工智慧", "technology"),
        ("美國商務部宣布", "美国商务部", "organization"),
        ("量子位元的數目", "量子位元", "technology"),
        ("in TAIWAN", None, "technology"),
        ("an IBMer said", None, "organization"),
        ("Quantum computing matters", "Quantum computing", "technology"),
    ],
)
def test_variants_are_found_and_parts_of_words_are_not(
    text: str, surface: str | None, kind: str, matcher: Gazetteer
) -> None:
    plain = plain_form(text)
    found = {
        plain[start:end]
        for start, end, surface_ in matcher.find(plain)
        if any(sense.kind == kind for sense in surface_.senses)
    }
    assert surface in found if surface else not found
