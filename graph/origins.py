"""How many origins stand behind an event: whom its claims come from, however many articles carry them.

A claim is followed from the outlet to whom it quotes, and from there to that one's own source, by the first rule that
holds. `speakerOfBody`: a person whom the article titles by a role at one organisation speaks for it.
`quotedClaimant`: the actor quoted; an outlet quoted beside another actor has only passed it on. `unnamedSource`:
words that name no one are an origin of their own kind, for they may be one of the others. `restatedInArticle`: what
is said of the event without naming anyone comes from those whom the article, or the one it copies, quotes for the
same figure; without a figure, from all it quotes for the event. `outletAlone`: else the outlet speaks for itself.
`outletQuoted`: where an outlet is quoted whose own article gives the same figure of the event by someone else, it
comes from them.

All that one actor says of an event is one origin. What is denied has none. That two origins are independent of one
another is never said: no article can tell.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal as OneOf

from refoulement.graph.iri import THINGS

Kind = OneOf["actor", "outlet", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One claim of an event, as far as the rules look at it; `count` is all that is said of its figure."""

    iri: str
    article: str
    claimants: tuple[str, ...] = ()
    attribution: str | None = None
    count: frozenset[tuple[str, str]] = frozenset()
    denied: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """An actor by IRI, an outlet by its name, or words that name no one with the article they stand in first."""

    kind: Kind
    value: str
    article: str = ""

    def iri(self, event: str) -> str:
        """A hash of the event and the origin."""
        digest = sha256(f"{event} {self.kind} {self.value} {self.article}".encode()).hexdigest()
        return f"{THINGS}origin/{digest[:32]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the rules need to know beside an event's claims.

    `outlets` gives an article's publisher, `media` the actor that a publisher's name means where just one does,
    `bodies` the one organisation that an article titles a person by, `copied` the original of each copy, `same` the one
    IRI of an actor who has several, `passers` the actors that are media outlets, `tables` the articles that are tables.
    """

    outlets: Mapping[str, str]
    media: Mapping[str, str]
    bodies: Mapping[tuple[str, str], str]
    copied: Mapping[str, str]
    same: Mapping[str, str]
    passers: frozenset[str]
    tables: frozenset[str] = frozenset()

    def first(self, article: str) -> str:
        """The article itself, or the one it is a copy of."""
        return self.copied.get(article, article)

    def outlet(self, article: str) -> Origin:
        """Whoever published an article first."""
        name = self.outlets.get(self.first(article))
        if name is None:
            return Origin("outlet", "", self.first(article))
        return Origin("actor", self.media[name.casefold()]) if name.casefold() in self.media else Origin("outlet", name)


Found = dict[Origin, str]  # the origins of a claim, each with the rule that found it


def trace(claims: Iterable[Stated], setting: Setting) -> dict[str, Found]:
    """The origins of each claim about one event, by the claim's IRI."""
    said = sorted((claim for claim in claims if not claim.denied), key=lambda claim: claim.iri)
    found = {claim.iri: _quoted(claim, setting) for claim in said}
    quoted: dict[str, list[tuple[Stated, Origin]]] = defaultdict(list)
    for claim in said:
        for origin in found[claim.iri]:
            if origin.kind == "actor":
                quoted[setting.first(claim.article)].append((claim, origin))
    for claim in said:
        if not found[claim.iri]:
            beside = quoted[setting.first(claim.article)]
            restated = {origin for other, origin in beside if not claim.count or other.count == claim.count}
            found[claim.iri] = (
                dict.fromkeys(sorted(restated), "restatedInArticle")
                if restated
                else {setting.outlet(claim.article): "outletAlone"}
            )
    return _through_outlets(said, found, setting)


def _quoted(claim: Stated, setting: Setting) -> Found:
    """Whom a claim names itself, or its words for them; nothing where it has neither."""
    actors = {setting.same.get(actor, actor) for actor in claim.claimants}
    if not actors:
        words = " ".join((claim.attribution or "").casefold().split())
        return {Origin("words", words, setting.first(claim.article)): "unnamedSource"} if words else {}
    found: Found = {}
    for actor in sorted(actors - setting.passers or actors):
        body = setting.bodies.get((claim.article, actor))
        found.setdefault(Origin("actor", body or actor), "speakerOfBody" if body else "quotedClaimant")
    return found


def _through_outlets(said: list[Stated], found: dict[str, Found], setting: Setting) -> dict[str, Found]:
    """Replace a quoted outlet by those whom its own article gives for the same figure."""
    own: dict[tuple[Origin, object], set[Origin]] = defaultdict(set)
    for claim in said:
        for origin, rule in found[claim.iri].items():
            if rule != "outletAlone" and claim.count:
                own[setting.outlet(claim.article), claim.count].add(origin)

    def behind(origin: Origin, count: object, path: tuple[Origin, ...]) -> set[Origin]:
        if origin in path:  # outlets that quote one another in a circle are one origin, the first by name
            return {min(path[path.index(origin) :])}
        beyond = own.get((origin, count), set()) - {origin}
        return set().union(*(behind(other, count, (*path, origin)) for other in sorted(beyond))) or {origin}

    traced: dict[str, Found] = {}
    for claim in said:
        traced[claim.iri] = {}
        for origin, rule in found[claim.iri].items():
            passed = origin.kind == "actor" and origin.value in setting.passers and rule == "quotedClaimant"
            for last in sorted(behind(origin, claim.count, ()) if passed and claim.count else {origin}):
                traced[claim.iri].setdefault(last, rule if last == origin else "outletQuoted")
    return traced


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many articles, copies and origins stand behind an event; `tables` of the articles are tables."""

    articles: int
    copies: int
    named: int
    unnamed: int
    tables: int = 0

    @property
    def line(self) -> str:
        """All of it in one line, which says what it does not establish."""
        copies = f" and {_counted(self.copies, 'copy', 'copies')}" if self.copies else ""
        origins = [_counted(self.named, "origin", "origins")] if self.named or not self.unnamed else []
        origins += [_counted(self.unnamed, "unnamed origin", "unnamed origins")] if self.unnamed else []
        moot = "; independence not established" if self.named + self.unnamed > 1 else ""
        return f"{sources(self.articles, self.tables)}{copies}, {' and '.join(origins)}{moot}"


def sources(articles: int, tables: int) -> str:
    """So many articles, of which some are tables, in words: "2 articles and 1 table"."""
    texts = [_counted(articles - tables, "article", "articles")] if articles > tables else []
    return " and ".join([*texts, *([_counted(tables, "table", "tables")] if tables else [])])


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def standing(claims: Iterable[Stated], traced: Mapping[str, Found], setting: Setting) -> Standing:
    """What stands behind an event. What is denied does not."""
    articles = {claim.article for claim in claims if claim.iri in traced}
    first = {setting.first(article) for article in articles}
    origins = {origin for found in traced.values() for origin in found}
    unnamed = sum(origin.kind == "words" for origin in origins)
    return Standing(
        articles=len(first),
        copies=len(articles) - len(first),
        named=len(origins) - unnamed,
        unnamed=unnamed,
        tables=len(first & setting.tables),
    )
