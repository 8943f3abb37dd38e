"""A recorded document through the stages behind repair again, with the settings of its run: its rows
as the program writes them, before anybody reviewed them.
"""

from dataclasses import replace

from pipeline.document import Document, Findings
from pipeline.outputs.reader import Recorded
from pipeline.run import find_all
from pipeline.segment import segment
from pipeline.tables.build import document_rows
from pipeline.tables.rows import DocumentRows
from pipeline.tools import Settings, Tools


def settings_of(recorded: Recorded) -> Settings:
    """Return the settings of a run; a model is not asked again."""
    return Settings(segmenter=recorded.facts["settings"]["segmenter"])


def found_again(recorded: Recorded, doc_id: str, tools: Tools) -> tuple[Document, Findings]:
    """Return a document and what is found in it; repair is taken over from the run."""
    document, refused = segment(recorded.source(doc_id), recorded.traced(doc_id), tools.tokenizer)
    found = find_all(document, tools)
    return document, replace(found, rejections=[*refused, *found.rejections])


def rows_again(recorded: Recorded, doc_id: str, tools: Tools) -> DocumentRows:
    """Return the rows of a document but those of repair."""
    document, found = found_again(recorded, doc_id, tools)
    return document_rows(doc_id, document, found, ())
