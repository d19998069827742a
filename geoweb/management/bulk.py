"""What the commands `predict` and `embed` share: arguments, one progress bar, a closing line."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from kombu.exceptions import OperationalError as BrokerError
from tqdm import tqdm

from geoweb import tasks
from geoweb.domain import bulk
from geoweb.domain.bulk import Job, Tally
from geoweb.domain.dispatching import NO_WORKER, Dispatch
from geoweb.domain.workers import living_workers
from predictor.errors import HomingError
from predictor.evaluation.locators import title
from predictor.management.arguments import whole
from predictor.models import Split
from predictor.undone import Work

INTERRUPTED: Final = 130  # as shells say it of Ctrl-C
PATIENT: Final = {"max_retries": 30, "interval_start": 0.5, "interval_max": 2.0}
GO_ON: Final = "The same command goes on from there."


class BulkCommand(BaseCommand):
    work: Work

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--locator", default="", help="NAME or NAME:VERSION; default: newest")
        parser.add_argument("--dataset", default="", help="only its photos")
        parser.add_argument("--split", choices=Split.values, default="", help="only its photos")
        parser.add_argument("--limit", type=whole(1, 10**12), help="at most so many photos")
        parser.add_argument(
            "--chunk", type=whole(1, 10_000), default=256, help="photos in one message to a worker"
        )
        parser.add_argument("--local", action="store_true", help="in this process, without workers")
        parser.add_argument("--retry-failed", action="store_true", help="forget failures first")
        parser.add_argument("--json", action="store_true", help="the closing line for a script")

    def handle(self, **options: Any) -> None:
        began = time.monotonic()
        with explained():
            job = job_of(self.work, options)
            if options["retry_failed"]:
                bulk.failures(job).delete()
            total = job.count()
            if total == 0:
                self.close(job, Tally(), 0.0, options)
                return
            tally = self.do(job, total, is_local=options["local"])
            self.close(job, tally, time.monotonic() - began, options)

    def do(self, job: Job, total: int, *, is_local: bool) -> Tally:
        if not is_local and not living_workers("gpu"):
            raise CommandError(NO_WORKER)
        with tqdm(total=total, unit="photo", desc=self.work, disable=None, smoothing=0.1) as bar:
            seen = Tally()

            def report(news: Tally) -> None:
                nonlocal seen
                seen += news
                bar.update(news.ended)
                if seen.failed:
                    bar.set_postfix(failed=seen.failed)

            try:
                return start(job, report, bar.write, is_local=is_local)
            except KeyboardInterrupt:
                raise CommandError(stopped(seen, total), returncode=INTERRUPTED) from None

    def close(self, job: Job, tally: Tally, seconds: float, options: dict[str, Any]) -> None:
        per_s = tally.ended / seconds if seconds else 0.0
        if options["json"]:
            said = {"done": tally.done, "failed": tally.failed, "seconds": round(seconds, 2)}
            self.stdout.write(json.dumps(said | {"per_s": round(per_s, 2)}))
        elif tally.ended == 0:
            self.stdout.write(nothing_to_do(job))
        else:
            self.stdout.write(closing_line(job, tally, seconds))
            for photo_id, reason in bulk.latest_failures(job) if tally.failed else ():
                self.stdout.write(f"  photo {photo_id}: {reason}")


def job_of(work: Work, options: dict[str, Any]) -> Job:
    return Job(
        work,
        bulk.locator_named(options["locator"]),
        options["dataset"],
        options["split"],
        options["limit"],
        options["chunk"],
    )


def start(job: Job, report: bulk.Report, warn: Callable[[str], object], *, is_local: bool) -> Tally:
    if is_local:
        return tasks.work_here(job, report)

    def send(photo_ids: Sequence[int]) -> None:
        arguments = (job.work, job.locator.pk, list(photo_ids))
        tasks.work_on_chunk.apply_async(arguments, queue="gpu", retry_policy=PATIENT)

    return Dispatch(job, send, lambda: len(living_workers("gpu")), report, warn).run()


@contextmanager
def explained() -> Iterator[None]:
    """What an operator can put right is one line; every row written so far stays."""
    try:
        yield
    except HomingError as error:
        raise CommandError(str(error)) from error
    except BrokerError as error:
        raise CommandError(f"Redis does not answer ({error}). Start it. {GO_ON}") from error
    except OperationalError as error:
        reason = " ".join(str(error).split())
        raise CommandError(f"The database went away ({reason}). {GO_ON}") from error


def stopped(seen: Tally, total: int) -> str:
    return (
        f"Stopped after {seen.ended} of {total} photos. What was sent already, the workers end "
        f"by themselves. {GO_ON}"
    )


def closing_line(job: Job, tally: Tally, seconds: float) -> str:
    failed = f", {tally.failed} of them failed" if tally.failed else ""
    return (
        f"{job.work} {title(job.locator)}: {tally.ended} photos{failed}, in {seconds:.1f} s "
        f"({tally.ended / seconds:.1f} photos/s)"
    )


def nothing_to_do(job: Job) -> str:
    asked = job.asked().count()
    if asked == 0:
        return "Nothing to do: no such photo has a picture and a split. Bring some: import_photos"
    failed = bulk.failures(job).count()
    again = f", {failed} of them failed (--retry-failed tries them again)" if failed else ""
    return f"Nothing to do: {title(job.locator)} has looked at all {asked} photos{again}."
