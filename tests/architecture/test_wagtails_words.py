"""locale/de: Wagtail's German where it is not plain or not whole."""

import gettext

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from tests.architecture.catalogue import ENGLISH
from tests.architecture.test_translations import libraries

GERMAN = ENGLISH.parents[1] / "de/LC_MESSAGES"


def ours() -> dict[object, str]:
    with (GERMAN / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # -- it has no other way in
    return {key: said for key, said in catalogue.items() if key}


def test_each_stands_for_a_text_that_wagtail_still_has_and_differs_from_it() -> None:
    wagtails = libraries()["wagtail.admin"]._catalog  # type: ignore[attr-defined]  # -- as above

    assert [key for key in ours() if key not in wagtails] == []
    assert [key for key, said in ours().items() if wagtails[key] == said] == []


def test_it_is_shown_and_english_keeps_wagtails_own() -> None:
    with override("de"):
        assert _("Switch locales") == "Sprache wechseln"
        assert ngettext("Used %(usage_count)s time", "Used %(usage_count)s times", 2) == "%(usage_count)s-mal"
    with override("en"):
        assert _("Switch locales") == "Switch locales"


def test_what_is_compiled_is_what_is_written() -> None:
    texts = [line for line in (GERMAN / "django.po").read_text(encoding="utf-8").split("\n\n")[1:] if line.strip()]

    assert len(texts) == len({key[0] if isinstance(key, tuple) else key for key in ours()})
    for said in ours().values():
        assert any(f'"{said}"' in text for text in texts), said
