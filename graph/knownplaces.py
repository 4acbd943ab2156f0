"""Whether a name can be of a place that the gazetteer knows, by any of the names that it has there.

A known place is written in one way in each script. So a name that fits how it is spelled in one, and not how the
gazetteer writes it in its own, may be another place's (吉安 for Ji'an, which is 集安). So may one that fits a name of
another known place as well.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product

from refoulement.graph.hanja import has_han, pinyin_ways
from refoulement.graph.korean import has_hangul, plain
from refoulement.graph.placenames import SPELLED, compare_places, is_ambiguous, likeliness, place_name
from refoulement.graph.verdict import Comparison, unsure

_FOR_ITS_KIND = 0.011  # as much less is told by names of which one says what kind of place it is
HAN, HANGUL, LETTERS = "Chinese characters", "Hangul", "Latin letters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the gazetteer calls things of one kind: by name (`names.name_key`) its bearers, by IRI all names."""

    bearers: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[str, ...]]
    alike: Callable[[str], Iterable[str]]  # the things of which a name can be a spelling, found by its keys


def compare_with_known(name: str, called: str, *, things: frozenset[str], known: Known) -> Comparison:
    """Compare a name that the gazetteer does not have with another that it has for some things."""
    found = [_of_one(name, called, thing, known) for thing in sorted(things)]
    best = max(found, key=likeliness)
    if best.verdict == "different" or all(each.verdict == best.verdict for each in found):
        return best
    return unsure(0.5, "the gazetteer has the name for several")


def in_other_characters(some: Iterable[str], others: Iterable[str]) -> bool:
    """True where two places are both written in Chinese characters, and each time in others."""
    written, compared = ([name for name in names if has_han(name)] for names in (some, others))
    return bool(written and compared) and not any(
        compare_places(one, other).verdict == "same" for one, other in product(written, compared)
    )


def _of_one(name: str, called: str, thing: str, known: Known) -> Comparison:
    """Compare a name with all that the gazetteer calls one thing, and with other things that it may be as well."""
    found, nearest = _nearest(name, called, known.names[thing])
    if found.verdict != "same":
        return found
    least = found.score - (_FOR_ITS_KIND if place_name(name).kind or place_name(nearest).kind else 0)
    rivals = (known.names[other] for other in known.alike(name) if other != thing)
    as_well = (_nearest(name, names[-1], names)[0] for names in rivals)
    if any(each.verdict == "same" and each.score >= least for each in as_well):
        return unsure(0.6, *found.reasons, "it can be another place's that the gazetteer has")
    return found


def _nearest(name: str, called: str, names: Iterable[str]) -> tuple[Comparison, str]:
    """Compare a name with all of one thing's, of which `called` is known already; and that which is the nearest."""
    script = _script(name)
    names = dict.fromkeys((called, *names))
    if script == HAN == _script(called):  # what characters tell apart is not made one by how they are read
        names = dict.fromkeys(other for other in names if _script(other) == HAN)
    compared = {other: compare_places(name, other) for other in names}
    same = [other for other, found in compared.items() if found.verdict == "same" and _fits(name, other, called, found)]
    likely = same or [other for other, found in compared.items() if found.verdict != "different"] or [called]
    nearest = max(likely, key=lambda other: (likeliness(compared[other]), other == called))
    found = _told(compared[nearest], nearest, called)
    if found.verdict == "same" and not same:
        return unsure(0.6, *found.reasons, "so spelled it may be another, too"), nearest
    if same and script != LETTERS and script in map(_script, names) and not {script, HAN} & set(map(_script, same)):
        return unsure(0.6, *found.reasons, f"the gazetteer has it in other {script}"), nearest
    return found, nearest


def _fits(name: str, other: str, called: str, found: Comparison) -> bool:
    """True where "same" can be relied on: with other names than the given not by what stands for several."""
    if other == called or plain(name) == plain(other):
        return True
    letters = [each for each in (name, other) if _script(each) == LETTERS]
    if SPELLED in found.reasons:
        return not any(map(is_ambiguous, letters))
    return not letters or all(len(pinyin_ways(each)) == 1 for each in (name, other) if has_han(each))


def _script(name: str) -> str:
    return HAN if has_han(name) else HANGUL if has_hangul(name) else LETTERS


def _told(found: Comparison, other: str, called: str) -> Comparison:
    """A comparison with another name of a known thing says with which."""
    if other == called:
        return found
    return replace(found, reasons=(f"the gazetteer has {called} as {other}, too", *found.reasons))
