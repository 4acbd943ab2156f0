"""Names annotated beside a treebank (Universal NER), and in running text without trees (Wikigold)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from refoulement.training.tree import OUTSIDE, UNKNOWN, Sentence, Token

Row = tuple[str, str]  # a form and its tag

_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
_PRINTED = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}
_CLOSING = {",", ".", ";", ":", ")", "]", "?", "!", "%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"}
_OPENING = {"(", "[", "$"}


def read(path: Path) -> dict[str, list[Row]]:
    """The rows of every sentence of a Universal NER file, by the sentence's id."""
    found: dict[str, list[Row]] = {}
    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            rows = found.setdefault(line.partition("=")[2].strip(), [])
        elif line and not line.startswith("#"):
            _, form, tag, *_ = line.split("\t")
            rows.append((form, tag))
    return found


def by_text(rows: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """The same rows by what they print, without spaces: for a treebank whose ids are others."""
    return {"".join(form for form, _ in sentence).replace(" ", ""): sentence for sentence in rows.values()}


def named(sentence: Sentence, rows: Sequence[Row] | None) -> Sentence:
    """A sentence with the names of its rows; without names where there are none or they print something else.

    The two may be cut into tokens differently, so they are held together character by character.
    """
    if rows is None:
        return sentence
    letters = [
        (letter, tag if place == 0 or tag == OUTSIDE else f"I{tag[1:]}")
        for form, tag in rows
        for place, letter in enumerate(form)
        if letter != " "
    ]
    if [letter for letter, _ in letters] != [
        letter for token in sentence.tokens for letter in token.form if letter != " "
    ]:
        return sentence
    tokens, place = [], 0
    for token in sentence.tokens:
        tokens.append(replace(token, name=_name(letters[place][1])))
        place += len(token.form.replace(" ", ""))
    return replace(sentence, tokens=tuple(tokens))


def _name(tag: str) -> str:
    return OUTSIDE if tag == OUTSIDE else tag[:2] + _LABELS[tag[2:]]


def wikigold(path: Path) -> Iterator[Sentence]:
    """Wikigold's sentences, printed again from their tokens; names of other kinds (MISC) are left unknown."""
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        rows = [line.rsplit(" ", 1) for line in block.splitlines() if line and not line.startswith("-DOCSTART")]
        if rows:
            forms = [_PRINTED.get(form, form) for form, _ in rows]
            tags = list(_begun([tag for _, tag in rows]))
            tokens = tuple(
                Token(form, form, "", place, "", space=space, name=tag)
                for place, (form, space, tag) in enumerate(zip(forms, _spaces(forms), tags, strict=True))
            )
            yield Sentence(f"wikigold-{number}", tokens, parsed=False)


def _begun(tags: Sequence[str]) -> Iterator[str]:
    """Tags where every name begins with B: Wikigold does so only between two names that touch."""
    before = OUTSIDE
    for tag in tags:
        if tag == OUTSIDE:
            yield OUTSIDE
        elif tag.endswith("MISC"):
            yield UNKNOWN
        else:
            yield ("I-" if tag == before and tag[0] == "I" else "B-") + _LABELS[tag[2:]]
        before = tag


def _spaces(forms: Sequence[str]) -> list[bool]:
    """Where a space follows, as English prints it."""
    spaces, quoted = [], False
    for form, following in zip(forms, [*forms[1:], ""], strict=True):
        closes = following in _CLOSING or form in _OPENING or not following
        if form == '"':
            quoted = not quoted
            closes = closes or quoted
        elif following == '"' and quoted:
            closes = True
        spaces.append(not closes)
    return spaces
