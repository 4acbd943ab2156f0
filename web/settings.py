"""What an installation decides: each with its default, its least, and what it is for (`docs/running.md`)."""

import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from refoulement.errors import SettingRefused
from refoulement.graph.tier import IN_MEMORY_BELOW, PUBLIC, TIERS
from refoulement.web.endpoint import Endpoint, read_endpoint

_BASE = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?")

_TILES = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?/[A-Za-z0-9._~/-]*\{z\}/\{x\}/\{y\}[A-Za-z0-9@._-]*")


def is_base(text: str) -> bool:
    """True for what may stand before a path of ours: scheme and host, and a path where a proxy adds one."""
    return _BASE.fullmatch(text) is not None


def _for(purpose: str, *, least: float = 0) -> dict[str, Any]:
    """What a setting is for, as help tells it, and its least where it is a number."""
    return {"help": purpose, "least": least}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The store of one tier is all that is opened for who has no token: what the tier may not read is not there."""

    store: Path = field(
        default=Path("store"), metadata=_for("folder of the store, as `refoulement load --store` wrote it")
    )
    tier: str = field(default=PUBLIC, metadata=_for(f"what is read without a token: {', '.join(TIERS)}"))
    endpoint: str | None = field(
        default=None,
        metadata=_for("address of a SPARQL 1.1 endpoint that holds the tier, asked instead of the folder's snapshot"),
    )
    renew_s: float = field(
        default=600.0,
        metadata=_for("seconds until the copy of an endpoint is renewed, where one is needed (engines.md)", least=1),
    )
    base_url: str | None = field(
        default=None,
        metadata=_for("where the public finds the server; without it, where a request says that it was sent to"),
    )
    queries: Path | None = field(default=None, metadata=_for("folder of queries (.rq) answered beside ours, or none"))
    host: str = field(default="127.0.0.1", metadata=_for("address to listen on; 0.0.0.0 for all of this machine's"))
    port: int = field(default=8000, metadata=_for("port to listen on; 0 for any free one"))
    workers: int = field(default=4, metadata=_for("requests that are worked on at once, a process for each", least=1))
    queue: int = field(default=64, metadata=_for("requests that may wait for that", least=1))
    wait_s: float = field(default=10.0, metadata=_for("seconds that one may wait before it is turned away", least=0.1))
    time_s: float = field(default=30.0, metadata=_for("seconds that one may run before its worker is killed", least=1))
    write_time_s: float = field(default=300.0, metadata=_for("the same for one that writes", least=1))
    body_s: float = field(
        default=30.0,
        metadata=_for("seconds in which a body has to come, and a piece of an answer to be taken", least=1),
    )
    worker_memory_mib: int = field(default=1024, metadata=_for("MiB a worker may need beside the snapshot", least=64))
    answer_mib: int = field(default=64, metadata=_for("MiB that the answer to a query may have", least=1))
    answer_rows: int = field(default=1_000_000, metadata=_for("rows that it may have", least=1))
    upload_mib: int = field(default=10, metadata=_for("MiB that the body may have of who may write", least=1))
    cache_mib: int = field(default=64, metadata=_for("MiB of answers kept as long as their snapshot is published"))
    memory_below: int = field(
        default=IN_MEMORY_BELOW, metadata=_for("quads; a smaller snapshot is held in memory, others are read from disk")
    )
    services: tuple[str, ...] = field(
        default=(), metadata=_for("endpoints that SERVICE may name, exactly as written (https://example.org/sparql …)")
    )
    services_inside: tuple[str, ...] = field(
        default=(), metadata=_for("the same of closed networks, each by its IP address (http://10.0.0.7/sparql …)")
    )
    service_s: float = field(
        default=10.0, metadata=_for("seconds that all requests of one query to those may take, less than `time_s`")
    )
    service_mib: int = field(default=8, metadata=_for("MiB that may come back to them", least=1))
    map_tiles: str | None = field(
        default=None,
        metadata=_for("tiles that readers' browsers fetch for maps (https://tile.openstreetmap.org/{z}/{x}/{y}.png)"),
    )
    behind_proxy: bool = field(
        default=False, metadata=_for("whether a proxy before this server tells the client's address (X-Forwarded-For)")
    )
    quiet: bool = field(default=False, metadata=_for("whether nothing is written down of the requests"))

    def __post_init__(self) -> None:
        if self.tier not in TIERS:
            raise SettingRefused(f"tier: {self.tier!r} is no tier; choose one of {', '.join(TIERS)}")
        if self.base_url is not None and not is_base(self.base_url):
            raise SettingRefused(
                f"base_url: {self.base_url!r} is no base address; write it as https://example.org/refoulement/"
            )
        if self.map_tiles is not None and not _TILES.fullmatch(self.map_tiles):
            raise SettingRefused(
                f"map_tiles: {self.map_tiles!r} is no address of tiles; write it as https://example.org/{{z}}/{{x}}/{{y}}.png"
            )
        if not 0 <= self.port <= 65535:
            raise SettingRefused(f"port: {self.port} is no port (0 to 65535)")
        if self.endpoints and not 0 < self.service_s < self.time_s:
            raise SettingRefused(
                f"service_s: {self.service_s} has to be more than 0 and less than time_s, {self.time_s}"
            )
        for one in fields(self):
            value, least = getattr(self, one.name), one.metadata["least"]
            if isinstance(value, int | float) and not value >= least:  # what is no number is no more than anything
                raise SettingRefused(f"{one.name}: {value} is too small; {least} is the least")

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """The endpoints that SERVICE may name. Raises `SettingRefused`."""
        return (
            *map(read_endpoint, self.services),
            *(read_endpoint(text, inside=True) for text in self.services_inside),
        )


def from_json(told: dict[str, Any]) -> Settings:
    """Settings as one process hands them to another: `dataclasses.asdict`, with paths as text, tuples as lists."""
    paths = {name for name, kind in get_type_hints(Settings).items() if Path in getattr(kind, "__args__", (kind,))}
    read: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    read |= {name: Path(read[name]) for name in paths if read.get(name)}
    return Settings(**read)
