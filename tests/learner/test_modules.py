"""A learner's files are modules from memory: they come after the libraries, and nothing else beside them is seen."""

import pytest

from grader.experiment.values import List
from tests.supervisor.attempts import attempt, error, value


def test_a_helper_beside_the_module_is_imported(processes):
    with attempt(
        processes, "import helper\ndef f(): return helper.g()\n", helpers={"helper": "def g(): return 3\n"}
    ) as s:
        assert value(s, "f") == 3


def test_a_helper_may_import_another_and_the_module_itself(processes):
    helpers = {"first": "import second\nx = second.x\n", "second": "import attempt\nx = attempt.y\n"}
    with attempt(processes, "y = 7\nimport first\ndef f(): return first.x\n", helpers=helpers) as session:
        assert value(session, "f") == 7


@pytest.mark.parametrize("name", ["random", "json", "numpy", "math", "msgspec", "grader", "os", "string"])
def test_a_file_with_the_name_of_a_library_shadows_nothing(processes, name):
    source = f"import {name}\ndef f(): return hasattr({name}, 'SHADOW')\n"
    with attempt(processes, source, helpers={name: "SHADOW = 1\n"}) as session:
        assert value(session, "f") is False


def test_the_module_itself_may_have_the_name_of_a_library(processes):
    from grader.supervisor.session import Session
    from tests.supervisor.attempts import LIMITS, submission

    one = submission("")
    from msgspec import structs

    named = structs.replace(one, module="random", files={"random.py": "def f(): return 'mine'\n"})
    with Session(processes, named, LIMITS, refused=()) as session:
        assert value(session, "f") == "mine"


def test_a_helper_s_error_shows_the_helper_s_line(processes):
    with attempt(processes, "import helper\ndef f(): helper.g()\n", helpers={"helper": "def g():\n    1 / 0\n"}) as s:
        lines = error(s, "f").lines
    assert [(line.file, line.number, line.text) for line in lines] == [
        ("attempt.py", 2, "def f(): helper.g()"), ("helper.py", 2, "1 / 0"),
    ]  # fmt: skip


def test_a_helper_s_syntax_error_is_told_when_it_is_imported(processes):
    with attempt(processes, "def f(): import helper\n", helpers={"helper": "def g(:\n"}) as session:
        raised = error(session, "f")
    assert raised.types[0] == "SyntaxError"
    assert [(line.file, line.number, line.text) for line in raised.lines][-1] == ("helper.py", 1, "def g(:")


def test_the_module_knows_its_name_and_file(processes):
    with attempt(processes, "def f(): return [__name__, __file__]\n") as session:
        assert value(session, "f") == List(("attempt", "attempt.py"))


def test_a_guarded_main_does_not_run(processes):
    with attempt(processes, "x = 1\nif __name__ == '__main__': x = 2\ndef f(): return x\n") as session:
        assert value(session, "f") == 1


def test_dataclasses_and_typing_work_in_the_module(processes):
    source = """
        from __future__ import annotations
        from dataclasses import dataclass
        import typing
        @dataclass
        class P:
            x: int
        def f(): return [P(3).x, typing.get_type_hints(P)["x"].__name__]
    """
    with attempt(processes, source) as session:
        assert value(session, "f") == List((3, "int"))
