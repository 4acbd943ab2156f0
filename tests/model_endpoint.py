"""A small server that speaks the chat completions protocol, what it may answer, and the article that is about."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-made-up-0123456789"
SENTENCE = "Alpha Watch said up to 600 people were sent back through Tumen on 9 October 2023."
TEXT = f"A made-up title\n\n{SENTENCE}\n"
ALPHA = {"name": "Alpha Watch", "type": "Organisation", "words": ["Alpha Watch"]}
TUMEN = {"name": "Tumen", "type": "Settlement", "words": ["Tumen"]}
CLAIM: dict[str, Any] = {
    "words": SENTENCE,
    "kind": "repatriation",
    "count": {"value": 600, "value_to": None, "bound": "at_most", "unit": "person"},
    "when": "2023-10-09",
    "when_words": "9 October 2023",
    "from": [],
    "via": ["Tumen"],
    "to": [],
    "place": [],
    "claimant": ["Alpha Watch"],
    "attribution": None,
}
SHEET: dict[str, Any] = {"entities": [ALPHA, TUMEN], "claims": [CLAIM], "statements": [], "roles": []}

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Request:
    """What a client sent."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class ModelEndpoint:
    """Gives its answers one after another, the last one again and again; `ended` lets those go that wait."""

    url: str
    answers: list[Answer] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def next_answer(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def sent(status: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer with a status and these bytes; `_` in a header's name stands for `-`."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def says(content: object, *, usage: object = (100, 20), finish_reason: str = "stop") -> Answer:
    """A whole chat completion; what is no text is sent as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    completion: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": text}}],
    }
    if isinstance(usage, tuple):
        completion["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return sent(200, json.dumps(completion).encode(), Content_Type="application/json")


def complains(status: int, message: str, **headers: str) -> Answer:
    return sent(status, json.dumps({"error": {"message": message, "type": "x"}}).encode(), **headers)


@contextmanager
def serving() -> Iterator[ModelEndpoint]:
    """The server on a free port of this machine, for as long as the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.requests.append(Request(self.path, dict(self.headers), body))
            try:
                endpoint.next_answer()(self)
            except OSError:
                self.close_connection = True  # the client has hung up, as it should on what is too long or too late

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class calls it so)
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint = ModelEndpoint(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
