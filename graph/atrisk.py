"""Who may not be named in public, as one store knows it: the persons marked, their namesakes, all their spellings."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property, lru_cache
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from refoulement import __version__
from refoulement.graph import iri, protection
from refoulement.graph.catalogue import Entry
from refoulement.graph.folding import Span
from refoulement.graph.protection import Protection
from refoulement.graph.rdf import EXACT_MATCH, LABELS, OA_EXACT, TITLE, read_entities
from refoulement.graph.revision import read_version
from refoulement.graph.secret import Secret, masked, merged, words_of
from refoulement.graph.spelt import spellings
from refoulement.graph.store import Quads, Writer
from refoulement.ontology import GAZETTEER, RF, read
from refoulement.ontology.naming import slug

REMEMBERED = 65_536  # terms of which is known whether they tell a name
RULES = 4  # with another number the open tiers are made anew

_WORDS = (RF.sha256, TITLE)  # by which the words of an article are found

_IN_ARTICLE = re.compile(r".*/article/(?P<id>[^/#]+).*")
_HASHED = re.compile(re.escape(iri.THINGS) + "(activity|claim|judgement|origin|revision)/[0-9a-f]{16,32}")
_SLUG = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")  # where no letter of a name is Latin: a hash of it
_RANGE = re.compile(r"#char=\d+,\d+$")  # of a passage: the rest is its article
_MINTED_IN = re.compile(r"--(?P<id>[a-z0-9._-]+)-\d+$")


@dataclass(frozen=True)
class AtRisk:
    """All that may not be told. False where nobody is at risk.

    `people` are the persons' IRIs with those of all that bears one of their names, whatever it is: who is who may
    be judged wrongly, a name left standing cannot be taken back. With `keys`, which are random, is made what public
    IRIs hold instead of a name.
    """

    secrets: tuple[Secret, ...] = ()
    people: frozenset[str] = frozenset()
    keys: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.secrets)

    @property
    def fingerprint(self) -> str:
        """Changes whenever what may not be told does; for the eyes of the sealed tier only.

        Who bears the names is left out: an entity by one of these names was hidden as it was loaded.
        """
        names = sorted(zip(self.keys, (sorted(secret.names) for secret in self.secrets), strict=True))
        return sha256(repr((RULES, names)).encode()).hexdigest()

    def tells(self, term: object) -> bool:
        """Whether an IRI or a literal tells who it is."""
        if isinstance(term, NamedNode):  # of a minted thing, its own name: the article's part is told otherwise
            return term.value in self.people or self.in_address(_MINTED_IN.sub("", term.value))
        return isinstance(term, Literal) and self._in_words(term.value)

    def in_address(self, text: str) -> bool:
        """Whether an address or an identifier tells a name, if only as the hash of one in another script."""
        return bool(self._hashes.intersection(_SLUG.findall(text))) or self._in_name(text)

    def _in_name(self, text: str) -> bool:
        return not _HASHED.fullmatch(text) and self._in_address(_RANGE.sub("", text))

    @cached_property
    def _hashes(self) -> frozenset[str]:
        names = {name for secret in self.secrets for name in secret.names}
        given = {spelling for name in names for spelling in (name, "".join(name.split()), *spellings(name))}
        return frozenset(slug(spelling) for spelling in given if not any(map(str.isascii, "".join(spelling.split()))))

    @cached_property
    def _in_address(self) -> Callable[[str], bool]:
        """Asked of every term of every quad, and mostly of the same."""
        return lru_cache(REMEMBERED)(lambda text: any(secret.spans(text, address=True) for secret in self.secrets))

    @cached_property
    def _in_words(self) -> Callable[[str], bool]:
        return lru_cache(REMEMBERED)(lambda text: bool(self.spans(text)))

    def spans(self, text: str, *, near: bool = False, others: Collection[Span] = ()) -> list[Span]:
        """Where a text tells any of the names; see `Secret.spans`."""
        apart = tuple(others)
        return merged(span for secret in self.secrets for span in secret.spans(text, near=near, others=apart))

    def masked(self, text: str, *, near: bool = False) -> str:
        """A text with the names blacked out, wherever it may stand (a title, a message).

        What is left is looked through again: signs that are blacked out can bring the rest of a name together.
        """
        while found := self.spans(text, near=near):
            text = masked(text, found)
        return text

    def article_id(self, identifier: str) -> str:
        """The id under which the public knows an article: its own, or one that tells nothing where it tells a name."""
        if not self.in_address(identifier):
            return identifier
        return "withheld-" + sha256(f"{self.keys} {identifier}".encode()).hexdigest()[:16]

    def renamed(self, term: NamedNode) -> NamedNode:
        """An IRI with every article's id as the public knows it."""
        found = _IN_ARTICLE.fullmatch(term.value) or _MINTED_IN.search(term.value)
        if found is None:
            return term
        start, end = found.span("id")
        return NamedNode(term.value[:start] + self.article_id(found["id"]) + term.value[end:])


def labels(quads: Iterable[Quad], things: Collection[str]) -> frozenset[str]:
    """Every name that some quads give some things."""
    return frozenset(
        quad.object.value
        for quad in quads
        if quad.predicate in LABELS.values()
        and isinstance(quad.object, Literal)
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value in things
    )


@cache
def gazetteer_names() -> frozenset[str]:
    """Every name that is shipped: no secret, whoever else bears it."""
    return frozenset(name.text for entity in read_entities(read(GAZETTEER)) for name in entity.names)


@cache
def common_words() -> frozenset[str]:
    """Every word of these: it tells nobody apart."""
    return frozenset().union(*map(words_of, gazetteer_names()))


def doubles(store: Quads, thing: str) -> frozenset[str]:
    """All that are judged to be one with a thing, itself included."""
    found = store.matching(iri.IDENTITY_GRAPH, subject=NamedNode(thing), predicate=EXACT_MATCH)
    first = next((quad.object for quad in found if isinstance(quad.object, NamedNode)), NamedNode(thing))
    others = store.matching(iri.IDENTITY_GRAPH, predicate=EXACT_MATCH, term=first)
    return frozenset(
        {thing, first.value, *(quad.subject.value for quad in others if isinstance(quad.subject, NamedNode))}
    )


def said_of(store: Writer, things: Collection[str]) -> tuple[Quad, ...]:
    """All that articles say of some things, what they said before they were corrected or withdrawn included."""
    now = (quad for thing in things for quad in store.matching(None, subject=NamedNode(thing)))
    return (
        *(quad for quad in now if isinstance(quad.graph_name, NamedNode) and _is_article(quad.graph_name)),
        *(quad for quads in _earlier(store) for quad in quads if getattr(quad.subject, "value", None) in things),
    )


def _is_article(graph: NamedNode) -> bool:
    return graph.value.startswith(iri.ARTICLE_GRAPHS)


def _earlier(store: Writer) -> Iterator[tuple[Quad, ...]]:
    """What articles said before they were corrected or withdrawn."""
    for quad in store.matching(iri.REVISIONS_GRAPH, predicate=RF.earlierVersion):
        if isinstance(quad.object, Literal):
            yield read_version(store.text(quad.object.value))


def restricted(store: Quads) -> list[NamedNode]:
    """The graphs that hold what names somebody at risk, as the catalogue lists them: nobody else's are looked at."""
    listed = store.matching(iri.CATALOGUE_GRAPH, predicate=RF.tier, term=RF.sealed)
    graphs = {quad.subject for quad in listed if isinstance(quad.subject, NamedNode)}
    return sorted((graph for graph in graphs if graph.value.endswith(iri.RESTRICTED)), key=lambda graph: graph.value)


def marks(store: Quads) -> tuple[Protection, ...]:
    """All marks, the lifted ones too."""
    return protection.read(store.quads(iri.PROTECTION_GRAPH))


def known(store: Writer) -> AtRisk:
    """Who is at risk, from the marks that stand, from who is judged to be who, and from what articles hide of them."""
    standing = [mark for mark in marks(store) if not mark.lifted]
    if not standing:
        return AtRisk()
    shipped = gazetteer_names()
    told = [*map(store.quads, restricted(store)), *_earlier(store)]
    people = {mark.person for mark in standing}
    secrets = []
    for mark in standing:
        same = doubles(store, mark.person)
        if all(map(iri.is_minted, same)):  # else somebody public is held to be the one: no reason to hide that name
            people |= same
        given = mark.names | {name for name in labels(said_of(store, same & people), same) if name not in shipped}
        secret, bearers = _with_namesakes(Secret(given, common_words()), told, shipped)
        secrets.append(secret)
        people |= bearers
    return AtRisk(tuple(secrets), frozenset(people), tuple(mark.key for mark in standing))


def _with_namesakes(
    secret: Secret, told: Collection[tuple[Quad, ...]], shipped: frozenset[str]
) -> tuple[Secret, frozenset[str]]:
    """The secret with every other spelling that some quads give for it, and the IRIs of whoever bears one."""
    named = [
        (entity.iri, frozenset(name.text for name in entity.names) - shipped)
        for quads in told
        for entity in read_entities(quads)
    ]
    words = [
        quad.object.value
        for quads in told
        for quad in quads
        if quad.predicate == OA_EXACT and isinstance(quad.object, Literal)
    ]
    while True:
        bearers = [(person, names) for person, names in named if any(map(secret.same, names))]
        names = secret.names.union(*(names for _, names in bearers), *map(secret.asides, words))
        if names == secret.names:
            return secret, frozenset(person for person, _ in bearers)
        secret = Secret(names, secret.common)


def captured(store: Writer, quads: Iterable[Quad]) -> str:
    """The text that some quads of an article point into; none where the article is withdrawn."""
    found = (quad.object for quad in quads if quad.predicate == RF.sha256)
    return next((store.text(term.value) for term in found if isinstance(term, Literal)), "")


def listening(store: Writer, at_risk: AtRisk, graphs: Collection[NamedNode]) -> AtRisk:
    """The same, with each spelling in another script that stands in brackets after a whole name.

    Looked at are the texts and titles of the articles of some graphs, and those of earlier versions.
    """
    if not at_risk:
        return at_risk
    now = (store.matching(graph, predicate=said) for graph in graphs if _is_article(graph) for said in _WORDS)
    texts = {
        store.text(quad.object.value) if quad.predicate == RF.sha256 else quad.object.value
        for quads in (*now, *_earlier(store))
        for quad in quads
        if quad.predicate in _WORDS and isinstance(quad.object, Literal)
    }
    foreign = [text for text in texts if not text.isascii()]
    return replace(
        at_risk,
        secrets=tuple(
            replace(secret, names=secret.names.union(*map(secret.asides, foreign))) for secret in at_risk.secrets
        ),
    )


def remember(store: Writer, at_risk: AtRisk, *, now: datetime) -> None:
    """Write to the marks that stand every spelling known."""
    told = dict(zip(at_risk.keys, at_risk.secrets, strict=True))
    record(
        store, (replace(mark, names=told[mark.key].names) if mark.key in told else mark for mark in marks(store)), now
    )


def record(store: Writer, given: Iterable[Protection], now: datetime) -> None:
    """Make these all the marks there are."""
    quads = [quad for mark in given for quad in mark.quads()]
    if quads:
        agent = f"refoulement {__version__}"
        entry = Entry(graph=iri.PROTECTION_GRAPH, title="Persons at risk", agent=agent, written_at=now, tier="sealed")
        store.replace(iri.PROTECTION_GRAPH, quads, entry)
