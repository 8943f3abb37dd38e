"""Orders, laws, bills and sections of codes by the number that they are cited with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Document, NameMention, Rejection
from pipeline.instruments.knowledge import InstrumentKnowledge
from pipeline.instruments.known import KIND, is_near
from pipeline.instruments.naming import Meaning, meaning_of_number, numbered_id
from pipeline.text import Span

SERIES = re.compile(r"(?:, (?:and )?| and |, ?|、|和|及)(?=[0-9]{5}\b)([0-9]{5})\b")
BILL_PROOF = re.compile(
    r"\b(?:bills?|Act|Senate|Congress|Senators?|sponsor\w*|introduced|enacted|legislation)\b|法案|参议院|国会|议案"
)
SPACES = re.compile(r"\s+")
LAST_NUMBER = re.compile(r"[0-9]+$")
EU_SIGNS = r"EU|EC|EEC|CFSP|EU, Euratom|Euratom"


@dataclass(frozen=True, slots=True)
class Form:
    """A way to cite: words of which a text has one, the pattern, the canonical name, what the id
    begins with, the kind, the country, and what must stand near.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    name: str
    prefix: str
    kind: str
    country: str
    proof: re.Pattern[str] | None = None


FORMS = (
    Form(("Order", "E.", "EO"), re.compile(r"\b(?:Executive Orders?|E\.\s?O\.|EO)\s?(?:(?:No|Nos)\.?\s?)?(?P<n>1[0-9]{4})\b"),
         "Executive Order {n}", "us-eo-{n}", "order", "US"),
    Form(("Proclamation",), re.compile(r"\b(?:Presidential )?Proclamation\s(?:No\.?\s?)?(?P<n>[1-9][0-9]{3,4})\b"),
         "Proclamation {n}", "us-proclamation-{n}", "order", "US"),
    Form(("NSM", "Memorandum"), re.compile(r"\b(?:National Security Memorandum|NSM)[\s-]?(?P<n>[0-9]{1,2})\b"),
         "National Security Memorandum {n}", "us-nsm-{n}", "order", "US"),
    Form(("PPD", "Directive"), re.compile(r"\b(?:Presidential Policy Directive|PPD)[\s-]?(?P<n>[0-9]{1,2})\b"),
         "Presidential Policy Directive {n}", "us-ppd-{n}", "order", "US"),
    Form(("Public Law", "Pub", "P."), re.compile(r"\b(?:Public Law|Pub\.?\s?L\.?|P\.\s?L\.)\s?(?:No\.?\s?)?(?P<c>[0-9]{2,3})\s?[-–—]\s?(?P<n>[0-9]{1,4})\b"),
         "Public Law {c}-{n}", "us-pl-{c}-{n}", "law", "US"),
    Form(("H.",), re.compile(r"\bH\.\s?R\.\s?(?P<n>[0-9]{1,5})\b"), "H.R. {n}", "us-hr-{n}", "law", "US"),
    Form(("S.",), re.compile(r"(?<![\w.])S\.\s?(?P<n>[0-9]{2,4})\b(?![.,][0-9])"),
         "S. {n}", "us-s-{n}", "law", "US", BILL_PROOF),
    Form(("CFR", "C.F.R."), re.compile(r"\b(?P<t>[0-9]{1,2})\s?(?:CFR|C\.F\.R\.)\s?(?:(?:Parts?|§+)\s?)?(?P<n>[0-9]{1,4}(?:\.[0-9]{1,4})?)(?:\([a-z0-9]\))*"),
         "{t} CFR {n}", "us-cfr-{t}-{n}", "regulation", "US"),
    Form(("USC", "U.S.C."), re.compile(r"\b(?P<t>[0-9]{1,2})\s?(?:U\.S\.C\.|USC(?=\s?(?:§|[0-9]{3})))\s?(?:§+\s?)?(?P<n>[0-9]{1,5}[a-z]{0,2}(?:-[0-9]{1,2})?)\b(?:\([a-zA-Z0-9]{1,3}\))*(?:,? \*?et\.? seq\.?\*?)?"),
         "{t} U.S.C. {n}", "us-usc-{t}-{n}", "law", "US"),
    Form(("Regulation (", "Directive (", "Decision ("), re.compile(rf"\b(?:(?:Council|Commission) )?(?P<m>(?:Implementing |Delegated )?(?:Regulation|Directive|Decision)) \((?P<s>{EU_SIGNS})\) (?:No\.? )?(?P<c>[0-9]{{1,4}})/(?P<n>[0-9]{{1,4}})\b"),
         "{m} ({s}) {c}/{n}", "eu-{c}-{n}", "regulation", "EU"),
    Form(("Directive ", "Decision "), re.compile(r"\b(?:(?:Council|Commission) )?(?P<m>(?:Framework )?(?:Directive|Decision)) (?P<c>[0-9]{2,4})/(?P<n>[0-9]{1,4})/(?P<s>EU|EC|EEC|CFSP|JHA)\b"),
         "{m} {c}/{n}/{s}", "eu-{c}-{n}", "regulation", "EU"),
    Form(("(EU)", "(欧盟)"), re.compile(r"(?P<m>条例|法规|指令|决定)\s?\((?:欧盟|EU)\)\s?(?:第\s?)?(?P<c>[0-9]{4})/(?P<n>[0-9]{1,4})(?:号)?"),
         "{m} (EU) {c}/{n}", "eu-{c}-{n}", "regulation", "EU"),
    Form(("号条例", "号法规", "号指令", "号决定"), re.compile(r"(?:欧盟\s?)?第?\s?\(?(?:EU\)?\s?)?(?<![0-9])(?P<c>(?:19|20)[0-9]{2})/(?P<n>[0-9]{1,4})\s?号(?P<m>条例|法规|指令|决定)"),
         "{m} (EU) {c}/{n}", "eu-{c}-{n}", "regulation", "EU"),
    Form(("部分",), re.compile(r"(?P<t>[0-9]{1,2})\s?(?:CFR|C\.F\.R\.)第(?P<n>[0-9]{1,4})部分"),
         "{t} CFR {n}", "us-cfr-{t}-{n}", "regulation", "US"),
)  # fmt: skip
IN_ENGLISH = {"条例": "Regulation", "法规": "Regulation", "指令": "Directive", "决定": "Decision"}
YEARLY = (
    re.compile(r"\b(?:FY|Fiscal Year|fiscal year)[\s-]?(?P<y>20[0-9]{2}|[0-9]{2}) (?:National Defense Authorization Act|NDAA)\b"),
    re.compile(r"\b(?P<y>20[0-9]{2}) (?:National Defense Authorization Act|NDAA)\b"),
    re.compile(r"\b(?:National Defense Authorization Act|NDAA)(?: \(NDAA\))? (?:for|of) (?:Fiscal Year|fiscal year|FY)\s?(?P<y>20[0-9]{2}|[0-9]{2})\b"),
    re.compile(r"(?P<y>20[0-9]{2})\s?(?:财政年度|财年|年度|年)(?:的|美国)?[《“]?国防授权法案?"),
    re.compile(r"国防授权法案?\((?P<y>20[0-9]{2})(?:财年|年)?\)"),
)  # fmt: skip
YEARLY_SIGNS = ("NDAA", "Defense Authorization", "国防授权法")
YEARLY_NAME = "National Defense Authorization Act for Fiscal Year {}"


def cited_instruments(
    document: Document, knowledge: InstrumentKnowledge
) -> Iterator[NameMention | Rejection]:
    """Yield what is cited by number: Executive Order 14110, Pub. L. 117-167, 15 CFR Part 744."""
    plain = document.plain
    for form in (one for one in FORMS if any(sign in plain for sign in one.signs)):
        for found in form.pattern.finditer(plain):
            span = Span(*found.span())
            if document.is_address(span):
                continue
            if form.proof and not is_near(plain, span, form.proof):
                yield Rejection(span, KIND, "code-without-proof", "nothing speaks of a bill")
                continue
            yield _cited(form, found, knowledge).at(span, "citation")
            if form.kind == "order":
                yield from _series(plain, found, form, knowledge)
    if any(sign in plain for sign in YEARLY_SIGNS):
        yield from _yearly(document, knowledge)


def _cited(form: Form, found: re.Match[str], knowledge: InstrumentKnowledge) -> Meaning:
    """Return what a citation means: the row with its number among its names, else its own id."""
    parts = {key: IN_ENGLISH.get(value, value) for key, value in found.groupdict().items()}
    name = SPACES.sub(" ", form.name.format(**parts))
    own_id = numbered_id(form.prefix.format(**parts))
    return meaning_of_number(name, form.kind, own_id, knowledge)


def _series(
    plain: str, found: re.Match[str], form: Form, knowledge: InstrumentKnowledge
) -> Iterator[NameMention]:
    """Yield the numbers that follow the first: Executive Orders 13694 and 13757."""
    end = found.end()
    while more := SERIES.match(plain, end):
        name = form.name.format(n=more[1])
        own_id = form.prefix.format(n=more[1])
        meaning = meaning_of_number(name, form.kind, own_id, knowledge)
        yield meaning.at(Span(*more.span(1)), "citation")
        end = more.end()


def _yearly(document: Document, knowledge: InstrumentKnowledge) -> Iterator[NameMention]:
    """Yield the defense authorization act of one year: 2024财年国防授权法案."""
    for pattern in YEARLY:
        for found in pattern.finditer(document.plain):
            year = found["y"] if len(found["y"]) > 2 else f"20{found['y']}"
            name, own_id = YEARLY_NAME.format(year), f"us-ndaa-{year}"
            meaning = meaning_of_number(name, "law", own_id, knowledge)
            yield meaning.at(Span(*found.span()), "yearly-act")
