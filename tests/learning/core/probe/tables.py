"""python -m tests.learning.core.probe.tables: every table in an empty database, in a second, without migrations."""

import django
from django.apps import apps
from django.db import connection

django.setup()
with connection.schema_editor() as editor:
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy and "fts" not in model._meta.db_table:
            editor.create_model(model)
