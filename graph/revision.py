"""When an article ceased to say what it said: corrections and withdrawals, and which version stood on a day.

A revision is taken back, never deleted, and what the article's graph held before is kept whole beside the captured
texts, under its hash.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Literal as OneOf
from typing import get_args

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from refoulement.graph import iri
from refoulement.graph.catalogue import ENDED
from refoulement.graph.rdf import RDF_TYPE, XSD, day_literal
from refoulement.ontology import RF, local_name

Kind = OneOf["Correction", "Withdrawal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """From `day` on, `article` no longer says what is kept under the hash `earlier`; `made` is the caller's clock."""

    kind: Kind
    article: str
    day: date
    why: str
    earlier: str
    made: datetime
    taken_back: date | None = None

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"{self.kind!r} is no kind of revision: {', '.join(get_args(Kind))}")
        if not self.why.strip():
            raise ValueError(f"why {self.article} was revised is not said")
        if self.made.tzinfo is None:
            raise ValueError(f"the time of the revision of {self.article} needs its time zone")
        if self.day > self.made.date():
            raise ValueError(f"{self.day} has not come yet: nothing can be known to leave then")

    @property
    def iri(self) -> str:
        """A hash of what was revised, how, from when and when this was entered."""
        key = f"{self.kind} {self.article} {self.day} {self.earlier} {self.made.isoformat()}"
        return f"{iri.THINGS}revision/{sha256(key.encode()).hexdigest()[:32]}"

    def quads(self) -> Iterator[Quad]:
        """The revision in the graph of all of them."""
        for predicate, term in (
            (RDF_TYPE, RF[self.kind]),
            (RF.revises, NamedNode(iri.article(self.article))),
            (RF.effectiveFrom, day_literal(self.day)),
            (RF.revisedBecause, Literal(self.why)),
            (RF.earlierVersion, Literal(self.earlier)),
            (ENDED, Literal(self.made.isoformat(), datatype=NamedNode(XSD + "dateTime"))),
            (RF.takenBackOn, day_literal(self.taken_back) if self.taken_back else None),
        ):
            if term is not None:
                yield Quad(NamedNode(self.iri), predicate, term, iri.REVISIONS_GRAPH)


def read_revisions(quads: Iterable[Quad]) -> list[Revision]:
    """The revisions that some quads describe, in the order in which they took effect; the inverse of `quads`."""
    described: dict[object, dict[NamedNode, str]] = defaultdict(dict)
    for quad in quads:
        if isinstance(quad.object, NamedNode | Literal):
            described[quad.subject][quad.predicate] = quad.object.value
    revisions = []
    for said in described.values():
        if RF.revises not in said:
            continue
        back = said.get(RF.takenBackOn)
        revisions.append(
            Revision(
                kind="Withdrawal" if local_name(NamedNode(said[RDF_TYPE])) == "Withdrawal" else "Correction",
                article=said[RF.revises].removeprefix(iri.article("")),
                day=date.fromisoformat(said[RF.effectiveFrom]),
                why=said[RF.revisedBecause],
                earlier=said[RF.earlierVersion],
                made=datetime.fromisoformat(said[ENDED]),
                taken_back=date.fromisoformat(back) if back else None,
            )
        )
    return sorted(revisions, key=lambda revision: (revision.day, revision.made, revision.iri))


@dataclass(frozen=True, slots=True)
class History:
    """The revisions of one article that stand, in the order in which they took effect."""

    revisions: tuple[Revision, ...] = ()

    @property
    def withdrawal(self) -> Revision | None:
        """The withdrawal that the article is under, if it is."""
        last = self.revisions[-1] if self.revisions else None
        return last if last and last.kind == "Withdrawal" else None

    def on(self, day: date) -> str | None:
        """The hash of the version that stood on a day; None for what the article's graph holds now."""
        return next((revision.earlier for revision in self.revisions if revision.day > day), None)

    @property
    def corrections(self) -> Sequence[Revision]:
        return [revision for revision in self.revisions if revision.kind == "Correction"]


def histories(quads: Iterable[Quad]) -> dict[str, History]:
    """The history of every article that has one, by its id."""
    standing: dict[str, list[Revision]] = defaultdict(list)
    for revision in read_revisions(quads):
        if revision.taken_back is None:
            standing[revision.article].append(revision)
    return {article: History(tuple(revisions)) for article, revisions in standing.items()}


def written(quads: Iterable[Quad]) -> str:
    """The statements of an article's graph as text, in a steady order (N-Quads)."""
    return "".join(f"{quad} .\n" for quad in sorted(quads, key=str))


def read_version(text: str) -> tuple[Quad, ...]:
    """The inverse of `written`."""
    return tuple(parse(text, format=RdfFormat.N_QUADS))
