"""The admin site, one file a family."""

from geoweb.admin import (  # noqa: F401 - they register themselves
    accounts,
    fair_play,
    locators,
    photos,
    places,
    reports,
    uploads,
)
