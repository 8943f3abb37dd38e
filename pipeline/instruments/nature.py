"""What the canonical name of an instrument tells: its kind, and the country that made it."""

from dataclasses import dataclass
from functools import cached_property

from pipeline.instruments.cited import FORMS, YEARLY_NAME
from pipeline.instruments.codes import EXPORT, TARIFF
from pipeline.instruments.knowledge import InstrumentKnowledge
from pipeline.instruments.naming import REPUBLIC
from pipeline.instruments.numbered import ANNOUNCED, NOTICES, SENT_OUT
from pipeline.instruments.titles import head_of
from pipeline.lexicon import Lexicons
from pipeline.names import NameKnowledge
from pipeline.plain import lookup_form, plain_form

OTHER = "regulation"
YEARLY = YEARLY_NAME.format("")


@dataclass(frozen=True, eq=False)
class Nature:
    """The kind and country of instruments that no lexicon has, by their names."""

    lexicons: Lexicons

    @cached_property
    def knowledge(self) -> InstrumentKnowledge:
        """The heads of titles, and the countries."""
        return InstrumentKnowledge(self.lexicons, NameKnowledge(self.lexicons))

    def of(self, name: str) -> tuple[str, str]:
        """Return kind and country: Executive Order 13692 is an order of the US."""
        plain = plain_form(name)
        for form in FORMS:
            if form.pattern.fullmatch(plain):
                return form.kind, form.country
        if plain.startswith(YEARLY):
            return "law", "US"
        if EXPORT.fullmatch(plain) or TARIFF.fullmatch(plain):
            return "code", ""
        if numbered := ANNOUNCED.search(plain):
            return ("announcement" if numbered["paper"] in NOTICES else "order"), "CN"
        if SENT_OUT.fullmatch(plain):
            return "announcement", "CN"
        return self._titled(plain)

    def _titled(self, plain: str) -> tuple[str, str]:
        heads, head = self.knowledge.heads, head_of(plain, self.knowledge)
        kind = heads.chinese.get(head) or heads.english.get(plain.split(",")[0].split(" ")[-1], "")
        words = [word for word in plain.replace(",", " ").split() if word in heads.english]
        kind = kind or (heads.english[words[-1]] if words else OTHER)
        if plain.startswith(REPUBLIC):
            return kind, "CN"
        place = self.knowledge.country_first.match(lookup_form(plain))
        return kind, self.knowledge.countries[place.group()] if place else ""
