"""Fixtures shared by all tests, and the rule that nothing is skipped without a reason."""

import pytest

from geoweb.memory import forget_everything

UNSTATED = {"", "unconditional skip"}


@pytest.fixture(autouse=True)
def plain_static_names(settings):
    """Nothing is collected for tests: pages name static files as the sources do."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Of another test's world."""
    forget_everything()


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    silent = [report.nodeid for report in reporter.stats.get("skipped", []) if not states(report)]
    if silent and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"Skipped without a stated reason: {', '.join(silent)}", red=True)


def states(report):
    _, _, reason = report.longrepr
    return reason.removeprefix("Skipped:").strip() not in UNSTATED
