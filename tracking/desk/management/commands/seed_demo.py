import gc
from argparse import ArgumentTypeError
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.content.models import Edition
from learning.accounts.models import User
from learning.organisation.models import OrgUnit
from tracking.desk.seeding.courses import plan_courses, write_courses
from tracking.desk.seeding.organisation import seed_organisation
from tracking.desk.seeding.plan import Plan
from tracking.desk.seeding.records import Records
from tracking.desk.seeding.rows import let_it_take_long, settle
from tracking.desk.seeding.snapshots import TABLES, agree, close_quarters, draw, is_drawn
from tracking.reports.models import Snapshot


def at_least(least: int) -> Any:
    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise ArgumentTypeError(f"{value} is less than {least}")
        return value

    return number


class Command(BaseCommand):
    help = "Fill an empty, migrated database with invented people, courses, two years of records and closed quarters."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=at_least(50), required=True)
        parser.add_argument("--courses", type=at_least(1), required=True)
        parser.add_argument("--seed", type=int, default=1, help="The same seed on the same day gives the same rows.")
        parser.add_argument("--courses-each", type=float, default=1.5, help="How many courses a person begins (1.5).")
        parser.add_argument(
            "--statements-for", type=at_least(0), default=2000, help="How many people's statements are there (2000)."
        )
        parser.add_argument("--quarters", type=at_least(0), default=8, help="How many quarters are closed (8).")
        parser.add_argument("--append", action="store_true", help="Also where there is something already.")

    def handle(self, *_args: Any, **options: Any) -> None:
        plan = Plan(
            people=options["people"],
            courses=options["courses"],
            seed=options["seed"],
            today=timezone.localdate(),
            courses_each=options["courses_each"],
            with_statements=options["statements_for"],
        )
        if not options["append"] and any(model.objects.exists() for model in (User, OrgUnit, Edition)):
            raise CommandError("Here are people or courses already. Take an empty database, or say --append.")
        if OrgUnit.objects.filter(code__startswith=f"{plan.prefix}-").exists():
            raise CommandError(f"Seed {plan.seed} is here already. Say another --seed.")
        self.started, self.told_at = perf_counter(), perf_counter()
        gc.disable()  # millions of rows without a cycle among them: looking for some takes a fifth of the time
        try:
            with transaction.atomic():
                let_it_take_long()
                self.seed(plan, quarters=options["quarters"])
        except IntegrityError as error:
            raise CommandError(f"Nothing was written: {error}") from error
        finally:
            gc.enable()
        self.tell(f"Done in {perf_counter() - self.started:.1f} s")

    def seed(self, plan: Plan, *, quarters: int) -> None:
        people = seed_organisation(plan)
        self.tell(f"{len(people):,} people in {OrgUnit.objects.count():,} units")
        programme = plan_courses(plan)
        courses = programme.courses
        agree(plan)
        wanted = 0 if Snapshot.objects.exists() else quarters
        drawn = draw(plan, courses, quarters=wanted) if is_drawn(plan) else []
        records = Records(plan, people, courses, drawn=drawn)
        with records.aside:
            self.tell(f"{len(courses):,} courses made")
            write_courses(plan, programme)
            self.tell(f"{len(courses):,} courses with {sum(len(course.lessons) for course in courses):,} lessons")
            for table, rows in records.write().items():
                self.tell(f"{rows:,} rows of {table}")
        if wanted and not drawn:
            close_quarters(wanted)
        settle(Snapshot, *TABLES)
        self.tell(f"{wanted} quarters {'drawn' if drawn else 'closed'}")

    def tell(self, what: str) -> None:
        """With the seconds since the last line."""
        now = perf_counter()
        self.stdout.write(f"{now - self.told_at:6.1f} s  {what}")
        self.told_at = now
