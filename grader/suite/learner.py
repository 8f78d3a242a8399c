"""The stand-in for a learner's module: what is taken from it, or made on its side, becomes a step of the program."""

from typing import Any, Self

from grader.experiment.expectation import Input
from grader.experiment.program import Copy, Keep
from grader.experiment.values import Source
from grader.suite.errors import KitError
from grader.suite.standin import Node, Script, check_own, describe, step_of, to_value


class Learner:
    """The stand-in itself: `learner.softmax` names the learner's `softmax`."""

    _writing: Script | None = None
    hypothesis_internal_is_this_a_mock_check = True  # else Hypothesis takes the first argument for a test's `self`

    def begin(self, script: Script | None) -> Self:
        """Write the next example's program into `script`; None between the bodies."""
        object.__setattr__(self, "_writing", script)
        return self

    @property
    def _script(self) -> Script:
        if self._writing is None:
            raise KitError("learner is used outside of a check's body: use it there, or in a function called there")
        return self._writing

    def __getattr__(self, name: str) -> Node:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._script.lookup(name)

    def __setattr__(self, name: str, value: object) -> None:
        raise KitError(f"a suite may not change the learner's module (learner.{name} = ...)")

    def keep(self, array: object, name: str = "array") -> Node:
        """Make an array on the learner's side that stays, and may be passed to several calls."""
        script = self._script
        variable = script.fresh(name)
        node = script.write(
            Keep(to_value(array, script)),
            name=variable,
            call=f"{variable} = {describe(script, array)}",
            detail=variable,
        )
        script.inputs.append(Input(variable, step_of(node), ""))
        return node

    def copy(self, node: Node) -> Node:
        """A copy of what a step gave, as it is when the program gets here."""
        script = self._script
        check_own(script, node)
        return script.write(Copy(step_of(node)), name=script.names[step_of(node)])

    def source(self, code: str, name: str) -> Source:
        """The object that `code` binds to `name` on the learner's side."""
        compile(code, f"<source of {name}>", "exec")
        return Source(code, name)

    def generator(self, seed: int) -> Source:
        """A generator of random numbers with this seed: NumPy's `Generator` or PyTorch's, as the submission is.

        Each call that it is passed to gets a fresh one; `learner.keep(learner.generator(5), "rng")` is shared.
        """
        return Source(f"rng = generator({int(seed)})", "rng")

    def value(self, node: Node) -> Any:
        """Run the program so far and give what the step gave, as a NumPy array or plain Python.

        Such a check cannot be recorded; it is run live for each submission.
        """
        script = self._script
        check_own(script, node)
        if script.look is None:
            raise KitError("learner.value works only while a suite runs")
        script.observed.add(step_of(node))
        return script.look(script, step_of(node))
