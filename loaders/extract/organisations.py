"""Organisations that no list holds: by the head of their name, by their description, by who speaks for them."""

import re
from collections.abc import Iterator

from refoulement.loaders.extract.chains import (
    AREAS,
    HEADS,
    LEADING,
    RIGHTS,
    Word,
    core_of,
    personal,
    pieces,
    trimmed,
    words_of,
)
from refoulement.loaders.extract.lexicon import OCCUPATION, ROLE_NOUN, SPEECH, any_of
from refoulement.loaders.extract.scene import Candidate, Named
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import BEGINNINGS, CHAIN, CHAIN_BODY, ORGANISATION_WORDS, WORD

_NEVER = re.compile(
    r"Press Cent(?:er|re)$|^Palais |\bUnified |(?:War|Expo|Secretariat)$| (?:Convention|Database)$"
    r"| (?:Plan|Scheme|Strategy|Roadmap)$|"
    r"Convention |(?:Soviet|European|African|Western) Union|Belt and Road|Human Rights (?:Act|Day|Week)"
    r"|Communist Party Congress|States? Part(?:y|ies)$| (?:Act|Law|Bill|Treaty|Prize|Award)$"
    r"|(?:Party|National) Congress|Security Service|World Service|Korean Service|English Service"
    r"|^(?:Foreign|Unification|Defen[cs]e|Interior|Justice|Home Affairs|Health|Education|Labou?r|Finance) Ministry$"
    r"|(?:Detention|Processing|Removal|Repatriation|Deportation|Confinement|Holding|Internment) (?:Cent|Facil|Station)"
    r"|railway station$|First Press|Joint Press|Cold War|Red Army Choir"
)
_GROUP = any_of(
    "group", "organi[sz]ation", "NGO", "charity", "think tank", "watchdog", "coalition", "network", "newspaper",
    "broadcaster", "news agency", "news site", "website", "magazine", "outlet", "nonprofit", "non-profit", "company",
    "firm", "ministry", "church", "foundation", "institute", "federation", "association", "alliance", "agency",
    "monitor",
    "collective", "movement", "union", "daily", "tabloid", "portal", "weekly", "station", "channel", "airline",
    "militia",
    "initiative", "platform", "shelter", "mission", "clinic", "consultancy", "operator", "publication", "journal",
    "restaurant",
    "eatery", "law firm", "aid group",
)  # fmt: skip
_INTRODUCED = re.compile(
    rf"\b(?:{_GROUP}|initiative|programme|studios of)(?: called| named"
    rf"| known as)? (?:the )?(?P<name>{CHAIN_BODY})(?: (?P<number>\d{{1,2}})\b)?(?!\w)"
)
_COMMERCE = any_of("processor", "maker", "retailer", "manufacturer", "supplier", "trader", "platform", "project")
_APPOSED = re.compile(
    rf"\b(?:[Aa]n?|[Hh]is|[Hh]er|[Tt]he|[Aa]nother) (?:[\w'-]+ ){{0,4}}?(?:{_GROUP}|{_COMMERCE})(?: here)?, "
    rf"(?:the )?(?P<name>{CHAIN_BODY}),"
)
_ONE_OF = re.compile(
    r"\b[Oo]ne of the (?:[\w-]+ ){0,2}?(?:groups|organi[sz]ations|NGOs|charities|campaigns), "
    rf"(?P<name>{CHAIN_BODY}),"
)
_SCHOOL = re.compile(
    r"\b(?:school|choir|caf[eé]|bakery|bookshop|theatre|troupe|shop|academy|kitchen|garden), called "
    rf"(?P<name>{CHAIN_BODY}),"
)
_LED = re.compile(
    rf"\b(?:leads?|led|heads?|headed|runs?|pastors|founded|serves?|joined) (?:an? |the )"
    rf"(?P<name>{WORD}(?: {WORD}){{1,3}} (?:congregation|church|parish|fellowship|mission|choir|shelter))\b"
)
_CONFERENCE = re.compile(
    rf"\b(?P<name>(?:{WORD} )?(?:Episcopal|Bishops'?|Rabbinical|Leadership) Conference"
    rf"(?: of (?:the )?{WORD}(?: {WORD})?)?)"
)
_CALLED = re.compile(
    rf"\b(?:the|The) (?P<name>{WORD}(?: {WORD}){{1,4}}) (?:alliance|network|group|coalition|collective|charity|platform"
    r"|mission|movement|foundation|newspaper|website|organi[sz]ation|association)\b(?!')"
)
_LEADS_UP = r"(?:(?!(?:with|of|for|at|from|who|in) )[\w'-]+ )"  # "an officer with the station" is no station
_NO_ROLE = rf"(?!'s| (?:{ROLE_NOUN}|{OCCUPATION})\b)"  # nor "a church deacon" a church
_DESCRIBED = re.compile(
    rf"(?P<name>{CHAIN_BODY})(?: \([A-Z][A-Za-z]{{1,7}}\))?"
    rf"(?:, (?:which |an? {_LEADS_UP}{{0,6}}?{_GROUP}\b{_NO_ROLE}|the {_LEADS_UP}{{0,4}}?{_GROUP}\b{_NO_ROLE})"
    r"| (?:said|says|wrote|announced) in (?:a|its) (?:\w+ ){0,2}(?:statement|report|bulletin|release|newsletter"
    r"|dispatch)"
    rf"|, {_GROUP}\b(?!'s))"
)
_LISTED = re.compile(
    rf"(?:\b[Tt]he )?(?P<name>{WORD}(?: {WORD})?(?:, {WORD}(?: {WORD})?)*,? and {WORD}(?: {WORD})?"
    rf" (?:Committee|Subcommittee|Commission|Council|Ministry|Department))\b(?! of)"
)  # "Foreign Affairs, Trade and Unification Committee"
_EMPLOYS = re.compile(
    rf"\b(?:{ROLE_NOUN}|volunteer|worker|nurse|doctor|lecturer|engineer|teacher|editor|correspondent|caseworker|"
    rf"sociologist|scientist|intern|trustee|staff|employee) (?:at|with|for|from|of) (?:the )?(?P<name>{CHAIN_BODY})"
)
_AFTER_A_ROLE = re.compile(rf"\b(?:{ROLE_NOUN}|{OCCUPATION}),? $")
_SAID_BY = re.compile(rf"\b{SPEECH} $")
_OFFICER = re.compile(
    rf"(?:^|(?<=[\s\"(]))(?P<name>{WORD}(?: {WORD}){{0,2}}) (?:(?:executive|managing|deputy|acting|founding|country"
    r"|communications|press|legal|policy|advocacy|program(?:me)?|research) )*(?:director|spokes(?:man|woman|person)"
    r"|chair(?:man|woman)|president|founder|co-founder|secretary[- ]general|coordinator)"
    rf" (?=(?:(?:Datuk|Dr|Rev|Fr|Col|Lt)\.? )*{WORD} {WORD})"
)  # "Testgroup director Anna Muster"
_FIELDS = frozenset(
    (
        "Program Programme Division Affairs Policy Research Operations Communications Region Asia Pacific Africa "
        "Europe America Americas East "
        "Rights Studies Republican Democratic Democrat Conservative Labour Christian Catholic "
        "Executive Deputy Vice Managing Former Acting Board Committee Council Group Party Ministry Government Trade "
        "Festival Customs Immigration Department Office Police Army Navy Court Parliament Campaign Museum Embassy"
    ).split()
)  # what a director is of within a body, or what is told of him
_CREDITED = re.compile(
    r"\b(?:[Aa]ccording to|(?:[Rr]eports?|[Ss]urvey|[Ss]tudy|[Ss]tatement|[Dd]ata|[Ff]igures|[Ee]stimates?|[Rr]esearch"
    rf"|[Ii]nterview|[Dd]ispatch|[Bb]riefing|[Tt]ally|[Cc]ount) (?:(?:compiled|gathered|collected|released) )?"
    rf"(?:by|from"
    rf"|with)) (?:the )?(?P<name>{CHAIN_BODY})(?='s|[,.;]| \()"
)
_PRINTS = re.compile(
    rf"\b[Tt]he (?P<name>{CHAIN_BODY})(?: in [A-Z]\w+)?(?:,? (?:has|had|also|first))? (?:carried|reported"
    rf"|quoted|published|wrote)\b"
)
_PAPER = re.compile(
    rf"(?:^|(?<=[a-z] ))(?P<name>{WORD})(?= (?:newspaper|daily|weekly|news agency|news site|magazine|television)\b)"
)
_BOOK = any_of("memoirs?", "book", "novel", "autobiography", "diary", "account", "anthology", "collection", "biography")
_PUBLISHES = re.compile(
    rf"\b{_BOOK}\b[^.;\"]{{0,60}}? published (?:[a-z]+ ){{0,4}}by (?P<name>{WORD}(?: {WORD}){{0,2}})(?=[,.;)])"
)
_TELLS = re.compile(rf"^(?: \([A-Z]{{2,8}}\))?(?: (?:also|has|had|have))? {SPEECH}\b|^'s\b")
_CAPITALS = re.compile(rf"\b(?:{_GROUP}|initials|acronym),? (?:the )?(?P<name>[A-Z]{{3,6}})\b(?! [A-Z])")
_BRACKETED = re.compile(r" ?\((?:the |or )?\"?(?P<acronym>[A-Z][A-Za-z&]{0,6}[A-Z])\"?(?:\)|[,;])")
_PREFIX = re.compile(r"(?<!\w)(?:U\.S\.|US|U\.N\.|UN|U\.K\.|UK|EU|House of (?:Commons|Lords|Representatives)|Senate) $")
_LOCAL_FIELD = any_of(
    "municipal", "provincial", "regional", "city", "county", "district", "prefectural", "people's", "labou?r", "police",
    "public security", "state security", "migration", "customs(?! (?:office|house|post)\\b)", "immigration", "supreme",
    "high", "intermediate", "federal", "appeals", "criminal", "military", "border", "tourism", "culture", "commerce",
    "trade", "education", "health", "civil affairs", "foreign affairs", "religious affairs", "transport", "railway",
    "border inspection", "frontier", "exit-entry", "entry-exit", "inspection", "exit and entry",
)  # fmt: skip
_LOCAL = re.compile(
    rf"(?: (?:and )?{_LOCAL_FIELD})+ "
    r"(?:government|courts?|bureau|administration|council|committee|procuracy"
    r"|prosecutor's office|commission|department|office|agency"
    r"|station)\b"
    r"|(?<=[a-z]) (?:High |Supreme |Intermediate )?[Cc]ourt\b"
)
_OF_A_REGION = re.compile(r"(?:'s)?(?: [Pp]rovince(?:'s)?)? (?:regional |state |provincial )?government\b")
_LOCAL_NEW = re.compile(
    rf"\b(?:the|The) (?P<name>{WORD} (?:(?:and )?{_LOCAL_FIELD} )+"
    r"(?:bureau|station|prosecutor's office|department|court))\b"
)
_COURT_IN = re.compile(
    r"\b[Tt]he (?P<kind>(?:(?:supreme|high|intermediate|district|appeals?|federal|criminal|people's|city|county"
    r"|military) )*court) in $"
)
_STATION_OF = re.compile(
    r"\b(?:team|officers?|patrol|police(?:men)?|squad|detectives|investigators|superintendent|chief|commander)"
    rf" (?:from|of|at) (?:the )?(?P<name>{WORD}(?: {WORD})? police station)\b"
)
_HELD_AT = re.compile(r"\b(?:held|detained|kept|locked up)\b[^.;]{0,60} (?:at|in) $")
_UNIT = re.compile(
    r"\b(?P<name>(?:\d{1,3}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)"
    r" (?:[A-Z]\w+ ){0,2}(?:Regiment|Brigade|Division|Battalion|Corps|Army))\b(?! of the Court)"
)


_SIGNED = re.compile(
    rf"(?:[A-Z]\w+\. )?{WORD}(?: {WORD}){{1,3}}, (?:[^,;:]{{3,50}}, )?(?P<name>{CHAIN_BODY}) \([A-Z][\w .-]+\)"
)  # a line under a letter: "Anna Muster, Sample Fund (Rome)"
_POLITE = re.compile(r"\b(?:Mrs?|Ms|Miss|Dr|Prof|Rev|Fr|Col|Lt|Gen|Maj|Capt)\.? $")
_LEADS_TO = ("Bridge", "Door", "Gate", "Gateway", "Passage", "Path", "Pathway", "Road", "Route", "Way", "Window")
_WHOLE = re.compile(r".+")


def acronym_after(flat: str, end: int) -> str | None:
    """The short name that brackets right after a name introduce."""
    match = _BRACKETED.match(flat, end)
    return match["acronym"] if match else None


def _fits(acronym: str, name: str) -> bool:
    """True where an acronym's letters are, in order, those that the name's words begin with."""
    letters = iter(word[0].upper() for word in re.findall(r"\w+", name))
    return acronym.isupper() and len(acronym) >= 3 and all(letter in letters for letter in acronym)


def _seated(words: list[Word], index: int) -> bool:
    """True where "in" ends a name and its bearer's seat follows: "Centre for Sample Studies in Testville"."""
    seat = [word.bare for word in words[index + 1 :]]
    return len(seat) == 1 and words[index - 1].bare not in RIGHTS and seat[0] not in AREAS


class Organisations:
    """Proposes the organisations of sentences; the guards are the caller's."""

    def propose(self, sentence: Sentence, named: list[Named]) -> Iterator[Candidate]:
        text, offset = sentence.text, sentence.start
        taken = [
            (other.start - offset, other.end - offset)
            for other in named
            if other.entity.kind not in ("Country", "Region", "Settlement")
        ]
        for match in _LISTED.finditer(text):
            first = match["name"].split(maxsplit=1)[0].rstrip(",")
            if "," in match["name"] and first not in BEGINNINGS:
                start = offset + match.start("name")
                yield Candidate(start, start + len(match["name"]), "GovernmentBody", match["name"])
        for match in CHAIN.finditer(text):
            words = words_of(match)
            if _POLITE.search(text[: match.start()]):  # "Mr. X of the Y Bureau"
                words = next((words[i + 1 :] for i, word in enumerate(words) if word.text in ("of", "from")), [])
            if len(words) > 1:
                for piece in pieces(words, taken):
                    yield from self._headed(text, offset, piece)
        if signed := _SIGNED.fullmatch(text):
            yield Candidate(offset + signed.start("name"), offset + signed.end("name"), "Organisation", signed["name"])
        for match in _CAPITALS.finditer(text):
            yield Candidate(offset + match.start("name"), offset + match.end("name"), "Organisation", match["name"])
        for match in (*_LED.finditer(text), *_CONFERENCE.finditer(text)):
            name = re.sub("^The ", "", match["name"])
            yield Candidate(offset + match.end("name") - len(name), offset + match.end("name"), "Organisation", name)
        yield from self._local(text, offset, named)
        yield from self._told_of(text, offset, named)

    @staticmethod
    def signatory(sentence: Sentence) -> Iterator[Candidate]:
        """The organisation that an entry of a list of signatories names, without its acronym and its seat."""
        name = re.split(r" \(|, ", sentence.text)[0].strip()
        words = [word for match in _WHOLE.finditer(name) for word in words_of(match)]
        head = next((word.bare for word in reversed(words) if word.bare in HEADS), "")
        if head or not personal(words) or any(word.bare in ORGANISATION_WORDS for word in words):
            yield Candidate(sentence.start, sentence.start + len(name), HEADS.get(head, "Organisation"), name)

    def _local(self, text: str, offset: int, named: list[Named]) -> Iterator[Candidate]:
        """The offices, courts and army units that are named by their town, their number or a word of lower case."""
        for other in named:
            local = _LOCAL.match(text, other.end - offset) if other.entity.kind in ("Settlement", "Region") else None
            if other.entity.kind == "Region":
                local = local or _OF_A_REGION.match(text, other.end - offset)
            if local:
                end = offset + local.end()
                if re.match(r"station\b", text[local.end() - 7 :]) and not re.search(
                    "border police|inspection", local.group()
                ):
                    continue
                yield Candidate(other.start, end, "GovernmentBody", text[other.start - offset : local.end()])
        for match in (*_UNIT.finditer(text), *_LOCAL_NEW.finditer(text), *_STATION_OF.finditer(text)):
            if match["name"].endswith("railway station") or _HELD_AT.search(text[: match.start()]):
                continue
            if match["name"].split(maxsplit=1)[0] not in BEGINNINGS or match.re is _UNIT:
                start = offset + match.start("name")
                yield Candidate(start, start + len(match["name"]), "GovernmentBody", match["name"])
        for other in named:
            court = _COURT_IN.search(text[: other.start - offset]) if other.entity.kind == "Settlement" else None
            if court:
                name = f"{other.entity.name} {court['kind'].title().replace(chr(39) + 'S', chr(39) + 's')}"
                start = offset + court.start("kind")
                yield Candidate(start, other.start - len(" in "), "GovernmentBody", name)

    def _told_of(self, text: str, offset: int, named: list[Named]) -> Iterator[Candidate]:
        """Those that their description, who serves them or what they say gives away."""
        towns = {other.start - offset for other in named if other.entity.kind in ("Settlement", "Region", "Country")}
        for pattern, kind in (
            (_PRINTS, "MediaOutlet"),
            (_PAPER, "MediaOutlet"),
            (_PUBLISHES, "Organisation"),
            (_INTRODUCED, "RightsGroup"),
            (_APPOSED, "RightsGroup"),
            (_ONE_OF, "RightsGroup"),
            (_SCHOOL, "Organisation"),
            (_CALLED, "RightsGroup"),
            (_DESCRIBED, "RightsGroup"),
            (_EMPLOYS, "Organisation"),
            (_OFFICER, "Organisation"),
            (_CREDITED, "Organisation"),
        ):
            for match in pattern.finditer(text):
                single = pattern in (_DESCRIBED, _INTRODUCED, _PAPER, _PUBLISHES, _OFFICER)
                last = match["name"].split()[-1]
                if pattern is _OFFICER and (last in _FIELDS or last in BEGINNINGS or last.endswith("-based")):
                    continue
                yield from self._told(text, offset, match, kind, single=single, towns=towns)

    def _headed(self, text: str, offset: int, piece: list[Word]) -> Iterator[Candidate]:
        core = core_of(piece)
        plain = [word for word in core if word.text[0].isupper()]
        if len(plain) >= 2 and not personal(core[:2]):
            name = text[core[0].start : core[-1].end]
            owns = name.endswith("'s") or (name.endswith("s'") and re.match(" [a-z]", text[core[-1].end :]))
            name = re.sub(r"'s?$", "", name) if owns else name
            head = next((word.bare for word in reversed(core) if word.bare in HEADS), "")
            leading = core[0].bare if core[0].bare in LEADING else head
            prefix = _PREFIX.search(text[: core[0].start])
            if prefix and head and core[0].bare not in ("Congress", "Senate"):
                begin = prefix.start()
                yield Candidate(
                    offset + begin,
                    offset + core[0].start + len(name),
                    HEADS.get(leading, HEADS[head]),
                    text[begin : core[0].start + len(name)],
                    (name,),
                )
            if head and not _NEVER.search(name) and text[core[0].start - 1 : core[0].start] != "-":
                yield Candidate(
                    offset + core[0].start, offset + core[0].start + len(name), HEADS.get(leading, HEADS[head]), name
                )
            return
        named = trimmed(piece)
        if len(named) < 2 or personal(named):
            return
        begin, end = named[0].start, named[-1].end
        name = re.sub(r"'s$", "", text[begin:end])
        acronym = acronym_after(text, end)
        words = [word.bare for word in named if word.text[0].isupper()]
        common = sum(word in ORGANISATION_WORDS for word in words)
        purpose = common == 1 and len(words) == 2 and [w.text for w in named[1:-1]] == ["for"]  # "Bridge for Samplers"
        told = (common >= 2 or purpose) and _TELLS.match(text[begin + len(name) :])
        if (acronym and _fits(acronym, name) and " in the " not in name) or (
            told and not any(w.text in ("in", "to", "on", "and") for w in named)
        ):
            yield Candidate(offset + begin, offset + begin + len(name), "RightsGroup", name)

    def _told(
        self, text: str, offset: int, match: re.Match[str], kind: str, *, single: bool, towns: set[int]
    ) -> Iterator[Candidate]:
        words = [
            Word(
                w.start() + match.start("name"),
                w.end() + match.start("name"),
                w.group(),
                re.sub(r"'s?$", "", w.group()),
            )
            for w in re.finditer(r"\S+", match["name"])
        ]
        for index, word in enumerate(words):
            placed = word.text == "in" and index and (word.end + 1 in towns or _seated(words, index))
            apart = word.text in ("and", "in", "on", "to") and not any(w.text in ("of", "for") for w in words[:index])
            apart = apart and not (word.text == "to" and words[index - 1].bare in _LEADS_TO)
            if placed:
                words = words[:index]
                break
            if apart:
                words = words[index + 1 :] if match.re is _DESCRIBED else words[:index]
                break
        for index, word in enumerate(words):  # "X of Y, a charity"
            before = text[: words[0].start]
            titled = index == len(("X", "Y")) and (_AFTER_A_ROLE.search(before) or _SAID_BY.search(before))
            if word.text in ("of", "from", "at", "with") and (titled or personal(words[:index])):
                words = words[index + 1 :]
                break
        if len(words) > 2 and words[0].bare.isupper() and personal(words[1:]):  # "the head of the XYZ Anna Muster"
            words = words[:1]
        words = trimmed(words)
        if len(words) > 2 and words[0].text.endswith("'s") and words[0].bare in ("North", "South"):
            words = words[1:]
        plain = [word.bare for word in words if word.text[0].isupper()]
        if (
            not plain
            or words[-1].text.endswith("-based")
            or personal(words)
            or (len(plain) < 2 and not (single and len(plain[0]) > 3))
        ):
            return
        if len(plain) == 1 and match.re is _EMPLOYS:
            return
        number = match.groupdict().get("number")
        end = match.end("number") if number else words[-1].end
        name = re.sub(r"'s$", "", text[words[0].start : end])
        if not re.search(r" (?:Act|Law|Bill|Treaty|Prize|Award|Day)$", name):
            yield Candidate(offset + words[0].start, offset + words[0].start + len(name), kind, name)
