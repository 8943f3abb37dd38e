"""Mentions of one document to rows: the only place where clean spans become source offsets."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from pipeline.document import (
    Argument,
    DateMention,
    Document,
    EventMention,
    Findings,
    NameMention,
    NamePair,
    Rejection,
)
from pipeline.tables.rows import (
    DateRow,
    DocumentRow,
    DocumentRows,
    EventRow,
    InstrumentMentionRow,
    IsoDate,
    Items,
    NamePairRow,
    OrganizationMentionRow,
    PlaceMentionRow,
    RejectedRow,
    RepairRow,
    SentenceRow,
    TechnologyMentionRow,
)
from pipeline.text import Removal, SourceSpan, Span

# Excel holds 32,767 characters in a cell; longer removals are split into several rows.
LONGEST_CELL = 30_000


class RowBuilder:
    """Gives the mentions of one document their rows, ids and places in the source."""

    def __init__(self, doc_id: str, document: Document):
        self.doc_id = doc_id
        self.document = document
        self.source = document.source.text

    def id(self, kind: str, *spans: Span) -> str:
        """Return an id made from document, kind and source spans, so that runs can be compared
        row by row.
        """
        places = map(self.document.text.origin, spans)
        return ".".join([self.doc_id, kind, *[f"{place.start}-{place.end}" for place in places]])

    @cached_property
    def sentence_ids(self) -> dict[int, str]:
        """The ids of the sentences by where they start."""
        spans = (sentence.span for sentence in self.document.sentences)
        return {span.start: self.id("sentence", span) for span in spans}

    def sentence_id(self, span: Span) -> str:
        """Return the id of the sentence in which a span starts."""
        sentence = self.document.sentence_at(span.start)
        return self.sentence_ids[sentence.span.start] if sentence else ""

    def place(self, span: Span) -> tuple[int, int, str]:
        """Return start, end and quote of a span in the source."""
        origin = self.document.text.origin(span)
        return origin.start, origin.end, self.source[origin.start : origin.end]

    def text(self, span: Span) -> str:
        """Return the repaired text at a span."""
        return self.document.clean[span.start : span.end]

    def sentences(self) -> Iterator[SentenceRow]:
        plain = self.document.plain
        for sentence in self.document.sentences:
            start, end, _ = self.place(sentence.span)
            words = self.document.words_in(sentence.span)
            yield SentenceRow(
                self.doc_id,
                self.sentence_ids[sentence.span.start],
                start,
                end,
                sentence.language,
                self.text(sentence.span),
                plain[sentence.span.start : sentence.span.end],
                tuple([plain[start:end] for start, end, _ in words]),
            )

    def date(self, mention: DateMention) -> DateRow:
        start, end, quote = self.place(mention.span)
        return DateRow(
            doc_id=self.doc_id,
            date_id=self.id("date", mention.span),
            sentence_id=self.sentence_id(mention.span),
            start=start,
            end=end,
            quote=quote,
            text=self.text(mention.span),
            timex=mention.timex,
            start_date=IsoDate(mention.start_date),
            end_date=IsoDate(mention.end_date),
            precision=mention.precision,
            modifier=mention.modifier,
            basis=mention.basis,
            anchor_date_id=self.id("date", mention.anchor) if mention.anchor else "",
            rule=mention.rule,
        )

    def event_id(self, event: EventMention) -> str:
        """Return the id of an event, made from its date and trigger spans."""
        return self.id("event", event.date.span, event.trigger)

    def event(self, event: EventMention) -> EventRow:
        date, trigger = event.date, self.document.text.origin(event.trigger)
        start, end, quote = self.place(event.span)
        actors, actor_ids = _columns(event.actors)
        objects, object_ids = _columns(event.objects)
        recipients, recipient_ids = _columns(event.recipients)
        terms, term_ids = _columns(event.technologies)
        places, place_ids = _columns(event.places)
        return EventRow(
            start_date=IsoDate(date.start_date),
            end_date=IsoDate(date.end_date),
            date_text=self.text(date.span),
            actors=actors,
            trigger=self.text(event.trigger),
            objects=objects,
            recipients=recipients,
            event_type=event.event_type,
            modality=event.modality,
            quote=quote,
            article=self.document.source.title or self.document.source.path,
            technologies=terms,
            places=places,
            confidence=event.confidence,
            precision=date.precision,
            basis=event.basis,
            actor_ids=actor_ids,
            object_ids=object_ids,
            recipient_ids=recipient_ids,
            technology_ids=term_ids,
            place_ids=place_ids,
            same_as=self.event_id(event.same_as) if event.same_as else "",
            doc_id=self.doc_id,
            event_id=self.event_id(event),
            date_id=self.id("date", date.span),
            sentence_id=self.sentence_id(event.trigger),
            start=start,
            end=end,
            trigger_start=trigger.start,
            trigger_end=trigger.end,
            rule=event.rule,
        )

    def name_cells(
        self, mention: NameMention, kind: str
    ) -> tuple[str, str, str, int, int, str, str, str, str, str, str, str]:
        """Return the cells that organization and technology mentions share, in column order."""
        start, end, quote = self.place(mention.span)
        return (
            self.doc_id,
            f"{self.doc_id}.{kind}.{start}-{end}",
            self.sentence_id(mention.span),
            start,
            end,
            quote,
            self.text(mention.span),
            mention.id,
            mention.name,
            mention.kind,
            mention.basis,
            mention.rule,
        )

    def plain_cells(
        self, mention: NameMention, kind: str
    ) -> tuple[str, str, str, int, int, str, str, str, str, str]:
        """Return the cells that place and instrument mentions share, in column order."""
        return (*self.name_cells(mention, kind)[:9], mention.rule)

    def pair(self, pair: NamePair) -> NamePairRow:
        return NamePairRow(
            self.doc_id,
            self.id("pair", pair.span),
            self.sentence_id(pair.span),
            *self.place(pair.span),
            pair.zh,
            pair.en,
            pair.acronym,
            pair.refers_to,
        )

    def rejected(self, rejection: Rejection) -> RejectedRow:
        return self.refusal(self.document.text.origin(rejection.span), rejection)

    def refusal(self, place: SourceSpan, rejection: Rejection) -> RejectedRow:
        """Return the row of a refusal that repair made, at its place in the source."""
        quote = self.source[place.start : min(place.end, place.start + LONGEST_CELL)]
        return RejectedRow(
            self.doc_id,
            place.start,
            place.start + len(quote),
            quote,
            rejection.kind,
            rejection.rule,
            rejection.reason,
        )

    def repairs(self) -> Iterator[RepairRow]:
        for removal in self.document.text.removals:
            yield from self._repair(removal)

    def _repair(self, removal: Removal) -> Iterator[RepairRow]:
        first, last, kept = removal.span.start, removal.span.end, removal.kept
        for start in range(first, last, LONGEST_CELL):
            end = min(last, start + LONGEST_CELL)
            yield RepairRow(
                self.doc_id,
                f"{self.doc_id}.repair.{start}-{end}",
                start,
                end,
                self.source[start:end],
                removal.replacement if start == first else "",
                removal.rule,
                kept.start if kept else None,
                kept.end if kept else None,
            )


def _columns(arguments: Iterable[Argument]) -> tuple[Items, Items]:
    arguments = tuple(arguments)
    return tuple(p.text for p in arguments), tuple(p.id for p in arguments)


def document_rows(
    doc_id: str,
    document: Document,
    found: Findings,
    refused: Iterable[tuple[SourceSpan, Rejection]],
) -> DocumentRows:
    """Turn all that was found in a document into rows; `refused` are repair's refusals, in
    source spans.
    """
    builder = RowBuilder(doc_id, document)
    repairs, sentences = tuple(builder.repairs()), tuple(builder.sentences())
    rejected = [
        *(builder.rejected(rejection) for rejection in found.rejections),
        *(builder.refusal(place, rejection) for place, rejection in refused),
    ]
    source = document.source
    row = DocumentRow(
        doc_id=doc_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        encoding=source.encoding,
        encoding_basis=source.encoding_basis,
        language=document.language,
        title=source.title,
        published=IsoDate(source.published.isoformat() if source.published else ""),
        published_basis=source.published_basis,
        url=source.url,
        source_characters=len(source.text),
        clean_characters=len(document.clean),
        repairs=len(repairs),
        sentences=len(sentences),
        dates=len(found.dates),
        events=len(found.events),
        organizations=len(found.organizations),
        technologies=len(found.technologies),
        places=len(found.places),
        status="ok" if document.clean.strip() else "empty",
        message=source.message,
    )
    return DocumentRows(
        document=row,
        source_text=source.text,
        clean_text=document.clean,
        repairs=repairs,
        sentences=sentences,
        dates=tuple(map(builder.date, found.dates)),
        events=tuple(map(builder.event, found.events)),
        organization_mentions=tuple(
            OrganizationMentionRow(*builder.name_cells(mention, "organization"))
            for mention in found.organizations
        ),
        technology_mentions=tuple(
            TechnologyMentionRow(*builder.name_cells(mention, "technology"))
            for mention in found.technologies
        ),
        place_mentions=tuple(
            PlaceMentionRow(*builder.plain_cells(mention, "place")) for mention in found.places
        ),
        instrument_mentions=tuple(
            InstrumentMentionRow(*builder.plain_cells(mention, "instrument"))
            for mention in found.instruments
        ),
        name_pairs=tuple(map(builder.pair, found.pairs)),
        rejected=tuple(sorted(rejected, key=lambda r: (r.start, r.end, r.kind, r.rule))),
    )
