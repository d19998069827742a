"""A job on workers that lose messages, die, or are not there; rows alone say what is done."""

import time

import pytest
from django.core.files.storage import default_storage

from geoweb.domain.bulk import BulkError, Job, Tally, failures, run_here
from geoweb.domain.chunks import work_on
from geoweb.domain.dispatching import KILLS, NO_WORKER, Dispatch
from predictor.models import Embedding, Photo, Prediction

pytestmark = pytest.mark.django_db(transaction=True)


class Queue:
    """Messages in their order, and a worker that takes one at each look of the dispatcher."""

    def __init__(self, job, sight):
        self.job, self.sight = job, sight
        self.messages, self.sent = [], []
        self.lose, self.poison, self.alive = 0, None, True
        self.warned, self.told = [], Tally()

    def send(self, photo_ids):
        self.sent.append(list(photo_ids))
        if self.lose:
            self.lose -= 1
        else:
            self.messages.append(list(photo_ids))

    def workers(self):
        if self.alive and self.messages:
            self.take(self.messages.pop(0))
        return int(self.alive)

    def take(self, photo_ids):
        if self.poison not in photo_ids:
            job = self.job
            work_on(
                photo_ids=photo_ids, work=job.work, locator=job.locator, sight=self.sight,
                between=lambda: None,
            )  # fmt: skip

    def report(self, news):
        self.told += news

    def run(self):
        dispatch = Dispatch(self.job, self.send, self.workers, self.report, self.warned.append)
        dispatch.patience_s = 0.2
        return dispatch.run()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr("geoweb.domain.dispatching.POLL_S", 0.01)


@pytest.fixture
def queue(fitted, sight):
    return Queue(Job("predict", fitted, chunk=8), sight)


def test_every_photo_is_asked_once(queue):
    assert queue.run() == Tally(60, 0) == queue.told
    asked = [photo_id for message in queue.sent for photo_id in message]
    assert asked == sorted(Photo.objects.values_list("pk", flat=True))


def test_a_second_run_asks_for_nothing(queue, fitted, sight):
    queue.run()
    again = Queue(queue.job, sight)
    assert (again.run(), again.sent) == (Tally(), [])


def test_only_a_window_of_chunks_is_outstanding(queue):
    queue.workers = lambda: 1
    dispatch = Dispatch(queue.job, queue.send, queue.workers, queue.report, queue.warned.append)
    dispatch.fill(queue.job.chunks())
    assert len(queue.sent) == 4


def test_lost_messages_are_sent_again_in_halves(queue):
    queue.lose = 3
    assert queue.run() == Tally(60, 0)
    assert {len(message) for message in queue.sent} == {8, 4}


def test_a_photo_that_kills_its_worker_is_found_and_the_others_are_done(queue):
    queue.poison = Photo.objects.order_by("pk")[21].pk

    assert queue.run() == Tally(59, 1)

    assert list(failures(queue.job).values_list("photo_id", "failure")) == [(queue.poison, KILLS)]
    assert Prediction.objects.count() == 59


def test_a_fault_of_all_workers_is_nobody_s_failure(queue):
    queue.take = lambda photo_ids: None

    with pytest.raises(BulkError, match="Look into their logs"):
        queue.run()

    assert not Embedding.objects.exists()


def test_without_a_worker_the_job_waits_and_says_so_once(queue):
    queue.alive = False
    began = time.monotonic()

    def come_alive(line):
        queue.warned.append(line)

    def workers():
        queue.alive = time.monotonic() - began > 1.0
        return Queue.workers(queue)

    dispatch = Dispatch(queue.job, queue.send, workers, queue.report, come_alive)
    dispatch.patience_s = 0.2
    assert dispatch.run() == Tally(60, 0)
    assert queue.warned == [NO_WORKER]


def test_photos_deleted_meanwhile_do_not_hold_it_up(queue):
    queue.lose = 1
    queue.send(list(Photo.objects.values_list("pk", flat=True)[:0]))
    gone = Photo.objects.order_by("pk")[3].pk
    queue.lose = 1
    workers = queue.workers

    def delete_first():
        Photo.objects.filter(pk=gone).delete()
        return workers()

    queue.workers = delete_first
    assert queue.run().failed == 0
    assert Prediction.objects.count() == 59


def test_limit_dataset_and_split_narrow_it(fitted, sight):
    few = Job("embed", fitted, dataset="small", split="test", limit=5)
    assert run_here(few, sight, lambda _: None) == Tally(5, 0)
    assert set(Embedding.objects.values_list("photo__split", flat=True)) == {"test"}
    assert Job("embed", fitted, dataset="other").count() == 0


def test_failures_are_tried_again_when_forgotten(fitted, sight):
    job = Job("predict", fitted)
    photo = Photo.objects.order_by("pk")[0]
    content = default_storage.open(photo.file.name)
    kept = content.read()
    default_storage.delete(photo.file.name)
    assert run_here(job, sight, lambda _: None) == Tally(59, 1)
    assert job.count() == 0

    failures(job).delete()
    with default_storage.open(photo.file.name, "wb") as file:
        file.write(kept)
    assert run_here(job, sight, lambda _: None) == Tally(1, 0)
