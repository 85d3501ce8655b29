from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from courses.content.commands.tree import collection_of, open_folder
from courses.content.models import CourseFolderPage
from learning.accounts.models import User
from learning.organisation.enums import Role
from learning.organisation.models import RoleGrant

GROUP_PREFIX = "Kurse: "
PAGE_PERMISSIONS = ["add_page", "change_page", "publish_page"]
IMAGE_PERMISSIONS = ["add_image", "change_image", "choose_image"]
PLATFORM_PERMISSIONS = [("wagtailadmin", "access_admin"), ("wagtail_localize", "submit_translation")]


@transaction.atomic
def sync_trainers(*, unit_code: str) -> None:
    """Exactly the people who are trainers of the unit today may write in its folder. The first one opens it."""
    grants = RoleGrant.objects.filter(in_effect=True, role=Role.TRAINER, unit__code=unit_code)
    trainers = User.objects.filter(pk__in=grants.values("user"), is_active=True)
    group = Group.objects.filter(name=f"{GROUP_PREFIX}{unit_code}").first()
    if group is None and not trainers:
        return
    (group or _trainer_group(open_folder(unit_code=unit_code))).user_set.set(trainers)


def _trainer_group(folder: CourseFolderPage) -> Group:
    """Writes, publishes and keeps pictures below the unit's folder, in every language, and nothing else."""
    group, _created = Group.objects.get_or_create(name=f"{GROUP_PREFIX}{folder.unit_code}")
    for app_label, codename in PLATFORM_PERMISSIONS:
        group.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    for twin in CourseFolderPage.objects.filter(translation_key=folder.translation_key):
        _allow_pages(group, twin)
    _allow_pictures(group, collection_of(folder))
    return group


def _allow_pages(group: Group, folder: Page) -> None:
    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS)
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(
            group=group, page=Page.objects.get(pk=folder.pk), permission=permission
        )


def _allow_pictures(group: Group, collection: Collection) -> None:
    permissions = Permission.objects.filter(content_type__app_label="wagtailimages", codename__in=IMAGE_PERMISSIONS)
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
