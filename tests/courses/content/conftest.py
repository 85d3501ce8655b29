import pytest
from django.core.cache import cache
from django.test import Client

from courses.content.models import CoursePage, Edition, LessonPage
from learning.accounts.models import User
from tests.factories import content


@pytest.fixture(autouse=True)
def _fresh(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.SECOND_FACTOR_REQUIRED = False
    cache.clear()


@pytest.fixture
def course(db) -> CoursePage:
    return content.live_course()


@pytest.fixture
def draft(db) -> CoursePage:
    return content.draft_course()


@pytest.fixture
def edition(course) -> Edition:
    return Edition.objects.get(course_key=course.translation_key)


@pytest.fixture
def lesson(course) -> LessonPage:
    return LessonPage.objects.descendant_of(course).order_by("path")[0]


@pytest.fixture
def admin(db) -> User:
    return User.objects.create_superuser("admin@lernhafen.example", "geheim", first_name="Ada", last_name="Amt")


@pytest.fixture
def cms(admin) -> Client:
    client = Client()
    client.force_login(admin)
    return client
