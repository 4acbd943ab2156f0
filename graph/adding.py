"""A claim that was missed: entered by a person from words of its article, and standing there like any other.

It is kept as a review of a claim (`rf:missed`), so that every load obeys it and it can be undone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from pyoxigraph import NamedNode

from refoulement import __version__
from refoulement.errors import JudgementRefused
from refoulement.graph import iri
from refoulement.graph.article import IDENTIFIER, Passage
from refoulement.graph.claim import Claim
from refoulement.graph.claim_review import Review
from refoulement.graph.rdf import RDF_TYPE, read_claims
from refoulement.graph.reviewed import says_the_same
from refoulement.graph.reviewing import decided, exchange, in_force, record, require_known, text_of
from refoulement.graph.store import Quads, Writer
from refoulement.graph.whole import of_article, whole
from refoulement.graph.withdrawal import history_of
from refoulement.ontology import RF

ENTERED = "entered by hand"
EXTRACTOR = f"refoulement {__version__}, {ENTERED}"
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where some words stand in a text, `[start, end)`, whatever white space is between them: a form breaks lines anew.

    Of no words there is no place.
    """
    sought = words.split()
    if not sought:
        return
    at = 0
    while (at := text.find(sought[0], at)) >= 0:
        end = _end(text, at, sought)
        if end is not None:
            yield at, end
        at += 1


def _end(text: str, start: int, sought: list[str]) -> int | None:
    """Where the words end that begin at `start`; None where other words stand there."""
    end = start
    for number, word in enumerate(sought):
        after = end
        while number and after < len(text) and text[after].isspace():
            after += 1
        if (number and after == end) or not text.startswith(word, after):
            return None
        end = after + len(word)
    return end


def require_open(said: Quads, article: str) -> None:
    """Refuse what no claim can be added to: no article, a table, one that is withdrawn. Raises `JudgementRefused`."""
    if not IDENTIFIER.fullmatch(article):
        raise JudgementRefused(f"{article!r} is no article's id: lower-case letters, digits, '.', '_' and '-' only")
    node = NamedNode(iri.article(article))
    kinds = {quad.object for quad in of_article(said, article, subject=node, predicate=RDF_TYPE)}
    if not kinds:
        raise JudgementRefused(f"the store has no article {article!r}; its page or `refoulement load` tells its id")
    if RF.Dataset in kinds:
        raise JudgementRefused(f"{article} is a table, which says itself which of its cells are claims")
    if history_of(said, article).withdrawal:
        raise JudgementRefused(f"{article} is withdrawn: `refoulement withdraw {article} --undo` comes first")


def add(store: Writer, claim: Claim, *, judge: str, why: str, now: datetime, agent: str) -> Review:
    """Let a claim stand that was missed. Raises `JudgementRefused` and `ShapeError`."""
    require_open(store, claim.article)
    claim = replace(claim, extractor=EXTRACTOR, confidence=1.0)  # sure, since a person read it
    sha256 = text_of(store, claim.article)
    _require_words(store.text(sha256), claim)
    _require_new(store, claim)
    require_known(store, claim)
    try:
        review = Review(
            extracted=None,
            finding="missed",
            judge=judge,
            why=why,
            made=now,
            text=sha256,
            corrected=claim,
            standing=claim,
        )
    except ValueError as error:
        raise JudgementRefused(f"{error}; nothing was changed") from error
    exchange(store, claim.article, gone=None, new=claim, agent=agent, now=now)
    record(store, [(None, review)], agent=agent, now=now)
    return review


def _require_words(text: str, claim: Claim) -> None:
    for passage in (*claim.passages, *claim.context):
        if text[passage.start : passage.end] != passage.exact:
            raise JudgementRefused(
                f"{claim.article} does not have the words {passage.exact!r} at {passage.start}: it may have been "
                "loaded with another text since; mark them once more"
            )
        require_one_paragraph(passage)


def require_one_paragraph(passage: Passage) -> None:
    """Refuse, with `JudgementRefused`, words that are no place to rest on: a claim is said in one."""
    if _PARAGRAPH.search(passage.exact):
        told = "these words reach over several paragraphs: mark those of one, that say it"
        raise JudgementRefused(told, {"words": told})


def _require_new(store: Writer, claim: Claim) -> None:
    """Refuse what the article claims already, and what a person has decided of."""
    for review in in_force(store, claim.article):
        for kept in (review.standing, review.corrected, review.now, review.extracted):
            if kept and says_the_same(kept, claim):
                raise decided(review)
    for other in read_claims(whole(store, iri.article_graph(claim.article))):
        if says_the_same(other, claim):
            raise JudgementRefused("the article makes this very claim already, in these words: nothing was added")
