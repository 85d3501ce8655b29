"""How hard a text is to read: LIX (Björnsson 1968), which needs no syllables and so suits German."""

import re

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:[-'’/][^\W_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_PARAGRAPH = re.compile(r"\n\s*\n")
# A full stop after a number ("31. März") or a single letter ("z. B.") ends no sentence.
_SENTENCE_END = re.compile(r"(?:(?<!\d)(?<!\b[^\W\d_])\.|[!?:…])[.!?…]*[“”\"»«)]*(?=\s|$)")
LONG_WORD = 7


def lix(text: str) -> float:
    """Words per sentence plus the percentage of words with more than six letters; 0.0 without words.

    An empty line ends a sentence, so that headings and list items count as sentences of their own.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    long_words = sum(len(_LETTER.findall(word)) >= LONG_WORD for word in words)
    return len(words) / _count_sentences(text) + 100 * long_words / len(words)


def _count_sentences(text: str) -> int:
    return sum(
        1
        for paragraph in _PARAGRAPH.split(text)
        for sentence in _SENTENCE_END.split(paragraph)
        if _WORD.search(sentence)
    )
