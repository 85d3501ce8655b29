"""Agents, activities and verbs are found by the SHA-256 of their name: an index of PostgreSQL holds 2,700 bytes, and an
IRI may be longer. Definitions become JSON text, for `jsonb` takes no NUL and changes the digits of numbers."""

import json
from hashlib import sha256

from django.db import migrations, models
from django.db.models import Q

NAMES = {"Agent": "ifi", "Activity": "iri", "Verb": "iri"}


def fill_keys(apps, schema_editor):
    for model, name in NAMES.items():
        rows = apps.get_model("lrs", model).objects
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"UPDATE lrs_{model.lower()} SET key = sha256(convert_to({name}, 'UTF8'))")
            continue
        for row in rows.only("pk", name).iterator():
            rows.filter(pk=row.pk).update(key=sha256(getattr(row, name).encode()).digest())


def texts(apps, schema_editor):
    for model, old, new in (("Activity", "definition", "definition_text"), ("Verb", "display", "display_text")):
        rows = apps.get_model("lrs", model).objects
        for row in rows.exclude(**{old: {}}).iterator():
            rows.filter(pk=row.pk).update(**{new: json.dumps(getattr(row, old), ensure_ascii=False)})


def objects(apps, schema_editor):
    for model, old, new in (("Activity", "definition", "definition_text"), ("Verb", "display", "display_text")):
        rows = apps.get_model("lrs", model).objects
        for row in rows.exclude(**{new: "{}"}).iterator():
            rows.filter(pk=row.pk).update(**{old: json.loads(getattr(row, new))})


class Migration(migrations.Migration):
    dependencies = [("lrs", "0003_kept_iri")]

    operations = [
        *(migrations.AddField(model, "key", models.BinaryField(max_length=32, null=True)) for model in NAMES),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        *(
            migrations.AlterField(model, "key", models.BinaryField(max_length=32, unique=True))
            for model in NAMES
        ),
        *(migrations.AlterField(model, name, models.TextField()) for model, name in NAMES.items()),
        migrations.AddField("Activity", "definition_text", models.TextField(default="{}")),
        migrations.AddField("Verb", "display_text", models.TextField(default="{}")),
        migrations.RunPython(texts, objects),
        migrations.RemoveField("Activity", "definition"),
        migrations.RemoveField("Verb", "display"),
        migrations.RenameField("Activity", "definition_text", "definition"),
        migrations.RenameField("Verb", "display_text", "display"),
        migrations.AddField("Agent", "is_private", models.BooleanField(default=False)),
        migrations.AddIndex(
            "Agent", models.Index(fields=["id"], condition=Q(is_private=True), name="private_authorities")
        ),
    ]
