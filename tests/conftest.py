"""Fixtures shared by all tests, and the rule that nothing is skipped without a reason."""

import pytest

UNSTATED = {"", "unconditional skip"}


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    silent = [report.nodeid for report in reporter.stats.get("skipped", []) if not states(report)]
    if silent and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"Skipped without a stated reason: {', '.join(silent)}", red=True)


def states(report):
    _, _, reason = report.longrepr
    return reason.removeprefix("Skipped:").strip() not in UNSTATED
