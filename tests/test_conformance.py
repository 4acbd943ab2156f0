"""The report of the W3C's suites says what a run says, and its table what the report says."""

from refoulement import __version__
from refoulement.tests.w3c_known import FAILS, expected
from refoulement.tests.w3c_manifest import cases, needs_suite
from refoulement.tests.w3c_report import BEGIN, END, README, REPORT, outcomes, table


def test_the_table_counts_what_the_report_says() -> None:
    shown = README.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert shown == table(REPORT.read_text("utf-8")), "run make conformance"


@needs_suite
def test_the_report_says_of_every_case_how_it_ends() -> None:
    """As `test_w3c.py` sees it end."""
    assert outcomes(REPORT.read_text("utf-8")) == {case.iri: (case.suite, expected(case)[0]) for case in cases()}


def test_the_report_is_of_this_version_and_gives_every_reason() -> None:
    report = REPORT.read_text("utf-8")
    assert f'doap:revision "{__version__}"' in report
    assert all(reason in report for reason in FAILS.values())
