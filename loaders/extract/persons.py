"""Persons that no list holds: capitalised words with a title, an age, a role, kin or a verb of speech beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.given import GIVEN
from refoulement.loaders.extract.lexicon import KIN, OCCUPATION, ROLE_NOUN, SPEECH, SURNAMES, any_of
from refoulement.loaders.extract.scene import Candidate, Named
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import (
    AFTER_NAMES,
    BEGINNINGS,
    HONORIFICS,
    KOREAN_GIVEN,
    NOT_OF_PERSONS,
    ORGANISATION_WORDS,
    RANKS,
    RUN,
    RUN_BODY,
    UPPER,
    chinese,
    family_first,
)

_ROLES = any_of(ROLE_NOUN, OCCUPATION)
_KIN = any_of(
    *KIN, "citizen", "national", "native", "resident", "man", "woman", "boy", "girl", "widow", "grandmother",
    "grandfather", "refugee", "escapee", "student", "farmer", "migrant", "survivor", "prisoner", "inmate", "soldier",
    "merchant", "labou?rer", "tailor", "shopkeeper", "fisherman", "year-old", "housewife", "miner", "carpenter", "cook",
    "brickmaker", "villager", "peasant", "teenager", "orphan", "schoolteacher", "waitress", "driver", "mechanic",
)  # fmt: skip
TITLES = frozenset(
    (
        "President Minister Premier Chancellor Ambassador Secretary Envoy Representative Commissioner Rapporteur "
        "Director Chairman Chairwoman Chair Cochairman Cochair Co-Chairman Co-Chair Leader Speaker Rep Reps Kamnan "
        "Sen Sens Gov Senator Congressman Congresswoman Governor Mayor Judge Justice Pastor Professor Bishop "
        "Archbishop Cardinal Pope King Queen Prince Princess Emperor Consul Advocate Councillor Councilor "
        "Councilman Lord Baroness Baron Lawyer Activist Researcher Analyst Spokesman Spokeswoman Spokesperson Chief "
        "Executive Attorney Detective Officer Agent Sheriff Deputy Undersecretary Head Founder Coordinator "
        "Missionary Chaplain Deacon Elder Evangelist Candidate President-elect Dictator Marshal Chairperson "
        "Lawmaker Vice-President Co-founder Sergeant-Major Engineer Actor Singer Author Journalist Correspondent "
        "Reporter Editor Prosecutor Economist Historian Dean Commander General Colonel Captain Major Lieutenant "
        "Admiral MP MEP Sociologist Anthropologist Psychologist Psychiatrist Principal Novelist Poet Filmmaker "
        "Photographer Curator Criminologist Theologian Geographer Demographer Epidemiologist Linguist Columnist "
        "Commentator Barrister Solicitor Magistrate Physician Surgeon Counsellor Counselor Moderator Cameraman "
        "Camerawoman Freelancer Fixer Nurse Teacher Campaigner Volunteer Interpreter Translator Scientist Headman "
        "Inspector-General Director-General Secretary-General Commissioner-General Governor-General "
        "Attorney-General Solicitor-General Consul-General Vice-Chairman Vice-Minister Vice-Chair"
    ).split()
)
_OF_PLACES = frozenset("Ban Baan Bang Soi Tambon Amphoe Muang Nong Khlong".split())  # in Thai and Lao
_BEFORE_FAMILIES = frozenset(
    (
        "Pastor Rev Reverend Deacon Elder Missionary Evangelist Fr Imam Rabbi Ambassador Senator Congressman "
        "Congresswoman Rep Representative Captain Capt Colonel Col Lieutenant Lt Sergeant Sgt Corporal Chef"
    ).split()
)  # titles that a family name may follow alone
_OFFICES = frozenset(
    (
        "President Minister Premier Ambassador Secretary Envoy Representative Commissioner Rapporteur Director "
        "Chairman Chairwoman Leader Senator Officer Coordinator Spokesman Spokeswoman Spokesperson Undersecretary "
        "Commander Researcher Analyst Manager Adviser Advisor Lead Convenor Convener"
    ).split()
)  # what no family is called
_OF_OFFICE = re.compile(r"\b(?:[Ss]ecretary|[Mm]inister|[Cc]hief|[Dd]irector|[Hh]ead) (?:of|for) (?:the )?$")
_ROLE_BEFORE = re.compile(
    rf"(?:^|[\s\"(-])(?:(?i:{_ROLES}))(?:,(?: then)?(?: a| the)?| named| called|:)? $|\b(?:named|called"
    rf"|identified as|known as"
    r"|nicknamed|one,|late|colleague,?|friend,?|husband,?|client,?|neighbou?r,?|witness,?|prisoner|survivor,?|victim,?"
    r"|(?:led|founded|run|headed|chaired|written|co-founded|interviewed|represented|hosted|directed|guided"
    r"|edited) by) $|\bH\.E\. $"
)
_HOUSE_BEFORE = re.compile(rf"\b(?i:{_ROLES}) (?:for|of|at|with|in|from|on|to) [^,.;\"]{{3,70}}[,:] $")
_WITH_ARTICLE = re.compile(r"[a-z]{2,3}-[A-Z]")
_AFTER_A_ROLE = re.compile(rf"(?:,|\b(?i:{_ROLES})) $")
_KIN_BEFORE = re.compile(rf"\b{any_of(*KIN)},? (?:of |named )?$")
_SAID_BY = re.compile(
    rf"[,?!.]\" (?:{SPEECH}|recalled) (?P<name>[A-Z][a-z]+(?:-[a-z]+)?), (?:whose|who|an? |the |\d\d)"
)
_SOMEONE_BEFORE = re.compile(
    rf"\b(?:Another|The other|A second|A third|One of them), $"
    rf"|\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er) (?:[\w-]+ ){{1,4}}{_KIN}, $|\b(?:One|Another) (?:[\w-]+ ){{0,4}}{_KIN}, $"
)
_DISTRICT_BEFORE = re.compile(
    r"\b(?:district|village|town|county|commune|hamlet|province|township) of $"
    r"|\b(?:guards|inmates|prisoners|detainees|cells?|held) (?:at|in|inside) $"
)
_SPEECH_BEFORE = re.compile(rf"(?:\b{SPEECH}|\basked|\brecalled|\bjoked) $")
_AGE_AFTER = re.compile(r"^,? \(?(?:aged )?\d\d\)?(?:[,.;)]|$| )")
_DESCRIBED_AFTER = re.compile(
    rf"^, (?:(?:aged )?\d\d, )?(?:(?:an?|the|then|his|her|its|their|our|one of"
    rf"|formerly)? ?(?:[\w'./-]+ ){{0,7}}?(?i:{_ROLES}|{_KIN})\b"
    rf"|who (?!said\b))|^ \([A-Z][^)]{{2,60}}\)"
)
_SPEECH_AFTER = re.compile(
    rf"^,? (?:also |has |had |have |later )*(?:{SPEECH}|asked|agreed|testified|remembers|thinks)\b"
)
_KIN_AFTER = re.compile(rf"^'s (?:\w+ )?(?:{_KIN}|lawyer|family|death|house|husband|parents|testimony|story)\b")
_BEARS_A_NAME = re.compile(
    r"^ (?:[Aa]irport|[Uu]niversity|[Ss]treet|[Rr]oad|[Hh]ospital|[Ss]tation|[Bb]ridge|[Pp]rize|[Ff]oundation"
    r"|[Cc]hurch|[Ss]chool"
    r"|[Cc]up|[Hh]all|[Aa]venue|[Ss]tadium|[Hh]otel|[Pp]ark|[Ss]quare|[Ii]nstitute|[Cc]entre|[Cc]enter|[Aa]ward"
    r"|[Mm]useum"
    r"|[Pp]rison|[Cc]amp|[Bb]orough|[Dd]istrict|[Cc]ounty|[Rr]iver|[Ii]slands?|[Mm]emorial|[Ll]ibrary|[Bb]uilding"
    r"|Act|Law)\b"
)
_ALIAS = re.compile(
    r"\b(?:(?:asks?|asked) to be (?:called|named|identified as)|(?:calls|called) (?:herself|himself)|goes by|go by"
    r"|gives"
    r"|gave|[Hh](?:er|is) name(?:, [^,.]{3,40},)? (?:is|was)|(?:she|he) (?:is|was) called|family name|pseudonym|alias"
    r"|nickname|identified (?:only )?(?:as|by)|known (?:only )?as|whom? (?:we|I)(?: shall| will|'ll|'ve)? call(?:ed)?"
    r"|whom (?:his|her|their|the) \w+ (?:calls?|called|named)|surnamed"
    r"|(?:asks?|asked|wants?|wanted) (?:us|me|to be|that we) (?:to )?call (?:her|him))"
    rf"(?: (?:her|his) (?:\w+ )?name as| (?:the )?name(?: of)?| (?:her|his) (?:\w+ )?(?:name"
    rf"|surname))?,? \"?(?P<name>{RUN_BODY})"
)
_FIRST_NAME = re.compile(
    r"\b(?:her|his|their) (?:(?:first|given|family|last|full|real) name|surname),? (?:is |was |as )?\"?"
    r"(?P<name>[A-Z][\w-]+)\"?(?=[,.;:)]|$| )"
)
_AGED = re.compile(
    rf"(?:^|(?<=[\s\"(]))(?P<name>[{UPPER}][^\W\d_A-Z]+(?:-[^\W\d_A-Z]+)?)\*?,"
    r" (?:(?:aged |now )?\d\d(?=[,.;])|an? (?:[a-z]+ )?\d\d-year-old)"
)
_POLITE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Comrade|Grandma|Grandpa|Grandmother|Uncle|Aunt|Brother|Sister)\b")
_NO_PERSON_KNOWN = re.compile(
    r"\b(?:spot|place|area|zone|point|town|village|camp|site|prison|programme|program|group|campaign|operation|law"
    r"|system|what is|locally)(?:,| is| was)? $"
)
_IN_CAPITALS = re.compile(r"\b(?P<family>[A-Z]{2,7}) (?P<given>[A-Z][a-z]+(?:-[a-z]+)?)\b")  # "KIM Tes-min"
_INITIALED = re.compile(r"(?<![\w.])(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)? (?:[A-Z]\.-?){1,3})(?=[ ,;)\"']|$)(?! [A-Z])")
_OWN_KIN = re.compile(
    rf"\b(?:[Hh]er|[Hh]is|[Mm]y|[Oo]ur|[Tt]heir) (?:\w+ )?(?:{any_of(*KIN)}|youngest|eldest|oldest),? "
    r"(?P<name>[A-Z][a-z]+(?:-[a-z]+)?)(?=[,.]| [a-z]|$)"
)
_OF_AN_AGE = re.compile(
    r"\b(?:girl|boy|child|woman|man|baby|infant|toddler|teenager|student)(?: of [\w-]+(?: (?:months|years))?)?, "
    r"(?P<name>[A-Z][a-z]+(?:-[a-z]+)?), "
)
_SIGNS = re.compile(
    r", [A-Z][^.;:]{3,80} \([A-Z][\w .-]+\)"
)  # a line under a letter: "Anna Muster, Sample Fund (Rome)"
_INITIAL_TOLD = re.compile(r", (?:an? |the |who |[a-z]+ed )| (?:was|is|has|had|says|said|told|fled|left|came|lives)\b")
_PEER = re.compile(r"(?P<name>(?:Lord|Baroness|Viscount|Earl) [A-Z]\w+(?: of [A-Z]\w+)?)")
_WHO_IS_NAMED = re.compile(
    r"\b(?:woman|man|girl|boy|defector|refugee|escapee|student|mother|father|teenager|prisoner|broker|soldier|widow"
    r"|farmer"
    r"|baby|child|son|daughter|sister|brother|survivor|inmate|worker|guide|smuggler|nurse)s?(?: of \w+)?,?(?: \w+,)? "
    r"(?:named|called|identified (?:only )?as|known (?:only )?as|whom \w+ calls?) \"?(?P<name>[A-Z][\w-]+)"
)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def bare(self) -> str:
        return self.text.rstrip(".")


def _tokens(run: re.Match[str]) -> list[_Token]:
    return [
        _Token(run.start() + word.start(), run.start() + word.end(), word.group())
        for word in re.finditer(r"\S+", run.group())
    ]


def _uncovered(tokens: list[_Token], apart: list[tuple[int, int, bool]]) -> Iterator[list[_Token]]:
    """The tokens in a row that no other name covers; a single word that is a place may stand after a given name."""
    piece: list[_Token] = []
    for index, token in enumerate(tokens):
        cover = next((span for span in apart if span[0] < token.end and token.start < span[1]), None)
        if cover and cover[2] and cover[:2] == (token.start, token.end):
            before = tokens[index - 1].bare if index else ""
            begins = token.bare in GIVEN and index + 1 < len(tokens)
            titled = (
                bool(piece) and bool(HONORIFICS.fullmatch(piece[0].bare) or piece[0].bare in TITLES) and len(piece) > 1
            )
            following = tokens[index + 1].text if index + 1 < len(tokens) else ""
            korean = token.bare in SURNAMES and "-" in following and bool(KOREAN_GIVEN.fullmatch(following))
            family = bool(before) and chinese(before, token.bare) and before not in BEGINNINGS
            vietnamese = before in ("Thi", "Van")
            if begins or family or titled or vietnamese or korean or (before in GIVEN and before not in BEGINNINGS):
                cover = None
        if cover:
            yield piece
            piece = []
        else:
            piece.append(token)
    yield piece


def _untitled(tokens: list[_Token], text: str) -> tuple[list[_Token], bool, bool]:
    """A run without the titles before a name; whether it had one, and whether one that only persons bear."""
    last = max((i for i, token in enumerate(tokens[:-1]) if token.bare in TITLES), default=-1)
    titled, polite = last >= 0, False
    tokens = tokens[last + 1 :]
    if len(tokens) > 1 and _OF_OFFICE.search(text[: tokens[0].start]):
        tokens, titled = tokens[1:], True
    if len(tokens) > 2 and not text[: tokens[0].start].strip() and re.fullmatch(_ROLES, tokens[0].bare.casefold()):
        tokens, titled = tokens[1:], True  # "Cinematographer Testa Example"
    while len(tokens) > 1:
        bare = tokens[0].bare
        korean = (bare in SURNAMES or bare == "Do") and KOREAN_GIVEN.fullmatch(tokens[1].text) and "-" in tokens[1].text
        if korean:
            break
        if (HONORIFICS.fullmatch(bare) and bare not in ("The", "Ma", "Ko")) or (
            HONORIFICS.fullmatch(tokens[0].text) and bare != "The"
        ):
            polite = True
        elif RANKS.fullmatch(bare):
            titled = True
        elif (bare, tokens[1].bare) != ("Tan", "Sri") and bare not in BEGINNINGS and bare[0].isupper():
            break
        tokens = tokens[1:]
    return tokens, titled or polite, polite


def _is_capital(word: str) -> bool:
    """True for a word that a name is written with: a capital one, also behind an article ("al-Hakim")."""
    return word[0].isupper() or bool(_WITH_ARTICLE.match(word))


def _named_after(tokens: list[_Token]) -> list[_Token]:
    """A name without what trails after it."""
    if (
        tokens
        and tokens[0].bare in SURNAMES
        and len(tokens) > 2
        and "-" in tokens[1].text
        and tokens[1].text[0].isupper()
    ):
        tokens = tokens[:2]
    while tokens and (
        tokens[-1].bare in AFTER_NAMES or tokens[-1].bare in NOT_OF_PERSONS or not _is_capital(tokens[-1].text)
    ):
        tokens = tokens[:-1]
    return tokens


def _without_body(tokens: list[_Token]) -> list[_Token]:
    """A name without the acronym of whose officer its bearer is: "the head of the XYZ Anna Muster"."""
    words = [token.bare for token in tokens]
    acronym = len(words) > 2 and len(words[0]) > 1 and words[0].isupper() and not words[1].isupper()
    return tokens[1:] if acronym and (words[1] in GIVEN or family_first(words[1:])) else tokens


class Persons:
    """Proposes the persons of sentences; `alone` are the capitalised words that the article also uses by themselves."""

    def __init__(self, alone: frozenset[str], adjectives: set[str]) -> None:
        self.alone = alone
        self.adjectives = adjectives
        self.bodies: set[int] = set()  # where the organisations of the sentence begin

    def propose(self, sentence: Sentence, named: list[Named]) -> Iterator[Candidate]:
        """The candidates of a sentence, given what is named in it."""
        text, offset = sentence.text, sentence.start
        apart = [
            (other.start - offset, other.end - offset, other.entity.kind in ("Settlement", "Region", "Country"))
            for other in named
            if other.entity.kind != "Person"
        ]
        self.bodies = {other.start - offset for other in named if is_organisation(other.entity)}
        for run in RUN.finditer(text):
            for piece in _uncovered(_tokens(run), apart):
                if piece:
                    yield from self._person(text, offset, piece)
        for match in _IN_CAPITALS.finditer(text):
            family, given = match["family"].capitalize(), match["given"]
            if family_first([family, given]) and not text.isupper():
                yield Candidate(offset + match.start(), offset + match.end(), "Person", f"{family} {given}")
        for match in _INITIALED.finditer(text):
            family = match["name"].split()[0]
            after = text[match.end() :]
            aged = family.split("-")[0] in GIVEN and (_AGE_AFTER.match(after) or _INITIAL_TOLD.match(after))
            if family in SURNAMES or aged or _ROLE_BEFORE.search(text[: match.start()]):
                start = offset + match.start("name")
                yield Candidate(start, start + len(match["name"]), "Person", match["name"])
        for pattern in (_ALIAS, _WHO_IS_NAMED, _FIRST_NAME, _AGED, _OWN_KIN, _OF_AN_AGE, _PEER, _SAID_BY):
            for match in pattern.finditer(text):
                name = match["name"].rstrip(".")
                if pattern is _ALIAS and _NO_PERSON_KNOWN.search(text[: match.start()]):
                    continue
                covered = any(a < match.end("name") and match.start("name") < b for a, b, _ in apart)
                if not covered and name.split()[0] not in NOT_OF_PERSONS and len(name) > 1 and not name.isupper():
                    start = offset + match.start("name")
                    yield Candidate(start, start + len(name), "Person", name, sure=pattern is not _SAID_BY)

    def _person(self, text: str, offset: int, piece: list[_Token]) -> Iterator[Candidate]:
        tokens, titled, polite = _untitled(piece, text)
        tokens = self._without_nationality(_named_after(_without_body(tokens)), text)
        if not tokens:
            return
        start, end = tokens[0].start, tokens[-1].end
        words = [token.bare for token in tokens]
        if len(words) == 1:
            yield from self._single(text, offset, tokens[0], polite=polite, prefix=piece)
            return
        if words[-1] in _OFFICES or len(words[-1]) == 1:
            return
        capital = [word for word in words if _is_capital(word)]
        if len(capital) > 4 or len(capital) < 2 or any(len(w) > 1 and w in NOT_OF_PERSONS for w in words[1:]):
            return
        if (words[0] in NOT_OF_PERSONS and not family_first(words)) or words[0].casefold() in self.adjectives:
            return
        if any(len(word) > 1 and word.isupper() and not text.isupper() for word in capital):
            return
        if self._is_person(text, start, end, words, titled=titled):
            yield Candidate(offset + start, offset + end, "Person", text[start:end])

    def _without_nationality(self, tokens: list[_Token], text: str) -> list[_Token]:
        """A name without whose national its bearer is, where a role or a comma before shows that one follows."""
        told = len(tokens) > 2 and tokens[0].bare.casefold() in self.adjectives and tokens[1].bare in GIVEN
        return tokens[1:] if told and _AFTER_A_ROLE.search(text[: tokens[0].start]) else tokens

    def _is_person(self, text: str, start: int, end: int, words: list[str], *, titled: bool) -> bool:
        before, after = text[max(0, start - 90) : start], text[end : end + 160]
        before, after = before.replace("\n", ", "), after.replace("\n", ", ")  # the lines of a signature
        thing = _NO_PERSON_KNOWN.search(re.sub(r"(?:known as|called) $", "", before))
        if _BEARS_A_NAME.match(after) or (thing and not _HOUSE_BEFORE.search(before)):
            return False
        after = re.sub(r"^,? (?:MP|MEP|MSP|PhD|Jr\.?|Sr\.?|KC|QC)\b", "", after)
        if _DISTRICT_BEFORE.search(before):
            return False
        vietnamese = len(words) > 2 and words[1] in ("Thi", "Van") and "-" not in words[2]
        if words[0] in _OF_PLACES and not vietnamese and not any("-" in word for word in words):
            return False
        if titled or vietnamese or family_first(words) or _ROLE_BEFORE.search(before) or _KIN_BEFORE.search(before):
            return True
        if not before.strip() and _SIGNS.fullmatch(after):
            return True
        if _SOMEONE_BEFORE.search(before) and after.startswith(","):
            return True
        if _AGE_AFTER.match(after) and words[-1] not in ORGANISATION_WORDS:
            return True
        the = before.endswith(("the ", "The ")) or words[-1] in ORGANISATION_WORDS
        common = sum(word in ORGANISATION_WORDS for word in words)
        if words[0] in GIVEN and not the:
            return True
        described = _DESCRIBED_AFTER.match(after) or _KIN_AFTER.match(after)
        if described and not common and not the:
            return True
        housed = _HOUSE_BEFORE.search(before) and re.match(r",|\.?$", after)
        if housed and not common:
            return True
        held = re.match(r" (?:of|from|at|with) (?:the )?", after)
        if held and end + held.end() in self.bodies and not common and not the and text[start - 2 : start] != '" ':
            return True
        return not the and not common and self._is_told_of(before, after, words)

    def _is_told_of(self, before: str, after: str, words: list[str]) -> bool:
        """True where a name that could be another thing's is a person's: it speaks, or stands in short elsewhere."""
        if _SPEECH_AFTER.match(after):
            return True
        if _SPEECH_BEFORE.search(before) and re.match(r"[,.;]|$| (?:of|from|at|in|on|who|with|by|and|after)\b", after):
            return True
        if (
            len(words) == 2
            and "-" in words[1]
            and KOREAN_GIVEN.fullmatch(words[1])
            and words[1].split("-")[1].islower()
        ):
            return True
        if words[-1] in SURNAMES and KOREAN_GIVEN.fullmatch(words[0]) and len(words) == 2:
            return True
        if words[0] in self.alone and len(words) == 2 and len(words[0]) > 3 and "-" in words[1]:
            return True
        return words[-1] in self.alone and len(words[-1]) > 2 and len(words) <= 3

    def _single(
        self, text: str, offset: int, token: _Token, *, polite: bool, prefix: list[_Token]
    ) -> Iterator[Candidate]:
        """A name of one word: after Mr. or Mrs., or a Korean given name with its hyphen."""
        word = token.bare
        if word in NOT_OF_PERSONS or word in TITLES or word.casefold() in self.adjectives:
            return
        titles = [other.bare for other in prefix if other.start < token.start]
        if titles and titles[-1] in _BEFORE_FAMILIES and not word.isupper() and len(word) > 1:
            yield Candidate(offset + token.start, offset + token.end, "Person", word, sure=False)
            return
        if polite and len(word) > 1 and _POLITE.match(prefix[0].text) and not word.isupper():
            first = prefix[0]
            yield Candidate(
                offset + first.start, offset + token.end, "Person", text[first.start : token.end], (word,), sure=False
            )
        elif (
            "-" in word
            and KOREAN_GIVEN.fullmatch(word)
            and not re.search(r"\b[Tt]he $", text[: token.start])
            and not re.match(r" [A-Z]|-", text[token.end :])
        ):
            yield Candidate(offset + token.start, offset + token.end, "Person", word, sure=False)
