from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.db.models import Exists, OuterRef, QuerySet

from tracking.lrs.attachment_files import keep, remove
from tracking.lrs.incoming import Incoming
from tracking.lrs.inserting import Insert, insert_new, insert_together
from tracking.lrs.models import Attachment, StatementAttachment
from tracking.lrs.open_writes import begin_write
from tracking.lrs.transactions import one_transaction

DROPPED_AT_ONCE = 200


def keep_attachments(new: Sequence[Incoming], *, contents: Mapping[str, bytes]) -> None:
    """Keep the bytes that came along (by SHA-256), and note which statement has which."""
    if not contents:
        return
    for sha2, content in contents.items():
        keep(sha2, content)
    rows = [Attachment(sha2=sha2, length=len(contents[sha2])) for sha2 in sorted(contents)]
    insert_new(Attachment, rows, on="sha2")
    ids = dict(Attachment.objects.filter(sha2__in=list(contents)).values_list("sha2", "pk"))
    links = {(each.row.pk, ids[sha2]) for each in new for sha2 in hashes_of(each.statement) if sha2 in ids}
    insert_together(
        Insert(
            model=StatementAttachment,
            rows=[StatementAttachment(statement_id=pk, attachment_id=attachment) for pk, attachment in sorted(links)],
        )
    )


def hashes_of(statement: Mapping[str, object]) -> list[str]:
    """Of the attachments a statement or its sub-statement tells of, in lower case."""
    found = []
    for holder in (statement, statement.get("object")):
        if isinstance(holder, Mapping):
            found += [str(each["sha2"]).lower() for each in holder.get("attachments", ()) if "sha2" in each]
    return found


def sha2_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def drop_attachments_without_statement(*, keeps_files: bool = False) -> int:
    """Files that no statement tells of any more; says how many. The file goes before its row: after a kill the next
    call finds the row again. `keeps_files`: for a caller that takes everything back."""
    orphans = Attachment.objects.filter(~Exists(StatementAttachment.objects.filter(attachment=OuterRef("pk"))))
    dropped = 0
    while found := list(orphans.order_by("pk").values_list("pk", flat=True)[:DROPPED_AT_ONCE]):
        dropped += _drop(orphans.filter(pk__in=found), keeps_files=keeps_files)
    return dropped


@one_transaction
def _drop(orphans: QuerySet[Attachment], *, keeps_files: bool) -> int:
    """Nobody else writes meanwhile (open_writes): none of them can come anew between the look and the deletion."""
    begin_write(alone=not keeps_files)
    rows = list(orphans)
    for row in rows:
        if not keeps_files:
            remove(row.sha2)
    Attachment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
