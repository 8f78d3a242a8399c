"""The level that is reported is the one that truly holds: each protection is taken away, and its absence is told."""

import functools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.experiment.message import Ready
from grader.sandbox.levels import LEVELS, Level, highest, reaches
from grader.sandbox.limits import Limits
from grader.supervisor.ending import Ending
from grader.supervisor.launch import Plan, launcher
from tests.sandbox import lacking

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there are levels on Linux only")

IS_ROOT = os.geteuid() == 0
USER = 1234 if IS_ROOT else 0  # who is to be tried as an ordinary user
EPERM, EINVAL, ENOSYS, LIE = 1, 22, 38, 0
OUTSIDE = ("read", "write", "list")
OTHERS = ("network", "fork", "signal")


@functools.cache
def run(told: str) -> dict[str, Any]:
    """What a process reports and can do on a machine that lacks what is told."""
    done = subprocess.run([sys.executable, lacking.__file__, told], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def on(**told: Any) -> dict[str, Any]:
    """`run`, with keywords."""
    return run(json.dumps(told, sort_keys=True))


def lowered(level: Level, **told: Any) -> dict[str, Any]:
    """What is found, where a machine that lacks nothing offers more than `level`."""
    offered = on(user=told.get("user", 0))["level"]
    if not reaches(offered, level) or offered == level:
        pytest.skip(f"this machine offers {offered} anyway")
    found = on(**told)
    assert found["level"] == level, found
    assert found["notes"], "and says why"
    return found


def reached(found: dict[str, Any]) -> set[str]:
    """What a submission could do, apart from what it is there for."""
    return {name for name, could in found["reach"].items() if could} - {"scratch", "alone"}


@pytest.mark.parametrize("user", sorted({0, USER}))
@pytest.mark.parametrize("flavour", ["numpy", "torch"])
@pytest.mark.parametrize("start", ["fork", "spawn"])
@pytest.mark.parametrize("at_most", LEVELS)
def test_nothing_is_in_reach_from_confined_on(at_most, start, flavour, user):
    found = on(at_most=at_most, start=start, flavour=flavour, user=user)
    assert reaches(at_most, found["level"])
    assert found["reach"]["scratch"]
    assert found["reach"]["alone"] == (found["level"] == "isolated")
    if found["level"] == "process":
        assert reached(found) >= {"read", "write", "network", "fork"}
    else:
        assert reached(found) == set()
        assert at_most == found["level"] or found["notes"]


FILES = [
    {"answers": {"landlock_create_ruleset": ENOSYS}},
    {"answers": {"landlock_create_ruleset": EPERM}},
    {"answers": {"landlock_restrict_self": EPERM}},
    {"answers": {"landlock_restrict_self": LIE}},
    {"without": ["landlockpy"]},
]


@pytest.mark.parametrize("told", FILES, ids=str)
@pytest.mark.parametrize("user", sorted({0, USER}))
def test_without_landlock_it_is_a_process(told, user):
    found = lowered("process", user=user, **told)
    assert reached(found) >= set(OUTSIDE) - {"write"}  # whether it may write is for the user's rights to say
    assert not reached(found) & {"network", "fork"}, "and the filter is in force all the same"


CALLS = [
    {"answers": {"seccomp": LIE}},
    {"answers": {"seccomp": ENOSYS, "prctl": EINVAL}},
    {"without": ["pyseccomp"]},
    {"broken": ["pyseccomp"]},
]


@pytest.mark.parametrize("told", CALLS, ids=str)
@pytest.mark.parametrize("user", sorted({0, USER}))
def test_without_a_filter_of_calls_it_is_a_process(told, user):
    found = lowered("process", user=user, **told)
    assert reached(found) >= {"network", "fork"}


def test_a_library_that_is_missing_is_named():
    notes = on(broken=["pyseccomp"])["notes"]
    assert "apt install libseccomp2" in " ".join(notes)
    notes = on(without=["landlockpy"])["notes"]
    assert "pip install landlockpy" in " ".join(notes)


@pytest.mark.skipif(not IS_ROOT, reason="only root has somebody to become")
@pytest.mark.parametrize(
    "told", [{"setresuid": LIE}, {"setresuid": EPERM}, {"setgroups": EPERM}, {"chown": EPERM}], ids=str
)
def test_root_that_stays_root_is_a_process(told):
    found = lowered("process", answers=told)
    assert reached(found) == {"privileged"}


@pytest.mark.parametrize("told", [{"capset": LIE}, {"capset": EPERM}, {"prctl": LIE}], ids=str)
def test_privileges_that_are_kept_or_could_be_gained_make_it_a_process(told):
    if not IS_ROOT and on()["level"] != "isolated" and "capset" in told:
        pytest.skip("an ordinary user has no capabilities to keep")  # but in a user namespace of its own
    lowered("process", answers=told)


NAMESPACES = [{"unshare": EPERM}, {"unshare": LIE}, {"unshare": ENOSYS}, {"setns": EPERM}, {"pidfd_open": ENOSYS}]


@pytest.mark.parametrize("told", NAMESPACES, ids=str)
def test_without_namespaces_it_is_confined(told):
    """Root may need one to let others pass to its interpreter, so this is tried as an ordinary user."""
    found = lowered("confined", user=USER, answers=told)
    assert reached(found) == set()
    assert "no namespaces" in " ".join(found["notes"])


def test_root_whose_interpreter_nobody_else_may_reach_is_told_what_to_do():
    closed = {folder for folder in (sys.base_prefix, sys.prefix) if _is_closed(folder)}
    if not IS_ROOT or not closed:
        pytest.skip("anybody may reach this interpreter")
    for told in ({"unshare": EPERM}, {"mount": EPERM}, {"unshare": LIE}):
        found = lowered("process", answers=told)
        assert reached(found) == {"privileged"}
        assert "chmod o+x" in " ".join(found["notes"])


def _is_closed(path: str) -> bool:
    place = Path(path).resolve()
    return any(not folder.stat().st_mode & 0o001 for folder in (place, *place.parents))


def test_a_sandbox_in_which_nobody_could_work_is_the_grader_s_own_trouble():
    told = json.dumps({"answers": {"landlock_add_rule": LIE}, "user": USER}, sort_keys=True)
    done = subprocess.run([sys.executable, lacking.__file__, told], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "does not let its own scratch folder be written to" in done.stderr


@pytest.mark.parametrize(("at_most", "works", "level"), [
    ("isolated", LEVELS, "isolated"), ("isolated", ("process", "confined"), "confined"),
    ("isolated", ("process",), "process"), ("confined", LEVELS, "confined"), ("confined", (), "confined"),
])  # fmt: skip
def test_a_device_is_confined_as_far_as_its_driver_starts(at_most, works, level):
    assert highest(at_most, lambda tried: tried in works) == level


@pytest.mark.parametrize("device", ["meta", "no_such_device"])
def test_a_device_is_tried_before_anything_is_run(device):
    """`meta` is a device of PyTorch's that needs no driver, so it starts wherever a process does."""
    with launcher(Plan("torch", device, Limits())) as processes:
        process = processes.start()
        ready = process.ready(60.0)
        process.close()
    if device == "meta":
        assert isinstance(ready, Ready)
        assert ready.level == on(flavour="torch")["level"]
    else:
        assert isinstance(ready, Ending)
        assert b"no_such_device" in process.captured.stderr


def test_levels_are_in_order():
    assert [[reaches(one, other) for other in LEVELS] for one in LEVELS] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
