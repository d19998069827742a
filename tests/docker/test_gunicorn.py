import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUESTS = 12


@pytest.fixture
def site():
    """A real gunicorn with several processes; it needs no database for what is asked here."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "geoweb.wsgi", "--config", "docker/gunicorn.py"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PORT": str(port)})
    yield f"http://localhost:{port}"
    server.terminate()
    assert server.wait(timeout=20) == 0


def read(url):
    end = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read().decode()
        except urllib.error.URLError:
            assert time.monotonic() < end
            time.sleep(0.1)


def test_metrics_add_up_over_the_web_processes(site):
    for _ in range(REQUESTS):
        assert read(f"{site}/healthz") == "ok\n"
    totals = {counted(read(f"{site}/metrics")) for _ in range(4)}
    assert totals == {REQUESTS}


def counted(metrics):
    line = r'django_http_responses_total_by_status_view_method_total\{[^}]*view="geoweb.views.health.healthz"\} ([\d.]+)'
    return sum(float(value) for value in re.findall(line, metrics))
