"""Run inside a house: a locator that takes milliseconds, and the key of a caller of the API."""

from pathlib import Path

import django
from django.conf import settings

django.setup()

from geoweb.domain.tokens import issue_token  # noqa: E402 - Django is ready now
from geoweb.models import User  # noqa: E402
from predictor.fitting.fit import fit, job_of  # noqa: E402
from predictor.recipes import read  # noqa: E402
from tests.predictor.fitting.small_world import CHANGES, make_photos, make_regions  # noqa: E402

make_regions()
make_photos()
fit(job_of(read("pigeon", CHANGES), Path(settings.DATA_DIR) / "fits"), lambda _: None)
print(issue_token(user=User.objects.create(username="sender"))[0])
