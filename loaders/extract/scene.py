"""What the sentences of an article name, and where: what every rule about claims looks at."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.gazetteer import Gazetteer
from refoulement.loaders.extract.sentences import Reading
from refoulement.loaders.language import Analysis
from refoulement.ontology import subclasses


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of a sentence that names an entity; `shown` where it counts as a mention by itself."""

    start: int
    end: int
    entity: Entity
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may name something no list holds: what kind of thing, by what name.

    `sure` where its surroundings say so (a title, an age, a role); else the guards ask for more.
    """

    start: int
    end: int
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class People:
    """A stretch that names a nationality ("North Korean"), which is no mention of its country."""

    start: int
    end: int
    country: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A reading with all that it names, in reading order, with what a model says of it, if one was asked."""

    reading: Reading
    known: Gazetteer
    named: tuple[Named, ...]
    peoples: tuple[People, ...]
    analysis: Analysis
    offices: tuple[Named, ...] = ()  # titles ("Interior Minister"), each with the body that its bearer serves
    issuer: Entity | None = None  # the publisher that no list holds, named in its text or not
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [named.start for named in self.named])

    def within(self, start: int, end: int) -> list[Named]:
        """What is named between two offsets."""
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return [named for named in self.named[first:last] if named.end <= end]

    def groups(self, before: int | None = None) -> list[Entity]:
        """Organisations that can be "the group", in reading order: no governments, parties, press nor UN."""
        apart = {
            kind
            for name in ("GovernmentBody", "PoliticalParty", "MediaOutlet", "InternationalBody")
            for kind in subclasses(name)
        }
        found = [n for n in self.named if n.entity.kind in subclasses("Organisation") - apart]
        return [n.entity for n in found if before is None or n.end <= before]

    def government(self, country: str) -> Entity | None:
        """The government of a country, as an entity of the gazetteer."""
        found = self.known.governments.get(country)
        return self.known.entities[found] if found else None
