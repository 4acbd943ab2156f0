"""Sentences of our own with slots for made-up names: what reports on this subject sound like, names known, no tree."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from refoulement.training import invented

TEMPLATES = (Path(__file__).parent / "templates.txt").read_text(encoding="utf-8").splitlines()

_SLOT = re.compile(r"\{(\w+)\}")
_LABELS = {
    "person": "PERSON",
    "family": "PERSON",
    "organisation": "ORG",
    "ministry": "ORG",
    "acronym": "ORG",
    "place": "PLACE",
}
_MINISTRIES = ("Foreign Ministry", "Defense Ministry", "Commerce Ministry", "Embassy", "Interior Ministry")
_DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Oct. 9",
    "Dec 7",
    "Aug. 14",
    "October 12",
    "9 October",
)
_NUMBERS = ("50", "600", "some 200", "about 1,000", "2,600", "12", "34", "180", "dozens of", "hundreds of")


def documents(nlp: Language, rng: Random, rounds: int) -> Iterator[Doc]:
    """Every template once a round, one to three in a document."""
    for _ in range(rounds):
        waiting = rng.sample(TEMPLATES, len(TEMPLATES))
        while waiting:
            number = rng.choice([1, 1, 1, 2, 2, 3])
            yield _document(nlp, " ".join(waiting[:number]), rng)
            del waiting[:number]


def _document(nlp: Language, template: str, rng: Random) -> Doc:
    text, bounds, end = "", [], 0
    for slot in _SLOT.finditer(template):
        text += template[end : slot.start()]
        end = slot.end()
        words = _words(slot[1], rng)
        if slot[1] in _LABELS:
            bounds.append((len(text), len(text) + len(words), _LABELS[slot[1]]))
        text += words
    doc = nlp.make_doc(text + template[end:])
    spans = [doc.char_span(start, stop, label=label, alignment_mode="expand") for start, stop, label in bounds]
    doc.set_ents(filter_spans(span for span in spans if span))
    return doc


def _words(slot: str, rng: Random) -> str:
    match slot:
        case "person":
            return invented.person(rng).text
        case "family":
            return invented.family_name(rng)
        case "organisation":
            names = (invented.organisation(rng).text for _ in range(50))
            return next(name for name in names if not name.isupper() or rng.random() < 0.2)
        case "place":
            return invented.place(rng).text
        case "title":
            return invented.title(rng).text
        case "acronym":
            return invented.acronym(rng)
        case "year":
            return str(rng.randint(1996, 2024))
        case "ministry":
            return rng.choice(_MINISTRIES)
        case "day":
            return rng.choice(_DAYS)
        case "number":
            return rng.choice(_NUMBERS)
    raise ValueError(f"templates.txt: no slot is called {slot!r}")
