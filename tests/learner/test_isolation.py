"""What a NumPy learner's process can reach: its libraries and its own files, not PyTorch, not the judge."""

import importlib.util
from pathlib import Path

import pytest

from grader.experiment.values import List
from grader.learner.bootstrap import OURS_ALLOWED
from tests.supervisor.attempts import attempt, error, items, value

found = importlib.util.find_spec("torch")
TORCH = Path(found.origin).parent if found and found.origin else Path("/no/torch")  # where the real one is
assert TORCH.is_dir(), "the tests need PyTorch installed"
SITE = TORCH.parent


@pytest.mark.parametrize("name", [
    "torch", "torch.nn", "functorch", "pytest", "hypothesis", "jinja2", "click", "setuptools", "site_packages",
    "grader.suite", "grader.judge", "grader.judge.compare", "grader.suites", "grader.recording", "grader.supervisor",
    "grader.cli", "grader.grading", "grader.course", "tests", "solutions",
])  # fmt: skip
def test_a_module_that_is_not_the_learner_s_business_does_not_exist(processes, name):
    with attempt(processes, f"def f():\n    import {name}\n") as session:
        raised = error(session, "f")
    assert "ModuleNotFoundError" in raised.types


def test_numpy_and_the_standard_library_are_there(processes):
    source = """
        def f():
            import collections, dataclasses, functools, itertools, math, random, typing, unittest
            import numpy, numpy.linalg, numpy.random, numpy.fft, numpy.testing
            return float(numpy.linalg.norm(numpy.random.default_rng(0).normal(size=3)) > 0)
    """
    with attempt(processes, source) as session:
        assert value(session, "f") == 1.0


def test_only_what_is_needed_is_imported(processes):
    with attempt(processes, "import sys\ndef f(): return sorted(sys.modules)\n") as session:
        names = items(session, "f")
    tops = {name.partition(".")[0] for name in names}
    assert "numpy" in tops
    assert not {"torch", "hypothesis", "pytest", "_pytest", "click", "rich", "jinja2", "site"} & tops
    assert all(name == "grader" or name.startswith(OURS_ALLOWED) for name in names if name.startswith("grader"))


def test_no_folder_of_installed_packages_is_on_the_path(processes):
    with attempt(processes, "import sys\ndef f(): return sys.path\n") as session:
        path = items(session, "f")
    assert path
    assert not any("site-packages" in folder or "dist-packages" in folder for folder in path)
    assert str(Path(__file__).parents[2]) not in path


SETUP = f"""
import builtins, ctypes, importlib, importlib.machinery, importlib.util, os, pathlib, runpy, subprocess, sys, types
SITE, TORCH, EXTENSION = {str(SITE)!r}, {str(TORCH)!r}, {str(next(TORCH.glob("_C.*")))!r}
"""

WAYS_TO_TORCH = {
    "by its name": "import torch",
    "from it": "from torch import softmax",
    "by __import__": "__import__('torch')",
    "by a name put together": "__import__('to' + 'rch')",
    "by import_module": "importlib.import_module('torch')",
    "with the path extended": "sys.path.insert(0, SITE); import torch",
    "with the path extended, by import_module": "sys.path.insert(0, SITE); importlib.import_module('torch')",
    "as a part, by import_module": "sys.path.insert(0, TORCH); importlib.import_module('version')",
    "by the Python version of import": "sys.path.insert(0, SITE); importlib.__import__('torch')",
    "with another import": "sys.path.insert(0, SITE); builtins.__import__ = importlib.__import__; import torch",
    "from its file": """
        spec = importlib.util.spec_from_file_location('harmless', TORCH + '/version.py')
        spec.loader.exec_module(importlib.util.module_from_spec(spec))""",
    "from its folder": """
        loader = importlib.machinery.SourceFileLoader('harmless', TORCH + '/version.py')
        loader.load_module()""",
    "through a finder": """
        sys.meta_path.append(importlib.machinery.PathFinder)
        sys.path_importer_cache.clear()
        sys.path.append(SITE)
        importlib.import_module('torch')""",
    "without our finder": "del sys.meta_path[0]; sys.path.append(SITE); importlib.import_module('torch')",
    "with an empty module in its place": """
        package = types.ModuleType('torch')
        package.__path__ = [TORCH]
        sys.modules['torch'] = package
        import torch.functional""",
    "with a package of another name": """
        package = types.ModuleType('harmless')
        package.__path__ = [TORCH]
        sys.modules['harmless'] = package
        import harmless.version""",
    "by its source": "exec(open(TORCH + '/version.py').read())",
    "by its source, as bytes": "exec(open(os.fsencode(TORCH) + b'/version.py').read())",
    "by its source, as a path": "exec(pathlib.Path(TORCH, 'version.py').read_text())",
    "by a path with detours": "exec(open(SITE + '/numpy/../torch/./version.py').read())",
    "through a link": "os.symlink(TORCH, 'harmless'); exec(open('harmless/version.py').read())",
    "through a link to a folder above": "os.symlink(SITE, 'site'); exec(open('site/torch/version.py').read())",
    "through a hard link": "os.link(TORCH + '/version.py', 'version.py'); exec(open('version.py').read())",
    "from its own folder": "os.chdir(TORCH); exec(open('version.py').read())",
    "from the process's folder": "os.chdir(TORCH); exec(open('/proc/self/cwd/version.py').read())",
    "through an open folder": """
        folder = os.open(TORCH, os.O_RDONLY)
        exec(os.read(os.open('version.py', os.O_RDONLY, dir_fd=folder), 9999))""",
    "through an open folder above": """
        folder = os.open(SITE, os.O_RDONLY)
        exec(os.read(os.open('torch/version.py', os.O_RDONLY, dir_fd=folder), 9999))""",
    "through the root": """
        folder = os.open('/', os.O_RDONLY)
        exec(os.read(os.open(TORCH[1:] + '/version.py', os.O_RDONLY, dir_fd=folder), 9999))""",
    "moved": "os.rename(TORCH, TORCH)",  # onto itself: were it not refused, it would do no harm
    "by runpy": "runpy.run_path(TORCH + '/version.py')",
    "by runpy, as a module": """
        sys.path.insert(0, SITE)
        try: runpy.run_module('torch.version')
        except ImportError as error: raise error.__cause__ or error""",
    "as a library": "ctypes.CDLL(TORCH + '/lib/libtorch_cpu.so')",
    "as a library of Python": "ctypes.PyDLL(TORCH + '/lib/libtorch_python.so')",
    "as an extension": """
        spec = importlib.util.spec_from_file_location('_C', EXTENSION)
        importlib.util.module_from_spec(spec)""",
    "by listing": "os.listdir(TORCH)",
    "by walking": "next(os.scandir(TORCH))",
    "in another interpreter": "subprocess.check_output([sys.executable, '-c', 'import torch'])",
    "in a shell": "assert os.system('python -c \"import torch\"') == 0",
    "in a pipe": "os.popen('python -c \"import torch\"').read()",
    "by exec": "os.execv(sys.executable, [sys.executable, '-c', 'import torch'])",
    "by spawn": """
        if os.spawnv(os.P_WAIT, sys.executable, [sys.executable, '-c', 'pass']) == 127: raise PermissionError""",
    "by posix_spawn": "os.posix_spawn(sys.executable, [sys.executable, '-c', 'import torch'], {})",
    "by a fork and exec": """
        child = os.fork()
        if child == 0:
            try: os.execv(sys.executable, [sys.executable, '-c', 'pass'])
            finally: os._exit(9)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9: raise PermissionError""",
    "by multiprocessing": """
        import multiprocessing
        multiprocessing.get_context('spawn').Process(target=print).start()""",
    "below subprocess": "import _posixsubprocess; _posixsubprocess.fork_exec([b'true'], [b'/bin/true'])",
}


@pytest.mark.parametrize("way", WAYS_TO_TORCH)
def test_torch_cannot_be_reached(processes, way):
    body = WAYS_TO_TORCH[way]
    lines = body if body.startswith("\n") else f"\n        {body}"
    with attempt(processes, f"{SETUP}\ndef f():{lines}\n") as session:
        raised = error(session, "f")
    refused = {"PermissionError", "ModuleNotFoundError"} & set(raised.types)
    assert refused or raised.message.endswith("cannot open shared object file: Permission denied"), raised
    assert TORCH.is_dir()


@pytest.mark.parametrize("way", ["by its name", "through an open folder", "as a library", "in another interpreter"])
def test_what_is_refused_says_so(processes, way):
    body = WAYS_TO_TORCH[way]
    lines = body if body.startswith("\n") else f"\n        {body}"
    with attempt(processes, f"{SETUP}\ndef f():{lines}\n") as session:
        message = error(session, "f").message
    assert "not available to a NumPy submission" in message or "may not start other programs" in message


def test_catching_the_refusal_does_not_help(processes):
    source = """
        import sys
        def f():
            for _ in range(3):
                try: import torch
                except ImportError: sys.modules.pop("torch", None)
            return "torch" in sys.modules
    """
    with attempt(processes, source) as session:
        assert value(session, "f") is False


def test_the_barrier_keeps_nobody_from_ordinary_work(processes):
    source = """
        import os, tempfile, threading, shutil, pathlib
        def f():
            folder = tempfile.mkdtemp(dir=".")
            pathlib.Path(folder, "a").write_text("x")
            os.rename(folder + "/a", folder + "/b")
            os.symlink("b", folder + "/c")
            text = open(folder + "/c").read()
            shutil.rmtree(folder)
            thread = threading.Thread(target=print)
            thread.start()
            thread.join()
            with open(os.devnull, "rb", buffering=0) as file, open(os.dup(file.fileno())) as again:
                pass
            return [text, os.listdir(".")]
    """
    with attempt(processes, source) as session:
        assert value(session, "f") == List(("x", List(())))


def test_the_seed_of_hashes_is_the_same_for_everybody(processes):
    found = []
    for _ in range(2):
        with attempt(processes, "def f(): return hash('a')\n") as session:
            found.append(value(session, "f"))
    assert found[0] == found[1]
