"""One question that can be asked: what it says of itself, and what its asker may give."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import Triple

from refoulement.errors import QueryRefused
from refoulement.graph.store import Term
from refoulement.queries.admit import Form
from refoulement.queries.binding import Bindable
from refoulement.queries.chart import Chart
from refoulement.queries.parameter import Parameter

Row = dict[str, Term]
Found = list[Row] | bool | list[Triple]  # what a SELECT, an ASK and a CONSTRUCT or DESCRIBE find


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question: `columns` maps the variables of a row to their headings, in the order they are read.

    `geometry` is the column that holds the place of a row as WKT; `chart` the picture that suits it; `page_size` how
    many rows a page has where the asker does not say; `front` its place among the questions that the first page offers,
    0 where it is none of them.
    """

    name: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    text: str
    form: Form = "rows"
    tags: tuple[str, ...] = ()
    geometry: str = ""
    chart: Chart | None = None
    page_size: int = 0
    front: int = 0
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def bindings(self, values: Mapping[str, str]) -> dict[str, Term]:
        """The values given, as terms by parameter; an empty one is not given, a default stands for it.

        Raises `QueryRefused` for one it does not take, and where one is missing that it needs.
        """
        known = self.by_name
        if strange := sorted(set(values) - set(known)):
            takes = ", ".join(known) or "none"
            raise QueryRefused(f"{self.name} has no parameter {', '.join(strange)}; its parameters: {takes}")
        given = {name: value for name, value in values.items() if value.strip()}
        given = {name: known[name].default for name in known if known[name].default} | given
        if missing := [name for name, parameter in known.items() if parameter.required and name not in given]:
            raise QueryRefused(f"{self.name} needs a value for the parameter {', '.join(missing)}")
        return {name: known[name].term(value) for name, value in given.items()}

    @property
    def by_name(self) -> Mapping[str, Parameter]:
        return MappingProxyType({parameter.name: parameter for parameter in self.parameters})

    def bindable(self, names: Mapping[str, object]) -> Bindable:
        """The text in which the engine can put terms for these parameters."""
        variables = [self.by_name[name].variable for name in names]
        return Bindable.of(self.text, [variable for variable in variables if variable.startswith("_")])
