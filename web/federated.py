"""Queries that ask other endpoints too: which ones they may, and how they are answered."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from refoulement.errors import QueryRefused
from refoulement.graph.tier import PUBLIC
from refoulement.queries.admit import redirected
from refoulement.queries.federation import Site
from refoulement.web.forwarder import Forwarder, Passage
from refoulement.web.outside import Allowance, Outside
from refoulement.web.settings import Settings

OUTSIDE = "refoulement.outside"  # in the application's extensions: what asks them


def services(settings: Settings, tier: str) -> tuple[str, ...]:
    """The endpoints that SERVICE may name; none on a restricted tier, since what a query sends would leave it."""
    return tuple(endpoint.text for endpoint in settings.endpoints) if tier == PUBLIC else ()


@contextmanager
def forwarded(text: str, sites: Sequence[Site], settings: Settings, outside: Outside) -> Iterator[str]:
    """The text that the engine is to be given instead; it has to be answered whole within the `with`.

    Raises `EndpointFailed` where one of the endpoints did not answer.
    """
    known = {endpoint.text: endpoint for endpoint in settings.endpoints}
    ask = partial(outside.ask, allowance=Allowance(settings.service_s, settings.service_mib << 20))
    passages = [Passage(known[site.endpoint], site.silent) for site in sites]
    with Forwarder(passages, ask) as forwarder:
        try:
            yield redirected(text, sites, forwarder.addresses)
        except (OSError, RuntimeError, QueryRefused) as error:
            if forwarder.failure is None:
                raise
            raise forwarder.failure from error
        if forwarder.failure is not None:
            raise forwarder.failure  # within EXISTS the engine takes it for an answer
