"""The command line: `load`, `withdraw`, `query`, `dump`, `extract`, `explain`, `evaluate`, `serve`, `protect`, groups.

Each command imports what it needs when it runs: arguments are read, and help is given, without any of it.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from refoulement import __doc__ as purpose
from refoulement import __version__
from refoulement.commands import audit, claims, dump, events, identity, query, token, withdrawal
from refoulement.errors import ALL_DONE, INTERRUPTED, NOTHING_DONE, GraphError
from refoulement.graph.tier import is_endpoint
from refoulement.service.configuration import add_flags

if TYPE_CHECKING:
    from refoulement.loaders.extract import Extract

DEFAULT_STORE = Path("store")

EXIT_CODES = (
    "Exit codes: 0 all done (an unchanged article counts), 1 some refused, 2 nothing done, 130 interrupted. "
    "Ctrl-C ends after the article at work; a second one leaves at once. Either way the store is whole."
)
EXPLAINED = "Exit codes: 0 all explained, 1 some articles refused, 2 nothing explained, 130 interrupted."
SCORED = "Exit codes: 0 all scored, 1 some articles refused, 2 nothing scored, 130 interrupted."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. What is refused is told in one line, without a traceback."""
    options = _parser().parse_args(arguments)
    try:
        _require_folder(options)
        exit_code: int = options.run(options)
    except (GraphError, OSError) as error:
        print(f"refoulement: {error}", file=sys.stderr)
        return NOTHING_DONE
    except KeyboardInterrupt:
        print("refoulement: interrupted; what was published is untouched, run it again to finish", file=sys.stderr)
        return INTERRUPTED
    return exit_code


def _require_folder(options: argparse.Namespace) -> None:
    """Refuse an address where a folder is meant: only `query` and `serve`, which read, take one, and as text."""
    store = getattr(options, "store", None)
    if isinstance(store, Path) and is_endpoint(store.as_posix().replace(":/", "://", 1)):
        raise GraphError(
            f"{store}: an engine at an address is only read, by `query` and `serve`; give the folder of the store here"
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="refoulement", description=purpose)
    parser.add_argument("--version", action="version", version=f"refoulement {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(
        name: str, run: Callable[[argparse.Namespace], int], summary: str, epilog: str = ""
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=summary, description=_sentence(summary), epilog=epilog)
        command.set_defaults(run=run)
        return command

    loading = add("load", _load, "read articles into a store and publish them", EXIT_CODES)
    extracting = add("extract", _extract, "write claim sheets of articles, without touching a store", EXIT_CODES)
    explaining = add(
        "explain", _explain, "print each claim with its words, the rules that gave it, and what became none", EXPLAINED
    )
    evaluating = add("evaluate", _evaluate, "measure what is extracted against annotated claim sheets", SCORED)
    protecting = add("protect", _protect, "mark a person at risk: nothing that partners or the public read names them")
    serving = add("serve", _serve, "show what a store has published: pages, queries and SPARQL")
    for command in (loading, extracting, explaining):
        _take_paths(command)
    for command in (loading, extracting, explaining, evaluating):
        _take_extraction(command)
    for command in (loading, protecting):
        _take_store(command)
    _take_folder(extracting, "--out", "folder for the sheets, one <id>.json each")
    _take_folder(evaluating, "--gold", "folder of the annotated sheets, one <id>.json each")
    _take_folder(evaluating, "--corpus", "folder of the articles that were annotated")
    evaluating.add_argument("--misses", action="store_true", help="list what was missed, what is wrong, what is extra")
    evaluating.add_argument("--json", action="store_true", help="print one JSON object")
    add_flags(serving)
    _take_person(protecting)

    for group in (query, withdrawal, dump, events, identity, claims, token, audit):
        group.add(commands, DEFAULT_STORE)
    ontology = commands.add_parser("ontology", help="prove the ontology and its shapes sound").add_subparsers(
        title="commands", required=True, metavar="COMMAND"
    )
    summary = "prove ontology and gazetteer consistent (HermiT, needs Java), and try every shape on its examples"
    ontology.add_parser("check", help=summary, description=_sentence(summary)).set_defaults(run=_check)
    return parser


def _take_paths(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        type=Path,
        nargs="+",
        metavar="PATH",
        help="a .txt file (its sidecar .jsonld is found beside it), a .csv file (its -metadata.json too), or a folder",
    )


def _take_extraction(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--model",
        metavar="NAME",
        help="the spaCy pipeline beside the rules: packed (the default, our own), blank (none), or any installed one",
    )
    command.add_argument(
        "--extractor",
        choices=("rules", "llm"),
        default="rules",
        help="who reads: our %(default)s (the default), or a language model at the endpoint that the environment "
        "names (REFOULEMENT_LLM_BASE_URL, _MODEL, _KEY); every article's text is sent there",
    )
    command.add_argument(
        "--cache",
        type=Path,
        metavar="DIR",
        help="where a language model's answers are kept (default: in this user's cache folder)",
    )


def _take_store(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--store", type=Path, default=DEFAULT_STORE, metavar="DIR", help="the store's folder (default: ./%(default)s)"
    )


def _take_person(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "person", metavar="PERSON", help="the person's IRI, or the last piece of the address of the page"
    )
    command.add_argument("--why", required=True, metavar="WORDS", help="the reason; it is kept in the sealed tier")
    command.add_argument(
        "--also", action="append", default=[], metavar="NAME", help="a spelling or nickname that is not on their page"
    )
    command.add_argument("--undo", action="store_true", help="lift the mark: the name is published again")


def _take_folder(command: argparse.ArgumentParser, option: str, meaning: str) -> None:
    command.add_argument(option, type=Path, required=True, metavar="DIR", help=meaning)


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."


def _load(options: argparse.Namespace) -> int:
    from refoulement.graph.audit import by_command
    from refoulement.graph.tiers import TieredWriter
    from refoulement.loaders.garbage import seldom_collected
    from refoulement.loaders.run import load
    from refoulement.loaders.sources import find
    from refoulement.loaders.terminal import progress, stop_on_interrupt, tell_refused

    sources = find(options.paths)
    if not sources.files:
        tell_refused(sources)
        return NOTHING_DONE
    with _extractor(options, cost_to=sys.stdout) as extractor:
        with (
            stop_on_interrupt() as stop,
            TieredWriter(options.store, now=(now := datetime.now(UTC)), author=by_command("load")) as store,
            progress(sources, lines_to=sys.stdout) as tell,
            seldom_collected(),
        ):
            report = load(sources, extract=extractor, store=store, now=now, tell=tell, stop=stop)
        print(report.summary)
    return report.exit_code


def _extract(options: argparse.Namespace) -> int:
    from refoulement.loaders.sheets import write_sheets
    from refoulement.loaders.sources import find
    from refoulement.loaders.terminal import progress, stop_on_interrupt, tell_refused

    sources = find(options.paths)
    if not sources.files:
        tell_refused(sources)
        return NOTHING_DONE
    with _extractor(options, cost_to=sys.stdout) as extractor:
        with stop_on_interrupt() as stop, progress(sources, lines_to=sys.stdout) as tell:
            report = write_sheets(sources, extract=extractor, folder=options.out, tell=tell, stop=stop)
        print(report.summary)
    return report.exit_code


def _explain(options: argparse.Namespace) -> int:
    from refoulement.loaders.explanation import explain
    from refoulement.loaders.sources import find
    from refoulement.loaders.terminal import progress, stop_on_interrupt, tell_refused

    sources = find(options.paths)
    if not sources.files:
        tell_refused(sources)
        return NOTHING_DONE
    with (
        _extractor(options, cost_to=sys.stderr) as extractor,
        stop_on_interrupt() as stop,
        progress(sources, lines_to=sys.stderr) as tell,
    ):
        return explain(sources, extract=extractor, show=print, tell=tell, stop=stop).exit_code


def _evaluate(options: argparse.Namespace) -> int:
    from refoulement.loaders.evaluate import evaluate, figures, gold
    from refoulement.loaders.sources import find
    from refoulement.loaders.terminal import progress, stop_on_interrupt, tell_refused

    sheets, notes = gold.read(options.gold)
    sources = find([options.corpus])
    if not sources.files:
        tell_refused(sources)
        return NOTHING_DONE
    with (
        _extractor(options, cost_to=sys.stderr) as extractor,
        stop_on_interrupt() as stop,
        progress(sources, lines_to=sys.stderr) as tell,
    ):
        evaluation = evaluate(sources, extract=extractor, gold=sheets, tell=tell, stop=stop)
    if evaluation.report.interrupted:
        print("interrupted; figures of a part would mislead, so there are none", file=sys.stderr)
        return evaluation.report.exit_code
    for note in (*notes, *evaluation.notes):
        print(f"note: {note}", file=sys.stderr)
    shown = figures.as_json if options.json else figures.as_text
    print(shown(evaluation.scores, misses=options.misses))
    return evaluation.report.exit_code


@contextmanager
def _extractor(options: argparse.Namespace, *, cost_to: TextIO) -> "Iterator[Extract]":
    """What reads the articles. Where a language model does, its address is told beforehand, its cost at the end."""
    if options.extractor == "rules":
        yield _rules(options)
        return
    if options.model:
        beside = "--model names what stands beside the rules: it goes with --extractor rules"
        raise GraphError(f"{beside}; a language model is named by REFOULEMENT_LLM_MODEL")
    try:
        from refoulement.loaders import llm
    except ModuleNotFoundError as error:
        missing = f"--extractor llm needs packages that are not installed ({error.name})"
        raise GraphError(f"{missing}: pip install refoulement[llm]") from error
    settings = llm.from_environment(os.environ)
    model = llm.LanguageModel(settings, cache=options.cache or llm.usual_folder())
    print(settings.notice, file=sys.stderr)
    try:
        yield model.extract
    finally:
        print(model.tally.line, file=cost_to)


def _rules(options: argparse.Namespace) -> "Extract":
    """Our rules, with the pipeline beside them that was asked for."""
    from refoulement.loaders import language
    from refoulement.loaders.extract import extract

    if options.cache:
        raise GraphError("--cache keeps a language model's answers: it goes with --extractor llm")
    return partial(extract, language=language.load(options.model or language.PACKED_NAME))


def _protect(options: argparse.Namespace) -> int:
    from secrets import token_hex

    from refoulement.graph import protecting
    from refoulement.graph.audit import by_command
    from refoulement.graph.tiers import TieredWriter, require_published

    if options.undo and options.also:
        raise GraphError("--also adds a spelling to a mark: it does not go with --undo")
    require_published(options.store)
    now, person = datetime.now(UTC), protecting.person_iri(options.person)
    with TieredWriter(options.store, now=now, author=by_command("protect")) as store:
        if options.undo:
            withheld = protecting.lift(store, person, why=options.why, now=now)
        else:
            also, key = frozenset(options.also), token_hex(16)
            withheld = protecting.protect(store, person, why=options.why, also=also, key=key, now=now)
    print(withheld.summary)
    return ALL_DONE


def _serve(options: argparse.Namespace) -> int:
    from refoulement.service.configuration import settings
    from refoulement.service.run import run

    run(settings(options, os.environ))
    return ALL_DONE


def _check(_options: argparse.Namespace) -> int:
    from refoulement.graph import shapes
    from refoulement.ontology import check

    for line in (*check.check().lines(), *shapes.check_examples()):
        print(line)
    return ALL_DONE


if __name__ == "__main__":
    sys.exit(main())
