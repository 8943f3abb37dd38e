"""Numbers of control lists and tariffs: 3B090, HS 8542.31, where the text speaks of control."""

import re
from collections.abc import Iterator

from pipeline.document import Document, NameMention, Rejection
from pipeline.instruments.known import KIND
from pipeline.instruments.naming import Meaning
from pipeline.text import Span

EXPORT = re.compile(
    r"(?:ECCN[s:]?\s?)?(?<![A-Za-z0-9_.%/=&#-])(?P<code>[0-9][A-E][0-9]{3})(?:\.[a-z](?:\.(?:[0-9]{1,2}|[a-z]))*)?(?![A-Za-z0-9_%=&-])"
)
EXPORT_PROOF = re.compile(
    r"\bECCNs?\b|Commerce Control List|Export Administration Regulations|出口管制分类|出口管制编码|管制编码|商业管制清单|出口管制|出口管理条例|dual-use|export control"
)
TARIFF = re.compile(
    r"(?:\bHS(?: ?(?:codes?|编码|编号|Code))?|\bHTSUS?|海关(?:商品)?(?:编码|编号)|海关税则号|税则号列?|税号|商品编号|参考海关商品编号)[\s:：]{0,3}"
    r"(?P<code>[0-9]{4}(?:\.?[0-9]{2}){0,3})(?![0-9])"
)
# HS 8542.31 is a name, 海关编码 before a number is not.
TARIFF_SIGNS = ("HS", "HTS", "海关", "税", "编号")
LABEL = re.compile(r"HS ?[0-9]")
MORE = re.compile(
    r"(?:、|,\s?|和|及|\sand\s|\s)(?P<code>[0-9]{4}(?:\.[0-9]{2}){1,3}|[0-9]{8}(?:[0-9]{2})?)(?![0-9年])"
)


def coded_instruments(document: Document) -> Iterator[NameMention | Rejection]:
    """Yield the codes of a document, and what only looks like one: 3D001 in a text on films."""
    yield from _export_codes(document)
    yield from _tariff_codes(document)


def _export_codes(document: Document) -> Iterator[NameMention | Rejection]:
    proven: bool | None = None
    for found in EXPORT.finditer(document.plain):
        span = Span(*found.span())
        if document.is_address(span):
            continue
        if proven is None:
            proven = EXPORT_PROOF.search(document.plain) is not None
        if proven:
            code = found["code"]
            yield Meaning(f"eccn-{code.lower()}", f"ECCN {code}", "code").at(span, "export-code")
        else:
            reason = "nothing in the text speaks of export control"
            yield Rejection(span, KIND, "code-without-proof", reason)


def _tariff_codes(document: Document) -> Iterator[NameMention]:
    """Yield codes behind the word for them, and those that follow in a list."""
    plain = document.plain
    if not any(sign in plain for sign in TARIFF_SIGNS):
        return
    for found in TARIFF.finditer(plain):
        whole = LABEL.match(found.group()) is not None
        yield _tariff(found["code"], Span(*found.span(0 if whole else "code")))
        end = found.end()
        while more := MORE.match(plain, end):
            yield _tariff(more["code"], Span(*more.span("code")))
            end = more.end()


def _tariff(code: str, span: Span) -> NameMention:
    digits = code.replace(".", "")
    return Meaning(f"hs-{digits}", f"HS {_dotted(digits)}", "code").at(span, "tariff-code")


def _dotted(digits: str) -> str:
    """Return a code as tariffs print it: 8542310000 as 8542.31.00.00."""
    pairs = [digits[index : index + 2] for index in range(4, len(digits), 2)]
    return ".".join([digits[:4], *pairs])
