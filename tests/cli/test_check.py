"""`check`: where it finds the work, what it says to a program and to a person, and what `list` says afterwards."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import Say
from tests.cli.terminal import DLGRADE, SOFTMAX, dlgrade, environment, is_clean, on_terminal
from tests.harness import ROOT

PUBLIC, HIDDEN = "example_softmax_backward", "softmax_jacobian"
WRONG = SOFTMAX / "diagonal_of_the_jacobian_only"
QUICK = ("--no-shrink", "--timeout", "1")


def report_of(told: tuple[int, str, str]) -> dict[str, Any]:
    """The report in a command's standard output, which holds nothing else."""
    report: dict[str, Any] = json.loads(told[1])
    return report


def plain(text: str) -> str:
    """What a terminal shows, without colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def section(text: str, check: str) -> str:
    """What a report on a terminal says of one check that did not pass: up to the command that repeats it."""
    match = re.search(rf"\({check}\).*?Again: [^\n]*", text, flags=re.DOTALL)
    assert match is not None, text
    return match[0]


@pytest.mark.parametrize(
    "form", ["module", "folder", "folder of folders", "working folder", "folder in working folder"]
)
def test_path_is_the_module_or_a_folder_that_holds_it(form: str, say: Say, here: Path) -> None:
    source = SOFTMAX / "right_numpy"
    (here / "hand-in").mkdir()
    paths: dict[str, tuple[Path, list[Path]]] = {
        "module": (here / "hand-in", [here / "hand-in" / "softmax.py"]),
        "folder": (here / "hand-in", [here / "hand-in"]),
        "folder of folders": (here / "hand-in" / "exercise07_softmax", [here / "hand-in"]),
        "working folder": (here, []),
        "folder in working folder": (here / "exercise07_softmax", []),
    }
    folder, words = paths[form]
    shutil.copytree(source, folder, dirs_exist_ok=True)
    code, out, _ = say("check", "7", *words, "--json", *QUICK)
    assert code == 0
    assert json.loads(out)["score"] == 20


def test_json_has_what_programs_need_and_keeps_to_its_schema(say: Say) -> None:
    told = say("check", "7", WRONG, "--json", *QUICK)
    report = report_of(told)
    assert told[0] == 1
    schema = json.loads((ROOT / "docs" / "schemas" / "report-v1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    needed = {"exercise", "score", "max_score", "verdict", "isolation", "flavour", "device", "seed", "versions"}
    assert needed <= set(report)
    assert (report["exercise"], report["max_score"], report["verdict"]) == ("exercise07_softmax", 20, "failed")
    assert (report["flavour"], report["device"], report["seed"]) == ("numpy", "cpu", "dlgrade")
    assert {"dlgrade", "python", "numpy", "torch"} <= set(report["versions"])
    per_check = {"name", "claim", "verdict", "points", "max_points", "public", "message", "seconds"}
    assert report["checks"]
    for check in report["checks"]:
        assert per_check <= set(check)
        assert check["claim"]
        assert (check["points"] == check["max_points"]) == (check["verdict"] == "passed")
        assert bool(check["message"]) == (check["verdict"] != "passed")
    assert sum(check["points"] for check in report["checks"]) == report["score"] < 20
    assert sum(check["max_points"] for check in report["checks"]) == 20


@pytest.mark.slow
def test_standard_output_is_json_alone_and_progress_goes_elsewhere(here: Path, tmp_path: Path) -> None:
    cache = {"DLGRADE_CACHE": str(tmp_path / "cache")}
    done = dlgrade("check", "7", WRONG, "--json", cwd=here, env=cache)
    assert done.returncode == 1
    assert json.loads(done.stdout)["verdict"] == "failed"
    assert done.stdout.startswith("{")
    assert "Drawing the examples" in done.stderr
    assert is_clean(done)


def test_json_is_utf8_whatever_the_terminal_speaks(here: Path) -> None:
    done = subprocess.run(
        [*DLGRADE, "check", "7", str(WRONG), "--json", *QUICK], cwd=here, capture_output=True, check=False, timeout=60,
        env=environment({"PYTHONIOENCODING": "ascii"}),
    )  # fmt: skip
    hints = [check["hint"] for check in json.loads(done.stdout.decode("utf-8"))["checks"]]
    assert any("ᵢ" in hint for hint in hints)


@pytest.mark.slow
def test_a_terminal_shows_what_to_do_next(here: Path, say: Say) -> None:
    report = report_of(say("check", "7", WRONG, "--json"))
    code, text = on_terminal("check", "7", WRONG, cwd=here)
    assert code == 1
    assert "\x1b[" in text
    text = plain(text)
    squeezed = " ".join(text.split())
    assert f"{report['score']:g} of 20 points" in text
    for check in report["checks"]:
        assert " ".join(f"{check['claim']} ({check['name']})".split()) in squeezed
        if check["follows"]:
            assert f"({check['name']}) Follows from {check['follows']}, above: look there first." in squeezed
        elif check["verdict"] == "failed":
            said = " ".join(section(text, check["name"]).split())
            assert check["message"] in said
            hints = [report["diagnoses"][at]["hint"] for at in check["diagnoses"]] or [check["hint"]]
            assert all(f"Hint: {hint}" in said for hint in hints if hint)
            assert said.endswith(f"--only {check['name']}")


def test_a_public_check_shows_both_arrays_and_a_hidden_one_no_number(say: Say) -> None:
    _, text, _ = say("check", "7", WRONG, *QUICK)
    shown = section(text, PUBLIC)
    assert "grad_output = [8.0 0.0 0.0]" in shown
    assert "yours  float64[3]" in shown
    assert "expected  float64[3]" in shown
    assert "[ 0.875   0.000*  0.000*]   [ 0.875 -0.250 -0.625]" in shown
    hidden = section(say("check", "7", WRONG, *QUICK, "--only", HIDDEN)[1], HIDDEN)
    assert "softmax_backward(grad_output: float64[" in hidden
    assert "expected" not in hidden
    assert not re.search(r"\d\.\d|largest|allowed", hidden)


def test_json_holds_no_expected_value_of_a_hidden_check(say: Say) -> None:
    cases = {one["name"]: one["case"] for one in report_of(say("check", "7", WRONG, "--json"))["checks"]}
    assert any(value["expected"] for value in cases[PUBLIC]["values"])
    for value in cases[HIDDEN]["values"]:
        assert value["expected"] is value["got"] is value["error"] is None
        assert value["wrong"] == []
    assert cases[HIDDEN]["inputs"] == {}
    assert cases[HIDDEN]["shrunk"] is True


@pytest.mark.parametrize("folder", ["hand-in", "a folder with 'quotes' and spaces"])
def test_the_command_that_repeats_a_check_does_repeat_it(folder: str, here: Path) -> None:
    shutil.copytree(WRONG, here / folder)
    first = json.loads(dlgrade("check", "7", folder, "--json", *QUICK, cwd=here).stdout)
    (check,) = [one for one in first["checks"] if one["name"] == HIDDEN]
    program, *words = shlex.split(check["repeat"])
    assert program == "dlgrade"
    again = dlgrade(*words, "--json", *QUICK, cwd=here)
    report = json.loads(again.stdout)
    assert again.returncode == 1
    assert report["recording_digest"] == first["recording_digest"]
    (repeated,) = [one for one in report["checks"] if one["name"] == HIDDEN]
    alone = {"seconds": 0, "follows": "", "diagnoses": []}  # it follows from nothing when it is all that was run
    assert repeated | alone == check | alone


def test_only_runs_what_was_named_and_what_it_needs(say: Say) -> None:
    told = say("check", "7", WRONG, "--json", "--only", HIDDEN, "--only", "test_softmax", *QUICK)
    assert {check["name"] for check in report_of(told)["checks"]} == {HIDDEN, "softmax"}


def test_only_with_an_unknown_check_names_those_that_there_are(say: Say) -> None:
    code, out, err = say("check", "7", WRONG, "--only", "sofmax")
    assert (code, out) == (2, "")
    assert "There is no check 'sofmax'" in err
    assert HIDDEN in err


def test_list_tells_score_change_and_success(say: Say, here: Path) -> None:
    def state() -> tuple[str, float | None]:
        (row,) = [row for row in json.loads(say("list", "--json")[1]) if row["number"] == 7]
        return row["state"], row["score"]

    shutil.copytree(WRONG, here / "exercise07_softmax")
    module = here / "exercise07_softmax" / "softmax.py"
    assert state() == ("started", None)
    score = report_of(say("check", "7", "--json", *QUICK))["score"]
    assert state() == ("checked", score)
    assert f"{score:g} of 20\n" in say("list")[1]
    module.write_text(module.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert state() == ("changed", score)
    assert f"{score:g} of 20, changed since" in say("list")[1]
    module.write_bytes((SOFTMAX / "right_numpy" / "softmax.py").read_bytes())
    assert say("check", "7", ".", *QUICK)[0] == 0  # as the report's own command says it
    assert state() == ("passed", 20)
    assert "points  passed" in say("list")[1]


def test_a_check_of_other_work_or_of_a_part_is_not_remembered(say: Say, here: Path) -> None:
    shutil.copytree(WRONG, here / "exercise07_softmax")
    say("check", "7", SOFTMAX / "right_numpy", *QUICK)
    say("check", "7", "--only", "softmax", *QUICK)
    assert "not graded" not in say("list")[1]
    (row,) = [row for row in json.loads(say("list", "--json")[1]) if row["number"] == 7]
    assert row["state"] == "started"


def test_a_broken_memory_costs_nothing_but_a_column(say: Say, here: Path) -> None:
    shutil.copytree(WRONG, here / "exercise07_softmax")
    (here / ".dlgrade").mkdir()
    for content in (b"\xff", b"[]", b'{"exercise07_softmax": 7}', b'{"exercise07_softmax": {"score": "x"}}'):
        (here / ".dlgrade" / "work.json").write_bytes(content)
        assert say("list")[0] == 0


def test_html_is_written_and_named(say: Say, here: Path) -> None:
    code, _, err = say("check", "7", WRONG, "--html", "report.html", *QUICK)
    assert code == 1
    assert "Wrote report.html." in err
    assert "diagonal" not in err
    assert (here / "report.html").read_text(encoding="utf-8").lower().startswith("<!doctype html")
    assert say("check", "7", WRONG, "--html", "report.html", *QUICK)[0] == 1  # a report may be replaced


def test_html_overwrites_no_work(say: Say, here: Path) -> None:
    shutil.copytree(SOFTMAX / "right_numpy", here / "mine")
    before = (here / "mine" / "softmax.py").read_bytes()
    for page in ("mine/softmax.py", "mine", "nowhere/report.html"):
        code, out, err = say("check", "7", "mine", "--html", page)
        assert (code, out) == (2, "")
        assert "--html" in err
    assert (here / "mine" / "softmax.py").read_bytes() == before


def test_cuda_is_no_device_for_numpy(say: Say) -> None:
    code, out, err = say("check", "7", SOFTMAX / "right_numpy", "--device", "cuda")
    assert (code, out) == (2, "")
    assert err == "dlgrade: --device cuda is for PyTorch submissions; this one is written in NumPy.\n"


@pytest.mark.parametrize("version", ["2.13.0+cpu", "2.13.0+cu130"])
def test_cuda_without_a_gpu_is_no_zero(version: str, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.recording.versions", lambda: {"torch": version})
    monkeypatch.setattr("shutil.which", lambda _: None)
    code, out, err = say("check", "7", SOFTMAX / "right_torch", "--device", "cuda")
    assert (code, out) == (2, "")
    assert re.fullmatch(r"dlgrade: --device cuda needs .*\. Leave the option out\.\n", err)


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_either_way_to_start_processes_gives_the_same_report(start: str, say: Say) -> None:
    if start == "fork" and sys.platform != "linux":
        pytest.skip("forked on Linux only")
    report = report_of(say("check", "7", WRONG, "--json", "--start", start, *QUICK))
    assert report["isolation"]["start"] == start
    assert report["score"] == 12


def test_a_report_whose_reader_leaves_keeps_its_exit_code(here: Path) -> None:
    for sample, code in ((WRONG, 1), (SOFTMAX / "right_numpy", 0)):
        with subprocess.Popen(
            [*DLGRADE, "check", "7", str(sample), "--no-shrink"], cwd=here, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=environment(),
        ) as popen:  # fmt: skip
            assert popen.stdout is not None
            assert popen.stderr is not None
            popen.stdout.close()
            assert popen.stderr.read() == b""
            assert popen.wait(60) == code
