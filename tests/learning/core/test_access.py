import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from learning.core import access
from learning.core.access import PUBLIC, UnknownActionError, may, permits, public, require, requires

OWNER = get_user_model()(pk=1, email="owner@example.org")
OTHER = get_user_model()(pk=2, email="other@example.org")
GONE = get_user_model()(pk=1, email="gone@example.org", is_active=False)
STRANGER = AnonymousUser()


@pytest.fixture(autouse=True)
def some_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "rules", {})

    @permits("notes.read")
    def may_read(user: access.Person, note: object) -> bool:
        return user.pk == note

    @permits("notes.list", anonymous=True)
    def may_list(user: access.Person, _obj: object) -> bool:
        return True

    @permits("notes.keep")
    def may_keep(user: access.Person, _obj: object) -> bool:
        return user.pk == 1


@pytest.mark.parametrize(
    ("user", "action", "obj", "expected"),
    [
        (OWNER, "notes.read", 1, True),
        (OTHER, "notes.read", 1, False),
        (GONE, "notes.read", 1, False),
        (STRANGER, "notes.read", None, False),
        (OWNER, "notes.list", None, True),
        (GONE, "notes.list", None, True),
        (STRANGER, "notes.list", None, True),
        (OWNER, "notes.keep", None, True),
        (OTHER, "notes.keep", None, False),
        (STRANGER, "notes.keep", None, False),
    ],
)
def test_may(user: access.Person, action: str, obj: object, expected: bool) -> None:
    assert may(user, action, obj) is expected


def test_may_raises_on_an_unknown_action_in_tests_and_development(settings: Settings) -> None:
    with pytest.raises(UnknownActionError):
        may(OWNER, "notes.raed")

    settings.PROFILE, settings.DEBUG = "demo", True
    with pytest.raises(UnknownActionError):
        may(OWNER, "notes.raed")


def test_may_denies_an_unknown_action_in_production_with_an_alert(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PROFILE = "production"

    assert may(OWNER, "notes.raed") is False
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_an_action_has_one_rule() -> None:
    with pytest.raises(ImproperlyConfigured):

        @permits("notes.read")
        def may_read_otherwise(user: access.Person, note: object) -> bool:
            return True


def test_require_lets_pass_and_hides() -> None:
    require(OWNER, "notes.read", 1)

    with pytest.raises(Http404):
        require(OTHER, "notes.read", 1)


@requires("notes.keep")
def keep(request: HttpRequest) -> HttpResponse:
    return HttpResponse("kept")


def request_of(user: access.Person, rf: RequestFactory) -> HttpRequest:
    request = rf.get("/notes/?page=2")
    request.user = user  # type: ignore[assignment]  # -- any of our persons
    return request


def test_a_guarded_view_lets_the_permitted_pass(rf: RequestFactory) -> None:
    assert keep(request_of(OWNER, rf)).content == b"kept"


def test_a_guarded_view_sends_strangers_to_the_sign_in_page_and_back(rf: RequestFactory) -> None:
    response = keep(request_of(STRANGER, rf))

    assert (response.status_code, response["Location"]) == (302, "/konto/login/?next=/notes/%3Fpage%3D2")


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/kurse/x/lektion-1/?frage=q-1#q-1", "/kurse/x/lektion-1/%3Ffrage%3Dq-1"),
        ("http://testserver", "/"),
        ("", "/"),
        ("https://evil.example/kurse/", "/"),
        ("http://testserver//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/kurse/x/", "/kurse/x/"),
        ("http://[::1", "/"),
    ],
)
def test_after_a_form_that_came_too_late_strangers_go_back_to_the_page_it_was_on(
    rf: RequestFactory, referer: str, back: str
) -> None:
    request = rf.post("/notes/keep/", headers={"referer": referer})
    request.user = STRANGER

    assert keep(request)["Location"] == f"/konto/login/?next={back}"


def test_a_guarded_view_refuses_others(rf: RequestFactory) -> None:
    with pytest.raises(PermissionDenied):
        keep(request_of(OTHER, rf))


def test_views_carry_the_mark_that_the_authorisation_table_reads() -> None:
    @public
    def about(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert keep.policy_action == "notes.keep"  # type: ignore[attr-defined]  # -- set by the decorator
    assert about.policy_action == PUBLIC  # type: ignore[attr-defined]  # -- set by the decorator
    assert keep.__name__ == "keep"
