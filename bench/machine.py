"""Describe the machine and the software that a benchmark ran on."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("Django", "granian", "weasyprint", "psycopg")


def described() -> str:
    """Return a few lines: processor, memory, system, versions, and how busy the machine was."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return "\n".join(
        [
            f"- {os.cpu_count()} cores, {processor()}, {memory():.0f} GiB",
            f"- {system()}, Linux {platform.release()}",
            f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {packages}",
            f"- load average before the run (1, 5, 15 minutes): {load}",
        ]
    )


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def memory() -> float:
    """Return the machine's memory in GiB."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def system() -> str:
    for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines():
        if line.startswith("PRETTY_NAME="):
            return line.split("=", 1)[1].strip('"')
    return platform.system()
