"""What a sentence says that a person is: by the title before the name, or the description before or after it."""

import re
from collections.abc import Iterator

from refoulement.graph.entity import Entity
from refoulement.loaders.extract import phrases
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.phrases import Phrase
from refoulement.loaders.extract.scene import Named, Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import RANKS

_SERVES_A_STATE = re.compile(r"(?i)envoy|official|diplomat|spokes|delegate|negotiator|ambassador|representative")
_NO_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Father|Sister|Brother|King|Queen|Prince|Sir|Dame|Lady|Lord|Imam|Mullah|Sheikh?|activist"
    r"|defector|broker|justice|general|reader|speaker|author|editor|reporter|journalist|correspondent|photographer)\.?"
)
_DETERMINED = re.compile(r"(?:\b(?:an?|the|its|their|his|her|our|one|then|former)|'s|s') (?:\S+ ){0,2}$", re.IGNORECASE)
_OWN = re.compile(r"\b(?:[Ii]ts|[Tt]heir) (?:[\w-]+ ){0,3}$")
_OUR = re.compile(r"\b[Oo]ur (?:[\w-]+ ){0,3}$")
_PLACED = re.compile(r" (?:in|from|based in) [A-Z][\w'-]*(?: [A-Z][\w'-]*)*")
_LEADING = re.compile(
    r"^(?: \([^)]{1,60}\))?,? (?:(?:aged )?\d\d,? )?(?:MPs?,? |MEP,? )?"
    r"(?:[a-z][^,;.\"()]{3,60}, (?=now |currently ))?"
    r"(?:who [a-z][^,;.\"()]{3,60} and is (?:now |currently )?(?=[a-z]+ (?:of|at) )"
    r"|who (?:is|was|serves as|served as|works as|acts as) |now |then |currently )?"
)
_ARTICLE = re.compile(r"(?:an?|the|one of the|its|their|his|her|our|another) ")
_ONE_OF = re.compile(
    r"\b[Oo]ne of (?P<whose>its|their|(?:the )?[^,.;\"]{3,60}'s?) (?P<role>(?:[a-z-]+ ){0,3}[a-z-]+)s(?:,| is| was) $"
)
_DESK = re.compile(
    r"^(?:the )?(?:[\w-]+ ){0,3}(?:desk|team|programme|program|project|office|branch|department|unit|section|studies)"
    r" (?:at|of|for|in) "
)
_BRACKETED = re.compile(r" \((?=[A-Za-z])(?P<role>[^(),;]{4,60})\)")
_ALSO = re.compile(r",? and (?:also |now )?(?:the |an? )?(?=[a-z])")
_PLACE_THEN = re.compile(r"(?P<place> (?:in|from|at|near) [A-Z][\w'-]*(?: [A-Z][\w'-]*)*)?,? (?:who|whose|which) .+")
_IS = re.compile(r"^ (?:is|was|has been|became|serves as|works as) (?:now |also |currently )?(?=[a-z])")
_JOINS = re.compile(r"\b(?:for|of|at|with|in|and|who|to|from|on|as|by|the|a)\b")
_NO_PHRASE = re.compile(
    r"\b(?:who|said|told|that|which|was|is|has|in|from|at|with|whose|when|of|for|to|and|by|not)\b"
    r"|(?<![-\w])(?!retired|elected|appointed|noted|renowned|exiled)\w+ed\b"
)
_AT_A_BODY = re.compile(
    r" (?:at|of|for|with|from) (?:the |an? )?"
    r"(?:(?!(?:at|of|for|with|from|in|on) )[a-z-]+ |(?:[A-Z]\w+ )?[A-Z]\w+-based ){0,3}"
)
_FOLLOWED = re.compile(
    r"(?:, (?:aged )?\d\d)?(?:,? (?:then )?(?:of|from|with|at)|, who [a-z]+s (?:[a-z-]+ ){0,4}?(?:at|for|with))"
    r" (?:the )?(?:[A-Z]\w+(?: [A-Z]\w+)?-based )?(?:[a-z-]+ ){0,3}"
    r"(?:(?:[A-Z]\w+ ){0,2}(?:branch|chapter|office|arm|section) of (?:the )?)?| \("
)
_FOR = re.compile(r" for (?:the )?$")
_PLAIN_FIELD = re.compile(r" (?:of|for|at|with|from) (?:the|our|their|his|her|its) ")


class Descriptions:
    """Reads the descriptions of one sentence."""

    def __init__(self, scene: Scene, sentence: Sentence) -> None:
        self.scene = scene
        self.sentence = sentence
        self.text = sentence.text

    def of(self, named: Named) -> list[Phrase]:
        """The roles that the sentence gives to a person it names."""
        before, after = list(self._before(named)), list(self._after(named))
        untold = [found for found in before if not found.body]
        heads = [found for found in after if found.body and self._heads(found)]
        if untold and heads:  # "Pastor X, who heads Y": pastor there
            before = [Phrase(f.start, f.end, f.role, f.body or heads[0].body) for f in before]
            after = [found for found in after if found not in heads]
        return [*before, *after]

    def _heads(self, found: Phrase) -> bool:
        """True for the role of "who heads Y", which no noun tells."""
        return found.role in ("head", "leader", "founder") and self.text[found.start : found.end] != found.role

    def _at(self, named: Named) -> int:
        return named.start - self.sentence.start

    def _between(self, end: int, named: Named) -> str:
        return self.text[end : self._at(named)]

    def _before(self, named: Named) -> Iterator[Phrase]:
        """The titles and the description before a name: "Unification Minister X", "a spokesman for Y, X"."""
        stop = phrases.without_nationality(self.scene, self.sentence, self._at(named))
        courtesy = phrases.COURTESY.search(self.text[:stop])
        if courtesy:
            stop = courtesy.start()
            words = courtesy.group().split()
            if self.text[:stop].endswith(", the "):  # "its secretary, the Reverend X"
                stop -= len("the ")
            rank = " ".join(word for word in words if RANKS.fullmatch(word))
            order = next((word for word in words if phrases.ORDER.fullmatch(word)), "")
            body = self._body_before(stop) or self._following(named)
            if rank or order or (body and phrases.DEGREE.fullmatch(words[-1])):
                yield Phrase(stop, self._at(named), rank or order or words[-1], body)
        yield from self._mandate_before(stop)
        yield from self._one_of(stop)
        for match in reversed(phrases.nouns(self.text[max(0, stop - 140) : stop])):
            shift = max(0, stop - 140)
            end = match.end() + shift
            gap = self.text[end:stop].replace("\n", ", ")  # the lines of an address
            gap = re.sub(": $", ", ", gap) if self.sentence.start in self.scene.reading.signed else gap
            if phrases.in_a_name(self.scene, self.sentence, match.start() + shift, end):
                continue  # "a spokesman for the High Commissioner for Refugees, X"
            if gap.count(",") > 1 or re.search(r"[;\"]|\. ", gap):
                return
            begin = phrases.modifiers(self.scene, self.sentence, match.start() + shift)
            if found := self._joined(named, begin, end, gap):
                yield found
                if gap != " ":
                    return
                stop = begin

    def _mandate_before(self, stop: int) -> Iterator[Phrase]:
        """The role of "the UN Special Rapporteur on X, Y"."""
        told = self.scene.within(self.sentence.start, self.sentence.start + stop)
        begin = told[-1].start - self.sentence.start if told else 0
        if (
            told
            and self.text[told[-1].end - self.sentence.start : stop] in (", ", " ")
            and not _FOR.search(self.text[:begin])
        ):
            found = self._mandated(begin)
            yield from [found] if found else []

    def _one_of(self, stop: int) -> Iterator[Phrase]:
        """The role of "one of the group's founders, X"."""
        match = _ONE_OF.search(self.text[:stop])
        heads = phrases.nouns(match["role"]) if match else []
        if match and heads and heads[-1].end() == len(match["role"]):
            before = self.sentence.start + match.start()
            body = self._body_before(match.start("role"))
            body = body or phrases.generic(self.scene, f"{match['whose']} ", before)
            if match["whose"] in ("its", "their"):
                body = phrases.latest(self.scene, before)
            yield Phrase(match.start("role"), match.end("role"), match["role"], body)

    def _joined(self, named: Named, begin: int, end: int, gap: str) -> Phrase | None:
        """The role that ends before a gap to its bearer's name, where the gap lets the two belong together."""
        role = self.text[begin:end]
        gap = re.sub("^ (?:here|there)(?=,)", "", gap)
        beside = gap == ", " and (_DETERMINED.search(self.text[:begin]) or self._body_before(begin))
        if gap in (" ", ": ") or beside:
            little = phrases.plain(role) and role.islower()
            if (
                (little and gap == " " and not (role == "member" and self._body_before(begin)))
                or (little and not self._body_before(begin))
                or (gap == " " and _NO_TITLE.fullmatch(role))
            ):
                return None
            body = self._office(begin, end) or self._employer(begin, role) or self._following(named)
            return Phrase(begin, end, role, body or phrases.mandate(self.scene, role))
        if phrases.plain(role):
            return None
        if gap.endswith(", ") and not re.search(r"[,;.\"]", gap[:-2]):
            return self._apposed(named, begin, end, gap[:-2])
        at = phrases.attached(self.scene, self.sentence, end)
        if at and at.end < named.start and self._between(at.end - self.sentence.start, named) == " ":
            return Phrase(begin, end, role, at.entity)
        if of := re.fullmatch(r"(?P<field> (?:(?:of|for) [A-Z]?|to [A-Z])\w+(?: (?!at|in|and|or)\w+)?) ", gap):
            body = self._office(begin, end) or self._body_before(begin)
            return Phrase(begin, end + of.end("field"), role + of["field"], body)
        return None

    def _apposed(self, named: Named, begin: int, end: int, gap: str) -> Phrase | None:
        """The role of "a spokeswoman for Y, X" and "the director of migration, X"."""
        role = self.text[begin:end]
        if re.fullmatch(r" (?:who|whose) [^\"]{3,60}", gap) and _DETERMINED.search(self.text[:begin]):
            return Phrase(begin, end, role, self._employer(begin, role) or self._following(named))
        if not re.match(r" (?:for|of|at|with|from|in|on|to)\b", gap):
            return None
        beside = phrases.attached(self.scene, self.sentence, end)
        if beside and beside.end < named.start:
            reach = phrases.field(self.text, end)
            wide = end < reach < beside.start - self.sentence.start
            return Phrase(begin, reach if wide else end, self.text[begin:reach] if wide else role, beside.entity)
        body = self._office(begin, end) or self._employer(begin, role)
        body = body or phrases.generic(self.scene, gap, self.sentence.start + begin)
        if _PLACED.fullmatch(gap) or re.fullmatch(r" (?:for|of|at) the [a-z]+", gap) or _PLACE_THEN.fullmatch(gap):
            return Phrase(begin, end, role, body)
        return Phrase(begin, end + len(gap), role + gap, body)

    def _after(self, named: Named) -> Iterator[Phrase]:
        """The description after a name: "X, a researcher at Y", "X, who heads Y", "X is head of Y"."""
        begin = named.end - self.sentence.start
        held = re.compile(r" (?:of|from|at) (?:the )?").match(self.text, begin)
        following = next(iter(self.scene.within(named.end, self.sentence.end)), None)
        if held and following and following.start == self.sentence.start + held.end():
            begin = following.end - self.sentence.start if is_organisation(following.entity) else begin
        rest = self.text[begin:]
        opening, copula = _LEADING.match(rest), _IS.match(rest)
        if leads := phrases.leading(rest):
            yield from self._leads(begin, leads)
        elif copula:
            found = self.phrase(begin + copula.end())
            yield from [found] if found and found.body else []
        elif (bracketed := _BRACKETED.match(rest)) and (inside := self._in_brackets(begin, bracketed)):
            yield inside
        elif rest.startswith("\n"):  # the lines of a signature
            yield from filter(None, [self.phrase(begin + 1)])
        elif opening and re.match(r"(?: \([^)]{1,60}\))?,", rest):
            found = self.phrase(begin + opening.end())
            second = list(self._beside(found)) if found else []
            yield from [found] if found and not (second and found.role.endswith("author")) else []
            yield from second

    def _beside(self, first: Phrase) -> Iterator[Phrase]:
        """The second role of "X, lead author of the report and director of Y's archive"."""
        clause = re.compile(r"[^,;.\"()]*?(?=,? and )").match(self.text, first.end)
        joined = _ALSO.match(self.text, clause.end()) if clause else None
        second = self.phrase(joined.end()) if joined else None
        if joined and second and second.body and second.start - joined.end() < 25:
            yield second

    def _in_brackets(self, begin: int, match: re.Match[str]) -> Phrase | None:
        """The role of "X (Vice Chair)", with the body before the colon that opens the list."""
        start, end = begin + match.start("role"), begin + match.end("role")
        heads = phrases.nouns(match["role"])
        if not heads or heads[-1].end() != len(match["role"]):
            return None
        body = phrases.beside_brackets(self.scene, self.sentence, begin, begin + match.end())
        return Phrase(start, end, match["role"], body or phrases.mandate(self.scene, match["role"]))

    def _leads(self, begin: int, match: re.Match[str]) -> Iterator[Phrase]:
        """The role of someone who heads, chairs or runs a body that is named, or "the group"."""
        end, role = begin + match.end(), phrases.leader(match["verb"])
        following = self._next(end)
        if following and is_organisation(following.entity):
            words = _DESK.sub("", self._between(end, following))
            if re.fullmatch(
                r"(?:the )?(?:[A-Z]\w+ (?=[a-z]))?(?:(?!(?:at|of|for|in|with) )[a-z-]+ |(?:[A-Z]\w+ )?[A-Z]\w+-based )"
                r"{0,4}(?:(?:group|charity|network|organi[sz]ation|NGO|agency|foundation|shelter|mission|church), )?",
                words,
            ):
                yield Phrase(begin, following.end - self.sentence.start, role, following.entity)
                return
        before = self.sentence.start + begin
        told = self.text[begin + match.start("verb") : end + 40]
        body = (
            phrases.latest(self.scene, before) if match["what"] == "it" else phrases.generic(self.scene, told, before)
        )
        if body:
            yield Phrase(begin, end, role, body)

    def _next(self, position: int) -> Named | None:
        """What is named next after an offset of the sentence, "Seoul-based" left out."""
        after = self.scene.within(self.sentence.start + position, self.sentence.end)
        return next((named for named in after if named.shown or is_organisation(named.entity)), None)

    def phrase(self, begin: int) -> Phrase | None:
        """The role that a description tells which begins at an offset of the sentence."""
        if mandate := self._mandated(begin):
            return mandate
        article = _ARTICLE.match(self.text, begin)
        start = article.end() if article else begin
        clause = re.search(r"[,;:\"(\n]| - |(?<![A-Z])\. |\.$|$", self.text[start:])
        limit = start + (clause.start() if clause else 0)
        head = self._head(start, limit)
        if head is None:
            return None
        first = max(start, phrases.modifiers(self.scene, self.sentence, head[0]))
        found = self._completed(first, head[1], limit, begin)
        return None if phrases.plain(found.role) and not found.body else found

    def _mandated(self, begin: int) -> Phrase | None:
        """The role of a mandate that the gazetteer knows as a body ("the UN special rapporteur on North Korea")."""
        named = next(iter(self.scene.within(self.sentence.start + begin, self.sentence.end)), None)
        if not named or named.start - self.sentence.start - begin > 4:
            return None
        start, end = self._at(named), named.end - self.sentence.start
        role = re.sub(r"^(?:the )?(?:UN|U\.N\.|United Nations) ", "", self.text[start:end])
        if re.match("(?i)high commissioner", role) and is_organisation(named.entity):
            return Phrase(end - len(role), end, role, named.entity)
        return (
            Phrase(end - len(role), end, role, phrases.mandate(self.scene, role))
            if re.search("[Rr]apporteur", role)
            else None
        )

    def _head(self, start: int, limit: int) -> tuple[int, int] | None:
        """The noun of a description, the last of several in a row ("campaigns director")."""
        heads = [(match.start() + start, match.end() + start) for match in phrases.nouns(self.text[start:limit])]
        if not heads or len(self.text[start : heads[0][0]].split()) > 8:
            return None
        led = next((n for n in self.scene.within(self.sentence.start + start, self.sentence.end)), None)
        before = self.text[start : heads[0][0]]
        if led and is_organisation(led.entity) and led.start - self.sentence.start <= start + 1:
            before = self.text[led.end - self.sentence.start : heads[0][0]]  # "Y of Z's envoy"
        if _NO_PHRASE.search(before):
            return None
        head = heads[0]
        for other in heads[1:]:
            between = self.text[head[1] : other[0]]
            if between in (" ", "-") or (
                re.fullmatch(r" (?:[A-Za-z'-]+ ){1,2}", between) and not _JOINS.search(between)
            ):
                head = (other[0], other[1])
        return head

    def _completed(self, first: int, end: int, limit: int, begin: int) -> Phrase:
        """A role with its field and its body."""
        role = self.text[first:end]
        body = self._office(first, end) or self._employer(first, role)
        beside = phrases.attached(self.scene, self.sentence, end)
        reach = min(phrases.field(self.text, end), limit)
        if beside and beside.start - self.sentence.start <= limit + 40:
            body = body or beside.entity
            if not _AT_A_BODY.fullmatch(self._between(end, beside)) and end < reach <= self._at(beside):
                role, end = self.text[first:reach], reach
        elif reach > end and not _PLACED.match(self.text[end:reach]):
            words = self.text[end:reach]
            if re.match(r" (?:at|of|for|with|from) the\b", words):
                owned = self.text[end : reach + len("'s")]  # "of the district's"
                body = body or phrases.generic(self.scene, owned, self.sentence.start + begin)
            if not _PLAIN_FIELD.match(words) and len(words.split()) <= 12:
                role, end = self.text[first:reach], reach
        elif re.match(r" (?:at|for|with|of|from) the (?:[A-Z][\w ]*-based )?[a-z]", self.text[end:]):
            body = body or phrases.generic(self.scene, self.text[end : end + 60], self.sentence.start + begin)
        body = body or self._led_or_served(end, limit) or phrases.mandate(self.scene, role)
        body = body or phrases.signed_for(self.scene, self.sentence, end)
        return Phrase(first, end, role.strip(), body)

    def _led_or_served(self, end: int, limit: int) -> Entity | None:
        """The body of "a pastor who heads Y", "an engineer who worked for Y"."""
        if leads := phrases.LEADS.search(self.text[end:limit]):
            return next((found.body for found in self._leads(end, leads)), None)
        if serves := phrases.SERVES.search(self.text, end):
            following = self._next(serves.end())
            if following and is_organisation(following.entity) and self._at(following) - serves.end() < 25:
                return following.entity
        return None

    def _body_before(self, position: int) -> Entity | None:
        """The organisation whose name runs up to a title ("Democratic Party Rep. …")."""
        for named in self.scene.within(self.sentence.start, self.sentence.start + position):
            gap = self.text[named.end - self.sentence.start : position]
            if is_organisation(named.entity) and re.fullmatch(r"(?:'s?)? ?(?:(?:own|new|former|then) )?", gap):
                return named.entity
        return None

    def _office(self, start: int, end: int) -> Entity | None:
        """The ministry that a minister's title names."""
        for named in self.scene.offices:
            if named.start < self.sentence.start + end and self.sentence.start + start < named.end:
                return named.entity
        return None

    def _employer(self, begin: int, role: str) -> Entity | None:
        """Whose office a role is, by what stands right before it: a body's name, a country, "its", "the group's"."""
        if body := self._body_before(begin):
            return body
        before, where = self.text[:begin], self.sentence.start + begin
        noun = re.search(r"\b(?P<noun>\w+) $", before)
        if noun and phrases.BODY.fullmatch(noun["noun"]):
            return phrases.generic(self.scene, f"the {noun['noun']}", self.sentence.start + noun.start())
        if re.search(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir) (?:[\w.]+ ){0,2}\w+'s $", before):
            return phrases.generic(self.scene, before[-60:], where - 1)
        if _OUR.search(before) and before.count('"') % 2 == 0 and (issuer := phrases.publisher(self.scene)):
            return issuer
        if _OWN.search(before):
            return phrases.latest(self.scene, where, role)
        if not _SERVES_A_STATE.search(role):
            return None
        states = [(people.end, people.country) for people in self.scene.peoples if people.end <= where]
        states += [
            (n.end, n.entity.iri) for n in self.scene.within(self.sentence.start, where) if n.entity.kind == "Country"
        ]
        owners = (
            s for end, s in states if re.fullmatch(r"(?:'s?)? ", self.text[max(0, end - self.sentence.start) : begin])
        )
        owner = next(owners, None)
        if owner is None:
            return None
        return self._embassy(owner, role) or self.scene.government(owner)

    def _embassy(self, state: str, role: str) -> Entity | None:
        """The embassy of a state that the article names, for its ambassador."""
        if not re.search(r"(?i)\bambassador$", role) or re.search(r"(?i)deputy", role):
            return None
        government = self.scene.known.governments.get(state)
        name = self.scene.known.entities[government].name.removeprefix("Government of ") if government else ""
        posts = (n.entity for n in self.scene.named if n.entity.name.startswith(f"Embassy of {name}"))
        return next(posts, None)

    def _following(self, named: Named) -> Entity | None:
        """The organisation that follows a titled name: "Rep. X of the Y Party", "Rep. X (Y Party)"."""
        after = self.scene.within(named.end, self.sentence.end)
        if other := next((n for n in after if is_organisation(n.entity)), None):
            gap = self.text[named.end - self.sentence.start : self._at(other)]
            if _FOLLOWED.fullmatch(gap):
                return other.entity
        return None
