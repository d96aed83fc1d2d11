"""People at their keyboards: a client for each role in Region Gävleborg."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from indicators.models import Role
from portal.models import User
from tests.factories import person

Form = dict[str, str]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def coordinator(db: None) -> User:
    return person(Role.COORDINATOR, name="Kim Koordinator")


@pytest.fixture
def approver(db: None) -> User:
    return person(Role.APPROVER, name="Gun Godkännare")


@pytest.fixture
def enters(coordinator: User) -> Client:
    return signed_in(coordinator)


@pytest.fixture
def decides(approver: User) -> Client:
    return signed_in(approver)


@pytest.fixture
def typed() -> Callable[..., Form]:
    """What a browser sends from the form for one figure; every field, as the page has it."""

    def form(**fields: str) -> Form:
        return {
            "indicator": "KOM02",
            "territory": "21",
            "breakdown": "total",
            "period": "2024",
            "value": "3,1",
            "missing": "",
            "year_basis": "stated",
            "lower": "",
            "upper": "",
            "source": "",
            "note": "",
            "token": str(uuid4()),
            "base": "",
            "do": "add",
            **fields,
        }

    return form
