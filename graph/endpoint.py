"""An engine at another address, asked by SPARQL 1.1 Protocol: bounded in time and size, and never led elsewhere.

An answer is taken whole or not at all: what was cut off, by the engine's own limits too, is told as an error.
"""

import http.client
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from SPARQLWrapper import JSON, POST, SELECT, SPARQLWrapper

from refoulement.errors import EngineFailed, EngineSlow, QueryRefused, StoreError

RESULTS = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"
TURTLE = "text/turtle"
CHUNK = 1 << 16
WORDS_AT_MOST = 400  # of what an engine says of a query that it refuses
CUT = "X-SPARQL-MaxRows"  # Virtuoso's sign that there were more rows than it gives (ResultSetMaxRows)
STOPPED = "X-SQL-State"  # Virtuoso's sign of what its own time limit has cut off
VIRTUOSO = "virtuoso"
# Graphs that Virtuoso keeps of its own accord, and its words for leaving them out of a question over all graphs.
OWN_GRAPHS = (
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://www.w3.org/ns/ldp#",
    "http://www.w3.org/2002/07/owl#",
    "http://localuriqaserver/sparql",
    "http://localhost:8890/sparql",
    "http://localhost:8890/DAV/",
)
EXCLUDED = "".join(
    f"DEFINE input:{kind}-graph-exclude <{graph}>\n" for graph in OWN_GRAPHS for kind in ("default", "named")
)
DESCRIBING = 'DEFINE sql:describe-mode "CBD"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A whole answer: its media type, its bytes, and what the engine calls itself."""

    media_type: str
    body: bytes
    server: str

    @property
    def of_virtuoso(self) -> bool:
        return VIRTUOSO in self.server.lower()


class _NoRedirects(HTTPRedirectHandler):
    """Takes every 3xx for the error that it is here: the address of an engine is what its keeper set."""

    def redirect_request(self, *_: object) -> None:
        return None


class _Wrapper(SPARQLWrapper):
    """SPARQLWrapper's request, sent by an opener that follows nothing."""

    def _query(self) -> tuple[http.client.HTTPResponse, str]:
        request: Request = self._createRequest()
        return build_opener(_NoRedirects).open(request, timeout=self.timeout), self.returnFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One SPARQL 1.1 endpoint; raises `StoreError` for an address that is none."""

    address: str
    time_s: float  # that an answer may take, from the request to its last byte
    bytes_at_most: int  # that it may have
    virtuoso: bool = False  # whether it is known to be that, and so which limits and graphs of its own it has

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address)
            fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            raise StoreError(f"{self.address}: this is no address; write it as https://host/sparql") from None
        if not fits or parts.fragment or parts.username is not None:
            raise StoreError(f"{self.address}: give the address as https://host/sparql, without a user's name in it")

    def ask(
        self, text: str, *, graph: bool = False, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Said:
        """The answer, which is rows, a truth or a `graph`, over the dataset given.

        Raises `EngineFailed`, `EngineSlow`, `QueryRefused`.
        """
        until = time.monotonic() + self.time_s
        wrapper = _Wrapper(self.address, agent="refoulement")
        wrapper.queryType = SELECT  # it guesses this from the text otherwise, and may take it for an update
        wrapper.queryString = text
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.setReturnFormat(JSON)
        wrapper.addCustomHttpHeader("Accept", f"{N_TRIPLES}, {TURTLE};q=0.5" if graph else RESULTS)
        if self.virtuoso:
            wrapper.addParameter("timeout", str(int(self.time_s * 1000)))
        for name, graphs in (("default-graph-uri", default_graphs), ("named-graph-uri", named_graphs)):
            for one in graphs:
                wrapper.addParameter(name, one)
        wrapper.setTimeout(ceil(self.time_s))
        try:
            with wrapper.query().response as answer:
                return self._whole(answer, until)
        except HTTPError as error:
            with error:
                raise self._refusal(error, until) from None
        except TimeoutError as error:
            raise self._slow() from error
        except (URLError, http.client.HTTPException, OSError, ValueError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise self._slow() from error
            raise EngineFailed(f"{self.address}: the engine gives no answer: {error!r}") from error

    def _whole(self, answer: http.client.HTTPResponse, until: float) -> Said:
        told = answer.headers
        if told.get(STOPPED):
            raise self._slow()
        if told.get(CUT):
            raise EngineFailed(f"{self.address}: the engine cuts its answers at {told[CUT]} rows; raise its limit")
        if told.get("Content-Encoding", "identity").lower() != "identity":
            raise EngineFailed(f"{self.address}: the engine sends what was not asked for: {told['Content-Encoding']}")
        if answer.length is None and not answer.chunked:
            raise EngineFailed(
                f"{self.address}: the engine tells not where its answer ends, so that a cut one looks whole"
            )
        body = self._read(answer, until, self.bytes_at_most)
        if body is None:
            raise QueryRefused(f"the answer is larger than {self.bytes_at_most >> 20} MiB; ask for less at once")
        return Said(media_type=told.get_content_type(), body=body, server=told.get("Server", ""))

    def _read(self, answer: IO[bytes], until: float, at_most: int) -> bytes | None:
        """What comes until the end; None where that is too much. Raises `EngineSlow`, `http.client` errors."""
        held = bytearray()
        read = getattr(answer, "read1", answer.read)
        while piece := read(CHUNK):
            held += piece
            if len(held) > at_most:
                return None
            if time.monotonic() > until:
                raise self._slow()
        left = getattr(answer, "length", None)  # of what was announced; read1 takes the end of a connection for its own
        if left:
            raise http.client.IncompleteRead(bytes(held), left)
        return bytes(held)

    def _refusal(self, error: HTTPError, until: float) -> Exception:
        """What an answer that is none means: that the query is refused, or that the engine has failed."""
        try:
            said = (self._read(error, until, CHUNK) or b"").decode(errors="replace")
        except (OSError, http.client.HTTPException):
            said = ""
        words = " ".join(said.partition("\n\nSPARQL query:")[0].split())[:WORDS_AT_MOST]  # not the query once more
        if error.code == HTTPStatus.BAD_REQUEST:
            return QueryRefused(f"the engine refuses this query: {words or 'it does not say why'}")
        if error.code == HTTPStatus.INTERNAL_SERVER_ERROR and words.startswith("Virtuoso "):
            return QueryRefused(f"the engine cannot answer this query: {words}")  # so it tells what it cannot compile
        if error.code in (HTTPStatus.GATEWAY_TIMEOUT, HTTPStatus.REQUEST_TIMEOUT):
            return self._slow()
        if error.code in range(300, 400):
            words = f"it redirects to {error.headers.get('Location')!r}, which is not followed: set the final address"
        return EngineFailed(f"{self.address}: the engine answers {error.code}: {words}")

    def _slow(self) -> EngineSlow:
        return EngineSlow(
            f"the engine had no answer within {self.time_s:g} seconds, the time that one may take; "
            "narrow it down, or ask for fewer rows"
        )
