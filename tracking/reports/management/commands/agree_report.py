from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from learning.accounts.models import User
from tracking.reports.commands import AgreementRefusedError, approve_report, propose_report, withdraw_report
from tracking.reports.enums import Report

REFUSALS = {
    "no_purpose": "Name at least one purpose (--purpose).",
    "roles": "Only hr, data_protection and staff_council can read reports (--role).",
    "floor": "The floor is 10 to 50 people (--floor).",
    "unknown_report": "Nobody proposed this report yet: name its terms first (--purpose, --role, --floor).",
    "not_of_this_side": "This person does not hold the role for which they approve.",
    "same_person": "HR and staff council must be two different people.",
}


class Command(BaseCommand):
    help = (
        "Propose the terms of a report. HR and staff council approve them themselves, signed in; where they cannot, "
        "enter in their names what they decided in writing. The audit log says that operations did it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("report", choices=Report.values)
        parser.add_argument("--purpose", action="append", default=[], help="may be given more than once")
        parser.add_argument("--role", action="append", default=[], help="who may read it; may be given more than once")
        parser.add_argument("--floor", type=int, default=10)
        parser.add_argument("--approve-as", choices=["hr", "staff_council"])
        parser.add_argument("--withdraw", action="store_true")
        parser.add_argument("--by", metavar="EMAIL", help="in whose name")

    def handle(self, *_args: Any, **options: Any) -> None:
        by = User.objects.active().filter(email__iexact=options["by"] or "").first()
        if by is None and (options["approve_as"] or options["withdraw"]):
            raise CommandError("--by must name the e-mail address of an account.")
        try:
            if options["purpose"]:
                propose_report(
                    report=options["report"],
                    purposes=options["purpose"],
                    roles=options["role"],
                    floor=options["floor"],
                )
            if by and options["withdraw"]:
                withdraw_report(report=options["report"], by=by, by_operations=True)
            elif by and options["approve_as"]:
                approve_report(report=options["report"], side=options["approve_as"], by=by, by_operations=True)
        except AgreementRefusedError as refused:
            raise CommandError(REFUSALS[refused.code]) from refused
