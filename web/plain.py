"""Queries answered without the web application around them: by the same function, with the same headers, much faster.

What is no plain query, or whose answer is to be made into something else (an error, a compressed body, a 304), goes to
the application, which is told what was answered and does not ask again.
"""

from flask import Flask
from werkzeug.exceptions import HTTPException

from refoulement.graph.store import Answer
from refoulement.web.answering import Answered, Place, answer
from refoulement.web.federated import OUTSIDE
from refoulement.web.negotiation import likes_html
from refoulement.web.operation import Operation, Sent, read

PATH = b"/sparql"


def worked_out(app: Flask, sent: Sent) -> Answered | Exception | None:
    """What is answered to a request to `PATH`, or the error there was; None where the application has to read it.

    That is one that asks for a page, an update or nothing, that names a form or cannot be read, and all where another
    engine is asked, whose answers bear other tags.
    """
    settings = app.extensions["refoulement.settings"]
    operation = None if settings.endpoint else _operation(app, sent)
    if operation is None:
        return None
    snapshot = app.extensions["refoulement"].snapshot
    try:
        return answer(operation, sent, Place(app.config["TIER"], settings, app.extensions[OUTSIDE], snapshot), _page)
    except Exception as error:  # noqa: BLE001 - the application makes an answer of it, as of its own
        return error


def is_whole(app: Flask, found: Answered, encodings: str) -> bool:
    """Whether nothing is left to be done to an answer, for who accepts these encodings."""
    if found.body is None or not found.lasting:
        return False
    smallest: int = app.config["COMPRESS_MIN_SIZE"]
    return not encodings or len(found.body) < smallest


def _operation(app: Flask, sent: Sent) -> Operation | None:
    if sent.method != "POST" and (sent.method != "GET" or sent.content_type or sent.body):
        return None
    if len(sent.body) > app.config["MAX_CONTENT_LENGTH"] or likes_html(sent.accept):
        return None
    try:
        operation = read(sent)
    except HTTPException:
        return None
    return None if operation is None or operation.names_update or operation.forms else operation


def _page(_found: Answer) -> bytes:
    raise AssertionError("a page is the application's to make")
