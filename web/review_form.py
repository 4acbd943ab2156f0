"""The form that corrects a claim: what of a claim can be changed, read into a claim again, or refused in words."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from refoulement.errors import JudgementRefused
from refoulement.graph import iri
from refoulement.graph.claim import ENTITY_SLOTS, Claim, Count, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.entity import Entity
from refoulement.graph.rdf import read_entities
from refoulement.graph.reference import reference
from refoulement.graph.store import Snapshot
from refoulement.graph.when import When
from refoulement.graph.whole import whole
from refoulement.ontology import concepts, subclasses
from refoulement.web.language import label_of
from refoulement.web.wording import gettext

FOUND_AT_MOST = 12
NO_COUNT = "none"
_ACTORS, _PLACES = subclasses("Actor"), subclasses("Place")
_FAMILIES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("held_at", "via", "destination", "place"), frozenset(_PLACES)),
    **dict.fromkeys(("claimants", "speaker"), frozenset(_ACTORS)),
    **dict.fromkeys(("person", "relative"), frozenset(subclasses("Person"))),
    "organisation": frozenset(subclasses("Organisation")),
}


def _label(slot: str) -> str:
    """A slot in the reader's words."""
    labels = {
        "event_type": gettext("Kind of event"),
        "bound": gettext("Bound"),
        "value": gettext("Figure"),
        "value_to": gettext("To (of a range)"),
        "unit": gettext("Unit"),
        "nature": gettext("Over a period, or at a moment"),
        "when": gettext("When (EDTF: 2023-10-09, 2023-10, 2023-10-09~)"),
        "modality": gettext("How it is said"),
        "attribution": gettext("Said by, in words, where nobody is named"),
        "held_at": gettext("Held at, or taken from"),
        "via": gettext("Through"),
        "destination": gettext("To"),
        "place": gettext("Place"),
        "claimants": gettext("Said by"),
        "speaker": gettext("Speaker"),
        "stance": gettext("Stance"),
        "harms": gettext("Warns of"),
        "invokes": gettext("Invokes"),
        "person": gettext("Person"),
        "role": gettext("Role"),
        "organisation": gettext("Organisation"),
        "tie": gettext("Tie"),
        "relative": gettext("Relative"),
    }
    return str(labels[slot])


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: its value, its words, whether it is."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One slot of the form. `kind`: text, number, one (of `choices`), many (of them), or entities, which are sought."""

    name: str
    words: str
    kind: str
    value: str = ""
    choices: tuple[Choice, ...] = ()
    sought: str = ""
    single: bool = False


class Known:
    """The entities that a claim of an article may name: those of the gazetteer and the article's own."""

    def __init__(self, snapshot: Snapshot, article: str) -> None:
        own = {one.iri: one for one in read_entities(whole(snapshot, iri.article_graph(article)))}
        self.entities: Mapping[str, Entity] = {**reference(snapshot).entities, **own}

    def name(self, thing: str) -> str:
        known = self.entities.get(thing)
        return f"{known.name} ({label_of(known.kind)})" if known else thing.rpartition("/")[2]

    def find(self, words: str, kinds: frozenset[str]) -> list[str]:
        """Those of some kinds with a name that holds these words, the nearest first."""
        sought = _folded(words)
        if not sought:
            return []
        ranked = []
        for one in self.entities.values():
            names = [_folded(name.text) for name in one.names]
            if one.kind in kinds and any(sought in name for name in names):
                near = 0 if sought in names else 1 if any(name.startswith(sought) for name in names) else 2
                ranked.append((near, one.name, one.iri))
        return [found for *_, found in sorted(ranked)[:FOUND_AT_MOST]]


def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


Given = MultiDict[str, str]


def as_given(claim: Claim) -> Given:
    """A claim as its form would be sent without a change."""
    given: Given = MultiDict()
    for slot in ENTITY_SLOTS[type(claim).__name__]:
        value = getattr(claim, slot)
        given.setlist(slot, list(value) if isinstance(value, tuple) else [value] if value else [])
    match claim:
        case EventClaim(count=count, when=when):
            given["event_type"], given["modality"] = claim.event_type, claim.modality
            given["when"], given["attribution"] = when.edtf if when else "", claim.attribution or ""
            given["bound"] = count.bound if count else NO_COUNT
            given["value"] = str(count.value) if count and count.value is not None else ""
            given["value_to"] = str(count.value_to) if count and count.value_to is not None else ""
            given["unit"], given["nature"] = (count.unit, count.nature) if count else ("persons", "flow")
        case StanceClaim():
            given["stance"] = claim.stance
            given.setlist("harms", list(claim.harms))
            given.setlist("invokes", list(claim.invokes))
        case RoleClaim():
            given["role"] = claim.role
        case TieClaim():
            given["tie"] = claim.tie
    return given


def fields(claim: Claim, given: Given, known: Known) -> list[Field]:
    """The form of a claim as it is filled in; what was sought stands below what is chosen."""
    entities = [_entities(slot, claim, given, known) for slot in ENTITY_SLOTS[type(claim).__name__]]
    match claim:
        case EventClaim():
            kinds = subclasses("Event") - {"Event"}
            none = Choice(NO_COUNT, "–", given.get("bound") == NO_COUNT)
            bound = _one("bound", concepts("bounds"), given)
            return [
                _one("event_type", kinds, given),
                replace(bound, choices=(none, *bound.choices)),
                _text("value", given, kind="number"),
                _text("value_to", given, kind="number"),
                _one("unit", concepts("units"), given),
                _one("nature", concepts("natures"), given),
                _text("when", given),
                *entities,
                _text("attribution", given),
                _one("modality", concepts("modalities"), given),
            ]
        case StanceClaim():
            several = (_many("harms", concepts("harms"), given), _many("invokes", concepts("instruments"), given))
            return [*entities, _one("stance", concepts("stances"), given), *several]
        case RoleClaim():
            return [*entities, _text("role", given)]
        case TieClaim():
            return [entities[0], _one("tie", concepts("ties"), given), entities[1]]
    raise TypeError(f"{type(claim).__name__} has no form")


def _text(name: str, given: Given, *, kind: str = "text") -> Field:
    return Field(name, _label(name), kind, given.get(name, ""))


def _choices(values: Iterable[str], given: Given, name: str) -> tuple[Choice, ...]:
    chosen = given.getlist(name)
    return tuple(sorted((Choice(one, label_of(one), one in chosen) for one in values), key=lambda choice: choice.words))


def _one(name: str, values: Iterable[str], given: Given) -> Field:
    return Field(name, _label(name), "one", given.get(name, ""), _choices(values, given, name))


def _many(name: str, values: Iterable[str], given: Given) -> Field:
    return Field(name, _label(name), "many", "", _choices(values, given, name))


def _entities(slot: str, claim: Claim, given: Given, known: Known) -> Field:
    sought = given.get(f"find-{slot}", "").strip()
    chosen = list(dict.fromkeys(given.getlist(slot)))
    own = getattr(claim, slot)
    before = [*(own if isinstance(own, tuple) else [own] if own else [])]
    offered = dict.fromkeys((*chosen, *before, *known.find(sought, _FAMILIES[slot])))
    choices = tuple(Choice(one, known.name(one), one in chosen) for one in offered)
    return Field(slot, _label(slot), "entities", "", choices, sought, single=not isinstance(own, tuple))


def corrected(claim: Claim, given: Given) -> Claim:
    """The claim as the form has it. Raises `JudgementRefused`, in words, for what no claim can be."""
    slots: dict[str, Any] = {}
    for slot in ENTITY_SLOTS[type(claim).__name__]:
        chosen = given.getlist(slot)
        if isinstance(getattr(claim, slot), tuple):
            slots[slot] = tuple(chosen)
        elif len(chosen) > 1:
            raise JudgementRefused(f"{slot}: choose one, not {len(chosen)}")
        else:
            slots[slot] = chosen[0] if chosen else None
            if slots[slot] is None and slot != "organisation":
                raise JudgementRefused(f"{slot}: choose one; a claim of this kind cannot be without")
    try:
        return replace(claim, **slots, **_own(claim, given))
    except ValueError as error:
        raise JudgementRefused(f"{error}; nothing was changed") from error


def _own(claim: Claim, given: Given) -> dict[str, Any]:
    match claim:
        case EventClaim():
            when = given.get("when", "").strip()
            return {
                "event_type": given.get("event_type", ""),
                "modality": given.get("modality", ""),
                "attribution": given.get("attribution", "").strip() or None,
                "when": When(when) if when else None,
                "count": _count(given),
            }
        case StanceClaim():
            return {
                "stance": given.get("stance", ""),
                "harms": tuple(given.getlist("harms")),
                "invokes": tuple(given.getlist("invokes")),
            }
        case RoleClaim():
            return {"role": given.get("role", "").strip()}
        case TieClaim():
            return {"tie": given.get("tie", "")}
    raise TypeError(f"{type(claim).__name__} has no form")


def _count(given: Given) -> Count | None:
    if given.get("bound", NO_COUNT) == NO_COUNT:
        return None
    return Count(
        bound=given["bound"],
        value=_number(given, "value"),
        value_to=_number(given, "value_to"),
        unit=given.get("unit", ""),
        nature=given.get("nature", ""),
    )


def _number(given: Given, name: str) -> int | None:
    text = given.get(name, "").replace(",", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise ValueError(f"{name}: {text!r} is no whole number")
    return int(text)
