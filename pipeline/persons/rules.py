"""The rules of persons, by id."""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "persons.csv": "the row of this lexicon whose id stands behind the colon",
    "name-behind-title": "a name that the title before it gives away: 财政司司长|陈茂波",
    "title-before": "the title before a known person belongs to the mention: 英国首相|约翰逊",
    "title-behind": "the title behind a known person belongs to the mention: 莫迪|总理",
    "named-in-full-before": "a surname alone, behind the full name: Jake Sullivan, then Sullivan",
    "office-of-title": "the id is that of the body whose office the title names: 商务部|发言人",
    "in-office": "the id is that of the body that the person led on the day of the text",
}
