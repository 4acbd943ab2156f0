"""Every article of some sources, one after the other: the only place where the errors of one article are caught."""

from collections.abc import Callable
from pathlib import Path

from refoulement.errors import GraphError, LoadError, StoreError
from refoulement.loaders import LOADERS
from refoulement.loaders.captured import Captured
from refoulement.loaders.report import Outcome
from refoulement.loaders.sources import Sources

Tell = Callable[[Outcome], None]
Stop = Callable[[], bool]
Treat = Callable[[Path, Captured], Outcome]


def each(sources: Sources, treat: Treat, tell: Tell, stop: Stop) -> tuple[tuple[Outcome, ...], bool]:
    """The outcome of every article, and whether the run was stopped. Errors of one article are caught here only."""
    outcomes = [_refusal(path, error) for path, error in sources.refused]
    for outcome in outcomes:
        tell(outcome)
    seen: dict[str, Path] = {}
    for path in sources.files:
        if stop():
            return tuple(outcomes), True
        of_file: list[Outcome] = []
        try:
            for captured in LOADERS[path.suffix.lower()].articles(path):
                _require_new_id(captured.article.id, path, seen)
                of_file.append(treat(path, captured))
        except StoreError:
            raise  # no other article could be written either
        except (GraphError, OSError, ValueError) as error:  # ValueError: the text made a value that cannot be
            of_file.append(_refusal(path, error))
        for outcome in of_file:
            tell(outcome)
        outcomes += of_file
    return tuple(outcomes), False


def _refusal(path: Path, error: GraphError | OSError | ValueError) -> Outcome:
    if isinstance(error, OSError):
        reason = f"{error.filename or path}: {error.strerror}; make it readable and writable for this user"
    elif isinstance(error, LoadError):
        reason = str(error)
    else:
        reason = f"{path}: {'; '.join(str(error).splitlines())}"
    return Outcome(path=path, status="refused", reason=reason)


def _require_new_id(identifier: str, path: Path, seen: dict[str, Path]) -> None:
    first = seen.setdefault(identifier, path)
    if first != path:
        hint = "give one of them another `identifier` in its sidecar"
        raise LoadError(f"{path}: {first} has the same article id {identifier!r}; {hint}")
