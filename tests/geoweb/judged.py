"""A little planet in the database: embedded photos with labels, ready to be judged."""

from django.utils import timezone

from geoweb.models import Deck, Game, Guess, Result, Round
from predictor.geodesy import LatLng
from predictor.models import Embedding, GeoCell, Photo
from predictor.models.points import to_point
from tests.geoweb.dealt import add_account
from tests.predictor.known_world import save_locator
from tests.predictor.suspicion.little_world import little_world


def add_little_world(dataset="little"):
    labelled, ground = little_world(photos=239)
    locator = save_locator(ground.cells_C2, "little")
    locator.state = "published"
    locator.save()
    GeoCell.objects.filter(cell_set=locator.cell_set).update(photo_count=1)
    photos = Photo.objects.bulk_create(
        Photo(
            dataset=dataset,
            source_id=str(row),
            point=to_point(LatLng(*place)),
            split="test",
            sequence=f"drive {labelled.group_N[row]}",
        )
        for row, place in enumerate(labelled.latlng_N2.tolist())
    )
    Embedding.objects.bulk_create(
        Embedding(photo=photo, locator=locator, embedding=vector)
        for photo, vector in zip(photos, labelled.embeddings_ND, strict=True)
    )
    return locator, photos


def move(photo, lat, lng):
    photo.point = to_point(LatLng(lat, lng))
    photo.save()


def guess(photo, points):
    """By as many people, each of whom saw the photo for the first time."""
    for number, point in enumerate(points):
        player = add_account(f"p{photo.pk}-{number}")
        deck = Deck.objects.create(mode="classic")
        game = Game.objects.create(mode="classic", deck=deck, player=player)
        played = Round.objects.create(game=game, number=1, photo=photo)
        measured = {"distance_km": 1.0, "score": 0}
        made = Guess.objects.create(
            round=played, player=player, point=to_point(point), score_version=1, **measured
        )
        Result.objects.create(player=player, photo=photo, guess=made, at=timezone.now(), **measured)
