"""Whether a backward is the derivative of the learner's own forward, by central differences of that forward.

It tells "your derivative is wrong" from "your function is another one": a backward that is right for a forward that is
wrong needs no second look. Each entry of an input is moved up and down, and the forward asked again: a few dozen small
programs in one message. The backward of a loss takes what the loss takes, and nothing from above: its forward need not
have been called at all.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from grader.experiment.expectation import Example
from grader.experiment.program import Call, Get, Keep, Lookup, Program, Returned, Step, Transcript
from grader.experiment.values import Array, Ref, Value
from grader.explain.evidence import Failing, Place
from grader.explain.patterns.samples import numeric
from grader.judge.arrays import from_numpy, to_numpy

Ask = Callable[[Sequence[Program]], tuple[Transcript, ...] | None]
MOST_ENTRIES = 24  # of the input that is moved
STEP = 1e-5
AGREES, DIFFERS = 1e-5, 1e-2  # of the largest entry; in between nothing is said
BACKWARD, GRADIENT = "backward", "grad_"


class Pair(NamedTuple):
    """A backward with its forward: which step went forward, where the moved input stands, what came from above.

    `program` is the one in which the forward is called. From above a loss gets ones: `upstream` is None.
    """

    program: Program
    forward: int
    moved_step: int
    moved_path: str
    upstream: NDArray[np.float64] | None


def pairs(example: Example, step: int) -> Iterator[Pair]:
    """The forward whose derivative a step of the program gives; none where it is no backward."""
    program = example.program
    found = _backward_call(program, step)
    if found is None:
        return
    backward, call, wanted = found
    if _is_of_a_loss(example, backward, call):
        if all(isinstance(value, Array | str | int | float | None) for value in (*call.args, *call.kwargs.values())):
            yield Pair(_loss_of(program, call), 1, 1, "0", None)
        return
    owner, forward = _forward_of(program, backward, call)
    if forward is None or not call.args:
        return
    upstream = call.args[0]
    if not isinstance(upstream, Array) or upstream.dtype != "float64":
        return
    for one in example.inputs:
        here = one.step == forward and one.path == "0" if not wanted else one.name == wanted and one.step < forward
        if here and (not wanted or owner is None or _belongs(program, owner, one.step)):
            yield Pair(program, forward, one.step, one.path, to_numpy(upstream))
            return


def _is_of_a_loss(example: Example, backward: int, call: Call) -> bool:
    """Whether a call is of a function's backward that takes no gradient from above."""
    parameters = next((one.subject.parameters for one in example.expectations if one.step == backward), ())
    return _owner(example.program, call) is None and bool(parameters) and not parameters[0].startswith(GRADIENT)


def _loss_of(program: Program, call: Call) -> Program:
    """The program that gives a loss what its backward was given."""
    forward = Lookup(_name(program, call).removesuffix(f"_{BACKWARD}"))
    return Program((forward, structs.replace(call, target=0)), (1,))


def _belongs(program: Program, owner: int, step: int) -> bool:
    """Whether a step made the object, or what it was made with."""
    made = program.steps[owner]
    return step == owner or (isinstance(made, Call) and any(isinstance(a, Ref) and a.step == step for a in made.args))


def _backward_call(program: Program, step: int) -> tuple[int, Call, str] | None:
    """The call of backward behind a step, where it is, and the parameter whose gradient it is; empty for the input."""
    written = program.steps[step]
    if isinstance(written, Call) and _name(program, written).endswith(BACKWARD):
        return step, written, ""
    if isinstance(written, Get) and written.name.startswith(GRADIENT):
        calls = [
            (at, one) for at in range(step)
            if isinstance(one := program.steps[at], Call) and _name(program, one) == BACKWARD
            and _owner(program, one) == written.target
        ]  # fmt: skip
        return (*calls[-1], written.name.removeprefix(GRADIENT)) if calls else None
    return None


def _forward_of(program: Program, backward: int, call: Call) -> tuple[int | None, int | None]:
    """The object and the step that went forward before a call of backward."""
    name, owner = _name(program, call), _owner(program, call)
    for at in range(backward - 1, -1, -1):
        one = program.steps[at]
        if not isinstance(one, Call):
            continue
        if owner is not None and _owner(program, one) == owner and _name(program, one) == "forward":
            return owner, at
        if owner is None and _name(program, one) == name.removesuffix(f"_{BACKWARD}"):
            given = [value for value in call.args[1:] if isinstance(value, Ref)]
            if any(value.step == at for value in given):
                return None, at
    return None, None


def _name(program: Program, call: Call) -> str:
    target = program.steps[call.target]
    return target.name if isinstance(target, Get | Lookup) else ""


def _owner(program: Program, call: Call) -> int | None:
    target = program.steps[call.target]
    return target.target if isinstance(target, Get) else None


def consistent(failing: Failing, places: Sequence[Place], ask: Ask) -> bool | None:
    """Whether the answers are the derivatives of the learner's own forward; None where it cannot be told."""
    for place in sorted(places, key=lambda one: _weight(failing, one)):
        example, step = failing.check.examples[place[0]], failing.expectation(place).step
        observation = failing.answer(place)[0]
        got = numeric(observation.value) if isinstance(observation, Returned) else None
        for pair in pairs(example, step):
            if got is None or got[1] != "float64":
                continue
            slope = _slope(pair, ask)
            if slope is None or slope.shape != got[0].shape:
                continue
            scale = float(np.abs(slope).max(initial=0.0))
            error = float(np.abs(slope - got[0]).max(initial=0.0))
            if not np.isfinite(error) or not scale:
                continue
            return True if error <= AGREES * scale else False if error >= DIFFERS * scale else None
    return None


def _weight(failing: Failing, place: Place) -> int:
    return sum(array.size for array in _arrays(failing.check.examples[place[0]]))


def _arrays(example: Example) -> Iterator[Array]:
    for step in example.program.steps:
        if isinstance(step, Call):
            yield from (value for value in step.args if isinstance(value, Array))


def _slope(pair: Pair, ask: Ask) -> NDArray[np.float64] | None:
    """The derivative of the forward along what came from above, by central differences."""
    moved = _value(pair.program.steps[pair.moved_step], pair.moved_path)
    if moved is None or moved.dtype != "float64" or not 0 < moved.size <= MOST_ENTRIES:
        return None
    array = to_numpy(moved)
    width = STEP * max(1.0, float(np.abs(array).max()))
    programs = []
    for at in np.ndindex(array.shape):
        for sign in (1.0, -1.0):
            changed = array.copy()
            changed[at] += sign * width
            programs.append(_with(pair, from_numpy(changed)))
    ran = ask(programs)
    if ran is None:
        return None
    values = [_output(transcript, pair) for transcript in ran]
    slope = np.zeros(array.size)
    for entry in range(array.size):
        up, down = values[2 * entry], values[2 * entry + 1]
        if up is None or down is None:
            return None
        change = up - down if pair.upstream is None else pair.upstream * (up - down)
        slope[entry] = float(np.sum(change)) / (2 * width)
    return slope.reshape(array.shape)


def _output(transcript: Transcript, pair: Pair) -> NDArray[np.float64] | None:
    observation = transcript.observations[pair.forward]
    got = numeric(observation.value) if isinstance(observation, Returned) else None
    if got is None or (pair.upstream is not None and got[0].shape != pair.upstream.shape):
        return None
    return got[0].astype(np.float64)


def _value(step: Step, path: str) -> Array | None:
    value: Value = None
    if isinstance(step, Keep):
        value = step.value
    elif isinstance(step, Call) and path.isdigit() and int(path) < len(step.args):
        value = step.args[int(path)]
    return value if isinstance(value, Array) else None


def _with(pair: Pair, array: Array) -> Program:
    """The program up to its forward, with another input."""
    steps = list(pair.program.steps[: pair.forward + 1])
    step = steps[pair.moved_step]
    if isinstance(step, Keep):
        steps[pair.moved_step] = structs.replace(step, value=array)
    elif isinstance(step, Call):
        args = list(step.args)
        args[int(pair.moved_path)] = array
        steps[pair.moved_step] = structs.replace(step, args=tuple(args))
    return Program(tuple(steps), (pair.forward,))


__all__ = ["Ask", "consistent", "pairs"]
