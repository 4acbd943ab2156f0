"""Who is the subject of a verb: named before it or after a quotation, or shared with the verb before."""

import re
from collections.abc import Iterable, Iterator

from refoulement.graph.claim import RoleClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract import descriptors, saying
from refoulement.loaders.extract.adverbials import bare
from refoulement.loaders.extract.antecedents import Antecedents, Entities
from refoulement.loaders.extract.lexicon import KIN, OCCUPATION, RANK, ROLE_NOUN, TITLE, any_of
from refoulement.loaders.extract.nounphrases import NounPhrases
from refoulement.loaders.extract.quotations import Quotations
from refoulement.loaders.extract.scene import Named, Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.tellings import SO_MANY

_LINK = re.compile(r"(?:^|[,;:\"\ufffc]|(?:^|\s)(?:and|but|or|then|yet|while|-))$")
_LINK_PARTICIPLE = re.compile(
    r"(?:^|[,;:\"\ufffc-]|(?:^|\s)(?:and|but|or|then|while|when|by|in|before|after"
    r"|(?:an?|its|the|this|another|joint|his|her) (?:[\w-]+ )*?(?:resolution|statement|letter|petition|report|motion"
    r"|bill|action|alert|call|communiqu.|declaration|campaign|advisory|leaflet|e-?mail|message|note|open letter"
    r"|speech|post|release|appeal|tweet)))$"
)
_WRITTEN_TO = re.compile(
    r"\b(?:written|wrote|writes|writing|write|sent|letters?|petition(?:ed)?|appeal(?:ed)?|cabled|messages?|notes?)"
    r" (?:[\w-]+ ){0,4}?to [^,;.]{3,80}$"
)  # "has written to X | asking": it is not X who asks
_RELATIVE = re.compile(r",? (?:which|who|that)$")
_ASIDE = re.compile(r", ?(?P<words>[^,]*(?:,[^,]*){0,2}),$")
_DASHED = re.compile(r" - [^-]{1,120} -$")
_NAME_OF_PERSON = re.compile(
    rf"(?:(?:{TITLE}|{ROLE_NOUN}|[A-Z][\w.]*) )*$|(?:who (?:gave|asked|wanted|goes|went|would|wished)|identified|named"
    r"|surnamed|called|known|referred to|giving)\b[a-z' ]* $"
)
_ADDRESSED = re.compile(r"\b(?:on|upon|to|urging|calling|asking|demanding|against|with)\b")
_CLOSE_TO = any_of(
    *KIN, "neighbou?r", "friend", "colleague", "classmate", "cellmate", "widow", "niece", "nephew", "resident",
    "survivor", OCCUPATION,
)  # fmt: skip
_BEFORE_NAME = re.compile(
    rf"[ ,]*(?:the |an? |its |his |her )?(?:(?:[\w'.-]+ ){{0,3}}(?:{TITLE}|{ROLE_NOUN}|{_CLOSE_TO})"
    rf"(?: (?:for|of|on|in|who) [a-z][\w -]{{2,40}})?,? |(?:{RANK}\.?[- ])+|[A-Z]\w*\.? )?(?:\(\w+\.?\) )?$"
)
_OPENED = re.compile(r"(?:\"|\ufffc,?|\", ?|,)$")
_HOUSE = re.compile(
    r"(?<= )(?:that )?(?:the|its|his|her|their) (?:[a-z][\w-]* ){0,2}(?:ministry|government|office|agency|group"
    r"|embassy|delegation|organi[sz]ation|department|police|authorities|party)$"
)
_ITS_MINISTRY = re.compile(r"(?<!and )\b(?:its|their) (?:\w+ )?ministry$")
_ANONYMOUS = re.compile(
    r"(?:,? who (?:(?:\w+ )?(?:spoke|asked|requested|wished|insisted|declined|refused|preferred|wanted|would not|did"
    r" not)\b)"
    r"|,? (?:speaking|talking) (?:on|under)|,? (?:on|under) (?:the )?condition of)[^,;\"]{3,90},?$"
)  # "an official who spoke on condition of anonymity said"
_QUOTED_VERB = re.compile(r" \"\ufffc*$")  # 'Japan "deeply regrets" it'
_TO_SOMEONE = re.compile(r"(?:urg|told|tell|ask|warn|accus|call|demand|implor|criticis|criticiz|condemn|press)\w*")
_SAID = re.compile(r"says?|said|reports?|reported|estimates?|believes?|believed|claims?|claimed|reckons?")
_SAID_ASIDE = re.compile(
    r", (?:(?:he|she|it|they) (?:said|says|added|adds)|(?:said|says) [\w. '-]{2,40}),? (?:and|but)$"
)
_CLOSING = re.compile(r"(?: \([^)]*\))?(?: (?:on|in|last|this) [\w ]{1,20})?[.\"]*$|, | - ")
_OTHER_SUBJECT = re.compile(
    r"\b(?:said|says|told [\w ]{1,20}|that) (?:the|an?|one|his|her|their) (?:[\w-]+ ){0,3}?[\w-]+, (?:wh|an? |the"
    r" )[^,]*,$"
)
_WHICH = re.compile(r", (?:which|who) ")
_AFTER_COMMA = re.compile(rf", (?:{TITLE} )$")
_OFFICE_OF = re.compile(
    r"\b[Oo]ffices? of (?:the |its )?[a-z][\w ]{2,40}$"
)  # "the office of the mayor, X, did not reply"
_OF_BODY = re.compile(r" (?:of|from|at|with) (?:the )?")
_SET_APART = re.compile(r";(?: and| but)? $")
_TITLE_BETWEEN = re.compile(rf"(?:'s?)? (?:[a-z-]+ ){{0,2}}(?:{TITLE}|{ROLE_NOUN}),? ")
_POST_BETWEEN = re.compile(rf"'s? (?:[a-z-]+ ){{0,3}}(?:{ROLE_NOUN}) (?:in|for|of|to) (?:the )?[\w ]{{3,30}}, ")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Aa]s per|in the (?:words|view|opinion) of) (?:the )?")
_OPENING = re.compile(
    r"^(?:(?:In|On|At|After|Before|Since|During|Last|Earlier|Meanwhile|Also|Separately|Late|For|Despite"
    r"|Among)\b[^,]{0,80}, )?"
)
_OPENING_PHRASE = re.compile(r"^(?:The|Its|Both|He|She|It|They)\b(?: (?:\w[\w'-]*)){0,4}")


class Speakers:
    """Finds the subjects of verbs in an article's sentences, and who speaks in each."""

    def __init__(self, scene: Scene, quotations: Quotations, roles: Iterable[RoleClaim]) -> None:
        self.scene = scene
        self.quotations = quotations
        self.antecedents = Antecedents(scene, roles)
        self.nounphrases = NounPhrases(scene, self.antecedents)
        for index in range(len(scene.reading.sentences)):
            said = self._says(index) or self._said_before(index)
            self.antecedents.said.append(said)
            spoken = any(
                not saying.NOUNS.match(verb.group()) for verb in saying.SAYS.finditer(quotations.outside[index])
            )
            self.antecedents.unclear.append(spoken and not said)
            self.antecedents.subjects.append(said or self.opening(index))

    def _said_before(self, index: int) -> Entities:
        """Who says the quotation that a sentence is no more than a further part of."""
        goes_on = (
            index and self.quotations.only(index) and self.quotations.runs[index] & self.quotations.runs[index - 1]
        )
        return self.antecedents.said[index - 1] if goes_on else ()

    def subject(self, index: int, start: int, end: int) -> Entities:
        """Who does what the verb at `[start, end)` of a sentence's unquoted words says."""
        after = self._inverted(index, start, end)
        if after:
            return after
        outside = self.quotations.outside[index]
        if saying.PASSIVE.search(outside[:start]) and saying.PAST_PARTICIPLE.match(outside, start):
            return ()
        if quoted := _QUOTED_VERB.search(outside[:start]):
            start = quoted.start()
        direct = self._direct(index, start, participle=self._is_participle(index, start, end))
        return self._shared(index, start) if direct is None else direct

    def agents(self, index: int, end: int) -> Entities:
        """Who is named right after "by": X, or X, Y and Z."""
        sentence = self.scene.reading.sentences[index]
        following = self.scene.within(sentence.start + end, sentence.end)
        found: list[tuple[int, Entities]] = []
        at = end
        for named in following:
            gap = sentence.text[at : named.start - sentence.start]
            fits = _BEFORE_NAME.fullmatch(gap) if not found else re.fullmatch(r",? (?:and )?(?:the )?", gap)
            speaker = self._titled(index, named) or self.nounphrases.speaker(named)
            if not fits or speaker is None:
                break
            found.append((named.end, (speaker,)))
            at = named.end - sentence.start
        if len(found) > 1 and " and " not in sentence.text[end:at]:
            found = found[:1]
        return tuple(entity for _, entities in found for entity in entities) or self.described_after(index, end)

    def described_after(self, index: int, end: int) -> Entities:
        """Whom the first words after a place of a sentence describe: "the ministry"."""
        text = self.scene.reading.sentences[index].text[end:]
        for words in (3, 4, 2, 1):
            match = re.match(rf"(?: ?[\w'-]+){{{words}}}", text)
            found = self.antecedents.described(index, match.group()) if match else ()
            if found:
                return found
        return ()

    def _is_participle(self, index: int, start: int, end: int) -> bool:
        words = self.quotations.outside[index][start:end].split()
        return bool(words) and words[0].endswith("ing")

    def _direct(self, index: int, start: int, *, participle: bool) -> Entities | None:
        """The subject that stands before a verb; None where the verb shares that of an earlier one."""
        text = _ANONYMOUS.sub("", bare(self.quotations.outside[index][:start]))
        if participle and (_LINK_PARTICIPLE.search(text) or _WRITTEN_TO.search(text)):
            return None
        relative = _RELATIVE.search(text)
        if relative and _LINK_PARTICIPLE.search(text[: relative.start()]):
            return None
        if relative:
            return self.nounphrases.nearest(index, relative.start()) or self.nounphrases.at(index, relative.start())
        if text.endswith(","):
            return self._past_asides(index, text)
        dashed = _DASHED.search(text)
        if dashed:
            return self.nounphrases.at(index, dashed.start())
        if aside := _SAID_ASIDE.search(text):
            return self.opening(index, aside.start()) or None
        if _LINK.search(text):
            return None
        if re.search(r"\b(?:I|[Ww]e)$", text):
            return ()
        if pronoun := descriptors.PRONOUN.search(text):
            return self._pronoun(index, pronoun, len(text))
        return self._own_house(index, text) or self.nounphrases.at(index, len(text))

    def _past_asides(self, index: int, text: str) -> Entities | None:
        """The subject before what stands between commas, or the person whom it names: "The head of X, Y, said"."""
        end = len(text) - 1
        for _ in range(3):
            comma = text.rfind(",", 0, end)
            if comma < 0:
                return () if _OTHER_SUBJECT.search(text) else None
            aside = text[comma + 1 : len(text) - 1]
            name = self._name_of(index, text, comma)
            if name:
                return name
            head = bare(text[:comma])
            if not re.search(r"\b(?:said|says|told)\b", aside) or end < len(text) - 1:
                found = self.nounphrases.at(index, len(head))
                if found:
                    return found
            elif found := self.nounphrases.at(index, len(head)):
                return found
            end = comma
        return None

    def _name_of(self, index: int, text: str, comma: int) -> Entities:
        """The person or group whose name is all that stands between two commas: "A lawyer, X," or "A group, Y,"."""
        start, end = comma + 1, len(text) - 1
        sentence = self.scene.reading.sentences[index]
        inside = self.scene.within(sentence.start + start, sentence.start + end)
        if not inside or inside[-1].end != sentence.start + end or not self._is_one(inside):
            return ()
        if _OFFICE_OF.search(text[:comma]):
            return ()
        opening = sentence.text[start : inside[0].start - sentence.start].strip()
        if inside[0].entity.kind == "Person":
            return (inside[0].entity,) if _NAME_OF_PERSON.fullmatch(f"{opening} ".lstrip()) else ()
        speaker = (
            self.nounphrases.speaker(inside[0]) if not opening and descriptors.A_GROUP.search(text[:comma]) else None
        )
        return (speaker,) if speaker else ()

    def _is_one(self, inside: list[Named]) -> bool:
        """True for one name, also with the body that its bearer is of: "X of the Y"."""
        if len(inside) == 1:
            return True
        gap = self.scene.reading.flat[inside[0].end : inside[1].start]
        return len(inside) == len(("X", "Y")) and inside[0].entity.kind == "Person" and bool(_OF_BODY.fullmatch(gap))

    def _pronoun(self, index: int, match: re.Match[str], end: int) -> Entities:
        """Whom a pronoun stands for: who says the clause that it is in, else a person named before, else who spoke."""
        if match["pronoun"].lower() in ("it", "they") and (main := self._main(index, match.start("pronoun"))):
            return main
        aside = self.quotations.outside[index][: match.start("pronoun")].rstrip().endswith(",")  # "…, it said"
        if not aside and any(self._verbs(index, match.start())):
            shared = self._shared(index, match.start(), opening=False)
            others = match["pronoun"].lower() == "they" and len(shared) == 1 and shared[0].kind == "Person"
            return () if others else shared  # of whom one person speaks
        sentence = self.scene.reading.sentences[index]
        inside = self.scene.within(sentence.start, sentence.start + match.start())
        if match["pronoun"].lower() in ("he", "she"):
            persons = [named.entity for named in inside if named.entity.kind == "Person"]
            if persons:
                return (persons[-1],)
        return self.nounphrases.at(index, end)

    def _main(self, index: int, start: int) -> Entities:
        """Who does what a sentence begins with, for the "it" of a clause set apart: "X urges …; and it asks …"."""
        outside = self.quotations.outside[index]
        if not _SET_APART.search(outside[:start]):
            return ()
        first = next(
            (verb for verb in saying.VERB.finditer(outside, 0, start) if not saying.NOUNS.match(verb.group())), None
        )
        return self.subject(index, *first.span()) if first else self.opening(index, start)

    def _own_house(self, index: int, text: str) -> Entities:
        """The person who says what "the ministry" does: who speaks for it; not where another clause is set apart."""
        match = _HOUSE.search(text) if not text.endswith(("his government", "her government")) else None
        if match and _SET_APART.search(text[: match.start()]):
            return ()
        if match and _ITS_MINISTRY.search(text) and (ministry := self.nounphrases.nearest(index, len(text))):
            return ministry
        said = self._shared(index, match.start(), opening=False) if match else ()
        return tuple(entity for entity in said if entity.kind in ("Person", "GovernmentBody"))

    def _verbs(self, index: int, before: int) -> Iterator[re.Match[str]]:
        """The verbs of telling before a place in a sentence, nearest first."""
        outside = self.quotations.outside[index]
        found = [
            match
            for match in saying.VERB.finditer(outside, 0, before)
            if outside.startswith(" that ", match.end()) or not saying.NOUNS.match(match.group())
        ]
        for match in reversed(found):
            if match.group() in saying.ADJECTIVES and saying.DETERMINED.search(outside[: match.start()]):
                continue  # "the reported returns"
            if not (saying.PASSIVE.search(outside[: match.start()]) and not match.group().endswith(("s", "ing"))):
                yield match

    def _shared(self, index: int, start: int, *, opening: bool = True) -> Entities:
        """The subject of the nearest verb before, else what the sentence opens with."""
        text = self.quotations.outside[index]
        relative = next(reversed(list(_WHICH.finditer(text, 0, start))), None)
        if relative and (over := self._after_relative(index, relative.end(), start)):
            return over
        for verb in self._verbs(index, start):
            if relative and verb.start() < relative.start():
                break
            found = self._inverted(index, verb.start(), verb.end())
            if found:
                return found
            participle = self._is_participle(index, verb.start(), verb.end())
            direct = self._direct(index, verb.start(), participle=participle)
            if direct is not None:
                return direct
        if relative:
            return self.nounphrases.nearest(index, relative.start()) or self.nounphrases.at(index, relative.start())
        return self.opening(index, start) if opening else ()

    def _after_relative(self, index: int, start: int, end: int) -> Entities:
        """Who comes, after a comma, once a relative clause is over: "In X, which passed it, Rep. Y called …"."""
        sentence = self.scene.reading.sentences[index]
        for named in self.scene.within(sentence.start + start, sentence.start + end):
            before = sentence.text[start : named.start - sentence.start]
            if named.entity.kind == "Person" and _AFTER_COMMA.search(before):
                return (named.entity,)
        return ()

    def opening(self, index: int, before: int | None = None) -> Entities:
        """Whom the first words of a sentence name, up to a place in it."""
        before = len(self.scene.reading.sentences[index].text) if before is None else before
        sentence = self.scene.reading.sentences[index]
        led = _OPENING.match(sentence.text)
        at = led.end() if led else 0
        for named in self.scene.within(sentence.start + at, sentence.start + before)[:1]:
            owner = sentence.text[named.end - sentence.start :].startswith(("'", "-"))
            if not owner and _BEFORE_NAME.fullmatch(sentence.text[at : named.start - sentence.start]):
                titled = self._titled(index, named)
                return (titled,) if titled else self.nounphrases.at(index, named.end - sentence.start)
        if introduced := descriptors.ANOTHER.match(sentence.text):
            for named in self.scene.within(sentence.start + introduced.end(), sentence.start + before)[:1]:
                if sentence.text[introduced.end() : named.start - sentence.start] in ("", "the "):
                    return self.nounphrases.at(index, named.end - sentence.start)
        match = _OPENING_PHRASE.match(sentence.text[at:before])
        words = match.group().split() if match else []
        for count in range(1, len(words) + 1):
            found = self.antecedents.described(index, " ".join(words[:count]))
            if found:
                return found
        return ()

    def _inverted(self, index: int, start: int, end: int) -> Entities:
        """The X of a quotation that ends in "said X": whom the words after the verb name, a quotation before it."""
        sentence = self.scene.reading.sentences[index]
        outside = self.quotations.outside[index]
        if not _OPENED.search(outside[:start].rstrip()) or not re.match(r"\s", outside[end:]):
            return ()
        quoted = outside[:start].rstrip().endswith('"')
        shown = [n for n in self.scene.within(sentence.start + end, sentence.end) if n.shown]  # "said Seoul-based X"
        for named in shown[:2]:
            gap = outside[end : named.start - sentence.start]
            speaker = self._titled(index, named) or self.nounphrases.speaker(named)
            if not quoted and _ADDRESSED.search(gap):
                break
            if (
                speaker
                and _BEFORE_NAME.fullmatch(gap)
                and (
                    quoted
                    or (speaker.kind == "Person" and not _TO_SOMEONE.match(outside, start))
                    or self._ends_with(sentence, start, end, named)
                )
            ):
                return (speaker,)
            if not (speaker and re.fullmatch(r"[ ,]*(?:the |an? )?(?:[a-z-]+ ){0,2}", gap)):
                break
        return self.described_after(index, end) if quoted else ()

    def _ends_with(self, sentence: Sentence, start: int, end: int, named: Named) -> bool:
        """True where a sentence ends in "…, says X"."""
        closes = _CLOSING.match(sentence.text, named.end - sentence.start)
        return bool(closes and _SAID.fullmatch(sentence.text[start:end]))

    def _titled(self, index: int, named: Named) -> Entity | None:
        """The person of "PPP Rep. X" or "Human Rights Watch researcher X", named right after an organisation."""
        sentence = self.scene.reading.sentences[index]
        for other in self.scene.within(named.end, sentence.end)[:2]:
            gap = sentence.text[named.end - sentence.start : other.start - sentence.start]
            if other.entity.kind == "Person" and (_TITLE_BETWEEN.fullmatch(gap) or _POST_BETWEEN.fullmatch(gap)):
                return other.entity
        return None

    def _says(self, index: int) -> Entities:
        outside = self.quotations.outside[index]
        according = _ACCORDING.search(outside)
        if according and (found := self.agents(index, according.end())):
            return found
        for verb in saying.SAYS.finditer(outside):
            counts = outside.startswith((" that ", ",", "."), verb.end()) or SO_MANY.match(outside, verb.end() + 1)
            if saying.NOUNS.match(verb.group()) and not counts:
                continue
            found = self.subject(index, verb.start(), verb.end())
            if found:
                return found
        return ()
