"""From which day a claim is known.

A claim is known from the last day that its article's date of publication can mean: a month is known when it has ended.
What a corrected article says with the same words as before is known from then, what it says anew from the correction.
An article without a date is known on no day: none can be told without making one up.
"""

import json
import re
from collections.abc import Callable, Iterable
from datetime import date

from refoulement.graph.claim import Claim
from refoulement.graph.rdf import read_claims
from refoulement.graph.revision import History, read_version

Kept = Callable[[str], str]  # a text by the hash it is kept under


def content(claim: Claim) -> str:
    """What is said and in which words, wherever they stand: an edit further up moves all that follows."""
    words = sorted({passage.exact for passage in (*claim.passages, *claim.context)})
    return json.dumps([meaning(claim), words], ensure_ascii=False)


def meaning(claim: Claim) -> str:
    """What is said, in whichever words."""
    said = json.dumps([type(claim).__name__, claim.content()], sort_keys=True, ensure_ascii=False, default=str)
    return re.sub(rf"--{re.escape(claim.article)}-\d+", "", said)  # newly named entities bear the place of their name


def first_days(
    claims: Iterable[Claim], *, published: date | None, history: History, kept: Kept
) -> dict[str, date | None]:
    """The day from which each claim that an article now makes is known, by the claim's IRI."""
    claims = tuple(claims)
    since = published
    seen: dict[str, date | None] = {}
    for correction in history.corrections:
        for claim in read_claims(read_version(kept(correction.earlier))):
            seen.setdefault(content(claim), since)
        since = max(correction.day, since) if since else None
    return {claim.iri: seen.get(content(claim), since) for claim in claims}


def earliest(days: Iterable[date | None]) -> date | None:
    """The first of some days; None where none of them is known."""
    return min((day for day in days if day), default=None)


def latest(days: Iterable[date | None]) -> date | None:
    """The last of some days; None where one of them is not known."""
    found = list(days)
    return None if None in found else max((day for day in found if day), default=None)
