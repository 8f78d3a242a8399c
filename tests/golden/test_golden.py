"""Golden runs: the whole JSON report of every sample submission. `make golden` rewrites them."""

import json
from pathlib import Path
from typing import Any

import pytest

from grader.course import Course
from grader.report import json as report_json
from tests.harness import ROOT, Bench, name_of, samples

GOLDEN = Path(__file__).parent
# What differs from run to run and from machine to machine.
VARYING = ("started", "seconds", "versions", "recording_digest", "isolation")


def normal(report: Any) -> Any:
    """A report without what varies, and with numbers to ten digits: kernels differ in the last bits."""
    if isinstance(report, dict):
        return {key: normal(value) for key, value in report.items() if key not in VARYING}
    if isinstance(report, list):
        return [normal(item) for item in report]
    if isinstance(report, float):
        return 0.0 if abs(report) < 1e-12 else float(f"{report:.10g}")
    return report


@pytest.mark.parametrize("path", samples(), ids=name_of)
def test_the_report_is_the_golden_one(
    path: Path, course: Course, bench: Bench, request: pytest.FixtureRequest
) -> None:
    exercise = course.find(path.parent.name)
    report = bench.grade(exercise, path.relative_to(ROOT))
    got = normal(json.loads(report_json.render(report)))
    golden = GOLDEN / path.parent.name / f"{path.name}.json"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(json.dumps(got, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert golden.is_file(), "run `make golden`, and read what it wrote"
    assert got == json.loads(golden.read_text(encoding="utf-8"))


def test_no_golden_report_is_left_over(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        pytest.skip("they are being written")
    reports = {f"{path.parent.name}/{path.stem}" for path in GOLDEN.glob("exercise*/*.json")}
    assert reports == {name_of(path) for path in samples()}
