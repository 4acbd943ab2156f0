"""RDF that is sent is read as it stands: nothing is fetched or expanded, and what is wrong is told by its line."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from refoulement.errors import UploadRefused
from refoulement.graph import skolem
from refoulement.graph.upload import FORMATS, MAX_NESTING, read

BASE = "https://example.org/graph"
S, P, OTHER = (NamedNode(f"https://example.org/{name}") for name in "spo")
ONE = Triple(S, P, Literal("é"))
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="https://example.org/">{{}}</rdf:RDF>'
DOCUMENTS = {
    "text/turtle": '<s> <p> "é" .',
    "application/n-triples": '<https://example.org/s> <https://example.org/p> "é" .',
    "application/rdf+xml": '<?xml version="1.0"?>'
    + XML.format('<rdf:Description rdf:about="s"><e:p>é</e:p></rdf:Description>'),
    "application/ld+json": '{"@context": {"p": "https://example.org/p"}, "@id": "s", "p": "é"}',
}


@pytest.mark.parametrize("media_type", FORMATS)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_format_is_read(media_type: str, mark: str) -> None:
    assert read((mark + DOCUMENTS[media_type]).encode(), media_type, base=BASE) == {ONE}


def nested(depth: int) -> dict[str, str]:
    value: object = "x"
    for _ in range(depth - 1):
        value = {"https://example.org/p": value}
    inside = '<e:p rdf:parseType="Resource">' * (depth - 2) + "</e:p>" * (depth - 2)
    return {
        "text/turtle": "<s> <p> " + "[ <p> " * depth + "1" + " ]" * depth + " .",
        "application/rdf+xml": XML.format(f"<rdf:Description>{inside}</rdf:Description>"),
        "application/ld+json": json.dumps({"@id": "s", "https://example.org/p": value}),
    }


@pytest.mark.parametrize("media_type", nested(3))
def test_nesting_has_an_end(media_type: str) -> None:
    assert len(read(nested(MAX_NESTING)[media_type].encode(), media_type, base=BASE)) >= MAX_NESTING - 3
    with pytest.raises(UploadRefused, match=f"line 1: nested deeper than {MAX_NESTING} levels"):
        read(nested(MAX_NESTING + 1)[media_type].encode(), media_type, base=BASE)


@pytest.mark.parametrize(
    ("media_type", "document", "refusal"),
    [
        ("text/turtle", "<s> <p> <o> .\n<s> <p> .", "line 2: this is no text/turtle"),
        ("text/turtle", "<s> <p> <o> .\n<s> p:q <o> .", "line 2: this is no text/turtle"),
        ("application/n-triples", "<s> <p> <o> .", "line 1: this is no application/n-triples"),
        ("application/rdf+xml", "<rdf:RDF>\n</rdf:RDG>", "line 2: this is no XML: mismatched tag"),
        ("application/rdf+xml", XML.format("<e:x>"), "line 1: this is no XML"),
        ("application/ld+json", '{"@id":\n "s"', "line 2: this is no JSON"),
        ("application/ld+json", '{"@id": "s", "@type": 7}', "this is no application/ld.json"),
        (
            "application/rdf+xml",
            '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n' + XML.format("&b;"),
            "line 2: a DOCTYPE is not read here",
        ),
        (
            "application/rdf+xml",
            '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/">' + XML.format(""),
            "line 1: a DOCTYPE is not read here",
        ),
        ("application/ld+json", '{"@context": "http://127.0.0.1:9/", "@id": "s"}', "@context names a document"),
        ("application/ld+json", '{"@context": [{}, "http://127.0.0.1:9/"]}', "@context names a document elsewhere"),
        ("application/ld+json", '[{"p": [{"@context": "https://schema.org"}]}]', "@context names a document elsewhere"),
        ("application/ld+json", '{"@context": {"@import": "http://127.0.0.1:9/"}}', "@import names a document"),
        (
            "application/ld+json",
            '{"@id": "https://example.org/g", "@graph": {"@id": "s", "https://example.org/p": 1}}',
            "names graphs of its own",
        ),
        ("text/turtle", "<s> <p> <<( <s> <p> <o> )>> .", "says something of a triple"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(media_type: str, document: str, refusal: str) -> None:
    with pytest.raises(UploadRefused, match=refusal):
        read(document.encode(), media_type, base=BASE)


@pytest.mark.parametrize("media_type", FORMATS)
def test_bytes_that_are_no_text_are_told(media_type: str) -> None:
    with pytest.raises(UploadRefused, match="line 2: this is not UTF-8"):
        read(b"\n\xff\xfe", media_type, base=BASE)


@given(st.binary(max_size=60), st.sampled_from(sorted(FORMATS)))
def test_whatever_comes_is_read_or_refused(content: bytes, media_type: str) -> None:
    with suppress(UploadRefused):
        assert all(isinstance(triple, Triple) for triple in read(content, media_type, base=BASE))


@given(st.sampled_from(sorted(DOCUMENTS)), st.integers(0, 200), st.characters(codec="utf-8"))
def test_a_document_with_a_slip_is_read_or_refused(media_type: str, place: int, slip: str) -> None:
    document = DOCUMENTS[media_type]
    with suppress(UploadRefused):
        assert len(read((document[:place] + slip + document[place:]).encode(), media_type, base=BASE)) <= 2


# Blank nodes

NODES = st.sampled_from([S, OTHER, BlankNode("x"), BlankNode("y")])
QUADS = st.frozensets(st.builds(Quad, NODES, st.just(P), NODES, st.just(S)), max_size=6)


@given(QUADS)
def test_blank_nodes_get_iris_and_are_given_back(quads: frozenset[Quad]) -> None:
    kept = list(skolem.named(quads))
    assert not any(isinstance(term, BlankNode) for quad in kept for term in (quad.subject, quad.object))
    back = list(skolem.blank(kept))
    mine, theirs = ({term for one in many for term in (one.subject, one.object)} for many in (quads, back))
    assert len(set(back)) == len(quads)
    assert {term for term in mine if isinstance(term, NamedNode)} == {
        term for term in theirs if isinstance(term, NamedNode)
    }
    assert len(mine) == len(theirs)
