"""`make conformance`: run the W3C's suites and write what came of it as EARL, and as a table of counts for people."""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from refoulement import __version__
from refoulement.graph.iri import BASE
from refoulement.tests.w3c_known import expected
from refoulement.tests.w3c_manifest import SUITE, Case, cases
from refoulement.tests.w3c_run import Ended, anywhere, run

FOLDER = Path(__file__).parent.parent / "docs" / "conformance"
REPORT, README = FOLDER / "earl.ttl", FOLDER / "README.md"
BEGIN, END = "<!-- counts -->\n", "<!-- /counts -->"
OUTCOMES = ("passed", "failed", "inapplicable")
EARL = "http://www.w3.org/ns/earl#"
HEAD = f"""@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix doap: <http://usefulinc.com/ns/doap#> .
@prefix earl: <{EARL}> .

<{BASE}> a doap:Project, earl:Software, earl:TestSubject ;
  doap:name "refoulement" ;
  doap:release [ doap:revision "{__version__}" ] ;
  doap:programming-language "Python" .

"""


def earl(ended: Mapping[Case, Ended]) -> str:
    """The report; the same run gives the same words, so it says of no moment when it was made."""
    return HEAD + "\n".join(_assertion(case, how) for case, how in ended.items())


def _assertion(case: Case, how: Ended) -> str:
    why = f" ; dcterms:description {Literal(how.why)}" if how.why else ""
    return (
        f"[ a earl:Assertion ; earl:assertedBy <{BASE}> ; earl:subject <{BASE}> ; earl:mode earl:automatic ;\n"
        f'  dcterms:isPartOf "{case.suite}" ; earl:test <{case.iri}> ;\n'
        f"  earl:result [ a earl:TestResult ; earl:outcome earl:{how.outcome}{why} ] ] .\n"
    )


def outcomes(report: str) -> dict[str, tuple[str, str]]:
    """The suite and the outcome of every test that a report names."""
    store = ox.Store()
    store.load(report, format=ox.RdfFormat.TURTLE)
    answer = store.query(
        f"""SELECT ?test ?suite ?outcome WHERE {{
            ?assertion <{EARL}test> ?test ; <{EARL}result>/<{EARL}outcome> ?outcome ;
              <http://purl.org/dc/terms/isPartOf> ?suite }}"""
    )
    assert isinstance(answer, ox.QuerySolutions)
    found = {}
    for row in answer:
        test, suite, outcome = row["test"], row["suite"], row["outcome"]
        assert isinstance(test, NamedNode)
        assert isinstance(suite, Literal)
        assert isinstance(outcome, NamedNode)
        found[test.value] = (suite.value, outcome.value.removeprefix(EARL))
    return found


def table(report: str) -> str:
    """The counts of a report, a line a suite."""
    counts = Counter(outcomes(report).values())
    suites = sorted({suite for suite, _ in counts})
    lines = ["| suite | cases | passed | failed | not offered |", "|---|---|---|---|---|"]
    for suite in suites:
        numbers = [counts[suite, outcome] for outcome in OUTCOMES]
        lines.append(f"| {suite} | {sum(numbers)} | " + " | ".join(map(str, numbers)) + " |")
    sums = [sum(counts[suite, outcome] for suite in suites) for outcome in OUTCOMES]
    lines.append(f"| **all** | {sum(sums)} | " + " | ".join(map(str, sums)) + " |")
    return "\n".join(lines) + "\n"


def main() -> int:
    if not SUITE.is_dir():
        sys.stderr.write(f"the W3C's suites are not at {SUITE}\n")
        return 1
    with anywhere() as servers:
        ended = {case: run(case, servers) for case in cases()}
    report = earl({case: _told(case, how) for case, how in ended.items()})
    REPORT.write_text(report, "utf-8")
    before, _, rest = README.read_text("utf-8").partition(BEGIN)
    README.write_text(before + BEGIN + table(report) + END + rest.partition(END)[2], "utf-8")
    sys.stdout.write(table(report))
    return 0


def _told(case: Case, how: Ended) -> Ended:
    """A failure with the reason that is known for it rather than with what the server said this time."""
    known = expected(case)
    return Ended(*known) if known[0] == how.outcome else how


if __name__ == "__main__":
    sys.exit(main())
