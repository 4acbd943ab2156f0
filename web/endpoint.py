"""Another endpoint that queries may ask: its address, taken apart once and for all."""

import re
from dataclasses import dataclass
from ipaddress import ip_address

from refoulement.errors import SettingRefused

# Nothing here may be read in two ways: no user, no fragment, no character that a part of it would have to encode.
_ADDRESS = re.compile(
    r"""(?P<scheme>https?)://
        (?: \[(?P<address>[0-9A-Fa-f:.]+)\] | (?P<name>[A-Za-z0-9._-]+) )
        (?: :(?P<port>[0-9]{1,5}) )?
        (?P<target>/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)""",
    re.VERBOSE,
)
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """`text` is the address as settings and queries write it, which is compared as it is; `target` what is asked for.

    One that is `inside` may have an address of a closed network: the one that it is written with.
    """

    text: str
    scheme: str
    host: str
    port: int
    target: str
    inside: bool = False

    @property
    def authority(self) -> str:
        """The host as HTTP names it, with the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read_endpoint(text: str, *, inside: bool = False) -> Endpoint:
    """The endpoint that an address names. Raises `SettingRefused`."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        raise SettingRefused(
            f"{text!r} is no address of an endpoint: write it as https://example.org/sparql, in ASCII (xn--… where the "
            "name has other letters), without user, password or fragment"
        )
    port = int(found["port"] or _PORTS[found["scheme"]])
    if not 0 < port < 65536:
        raise SettingRefused(f"{text!r}: {port} is no port")
    host = found["address"] or found["name"]
    if inside or found["address"]:
        try:
            ip_address(host)
        except ValueError:
            raise SettingRefused(
                f"{text!r}: an endpoint in a closed network is written with its IP address, such as http://10.0.0.7/sparql"
            ) from None
    return Endpoint(text=text, scheme=found["scheme"], host=host, port=port, target=found["target"], inside=inside)
