"""Training sentences with the verbs of this subject in the place of others, for their lemmas, tags and trees."""

from dataclasses import replace
from random import Random

from refoulement.training.tree import Sentence, Token

# Regular verbs, each with what stands before "ed" and "ing".
_STEMS = {verb: verb.removesuffix("e") for verb in (
    "abduct arrest capture deport detain escort evacuate execute extradite imprison incarcerate interrogate relocate "
    "repatriate rescue resettle separate smuggle torture transport"
).split()} | {"expel": "expell", "kidnap": "kidnapp", "traffic": "traffick", "transfer": "transferr"}  # fmt: skip
_TRANSITIVE = {"obj", "nsubj:pass"}
_BINDING = {"xcomp", "ccomp", "iobj", "compound:prt", "cop", "expl", "fixed", "flat"}  # what these verbs do not take
_TAGS = {"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"}


def told(sentence: Sentence, rng: Random) -> Sentence | None:
    """The sentence with one transitive verb changed; None where it has none."""
    places = []
    for number, token in enumerate(sentence.tokens):
        below = {other.dep for place, other in enumerate(sentence.tokens) if other.head == number != place}
        if token.tag in _TAGS and token.form.isalpha() and below & _TRANSITIVE and not below & _BINDING:
            places.append(number)
    if not places:
        return None
    number = rng.choice(places)
    tokens = list(sentence.tokens)
    tokens[number] = _inflected(tokens[number], rng.choice([*_STEMS]))
    return replace(sentence, tokens=tuple(tokens))


def _inflected(token: Token, verb: str) -> Token:
    """The verb in the form of the one it replaces."""
    match token.tag:
        case "VBD" | "VBN":
            form = f"{_STEMS[verb]}ed"
        case "VBG":
            form = f"{_STEMS[verb]}ing"
        case "VBZ":
            form = f"{verb}s"
        case _:
            form = verb
    return replace(token, form=form.capitalize() if token.form[0].isupper() else form, lemma=verb)
