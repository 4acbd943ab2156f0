"""The queries that this server answers: ours, and those of the folder that its settings name."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import current_app, url_for
from werkzeug.exceptions import NotFound

from refoulement.queries import Query


def library() -> Mapping[str, Query]:
    """The queries by name, as `create_app` read them."""
    read: Mapping[str, Query] = current_app.extensions["refoulement.queries"]
    return read


def named(name: str) -> Query:
    """The query of a name; 404 with the list where there is none."""
    if name not in library():
        raise NotFound(f"no query is named {name}; there are {', '.join(library())}")
    return library()[name]


def asking(name: str, asked: Mapping[str, str]) -> str:
    """Where the API answers a query, or a form of it (`name.csv`), with what is asked."""
    address: str = url_for("api.answer", name=name)
    return f"{address}?{urlencode(asked)}" if asked else address
