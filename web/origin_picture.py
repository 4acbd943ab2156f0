"""Articles against origins as a picture: from each article to whom it quotes, and on to where that comes from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from refoulement.ontology import NAMESPACE
from refoulement.queries import Row
from refoulement.web import phrases
from refoulement.web.evidence import Evidence
from refoulement.web.language import label_of
from refoulement.web.links import Link, address
from refoulement.web.wording import gettext

DRAWN_AT_MOST = 24  # articles
CARRIED_IN_ALL, CARRIED_AT_LEAST = 120, 3  # articles in the list, shared out among the origins
LINE = 34  # pixels from one node to the next
GAP = 0.8  # per cent of the width between a line and the name it leads to
LETTERS = 30  # of a name that fit into a column
COLUMNS = ((0.0, 29.0), (36.0, 64.0), (71.0, 100.0))  # from where to where, in per cent of the width
NameOf = Callable[[str], Link]


@dataclass(frozen=True, slots=True)
class Carried:
    """An article, with whom it quotes for the claims that come from one origin and the rules that lead there."""

    article: Link
    source: str
    copy: bool
    voices: tuple[Link, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom claims come from, with the articles that carry them: how many, and the first of them."""

    name: Link
    named: bool
    articles: int
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A name in one of the three columns; `short` is what fits there."""

    x: float
    y: float
    words: str
    short: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes, and the lines between them from right edge to left edge."""

    nodes: tuple[Node, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    height: int
    whole: bool  # every article is drawn


def origins(
    rows: Sequence[Row], evidence: Mapping[str, Evidence], *, name: NameOf, is_named: Callable[[str], bool]
) -> tuple[Origin, ...]:
    """The origins of an event's claims, those of most articles first."""
    told: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["claim"].value in evidence:
            told[row["origin"].value][row["article"].value].append(row)
    most = max(CARRIED_AT_LEAST, CARRIED_IN_ALL // len(told)) if told else 0
    found = [
        Origin(
            name(origin),
            is_named(origin),
            len(articles),
            tuple(_carried(said, evidence, name) for said in islice(articles.values(), most)),
        )
        for origin, articles in told.items()
    ]
    return tuple(sorted(found, key=lambda origin: (-origin.articles, origin.name.words)))


def _carried(said: list[Row], evidence: Mapping[str, Evidence], name: NameOf) -> Carried:
    row = said[0]
    publisher = row["publisher"].value if "publisher" in row else row["title"].value
    published = phrases.when(row["published"].value) if "published" in row else ""
    voices = {voice: None for one in said for voice in _voices(evidence[one["claim"].value], name)}
    rules = {one["rule"].value.removeprefix(NAMESPACE): None for one in said}
    return Carried(
        article=Link(row["title"].value, address(row["article"].value)),
        source=" · ".join(filter(None, (publisher, published))),
        copy="copied" in row,
        voices=tuple(voices),
        rules=tuple(label_of(rule) for rule in rules),
    )


def _voices(one: Evidence, name: NameOf) -> tuple[Link, ...]:
    """Whom an article quotes for a claim; or that it quotes no one."""
    if one.claimants:
        return tuple(map(name, one.claimants))
    return (Link(one.attribution or gettext("no one quoted"), None),)


def picture(found: Iterable[Origin]) -> Picture:
    """The three columns, in the order of the origins, so that few lines cross."""
    columns: tuple[dict[Link, str], dict[Link, str], dict[Link, str]] = ({}, {}, {})
    edges: dict[tuple[int, Link, Link], None] = {}
    whole = True
    for origin in found:
        whole = whole and len(origin.carried) == origin.articles
        for one in origin.carried:
            if one.article not in columns[0] and len(columns[0]) >= DRAWN_AT_MOST:
                whole = False
                continue
            columns[0].setdefault(one.article, _marked(one))
            columns[2].setdefault(origin.name, origin.name.words)
            for voice in one.voices:
                columns[1].setdefault(voice, voice.words)
                edges[0, one.article, voice] = None
                edges[1, voice, origin.name] = None
    most = max(map(len, columns))
    places = [{link: _height(index, len(column), most) for index, link in enumerate(column)} for column in columns]
    nodes = [
        Node(COLUMNS[column][0], y, columns[column][link], _short(columns[column][link]))
        for column, heights in enumerate(places)
        for link, y in heights.items()
    ]
    lines = [
        (COLUMNS[column][1], places[column][one], COLUMNS[column + 1][0] - GAP, places[column + 1][other])
        for column, one, other in edges
    ]
    return Picture(tuple(nodes), tuple(lines), most * LINE, whole)


def _short(words: str) -> str:
    return words if len(words) <= LETTERS else f"{words[: LETTERS - 1]}…"


def _marked(one: Carried) -> str:
    return gettext("%(article)s (copy)", article=one.source) if one.copy else one.source


def _height(index: int, of: int, most: int) -> float:
    """The middle of a node: the nodes of a column stand evenly over the whole height."""
    return (index + 0.5) * most * LINE / of
