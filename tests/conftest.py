"""What holds for every folder of tests: shared fixtures, and nothing skipped in CI."""

import os
from collections.abc import Generator

import pytest

pytest_plugins = ("tests.support.databases",)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI everything a test needs must be there: a skip is a failure."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test counted is shown even if it passes, and whichever process ran it."""
    for report in terminalreporter.getreports("passed"):
        for name, value in getattr(report, "user_properties", ()):
            if name == "counts":
                terminalreporter.section(report.nodeid)
                terminalreporter.line(str(value))
