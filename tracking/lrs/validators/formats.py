"""Strings with a format. Each function is that format's one rule, in the schema and for query parameters.

All patterns are possessive or bounded: a string of any length is read once.
"""

import re

_WIDE = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr((plane << 16) + (0x1000 if plane == 14 else 0))}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 15)
)
"""ucschar of RFC 3987."""
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_CODED = "%[0-9A-Fa-f]{2}"
_IN_NAME = rf"A-Za-z0-9._~!$&'()*+,;={_WIDE}-"


def _run(characters: str) -> str:
    return rf"(?:[{characters}]++|{_CODED})*+"


_IRI = re.compile(
    r"(?:[Hh][Tt][Tt][Pp][Ss]?:(?=//[^/?#])|(?![Hh][Tt][Tt][Pp][Ss]?:)[A-Za-z][A-Za-z0-9+.-]*+:(?=.))"
    rf"(?://{_run(_IN_NAME + ':@')}(?:\[[0-9A-Fa-fv:.]++\](?::[0-9]*+)?+)?+)?+"
    rf"{_run(_IN_NAME + ':@/')}(?:\?{_run(_IN_NAME + ':@/?' + _PRIVATE)})?+(?:#{_run(_IN_NAME + ':@/?')})?+"
)
_ATOM = rf"(?:[A-Za-z0-9!$&'*+=^_`{{|}}~{_WIDE}-]++|{_CODED})++"
_LABEL = rf"[A-Za-z0-9_{_WIDE}]++(?:-++[A-Za-z0-9_{_WIDE}]++)*+"
_MAILTO = re.compile(rf"mailto:{_ATOM}(?:\.{_ATOM})*+@{_LABEL}(?:\.{_LABEL})*+")
_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)(?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+",
    re.ASCII | re.IGNORECASE,
)
_OLD_TAGS = re.compile(
    r"en-gb-oed|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)|sgn-(?:be-fr|be-nl|ch-de)|"
    r"art-lojban|cel-gaulish|no-(?:bok|nyn)|zh-(?:guoyu|hakka|min|min-nan|xiang)",
    re.ASCII | re.IGNORECASE,
)
"""Registered before there was a grammar (RFC 5646, 2.1: irregular and regular)."""
_NUMBER = r"\d++(?:[.,]\d++)?"
_DURATION = re.compile(
    rf"P(?![^A-Z]*[.,]\d+[A-Z].|.*[A-Z]\d+[.,]\d+[A-Z].)(?:{_NUMBER}W|(?=\d|T\d)(?:{_NUMBER}Y)?(?:{_NUMBER}M)?"
    rf"(?:{_NUMBER}D)?(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?)",
    re.ASCII,
)
_UUID = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
_SHA1 = re.compile(r"[0-9A-Fa-f]{40}")
_SHA2 = re.compile(r"(?:[0-9A-Fa-f]{56}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{96}|[0-9A-Fa-f]{128})")
_WORD = r"[A-Za-z0-9!#$%&'*+.^_`|~-]++"
_QUOTED = r"\"(?:[\t !#-\[\]-~]|\\[\t -~])*+\""
"""It goes into the head of a part: nothing that ends a line, and ASCII only."""
_MEDIA_TYPE = re.compile(rf"{_WORD}/{_WORD}(?:[ \t]*+;[ \t]*+(?:{_WORD}=(?:{_WORD}|{_QUOTED}))?+)*+")
_VERSION = r"\.0(?:\.\d+(?:[-+][0-9A-Za-z.+-]+)?)?"
_VERSION_1 = re.compile(f"1{_VERSION}", re.ASCII)
_VERSION_1_OR_2 = re.compile(f"[12]{_VERSION}", re.ASCII)


def is_iri(text: str) -> bool:
    """With a scheme, after which something stands (RFC 3987); one of http or https names a host."""
    return _IRI.fullmatch(text) is not None


def is_mailto(text: str) -> bool:
    """`mailto:` and one address, nothing after it; names in any script."""
    return _MAILTO.fullmatch(text) is not None


def is_language_tag(text: str) -> bool:
    """Well-formed (RFC 5646, 2.2.9): the grammar, and no variant and no extension twice."""
    found = _TAG.fullmatch(text)
    if not found:
        return _OLD_TAGS.fullmatch(text) is not None
    variants, extensions = found["variants"], found["extensions"]
    if not variants and not extensions:
        return True
    singletons = [part for part in extensions.lower().split("-") if len(part) == 1]
    return _distinct(variants.lower().split("-")) and _distinct(singletons)


def _distinct(parts: list[str]) -> bool:
    return len(set(parts)) == len(parts)


def is_duration(text: str) -> bool:
    """ISO 8601:2004, 4.4.3.2: weeks alone or the other units in order; a fraction in the last one only."""
    return _DURATION.fullmatch(text) is not None


def is_uuid(text: str) -> bool:
    """In the standard string form, in either case. Any variant: both standards only recommend the second of RFC 4122,
    and the example of 1.0.3 has another."""
    return _UUID.fullmatch(text) is not None


def is_sha1(text: str) -> bool:
    return _SHA1.fullmatch(text) is not None


def is_sha2(text: str) -> bool:
    """SHA-224, -256, -384 or -512 in hexadecimal digits."""
    return _SHA2.fullmatch(text) is not None


def is_media_type(text: str) -> bool:
    return _MEDIA_TYPE.fullmatch(text) is not None


def is_version_1(text: str) -> bool:
    """1.0 or 1.0.x: what the suite for 1.0.3 sends, and refuses, as a statement's version."""
    return _VERSION_1.fullmatch(text) is not None


def is_version_1_or_2(text: str) -> bool:
    """The suite for 2.0 sends statements that say 1.0 and 1.0.9, too, and wants them stored."""
    return _VERSION_1_OR_2.fullmatch(text) is not None
