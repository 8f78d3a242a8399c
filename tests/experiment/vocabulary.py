"""Hypothesis strategies for the whole vocabulary of the boundary: every value, step, observation and message."""

from typing import Any, get_args

from hypothesis import strategies as st

from grader.experiment import expectation as ex
from grader.experiment import program as pr
from grader.experiment import values as va
from grader.experiment.message import Level, Load, Loaded, Ran, Ready, Run

sizes = st.integers(0, (1 << 48) - 1)
steps_back = st.integers(0, 5)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = texts
words = st.sampled_from(("forward", "grad_x", "0", "out[1]", "é☃😀"))
devices = st.sampled_from(("cpu", "cuda:0", "mps"))


@st.composite
def arrays(draw: st.DrawFn) -> va.Array:
    """Arrays whose bytes may or may not fit: a learner's process may claim anything."""
    dtype = draw(st.sampled_from(get_args(va.Dtype)))
    shape = tuple(draw(st.lists(st.integers(0, 3), max_size=3)))
    size = va.Array(dtype, shape, b"").size * va.ITEMSIZE[dtype]
    data = draw(st.binary(min_size=size, max_size=size) | st.binary(max_size=9))
    layout, container = st.sampled_from(get_args(va.Layout)), st.sampled_from(get_args(va.Container))
    return va.Array(dtype, shape, data, draw(layout), draw(container), draw(devices))


def whole_arrays() -> st.SearchStrategy[va.Array]:
    """Arrays whose bytes fit."""
    return arrays().filter(lambda array: array.is_whole)


leaves: st.SearchStrategy[va.Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(1 << 63), (1 << 64) - 1),
    st.floats(),
    texts,
    arrays(),
    st.builds(va.Ref, sizes),
    st.builds(va.Source, texts, names),
    st.builds(va.Opaque, names),
)
values: st.SearchStrategy[va.Value] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(va.List, st.lists(inner, max_size=3).map(tuple)),
        st.builds(va.Tuple, st.lists(inner, max_size=3).map(tuple)),
        st.builds(va.Dict, st.dictionaries(texts, inner, max_size=3)),
    ),
    max_leaves=6,
)

steps: st.SearchStrategy[pr.Step] = st.one_of(
    st.builds(pr.Keep, values),
    st.builds(pr.Lookup, names),
    st.builds(pr.Call, sizes, st.lists(values, max_size=3).map(tuple), st.dictionaries(names, values, max_size=2)),
    st.builds(pr.Get, sizes, names),
    st.builds(pr.Set, sizes, names, values),
    st.builds(pr.Index, sizes, values),
    st.builds(pr.Operate, st.sampled_from(get_args(pr.Operator)), st.lists(values, min_size=1, max_size=2).map(tuple)),
    st.builds(pr.Copy, sizes),
)
programs = st.builds(pr.Program, st.lists(steps, max_size=4).map(tuple), st.lists(sizes, max_size=3).map(tuple))

changed = st.lists(words, max_size=2).map(tuple)
lines = st.builds(pr.Line, names, sizes, names, names)
raised = st.builds(
    pr.Raised,
    st.lists(names, min_size=1, max_size=3).map(tuple),
    texts,
    st.lists(lines, max_size=2).map(tuple),
    changed,
)
observations: st.SearchStrategy[pr.Observation] = st.one_of(
    st.builds(pr.Returned, values, changed), st.builds(pr.Done, changed), raised, st.builds(pr.Skipped, steps_back)
)
transcripts = st.builds(
    pr.Transcript,
    st.lists(observations, max_size=4).map(tuple),
    st.lists(st.builds(pr.Warned, steps_back, names, texts), max_size=2).map(tuple),
    st.none() | names,
)

loads = st.builds(
    Load, sizes, names, st.dictionaries(names, texts, max_size=3), st.sampled_from(("numpy", "torch")), devices,
    st.lists(names, max_size=3).map(tuple),
)  # fmt: skip
requests = st.one_of(loads, st.builds(Run, sizes, st.lists(programs, max_size=3).map(tuple)))
replies = st.one_of(
    st.builds(Ready, st.sampled_from(get_args(Level)), st.lists(names, max_size=2).map(tuple)),
    st.builds(Loaded, sizes, st.none() | raised, st.none() | names),
    st.builds(Ran, sizes, st.lists(transcripts, max_size=3).map(tuple)),
)

subjects = st.builds(
    ex.Subject, names, texts, st.sampled_from(get_args(ex.Form)), st.lists(names, max_size=2).map(tuple)
)
_common: dict[str, Any] = {"step": steps_back, "subject": subjects}
_shapes = st.lists(st.integers(0, 5), max_size=3).map(tuple)
expectations: st.SearchStrategy[ex.Expectation] = st.one_of(
    st.builds(
        ex.Close, **_common, expected=whole_arrays().filter(lambda array: array.dtype == "float64"),
        dtype=st.sampled_from(("float32", "float64", "int64", "bfloat16")), terms=st.integers(1, 1000),
        floor=st.floats(0, 1), tolerance=st.none() | st.floats(0, 1), because=texts,
    ),
    st.builds(ex.Equal, **_common, expected=values),
    st.builds(ex.Between, **_common, low=st.floats(-1, 0), high=st.floats(0, 1), because=texts),
    st.builds(ex.Raises, **_common, exception=names),
    st.builds(ex.Unchanged, **_common),
    st.builds(ex.Quiet, **_common),
    st.builds(ex.Either, **_common, choices=st.lists(whole_arrays(), max_size=3).map(tuple), dtype=st.just("float32")),
    st.builds(
        ex.Share, **_common, low=st.floats(-1, 0), high=st.floats(0, 1), probability=st.floats(0, 1), least=sizes,
        most=sizes, what=texts, shape=_shapes, along=st.none() | st.just(0),
    ),
    st.builds(
        ex.Uniform, **_common, low=st.floats(-1, 0), high=st.floats(0, 1), distance=st.floats(0, 1), shape=_shapes
    ),
    st.builds(ex.Cost, **_common, base=sizes, what=texts),
)  # fmt: skip
inputs = st.builds(ex.Input, names, sizes, words)
examples = st.builds(
    ex.Example, programs, st.lists(expectations, max_size=3).map(tuple), st.lists(texts, max_size=3).map(tuple),
    st.lists(inputs, max_size=2).map(tuple),
)  # fmt: skip
