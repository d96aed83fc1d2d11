"""Tags and components give the markup that pages and screen readers stand on."""

import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from indicators.progress import Status
from indicators.templatetags import framsteg

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
NBSP = "\N{NO-BREAK SPACE}"


def draw(source: str, **context: Any) -> str:
    return Template("{% load framsteg i18n %}" + source).render(Context(context))


def component(name: str, **context: Any) -> str:
    return render_to_string(f"components/{name}.html", context)


class Reader(HTMLParser):
    """Collect the elements and the text a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def having(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(attribute))]


class Form(forms.Form):
    """One field of each kind the component knows."""

    name = forms.CharField(label="Namn", help_text="Två ord.")
    areas = forms.MultipleChoiceField(
        label="Områden", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    amount = forms.IntegerField(label="Belopp")
    note = forms.CharField(label="Not", required=False, widget=forms.Textarea)
    done = forms.BooleanField(label="Klar", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def fields(form: forms.Form, **more: Any) -> str:
    return "".join(component("field", field=field, **more) for field in form)


def test_number_is_written_in_the_active_language() -> None:
    source = "{% number value 1 %} {% number value 1 sign=True %}"
    with translation.override("sv"):
        assert draw(source, value=Decimal("1234.5")) == f"1{NBSP}234,5 +1{NBSP}234,5"
    with translation.override("en"):
        assert draw(source, value=Decimal("1234.5")) == "1,234.5 +1,234.5"


@pytest.mark.parametrize("status", [*Status, "no-data"])
def test_badge_says_its_word_and_hides_its_sign(status: str) -> None:
    page = Reader(component("status_badge", status=str(status), cause="en mätpunkt"))
    assert page.words.split("\n")[-2].strip() == framsteg.status_word(str(status)) + "en mätpunkt"
    assert page.having("aria-hidden") == ["true"]


def test_eleven_statuses_have_eleven_signs_and_words() -> None:
    keys = [str(status) for status in Status] + ["no-data"]
    assert len({component("status_icon", status=key).split("</svg>")[0] for key in keys}) == len(keys) == 11
    assert len({framsteg.status_word(key) for key in keys}) == len(keys)


def test_status_word_refuses_an_unknown_key() -> None:
    with pytest.raises(ValueError, match="forgotten"):
        framsteg.status_word("forgotten")


def test_sign_alone_has_a_name_when_given_a_title() -> None:
    page = Reader(component("status_icon", status="missed", title="Målet ej nått"))
    assert page.having("role") == ["img"]
    assert "Målet ej nått" in page.words
    assert page.having("aria-hidden") == []


def test_nbsp_keeps_words_together() -> None:
    assert framsteg.nbsp("5 av 46") == f"5{NBSP}av{NBSP}46"


def test_trimmed_catches_what_a_block_renders() -> None:
    caught = "{% trimmed as key %}\n {% block nav %}areas{% endblock %} {% endtrimmed %}"
    assert draw(caught + "{% if key == 'areas' %}here{% endif %}") == "here"


def test_section_names_itself_by_its_heading_and_escapes_it() -> None:
    source = '{% section "utv" heading note=note area="kom" wide=True %}<p>{{ x }}</p>{% endsection %}'
    html = draw(source, heading="A & B", note="<i>", x="<b>")
    page = Reader(html)
    assert page.elements[0][1] == {"class": "sec sec-w a-kom", "aria-labelledby": "utv"}
    assert "utv" in page.having("id")
    assert "A &amp; B" in html
    assert "<p>&lt;b&gt;</p>" in html
    assert "<p>&lt;i&gt;</p>" in html


def test_figure_is_light_when_borrowed_and_keeps_unit_with_value() -> None:
    own = component("figure", value="3,0", unit="%", place="Gävleborg", year="2024")
    borrowed = component("figure", value="35,0", unit="%", place="Riket", year="2025", borrowed=True, tag="år härlett")
    assert 'class="lent"' not in own
    assert 'class="lent"' in borrowed
    assert f"3,0{NBSP}%Gävleborg, 2024" in Reader(own).words
    assert "år härlett" in borrowed


def test_squares_show_as_many_as_there_are_indicators() -> None:
    html = component("squares", own=2, borrowed=3, none=1, label="2 av 6")
    assert [html.count(f"q-{kind}") for kind in ("own", "lent", "none")] == [2, 3, 1]
    assert Reader(html).having("aria-label") == ["2 av 6"]


def test_number_component_gives_the_reason_when_there_is_no_value() -> None:
    with translation.override("sv"):
        assert Reader(component("number", value=None, decimals=1, reason="ingen data")).words.strip() == "ingen data"
        assert Reader(component("number", value=Decimal("98.7"), decimals=1, unit="%")).words.strip() == f"98,7{NBSP}%"


def test_field_ties_label_help_and_error_to_its_control() -> None:
    page = Reader(fields(Form({"amount": "många"})))
    ids = set(page.having("id"))
    described = {name for value in page.having("aria-describedby") for name in value.split()}
    assert described == {"id_name_helptext", "id_name_error", "id_areas_error", "id_amount_error"}
    assert described <= ids
    assert set(page.having("for")) <= ids
    assert page.having("aria-invalid") == ["true"] * 4  # name, amount and the two boxes of areas
    assert page.words.count("(frivilligt)") == 1
    assert page.having("type").count("hidden") == 1


def test_field_says_nothing_of_optional_when_plain() -> None:
    assert "(frivilligt)" not in fields(Form(), plain=True)
    assert "miljoner kronor" in component("field", field=Form()["amount"], unit="miljoner kronor")


def test_error_summary_links_each_error_to_a_control() -> None:
    form = Form({"amount": "många"})
    summary, page = Reader(component("error_summary", form=form)), Reader(fields(form))
    links = [href.removeprefix("#") for href in summary.having("href")]
    assert links == ["id_name", "id_areas_0", "id_amount"]
    assert set(links) <= set(page.having("id"))
    assert summary.elements[0][1] | {"role": "alert", "tabindex": "-1", "autofocus": None} == summary.elements[0][1]


def test_error_summary_is_silent_when_all_is_well() -> None:
    form = Form({"name": "x", "areas": ["a"], "amount": "1"})
    assert form.is_valid()
    assert component("error_summary", form=form).strip() == ""


def test_as_of_offers_a_list_or_a_number_and_keeps_the_rest_of_the_address() -> None:
    typed = Reader(component("as_of", number=7, latest=9, at=None, kept=[("region", "21")]))
    box = next(attrs for _, attrs in typed.elements if attrs.get("id") == "liggare")
    assert (box["name"], box["type"], box["min"], box["max"], box["value"]) == ("liggare", "number", "1", "9", "7")
    assert ("input", {"type": "hidden", "name": "region", "value": "21"}) in typed.elements
    chosen = component("as_of", number=7, latest=9, at=None, entries=[(9, "nu"), (7, "då")])
    assert re.findall(r'value="(\d)"( selected)?', chosen) == [("9", ""), ("7", " selected")]


@pytest.mark.django_db
def test_pagination_keeps_the_other_parameters() -> None:
    request = RequestFactory().get("/", {"q": "bredband", "sida": "2"})
    page = Paginator(range(30), 10).page(2)
    links = Reader(get_template("components/pagination.html").render({"page_obj": page}, request)).having("href")
    assert links == ["?q=bredband&sida=1", "?q=bredband&sida=3"]


@pytest.mark.django_db
def test_pagination_is_silent_when_there_is_one_page() -> None:
    request = RequestFactory().get("/")
    page = Paginator(range(3), 10).page(1)
    assert get_template("components/pagination.html").render({"page_obj": page}, request).strip() == ""


@pytest.mark.parametrize(("level", "word"), [("error", "Fel:"), ("warning", "Varning:"), ("success", ""), ("info", "")])
def test_message_says_its_level_in_words(level: str, word: str) -> None:
    assert Reader(component("message", level=level, text="Klart.")).words.split() == [*word.split(), "Klart."]


def test_server_error_page_needs_no_context() -> None:
    page = Reader(get_template("500.html").render())
    assert "Något gick fel hos oss" in page.words
    assert "script" not in {tag for tag, _ in page.elements}


@pytest.mark.parametrize("word", ["csrf_token", "user", "request.", "messages"])
def test_public_frame_knows_no_reader(word: str) -> None:
    """The page is cached whole: nothing in it may depend on who asks."""
    assert word not in (TEMPLATES / "base.html").read_text(encoding="utf-8")


def test_no_template_needs_what_the_policy_forbids() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|hx-on", text), path
