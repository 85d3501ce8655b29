"""docs/xapi-openapi.yaml says what the code does: every route, method, parameter and scope, and nothing else."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.architecture.source import ROOT
from tracking.lrs.urls import urlpatterns
from tracking.lrs.views.statements.reading import FORMATS

DOCUMENT: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "xapi-openapi.yaml").read_text())
METHODS = {"get", "put", "post", "delete", "head", "options", "patch", "trace"}
READ = {"200", "400", "401", "403", "405", "429"}
WRITTEN = READ - {"200"} | {"408", "413", "415"}


def routes() -> dict[str, Any]:
    """Path as OpenAPI writes it → what answers there."""
    return {
        "/" + re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", str(each.pattern)).strip("^$").removesuffix("/?"): each.callback
        for each in urlpatterns
    }


def declared() -> dict[tuple[str, str], Any]:
    """Path and method → what the code says of it. `about` takes no key and so declares nothing."""
    views = {path: view for path, view in routes().items() if path != "/about"}
    return {(path, name.lower()): each for path, view in views.items() for name, each in view.methods.items()}


def resolved(value: Any) -> Any:
    while isinstance(value, dict) and "$ref" in value:
        place: Any = DOCUMENT
        for step in value["$ref"].removeprefix("#/").split("/"):
            place = place[step]
        value = place
    return value


def operations() -> dict[tuple[str, str], Any]:
    return {
        (path, name): operation
        for path, item in DOCUMENT["paths"].items()
        for name, operation in item.items()
        if name in METHODS
    }


def parameters(path: str, method: str) -> list[Any]:
    item = DOCUMENT["paths"][path]
    return [resolved(each) for each in (*item.get("parameters", ()), *item[method].get("parameters", ()))]


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from references(each)


def test_every_route_and_method_stands_there_and_nothing_else():
    assert set(DOCUMENT["paths"]) == set(routes())
    assert set(operations()) == set(declared()) | {("/about", "get")}


@pytest.mark.parametrize("place", declared(), ids=" ".join)
def test_parameters_and_scopes_are_those_of_the_code(place):
    told = parameters(*place)

    assert {each["name"] for each in told if each["in"] == "query"} == set(declared()[place].params)
    assert operations()[place]["x-scopes"] == [scope.value for scope in declared()[place].scopes]
    assert [each["name"] for each in told if each["in"] == "header" and each.get("required")] == [
        "X-Experience-API-Version"
    ]
    assert len({(each["in"], each["name"]) for each in told}) == len(told)


@pytest.mark.parametrize("place", declared(), ids=" ".join)
def test_every_operation_names_the_refusals_that_it_may_meet(place):
    told = set(operations()[place]["responses"])

    assert (WRITTEN if "requestBody" in operations()[place] else READ - {"200"}) <= told
    assert ("requestBody" in operations()[place]) == (place[1] in {"put", "post"})
    assert not {code for code in told if code >= "500"}


def test_every_reference_leads_somewhere_and_every_part_is_used():
    used = set(references(DOCUMENT))
    parts = {
        f"#/components/{kind}/{name}"
        for kind, named in DOCUMENT["components"].items()
        if kind != "securitySchemes"
        for name in named
    }

    assert used == parts


def test_every_operation_has_a_name_of_its_own_and_words():
    named = [each["operationId"] for each in operations().values()]

    assert len(set(named)) == len(named)
    assert all(each["summary"] and each["tags"] for each in operations().values())
    assert {tag for each in operations().values() for tag in each["tags"]} == {
        each["name"] for each in DOCUMENT["tags"]
    }


def test_the_licence_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert DOCUMENT["info"]["license"]["identifier"] == project["license"]


def test_paths_hold_the_parameters_they_name():
    for path in DOCUMENT["paths"]:
        held = {each["name"] for each in parameters(path, "get") if each["in"] == "path"}
        assert held == set(re.findall(r"{(\w+)}", path))


def test_formats_and_errors_are_those_of_the_code(client):
    told = {each["name"]: each for each in parameters("/statements", "get")}
    answer = client.get("/xapi/statements").json()
    error = DOCUMENT["components"]["schemas"]["Error"]

    assert told["format"]["schema"]["enum"] == list(FORMATS)
    assert set(error["required"]) <= set(answer) <= set(error["properties"])
