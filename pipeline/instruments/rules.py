"""The rules of instruments, by id: how a law, a list or a code was found, and why something is none."""

from collections.abc import Mapping

FOUND: Mapping[str, str] = {
    "instruments.csv": "the row of this lexicon whose id stands behind the colon",
    "law-title": "a title that ends with the word of an instrument: 《…条例》",
    "named-act": "capitalized words that end with Act or the like: Trade Expansion Act of 1962",
    "numbered-announcement": "an announcement or order by its number: 商务部公告2023年第23号",
    "document-number": "the number under which an authority sends a document out: 国发〔2025〕8号",
    "citation": "the number of an order, law, bill or section of a code: EO 14110, Pub. L. 117-167",
    "yearly-act": "the defense authorization act of one fiscal year: FY2024 NDAA",
    "export-code": "a number of a control list, where the text speaks of control: 3B090",
    "tariff-code": "a number of a tariff, led by a word for it: HS 8542.31",
}
LINKED: Mapping[str, str] = {
    "linked-by-name": "the title is a name of this row of the lexicon",
    "law-named-in-full": "an ambiguous name whose full name stands in the text",
    "law-of-country": "an ambiguous name directly behind its country: 欧盟|芯片法案",
    "law-of-text": "an ambiguous name, and the text names its country, a Chinese one most often",
    "supported-by-word": "an ambiguous name near a word that belongs to it: Section 301 tariffs",
    "short-name": "the short name that the text itself gives: （以下简称《办法》）",
    "glossed": "a title and the name in the bracket behind it are one: 《推进法》(ADVANCE Act)",
    "head-alone": "the last word of the only title in the text that ends so: 《条例》",
    "title-again": "a title again, without its signs",
}
REFUSED: Mapping[str, str] = {
    "other-country": "refused as this row: another country stands before it; a law of its own",
    "instrument-ambiguous": "refused: an acronym or word, and nothing in the text supports it",
    "no-instrument": "refused: the title of a work, or a word that only ends like one",
    "code-without-proof": "refused: it looks like a code, and nothing speaks of control",
}
RULES: Mapping[str, str] = {**FOUND, **LINKED, **REFUSED}
