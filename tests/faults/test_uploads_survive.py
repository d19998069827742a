"""Workers, Redis and PostgreSQL are killed while strangers send photos; nothing is lost or doubled."""

import os
import queue
import signal
import threading
import time
import uuid
from collections import Counter

import numpy as np
import psycopg
import pytest

from tests.faults.house import children, until
from tests.faults.sending import Sender
from tests.predictor.fitting.small_world import picture

UPLOADS = 300
SENDERS = 4
WORKERS = ("worker", "other")
ENDS = "SELECT upload_id_was::text, act FROM geoweb_uploadevent WHERE act IN ('answered', 'failed')"


@pytest.fixture
def fleet(site):
    for name in WORKERS:
        site.start_worker(name=name)
    site.start_beat()
    yield site
    for name in (*WORKERS, "beat"):
        site.kill(name)


class Crowd:
    """Sends until each photo is taken, however often the site is down meanwhile."""

    def __init__(self, site):
        self.waiting, self.taken = queue.Queue(), {}
        draw = np.random.default_rng(7)
        self.pictures = [picture(draw.integers(60, 200, 3), draw) for _ in range(UPLOADS)]
        for _ in range(SENDERS):
            sender = Sender(site.port, site.token)
            threading.Thread(target=self.send_all, args=(sender,), daemon=True).start()

    def come(self, count):
        for _ in range(count):
            self.waiting.put((self.pictures.pop(), str(uuid.uuid4())))

    def send_all(self, sender):
        while True:
            photo, key = self.waiting.get()
            while (upload_id := sender.send(photo, key)) is None:
                time.sleep(0.1)
            self.taken[key] = upload_id


def ask(site, question):
    """[] while PostgreSQL is away."""
    try:
        where = {"host": site.environment["DATABASE_HOST"], "user": "homing", "dbname": "homing"}
        with psycopg.connect(**where, autocommit=True) as connection:
            return connection.execute(question).fetchall()
    except psycopg.OperationalError:
        return []


def at_work(site):
    """The process that holds uploads at this moment, if it lives."""
    site.revive()
    held = ask(site, "SELECT claimed_by FROM geoweb_upload WHERE state = 'claimed'")
    pids = {int(owner.split()[1]) for (owner,) in held}
    return next((pid for name in WORKERS for pid in children(site.pid(name)) if pid in pids), None)


def kill_child(site, pid):
    os.kill(pid, signal.SIGKILL)


def kill_main(site, pid):
    site.again(next(name for name in WORKERS if pid in children(site.pid(name))))


def restart_redis(site, _):
    site.stop_redis(keep=True)
    site.start_redis()


def restart_redis_empty(site, _):
    site.stop_redis(keep=False)
    site.start_redis()


def restart_postgres(site, _):
    site.stop_postgres()
    site.start_postgres()


KILLS = [kill_main, kill_child] * 5
DISASTERS = [
    *KILLS[:3], restart_redis, *KILLS[3:5], restart_redis_empty, *KILLS[5:8], restart_postgres, *KILLS[8:]
]  # fmt: skip


def test_every_upload_taken_ends_exactly_once(fleet):
    site = fleet
    crowd = Crowd(site)
    for disaster in DISASTERS:
        crowd.come(UPLOADS // len(DISASTERS))
        pid = until(lambda: at_work(site), every_s=0.01)
        assert pid, site.log("worker")
        disaster(site, pid)
    crowd.come(len(crowd.pictures))

    assert until(lambda: len(crowd.taken) == UPLOADS), site.log("web")
    assert until(lambda: unfinished(site) == 0), site.log("worker")
    assert_each_ended_once(site, crowd)
    retries = ask(site, "SELECT sum(attempts - 1) FROM geoweb_upload")[0][0]
    assert retries >= len(KILLS) // 2  # most were killed in the middle of their work


def unfinished(site):
    site.revive()
    rows = ask(site, "SELECT count(*) FROM geoweb_upload WHERE state IN ('pending', 'claimed')")
    return rows[0][0] if rows else None


def assert_each_ended_once(site, crowd):
    states = dict(ask(site, "SELECT public_id::text, state FROM geoweb_upload"))
    count = Counter(states.values())
    assert set(states) == set(crowd.taken.values())
    assert len(states) == UPLOADS
    assert set(count) <= {"answered", "failed"}
    assert count["answered"] >= UPLOADS * 0.95  # who fails was hit three times

    stated = ask(site, "SELECT failure FROM geoweb_upload WHERE state = 'failed'")
    assert {failure for (failure,) in stated} <= {"gave_up"}
    told = ask(site, "SELECT count(*), count(DISTINCT photo_id) FROM predictor_prediction")
    assert told == [(count["answered"], count["answered"])]
    ends = ask(site, ENDS)
    assert sorted(ends) == sorted(states.items())
    assert ask(site, "SELECT incoming FROM geoweb_uploadphoto WHERE incoming <> ''") == []
