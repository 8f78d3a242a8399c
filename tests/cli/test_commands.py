"""`list`, `start`, `show`, names, usage, colour and pipes, as a learner meets them."""

import errno
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from grader import __version__
from grader.cli import COMMANDS
from tests.cli.conftest import Say
from tests.cli.terminal import DLGRADE, SOFTMAX, environment, is_clean, on_terminal
from tests.harness import ROOT

ESCAPE = "\x1b["


def test_list_names_every_exercise_its_points_and_the_state_of_ones_work(say: Say) -> None:
    code, out, err = say("list")
    assert (code, err) == (0, "")
    rows = [line for line in out.splitlines() if re.match(r"  \d\d  ", line)]
    there = sorted(path.name for path in (ROOT / "exercises").glob("exercise*"))
    assert [row[2:4] for row in rows] == [name.removeprefix("exercise")[:2] for name in there]
    assert all(re.search(r"\d+ points  not started$", row) for row in rows)


def test_list_as_json_is_for_programs(say: Say) -> None:
    code, out, _ = say("list", "--json")
    rows = {row["exercise"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["exercise07_softmax"]["points"] == 20
    assert rows["exercise07_softmax"]["state"] == "not started"
    assert rows["exercise07_softmax"]["score"] is None


def test_start_writes_stub_and_statement_and_list_knows(say: Say, here: Path) -> None:
    code, out, _ = say("start", "softmax")
    assert code == 0
    assert "dlgrade check softmax" in out
    for name in ("softmax.py", "README.md"):
        assert (here / "exercise07_softmax" / name).read_bytes() == (
            ROOT / "exercises" / "exercise07_softmax" / name
        ).read_bytes()
    state = {row["exercise"]: row["state"] for row in json.loads(say("list", "--json")[1])}
    assert state["exercise07_softmax"] == "started"
    assert state["exercise10_linear"] == "not started"


def test_start_writes_the_pytorch_stub_where_asked(say: Say, here: Path) -> None:
    assert say("start", "7", "--flavour", "torch")[0] == 0
    stub = ROOT / "exercises" / "exercise07_softmax" / "torch" / "softmax.py"
    assert (here / "exercise07_softmax" / "softmax.py").read_bytes() == stub.read_bytes()


def test_start_brings_the_figures_that_the_statement_shows(say: Say, here: Path) -> None:
    assert say("start", "16")[0] == 0
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", (here / "exercise16_conv2d" / "README.md").read_text("utf-8"))
    assert shown
    assert all((here / "exercise16_conv2d" / name).read_text("utf-8").startswith("<svg") for name in shown)


def test_start_leaves_work_alone(say: Say, here: Path) -> None:
    say("start", "7")
    module, statement = (here / "exercise07_softmax" / name for name in ("softmax.py", "README.md"))
    module.write_text("mine = 1\n", encoding="utf-8")
    statement.unlink()
    code, out, _ = say("start", "7")
    assert code == 0
    assert module.read_text(encoding="utf-8") == "mine = 1\n"
    assert statement.is_file()
    assert "Left softmax.py as it is" in out


def test_start_where_a_file_is_in_the_way_says_so(say: Say, here: Path) -> None:
    (here / "exercise07_softmax").write_text("mine", encoding="utf-8")
    code, _, err = say("start", "7")
    assert code == 2
    assert "exercise07_softmax is there already, and no folder" in err
    assert (here / "exercise07_softmax").read_text(encoding="utf-8") == "mine"


def test_start_removes_nothing_that_it_did_not_make(say: Say, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say("start", "7")
    module = here / "exercise07_softmax" / "softmax.py"
    module.write_text("mine = 1\n", encoding="utf-8")
    opened = Path.open

    def refuse(self: Path, mode: str = "r", *args: object, **kwargs: object) -> object:
        if mode == "xb":
            raise OSError(errno.EMFILE, "Too many open files", str(self))
        return opened(self, mode, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    assert say("start", "7")[0] == 3
    assert module.read_text(encoding="utf-8") == "mine = 1\n"


def test_show_gives_markdown_in_a_pipe(say: Say) -> None:
    code, out, _ = say("show", "exercise07")
    assert code == 0
    assert out == (ROOT / "exercises" / "exercise07_softmax" / "README.md").read_text(encoding="utf-8")


def test_show_renders_the_statement_on_a_terminal(here: Path) -> None:
    code, text = on_terminal("show", "7", cwd=here)
    first = (ROOT / "exercises" / "exercise07_softmax" / "README.md").read_text(encoding="utf-8").splitlines()[0]
    assert code == 0
    assert first.startswith("# ")
    assert first not in text  # the heading is drawn, and not written with a #
    assert first.removeprefix("# ") in text
    assert ESCAPE in text


@pytest.mark.parametrize(
    "name", ["exercise07", "7", "07", "007", "softmax", "exercise07_softmax", "Softmax", "EXERCISE07_SOFTMAX", "ex7"]
)
def test_a_name_finds_its_exercise(name: str, say: Say) -> None:
    code, out, _ = say("show", name)
    assert code == 0
    assert out.startswith("# Exercise 07: softmax")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("sotfmax", "softmax"), ("exercise70_softmax", "exercise07_softmax"), ("optimisers", "optimizers")],
)
@pytest.mark.parametrize("command", ["show", "start", "check", "record"])
def test_a_near_miss_gets_a_suggestion(command: str, name: str, meant: str, say: Say, here: Path) -> None:
    code, out, err = say(command, name)
    assert (code, out) == (2, "")
    assert f"Did you mean {meant!r}?" in err
    assert list(here.iterdir()) == []


def test_an_unknown_exercise_is_told_where_all_are_shown(say: Say) -> None:
    code, _, err = say("check", "backgammon")
    assert code == 2
    assert err.count("\n") == 1
    assert "`dlgrade list`" in err


def test_an_unknown_command_gets_a_suggestion(say: Say) -> None:
    assert "Did you mean `dlgrade check`?" in say("chekc")[2]
    assert "`dlgrade --help`" in say("zzz")[2]
    assert say("chekc")[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ["--nope"], ["check"], ["check", "7", "--nope"], ["check", "7", "a", "b"], ["check", "7", "--timeout", "0"],
        ["check", "7", "--timeout", "soon"], ["check", "7", "--device", "tpu"], ["start", "7", "--flavour", "jax"],
        ["record"], ["record", "7", "--all"], ["--course", "nowhere", "list"],
    ],
)  # fmt: skip
def test_wrong_usage_is_two_and_says_what_to_do(words: list[str], say: Say) -> None:
    code, out, err = say(*words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert re.search(r"--help|Try |dlgrade |--course DIR|Leave", err)


def test_help_and_version_name_the_program(say: Say) -> None:
    code, out, _ = say("--help")
    assert code == 0
    assert out.startswith("Usage: dlgrade ")
    assert all(command in out for command in COMMANDS)
    assert say("--version") == (0, f"dlgrade {__version__}\n", "")
    for command in COMMANDS:
        code, out, _ = say(command, "--help")
        assert code == 0
        assert out.startswith(f"Usage: dlgrade {command}")


def test_doctor_tells_versions_platform_and_protections(say: Say) -> None:
    code, out, _ = say("doctor", "--json")
    found = {finding["name"]: finding for finding in json.loads(out)}
    assert code == 0
    assert found["dlgrade"]["text"] == __version__
    assert {"python", "platform", "numpy", "cache", "course", "isolation", "gpu", "numpy, spawn"} <= set(found)
    assert found["numpy, spawn"]["good"] is True
    assert all(finding["good"] is not False for finding in found.values())


def test_doctor_says_what_is_wrong_and_how_to_right_it(say: Say, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("DLGRADE_CACHE", str(here / "file" / "cache"))
    code, out, _ = say("doctor")
    assert code == 3
    (line,) = [line for line in out.splitlines() if line.startswith("no ")]
    assert "set DLGRADE_CACHE" in line


def test_colour_is_for_terminals_unless_told_otherwise(here: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ESCAPE in on_terminal("list", cwd=here)[1]
    assert ESCAPE not in on_terminal("list", cwd=here, env={"NO_COLOR": "1"})[1]
    assert ESCAPE not in on_terminal("list", cwd=here, env={"TERM": "dumb"})[1]
    assert ESCAPE not in on_terminal("check", "7", SOFTMAX / "right_numpy", cwd=here, env={"NO_COLOR": "1"})[1]
    assert ESCAPE not in say("list")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert ESCAPE in say("list")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in say("list")[1]


def piped_to_nobody(*words: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command whose reader has left before its first word."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return subprocess.run(
            [*DLGRADE, *words], cwd=cwd, stdout=writing, stderr=subprocess.PIPE, env=environment(), text=True,
            check=False, timeout=60,
        )  # fmt: skip
    finally:
        os.close(writing)


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["show", "7"], ["--help"], ["list", "--help"]])
def test_a_reader_that_leaves_early_causes_no_words(words: list[str], here: Path) -> None:
    done = piped_to_nobody(*words, cwd=here)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_standard_output_is_told(here: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*DLGRADE, "list"], cwd=here, stdout=full, stderr=subprocess.PIPE, env=environment(), text=True,
            check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 3
    assert (
        done.stderr
        == "dlgrade: The disk is full, so a file could not be written. Make room and run the command again.\n"
    )


def test_a_terminal_without_the_letters_gets_others(here: Path) -> None:
    done = subprocess.run(
        [*DLGRADE, "show", "7"], cwd=here, capture_output=True, text=True, check=False, timeout=60,
        env=environment({"PYTHONIOENCODING": "ascii"}),
    )  # fmt: skip
    assert done.returncode == 0
    assert is_clean(done)
    assert done.stdout.startswith("# Exercise 07: softmax")
