"""Who issues a text in its own name: its publisher, those who sign it, and who asks for what stands in its lists."""

import re
from collections.abc import Sequence

from refoulement.graph.entity import Entity
from refoulement.loaders.extract import deliveries, phrases
from refoulement.loaders.extract.adverbials import bare
from refoulement.loaders.extract.antecedents import Entities
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.quotations import Quotations
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.speakers import Speakers

DEMAND = re.compile(r"^(?:[*•·-]|\d+[.)]|[a-z][.)]) ?")  # what opens a line of a list
_WE_THE = re.compile(r"\b[Ww]e,? (?:the )?(?:undersigned,? )?")
_SIGNED = re.compile(
    r"\n(?:Signed|Signatories|Signatory organi[sz]ations|Undersigned|Co-signed)(?: by)?[,:]?\s*\n(?P<lines>.+)",
    re.DOTALL,
)
_ASKS_FOR = re.compile(
    r"\b(?:calls?|called|calling) (?:on|upon|for)\b|\b(?:urges?|recommends?|demands?|asks?)\b(?=[^.]*:\s*$)"
)
_PLEADING = re.compile(
    rf"{DEMAND.pattern}(?:[Uu]rging|[Cc]alling (?:on|upon|for)|[Aa]sking(?! for (?:more|further) information)"
    rf"|[Aa]ppealing"
    r"|[Dd]emanding|[Rr]equesting)\b"
)  # what an appeal wants its readers to write
_ADDRESSED = re.compile(rf"{DEMAND.pattern}[Tt]o (?:the )?[A-Z][^:.]{{2,90}}: ?[a-z]")  # "- To the Council: ask"
_TO_DO = re.compile(r"^(?:[Tt]he )?[A-Z][\w' ]{1,60}, to [a-z]+ ")  # "China, to stop all returns;"
_POSTED_FOR = re.compile(r"\n(?:Source|On behalf of|For)(?:: ?| )(?P<name>(?:the )?[A-Z][^\n:]{3,80}):?(?=\n)")
_OWN_RECORDS = re.compile(
    r"^(?:The|Our|This) (?P<records>database|archive|white paper|register)"
    r"(?: also| now)? (?:contains|holds|has|lists|records)\b"
)
_OFFICERS = re.compile(r"\b(?:police|ministry|officials?|authorities|officers|guards)\b", re.IGNORECASE)
_LONGEST_LIST = 12  # sentences
_ACRONYM = re.compile(r"\b[A-Z]{2,6}$")
_NOUN = re.compile(r"\b[Tt]he (?P<noun>[A-Z][a-z]+)$")
_SPEAKS_FOR_ITSELF = ("RightsGroup", "InternationalBody")


def opens_records(sentences: Sequence[Sentence], first: Sentence, last: Sentence) -> bool:
    """True where one of some sentences opens with records that nothing before says are somebody else's."""
    for sentence in sentences:
        own = _OWN_RECORDS.match(sentence.text) if first.start <= sentence.start <= last.start else None
        earlier = [other.text for other in sentences if other.start < sentence.start] if own else []
        if own and not any(own["records"] in text.lower() and _OFFICERS.search(text) for text in earlier):
            return True
    return False


class Issuer:
    """The "we" of a text outside its quotations: `entities` that its words name, or the `person` who says it all."""

    def __init__(self, scene: Scene, quotations: Quotations, speakers: Speakers) -> None:
        self.scene = scene
        self.quotations = quotations
        self.speakers = speakers
        self.sentences = scene.reading.sentences
        self.person = deliveries.deliverer(scene, quotations, speakers.antecedents.roles)
        self.entities = (self.person,) if self.person else self._publisher()

    def _publisher(self) -> Entities:
        """The article's publisher, where its own text names it as an organisation."""
        publisher = self.scene.reading.publisher
        if signed := self._signed():
            return signed
        named = {named.entity.iri: named.entity for named in self.scene.named if is_organisation(named.entity)}
        for index, sentence in enumerate(self.sentences):
            if match := _WE_THE.search(self.quotations.outside[index]):
                following = self.scene.within(sentence.start + match.end(), sentence.end)[:1]
                if (
                    following
                    and following[0].start == sentence.start + match.end()
                    and following[0].entity.iri in named
                ):
                    return (following[0].entity,)
        if posted := self._posted(list(named.values())):
            return posted
        publishes = tuple(e for e in named.values() if publisher in {name.text for name in e.names})[:1]
        opening = self.speakers.opening(0) if self.sentences else ()
        opening = publishes or tuple(e for e in opening if e.kind in _SPEAKS_FOR_ITSELF)[:1]
        issues = [said[0] for said in self.speakers.antecedents.said[:1] if said]
        groups = self.scene.groups()
        issues = [e for e in issues if e in groups or e.kind == "InternationalBody"]
        known = phrases.publisher(self.scene)
        return opening or tuple(issues) or ((known,) if known and known.kind == "RightsGroup" else ())

    def _signed(self) -> Entities:
        """The organisations that sign a joint statement, each on a line of its own at the end."""
        match = _SIGNED.search(self.scene.reading.flat)
        lines = [line.strip() for line in match["lines"].split("\n")] if match else []
        bodies = dict.fromkeys(n.entity for n in self.scene.named if is_organisation(n.entity))
        return tuple(e for e in bodies if any(line.startswith(n.text) for n in e.names for line in lines))

    def _posted(self, bodies: list[Entity]) -> Entities:
        """The organisation whose release another publisher posts: "Source: X"."""
        match = _POSTED_FOR.search(self.scene.reading.article.text)
        said = match["name"].removeprefix("the ").strip() if match else ""
        return tuple(e for e in bodies if any(said == n.text for n in e.names))[:1]

    def _heading(self, index: int) -> str:
        """The line that stands right before a sentence, left out of the reporting or not."""
        before = self.scene.reading.flat[: self.sentences[index].start].rstrip()
        return before[before.rfind("\n") + 1 :]

    def of_list(self, index: int) -> Entities:
        """Who asks for what stands in a list, by the first line over it: "The two organisations urge:"."""
        if _PLEADING.match(self.sentences[index].text) or _ADDRESSED.match(self.sentences[index].text):
            return self.entities
        if not (DEMAND.match(self.sentences[index].text) or _TO_DO.match(self.sentences[index].text)):
            return ()
        for back in range(index, max(-1, index - _LONGEST_LIST), -1):
            if DEMAND.match(self._heading(back)) or _TO_DO.match(self._heading(back)):
                continue
            match = _ASKS_FOR.search(self._heading(back))
            if not match:
                return ()
            described = bare(self._heading(back)[: match.start()])
            whose = self.entities if re.search(r"\b[Ww]e$|^[A-Z]{2,}$", described) else ()
            return self.speakers.antecedents.described(index, described) or whose
        return ()

    def abridged(self, before: str) -> Entities:
        """The publisher that its own text calls by its initials or "the Office"."""
        word, noun = _ACRONYM.search(bare(before)), _NOUN.search(bare(before))
        if noun and any(noun["noun"] in name.text.split() for e in self.entities for name in e.names):
            return self.entities
        initials = "".join(w[0] for name in (e.name for e in self.entities) for w in name.split() if w[0].isupper())
        return self.entities if word and word.group() == initials else ()
