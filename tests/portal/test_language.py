"""The path alone decides the language: neither cookies nor what the browser prefers."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from portal.language import LanguageFromPath


def answered(path: str, **headers: str) -> tuple[str, HttpResponse]:
    """The language that a view below the middleware sees, and the answer."""
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(f"{translation.get_language()} {request.LANGUAGE_CODE}")
        return HttpResponse()

    request = RequestFactory().get(path, headers=headers)
    request.COOKIES["django_language"] = "en"
    response = LanguageFromPath(view)(request)
    return seen[0], response


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "sv"),
        ("/indikatorer/", "sv"),
        ("/en/", "en"),
        ("/en/indikatorer/", "en"),
        ("/en", "en"),
        ("/engelska/", "sv"),
        ("/sv/", "sv"),
        ("/de/", "sv"),
        ("/indikatorer/en/", "sv"),
    ],
)
def test_language_is_that_of_the_path(path: str, language: str) -> None:
    seen, response = answered(path, **{"accept-language": "en, de;q=0.5"})
    assert seen == f"{language} {language}"
    assert response.headers["Content-Language"] == language


def test_language_does_not_outlive_the_request() -> None:
    with translation.override("sv"):
        answered("/en/")
        assert translation.get_language() == "sv"


def test_answer_that_names_its_language_keeps_it() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Language": "sv"})

    response = LanguageFromPath(view)(RequestFactory().get("/en/galleri/"))
    assert response.headers["Content-Language"] == "sv"


def test_language_is_given_back_when_the_view_fails() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise ValueError("fel i vyn")

    with translation.override("sv"):
        with pytest.raises(ValueError, match="fel i vyn"):
            LanguageFromPath(view)(RequestFactory().get("/en/"))
        assert translation.get_language() == "sv"
