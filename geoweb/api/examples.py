"""Answers as they look, for the readers of the schema."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

ID: Final = "5f0c1e52-6c0f-4c93-9f5e-0d0c2c1c9a11"
URL: Final = f"/api/uploads/{ID}/"
SENT: Final[dict[str, Any]] = {
    "id": ID,
    "url": URL,
    "state": "pending",
    "created_at": "2027-05-02T09:30:00.120000Z",
    "answered_at": None,
    "terms": "coarse",
    "photos": ["8b8f7a0e-3b63-4d3f-bb0e-6f6b3e1f2a77"],
    "truth": None,
    "may_be_played": False,
    "ahead": 2,
    "poll_after_ms": 250,
    "failure": "",
    "answer": None,
}
LIKELY: Final[dict[str, Any]] = {
    "areas": [
        {"name": "Tasmania, Australia", "percent": 61},
        {"name": "Otago, New Zealand", "percent": 22},
    ],
    "areas_url": f"{URL}areas/",
    "point": None,
    "near": None,
    "duel": None,
    "similar": [],
    "timings_ms": {"decode": 21.4, "forward": 80.2},
    "locator": "pigeon 3",
}
OUTLINE: Final[dict[str, Any]] = {
    "type": "Polygon",
    "coordinates": [
        [[145.7, -42.5], [149.1, -42.5], [149.1, -40.0], [145.7, -40.0], [145.7, -42.5]]
    ],
}


def shown(name: str, value: dict[str, Any], *statuses: str) -> OpenApiExample:
    return OpenApiExample(name, value, response_only=True, status_codes=list(statuses))


PENDING: Final = shown("waiting", SENT, "200", "201")
ANSWERED: Final = shown(
    "a coarse answer",
    SENT
    | {"state": "answered", "answered_at": "2027-05-02T09:30:00.900000Z"}
    | {"ahead": 0, "poll_after_ms": None, "answer": LIKELY},
    "200",
)
AREAS: Final = shown(
    "one area",
    {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": OUTLINE, "properties": LIKELY["areas"][0]},
        ],
    },
    "200",
)
