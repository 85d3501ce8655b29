"""What many statements share: agents, activities, verbs. They are found by a key, for their names have no limit."""

from hashlib import sha256

from django.db import models
from django.db.models import Q


def key_of(*names: str) -> bytes:
    """32 bytes that stand for one name, or for several in this order."""
    return sha256("\0".join(names).encode()).digest()


class KeptIri(models.Model):
    """The IRI by which all records name this platform. One row, from the first start on, whatever its address becomes:
    records under another IRI would be those of another platform, and of other people."""

    iri = models.URLField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="platform_has_one_iri")]

    def __str__(self) -> str:
        return self.iri


class Agent(models.Model):
    """An agent or group by its inverse functional identifier: `mbox:…`, `sha1:…`, `openid:…`, `account:homePage|name`.

    Every process remembers ids of agents, activities and verbs (shared_rows). None is renamed: who must be unknown
    gets another row with another id, and the row with the name is deleted.

    Statements of a private authority are read by the projection and by the person they are about, by no key; they are
    forwarded to nobody.
    """

    key = models.BinaryField(max_length=32, unique=True)
    ifi = models.TextField()
    kind = models.CharField(max_length=5, default="Agent")
    name = models.TextField(blank=True)
    is_private = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(is_private=True), name="private_authorities")]

    def __str__(self) -> str:
        return self.ifi


class Activity(models.Model):
    """`definition` is JSON text: what authorities that may define said last of it, merged (IEEE 9274.1.1, 4.2.2)."""

    key = models.BinaryField(max_length=32, unique=True)
    iri = models.TextField()
    definition = models.TextField(default="{}")

    class Meta:
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.iri


class Verb(models.Model):
    """`display` is JSON text."""

    key = models.BinaryField(max_length=32, unique=True)
    iri = models.TextField()
    display = models.TextField(default="{}")

    def __str__(self) -> str:
        return self.iri
