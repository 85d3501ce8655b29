"""One approval for each side becomes any number of decisions, each about a part of the organisation.

Back again each side keeps its last approval, if nothing was withdrawn after it.
"""

from datetime import datetime, time

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

SIDES = ("hr", "staff_council")


def approvals_to_decisions(apps, schema_editor):
    Decision = apps.get_model("reports", "AgreementDecision")
    for policy in apps.get_model("reports", "AgreementPolicy").objects.order_by("pk"):
        for side in SIDES:
            by, units = getattr(policy, f"approved_by_{side}_id"), getattr(policy, f"{side}_units")
            if by is None or not units:
                continue
            at = django.utils.timezone.make_aware(datetime.combine(getattr(policy, f"approved_by_{side}_on"), time(12)))
            Decision.objects.create(policy=policy, side=side, is_approval=True, units=units, by_id=by, at=at)


def decisions_to_approvals(apps, schema_editor):
    Decision = apps.get_model("reports", "AgreementDecision")
    for policy in apps.get_model("reports", "AgreementPolicy").objects.order_by("pk"):
        taken = set()
        for side in SIDES:
            last = Decision.objects.filter(policy=policy, side=side).order_by("-pk").first()
            if last is None or not last.is_approval or last.by_id in taken:
                continue
            taken.add(last.by_id)
            setattr(policy, f"approved_by_{side}_id", last.by_id)
            setattr(policy, f"approved_by_{side}_on", django.utils.timezone.localdate(last.at))
            setattr(policy, f"{side}_units", last.units)
        policy.save()


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0002_approved_parts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreementDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(max_length=20)),
                ('is_approval', models.BooleanField()),
                ('units', models.JSONField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by_operations', models.BooleanField(default=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Freigabe')),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='reports.agreementpolicy')),
            ],
            options={
                'verbose_name': 'Entscheidung über einen Bericht',
                'verbose_name_plural': 'Entscheidungen über Berichte',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=Q(('side__in', SIDES)), name='agreement_decision_side')],
            },
        ),
        migrations.RunPython(approvals_to_decisions, decisions_to_approvals),
        migrations.RemoveConstraint('agreementpolicy', 'agreement_two_people'),
        migrations.RemoveConstraint('agreementpolicy', 'agreement_hr_dated'),
        migrations.RemoveConstraint('agreementpolicy', 'agreement_staff_council_dated'),
        *(
            migrations.RemoveField('agreementpolicy', name)
            for side in SIDES
            for name in (f'approved_by_{side}', f'approved_by_{side}_on', f'{side}_units')
        ),
    ]
