"""Courses and editions know their competences. The trigger that guards editions is put up again with the new column:
SQLite loses it when it adds one, as it copies the table."""

from django.db import migrations, models

import courses.content.fields

OLD = "course_key, number, published_at, languages, main_language, minutes, topic, level, format, about, outline, digest"
NEW = f"{OLD}, competences"


def put_up(columns):
    def run(apps, schema_editor):
        postgresql = schema_editor.connection.vendor == "postgresql"
        action = (
            "FOR EACH ROW EXECUTE FUNCTION content_refuse_update()"
            if postgresql
            else "BEGIN SELECT RAISE(ABORT, 'editions are immutable'); END"
        )
        schema_editor.execute(
            f"CREATE TRIGGER content_edition_immutable BEFORE UPDATE OF {columns} ON content_edition {action}"
        )

    return run


def take_down(apps, schema_editor):
    on = " ON content_edition" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER content_edition_immutable{on}")


class Migration(migrations.Migration):
    dependencies = [("content", "0003_colleague_review")]

    operations = [
        migrations.RunPython(take_down, put_up(OLD)),
        migrations.AddField("edition", "competences", models.JSONField(default=list)),
        migrations.AddField(
            "coursepage",
            "competences",
            courses.content.fields.CompetencesField(
                blank=True,
                default=list,
                help_text="Was der Kurs wirklich einübt, eine bis drei. Wer nach der Kompetenz sucht, findet ihn.",
                verbose_name="Kompetenzen",
            ),
        ),
        migrations.RunPython(put_up(NEW), take_down),
    ]
