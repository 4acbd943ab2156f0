"""The pages of review, for who is an editor: what waits, what is said of it, undone again, and refused in words."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from refoulement.graph import iri, tiers
from refoulement.graph.amount import Amount
from refoulement.graph.audit import Audit
from refoulement.graph.claim import EventClaim
from refoulement.graph.claim_review import read_reviews
from refoulement.graph.judgement import Judgement, read_judgements
from refoulement.graph.pending import Pending, pending
from refoulement.graph.rdf import read_claims
from refoulement.graph.reading import reader
from refoulement.graph.tier import SEALED
from refoulement.server import create_app
from refoulement.tests.reviewed_store import load, prepare
from refoulement.tests.test_run import write
from refoulement.web.access import ENVIRON_KEY, Grant
from refoulement.web.settings import Settings

EDITOR = Grant(token="0123456789ab", role="editor", tier=SEALED)  # noqa: S106 - its id


class Desk:
    """An editor's browser, and the store that it works on."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self._client = create_app(Settings(store=store, tier=SEALED)).test_client()

    def get(self, path: str, grant: Grant | None = EDITOR, query: dict[str, Any] | None = None) -> TestResponse:
        return self._client.get(path, query_string=query, environ_overrides={ENVIRON_KEY: grant})

    def post(self, path: str, *, grant: Any = EDITOR, **fields: Any) -> TestResponse:  # noqa: ANN401 - lists too
        return self._client.post(path, data=MultiDict(fields), environ_overrides={ENVIRON_KEY: grant})

    def waits(self, kind: str) -> list[Pending]:
        return [one for one in pending(reader(self.store, SEALED).snapshot()) if one.kind == kind]

    def decide(self, one: Pending, action: str, **more: str) -> TestResponse:
        said = {"kind": one.kind, "first": one.first, "second": one.second or "", "action": action, **more}
        return self.post("/review/decide", **said)

    def judged(self) -> list[Judgement]:
        found = read_judgements(reader(self.store, SEALED).snapshot().quads(iri.JUDGEMENTS_GRAPH))
        return [one for one in found if one.by == "byPerson"]

    def figures(self, article: str, tier: str = "public") -> set[tuple[str, Amount | None]]:
        found = read_claims(reader(self.store, tier).snapshot().quads(iri.article_graph(article)))
        return {(one.count.bound, one.count.value) for one in found if isinstance(one, EventClaim) and one.count}

    def everything(self) -> set[Quad]:
        snapshot = reader(self.store, SEALED).snapshot()
        return {quad for graph in snapshot.graphs() for quad in snapshot.quads(graph)}

    def undo_shown(self, answer: TestResponse) -> TestResponse:
        shown = self.get(answer.headers["Location"].partition("#")[0]).text
        [name] = re.findall(r'name="decision" value="([^"]+)"', shown)
        return self.post("/review/undo", decision=name, note="a slip")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder)
    return folder


@pytest.fixture
def desk(prepared: Path, tmp_path: Path) -> Desk:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path / "store")


def text(answer: TestResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.text)))


def test_the_queue_shows_both_sides_with_names_words_and_reasons(desk: Desk) -> None:
    answer = desk.get("/review/")
    shown = text(answer)
    assert "4 left" in shown
    for words in (
        "Are these one?",
        "Is this claim about this event?",
        "Is this said?",
        "so many bear it that the name alone decides nothing",
        "how alike, as the rule has it: 0.60",
        "Kim Min-su spoke again.",
        "70 people were sent back lately.",
        "the rule is not sure of it: confidence 0.6",
    ):
        assert words in shown, words
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "same-origin")


def test_filters_let_through_what_is_asked_for(desk: Desk) -> None:
    for query, left in (
        ("kind=identity", 1),
        ("kind=event&article=three", 2),
        ("article=two", 1),
        ("below=0.9", 6),
        ("below=0.9&kind=claim", 3),
        ("below=0.5", 0),
        ("kind=claim&page=7", 1),
    ):
        assert f"{left} left" in text(desk.get(f"/review/?{query}")), query
    for query in ("kind=other", "below=nan", "below=2.5", "page=x", "page=-1"):
        assert desk.get(f"/review/?{query}").status_code == 400, query


@pytest.mark.slow
def test_an_identity_is_judged_and_that_is_undone(desk: Desk) -> None:
    [one] = desk.waits("identity")
    answer = desk.decide(one, "same", note="one and the same woman", back="kind=identity", at="1")
    assert answer.status_code == 303
    assert re.fullmatch(r"/review/\?kind=identity&done=judgement%2F\w+#waits-1", answer.headers["Location"])
    [judged] = desk.judged()
    assert (sorted(judged.pair), judged.verdict) == (sorted(filter(None, (one.first, one.second))), "same")
    assert (judged.judge, judged.reasons) == ("editor 0123456789ab", ("one and the same woman",))
    assert desk.waits("identity") == []
    lines = list(Audit(desk.store / SEALED).lines())
    assert (lines[-1].who, lines[-1].doing) == ("token 0123456789ab", "review, identity")
    assert desk.undo_shown(answer).status_code == 303
    [judged] = desk.judged()
    assert judged.undone
    assert judged.undone.why == "a slip"
    assert desk.waits("identity") == [one]


@pytest.mark.slow
@pytest.mark.parametrize(("action", "figures"), [("same", {12, 70}), ("different", {12}), ("unsure", {12})])
def test_an_event_is_judged(desk: Desk, action: str, figures: set[int]) -> None:
    one = next(one for one in desk.waits("event") if one.second and one.second.endswith("10-09"))
    assert desk.decide(one, action).status_code == 303
    [judged] = desk.judged()
    assert judged.verdict == action
    assert judged.reasons == ("judged by the words, without a note",)
    rows = (
        reader(desk.store, "public")
        .snapshot()
        .select(
            "PREFIX rf: <https://w3id.org/refoulement/ontology#> SELECT ?event ?value "
            "WHERE { ?event rf:evidence ?claim . ?claim rf:countValue ?value }"
        )
    )
    together: dict[str, set[int]] = {}
    for row in rows:
        together.setdefault(row["event"].value, set()).add(int(row["value"].value))
    assert figures in together.values()
    assert one not in desk.waits("event")


@pytest.mark.slow
def test_a_claim_is_accepted_or_rejected_and_both_are_undone(desk: Desk) -> None:
    [one] = desk.waits("claim")
    for action, left in (("accept", {("exact", 12)}), ("reject", set())):
        answer = desk.decide(one, action, note="as it says")
        assert answer.status_code == 303
        assert desk.waits("claim") == []
        assert desk.figures("one") == left
        assert desk.undo_shown(answer).status_code == 303
        assert desk.waits("claim") == [one]
        assert desk.figures("one") == {("exact", 12)}


def fields(page: str) -> list[tuple[str, str]]:
    """The form of a correction as a browser would send it unchanged."""
    found = re.findall(r'<input id="([a-z_]+)" name="\1" value="([^"]*)"', page)
    for name, options in re.findall(r'<select id="(\w+)"[^>]*>(.*?)</select>', page, flags=re.DOTALL):
        found += [(name, value) for value in re.findall(r'value="([^"]+)" selected', options)]
    found += re.findall(r'type="(?:checkbox|radio)" name="(\w+)" value="([^"]+)" checked', page)
    return [(name, unescape(value)) for name, value in found]


def sent(desk: Desk, claim: str, changed: Iterable[tuple[str, str]], action: str = "correct") -> TestResponse:
    page = desk.get(f"/review/claim?claim={claim}").text
    changed = [*changed, ("claim", claim), ("action", action)]
    names = {name for name, _ in changed}
    form = MultiDict([*((name, value) for name, value in fields(page) if name not in names), *changed])
    return desk._client.post("/review/claim", data=form, environ_overrides={ENVIRON_KEY: EDITOR})  # noqa: SLF001


@pytest.mark.slow
def test_a_claim_is_corrected_and_comes_back_when_its_article_is_edited(desk: Desk) -> None:
    [one] = desk.waits("claim")
    answer = sent(desk, one.first, [("bound", "atLeast"), ("value", "15"), ("note", "the text has it so")])
    assert answer.status_code == 303
    assert desk.figures("one") == {("atLeast", 15)}
    assert (desk.waits("claim"), desk.waits("changed")) == ([], [])
    folder = desk.store.parent / "articles"
    write(folder, "one", "A line that was not there.", "12 people were sent back on 2023-10-09 by Alpha.")
    load(desk.store, folder)
    assert desk.figures("one") == {("atLeast", 15)}
    [changed] = desk.waits("changed")
    shown = text(desk.get("/review/?kind=changed"))
    for words in ("Does this decision still hold?", "the article was edited", "the text has it so", "Put in its place"):
        assert words in shown, words
    answer = desk.decide(changed, "keep", note="it does")
    assert desk.waits("changed") == []
    assert desk.undo_shown(answer).status_code == 303
    assert desk.figures("one") == {("exact", 12)}


@pytest.mark.slow
def test_entities_are_found_by_name_and_kept_in_the_form(desk: Desk) -> None:
    [one] = desk.waits("claim")
    page = sent(desk, one.first, [("find-via", "tumen"), ("value", "13")], action="find").text
    assert 'value="13"' in page
    [tumen] = [value for value in re.findall(r'name="via" value="([^"]+)"', page) if value.endswith("/tumen")]
    assert desk.figures("one") == {("exact", 12)}
    answer = sent(desk, one.first, [("via", tumen)])
    assert answer.status_code == 303, text(answer)
    found = read_claims(reader(desk.store, "public").snapshot().quads(iri.article_graph("one")))
    assert [claim.via for claim in found if isinstance(claim, EventClaim)] == [(tumen,)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ([("when", "2031-01")], 422, "published"),
        ([("when", "next week")], 409, "is not EDTF"),
        ([("bound", "range"), ("value", "15")], 409, "a range, and nothing else, has an upper number"),
        ([("value", "many")], 409, "is no number"),
        ([("bound", "huge")], 409, "is not of the list"),
        ([("via", "https://w3id.org/refoulement/id/person/nobody")], 409, "neither in the gazetteer"),
        ([("via", "no address")], 409, "is no IRI"),
        ([], 409, "nothing of the claim was changed"),
    ],
)
def test_a_wrong_correction_is_refused_in_words_with_the_form_as_it_was(
    desk: Desk, changed: list[tuple[str, str]], status: int, words: str
) -> None:
    [one] = desk.waits("claim")
    before = desk.everything()
    answer = sent(desk, one.first, [*changed, ("note", "as I read it")])
    assert answer.status_code == status
    assert words in text(answer)
    assert 'value="as I read it"' in answer.text
    assert desk.everything() == before
    assert desk.waits("claim") == [one]


@pytest.mark.slow
def test_a_merged_entity_and_an_event_are_split(desk: Desk) -> None:
    snapshot = reader(desk.store, SEALED).snapshot()
    [first] = {quad.object.value for quad in snapshot.quads(iri.IDENTITY_GRAPH) if "exactMatch" in quad.predicate.value}  # type: ignore[union-attr]
    page = desk.get(f"/review/split?thing={first}").text
    [kept, out] = re.findall(r'name="out" value="([^"]+)"', page)
    assert kept == first
    assert desk.post("/review/split", thing=first, out=[out], note="another of that name").status_code == 303
    assert [(one.verdict, sorted(one.pair)) for one in desk.judged()] == [("different", sorted((first, out)))]
    after = reader(desk.store, SEALED).snapshot().quads(iri.IDENTITY_GRAPH)
    assert not [quad for quad in after if "exactMatch" in quad.predicate.value]
    assert desk.get(f"/review/split?thing={first}").status_code == 404

    one = desk.waits("event")[0]
    desk.decide(one, "same")
    assert one.second
    page = desk.get(f"/review/split?thing={one.second}").text
    claims = re.findall(r'name="out" value="([^"]+)"', page)
    assert len(claims) == 2
    answer = desk.post("/review/split", thing=one.second, out=claims)
    assert answer.status_code == 409
    assert "leave at least one" in text(answer)
    answer = desk.post("/review/split", thing=one.second, out=[one.first])
    assert "are judged same by editor 0123456789ab already" in text(answer)  # nobody decides over a person


def test_a_form_is_opened_by_the_address_of_a_page(desk: Desk) -> None:
    [one] = desk.waits("claim")
    piece = one.first.rpartition("/")[2]
    for given in (one.first, f"https://example.org/page/claim/{piece}", f"/graph/id/claim/{piece}"):
        answer = desk.get(f"/review/open?thing={given}")
        assert desk.get(answer.headers["Location"]).status_code == 200, given
    assert desk.get("/review/open?thing=/page/event/e").headers["Location"].startswith("/review/split?thing=https")
    assert desk.get("/review/open?thing=nothing").status_code == 404


@pytest.mark.slow
def test_history_tells_what_persons_decided_and_undid(desk: Desk) -> None:
    [one] = desk.waits("identity")
    desk.undo_shown(desk.decide(one, "different", note="two sisters"))
    [weak] = desk.waits("claim")
    desk.decide(weak, "reject", note="it is a plan")
    shown = text(desk.get("/review/history"))
    for words in (
        "different",
        "two sisters",
        "undone by editor 0123456789ab",
        "not said",
        "it is a plan",
        "Kim Min-su",
    ):
        assert words in shown, words
    assert desk.get("/review/history").text.count('name="decision"') == 1


def test_two_who_decide_at_once_are_told(desk: Desk) -> None:
    [one] = desk.waits("claim")
    desk.decide(one, "accept", note="first")
    answer = desk.decide(one, "reject", note="second")
    assert answer.status_code == 409
    assert "has accepted this claim (first)" in text(answer)
    reviews = read_reviews(reader(desk.store, SEALED).snapshot().quads(iri.REVIEWS_GRAPH))
    assert [(review.finding, review.why) for review in reviews] == [("accepted", "first")]
    with tiers.TieredWriter(desk.store, now=reviews[0].made):
        answer = desk.decide(one, "reject")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_who_is_no_editor_sees_nothing_of_it(desk: Desk) -> None:
    assert "Sign in with an editor" in text(desk.get("/review/", grant=None))
    assert "Kim" not in desk.get("/review/history", grant=None).text
    assert desk.post("/review/undo", grant=None, decision="judgement/x").status_code == 401
    reader = replace(EDITOR, role="reader")
    for answer in (desk.get("/review/", grant=reader), desk.post("/review/decide", grant=reader, kind="claim")):
        assert answer.status_code == 403
        assert answer.headers["Cache-Control"] == "no-store"
    assert "review needs an editor's" in desk.get("/review/", grant=reader).text


@pytest.mark.slow
def test_what_is_no_form_of_ours_is_refused(desk: Desk) -> None:
    [one] = desk.waits("claim")
    assert desk.decide(one, "praise").status_code == 400
    assert desk.post("/review/decide", kind="other", action="accept").status_code == 400
    assert desk.post("/review/decide", kind="claim", action="accept").status_code == 400
    assert desk.post("/review/undo", decision="judgement/none").status_code == 409
    assert desk.get("/review/claim?claim=https://example.org/none").status_code == 404
    assert desk.get("/review/claim?claim=not an iri").status_code == 404
    assert desk.get("/review/split?thing=nothing").status_code == 404
    [identity] = desk.waits("identity")
    assert desk.decide(identity, "hated").status_code == 400
    assert desk.post("/review/decide", kind="identity", first="no iri", second="x y", action="same").status_code == 409
    answer = desk.decide(one, "accept", back="//elsewhere.example/?kind=claim", at="1/../../x")
    assert answer.headers["Location"].startswith("/review/?done=")
