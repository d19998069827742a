"""Uploads and answers for tests, as receiving and a worker would leave them."""

import uuid
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone

from geoweb.domain.policy import tellable, terms_for
from geoweb.enums import PlayerKind, Review, Terms, UploadState
from geoweb.models import Player, Upload, UploadPhoto
from predictor.geodesy import LatLng
from predictor.locate import Evidence
from predictor.models import CellSet, GeoCell, Locator, Photo
from predictor.models.points import to_point
from predictor.refine import LikelyCell, Member
from predictor.regions import NamedRegion, NearPlace
from tests.album import jpeg

CELLS = {0: LatLng(45.76, 4.84), 1: LatLng(48.85, 2.35), 2: LatLng(-33.87, 151.21)}


@dataclass(frozen=True)
class MadeAnswer:
    point: LatLng
    cells: tuple[tuple[int, float], ...]
    evidence: Evidence
    timings_ms: dict[str, float]


def add_player(name="Ada", **fields):
    return Player.objects.create(kind=PlayerKind.HUMAN, name=name, **fields)


def add_locator(name="pigeon", version=1, state=Locator.State.PUBLISHED, middles=CELLS):
    """Square cells of two degrees around the middles; it has no checkpoint."""
    cells = CellSet.objects.create(recipe=name, hash=f"{name}{version}".ljust(64, "0"))
    for number, (lat, lng) in middles.items():
        corners = [(-1, -1), (-1, 1), (1, 1), (1, -1), (-1, -1)]
        ring = ", ".join(f"{lng + east} {lat + north}" for north, east in corners)
        GeoCell.objects.create(
            cell_set=cells,
            number=number,
            geom=f"SRID=4326;MULTIPOLYGON ((({ring})))",
            centroid=to_point(LatLng(lat, lng)),
        )
    return Locator.objects.create(
        name=name, version=version, state=state, cell_set=cells, content_hash=f"{name}-{version}"
    )


NEAR_LYON = LatLng(45.7654, 4.8321)


def made_answer(point=NEAR_LYON, photo_ids=(), first=0):
    """Sure by 70 % of the first cell, by 20 and 10 of the others."""
    others = [number for number in CELLS if number != first]
    cells = ((first, 0.7), (others[0], 0.2), (others[1], 0.1))
    members = tuple(Member(pk, point, 0.4, 1 / len(photo_ids)) for pk in photo_ids)
    evidence = Evidence(
        is_refined=True,
        cells=tuple(LikelyCell(*each) for each in cells),
        members=members,
        country=NamedRegion(1, 0, "FR", "France"),
        province=NamedRegion(2, 1, "FR-69", "Rhône"),
        place=NearPlace(3, "Lyon", "FR", 500_000, CELLS[0], 1.2),
    )
    return MadeAnswer(point, cells, evidence, {"decode": 9.5, "forward": 20.0})


def add_upload(player=None, truth=None, *, views=1, may_be_played=False, **fields):
    """Waiting to be looked at, its safe copies already there."""
    upload = Upload.objects.create(
        player=player or add_player(),
        truth=to_point(truth) if truth else None,
        terms=fields.pop("terms", None) or terms_for(truth) or Terms.COARSE,
        may_be_played=may_be_played,
        review=Review.WAITING if may_be_played else Review.NONE,
        **fields,
    )
    for number in range(1, views + 1):
        photo = Photo(dataset="uploads", source_id=uuid.uuid4().hex, width=640, height=512)
        photo.file.save(f"{photo.source_id}.jpg", ContentFile(jpeg()), save=False)
        photo.save()
        sha256 = f"{upload.pk:x}{number}".rjust(64, "0")
        UploadPhoto.objects.create(
            upload=upload, photo=photo, number=number, received_sha256=sha256
        )
    return upload


def answer_upload(upload, answer=None, locator=None):
    """What a worker writes."""
    photo = upload.views.get(number=1).photo
    locator = locator or Locator.objects.first() or add_locator()
    prediction = tellable(
        upload=upload, photo=photo, answer=answer or made_answer(), locator=locator
    )
    prediction.save()
    upload.state, upload.prediction = UploadState.ANSWERED, prediction
    upload.answered_at = timezone.now()
    upload.save()
    return upload
