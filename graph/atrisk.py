"""Who may not be named in public, as one store knows it: the persons marked, their namesakes, all their spellings."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from refoulement.graph import iri, protection
from refoulement.graph.rdf import LABELS, OA_EXACT, read_entities
from refoulement.graph.secret import Secret, Span, masked, merged, words_of
from refoulement.graph.store import Writer

_IN_ARTICLE = re.compile(r".*/article/(?P<id>[^/#]+).*")
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
        """Changes whenever what may not be told does; for the eyes of the sealed tier only."""
        names = [sorted(secret.names) for secret in self.secrets]
        return sha256(repr((sorted(names), sorted(self.people), self.keys)).encode()).hexdigest()

    def tells(self, term: object) -> bool:
        """Whether an IRI or a literal tells who it is."""
        if isinstance(term, NamedNode):  # of a minted thing, its own name: the article's part is told otherwise
            return term.value in self.people or self.in_address(_MINTED_IN.sub("", term.value))
        return isinstance(term, Literal) and bool(self.spans(term.value))

    def in_address(self, text: str) -> bool:
        """Whether an address or an identifier tells a name."""
        return any(secret.spans(text, address=True) for secret in self.secrets)

    def spans(self, text: str, *, near: bool = False, others: Collection[Span] = ()) -> list[Span]:
        """Where a text tells any of the names; see `Secret.spans`."""
        apart = tuple(others)
        return merged(span for secret in self.secrets for span in secret.spans(text, near=near, others=apart))

    def masked(self, text: str) -> str:
        """A text with the names blacked out, wherever it may stand (a title, a message)."""
        return masked(text, self.spans(text)) if self else text

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


def labels(quads: Iterable[Quad], person: str) -> frozenset[str]:
    """Every name that some quads give a person."""
    return frozenset(
        quad.object.value
        for quad in quads
        if quad.predicate in LABELS.values() and isinstance(quad.object, Literal) and quad.subject == NamedNode(person)
    )


def gazetteer_names(store: Writer) -> frozenset[str]:
    """Every name that is shipped: no secret, whoever else bears it."""
    return frozenset(
        quad.object.value
        for quad in store.quads(iri.GAZETTEER_GRAPH)
        if quad.predicate in LABELS.values() and isinstance(quad.object, Literal)
    )


def known(store: Writer) -> AtRisk:
    """Who is at risk, from the marks that stand and from what the restricted graphs know of them."""
    standing = [mark for mark in protection.read(store.quads(iri.PROTECTION_GRAPH)) if not mark.lifted]
    if not standing:
        return AtRisk()
    common = frozenset[str]().union(*map(words_of, gazetteer_names(store)))
    told = [
        quads
        for graph in store.graphs(iri.ARTICLE_GRAPHS)
        if graph.value.endswith(iri.RESTRICTED) and (quads := store.quads(graph))
    ]
    people = {mark.person for mark in standing}
    secrets = []
    for mark in standing:
        secret, bearers = _with_namesakes(Secret(mark.names, common), told)
        secrets.append(secret)
        people |= bearers
    return AtRisk(tuple(secrets), frozenset(people), tuple(mark.key for mark in standing))


def _with_namesakes(secret: Secret, told: Collection[tuple[Quad, ...]]) -> tuple[Secret, frozenset[str]]:
    """The secret with every other spelling that restricted graphs give for it, and the IRIs of whoever bears one."""
    named = [
        (entity.iri, frozenset(name.text for name in entity.names)) for quads in told for entity in read_entities(quads)
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
