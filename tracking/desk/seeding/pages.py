"""Pages in bulk, with revisions: Wagtail itself writes them one by one, about 40 times slower.

`_get_path` and `_insert` are private to treebeard and Django; a test holds the result to `Page.find_problems`.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from wagtail.models import Page, Revision

from tracking.desk.seeding.rows import free_ids, let_ids_go_on

P = TypeVar("P", bound=Page)


def put_below(page: Page, parent: Page, position: int) -> None:
    """Give the page its place in the tree; nothing is written."""
    page.depth = parent.depth + 1
    page.path = Page._get_path(parent.path, page.depth, position)
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.locale_id = parent.locale_id


def write_pages(pages: Sequence[Page], *, published_at: datetime) -> None:
    """Insert live pages of one class that have their place and id, each with the revision it was published from."""
    if not pages:
        return
    model = type(pages[0])
    content_type = ContentType.objects.get_for_model(model)
    revision_ids = free_ids(Revision)
    for page in pages:
        page.page_ptr_id = page.id
        page.content_type = content_type
        page.live, page.has_unpublished_changes = True, False
        page.first_published_at = page.first_published_at or published_at
        page.last_published_at = page.latest_revision_created_at = page.first_published_at
        page.live_revision_id = page.latest_revision_id = next(revision_ids)
    columns = [field.attname for field in Page._meta.concrete_fields]
    bases = [Page(**{name: getattr(page, name) for name in columns}) for page in pages]
    Page.objects.bulk_create(bases, batch_size=500)
    for start in range(0, len(pages), 500):
        model._base_manager._insert(
            pages[start : start + 500], fields=model._meta.local_concrete_fields, using=connection.alias
        )
    Revision.objects.bulk_create([_revision(page) for page in pages], batch_size=500)
    let_ids_go_on(Page, Revision)


def _revision(page: Page) -> Revision:
    return Revision(
        id=page.live_revision_id,
        content_type=page.content_type,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        created_at=page.last_published_at,
        object_str=str(page),
        content=json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder)),
    )
