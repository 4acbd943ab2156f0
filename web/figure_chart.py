"""The ledger of an event as a picture: who says how many, the whole before its parts, what contradicts marked."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from refoulement.graph.claim import Count
from refoulement.graph.ledger import Figure, Ledger
from refoulement.web import phrases
from refoulement.web.chart import Bar, Scale, bar, far_apart, scale_of
from refoulement.web.evidence import Evidence
from refoulement.web.language import label_of
from refoulement.web.links import Link
from refoulement.web.wording import gettext

ROWS_AT_MOST = 48  # in one picture; the table has all of them
SOURCES_NAMED = 2  # beside a bar
LINE, HEADING, PART = 44, 30, 36  # heights in pixels
NameOf = Callable[[str], Link]


@dataclass(frozen=True, slots=True)
class Spoken:
    """How what is drawn is called: the claims in short, by IRI, and the names of claimants and of parts."""

    evidence: Mapping[str, Evidence]
    name: NameOf
    part: NameOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one claimant says of one extent, drawn once, however many articles carry it; `y` is the bar's height."""

    y: int
    bar: Bar
    words: str
    claims: tuple[str, ...]
    sources: str
    against: int
    denied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rows of one claimant; `y` is where its name stands."""

    y: int
    said_by: tuple[Link, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """What is said of the whole, or of one part; `name` is None for the whole."""

    y: int
    name: Link | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Figures of one unit and nature on one scale. `left_out` is the number of rows that are in the table alone."""

    title: str
    scale: Scale
    extents: tuple[Extent, ...]
    bottom: int
    rows: int
    left_out: int
    far_apart: bool
    pairs: tuple[tuple[str, str], ...]  # the figures that cannot both hold, in words
    more_pairs: bool  # than are said in words


@dataclass(frozen=True, slots=True)
class _Told:
    """Figures that are drawn as one row: same extent, same voice, same count, said or denied alike."""

    part: str | None
    voice: tuple[str, ...]
    count: Count
    denied: bool


PAIRS_SHOWN = 12


def chart(ledger: Ledger, spoken: Spoken, *, logarithmic: bool = False) -> Chart | None:
    """The picture of a ledger; None where no figure in it has a number."""
    counts = [figure.count for figure in ledger.figures]
    scale = scale_of(counts, logarithmic=logarithmic)
    if scale is None:
        return None
    told: dict[_Told, list[Figure]] = defaultdict(list)
    for figure in ledger.figures:
        told[_Told(figure.part, _voice(figure), figure.count, figure.denied)].append(figure)
    drawn = _chosen(told)
    extents, bottom = _extents(drawn, _Layout(ledger, spoken, scale))
    pairs, more = _pairs(ledger, told, spoken)
    unit, nature = ledger.figures[0].count.unit, ledger.figures[0].count.nature
    return Chart(
        title=gettext("%(unit)s, %(nature)s", unit=_capital(label_of(unit)), nature=label_of(nature)),
        scale=scale,
        extents=extents,
        bottom=bottom,
        rows=len(drawn),
        left_out=len(told) - len(drawn),
        far_apart=far_apart(counts),
        pairs=pairs,
        more_pairs=more,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _voice(figure: Figure) -> tuple[str, ...]:
    """Who says so; words that name no one, and articles that speak for themselves, are one voice each an article."""
    return figure.claimants or ("", figure.article, figure.attribution or "")


def _chosen(told: Mapping[_Told, list[Figure]]) -> dict[_Told, list[Figure]]:
    """Those that are drawn: all or, of too many, the most carried, and always the least and the greatest."""
    if len(told) <= ROWS_AT_MOST:
        return dict(told)
    order = {one: index for index, one in enumerate(told)}
    numbered = [one for one in order if one.count.value is not None]
    ends = {min(numbered, key=lambda one: one.count.value or 0), max(numbered, key=lambda one: one.count.value or 0)}
    by_weight = sorted(order, key=lambda one: (one not in ends, -len(told[one]), order[one]))
    chosen = set(by_weight[:ROWS_AT_MOST])
    return {one: figures for one, figures in told.items() if one in chosen}


@dataclass(frozen=True, slots=True)
class _Layout:
    """What rows are made of."""

    ledger: Ledger
    spoken: Spoken
    scale: Scale

    def row(self, one: _Told, figures: Sequence[Figure], y: int) -> Row:
        return Row(
            y=y,
            bar=bar(one.count, self.scale),
            words=phrases.figure(one.count),
            claims=tuple(figure.claim for figure in figures),
            sources=_sources(figures, self.spoken.evidence),
            against=len(self.ledger.against(figures[0])),
            denied=one.denied,
        )

    def said_by(self, one: _Told) -> tuple[Link, ...]:
        return said_by(one.voice, self.spoken.name)


def said_by(voice: tuple[str, ...], name: NameOf) -> tuple[Link, ...]:
    """The claimants, the words that stand for them, or that the article speaks for itself."""
    if voice[0]:
        return tuple(map(name, voice))
    words = voice[2] if len(voice) > 2 else ""
    return (Link(words, None) if words else Link(gettext("the article alone"), None),)


def _sources(figures: Iterable[Figure], evidence: Mapping[str, Evidence]) -> str:
    """The publishers that carry a figure, a few of them by name."""
    publishers = dict.fromkeys(evidence[figure.claim].publisher or "" for figure in figures)
    named = [publisher for publisher in publishers if publisher]
    if len(named) <= SOURCES_NAMED:
        return ", ".join(named)
    return gettext(
        "%(publishers)s and %(count)s more",
        publishers=", ".join(named[:SOURCES_NAMED]),
        count=len(named) - SOURCES_NAMED,
    )


def _extents(drawn: Mapping[_Told, list[Figure]], layout: _Layout) -> tuple[tuple[Extent, ...], int]:
    """Extents, groups and rows one under the other, in the order of the ledger; and where the last ends."""
    by_extent: dict[str | None, dict[tuple[str, ...], list[_Told]]] = defaultdict(lambda: defaultdict(list))
    for one in drawn:
        by_extent[one.part][one.voice].append(one)
    y, extents = 0, []
    for part, voices in by_extent.items():
        headed = part is not None or len(by_extent) > 1
        top, y = y + PART - 12, y + (PART if headed else 0)
        groups = []
        for told in voices.values():
            heading, y = y + HEADING - 8, y + HEADING
            rows = tuple(layout.row(one, drawn[one], y + LINE * (place + 1) - 14) for place, one in enumerate(told))
            groups.append(Group(y=heading, said_by=layout.said_by(told[0]), rows=rows))
            y += LINE * len(told)
        extents.append(Extent(y=top, name=layout.spoken.part(part) if part else None, groups=tuple(groups)))
    return tuple(extents), y + 6


def _pairs(
    ledger: Ledger, told: Mapping[_Told, list[Figure]], spoken: Spoken
) -> tuple[tuple[tuple[str, str], ...], bool]:
    """The pairs that cannot both hold, each said once, in words; and whether there are others."""
    of = {figure.claim: one for one, figures in told.items() for figure in figures}
    found: dict[frozenset[_Told], tuple[Figure, Figure]] = {}
    for one, figures in told.items():
        for other in ledger.against(figures[0]):
            found.setdefault(frozenset((one, of[other.claim])), (figures[0], other))
        if len(found) > PAIRS_SHOWN:
            break

    def words(figure: Figure) -> str:
        who = ", ".join(link.words for link in said_by(_voice(figure), spoken.name))
        publisher = spoken.evidence[figure.claim].publisher
        beside = who if figure.claimants or not publisher else f"{who}, {publisher}"
        said = gettext("%(figure)s (%(who)s)", figure=phrases.figure(figure.count), who=beside)
        if figure.part is None:
            return said
        return gettext("%(figure)s, of the part %(part)s", figure=said, part=spoken.part(figure.part).words)

    shown = [*found.values()][:PAIRS_SHOWN]
    return tuple((words(one), words(other)) for one, other in shown), len(found) > len(shown)
