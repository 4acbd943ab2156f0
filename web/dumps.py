"""Dumps under `/dumps/`: a snapshot's files, which never change, and a way to the latest.

They are written by `refoulement dump`, never for a request: a stranger's request costs what a file costs.
"""

from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, send_file, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from refoulement.graph import dumps
from refoulement.graph.store import Snapshot
from refoulement.queries.counts import FILE, Counts, counts, from_json

blueprint = Blueprint("dumps", __name__)

LATEST = "latest"
COMMAND = "refoulement dump"


def offered() -> tuple[dumps.Dump, ...]:
    """The files of the latest dump of the tier that is served; none where there is no dump."""
    for version in reversed(dumps.made(_store())):
        if files := dumps.dumped(_store(), version):
            return files
    return ()


def _store() -> Path:
    store: Path = current_app.config["TIER_STORE"]
    return store


def counted(snapshot: Snapshot) -> Counts:
    """What the snapshot holds in numbers: as they were counted for its dump, or counted now."""
    kept = dumps.kept_beside(_store(), snapshot.version, FILE)
    return from_json(kept) if kept else counts(snapshot)


@blueprint.get("/dumps/<version>/<name>")
def file(version: str, name: str) -> Response | BaseResponse:
    """A file of a dump, or 303 to that of the latest."""
    if version == LATEST:
        return _latest(name)
    if version in map(str, dumps.made(_store())):
        files = dumps.dumped(_store(), int(version))
        for dump in files:
            if dump.path.name == name:
                return _sent(dump.path, "application/gzip", etag=dump.sha256)
        if files and name == dumps.SUMS:
            return _sent(files[0].path.with_name(name), "text/plain", etag=True)
    raise NotFound(f"there is no such dump; the latest is described at {url_for('metadata.describe')}")


def _latest(name: str) -> BaseResponse:
    files = offered()
    if not files:
        raise NotFound(f"no dump of what is published now was written; whoever runs this server does so: {COMMAND}")
    if name not in {dumps.SUMS, *(dump.path.name for dump in files)}:
        raise NotFound(f"a dump has {', '.join(dump.path.name for dump in files)} and {dumps.SUMS}")
    answer = redirect(url_for("dumps.file", version=files[0].version, name=name), 303)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _sent(path: Path, media_type: str, *, etag: str | bool) -> Response:
    """A file as it is, in ranges where asked; no cache keeps it, since what is withheld has to vanish."""
    try:
        answer = send_file(path.absolute(), mimetype=media_type, etag=etag, conditional=True, as_attachment=True)
    except FileNotFoundError:
        raise NotFound("this dump was taken away just now") from None
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
