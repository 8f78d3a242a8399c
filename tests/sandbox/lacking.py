"""Starts a learner's process on a machine that lacks something, and tells which level it reports and what it can do.

Run as a script with one argument, a JSON object:

`answers`
    system calls by name, with the error that they give: a filter installed here makes the kernel answer so, for this
    process and all that it starts. 0 makes a call claim success and do nothing: a kernel that lies.
`user`
    the user to be, where this is run by root.
`without`
    packages that are not installed.
`broken`
    packages whose import raises, as pyseccomp's does where the system's library is missing.
`start`, `at_most`, `flavour`
    as for a launcher.

Writes one JSON object: the level, the notes, and what the submission could reach.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

SOURCE = """
import os, socket

MARKER = {marker!r}
OUTSIDE = {outside!r}

def can(act):
    try:
        act()
    except OSError:
        return False
    return True

def forks():
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)

def reach():
    return {{
        "read": can(lambda: open(MARKER).read()),
        "write": can(lambda: open(OUTSIDE, "w").close()),
        "list": can(lambda: os.listdir("/")),
        "network": can(lambda: socket.socket(socket.AF_INET).close()),
        "fork": can(forks),
        "signal": can(lambda: os.kill({command}, 0)),
        "privileged": os.getuid() == 0,
        "scratch": can(lambda: open("file", "w").close()),
        "alone": os.getpid() == 1,
    }}
"""


def main() -> None:
    """Lack it, try, and print."""
    told = json.loads(sys.argv[1])
    if told.get("user"):
        become(told["user"])
    lack(told.get("answers", {}))
    sys.stdout.write(json.dumps(reached(told)))


def become(user: int) -> None:
    """Be an ordinary user, who can reach this interpreter and this project wherever they are."""
    from grader.sandbox import nest

    paths = [sys.base_prefix, sys.prefix, str(ROOT)]
    closed, notes = nest._open(nest._closed_folders(paths))
    assert not closed, notes
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    from grader.sandbox import kernel

    kernel.be_dumpable(dumpable=True)  # as an ordinary user's processes are


def lack(answers: dict[str, int]) -> None:
    """Have the kernel answer some calls with an error, from now on."""
    import pyseccomp

    calls = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name, error in answers.items():
        calls.add_rule(pyseccomp.ERRNO(error), name)
    if answers:
        calls.load()


def reached(told: dict[str, Any]) -> dict[str, Any]:
    """The level that a process reports, and what a submission in it can do."""
    from grader.sandbox.limits import Limits
    from grader.supervisor import interpreter
    from grader.supervisor.launch import Plan, launcher
    from tests.supervisor.attempts import attempt, value

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o777)
        (place / "marker").write_text("a secret", encoding="ascii")
        real = interpreter.folder_of

        def folder_of(package: str) -> str | None:
            if package in told.get("without", []):
                return None
            if package in told.get("broken", []):
                (place / f"{package}.py").write_text("raise RuntimeError('no library')\n", encoding="ascii")
                return folder
            return real(package)

        interpreter.folder_of = folder_of
        source = SOURCE.format(marker=str(place / "marker"), outside=str(place / "outside"), command=os.getpid())
        plan = Plan(told.get("flavour", "numpy"), "cpu", Limits(), at_most=told.get("at_most", "isolated"))
        with launcher(plan, told.get("start", "fork")) as processes, attempt(processes, source) as session:
            found = value(session, "reach")
            assert session.ready is not None
            ready = session.ready
    return {"level": ready.level, "notes": ready.notes, "reach": dict(found.items)}  # type: ignore[union-attr,arg-type]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
