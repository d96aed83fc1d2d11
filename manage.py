#!/usr/bin/env python
"""Run Django's commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        raise SystemExit("Django is not installed here. Run script/setup first.") from missing
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refused:
        raise SystemExit(f"framsteg: {refused}") from refused


if __name__ == "__main__":
    main()
