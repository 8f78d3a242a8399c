"""The static look finds what is spelled out, by whatever alias, and nothing that is allowed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_only_the_operators_of_the_manifest_are_found():
    assert violations({"a.py": "import torch\ntorch.softmax\n"}, ()) == ()


@settings(max_examples=150, deadline=None)
@given(source=st.text(max_size=80))
def test_any_text_can_be_looked_at(source):
    violations({"a.py": source}, OPERATORS)
