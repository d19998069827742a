"""The command over kept predictions: what it prints, what it saves, what it refuses."""

import csv
import json
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from predictor.geodesy import LatLng
from predictor.models import Prediction
from predictor.models.points import to_point
from tests.predictor.evaluation.world import make_locator, make_photo, make_regions

pytestmark = pytest.mark.django_db


@pytest.fixture
def locator():
    make_regions()
    locator = make_locator()
    make_photo("t", LatLng(1, 1), "train")
    for number in range(5):
        photo = make_photo(str(number), LatLng(1.5 + number, 2), sequence=f"s{number // 2}")
        answer = {"point": to_point(LatLng(2.5, 2)), "cell_numbers": [0], "probabilities": [0.5]}
        Prediction.objects.create(photo=photo, locator=locator, **answer)
    return locator


def run(*arguments):
    out = StringIO()
    call_command("evaluate", *arguments, "--no-neighbour", stdout=out)
    return out.getvalue()


def test_evaluate_prints_tables_of_a_hundred_columns(locator):
    text = run("pigeon")

    assert text.startswith("pigeon:1 on 5 test photos (5 places, 3 independent groups)")
    assert max(map(len, text.splitlines())) <= 100
    for name in ("without refinement", "random land point", "median km", "within 2500 km %"):
        assert name in text


def test_evaluate_as_json_says_the_same_again(locator):
    first, second = (json.loads(run("pigeon", "--split", "test", "--json")) for _ in range(2))

    assert first == second
    assert first["table"]["pigeon:1"]["province_pct"]["value"] == 80.0


def test_evaluate_saves_a_row_for_every_answer(locator, tmp_path):
    path = tmp_path / "rows.csv"

    run("pigeon", "--save", str(path))

    rows = list(csv.DictReader(path.open()))
    ours = [row for row in rows if row["system"] == "pigeon:1"]
    assert len(rows) == 5 * 5
    assert [float(row["distance_km"]) > 0 for row in ours] == [True, False, True, True, True]
    assert ours[1]["points"] == "5000"
    assert (ours[0]["cell"], ours[0]["confidence"], ours[0]["cell_right"]) == ("0", "0.5", "1.0")
    assert rows[-1]["cell"] == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dove"], "no locator dove"),
        (["pigeon", "--locator-version", "3"], "no version 3"),
        (["pigeon", "--against", "pigeon:x"], "is no locator: give NAME or NAME:VERSION"),
        (["pigeon", "--split", "tune"], "No tune photos"),
    ],
)
def test_evaluate_says_in_one_line_what_is_missing(locator, arguments, message):
    with pytest.raises(CommandError, match=message) as caught:
        run(*arguments)

    assert "\n" not in str(caught.value)


def test_evaluation_imports_no_torch():
    code = (
        "import sys, django; django.setup(); import predictor.evaluation, predictor.auditing;"
        "import predictor.management.commands.evaluate;"
        "sys.exit('torch' in sys.modules or 'predictor.locate' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
