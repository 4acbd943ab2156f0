"""Asking a language model over real HTTP: good, malformed, late and hostile answers, and the cache."""

import json
from collections.abc import Iterator
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from refoulement.errors import LoadError
from refoulement.graph.amount import Amount
from refoulement.graph.article import Article
from refoulement.graph.claim import EventClaim
from refoulement.graph.when import When
from refoulement.loaders import llm
from refoulement.loaders.llm import LanguageModel, Limits, Settings
from refoulement.loaders.llm.prompt import PROMPT_VERSION, messages
from refoulement.tests.model_endpoint import (
    CLAIM,
    KEY,
    SENTENCE,
    SHEET,
    TEXT,
    Answer,
    ModelEndpoint,
    complains,
    says,
    sent,
    serving,
)

QUICK = Limits(one_answer=5, one_article=10, tries=3, first_wait=0.001, longest_wait=0.01, size=100_000)
HASTY = Limits(one_answer=0.1, one_article=0.5, tries=2, first_wait=0.001, longest_wait=0.01)


def article(text: str = TEXT, published: str = "2023-12-01") -> Article:
    return Article(
        id="made-up",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        title="A made-up title",
        published=When(published),
    )


@pytest.fixture
def endpoint() -> Iterator[ModelEndpoint]:
    with serving() as running:
        yield running


def settings(endpoint: ModelEndpoint, *, model: str = "small", key: str | None = KEY) -> Settings:
    return Settings(base_url=endpoint.url, model=model, key=key)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def model(endpoint: ModelEndpoint, cache: Path) -> LanguageModel:
    return LanguageModel(settings(endpoint), cache=cache, limits=QUICK)


def figures(model: LanguageModel, text: str = TEXT) -> list[Amount | None]:
    claims = model.extract(article(text)).claims
    return [claim.count.value for claim in claims if isinstance(claim, EventClaim) and claim.count]


def held(endpoint: ModelEndpoint) -> Answer:
    def answer(_: BaseHTTPRequestHandler) -> None:
        endpoint.ended.wait(20)

    return answer


def dripping(endpoint: ModelEndpoint, head: bytes) -> Answer:
    """One byte after another, each well within a time limit for reading."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        while not endpoint.ended.wait(0.02):
            handler.wfile.write(b"x")

    return answer


class TestAnswers:
    def test_a_good_one(self, endpoint: ModelEndpoint, model: LanguageModel) -> None:
        endpoint.answers = [says(SHEET)]
        extraction = model.extract(article())
        (claim,) = extraction.claims
        assert isinstance(claim, EventClaim)
        assert [(passage.start, passage.exact) for passage in claim.passages] == [(TEXT.index(SENTENCE), SENTENCE)]
        assert claim.extractor == f"refoulement llm 0.1.0, model small, prompt {PROMPT_VERSION}"
        assert extraction.warnings == ()
        (request,) = endpoint.requests
        assert request.path == "/v1/chat/completions"
        assert request.headers["Authorization"] == f"Bearer {KEY}"
        assert request.body["model"] == "small"
        assert request.body["messages"] == messages(article())
        assert request.body["response_format"]["json_schema"]["strict"] is True

    def test_without_a_key_none_is_sent(self, endpoint: ModelEndpoint, cache: Path) -> None:
        endpoint.answers = [says(SHEET)]
        LanguageModel(settings(endpoint, key=None), cache=cache).extract(article())
        assert "Authorization" not in endpoint.requests[0].headers

    @pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```\n", "\n```json\n{}```"])
    def test_one_in_a_code_fence(self, endpoint: ModelEndpoint, model: LanguageModel, fence: str) -> None:
        endpoint.answers = [says(fence.replace("{}", json.dumps(SHEET, indent=1)))]
        assert figures(model) == [600]

    @pytest.mark.parametrize("status", [400, 422])
    def test_an_endpoint_without_structured_output_is_asked_for_json(
        self, endpoint: ModelEndpoint, model: LanguageModel, status: int
    ) -> None:
        endpoint.answers = [complains(status, "unknown response_format"), says(SHEET)]
        assert figures(model) == [600]
        assert endpoint.requests[1].body["response_format"] == {"type": "json_object"}
        assert '"additionalProperties": false' in endpoint.requests[1].body["messages"][0]["content"]
        assert figures(model, TEXT + "\nMore.") == [600]
        formats = [request.body["response_format"]["type"] for request in endpoint.requests]
        assert formats == ["json_schema", "json_object", "json_object"]  # what it does not know is not tried again

    @pytest.mark.parametrize(
        ("answer", "told"),
        [
            (says(json.dumps(SHEET)[:-30]), "no claim sheet: it is not JSON, or cut off"),
            (says("Here is what I found: nothing."), "no claim sheet: it is not JSON, or cut off"),
            (says("[" * 100_000), "answer is longer than 100000 bytes"),
            (says("[" * 10_000), "no claim sheet: it is not JSON"),
            (says("[]"), "no claim sheet: it is not as asked"),
            (says({"articles": []}), "no claim sheet: "),
            (says(SHEET | {"claims": {}}), "no claim sheet: claims is not as asked"),
            (says(SHEET | {"claims": [CLAIM] * 1001}, usage=None), "answer is longer than"),
            (says(SHEET | {"claims": [1] * 1001}), "no claim sheet: claims is not as asked"),
            (says({key: rows for key, rows in SHEET.items() if key != "roles"}), "roles is not as asked"),
            (says(SHEET, finish_reason="length"), "cut off at the model's limit"),
            (says(None, finish_reason="content_filter"), r"answers nothing \(content_filter\)"),
            (says(""), "answers nothing"),
            (sent(200, b"<html>Welcome</html>"), "is no chat completion"),
            (sent(200, b'{"choices": []}'), "is no chat completion"),
            (sent(200, b'{"choices": [{"message": {"content": 5}}]}'), "is no chat completion"),
            (says(SHEET, usage=(-1, 5)), "is no chat completion"),
            (sent(200, b"x" * 200_000), "longer than 100000 bytes"),
            (complains(401, "no such key"), r"401 Unauthorized \(no such key\); check address, model and key"),
            (sent(404, b"nothing"), "404 Not Found; check"),
            (complains(400, "too long"), r"400 Bad Request \(too long\)"),
            (sent(799), "799, and no more tries"),
            (sent(204), "204 No Content; check"),
        ],
    )
    def test_one_that_is_of_no_use_is_told_and_not_kept(
        self, endpoint: ModelEndpoint, model: LanguageModel, cache: Path, answer: Answer, told: str
    ) -> None:
        endpoint.answers = [answer]
        with pytest.raises(LoadError, match=told) as caught:
            model.extract(article())
        assert str(caught.value).startswith("article made-up: ")
        assert list(cache.iterdir()) == []
        endpoint.answers = [says(SHEET)]
        assert figures(model) == [600]

    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_a_redirect_is_not_followed(self, endpoint: ModelEndpoint, model: LanguageModel, status: int) -> None:
        with serving() as other:
            endpoint.answers = [sent(status, Location=f"{other.url}/chat/completions")]
            with pytest.raises(LoadError, match=f"{status} .* to another address, not followed"):
                model.extract(article())
            assert (len(endpoint.requests), other.requests) == (1, [])

    def test_a_stranger_s_words_are_shown_short_and_plain(self, endpoint: ModelEndpoint, model: LanguageModel) -> None:
        endpoint.answers = [complains(403, f"\x1b[31m{KEY}\nrefused\x07 " + "y" * 5000)]
        with pytest.raises(LoadError, match=r"\(\[31m\[key\] refused y+\)") as caught:
            model.extract(article())
        assert len(str(caught.value)) < 400

    def test_an_answer_that_holds_the_key_is_thrown_away(
        self, endpoint: ModelEndpoint, model: LanguageModel, cache: Path
    ) -> None:
        endpoint.answers = [says(SHEET | {"roles": [KEY]})]
        with pytest.raises(LoadError, match="the answer holds the key"):
            model.extract(article())
        assert list(cache.iterdir()) == []


class TestPatience:
    @pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 529])
    def test_what_passes_is_waited_for(self, endpoint: ModelEndpoint, model: LanguageModel, status: int) -> None:
        endpoint.answers = [sent(status), sent(status), says(SHEET)]
        assert figures(model) == [600]
        assert (len(endpoint.requests), model.tally.requests) == (3, 3)

    def test_what_does_not_pass_is_given_up(self, endpoint: ModelEndpoint, model: LanguageModel) -> None:
        endpoint.answers = [sent(500)]
        with pytest.raises(LoadError, match="500 Internal Server Error, and no more tries; load it again later"):
            model.extract(article())
        assert len(endpoint.requests) == QUICK.tries

    def test_it_waits_as_long_as_it_is_asked_to(
        self, endpoint: ModelEndpoint, model: LanguageModel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slept: list[float] = []

        async def sleep(seconds: float) -> None:
            slept.append(seconds)

        monkeypatch.setattr("asyncio.sleep", sleep)
        endpoint.answers = [sent(429, Retry_After="3"), sent(429, Retry_After=formatdate(usegmt=True)), says(SHEET)]
        assert figures(model) == [600]
        assert slept[0] == 3
        assert 0 < slept[1] < 0.1

    @pytest.mark.parametrize("asked", ["3600", "9" * 400, formatdate(4_000_000_000, usegmt=True)])
    def test_but_not_beyond_the_limit(self, endpoint: ModelEndpoint, model: LanguageModel, asked: str) -> None:
        endpoint.answers = [sent(429, Retry_After=asked), says(SHEET)]
        with pytest.raises(LoadError, match="429 Too Many Requests, and no more tries"):
            model.extract(article())
        assert len(endpoint.requests) == 1

    @pytest.mark.parametrize("asked", ["soon", "-5", "Wed, 99 Foo 2023", ""])
    def test_what_it_cannot_read_it_does_not_wait_for(
        self, endpoint: ModelEndpoint, model: LanguageModel, asked: str
    ) -> None:
        endpoint.answers = [sent(503, Retry_After=asked), says(SHEET)]
        assert figures(model) == [600]

    def test_a_late_answer_is_asked_for_again_and_then_given_up(self, endpoint: ModelEndpoint, cache: Path) -> None:
        model = LanguageModel(settings(endpoint), cache=cache, limits=HASTY)
        endpoint.answers = [held(endpoint), says(SHEET)]
        assert figures(model) == [600]
        endpoint.answers = [held(endpoint)]
        with pytest.raises(LoadError, match=r"no answer within 0.1 seconds, nor within 0.5 .*; raise REFOULEMENT_LLM"):
            model.extract(article(TEXT + "More."))
        assert len(endpoint.requests) == 4

    @pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"])
    def test_a_dripping_answer_is_late_all_the_same(self, endpoint: ModelEndpoint, cache: Path, head: bytes) -> None:
        model = LanguageModel(settings(endpoint), cache=cache, limits=HASTY)
        endpoint.answers = [dripping(endpoint, head)]
        with pytest.raises(LoadError, match="no answer within"):
            model.extract(article())

    def test_an_endless_answer_is_read_to_the_limit_only(self, endpoint: ModelEndpoint, model: LanguageModel) -> None:
        def endless(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while not endpoint.ended.is_set():
                handler.wfile.write(b"x" * 10_000)

        endpoint.answers = [endless]
        with pytest.raises(LoadError, match="longer than 100000 bytes"):
            model.extract(article())
        assert len(endpoint.requests) == 1

    def test_packed_bytes_are_not_unpacked(self, endpoint: ModelEndpoint, model: LanguageModel) -> None:
        endpoint.answers = [sent(200, b"\x1f\x8b\x08\x00", Content_Encoding="gzip")]
        with pytest.raises(LoadError, match="no chat completion"):
            model.extract(article())
        assert endpoint.requests[0].headers["Accept-Encoding"] == "identity"

    def test_a_connection_that_breaks_off_is_tried_again(self, endpoint: ModelEndpoint, model: LanguageModel) -> None:
        def broken(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{")
            handler.close_connection = True

        endpoint.answers = [broken, says(SHEET)]
        assert figures(model) == [600]

    def test_where_nobody_listens(self, cache: Path) -> None:
        with serving() as gone:
            pass
        model = LanguageModel(settings(gone), cache=cache, limits=QUICK)
        with pytest.raises(LoadError, match=rf"{gone.url} cannot be reached .*; check REFOULEMENT_LLM_BASE_URL"):
            model.extract(article())


class TestCache:
    def test_an_answer_is_asked_for_once(self, endpoint: ModelEndpoint, model: LanguageModel, cache: Path) -> None:
        endpoint.answers = [says(SHEET)]
        first = model.extract(article())
        again = LanguageModel(settings(endpoint), cache=cache, limits=QUICK)
        assert again.extract(article()) == first
        assert len(endpoint.requests) == 1
        assert (again.tally.requests, again.tally.cached, again.tally.tokens_in) == (0, 1, 0)

    def test_another_text_model_day_or_prompt_is_another_question(
        self, endpoint: ModelEndpoint, model: LanguageModel, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        endpoint.answers = [says(SHEET)]
        model.extract(article())
        model.extract(article(TEXT + "\n"))
        model.extract(article(published="2023-12-02"))
        LanguageModel(settings(endpoint, model="large"), cache=cache).extract(article())
        monkeypatch.setattr(llm, "PROMPT_VERSION", "another")
        model.extract(article())
        assert len(endpoint.requests) == len(list(cache.iterdir())) == 5

    def test_its_files_are_whole_private_and_named_after_the_article(
        self, endpoint: ModelEndpoint, model: LanguageModel, cache: Path
    ) -> None:
        endpoint.answers = [says(SHEET)]
        model.extract(article())
        (file,) = cache.iterdir()
        assert file.name.startswith(article().sha256)
        assert (file.stat().st_mode & 0o077, cache.stat().st_mode & 0o077) == (0, 0)
        assert json.loads(json.loads(file.read_text())["answer"]) == SHEET

    @pytest.mark.parametrize(
        "left", [b"", b"\xff", b'{"answer": 5}', b'{"answer": "[]"}', b'{"answer": "{}", "more": 1}', b"[" * 100_000]
    )
    def test_a_broken_file_is_ignored_and_written_anew(
        self, endpoint: ModelEndpoint, model: LanguageModel, cache: Path, left: bytes
    ) -> None:
        endpoint.answers = [says(SHEET)]
        model.extract(article())
        (file,) = cache.iterdir()
        whole = file.read_bytes()
        file.write_bytes(left)
        assert figures(model) == [600]
        assert (len(endpoint.requests), file.read_bytes()) == (2, whole)

    def test_a_kept_answer_is_held_against_the_text_again(
        self, endpoint: ModelEndpoint, model: LanguageModel, cache: Path
    ) -> None:
        endpoint.answers = [says(SHEET)]
        model.extract(article())
        (file,) = cache.iterdir()
        file.write_text(file.read_text().replace("600", "900"))
        extraction = model.extract(article())
        assert (extraction.claims, len(endpoint.requests)) == ((), 1)
