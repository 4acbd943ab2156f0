"""An article's page: its text with every passage marked, its claims in reading order, and what was not understood."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import render_template
from pyoxigraph import NamedNode

from refoulement.graph.article import Passage
from refoulement.graph.rdf import BASED_ON, ISSUED, LANGUAGE, LICENCE, PUBLISHER, URL
from refoulement.graph.revision import History
from refoulement.ontology import RF
from refoulement.web import chain, past, phrases
from refoulement.web.cited import asked_for, captured_on, checksum, fragment, reference
from refoulement.web.citing import citations
from refoulement.web.claims import link
from refoulement.web.description import TITLE, Description
from refoulement.web.links import Link, address
from refoulement.web.marking import Mark, tokens
from refoulement.web.past import Said
from refoulement.web.reading import captured, snapshot
from refoulement.web.signs import name, signs, visible
from refoulement.web.wording import gettext, ngettext

AROUND = 60  # characters shown on either side of a number that was not understood


@dataclass(frozen=True, slots=True)
class Number:
    """A number of people that no claim was made of, in the words around it, and why."""

    passage: Passage
    before: str
    words: str
    after: str
    because: str


def render(description: Description, formats: list[tuple[str, str]], asked: str | None) -> str:
    """The page; `asked` is the passage a link came for, as "start,end"."""
    published = snapshot()
    text = captured(description.text(RF.sha256) or "")
    history = past.history(published, description.thing)
    said = past.said(published, description, history)
    claims, told = said.claims, said.description
    passage = asked_for(asked, description, text, [one for claim in claims for one in claim.passages])
    numbers = [number(at, because, text, told) for at, because in told.unclaimed]
    marks = _marks(said, numbers, passage)
    cited = reference(description, passage, text)
    page: str = render_template(
        "article.html",
        description=description,
        formats=formats,
        title=description.text(TITLE),
        language=description.text(LANGUAGE),
        facts=facts(description, history),
        tokens=[] if text is None else tokens(text, marks),
        length=None if text is None else len(text),
        md5=None if text is None else checksum(text),
        signs=[] if text is None else [name(sign) for sign in signs(text)],
        missing=text is None,
        claims=claims,
        numbers=numbers,
        asked_claims=[which for which, claim in enumerate(claims, start=1) if passage in claim.passages],
        fragment=fragment(passage, text) if passage else "",
        withdrawal=history.withdrawal,
        since=phrases.when(history.withdrawal.day.isoformat()) if history.withdrawal else None,
        said=said,
        chains=chain.chains(published, description, claims),
        repetitions=chain.repetitions(published, description),
        reference=cited,
        citations=citations(cited),
    )
    return page


def facts(description: Description, history: History) -> list[tuple[str, Link]]:
    """What is known of the article or table, in the order of a reference."""
    url, issued, licence = (description.text(term) for term in (URL, ISSUED, LICENCE))
    day = captured_on(description)
    copies = description.values(RF.copyOf)
    known = [
        (gettext("Publisher"), Link(visible(publisher), None) if (publisher := description.text(PUBLISHER)) else None),
        (gettext("Published"), Link(phrases.when(issued), None) if issued else None),
        (gettext("Address"), Link(visible(url), address(url)) if url else None),
        (gettext("Based on"), Link(visible(based), None) if (based := description.text(BASED_ON)) else None),
        (gettext("Licence"), Link(visible(licence), address(licence)) if licence else None),
        *((gettext("Copy of"), link(description, term.value)) for term in copies if isinstance(term, NamedNode)),
        *(
            (gettext("Corrected"), Link(f"{phrases.when(one.day.isoformat())}: {visible(one.why)}", None))
            for one in history.corrections
        ),
        (gettext("Withheld"), Link(_withheld(int(held)), None))
        if (held := description.text(RF.withheldClaims))
        else ("", None),
        (gettext("Captured"), Link(phrases.when(day.isoformat()), None) if day else None),
        ("SHA-256", Link(digest, None) if (digest := description.text(RF.sha256)) else None),
        (gettext("Known here as"), Link(description.thing.value, None)),
    ]
    return [(label, fact) for label, fact in known if fact]


def _withheld(count: int) -> str:
    words: str = ngettext(
        "%(num)s claim names a person at risk: left out here, or told without the name, which is blacked out",
        "%(num)s claims name a person at risk: left out here, or told without the name, which is blacked out",
        count,
    )
    return words


def number(passage: Passage, because: NamedNode, text: str | None, told: Description) -> Number:
    """A number that no claim was made of, with the words around it."""
    before, after = "", ""
    if text is not None:
        before = " ".join(text[max(0, passage.start - AROUND) : passage.start].split(" ")[1:])
        after = " ".join(text[passage.end : passage.end + AROUND].split(" ")[:-1])
    return Number(passage, visible(before), visible(passage.exact), visible(after), told.name(because))


def _marks(said: Said, numbers: list[Number], asked: Passage | None) -> Mapping[Passage, Mark]:
    """What each passage is marked for."""
    marks: dict[Passage, Mark] = dict.fromkeys(said.description.noticed, Mark(noticed=True))
    for passage, entity in said.description.mentions:
        marks[passage] = replace(marks.get(passage, Mark()), name=said.link(entity.value))
    for which, each in enumerate(numbers, start=1):
        marks[each.passage] = replace(marks.get(each.passage, Mark()), unclaimed=which)
    for which, claim in enumerate(said.claims, start=1):
        for passage in claim.passages:
            mark = marks.get(passage, Mark())
            marks[passage] = replace(mark, claims=(*mark.claims, which))
    if asked:
        marks[asked] = replace(marks.get(asked, Mark()), asked=True)
    return marks
