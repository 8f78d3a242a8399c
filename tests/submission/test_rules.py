"""The static look finds what is spelled out, by whatever alias, and nothing that is allowed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.submission import rules
from grader.submission.rules import violations

OPERATORS = ("softmax", "log_softmax", "logsumexp", "_softmax")


def found(source, **others):
    """What is found in a module."""
    files = {"softmax.py": source} | {f"{name}.py": text for name, text in others.items()}
    return [(one.file, one.line, one.what) for one in violations(files, OPERATORS)]


REFUSED = {
    "import torch\ny = torch.softmax(x, 1)": "torch.softmax",
    "import torch as t\ny = t.softmax(x, 1)": "torch.softmax",
    "import torch\ny = torch.special.log_softmax(x, 1)": "torch.special.log_softmax",
    "import torch\ny = torch._softmax(x, 1, False)": "torch._softmax",
    "import torch\ny = torch.Tensor.softmax(x, 1)": "torch.Tensor.softmax",
    "import torch\ny = torch.softmax_(x, 1)": "torch.softmax_",
    "import torch\ny = torch.ops.aten.softmax(x, 1)": "torch.ops.aten.softmax",
    "import torch\ny = torch.ops.aten.exp(x)": "torch.ops.aten.exp",
    "import torch\ny = torch._refs.exp(x)": "torch._refs.exp",
    "import torch\ny = torch._C._nn.gelu(x)": "torch._C._nn.gelu",
    "from torch import softmax": "torch.softmax",
    "from torch import softmax as s": "torch.softmax",
    "from torch.special import logsumexp": "torch.special.logsumexp",
    "from torch.special import exp2, softmax": "torch.special.softmax",
    "import torch.nn.functional as F\nF.relu(x)": "torch.nn.functional",
    "from torch.nn import functional": "torch.nn.functional",
    "from torch import nn": "torch.nn",
    "import torch\nclass M(torch.nn.Module): pass": "torch.nn.Module",
    "import torch\ntorch.autograd.grad(y, x)": "torch.autograd.grad",
    "from torch.autograd import grad": "torch.autograd.grad",
    "import torch\nwith torch.enable_grad(): pass": "torch.enable_grad",
    "import torch\ntorch.set_grad_enabled(True)": "torch.set_grad_enabled",
    "import torch\nx.requires_grad_()": "requires_grad_",
    "import torch\nx = torch.ones(3, requires_grad=True)": "requires_grad=True",
    "import torch\nx = torch.ones(3, requires_grad=flag)": "requires_grad=True",
    "import torch\ntorch.optim.SGD(p, 0.1)": "torch.optim.SGD",
    "import torch\ntorch.func.grad(f)": "torch.func.grad",
    "import functorch": "functorch",
    "import torch\ntorch.compile(f)": "torch.compile",
    "def f():\n    import torch.jit": "torch.jit",
    "import torch\nt = torch\nt.softmax(x, 1)": "torch.softmax",
    "import torch\ndef f(x):\n    t: object = torch\n    s = t.special\n    return s.log_softmax(x, 1)": (
        "torch.special.log_softmax"
    ),
    "import torch\ng = s.log_softmax\ns = t.special\nt = torch": "torch.special.log_softmax",
    "import torch\nsm = torch.softmax": "torch.softmax",
    "import torch\nf = torch.nn.functional": "torch.nn.functional",
    "import torch\n(t := torch).exp(t.softmax(x, 1))": "torch.softmax",
    "import importlib\no = importlib.import_module('torch.optim.sgd')": "torch.optim.sgd",
    "from importlib import import_module as load\nload('torch.nn')": "torch.nn",
    "import importlib\nt = importlib.import_module('torch')\nt.softmax(x, 1)": "torch.softmax",
    "__import__('torch.nn.functional')": "torch.nn.functional",
    "t = __import__('torch')\nt.softmax(x, 1)": "torch.softmax",
    "__import__('torch').softmax(x, 1)": "torch.softmax",
    "import torch\ngetattr(torch, 'softmax')(x, 1)": "torch.softmax",
    "import torch\ngetattr(torch.special, 'softmax', None)(x, 1)": "torch.special.softmax",
    "import sys\nsys.modules['torch.optim'].SGD": "torch.optim.SGD",
    "import sys\nm = sys.modules\nm['torch.optim']": "torch.optim",
    "import sys\nsys.modules.get('torch.optim')": "torch.optim",
    "import torch\ntorch.set_grad_enabled(flag)": "torch.set_grad_enabled",
    "import torch\ntorch.set_grad_enabled(mode=True)": "torch.set_grad_enabled",
    "import torch\nwith torch.inference_mode(False): pass": "torch.inference_mode",
    "if __name__ == '__main__':\n    pass\nelse:\n    import torch.nn": "torch.nn",
    "__name__ = '__main__'\nif __name__ == '__main__':\n    import torch.nn": "torch.nn",
    "def f():\n    if __name__ == '__main__':\n        import torch.nn": "torch.nn",
    "if __name__ != '__main__':\n    import torch.nn": "torch.nn",
    "import torch\nfrom torch.overrides import _pop_mode_temporarily": "torch.overrides._pop_mode_temporarily",
}


@pytest.mark.parametrize("source", REFUSED)
def test_what_the_exercise_asks_for_is_found(source):
    assert REFUSED[source] in [what for _, _, what in found(source)]


@pytest.mark.parametrize(
    "source",
    [
        "import torch\ny = torch.exp(x) / torch.exp(x).sum(1, keepdim=True)",
        "import torch\ndef softmax(x): return x\ny = softmax(x)",
        "import torch\nclass A:\n    def softmax(self): return self.softmax",
        "import torch\nx = torch.zeros(3, requires_grad=False, dtype=torch.float32)",
        "import torch\nprint(torch.__version__, torch.Tensor, torch.linalg.norm(x))",
        "import torch\nwith torch.no_grad(): pass",
        "import torch\n@torch.no_grad()\ndef f(x): return x",
        "import torch\n@torch.inference_mode()\ndef f(x): return x",
        "import torch\n@torch.inference_mode\ndef f(x): return x",
        "import torch\nwith torch.inference_mode(mode=True): pass",
        "import torch\ntorch.set_grad_enabled(False)",
        "from torch import set_grad_enabled, inference_mode, no_grad",
        "import torch\ndef tensor(x, requires_grad=False): return x\ny = tensor(torch.ones(3), requires_grad=True)",
        "import torch\ny = self.layer(x, requires_grad=True)",
        "import torch\nt = torch\ny = t.exp(x)",
        "import torch\nout = torch.exp(x)\nout.softmax",
        "import torch\nexp = getattr(torch, 'exp')",
        "import importlib\nt = importlib.import_module('torch')\nt.exp(x)",
        "import sys\nt = sys.modules['torch']\nt.exp(x)",
        "import sys\nt = sys.modules[name]",
        "x = 1\nx = x",
        "import torch\nif __name__ == '__main__':\n    torch.softmax(x, 1)",
        "if '__main__' == __name__:\n    import torch.nn\n    x.requires_grad_()",
        "import numpy as np\nnp.softmax(x)",
        "from torch import Tensor, exp, special\nspecial.exp2(x)",
        "import torch\nx = 'torch.softmax'  # torch.softmax",
        "def torch(): pass\ntorch.softmax",
        "from .torch import softmax",
    ],
)
def test_what_is_allowed_is_not_found(source):
    assert found(source) == []


def test_a_chain_is_told_once_and_whole():
    assert found("import torch\ny = torch.nn.functional.softmax(x, dim=1)") == [
        ("softmax.py", 2, "torch.nn.functional.softmax")
    ]


def test_violations_come_in_the_order_of_the_lines():
    source = "import torch\ndef f(x):\n    return torch.softmax(x, 1)\nimport torch.nn\n"
    assert [line for _, line, _ in found(source)] == [3, 4]


def test_a_helper_is_looked_at_too():
    assert found("import helper", helper="import torch\ntorch.softmax\n") == [("helper.py", 2, "torch.softmax")]


def test_a_helper_that_is_no_python_hides_nothing_in_the_module():
    assert found("import torch\ntorch.softmax", another="def f(:\n") == [("softmax.py", 2, "torch.softmax")]


@pytest.mark.parametrize(("source", "why"), [
    ("import torch.autograd", "autograd"), ("import torch\ntorch.func.grad(f)", "autograd"),
    ("import functorch", "autograd"), ("import torch\ntorch.enable_grad()", "autograd"),
    ("import torch\nx.requires_grad_()", "autograd"), ("import torch\ntorch.ones(3, requires_grad=1)", "autograd"),
    ("import torch\ntorch.set_grad_enabled(True)", "autograd"),
    ("import torch\ntorch.inference_mode(False)", "autograd"),
    ("import torch.nn", "operator"), ("import torch\ntorch.softmax(x, 1)", "operator"),
    ("import torch\ntorch.optim.SGD", "operator"), ("import torch\ntorch.compile(f)", "operator"),
])  # fmt: skip
def test_autograd_is_told_from_an_operator(source, why):
    assert [one.why for one in violations({"softmax.py": source}, OPERATORS)] == [why]


@pytest.mark.parametrize("operator", ["_fused_adam_", "fused_adam", "_fused_adam"])
def test_underscores_around_a_name_tell_nothing(operator):
    source = "import torch\ntorch.fused_adam_(x)\n"
    assert [one.what for one in violations({"a.py": source}, (operator,))] == ["torch.fused_adam_"]


def test_a_long_chain_of_calls_is_followed():
    source = "import torch\ny = torch.ones(3)" + ".add(1)" * 600 + "\ntorch.softmax(y, 0)\n"
    assert found(source) == [("softmax.py", 3, "torch.softmax")]


def counted(source, monkeypatch):
    """How many links of chains are looked at in a source."""
    links = 0
    looked = rules._links

    def count(node):
        nonlocal links
        found = looked(node)
        links += 1 + len(found[1])
        return found

    monkeypatch.setattr(rules, "_links", count)
    found_ = violations({"a.py": source}, OPERATORS)
    return links, found_


HOSTILE = {
    "long chains": lambda n: "import torch\n" + ("torch" + ".x" * (n // 10) + "\n") * 10,
    "names of names, last first": lambda n: "".join(f"a{i} = a{i + 1}\n" for i in range(n)) + f"import torch as a{n}\n",
    "many targets": lambda n: "import torch\n" + "".join(f"a{i} = " for i in range(n)) + "torch" + ".x" * 500,
    "getattr within getattr": lambda n: (
        ("import torch\n" + "getattr(" * 90 + "torch" + ", 'x')" * 90 + "\n") * (n // 90)
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_look_takes_as_long_as_the_source_is(kind, monkeypatch):
    """Counted in links that are looked at: four times the source, and no more than five times the work."""
    small, _ = counted(HOSTILE[kind](1000), monkeypatch)
    monkeypatch.undo()
    large, _ = counted(HOSTILE[kind](4000), monkeypatch)
    assert 1000 < large < 5 * small


def test_a_name_of_names_does_not_grow_without_end():
    source = "import torch\na0 = torch\n" + "".join(f"a{i + 1} = a{i}.{'x' * 90}\n" for i in range(500))
    assert [what for _, _, what in found(source + "y = a500.softmax(x)\n")] == [
        f"torch.{'.'.join(['x' * 50] * 7)}.softmax"
    ]


def test_a_long_name_of_a_module_is_not_copied_for_each_import():
    source = f"from {'b' * 100_000} import {', '.join(f'a{i}' for i in range(2000))}\nfrom torch import softmax\n"
    assert [what for _, _, what in found(source)] == ["torch.softmax"]


def test_a_chain_of_names_is_followed_in_any_order():
    source = "c = b.special\nb = a\nimport torch as a\nc.log_softmax\n"
    assert found(source) == [("softmax.py", 4, "torch.special.log_softmax")]


def test_what_is_reached_through_what_is_refused_is_refused():
    assert found("import torch\ntorch.compile.__wrapped__(f)") == [("softmax.py", 2, "torch.compile.__wrapped__")]


def test_the_same_on_one_line_is_told_once():
    assert len(found("import torch\ny = torch.softmax(x, 1) + torch.softmax(x, 0)")) == 1


def test_the_module_that_a_chain_starts_from_is_told_once():
    source = "import importlib\nimportlib.import_module('torch.nn').functional.relu(x)"
    assert found(source) == [("softmax.py", 2, "torch.nn.functional.relu")]
    assert [what for _, _, what in found("__import__('torch.nn').zeros(3)")] == ["torch.nn"]


def test_only_the_operators_of_the_manifest_are_found():
    assert violations({"a.py": "import torch\ntorch.softmax\n"}, ()) == ()


@settings(max_examples=150, deadline=None)
@given(source=st.text(max_size=80))
def test_any_text_can_be_looked_at(source):
    violations({"a.py": source}, OPERATORS)
