"""A sentence of a treebank: its tokens, the tree they hang in, and the names that they are part of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

UNKNOWN = "?"
OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `head` is the number of the token it hangs on (a root's, its own), `space` whether one follows.

    `name` is its place in a name: `B-PERSON`, `I-PERSON`, `O` outside, `?` where nobody has said.
    """

    form: str
    lemma: str
    tag: str
    head: int
    dep: str
    space: bool = True
    name: str = UNKNOWN
    misc: str = ""

    @property
    def proper(self) -> bool:
        """True for a proper noun."""
        return self.tag in {"NNP", "NNPS"}

    @property
    def relation(self) -> str:
        """The relation without its subtype."""
        return self.dep.partition(":")[0]

    @property
    def capital(self) -> bool:
        """True where it begins with a capital or a digit."""
        return self.form[:1].isupper() or self.form[:1].isdigit()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens in order; `opens` where a paragraph begins, `parsed` where heads and relations mean anything."""

    id: str
    tokens: tuple[Token, ...]
    opens: bool = False
    parsed: bool = True

    def __post_init__(self) -> None:
        if any(not 0 <= token.head < len(self.tokens) for token in self.tokens):
            raise ValueError(f"sentence {self.id}: a head is not in it")

    @property
    def text(self) -> str:
        """The sentence as it is printed."""
        return "".join(token.form + " " * token.space for token in self.tokens).strip()


def root_of(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The first token of `[first, last]` that hangs on none of the others."""
    for number in range(first, last + 1):
        head = tokens[number].head
        if head == number or not first <= head <= last:
            return number
    return None


def names(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """The names as first token, last token and label."""
    first = 0
    while first < len(tokens):
        last = first
        if tokens[first].name.startswith("B-"):
            label = tokens[first].name[2:]
            while last + 1 < len(tokens) and tokens[last + 1].name == f"I-{label}":
                last += 1
            yield first, last, label
        first = last + 1


def proper_runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Proper nouns that stand together, with the hyphens between them, as first and last token."""
    first = 0
    while first < len(tokens):
        last = first
        if tokens[first].proper:
            while (step := _next_proper(tokens, last)) is not None:
                last = step
            yield first, last
        first = last + 1


def _next_proper(tokens: Sequence[Token], number: int) -> int | None:
    after = tokens[number + 1 : number + 3]
    if after and after[0].proper:
        return number + 1
    if len(after) == 2 and after[0].tag == "HYPH" and after[1].proper:
        return number + 2
    return None
