"""The gazetteer."""

import pytest
from django.core.management import CommandError, call_command

from predictor.models import Place, TileLayer


@pytest.mark.django_db
class TestLoadPlaces:
    def load(self):
        call_command("load_places", min_population=15000, verbosity=0)

    def test_load_places_knows_lyon(self):
        self.load()

        lyon = Place.objects.get(name="Lyon", country_code="FR")
        assert lyon.search_name == "lyon"
        assert (lyon.point.y, lyon.point.x) == pytest.approx((45.75, 4.85), abs=0.02)

    def test_load_places_twice_changes_only_what_differs(self, capsys):
        self.load()
        Place.objects.filter(name="Lyon").update(name="Lugdunum")
        Place.objects.create(
            geoname_id=1,
            name="Atlantis",
            search_name="atlantis",
            country_code="XX",
            point="POINT(0 0)",
        )
        capsys.readouterr()

        self.load()

        assert "1 are new or changed" in capsys.readouterr().out
        assert not Place.objects.filter(geoname_id=1).exists()
        assert not Place.objects.filter(name="Lugdunum").exists()
        assert TileLayer.objects.get(name="places").revision == 2


def test_load_places_knows_four_sizes():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("load_places", "--min-population", "7")
