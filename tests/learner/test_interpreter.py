"""A program is interpreted step by step, and what comes back is data. Here without a process, on a module in memory."""

import textwrap
from types import ModuleType

import numpy as np
import pytest

from grader.experiment import wire
from grader.experiment.message import Ran
from grader.experiment.program import (
    Call,
    Copy,
    Done,
    Get,
    Index,
    Keep,
    Lookup,
    Operate,
    Program,
    Raised,
    Returned,
    Set,
    Skipped,
)  # fmt: skip
from grader.experiment.values import MAX_ITEMS, Array, Dict, List, Opaque, Ref, Source, Tuple
from grader.learner import modules, numpy_arrays
from grader.learner.interpreter import MAX_STRING, Interpreter


@pytest.fixture(autouse=True)
def _tidy(monkeypatch):
    """An interpreter takes over what a whole process has one of; give it back."""
    import sys
    import warnings

    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    with warnings.catch_warnings():
        yield


def interpreter(source):
    """An interpreter of a module."""
    files = {"attempt.py": textwrap.dedent(source)}
    return Interpreter(modules.load("attempt", files), numpy_arrays, frozenset(files))


def run(source, *steps, observed=None):
    """What the steps gave; the last one's value is asked for."""
    wanted = (len(steps) - 1,) if observed is None else observed
    transcript = interpreter(source).run(Program(tuple(steps), wanted))
    framed = wire.frame(Ran(1, (transcript,)))
    assert isinstance(wire.decode_reply(framed[4:]), Ran)
    return transcript


def value(source, *steps):
    """The last step's value."""
    last = run(source, *steps).observations[-1]
    assert isinstance(last, Returned), last
    return last.value


def array(entries, dtype="float64", layout="contiguous"):
    """An array of the boundary."""
    made = np.array(entries, dtype=dtype)
    return Array(made.dtype.name, made.shape, made.tobytes(), layout)  # type: ignore[arg-type]


def test_a_name_is_looked_up_called_and_read():
    source = "class A:\n    def __init__(self, x, *, k=0): self.x, self.k = x, k\n"
    steps = Lookup("A"), Call(0, (2,), {"k": 3}), Get(1, "x"), Get(1, "k")
    assert [one.value for one in run(source, *steps, observed=(2, 3)).observations[2:]] == [2, 3]


def test_only_what_was_asked_for_comes_back():
    transcript = run("def f(): return 1\n", Lookup("f"), Call(0), Call(0), observed=(2,))
    assert transcript.observations == (Done(), Done(), Returned(1))


def test_attributes_are_set_items_are_read_and_operators_applied():
    source = "class A: pass\na = A()\nb = {'k': [1, 2]}\n"
    assert value(source, Lookup("a"), Set(0, "x", 5), Get(0, "x")) == 5
    assert value(source, Lookup("b"), Index(0, "k"), Index(1, -1)) == 2
    assert value(source, Operate("@", (array([[1.0, 2.0]]), array([[3.0], [4.0]])))) == array([[11.0]])
    assert value(source, Operate("neg", (3,))) == -3


@pytest.mark.parametrize(("symbol", "result"), [("+", 8), ("-", 4), ("*", 12), ("/", 3.0), ("**", 36)])
def test_every_operator_is_python_s(symbol, result):
    assert value("", Operate(symbol, (6, 2))) == result


def test_an_object_that_is_kept_is_shared_between_steps():
    source = "def add(x):\n    x += 1\n"
    kept = Keep(array([1.0, 2.0]))
    assert value(source, kept, Lookup("add"), Call(1, (Ref(0),)), Call(1, (Ref(0),)), Copy(0)) == array([3.0, 4.0])


def test_a_copy_is_as_it_was_when_it_was_taken():
    source = "def add(x):\n    x[0] += 1\n"
    steps = Keep(List((array([1.0]),))), Copy(0), Lookup("add"), Index(0, 0), Call(2, (Ref(3),)), Index(1, 0)
    assert value(source, *steps) == array([1.0])


def test_arguments_are_made_afresh_for_each_call():
    source = "def f(x, y):\n    x[0] = 9\n    y.append(1)\n    return len(y)\n"
    call = Call(0, (array([1.0]), List(())))
    assert [one.value for one in run(source, Lookup("f"), call, call, observed=(1, 2)).observations[1:]] == [1, 1]


def test_a_function_is_handed_over_as_source():
    given = Source("def square(x):\n    return array([x * x]) + np.zeros(1)\n", "square")
    assert value("def f(g, x): return g(x)\n", Lookup("f"), Call(0, (given, 3.0))) == array([9.0])


@pytest.mark.parametrize("code", ["def f(:", "raise KeyError('x')", "other = 1"])
def test_given_source_that_fails_is_an_exception(code):
    transcript = run("def f(g): return 1\n", Lookup("f"), Call(0, (Source(code, "f"),)))
    assert isinstance(transcript.observations[1], Raised)


def test_an_object_that_cannot_cross_is_named_and_can_be_used():
    source = "class Net:\n    def go(self): return 1\n"
    steps = Lookup("Net"), Call(0), Get(1, "go"), Call(2)
    observations = run(source, *steps, observed=(1, 3)).observations
    assert (observations[1], observations[3]) == (Returned(Opaque("Net")), Returned(1))


def test_an_opaque_mark_is_no_argument():
    (raised,) = run("", Keep(Opaque("Net"))).observations
    assert isinstance(raised, Raised)
    assert raised.types[0] == "TypeError"


@pytest.mark.parametrize(("expression", "sent"), [
    ("None", None), ("True", True), ("1", 1), ("-1.5", -1.5), ("'é'", "é"), ("[1, (2.0,)]", List((1, Tuple((2.0,))))),
    ("{'a': None}", Dict({"a": None})), ("2 ** 63", 1 << 63), ("-2 ** 63", -(1 << 63)),
    ("2 ** 64", Opaque("int of more than 64 bits")), ("-2 ** 63 - 1", Opaque("int of more than 64 bits")),
    ("{1: 2}", Opaque("dict")), ("{1}", Opaque("set")), ("b'x'", Opaque("bytes")), ("1j", Opaque("complex")),
    ("object", Opaque("type")), ("range(3)", Opaque("range")), ("(x for x in [])", Opaque("generator")),
    ("type('I', (int,), {})(3)", Opaque("I")), ("type('S', (str,), {})('a')", Opaque("S")),
    ("type('L', (list,), {})()", Opaque("L")), ("np.array(['a'])", Opaque("ndarray of dtype <U1")),
    ("np.array([None])", Opaque("ndarray of dtype object")), ("np.matrix([[1]])", Opaque("matrix")),
    ("np.ones(1, np.longdouble)", Opaque(f"ndarray of dtype {np.dtype(np.longdouble)}")),
    ("np.ma.array([1])", Opaque("MaskedArray")), ("np.longdouble(1)", Opaque("longdouble")),
    ("np.datetime64('now')", Opaque("datetime64")), ("np.str_('a')", Opaque("str_")),
    ("type('N' * 1000, (), {})()", Opaque("N" * 200)), ("'\\ud800'", "?"),
])  # fmt: skip
def test_what_is_returned_is_sent_as_what_it_is(expression, sent):
    source = f"import numpy as np, warnings\nwarnings.simplefilter('ignore')\ndef f(): return {expression}\n"
    assert value(source, Lookup("f"), Call(0)) == sent


def test_a_named_tuple_is_a_tuple():
    source = "from typing import NamedTuple\nclass P(NamedTuple):\n    a: int\n    b: int\ndef f(): return P(1, 2)\n"
    assert value(source, Lookup("f"), Call(0)) == Tuple((1, 2))


def test_a_list_that_holds_itself_comes_to_an_end():
    found = str(value("def f():\n    x = []\n    x.append(x)\n    return x\n", Lookup("f"), Call(0)))
    assert found.count("List(") == 16
    assert "Opaque" in found


def test_what_is_too_long_is_named_or_cut():
    assert value(f"def f(): return [0] * {MAX_ITEMS + 1}\n", Lookup("f"), Call(0)) == Opaque("list")
    assert value(f"def f(): return 'x' * {MAX_STRING + 1}\n", Lookup("f"), Call(0)) == "x" * MAX_STRING


def test_an_array_that_only_pretends_to_be_large_is_a_memory_error():
    source = "import numpy as np\ndef f(): return np.broadcast_to(1.0, (1 << 50,))\n"
    last = run(source, Lookup("f"), Call(0)).observations[-1]
    assert isinstance(last, Raised)
    assert "MemoryError" in last.types


@pytest.mark.parametrize(("body", "changed"), [
    ("x[0, 0] = 9", ("0",)), ("y[0] += 1", ("y",)), ("z[1][0] = 9", ("z[1]",)), ("z.append(1)", ("z",)),
    ("z.reverse()", ("z",)), ("d['k'][0] = 9", ("d['k']",)), ("x.shape = (4,)", ("0",)), ("x.sort(); y[:] = 0", ("y",)),
    ("x[0, 0] = x[0, 0]", ()), ("x = x + 1", ()), ("z = z + [1]", ()), ("x[1, 1] = float('nan')", ("0",)),
])  # fmt: skip
def test_arguments_that_are_changed_in_place_are_named(body, changed):
    source = f"import warnings\nwarnings.simplefilter('ignore')\ndef f(x, y, z, d):\n    {body}\n"
    kwargs = {"y": array([1.0, 2.0]), "z": List((1, array([1.0]))), "d": Dict({"k": array([1.0])})}
    call = Call(0, (array([[1.0, 2.0], [3.0, 4.0]]),), kwargs)
    assert run(source, Lookup("f"), call).observations[1].changed == changed


def test_a_change_is_named_even_if_the_call_raises():
    last = run("def f(x):\n    x[0] = 9\n    raise ValueError\n", Lookup("f"), Call(0, (array([1.0]),))).observations[1]
    assert isinstance(last, Raised)
    assert last.changed == ("0",)


@pytest.mark.parametrize("layout", ["contiguous", "strided", "transposed", "readonly"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 3, 4)])
@pytest.mark.parametrize("dtype", ["bool", "float16", "float32", "float64", "int64", "complex64"])
def test_an_array_is_made_in_its_layout_and_with_its_entries(layout, shape, dtype):
    entries = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
    made = numpy_arrays.make(array(entries, dtype, layout))
    assert np.array_equal(made, entries)
    assert made.dtype == entries.dtype
    assert numpy_arrays.same(made, array(entries, dtype))
    assert made.flags.writeable == (layout != "readonly")
    if entries.size > 1 and layout == "strided":
        assert not made.flags.contiguous
    if entries.ndim > 1 and layout == "transposed":
        assert made.flags.f_contiguous
        assert not made.flags.c_contiguous


def test_a_read_only_array_cannot_be_made_writeable():
    made = numpy_arrays.make(array([1.0], layout="readonly"))
    with pytest.raises(ValueError, match="cannot set WRITEABLE"):
        made.flags.writeable = True


@pytest.mark.parametrize("order", [">f8", "<f8", "=f8"])
def test_the_order_of_bytes_is_ours(order):
    described = numpy_arrays.describe(np.array([1.0, 2.0], dtype=order))
    assert described == array([1.0, 2.0])


def test_a_scalar_of_numpy_is_told_from_an_array():
    assert numpy_arrays.describe(np.float32(1)) == Array("float32", (), np.float32(1).tobytes(), container="scalar")
    described = numpy_arrays.describe(np.array(1.0))
    assert described is not None
    assert described.container == "array"


def test_an_exception_has_its_type_its_message_and_the_learner_s_own_lines():
    source = "import json\ndef f():\n    return g()\n\ndef g():\n    return json.loads('{')\n"
    raised = run(source, Lookup("f"), Call(0)).observations[1]
    assert isinstance(raised, Raised)
    assert raised.types == ("JSONDecodeError", "ValueError", "Exception", "BaseException")
    assert raised.message.startswith("Expecting property name")
    assert [(line.file, line.number, line.function, line.text) for line in raised.lines] == [
        ("attempt.py", 3, "f", "return g()"), ("attempt.py", 6, "g", "return json.loads('{')"),
    ]  # fmt: skip


def test_a_deep_recursion_shows_its_last_lines():
    raised = run("def f(): return f()\n", Lookup("f"), Call(0)).observations[1]
    assert isinstance(raised, Raised)
    assert raised.types[0] == "RecursionError"
    assert len(raised.lines) == 8


@pytest.mark.parametrize("body", [
    "raise SystemExit(3)", "raise KeyboardInterrupt", "raise GeneratorExit",
    "class E(BaseException): pass\n    raise E",
    "class E(Exception):\n        def __str__(self): raise ValueError\n    raise E",
    "class E(Exception):\n        def __str__(self): return 3\n    raise E",
    "raise Exception('\\ud800' * 9)", "raise Exception('x' * 100000)", "raise type('E' * 9999, (Exception,), {})",
    "exec(compile('1/0', 'attempt.py', 'exec'))", "raise SyntaxError('x', ('attempt.py', 3, 1, 'text'))",
    "exec(compile('\\n' * 99999 + '1/0', 'attempt.py', 'exec'))",
])  # fmt: skip
def test_whatever_is_raised_can_be_told(body):
    observation = run(f"def f():\n    {body}\n", Lookup("f"), Call(0)).observations[1]
    assert isinstance(observation, Raised)


def test_what_needs_a_step_that_failed_is_skipped_and_names_its_root():
    steps = Lookup("missing"), Call(0), Get(1, "x"), Lookup("here")
    assert run("here = 1\n", *steps).observations[1:] == (Skipped(0), Skipped(0), Returned(1))


def test_a_value_that_cannot_be_read_is_an_exception_of_its_step():
    source = "class A:\n    @property\n    def x(self): raise KeyError('k')\na = A()\n"
    raised = run(source, Lookup("a"), Get(0, "x")).observations[1]
    assert isinstance(raised, Raised)
    assert raised.types[0] == "KeyError"


def test_warnings_are_told_with_their_step_and_not_without_end():
    source = "import warnings\ndef f(n):\n    for i in range(n): warnings.warn(f'{i}' * 9999, UserWarning)\n"
    transcript = run(source, Lookup("f"), Call(0, (1,)), Call(0, (200,)))
    assert {(one.step, one.category) for one in transcript.warnings} == {(1, "UserWarning"), (2, "UserWarning")}
    assert len(transcript.warnings) == 64


def test_a_warning_is_told_again_in_the_next_program():
    made = interpreter("import numpy as np\ndef f(): return np.log(np.zeros(1))\n")
    program = Program((Lookup("f"), Call(0)), ())
    assert [len(made.run(program).warnings) for _ in range(2)] == [1, 1]


def test_a_step_that_does_not_exist_is_an_exception():
    (raised,) = run("", Copy(7)).observations
    assert isinstance(raised, Raised)


def test_a_module_of_any_name_is_a_module():
    assert isinstance(modules.load("attempt", {"attempt.py": ""}), ModuleType)


LOOPS = """
    def grow(n):
        total = 0
        for _ in range(n):
            total += 1
        return total
"""


def test_lines_of_the_learners_own_files_are_counted_where_it_is_asked_for():
    calls = [Call(0, (number,)) for number in (10, 20, 30)]
    transcript = interpreter(LOOPS).run(Program((Lookup("grow"), *calls), (3,), (1, 2)))
    small, large = transcript.lines
    assert large - small == 20  # ten more turns of two lines
    assert transcript.observations[3] == Returned(30)


def test_lines_are_counted_up_to_what_was_raised():
    source = """
    def fails():
        x = 1
        raise ValueError(x)
    """
    transcript = interpreter(source).run(Program((Lookup("fails"), Call(0), Lookup("fails"), Call(2)), (), (1, 3)))
    assert transcript.lines == (0, 0)
    import sys

    assert sys.gettrace() is None or "coverage" in repr(sys.gettrace())


def test_a_generator_of_random_numbers_is_made_from_a_seed():
    source = "def draw(rng): return rng.random(3)"
    made = Source("rng = generator(5)", "rng")
    expected = np.random.default_rng(5).random(3)
    assert value(source, Lookup("draw"), Call(0, (made,))) == numpy_arrays.describe(expected)
