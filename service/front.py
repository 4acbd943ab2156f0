"""The front: it lets requests in, hands each to a worker of its tier, and bounds all of it."""

import asyncio
import logging
import os
import time
from dataclasses import asdict
from datetime import date
from http import HTTPStatus

from refoulement import __version__
from refoulement.service import signing
from refoulement.service.bearers import Bearers, Refused
from refoulement.service.body import BodyRefused, read_body
from refoulement.service.cache import Cache, Key
from refoulement.service.dispatch import Dispatch, Gone, Stopped
from refoulement.service.engine import Engine
from refoulement.service.head import Given, HeadRefused, read_head
from refoulement.service.http import Request
from refoulement.service.journal import Journal, Told
from refoulement.service.measures import Measures
from refoulement.service.pool import Pool, WorkerDied
from refoulement.service.reply import (
    Reply,
    TooSlow,
    Unread,
    as_json,
    from_worker,
    is_small,
    problem,
    protecting,
    whole,
)
from refoulement.service.turnstile import Crowded
from refoulement.service.wire import Asked
from refoulement.web.access import Grant
from refoulement.web.settings import Settings
from refoulement.web.signing import ROOT, SIGN_IN, SIGN_OUT, is_review

_log = logging.getLogger(__name__)

BODY_AT_MOST = 256 * 1024  # of who may not write: a query of 64 KiB, percent-encoded, and some graphs
_LATER = (b"retry-after", b"2")
ANSWERS_UNREAD = 4  # of the largest, that one client may leave untaken
GONE = 499  # as proxies write down a client that hung up: it is told nothing any more
LOOK_S = 0.5  # between two looks whether the process that started this one is there, and a new snapshot
REACHED_S = 0.02  # between two tries whether the service can be reached
SCHEME = "http"  # whoever wants another has a proxy before this
LOOPBACK = ("127.0.0.1", "::1")
OWN = ("/health", "/ready", "/metrics")
DEALT_WITH = frozenset({b"authorization", b"content-encoding"})  # before a worker hears of them
WRITING = frozenset({"POST", "PUT", "DELETE", "PATCH"})
TAKE_FIRST = "you have not taken the answers to what you asked before; read them first"
OTHER_TIER = "the engine behind this service holds the tier {}, and the token is for {}: leave it out"
UNREADABLE = "the graph cannot be read at the moment; its keeper finds the reason in the server's log"
BROKEN = "something is broken here; the server's log says what"
# What an answer depends on besides its address.
VARYING = (b"host", b"accept", b"accept-encoding", b"accept-language", b"cookie", b"origin", b"range")
UNCHANGED = frozenset({b"etag", b"cache-control", b"vary", b"access-control-allow-origin"})  # what a 304 repeats


class Front:
    """One for the whole service; its workers are processes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pools: dict[str, Pool] = {}
        self._opening: dict[str, asyncio.Task[Pool]] = {}
        # Of an engine at another address, nothing tells when an answer holds no more.
        self._cache = Cache(settings.cache_mib << 20 if settings.endpoint is None else 0)
        self._engine = Engine(settings.endpoint) if settings.endpoint else None
        self._bearers = Bearers(settings.store)
        self._dispatch = Dispatch(settings)
        self._journal = Journal(quiet=settings.quiet)
        self._measures = Measures()
        self._unread = Unread(settings.answer_mib * ANSWERS_UNREAD << 20)
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Be ready to answer. Raises `OSError`."""
        pool = await self._pool(self._settings.tier)
        self._tasks = [
            asyncio.create_task(self._watch(os.getppid())),
            asyncio.create_task(self._tell_where(pool.version)),
        ]

    async def close(self) -> None:
        """Let the workers go."""
        for task in self._tasks:
            task.cancel()
        for one in self._pools.values():
            await one.close()

    async def _tell_where(self, version: int) -> None:
        """Say where the service is found, as soon as it is."""
        host, port = self._settings.host, self._settings.port
        reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - asked of, not listened on
        while True:
            try:
                _, connection = await asyncio.open_connection(reached, port)
            except OSError:
                await asyncio.sleep(REACHED_S)
            else:
                connection.close()
                break
        address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
        where = self._settings.endpoint
        shown = f"{where or self._settings.store}, {self._settings.tier}{'' if where else f' snapshot {version}'}"
        print(f"{address} shows {shown}; Ctrl-C ends it", flush=True)

    async def _watch(self, parent: int) -> None:
        """Keep up with what is published; end when the process that started this one has: nobody else would stop it."""
        while os.getppid() == parent:
            for pool in self._pools.values():
                pool.look_after()
            if self._engine:
                self._engine.look()
            await asyncio.sleep(LOOK_S)
        os._exit(1)

    async def _pool(self, tier: str) -> Pool:
        """The workers of a tier, started with the first request for them. Raises `OSError`."""
        if tier not in self._opening or (self._opening[tier].done() and tier not in self._pools):
            self._opening[tier] = asyncio.create_task(self._opened(tier))
        return await asyncio.shield(self._opening[tier])

    async def _opened(self, tier: str) -> Pool:
        pool = Pool(self._settings, tier)
        await pool.open()
        self._pools[tier] = pool
        return pool

    async def answer(self, request: Request) -> None:
        """Answer a request, whatever becomes of it."""
        begun = time.perf_counter()
        told = Told(request.method, request.path, request.query, self._settings.tier)
        client = self._client(request)
        within_s = self._settings.body_s
        try:
            reply = await self._answer(request, told, client)
            if not self._unread.has_room(client, len(reply.body)):
                reply = problem(HTTPStatus.TOO_MANY_REQUESTS, TAKE_FIRST, _LATER)
            told.status, told.size = reply.status, len(reply.body)
            if is_small(reply):
                await request.answer(reply, within_s=within_s)
            else:
                with self._unread.held(client, len(reply.body)):
                    await request.answer(reply, within_s=within_s)
        except TooSlow:
            told.how = "slow"
            self._measures.stopped("slow")
        except Gone:
            told.status, told.how = GONE, "gone"
            self._measures.stopped("gone")
        except Exception:  # noqa: BLE001 - a slip of the front itself is written down, and answered
            self._journal.broken()
            told.status = HTTPStatus.INTERNAL_SERVER_ERROR
            await request.answer(problem(HTTPStatus.INTERNAL_SERVER_ERROR, BROKEN), within_s=within_s)
        told.seconds = time.perf_counter() - begun
        self._measures.answered(told)
        self._journal.tell(told)

    async def _answer(self, request: Request, told: Told, client: str) -> Reply:
        method, path = request.method, request.path
        try:
            given = read_head(method, path, request.headers)
        except HeadRefused as error:
            return problem(error.status, str(error), *error.headers)
        if path in OWN:
            told.how = "own"
            return self._own(path, method, given, client)
        try:
            if method == "POST" and is_review(path):
                signing.require_ours(given, SCHEME, self._settings)
                if path == SIGN_OUT:
                    return signing.signed_out(self._settings)
                if path == SIGN_IN:
                    return await self._sign_in(given, client, request)
            grant = await self._bearers.grant(signing.header(given, path), client)
            told.tier = tier = grant.tier if grant else self._settings.tier
            if self._engine and tier != self._settings.tier:
                raise Refused(HTTPStatus.FORBIDDEN, OTHER_TIER.format(self._settings.tier, tier))
            pool = self._pools.get(tier) or await self._pool(tier)
            key = self._key(request, given, grant, pool) if method in ("GET", "HEAD") else None
            if key is not None and (kept := self._cache.get(key)) is not None:
                told.how = "kept"
                return _conditional(kept, given)
            writing = grant is not None and grant.may_write and method in WRITING
            most = self._settings.upload_mib << 20 if writing else BODY_AT_MOST
            body = await read_body(request, given, at_most=most, within_s=self._settings.body_s)
        except (Refused, BodyRefused) as error:
            if is_review(path):
                return await self._turned_away(request, given, client, told, error)
            return problem(error.status, str(error), *error.headers)
        asked = Asked(
            method=method,
            path=request.raw_path,
            query=request.query,
            scheme=SCHEME,
            client=client,
            headers=_handed_on(given),
            grant=asdict(grant) if grant else None,
            body=body,
        )
        reply = await self._worked(pool, asked, request, told, writing=writing)
        if writing and is_review(path):
            await pool.caught_up()  # who has decided is shown next what that has changed
        if key is not None and reply.may_be_kept:
            self._cache.put(key, reply)
        return reply

    async def _sign_in(self, given: Given, client: str, request: Request) -> Reply:
        """Verify the token that was typed in, and hand it back as a cookie. Raises `Refused` and `BodyRefused`."""
        within = self._settings.body_s
        held = signing.token(await read_body(request, given, at_most=signing.FORM_AT_MOST, within_s=within))
        grant = await self._bearers.grant(held, client)
        if grant is None or not grant.may_write:
            role, tier = (grant.role, grant.tier) if grant else ("nobody", "none")
            raise Refused(HTTPStatus.FORBIDDEN, signing.READER.format(role, tier))
        return signing.signed_in(held, self._bearers.until(held), self._settings)

    async def _turned_away(
        self, request: Request, given: Given, client: str, told: Told, error: Refused | BodyRefused
    ) -> Reply:
        """The page that asks for a token, with the reason why nothing was done; a cookie that gives nothing goes."""
        if given.get(b"authorization") is not None:
            return problem(error.status, str(error), *error.headers)
        asking = Asked(
            method="GET",
            path=b"%s/" % ROOT.encode(),
            query=b"",
            scheme=SCHEME,
            client=client,
            headers=_handed_on(given),
            refused={"status": int(error.status), "detail": str(error)},
        )
        page = await self._worked(self._pools[self._settings.tier], asking, request, told, writing=False)
        void = signing.gone(self._settings) if error.status == HTTPStatus.UNAUTHORIZED else ()
        return Reply(page.status, (*page.headers, *error.headers, *void), page.body)

    async def _worked(self, pool: Pool, asked: Asked, request: Request, told: Told, *, writing: bool) -> Reply:
        """What a worker answers, or why it did not."""
        try:
            if writing:
                return await self._written(pool, asked)
            return from_worker(await self._dispatch.read(pool, asked, request.hung_up))
        except Crowded as error:
            self._measures.turned_away()
            status = HTTPStatus.TOO_MANY_REQUESTS if error.mine else HTTPStatus.SERVICE_UNAVAILABLE
            return problem(status, str(error), _LATER)
        except Stopped as stopped:
            told.how = stopped.why
            self._measures.stopped(stopped.why)
            return await self._told(pool, asked, stopped)
        except OSError as error:
            _log.error("%s", error)
            told.how = "unreadable"
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, UNREADABLE, _LATER)

    async def _written(self, pool: Pool, asked: Asked) -> Reply:
        """What a worker says to a request that writes; who asks next is answered from what that has published."""
        try:
            return from_worker(await self._dispatch.write(pool, asked))
        finally:
            for one in self._pools.values():
                one.look_anew()

    async def _told(self, pool: Pool, asked: Asked, stopped: Stopped) -> Reply:
        """What became of a request, put into words by a worker, or where there is none, by the front."""
        later = (_LATER,) if stopped.status is HTTPStatus.SERVICE_UNAVAILABLE else ()
        try:
            told = from_worker(await self._dispatch.tell(pool, asked, stopped))
        except (OSError, WorkerDied, TimeoutError):
            return problem(stopped.status, stopped.detail, *later)
        return Reply(told.status, (*told.headers, *later), told.body)

    def _own(self, path: str, method: str, given: Given, client: str) -> Reply:
        """What the front tells of itself: that it lives, that it can answer, and what it has counted."""
        if method not in ("GET", "HEAD"):
            return problem(HTTPStatus.METHOD_NOT_ALLOWED, f"{path} is only read", (b"allow", b"GET, HEAD"))
        pool = self._pools[self._settings.tier]
        if path == "/health":
            return as_json(HTTPStatus.OK, {"status": "ok", "version": __version__, "snapshot": pool.version})
        if path == "/ready":
            ready = pool.held is not None and pool.version > 0 and (self._engine is None or self._engine.reached)
            status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
            return as_json(status, {"status": "ready" if ready else "not ready", "snapshot": pool.version})
        # What a proxy sends on is nobody's on the machine, whether the settings know of the proxy or not.
        if client not in LOOPBACK or (not self._settings.behind_proxy and b"x-forwarded-for" in given):
            return problem(HTTPStatus.FORBIDDEN, "the counts are told on the machine itself, to who runs it")
        counts = self._measures.text(self._pools, self._dispatch.turnstile, self._cache)
        return whole(HTTPStatus.OK, ((b"content-type", b"text/plain; version=0.0.4; charset=utf-8"),), counts)

    def _client(self, request: Request) -> str:
        """Who asks, by address: of the connection, or as the proxy before this server tells it."""
        if not self._settings.behind_proxy:
            return request.client
        forwarded = next((value for name, value in reversed(request.headers) if name == b"x-forwarded-for"), b"")
        return forwarded.decode("latin-1").rpartition(",")[2].strip() if forwarded else request.client

    def _key(self, request: Request, given: Given, grant: Grant | None, pool: Pool) -> Key:
        """All that an answer depends on; some queries count from today."""
        today = date.today()  # noqa: DTZ011 - of this machine, as the queries have it
        asked = (request.method, request.raw_path, request.query)
        return (pool.version, today, pool.tier, grant and grant.token, *asked, *map(given.get, VARYING))


def _handed_on(given: Given) -> dict[bytes, bytes]:
    """The headers that a worker is told."""
    headers = {name: value for name, value in given.items() if name not in DEALT_WITH}
    if b"cookie" in headers:
        headers[b"cookie"] = signing.without(headers[b"cookie"])
    return headers


def _conditional(kept: Reply, given: Given) -> Reply:
    """An answer that was given before, or that it is still the one the client has."""
    asked = given.get(b"if-none-match")
    if asked is None or (etag := kept.value(b"etag")) is None:
        return kept
    known = {one.strip().removeprefix(b"W/") for one in asked.split(b",")}
    if b"*" not in known and etag.removeprefix(b"W/") not in known:
        return kept
    return Reply(HTTPStatus.NOT_MODIFIED, protecting(tuple(one for one in kept.headers if one[0] in UNCHANGED)))
