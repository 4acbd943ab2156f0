"""The one family of errors: each says what went wrong, where, and what to do about it; and how a command ends."""

from collections.abc import Mapping

ALL_DONE, SOME_REFUSED, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 130  # exit codes


class GraphError(Exception):
    """Anything this package refuses to do; the message is meant for the person at the keyboard."""


class UnknownTerm(GraphError):
    """A term or concept that the ontology does not have (a typo is an error, not a new property)."""


class LoadError(GraphError):
    """A source or a model that cannot be read: names it and what to do."""


class ShapeError(GraphError):
    """Quads that break a SHACL shape: names the claim and the shape."""


class AccessRefused(GraphError):
    """A token that lets nobody in (unknown, expired, revoked), or a request for one that may not be made."""


class UploadRefused(GraphError):
    """RDF that is malformed, or holds what is not read here; where it can be told, the line."""


class WriteRefused(GraphError):
    """A write by hand to what is not written by hand, or to a graph that does not take it; nothing was changed."""


class WriteConflict(WriteRefused):
    """A write that contradicts what the store holds; nothing was changed."""


class JudgementRefused(GraphError):
    """A judgement that contradicts others, or that others rest on: says which; nothing was changed.

    `fields` says it of single fields of a form, by name, where it is those that cannot be.
    """

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields: Mapping[str, str] = fields or {}


class QueryRefused(GraphError):
    """A query that is malformed, or asks for what this service does not do."""


class ShareRefused(GraphError):
    """A query that is not kept for others: too long, or one too many for the hour."""


class EndpointFailed(GraphError):
    """Another endpoint that a query asks did not answer as it should: names it, and why."""


class SettingRefused(GraphError):
    """A setting that cannot be: names it, where it stands, and what it may be."""


class StoreBusy(GraphError):
    """The store has a writer already."""


class StoreError(GraphError):
    """The store cannot be read or written (missing, damaged, disk full)."""


class EngineFailed(StoreError):
    """The engine at another address cannot be reached, or what it says is no answer."""


class EngineSlow(StoreError):
    """The engine at another address has no answer within the time that one may take."""


class EngineUnfit(StoreError):
    """The engine at another address cannot be trusted with what is asked; says why."""


class TextMissing(StoreError):
    """A captured text that is not kept where it is looked for."""
