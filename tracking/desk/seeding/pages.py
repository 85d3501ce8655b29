"""Pages in bulk, with revisions: Wagtail itself writes them one by one, about 40 times slower.

`_get_path` is private to treebeard; a test holds the result to `Page.find_problems`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from tracking.desk.seeding.rows import free_ids, insert_objects, let_ids_go_on

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
    children = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    for page in pages:
        for name in children:
            setattr(page, name, [])  # else the revision asks the database for each page's comments
        page.page_ptr_id = page.id
        page.content_type = content_type
        page.live, page.has_unpublished_changes = True, False
        page.first_published_at = page.first_published_at or published_at
        page.last_published_at = page.latest_revision_created_at = page.first_published_at
        page.live_revision_id = page.latest_revision_id = next(revision_ids)
    columns = [field.attname for field in Page._meta.concrete_fields]
    bases = [Page(**{name: getattr(page, name) for name in columns}) for page in pages]
    insert_objects(bases)
    insert_objects(pages)
    insert_objects([_revision(page) for page in pages])
    let_ids_go_on(Page, Revision)


def _revision(page: Page) -> Revision:
    return Revision(
        id=page.live_revision_id,
        content_type=page.content_type,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        created_at=page.last_published_at,
        object_str=str(page),
        content=page.serializable_data(),
    )
