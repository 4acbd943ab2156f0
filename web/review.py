"""Review in a browser, for editors: what waits for a person, and what a person says of it, written into the graph.

Everything works with plain forms; `client/review.ts` adds the keys. Who may be here the front has verified; the pages
are of the sealed tier, and no cache keeps them.
"""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, Forbidden, NotFound, Unauthorized
from werkzeug.wrappers import Response as BaseResponse

from refoulement import __version__
from refoulement.errors import JudgementRefused, ShapeError, StoreBusy
from refoulement.graph import deciding, decisions, iri, reviewing
from refoulement.graph.claim import Claim
from refoulement.graph.pending import WEAK
from refoulement.graph.tiers import TieredWriter
from refoulement.web.access import READ_ONLY, Grant, grant, require_writer
from refoulement.web.reading import snapshot
from refoulement.web.review_form import Known, fields
from refoulement.web.review_given import as_given, corrected
from refoulement.web.review_queue import Filters, History, Queue, kinds
from refoulement.web.review_refusal import Refusal
from refoulement.web.review_sides import Looking
from refoulement.web.signing import REFUSED, SIGN_IN, SIGN_OUT
from refoulement.web.wording import gettext
from refoulement.web.writing import moment, writer

blueprint = Blueprint("review", __name__, url_prefix="/review")

AGENT = f"refoulement {__version__}, in review"
BUSY_S = "5"
VERDICTS = ("same", "different", "part", "whole", "unsure")


@blueprint.before_request
def admit() -> Response | None:
    """Only editors go on; everybody else is asked for a token, or told why theirs does not do."""
    if (refused := request.environ.get(REFUSED)) is not None:
        return _asked_for_token(refused["detail"], HTTPStatus(refused["status"]))
    if current_app.config.get(READ_ONLY):
        require_writer()  # says why nobody reviews here
    given = grant()
    if given is None and request.method == "GET":
        return _asked_for_token(None, HTTPStatus.OK)
    if given is None:
        raise Unauthorized(gettext("sign in first: the token has ended, or there was none"))
    if not given.may_write:
        raise Forbidden(gettext("this is a %(role)s's token: review needs an editor's", role=given.role))
    return None


@blueprint.after_request
def keep_nowhere(answer: Response) -> Response:
    """No cache keeps what only editors see; `Origin` has to be told by forms, and is, to this site alone."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _asked_for_token(reason: str | None, status: HTTPStatus) -> Response:
    return make_response(render_template("review_sign_in.html", reason=reason, sign_in=SIGN_IN), status)


@blueprint.get("/")
def queue() -> str:
    """What waits, as far as the filters let it through, a page at a time."""
    now = snapshot()
    filters = Filters.of(request.args)
    shown = Queue.of(now, filters, Looking(now))
    return page("review.html", queue=shown, filters=filters, kinds=kinds(), weak=WEAK)


def page(template: str, **shown: object) -> str:
    """A page of review."""
    return render_template(template, sign_out=SIGN_OUT, grant=grant(), done=request.args.get("done", ""), **shown)


@blueprint.get("/history")
def history() -> str:
    """What persons have decided, the latest first."""
    now = snapshot()
    return page("review_history.html", history=History.of(now, Looking(now), request.args))


@blueprint.post("/decide")
def decide() -> BaseResponse:
    """What a person says of one thing that waited."""
    kind, action = field("kind"), field("action")
    acts = {"identity": _judge, "event": _judge, "claim": _review, "changed": _confirm}
    if kind not in acts:
        raise BadRequest(f"{kind!r} is nothing that is decided here: {', '.join(acts)}")
    return done(kind, lambda store, by, now: acts[kind](store, action, by, now))


@blueprint.post("/undo")
def undo() -> BaseResponse:
    """Take back what a person decided, with all that followed from it."""
    name = field("decision")

    def act(store: TieredWriter, by: str, now: datetime) -> str:
        deciding.undo(store, iri.THINGS + name.removeprefix(iri.THINGS), by=by, at=now, why=note(), agent=AGENT)
        return ""

    return done("undo", act)


@blueprint.get("/open")
def open_thing() -> BaseResponse:
    """To the form for a thing that does not wait, by its IRI or the address of its page."""
    given = urlsplit(request.args.get("thing", "").strip()).path
    kind, _, slug = given.rpartition("/page/" if "/page/" in given else "/id/")[2].partition("/")
    if not slug:
        raise NotFound(
            gettext("this is no address of a thing: copy it from the page of a claim, an event or an entity")
        )
    thing = f"{iri.THINGS}{kind}/{slug}"
    if kind == "article":
        return redirect(url_for("review.add", article=slug), 303)
    form = url_for("review.claim", claim=thing) if kind == "claim" else url_for("review.split", thing=thing)
    return redirect(form, 303)


@blueprint.get("/claim")
def claim() -> str:
    """The form that corrects a claim."""
    return _form(_claim(request.args.get("claim", "")))


@blueprint.post("/claim")
def correct() -> str | BaseResponse:
    """Correct a claim as the form has it; or look for entities, and show the form with those."""
    said = _claim(field("claim"))
    if request.form.get("action") != "correct":
        return _form(said)

    def act(store: TieredWriter, by: str, now: datetime) -> str:
        meant = corrected(said, request.form)
        return reviewing.correct(store, said.iri, meant, judge=by, why=note(), now=now, agent=AGENT).iri

    return done("correct", act, again=lambda refusal: _form(said, refusal))


def _claim(name: str) -> Claim:
    try:
        return reviewing.claim_of(snapshot(), name)
    except (JudgementRefused, ValueError) as error:
        raise NotFound(gettext("this claim does not stand in its article any more: go back to what waits")) from error


def _form(said: Claim, refusal: Refusal | None = None) -> str:
    now = snapshot()
    known = Known(now, said.article)
    given = request.form if request.method == "POST" else as_given(said)
    return page(
        "review_claim.html",
        claim=said,
        side=Looking(now).of_claim(said),
        fields=fields(type(said), given, known, own=said, refused=refusal.fields if refusal else {}),
        note=request.form.get("note", ""),
        reviews=[one for one in reviewing.of_claim(now, said.iri) if one.undone is None],
        back=request.values.get("back", ""),
        refusal=refusal,
    )


@blueprint.get("/split")
def split() -> str:
    """What a thing is made of, to take some of it out."""
    return _parts(request.args.get("thing", ""))


@blueprint.post("/split")
def take_out() -> BaseResponse:
    """Take out what was chosen."""
    thing, out = field("thing"), request.form.getlist("out")

    def act(store: TieredWriter, by: str, now: datetime) -> str:
        deciding.split(store, thing, out, judge=by, why=note(), now=now, agent=AGENT)
        return ""

    return done("split", act)


def _parts(thing: str) -> str:
    now, looking = snapshot(), Looking(snapshot())
    members = deciding.members_of(now, thing) if thing.startswith(iri.THINGS) else []
    if len(members) < 2:
        raise NotFound(gettext("this is one thing: there is nothing to take out of it"))
    event = members[0].startswith(deciding.CLAIM)
    sides = [(member, looking.claim(member) if event else looking.entity(member)) for member in members]
    whole = looking.event(thing) if event else looking.entity(members[0])
    back = request.args.get("back", "")
    return page("review_split.html", thing=thing, whole=whole, sides=sides, event=event, back=back)


# What is done with what was sent


def field(name: str) -> str:
    """What a form has to send."""
    value = request.form.get(name, "")
    if not value:
        raise BadRequest(f"the form lacks {name!r}")
    return value


def note() -> str:
    """Why, in the person's words; who gives none has judged by the words shown."""
    return " ".join(request.form.get("note", "").split()) or "judged by the words, without a note"


def _judge(store: TieredWriter, action: str, by: str, now: datetime) -> str:
    if action not in VERDICTS:
        raise BadRequest(f"{action!r} is no verdict: {', '.join(VERDICTS)}")
    first, second = field("first"), field("second")
    if field("kind") == "event":
        first, second = decisions.standing_claim(store, first), decisions.standing_claim(store, second)
    if action == "whole":
        first, second, action = second, first, "part"
    new = deciding.judged(first, action, second, judge=by, why=note(), now=now)
    return deciding.decide(store, new, agent=AGENT).iri


def _review(store: TieredWriter, action: str, by: str, now: datetime) -> str:
    acts = {"accept": reviewing.accept, "reject": reviewing.reject}
    if action not in acts:
        raise BadRequest(f"{action!r} is nothing to say of a claim: {', '.join(acts)}")
    return acts[action](store, field("first"), judge=by, why=note(), now=now, agent=AGENT).iri


def _confirm(store: TieredWriter, action: str, by: str, now: datetime) -> str:
    name = field("first")
    if action == "keep":
        return reviewing.keep(store, name, judge=by, why=note(), now=now, agent=AGENT).iri
    if action == "undo":
        return reviewing.undo(store, name, by=by, at=now, why=note(), agent=AGENT).iri
    raise BadRequest(f"{action!r} is nothing to say of a correction: keep, undo")


Act = Callable[[TieredWriter, str, datetime], str]


Again = Callable[[Refusal], str]  # the page that was sent, with the reasons why it was refused


def done(doing: str, act: Act, *, again: Again | None = None, to: Callable[[str], str] | None = None) -> BaseResponse:
    """Write what was decided and go back to the queue, or wherever `to` leads with it.

    A refusal is shown in words, and nothing has changed then.
    """
    given, now = require_writer(), moment()
    try:
        with writer(given, f"review, {doing}", now) as store:
            decided = deciding.published(store, lambda: act(store, _name(given), now), now=now)
    except (JudgementRefused, ShapeError) as error:
        return refused(error, again)
    except StoreBusy:
        busy = gettext("somebody else is writing; try again in a moment")
        answer = make_response(_unchanged(Refusal(others=(busy,))), HTTPStatus.SERVICE_UNAVAILABLE)
        answer.headers["Retry-After"] = BUSY_S
        return answer
    decided = decided.removeprefix(iri.THINGS)
    return redirect(to(decided) if to else _queue(done=decided), 303)


def _name(given: Grant) -> str:
    """Who judges: a token stands for a person."""
    return f"editor {given.token}"


def _queue(**more: str) -> str:
    """The address of the page of the queue that the form came from."""
    asked = Filters.read(request.form.get("back", "")).asked() | {name: value for name, value in more.items() if value}
    at = request.form.get("at", "")
    place = f"#waits-{at}" if at.isdecimal() and at.isascii() else ""
    return f"{url_for('review.queue')}{'?' if asked else ''}{urlencode(asked)}{place}"


def refused(error: JudgementRefused | ShapeError, again: Again | None = None) -> Response:
    """What is wrong, in words, with the form as it was filled in."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, ShapeError) else HTTPStatus.CONFLICT
    return make_response((again or _unchanged)(Refusal.of(error)), status)


def _unchanged(refusal: Refusal) -> str:
    return page("review_refused.html", refusal=refusal, back=_queue())
