"""Run benchmarks: python -m tests.bench [NAME ...]; one JSON line per figure."""

import contextlib
import importlib
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

HERE = Path(__file__).parent


def available() -> list[str]:
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - set(available()))
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are: {', '.join(available())}.")
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoweb.settings")
    django.setup()
    with contextlib.redirect_stdout(sys.stderr):  # only figures go to stdout
        call_command("prepare", photos=0)
    for name in names or available():
        for figure in importlib.import_module(f"tests.bench.bench_{name}").run():
            print(figure.as_json(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main([name for argument in sys.argv[1:] for name in argument.split(",")]))
