"""Measure reading: `python -m tests.evaluation.reading [--evaluation DIR] [TEXT_FILE...]`.

Typesets the texts with ../shared/evaluation/pdf_cases.py (fake bold shifted by 0.3, 0.9 and 1.5
points) into a temporary folder, reads the PDFs with the pipeline and with the extractors that were
not chosen, repairs all of them, and prints character error rate and pages per second. Then what
each extractor makes of text drawn glyph by glyph, and what Word readers make of tracked changes.
"""

import argparse
import io
import random
import tempfile
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline import lexicon
from pipeline.document import Source
from pipeline.read.limits import DEFAULTS
from pipeline.read.pdf import read
from pipeline.repair import RepairKnowledge, repair

ROOT = Path(__file__).parent.parent.parent
SHIFTS = ("0.3", "0.9", "1.5")
PAIRS = "天天研究研究"


def cases_module(folder: Path, shift: str) -> Any:
    """Load pdf_cases.py with another distance between the two copies of a bold run."""
    code = (folder / "pdf_cases.py").read_text(encoding="utf-8")
    module = types.ModuleType("pdf_cases")
    exec(code.replace("x + 0.3", f"x + {shift}"), module.__dict__)
    return module


def by_pipeline(path: Path) -> Source:
    return read(path.name, path.read_bytes(), DEFAULTS)


def by_pdfplumber(path: Path) -> Source:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        pages = [page.dedupe_chars(tolerance=1).extract_text() for page in pdf.pages]
    return Source(path.name, "\n".join(pages))


def by_pdfium(path: Path) -> Source:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    return Source(path.name, "\n".join(page.get_textpage().get_text_range() for page in pdf))


READERS: dict[str, Callable[[Path], Source]] = {
    "pipeline (pdfminer glyphs)": by_pipeline,
    "pdfplumber dedupe_chars": by_pdfplumber,
    "pypdfium2 text page": by_pdfium,
}


def typeset(cases: Any, texts: list[Path], folder: Path) -> dict[Path, tuple[str, int]]:
    """Typeset texts and return the gold text and the number of pages of each PDF."""
    made = {}
    for path in texts:
        paragraphs = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        pdf, seed = folder / f"{path.stem}.pdf", f"7-{path.stem}"
        pages = cases.typeset(paragraphs, pdf, random.Random(seed), header="")
        if pages >= 3:
            header = "内部参考 决策咨询专报"
            cases.typeset(paragraphs, pdf, random.Random(seed), header=header)
        made[pdf] = "\n".join(paragraphs), pages
    return made


def measure(cases: Any, texts: list[Path], shift: str) -> None:
    """Print error rate and speed of each reader over all texts."""
    knowledge = RepairKnowledge(lexicon.load())
    with tempfile.TemporaryDirectory() as folder:
        made = typeset(cases, texts, Path(folder))
        pages = sum(count for _, count in made.values())
        for name, reader in READERS.items():
            start = time.perf_counter()
            try:
                sources = {path: reader(path) for path in made}
            except ModuleNotFoundError as error:
                print(f"{name}: {error.name} is not installed")
                continue
            seconds = time.perf_counter() - start
            errors = characters = 0.0
            for path, source in sources.items():
                gold = made[path][0]
                size = len("".join(gold.split()))
                errors += cases.repair_cer(repair(source, knowledge).text.value, gold) * size
                characters += size
            rate, speed = 100 * errors / characters, pages / seconds
            print(
                f"shift {shift} pt\t{name}\tCER {rate:.3f} %\t{speed:.0f} pages/s"
                f"\t{len(made)} PDFs, {pages} pages, {characters:.0f} characters"
            )


def drawn_one_by_one() -> None:
    """Print what each reader makes of real pairs whose glyphs are drawn one by one."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.pdf"
        sheet = canvas.Canvas(str(path))
        sheet.setFont("STSong-Light", 11)
        for index, char in enumerate(PAIRS):
            sheet.drawString(60 + 11 * index, 760, char)
        sheet.save()
        for name, reader in READERS.items():
            try:
                print(f"{PAIRS} drawn one by one\t{name}\t{reader(path).text!r}")
            except (ModuleNotFoundError, ValueError) as error:
                print(f"{PAIRS} drawn one by one\t{name}\t{type(error).__name__}: {error}")


def word_readers() -> None:
    """Print what Word readers make of tracked changes, content controls and merged cells."""
    from pipeline.read.docx import read as read_docx
    from tests.test_read_docx import document, paragraph, run

    body = (
        paragraph(run("甲") + f"<w:ins>{run('插入')}</w:ins><w:moveFrom>{run('移走')}</w:moveFrom>")
        + paragraph(f"<w:moveTo>{run('移来')}</w:moveTo>" + run("隐", "<w:rPr><w:vanish/></w:rPr>"))
        + f"<w:sdt><w:sdtContent>{paragraph(run('控件'))}</w:sdtContent></w:sdt>"
    )
    print(f"docx\tpipeline\t{read_docx('a.docx', document(body), DEFAULTS).text!r}")
    try:
        from docx.oxml import parse_xml
        from docx.text.paragraph import Paragraph
    except ModuleNotFoundError:
        print("docx\tpython-docx is not installed")
        return
    import zipfile

    data = zipfile.ZipFile(io.BytesIO(document(body))).read("word/document.xml")
    found = [Paragraph(p, None).text for p in parse_xml(data)[0].p_lst]  # type: ignore[arg-type]
    print(f"docx\tpython-docx\t{chr(10).join(found)!r}")


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--evaluation", type=Path, default=ROOT.parent / "shared/evaluation")
    parser.add_argument("texts", nargs="*", type=Path)
    arguments = parser.parse_args()
    texts = arguments.texts or sorted((ROOT / "tests/articles").glob("*.txt"))
    for shift in SHIFTS:
        measure(cases_module(arguments.evaluation, shift), texts, shift)
    drawn_one_by_one()
    word_readers()


if __name__ == "__main__":
    main()
