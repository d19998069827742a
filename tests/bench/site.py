"""The demonstration site for benchmarks: gunicorn, PostgreSQL, a Redis and a world of its own."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.house import House, servers

DATABASE = "homing_bench_site"
PLANET_PHOTOS = 1500  # enough for a locator; its network is that of the whole demonstration


@contextmanager
def site(**settings: object) -> Iterator[House]:
    """Its world lives in a database of its own, which the first run fills (minutes)."""
    with TemporaryDirectory(prefix="homing-bench-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        built = furnished(Path(folder), **settings)
        try:
            yield built
        finally:
            built.clear()


def furnished(folder: Path, **settings: object) -> House:
    """Its own Redis, so that no other worker is woken; PostgreSQL and media of the benchmarks."""
    services = ("DATABASE_HOST", "DATABASE_USER", "HOMING_DATA", "SECRET_KEY")
    built = House(
        folder, DJANGO_SETTINGS_MODULE="geoweb.settings", PLANET_PHOTOS=PLANET_PHOTOS, **settings
    )
    built.environment |= {name: os.environ[name] for name in services} | {"DATABASE_NAME": DATABASE}
    servers.make_database(Path(os.environ["HOMING_DATA"]), DATABASE)
    (folder / "logs").mkdir()
    servers.make_dir(folder / "logs")
    servers.make_dir(servers.sockets_dir(folder))
    built.start_redis()
    print("The demonstration world is prepared; the first time takes minutes.", file=sys.stderr)
    built.manage("prepare")
    return built


def python(house: House, script: str, *arguments: str) -> str:
    output: str = house.run(sys.executable, "-c", script, *arguments)
    return output
