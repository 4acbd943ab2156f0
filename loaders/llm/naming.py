"""Whom and what a model names: entities of the gazetteer where the text bears them out, else new ones as printed."""

from collections.abc import Iterable

from refoulement.graph import iri
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.loaders.extract import extract, gazetteer
from refoulement.loaders.llm.answer import EntityRow
from refoulement.loaders.llm.dropped import Dropped, Reason
from refoulement.loaders.llm.quotation import Quotable, Span
from refoulement.ontology import subclasses

LONGEST_ACRONYM = 8


class Names:
    """Finds the entity of a row, and afterwards of a name that other rows use."""

    def __init__(self, quotable: Quotable) -> None:
        self.quotable = quotable
        self.known = gazetteer.load()
        self.by_name: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self._read = extract(quotable.article).mentions

    def add(self, row: EntityRow) -> None:
        """Take in a row; raises `Dropped` where the text does not name what it says."""
        spans = [span for span in map(self._place, row.words) if span]
        if not spans:
            raise Dropped(Reason.NAME)
        entity = self._known(row, spans) or self._new(row, spans)
        taken = self.by_name.setdefault(row.name, entity)
        if taken != entity:
            raise Dropped(Reason.VALUE)
        for span in spans:
            mention = Mention(self.quotable.passage(span), entity.iri)
            if mention not in self.mentions:
                self.mentions.append(mention)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """What the accepted rows name, each once."""
        distinct = {entity.iri: entity for entity in self.by_name.values()}
        return tuple(sorted(distinct.values(), key=lambda entity: entity.iri))

    def find(self, names: Iterable[str], *kinds: str) -> tuple[str, ...]:
        """The IRIs of entities by their names in this answer; raises `Dropped` for any other name or kind."""
        found = []
        for name in names:
            entity = self.by_name.get(name)
            if entity is None:
                raise Dropped(Reason.NAME)
            if not any(entity.kind in subclasses(kind) for kind in kinds):
                raise Dropped(Reason.VALUE)
            found.append(entity.iri)
        return tuple(found)

    def _place(self, words: str) -> Span | None:
        """The first place of a name that is not part of a longer one that the rules read there."""
        places = list(self.quotable.places(words))

        def within_another(span: Span) -> bool:
            spans = (Span(read.passage.start, read.passage.end) for read in self._read)
            return any(other != span and other.holds(span.start, span.end) for other in spans)

        return next((span for span in places if not within_another(span)), places[0] if places else None)

    def _known(self, row: EntityRow, spans: list[Span]) -> Entity | None:
        """The gazetteer's entity that a row means; None where the gazetteer has none of that name."""
        borne = {entity.iri for span in spans for entity in self.known.named(self.quotable.text(span))}
        tied = borne | self._governments(borne) | self._read_at(spans)
        named = self.known.named(row.name)
        meant = [
            entity for entity in named or map(self.known.entities.__getitem__, sorted(borne)) if entity.iri in tied
        ]
        fitting = [entity for entity in meant if entity.kind in subclasses(row.type)]
        if named and not fitting:
            raise Dropped(Reason.NAME)
        return min(fitting, key=lambda entity: entity.iri not in self._read_at(spans), default=None)

    def _governments(self, places: set[str]) -> set[str]:
        """The governments of countries, and of those that some cities are the capitals of."""
        countries = {self.known.capitals.get(place, place) for place in places}
        return {self.known.governments[country] for country in countries & self.known.governments.keys()}

    def _read_at(self, spans: list[Span]) -> set[str]:
        """What the rules read where some names stand: "the foreign ministry in Seoul" is one of the gazetteer's."""
        return {
            read.entity
            for read in self._read
            if any(span.start < read.passage.end and read.passage.start < span.end for span in spans)
        }

    def _new(self, row: EntityRow, spans: list[Span]) -> Entity:
        """An entity that no list holds, under the name that is printed; countries are all in the gazetteer."""
        place = self._place(row.name)
        if place is None or row.type == "Country":
            raise Dropped(Reason.NAME)
        name = self.quotable.text(place)
        article = self.quotable.article
        words = dict.fromkeys(self.quotable.text(span) for span in spans)
        short = [word for word in words if word.isupper() and len(word) <= LONGEST_ACRONYM and word != name]
        return Entity(
            iri.minted(row.type, name, article.id, place.start),
            row.type,
            (Name(name, article.language, "preferred"), *(Name(word, article.language) for word in short)),
        )
