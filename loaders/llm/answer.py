"""What a model is asked for: the rows of a claim sheet, each with the words of the article that bear it out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    JsonValue,
    ValidationError,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function

from refoulement.loaders.sheets import KINDS, TYPES, UNITS, bounds, stances

MOST_ROWS = 1000  # of one sort, in the sheet of one article
MOST_NAMES = 20  # by which an article calls one entity

_FENCED = re.compile(r"\s*```(?:json)?\s*\n(?P<inside>.*?)\n?```\s*", re.DOTALL)


class _OneOf:
    """Marks a word of a claim sheet that becomes the ontology's word for it (a key of `words` its value)."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    def _meant(self, word: str) -> str:
        if word not in self.words:
            raise ValueError(f"not one of {', '.join(self.words)}")
        return self.words[word]

    def __get_pydantic_core_schema__(self, source: type[str], handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._meant, handler(source))

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.words)}


_Kind = Annotated[str, _OneOf({kind.lower(): kind for kind in KINDS})]
_Type = Annotated[str, _OneOf({name: name for name in TYPES})]
_Bound = Annotated[str, _OneOf(bounds())]
_Unit = Annotated[str, _OneOf({word: name for name, word in UNITS.items()})]
_Stance = Annotated[str, _OneOf(stances())]

_Words = Annotated[str, Field(description="copied from the article, character for character, one unbroken piece")]
_Names = Annotated[list[str], Field(description="names of entities of this answer, as in their `name`")]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


Row = TypeVar("Row", bound=_Strict)


class EntityRow(_Strict):
    """Somebody or something the article names."""

    name: Annotated[str, Field(description="the usual English name")]
    type: _Type
    words: Annotated[
        list[str],
        Field(max_length=MOST_NAMES, description="each name the article calls it by, copied character for character"),
    ]


class CountRow(_Strict):
    """How many, as printed."""

    value: Annotated[int | float | None, Field(description="null for a vague number such as 'hundreds'")]
    value_to: Annotated[int | float | None, Field(description="the upper number of a range, else null")] = None
    bound: _Bound
    unit: _Unit


class ClaimRow(_Strict):
    """Something that is said to have happened or to hold."""

    words: _Words
    kind: _Kind
    count: CountRow | None = None
    when: Annotated[str | None, Field(description="EDTF, else null")] = None
    when_words: Annotated[str | None, Field(description="the article's words that tell the time, else null")] = None
    held_at: Annotated[_Names, Field(alias="from")] = []
    via: _Names = []
    destination: Annotated[_Names, Field(alias="to")] = []
    place: _Names = []
    claimant: _Names = []
    attribution: Annotated[
        str | None, Field(description="within `words`, those that name an unnamed source ('rights groups'), else null")
    ] = None


class StatementRow(_Strict):
    """A stance that somebody takes."""

    words: _Words
    speaker: str
    stance: _Stance


class RoleRow(_Strict):
    """A person's role."""

    words: _Words
    person: str
    role: Annotated[str, Field(description="the title, copied from within `words`, without the organisation")]
    organisation: Annotated[str | None, Field(description="an entity's `name`, else null")] = None


class _Sheet(_Strict):
    entities: list[EntityRow]
    claims: list[ClaimRow]
    statements: list[StatementRow]
    roles: list[RoleRow]


_Rows = Annotated[list[JsonValue], Field(max_length=MOST_ROWS)]


class _Outline(_Strict):
    """A sheet whose rows are not looked into yet: one that is wrong does not take the others with it."""

    entities: _Rows
    claims: _Rows
    statements: _Rows
    roles: _Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of an answer that have the form asked for, and how many have not."""

    entities: tuple[EntityRow, ...]
    claims: tuple[ClaimRow, ...]
    statements: tuple[StatementRow, ...]
    roles: tuple[RoleRow, ...]
    malformed: int


def rows(answer: str) -> Rows:
    """Read an answer, fenced or bare. Raises ValueError, without the answer's words, where it is no claim sheet."""
    fenced = _FENCED.fullmatch(answer)
    try:
        outline = _Outline.model_validate_json(fenced["inside"] if fenced else answer)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(piece) for piece in first["loc"] if piece in _Outline.model_fields)
        wrong = "it is not JSON, or cut off" if first["type"] == "json_invalid" else f"{where or 'it'} is not as asked"
        raise ValueError(f"the model's answer is no claim sheet: {wrong}") from error
    entities, claims = _read(EntityRow, outline.entities), _read(ClaimRow, outline.claims)
    statements, roles = _read(StatementRow, outline.statements), _read(RoleRow, outline.roles)
    given = sum(map(len, (outline.entities, outline.claims, outline.statements, outline.roles)))
    read = sum(map(len, (entities, claims, statements, roles)))
    return Rows(entities=entities, claims=claims, statements=statements, roles=roles, malformed=given - read)


def _read(kind: type[Row], given: list[JsonValue]) -> tuple[Row, ...]:
    read = []
    for row in given:
        try:
            read.append(kind.model_validate(row))
        except ValidationError:
            continue  # counted by `rows`
    return tuple(read)


def _closed(schema: Any) -> Any:  # noqa: ANN401 (JSON of any depth)
    """A schema in the form that strict structured output takes: every field required, no defaults, no limits."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _closed(part) for key, part in schema.items() if key not in ("default", "maxItems", "title")}
    return kept | {"required": list(kept["properties"])} if "properties" in kept else kept


SCHEMA: dict[str, Any] = _closed(_Sheet.model_json_schema())
