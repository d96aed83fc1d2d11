"""The addresses of the workspace that belong to figures and deliveries; the owner of /arbete/ includes them."""

from django.urls import path, register_converter

from indicators.views.work import decide, delivery, enter, start, value


class PeriodConverter:
    """A period's key as it is stored: 2024, 2024-H1, 2024-03, 2023/24, 2023-2024."""

    regex = "[0-9A-Za-z/-]{4,12}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PeriodConverter, "period")

work_patterns = [
    path("", start.start, name="start"),
    path("organisation/", start.choose, name="seat"),
    path("fyll-i/", enter.enter, name="enter"),
    path("leveranser/", delivery.deliveries, name="deliveries"),
    path("leveranser/<int:pk>/", delivery.delivery, name="delivery"),
    path("leveranser/<int:pk>/skicka-in/", decide.submit, name="delivery-submit"),
    path("leveranser/<int:pk>/besluta/", decide.decide, name="delivery-decide"),
    path("leveranser/<int:pk>/slang/", decide.discard, name="delivery-discard"),
    path("leveranser/<int:pk>/rader/<int:row>/ta-bort/", decide.take_away, name="row-take-away"),
    path("leveranser/<int:pk>/rader/<int:row>/lamna-utanfor/", decide.leave_out, name="row-leave-out"),
    path("leveranser/<int:pk>/rader/<int:row>/valj/", decide.settle, name="row-settle"),
    path("varde/<int:series>/<period:period>/", value.value, name="value"),
]
