"""Editions are immutable for whoever writes, a database shell included: triggers refuse to update their columns.

Who published one may be forgotten (`forget_publisher`). Deleting is refused by the models and, with learners, by their
foreign keys. A migration that rewrites the copies of renamed blocks drops the trigger and creates it again (ADR 0004).
"""

from django.db import migrations

COLUMNS = {
    "content_edition": (
        "course_key, number, published_at, languages, main_language, minutes, topic, level, format, about, outline, digest"
    ),
    "content_editionunit": (
        "edition_id, language, unit_key, position, slug, title, minutes, content, digest, revision_id"
    ),
    "content_editionquestion": "edition_id, language, question_key, unit_key, content, digest",
}
POSTGRESQL_FUNCTION = """
CREATE FUNCTION content_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'editions are immutable' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def create(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(POSTGRESQL_FUNCTION)
    action = (
        "FOR EACH ROW EXECUTE FUNCTION content_refuse_update()"
        if postgresql
        else "BEGIN SELECT RAISE(ABORT, 'editions are immutable'); END"
    )
    for table, columns in COLUMNS.items():
        schema_editor.execute(f"CREATE TRIGGER {table}_immutable BEFORE UPDATE OF {columns} ON {table} {action}")


def drop(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in COLUMNS:
        schema_editor.execute(f"DROP TRIGGER {table}_immutable" + (f" ON {table}" if postgresql else ""))
    if postgresql:
        schema_editor.execute("DROP FUNCTION content_refuse_update()")


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
