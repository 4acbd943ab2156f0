"""What a run's questions to a language model cost: tokens always, money where prices are given."""

from decimal import Decimal

from refoulement.loaders.llm.settings import Prices

MILLION = 1_000_000


class Tally:
    """Counts the answers of one run, and the tokens they were billed with; the cached ones cost nothing."""

    def __init__(self, model: str, prices: Prices | None) -> None:
        self.model = model
        self.prices = prices
        self.requests = self.cached = self.unbilled = self.tokens_in = self.tokens_out = 0

    def sent(self) -> None:
        """One more request has been sent, whatever comes of it."""
        self.requests += 1

    def answered(self, tokens: tuple[int, int] | None) -> None:
        """An answer came, with what it says it cost, if it does."""
        if tokens is None:
            self.unbilled += 1
        else:
            self.tokens_in += tokens[0]
            self.tokens_out += tokens[1]

    def from_cache(self) -> None:
        """An answer kept from before was taken."""
        self.cached += 1

    @property
    def money(self) -> Decimal | None:
        """The cost in the money of the prices; None where there are none."""
        if self.prices is None:
            return None
        return (self.tokens_in * self.prices.tokens_in + self.tokens_out * self.prices.tokens_out) / MILLION

    @property
    def line(self) -> str:
        """The cost as one line."""
        told = [
            f"model {self.model}: requests {self.requests}, answers from the cache {self.cached}",
            f"tokens in {self.tokens_in}, out {self.tokens_out}",
        ]
        if self.unbilled:
            told.append(f"answers that did not say how many {self.unbilled}")
        if self.money is not None:
            told.append(f"cost {self.money:.4f} at the prices given")
        return ", ".join(told)
