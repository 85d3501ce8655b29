from django.db import connection, transaction

from learning.core import bell
from learning.core.events import Event, subscriptions_to
from learning.core.models import OutboxItem


def publish(event: Event) -> None:
    """Tell what happened: "now" receivers run here, each "later" receiver gets its row in this same transaction.

    An error in a "now" receiver is the publisher's error: the action, its record and its projection stand or fall
    together. Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{event.name} must be published inside a transaction.")
    for subscription in subscriptions_to(type(event), "now"):
        subscription.receiver(event)
    later = subscriptions_to(type(event), "later")
    if not later:
        return
    payload = event.payload()
    OutboxItem.objects.bulk_create(
        OutboxItem(event_id=event.event_id, event_name=event.name, receiver=each.key, payload=payload) for each in later
    )
    transaction.on_commit(bell.ring, robust=True)
