"""What was known on a day is, triple for triple, what a store holds into which nothing else was ever loaded."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from refoulement.graph import as_of, iri
from refoulement.graph.consequences import Consequences
from refoulement.graph.entity import Entity, Name
from refoulement.graph.oxigraph import OxigraphSnapshot, OxigraphWriter
from refoulement.graph.rdf import entity_quads
from refoulement.graph.store import Quads
from refoulement.ontology import RF
from refoulement.tests.test_tracing import NAMES, NOON, VERSION, WIRE, Version, entry, graph_of

PERSON = Entity(iri.entity("Person", "Julie Example"), "Person", (Name("Julie Example", "en", "preferred"),))
SPELLINGS = ("", "Julie Example", "Julie A. Example", "Kim Chol Ok", "Kim Cheol-ok")
DAYS = tuple(map(date.fromisoformat, ("2031-05-05", "2031-05-06", "2031-05-20", "2031-06-30")))
Said = dict[str, tuple[Version, str]]


def loaded(folder: Path, said: Said) -> OxigraphSnapshot:
    """A snapshot of a store that knows an outlet and a person, into which articles were loaded one after the other."""
    with OxigraphWriter(folder) as store:
        known = [quad for one in (WIRE, PERSON) for quad in entity_quads(one, iri.GAZETTEER_GRAPH)]
        store.replace(iri.GAZETTEER_GRAPH, known, entry(iri.GAZETTEER_GRAPH))
        for name, (version, spelling) in said.items():
            quads = graph_of(name, version)
            if spelling:
                minted = Entity(iri.minted("Person", spelling, name, 0), "Person", (Name(spelling, "en", "preferred"),))
                quads += entity_quads(minted, iri.article_graph(name))
            store.replace(iri.article_graph(name), quads, entry(iri.article_graph(name)))
            consequences = Consequences(store, agent="test 1", now=NOON)
            consequences.changed(name, [], quads)
            consequences.follow()
        memory = Store()
        memory.extend(store.matching(None))
        return OxigraphSnapshot(memory, 1)


def state(held: Quads) -> set[Quad]:
    """All that is said and derived; not who wrote it when, nor when a rule judged."""
    return {
        quad for quad in held.matching(None) if quad.graph_name != iri.CATALOGUE_GRAPH and quad.predicate != RF.judgedAt
    }


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.tuples(VERSION, st.sampled_from(SPELLINGS))), st.sampled_from(DAYS))
def test_a_day_is_what_a_store_of_that_day_holds(said: Said, day: date) -> None:
    with TemporaryDirectory() as folder:
        today = loaded(Path(folder) / "today", said)
        by_then = {
            name: told for name, told in said.items() if as_of.published_by(day, today.quads(iri.article_graph(name)))
        }
        then = as_of.on(day, today, kept=lambda sha256: sha256)
        assert state(then) == state(loaded(Path(folder) / "then", by_then))
