"""Run the benchmarks: python -m bench [--rounds N] [dashboard] [intake] [report]."""

import argparse
import os
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from bench import machine

NAMES = ("dashboard", "intake", "report")


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"which of {', '.join(NAMES)}; all if none is named")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    if unknown := set(arguments.name) - set(NAMES):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}: write {', '.join(NAMES)}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    print(machine.described(), flush=True)
    for name in arguments.name or NAMES:
        with TemporaryDirectory(prefix="framsteg-bench-") as folder:
            print("\n" + import_module(f"bench.{name}").run(Path(folder), rounds=arguments.rounds), flush=True)


if __name__ == "__main__":
    main()
