"""What a query means, stage by stage: its algebra (SPARQL 1.1, 18.2) as lists that people can read.

It is the meaning, not the plan: the engine chooses the order of its work itself, and tells nobody.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rdflib.namespace import XSD
from rdflib.paths import Path
from rdflib.plugins.sparql.algebra import translateGroupGraphPattern
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Identifier, Literal, URIRef, Variable

from refoulement.errors import QueryRefused
from refoulement.queries.admit import algebra_of

_IRI = re.compile(r"<([^<>\s]*)>")
_LOCAL = re.compile(r"[A-Za-z_][\w-]*")
_RDF_TYPE = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PLAIN = (XSD.boolean, XSD.integer, XSD.decimal)  # written without their datatype
_SIGNS = {"ConditionalAndExpression": " && ", "ConditionalOrExpression": " || "}
_UNARY = {"UnaryNot": "!", "UnaryMinus": "-", "UnaryPlus": "+"}
# Nodes that take the rows of one other and change them: what the stage is called.
_THROUGH = {"Distinct": "distinct", "Reduced": "distinct", "Project": "show", "Slice": "slice", "OrderBy": "order"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern as people read it, and as the engine counts it by itself; a path is not counted."""

    text: str
    countable: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its kind (`find`, `join`, `with`, `filter`, …), what it says, and the stages of its branches."""

    kind: str
    detail: str = ""
    patterns: tuple[Pattern, ...] = ()
    branches: tuple["Stages", ...] = ()


Stages = tuple[Stage, ...]  # in the order in which each takes up what the one before it gives


def explained(text: str, prefixes: Mapping[str, str]) -> Stages:
    """The stages of a query. Raises `QueryRefused` for what is no query."""
    algebra, _ = algebra_of(text)
    try:
        return _Reading(prefixes, counted=not algebra.get("datasetClause")).whole(algebra)
    except RecursionError:
        raise QueryRefused("the query is nested too deeply to be explained; flatten it") from None


@dataclass(slots=True)
class _Reading:
    """Reads one query; `sums` are its aggregates by the variable that the algebra gives each."""

    prefixes: Mapping[str, str]
    counted: bool
    sums: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)  # variables that merely stand for what is grouped by
    graph: str = ""

    def whole(self, algebra: CompValue) -> Stages:
        found = self.stages(algebra.p) if algebra.p is not None else ()
        match str(algebra.name):
            case "AskQuery":
                return (*(stage for stage in found if stage.kind != "show"), Stage("ask"))
            case "DescribeQuery":
                return (*found, Stage("describe", " ".join(map(self.term, algebra.PV))))
            case "ConstructQuery":
                made = (self.pattern(triple, counted=False) for triple in algebra.template or ())
                return (*found, Stage("construct", patterns=tuple(made)))
        return found

    def stages(self, node: CompValue) -> Stages:
        name = str(node.name)
        if name in _THROUGH:
            before = self.stages(node.p)
            return (*before, Stage(_THROUGH[name], self.said(node)))
        match name:
            case "BGP":
                patterns = tuple(map(self.pattern, node.triples))
                return (Stage("find", patterns=patterns),) if patterns else ()
            case "Join":
                return self.joined(node)
            case "Filter":
                before = self.stages(node.p)
                return (*before, Stage("filter", self.expression(node.expr), branches=tuple(self.asked(node.expr))))
            case "Extend":
                before = self.stages(node.p)
                if str(node.expr) in self.keys:
                    return before
                return (*before, Stage("work", f"?{node.var} = {self.expression(node.expr)}"))
            case "AggregateJoin":
                self.sums |= {str(one.res): self.expression(one) for one in node.A}
                self.keys |= {str(one.res) for one in node.A if one.name == "Aggregate_Sample"}
                return (*self.stages(node.p.p), Stage("group", self.said(node.p)))
        return self.sides(node, name)

    def sides(self, node: CompValue, name: str) -> Stages:
        """Those that have other stages beside them, or within."""
        match name:
            case "LeftJoin":
                where = "" if node.expr.name == "TrueFilter" else self.expression(node.expr)
                return (*self.stages(node.p1), Stage("with", where, branches=(self.stages(node.p2),)))
            case "Minus":
                return (*self.stages(node.p1), Stage("minus", branches=(self.stages(node.p2),)))
            case "Union":
                return (Stage("union", branches=tuple(self.alternatives(node))),)
            case "Graph":
                return (Stage("graph", self.term(node.term), branches=(self.within(node),)),)
            case "ToMultiSet" if node.p.name == "values":
                return (Stage("values", self.said(node.p)),)
            case "ToMultiSet":
                return (Stage("query", branches=(self.stages(node.p),)),)
            case "ServiceGraphPattern":
                return (Stage("service", self.term(node.term)),)
        return (*(self.stages(node.p) if isinstance(node.p, CompValue) else ()), Stage("other", name))

    def joined(self, node: CompValue) -> Stages:
        """One side after the other: what a second one finds has to fit what the first has found."""
        first, second = self.stages(node.p1), self.stages(node.p2)
        if first and len(second) > 1:
            return (*first, Stage("join", branches=(second,)))
        return (*first, *second)

    def alternatives(self, node: CompValue) -> Iterator[Stages]:
        for side in (node.p1, node.p2):
            if side.name == "Union":
                yield from self.alternatives(side)
            else:
                yield self.stages(side)

    def within(self, node: CompValue) -> Stages:
        before, self.graph = self.graph, node.term.n3()
        found = self.stages(node.p)
        self.graph = before
        return found

    def said(self, node: CompValue) -> str:
        match str(node.name):
            case "Project":
                return " ".join(f"?{name}" for name in node.PV)
            case "Slice":
                most = "" if node.length is None else f"LIMIT {node.length}"
                return f"{most} OFFSET {node.start}".strip() if node.start else most
            case "OrderBy":
                return ", ".join(
                    f"DESC({self.expression(one.expr)})" if one.order == "DESC" else self.expression(one.expr)
                    for one in node.expr
                )
            case "Group":
                return ", ".join(self.expression(one) for one in node.expr or ())
            case "values":
                names = sorted({str(name) for row in node.res for name in row})
                return f"{' '.join(f'?{name}' for name in names)} ({len(node.res)})"
        return ""

    def pattern(self, triple: Sequence[Identifier], *, counted: bool = True) -> Pattern:
        subject, predicate, thing = triple
        verb = "a" if predicate == _RDF_TYPE else self.term(predicate)
        text = f"{self.term(subject)} {verb} {self.term(thing)}"
        if not (counted and self.counted) or isinstance(predicate, Path):
            return Pattern(text)
        terms = (f"?_{one}" if isinstance(one, BNode) else one.n3() for one in triple)
        asked = " ".join(terms)
        return Pattern(text, f"GRAPH {self.graph} {{ {asked} }}" if self.graph else asked)

    def asked(self, expression: object) -> Iterator[Stages]:
        """What EXISTS asks for, wherever it stands in an expression."""
        if isinstance(expression, CompValue):
            if expression.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
                graph = expression.graph
                pattern = translateGroupGraphPattern(graph) if graph.name.startswith("GroupGraph") else graph
                yield self.stages(pattern)
            else:
                for part in expression.values():
                    yield from self.asked(part)
        elif isinstance(expression, list):
            for part in expression:
                yield from self.asked(part)

    def expression(self, said: object) -> str:
        if isinstance(said, list):
            return ", ".join(map(self.expression, said))
        if not isinstance(said, CompValue):
            return self.term(said)
        name = str(said.name)
        if name in _SIGNS:
            return _SIGNS[name].join(self.inner(one) for one in (said.expr, *(said.other or ())))
        if name in _UNARY:
            return _UNARY[name] + self.inner(said.expr)
        if name == "RelationalExpression":
            other = self.expression(said.other)
            return f"{self.inner(said.expr)} {said.op} {f'({other})' if 'IN' in said.op else self.inner(said.other)}"
        if name in ("AdditiveExpression", "MultiplicativeExpression"):
            others = zip(said.op or (), said.other or (), strict=False)
            return self.inner(said.expr) + "".join(f" {sign} {self.inner(one)}" for sign, one in others)
        if name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            return "NOT EXISTS { … }" if name.endswith("NOTEXISTS") else "EXISTS { … }"
        if name == "Function":
            return f"{self.term(said.iri)}({self.expression(said.expr)})"
        return self.call(name, said)

    def call(self, name: str, said: CompValue) -> str:
        kind, _, function = name.partition("_")
        if kind == "Aggregate":
            called = "GROUP_CONCAT" if function == "GroupConcat" else function.upper()
            return f"{called}({'DISTINCT ' if said.distinct else ''}{self.expression(said.vars)})"
        given = [value for key, value in said.items() if key != "_vars" and value is not None and value != []]
        return f"{function or kind}({', '.join(map(self.expression, given))})"

    def inner(self, said: object) -> str:
        """An operand, in brackets where it is made of others."""
        words = self.expression(said)
        return f"({words})" if isinstance(said, CompValue) and "Expression" in said.name else words

    def term(self, term: object) -> str:
        if isinstance(term, Variable):
            return self.sums.get(str(term), f"?{term}")
        if isinstance(term, BNode):
            return "[]"
        if isinstance(term, Path):
            return _IRI.sub(lambda found: self.short(found[1]), term.n3())
        if isinstance(term, URIRef):
            return self.short(str(term))
        if isinstance(term, Literal) and term.datatype in _PLAIN:
            return str(term)
        return term.n3() if isinstance(term, Identifier) else str(term)

    def short(self, iri: str) -> str:
        for prefix, start in self.prefixes.items():
            if iri.startswith(start) and _LOCAL.fullmatch(iri.removeprefix(start)):
                return f"{prefix}:{iri.removeprefix(start)}"
        return f"<{iri}>"
