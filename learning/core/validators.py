"""What is asked of a value that came from outside."""

MOST_DIGITS = 18
"""What a column of eight bytes holds for certain."""


def is_id(text: str) -> bool:
    """Whether it can be the number of a row; a database ends in an error on anything else."""
    return text.isdecimal() and len(text) <= MOST_DIGITS
