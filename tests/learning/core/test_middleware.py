import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from learning.accounts.models import User
from learning.core.middleware import PrivateResponseMiddleware

pytestmark = pytest.mark.django_db


def answer(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("x")
    response["Cache-Control"] = "max-age=60"
    return response


class Session(dict):
    modified = False


@pytest.mark.parametrize(
    ("cookie", "modified", "expected"),
    [(False, False, "max-age=60"), (True, False, "no-store"), (False, True, "no-store")],
    ids=["stranger", "with a session", "session begins"],
)
def test_only_answers_outside_a_session_may_be_cached(
    rf: RequestFactory, cookie: bool, modified: bool, expected: str
) -> None:
    request = rf.get("/katalog/")
    request.session = Session()  # type: ignore[assignment]  # -- as much of a session as is looked at
    request.session.modified = modified
    if cookie:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"

    response = PrivateResponseMiddleware(answer)(request)

    assert response["Cache-Control"] == expected
    assert response.get("Vary") == ("Cookie, Accept-Language" if expected == "no-store" else None)


@pytest.mark.postgresql
@pytest.mark.parametrize("address", ["/katalog/?q=%00", "/berichte/?zeitraum=a%00b", "/kurse/%00/", "/media/a%00b"])
def test_an_address_with_nul_is_not_understood(client: Client, address: str) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org"))

    response = client.get(address)

    assert response.status_code == 400
    assert "Diese Anfrage haben wir nicht verstanden" in response.content.decode()


def test_a_form_in_another_encoding_is_not_understood() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"))  # brings the cookie with the token

    response = client.post(
        reverse("account_login"), "login=x", content_type="application/x-www-form-urlencoded; charset=utf-16"
    )

    assert response.status_code == 400
    assert "Diese Anfrage haben wir nicht verstanden" in response.content.decode()


def test_pages_of_signed_in_people_are_not_stored(client: Client) -> None:
    client.force_login(User.objects.create_user("lena@example.org"))

    assert client.get(reverse("profile"))["Cache-Control"] == "no-store"


def test_the_policy_is_strict_outside_and_looser_inside_the_cms(client: Client) -> None:
    admin = User.objects.create_superuser("admin@example.org")
    outside = client.get(reverse("account_login"))["Content-Security-Policy"]
    client.force_login(admin)
    inside = client.get(reverse("wagtailadmin_home"))["Content-Security-Policy"]

    assert "unsafe-inline" not in outside
    assert "script-src 'self'" in outside
    assert inside.count("'unsafe-inline'") == 2


@pytest.mark.parametrize("path", ["/konto/demo/"])
def test_the_address_of_a_form_shows_a_page_with_a_way_on(client: Client, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response["Allow"]) == (405, "POST")
    page = response.content.decode()
    assert "Diese Adresse nimmt nur Formulare entgegen." in page
    assert '<a class="btn" href="/">' in page


def test_what_browsers_and_robots_ask_for_unasked(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/logo.svg"
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_health_asks_no_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
