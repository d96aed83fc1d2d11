"""The administration: read-only for what is public, nothing deleted, and each region looks after its own people."""

from typing import Any

import pytest
from django.contrib import admin
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse

from indicators.models import Delivery, Membership, Observation, Role
from portal.models import User
from tests.factories import delivery, organisation, person, row, source_figures, years

pytestmark = pytest.mark.django_db
OURS = [model for model in admin.site._registry if model._meta.app_label in ("indicators", "portal")]
EDITABLE = (User, Membership)


@pytest.fixture(autouse=True)
def _as_django_renders() -> None:
    """Django's own templates lean on variables that do not exist."""
    engines["django"].engine.string_if_invalid = ""  # type: ignore[attr-defined]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def administrator(**fields: Any) -> User:
    return person(Role.ADMINISTRATOR, is_staff=True, **fields)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
@pytest.mark.parametrize("superuser", [True, False])
def test_nothing_is_deleted_and_what_is_public_is_only_read(model: Any, superuser: bool) -> None:
    request = RequestFactory().get("/")
    request.user = administrator(is_superuser=superuser)
    one = admin.site._registry[model]
    assert one.has_delete_permission(request) is False
    assert one.has_view_permission(request) is True
    assert one.has_change_permission(request) is (model in EDITABLE)
    assert one.has_add_permission(request) is (model in EDITABLE)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_list_and_row_open(model: Any) -> None:
    source_figures(years({2024: "3.0"}))
    delivery(row())
    client = signed_in(administrator(is_superuser=True))
    meta = model._meta
    assert client.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")).status_code == 200
    first = model._default_manager.first()
    if first is not None:
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[first.pk])
        assert client.get(url).status_code == 200
        answer = client.post(url, {"value": "1"}).status_code
        assert answer == (200 if model in EDITABLE else 403)


@pytest.mark.parametrize("role", [Role.READER, Role.COORDINATOR, Role.APPROVER])
def test_others_are_kept_out(role: Role) -> None:
    assert signed_in(person(role)).get(reverse("admin:index")).status_code == 302
    staff = signed_in(person(role, is_staff=True))
    assert staff.get(reverse("admin:portal_user_changelist")).status_code == 403


def test_sign_in_goes_the_ordinary_way() -> None:
    response = Client().get(reverse("admin:login"))
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_region_sees_only_its_own_people_and_deliveries() -> None:
    ours, theirs = person(Role.READER), person(Role.READER, at="region-dalarna")
    mine = delivery(row())
    foreign = delivery(row(territory="20"), at="region-dalarna")
    client = signed_in(administrator())
    people = client.get(reverse("admin:portal_user_changelist")).content.decode()
    assert [ours.email in people, theirs.email in people] == [True, False]
    listed = client.get(reverse("admin:indicators_delivery_changelist")).content.decode()
    change = "admin:indicators_delivery_change"
    assert [reverse(change, args=[one.pk]) in listed for one in (mine, foreign)] == [True, False]
    assert client.get(reverse(change, args=[foreign.pk])).status_code == 302
    assert Delivery.objects.count() == 2


def test_membership_is_given_only_in_ones_own_organisation() -> None:
    newcomer = person(Role.READER)
    client = signed_in(administrator())
    sent = {"user": newcomer.pk, "role": "coordinator", "valid_from": "2026-11-24"}
    url = reverse("admin:indicators_membership_add")
    assert client.post(url, {**sent, "organisation": organisation("region-dalarna").pk}).status_code == 200
    assert newcomer.memberships.count() == 1
    assert client.post(url, {**sent, "organisation": organisation().pk}).status_code == 302
    assert newcomer.memberships.filter(role=Role.COORDINATOR, organisation=organisation()).exists()


@pytest.mark.parametrize("kind", ["both", "staff"])
def test_person_who_also_works_elsewhere_is_not_taken_over(kind: str) -> None:
    shared = person(Role.READER, is_staff=kind == "staff")
    if kind == "both":
        Membership.objects.create(
            user=shared, organisation=organisation("region-dalarna"), role=Role.READER, valid_from="2026-01-01"
        )
    client = signed_in(administrator())
    url = reverse("admin:portal_user_change", args=[shared.pk])
    assert client.post(url, {"email": "annan@example.org"}).status_code == 403
    assert client.get(reverse("admin:auth_user_password_change", args=[shared.pk])).status_code == 403


def test_administrator_makes_no_superuser() -> None:
    someone = person(Role.READER)
    client = signed_in(administrator())
    url = reverse("admin:portal_user_change", args=[someone.pk])
    client.post(
        url, {"email": "Ny.Adress@Example.org", "name": "Ny", "is_active": "on", "is_superuser": "on", "is_staff": "on"}
    )
    someone.refresh_from_db()
    assert (someone.email, someone.is_superuser, someone.is_staff) == ("ny.adress@example.org", False, False)


SECRET = "ett-riktigt-langt-losenord"


def new_person(*, at: str = "", role: str = "reader", forms: int = 1) -> dict[str, Any]:
    """What the form for a new person sends, with a first membership if `at` names an organisation."""
    first = {"organisation": organisation(at).pk, "role": role, "valid_from": "2026-11-24"} if at else {}
    return {
        "email": "Ny@Example.org",
        "name": "Ny",
        "usable_password": "true",
        "password1": SECRET,
        "password2": SECRET,
        "memberships-TOTAL_FORMS": forms,
        "memberships-INITIAL_FORMS": 0,
        **{f"memberships-0-{name}": value for name, value in first.items()},
    }


def test_new_person_is_made_with_the_first_membership() -> None:
    client = signed_in(administrator())
    page = client.get(reverse("admin:portal_user_add")).content.decode()
    assert 'name="memberships-0-organisation"' in page
    assert "Region Dalarna" not in page
    answer = client.post(reverse("admin:portal_user_add"), new_person(at="region-gavleborg", role="coordinator"))
    assert answer.status_code == 302
    made = User.objects.get(email="ny@example.org")
    assert made.check_password(SECRET)
    assert [(one.organisation.slug, one.role) for one in made.memberships.all()] == [
        ("region-gavleborg", "coordinator")
    ]
    assert client.get(reverse("admin:portal_user_change", args=[made.pk])).status_code == 200


@pytest.mark.parametrize(
    "sent", [{}, {"at": "region-dalarna"}, {"forms": 0}], ids=["none", "another region", "no form"]
)
def test_new_person_without_a_membership_of_ones_own_is_not_made(sent: dict[str, Any]) -> None:
    assert signed_in(administrator()).post(reverse("admin:portal_user_add"), new_person(**sent)).status_code == 200
    assert not User.objects.filter(email="ny@example.org").exists()


def test_superuser_may_make_someone_who_belongs_nowhere_yet() -> None:
    client = signed_in(administrator(is_superuser=True))
    assert client.post(reverse("admin:portal_user_add"), new_person(forms=0)).status_code == 302
    assert not User.objects.get(email="ny@example.org").memberships.exists()


def test_someone_who_belongs_nowhere_yet_is_a_superusers_alone() -> None:
    newcomer = person()
    client, superuser = signed_in(administrator()), signed_in(administrator(is_superuser=True))
    password = reverse("admin:auth_user_password_change", args=[newcomer.pk])
    sent = {"password1": SECRET, "password2": SECRET, "usable_password": "true"}
    assert client.post(password, sent).status_code == 404
    assert client.post(reverse("admin:portal_user_change", args=[newcomer.pk]), {"name": "Min"}).status_code == 302
    first = {"user": newcomer.pk, "organisation": organisation().pk, "role": "reader", "valid_from": "2026-11-24"}
    assert client.post(reverse("admin:indicators_membership_add"), first).status_code == 200
    newcomer.refresh_from_db()
    assert (newcomer.check_password(SECRET), newcomer.name, newcomer.memberships.count()) == (False, "", 0)
    assert superuser.post(password, sent).status_code == 302


def test_figures_are_not_touched() -> None:
    source_figures(years({2024: "3.0"}))
    figure = Observation.objects.get()
    client = signed_in(administrator(is_superuser=True))
    client.post(reverse("admin:indicators_observation_change", args=[figure.pk]), {"value": "9"})
    client.post(reverse("admin:indicators_observation_delete", args=[figure.pk]), {"post": "yes"})
    assert str(Observation.objects.get().value) == "3.00000000"
