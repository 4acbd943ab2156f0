"""Who denies, confirms, keeps silent, urges, condemns or warns: the stances that named actors take."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.graph.claim import StanceClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.lexicon import ROLE_NOUN, any_of
from refoulement.loaders.extract.scene import Named, Scene
from refoulement.loaders.extract.sentences import Sentence, outside_quotes

_ADVERB = any_of(
    "also", "immediately", "repeatedly", "strongly", "again", "still", "yet", "publicly", "long", "since",
    "consistently", "flatly", "reportedly", "sharply", "officially", "recently", "jointly", "even", "now", "been",
    "so far",
)  # fmt: skip
_ADVERBS = rf"(?:{_ADVERB} )*"
_NOT = rf"(?:did|does|do|has|have|could|would|can) {_ADVERBS}(?:not|n't) {_ADVERBS}"
_REPORTS = "(?:[^.;]{0,50}? )?(?:claims?|allegations?|reports?|accusations?|criticism)"
_CUES = {
    "doesNotConfirm": any_of(
        _NOT + "(?:independently )?(?:confirm|verify|acknowledge)(?:ed)?",
        _NOT + "made any (?:public )?(?:acknowledgement|acknowledgment|announcement)",
        "(?:declined|refused|unable|not able) to (?:independently )?(?:confirm|verify)",
        "neither confirm(?:ed|s)? nor den(?:ied|ies|y)",
    ),
    "verifying": any_of(
        r"(?:trying|seeking|working|attempting|continuing|making efforts) to (?:\w+ )?"
        r"(?:verify|confirm|check|ascertain|determine|establish|find out)",
        r"(?:is|are|was|were) (?:\w+ )?(?:verifying|checking|looking into|investigating)",
    ),
    "noComment": any_of(
        _NOT + "(?:comment(?:ed)?|respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|issued? (?:a|any) (?:statement|comment))",
        "(?:declined|refused) to comment",
        "had no (?:immediate )?comment",
        "(?:has|have) (?:remained|been|kept) silent",
        "(?:has|have) yet to (?:comment|respond|reply|answer)",
        "could not (?:immediately )?be reached",
        "(?:declined|refused) to (?:say|discuss|answer|be interviewed|give)",
    ),
    "denies": any_of(
        _ADVERBS + "den(?:ied|ies|y|ying)(?! (?:access|them|him|her|asylum|entry))",
        _ADVERBS + f"(?:reject(?:ed|s)?|dismiss(?:ed|es)) {_REPORTS}",
        "(?:said|says|insisted|claimed|claims|maintains?|stated) (?:that )?there (?:are|were|is|was) no[^.]*",
        "(?:was|were|is|are) (?:untrue|false|groundless|baseless|fabricated|unfounded|not true)",
        "(?:said|says|insisted|claimed|claims) (?:that )?it (?:(?:had|has) no knowledge|(?:was|is) not aware)[^.]*",
    ),
    "condemns": any_of(
        _ADVERBS + "(?:condemn(?:ed|s|ing)?|critici[sz](?:ed|es|ing)|denounc(?:ed|es|ing)|deplor(?:ed|es|ing))",
        _ADVERBS + "(?:slam(?:med|s)|protest(?:ed|s)|decr(?:ied|ies)|blast(?:ed|s)|accus(?:ed|es)|rebuk(?:ed|es))",
        r"(?:lodge[ds]|file[ds]|register(?:ed|s)|raise[ds]|made) (?:an? )?(?:\w+ )?(?:protests?|complaints?)",
        r"express(?:ed|es|ing)? (?:\w+ )?(?:regrets?|outrage|dismay|anger|indignation)",
        "regret(?:ted|s)",
    ),
    "urges": any_of(
        _ADVERBS
        + "(?:urg(?:ed|es|ing)|call(?:ed|s|ing)? (?:on|upon|for)|appeal(?:ed|s|ing)? (?:to|for)|demand(?:ed|s|ing))",
        _ADVERBS + "(?:demand(?:ed|s|ing)|implor(?:ed|es|ing)|plead(?:ed|s)|request(?:ed|s) (?:that|the))",
        _ADVERBS + "press(?:ed|es|ing)(?! (?:conference|release))",
        _ADVERBS + "ask(?:ed|s|ing) (?:the )?(?=[A-Z]|government)",
    ),
    "confirms": _ADVERBS + "(?:confirm(?:ed|s)|acknowledg(?:ed|es)|admit(?:ted|s)|verified)",
    "warns": any_of(
        _ADVERBS + r"(?:warn(?:ed|s|ing)|fear(?:ed|s|ing)?(?! of\b)|worr(?:ied|ies|y) (?:about|that|for))",
        r"(?:is|was|are|were|am) (?:\w+ )?(?:concerned|worried|afraid|alarmed)",
        r"(?:express(?:ed|es|ing)?|rais(?:ed|es|ing)|voic(?:ed|es|ing)) (?:\w+ )?(?:concerns?|fears?|alarm|worry)",
        r"(?:said|says) (?:that )?[^.]{0,80}?\b(?:(?:would |could |will |may )?face|risk|are at risk|at risk of)\b",
    ),
}
_PATTERNS = tuple((stance, re.compile(rf"(?<![\w-]){words}(?=\W|$)")) for stance, words in _CUES.items())
_PASSIVE = re.compile(
    r"(?:could not|has not|have not|had not|cannot|was not|were not|not) (?:\w+ )?(?:independently )?(?:be "
    r"|been )?(?:immediately )?(?:independently )?(?:confirmed|verified)(?: independently)? by (?:the )?$"
)
_PASSIVE_STANCE = (
    ("condemns", re.compile(r"\b(?:condemned|criticised|criticized|denounced) by (?:the )?$")),
    ("denies", re.compile(r"\b(?:denied|rejected) by (?:the )?$")),
    ("confirms", re.compile(r"(?<!not )(?<!independently )\bconfirmed by (?:the )?$")),
)
_BREACH = re.compile(
    r"\b(?:disgrace|shame(?:ful)?|unacceptable|outrageous|inhuman(?:e|ity)?|barbaric|crimes? against humanity"
    r"|violat(?:es?|ed|ing|ions?)|in breach|breach(?:es|ed)|"
    r"(?:is|are) (?:legally )?(?:obligated|obliged|bound) (?:not )?to|complicit|contrary to (?:its|international))\b",
    re.IGNORECASE,
)
_THERE_IS_NONE = re.compile(
    r"\b[Tt]here (?:is|are|was|were) \"?(?:simply )?no (?:such|so-called|refugee|\"?defector)"
    r"|\bno such thing as\b|\bneither a refugee\b"
)
_HARM_AHEAD = re.compile(
    r"(?<!who )\b(?:will|would|could|faces?|facing|awaits?|waits?)\b[^.;]{0,120}?"
    r"\b(?:tortur|execut|labou?r camp|prison camp|political camp|punish|interrogat|persecut|imprison|death|killed)",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"(?:'s government| authorities| government)? (?:should|must|needs? to|ought to)(?: \w+ly)? (?!have\b)"
)
_SILENT = re.compile(
    r"\b(?:comment|respond|repl(?:y|ied)|confirm|verify|yet to answer|silent|looking into|investigating|checking)",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?) (?:[\w.'-]+ ){{0,3}}?(?i:{ROLE_NOUN})"
    r"(?: (?:today|yesterday|also|has|have|had|on [A-Z]\w+|later|again))* ?$"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|I'm|[Ww]e're)(?: (?:am|are|also|have|strongly|again))* ?$")
_PERSONAL = re.compile(r"\b(?:[Hh]e|[Ss]he)(?: (?:has|had|is|was|also|still))* ?$")
_GROUP = r"(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts) (?:\w+ ){0,2}(?:group|ministry|organi[sz]ation|NGO)"
_STANDS_FOR = re.compile(rf"\b(?:[Ii]t|{_GROUP}|but|and)(?: (?:has|had|is|was|also|still))* ?$")
_FATE = re.compile(
    r"\b"
    + any_of(
        "defector", "refugee", "repatriat", "deport", "return", "escapee", "detain", "detention", "prisoner",
        "asylum", "refoulement", "torture", "execut", "punish", "North Koreans", "persecut", "sent back", "send",
        "human rights", "abuse", "fate", "famil(?:y|ies)", r"reports?\b", "sister", "brother", "mother", "daughter",
        "incident", "issue", "case", "matter", "allegation", r"claims?\b", "migrants?", "expuls", "crackdown",
        "protection", "comment",
    ),
    re.IGNORECASE,
)  # fmt: skip
_ELSEWHERE = re.compile(r"\b(?:missiles?|nuclear tests?|trade|customs|exports?|tariffs?|satellites?)\b")  # no names
_ASIDE = (
    r"(?:'s)?(?: of (?:the )?(?:[a-z]+ ){0,3}[A-Z][^,.;\"]{1,60})?(?: ?\([^)]*\))?"
    r"(?:(?:,[^,;\"]{1,100}){1,3},| ?- [^-]{1,80} -)?"
    r"(?: (?:and|,) [^,.;\"]{1,60})?,?"
)
_AUXILIARY = any_of(
    "has", "have", "had", "also", "still", "will", "would", "later", "is", "are", "was", "were", "which", "who",
    "again", "state media", "authorities", "officials?", "government", "ministry", "administration",
    r"spokes\w+(?: [A-Z][\w-]+){0,3}", r"on [A-Z]\w+", "in a statement", r"on the [\w ]{1,30}", r"in [A-Z]?\w+",
)  # fmt: skip
_BETWEEN = re.compile(rf"{_ASIDE}(?: {_AUXILIARY})* ?")
_HARMS = {
    "torture": "tortur",
    "imprisonment": "imprison|prison camp|concentration camp|labou?r camp|jail",
    "sexualViolence": "sexual|rape|gender-based",
    "forcedAbortion": "forced abortion|abortions",
    "forcedLabour": "forced labou?r|hard labou?r",
    "execution": "execut|death penalty|killed",
    "persecution": "persecut",
}
_TREATIES = {
    "refugeeConvention": "(?:Refugee|1951|1951 UN) Convention|Convention [Rr]elating to the Status of Refugees",
    "conventionAgainstTorture": "Convention [Aa]gainst Torture|[Aa]nti-[Tt]orture [Cc]onvention",
    "internationalCovenant": "International Covenant on Civil and Political Rights|ICCPR",
}
_COORDINATED = re.compile(r"(?:[A-Z][\w'-]*(?: [A-Z][\w'-]*)*(?: \([A-Z]+\))?,? and (?:the )?(?:[a-z]+ ){0,2})$")
_GOVERNED = re.compile(
    r"\b(?:to|in|from|with|against|by|of|on|at|through|over|into|between|for|urging|urged) (?:the )?(?:[a-z]+ ){0,3}$"
)
_PLURAL_SUBJECT = re.compile(r"^(?:'s)?,? and (?:the |its )?$")


@dataclass(frozen=True, slots=True)
class _Taken:
    speaker: Entity
    stance: str
    sentence: Sentence


def _as_speaker(scene: Scene, named: Named) -> Entity | None:
    """A country that speaks is its government; persons and organisations speak for themselves."""
    if named.entity.kind == "Country":
        return scene.government(named.entity.iri)
    return named.entity if named.entity.kind == "Person" or is_organisation(named.entity) else None


def _subjects(scene: Scene, sentence: Sentence, cue: int) -> list[Entity]:
    """Who is named as the subject of a verb at `cue`: the nearest name before it, with those joined to it."""
    before = scene.within(sentence.start, sentence.start + cue)
    found: list[Named] = []
    for named in reversed(before):
        if found:
            gap = sentence.text[named.end - sentence.start : found[-1].start - sentence.start]
            if _PLURAL_SUBJECT.match(gap):
                found.append(named)
                continue
            break
        gap = sentence.text[named.end - sentence.start : cue]
        opening = _COORDINATED.sub("", sentence.text[: named.start - sentence.start])
        if _BETWEEN.fullmatch(gap) and not _GOVERNED.search(opening) and _as_speaker(scene, named):
            found.append(named)
    return [speaker for named in found if (speaker := _as_speaker(scene, named))]


def _cues(text: str, outside: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The words that tell a stance, outside quotations; inside them only where the speaker says "I" or "we"."""
    for stance, pattern in _PATTERNS:
        yield from ((stance, match) for match in pattern.finditer(outside))
    for stance, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if outside[match.start() : match.end()] != match.group() and _FIRST_PERSON.search(text[: match.start()]):
                yield stance, match


class _Listener:
    """Goes through an article's sentences and finds the stances they tell, with the actors that take them."""

    def __init__(self, scene: Scene, attribution: Attribution) -> None:
        self.scene = scene
        self.attribution = attribution
        self.last_person: Entity | None = None

    def listen(self) -> Iterator[_Taken]:
        for index, sentence in enumerate(self.scene.reading.sentences):
            yield from _passives(self.scene, sentence)
            if (self._about_fate(index) or _SILENT.search(sentence.text)) and not _ELSEWHERE.search(sentence.text):
                yield from self._sentence(index, sentence)
            persons = [n.entity for n in self.scene.within(sentence.start, sentence.end) if n.entity.kind == "Person"]
            self.last_person = persons[-1] if persons else self.last_person

    def _about_fate(self, index: int) -> bool:
        """True where a sentence, or one before it in its paragraph, speaks of what people suffer."""
        sentences = self.scene.reading.sentences
        for sentence in reversed(sentences[: index + 1]):
            if sentence.paragraph != sentences[index].paragraph:
                return False
            if _FATE.search(sentence.text):
                return True
        return False

    def _sentence(self, index: int, sentence: Sentence) -> Iterator[_Taken]:
        text = sentence.text
        outside = outside_quotes(text)
        used: list[tuple[int, int]] = []
        for stance, match in _cues(text, outside):
            if any(start < match.end() and match.start() < end for start, end in used):
                continue
            used.append((match.start(), match.end()))
            quoted = outside[match.start() : match.end()] != match.group()
            for speaker in self._speakers(index, sentence, stance, match, quoted=quoted):
                yield _Taken(speaker, stance, sentence)
        if _THERE_IS_NONE.search(text):
            yield from (_Taken(speaker, "denies", sentence) for speaker in self._credited(index))
        if _told_to_act(self.scene, sentence):
            yield from (_Taken(speaker, "urges", sentence) for speaker in self._credited(index))
        if _HARM_AHEAD.search(text):
            yield from (_Taken(speaker, "warns", sentence) for speaker in self._credited(index))
        if _BREACH.search(text):
            yield from (_Taken(speaker, "condemns", sentence) for speaker in self._credited(index))

    def _speakers(
        self, index: int, sentence: Sentence, stance: str, match: re.Match[str], *, quoted: bool
    ) -> list[Entity]:
        """Who takes a stance: its subject, whom a pronoun stands for, or whoever the sentence is credited to."""
        before = sentence.text[: match.start()]
        if quoted:
            return self._credited(index)
        subjects = _subjects(self.scene, sentence, match.start())
        inverted = self._inverted(sentence, match)
        if subjects or inverted:
            return subjects or inverted
        described = self.attribution.whom(before[-60:], sentence) if _DESCRIBED.search(before) else None
        if described:
            return [described]
        if _PERSONAL.search(before[-25:]):
            inside = self.scene.within(sentence.start, sentence.start + match.start())
            persons = [named.entity for named in inside if named.entity.kind == "Person"]
            antecedent = persons[-1] if persons else self.last_person
            return [antecedent] if antecedent else []
        loose = stance == "warns" and (re.search(r"[,\"] ?$", before) or match.group().startswith("sa"))
        return self._credited(index) if loose or _STANDS_FOR.search(before) else []

    def _inverted(self, sentence: Sentence, match: re.Match[str]) -> list[Entity]:
        """The speaker named right after the words, where these end a quotation: "…," warned X."""
        if not re.search(r"\"[, ]*$", sentence.text[: match.start()]):
            return []
        following = self.scene.within(sentence.start + match.end(), sentence.end)[:1]
        near = [n for n in following if n.start - sentence.start - match.end() <= 5]
        return [speaker for named in near if (speaker := _as_speaker(self.scene, named))]

    def _credited(self, index: int) -> list[Entity]:
        source = self.attribution.of(index)
        return [] if source.inherited else [source.voice] if source.voice else list(source.claimants)


def _told_to_act(scene: Scene, sentence: Sentence) -> bool:
    """True for "China should stop …": someone says what a state or a body has to do."""
    for match in _SHOULD.finditer(sentence.text):
        for named in scene.within(sentence.start, sentence.start + match.start())[-1:]:
            gap = sentence.text[named.end - sentence.start : match.start()].strip()
            if gap in ("", "authorities") and (named.entity.kind == "Country" or is_organisation(named.entity)):
                return True
    return False


def _passives(scene: Scene, sentence: Sentence) -> Iterator[_Taken]:
    """In "not independently confirmed by X": the one who could not confirm is named after the verb."""
    for named in scene.within(sentence.start, sentence.end):
        before = sentence.text[: named.start - sentence.start]
        speaker = _as_speaker(scene, named)
        if speaker is None:
            continue
        if _PASSIVE.search(before):
            yield _Taken(speaker, "doesNotConfirm", sentence)
            continue
        for stance, pattern in _PASSIVE_STANCE:
            if pattern.search(before):
                yield _Taken(speaker, stance, sentence)


def stances(scene: Scene, attribution: Attribution, extractor: str) -> Iterator[StanceClaim]:
    """The stances of an article: one for each actor and stance, at the first place that tells it."""
    article = scene.reading.article
    seen: set[tuple[str, str]] = set()
    for taken in _Listener(scene, attribution).listen():
        if (taken.speaker.iri, taken.stance) in seen:
            continue
        seen.add((taken.speaker.iri, taken.stance))
        text = taken.sentence.text
        harms = [harm for harm, words in _HARMS.items() if re.search(words, text, re.IGNORECASE)]
        yield StanceClaim(
            passages=(article.passage(taken.sentence.start, taken.sentence.end),),
            extractor=extractor,
            confidence=0.8,
            speaker=taken.speaker.iri,
            stance=taken.stance,
            harms=tuple(harms) if taken.stance == "warns" else (),
            invokes=tuple(treaty for treaty, words in _TREATIES.items() if re.search(words, text)),
        )
