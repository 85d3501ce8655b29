"""Who asks for what: requests of seeded people, made ready before anything is measured."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle

from django.contrib.auth import get_user_model
from django.test import Client

from courses.content.models import CoursePage, EditionQuestion, EditionUnit, Offer
from courses.quizzes.frozen import thaw
from courses.quizzes.tokens import seed_for, token
from learning.organisation.enums import Role
from learning.organisation.models import RoleGrant
from tracking.attempts.models import Answer
from tracking.desk.queries.checks import name_of
from tracking.enrolment.models import Enrolment

LEARNERS = 20
CSRF = "b" * 32


@dataclass(frozen=True)
class Visit:
    path: str
    cookie: str
    form: dict[str, str] = field(default_factory=dict)


Visits = Callable[[], Visit]


def cookie_of(user: object) -> str:
    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={CSRF}"


def visits(*, learners: int = LEARNERS) -> dict[str, Visits]:
    """By name of the page; the floors come first. So many people take turns."""
    enrolments = _enrolments(learners)
    cookies = {each.learner_key: cookie_of(_person(each.learner_key)) for each in enrolments}
    slugs = dict(Offer.objects.values_list("course_key", "slug"))
    reader = cookie_of(_reader())
    page = CoursePage.objects.order_by("pk").first()
    tree_path = page.url_path.removeprefix("/kurse/") if page else ""

    def each(path: Callable[[Enrolment], str]) -> Visits:
        ring = cycle([Visit(path(enrolment), cookies[enrolment.learner_key]) for enrolment in enrolments])
        return lambda: next(ring)

    def course_of(enrolment: Enrolment) -> str:
        return f"/kurse/{slugs[enrolment.course_key]}/"

    course = Offer.objects.order_by("pk").first()
    report = f"/berichte/teilnahme/?kurs={course.slug}" if course else ""
    answers = _answers(enrolments, cookies, slugs)
    return {
        "floor_view": each(lambda _enrolment: "/floor/view/"),
        "floor_page": each(lambda _enrolment: f"/floor/page/?path={tree_path}"),
        "lesson": each(lambda enrolment: f"{course_of(enrolment)}{_lesson_slug(enrolment)}/"),
        "course": each(course_of),
        "catalogue": each(lambda _enrolment: "/katalog/"),
        "home": each(lambda _enrolment: "/"),
        "answer": lambda: next(answers),
        "report": lambda: Visit(report, reader),
        "report_csv": lambda: Visit(report.replace("teilnahme/", "teilnahme.csv"), reader),
    }


def _enrolments(learners: int) -> list[Enrolment]:
    """Of different people whose statements are there; who holds a role has a second factor to set up first."""
    found: dict[str, Enrolment] = {}
    learning = Enrolment.objects.filter(lesson_runs__isnull=False).select_related("edition")
    learning = learning.exclude(learner_key__in=RoleGrant.objects.values("user__learner_key"))
    for enrolment in learning.order_by("pk"):
        found.setdefault(enrolment.learner_key, enrolment)
        if len(found) == learners:
            break
    return list(found.values())


def _person(learner_key: str) -> object:
    return get_user_model().objects.get(learner_key=learner_key)


def _reader() -> object:
    return RoleGrant.objects.filter(role=Role.HR).select_related("user").earliest("unit__path").user


def _lesson_slug(enrolment: Enrolment) -> str:
    return str(EditionUnit.objects.filter(edition=enrolment.edition_id).earliest("position").slug)


def _answers(enrolments: list[Enrolment], cookies: dict[str, str], slugs: dict[object, str]) -> Iterator[Visit]:
    """Wrong answers to single-choice questions, one try after the other, each by another person than the last."""
    tries: dict[tuple[int, object], int] = defaultdict(int)
    for enrolment_id, question_key in Answer.objects.filter(enrolment__in=enrolments).values_list(
        "enrolment_id", "question_key"
    ):
        tries[enrolment_id, question_key] += 1
    asked = [
        (enrolment, question)
        for enrolment in enrolments
        for question in EditionQuestion.objects.filter(edition=enrolment.edition_id, content__kind="single")
    ]
    asked.sort(key=lambda pair: pair[1].pk % 7)
    for enrolment, row in cycle(asked):
        question = thaw(row.content)
        tries[enrolment.pk, question.key] += 1
        number = tries[enrolment.pk, question.key]
        seed = seed_for(enrolment_id=enrolment.pk, unit_key=row.unit_key, question_key=question.key, number=number)
        wrong = next(answer.key for answer in question.answers if not answer.is_correct)
        unit = EditionUnit.objects.get(edition=enrolment.edition_id, unit_key=row.unit_key)
        yield Visit(
            f"/kurse/{slugs[enrolment.course_key]}/{unit.slug}/antwort/{question.key}/",
            cookies[enrolment.learner_key],
            {"number": str(number), name_of(question.key): token(seed=seed, option_key=wrong)},
        )
