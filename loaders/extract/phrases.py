"""The words that tell a role: "deputy Asia director", "spokeswoman for refugees", "head of investigations"."""

import re
from dataclasses import dataclass

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.gazetteer import is_organisation, is_place
from refoulement.loaders.extract.lexicon import OCCUPATION, ROLE_NOUN, any_of
from refoulement.loaders.extract.scene import Named, Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import HONORIFIC, RANK

_NOUN = any_of(
    ROLE_NOUN, OCCUPATION, r"Reps?\.?", r"Sens?\.?", r"Gov\.", "co-representative", r"M\.?P\.?", "MEP", "pope",
    "princess", "prince", "emperor", "attorney general", "legal advis[eo]r", "counsel general", "procurator",
    "chair-rapporteur", "vice[- ]chair", "C[EFO]O",
    "sheriff", "kamnan", "village head", "headman", "(?:council|board) member",
)  # fmt: skip
_NOUNS = re.compile(rf"(?<![\w-])(?i:{_NOUN})(?![\w-])")
_SAYS_LITTLE = re.compile(
    r"(?:former |ex-)?(?:North Korean |female )?(?:defector|broker|smuggler|refugee|elder|major|general|reader|guide"
    r"|member|partner|speaker|host|peer|boss|pilot|worker|deputy|author|reporter|writer|correspondent|photographer"
    r"|journalist)s?"
)  # a description that says no more tells no role
_HUMBLE = re.compile(
    r"(?i:\b(?:school)?teacher|\bnurse|(?<!aid )(?<!relief )(?<!social )\bworker|\bowner|\btrader|\breceptionist"
    r"|\bbarber"
    r"|\bchef|\bfixer|\bcamera(?:man|woman)|\bdesigner|\bveteran|\breservist)$"
)
_STOPS = frozenset(
    (
        "a an the its their his her our my your this that these those one of and or but as by to from with at in on "
        "for said says say told tells asked added who whom which when while where after before since because is are "
        "was were be been has have had will would could also not only both than then whose saying according "
        "quoted citing met including like such another any some each every between against about into over under "
        "through during until called named urged visited saw heard thanked praised accused blamed joined replaced "
        "succeeded appointed elected made became remains denied if so yet still even just yesterday today tomorrow "
        "monday tuesday wednesday thursday friday saturday sunday"
    ).split()
)
_ADJECTIVES_IN_ING = frozenset(
    "acting leading retired founding managing visiting outgoing incoming marketing programming engineering trading "
    "banking elected exiled".split()
)
_BEFORE_TITLES = frozenset(
    "former caretaker acting deputy vice senior chief then ex assistant interim incoming".split()
)
_BREAKS = re.compile(r"(?:'s|s')$|(?:-based|-born|-educated|-trained|-year-old)$|^\d", re.IGNORECASE)
_LEADERS = {
    "heads": "head", "headed": "head", "leads": "leader", "led": "leader", "runs": "head", "ran": "head",
    "chairs": "chair", "chaired": "chair", "directs": "director", "founded": "founder", "co-founded": "co-founder",
    "co-chairs": "co-chair", "represents": "representative", "edits": "editor", "manages": "manager",
    "coordinates": "coordinator", "oversees": "head",
}  # fmt: skip
LEADS = re.compile(
    rf"(?:who|that|and) (?:now |also |currently |has |once )?(?P<verb>{'|'.join(_LEADERS)})"
    r" (?P<what>the |a |an |its |it\b)?"
)
HEADS = re.compile(
    r"(?:now |also )?(?P<verb>heads|leads|chairs|runs|founded|co-founded|directs) (?P<what>the |a |an |its )?"
)
_WHO_LEADS = re.compile(rf"(?:,? (?:\d\d, )?){LEADS.pattern}")
_HEADS_IT = re.compile(rf" {HEADS.pattern}")
_SOMEONE_WHO_LEADS = re.compile(
    rf",(?: (?:aged )?\d\d,)? an? (?P<words>(?:(?!(?:of|from|in|at|for) )[A-Za-z-]+ ){{1,4}}?){LEADS.pattern}"
)
SERVES = re.compile(
    r"who (?:now |also |once |previously )?"
    r"(?:works?|worked|served|serves|teaches|taught|studies|studied|researche[sd]|analy[sz]e[sd]|monitors|tracks|lectures"
    r"|lectured|practi[cs]es|covers)(?: \w+){0,4}?"
    r" (?:for|at|with) (?:the )?"
)
_FIELD = re.compile(
    r" (?:for|of|on|in) (?:the )?(?!(?:the|a|an|our|their|his|her|its|which|whom) )[^,;.\"()]*?"
    r"(?= (?:at|with|who|said|told|says|from|was|is|has|had|based|which|that|by|when|where|as|and the|in [A-Z]\w+)\b"
    r"|[,;.\"()]|'s|$)"
)
_GENERIC = re.compile(
    r"\b(?i:the|its|their) (?:(?:[a-z-]+|[A-Z]\w+(?: [A-Z]\w+)*-based|[A-Z][\w.]+) ){0,2}?"
    r"(?P<noun>(?i:group|organi[sz]ation|NGO|charity|network|coalition|ministry|agency"
    r"|department|party|committee|council|foundation|association|office|commission|institute|alliance|centre|center"
    r"|mission|church|forum|university|watchdog|think tank|union|society|bureau|fund|project|service|school|hospital"
    r"|company|firm|institution|team|shelter|newspaper|programme|program|congregation|federation|league|movement"
    r"|station|embassy|consulate|subcommittee|authority|directorate|administration|secretariat|board|panel|police"
    r"|working group|conference|diocese|order|parish|clinic|museum|academy|tribunal|court|force|festival|orchestra"
    r"|choir|theatre|theater|gallery|library|club|college))\b"
)
_FORCE = re.compile(r"\b(?:Police|Guards?|Army|Navy|Forces?|Border|Customs|Militia|Gendarmerie)\b")
_OF_THE_UN = re.compile(r"\b[Tt]he (?:UN|U\.N\.|United Nations) (?:[a-z]+ )?agency\b")
_AREA = re.compile(r"\b[Tt]he (?P<area>district|city|county|province|prefecture|ward)'s\b")
_GOVERNED = re.compile(r" (?:for|of|at|with) (?:the )?$")
_ITSELF = re.compile(r'"?(?:It|They) ')  # what stands first is told of whoever was told of before
_TREATY = re.compile(r"Convention|Covenant|Protocol|Declaration")  # named as its maker, which speaks nowhere there
_OBLIQUE = re.compile(r"\b(?:reply|letter|statement|answer|e-?mail|response|interview|message) (?:to|with) (?:the )?$")
_OF_GROUPS = re.compile(r"(?i)\b(?:director|founder|coordinator|researcher|analyst|fellow|secretary[- ]general)$")
_TAKEN_UP = re.compile(
    r"The (?:group|organi[sz]ation|charity|network|coalition|ministry|agency|department|embassy|commission|committee"
    r"|association|foundation|institute|office|bureau|party|council) (?=[a-z])"
)
_OF_STATE = (
    "ministry", "department", "agency", "party", "committee", "council", "commission", "office", "bureau", "station",
    "embassy", "consulate", "subcommittee", "authority", "directorate", "administration", "secretariat", "board",
    "panel", "police", "working group", "tribunal", "court",
)  # fmt: skip
_OF_ITS_KIND = (
    "museum",
    "university",
    "school",
    "hospital",
    "clinic",
    "church",
    "parish",
    "diocese",
    "academy",
    "newspaper",
    "court",
    "conference",
    "forum",
    "festival",
    "orchestra",
    "choir",
    "theatre",
    "theater",
    "gallery",
    "library",
    "club",
    "college",
)  # what no other kind of body is called
_ANOTHER = re.compile(rf" and (?:the|an?) (?:[\w-]+ ){{0,2}}?(?:{_NOUN})\b")  # role: "organiser and the head of"
BODY = re.compile(
    r"(?:ministry|department|agency|party|office|group|committee|council|commission|bureau|embassy|subcommittee"
    r"|station|authority|directorate)",
    re.IGNORECASE,
)
ORDER = re.compile(r"(?:Rev\.?|Reverend|Sister|Father|Fr\.?|Msgr\.?|Imam|Rabbi)")
DEGREE = re.compile(r"(?:Dr|Prof)\.?")
COURTESY = re.compile(rf"(?<![\w-])(?:(?:{HONORIFIC}|{RANK}|H\.E\.) )+$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role in the words of a text, at `[start, end)` of its sentence, and the body it is held at."""

    start: int
    end: int
    role: str
    body: Entity | None = None


def leader(verb: str) -> str:
    """What someone is who "heads", "chairs" … something."""
    return _LEADERS[verb]


def leading(rest: str) -> re.Match[str] | None:
    """What says after a name that its bearer leads something: ", who heads", " heads", ", an escapee who runs"."""
    direct = _WHO_LEADS.match(rest) or _HEADS_IT.match(rest)
    someone = None if direct else _SOMEONE_WHO_LEADS.match(rest)
    told = someone["words"].strip() if someone else ""
    return someone if someone and (plain(told) or not nouns(told)) else direct


def plain(role: str) -> bool:
    """True for a description that says nothing of an office or work ("a defector")."""
    return bool(_SAYS_LITTLE.fullmatch(role))


def humble(role: str) -> bool:
    """True for work that is a role only at a body that is named ("a teacher at the X School")."""
    return bool(_HUMBLE.search(role))


def nouns(text: str) -> list[re.Match[str]]:
    """The role nouns of a text."""
    return list(_NOUNS.finditer(text))


def field(text: str, end: int) -> int:
    """Where a role ends that goes on with what it is for ("of investigations", "on torture")."""
    match = _FIELD.match(text, end)
    return match.end() if match and not re.fullmatch(r" (?:in|on) (?:[A-Z][a-z]+ )?\d{4}", match.group()) else end


def in_a_name(scene: Scene, sentence: Sentence, start: int, end: int) -> bool:
    """True for a word of a body's name that "for" or "of" governs, which is nobody's role."""
    start, end = start + sentence.start, end + sentence.start
    return any(
        named.start < start
        and end < named.end
        and is_organisation(named.entity)
        and _GOVERNED.search(sentence.text[: named.start - sentence.start])
        for named in scene.within(sentence.start, sentence.end)
    )


def publisher(scene: Scene) -> Entity | None:
    """The group that issues a text in its own name, where that names it: who "our director" serves."""
    said = scene.reading.publisher
    bodies = (n.entity for n in scene.named if is_organisation(n.entity) and n.entity.kind != "MediaOutlet")
    known = (body for body in scene.known.named(said or "") if is_organisation(body))
    named = next((b for b in bodies if said in {name.text for name in b.names}), None)
    return named or next(known, None) or scene.issuer


def mandate(scene: Scene, role: str) -> Entity | None:
    """The body that a mandate of its own kind belongs to: special rapporteurs are the United Nations'."""
    if not re.search(r"\bspecial rapporteur\b", role, re.IGNORECASE):
        return None
    return next(iter(scene.known.named("United Nations")), None)


def signed_for(scene: Scene, sentence: Sentence, end: int) -> Entity | None:
    """The body that a comma or a line of its own joins to a role; a signature without one is the publisher's."""
    following = scene.within(sentence.start + end, sentence.end)[:1]
    if following and is_organisation(following[0].entity):
        gap = sentence.text[end : following[0].start - sentence.start]
        after = sentence.text[following[0].end - sentence.start :]
        if re.fullmatch(r"(?:, |\n)(?:the )?", gap) and re.match(r"(?: \([A-Z][\w .-]+\))?[.)\n]?$", after):
            return following[0].entity
    return None if following or sentence.start not in scene.reading.signed else publisher(scene)


def beside_brackets(scene: Scene, sentence: Sentence, begin: int, end: int) -> Entity | None:
    """The body of "X (Chair)": the one before the colon that opens the list, or the one behind a comma."""
    for named in reversed(scene.within(sentence.start, sentence.start + begin)):
        between = sentence.text[named.end - sentence.start : begin]
        if is_organisation(named.entity) and re.match(r"(?: \([A-Z]+\))?:", between):
            return named.entity
    following = next(iter(scene.within(sentence.start + end, sentence.end)), None)
    comma = following and re.fullmatch(r",? (?:of )?(?:the )?", sentence.text[end : following.start - sentence.start])
    return following.entity if following and comma and is_organisation(following.entity) else None


def generic(scene: Scene, words: str, before: int) -> Entity | None:
    """The body that "the group" or "the Committee" stands for: the last one named before that fits the noun."""
    match = _GENERIC.search(words)
    if not match:
        return _of_area(scene, words, before)
    if match["noun"].casefold() in ("group", "organisation", "organization", "ngo", "charity"):
        groups = scene.groups(before)
        return groups[-1] if groups else None
    if _OF_THE_UN.search(words):
        return _un_agency(scene, before)
    noun = match["noun"].casefold().replace("organization", "organisation").replace("center", "centre")
    if noun == "force":
        forces = [n.entity for n in scene.named if n.end <= before and _FORCE.search(n.entity.name)]
        return next((e for e in reversed(forces) if e.kind == "GovernmentBody"), None)
    bodies = [n.entity for n in scene.named if n.end <= before and is_organisation(n.entity)]
    fitting = [e for e in bodies if any(noun in name.text.casefold().replace("center", "centre") for name in e.names)]
    if fitting or noun in _OF_STATE:
        return fitting[-1] if fitting else _told_of_before(scene, before) if noun == "agency" else None
    groups = scene.groups(before) if noun not in _OF_ITS_KIND else []
    return groups[-1] if groups else None


def _un_agency(scene: Scene, before: int) -> Entity | None:
    """The agency of the United Nations named last before."""
    (whole,) = scene.known.named("United Nations")
    agencies = [n.entity for n in scene.named if n.end <= before and n.entity.kind == "InternationalBody"]
    return next((e for e in reversed(agencies) if scene.known.parents.get(e.iri) == whole.iri), None)


def _told_of_before(scene: Scene, before: int) -> Entity | None:
    """The body that the sentence before is about: the one it begins with."""
    earlier = [s for s in scene.reading.sentences if s.end <= before < s.end + 6]
    named = scene.within(earlier[0].start, earlier[0].end) if earlier else []
    first = named[0] if named and named[0].start - earlier[0].start <= len("The ") else None
    return first.entity if first and is_organisation(first.entity) else None


def _of_area(scene: Scene, words: str, before: int) -> Entity | None:
    """The office that "the district's" stands for: the last one named before that has the district in its name."""
    match = _AREA.search(words)
    offices = [n.entity for n in scene.named if n.end <= before and is_organisation(n.entity)]
    fitting = (e for e in reversed(offices) if match and match["area"] in e.name.casefold().split())
    return next(fitting, None)


def latest(scene: Scene, before: int, role: str = "") -> Entity | None:
    """The body that "its" stands for: the last one named, where that is near; directors are no government's."""
    bodies = [n for n in scene.named if n.end <= before and is_organisation(n.entity) and n.shown]
    if _OF_GROUPS.search(role):
        bodies = [n for n in bodies if not n.entity.name.startswith("Government of ")]
    if not is_quoted(scene, before):
        bodies = [n for n in bodies if not is_quoted(scene, n.start)]
    bodies = [n for n in bodies if not _TREATY.search(scene.reading.flat[n.start : n.end])]
    if told := _taken_up(scene, before):
        return told
    if not bodies or before - bodies[-1].end >= 400:
        return None
    last = bodies[-1]
    for sentence in scene.reading.sentences:
        if sentence.start <= last.start < sentence.end <= before:
            if _ITSELF.match(sentence.text):
                return latest(scene, sentence.start) or last.entity
            # what the sentence before is about stands first in it
            return next(n.entity for n in bodies if n.start >= sentence.start)
        if sentence.start <= last.start < before < sentence.end and _OBLIQUE.search(scene.reading.flat[: last.start]):
            near = [n for n in bodies if sentence.start - 300 < n.start and n.end <= sentence.start]
            return near[-1].entity if near else last.entity
    return last.entity


def is_quoted(scene: Scene, position: int) -> bool:
    """True for words between quotation marks."""
    flat = scene.reading.flat
    return flat.count('"', flat.rfind("\n", 0, position) + 1, position) % 2 == 1


def _taken_up(scene: Scene, before: int) -> Entity | None:
    """The body that the sentence before is about, where it begins with "The ministry" or the like."""
    earlier = [s for s in scene.reading.sentences if s.end <= before < s.end + 6]
    noun = _TAKEN_UP.match(earlier[0].text) if earlier else None
    return generic(scene, noun.group(), earlier[0].start) if noun else None


def without_nationality(scene: Scene, sentence: Sentence, begin: int) -> int:
    """Where a name at an offset of the sentence begins with its bearer's nationality: "its head, Norwegian X"."""
    for people in scene.peoples:
        start, end = people.start - sentence.start, people.end - sentence.start
        if end == begin - 1 and sentence.text[:start].endswith(", "):
            return start
    return begin


def modifiers(scene: Scene, sentence: Sentence, end: int) -> int:
    """Where the words begin that belong to the role noun at an offset of the sentence, read backwards from it."""
    words = sentence.text
    covered = [
        (n.start - sentence.start, n.end - sentence.start)
        for n in scene.within(sentence.start, sentence.end)
        if not is_place(n.entity)
    ]
    covered += [
        (p.start - sentence.start, p.end - sentence.start)
        for p in scene.peoples
        if sentence.start <= p.start < sentence.end
    ]
    begin = end
    for match in reversed(list(re.finditer(r"\S+", words[:end]))[-7:]):
        bare = match.group().strip("\"'(")
        inside = any(first < match.end() and match.start() < last for first, last in covered)
        if inside or _ends_modifiers(match.group(), bare):
            break
        if words[end].isupper() and bare.islower() and bare not in _BEFORE_TITLES:  # "detained Pastor X"
            break
        begin = match.start() + match.group().index(bare)
    return begin


def _ends_modifiers(word: str, bare: str) -> bool:
    """True for a word that can be no part of a role: an article, a verb, a possessive, what a comma follows."""
    return bool(
        bare.casefold() in _STOPS
        or _BREAKS.search(bare)
        or word.endswith("s'")
        or re.search(r"[,;:.)][\"')]*$", word)
        or BODY.fullmatch(bare)
        or not re.match(r"[\w-]", bare)
        or (re.search(r"(?:ed|ing)$", bare) and bare.casefold() not in _ADJECTIVES_IN_ING)
    )


def attached(scene: Scene, sentence: Sentence, end: int, reach: int = 90) -> Named | None:
    """The organisation that follows a role with "at", "of", "for" or "with", only plain words between."""
    for named in scene.within(sentence.start + end, sentence.end):
        gap = sentence.text[end : named.start - sentence.start]
        if len(gap) > reach or re.search(r"[,;.\"]", gap) or _ANOTHER.match(gap):
            return None
        if is_organisation(named.entity) and re.search(
            r"(?:^|.) (?:at|of|for|with|from) (?:the |an? )?(?:(?:[A-Z]\w+ )?\w+(?:'s|s') )?"
            r"(?:(?:[A-Z][a-z]+ ){1,2}(?=[a-z]))?(?:[a-z-]+ |(?:[A-Z]\w+ )?[A-Z][\w.]+-based ){0,3}$",
            gap,
        ):
            return named
    return None
