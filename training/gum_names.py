"""Names out of GUM, which annotates every mention of an entity: the named ones among them, cut down to the name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from refoulement.training.tree import OUTSIDE, UNKNOWN, Sentence, Token, proper_runs, root_of

_LABELS = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
_CALLED = frozenset(
    "mom dad mum mama papa daddy mommy sir madam mr. mrs. ms. dr. god lord mister mother father grandma grandpa ma'am "
    "your honor".split()
)  # capitalised where a person is spoken to, but no name
_TITLES = frozenset(
    "president senator governor minister secretary mayor commissioner administrator mp congressman congresswoman "
    "representative rep sen judge justice justices chief director chairman chair general colonel captain doctor "
    "professor dean rector king queen emperor pope bishop prince princess ambassador speaker attorney counsel "
    "individual decree head leader chancellor premier officer inspector lady gentleman coach manager editor lieutenant "
    "sergeant major sheriff deputy host saint majesty highness excellency honour reverend pastor father sister brother "
    "mother aunt uncle".split()
)
_SHORT_TITLES = {"Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Dr", "Sir", "President"}
_DEMONYM = re.compile(
    r"(?:American|Indian|Asian|Hispanic|Republican|Democrat|Christian|Muslim|Jew|Arab|Latino|Texan|Mexican"
    r"|\w+(?:ean|ese|ish|ndian|rian|sian|aqi|aeli|ghan))s?"
)
_PARTICLES = {"al", "el", "de", "von", "van", "e", "i"}  # a name may begin with them in lower case
_LINKS = {"of", "for", "on", "to"}
_MENTION = re.compile(r"\((?P<opened>[^()]+)(?P<closed>\))?|(?P<ended>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class _Mention:
    """Tokens `[first, last]` that mention an entity; `identity` is its title in Wikipedia, where it has one."""

    first: int
    last: int
    kind: str
    identity: str


def named(document: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of one document with their names.

    A proper noun that no mention explains takes the label its name has elsewhere in the document; it stays unknown
    where it has none.
    """
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    first_pass = [_from_mentions(sentence, labels) for sentence in document]
    return [_from_elsewhere(sentence, apart, labels) for sentence, apart in first_pass]


def _from_mentions(sentence: Sentence, labels: dict[str, Counter[str]]) -> tuple[Sentence, set[int]]:
    """The names that mentions give, and the tokens that mentions say are no names."""
    tokens = sentence.tokens
    found: list[tuple[int, int, str]] = []
    apart: set[int] = set()
    for mention in _mentions(tokens):
        bounds = _name(tokens, mention) if mention.kind in _LABELS else None
        if bounds:
            found.append((*bounds, _LABELS[mention.kind]))
        else:
            apart |= _no_name(tokens, mention)
    tags = [OUTSIDE] * len(tokens)
    for first, last, label in sorted(found, key=lambda name: (name[0] - name[1], name[0])):
        if all(tag == OUTSIDE for tag in tags[first : last + 1]):
            _put(tags, first, last, label)
            labels[_words(tokens, first, last)][label] += 1
    return _tagged(sentence, tags), apart


def _from_elsewhere(sentence: Sentence, apart: set[int], labels: dict[str, Counter[str]]) -> Sentence:
    tokens = sentence.tokens
    tags = [token.name for token in tokens]
    for first, last in proper_runs(tokens):
        run = range(first, last + 1)
        if any(tags[number] != OUTSIDE for number in run) or apart.issuperset(run):
            continue
        known = labels.get(_words(tokens, first, last))
        if known:
            _put(tags, first, last, known.most_common(1)[0][0])
            continue
        for number in run:
            if number not in apart and tokens[number].tag != "NNPS" and tokens[number].dep != "nmod:desc":
                tags[number] = UNKNOWN
    return _tagged(sentence, tags)


def _put(tags: list[str], first: int, last: int, label: str) -> None:
    tags[first : last + 1] = [f"B-{label}", *[f"I-{label}"] * (last - first)]


def _words(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.form for token in tokens[first : last + 1])


def _tagged(sentence: Sentence, tags: Sequence[str]) -> Sentence:
    tokens = (replace(token, name=tag) for token, tag in zip(sentence.tokens, tags, strict=True))
    return replace(sentence, tokens=tuple(tokens))


def _mentions(tokens: Sequence[Token]) -> Iterator[_Mention]:
    """The mentions that a sentence opens and closes: `Entity=(3-person-…-Title)`, `3` being the entity."""
    opened: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for number, token in enumerate(tokens):
        annotated = re.search(r"(?:^|\|)Entity=([^|]*)", token.misc)
        for match in _MENTION.finditer(annotated[1] if annotated else ""):
            if match["opened"]:
                entity, kind, *rest = match["opened"].split("-", 7)
                identity = rest[5] if len(rest) > 5 else ""
                if match["closed"]:
                    yield _Mention(number, number, kind, identity)
                else:
                    opened[entity].append((number, kind, identity))
            elif pending := opened[match["ended"].partition("-")[0]]:
                first, kind, identity = pending.pop()
                yield _Mention(first, number, kind, identity)


def _no_name(tokens: Sequence[Token], mention: _Mention) -> set[int]:
    """The tokens of a mention that are no name of a person, organisation or place, for all their capitals."""
    head = root_of(tokens, mention.first, mention.last)
    inside = set(range(mention.first, mention.last + 1))
    if mention.kind in _LABELS:
        return {number for number in inside if tokens[number].head not in inside} if mention.kind == "person" else set()
    apart = inside if mention.kind == "time" else set()
    if head is not None and tokens[head].proper:
        first = head
        while first - 1 >= mention.first and tokens[first - 1].proper and tokens[first - 1].head == head:
            first -= 1
        apart |= set(range(first, head + 1))
    return apart


def _name(tokens: Sequence[Token], mention: _Mention) -> tuple[int, int] | None:
    """First and last token of the name in a mention; None where it has none."""
    head = root_of(tokens, mention.first, mention.last)
    if head is None:
        return None
    if not tokens[head].proper:
        return _titled(tokens, mention)
    if mention.kind == "person" and _is_no_person(tokens, mention, head):
        return None
    first, last = _trimmed(tokens, mention.kind, head, *_around(head, _belonging(tokens, mention, head)))
    form = tokens[first].form
    if not tokens[first].capital and form.lower() not in _PARTICLES:
        return None
    if first == last and (form.lower() in _CALLED or _is_one_of_many(tokens, mention, head)):
        return None
    return first, last


def _titled(tokens: Sequence[Token], mention: _Mention) -> tuple[int, int] | None:
    """The proper nouns of a mention that all stand in the title of its entity."""
    title = {word for word in re.split(r"[_\s%,()]+", mention.identity.lower()) if word}
    inside = tokens[mention.first : mention.last + 1]
    found = None
    for first, last in proper_runs(inside):
        run = inside[first : last + 1]
        if all(token.form.lower() in title or token.tag == "HYPH" for token in run):
            found = mention.first + first, mention.first + last
    return found


def _is_no_person(tokens: Sequence[Token], mention: _Mention, head: int) -> bool:
    """A people, a title, or a word by which somebody is called."""
    word = tokens[head]
    if word.tag == "NNPS" or (mention.first == mention.last and word.form.lower() in _CALLED):
        return True
    if word.form.lower().strip(".") in _TITLES:
        return True
    continued = any(token.dep == "flat" and token.head == head for token in tokens)
    return bool(_DEMONYM.fullmatch(word.form)) and not continued


def _is_one_of_many(tokens: Sequence[Token], mention: _Mention, head: int) -> bool:
    """As in "a Kennedy", who is no entity of its own."""
    article = any(token.head == head and token.dep == "det" and token.form.lower() in {"a", "an"} for token in tokens)
    return mention.kind == "person" and article and not mention.identity


def _belonging(tokens: Sequence[Token], mention: _Mention, head: int) -> set[int]:
    """The tokens below the head that are part of its name."""
    below: dict[int, list[int]] = defaultdict(list)
    for number, token in enumerate(tokens):
        if token.head != number:
            below[token.head].append(number)
    found = {head}
    waiting = [(head, 0)]
    while waiting:
        above, depth = waiting.pop()
        for number in below[above]:
            token = tokens[number]
            links = {tokens[other].form.lower() for other in below[number] if tokens[other].dep == "case"}
            if mention.kind == "person":
                belongs = _part_of_person(token, after=number > above)
            else:
                belongs = _part_of_other(token, mention.kind, links, depth)
            if belongs and mention.first <= number <= mention.last:
                found.add(number)
                waiting.append((number, depth + (token.relation in {"nmod", "conj"})))
    if mention.kind == "organization":
        found |= {
            number
            for owner in tuple(found)
            for number in below[owner]
            if tokens[number].dep == "case" and tokens[number].form in {"'s", "’s", "'", "’"}
        }
    return found


def _part_of_person(token: Token, *, after: bool) -> bool:
    return (
        token.dep == "flat"
        or (token.dep == "compound" and (token.proper or token.tag in {"FW", "HYPH", "CD"}))
        or (token.dep == "punct" and token.tag == "HYPH")
        or (token.dep == "nmod:desc" and after and token.proper)
    )


def _part_of_other(token: Token, kind: str, links: set[str], depth: int) -> bool:
    """As in "Ministry of Foreign Affairs", or "Committee for Human Rights in North Korea"."""
    linked = links & (_LINKS if depth == 0 else _LINKS | {"in"})
    joined = {"nmod:desc"} if kind == "place" else {"nmod:desc", "nmod:poss"}
    return (
        (token.relation in {"flat", "compound", "amod", "nummod"} and (token.proper or token.capital))
        or (token.dep == "punct" and token.tag == "HYPH")
        or (
            token.relation == "nmod"
            and token.dep not in {"nmod:unmarked", "nmod:desc"}
            and token.proper
            and bool(linked)
        )
        or (token.dep in joined and token.proper)
        or (depth > 0 and token.relation in {"case", "det", "cc"})
        or (depth > 0 and token.dep == "conj" and (token.proper or token.form[:1].isupper()))
    )


def _around(head: int, belonging: set[int]) -> tuple[int, int]:
    """The stretch around the head in which every token belongs."""
    first = last = head
    while first - 1 in belonging:
        first -= 1
    while last + 1 in belonging:
        last += 1
    return first, last


def _trimmed(tokens: Sequence[Token], kind: str, head: int, first: int, last: int) -> tuple[int, int]:
    """A name without the titles, articles and small words at its edges."""
    while first < head and not (tokens[first].proper or tokens[first].capital):
        first += 1
    if kind == "person":
        while first < last and tokens[first].dep == "nmod:desc":
            first += 1
        while first < last and tokens[first].form in _SHORT_TITLES:
            first += 1
    while first < head and tokens[first].form in {"The", "A", "An"}:
        first += 1
    while last > head and (
        tokens[last].dep in {"case", "det", "cc"} or tokens[last].tag in {"IN", "DT", "CC", "POS", "HYPH"}
    ):
        last -= 1
    return first, last
