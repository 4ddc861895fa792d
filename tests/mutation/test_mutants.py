"""Which changes are made: everything that runs, nothing that only people and type checkers read."""

from __future__ import annotations

from textwrap import dedent

import pytest

from mutation.mutants import mutants


def changes(source: str) -> set[tuple[str, str]]:
    """What stands where before and after, for every mutant of a source."""
    return {(each.was, each.becomes) for each in mutants(dedent(source))}


@pytest.mark.parametrize(
    ("source", "was", "becomes"),
    [
        ("LIMIT = 7\n", "LIMIT = 7", "LIMIT = 8"),
        ("def f(a):\n    return a < 3\n", "return a < 3", "return a <= 3"),
        ("def f(a=1):\n    return a\n", "def f(a=1):", "def f(a=2):"),
        ("TABLE = {'a': 1}\n", "TABLE = {'a': 1}", "TABLE = {'XXaXX': 1}"),
        (
            "class A:\n    @property\n    def b(self):\n        return not self\n",
            "return not self",
            "return self",
        ),
        ("@cache\ndef f(a, b):\n    return a and b\n", "return a and b", "return a or b"),
        (
            "def f(a):\n    return cast('int', a + 1)\n",
            "return cast('int', a + 1)",
            "return cast('int', a - 1)",
        ),
        ("def f(a):\n    return g(a, 2)\n", "return g(a, 2)", "return g(a, )"),
    ],
)
def test_everything_that_runs_is_changed(source: str, was: str, becomes: str) -> None:
    assert (was, becomes) in changes(source)


@pytest.mark.parametrize(
    "source",
    [
        "def f(a: 'int | None') -> 'str': ...\n",
        "from a import b\nimport c\n",
        "if TYPE_CHECKING:\n    LIMIT = 7\n",
        "@dataclass(frozen=True)\nclass A:\n    '''Words.'''\n",
        "__all__ = ['a']\n",
        "class A:\n    __slots__ = ('a',)\n",
        "Json = dict[str, object]\n",
        "T = TypeVar('T', bound='int')\n",
        "def f(a):\n    return cast('int', a)\n",
        '"""A module."""\n',
    ],
)
def test_what_only_people_and_type_checkers_read_is_left_alone(source: str) -> None:
    assert changes(source) == set()


def test_every_mutant_is_another_module_that_compiles() -> None:
    source = dedent(
        """
        def f(a, b):
            while a < 3 and b != 'x':
                a += 1
                if a in b:
                    continue
            return g(a, b=b) if a else None
        """
    )
    texts = [each.source for each in mutants(source)]
    assert len(texts) == 17
    assert len({source, *texts}) == len(texts) + 1
    for text in texts:
        compile(text, "<mutant>", "exec")


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("def f(a, b):\n\n    return a and b\n", range(3, 4)),
        ("def f(a, b):\n    return (\n        a\n        and b\n    )\n", range(2, 6)),
        ("def f(a, b):\n    if a and b:\n        return\n", range(2, 3)),
    ],
)
def test_a_mutant_knows_the_lines_of_its_statement(source: str, lines: range) -> None:
    assert [each.lines for each in mutants(source)] == [lines]
