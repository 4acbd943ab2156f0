"""Every kind of page that the demo has, by an address of it: what is looked at, and in which ways it is looked at."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.tier import PUBLIC
from refoulement.ontology import NAMESPACE
from refoulement.tests.browser import DESK, PHONE

EVENT, ARTICLE = "/page/event/repatriation-2023-10-09", "/page/article/seoul-verifies-reports-2023-10-12"
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "home": "/",
        "search": "/search?q=tumen",
        "search-nothing": "/search?q=xqzzyvw",
        "event": EVENT,
        "event-as-of": f"{EVENT}?as_of=2023-10-20",
        "organisation": "/page/organisation/transitional-justice-working-group",
        "person": "/page/person/kim-yung-ho",
        "place": "/page/place/tumen",
        "crossing": "/page/crossing/dandong-sinuiju",
        "entity-part": "/page/place/north-korea?show=told",
        "record": "/page/block/Arrival/2009-01-01--2009-12-31",
        "article": ARTICLE,
        "map": "/map",
        "timeline": "/timeline",
        "network": "/network",
        "queries": "/queries/",
        "query": "/queries/figures-ledger",
        "query-map": "/queries/people-through-crossings",
        "sparql": "/sparql",
        "sparql-answer": "/sparql?query=SELECT+%2A+%7B+%3Fs+a+%3Fkind+%7D+LIMIT+5",
        "sparql-explained": "/sparql/explain?query=SELECT+%2A+%7B+%3Fs+a+%3Fkind+%7D+LIMIT+5",
        "review-sign-in": "/review/",
        "missing": "/page/place/nowhere-at-all",
    }
)
LIGHT, DARK = {"color_scheme": "light", "viewport": DESK}, {"color_scheme": "dark", "viewport": DESK}
WAYS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "light": LIGHT,
        "dark": DARK,
        "phone": {"color_scheme": "light", "viewport": PHONE},
        "korean": {"color_scheme": "light", "viewport": DESK, "locale": "ko-KR"},
    }
)


def addresses(store: Path) -> Iterator[tuple[str, str]]:
    """The kinds with their addresses, and those that only the store knows: of a claim, and of a passage asked for."""
    yield from KINDS.items()
    rows = (
        OxigraphReader(store / PUBLIC)
        .snapshot()
        .select(
            f"PREFIX rf: <{NAMESPACE}> SELECT ?claim ?passage "
            "{ ?claim rf:countBound rf:atMost ; rf:passage ?passage } ORDER BY ?claim LIMIT 1"
        )
    )
    (row,) = rows
    yield "claim", f"/page/claim/{row['claim'].value.rpartition('/')[2]}"
    article, _, place = row["passage"].value.rpartition("/")[2].partition("#char=")
    yield "passage", f"/page/article/{article}?passage={place}#char={place}"
