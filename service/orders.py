"""What the front tells the process that it takes workers from, and what that answers, a line of JSON each.

The front knows it without the web application, which only that process needs to load.
"""

import json
from dataclasses import asdict, dataclass
from typing import Self

from refoulement.web.settings import Settings, from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a nursery is to do: `memory_below` is up to how many quads it holds a snapshot in memory.

    `version` is what it calls the state of an engine at another address, which has no numbers of its own.
    """

    settings: Settings
    tier: str
    address: str
    memory_below: int
    version: int

    def line(self) -> bytes:
        return json.dumps(asdict(self), default=str).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Self:
        told = json.loads(line)
        return cls(**{**told, "settings": from_json(told["settings"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What it tells when it listens: its snapshot, how large that is, and whether it stands in memory."""

    version: int
    quads: int
    in_memory: bool

    def line(self) -> str:
        return json.dumps(asdict(self))
