"""Whom the words that end at a place of a sentence name: a name, "an official at X", "X and Y", "Chinese officials"."""

import re

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.antecedents import Antecedents, Entities, is_expert
from refoulement.loaders.extract.descriptors import OFFICIALS
from refoulement.loaders.extract.gazetteer import is_organisation, is_place
from refoulement.loaders.extract.lexicon import ROLE_NOUN, TITLE, any_of
from refoulement.loaders.extract.scene import Named, Scene

_OF_A_STATE = any_of(
    "government", "authorit(?:y|ies)", "officials", "administration", "regime", "leaders", "leadership", "side",
    "diplomats", "delegation", "delegate", "state media", "representatives?",
)  # fmt: skip
_TAIL = re.compile(
    rf"(?:'s?)?(?: [a-z-]+){{0,3}}? (?:{OFFICIALS}|representation|directorate|department|division|section)(?: (?:on|for"
    rf"|in) [^,.;]{{1,60}})?(?: [A-Z][\w'-]*){{0,3}}"
    r"|(?: [a-z-]+)? (?:newspaper|daily|weekly|tabloid|news (?:agency|service|website|outlet|site|channel)|wire service"
    r"|broadcaster|web ?site|magazine|channel|radio(?: station)?|television|TV|outlet|think tank|station)"
    r"|(?:'s?)? (?:[A-Z][\w-]+ )?(?:language )?service"
    r"|(?:'s?)? (?:[A-Z]\w+ ){1,3}(?:[Dd]ivision|[Dd]epartment|[Bb]ureau|[Dd]esk|[Ss]ection|[Bb]ranch|[Oo]ffice"
    r"|[Tt]eam)"
)
_TAIL_OF_STATE = re.compile(rf"(?:'s?)?(?: [a-z-]+){{0,2}}? {_OF_A_STATE}")
_TAIL_OF_STATE_HERE = re.compile(_TAIL_OF_STATE.pattern + r"(?: (?:in|from|on) (?:the )?[A-Z][\w' -]{1,40})?")
_BRACKETED = re.compile(r" ?\([^()]*\)$")
_ON_A_STREET = re.compile(
    r" (?:on|in|at|off) (?:the )?(?:[A-Z][\w'-]* ){1,4}(?:[Rr]oad|[Ss]treet|[Aa]venue|[Ss]quare|[Ll]ane|[Bb]oulevard)$"
)
_AND_OTHERS = re.compile(
    r",? (?:and|along with|together with) (?:(?:several|many|dozens of|two|three|four|\w+) )?(?:other|partner)"
    r" (?:[\w-]+ ){0,3}?(?:groups|organi[sz]ations|NGOs|bodies|agencies|charities)$"
    r"|,? and (?:its|their) (?:[\w-]+ ){0,2}?(?:partners?|affiliates?|members|allies|branches|volunteers|networks?)$"
)  # "X and other groups", "X and its partners"
_AND_ANOTHER = re.compile(r",? and (?:the )?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}$")
_CLAUSE = r"(?:after|before|since|until|when|that|as|while|because|if|where|whether|and|but|than|said|says|told)\b"
_THE_GROUP = re.compile(r", the (?:group|organi[sz]ation|NGO|charity|watchdog)$")
_GOVERNED = re.compile(
    r"\b(?P<by>of|from|at|for|with|in|on|to|against|by|about|over|into|between|among|through|via|near|around|towards?"
    r"|under|within|like|outside|inside|behind) (?:the |its |their |a |an )?"
    rf"(?:(?!{_CLAUSE}|(?:the|an?|its|their|last|this|next) )[a-z][\w.-]* ){{0,4}}$"
)
_LEADING = re.compile(r"\b(?:the |its |their |his |her |an? )?(?:[a-z][\w.-]* ){0,3}$", re.IGNORECASE)
_SPEAKING_FOR = re.compile(
    rf"\b(?:{OFFICIALS}|(?:{ROLE_NOUN})s?|office|headquarters|branch|secretariat|workers?|volunteers?"
    r"|monitors?|observers?|doctors|nurses|missionar(?:y|ies))(?: (?:for|on|in) (?:[\w-]+"
    rf" ){{1,4}}?)? ?(?:,|based)? ?$",
    re.IGNORECASE,
)
_IN_TOWN = re.compile(r" in (?:the )?")
_GOVERNING = re.compile(r"\b(?:government|authorities|officials|leaders|regime|representatives?) $", re.IGNORECASE)
_JOINED = re.compile(
    r"\)?(?: ?\([^()]*\))?(?P<mark>,? (?:and|or|nor|as well as|along with) |, )(?:the |both |its )?(?:[a-z]\w+ ){0,2}"
    rf"(?:{TITLE} )?"
)


class NounPhrases:
    """Reads noun phrases; where one has no name in it, its antecedent is looked for."""

    def __init__(self, scene: Scene, antecedents: Antecedents) -> None:
        self.scene = scene
        self.antecedents = antecedents

    def speaker(self, named: Named) -> Entity | None:
        """A country that speaks is its government; persons and organisations speak for themselves."""
        country = self.scene.known.capitals.get(named.entity.iri)
        if named.entity.kind == "Country" or country:
            return self.scene.government(country or named.entity.iri)
        return named.entity if named.entity.kind == "Person" or is_organisation(named.entity) else None

    def nearest(self, index: int, end: int) -> Entities:
        """Whom the name right before `end` stands for, whatever governs it: the X of "X, which denies it"."""
        sentence = self.scene.reading.sentences[index]
        inside = self.scene.within(sentence.start, sentence.start + end)
        speaker = self.speaker(inside[-1]) if inside and inside[-1].end == sentence.start + end else None
        return (speaker,) if speaker else ()

    def at(self, index: int, end: int) -> Entities:
        """Whom the phrase that ends at `end` of a sentence names, as the subject of what follows; none if unclear."""
        sentence = self.scene.reading.sentences[index]
        text = _ON_A_STREET.sub("", sentence.text[:end].rstrip())
        bare = _AND_OTHERS.sub("", _BRACKETED.sub("", text).rstrip('"'))
        if is_expert(bare) and (expert := self.antecedents.described(index, bare)):
            return expert
        named = self._named(index, bare) or (self._named(index, text) if bare != text else ())
        phrase = _THE_GROUP.search(bare)
        here = self.group_before(index, phrase.start()) if phrase else ()
        return named or here or self.antecedents.described(index, bare)

    def group_before(self, index: int, end: int) -> Entities:
        """The one group that a sentence names before it calls it "the group"."""
        start = self.scene.reading.sentences[index].start
        groups = set(self.scene.groups())
        inside = dict.fromkeys(n.entity for n in self.scene.within(start, start + end) if n.entity in groups)
        return tuple(inside) if len(inside) == 1 else ()

    def _named(self, index: int, text: str) -> Entities:
        sentence = self.scene.reading.sentences[index]
        inside = self.scene.within(sentence.start, sentence.start + len(text))
        state = self._state(index, text)
        if state or not inside:
            return state
        last = inside[-1]
        tail = text[last.end - sentence.start :]
        if another := _AND_ANOTHER.search(tail):
            speaker = self.speaker(last)
            joined = self._joined(index, inside[:-1], last, joined=True)
            return (*(joined or ()), speaker) if another.start() == 0 and speaker else ()
        fits = _TAIL_OF_STATE if last.entity.kind == "Country" else _TAIL
        if tail and not fits.fullmatch(tail):
            return ()
        return self._head(index, inside, text)

    def _head(self, index: int, inside: list[Named], text: str) -> Entities:
        """The head of a phrase that ends in a name: X of "X of Y", Y of "an official at Y", X and Y of "X and Y"."""
        sentence = self.scene.reading.sentences[index]
        last, earlier = inside[-1], inside[:-1]
        before = text[: last.start - sentence.start]
        if earlier and is_organisation(earlier[-1].entity) and is_place(last.entity):
            body = text[: earlier[-1].end - sentence.start]  # "a spokesman for the security bureau in X"
            if _IN_TOWN.fullmatch(before[len(body) :]):
                return self._head(index, earlier, body)
        speaker = self.speaker(last)
        governed = _GOVERNED.search(before)
        if governed:
            if governed["by"] not in ("of", "from", "at", "for", "with", "in"):
                return ()
            opening = before[: governed.start()].rstrip(" ")
            if earlier and len(opening) == earlier[-1].end - sentence.start:
                return self._head(index, earlier, opening) or self._whose(index, earlier, opening)
            if governed.group() == "in " and _GOVERNING.search(f"{opening} ") and speaker:
                return (speaker,)
            if governed["by"] in ("in", "at") and is_place(last.entity):
                return self.antecedents.described(index, opening)
            if speaker and is_organisation(speaker) and _SPEAKING_FOR.search(opening):
                if last.entity.kind == "Country" and not _GOVERNING.search(opening + " "):
                    return ()
                return self._whose(index, earlier, opening) or (speaker,)
            return ()
        joined = self._joined(index, earlier, last) if speaker else None
        return (*joined, speaker) if joined is not None and speaker else ()

    def _whose(self, index: int, earlier: list[Named], opening: str) -> Entities:
        """The person of "Shin, director of Y,": who is named right before the description."""
        persons = [named for named in earlier if named.entity.kind == "Person"]
        if not persons:
            return ()
        sentence = self.scene.reading.sentences[index]
        gap = opening[persons[-1].end - sentence.start :]
        return (persons[-1].entity,) if re.fullmatch(r",(?: [\w'.-]+){1,12}", gap) else ()

    def _joined(self, index: int, earlier: list[Named], last: Named, *, joined: bool = False) -> Entities | None:
        """The names that "and" joins to one, back through a list; None where another word governs them all."""
        text, offset = self.scene.reading.sentences[index].text, self.scene.reading.sentences[index].start
        found: list[Entity] = []
        for named in reversed(earlier):
            gap = text[named.end - offset : last.start - offset]
            match = _JOINED.fullmatch(gap if gap.strip() != "(" else ", ")
            speaker = self.speaker(named)
            if not match or not speaker or not (joined or match["mark"].strip() != ","):
                break
            if _GOVERNED.search(text[: named.start - offset]):
                return None
            joined = True
            last = named
            if not text[: named.start - offset].endswith("("):
                found.insert(0, speaker)
        return tuple(found)

    def _state(self, index: int, text: str) -> Entities:
        """The government of "Chinese officials": of a nationality."""
        sentence = self.scene.reading.sentences[index]
        for people in self.scene.peoples:
            if sentence.start <= people.start and people.end <= sentence.start + len(text):
                before = text[: people.start - sentence.start]
                government = self.scene.government(people.country)
                fits = _TAIL_OF_STATE_HERE.fullmatch(text[people.end - sentence.start :])
                if fits and government and not _GOVERNED.search(before):
                    return (government,)
        return ()
