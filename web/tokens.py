"""The tokens that let someone in: made, verified, revoked. Of a token's secret only a salted hash is kept.

The file `tokens.json` stands in the store's folder, beside the tiers and in none of them, readable by its owner alone.
"""

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import scrypt
from hmac import compare_digest
from pathlib import Path
from secrets import token_bytes, token_hex, token_urlsafe

from refoulement.errors import AccessRefused, StoreError
from refoulement.web.access import Grant

FILE = "tokens.json"
PREFIX = "rf"  # a token is rf_<id>_<secret>: whoever finds one in a log can tell what it is
LONGEST = 200
COST, BLOCK, LANES, MEMORY = 2**14, 8, 1, 64 * 1024 * 1024  # scrypt (RFC 7914): 16 MiB and about 40 ms a token
NOBODY = {"salt": "00" * 16, "hash": "00" * 32}  # what a token without a record is compared with
UNKNOWN = "this token is not known here: ask the keeper of the store for another (refoulement token create)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is kept of a token; times are in ISO 8601. A revoked one has no hash left."""

    id: str
    role: str
    tier: str
    created: str
    expires: str | None = None
    revoked: str | None = None
    salt: str = ""
    hash: str = ""

    def __post_init__(self) -> None:
        Grant(token=self.id, role=self.role, tier=self.tier)  # refuses what no token can give

    def expired(self, now: datetime) -> bool:
        return self.expires is not None and datetime.fromisoformat(self.expires) <= now


class Tokens:
    """The tokens of one store; `clock` tells the time, with its zone."""

    def __init__(self, store: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path = store / FILE
        self._clock = clock
        self._latest = datetime.min.replace(tzinfo=UTC)

    def create(self, *, role: str, tier: str, expires: datetime | None = None) -> str:
        """Make a token; returns it, the only time that it is told. Raises `AccessRefused`."""
        now, secret, salt = self._clock(), token_urlsafe(32), token_bytes(16)
        if expires is not None and expires <= now:
            raise AccessRefused(f"a token cannot expire in the past ({expires:%Y-%m-%d %H:%M}): give a later time")
        try:
            made = Record(
                id=token_hex(6),
                role=role,
                tier=tier,
                created=_written(now),
                expires=_written(expires) if expires else None,
                salt=salt.hex(),
                hash=_hash(secret, salt).hex(),
            )
        except ValueError as error:
            raise AccessRefused(str(error)) from error
        self._write([*self.all(), made])
        return f"{PREFIX}_{made.id}_{secret}"

    def all(self) -> tuple[Record, ...]:
        """Every token ever made, the oldest first."""
        try:
            return tuple(Record(**each) for each in json.loads(self._path.read_text("utf-8"))["tokens"])
        except FileNotFoundError:
            return ()
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"{self._path} is damaged ({error}): put a copy back, or remove it and make new tokens"
            ) from error

    def revoke(self, identifier: str) -> Record:
        """Let a token in no more; its hash is forgotten. Raises `AccessRefused` where there is no such."""
        records = self.all()
        found = [record for record in records if record.id == identifier]
        if not found:
            raise AccessRefused(f"there is no token {identifier!r}: `refoulement token list` names them all")
        if found[0].revoked:
            raise AccessRefused(f"the token {identifier} was revoked on {found[0].revoked}")
        revoked = replace(found[0], revoked=_written(self._clock()), salt="", hash="")
        self._write([revoked if record.id == identifier else record for record in records])
        return revoked

    def verify(self, text: str) -> Grant:
        """What a token gives. Raises `AccessRefused`; it takes as long for an unknown id as for a wrong secret."""
        prefix, _, rest = text[:LONGEST].partition("_")
        identifier, _, secret = rest.partition("_")
        records = {record.id: record for record in self.all()}
        record = records.get(identifier)
        kept = NOBODY if record is None or record.revoked else {"salt": record.salt, "hash": record.hash}
        same = compare_digest(_hash(secret, bytes.fromhex(kept["salt"])), bytes.fromhex(kept["hash"]))
        if not same or record is None or prefix != PREFIX or len(text) > LONGEST:
            raise AccessRefused(UNKNOWN)
        if record.expired(self._now()):
            raise AccessRefused(f"this token expired at {record.expires}: ask the keeper of the store for another")
        return Grant(token=record.id, role=record.role, tier=record.tier)

    def expires(self, identifier: str) -> datetime | None:
        """Until when a token lets its bearer in, for whoever keeps what was verified; None without a limit."""
        stated = next((record.expires for record in self.all() if record.id == identifier), None)
        return datetime.fromisoformat(stated) if stated else None

    @property
    def state(self) -> tuple[int, int, int] | None:
        """Another value after every change of the tokens, for one look at the file; None while there are none."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _now(self) -> datetime:
        """The time, never before what was seen of it here: a clock that is set back lets no expired token in again."""
        self._latest = max(self._clock(), self._latest)
        return self._latest

    def _write(self, records: list[Record]) -> None:
        """The file whole or not at all, and never readable by others."""
        if not self._path.parent.is_dir():
            raise StoreError(
                f"{self._path.parent}: there is no store here; load something first, or name it by --store"
            )
        descriptor, temporary = tempfile.mkstemp(dir=self._path.parent, prefix=".tokens-")  # of mode 0600
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump({"tokens": [asdict(record) for record in records]}, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self._path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _hash(secret: str, salt: bytes) -> bytes:
    given = secret.encode(errors="replace")
    return scrypt(given, salt=salt, n=COST, r=BLOCK, p=LANES, maxmem=MEMORY, dklen=32)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
