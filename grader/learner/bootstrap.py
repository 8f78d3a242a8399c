"""The first file that a learner's interpreter runs, by its path, with neither site-packages nor our package in sight.

Arguments: one JSON object {"packages": {top-level name: folder}, "mode": "template" | "serve", ...}. Only the packages
named there, and of ours only `experiment`, `learner` and `sandbox`, can be imported; everything else that is installed
on the machine does not exist for this interpreter.
"""

import gc
import importlib.machinery
import importlib.util
import json
import sys
from collections.abc import Sequence
from types import ModuleType

OURS = "grader"
OURS_ALLOWED = ("grader.experiment", "grader.learner", "grader.sandbox")


class AllowList:
    """A finder that knows the allowed packages, and refuses the rest of our own."""

    def __init__(self, packages: dict[str, str]) -> None:
        self.packages = packages

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of an allowed package; None leaves the name to the standard library's finders."""
        top = name.partition(".")[0]
        if top == OURS and name != OURS and not name.startswith(OURS_ALLOWED):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        if name in self.packages:
            return importlib.machinery.PathFinder.find_spec(name, [self.packages[name]], target)
        return None


def main() -> None:
    """Install the allow-list and start what was asked for."""
    gc.disable()  # while libraries are imported: what they leave behind is little, and looking for it takes time
    settings = json.loads(sys.argv[1])
    sys.meta_path.insert(0, AllowList(settings["packages"]))
    sys.argv = [""]
    from grader.sandbox import library
    from grader.sandbox.nest import Nest, enter

    nest = Nest()
    if settings["at_most"] != "process":
        paths = (*library.libraries(settings["packages"]), settings["scratch_root"])
        nest = enter(paths, isolate=settings["mode"] == "template" and settings["at_most"] == "isolated")
    # Only now, since what is imported here would be in the process that stays behind as well.
    if settings["mode"] == "template":
        from grader.learner import template

        template.main(settings, nest)
    else:
        from grader.learner import serve

        serve.main(settings, nest)


if __name__ == "__main__":
    main()
