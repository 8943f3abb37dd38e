"""Files of each format, damaged by chance: each gives its rows or says why not, and none raises.

Deterministic: the seed of a file is its number. ZHENGJU_FUZZ=full tries many more of them.
"""

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import lexicon
from pipeline.batch.inputs import File, Job
from pipeline.batch.workers import Desk, examine_file
from pipeline.document import Source
from pipeline.read import read_articles
from pipeline.read.failure import Failure
from pipeline.read.metadata import Metadata
from pipeline.read.naming import is_writable
from pipeline.tables.csv import TABLES, all_rows, csv_bytes
from pipeline.tables.rows import DocumentRows
from pipeline.tools import Tools, build_tools
from tests import test_read_epub as books
from tests import test_read_mail as mails
from tests import test_read_odt as texts
from tests import test_read_pptx as slides
from tests import test_read_rtf as rich
from tests.hostile_files import pdf, stream
from tests.test_read_archive import packed
from tests.test_read_docx import document, paragraph
from tests.test_read_docx import run as word_run

FULL = os.environ.get("ZHENGJU_FUZZ") == "full"
FILES_A_FORMAT = 160 if FULL else 22
MOST_SECONDS = 8.0  # of computing for one damaged file, whatever else the machine does
ARTICLE = (
    "2023年6月，美国商务部（BIS）发布出口管制新规。上半年投资100亿美元。\n\n"
    "On 5 March 2024 the Ministry of Commerce announced an agreement with ASML.\n"
)


def html() -> bytes:
    head = '<meta charset="utf-8"><meta property="article:published_time" content="2024-01-05">'
    body = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n") * 3)
    return f"<html><head>{head}<title>题</title></head><body><article>{body}</article>".encode()


def jsonl() -> bytes:
    records = [
        {"id": f"a{i}", "text": ARTICLE, "title": "题", "published": f"2024-01-0{i}", "n": i}
        for i in (1, 2, 3)
    ]
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()


def table() -> bytes:
    return ("id,published,text\n" + f'a,2024-01-05,"{ARTICLE}"\nb,,plain\nc,,"x"\n').encode()


def odt() -> bytes:
    row = texts.ROW(texts.CELL("", texts.paragraph("甲")) + texts.CELL("", texts.paragraph("乙")))
    body = texts.paragraph(ARTICLE + texts.NOTE) + texts.listed(texts.paragraph("项"))
    return texts.odt(f"{body}<table:table>{row}</table:table>")


def pptx() -> bytes:
    body = slides.paragraph(slides.run(ARTICLE), slides.numbered("ea1ChsPeriod"))
    return slides.pptx(slides.slide(slides.shape(body)), notes=slides.slide(slides.shape(body)))


def rtf() -> bytes:
    body = rich.coded("2023年6月，美国商务部发布新规。") + rich.ROW.format("a", "b") * 2
    return rich.rtf(body + r"\pard On 5 March 2024{\footnote note} it was said.\par ")


def eml() -> bytes:
    made = mails.message(
        ARTICLE, mails.PAGE, Subject="出口管制", Date="Tue, 5 Mar 2024 08:00 +0800"
    )
    made.add_attachment(b"x", maintype="image", subtype="png", filename="图.png")
    return bytes(made)


SAMPLES: dict[str, Callable[[], bytes]] = {
    "txt": ARTICLE.encode,
    "md": lambda: f"---\ntitle: 题\npublished: 2024-01-05\n---\n# 题\n{ARTICLE}".encode(),
    "html": html,
    "docx": lambda: document(paragraph(word_run(ARTICLE)) * 3, notes="<w:footnote/>"),
    "pdf": lambda: pdf(stream(b"BT /F 12 Tf 60 700 Td (On 5 March 2024) Tj 0 -14 Td (BIS) Tj ET")),
    "jsonl": jsonl,
    "csv": table,
    "odt": odt,
    "pptx": pptx,
    "rtf": rtf,
    "epub": lambda: books.epub(books.chapter(f"<p>{ARTICLE}</p>"), books.chapter("<p>x</p>")),
    "eml": eml,
    "mhtml": lambda: mails.saved(mails.page().encode()),
    "zip": lambda: packed(("a.txt", ARTICLE), ("b.rtf", rtf()), ("c.xls", b"x")),
}
INSERTED = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b'"', b"\n", b"{[(<", b"9" * 500, b"-1e999",
    b"\x1b[2J", "\u202e".encode(), b"<div>" * 500, b"[" * 3000, b"&#xD800;",
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file after one to four accidents: bits flipped, an end cut off, a hole, a piece
    doubled, bytes put in or overwritten, a number blown up.
    """
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 2, 8, 64, 512)))
        piece = data[start:end]
        flipped = bytes(byte ^ 1 << chance.randrange(8) for byte in piece[:3])
        digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
        number = chance.choice(digits) if digits else 0
        blown = data[:number] + b"9" * chance.choice((3, 20, 400, 5000)) + data[number:]
        data = chance.choice(
            (
                data[:start] + flipped + data[start + len(flipped) :],
                data[:start],
                data[:start] + data[end:],
                data[:end] + piece * chance.choice((1, 3, 50)) + data[end:],
                data[:start] + chance.choice(INSERTED) + data[start:],
                data[:start] + b"\0" * len(piece) + data[end:],
                data[:start] + chance.randbytes(len(piece)) + data[end:],
                blown,
            )
        )
    return data


@pytest.fixture(scope="module")
def tools() -> Tools:
    return build_tools(lexicon.load())


def rows_of(corpus: Path, tools: Tools, path: str) -> list[DocumentRows]:
    job = Job(corpus, Metadata({}), tools.lexicons, tools.settings)
    return list(examine_file(Desk(job, tools), File(path, 0, "", "")))


@pytest.mark.parametrize("kind", SAMPLES)
def test_no_damage_raises(kind: str, tools: Tools, tmp_path: Path) -> None:
    name, sample = f"b.{kind}", SAMPLES[kind]()
    defects: dict[int, str] = {}
    for seed in range(FILES_A_FORMAT):
        (tmp_path / name).write_bytes(mutated(sample, random.Random(f"{kind}{seed}")))
        begun = time.process_time()
        found = list(read_articles(tmp_path, name, Metadata({})))
        rows = rows_of(tmp_path, tools, name)
        assert time.process_time() - begun < MOST_SECONDS, seed
        assert all(isinstance(item, Source | Failure) for item in found)
        assert len(rows) == len(found)
        for row in (item.document for item in rows):
            assert row.status in ("ok", "empty", "failed", "skipped"), seed
            assert row.message or row.status != "failed", seed
            assert is_writable(row.path + row.title + row.message), seed
            if "a defect of the program" in row.message:
                defects[seed] = row.message
        for table_name in ("documents", "sentences", "dates", "events", "repairs"):
            assert table_name in TABLES
            csv_bytes(table_name, all_rows(rows, table_name))
    assert not defects


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_samples_are_whole(kind: str, tools: Tools, tmp_path: Path) -> None:
    (tmp_path / f"b.{kind}").write_bytes(SAMPLES[kind]())
    rows = rows_of(tmp_path, tools, f"b.{kind}")
    assert {row.document.status for row in rows} <= {"ok", "skipped"}
