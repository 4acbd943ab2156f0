"""Which endpoint to ask, for which model, with which key: read from the environment and checked beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from ipaddress import ip_address
from urllib.parse import urlsplit

from refoulement.errors import GraphError

PREFIX = "REFOULEMENT_LLM_"
TIME_LIMIT = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a million tokens cost, in whatever money the provider bills."""

    tokens_in: Decimal
    tokens_out: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """An OpenAI-compatible endpoint: its address up to `/chat/completions`, a model, and the key where it has one.

    `time_limit` is how many seconds one answer may take. The key shows in no representation.
    """

    base_url: str
    model: str
    key: str | None = field(default=None, repr=False)
    prices: Prices | None = None
    time_limit: float = TIME_LIMIT

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.base_url)
            sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            sound = False
            parts = urlsplit("")
        if not sound or parts.query or parts.fragment or not self.base_url.isprintable() or " " in self.base_url:
            raise GraphError(f"{PREFIX}BASE_URL is no http(s) address; give one such as http://127.0.0.1:8000/v1")
        if parts.username or parts.password:
            raise GraphError(f"{PREFIX}BASE_URL carries a name or password; put the key into {PREFIX}KEY")
        if not (self.model.strip() and self.model.isprintable()):
            raise GraphError(f"{PREFIX}MODEL names no model; give the name that the endpoint knows it by")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            raise GraphError(f"{PREFIX}KEY holds a blank, or a character that no key has; set it once more")
        if not 0 < self.time_limit < float("inf"):
            raise GraphError(f"{PREFIX}TIME_LIMIT is not a number of seconds above 0")

    @property
    def url(self) -> str:
        """Where answers are asked for."""
        return self.base_url.rstrip("/") + "/chat/completions"

    @property
    def notice(self) -> str:
        """What leaves the machine, and where to, for people to read before it does."""
        host = urlsplit(self.base_url).hostname or ""
        open_way = "" if self.base_url.startswith("https:") or _is_this_machine(host) else ", UNENCRYPTED"
        return f"the text of each article is sent to {self.base_url} (model {self.model}){open_way}"


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings that `REFOULEMENT_LLM_…` variables give; raises `GraphError`, which names the one to set or mend."""

    def given(name: str) -> str | None:
        return environment.get(PREFIX + name, "").strip() or None

    base_url, model = given("BASE_URL"), given("MODEL")
    if base_url is None or model is None:
        missing = PREFIX + ("BASE_URL" if base_url is None else "MODEL")
        raise GraphError(f"--extractor llm needs {missing} in the environment; see docs/language-model.md")
    price_in, price_out = _price("PRICE_IN", given("PRICE_IN")), _price("PRICE_OUT", given("PRICE_OUT"))
    if (price_in is None) != (price_out is None):
        raise GraphError(f"{PREFIX}PRICE_IN and {PREFIX}PRICE_OUT go together: set both or neither")
    return Settings(
        base_url=base_url,
        model=model,
        key=given("KEY"),
        prices=None if price_in is None or price_out is None else Prices(tokens_in=price_in, tokens_out=price_out),
        time_limit=_seconds(given("TIME_LIMIT")),
    )


def _price(name: str, text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        price = Decimal(text)
    except InvalidOperation:
        price = Decimal(-1)
    if not (price.is_finite() and price >= 0):
        raise GraphError(f"{PREFIX}{name} is {text!r}, no price of a million tokens: give a number such as 2.50")
    return price


def _seconds(text: str | None) -> float:
    try:
        return TIME_LIMIT if text is None else float(text)
    except ValueError as error:
        raise GraphError(f"{PREFIX}TIME_LIMIT is {text!r}: give a number of seconds such as 120") from error
