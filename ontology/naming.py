"""How an entity's address is made from its class and name: the rule that gazetteer and graph share."""

import re
import unicodedata
from hashlib import sha256

from refoulement.ontology import subclasses

BASE = "https://w3id.org/refoulement/"
THINGS = BASE + "id/"


def slug(name: str) -> str:
    """A name as a piece of an address: ASCII letters, digits and hyphens; a hash where no letter survives."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    spaced = re.sub(r"\W+", "-", re.sub(r"['’]", "", plain))
    pieces = re.sub(r"[^a-z0-9]+", "-", spaced.encode("ascii", "ignore").decode().lower()).strip("-")
    return pieces or sha256(name.encode()).hexdigest()[:12]


def path_kind(kind: str) -> str:
    """The first piece of an entity's address: `person`, `organisation`, `crossing`, `facility` or `place`."""
    for top, piece in (
        ("Person", "person"),
        ("Organisation", "organisation"),
        ("BorderCrossing", "crossing"),
        ("DetentionFacility", "facility"),
        ("Place", "place"),
        ("Event", "event"),
    ):
        if kind in subclasses(top):
            return piece
    raise ValueError(f"rf:{kind} is not a kind of entity that has an address")


def entity(kind: str, name: str) -> str:
    """The IRI of an entity of the gazetteer, from its class and its name."""
    return f"{THINGS}{path_kind(kind)}/{slug(name)}"
