from typing import Any

from wagtail.fields import StreamField


class QuietStreamField(StreamField):
    """A StreamField whose migrations hold no block definitions: adding a block needs no migration.

    The price: in a data migration the stream of a historical model is empty, so read the raw JSON column there.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], kwargs | {"block_lookup": {}}
