"""Photos to be played, guessed by a model beforehand."""

from geoweb.models import User
from predictor.geodesy import LatLng
from predictor.models import Locator, Prediction, Split
from predictor.models.points import to_point
from tests.album import add_photo
from tests.geoweb.sent import add_locator, add_player


def add_account(name="ada"):
    return add_player(name, user=User.objects.create_user(name))


def add_playable(count=8, locator=None, **fields):
    """On a line through France; the model is a degree off to the north."""
    locator = locator or Locator.objects.first() or add_locator()
    start = Prediction.objects.count()
    photos = []
    for number in range(start, start + count):
        truth = LatLng(44.0 + number * 0.01, 4.5)
        photo = add_photo(f"test {number}", truth, split=Split.TEST, **fields)
        foretell(photo, LatLng(truth.lat + 1, truth.lng), locator)
        photos.append(photo)
    return photos


def foretell(photo, point, locator):
    return Prediction.objects.create(
        photo=photo,
        locator=locator,
        point=to_point(point),
        cell_numbers=[0, 1],
        probabilities=[0.6, 0.3],
        evidence={"members": [], "place": None, "country": None, "province": None},
    )
