"""Every figure about more than one person leaves through learning.core.disclosure and one query of the reports.

What this holds: who may read sums and publications, who may build a `PublishedValue`, and that nothing that answers
people counts rows of learning itself.
"""

import ast
from collections.abc import Iterator

from tests.architecture.source import Module, in_apps, modules, templates

DOOR = "tracking/reports/queries/publications.py"
READ_CELLS = {"tracking/reports/commands/closing.py", DOOR}
INVENTS = {"tracking/desk/seeding/snapshots.py": "writes drawn quarters for measurements; shows none of them"}
OF_THE_MODELS = {
    "tracking/reports/models/__init__.py",
    "tracking/reports/models/snapshots.py",
    "tracking/reports/registration.py",
}
COUNT_PEOPLE = {
    "tracking/reports/queries/people.py": "what a period is made of; only close_period asks",
}
LEARNING = {
    *("CourseProgress", "LessonProgress", "QuestionProgress", "Enrolment", "Answer", "LessonRun"),
    *("Statement", "StatementAgent", "Membership"),
}
"""Models with rows about people's learning and places."""
ANSWERS_PEOPLE = {"views", "exports", "tables", "forms", "templatetags", "pages", "requests", "wording", "api"}
AGGREGATES = {"count", "aggregate", "annotate", "Count", "Sum", "Avg"}


def place_of(names: set[str]) -> Iterator[str]:
    """Modules that name one of these."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Name | ast.alias | ast.Attribute) and name_of(node) in names:
                yield module.place


def name_of(node: ast.Name | ast.alias | ast.Attribute) -> str:
    match node:
        case ast.Name():
            return node.id
        case ast.alias():
            return node.name
        case ast.Attribute():
            return node.attr


def test_publications_are_read_through_one_query() -> None:
    assert set(place_of({"PublishedCell"})) - OF_THE_MODELS - set(INVENTS) <= READ_CELLS


def test_related_names_are_no_way_around() -> None:
    """`snapshot.cells` would be a second door."""
    found = {
        module.place
        for module in in_apps()
        if module.app == "tracking.reports"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"rows", "cells"}
        if isinstance(node.value, ast.Name) and node.value.id in {"snapshot", "previous"}
    }
    assert found == set()


def test_published_values_are_restored_in_one_place() -> None:
    assert set(place_of({"restore_value"})) == {DOOR, "learning/core/disclosure/__init__.py"}


def test_the_table_takes_published_values_alone() -> None:
    """Nothing that shows a report builds a `Figure` or knows the sums it came from."""
    makers = {place for place in place_of({"CellSums", "publish_cell", "sum_cell"}) if "disclosure" not in place}
    assert makers == {"tracking/reports/publishing.py"}
    figures = {
        module.place
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Figure"
    }
    assert figures == {DOOR}


def aggregates_in(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in AGGREGATES:
                yield f"{module.place}:{node.lineno} {name}"


def test_nothing_that_answers_people_counts_rows() -> None:
    """In views, exports, tables and tags of tracking and the catalogue."""
    found = [
        each
        for module in in_apps()
        if (module.app or "").startswith("tracking.") or module.app == "courses.catalogue"
        if module.role in ANSWERS_PEOPLE
        for each in aggregates_in(module)
    ]
    assert found == []


def test_nothing_of_the_reports_reads_learning_but_the_closing() -> None:
    readers = {
        module.place
        for module in in_apps()
        if module.app == "tracking.reports"
        if {name.rpartition(".")[2] for name in module.imports} & LEARNING
    }
    assert readers == set(COUNT_PEOPLE)
    askers = {
        module.place
        for module in in_apps()
        if any(name.startswith("tracking.reports.queries.people") for name in module.imports)
    }
    assert askers - set(INVENTS) == {"tracking/reports/commands/closing.py"}


def test_templates_of_reports_show_no_raw_sums() -> None:
    shown = {"done_keys", "all_keys", "fingerprint", "publishedcell"}
    for template in templates():
        text = template.read_text().lower()
        assert not [word for word in shown if word in text], template
