"""Sentences that name a legal instrument, or say that a harm awaits people."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from refoulement.__main__ import main
from refoulement.errors import ShapeError
from refoulement.graph import iri, shapes
from refoulement.graph.notice import Notice
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.rdf import article_quads, notice_quads
from refoulement.loaders.notices import noticed, notices
from refoulement.ontology import RF, concepts, names
from refoulement.server import create_app
from refoulement.tests.synthetic import article
from refoulement.web.settings import Settings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It signed the 1951 Refugee Convention and its 1967 Protocol.", ["refugeeConvention", "refugeeProtocol"]),
        ("It is bound by the U.N. Refugee Convention.", ["refugeeConvention"]),
        ("The Convention relating to the Status of Refugees applies.", ["refugeeConvention"]),
        ("It would be in breach of the UN Convention Against Torture, they said.", ["conventionAgainstTorture"]),
        ("It sends them back under a 1986 border protocol.", ["borderProtocol"]),
        ("The principle of non-refoulement admits of no exception.", ["nonRefoulement"]),
        ("It joined the ICCPR, not the ICESCR.", ["economicCovenant", "internationalCovenant"]),
        ("The Geneva Conventions protect prisoners of war.", []),
        ("A party convention was held in 1951.", []),
        ("The CAT scan showed nothing.", []),
        ("They face torture, forced abortions and even execution.", ["execution", "forcedAbortion", "torture"]),
        ("Whoever is sent back will probably be tortured.", ["torture"]),
        ("They may be sent to political prison camps.", ["imprisonment"]),
        ("Rape and hard labour await the women.", ["forcedLabour", "sexualViolence"]),
        ("They would be at risk of persecution.", ["persecution"]),
        ("Under the Convention against Torture nobody may be sent where torture awaits them.",
         ["conventionAgainstTorture", "torture"]),
        ("The court heard how he was tortured and executed.", []),
        ("They executed two men, and warned the crowd.", []),
        ("It risks being a breach of the Convention against Torture.", ["conventionAgainstTorture"]),
        ("The execution of the plan began.", []),
        ("They face a grapefruit.", []),  # no rape inside a word
    ],
)  # fmt: skip
def test_what_a_sentence_names(text: str, found: list[str]) -> None:
    assert noticed(text) == found


def test_every_instrument_is_found_by_each_of_its_names() -> None:
    for concept in concepts("instruments"):
        for name in names(concept):
            assert noticed(f"They recalled the {name} of old.") == [concept]


def test_every_harm_is_found_by_each_of_its_names() -> None:
    for concept in concepts("harms"):
        for name in names(concept):
            assert noticed(f"They risk {name.upper()} there.") == [concept]


def test_no_name_means_two_concepts() -> None:
    every = [name.casefold() for scheme in ("instruments", "harms") for one in concepts(scheme) for name in names(one)]
    assert len(set(every)) == len(every)


def test_each_notice_has_its_sentence() -> None:
    source = article("They were sent back. “They face torture,” she said. The Rome Statute was named.")
    assert [(notice.concept, notice.property, notice.passage.exact) for notice in notices(source)] == [
        ("torture", "foreseesHarm", "“They face torture,” she said."),
        ("romeStatute", "namesInstrument", "The Rome Statute was named."),
    ]


def test_another_language_is_not_read() -> None:
    text = (
        "On dit que torture et execution sont un risk pour les gens qui sont renvoyés dans leur pays par la police ici."
    )
    assert list(notices(article(text))) == []


def test_what_is_no_instrument_and_no_harm_is_refused() -> None:
    with pytest.raises(ValueError, match="'exact' is neither one of rf:instruments nor of rf:harms"):
        Notice(article("They.").passage(0, 4), "exact")


@pytest.mark.slow
def test_a_load_keeps_them_and_the_article_marks_them(tmp_path: Path) -> None:
    """In the article's own graph; its page shows where, though no claim rests on the words."""
    folder, text = tmp_path / "in", "Whoever goes back may face torture.\n"
    folder.mkdir()
    (folder / "one.txt").write_text(text)
    (folder / "one.jsonld").write_text('{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "One"}')
    assert main(["load", str(folder), "--store", str(tmp_path / "store"), "--model", "blank"]) == 0
    snapshot = OxigraphReader(tmp_path / "store" / "public").snapshot()
    passage = NamedNode(iri.passage("one", 0, len(text) - 1))
    assert snapshot.matching(iri.article_graph("one"), subject=passage, predicate=RF.foreseesHarm, term=RF.torture)
    page = create_app(Settings(store=tmp_path / "store")).test_client().get("/page/article/one").text
    assert f'<mark id="char=0,{len(text) - 1}" class="noticed">Whoever goes back may face torture.</mark>' in page


def test_the_gate_refuses_a_harm_as_an_instrument() -> None:
    source = article("They risk torture.")
    right = [*article_quads(source), *notice_quads(Notice(source.passage(0, 4), "torture"))]
    shapes.check(right, text=source.text)
    wrong = [*right, Quad(right[-1].subject, RF.namesInstrument, RF.torture, right[-1].graph_name)]
    with pytest.raises(ShapeError, match="not of the list rf:instruments"):
        shapes.check(wrong, text=source.text)
