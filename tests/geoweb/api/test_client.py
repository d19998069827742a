"""The client in docs/api.md, as it is written there, on a running site."""

import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from django.conf import settings as django_settings
from django.db import connections

from geoweb.domain.answering import answer_pending
from geoweb.domain.tokens import issue_token
from geoweb.models import Upload, User
from geoweb.tasks import decode
from tests.album import jpeg
from tests.geoweb.sent import add_locator, made_answer

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = Path(django_settings.BASE_DIR) / "docs" / "api.md"
CODE = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)


@contextmanager
def worker():
    """A thread that answers what waits, as a worker does, with a locator that answers at once."""
    done = threading.Event()

    def work():
        while not done.wait(0.1):
            answer_pending(lambda places, _locator: [made_answer() for _ in places], decode)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    done.set()
    thread.join()


@pytest.fixture
def token():
    return issue_token(user=User.objects.create_user("ada"))[0]


def run_client(*arguments):
    command = [sys.executable, "-c", CODE[0], *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_client_is_about_fifteen_lines():
    assert len(CODE) == 1
    assert len([line for line in CODE[0].splitlines() if line.strip()]) <= 17


def test_client_uploads_and_waits(live_server, token, tmp_path):
    add_locator()
    views = [tmp_path / "front.jpg", tmp_path / "side.jpg"]
    for view, colour in zip(views, ("tan", "navy"), strict=True):
        view.write_bytes(jpeg(colour=colour))

    with worker():
        done = run_client(live_server.url, token, *views)

    assert (done.stderr, done.returncode) == ("", 0)
    assert re.match(r" 70 % ", done.stdout)
    assert Upload.objects.get().views.count() == 2


def test_much_too_large_a_body_hears_why(live_server, token, settings):
    settings.UPLOAD_LARGEST_MB = 1
    response = requests.post(
        f"{live_server.url}/api/uploads/",
        files={"photos": b"x" * (40 * 2**20)},
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    )

    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


def test_sent_at_once_with_one_key_is_one_upload(live_server, token):
    statuses = []

    def send():
        response = requests.post(
            f"{live_server.url}/api/uploads/",
            files={"photos": jpeg()},
            headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "one"},
            timeout=30,
        )
        statuses.append(response.status_code)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200] * 7 + [201]
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("key", "words"), [(None, "picture"), ("homing_wrong", "POST /api/token/")]
)
def test_client_says_what_is_wrong(live_server, token, tmp_path, key, words):
    view = tmp_path / "view.jpg"
    view.write_bytes(b"no picture")
    done = run_client(live_server.url, key or token, view)

    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
