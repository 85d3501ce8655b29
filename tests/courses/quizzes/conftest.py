import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from learning.accounts.models import User
from tests.factories import content


@pytest.fixture
def course(db):
    return content.course_page(title="User Storys")


@pytest.fixture
def lesson(course):
    return content.lesson_page(content.module_page(course))


@pytest.fixture
def foreign_course(db):
    return content.course_page(title="Fremder Kurs")


def trainer_of(course, *, email="tom@lernhafen.example"):
    """May write in this course and nowhere else."""
    user = User.objects.create_user(email)
    group = Group.objects.create(name=email)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=Page.objects.get(pk=course.pk), permission=permission)
    user.groups.add(group)
    return user


@pytest.fixture
def tom(course):
    return trainer_of(course)


@pytest.fixture
def tom_in_cms(client, tom, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(tom)
    return client
