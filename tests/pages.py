"""Read an HTML answer the way a person and a browser do: its words, its tags, its forms."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
SILENT = ("script", "style", "template", "svg")
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
Attributes = dict[str, str]


def plain(text: str) -> str:
    """Every kind of space as one ordinary space."""
    return SPACES.sub(" ", text.replace("\N{SOFT HYPHEN}", "")).strip()


@dataclass
class Form:
    """A form as the page gave it: what each field would send if nothing were touched."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def sent(self, **typed: Any) -> dict[str, Any]:
        """What a browser would send after this was typed; a name that the form does not have is an error."""
        unknown = set(typed) - set(self.fields) - {name for name, _value in self.buttons}
        assert not unknown, f"the form has no {unknown}; it has {sorted(self.fields)} and {self.buttons}"
        pressed = {name: value for name, value in typed.items() if (name, value) in self.buttons}
        assert all(name in self.fields or name in pressed for name in typed)
        return {**self.fields, **typed}


class Page(HTMLParser):
    """A whole page, read once."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Attributes]] = []
        self.forms: list[Form] = []
        self.title = self.inline = ""
        self._words: list[str] = []
        self._open: list[str] = []
        self._select: tuple[Form | None, str, bool] | None = None
        self._area: tuple[Form | None, str] | None = None
        self._named: dict[str, Form] = {}
        self.feed(html)

    @property
    def text(self) -> str:
        """All words in order, hidden ones included, charts left out."""
        return plain(" ".join(self._words))

    def all(self, tag: str, **wanted: str) -> list[Attributes]:
        found = [attributes for name, attributes in self.tags if name == tag]
        return [one for one in found if all(one.get(key) == value for key, value in wanted.items())]

    def link(self, rel: str, **wanted: str) -> list[str]:
        return [link["href"] for link in self.all("link", rel=rel, **wanted)]

    def form(self, action: str, *, button: tuple[str, str] | None = None) -> Form:
        """The form that posts to an address ending so ("" is the page's own), or the one of them with that button."""
        posting = [form for form in self.forms if form.method == "post"]
        found = [form for form in posting if form.action == action or (action and form.action.endswith(action))]
        found = [form for form in found if button is None or button in form.buttons]
        assert found, f"no form posts to {action!r} with {button}; there are {posting}"
        return found[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            form = Form(attributes.get("action", ""), attributes.get("method", "get").lower())
            self.forms.append(form)
            self._named[attributes.get("id", "")] = form
        if (reader := getattr(self, f"_read_{tag}", None)) is not None:
            reader(self._form_of(attributes), attributes)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        form, name = self._area or (None, "")
        if form is not None:
            form.fields[name] = [form.fields[name][0] + data.removeprefix("\r\n").removeprefix("\n")]
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        elif "script" in self._open or "style" in self._open:
            self.inline += data
        elif not any(tag in self._open for tag in SILENT):
            self._words.append(data)

    def _form_of(self, attributes: Attributes) -> Form | None:
        if "form" in attributes:
            return self._named.get(attributes["form"])
        return self.forms[-1] if "form" in self._open else None

    def _read_input(self, form: Form | None, attributes: Attributes) -> None:
        kind, name = attributes.get("type", "text"), attributes.get("name", "")
        if form is None or not name or (kind in ("checkbox", "radio") and "checked" not in attributes):
            if form is not None and name:
                form.fields.setdefault(name, [])
            return
        form.fields.setdefault(name, []).append(attributes.get("value", "on" if kind == "checkbox" else ""))

    def _read_button(self, form: Form | None, attributes: Attributes) -> None:
        if form is not None and "name" in attributes:
            form.buttons.append((attributes["name"], attributes.get("value", "")))

    def _read_textarea(self, form: Form | None, attributes: Attributes) -> None:
        self._area = (form, attributes.get("name", ""))
        if form is not None:
            form.fields[attributes.get("name", "")] = [""]

    def _read_select(self, form: Form | None, attributes: Attributes) -> None:
        self._select = (form, attributes.get("name", ""), False)

    def _read_option(self, form: Form | None, attributes: Attributes) -> None:
        if self._select is None or self._select[0] is None:
            return
        owner, name, chosen = self._select
        assert owner is not None
        if "selected" in attributes or (not chosen and name not in owner.fields):
            owner.fields[name] = [attributes.get("value", "")]
            self._select = (owner, name, chosen or "selected" in attributes)


def read(answer: Any) -> Page:
    """Read an answer of Django's test client."""
    return Page(answer.content.decode())
