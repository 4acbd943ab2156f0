"""The one place from which the service speaks to other hosts: to endpoints that its settings list, and within bounds.

A name is resolved once; all that it resolves to has to be on the open internet, and one of these very addresses is
connected to, so that no second answer of a name server can lead anywhere else. Redirects are not followed, and neither
what the environment says of proxies nor anything of the client's goes along.
"""

import io
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

import pyoxigraph as ox

from refoulement import __version__
from refoulement.errors import EndpointFailed
from refoulement.web.endpoint import Endpoint

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
Permit = Callable[[Address], bool]

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
LOOK_S = 0.25  # the service may halt this process: what it sleeps through is not the endpoint's doing
PIECE = 1 << 16
TRIED = 3  # of the addresses of one name

# The IANA's special-purpose registries (IPv4 and IPv6, RFC 6890), and what carries an IPv4 address within.
_CLOSED_4 = tuple(
    map(
        ip_network,
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 "
        "203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 "
        "168.63.129.16/32".split(),  # the last is a public one by which a cloud tells its machines secrets
    )
)
_OPEN_6 = ip_network("2000::/3")  # all that the IANA has given out for the open internet
_CLOSED_6 = tuple(map(ip_network, "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20".split()))


def is_open(address: Address) -> bool:
    """True for an address on the open internet: not private, loopback, link-local, multicast, reserved or mapped."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _CLOSED_4)
    return address.is_global and address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as this machine finds them. Raises `OSError`."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@cache
def trusted() -> ssl.SSLContext:
    """Certificates that this machine trusts; the name is compared too."""
    return ssl.create_default_context()


@dataclass(slots=True)
class Allowance:
    """What all requests of one query may take together."""

    seconds: float
    size: int  # bytes

    def spend(self, seconds: float) -> None:
        self.seconds -= seconds

    def left(self) -> float:
        """The seconds that are left. Raises `TimeoutError` where there are none."""
        if self.seconds <= 0:
            raise TimeoutError
        return self.seconds

    def take(self, size: int) -> int:
        """So many bytes have come. Raises `_TooLargeError` where that is too many."""
        self.size -= size
        if self.size < 0:
            raise _TooLargeError
        return size


class _TooLargeError(Exception):
    """More has come than may."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """What an endpoint answered: rows, in a form of which it is certain that it can be read."""

    media_type: str
    body: bytes


class _Stream(io.RawIOBase):
    """What comes over a connection, within an allowance."""

    def __init__(self, connection: socket.socket, allowance: Allowance) -> None:
        self._connection, self._allowance = connection, allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        while True:
            look = min(LOOK_S, self._allowance.left())
            begun = time.monotonic()
            self._connection.settimeout(look)
            try:
                return self._allowance.take(self._connection.recv_into(buffer))
            except TimeoutError:
                continue
            finally:
                self._allowance.spend(min(time.monotonic() - begun, look))

    def makefile(self, *_: object) -> io.BufferedReader:
        """As `HTTPResponse` asks a socket for what it reads."""
        return io.BufferedReader(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """How to speak to other hosts: tests have a name server and certificates of their own."""

    resolve: Resolve = resolve
    permit: Permit = is_open
    trusted: Callable[[], ssl.SSLContext] = trusted

    def ask(self, endpoint: Endpoint, query: bytes, allowance: Allowance) -> Solutions:
        """What an endpoint answers to a query. Raises `EndpointFailed`."""
        at_most, within = allowance.size, allowance.seconds
        try:
            with self._connected(endpoint, allowance) as connection:
                connection.settimeout(allowance.left())
                connection.sendall(_request(endpoint, query))
                return _answer(connection, allowance)
        except _FailedError as error:
            reason = str(error)
        except TimeoutError:
            reason = f"it took longer than the {within:.3g} seconds that were left for it"
        except _TooLargeError:
            reason = f"it answers with more than the {at_most:,} bytes that were left for it"
        except ssl.SSLCertVerificationError as error:
            reason = f"its certificate does not hold: {error.verify_message}"
        except (OSError, HTTPException) as error:
            reason = f"the connection failed ({type(error).__name__})"
        raise EndpointFailed(f"SERVICE <{endpoint.text}>: {reason}")

    def _connected(self, endpoint: Endpoint, allowance: Allowance) -> socket.socket:
        """A connection to an address that was checked, with TLS where the scheme says so."""
        addresses = self._checked(endpoint, allowance)
        for number, address in enumerate(addresses, 1):
            begun = time.monotonic()
            connection = socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
            try:
                connection.settimeout(allowance.left() / (len(addresses) - number + 1))
                connection.connect((str(address), endpoint.port))
                if endpoint.scheme == "https":
                    connection = self.trusted().wrap_socket(connection, server_hostname=endpoint.host)
                return connection
            except OSError:
                connection.close()
                if number == len(addresses):
                    raise
            finally:
                allowance.spend(time.monotonic() - begun)
        raise _FailedError("its name has no address")

    def _checked(self, endpoint: Endpoint, allowance: Allowance) -> list[Address]:
        """Where it is: every address that its name has, each of which has to be permitted."""
        if endpoint.inside:
            return [ip_address(endpoint.host)]
        begun = time.monotonic()
        found = _within(allowance.left(), lambda: self.resolve(endpoint.host, endpoint.port))
        allowance.spend(time.monotonic() - begun)
        addresses = list(dict.fromkeys(map(ip_address, found)))
        if not all(map(self.permit, addresses)):
            raise _FailedError("its address is not on the open internet")
        return addresses[:TRIED]


class _FailedError(Exception):
    """What is wrong with an endpoint or its answer, for whoever asks."""


def _within(seconds: float, act: Callable[[], Sequence[str]]) -> Sequence[str]:
    """What a call returns that cannot be bounded itself; it is left to itself where it takes too long."""
    found: list[Sequence[str]] = []
    failed: list[OSError | UnicodeError] = []

    def run() -> None:
        try:
            found.append(act())
        except (OSError, UnicodeError) as error:
            failed.append(error)

    running = threading.Thread(target=run, daemon=True)
    running.start()
    running.join(seconds)
    if failed:
        raise _FailedError("its name is not found")
    if not found:
        raise TimeoutError
    return found[0]


def _request(endpoint: Endpoint, query: bytes) -> bytes:
    """A query as SPARQL 1.1 Protocol, 2.1.3, has it."""
    head = (
        f"POST {endpoint.target} HTTP/1.1",
        f"Host: {endpoint.authority}",
        f"User-Agent: refoulement/{__version__}",
        f"Accept: {', '.join(RESULTS)}",
        "Accept-Encoding: identity",
        "Content-Type: application/sparql-query",
        f"Content-Length: {len(query)}",
        "Connection: close",
    )
    return "\r\n".join((*head, "", "")).encode("ascii") + query


def _answer(connection: socket.socket, allowance: Allowance) -> Solutions:
    """The rows that come back, all of them or none."""
    # All it asks of a socket is what to read.
    response = HTTPResponse(_Stream(connection, allowance), method="POST")  # type: ignore[arg-type]
    with response:
        response.begin()
        if 300 <= response.status < 400:
            raise _FailedError(f"it redirects ({response.status}), which is not followed")
        if response.status != 200:
            raise _FailedError(f"it answers {response.status}")
        if response.getheader("Content-Encoding", "identity").strip().lower() != "identity":
            raise _FailedError("its answer is compressed, though it was told not to")
        media_type = response.getheader("Content-Type", "").partition(";")[0].strip().lower()
        if media_type not in RESULTS:
            raise _FailedError("its answer is of no form that holds rows (SPARQL results in JSON or XML)")
        body = bytearray()
        while piece := response.read(PIECE):
            body += piece
        if response.length:
            raise _FailedError("its answer is cut off")
    _try_to_read(bytes(body), media_type)
    return Solutions(media_type, bytes(body))


def _try_to_read(body: bytes, media_type: str) -> None:
    """Read all rows once: the engine would notice in the midst of them, whether SILENT or not."""
    try:
        rows = ox.parse_query_results(body, format=RESULTS[media_type])
        if isinstance(rows, ox.QueryBoolean):
            raise _FailedError("it answers yes or no, where rows are needed")
        for _ in rows:
            pass
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise _FailedError("its answer cannot be read as rows") from error
