"""One question to an OpenAI-compatible endpoint: bounded in time, size and tries, and never sent anywhere else."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpx2
from pydantic import BaseModel, Field, NonNegativeInt, ValidationError
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception_type,
    stop_after_attempt,
    stop_before_delay,
    wait_exponential_jitter,
)

from refoulement import __version__
from refoulement.errors import LoadError
from refoulement.loaders.llm.cost import Tally
from refoulement.loaders.llm.settings import PREFIX, Settings

Messages = list[dict[str, str]]

OVERLOADED = frozenset({408, 425, 429})  # beside all 5xx: another try may do
UNABLE = frozenset({400, 422})  # what servers answer that do not know a response_format
TOLD = 200  # characters of what a server says of an error


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how often to wait, in seconds, and how much to read, in bytes."""

    one_answer: float
    one_article: float
    tries: int = 4
    first_wait: float = 1.0
    longest_wait: float = 30.0
    size: int = 4_000_000

    @classmethod
    def within(cls, time_limit: float) -> "Limits":
        """The limits where an answer may take `time_limit` seconds, and an article three times that with all tries."""
        return cls(one_answer=time_limit, one_article=3 * time_limit)


class _PassingError(Exception):
    def __init__(self, told: str, wait: float) -> None:
        super().__init__(told)
        self.wait = wait


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: NonNegativeInt
    completion_tokens: NonNegativeInt


class _Completion(BaseModel):
    """What is read of a chat completion."""

    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


class _Complaint(BaseModel):
    message: str


class _Refusal(BaseModel):
    error: _Complaint


class Endpoint:
    """Asks for structured output, and where the endpoint has none, for JSON with the schema beside the prompt."""

    def __init__(self, settings: Settings, limits: Limits, tally: Tally) -> None:
        self.settings = settings
        self.limits = limits
        self.tally = tally
        self._structured = True

    def ask(self, messages: Messages, schema: Mapping[str, Any]) -> str:
        """The content of the answer. Raises `LoadError`, which says what went wrong and never shows the key."""
        limits = self.limits
        try:
            return asyncio.run(self._ask(messages, schema))
        except TimeoutError as error:
            waited = f"no answer within {limits.one_answer:g} seconds, nor within {limits.one_article:g} for all tries"
            raise LoadError(f"{self.settings.base_url}: {waited}; raise {PREFIX}TIME_LIMIT") from error
        except _PassingError as error:
            raise LoadError(f"{self.settings.base_url}: {error}, and no more tries; load it again later") from error
        except httpx2.TransportError as error:
            told = self._clean(str(error)) or type(error).__name__
            raise LoadError(f"{self.settings.base_url} cannot be reached ({told}); check {PREFIX}BASE_URL") from error

    async def _ask(self, messages: Messages, schema: Mapping[str, Any]) -> str:
        limits = self.limits
        backing_off = wait_exponential_jitter(
            multiplier=limits.first_wait, jitter=limits.first_wait, max=limits.longest_wait
        )

        def wait(state: RetryCallState) -> float:
            failure = state.outcome.exception() if state.outcome else None
            asked = failure.wait if isinstance(failure, _PassingError) else 0.0
            return max(asked, backing_off(state))

        trying = AsyncRetrying(
            retry=retry_if_exception_type((_PassingError, TimeoutError, httpx2.TransportError)),
            stop=stop_after_attempt(limits.tries) | stop_before_delay(limits.one_article),
            wait=wait,
            reraise=True,
        )
        async with asyncio.timeout(limits.one_article), self._client() as client:
            if self._structured:
                structured = {
                    "type": "json_schema",
                    "json_schema": {"name": "claims", "strict": True, "schema": schema},
                }
                answered: tuple[int, bytes] = await trying(self._post, client, messages, structured)
                if answered[0] not in UNABLE:
                    return self._content(*answered)
            beside = f"{messages[0]['content']}\nThe JSON schema of the answer:\n{json.dumps(schema)}"
            whole = [messages[0] | {"content": beside}, *messages[1:]]
            answered = await trying(self._post, client, whole, {"type": "json_object"})
            content = self._content(*answered)
            self._structured = False
            return content

    def _client(self) -> httpx2.AsyncClient:
        key = self.settings.key
        headers = {"User-Agent": f"refoulement/{__version__}", "Accept-Encoding": "identity"}
        return httpx2.AsyncClient(
            headers=headers | ({"Authorization": f"Bearer {key}"} if key else {}),
            timeout=self.limits.one_answer,
            follow_redirects=False,
        )

    async def _post(
        self, client: httpx2.AsyncClient, messages: Messages, response_format: Mapping[str, Any]
    ) -> tuple[int, bytes]:
        """Status and body of one request. The outer limit holds where a server drips byte by byte."""
        question = {"model": self.settings.model, "messages": messages, "response_format": response_format}
        self.tally.sent()
        body = bytearray()
        async with (
            asyncio.timeout(self.limits.one_answer),
            client.stream("POST", self.settings.url, json=question) as response,
        ):
            async for piece in response.aiter_raw():
                body += piece
                if len(body) > self.limits.size:
                    raise LoadError(f"{self.settings.base_url}: the answer is longer than {self.limits.size} bytes")
        status = response.status_code
        if status in OVERLOADED or status >= 500:
            raise _PassingError(_named(status), _retry_after(response.headers.get("Retry-After")))
        return status, bytes(body)

    def _content(self, status: int, body: bytes) -> str:
        """The content of a whole answer. Raises `LoadError` where it is none."""
        where = self.settings.base_url
        if 300 <= status < 400:
            raise LoadError(f"{where}: {_named(status)} to another address, not followed; set the right one")
        if status != HTTPStatus.OK:
            raise LoadError(f"{where}: {_named(status)}{self._complaint(body)}; check address, model and key")
        try:
            completion = _Completion.model_validate_json(body)
        except ValidationError as error:
            raise LoadError(f"{where}: what it answers is no chat completion; check {PREFIX}BASE_URL") from error
        usage, choice = completion.usage, completion.choices[0]
        self.tally.answered((usage.prompt_tokens, usage.completion_tokens) if usage else None)
        content = choice.message.content
        if choice.finish_reason == "length":
            raise LoadError(f"{where}: the answer was cut off at the model's limit; split the article")
        if not content:
            raise LoadError(f"{where}: the model answers nothing ({self._clean(str(choice.finish_reason))})")
        if self.settings.key and self.settings.key in content:
            raise LoadError(f"{where}: the answer holds the key, and is thrown away; trust this endpoint with nothing")
        return content

    def _complaint(self, body: bytes) -> str:
        try:
            return f" ({self._clean(_Refusal.model_validate_json(body).error.message)})"
        except ValidationError:
            return ""

    def _clean(self, told: str) -> str:
        """A stranger's words for the terminal: one short line, no control characters, and never the key."""
        if self.settings.key:
            told = told.replace(self.settings.key, "[key]")
        shown = "".join(character if character.isprintable() else " " for character in told)
        return " ".join(shown.split())[:TOLD]


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _retry_after(stated: str | None) -> float:
    """Seconds to wait (RFC 9110, 10.2.3: a number of them, or a date); 0 where nothing is said."""
    if stated is None:
        return 0.0
    if stated.isascii() and stated.isdigit():
        return float(stated)
    try:
        return max(0.0, (parsedate_to_datetime(stated) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0
