"""The facts of a run and its articles as one page that needs nothing else: style and script stand
inside, named by their hashes, and nothing else may run.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.report.article import article_html
from pipeline.report.facts import Facts, marks, removals
from pipeline.tables.rows import DocumentRows

if TYPE_CHECKING:
    from jinja2 import Template

ASSETS = files("pipeline.report") / "assets"
# The script in the order of its parts: what the page knows, then what it shows, then what is done.
# The timeline stands where several articles do; d3.js is made by `make bundle`.
SCRIPT = (
    "labels.js", "state.js", "fields.js", "filters.js", "rows.js", "articles.js", "names.js",
    "article.js", "why.js", "verdicts.js",
)  # fmt: skip
TIMELINE = ("d3.js", "timeline.js")
START = "keys.js"


def page(
    facts: Facts,
    listed: Sequence[DocumentRows],
    shown: Sequence[DocumentRows],
    *,
    run: str,
    folder: str = "",
    index: str = "",
    said: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """Return a page that lists the events of some documents and shows the text of some.

    `run` tells the run, whose pages keep their verdicts together; `folder` is where the pages of the
    documents stand, `index` the page that lists them all; `said` are the verdicts that the run followed.
    """
    data = {**facts.of(listed), "folder": folder, "index": index, "run": run, "said": list(said)}
    articles = [
        (number, rows.document, _text(rows, data["removals"])) for number, rows in enumerate(shown)
    ]
    parts = (*SCRIPT, *(() if index else TIMELINE), START)
    style, script = _asset("report.css"), "\n".join(map(_asset, parts))
    return (
        _template()
        .render(
            style=style, script=script, style_hash=source_hash(style), script_hash=source_hash(script),
            data=as_script(data), labels=as_script(json.loads(_asset("labels.json"))),
            articles=articles, has_timeline=not index,
        )
        .encode()
    )  # fmt: skip


def _text(rows: DocumentRows, rules: Sequence[str]) -> str:
    return article_html(rows.source_text, marks(rows), removals(rows, rules))


def as_script(value: Any) -> str:
    """Return a value as JSON that can stand in a script element: no < of it opens a tag.

    >>> as_script('</script>')
    '"\\\\u003c/script>"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def digest_of(documents: Iterable[DocumentRows]) -> str:
    """Return what tells this run's articles from another's, for the verdicts kept in a browser."""
    ids = "\n".join(f"{rows.document.doc_id} {rows.document.sha256}" for rows in documents)
    return hashlib.sha256(ids.encode()).hexdigest()[:16]


def source_hash(text: str) -> str:
    """Return the name of a style or script in a Content-Security-Policy: sha256-…"""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def get_ready() -> None:
    """Load what lays out a page, not when the first one comes."""
    _template()


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(_asset("report.html"))
