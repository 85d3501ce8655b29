"""What is constant in a template is worked out once for a language, and says the same as if it were not."""

from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.urls import NoReverseMatch, set_script_prefix
from django.utils.translation import override
from jinja2 import DictLoader, Environment

from learning.core.folding import foldable
from learning.core.jinja import Pages, environment
from tests.architecture.source import ROOT, templates

PARTS = {
    "part.html": "<b>{{ name }}</b>{% set name = 'changed' %}",
    "whole.html": "{% for name in names %}{% include 'part.html' %}{{ name }};{% endfor %}",
    "with_block.html": "{% block inner %}inner{% endblock %}",
    "asks_for_block.html": "[{% include 'with_block.html' %}]",
    "wrong.html": "{% if wanted %}{{ url_for('no such view') }}{% endif %}ok",
    "missing.html": "{% include 'nowhere.html' ignore missing %}ok",
}


def folding(**more: Any) -> Environment:
    env = environment(loader=DictLoader(PARTS), auto_reload=False, libraries=["learning.core.templatetags.components"])
    env.globals |= more
    return env


def compiled_source(env: Environment, source: str) -> str:
    code = env.compile(source, name="page.html", raw=True)
    assert isinstance(code, str)
    return code


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Profil von &lt;Lena&gt;, 100 %"), ("en", "Profile of &lt;Lena&gt;, 100 %")]
)
def test_a_text_with_values_is_translated_and_its_values_are_escaped(language: str, said: str) -> None:
    with override(language):
        template = engines["jinja2"].from_string(
            "{% trans name=person %}Profil von {{ name }}{% endtrans %}, {{ _('100 %%') }}"
        )
        assert template.render({"person": "<Lena>"}) == said


def test_each_language_has_its_own() -> None:
    texts = {}
    for language in ("de", "en", "de"):
        with override(language):
            texts[language] = engines["jinja2"].get_template("404.html").render({})

    assert "Zum Inhalt springen" in texts["de"]
    assert "Skip to content" in texts["en"]


def test_an_address_is_that_of_the_prefix_of_now() -> None:
    page = "{{ url_for('healthz') }}"
    pages = engines["jinja2"]

    assert pages.from_string(page).render({}) == "/healthz"
    set_script_prefix("/lernen/")
    try:
        assert pages.from_string(page).render({}) == "/lernen/healthz"
    finally:
        set_script_prefix("/")


def test_constants_are_worked_out_once() -> None:
    asked = []

    @foldable
    def lucky(number: int) -> int:
        asked.append(number)
        return number + 1

    template = folding(lucky=lucky).from_string("{{ lucky(6) }}{{ lucky(number=1) }}")

    assert [template.render(), template.render()] == ["72", "72"]
    assert asked == [6, 1]


def test_parts_stand_in_the_page_with_names_of_their_own() -> None:
    env = folding()

    assert env.get_template("whole.html").render(names=["a", "<"]) == "<b>a</b>a;<b>&lt;</b>&lt;;"
    assert "get_template" not in compiled_source(env, PARTS["whole.html"])


def test_a_part_with_blocks_is_left_where_it_is() -> None:
    assert folding().get_template("asks_for_block.html").render() == "[inner]"
    assert folding().get_template("missing.html").render() == "ok"


def test_what_is_wrong_shows_where_it_is_shown() -> None:
    template = folding().get_template("wrong.html")

    assert template.render(wanted=False) == "ok"
    with pytest.raises(NoReverseMatch, match="no such view"):
        template.render(wanted=True)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_template_of_ours_compiles_without_a_text_to_look_up(language: str) -> None:
    """But plurals, whose number is known only when the page is shown."""
    pages = engines["jinja2"]
    assert isinstance(pages, Pages)
    with override(language):
        for path in templates():
            name = str(path.relative_to(ROOT / "templates")) if path.is_relative_to(ROOT / "templates") else ""
            if not name or name.startswith("cms/"):
                continue
            code = pages.env.compile(Path(path).read_text(), name=name, raw=True)
            assert isinstance(code, str)
            assert "resolve('gettext')" not in code, name
            assert "resolve('_')" not in code, name
