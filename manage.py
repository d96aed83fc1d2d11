#!/usr/bin/env python
"""Run Django's commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        raise SystemExit("Django is not installed here. Run script/setup first.") from missing
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
