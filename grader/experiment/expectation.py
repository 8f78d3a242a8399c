"""What the steps of a program should give. Expectations stay on the trusted side: none is ever sent to a learner."""

from typing import Literal

from msgspec import Struct

from grader.experiment.program import Program
from grader.experiment.values import Array, Value

Form = Literal["call", "attribute"]


class Subject(Struct, frozen=True):
    """What an expectation speaks of, as its sentence names it.

    `label` is the short name (`softmax`, `grad_weight`), `detail` the call with the shapes of its arguments
    (`softmax(x: float64[4, 5], dim=1)`), `parameters` the names of the call's positional arguments, and `form` whether
    the thing *returned* (a call) or *is* (an attribute).
    """

    label: str
    detail: str
    form: Form = "call"
    parameters: tuple[str, ...] = ()


class Close(Struct, frozen=True, tag="close", kw_only=True):
    """The array agrees with `expected`, the truth in float64, within the tolerance of `dtype`.

    `dtype` is what the result must have. `terms` is how many products were summed for one entry; `floor` is the error
    that PyTorch itself makes at that dtype. `tolerance` replaces the table's relative figures, and `because` says why.
    """

    step: int
    subject: Subject
    expected: Array
    dtype: str
    terms: int = 1
    floor: float = 0.0
    tolerance: float | None = None
    because: str = ""


class Equal(Struct, frozen=True, tag="equal", kw_only=True):
    """The value equals `expected` exactly; NaN equals NaN, and a list equals a tuple of the same items."""

    step: int
    subject: Subject
    expected: Value


class Between(Struct, frozen=True, tag="between", kw_only=True):
    """Every entry lies within the bounds, both included; the shape is `shape`, where one is given."""

    step: int
    subject: Subject
    low: float
    high: float
    because: str = ""
    shape: tuple[int, ...] | None = None


class Either(Struct, frozen=True, tag="either", kw_only=True):
    """Every entry agrees with the corresponding one of some choice, within the tolerance of `dtype`.

    The choices have one shape, that of the result: what is drawn decides for each entry which one it is.
    """

    step: int
    subject: Subject
    choices: tuple[Array, ...]
    dtype: str


class Share(Struct, frozen=True, tag="share", kw_only=True):
    """How many entries lie from `low` to `high` is what independent draws make of `probability`.

    The array has `shape`, and is counted as a whole, or for each index of the axis `along`. Every count lies from
    `least` to `most`: exact bounds of the binomial distribution. `what` names the entries that are counted.
    """

    step: int
    subject: Subject
    low: float
    high: float
    probability: float
    least: int
    most: int
    what: str
    shape: tuple[int, ...]
    along: int | None = None


class Uniform(Struct, frozen=True, tag="uniform", kw_only=True):
    """The entries are distributed evenly from `low` to `high`.

    Their distribution function is nowhere farther than `distance` from the straight line (Kolmogorov and Smirnov).
    """

    step: int
    subject: Subject
    low: float
    high: float
    distance: float
    shape: tuple[int, ...]


class Cost(Struct, frozen=True, tag="cost", kw_only=True):
    """Nothing is asked for: it is told how many of the learner's lines the step ran, and how many step `base` did.

    `what` says how the two differ: `an image of twice the height and width`.
    """

    step: int
    subject: Subject
    base: int
    what: str


class Raises(Struct, frozen=True, tag="raises", kw_only=True):
    """The step raises an exception of the named type."""

    step: int
    subject: Subject
    exception: str


class Unchanged(Struct, frozen=True, tag="unchanged", kw_only=True):
    """The call leaves its arguments as they were."""

    step: int
    subject: Subject


class Quiet(Struct, frozen=True, tag="quiet", kw_only=True):
    """The step causes no warning."""

    step: int
    subject: Subject


Expectation = Close | Equal | Between | Either | Share | Uniform | Raises | Unchanged | Quiet | Cost


class Input(Struct, frozen=True, array_like=True):
    """Where an array that an example hands over stands in its program: `path` is `0`, `out`, or empty if kept."""

    name: str
    step: int
    path: str


class Example(Struct, frozen=True):
    """One experiment: a program, what is expected of it, and each step in words.

    `calls` has one text for each step, as a reader would write it (`linear = Linear(weight: float64[3, 2])`); steps
    that no reader would write are empty.
    """

    program: Program
    expectations: tuple[Expectation, ...]
    calls: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
