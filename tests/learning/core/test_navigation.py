import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import resolve, reverse

from learning.accounts.models import User
from learning.core import navigation
from learning.core.context_processors import frame
from learning.core.navigation import NavEntry, contribute, links_for


@pytest.fixture(autouse=True)
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "entries", {})
    contribute(NavEntry(label="Verwaltung", url_name="wagtailadmin_home", icon="cms", position=30, visible=is_admin))
    contribute(NavEntry(label="Profil", url_name="profile", icon="person", position=20))
    contribute(NavEntry(label="Bereit", url_name="readyz", icon="home", position=10))


def is_admin(request: HttpRequest) -> bool:
    return request.user.is_superuser


def request_by(user: User | AnonymousUser, rf: RequestFactory, path: str = "/") -> HttpRequest:
    request = rf.get(path)
    request.user = user
    return request


def test_links_are_in_order_and_only_what_the_person_may_see(rf: RequestFactory) -> None:
    admin, learner = User(is_superuser=True), User()

    assert [link.label for link in links_for(request_by(learner, rf))] == ["Bereit", "Profil"]
    assert [link.label for link in links_for(request_by(admin, rf))] == ["Bereit", "Profil", "Verwaltung"]


@pytest.mark.parametrize(
    ("path", "current"),
    [("/konto/profil/", ["Profil"]), ("/cms/pages/3/", ["Verwaltung"]), ("/konto/", []), ("/", [])],
)
def test_the_longest_beginning_of_the_address_is_current(rf: RequestFactory, path: str, current: list[str]) -> None:
    links = links_for(request_by(User(is_superuser=True), rf, path))

    assert [link.label for link in links if link.is_current] == current


def test_a_page_elsewhere_can_belong_to_an_entry(rf: RequestFactory) -> None:
    contribute(NavEntry(label="Hilfe", url_name="healthz", icon="help", position=5, pages=frozenset({"page"})))
    request = request_by(User(), rf, "/seite/hilfe/")
    request.resolver_match = resolve("/seite/hilfe/")

    assert [link.label for link in links_for(request) if link.is_current] == ["Hilfe"]


def test_an_entry_contributed_twice_is_there_once(rf: RequestFactory) -> None:
    contribute(NavEntry(label="Mein Profil", url_name="profile", icon="person", position=5))

    assert [(link.label, link.url) for link in links_for(request_by(User(), rf))] == [
        ("Mein Profil", reverse("profile")),
        ("Bereit", "/readyz"),
    ]


def test_the_frame_of_a_signed_in_person(rf: RequestFactory) -> None:
    around = frame(request_by(User(theme="dark"), rf))["frame"]

    assert (around.theme, around.language, around.is_demo, around.site_name) == ("dark", "de", False, "Lernhafen")
    assert [link.label for link in around.nav] == ["Bereit", "Profil"]


def test_the_frame_of_a_stranger(rf: RequestFactory) -> None:
    around = frame(request_by(AnonymousUser(), rf))["frame"]

    assert (around.theme, around.nav) == ("auto", [])


def test_the_frame_of_a_request_that_failed_before_it_had_a_user(rf: RequestFactory) -> None:
    around = frame(rf.get("/"))["frame"]

    assert (around.theme, around.nav) == ("auto", [])
