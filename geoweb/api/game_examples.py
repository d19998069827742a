"""Games as they look, for the readers of the schema; the place is nobody's photo."""

from typing import Any, Final

from geoweb.api.examples import shown

GAME_ID: Final = "0b9d5d4e-2f0a-4d0b-9b43-3f6f2f1c7d55"
ROUND_ID: Final = "9c1f7f0e-8a55-4a53-8d1c-2a7d4be0f310"
SHA256: Final = "c0ffee" + 58 * "0"

DEALT: Final = shown(
    "a classic game",
    {
        "id": GAME_ID,
        "url": f"/api/games/{GAME_ID}/",
        "mode": "classic",
        "pack": "",
        "day": None,
        "time_limit_s": 60,
        "is_ranked": True,
        "is_practice": False,
        "started_at": "2027-05-02T09:30:00.120000Z",
        "finished_at": None,
        "points": 0,
        "rounds": 5,
        "round_number": 1,
        "round_url": f"/api/games/{GAME_ID}/round/",
        "summary_url": None,
        "challenge_id": None,
    },
    "200",
    "201",
)
SERVED: Final = shown(
    "the first photo",
    {
        "id": ROUND_ID,
        "number": 1,
        "served_at": "2027-05-02T09:30:01.500000Z",
        "deadline": "2027-05-02T09:31:01.500000Z",
        "seal_sha256": SHA256,
        "photo_url": f"/api/rounds/{ROUND_ID}/photo.jpg",
        "guess_url": f"/api/rounds/{ROUND_ID}/guess/",
    },
    "200",
)
TOLD: Final[dict[str, Any]] = {
    "number": 1,
    "truth": {"lat": 0.0, "lng": 0.0},
    "place": {"place": "", "distance_km": 0.0, "province": "", "country": ""},
    "pin": {"lat": 0.0, "lng": 1.0},
    "distance_km": 111.195,
    "score": 4641,
    "country_is_right": False,
    "opponents": [
        {
            "kind": "model",
            "name": "pigeon 3",
            "point": {"lat": 0.0, "lng": 2.0},
            "distance_km": 222.39,
            "score": 4308,
        }
    ],
    "areas": [{"name": "", "percent": 40}],
    "similar": [],
    "closer_than_percent": 71,
    "seal": {
        "sha256": SHA256,
        "salt": 48 * "a",
        "text": '[{"model":"pigeon 3","lat":0.0,"lng":2.0}]',
        "holds": True,
    },
}
RESULT: Final = shown("one degree off", TOLD, "200", "201")
