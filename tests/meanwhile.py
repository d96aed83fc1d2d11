"""Let somebody else act in the middle of a request: between what it has read and what it is about to lock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def meanwhile(text: str, act: Callable[[], object]) -> Iterator[None]:
    """Do `act` once, right after the first query that contains the text; fail if no query did."""
    done = False

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal done
        answer = execute(sql, params, many, context)
        if not done and text in sql:
            done = True
            act()
        return answer

    with connection.execute_wrapper(watch):
        yield
    assert done, f"no query contained {text}"
