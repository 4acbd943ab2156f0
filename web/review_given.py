"""What was sent of a claim's form: read into a claim, corrected or entered anew, or refused field by field."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from refoulement.errors import JudgementRefused
from refoulement.graph.adding import EXTRACTOR
from refoulement.graph.amount import Amount, amount
from refoulement.graph.article import Passage
from refoulement.graph.claim import ENTITY_SLOTS, Claim, Count, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.when import When
from refoulement.ontology import concepts, subclasses
from refoulement.web.wording import gettext

Made = TypeVar("Made")
Given = MultiDict[str, str]
NO_COUNT = "none"
LONGEST = 12  # digits of a number that is typed in
SINGLE = frozenset(("speaker", "person", "relative", "organisation"))  # slots that hold one entity at most
_CLASSES: Mapping[str, type[Claim]] = {"stance": StanceClaim, "role": RoleClaim, "tie": TieClaim}


def label(slot: str) -> str:
    """A slot of a form in the reader's words."""
    labels = {
        "words": gettext("The words"),
        "at": gettext("Which of them is meant"),
        "kind": gettext("What is claimed"),
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
        "time_spoken_of": gettext("Time of what it speaks of (EDTF)"),
        "harms": gettext("Warns of"),
        "invokes": gettext("Invokes"),
        "person": gettext("Person"),
        "role": gettext("Role"),
        "organisation": gettext("Organisation"),
        "tie": gettext("Tie"),
        "relative": gettext("Relative"),
    }
    return str(labels[slot])


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
            given["time_spoken_of"] = claim.time_spoken_of.edtf if claim.time_spoken_of else ""
            given.setlist("harms", list(claim.harms))
            given.setlist("invokes", list(claim.invokes))
        case RoleClaim():
            given["role"] = claim.role
        case TieClaim():
            given["tie"] = claim.tie
    return given


def blank(kind: str) -> Given:
    """The form of a claim that is yet to be entered; `kind` is one of `kinds()`."""
    given: Given = MultiDict()
    made = class_of(kind)
    for slot in ENTITY_SLOTS[made.__name__]:
        given.setlist(slot, [])
    match made.__name__:
        case "EventClaim":
            given["event_type"], given["modality"] = kind, "asserted"
            given["when"], given["attribution"], given["value"], given["value_to"] = "", "", "", ""
            given["bound"], given["unit"], given["nature"] = NO_COUNT, "persons", "flow"
        case "StanceClaim":
            given["stance"], given["time_spoken_of"] = "", ""
            given.setlist("harms", [])
            given.setlist("invokes", [])
        case "RoleClaim":
            given["role"] = ""
        case "TieClaim":
            given["tie"] = ""
    return given


def kinds() -> tuple[str, ...]:
    """What can be claimed: each kind of event by its name in the ontology, a stance, a role, a family tie."""
    return (*sorted(subclasses("Event") - {"Event"}), *_CLASSES)


def class_of(kind: str) -> type[Claim]:
    """The class of claim that says something of some kind. Raises `JudgementRefused` where there is no such kind."""
    if kind not in kinds():
        told = gettext(
            "%(kind)s is no kind of claim: choose one of %(kinds)s", kind=repr(kind), kinds=", ".join(kinds())
        )
        raise JudgementRefused(told, {"kind": told})
    return _CLASSES.get(kind, EventClaim)


def corrected(claim: Claim, given: Given) -> Claim:
    """The claim as the form has it. Raises `JudgementRefused`, in words, for what no claim can be."""
    return _built(lambda: replace(claim, **_slots(type(claim), given)))


def entered(kind: str, passage: Passage, given: Given) -> Claim:
    """A claim that rests on some words, as the form has it; its class is by `kind`. Raises `JudgementRefused`."""
    made = class_of(kind)
    return _built(lambda: made(passages=(passage,), extractor=EXTRACTOR, **_slots(made, given)))


def _built(build: Callable[[], Claim]) -> Claim:
    try:
        return build()
    except ValueError as error:
        raise JudgementRefused(f"{error}; nothing was changed") from error


def _slots(kind: type[Claim], given: Given) -> dict[str, Any]:
    """What each slot holds. All that cannot be is refused at once, each beside its field."""
    reading = _Reading()
    slots: dict[str, Any] = {}
    for slot in ENTITY_SLOTS[kind.__name__]:
        chosen = given.getlist(slot)
        slots[slot] = reading.single(slot, chosen) if slot in SINGLE else tuple(chosen)
    if kind is EventClaim:
        slots |= {
            "event_type": reading.listed("event_type", given, subclasses("Event") - {"Event"}),
            "modality": reading.listed("modality", given, concepts("modalities")),
            "attribution": given.get("attribution", "").strip() or None,
            "when": reading.when("when", given),
            "count": _count(given, reading),
        }
    elif kind is StanceClaim:
        slots |= {
            "stance": reading.listed("stance", given, concepts("stances")),
            "time_spoken_of": reading.when("time_spoken_of", given),
            "harms": tuple(given.getlist("harms")),
            "invokes": tuple(given.getlist("invokes")),
        }
    elif kind is RoleClaim:
        slots["role"] = given.get("role", "").strip()
        if not slots["role"]:
            reading.refused["role"] = gettext("say the role in the words of the text")
    else:
        slots["tie"] = reading.listed("tie", given, concepts("ties"))
        if slots["person"] and slots["person"] == slots["relative"]:
            reading.refused["relative"] = gettext("a tie needs two persons")
    if reading.refused:
        told = "; ".join(f"{label(slot)}: {words}" for slot, words in reading.refused.items())
        raise JudgementRefused(told, reading.refused)
    return slots


class _Reading:
    """Reads fields of a form; `refused` says of each that cannot be why."""

    def __init__(self) -> None:
        self.refused: dict[str, str] = {}

    def made(self, slot: str, make: Callable[[], Made]) -> Made | None:
        try:
            return make()
        except ValueError as error:
            self.refused[slot] = str(error)
            return None

    def when(self, slot: str, given: Given) -> When | None:
        edtf = given.get(slot, "").strip()
        return self.made(slot, lambda: When(edtf)) if edtf else None

    def single(self, slot: str, chosen: list[str]) -> str | None:
        if len(chosen) > 1:
            self.refused[slot] = gettext("choose one, not %(number)s", number=len(chosen))
        elif not chosen and slot != "organisation":
            self.refused[slot] = gettext("choose one; a claim of this kind cannot be without")
        return chosen[0] if chosen else None

    def listed(self, slot: str, given: Given, values: Iterable[str]) -> str:
        value, values = given.get(slot, ""), sorted(values)
        if value not in values:
            self.refused[slot] = gettext(
                "%(value)s is not of the list: choose one of %(values)s", value=repr(value), values=", ".join(values)
            )
        return value


def _count(given: Given, reading: _Reading) -> Count | None:
    bound = given.get("bound", NO_COUNT)
    if bound == NO_COUNT:
        if given.get("value", "").strip():
            reading.refused["bound"] = gettext("say how the figure is bounded: as it is printed, at least, about …")
        return None
    before = len(reading.refused)
    reading.listed("bound", given, concepts("bounds"))
    unit, nature = (
        reading.listed("unit", given, concepts("units")),
        reading.listed("nature", given, concepts("natures")),
    )
    value, value_to = (
        reading.made(name, lambda name=name: _number(given, name))  # type: ignore[misc]
        for name in ("value", "value_to")
    )
    if len(reading.refused) > before:
        return None
    slot = "value_to" if bound == "range" or value_to is not None else "value"
    return reading.made(slot, lambda: Count(bound=bound, value=value, value_to=value_to, unit=unit, nature=nature))


def _number(given: Given, name: str) -> Amount | None:
    text = given.get(name, "").replace(",", "").strip()
    if not text:
        return None
    with suppress(ValueError):
        if len(text) <= LONGEST and (number := amount(text)) >= 0:
            return number
    raise ValueError(gettext("%(text)s is no number", text=repr(text)))
