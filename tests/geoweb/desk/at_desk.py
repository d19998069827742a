"""People at the label desk, and photos that somebody suspects."""

from django.contrib.auth.models import Group
from django.utils import timezone

from geoweb.domain.desk.claims import claim
from geoweb.domain.desk.proposing import Said, propose
from geoweb.enums import Verdict
from geoweb.models import CheckPhoto, Suspicion, User
from predictor.geodesy import LatLng
from predictor.models import Locator, Region, Split
from predictor.models.points import to_point
from tests.album import LYON, add_photo
from tests.geoweb.sent import add_locator

PARIS, LILLE, SYDNEY = LatLng(48.85, 2.35), LatLng(50.63, 3.06), LatLng(-33.87, 151.21)
REASON = {"reason": "far", "weight": 0.8, "km": 900, "usual_km": 300}


def add_worker(name="ann", *groups):
    """The groups are a migration's, but a test that commits empties every table after itself."""
    user = User.objects.create_user(name)
    names = groups or ["annotators"]
    user.groups.set(Group.objects.get_or_create(name=each)[0] for each in names)
    return user


def add_suspect(name="suspect", score=0.9, place=LYON, reasons=(REASON,), **fields):
    photo = add_photo(name, place, **fields)
    suspect(
        photo,
        score=score,
        reasons=list(reasons),
        hypotheses=[{"kind": "swap", "lat": place.lng, "lng": place.lat, "share": 0.6}],
    )
    return photo


def suspect(photo, **judged):
    locator = Locator.objects.first() or add_locator()
    made = {"photo": photo, "locator": locator, "point": photo.point, "computed_at": timezone.now()}
    return Suspicion.objects.create(**made, **judged)


def add_check(name="check", shown=SYDNEY, **fields):
    photo = add_photo(name, split=Split.TUNE, **fields)
    CheckPhoto.objects.create(photo=photo, shown_point=to_point(shown), reasons=[REASON])
    return photo


def say(photo, user, place=None, verdict=None, **said):
    """As at the desk: open the photo, then decide."""
    claim(photo, user)
    verdict = verdict or (Verdict.PLACE if place else Verdict.KEEP)
    return propose(photo, user, Said(verdict, place, **said))


def add_square(code, name, middle, parent=None, half=1.0):
    """A region of some degrees around a point, with the piece that lookups read."""
    west, east = middle.lng - half, middle.lng + half
    south, north = middle.lat - half, middle.lat + half
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    region = Region.objects.create(
        level=1 if parent else 0,
        code=code,
        name=name,
        parent=parent,
        country_code=code[:2],
        geom=f"SRID=4326;MULTIPOLYGON ((({ring})))",
    )
    region.pieces.create(level=region.level, geom=f"SRID=4326;POLYGON (({ring}))")
    return region
