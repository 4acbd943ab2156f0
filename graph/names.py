"""Whether two bare names can name one person, place or organisation: a verdict with its score and reasons.

"same" says that both are spellings of one name. Whether two bearers of one name are one person is for graph/identity.py
to judge, with what else is known of them; a name as common as Kim Yong-ho is unsure even here.
"""

import re

from refoulement.graph.knownplaces import Known, compare_with_known
from refoulement.graph.korean import plain
from refoulement.graph.orgnames import compare_organisations
from refoulement.graph.personnames import compare_persons
from refoulement.graph.placenames import compare_places
from refoulement.graph.verdict import Comparison, same

KINDS = ("person", "place", "organisation")


def compare(one: str, other: str, *, kind: str, known: Known | None = None) -> Comparison:
    """Compare two bare names of one kind; `known` are names of the gazetteer, which knows by what else a thing goes.

    Raises ValueError for another kind or an empty name.
    """
    if kind not in KINDS:
        raise ValueError(f"names are those of a person, a place or an organisation, not of a {kind}")
    if not all(any(sign.isalnum() for sign in name) for name in (one, other)):
        raise ValueError("a name without a letter cannot be compared")
    if kind != "person" and " ".join(one.casefold().split()) == " ".join(other.casefold().split()):
        return same(1.0, "both are written alike")
    if known and kind != "person" and (told := _by_gazetteer(one, other, kind, known)):
        return told
    return {"person": compare_persons, "place": compare_places, "organisation": compare_organisations}[kind](
        one.strip(), other.strip()
    )


def name_key(name: str) -> str:
    """A name as the gazetteer is asked for it."""
    return plain(name) if re.search(r"[A-Za-z]", name) else " ".join(name.split())


def _by_gazetteer(one: str, other: str, kind: str, known: Known) -> Comparison | None:
    """What the gazetteer tells of two names; None where it knows neither, or has only one of an organisation's."""
    some, others = (known.bearers.get(name_key(name), frozenset()) for name in (one, other))
    if not (some and others):
        if kind == "place" and (some or others):
            name, called = (other, one) if some else (one, other)
            return compare_with_known(name.strip(), called.strip(), things=some or others, known=known)
        return None
    shared = some & others
    if len(some) == len(others) == 1:
        if shared:
            return Comparison("same", 1.0, ("the gazetteer has both as names of one",))
        return Comparison("different", 1.0, ("the gazetteer has them as names of two",))
    if shared:
        return Comparison("unsure", 0.5, ("the gazetteer has the name for several",))
    return Comparison("different", 1.0, ("the gazetteer has them as names of two",))
