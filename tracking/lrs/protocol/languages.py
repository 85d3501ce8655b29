from collections.abc import Sequence

from django.utils.translation.trans_real import parse_accept_lang_header


def preferred(header: str | None) -> Sequence[str]:
    """Language tags of Accept-Language in lower case, the best first."""
    return [tag for tag, _quality in parse_accept_lang_header((header or "").lower()) if tag != "*"]
