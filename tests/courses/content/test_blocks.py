import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.blocks import BooleanBlock

from courses.content import blocks
from courses.content.blocks import Group, discovered_blocks, lesson_blocks
from courses.content.blocks import _drawing_picker as drawing_picker
from courses.content.blocks.drawing import drawings
from courses.content.bodies import rendered
from courses.content.models import Edition, EditionUnit
from courses.content.queries import lesson_body
from tests.factories import content

NAMES = [name for name, _block in discovered_blocks()]

VALUES = {
    "scenario": {"title": "Montag", "text": "<p>Text</p>", "quote": "„Wozu?“", "after": "<p>Weiter</p>"},
    "text": content.TEXT,
    "terms": {
        "heading": "Drei Fragen",
        "intro": "<p>Dafür.</p>",
        "rows": [{"term": "Wer?", "explanation": "Ein Mensch", "example": "„Kassenwartin“"}],
    },
    "before_after": {
        "heading": "Vorher und nachher",
        "before": "Upload-Feld",
        "after": [{"label": "Wer", "text": "Als Kassenwartin"}],
        "caption": "Jetzt fragt das Team.",
    },
    "drawing": {"name": "", "alt": "Ein Boot", "decorative": False, "caption": "Unterschrift"},
    "picture": {"image": None, "alt": "Ein Bild", "decorative": False, "caption": "Unterschrift"},
    "takeaways": {"points": ["Eins", "Zwei", "Drei"]},
    "transfer": {"prompt": "<p>Und Sie?</p>", "when": "jemand fragt,", "then": "frage ich zurück."},
    "check": {"heading": "Fragen", "questions": []},
}


def section(name: str) -> str:
    raw = {"type": name, "id": "12345678-aaaa-bbbb-cccc-1234567890ab", "value": VALUES[name]}
    (block,) = rendered({"body": [raw], "pictures": {}}, language="de").blocks
    assert block.anchor == "b-12345678"
    return block.html


def test_every_block_is_discovered_in_the_order_of_the_picker():
    assert NAMES == [
        "scenario",
        "text",
        "terms",
        "before_after",
        "check",
        "takeaways",
        "transfer",
        "drawing",
        "picture",
    ]
    assert sorted(VALUES) == sorted(NAMES)


@pytest.mark.parametrize(("name", "block"), discovered_blocks(), ids=NAMES)
def test_every_block_tells_an_author_what_it_is_for(name, block):
    assert block.meta.group in Group.labels
    assert len(str(block.meta.description)) > 30
    assert block.meta.template == f"courses/blocks/{name}.html"
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_every_block_has_a_preview_in_our_look(cms, name):
    page = cms.get(reverse("wagtailadmin_block_preview"), {"id": lesson_blocks().child_blocks[name].definition_prefix})

    assert page.status_code == 200
    assert "css/app.css" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in NAMES if name != "check"])
def test_every_block_renders_with_its_anchor_and_without_inline_style(name):
    html = section(name)

    assert html.count('id="b-12345678"') == 1
    assert "style=" not in html
    assert "<script" not in html
    assert not re.search(r"<h1|<h4", html)


@pytest.mark.django_db
def test_picker_says_of_every_block_when_to_take_it_and_shows_a_mark(cms):
    from wagtail.admin.icons import get_icons

    texts = json.loads(re.search(r'id="lh-when-to-take"[^>]*>(.*?)</script>', page_of(cms)).group(1))

    assert list(texts) == [str(block.label) for _name, block in discovered_blocks()]
    assert all(10 < len(text) < 120 for text in texts.values())
    icons = get_icons()
    assert [name for name, block in discovered_blocks() if f'id="icon-{block.meta.icon}"' not in icons] == []


def page_of(cms) -> str:
    course = content.draft_course(lessons=1)
    return cms.get(reverse("wagtailadmin_pages:edit", args=[course.get_descendants().last().pk])).content.decode()


def test_drawings_are_chosen_by_name_and_picture():
    shown = str(lesson_blocks().child_blocks["drawing"].child_blocks["name"].field.widget.render("n", "shoebox"))

    assert drawing_picker.NAMES.keys() == drawings().keys()
    assert 'role="radiogroup" aria-label="Zeichnung"' in shown
    assert re.findall(r'value="(.*?)"', shown) == list(drawings())
    assert re.findall(r"<span>(.*?)</span>", shown) == [str(name) for name in drawing_picker.NAMES.values()]
    assert shown.count("<svg") == len(drawings())
    assert shown.count("checked") == 1


def test_scenario_looks_as_designed():
    assert section("scenario").strip() == (
        '<section class="block scene prose" id="b-12345678"><h2 class="eyebrow">Montag</h2><p>Text</p>'
        "<blockquote>„Wozu?“</blockquote><p>Weiter</p></section>"
    )


@pytest.mark.django_db
def test_decorative_drawing_is_silent_and_another_is_named(monkeypatch):
    from courses.content.blocks import drawing

    monkeypatch.setattr(drawing, "drawings", lambda: {"boot": "components/_shore.html"})
    monkeypatch.setitem(VALUES, "drawing", VALUES["drawing"] | {"name": "boot"})
    assert 'role="img" aria-label="Ein Boot"' in section("drawing")

    monkeypatch.setitem(VALUES, "drawing", VALUES["drawing"] | {"decorative": True})
    assert 'role="img"' not in section("drawing")
    assert 'aria-hidden="true"' in section("drawing")


@pytest.mark.django_db
def test_drawing_that_is_gone_leaves_its_words():
    assert "<p>Ein Boot</p>" in section("drawing")


@pytest.mark.django_db
def test_words_of_the_frame_follow_the_language_of_the_lesson():
    raw = {"type": "takeaways", "id": "1" * 36, "value": VALUES["takeaways"]}

    assert "Das nehmen Sie mit" in rendered({"body": [raw]}, language="de").blocks[0].html


@pytest.mark.django_db
def test_every_stored_edition_renders_completely():
    """Runs over all editions there are: a block renamed without its migration would lose sections here."""
    course = content.draft_course(lessons=1)
    lesson = course.get_descendants().last().specific
    lesson.body = [content.raw_block(name, **VALUES[name]) for name in NAMES]
    lesson.save(clean=False)
    content.publish_all_unchecked(course)

    for unit in EditionUnit.objects.all():
        body = lesson_body(unit)
        assert [block.kind for block in body.blocks] == [raw["type"] for raw in unit.content["body"]]
        assert all(block.html or block.kind == "check" for block in body.blocks)
    assert Edition.objects.count() == 1


@pytest.mark.django_db
def test_picture_of_an_edition_outlives_the_image():
    from django.core.cache import cache
    from wagtail.images.models import Image
    from wagtail.images.tests.utils import get_test_image_file

    image = Image.objects.create(title="Karte", file=get_test_image_file())
    course = content.draft_course(lessons=1)
    lesson = course.get_descendants().last().specific
    lesson.body = [content.raw_block("picture", image=image.pk, alt="Eine Karte", decorative=False, caption="")]
    lesson.save()
    edition = content.publish_all(course)
    unit = edition.units.get()
    before = lesson_body(unit).blocks[0].html

    image.delete()
    cache.clear()

    assert lesson_body(unit).blocks[0].html == before
    assert re.search(r'src="/media/editions/[0-9a-f]{64}\.webp" width="640" height="480" alt="Eine Karte"', before)


def test_the_recipe_lists_the_blocks_there_are():
    recipe = Path(settings.BASE_DIR, "docs/develop/adding-a-block.md").read_text()

    listed = re.findall(r"`(\w+)`", recipe.rpartition("There are today:")[2])
    assert listed == NAMES


def test_a_new_block_is_one_module(tmp_path, monkeypatch):
    (tmp_path / "aside.py").write_text(
        "from courses.content.blocks import Group, LearningBlock\n"
        "class AsideBlock(LearningBlock):\n"
        "    class Meta:\n"
        "        picker_group, place, label = Group.PRACTISE, 10, 'Nebenbei'\n"
    )
    monkeypatch.setattr(blocks, "__path__", [*blocks.__path__, str(tmp_path)])

    names = [name for name, _block in discovered_blocks()]

    assert names == [*NAMES[:4], "aside", *NAMES[4:]]


def test_no_block_is_named_by_a_box_to_tick_in_the_overview():
    """Wagtail takes what the first part says, and of a box it says "no"."""
    boxes = {
        name
        for name, block in discovered_blocks()
        if any(isinstance(part, BooleanBlock) for part in block.child_blocks.values())
    }

    assert boxes == {"drawing", "picture"}
    assert {name for name, block in discovered_blocks() if block.meta.label_format == "{alt}"} == boxes
