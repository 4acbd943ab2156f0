"""Which of what waits is on a page of review, with what is to be looked at and what can be said of it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from urllib.parse import parse_qsl
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest

from refoulement.errors import JudgementRefused
from refoulement.graph import iri
from refoulement.graph.claim_review import GRAPH as REVIEWS
from refoulement.graph.claim_review import Review, read_reviews
from refoulement.graph.judgement import Judgement
from refoulement.graph.pending import KINDS, WEAK, Pending, judged_where, pending
from refoulement.graph.store import Snapshot
from refoulement.ontology import RF
from refoulement.web.language import label_of
from refoulement.web.review_sides import Looking, Side
from refoulement.web.wording import gettext

PER_PAGE = 10
_KEPT = WeakKeyDictionary[Snapshot, dict[float, tuple[Pending, ...]]]()


def waiting(snapshot: Snapshot, below: float) -> tuple[Pending, ...]:
    """All that waits in a snapshot; kept as long as that is."""
    kept = _KEPT.setdefault(snapshot, {})
    if below not in kept:
        kept[below] = pending(snapshot, below=below)
    return kept[below]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What of the queue is asked for; `below` is a confidence, without which only claims are measured, by `WEAK`."""

    kind: str = ""
    article: str = ""
    below: float | None = None
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """The filters of a request. Raises `BadRequest` for what is none."""
        kind = asked.get("kind", "")
        if kind and kind not in KINDS:
            raise BadRequest(f"kind: {kind!r} is none of {', '.join(KINDS)}")
        below, page = asked.get("below", "").strip(), asked.get("page", "").strip()
        if not re.fullmatch(r"(?:[01](?:\.[0-9]{1,4})?)?", below) or not re.fullmatch(r"[0-9]{0,6}", page):
            raise BadRequest(
                f"below is a confidence from 0 to 1, page a whole number; given are {below!r} and {page!r}"
            )
        return cls(
            kind=kind,
            article=asked.get("article", "").strip(),
            below=float(below) if below else None,
            page=max(int(page or 1), 1),
        )

    @classmethod
    def read(cls, query: str) -> Self:
        """The filters of a page that was left, from the query of its address."""
        return cls.of(dict(parse_qsl(query)))

    def asked(self, **changed: object) -> dict[str, str]:
        """The parameters that ask for these, some of them changed."""
        told = replace(self, **changed) if changed else self  # type: ignore[arg-type]
        given = {"kind": told.kind, "article": told.article, "below": told.below, "page": told.page}
        return {
            name: str(value)
            for name, value in given.items()
            if value not in ("", None) and (name, value) != ("page", 1)
        }

    def lets_through(self, one: Pending) -> bool:
        """Whether something is shown, of whatever kind."""
        sure = self.below is not None and one.confidence >= self.below
        return not sure and (not self.article or self.article in one.articles)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be said, by which word and which key."""

    name: str
    words: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that waits, ready to be looked at; `address`es lead to the forms for more than a word."""

    pending: Pending
    heading: str
    sides: tuple[tuple[str, Side], ...]
    reasons: tuple[str, ...]
    actions: tuple[Action, ...]
    correct: str | None = None
    split: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A page of what waits; `counts` are those of each kind, `articles` those that are spoken of."""

    entries: tuple[Entry, ...]
    counts: Mapping[str, int]
    total: int
    pages: int
    articles: tuple[str, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, filters: Filters, looking: Looking) -> Self:
        every = waiting(snapshot, WEAK if filters.below is None else filters.below)
        shown = [one for one in every if filters.lets_through(one)]
        counts = Counter(one.kind for one in shown)
        chosen = [one for one in shown if filters.kind in ("", one.kind)]
        pages = max(1, -(-len(chosen) // PER_PAGE))
        start = (min(filters.page, pages) - 1) * PER_PAGE
        return cls(
            entries=tuple(entry(snapshot, one, looking) for one in chosen[start : start + PER_PAGE]),
            counts={kind: counts[kind] for kind in KINDS},
            total=len(chosen),
            pages=pages,
            articles=tuple(sorted({article for one in every for article in one.articles})),
        )


def kinds() -> dict[str, str]:
    """The kinds of what waits, in words."""
    return {
        "changed": gettext("Decided, changed since"),
        "identity": gettext("Who is who"),
        "event": gettext("Which event"),
        "claim": gettext("Weak claims"),
    }


def entry(snapshot: Snapshot, one: Pending, looking: Looking) -> Entry:
    """One thing that waits with its sides and what can be said of it."""
    if one.kind == "changed":
        return _changed(snapshot, one, looking)
    if one.kind == "claim":
        return Entry(
            pending=one,
            heading=gettext("Is this said?"),
            sides=(("", looking.claim(one.first)),),
            reasons=(gettext("the rule is not sure of it: confidence %(figure)s", figure=f"{one.confidence:g}"),),
            actions=(Action("accept", gettext("Said so"), "a"), Action("reject", gettext("Not said"), "r")),
            correct=one.first,
            split=looking.about(one.first),
        )
    assert one.second
    same, different = Action("same", gettext("The same"), "a"), Action("different", gettext("Different"), "r")
    unsure = Action("unsure", gettext("Leave open"), "l")
    if one.kind == "event":
        sides = ((gettext("The claim"), looking.claim(one.first)), (gettext("The event"), looking.event(one.second)))
        part = Action("part", gettext("Part of it"), "p")
        heading, correct = gettext("Is this claim about this event?"), one.first
        actions = (same, different, part, unsure)
    else:
        sides = (("A", looking.entity(one.first)), ("B", looking.entity(one.second)))
        parts = (Action("part", gettext("A is part of B"), "p"), Action("whole", gettext("B is part of A"), "w"))
        heading, correct = gettext("Are these one?"), None
        actions = (same, different, *(parts if "/person/" not in one.first else ()), unsure)
    return Entry(
        pending=one,
        heading=heading,
        sides=sides,
        reasons=one.reasons,
        actions=actions,
        correct=correct,
        split=next((side.thing for _, side in sides if side.thing), None),
    )


def _changed(snapshot: Snapshot, one: Pending, looking: Looking) -> Entry:
    [review] = read_reviews(snapshot.matching(REVIEWS, subject=NamedNode(one.first)))
    keep, undo = Action("keep", gettext("It still holds"), "a"), Action("undo", gettext("Take it back"), "r")
    return Entry(
        pending=one,
        heading=gettext("Does this decision still hold?"),
        sides=tuple(looking.review(review)),
        reasons=(
            label_of(review.since or ""),
            gettext("decided by %(judge)s: %(why)s", judge=review.judge, why=review.why),
        ),
        actions=(keep, undo) if review.since != "groundGone" else (undo,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision of a person: what of, what was said, by whom and why; `undone` tells of its end."""

    name: str
    said: str
    of: tuple[str, ...]
    judge: str
    why: str
    made: datetime
    undone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A page of what persons decided."""

    decisions: tuple[Decided, ...]
    page: int
    pages: int

    @classmethod
    def of(cls, snapshot: Snapshot, looking: Looking, asked: Mapping[str, str]) -> Self:
        judged = judged_where(snapshot, (RF.judgedBy, RF.byPerson), (RF.undoneAt, None))
        by_persons: list[Judgement | Review] = [*judged, *read_reviews(snapshot.quads(REVIEWS))]
        every = sorted(by_persons, key=_last, reverse=True)
        pages = max(1, -(-len(every) // PER_PAGE))
        page = min(Filters.of(asked).page, pages)
        some = every[(page - 1) * PER_PAGE : page * PER_PAGE]
        return cls(decisions=tuple(_decided(one, looking) for one in some), page=page, pages=pages)


def _last(one: Judgement | Review) -> tuple[datetime, str]:
    return (one.undone.at if one.undone else one.made), one.iri


def _decided(one: Judgement | Review, looking: Looking) -> Decided:
    undone = one.undone
    told = undone and gettext(
        "undone by %(who)s on %(day)s: %(why)s", who=undone.by, day=f"{undone.at:%Y-%m-%d}", why=undone.why
    )
    if isinstance(one, Review):
        of, said, why = filter(None, (one.extracted, one.corrected)), one.finding, one.why
        names = tuple(f"{looking.of_claim(claim).title.words}: “{claim.passages[0].exact}”" for claim in of)
    else:
        said, why = one.verdict, "; ".join(one.reasons)
        names = tuple(_named(thing, looking) for thing in (one.first, one.second))
    return Decided(
        name=one.iri.removeprefix(iri.THINGS),
        said=label_of(said),
        of=names,
        judge=one.judge,
        why=why,
        made=one.made,
        undone=told or None,
    )


def _named(thing: str, looking: Looking) -> str:
    if not thing.startswith(f"{iri.THINGS}claim/"):
        return looking.name(thing)
    try:
        side = looking.claim(thing)
    except JudgementRefused:
        return str(gettext("a claim that stands no more"))
    return f"{side.title.words}: “{side.excerpts[0].words}”"
