"""A claim that was missed, entered in review: the text is read, words of it are marked, and what they say is said.

Without scripts the words are typed or pasted; `client/review.ts` takes those that are selected.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import make_response, request, url_for
from pyoxigraph import NamedNode
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from refoulement.errors import JudgementRefused
from refoulement.graph import adding, iri
from refoulement.graph.article import Passage
from refoulement.graph.claim_review import read_reviews
from refoulement.graph.rdf import LANGUAGE
from refoulement.graph.tiers import TieredWriter
from refoulement.ontology import RF
from refoulement.web.article_page import Number, number
from refoulement.web.claims import views
from refoulement.web.description import TITLE, Description, describe
from refoulement.web.language import label_of
from refoulement.web.links import address, passage_address
from refoulement.web.marking import Mark, tokens
from refoulement.web.past import in_order
from refoulement.web.reading import captured, snapshot
from refoulement.web.review import AGENT, blueprint, done, field, note, page, refused
from refoulement.web.review_form import Choice, Known, fields
from refoulement.web.review_given import Given, blank, class_of, entered, kinds
from refoulement.web.review_refusal import Refusal
from refoulement.web.review_sides import Looking
from refoulement.web.review_words import chosen, sentence, shown
from refoulement.web.wording import gettext

FIRST = "Repatriation"  # the kind that is chosen when a form is opened
LISTED = 50
_LEFT = """
PREFIX rf: <https://w3id.org/refoulement/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?article ?title (COUNT(?passage) AS ?left) WHERE {
  ?article a rf:Article ; rf:sha256 ?text ; dcterms:title ?title .
  ?passage rf:passageOf ?article ; rf:unclaimedBecause ?reason ; oa:start ?start .
  FILTER NOT EXISTS {
    ?claim rf:saidIn ?article ; rf:extractor ?by ; rf:passage ?read .
    ?read oa:start ?from ; oa:end ?to .
    FILTER(STRENDS(?by, ", entered by hand") && ?from <= ?start && ?start < ?to)
  }
} GROUP BY ?article ?title ORDER BY DESC(?left) ?article"""


@dataclass(frozen=True, slots=True)
class Start:
    """A number that no claim was made of, with the sentence to begin from."""

    number: Number
    words: str
    at: int


@blueprint.get("/add")
def add() -> str | BaseResponse:
    """An article's text, to mark words in it; or, where none is named, the articles that most was left of."""
    article = _slug(request.args.get("article", ""))
    if not article:
        rows = [
            (row["article"].value.removeprefix(iri.article("")), row["title"].value, row["left"].value)
            for row in snapshot().select(f"{_LEFT} LIMIT {LISTED}")
        ]
        return page("review_add_which.html", rows=rows)
    return _reading(article)


def _slug(given: str) -> str:
    """The id of an article, from that or from the address of its page."""
    path = urlsplit(given.strip()).path
    return path.rpartition("/article/")[2] if "/article/" in path else path


def _reading(article: str, refusal: Refusal | None = None) -> str | BaseResponse:
    """The text with what is claimed of it already, and the form that words are put into."""
    now = snapshot()
    try:
        adding.require_open(now, article)
    except JudgementRefused as error:
        return refused(error)
    described, text = _text(article)
    starts = [_start(number(at, because, text, described), text) for at, because in described.unclaimed]
    claims = in_order(described.claims)
    marks: dict[Passage, Mark] = {at: Mark(unclaimed=which) for which, (at, _) in enumerate(described.unclaimed, 1)}
    for which, claim in enumerate(claims, 1):
        for passage in claim.passages:
            mark = marks.get(passage, Mark())
            marks[passage] = Mark(claims=(*mark.claims, which), unclaimed=mark.unclaimed)
    words = request.values.get("words", "")
    return page(
        "review_add.html",
        article=article,
        title=described.text(TITLE),
        address=address(described.thing.value),
        language=described.text(LANGUAGE),
        tokens=tokens(text, marks),
        claims=views(claims, described),
        starts=starts,
        words=words,
        at=request.values.get("at", ""),
        several=shown(text, words) if refusal and "at" in refusal.fields else [],
        refusal=refusal,
        entered=_entered(request.args.get("done", "")),
    )


def _start(left: Number, text: str) -> Start:
    at, words = sentence(text, left.passage)
    return Start(left, words, at)


def _text(article: str) -> tuple[Description, str]:
    described = describe(snapshot(), iri.article(article))
    text = captured(described.text(RF.sha256) or "") if described else None
    if described is None or text is None:
        raise NotFound(gettext("the text of this article is not kept here: no words can be marked in it"))
    return described, text


def _entered(review: str) -> tuple[str, str] | None:
    """Where the claim stands that was entered last: its own page, and its words in the article."""
    if not review:
        return None
    found = read_reviews(snapshot().matching(iri.REVIEWS_GRAPH, subject=NamedNode(iri.THINGS + _safe(review))))
    if not found or found[0].undone or not found[0].standing:
        return None
    claim = found[0].standing
    return address(claim.iri) or "", passage_address(claim.passages[0])


def _safe(review: str) -> str:
    kind, _, digest = review.partition("/")
    return f"{kind}/{digest}" if kind == "review" and digest.isalnum() and digest.isascii() else "review/none"


@blueprint.get("/add/claim")
def begin() -> str | BaseResponse:
    """From the words to what they say; or back to the text, where it is not clear which words are meant."""
    return _with_words(request.args, lambda passage: _form(passage, FIRST, blank(FIRST)))


@blueprint.post("/add/claim")
def enter() -> str | BaseResponse:
    """Enter a claim as the form has it; or take another kind, or look for entities, and show the form with those."""
    kind = field("kind")

    def entering(passage: Passage) -> str | BaseResponse:
        if request.form.get("action") != "add":
            return _form(passage, kind, request.form)

        def act(store: TieredWriter, by: str, now: datetime) -> str:
            claim = entered(kind, passage, _sent(kind))
            return adding.add(store, claim, judge=by, why=note(), now=now, agent=AGENT).iri

        return done(
            "add",
            act,
            again=lambda refusal: _form(passage, kind, request.form, refusal),
            to=lambda review: url_for("review.add", article=passage.article, done=review),
        )

    try:
        class_of(kind)
    except JudgementRefused as error:
        return refused(error)
    return _with_words(request.form, entering)


def _with_words(given: Given, then: Callable[[Passage], str | BaseResponse]) -> str | BaseResponse:
    """Go on with the passage that is meant, or show the text with what is wrong."""
    article, at = _slug(given.get("article", "")), given.get("at", "")
    try:
        adding.require_open(snapshot(), article)
        text = _text(article)[1]
        place = int(at) if at.isdecimal() and at.isascii() and len(at) < 10 else None
        passage = chosen(article, text, given.get("words", ""), at=place)
        adding.require_one_paragraph(passage)
    except JudgementRefused as error:
        if not error.fields:
            return refused(error)
        return make_response(_reading(article, Refusal.of(error)), HTTPStatus.CONFLICT)
    return then(passage)


def _sent(kind: str) -> Given:
    """The form as it was sent, with what a form of that kind begins with where it is of another."""
    sent = MultiDict(request.form)
    for name, values in blank(kind).lists():
        if name not in sent:
            sent.setlist(name, values)
    if "event_type" in sent:
        sent["event_type"] = kind
    return sent


def _form(passage: Passage, kind: str, given: Given, refusal: Refusal | None = None) -> str:
    now = snapshot()
    known = Known(now, passage.article)
    every = fields(
        class_of(kind),
        _sent(kind) if request.method == "POST" else given,
        known,
        near=known.named_in(passage),
        refused=refusal.fields if refusal else {},
    )
    return page(
        "review_add_claim.html",
        passage=passage,
        shown=Looking(now).excerpt(passage),
        kinds=[Choice(one, _called(one), one == kind) for one in kinds()],
        fields=[one for one in every if one.name != "event_type"],
        note=request.form.get("note", ""),
        refusal=refusal,
    )


def _called(kind: str) -> str:
    others = {
        "stance": gettext("A stance: somebody denies, urges, condemns …"),
        "role": gettext("A role of a person"),
        "tie": gettext("A family tie"),
    }
    return str(others.get(kind) or label_of(kind))
