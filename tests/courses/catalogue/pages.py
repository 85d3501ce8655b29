"""What is read off a page of the catalogue."""

from django.utils.html import strip_tags


def text_of(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def titles_in(response) -> list[str]:
    return ["".join(piece.text for piece in hit.title) for hit in response.context["catalogue"].hits]
