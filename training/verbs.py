"""Training sentences with the verbs of this subject in the place of others, for their lemmas, tags and trees."""

from dataclasses import replace
from random import Random

from refoulement.training.tree import Sentence, Token

# Each verb with what stands before "ed" and "ing". "Flee" alone is irregular.
_TRANSITIVE = {verb: verb.removesuffix("e") for verb in (
    "abduct arrest capture deport detain escort evacuate execute extradite imprison incarcerate interrogate relocate "
    "repatriate rescue resettle separate smuggle torture transport"
).split()} | {"expel": "expell", "kidnap": "kidnapp", "traffic": "traffick", "transfer": "transferr"}  # fmt: skip
_INTRANSITIVE = {"defect": "defect", "disappear": "disappear", "escape": "escap", "flee": "flee", "vanish": "vanish"}
_STEMS = _TRANSITIVE | _INTRANSITIVE
_MOVING = {"arrive", "come", "drive", "fall", "fly", "go", "leave", "move", "return", "run", "travel", "walk"}
_OBJECTS = {"obj", "nsubj:pass"}
_BINDING = {"xcomp", "ccomp", "iobj", "compound:prt", "cop", "expl", "fixed", "flat"}  # what these verbs do not take
_TAGS = {"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"}


def told(sentence: Sentence, rng: Random) -> Sentence | None:
    """The sentence with one verb changed, a transitive one or one of moving; None where it has neither."""
    places = []
    for number, token in enumerate(sentence.tokens):
        below = {other.dep for place, other in enumerate(sentence.tokens) if other.head == number != place}
        if token.tag not in _TAGS or not token.form.isalpha() or below & _BINDING:
            continue
        if below & _OBJECTS:
            places.append((number, _TRANSITIVE))
        elif token.lemma in _MOVING:
            places.append((number, _INTRANSITIVE))
    if not places:
        return None
    number, verbs = rng.choice(places)
    tokens = list(sentence.tokens)
    tokens[number] = _inflected(tokens[number], rng.choice([*verbs]))
    return replace(sentence, tokens=tuple(tokens))


def _inflected(token: Token, verb: str) -> Token:
    """The verb in the form of the one it replaces."""
    match token.tag:
        case "VBD" | "VBN":
            form = "fled" if verb == "flee" else f"{_STEMS[verb]}ed"
        case "VBG":
            form = f"{_STEMS[verb]}ing"
        case "VBZ":
            form = f"{verb}es" if verb.endswith("sh") else f"{verb}s"
        case _:
            form = verb
    return replace(token, form=form.capitalize() if token.form[0].isupper() else form, lemma=verb)
