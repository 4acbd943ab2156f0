"""The command line: `refoulement load`, `extract`, `serve` and `ontology check`."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import NoReturn

from tqdm import tqdm
from waitress.server import create_server

from refoulement import __doc__ as purpose
from refoulement import __version__
from refoulement.errors import GraphError
from refoulement.graph import shapes
from refoulement.graph.oxigraph import OxigraphReader, OxigraphWriter
from refoulement.loaders.extract import extract
from refoulement.loaders.report import ALL_DONE, INTERRUPTED, NOTHING_DONE, Outcome
from refoulement.loaders.run import Extract, Stop, Tell, load, write_sheets
from refoulement.loaders.sources import Sources, find
from refoulement.ontology import check
from refoulement.server import Settings, create_app

DEFAULT_STORE = Path("store")

EXIT_CODES = (
    "Exit codes: 0 all done (an unchanged article counts), 1 some refused, 2 nothing done, 130 interrupted. "
    "Ctrl-C ends after the article at work; a second one leaves at once. Either way the store is whole."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. What is refused is told in one line, without a traceback."""
    options = _parser().parse_args(arguments)
    try:
        exit_code: int = options.run(options)
    except (GraphError, OSError) as error:
        print(f"refoulement: {error}", file=sys.stderr)
        return NOTHING_DONE
    except KeyboardInterrupt:
        print("refoulement: interrupted; what was published is untouched, run it again to finish", file=sys.stderr)
        return INTERRUPTED
    return exit_code


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
    serving = add("serve", _serve, "show what a store has published: pages, queries and SPARQL")
    for command in (loading, extracting):
        command.add_argument(
            "paths",
            type=Path,
            nargs="+",
            metavar="PATH",
            help="a .txt file (its sidecar .jsonld is found beside it), or a folder of them",
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
    for command in (loading, serving):
        command.add_argument(
            "--store",
            type=Path,
            default=DEFAULT_STORE,
            metavar="DIR",
            help="the store's folder (default: ./%(default)s)",
        )
    extracting.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the sheets, one <id>.json each"
    )
    serving.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: %(default)s, this machine only)"
    )
    serving.add_argument("--port", type=_port, default=8000, help="port to listen on (default: %(default)s)")

    ontology = commands.add_parser("ontology", help="prove the ontology and its shapes sound").add_subparsers(
        title="commands", required=True, metavar="COMMAND"
    )
    summary = "prove ontology and gazetteer consistent (HermiT, needs Java), and try every shape on its examples"
    ontology.add_parser("check", help=summary, description=_sentence(summary)).set_defaults(run=_check)
    return parser


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is no port (0 to 65535)")
    return port


def _load(options: argparse.Namespace) -> int:
    sources = find(options.paths)
    if not sources.files:
        return _nothing_to_read(sources)
    with _extractor(options) as extractor:
        with _stop_on_interrupt() as stop, OxigraphWriter(options.store) as store, _progress(sources) as tell:
            report = load(sources, extract=extractor, store=store, now=datetime.now(UTC), tell=tell, stop=stop)
        print(report.summary)
    return report.exit_code


def _extract(options: argparse.Namespace) -> int:
    sources = find(options.paths)
    if not sources.files:
        return _nothing_to_read(sources)
    with _extractor(options) as extractor:
        with _stop_on_interrupt() as stop, _progress(sources) as tell:
            report = write_sheets(sources, extract=extractor, folder=options.out, tell=tell, stop=stop)
        print(report.summary)
    return report.exit_code


def _nothing_to_read(sources: Sources) -> int:
    for _, error in sources.refused:
        print(f"refused {error}", file=sys.stderr)
    return NOTHING_DONE


@contextmanager
def _extractor(options: argparse.Namespace) -> Iterator[Extract]:
    """What reads the articles. Where a language model does, its address is told beforehand, its cost at the end."""
    if options.extractor == "rules":
        if options.cache:
            raise GraphError("--cache keeps a language model's answers: it goes with --extractor llm")
        yield extract
        return
    try:
        from refoulement.loaders import llm  # noqa: PLC0415 (its packages are optional)
    except ModuleNotFoundError as error:
        missing = f"--extractor llm needs packages that are not installed ({error.name})"
        raise GraphError(f"{missing}: pip install refoulement[llm]") from error
    settings = llm.from_environment(os.environ)
    model = llm.LanguageModel(settings, cache=options.cache or llm.usual_folder())
    print(settings.notice, file=sys.stderr)
    try:
        yield model.extract
    finally:
        print(model.tally.line)


@contextmanager
def _stop_on_interrupt() -> Iterator[Stop]:
    """Let the first Ctrl-C be asked for between articles, and the second interrupt at once."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(sources: Sources) -> Iterator[Tell]:
    """A bar on a terminal, a line an article elsewhere; refusals and warnings are told in both, on standard error."""
    total = len(sources.files) + len(sources.refused)
    with tqdm(total=total, unit="article", file=sys.stderr, disable=None, leave=False) as bar:

        def tell(outcome: Outcome) -> None:
            if outcome.status == "refused":
                bar.write(outcome.line, file=sys.stderr)
            elif bar.disable:
                print(outcome.line, flush=True)
            for warning in outcome.warnings:
                bar.write(f"warning {outcome.path}: {warning}", file=sys.stderr)
            bar.update()

        yield tell


def _serve(options: argparse.Namespace) -> int:
    version = OxigraphReader(options.store).snapshot().version  # a store without anything is told at once
    try:
        server = create_server(create_app(Settings(store=options.store)), host=options.host, port=options.port)
    except OSError as error:
        place = f"{options.host}:{options.port}"
        raise GraphError(f"{place}: {error.strerror or error}; choose another --host or --port") from error
    listening = getattr(server, "effective_listen", None) or [(server.effective_host, server.effective_port)]
    signal.signal(signal.SIGTERM, _interrupt)
    for host, port in listening:
        address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
        print(f"{address} shows {options.store}, snapshot {version}; Ctrl-C ends it", flush=True)
    try:
        server.run()
    finally:
        server.close()
    return ALL_DONE


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _check(_options: argparse.Namespace) -> int:
    for line in (*check.check().lines(), *shapes.check_examples()):
        print(line)
    return ALL_DONE


if __name__ == "__main__":
    sys.exit(main())
