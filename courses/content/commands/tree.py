from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, GroupApprovalTask, Locale, Page, Site, Workflow, WorkflowPage, WorkflowTask

from courses.content.models import CourseFolderPage
from learning.organisation.models import OrgUnit

TITLES = {"de": "Kurse", "en": "Courses"}
MAIN_LANGUAGE = "de"
FOUR_EYES = "Vier Augen"


@transaction.atomic
def prepare_tree() -> CourseFolderPage:
    """The folder of all courses in every language, as the site's root, and the workflow; repeating changes nothing."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in TITLES}
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(title="Root", slug="root", locale=locales[MAIN_LANGUAGE])
    folder = CourseFolderPage.objects.filter(depth=2, locale=locales[MAIN_LANGUAGE]).first()
    if folder is None:
        _remove_welcome_page()
        folder = _add_folder(Page.objects.get(pk=root.pk), title=TITLES[MAIN_LANGUAGE], locale=locales[MAIN_LANGUAGE])
    for code, locale in locales.items():
        if not CourseFolderPage.objects.filter(translation_key=folder.translation_key, locale=locale).exists():
            _add_folder(Page.objects.get(pk=root.pk), title=TITLES[code], locale=locale, twin_of=folder)
    if not Site.objects.filter(root_page=folder).exists():
        Site.objects.update_or_create(
            is_default_site=True, defaults={"root_page": folder, "site_name": "Lernhafen", "hostname": "localhost"}
        )
    _prepare_workflow(root)
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
    return folder


def collection_of(folder: CourseFolderPage) -> Collection:
    """Where the pictures of a unit's courses are kept."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    found = root.get_children().filter(name=folder.unit_code).first()
    collection: Collection = found or root.add_child(name=folder.unit_code)
    return collection


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


def _remove_welcome_page() -> None:
    for page in Page.objects.filter(depth=2, content_type__app_label="wagtailcore", content_type__model="page"):
        Site.objects.filter(root_page=page).delete()
        page.delete()


def _prepare_workflow(root: Page) -> None:
    """A second person looks before publishing: for everybody whose role does not let them publish alone."""
    if Workflow.objects.filter(name=FOUR_EYES).exists():
        return
    task = GroupApprovalTask.objects.create(name=FOUR_EYES, active=True)
    task.groups.add(Group.objects.get_or_create(name=FOUR_EYES)[0])
    workflow = Workflow.objects.create(name=FOUR_EYES, active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    Workflow.objects.exclude(pk=workflow.pk).update(active=False)
