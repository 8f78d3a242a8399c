"""The PyTorch flavour in real processes: tensors go there and come back, and the rule at run time holds."""

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from msgspec import structs

from grader.experiment.program import Call, Copy, Index, Keep, Lookup, Program, Returned
from grader.experiment.values import ITEMSIZE, Array, List, Opaque, Ref, Source
from grader.learner.torch_arrays import TorchArrays
from grader.supervisor.launch import Launcher, Plan, launcher
from grader.supervisor.session import NotLoaded, Session
from tests.supervisor.attempts import LIMITS, attempt, calling, ending, error, items, submission, value

TORCH_LIMITS = structs.replace(LIMITS, message_seconds=30.0, memory_mib=2048)


@pytest.fixture(scope="module")
def torches() -> Iterator[Launcher]:
    """Forked processes of the PyTorch flavour."""
    with launcher(Plan("torch", "cpu", TORCH_LIMITS), "fork") as made:
        yield made


def entries(*numbers, dtype="float32"):
    """An array of the boundary, as it is sent."""
    return Array(dtype, (len(numbers),), np.array(numbers, dtype).tobytes())


SOURCE = """
import torch

def double(x): return x * 2
def softmax(x): return torch.softmax(x, 0)
def hides(x):
    try: return x.softmax(0)
    except Exception: pass
    return torch.exp(x) / torch.exp(x).sum()
def spelled(x): return getattr(torch.ops.aten, "soft" + "max").int(x, 0)
def threaded(x):
    import threading
    found = []
    thread = threading.Thread(target=lambda: found.append(torch.softmax(x, 0)))
    thread.start()
    thread.join()
    return found[0]
def pooled(x):
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(1) as pool: return pool.submit(torch.softmax, x, 0).result()
def honest_threads(x):
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(2) as pool:
        return [pool.submit(double, x).result(), pool.submit(torch.is_grad_enabled).result()]
def differentiates(x):
    with torch.enable_grad():
        leaf = torch.nn.Parameter(x)
        (leaf * leaf).sum().backward()
    return leaf.grad
def starts():
    import subprocess
    return subprocess.check_output(["true"])
def state(): return [torch.is_grad_enabled(), torch.get_num_threads()]
def mixed(): return [torch.ones(1), __import__("numpy").ones(1), torch.ones(1).to_sparse(), torch.nn.Parameter]
def kills():
    import os
    os._exit(5)
"""


def transcript(session, name, *args):
    """What one program gave, with what was refused."""
    ran = session.run([calling(name, *args)])
    assert isinstance(ran, tuple), ran
    return ran[0]


def test_a_tensor_goes_there_and_comes_back(torches):
    with attempt(torches, SOURCE, flavour="torch") as session:
        assert value(session, "double", entries(1, 2)) == structs.replace(entries(2, 4), container="tensor")


def test_an_interpreter_of_its_own_keeps_the_same_rules():
    with (
        launcher(Plan("torch", "cpu", TORCH_LIMITS), "spawn") as processes,
        attempt(processes, SOURCE, flavour="torch", refused=("softmax",), message_seconds=30.0) as session,
    ):
        assert value(session, "double", entries(1, 2)) == structs.replace(entries(2, 4), container="tensor")
        assert transcript(session, "hides", entries(1, 2)).refused == "torch.Tensor.softmax"
        assert transcript(session, "threaded", entries(1, 2)).refused == "torch.softmax"


@pytest.mark.parametrize("name", ["softmax", "hides", "spelled"])
def test_a_call_that_is_refused_is_told_even_if_it_was_caught(torches, name):
    with attempt(torches, SOURCE, flavour="torch", refused=("softmax",)) as session:
        first = transcript(session, name, entries(1, 2))
        assert first.refused is not None
        assert "softmax" in first.refused
        assert transcript(session, "double", entries(1)).refused is None


@pytest.mark.parametrize("name", ["threaded", "pooled"])
def test_a_thread_is_no_way_round_the_rule(torches, name):
    with attempt(torches, SOURCE, flavour="torch", refused=("softmax",)) as session:
        assert transcript(session, name, entries(1, 2)).refused == "torch.softmax"


def test_honest_threads_are_accused_of_nothing(torches):
    with attempt(torches, SOURCE, flavour="torch", refused=("softmax",)) as session:
        ran = transcript(session, "honest_threads", entries(1, 2))
    assert ran.refused is None
    assert isinstance(ran.observations[1], Returned)
    assert ran.observations[1].value == List((structs.replace(entries(2, 4), container="tensor"), False))


def test_autograd_is_refused(torches):
    with attempt(torches, SOURCE, flavour="torch") as session:
        assert transcript(session, "differentiates", entries(1, 2)).refused == "torch.Tensor.backward"


def test_what_is_refused_on_import_is_told_before_anything_runs(torches):
    source = "import torch\ntry: Y = torch.ones(2).softmax(0)\nexcept Exception: pass\ndef f(): return 1\n"
    with attempt(torches, source, flavour="torch", refused=("softmax",)) as session:
        problem = session.load()
    assert problem == NotLoaded(refused="torch.Tensor.softmax")


OPTIM = {
    "by import_module": "importlib.import_module('torch.' + 'optim').SGD",
    "by import_module, inner": "importlib.import_module('torch.' + 'optim.sgd').SGD",
    "by __import__": "__import__('torch.' + 'optim.adam', fromlist=['Adam']).Adam",
    "by attribute": "getattr(torch, 'op' + 'tim').Adam",
    "by sys.modules": "sys.modules['torch.' + 'optim.lr_scheduler'].StepLR",
    "by exec": "exec('from torch.op' + 'tim import SGD')",
    "imported anew": "sys.modules.pop('torch.' + 'optim') and importlib.import_module('torch.' + 'optim')",
    "reloaded": "importlib.reload(sys.modules['torch.' + 'optim.sgd'])",
}


@pytest.mark.parametrize("way", OPTIM)
def test_an_optimizer_of_torch_cannot_be_had(torches, way):
    source = f"import importlib, sys, torch\ndef f():\n    try: {OPTIM[way]}\n    except Exception: pass\n"
    with attempt(torches, source, flavour="torch") as session:
        refused = transcript(session, "f").refused
    assert refused is not None
    assert refused.startswith("torch.optim")


WITHOUT_OPTIM = """
import copy, importlib, inspect, io, pickle, sys, torch
def f():
    x = torch.arange(6.0).reshape(1, 1, 2, 3)
    found = [str(x), repr(x[0, 0]), (x * x).sum().item(), (x[0, 0] @ x[0, 0].T).sum().item()]
    found += [torch.einsum("abij,abkj->ik", x, x).trace().item(), copy.deepcopy(x).sum().item()]
    found.append(torch.linalg.norm(x[0, 0]).item())
    torch.save(x, io.BytesIO())
    pickle.dumps(x)
    with torch.no_grad(), torch.inference_mode():
        found.append(torch.stft(torch.ones(16), 8, window=torch.hann_window(8), return_complex=True).shape[0])
    generator = torch.Generator().manual_seed(0)
    found.append(tuple(torch.randn(2, 2, generator=generator).sort().values.shape))
    inspect.getmodule(f), inspect.stack(), importlib.import_module("torch.special"), hash(torch.nn)
    torch.testing.assert_close(x, x.clone())
    return found
"""


def test_pytorch_itself_goes_on_without_its_optimizers(torches):
    with attempt(torches, WITHOUT_OPTIM, flavour="torch") as session:
        told = transcript(session, "f")
    last = told.observations[-1]
    assert isinstance(last, Returned), last
    assert isinstance(last.value, List)
    assert "tensor" in str(last.value.items[0])
    assert last.value.items[2:4] == (55.0, 83.0)
    assert told.refused is None


def test_no_program_is_started_in_this_flavour_either(torches):
    with attempt(torches, SOURCE, flavour="torch") as session:
        assert "may not start other programs" in error(session, "starts").message


def test_no_gradients_are_recorded_and_one_thread_computes(torches):
    with attempt(torches, SOURCE, flavour="torch") as session:
        assert value(session, "state") == List((False, 1))


def test_a_crash_costs_one_check_in_this_flavour_too(torches):
    with attempt(torches, SOURCE, flavour="torch") as session:
        assert ending(session, "kills").kind == "exited"
        assert isinstance(value(session, "double", entries(1)), Array)


def test_tensors_arrays_and_the_rest_are_told_apart(torches):
    with attempt(torches, SOURCE, flavour="torch") as session:
        tensor, array, sparse, parameter = items(session, "mixed")
    assert (tensor.container, array.container) == ("tensor", "array")
    assert (sparse, parameter) == (Opaque("Tensor"), Opaque("_ParameterMeta"))


def test_a_function_that_is_handed_over_may_use_torch(torches):
    source = "def f(g, x): return g(x)\n"
    given = Source("def g(x):\n    return torch.exp(x) + array([0.0])\n", "g")
    with attempt(torches, source, flavour="torch") as session:
        assert value(session, "f", given, entries(0)) == structs.replace(entries(1), container="tensor")


def test_a_tensor_that_is_kept_is_updated_in_place(torches):
    source = "def f(x): x.add_(1)\n"
    steps = Keep(entries(1, 2)), Lookup("f"), Call(1, (Ref(0),)), Copy(0), Call(1, (Ref(0),)), Index(3, 0)
    with attempt(torches, source, flavour="torch") as session:
        ran = session.run([Program(steps, (3, 5))])
    assert isinstance(ran, tuple)
    last = ran[0].observations[5]
    assert isinstance(last, Returned)
    assert isinstance(last.value, Array)
    assert last.value.data == np.float32(2).tobytes()


def test_an_argument_that_is_changed_in_place_is_named(torches):
    with attempt(torches, "def f(x): x.add_(1)\n", flavour="torch") as session:
        assert transcript(session, "f", entries(1)).observations[1].changed == ("0",)


def test_only_what_torch_needs_is_there(torches):
    source = "import importlib\ndef f(name): importlib.import_module(name)\n"
    with attempt(torches, source, flavour="torch") as session:
        for name in ("pytest", "hypothesis", "click", "grader.judge", "grader.suite"):
            assert "ModuleNotFoundError" in error(session, "f", name).types


@pytest.mark.parametrize("layout", ["contiguous", "strided", "transposed", "readonly"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 3, 4)])
@pytest.mark.parametrize("dtype", ["bool", "uint8", "int64", "float16", "bfloat16", "float32", "float64", "complex64"])
def test_a_tensor_is_made_in_its_layout_and_with_its_entries(layout, shape, dtype):
    arrays = TorchArrays("cpu")
    size = int(np.prod(shape)) * ITEMSIZE[dtype]
    array = Array(dtype, shape, bytes(n % 2 for n in range(size)), layout)
    made = arrays.make(array)
    assert arrays.same(made, array)
    assert arrays.describe(made) == structs.replace(array, layout="contiguous", container="tensor")
    if made.numel() > 1 and (layout == "strided" or (layout == "transposed" and made.ndim > 1)):
        assert not made.is_contiguous()


def test_a_view_is_described_by_what_it_shows():
    arrays, x = TorchArrays("cpu"), torch.tensor([1 + 2j, 3 - 4j], dtype=torch.complex64)
    described = arrays.describe(x.conj()[::1])
    assert described is not None
    assert np.frombuffer(described.data, np.complex64).tolist() == [1 - 2j, 3 + 4j]


GPU = pytest.mark.gpu


@GPU
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_on_a_gpu_tensors_live_there_and_come_back_from_there(start):
    source = """
        import torch
        def f(x): return [x * 2, x.cpu()]
    """
    with (
        launcher(Plan("torch", "cuda", TORCH_LIMITS), start) as processes,
        Session(processes, submission(source, "torch"), TORCH_LIMITS, refused=(), device="cuda") as session,
    ):
        there, here = items(session, "f", entries(1, 2))
    assert (there.device.partition(":")[0], here.device) == ("cuda", "cpu")
    assert there.data == entries(2, 4).data


@GPU
def test_on_a_gpu_too_much_memory_is_an_exception():
    source = "import torch\ndef f(): return torch.empty(1 << 50, dtype=torch.uint8, device='cuda')\n"
    with (
        launcher(Plan("torch", "cuda", TORCH_LIMITS)) as processes,
        Session(processes, submission(source, "torch"), TORCH_LIMITS, refused=(), device="cuda") as session,
    ):
        assert "OutOfMemoryError" in error(session, "f").types


def test_a_generator_of_random_numbers_is_made_from_a_seed(torches: Launcher) -> None:
    source = "import torch\ndef draw(rng): return torch.rand(3, generator=rng)"
    expected = torch.rand(3, generator=torch.Generator().manual_seed(5))
    with Session(torches, submission(source, "torch"), TORCH_LIMITS, refused=()) as session:
        got = value(session, "draw", Source("rng = generator(5)", "rng"))
    assert got == TorchArrays("cpu").describe(expected)
