"""Before the guess, no byte of any route says where the photo was taken or what a model guessed.

A round with a planted place is served; then every route is read as nobody, as its player, and as
another player. Each kind of leak, planted on purpose, must be found.
"""

import io
import re
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image

from geoweb.api import game_examples, schema
from geoweb.api.game_answers import RoundDetail
from geoweb.domain.board import refresh
from geoweb.domain.playing import NotInTheWorld, current_round, guess, serve, start
from geoweb.domain.renditions import rendition, rendition_path
from geoweb.enums import GameMode
from geoweb.models import Deck, DeckPhoto, Game, Round, User
from predictor.geodesy import LatLng
from predictor.models import Locator, Photo, Place, Prediction, Split
from predictor.models.points import to_point
from predictor.sql import load
from predictor.tiles import LAYERS
from tests.album import add_photo, add_region, jpeg
from tests.geoweb.dealt import add_account
from tests.geoweb.sent import add_locator, add_player
from tests.geoweb.views.conftest import as_player

pytestmark = pytest.mark.django_db

TRUTH = LatLng(-33.44172, 151.23451)
GUESSED = LatLng(-20.56783, 133.98762)
CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")
COMPARED = r"board|players|challenge|play|games|rounds"
HEADERS = [
    {}, {"HX-Request": "true"}, {"Accept": "application/json"}, {"Range": "bytes=0-99"},
    {"Accept-Language": "de"},
]  # fmt: skip
PATHS = {"layer": "places", "z": "6", "x": "58", "y": "38", "uidb64": "MQ", "token": "set-password"}
QUERIES = {"api/places/": "?q=q", "api/regions/at/": "?lat=10&lng=10"}
# Beside each route once: what a question may add to it. Searches are by the half of a name, so
# that no answer is taken for the question.
MORE = [
    "/", "/nowhere/", "/photos/?page=2", "/board/?scope=country-QX", "/board/?scope=pack-country-QX",
    "/api/board/?scope=country-QX", "/api/board/?kind=human", "/api/board/?scope=nowhere",
    "/api/places/?q=Hiddens", "/api/places/?q=Quaran", "/api/places/?q=Secretv", "/api/places/?q=Model",
    "/play/?pack=country-QX", "/metrics",
    *(f"/tiles/{layer}/{z}/{x}/{y}.mvt"
      for layer in ("countries", "provinces", "places")
      for z, x, y in ((0, 0, 0), (6, 58, 38), (10, 942, 613), (14, 15074, 9811))),
]  # fmt: skip


@dataclass
class World:
    photo: Photo
    game: Game
    round: Round

    @property
    def ids(self):
        """Whatever could be put into an address."""
        parts = (self.photo, self.game, self.round, self.game.deck, self.game.player)
        return [str(part.public_id) for part in parts]

    @property
    def secrets(self):
        file = self.photo.file.name.rpartition("/")[2]
        return [
            "33.44", "151.23", "20.567", "133.98", "Hiddenshire", "Quarantonia", "Secretville",
            "Modelville", "hidden original", "Sue Secret", "Fact of the matter", "0.6137", file,
            self.round.seal_salt, self.round.sealed, str(self.photo.public_id),
        ]  # fmt: skip

    def found_in(self, address, told):
        return [secret for secret in self.secrets if secret and secret in told.replace(address, "")]


@pytest.fixture(autouse=True)
def unhurried(settings):
    """All visitors come from one address."""
    settings.API_ADDRESS_PER_MINUTE = settings.API_LOGINS_PER_MINUTE = 1_000_000
    cache.clear()


@pytest.fixture
def world():
    photo = planted_photo()
    player = add_player("Ada")
    deck = Deck.objects.create(mode=GameMode.CLASSIC, dealt_for=player)
    DeckPhoto.objects.create(deck=deck, number=1, photo=photo)
    game = start(deck, player)
    return World(photo, game, serve(game.rounds.select_related("game__player", "photo").get()))


@pytest.fixture(autouse=True)
def drawn_tiles(db):
    """Nothing is drawn into a layer that nothing was ever loaded into."""
    with connection.cursor() as cursor:
        cursor.execute(load("raise_tile_revisions"), {"layers": list(LAYERS)})


def planted_photo():
    province = add_region("QX-01", "Hiddenshire", add_region("QX", "Quarantonia"))
    add_photo("public")
    photo = add_photo(
        "hidden original name",
        TRUTH,
        split=Split.TEST,
        region=province,
        body=jpeg(exif=told_by_exif()),
        author="Sue Secret",
        attribution="by Sue Secret",
        facts={"say": "Fact of the matter"},
    )
    Prediction.objects.create(
        photo=photo,
        locator=Locator.objects.first() or add_locator(),
        point=to_point(GUESSED),
        cell_numbers=[0, 1],
        probabilities=[0.6137, 0.3],
        evidence={"members": [], "place": {"name": "Modelville", "distance_km": 1.0}},
    )
    return photo


def told_by_exif():
    exif = Image.Exif()
    exif[0x010E] = "Secretville at -33.44172, 151.23451"  # description
    return exif.tobytes()


def patterns(found=None, prefix=""):
    """Every route of the site but the operators' own."""
    for each in get_resolver().url_patterns if found is None else found:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver) and not path.startswith("admin/"):
            yield from patterns(each.url_patterns, path)
        elif isinstance(each, URLPattern) and not path.startswith("^"):
            yield path


def addresses(world):
    for path in patterns():
        if "public_id" in path:
            filled = [path.replace("<uuid:public_id>", each) for each in world.ids]
        else:
            filled = [path]
        for each in filled:
            numbered = each.replace("<int:number>", "1")
            address = CONVERTER.sub(lambda part: PATHS.get(part[2], "1"), numbered)
            yield f"/{address}{QUERIES.get(path, '')}"
    yield from ("/media/" + world.photo.file.name, f"/photos/{world.photo.pk}/", *MORE)
    yield f"/games/{world.game.public_id}/rounds/2/"


def visitors(world):
    return {
        "nobody": Client(),
        "player": as_player(world.game.player),
        "other": as_player(add_player("Bo")),
    }


def bytes_of(response):
    body = response.getvalue() if response.streaming else response.content
    return (str(response.headers) + str(response.cookies)).encode() + body


def readings(world, about=""):
    """Who read what, and every byte of the answer; the player asks in every way."""
    found = [address for address in addresses(world) if re.search(about, address)]
    for who, client in visitors(world).items():
        for address in found:
            for headers in HEADERS if who == "player" else HEADERS[:1]:
                response = client.get(address, headers=headers)
                assert response.status_code != 429 or address.endswith("/reports/")
                yield who, address, bytes_of(response).decode(errors="replace")


def bad_guesses(world):
    """Error pages: refused guesses, wrong methods."""
    page = f"/games/{world.game.public_id}/rounds/1/"
    call = f"/api/rounds/{world.round.public_id}/guess/"
    for who, client in visitors(world).items():
        for body in ({"lat": "91", "lng": "0"}, {"lat": "", "lng": ""}, {"lat": "nan", "lng": "0"}):
            yield who, page, bytes_of(client.post(page, body)).decode(errors="replace")
            answer = client.post(call, body, content_type="application/json")
            yield who, call, bytes_of(answer).decode(errors="replace")
        yield who, page, bytes_of(client.put(page)).decode(errors="replace")


def leaks(world, told):
    for who, address, text in told:
        for secret in world.found_in(address, text):
            yield who, address, secret


def test_every_route_is_read(world):
    read = {address.partition("?")[0] for address in addresses(world)}

    for each in (
        f"/games/{world.game.public_id}/rounds/1/",
        f"/games/{world.game.public_id}/rounds/1/photo.jpg",
        f"/api/rounds/{world.round.public_id}/photo.jpg",
        f"/challenge/{world.game.deck.public_id}/",
        "/", "/board/", "/play/", "/photos/", "/api/", "/api/schema/", "/accounts/login/",
        "/api/places/", "/api/board/", "/tiles/places/6/58/38.mvt", "/nowhere/",
        f"/players/{world.game.player.public_id}/", f"/api/players/{world.game.player.public_id}/",
        f"/api/games/{world.game.public_id}/summary/", f"/photos/{world.photo.public_id}.jpg",
        f"/report/{world.photo.public_id}/", f"/api/rounds/{world.round.public_id}/result/",
    ):  # fmt: skip
        assert each in read
    assert len(read) > 60


def test_no_route_tells_anything_before_the_guess(world):
    assert list(leaks(world, readings(world))) == []
    assert Round.objects.get(pk=world.round.pk).guesses.count() == 0


def test_what_another_has_guessed_tells_nobody_else(world):
    """Of which countries there are photos, the board says in any case."""
    refresh()
    before = set(leaks(world, readings(world, COMPARED)))
    cy = start(world.game.deck, add_account("cy"))
    guess(cy.player, serve(current_round(cy)).public_id, TRUTH)
    refresh()

    found = leaks(world, readings(world, f"{COMPARED}|{cy.player.public_id}"))

    assert {secret for *_, secret in before} == {"Quarantonia"}
    assert {each for each in found if "/players/" in each[1] or each not in before} == set()


def test_no_refusal_tells_anything(world):
    assert list(leaks(world, bad_guesses(world))) == []
    assert Round.objects.get(pk=world.round.pk).guesses.count() == 0


def test_the_served_photo_carries_no_metadata(world):
    client = as_player(world.game.player)
    answer = client.get(f"/games/{world.game.public_id}/rounds/1/photo.jpg")

    with Image.open(io.BytesIO(answer.getvalue())) as picture:
        assert (dict(picture.getexif()), picture.info.keys() & {"exif", "xmp", "comment"}) == (
            {},
            set(),
        )


# --- The suite finds what it should


def show_in_gallery(world):
    Photo.objects.filter(pk=world.photo.pk).update(split=Split.TRAIN)


def seal_without_a_hash(world):
    Round.objects.filter(pk=world.round.pk).update(seal_sha256=world.round.sealed[:64])


def serve_the_original(world):
    rendition(world.photo, 1280)
    rendition_path(world.photo, 1280).write_bytes(jpeg(exif=told_by_exif()))


def end_the_game_early(world):
    guess(world.game.player, world.round.public_id, LatLng(1.0, 1.0))


def name_a_player_after_it(world):
    world.game.player.name = f"in Hiddenshire, {TRUTH.lat}"
    world.game.player.user = User.objects.create_user("ada")
    world.game.player.save()
    other = start(world.game.deck, add_player("Cy"))
    guess(other.player, serve(current_round(other)).public_id, LatLng(1.0, 1.0))


def take_its_place_into_the_gazetteer(_world):
    """Search and tiles of places would tell it."""
    Place.objects.create(
        geoname_id=1, name="Secretville", search_name="secretville", country_code="QX",
        population=9_000_000, point=to_point(TRUTH),
    )  # fmt: skip


@pytest.mark.parametrize(
    "plant",
    [show_in_gallery, seal_without_a_hash, serve_the_original, end_the_game_early,
     name_a_player_after_it],
)  # fmt: skip
def test_a_planted_leak_is_found(world, plant):
    plant(world)

    assert next(leaks(world, readings(world)), None)  # one is enough


@pytest.mark.parametrize("way", ["header", "cookie", "body"])
def test_a_leak_beside_the_page_is_found(world, settings, way):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.leaking_{way}"]

    assert next(leaks(world, readings(world)), None)


def leaking(leak):
    def middleware(get_response):
        def answer(request):
            response = get_response(request)
            if request.path.endswith("/rounds/1/"):
                leak(response)
            return response

        return answer

    return middleware


leaking_header = leaking(lambda response: response.headers.setdefault("X-Place", "Hiddenshire"))
leaking_cookie = leaking(lambda response: response.set_cookie("place", "Hiddenshire"))
leaking_body = leaking(lambda response: response.write("<!-- 133.98762 -->"))


def test_a_leak_in_the_answer_of_the_api_is_found(world, monkeypatch):
    told = f"/round.jpg?region={world.photo.region.name}"
    monkeypatch.setattr(RoundDetail, "get_photo_url", lambda *_: told)

    found = {address for _, address, _ in leaks(world, readings(world, "api/games"))}

    assert found == {f"/api/games/{world.game.public_id}/round/"}


def test_a_leak_in_the_examples_of_the_schema_is_found(world, monkeypatch):
    monkeypatch.setattr(game_examples.SERVED, "value", {"truth": TRUTH.lng})
    schema.document.cache_clear()

    found = {address for _, address, _ in leaks(world, readings(world, "^/api/(schema/)?$"))}
    schema.document.cache_clear()

    assert found >= {"/api/", "/api/schema/"}


def test_a_leak_in_a_refusal_is_found(world, monkeypatch):
    monkeypatch.setattr(NotInTheWorld, "remedy", "Try Hiddenshire.")

    assert next(leaks(world, bad_guesses(world)), None)


def test_a_tile_with_the_place_is_found(world):
    take_its_place_into_the_gazetteer(world)

    found = {address for _, address, _ in leaks(world, readings(world, "tiles|places"))}

    assert {"/tiles/places/6/58/38.mvt", "/api/places/?q=Secretv"} <= found


def test_the_place_search_knows_towns_and_no_photos(world, client):
    Place.objects.create(
        geoname_id=1, name="Quarantville", search_name="quarantville", country_code="QX",
        point=to_point(LatLng(0, 0)),
    )  # fmt: skip

    told = client.get("/api/places/?q=quarant").json()["places"]

    assert [place["name"] for place in told] == ["Quarantville"]
