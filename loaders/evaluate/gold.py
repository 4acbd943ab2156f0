"""Claim sheets that people wrote or corrected, read with a complaint for everything that cannot be scored."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from refoulement.errors import LoadError
from refoulement.loaders import json_object
from refoulement.loaders.evaluate.sameness import span
from refoulement.loaders.sheets import KINDS, TYPES, UNITS, bounds, stances

PLACES = ("from", "via", "to", "place")
NAMES = (*PLACES, "claimant")
FIELDS = {
    "entities": {"name", "type", "aliases"},
    "claims": {"kind", "count", "when", *NAMES, "event"},
    "statements": {"speaker", "stance"},
    "roles": {"person", "role", "organisation"},
}

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntity:
    """Who or what an article names."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetClaim:
    """What an article says happened; `named` has the names of each of its slots that is filled."""

    kind: str
    value: float | None = None
    bound: str | None = None
    unit: str = "person"
    when: str | None = None
    named: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetStatement:
    """A speaker's stance."""

    speaker: str
    stance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRole:
    """What a person is, and of which organisation, if any."""

    person: str
    role: str
    organisation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is taken from one article, as far as it is scored."""

    entities: tuple[SheetEntity, ...] = ()
    claims: tuple[SheetClaim, ...] = ()
    statements: tuple[SheetStatement, ...] = ()
    roles: tuple[SheetRole, ...] = ()


def read(folder: Path) -> tuple[dict[str, Sheet], tuple[str, ...]]:
    """The sheets of a folder by article id, with notes on what in them is not scored.

    Raises `LoadError`: each sheet that cannot be scored, where in it, and what to do.
    """
    if not folder.is_dir():
        raise LoadError(f"{folder}: no such folder; give the one with your annotated sheets (<article id>.json)")
    sheets: dict[str, Sheet] = {}
    notes: list[str] = []
    complaints: list[str] = []
    for path in sorted(folder.glob("*.json")):
        try:
            stated = json_object.read(path.read_bytes(), path, meant="is a claim sheet")
            sheets[path.stem] = sheet(stated, path)
        except LoadError as error:
            complaints.append(str(error))
            continue
        unscored = list(_unscored(stated))
        if unscored:
            notes.append(f"{path}: not scored: {', '.join(unscored)}")
    if complaints:
        raise LoadError("\n".join(complaints))
    if not sheets:
        raise LoadError(
            f"{folder}: no sheet is there; annotate articles as docs/extraction.md says (<article id>.json)"
        )
    return sheets, tuple(notes)


def sheet(stated: Mapping[str, object], path: Path) -> Sheet:
    """A sheet out of its JSON; a list that is missing is empty. Raises `LoadError`."""

    def each(section: str, make: Callable[[_Row], Made]) -> tuple[Made, ...]:
        rows = stated.get(section) or []
        if not isinstance(rows, list):
            raise LoadError(f"{path}: {section} must be a list; write [ … ]")
        return tuple(make(_row(row, f"{path}: {section}[{number}]")) for number, row in enumerate(rows))

    return Sheet(
        entities=each("entities", _entity),
        claims=each("claims", _claim),
        statements=each("statements", _statement),
        roles=each("roles", _role),
    )


def _unscored(stated: Mapping[str, object]) -> Iterator[str]:
    """The fields of a sheet that scoring does not know: a slip of the pen is not passed over in silence."""
    yield from sorted(set(stated) - {"source", *FIELDS})
    for section, known in FIELDS.items():
        rows = stated.get(section)
        if isinstance(rows, list):
            yield from sorted({f"{section}[].{field}" for row in rows for field in row if field not in known})


@dataclass(frozen=True, slots=True)
class _Row:
    """One object of a sheet, and where it stands."""

    stated: Mapping[str, object]
    where: str

    def text(self, field: str) -> str:
        """A field that must be there, in letters that can be shown."""
        words = self.stated.get(field)
        if not isinstance(words, str) or not words.strip():
            raise LoadError(f"{self.where}.{field} must be text, not {words!r}; write it")
        return _shown(words, f"{self.where}.{field}")

    def text_or_none(self, field: str) -> str | None:
        """A field that may be missing or empty."""
        return self.text(field) if self.stated.get(field) not in (None, "") else None

    def choice(self, field: str, allowed: Collection[str]) -> str:
        """A field that must be one of some words."""
        word = self.stated.get(field)
        if not isinstance(word, str) or word not in allowed:
            raise LoadError(
                f"{self.where}.{field} {word!r} is none of {', '.join(sorted(allowed))}; write one of these"
            )
        return word

    def names(self, field: str) -> tuple[str, ...]:
        """A list of names; a missing one is empty."""
        names = self.stated.get(field) or []
        if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            raise LoadError(f'{self.where}.{field} must be a list of names; write ["…"], or leave it out')
        return tuple(_shown(name, f"{self.where}.{field}") for name in names)

    def number(self, field: str) -> float | None:
        """A number of people or a share; None for a vague one."""
        value = self.stated.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
            raise LoadError(f"{self.where}.{field} must be a number or null, not {value!r}; write it in digits")
        return value


def _row(stated: object, where: str) -> _Row:
    if not isinstance(stated, dict):
        raise LoadError(f"{where} must be an object, not {type(stated).__name__}; write {{ … }}")
    return _Row(stated, where)


def _shown(words: str, where: str) -> str:
    if any(not character.isprintable() and not character.isspace() for character in words):
        raise LoadError(f"{where} holds characters that cannot be shown; write it anew")
    return words


def _entity(row: _Row) -> SheetEntity:
    return SheetEntity(name=row.text("name"), type=row.choice("type", TYPES), aliases=row.names("aliases"))


def _claim(row: _Row) -> SheetClaim:
    count = _row(row.stated.get("count") or {}, f"{row.where}.count")
    when = row.text_or_none("when")
    if when:
        try:
            span(when)
        except ValueError as error:
            hint = "write EDTF (2023-10-09, 2023-10, 2023, 2021/2023, 2018/..), or leave it out"
            raise LoadError(f"{row.where}.when: {error}; {hint}") from error
    return SheetClaim(
        kind=row.choice("kind", [kind.lower() for kind in KINDS]),
        value=count.number("value"),
        bound=count.choice("bound", bounds()) if "bound" in count.stated else None,
        unit=count.choice("unit", UNITS.values()) if "unit" in count.stated else "person",
        when=when,
        named={slot: names for slot in NAMES if (names := row.names(slot))},
    )


def _statement(row: _Row) -> SheetStatement:
    return SheetStatement(speaker=row.text("speaker"), stance=row.choice("stance", stances()))


def _role(row: _Row) -> SheetRole:
    return SheetRole(
        person=row.text("person"), role=row.text_or_none("role") or "", organisation=row.text_or_none("organisation")
    )
