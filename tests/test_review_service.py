"""Review through the real server: signing in, what another site sends, and what nobody else is told."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlencode

import pytest

from refoulement.graph.tier import SEALED
from refoulement.service import signing
from refoulement.service.bearers import Refused
from refoulement.tests.real_server import serving
from refoulement.tests.reviewed_store import prepare
from refoulement.tests.served import Answered, ask, sparql
from refoulement.web.settings import Settings
from refoulement.web.signing import COOKIE, is_review
from refoulement.web.tokens import Tokens

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
HERE = {"Sec-Fetch-Site": "same-origin"}
SETTINGS = Settings(base_url="https://example.org/graph/")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return prepare(tmp_path_factory.mktemp("review"))


@pytest.fixture(scope="module")
def address(prepared: tuple[Path, str]) -> Iterator[str]:
    with serving(prepared[0], "--quiet") as found:
        yield found


def post(
    address: str, path: str, fields: Mapping[str, str], headers: Mapping[str, str] = HERE, client: str = "127.0.0.1"
) -> Answered:
    return ask(address, path, body=urlencode(fields).encode(), headers={**FORM, **headers}, client=client)


def signed_in(address: str, token: str) -> dict[str, str]:
    """What a browser sends that has signed in."""
    answer = post(address, "/review/sign-in", {"token": token})
    assert answer.status == 303, answer.body
    return {"Cookie": answer.headers["set-cookie"].partition(";")[0], "Accept": "text/html"}


def waits(page: bytes, kind: str) -> dict[str, str]:
    """The form of the first thing of a kind that waits."""
    form = next(form for form in page.decode().split("<form") if f'name="kind" value="{kind}"' in form)
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def left(page: bytes) -> int:
    found = re.search(rb'id="left">(\d+) left', page)
    assert found
    return int(found[1])


@pytest.mark.slow
def test_an_editor_signs_in_decides_sees_that_at_once_and_signs_out(address: str, prepared: tuple[Path, str]) -> None:
    answer = post(address, "/review/sign-in", {"token": prepared[1]})
    assert re.fullmatch(
        rf"{COOKIE}={re.escape(prepared[1])}; Path=/review; Max-Age=36000; HttpOnly; SameSite=Strict",
        answer.headers["set-cookie"],
    )
    browser = signed_in(address, prepared[1])
    page = ask(address, "/review/", headers=browser)
    assert (page.status, page.headers["cache-control"]) == (200, "no-store")
    before = left(page.body)
    decided = post(address, "/review/decide", {**waits(page.body, "claim"), "action": "accept"}, {**browser, **HERE})
    assert decided.status == 303
    page = ask(address, decided.headers["location"].partition("#")[0], headers=browser)
    assert left(page.body) == before - 1
    [name] = re.findall(r'name="decision" value="([^"]+)"', page.body.decode())
    assert post(address, "/review/undo", {"decision": name}, {**browser, **HERE}).status == 303
    assert left(ask(address, "/review/", headers=browser).body) == before
    out = post(address, "/review/sign-out", {}, {**browser, **HERE})
    assert out.headers["set-cookie"].startswith(f"{COOKIE}=; Path=/review; Max-Age=0")


@pytest.mark.slow
def test_a_form_of_another_site_does_nothing(address: str, prepared: tuple[Path, str]) -> None:
    browser = signed_in(address, prepared[1])
    page = ask(address, "/review/", headers=browser)
    said = {**waits(page.body, "claim"), "action": "reject"}
    foreign: list[dict[str, str]] = [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": address},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ]
    for headers in foreign:
        for path, fields in (("/review/decide", said), ("/review/sign-in", {"token": prepared[1]})):
            answer = post(address, path, fields, {**browser, **headers})
            assert (answer.status, "set-cookie" in answer.headers) == (403, False), headers
            assert b"did not come from a page of review here" in answer.body
        bearing = {"Authorization": f"Bearer {prepared[1]}", **headers}
        assert post(address, "/review/decide", said, bearing).status == 403
    assert left(ask(address, "/review/", headers=browser).body) == left(page.body)
    assert post(address, "/review/sign-in", {"token": prepared[1]}, {"Origin": address}).status == 303


@pytest.mark.slow
def test_a_token_of_another_role_is_told_so(address: str, prepared: tuple[Path, str]) -> None:
    reader = Tokens(prepared[0]).create(role="reader", tier="partner")
    answer = post(address, "/review/sign-in", {"token": reader})
    assert (answer.status, "set-cookie" in answer.headers) == (403, False)
    assert b"this is a reader" in answer.body
    for headers in ({"Authorization": f"Bearer {reader}"}, {"Cookie": f"{COOKIE}={reader}"}):
        answer = ask(address, "/review/", headers={**headers, "Accept": "text/html"})
        assert answer.status == 403
        assert b"review needs an editor" in answer.body
        assert b"Kim" not in answer.body


@pytest.mark.slow
def test_what_editors_see_is_told_to_nobody_else(address: str, prepared: tuple[Path, str]) -> None:
    browser = signed_in(address, prepared[1])
    for path in ("/review/", "/review/history"):
        assert b"Sign out" in ask(address, path, headers=browser).body
        answer = ask(address, path, headers={"Accept": "text/html"})
        assert b"Sign in with an editor" in answer.body
        assert b"Kim" not in answer.body
    reviews = "ASK { GRAPH <https://w3id.org/refoulement/graph/reviews> { ?s ?p ?o } }"
    page = ask(address, "/review/", headers=browser)
    said = {**waits(page.body, "claim"), "action": "accept"}
    decided = post(address, "/review/decide", said, {**browser, **HERE})
    [name] = re.findall(r"done=([^&#]+)", decided.headers["location"])
    post(address, "/review/undo", {"decision": unquote(name)}, {**browser, **HERE})  # it is kept, and waits again
    for headers, told in (({}, False), (browser, False), ({"Authorization": f"Bearer {prepared[1]}"}, True)):
        answer = ask(address, sparql(reviews), headers={**headers, "Accept": "application/sparql-results+json"})
        assert (f'"boolean":{str(told).lower()}' in answer.body.decode()) is True, (headers, answer.body)


@pytest.mark.slow
def test_the_cookie_opens_nothing_but_review(address: str, prepared: tuple[Path, str]) -> None:
    browser = signed_in(address, prepared[1])
    for path in ("/sparql", "/review/../sparql", "/graphs/notes", "//review/../graphs/notes"):
        answer = post(address, path, {"update": "CLEAR ALL"}, {**browser, **HERE})
        assert answer.status in (401, 404, 405, 415), path


@pytest.mark.slow
def test_a_token_that_is_revoked_signs_out(address: str, prepared: tuple[Path, str]) -> None:
    token = Tokens(prepared[0]).create(role="editor", tier=SEALED)
    browser = signed_in(address, token)
    assert b"Sign out" in ask(address, "/review/", headers=browser).body
    Tokens(prepared[0]).revoke(token.split("_")[1])
    answer = ask(address, "/review/", headers=browser)
    assert answer.status == 401
    assert b"this token is not known here" in answer.body
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=; Path=/review; Max-Age=0")


@pytest.mark.slow
def test_who_guesses_is_made_to_wait_whether_by_form_or_by_cookie(address: str) -> None:
    for number in range(10):
        if number % 2:
            answer = post(address, "/review/sign-in", {"token": f"rf_0123456789ab_{number}"}, client="127.0.0.9")
        else:
            cookie = {"Cookie": f"{COOKIE}=rf_0123456789ab_{number}"}
            answer = ask(address, "/review/", headers=cookie, client="127.0.0.9")
        assert answer.status == 401
    answer = post(address, "/review/sign-in", {"token": "rf_0123456789ab_x"}, client="127.0.0.9")
    assert (answer.status, int(answer.headers["retry-after"]) > 30) == (429, True)
    assert b"Sign in with an editor" in ask(address, "/review/").body


def test_the_cookie_is_for_tls_where_there_is_one_and_ends_with_the_token() -> None:
    soon = datetime.now(UTC) + timedelta(minutes=10)
    for until, least, most in ((None, 36000, 36000), (soon, 590, 600), (soon + timedelta(days=9), 36000, 36000)):
        headers = dict(signing.signed_in(b"bearer rf_1_2", until, SETTINGS).headers)
        said = re.fullmatch(
            rb"refoulement-review=rf_1_2; Path=/graph/review; Max-Age=(\d+); HttpOnly; SameSite=Strict; Secure",
            headers[b"set-cookie"],
        )
        assert said
        assert least <= int(said[1]) <= most


@pytest.mark.parametrize(
    ("given", "ours"),
    [
        ({b"sec-fetch-site": b"same-origin", b"origin": b"null"}, True),
        ({b"origin": b"https://example.org"}, True),
        ({b"origin": b"http://inside:8000"}, True),
        ({b"origin": b"https://example.org.evil.example"}, False),
        ({b"origin": b"http://example.org"}, False),
        ({b"origin": b""}, False),
        ({}, False),
    ],
)
def test_only_what_says_that_it_comes_from_here_is_ours(given: dict[bytes, bytes], ours: bool) -> None:  # noqa: FBT001
    given = {b"host": b"inside:8000", **given}
    if ours:
        signing.require_ours(given, "http", SETTINGS)
    else:
        with pytest.raises(Refused, match="did not come from a page of review here"):
            signing.require_ours(given, "http", SETTINGS)


def test_the_token_is_taken_from_the_cookie_on_pages_of_review_alone() -> None:
    given = {b"cookie": b"language=ko; refoulement-review=rf_1_2; other=x"}
    assert signing.header(given, "/review/") == b"bearer rf_1_2"
    assert signing.header({**given, b"authorization": b"Bearer rf_3_4"}, "/review/") == b"Bearer rf_3_4"
    assert signing.header({b"cookie": b"refoulement-review="}, "/review") is None
    assert signing.without(b"language=ko; refoulement-review=rf_1_2; other=x") == b"language=ko; other=x"
    for path in ("/", "/sparql", "/reviews/", "/x/review/", "/review/../sparql", "//review/x"):
        assert not is_review(path), path
        assert signing.header(given, path) is None
    assert is_review("/review")
    assert is_review("/review/claim")
