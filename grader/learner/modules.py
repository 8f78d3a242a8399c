"""A learner's files as modules, from memory: no file of theirs is ever on the import path.

They are found after the standard library and the array library, so a `random.py` or `numpy.py` beside the submission
shadows nothing. Sources are put into `linecache`, so that tracebacks show lines.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import linecache
import sys
from collections.abc import Sequence
from types import CodeType, ModuleType


class MemoryFinder(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds and loads the modules among `files` (file name to source)."""

    def __init__(self, files: dict[str, str]) -> None:
        self.sources = {
            name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): (name, source)
            for name, source in files.items()
            if name.endswith(".py")
        }
        for name, source in files.items():
            linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of one of the learner's modules."""
        if fullname not in self.sources:
            return None
        name, _ = self.sources[fullname]
        return importlib.machinery.ModuleSpec(fullname, self, origin=name, is_package=name.endswith("__init__.py"))

    def get_source(self, fullname: str) -> str:
        """The source of a module."""
        return self.sources[fullname][1]

    def get_code(self, fullname: str) -> CodeType:
        """The code of a module, compiled under its file's name."""
        name, source = self.sources[fullname]
        return compile(source, name, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        """Execute the module in its namespace."""
        assert module.__spec__ is not None
        module.__file__ = module.__spec__.origin
        exec(self.get_code(module.__name__), module.__dict__)  # the learner's own code, in the learner's own process


def load(name: str, files: dict[str, str]) -> ModuleType:
    """Execute the learner's module `name` from `files`; whatever it raises comes out.

    The module itself is loaded from `files` even where the standard library has one of that name.
    """
    finder = MemoryFinder(files)
    sys.meta_path.append(finder)
    spec = finder.find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    finder.exec_module(module)
    return module
