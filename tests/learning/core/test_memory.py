from concurrent.futures import ThreadPoolExecutor

import pytest

from learning.core.memory import Memory, forget_all


def test_memory_makes_a_value_once() -> None:
    memory: Memory[str] = Memory(limit=2)
    made = []

    def make() -> str:
        made.append("a")
        return "A"

    assert [memory.get("a", make), memory.get("a", make)] == ["A", "A"]
    assert made == ["a"]


def test_memory_keeps_those_used_last() -> None:
    memory: Memory[str] = Memory(limit=2)
    for key in "ab":
        memory.keep(key, key.upper())
    memory.known("a")
    memory.keep("c", "C")

    assert (memory.known("a"), memory.known("b"), memory.known("c"), len(memory)) == ("A", None, "C", 2)


def test_memory_keeps_nothing_of_what_fails() -> None:
    memory: Memory[str] = Memory(limit=2)

    def fail() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        memory.get("a", fail)
    assert memory.get("a", lambda: "A") == "A"


def test_memory_stays_bounded_with_many_threads() -> None:
    memory: Memory[int] = Memory(limit=5)

    def work(number: int) -> int:
        return memory.get(number % 9, lambda: number % 9)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(900))) == [number % 9 for number in range(900)]
    assert len(memory) <= 5


def test_forget_all_empties_every_memory() -> None:
    memory: Memory[str] = Memory(limit=2)
    memory.keep("a", "A")

    forget_all()

    assert len(memory) == 0
