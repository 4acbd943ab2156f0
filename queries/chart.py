"""The picture that suits a query, as its header names it: which columns make it. Who shows rows draws it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from refoulement.queries.header import Part

# By the kind of a picture: the columns that it needs, and those that it may have.
ROLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        "bars": (("value", "label"), ("to",)),
        "timeline": (("from", "label"), ("to",)),
        "network": (("source", "target"), ()),
    }
)


@dataclass(frozen=True, slots=True)
class Chart:
    """A kind of picture, and the column of each of its roles; a label may be of several, with spaces between."""

    kind: str
    roles: Mapping[str, str]


def read_chart(part: Part, columns: Iterable[str]) -> Chart:
    """The `chart` of a header. Raises `QueryRefused`."""
    said = {role: inner.plain() for role, inner in part.mapping().items()}
    kind = said.pop("kind", "")
    if kind not in ROLES:
        raise part.refused(f"a chart needs a kind: {', '.join(ROLES)}")
    needed, other = ROLES[kind]
    if missing := [role for role in needed if role not in said]:
        raise part.refused(f"a chart of the kind {kind} needs a column as its {' and its '.join(missing)}")
    known = set(columns)
    for role, named in said.items():
        if role not in (*needed, *other):
            raise part.refused(f"a chart of the kind {kind} has no {role}: there are {', '.join((*needed, *other))}")
        for column in named.split() if role == "label" else [named]:
            if known and column not in known:
                raise part.refused(f"the chart's {role} names {column}, which is none of the columns")
    return Chart(kind, MappingProxyType(said))
