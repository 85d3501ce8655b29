"""Every route of the resolver × every kind of person, held against the table in authorisation.py."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern, RoutePattern

from learning.core.access import PUBLIC
from tests.architecture.authorisation import GROUPS, TABLE, Answer, Group, Line, Who
from tests.architecture.targets import World, arguments

SAMPLES = {"int": "1", "str": "1", "slug": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}
OURS = ("learning.", "courses.", "tracking.")


@dataclass(frozen=True)
class Route:
    name: str
    address: str
    """As the resolver writes it: "kurse/<slug:slug>/"."""
    callback: Any
    is_regex: bool

    @property
    def has_arguments(self) -> bool:
        return "<" in self.address or "(" in self.address


def routes(resolver: URLResolver | None = None, names: tuple[str, ...] = (), start: str = "") -> Iterator[Route]:
    for each in (resolver or get_resolver()).url_patterns:
        address = start + str(each.pattern).removeprefix("^")
        if isinstance(each, URLResolver):
            yield from routes(each, (*names, each.namespace) if each.namespace else names, address)
        elif isinstance(each, URLPattern):
            is_regex = not isinstance(each.pattern, RoutePattern) and isinstance(each.pattern, RegexPattern)
            yield Route(":".join((*names, each.name or "")), address, each.callback, is_regex)


def group_of(route: Route) -> Group | None:
    return next((group for group in GROUPS if route.address.startswith(group.prefix)), None)


LINES: dict[str, list[Line]] = defaultdict(list)
for line in TABLE:
    LINES[line.route].append(line)
ALL_ROUTES = list(routes())
UNLISTED = [route for route in ALL_ROUTES if route.name not in LINES]


def test_every_route_stands_in_the_table() -> None:
    missing = [f"{route.name} ({route.address})" for route in UNLISTED if group_of(route) is None]
    assert not missing, f"say in tests/architecture/authorisation.py who gets which answer there: {missing}"


def test_every_line_has_its_route() -> None:
    assert sorted(set(LINES) - {route.name for route in ALL_ROUTES}) == []


def test_every_line_speaks_of_every_kind_of_person() -> None:
    incomplete = [line.route for line in TABLE if set(line.answers) != set(Who)]
    assert incomplete == []


def has_owner(name: str) -> bool:
    return not any(line.no_owner for line in LINES[name])


def asked(name: str) -> dict[str, dict[str, Answer]]:
    """By method: what somebody who is signed in gets for each object. Left out: a method that is never taken, and the
    addresses of forms, whose GET leads to the form and tells of no object."""
    answers: dict[str, dict[str, Answer]] = defaultdict(dict)
    for line in LINES[name]:
        leads_to_form = line.method == "get" and any(other.method == "post" for other in LINES[name])
        if set(line.answers.values()) != {Answer.NO_GET} and not leads_to_form:
            answers[line.method][line.target] = line.answers[Who.LEARNER]
    return answers


WITH_OWNERS = sorted({route.name for route in ALL_ROUTES if route.has_arguments and route.name in LINES})


@pytest.mark.parametrize("name", [name for name in WITH_OWNERS if has_owner(name)])
def test_routes_with_arguments_are_asked_for_own_and_foreign_objects(name: str) -> None:
    """By each method they take, and the own object must exist: 404 for everything proves nothing."""
    for method, answers in asked(name).items():
        assert len(answers) > 1, f"{method} asks for one object"
        assert set(answers.values()) - {Answer.NOT_FOUND}, f"{method} finds nothing, not even one's own"
        assert Answer.NOT_FOUND in answers.values(), f"{method} refuses nothing"


def test_our_views_say_who_may() -> None:
    """By `@requires("action")` or `@public`: what a view forgot would be decided by nobody."""
    silent = [
        route.name
        for route in ALL_ROUTES
        if getattr(route.callback, "__module__", "").startswith(OURS)
        if not hasattr(route.callback, "policy_action")
        if group_of(route) is None
    ]
    assert silent == []


def test_what_a_stranger_may_open_is_marked_public() -> None:
    unmarked = [
        route.name
        for route in ALL_ROUTES
        if getattr(route.callback, "__module__", "").startswith(OURS)
        for line in LINES[route.name]
        if line.answers[Who.ANONYMOUS] is Answer.OK and route.callback.policy_action != PUBLIC
    ]
    assert unmarked == []


def answer(response: HttpResponseBase) -> Answer | str:
    if response.status_code not in {301, 302}:
        return next((each for each in Answer if each == str(response.status_code)), str(response.status_code))
    to = response["Location"].split("?")[0]
    if to in {reverse("account_login"), reverse("wagtailadmin_login"), reverse("admin:login")}:
        return Answer.SIGN_IN
    return Answer.CMS_START if to == reverse("wagtailadmin_home") else Answer.MOVED


@pytest.fixture
def world(db: None) -> World:
    return World()


def client_of(who: Who, world: World) -> Client:
    """Each time another person, so that nothing of the line before is theirs."""
    client = Client(raise_request_exception=False)
    world.asking = None if who is Who.ANONYMOUS else world.person(who)
    if world.asking:
        client.force_login(world.asking)
    return client


@pytest.mark.parametrize("who", list(Who))
def test_lines_of_the_table(world: World, who: Who) -> None:
    given = {}
    for each in TABLE:
        client = client_of(who, world)
        to = arguments(each.target, world)
        address = reverse(each.route, args=to.args or None, kwargs=to.kwargs or None)
        got = answer(client.get(address) if each.method == "get" else client.post(address))
        if got != each.answers[who]:
            given[f"{each.method} {each.route} {each.target}".strip()] = f"{got}, not {each.answers[who]}"
    assert not given, "\n".join(f"{what}: {got}" for what, got in given.items())


def sample_of(route: Route) -> str | None:
    """An address of a library's route with arguments that name nothing. None where a pattern cannot be filled in."""
    address = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], route.address)
    return None if re.search(r"[(^$\\]", address) else f"/{address}"


def test_only_these_addresses_of_libraries_are_not_asked() -> None:
    assert {route.address for route in UNLISTED if sample_of(route) is None and group_of(route)} == {
        r"cms/.*/$",
        r"cms/fragen/history/(?P<pk>.+)/revisions/compare/"
        r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$",
        r"cms/pages/(?P<pk>\d+)/revisions/compare/"
        r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$",
        r"verwaltung/(?P<app_label>accounts|organisation|core)/$",
        r"verwaltung/(?P<url>.*)$",
    }


@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize("who", list(Who))
def test_routes_of_libraries(world: World, who: Who) -> None:
    client = client_of(who, world)
    wrong = {}
    for route in UNLISTED:
        group, address = group_of(route), sample_of(route)
        if group is None or address is None:
            continue
        got = answer(client.get(address))
        if got not in group.answers[who]:
            wrong[address] = got
    assert not wrong, "\n".join(f"{what}: {got}" for what, got in wrong.items())
