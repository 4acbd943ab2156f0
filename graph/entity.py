"""Anything with an IRI that claims are about: persons, organisations, places."""

from dataclasses import dataclass
from typing import Literal

from refoulement.graph.article import Passage
from refoulement.ontology import subclasses

NameStatus = Literal["preferred", "alternative", "hidden"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one language and script (BCP 47); `hidden` are misspellings, found but never shown (SKOS)."""

    text: str
    language: str = "en"
    status: NameStatus = "alternative"

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a name without a letter")


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or a place, known to the gazetteer or newly named by an article."""

    iri: str
    kind: str
    names: tuple[Name, ...]

    def __post_init__(self) -> None:
        if self.kind not in subclasses("Actor") | subclasses("Place"):
            raise ValueError(f"rf:{self.kind} is neither an actor nor a place")
        if not any(name.status == "preferred" for name in self.names):
            raise ValueError(f"{self.iri} has no preferred name")

    @property
    def name(self) -> str:
        """The preferred name, the English one where there are several."""
        preferred = [name for name in self.names if name.status == "preferred"]
        return next((name.text for name in preferred if name.language == "en"), preferred[0].text)


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that names an entity."""

    passage: Passage
    entity: str
