import re

from django.http import QueryDict

from courses.catalogue.facets import FACETS, Choice

LONGEST_QUERY = 200


def choice_from(address: QueryDict) -> Choice:
    """What an address asks for. Whatever it says that means nothing here is left out: an old or mistyped link still
    shows courses."""
    values = {facet.name: tuple(v for v in facet.values if v in address.getlist(facet.name)) for facet in FACETS}
    words = " ".join(address.get("q", "").split())[:LONGEST_QUERY].strip()
    page = address.get("seite", "")
    return Choice(words=words, values=values, page=int(page) if re.fullmatch(r"[0-9]{1,6}", page) else 1)
