"""Wrong submissions with mistakes that the catalogue does not know: what is said of them is true, and none is named.

`unnamed.json` holds every sentence. Each was read against the code of its submission; REVIEWED says which ones are
true. `--update-golden` rewrites the file, and a new sentence fails until it was read.
"""

import json
import re
from pathlib import Path

import pytest

from grader.course import Course
from grader.explain.diagnosis import Diagnosis
from grader.report.record import Report
from tests.harness import ROOT, Bench, lost, name_of

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parent / "unnamed.json"
PATHS = sorted((ROOT / "tests" / "unnamed").glob("exercise*/*.py"))
NO_DERIVATIVE = "Your forward is right, so look at backward."

# What is true of each submission, as its code reads.
REVIEWED: dict[str, tuple[str, ...]] = {
    "exercise03_perceptron/activation_loses_its_fraction": (
        "`perceptron_predict, only the bias` has the right size and the opposite sign",
        "`the first sample alone` has the right size and the opposite sign",
        "`perceptron_predict` differs only where it should be negative",
        "`below the boundary` has the right size and the opposite sign",
    ),
    "exercise03_perceptron/bias_moves_the_other_way": (
        "The change of `bias` has the right size and the opposite sign",
    ),
    "exercise03_perceptron/errors_pile_up": (
        "`errors` is the running sum",
        "`errors of a second call` is the running sum",
    ),
    "exercise03_perceptron/one_sample_answers_like_a_batch": (
        "`the first sample alone` are right, but an axis of length 1 too many is left",
    ),
    "exercise03_perceptron/step_by_absolute_inputs": (
        "`weight for label -1` differs exactly where `x` is negative",
        "`weight` is wrong where `x` has a negative entry, in all 20 such examples, and right in the 10 others",
    ),
    "exercise07_softmax/logarithm_in_single_precision": (
        "`log_softmax` is right to 4 digits only",  # of large logits, all of whose difference is a rounding
        "`log_softmax_backward` is right to 6 digits only",  # its own code is right: it is handed log_softmax's result
    ),
    "exercise07_softmax/maximum_from_zero_and_plus_off_the_diagonal": (
        "`softmax_backward` is the absolute value of what it should be",  # of rows of the Jacobian, where it is
        NO_DERIVATIVE,
        "`logsumexp` differs only where it should be negative, not in every such entry",
    ),
    "exercise07_softmax/mean_in_the_bracket_and_exp_in_place": (NO_DERIVATIVE,),
    "exercise07_softmax/mean_of_the_exponentials": (
        "All entries of `logsumexp` are wrong by one and the same number in each case",
        "Every entry of `logsumexp` is too small by the logarithm of the length of `x` along `dim`",
    ),
    "exercise07_softmax/probabilities_come_sorted": ("`softmax` has the right entries in the wrong places",),
    "exercise07_softmax/sum_of_absolute_gradients": (NO_DERIVATIVE,),
    "exercise10_linear/a_vector_comes_back_as_a_row": (
        "`Linear.backward` are right, but an axis of length 1 too many is left",
    ),
    "exercise10_linear/first_sample_left_out_and_absolute_error": (
        "moving the input a little shows another `grad_bias`. Your forward is right",
        "`the gradient of W¹` has the right size and the opposite sign",  # a < y in the worked example
    ),
    "exercise10_linear/grad_x_is_averaged_over_the_outputs": (
        "`Linear.backward` is exactly 1 / the length of axis 0 of `weight` times",
    ),
    "exercise10_linear/gradients_by_differences": ("is right to 2 digits only: it looks like an approximation",),
    "exercise10_linear/network_forgets_its_biases": (
        "`the gradient of W¹` is about 1.15 times",  # with one output, leaving b² out scales it
    ),
    "exercise10_linear/rows_of_grad_weight_change_places": (
        "`grad_weight` has the right entries in the wrong places",
        "`grad_weight` is wrong where axis 0 of `weight` is longer than 2",
    ),
    "exercise10_linear/sequences_come_out_transposed": (
        "`Linear.forward` has its axes in another order: transposed by (0, 2, 1)",
    ),
    "exercise11_optimizers/adagrad_starts_at_a_tenth": ("after step 1` has the right sign and is too small",),
    "exercise11_optimizers/adam_keeps_the_largest_square": (
        "`params[0] after step 1` is right in every example; `params[0] after step 2` is the first that is not",
        "`params[1] after step 1` is right in every example; `params[1] after step 2` is the first that is not",
    ),
    "exercise11_optimizers/both_corrected_with_the_first_beta": ("has the right sign and is too large, 1.",),
    "exercise11_optimizers/clipping_throws_away_and_decay_by_sign": (
        "the change of `grads[0]` has the right sign and is too large",
        "the change of `grads[1]` has the right sign and is too large",
        "`grads[2]` is zero everywhere",
    ),
    "exercise11_optimizers/nesterov_adds_the_velocity_to_itself": (
        "`params[1] after step 2` is a multiple of what it should be, by one factor in each case",  # parallel gradients
        "`params[0] after step 1` is right in every example; `params[0] after step 2` is the first that is not",
        "`params[1] after step 1` is right in every example; `params[1] after step 2` is the first that is not",
    ),
    "exercise11_optimizers/norm_is_a_root_mean_square": (
        "Every entry of `norm before clipping` has the right sign and is too small",
        "by norm` has the right sign and is too large",
    ),
    "exercise11_optimizers/rmsprop_is_centred": (
        "the change of `params[0] after step 1` has the right sign and is too large",
        "The change of `params[1] after step 1` is about 1.005 times",  # 1 / √alpha, and alpha is 0.99
        "the change of `params[1] after step 2` has the right sign and is too large",
    ),
    "exercise11_optimizers/step_decay_rounds_to_the_nearest": (
        "`step_decay at step 3` is exactly `gamma` times",
        "`step_decay at step 2` is right in every example; `step_decay at step 3` is the first that is not",
    ),
}  # fmt: skip


class Reports:
    """The reports of the submissions, each made once."""

    def __init__(self, course: Course, bench: Bench) -> None:
        self.course, self.bench = course, bench
        self.made: dict[Path, Report] = {}

    def of(self, path: Path) -> Report:
        """The report of a submission."""
        if path not in self.made:
            self.made[path] = self.bench.grade(self.course.find(path.parent.name), path)
        return self.made[path]

    def said(self, path: Path) -> list[str]:
        """The sentences of a report."""
        return [one.sentence for one in self.of(path).diagnoses]


@pytest.fixture(scope="module")
def reports(course: Course, bench: Bench) -> Reports:
    """What is said of each submission."""
    return Reports(course, bench)


def headers(path: Path, word: str) -> str:
    """What the comments `# word: ...` at the top of a file say; there may be several."""
    found = re.findall(rf"^# {word}: *(.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert found, f"{path} needs a line `# {word}: ...`"
    return ", ".join(found)


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_each_loses_what_it_names_and_says_where_it_is_wrong(path, reports):
    assert headers(path, "truth")
    assert headers(path, "where")
    loses = {one.strip() for one in headers(path, "loses").split(",")}
    assert loses <= lost(reports.of(path))


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_none_is_given_a_known_mistake(path, reports):
    assert [one.mistakes for one in reports.of(path).diagnoses if one.kind != "pattern" or one.mistakes] == []


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_every_sentence_is_one_that_was_found_true(path, reports):
    for sentence in reports.said(path):
        assert any(true in sentence for true in REVIEWED.get(name_of(path), ()))


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_conclusions_speak_of_checks_that_were_lost(path, reports):
    report = reports.of(path)
    for one in report.diagnoses:
        assert isinstance(one, Diagnosis)
        assert set(one.settles) <= set(one.checks) <= lost(report)
        assert one.examples >= 1
        assert one.how


def test_the_sentences_are_the_golden_ones(reports, request):
    got = {name_of(path): reports.said(path) for path in PATHS}
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(json.dumps(got, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert GOLDEN.is_file(), "run `make golden`, and read what it wrote"
    assert got == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_of_at_least_half_of_them_something_is_said(reports):
    told = [path for path in PATHS if any(one.kind == "pattern" for one in reports.of(path).diagnoses)]
    assert len(PATHS) >= 32
    assert 2 * len(told) >= len(PATHS)


def test_no_review_is_left_of_a_submission_that_is_gone():
    assert set(REVIEWED) <= {name_of(path) for path in PATHS}
