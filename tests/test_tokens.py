"""Tokens: the secret is told once, only its hash is kept, and nothing lets in whom it should not."""

import json
import stat
from datetime import UTC, datetime, timedelta
from hashlib import scrypt
from hmac import compare_digest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refoulement.__main__ import main
from refoulement.errors import AccessRefused, StoreError
from refoulement.web import failures, tokens
from refoulement.web.access import Grant
from refoulement.web.failures import Failures
from refoulement.web.tokens import FILE, Tokens

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
UNKNOWN = r"^this token is not known here"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> Tokens:
    return Tokens(tmp_path, clock=clock)


def identifier(token: str) -> str:
    return token.split("_")[1]


@pytest.mark.parametrize(
    ("role", "tier"), [("reader", "public"), ("reader", "partner"), ("editor", "sealed"), ("admin", "sealed")]
)
def test_a_token_gives_what_it_was_made_for(kept: Tokens, role: str, tier: str) -> None:
    token = kept.create(role=role, tier=tier)
    assert kept.verify(token) == Grant(token=identifier(token), role=role, tier=tier)


def test_the_secret_is_nowhere_on_the_disk_and_the_file_is_nobody_elses(kept: Tokens, tmp_path: Path) -> None:
    token = kept.create(role="reader", tier="partner")
    written = (tmp_path / FILE).read_text()
    assert token.split("_", 2)[2] not in written
    assert identifier(token) in written
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_two_tokens_share_neither_salt_nor_hash(kept: Tokens) -> None:
    for _ in range(2):
        kept.create(role="reader", tier="public")
    one, other = kept.all()
    assert (one.salt, one.hash) != (other.salt, other.hash)
    assert one.id != other.id


@pytest.mark.parametrize(
    ("role", "tier", "refusal"),
    [("editor", "public", "an editor writes to the tier sealed"), ("king", "sealed", "'king' is no role")],
)
def test_what_no_token_can_give_is_not_made(kept: Tokens, role: str, tier: str, refusal: str) -> None:
    with pytest.raises(AccessRefused, match=refusal):
        kept.create(role=role, tier=tier)
    assert kept.all() == ()


def test_a_token_made_for_the_past_is_refused(kept: Tokens) -> None:
    with pytest.raises(AccessRefused, match="cannot expire in the past"):
        kept.create(role="reader", tier="public", expires=NOON)


def test_a_token_ends_when_it_was_said_to(kept: Tokens, clock: Clock) -> None:
    token = kept.create(role="reader", tier="partner", expires=NOON + timedelta(hours=1))
    assert kept.expires(identifier(token)) == NOON + timedelta(hours=1)
    clock.now += timedelta(minutes=59)
    assert kept.verify(token).tier == "partner"
    clock.now += timedelta(minutes=1)
    with pytest.raises(AccessRefused, match=r"^this token expired at 2026-01-02T13:00:00"):
        kept.verify(token)


def test_a_revoked_token_lets_nobody_in_and_its_hash_is_gone(kept: Tokens, tmp_path: Path) -> None:
    token, other = (kept.create(role="reader", tier="public") for _ in range(2))
    kept.revoke(identifier(token))
    with pytest.raises(AccessRefused, match=UNKNOWN):
        kept.verify(token)
    assert kept.verify(other).token == identifier(other)
    assert json.loads((tmp_path / FILE).read_text())["tokens"][0]["hash"] == ""
    with pytest.raises(AccessRefused, match="was revoked on 2026-01-02"):
        kept.revoke(identifier(token))
    with pytest.raises(AccessRefused, match="there is no token 'nobody'"):
        kept.revoke("nobody")


@settings(max_examples=20)  # each takes its time, on purpose
@given(st.text(max_size=300))
def test_no_other_text_lets_in(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    with pytest.raises(AccessRefused, match=UNKNOWN):
        Tokens(tmp_path_factory.getbasetemp()).verify(text)


def test_a_changed_token_lets_nobody_in(kept: Tokens) -> None:
    token = kept.create(role="editor", tier="sealed")
    changed = [token[:-1], token + "x", token.upper(), "xx" + token[2:], token.replace("_", "-"), f" {token}"]
    changed += [f"rf__{token.split('_', 2)[2]}", token + "x" * 300]
    for text in changed:
        with pytest.raises(AccessRefused, match=UNKNOWN):
            kept.verify(text)


def test_an_unknown_id_costs_as_much_as_a_wrong_secret(kept: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    token, revoked = (kept.create(role="reader", tier="public") for _ in range(2))
    kept.revoke(identifier(revoked))
    asked: list[bytes] = []
    compared: list[tuple[bytes, bytes]] = []

    def hashed(given: bytes, *, salt: bytes, n: int, r: int, p: int, maxmem: int, dklen: int) -> bytes:
        asked.append(given)
        return scrypt(given, salt=salt, n=n, r=r, p=p, maxmem=maxmem, dklen=dklen)

    def same(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return compare_digest(one, other)

    monkeypatch.setattr(tokens, "scrypt", hashed)
    monkeypatch.setattr(tokens, "compare_digest", same)
    for text in (f"rf_{identifier(token)}_wrong", "rf_000000000000_wrong", "nothing", revoked):
        with pytest.raises(AccessRefused, match=UNKNOWN):
            kept.verify(text)
    assert (len(asked), len(compared)) == (4, 4)
    assert {len(digest) for both in compared for digest in both} == {32}


def test_a_change_is_seen_by_one_look_at_the_file(kept: Tokens) -> None:
    states = [kept.state]
    token = kept.create(role="reader", tier="public")
    states.append(kept.state)
    kept.create(role="reader", tier="public")
    states.append(kept.state)
    kept.revoke(identifier(token))
    states.append(kept.state)
    assert states[0] is None
    assert len(set(states)) == 4
    assert kept.state == states[-1]


def test_a_damaged_file_is_told_and_lets_nobody_in(kept: Tokens, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"tokens": [{"id": "abc"}]}')
    with pytest.raises(StoreError, match=r"tokens.json is damaged"):
        kept.verify("rf_abc_secret")


def test_there_is_no_token_where_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        Tokens(tmp_path / "nowhere").create(role="reader", tier="public")


# The command line


def test_the_commands_make_list_and_revoke(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path)]
    assert main(["token", "create", "--role", "editor", "--tier", "sealed", "--expires", "90d", *store]) == 0
    token = capsys.readouterr().out.strip()
    assert Tokens(tmp_path).verify(token).role == "editor"
    assert main(["token", "create", "--role", "reader", "--tier", "partner", "--expires", "2999-12-31", *store]) == 0
    assert main(["token", "revoke", identifier(token), *store]) == 0
    capsys.readouterr()
    assert main(["token", "list", *store]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{identifier(token)}  editor  sealed ")
    assert "revoked at" in first
    assert "expires at 3000-01-01T00:00:00+00:00" in second
    assert token.split("_", 2)[2] not in first


def test_a_token_that_may_not_be_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "create", "--role", "admin", "--tier", "public", "--store", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("refoulement: an admin writes to the tier sealed")
    with pytest.raises(SystemExit, match="2"):
        main(["token", "create", "--role", "reader", "--tier", "public", "--expires", "soon", "--store", str(tmp_path)])
    assert "'soon' is neither a day (2027-01-31) nor a time from now" in capsys.readouterr().err


# Grants and failures


@pytest.mark.parametrize(
    "impossible",
    [
        {"token": "short", "role": "reader", "tier": "public"},
        {"token": "abcdef012345", "role": "writer", "tier": "public"},
        {"token": "abcdef012345", "role": "reader", "tier": "secret"},
        {"token": "abcdef012345", "role": "editor", "tier": "partner"},
    ],
)
def test_a_grant_that_cannot_be_is_refused(impossible: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"is no id|is no role|is no tier|writes to the tier"):
        Grant(**impossible)


def test_who_fails_too_often_waits_and_others_do_not() -> None:
    now = [0.0]
    failed = Failures(clock=lambda: now[0], allowed=3, within=60)
    for _ in range(3):
        assert failed.wait("192.0.2.1") == 0
        failed.note("192.0.2.1")
        now[0] += 10
    assert failed.wait("192.0.2.1") == 30
    assert failed.wait("192.0.2.2") == 0
    now[0] = 60.0
    assert failed.wait("192.0.2.1") == 0
    failed.note("192.0.2.1")
    assert failed.wait("192.0.2.1") == 10


def test_a_client_has_all_of_its_ipv6_network() -> None:
    failed = Failures(clock=lambda: 0.0, allowed=1)
    failed.note("2001:db8:1:2::1")
    assert failed.wait("2001:db8:1:2:ffff::9") == 60
    assert failed.wait("2001:db8:1:3::1") == 0
    failed.note("::ffff:192.0.2.1")
    assert failed.wait("192.0.2.1") == 60


@given(st.lists(st.tuples(st.integers(0, 40), st.floats(0, 30)), max_size=60))
def test_never_more_failures_than_allowed_within_the_time(steps: list[tuple[int, float]]) -> None:
    now = [0.0]
    failed = Failures(clock=lambda: now[0], allowed=3, within=20)
    happened: dict[int, list[float]] = {}
    for client, wait in steps:
        now[0] += wait
        address = f"192.0.2.{client}"
        recent = [when for when in happened.get(client, ()) if when > now[0] - 20]
        assert (failed.wait(address) > 0) == (len(recent) >= 3)
        if failed.wait(address) == 0:
            failed.note(address)
            happened.setdefault(client, []).append(now[0])


def test_no_crowd_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "ADDRESSES", 2)
    failed = Failures(clock=lambda: 0.0, allowed=1)
    for last in range(3):
        failed.note(f"192.0.2.{last}")
    assert [failed.wait(f"192.0.2.{last}") for last in range(3)] == [0, 60, 60]


def test_failures_that_let_nobody_in_are_refused() -> None:
    with pytest.raises(ValueError, match="let nobody in"):
        Failures(clock=lambda: 0.0, allowed=0)
