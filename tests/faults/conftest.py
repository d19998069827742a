"""One house for all tests of this folder, furnished once; each starts the workers it needs."""

import sys

import pytest

from tests.faults.house import house

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "geoweb.settings",
    "UPLOAD_BATCH": 8,
    "UPLOAD_CLAIM_S": 5,
    "SWEEP_EVERY_S": 1,
    "UPLOADS_PER_PLAYER_DAY": 100_000,
    "UPLOADS_PER_ADDRESS_HOUR": 100_000,
    "API_ADDRESS_PER_MINUTE": 100_000,
    "API_USER_PER_MINUTE": 100_000,
}


@pytest.fixture(scope="package")
def site():
    with house(**SETTINGS) as built:
        built.manage("migrate", "--verbosity", "0")
        built.token = built.run(sys.executable, "-m", "tests.faults.furnish").split()[-1]
        built.start_web()
        yield built
