"""What an article says in one place, and who says so. A claim without its passage cannot be built."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from refoulement.graph.amount import Amount, plain
from refoulement.graph.article import Passage
from refoulement.graph.iri import THINGS
from refoulement.graph.when import When
from refoulement.ontology import concepts, label, subclasses

ENTITY_SLOTS: Mapping[str, tuple[str, ...]] = MappingProxyType(  # by kind of claim: what names actors and places
    {
        "EventClaim": ("held_at", "via", "destination", "place", "claimants"),
        "StanceClaim": ("speaker",),
        "RoleClaim": ("person", "organisation"),
        "TieClaim": ("person", "relative"),
    }
)


def _require(value: str, scheme: str) -> None:
    if value not in concepts(scheme):
        raise ValueError(f"{value!r} is not one of rf:{scheme}: {', '.join(sorted(concepts(scheme)))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many, as printed, with the bound the words put on it.

    `value` is None for a vague number ("hundreds"), whose bound is `approximately`; `value_to` is the upper end of a
    range. People are whole, shares may be decimals.
    """

    bound: str
    value: Amount | None = None
    value_to: Amount | None = None
    unit: str = "persons"
    nature: str = "flow"

    def __post_init__(self) -> None:
        _require(self.bound, "bounds")
        _require(self.unit, "units")
        _require(self.nature, "natures")
        for name, printed in (("value", self.value), ("value_to", self.value_to)):
            if printed is not None:
                object.__setattr__(self, name, number := plain(printed))
                if self.unit == "persons" and not isinstance(number, int):
                    raise ValueError(f"{number} people are no whole number")
        if self.value is None and self.bound != "approximately":
            raise ValueError(f"a count bounded by {self.bound} needs its number")
        if self.value is not None and self.value < 0:
            raise ValueError(f"a count of {self.value}")
        if (self.bound == "range") != (self.value_to is not None):
            raise ValueError("a range, and nothing else, has an upper number")
        if self.value_to is not None and self.value is not None and self.value_to <= self.value:
            raise ValueError(f"the range {self.value} to {self.value_to} runs backwards")
        if self.bound == "lessThan" and self.value == 0:
            raise ValueError("fewer than none")
        if self.unit == "percent" and (self.value_to or self.value or 0) > 100:
            raise ValueError(f"a share of {self.value_to or self.value} percent")

    @property
    def words(self) -> str:
        """The figure as said: "up to 600 people"; of hundreds, "a number not given"."""
        if self.value is None:
            return "a number not given"
        unit = "per cent" if self.unit == "percent" else "person" if (self.value_to or self.value) == 1 else "people"
        if self.bound == "range":
            return f"{self.value:,} to {self.value_to:,} {unit}"
        return f"{'' if self.bound == 'exact' else label(self.bound) + ' '}{self.value:,} {unit}"

    @property
    def minimum(self) -> Amount | None:
        """The least the words allow, None where they set no floor; "more than 600" persons are at least 601."""
        if self.value is None or self.bound in ("approximately", "atMost", "lessThan"):
            return None
        return self.value + (self.bound == "moreThan" and self.unit == "persons")

    @property
    def maximum(self) -> Amount | None:
        """The most the words allow; None where they set no ceiling."""
        if self.value is None or self.bound in ("approximately", "atLeast", "moreThan"):
            return None
        if self.bound == "range":
            return self.value_to
        return self.value - (self.bound == "lessThan" and self.unit == "persons")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim has: where it stands (`passages`, in reading order) and what found it.

    `context` are passages that supply what its own words leave out, as the sentence that dates it.
    """

    passages: tuple[Passage, ...]
    extractor: str
    confidence: float = 1.0
    context: tuple[Passage, ...] = ()

    def __post_init__(self) -> None:
        if not self.passages:
            raise ValueError("a claim without a passage does not exist")
        if len({passage.article for passage in self.passages + self.context}) > 1:
            raise ValueError("a claim rests on passages of one article")
        for name, passages in (("passages", set(self.passages)), ("context", {*self.context} - {*self.passages})):
            object.__setattr__(self, name, tuple(sorted(passages, key=lambda passage: (passage.start, passage.end))))
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")
        if not self.extractor:
            raise ValueError("a claim names what extracted it")

    @property
    def article(self) -> str:
        """The id of the article that makes the claim."""
        return self.passages[0].article

    def content(self) -> dict[str, object]:
        """What is claimed, as plain values; with the passages it makes the claim's identity."""
        raise NotImplementedError

    @property
    def iri(self) -> str:
        """A hash of article, kind, passages and content: loading twice names the same claim the same."""
        key = [type(self).__name__, self.article, [(p.start, p.end) for p in self.passages], self.content()]
        digest = sha256(json.dumps(key, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
        return f"{THINGS}claim/{digest[:32]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClaim(Claim):
    """Something happened or holds. Places and claimants are IRIs of entities, each set in sorted order."""

    event_type: str
    count: Count | None = None
    when: When | None = None
    held_at: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    attribution: str | None = None
    modality: str = "asserted"

    def __post_init__(self) -> None:
        Claim.__post_init__(self)
        if self.event_type not in subclasses("Event") - {"Event"}:
            raise ValueError(f"rf:{self.event_type} is not a kind of event")
        _require(self.modality, "modalities")
        for slot in ("held_at", "via", "destination", "place", "claimants"):
            object.__setattr__(self, slot, tuple(sorted(set(getattr(self, slot)))))

    def content(self) -> dict[str, object]:
        count = self.count
        return {
            "eventType": self.event_type,
            "count": count and [count.bound, count.value, count.value_to, count.unit, count.nature],
            "when": self.when and self.when.edtf,
            "heldAt": self.held_at,
            "via": self.via,
            "destination": self.destination,
            "place": self.place,
            "claimant": self.claimants,
            "attribution": self.attribution,
            "modality": self.modality,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceClaim(Claim):
    """An actor takes a stance: denies, urges, does not comment; `harms` are what it warns of, `invokes` treaties.

    `time_spoken_of` is the time that it gives what it speaks of ("denied that any were sent back in May"), not its own.
    """

    speaker: str
    stance: str
    time_spoken_of: When | None = None
    harms: tuple[str, ...] = ()
    invokes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Claim.__post_init__(self)
        _require(self.stance, "stances")
        for harm in self.harms:
            _require(harm, "harms")
        for treaty in self.invokes:
            _require(treaty, "instruments")
        for slot in ("harms", "invokes"):
            object.__setattr__(self, slot, tuple(sorted(set(getattr(self, slot)))))

    def content(self) -> dict[str, object]:
        said: dict[str, object] = {
            "speaker": self.speaker,
            "stance": self.stance,
            "harm": self.harms,
            "invokes": self.invokes,
        }
        return said | ({"speaksOfWhen": self.time_spoken_of.edtf} if self.time_spoken_of else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleClaim(Claim):
    """A person's role as the text titles it, at an organisation where one is said."""

    person: str
    role: str
    organisation: str | None = None

    def __post_init__(self) -> None:
        Claim.__post_init__(self)
        if not self.role.strip():
            raise ValueError("a role without a word")

    def content(self) -> dict[str, object]:
        return {"person": self.person, "role": self.role, "organisation": self.organisation}


@dataclass(frozen=True, slots=True, kw_only=True)
class TieClaim(Claim):
    """A family tie: `person` is the `tie` ("sisterOf") `relative`."""

    person: str
    tie: str
    relative: str

    def __post_init__(self) -> None:
        Claim.__post_init__(self)
        _require(self.tie, "ties")
        if self.person == self.relative:
            raise ValueError("a tie needs two persons")

    def content(self) -> dict[str, object]:
        return {"person": self.person, "tie": self.tie, "relative": self.relative}
