"""A delivery's page and the acts on it: from draft to the public page, and every way back."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.actions import deliveries, drafts
from indicators.models import Delivery, DeliveryRow, LedgerEntry, Observation, Role
from portal import freshness
from portal.models import User
from tests.factories import NOW, delivery, organisation, person, row, years
from tests.indicators.views.work.conftest import signed_in

pytestmark = pytest.mark.django_db


def text_of(response: Any) -> str:
    return unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def submitted(by: User, *rows: Any) -> Delivery:
    made = delivery(*rows, by=by)
    return deliveries.submit(by=by, delivery=made, at=NOW)


def at(name: str, made: Delivery, *more: int) -> str:
    return reverse(f"work:{name}", args=[made.pk, *more])


def test_rows_stand_by_outcome_with_old_new_and_difference(
    enters: Client, decides: Client, coordinator: User, approver: User
) -> None:
    deliveries.accept(by=approver, delivery=submitted(coordinator, row(value="3,0")), at=NOW)
    made = delivery(
        row(value="3,1"), row(3, period="2023", value="2,9"), row(4, period="2022", value="x"), by=coordinator
    )
    page = text_of(enters.get(made.get_absolute_url()))
    assert [word in page for word in ("Nekade rader", "Ändrade värden", "Nya värden")] == [True] * 3
    assert "+0,1" in page
    assert "”x” är inte ett tal." in page
    assert page.index("Nekade rader") < page.index("Ändrade värden") < page.index("Nya värden")


def test_way_from_draft_to_the_public_page(enters: Client, decides: Client, coordinator: User) -> None:
    made = delivery(row(), by=coordinator)
    sent = enters.post(at("delivery-submit", made), follow=True)
    assert "Leveransen är inskickad." in text_of(sent)
    assert "Leveransen väntar på en godkännare." in text_of(sent)
    accepted = decides.post(at("delivery-decide", made), {"d": "accept"}, follow=True)
    page = text_of(accepted)
    entry = LedgerEntry.objects.latest("number")
    assert "Mottaget. Värdena är publicerade." in page
    assert entry.get_absolute_url() in page
    assert Observation.objects.get().series.indicator.get_absolute_url() in page
    assert "inskickad av Kim Koordinator" in page


def test_acceptance_forgets_the_data_version(decides: Client, coordinator: User, settings: Any) -> None:
    settings.DATA_VERSION_SECONDS = 3600
    made = submitted(coordinator, row())
    before = freshness.memo.get().number
    decides.post(at("delivery-decide", made), {"d": "accept"})
    assert freshness.memo.get().number == before + 1


def test_second_submit_says_that_it_was_handed_in(enters: Client, coordinator: User) -> None:
    made = submitted(coordinator, row())
    assert "var redan inskickad" in text_of(enters.post(at("delivery-submit", made), follow=True))
    assert made.events.filter(step="submitted").count() == 1


@pytest.mark.parametrize(("act", "state"), [("return", "returned"), ("reject", "rejected")])
def test_return_and_rejection_owe_a_reason_that_is_kept(
    decides: Client, coordinator: User, act: str, state: str
) -> None:
    made = submitted(coordinator, row())
    refused = decides.post(at("delivery-decide", made), {"d": act, "reason": " "})
    assert refused.status_code == 422
    assert "Skriv varför, så att andra kan följa beslutet." in text_of(refused)
    page = text_of(decides.post(at("delivery-decide", made), {"d": act, "reason": "Ange källa"}, follow=True))
    made.refresh_from_db()
    assert made.state == state
    assert "”Ange källa”" in page
    assert not Observation.objects.exists()


def test_decision_that_is_none_is_refused(decides: Client, coordinator: User) -> None:
    response = decides.post(at("delivery-decide", submitted(coordinator, row())), {"d": "x", "reason": "y"})
    assert response.status_code == 422
    assert "Välj om leveransen tas emot" in text_of(response)


def test_alone_in_the_region_accepts_with_a_reason() -> None:
    alone = person(Role.COORDINATOR, at="region-dalarna")
    client = signed_in(alone)
    made = delivery(row(territory="20"), by=alone, at="region-dalarna")
    client.post(at("delivery-submit", made))
    page = text_of(client.get(made.get_absolute_url()))
    assert "Du skickade in leveransen själv, så skäl krävs även för att ta emot den." in page
    assert client.post(at("delivery-decide", made), {"d": "accept"}).status_code == 422
    client.post(at("delivery-decide", made), {"d": "accept", "reason": "Ensam i funktionen"})
    made.refresh_from_db()
    assert made.state == Delivery.State.ACCEPTED


def test_returned_delivery_is_mended_and_handed_in_again(enters: Client, coordinator: User, approver: User) -> None:
    made = submitted(coordinator, row())
    deliveries.send_back(by=approver, delivery=made, at=NOW, reason="Ange källa")
    page = text_of(enters.get(made.get_absolute_url()))
    assert f"delivery={made.pk}&row={made.rows.get().pk}" in page
    assert "Ta bort utkastet" not in page
    enters.post(at("delivery-submit", made))
    made.refresh_from_db()
    assert made.state == Delivery.State.SUBMITTED


def test_refused_row_is_left_out_with_a_reason(enters: Client, coordinator: User) -> None:
    made = delivery(row(), row(3, period="2023", value="x"), by=coordinator)
    bad = made.rows.get(line=3)
    assert "Rätta de nekade raderna" in text_of(enters.post(at("delivery-submit", made), follow=True))
    assert "Skriv varför rad 3" in text_of(enters.post(at("row-leave-out", made, bad.pk), {"reason": ""}, follow=True))
    enters.post(at("row-leave-out", made, bad.pk), {"reason": "Oläslig i underlaget"})
    page = text_of(enters.post(at("delivery-submit", made), follow=True))
    assert "Rad 3: Oläslig i underlaget" in page
    made.refresh_from_db()
    assert made.state == Delivery.State.SUBMITTED


def test_row_is_taken_out_of_a_draft_but_not_of_a_returned_delivery(
    enters: Client, coordinator: User, approver: User
) -> None:
    made = delivery(row(), row(3, period="2023"), by=coordinator)
    enters.post(at("row-take-away", made, made.rows.get(line=3).pk))
    assert made.rows.count() == 1
    deliveries.submit(by=coordinator, delivery=made, at=NOW)
    deliveries.send_back(by=approver, delivery=made, at=NOW, reason="x")
    page = text_of(enters.post(at("row-take-away", made, made.rows.get().pk), follow=True))
    assert "Lämna raden utanför, med skäl" in page
    assert made.rows.count() == 1


def test_draft_is_thrown_away_but_not_what_has_been_seen(enters: Client, coordinator: User) -> None:
    made, seen = delivery(row(), by=coordinator), submitted(coordinator, row(period="2023"))
    enters.post(at("delivery-discard", made))
    assert not Delivery.objects.filter(pk=made.pk).exists()
    enters.post(at("delivery-discard", seen))
    assert Delivery.objects.filter(pk=seen.pk).exists()


class TestOvertakenRow:
    """Somebody else's figure was accepted after the row was made."""

    @pytest.fixture
    def overtaken(self, coordinator: User, approver: User) -> Delivery:
        mine = submitted(coordinator, row(value="3,1"))
        deliveries.accept(by=approver, delivery=submitted(person(Role.COORDINATOR), row(value="3,2")), at=NOW)
        return mine

    def test_acceptance_leads_to_the_choice_and_writes_nothing(self, decides: Client, overtaken: Delivery) -> None:
        response = decides.post(at("delivery-decide", overtaken), {"d": "accept"}, follow=True)
        page = text_of(response)
        assert response.redirect_chain[0][0] == at("row-settle", overtaken, overtaken.rows.get().pk)
        assert ["3,1 %" in page, "3,2 %" in page] == [True, True]
        assert LedgerEntry.objects.filter(kind="figures").count() == 1

    def test_page_says_that_the_row_is_overtaken(self, decides: Client, overtaken: Delivery) -> None:
        assert "Någon annan har ändrat värdet." in text_of(decides.get(overtaken.get_absolute_url()))

    def test_choice_owes_a_reason(self, decides: Client, overtaken: Delivery) -> None:
        url = at("row-settle", overtaken, overtaken.rows.get().pk)
        assert decides.post(url, {"v": "mine", "reason": ""}).status_code == 422

    def test_row_can_be_let_to_stand(self, decides: Client, overtaken: Delivery) -> None:
        decides.post(at("row-settle", overtaken, overtaken.rows.get().pk), {"v": "mine", "reason": "Nyare"})
        page = text_of(decides.post(at("delivery-decide", overtaken), {"d": "accept"}, follow=True))
        assert "Raden gäller ändå: Nyare" in page
        assert [str(one.value)[:3] for one in Observation.objects.order_by("revision")] == ["3.2", "3.1"]

    def test_published_figure_can_be_let_to_stand(self, decides: Client, overtaken: Delivery) -> None:
        decides.post(at("row-settle", overtaken, overtaken.rows.get().pk), {"v": "theirs", "reason": "Fel underlag"})
        assert overtaken.rows.get().left_out
        assert Observation.objects.count() == 1

    def test_row_that_nobody_overtook_has_nothing_to_choose(self, decides: Client, coordinator: User) -> None:
        made = submitted(coordinator, row())
        page = text_of(decides.get(at("row-settle", made, made.rows.get().pk), follow=True))
        assert "Ingen har ändrat värdet sedan raden gjordes." in page


def test_all_rows_of_one_outcome_come_page_by_page(enters: Client, coordinator: User) -> None:
    kommuner = organisation().territory.parts.all()  # type: ignore[union-attr]
    rows = [
        row(line, territory=place.code, period=str(year))
        for line, (place, year) in enumerate(((place, year) for place in kommuner for year in range(2010, 2024)), 2)
    ]
    made = delivery(*rows, by=coordinator)
    first = text_of(enters.get(made.get_absolute_url()))
    assert f"Visa alla {len(rows)}" in first
    assert first.count('<tr role="row">') == 11
    page = text_of(enters.get(made.get_absolute_url(), {"rader": "new", "sida": "2"}))
    assert f"Sida 2 av {-(-len(rows) // 100)}" in page


def test_page_and_list_cost_the_same_with_one_row_and_with_twenty(enters: Client, coordinator: User) -> None:
    small = delivery(row(), by=coordinator)
    large = delivery(*years(dict.fromkeys(range(2004, 2024), "3,0")), by=coordinator)
    costs = []
    for made in (small, large):
        with CaptureQueriesContext(connection) as queries:
            enters.get(made.get_absolute_url(), {"rader": "new"})
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 20
    with CaptureQueriesContext(connection) as few:
        enters.get(reverse("work:deliveries"))
    for _ in range(18):
        delivery(row(), by=coordinator)
    with CaptureQueriesContext(connection) as many:
        enters.get(reverse("work:deliveries"))
    assert len(few) == len(many) <= 12


def test_list_is_filtered_by_state(enters: Client, coordinator: User) -> None:
    delivery(row(), by=coordinator, title="Ett utkast")
    submitted(coordinator, row(period="2023"))
    page = text_of(enters.get(reverse("work:deliveries"), {"state": "draft"}))
    assert "Ett utkast" in page
    assert page.count('<tr role="row">') == 2
    assert "Inga leveranser här." in text_of(enters.get(reverse("work:deliveries"), {"state": "rejected"}))


def test_empty_list_leads_to_the_form_only_those_who_may_enter(enters: Client, decides: Client) -> None:
    lead = f'<a href="{reverse("work:enter")}">Fyll i ett värde</a>'
    for client, count in ((enters, 1), (decides, 0)):
        empty = text_of(client.get(reverse("work:deliveries"), {"state": "rejected"}))
        assert "Inga leveranser här." in empty
        assert empty.count(lead) == count


def test_observer_sees_what_is_handed_in_without_names(coordinator: User) -> None:
    draft, sent = delivery(row(), by=coordinator), submitted(coordinator, row(period="2023"))
    observer = signed_in(person(Role.OBSERVER, at="tillvaxtverket"))
    listed = text_of(observer.get(reverse("work:deliveries")))
    assert [sent.get_absolute_url() in listed, draft.get_absolute_url() in listed] == [True, False]
    first = text_of(observer.get(reverse("work:start")))
    assert sent.get_absolute_url() in first
    assert "Kim Koordinator" not in first + listed + text_of(observer.get(sent.get_absolute_url()))


Act = Callable[..., object]
#: Past the view, straight to the action.
ACTIONS: list[tuple[str, Act]] = [
    (
        "put",
        lambda by, made: drafts.put(
            by=by, organisation=organisation(), raw=row(period="2020"), base=0, token=made.token, at=NOW
        ),
    ),
    ("take_away", lambda by, made: drafts.take_away(by=by, row=made.rows.get(), at=NOW)),
    ("discard", lambda by, made: drafts.discard(by=by, delivery=made, at=NOW)),
    ("settle", lambda by, made: deliveries.settle(by=by, row=made.rows.get(), at=NOW, reason="x", keep_row=True)),
    ("leave_out", lambda by, made: deliveries.leave_out(by=by, row=made.rows.get(), at=NOW, reason="x")),
    ("submit", lambda by, made: deliveries.submit(by=by, delivery=made, at=NOW)),
]


@pytest.mark.parametrize(("name", "act"), ACTIONS, ids=[name for name, _act in ACTIONS])
@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.READER, "region-gavleborg"),
        (Role.APPROVER, "region-gavleborg"),
        (Role.OBSERVER, "tillvaxtverket"),
        (Role.COORDINATOR, "region-dalarna"),
    ],
)
def test_action_refuses_also_when_the_view_is_gone_past(name: str, act: Act, role: Role, place: str) -> None:
    made = delivery(row())
    with pytest.raises(PermissionDenied):
        act(person(role, at=place), made)
    assert DeliveryRow.objects.filter(delivery=made, left_out=False).count() == 1
