"""Where an outlet only carries on what another says: "the Gazette reported, citing the Examples Group"."""

import re

from refoulement.loaders.extract.cited import CITED
from refoulement.loaders.extract.lexicon import ROLE_NOUN, SPEECH
from refoulement.loaders.extract.source import Source
from refoulement.ontology import subclasses

# what is cited follows; a verb in the passive ("quoted by") cites nobody
CITES = re.compile(
    r"\b(?:[Cc]iting|[Qq]uoting|[Rr]elaying|[Cc]rediting"
    r"|(?:cite[sd]|quote[sd]|relay(?:s|ed)|credit(?:s|ed)|refer(?:s|red) to)(?! (?:by|in|on|at|as|from|widely|often)\b)"
    r"|attribut(?:ed|es|ing) (?:it|this|that|them|(?:the|its|that|this) [a-z][\w ]{2,25}?) to"
    r"|(?P<passive>(?:(?<=, )|(?<=, which it ))attribute[sd] to)"
    r") "
)
QUOTED_AS = re.compile(
    r"\b(?:is|are|was|were|has been|have been|had been) (?:also |later |widely )?(?:quoted|cited)"
    r"(?: (?:by|in) [^,;.\"]{2,50}?)? as (?:saying|telling|reporting|estimating|claiming|stating)\b"
)
QUOTES = re.compile(
    r"\b(?P<verb>quote[sd]|quoting|cite[sd]|citing) (?!by\b)[^;.\"]{2,90}? as"
    r" (?:saying|telling|adding|recalling|stating)\b"
)  # "the group quoted | a source as saying": the words are the source's
_SOMEBODY = (
    r"\b(?i:sources?|residents?|informants?|witness(?:es)?|eyewitness(?:es)?|traders?|brokers?|defectors?|missionar\w+"
    r"|relatives?|people|persons?|man|woman|activists?|insiders?|refugees?|escapees?|guards?)\b"
)
# whose word is the outlet's: "a source in Testville", "Examples Group sources"
_UNNAMED = re.compile(rf"(?:[\w'-]+ ){{0,5}}?{_SOMEBODY}")
CARRIED = re.compile(rf"{_SOMEBODY}(?: [^,;.\"]{{2,40}})? (?:quoted|cited|interviewed) by (?:the )?(?=[A-Z])")
SAID = re.compile(r" (?:(?:has|have|had|also) )?(?:said|says?|told|reported|described?|recalled|estimated|put)\b")
_BEFORE_NAME = re.compile(
    rf"(?:(?!(?:of|in|on|over|about|at|for|to|from|with|by|that)\b)[\w'.-]+ ){{0,5}}?"
    rf"(?:(?:{ROLE_NOUN}) (?:at|of|for|with|from|in) )?(?:the )?"
)  # "Testville-based", "an official at the"; not "a lack of space in"
_PRESS = re.compile(
    r"\b(?:media|press|news(?:papers?)?|outlets?|broadcasters?|reports|papers?|dailies|websites?|agencies)\b"
)
_RIGHT_BEHIND = re.compile(
    r"(?: [a-z]+){0,2},? (?:(?:which|who|that) (?:also |itself |in turn |has |had )*)?"
)  # "X newspaper, | quoting", "an X report that | cited"
_SOON_BEHIND = re.compile(r"(?: [a-z]+){1,3}(?: on [A-Z][a-z]+)?,? (?:(?:which|who|that) )?")
_COUNTED = rf"(?:{SPEECH}|counted|documented|recorded|registered|tallied|found|confirmed|put)\b"
# between whoever passes on what others count and those: "the Gazette reported on Friday that | the Examples Group"
_REPORTS_THAT = re.compile(
    rf"(?: \([^)]*\))?(?: (?:has|had|have|also|earlier|later))* {SPEECH}"
    r"(?:,? (?:on|in|late|early|last|this) [\w ]{2,20}?)?(?: that)? (?:the )?"
)
_HAS_COUNTED = re.compile(rf"(?: \([^)]*\))?(?: (?:has|had|have|also|itself))* {_COUNTED}(?! (?:not|no|nothing)\b)")
_ANOTHER_TOLD = re.compile(rf"\b(?:and|but|while|whereas)(?: that)? (?:the )?[A-Z][\w' ]{{1,50}}? {_COUNTED}")
# who adds a count of their own to what they quote
_ADDS = re.compile(
    r"\b(?:(?:it|he|she|they) (?:had |has |have )?(?:itself|himself|herself|themselves|also)|its own|his own|her own"
    r"|separately|(?:another|a further|an additional) \d+|(?!no)\w+ more(?! than))\b"
)


def carries(source: Source) -> bool:
    """True for the press, by name or without one, and for groups and persons: what they say they may have from others.

    A government answers for its own figures, whatever it cites.
    """
    apart = subclasses("GovernmentBody")
    named = bool(source.claimants) and not any(entity.kind in apart for entity in source.claimants)
    return named or (not source.claimants and bool(_PRESS.search(source.words or "")))


def passes_on(text: str, end: int, start: int, behind: int) -> bool:
    """True where a source, named up to `end`, only reports what another, named in `[start, behind)`, has counted."""
    told = _REPORTS_THAT.fullmatch(text, end, start) and _HAS_COUNTED.match(text, behind)
    return bool(told) and not _ANOTHER_TOLD.search(text, behind)


def names(text: str, start: int, name: int | None) -> bool:
    """True where the words from `start` on name whom an outlet cites; the first name begins at `name`."""
    if _UNNAMED.match(text, start) or _ADDS.search(text):
        return False
    source = CITED.match(text, start)
    return name is None or bool(_BEFORE_NAME.fullmatch(text, source.end() if source else start, name))


def right_behind(text: str, end: int, start: int) -> bool:
    """True where the word for citing at `start` goes on right behind the name that ends at `end`."""
    return bool(_RIGHT_BEHIND.fullmatch(text, end, start))


def soon_behind(text: str, words: str, start: int) -> bool:
    """True where the word for citing goes on from words for the press: "local media reported, | citing"."""
    at = text.rfind(words, 0, start)
    return at >= 0 and bool(_SOON_BEHIND.fullmatch(text, at + len(words), start))
