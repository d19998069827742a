"""Guesses at a photo whose place nobody knows any more: kept, but they do not count."""

from django.db.models import Exists, OuterRef

from geoweb.enums import Unranked
from geoweb.models import Guess, Result, Round
from predictor.models import Photo


def set_aside(photo: Photo) -> None:
    """People's and machines' results go; the points of finished games stay as they were."""
    lock_rounds(photo)
    counting = Guess.objects.filter(round__photo=photo, unranked="")
    counting.update(unranked=Unranked.UNLOCATED)
    Result.objects.filter(photo=photo).delete()


def put_back(photo: Photo) -> None:
    """The first look of each player counts again; what machines guessed is found by the board."""
    lock_rounds(photo)
    aside = Guess.objects.filter(round__photo=photo, unranked=Unranked.UNLOCATED)
    counted = Result.objects.filter(player=OuterRef("player"), photo=photo)
    rows = {each.player_id: each for each in aside.exclude(Exists(counted)).order_by("-created_at")}
    Result.objects.bulk_create(
        Result(
            player_id=player_id,
            photo=photo,
            guess=made,
            distance_km=made.distance_km,
            score=made.score,
            at=made.created_at,
        )
        for player_id, made in rows.items()
    )
    Guess.objects.filter(pk__in=[made.pk for made in rows.values()]).update(unranked="")


def lock_rounds(photo: Photo) -> None:
    """A guess on its way is seen here, or sees the change."""
    rounds = Round.objects.select_for_update().filter(photo=photo).order_by("pk")
    list(rounds.values_list("pk", flat=True))
