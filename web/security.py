"""Headers of every answer, whoever gives it: what a browser may do with it, and with nothing else."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

SECURITY: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",  # what is read here is nobody else's business
        "Cross-Origin-Opener-Policy": "same-origin",
    }
)


def protecting(map_tiles: str | None) -> Mapping[str, str]:
    """The headers of an installation: images come from the server of its map tiles, too, where it names one."""
    if map_tiles is None:
        return SECURITY
    policy, own = SECURITY["Content-Security-Policy"], "img-src 'self'"
    return {**SECURITY, "Content-Security-Policy": policy.replace(own, f"{own} https://{urlsplit(map_tiles).netloc}")}
