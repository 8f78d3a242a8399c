"""One target under atheris: `python -m tests.fuzz.drive TARGET [options and folders of libFuzzer]`.

libFuzzer leaves the process at the end, so that each target has one of its own.
"""

import importlib
import sys
import warnings
from random import Random
from typing import Any

atheris: Any = importlib.import_module("atheris")  # mypy is to pass where it is not installed

with atheris.instrument_imports(include=["grader.experiment", "grader.judge", "grader.supervisor.process"]):
    from tests.fuzz import targets
    from tests.fuzz.mutator import mutated


def main() -> None:
    """Fuzz until libFuzzer has had enough."""
    name, *options = sys.argv[1:]
    warnings.simplefilter("error")

    def mutate(data: bytes, limit: int, seed: int) -> bytes:
        """Change the document, or now and then the bytes."""
        random = Random(seed)
        if random.random() < (0.1 if name == "reply" else 0.5):
            return bytes(atheris.Mutate(data, limit))
        front = 1 if name == "reply" else 4
        body = mutated(data[front:], random)
        if body is None or len(body) + front > limit:
            return bytes(atheris.Mutate(data, limit))
        head = data[:1] if name == "reply" else len(body).to_bytes(4, "big")
        if name == "reply" and random.random() < 0.05:
            head = bytes((random.randrange(256),))
        return head + body

    # Merging starts further processes, and libFuzzer takes the first word for the command line of one.
    this = f"{sys.executable} -m tests.fuzz.drive {name}"
    atheris.Setup([this, *options], lambda data: targets.run(name, data), custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
