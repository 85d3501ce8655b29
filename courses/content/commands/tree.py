from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site, Workflow, WorkflowPage, WorkflowTask

from courses.content.models import ColleagueReview, CourseFolderPage
from learning.organisation.models import OrgUnit

TITLES = {"de": "Kurse", "en": "Courses"}
MAIN_LANGUAGE = "de"
FOUR_EYES = "Vier Augen"
ALL_COURSES = "Alle Kurse"


@transaction.atomic
def prepare_tree() -> CourseFolderPage:
    """The folder of all courses in every language, as the site's root, and the workflow; repeating changes nothing."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in TITLES}
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(title=ALL_COURSES, slug="root", locale=locales[MAIN_LANGUAGE])
    Page.objects.filter(pk=root.pk, title="Root").update(title=ALL_COURSES, draft_title=ALL_COURSES)
    folder = CourseFolderPage.objects.filter(depth=2, locale=locales[MAIN_LANGUAGE]).first()
    if folder is None:
        _remove_welcome_page()
        folder = _add_folder(Page.objects.get(pk=root.pk), title=TITLES[MAIN_LANGUAGE], locale=locales[MAIN_LANGUAGE])
    for code, locale in locales.items():
        if not CourseFolderPage.objects.filter(translation_key=folder.translation_key, locale=locale).exists():
            _add_folder(Page.objects.get(pk=root.pk), title=TITLES[code], locale=locale, twin_of=folder)
    _name_site(folder)
    _prepare_workflow(root)
    _put_in_order()
    return folder


@transaction.atomic
def open_folder(*, unit_code: str) -> CourseFolderPage:
    """The folder of a unit's courses, below that of the nearest unit above. Raises OrgUnit.DoesNotExist."""
    folder = CourseFolderPage.objects.filter(unit_code=unit_code, locale__language_code=MAIN_LANGUAGE).first()
    if folder:
        return folder
    unit = OrgUnit.objects.get(code=unit_code)
    parent = _folder_above(unit)
    for twin in CourseFolderPage.objects.filter(translation_key=parent.translation_key).order_by("depth", "path"):
        added = _add_folder(twin, title=unit.name, locale=twin.locale, twin_of=folder, unit_code=unit_code)
        folder = folder or added
    if folder is None:
        raise OrgUnit.DoesNotExist(unit_code)
    _put_in_order()
    return CourseFolderPage.objects.get(pk=folder.pk)


def collection_of(folder: CourseFolderPage) -> Collection:
    """Where the pictures of a unit's courses are kept: a tree like that of the folders."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    if not root.get_descendants().filter(name=folder.unit_code).exists():
        root.add_child(name=folder.unit_code)
        _put_in_order()
    return Collection.objects.get(name=folder.unit_code)


def _put_in_order() -> None:
    """Every unit's folder and pictures below those of the nearest unit above, whichever of the two came first: rights
    go down this tree."""
    folders = CourseFolderPage.objects.exclude(unit_code="")
    codes = set(folders.values_list("unit_code", flat=True))
    for unit in OrgUnit.objects.filter(code__in=codes).order_by("depth"):
        above = [each.code for each in unit.get_ancestors() if each.code in codes]
        for folder in folders.filter(unit_code=unit.code):
            _move_below(folder, _folder_of(above, folder.locale))
        collections = Collection.objects.filter(depth__gt=1)
        for collection in collections.filter(name=unit.code):
            nearest = collections.filter(name__in=above).order_by("depth").last()
            _move_below(collection, nearest or Collection.get_first_root_node())


def _folder_of(codes: list[str], locale: Locale) -> Page | None:
    """Of the last of these units that has one in this language, else the folder of all courses."""
    folders = {folder.unit_code: folder for folder in CourseFolderPage.objects.filter(locale=locale)}
    nearest = [folders[code] for code in codes if code in folders]
    root = CourseFolderPage.objects.filter(locale=locale, unit_code="", depth=2).first()
    return nearest[-1] if nearest else root


def _move_below(node: Page | Collection, above: Page | Collection | None) -> None:
    if above and not node.is_child_of(above):
        node.move(above, pos="last-child" if isinstance(node, Page) else "sorted-child")


def _folder_above(unit: OrgUnit) -> CourseFolderPage:
    codes = [above.code for above in unit.get_ancestors()]
    folders = CourseFolderPage.objects.filter(locale__language_code=MAIN_LANGUAGE, unit_code__in=codes)
    nearest = max(folders, key=lambda folder: codes.index(folder.unit_code), default=None)
    return nearest or prepare_tree()


def _add_folder(
    parent: Page, *, title: str, locale: Locale, twin_of: CourseFolderPage | None = None, unit_code: str = ""
) -> CourseFolderPage:
    folder = CourseFolderPage(title=title, locale=locale, unit_code=unit_code)
    if twin_of:
        folder.translation_key = twin_of.translation_key
    parent.add_child(instance=folder)
    return folder


def _name_site(folder: CourseFolderPage) -> None:
    """Wagtail's own idea of where the platform is reached, for what it links to and previews."""
    address = urlsplit(settings.BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": folder,
            "site_name": "Lernhafen",
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
        },
    )


def _remove_welcome_page() -> None:
    for page in Page.objects.filter(depth=2, content_type__app_label="wagtailcore", content_type__model="page"):
        Site.objects.filter(root_page=page).delete()
        page.delete()


def _prepare_workflow(root: Page) -> None:
    """A second person looks before publishing, when an author asks for it. Who may: models/reviews.py."""
    task, _created = ColleagueReview.objects.get_or_create(name=FOUR_EYES)
    workflow, _created = Workflow.objects.get_or_create(name=FOUR_EYES)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    workflow.workflow_tasks.exclude(task=task).delete()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    Workflow.objects.exclude(pk=workflow.pk).update(active=False)
