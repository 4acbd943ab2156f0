"""The body of a request: read whole, within bounds of size and time, and decompressed within the same."""

import asyncio
import zlib
from collections.abc import Mapping
from http import HTTPStatus

from refoulement.service.http import Request

GZIP = 16 + zlib.MAX_WBITS


class BodyRefused(Exception):
    """A body that is too large, too slow or damaged."""

    headers = ((b"connection", b"close"),)  # what is still on its way is not waited for

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


async def read_body(
    request: Request,
    headers: Mapping[bytes, bytes],
    *,
    at_most: int,
    within_s: float,
) -> bytes:
    """The whole body, of at most so many bytes; raises `BodyRefused`, as soon as that is certain."""
    if b"content-length" not in headers and b"transfer-encoding" not in headers and b"content-encoding" not in headers:
        return b""
    told = headers.get(b"content-length", b"0")
    if not told.isdigit():
        raise BodyRefused(HTTPStatus.BAD_REQUEST, "Content-Length is no number")
    if int(told) > at_most:
        raise _too_large(at_most)
    held = bytearray()
    try:
        async with asyncio.timeout(within_s):
            while (piece := await request.piece()) is not None:
                held += piece
                if len(held) > at_most:
                    raise _too_large(at_most)
    except TimeoutError:
        raise BodyRefused(HTTPStatus.REQUEST_TIMEOUT, f"the body took more than {within_s:g} seconds") from None
    if not request.whole:
        raise BodyRefused(HTTPStatus.BAD_REQUEST, "the body ended before its end")
    return _plain(bytes(held), headers.get(b"content-encoding", b"identity").strip().lower(), at_most)


def _plain(body: bytes, encoding: bytes, at_most: int) -> bytes:
    """The body without its compression."""
    if encoding == b"identity":
        return body
    if encoding not in (b"gzip", b"x-gzip"):
        raise BodyRefused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send the body as it is, or compressed with gzip")
    unpacker = zlib.decompressobj(GZIP)
    try:
        plain = unpacker.decompress(body, at_most + 1)
    except zlib.error as error:
        raise BodyRefused(HTTPStatus.BAD_REQUEST, f"the body is not gzip: {error}") from error
    if len(plain) > at_most:
        raise _too_large(at_most)
    if not unpacker.eof or unpacker.unused_data:
        raise BodyRefused(HTTPStatus.BAD_REQUEST, "the gzip of the body is cut off, or something follows it")
    return plain


def _too_large(at_most: int) -> BodyRefused:
    return BodyRefused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body may have {at_most:,} bytes at most")
