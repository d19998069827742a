"""The review of ten versions of a locator with a million answers: its pages, and a refresh."""

import logging
import random
from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client

from geoweb.domain.review_refresh import refresh
from geoweb.enums import Figure
from geoweb.models import Outcome, Summary, User
from predictor.geodesy import destination
from predictor.models import CellSet, Locator, Photo
from predictor.models.points import to_latlng, to_point
from predictor.regions import assign_photo_regions
from tests.bench.bench_board import percentile, timed
from tests.bench.figure import Figure as Measured
from tests.bench.review_sql import ANSWERS, CELLS, PHOTOS

PHOTO_COUNT, LOCATORS = 100_000, 10
PAGES, REGION_PAGES = 200, 20


def run() -> Iterator[Measured]:
    """In one transaction that is rolled back: nothing of it stays."""
    logging.disable(logging.INFO)
    with transaction.atomic():
        add_answers()
        full_s = timed(refresh)
        outcomes = Outcome.objects.count()
        dashboard_ms, regions_ms = pages_ms()
        move_one_photo()
        changed_s = timed(refresh)
        idle_s = timed(refresh)
        transaction.set_rollback(True)
    yield Measured("review.page_p50_ms", percentile(dashboard_ms, 50), "ms", PAGES, "")
    yield Measured("review.page_p95_ms", percentile(dashboard_ms, 95), "ms", PAGES, "<= 200")
    yield Measured("review.region_p95_ms", percentile(regions_ms, 95), "ms", REGION_PAGES, "")
    yield Measured("review.refresh_s", changed_s, "s", LOCATORS, "")
    yield Measured("review.refresh_idle_s", idle_s, "s", outcomes, "")
    yield Measured("review.refresh_full_s", full_s, "s", outcomes, "")


def add_answers() -> None:
    cells = CellSet.objects.create(recipe="review bench", hash="review".ljust(64, "0"))
    execute(PHOTOS, photos=PHOTO_COUNT)
    execute(CELLS, cell_set=cells.pk)
    assign_photo_regions()
    execute("ANALYZE")
    for version in range(1, LOCATORS + 1):
        state = Locator.State.PUBLISHED if version == LOCATORS else Locator.State.RETIRED
        locator = Locator.objects.create(
            name="review bench", version=version, state=state, cell_set=cells
        )
        execute(ANSWERS, locator=locator.pk, photos=PHOTO_COUNT)
    execute("ANALYZE")


def execute(statement: str, **values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def pages_ms() -> tuple[list[float], list[float]]:
    draw, client = random.Random(1), reviewer()
    titles = [f"review bench:{version}" for version in range(1, LOCATORS + 1)]
    codes = list(Summary.objects.filter(aspect="country").values_list("value", flat=True))
    dashboards = [
        "/review/?locator={}&by={}&metric={}&sort=-{}&page={}".format(
            draw.choice(titles), draw.choice(["country", "province"]),
            *(draw.choice(Figure.values) for _ in range(2)), draw.randint(1, 2),
        )
        for _ in range(PAGES)
    ]  # fmt: skip
    regions = [
        f"/review/{draw.choice(titles)}/regions/{draw.choice(codes)}/" for _ in range(REGION_PAGES)
    ]
    client.get("/review/")
    return [
        [timed(lambda url=url: answered(client, url)) * 1e3 for url in urls]  # type: ignore[misc]
        for urls in (dashboards, regions)
    ]  # type: ignore[return-value]


def reviewer() -> Client:
    user = User.objects.create_user("review bench")
    user.groups.add(Group.objects.get(name="reviewers"))
    client = Client(headers={"Host": "localhost"})
    client.force_login(user)
    return client


def answered(client: Client, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"


def move_one_photo() -> None:
    photo = Photo.objects.filter(dataset="review bench").order_by("pk")[77]
    photo.point = to_point(destination(to_latlng(photo.point), 90, 500))
    photo.save()
    assign_photo_regions([photo.pk])
