"""Names that no list holds: candidates from rules (or from elsewhere) pass the same guards and are minted."""

import re
from collections.abc import Iterable, Iterator

from refoulement.graph import iri
from refoulement.graph.entity import Entity, Name
from refoulement.loaders.extract.gazetteer import Gazetteer, fold, is_organisation, is_place, tokens
from refoulement.loaders.extract.organisations import Organisations, acronym_after
from refoulement.loaders.extract.persons import Persons
from refoulement.loaders.extract.placenames import Places
from refoulement.loaders.extract.scene import Candidate, Named
from refoulement.loaders.extract.sentences import Reading, Sentence
from refoulement.loaders.extract.shapes import BEGINNINGS, NOT_OF_PERSONS, ORGANISATION_WORDS, RUN, WORD
from refoulement.ontology import subclasses

_WIDE = ("Country", "Region", "Settlement")
_WIDE_AREAS = frozenset(
    ("Europe", "Asia", "Africa", "America", "Oceania", "Christian", "Catholic", "Muslim", "Korean", "Parliament")
)
_AREA_WORDS = frozenset(
    (
        "North South East West Northern Southern Eastern Western Central Northeast Northwest Southeast Southwest "
        "Middle Asia Africa Europe America Americas Korea Pacific Eurasia Caucasus Oceania Latin Inner Greater"
    ).split()
)
_COMMON_HEADS = ("Police", "Army", "Government", "Customs")
_BETWEEN = re.compile(rf"(?: \([^)]{{3,40}}\))?, (?P<name>{WORD}(?: {WORD}){{1,2}})(?:,|,? and) ")
_FACILITIES = subclasses("DetentionFacility")


class Newcomers:
    """Finds new names sentence by sentence; what one sentence introduces, later ones may repeat in short."""

    def __init__(self, reading: Reading, known: Gazetteer) -> None:
        self.reading = reading
        self.known = known
        self.minted: dict[tuple[str, str], Entity] = {}
        self.acronyms: dict[str, Entity] = {}
        self.adjectives = {key[0] for key in known.demonyms if len(key) == 1} | {"border", "north", "south", "korean"}
        self.organisations = Organisations()
        self.places = Places(known, self.adjectives)
        self.persons_ = Persons(_alone(reading), self.adjectives)

    def mint(self, kind: str, name: str, start: int, *others: str) -> Entity:
        """A new entity, the same one for the same name in this article."""
        key = (kind, name.casefold())
        if key not in self.minted:
            identifier = iri.minted(kind, name, self.reading.article.id, start)
            names = (Name(name, "en", "preferred"), *(Name(other) for other in dict.fromkeys(others) if other != name))
            self.minted[key] = Entity(identifier, kind, names)
        return self.minted[key]

    def expect(self, kind: str, name: str) -> Entity | None:
        """Know a name beforehand (the publisher's, who may speak in its own text); it counts where it is met."""
        start = self.reading.flat.find(name)
        if start < 0 or self.known.named(name):
            return None
        entity = self.mint(kind, name, start)
        for match in re.finditer(re.escape(name), self.reading.flat):
            if (acronym := acronym_after(self.reading.flat, match.end())) and not self.known.named(acronym):
                self.acronyms[acronym] = entity
        return entity

    def abbreviate(self, named: Iterable[Named]) -> None:
        """Know the short names that brackets give to bodies that are known already."""
        for found in named:
            if is_organisation(found.entity) and found.shown:
                short = acronym_after(self.reading.flat, found.end)
                if short and short.isupper() and not self.known.named(short):
                    self.acronyms.setdefault(short, found.entity)

    def met(self, sentence: Sentence) -> Iterator[Named]:
        """The towns that earlier sentences introduced."""
        for (kind, _), entity in self.minted.items():
            for match in (
                re.finditer(rf"(?<![\w-]){re.escape(entity.name)}(?!\w)", sentence.text) if kind == "Settlement" else ()
            ):
                yield Named(sentence.start + match.start(), sentence.start + match.end(), entity)

    def repeats(self, sentence: Sentence, persons: dict[str, Entity]) -> Iterator[Named]:
        """Names met elsewhere in the article: of new organisations and places, and of `persons` by family name."""
        for (kind, _), entity in self.minted.items():
            if kind != "Person" and entity.name in sentence.text:
                for match in re.finditer(rf"(?<![\w-]){re.escape(entity.name)}(?!\w)", sentence.text):
                    yield Named(sentence.start + match.start(), sentence.start + match.end(), entity)
        for run in RUN.finditer(sentence.text):
            words = tokens(run.group(), sentence.start + run.start())
            for word in words:
                if word.surface in persons and self._stands_for_a_person(run.group(), word.surface):
                    yield Named(word.start, word.end, persons[word.surface])

    @staticmethod
    def _stands_for_a_person(run: str, word: str) -> bool:
        """True where a family name stands alone or last, not within another name ("Han River")."""
        return run.rstrip(".").endswith(word) or run == word

    def find(self, sentence: Sentence, named: list[Named]) -> Iterator[Named]:
        """The organisations and places of a sentence, given the known names that stand in it."""
        if sentence.start in self.reading.signatories:
            yield from self.accept(self.organisations.signatory(sentence), named)
        yield from self.accept(self.organisations.propose(sentence, named), named)
        found = list(self.accept(self.places.propose(sentence, named), named))
        yield from found
        for _ in range(3):  # a list of towns, one after another
            found = list(self.accept(self.places.beside(sentence, [*named, *found]), [*named, *found]))
            yield from found
        for word in tokens(sentence.text, sentence.start):
            if word.surface in self.acronyms:
                yield Named(word.start, word.end, self.acronyms[word.surface])

    def persons(self, sentence: Sentence, taken: list[Named]) -> Iterator[Named]:
        """The persons of a sentence, given what else it names."""
        if sentence.start not in self.reading.signatories:
            found = list(self.accept(self.persons_.propose(sentence, taken), taken))
            yield from found
            yield from self.accept(_between(sentence, [*taken, *found]), [*taken, *found])

    def accept(self, candidates: Iterable[Candidate], taken: list[Named]) -> Iterator[Named]:
        """Those of some candidates, whoever proposes them, that no other name forbids, as entities."""
        for candidate in candidates:
            rivals = [other for other in taken if candidate.start < other.end and other.start < candidate.end]
            if any(self._forbids(other, candidate) for other in rivals):
                continue
            entity = self._entity(candidate)
            if entity:
                yield Named(candidate.start, candidate.end, entity)

    def _forbids(self, other: Named, candidate: Candidate) -> bool:
        """True where a name already taken rules a candidate out."""
        whole = candidate.start <= other.start and other.end <= candidate.end
        larger = candidate.end - candidate.start > other.end - other.start
        if candidate.kind == "Person":
            return not (other.entity.kind == "Person" or (whole and larger and other.entity.kind in _WIDE))
        if candidate.kind in _WIDE:
            return not (whole and candidate.kind == "Region" and other.entity.kind == "Settlement")
        if is_place_of_custody(candidate.kind) or candidate.kind == "BorderCrossing":
            return not (whole and larger and is_place(other.entity)) and other.entity.kind not in _WIDE
        return is_organisation(other.entity) and not (
            whole and larger and other.entity.kind != "Person" and self._outgrows(other, candidate)
        )

    @staticmethod
    def _outgrows(other: Named, candidate: Candidate) -> bool:
        """True where a known organisation's name stands inside a longer one, which it neither owns nor is joined to."""
        after = candidate.name[other.end - candidate.start :]
        return (" and " not in candidate.name or other.start > candidate.start) and not after.startswith("'s ")

    def _entity(self, candidate: Candidate) -> Entity | None:
        """The known bearer of a candidate's name, or a new one; None where the name cannot stand for such a thing."""
        if known := self._known(candidate):
            return known
        if candidate.kind == "Person":
            if self._is_other(candidate) or (not candidate.sure and self._is_short(candidate.name)):
                return None
            if longer := self._begun(candidate.name):
                return longer
        if is_organisation_kind(candidate.kind):
            return self._organisation(candidate)
        return self.mint(candidate.kind, candidate.name, candidate.start, *candidate.aliases)

    def _known(self, candidate: Candidate) -> Entity | None:
        """The gazetteer's bearer of a candidate's name, also without a person's initials or by a prison's town."""
        names = [candidate.name]
        if candidate.kind == "Person":
            names.append(re.sub(r"(?<= )[A-Z]\. ", "", candidate.name))
        if is_place_of_custody(candidate.kind) or candidate.kind == "BorderCrossing":
            names += candidate.aliases
        bearers = (e for name in names for e in self.known.named(name) if _same_kind(e.kind, candidate.kind))
        return next(bearers, None)

    def _organisation(self, candidate: Candidate) -> Entity | None:
        """A new organisation, with the short name that brackets give it; None for an adjective or a part of a name."""
        words = candidate.name.split()
        key = tuple(fold(word) for word in words)
        adjectival = key[0] in self.adjectives
        if (
            all(word in _AREA_WORDS for word in words)
            or key in self.known.demonyms
            or (*key[:-1], key[-1].removesuffix("s")) in self.known.demonyms
            or (adjectival and len(words) == 2 and words[1] in _COMMON_HEADS)
        ):
            return None
        if len(words) == 1 and (
            adjectival or words[0] in BEGINNINGS or words[0] in _WIDE_AREAS or self.known.named(words[0])
        ):
            return None
        acronym = acronym_after(self.reading.flat, candidate.end)
        if acronym and any(e.kind == "Country" for e in self.known.named(acronym)):  # "X of the Y (DPRK)"
            return None
        if acronym and not self.known.named(acronym) and acronym not in self.acronyms:
            self.acronyms[acronym] = self.mint(
                candidate.kind, candidate.name, candidate.start, acronym, *candidate.aliases
            )
            return self.acronyms[acronym]
        same = (
            entity
            for (kind, name), entity in self.minted.items()
            if is_organisation_kind(kind) and name == candidate.name.casefold()
        )
        return next(same, None) or self.mint(candidate.kind, candidate.name, candidate.start, *candidate.aliases)

    def _is_other(self, candidate: Candidate) -> bool:
        """True where the article gives a name to an organisation or a place."""
        return any(kind != "Person" and name == candidate.name.casefold() for kind, name in self.minted)

    def _begun(self, name: str) -> Entity | None:
        """The person whose name begins or ends with all of another one's words ("Vang Tou" of "Vang Tou Lor")."""
        persons = (entity for (kind, _), entity in self.minted.items() if kind == "Person")
        begun = (e for e in persons if e.name.startswith(f"{name} ") or e.name.endswith(f" {name}"))
        return next(begun, None) if " " in name else None

    def _is_short(self, name: str) -> bool:
        """True where a name is part of one that the article gives in full."""
        last = name.rsplit(maxsplit=1)[-1]
        return any(
            kind == "Person" and last in entity.name.split() and entity.name != name
            for (kind, _), entity in self.minted.items()
        )


def _between(sentence: Sentence, named: list[Named]) -> Iterator[Candidate]:
    """The persons in a list between two that are known for such: "X (chair), Y, Z"."""
    persons = [other for other in named if other.entity.kind == "Person"]
    ends, starts = ({p.end - sentence.start for p in persons}, {p.start - sentence.start for p in persons})
    for end in sorted(ends):
        match = _BETWEEN.match(sentence.text, end)
        words = match["name"].split() if match else []
        if match and match.end() in starts and not any(w in ORGANISATION_WORDS or w in NOT_OF_PERSONS for w in words):
            start = sentence.start + match.start("name")
            yield Candidate(start, start + len(match["name"]), "Person", match["name"])


def _alone(reading: Reading) -> frozenset[str]:
    """The capitalised words that stand by themselves somewhere in an article, not after "the"."""
    found = set()
    for sentence in reading.sentences:
        for run in RUN.finditer(sentence.text):
            word = run.group()
            before = sentence.text[max(0, run.start() - 4) : run.start()].lower()
            if " " not in word and word not in BEGINNINGS and not before.endswith("the "):
                found.add(word)
    return frozenset(found)


def is_organisation_kind(kind: str) -> bool:
    """True for the kinds of organised bodies."""
    return kind in subclasses("Organisation")


def is_place_of_custody(kind: str) -> bool:
    """True for the kinds of prisons, camps and detention centres."""
    return kind in _FACILITIES


def _same_kind(one: str, other: str) -> bool:
    both = (one, other)
    return (
        one == other
        or all(is_organisation_kind(kind) for kind in both)
        or all(is_place_of_custody(kind) for kind in both)
    )
