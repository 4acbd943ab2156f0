"""What a parameter can be asked for, as the graph has it: the choices of a form, and what is refused beside them."""

from dataclasses import dataclass

from refoulement.errors import QueryRefused
from refoulement.graph.store import Snapshot, Term
from refoulement.queries.parameter import Parameter, short

TOLD = 20  # so many choices are told to whoever asked for something else


@dataclass(frozen=True, slots=True)
class Choice:
    """A value as it is written in an address, and the words for it."""

    value: str
    label: str


def choices(snapshot: Snapshot, parameter: Parameter) -> tuple[Choice, ...]:
    """What can be asked for, in the order of its words; nothing where the parameter is open or the graph has none."""
    if not parameter.choices:
        return ()
    found: dict[str, str] = {}
    for row in snapshot.select(parameter.choices):
        if "value" in row and (value := short(row["value"])).strip():
            found.setdefault(value, row["label"].value if "label" in row else value)
    return tuple(Choice(value, label) for value, label in sorted(found.items(), key=lambda pair: (pair[1], pair[0])))


def allowed(snapshot: Snapshot, parameter: Parameter, term: Term) -> None:
    """Refuse a value that is none of a parameter's choices."""
    offered = choices(snapshot, parameter)
    if offered and short(term) not in {choice.value for choice in offered}:
        told = ", ".join(choice.value for choice in offered[:TOLD])
        more = f" and {len(offered) - TOLD} more" if len(offered) > TOLD else ""
        raise QueryRefused(f"parameter {parameter.name}: {short(term)!r} is none of its choices: {told}{more}")
