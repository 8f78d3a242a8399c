"""The reports of a class on the disk: whole, the same every time, without names where none should be."""

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from grader.book.record import Entry, Group, View
from grader.learners import Learner
from grader.report import classroom, html
from grader.report.classroom import plots
from grader.report.classroom.errors import ReportError
from grader.report.classroom.record import ClassFigures, Marks
from grader.report.record import Diagnosis, Report
from tests.report.class_factory import (
    HOSTILE,
    Written,
    learners,
    view,
    without_seconds,
    without_times,
    written,
)
from tests.report.test_html import Document

EXERCISE = "exercise07_softmax"


@pytest.fixture(scope="module")
def class_() -> View:
    return view(40, 1.0, *HOSTILE)


@pytest.fixture(scope="module")
def named(class_: View, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("named"), class_)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("small"), view(6))


def of(view: View, learner: str) -> list[Entry]:
    return [entry for entry in view.entries if entry.learner == learner]


def changed(view: View, **fields: object) -> View:
    """The view, its first entry with other fields."""
    first = msgspec.structs.replace(view.entries[0], **fields)
    return replace(view, entries=(first, *view.entries[1:]))


def test_every_file_is_there_and_nothing_else(small: Written):
    assert {str(file.relative_to(small.folder)) for file in small.files} == {
        str(file.relative_to(small.folder)) for file in small.folder.rglob("*") if file.is_file()
    }
    assert small.files[-1] == small.folder / "index.html"
    assert len(set(small.files)) == len(small.files)


def test_report_of_a_submission_is_the_page_that_its_learner_saw(named: Written, class_: View):
    entry = next(entry for entry in class_.entries if entry.state == "graded")
    report = class_.report(entry)
    assert report is not None
    assert named.text(f"learners/{entry.learner}/{entry.exercise}.html") == html.render(report)
    assert json.loads(named.text(f"learners/{entry.learner}/{entry.exercise}.json"))["score"] == report.score


def test_all_pages_are_well_formed_and_headings_are_in_order(named: Written):
    for file in named.files:
        if file.suffix == ".html":
            page = Document(re.sub("<script>.*?</script>", "", file.read_text("utf-8"), flags=re.DOTALL))
            levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
            assert levels[:2] == [1, 2]
            assert all(after - before <= 1 for before, after in pairwise(levels))
            identifiers = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
            assert set(identifiers.values()) == {1}


def test_every_link_leads_to_a_file(named: Written):
    for file in named.files:
        if file.suffix == ".html":
            links = re.findall(r'href="([^"#]*)["#]', file.read_text("utf-8"))
            assert all((file.parent / link).is_file() for link in links if link), file


def test_hostile_names_become_no_markup(named: Written):
    for name in ("index.html", f"class-{EXERCISE}.html"):
        text = named.text(name)
        assert text.count("<script>") == 1
        assert "<img" not in text
        assert "<h1>forged" not in text
        assert "\u202e" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_script_is_the_one_that_the_policy_allows(named: Written):
    text = named.text("index.html")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert re.fullmatch(
        r"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/]{43}='; base-uri 'none'; "
        "form-action 'none'",
        policy[1],
    )
    assert "script-src" not in named.text(f"learners/{learners(40)[0].id}/index.html")


def test_same_view_gives_the_same_bytes(small: Written, tmp_path: Path):
    again = written(tmp_path, view(6))
    assert {file.relative_to(tmp_path): file.read_bytes() for file in again.files} == {
        file.relative_to(small.folder): file.read_bytes() for file in small.files
    }


def test_another_run_differs_in_its_times_alone(small: Written, tmp_path: Path):
    again = written(tmp_path, view(6, clock=3.7))
    differing = set()
    for mine, theirs in zip(small.files, again.files, strict=True):
        before, after = mine.read_text("utf-8"), theirs.read_text("utf-8")
        strip = without_times if mine.suffix == ".html" else without_seconds
        assert strip(before) == strip(after), mine
        differing |= {mine.name} if before != after else set()
    assert {f"class-{EXERCISE}.html", f"{EXERCISE}.html", f"{EXERCISE}.json", "class.json"} <= differing


def test_marks_of_a_learner_add_up(named: Written, class_: View):
    entry = next(one for one in class_.entries if one.adjustments and one.penalty)
    text = named.text(f"learners/{entry.learner}/report.json")
    marks = msgspec.json.decode(text, type=Marks)
    mark = next(mark for mark in marks.marks if mark.exercise == entry.exercise)
    assert (marks.format, marks.id) == ("dlgrade/marks/v1", entry.learner)
    assert (mark.score, mark.raw, mark.days_late) == (entry.score, entry.raw, entry.days_late)
    assert mark.adjustments[0].reason == entry.adjustments[0].reason
    page = named.text(f"learners/{entry.learner}/index.html")
    assert entry.adjustments[0].reason in page
    assert f"{entry.days_late} day" in page


def test_whoever_was_not_graded_is_counted_apart_and_never_as_zero(named: Written, class_: View):
    figures = msgspec.json.decode(named.text("class.json"), type=ClassFigures)
    for its in figures.exercises:
        own = [entry for entry in class_.entries if entry.exercise == its.exercise]
        scores = [entry.score for entry in own if entry.score is not None]
        assert its.graded == len(scores) < len(own)
        assert its.graded + its.not_graded + its.missing == len(own) == figures.learners
        assert its.scores is not None
        assert its.scores.mean == pytest.approx(sum(scores) / len(scores))
        assert sum(its.verdicts.values()) == sum(one.number for one in its.bins) == its.graded
        assert len(its.without_score) == its.not_graded + its.missing


def test_reason_for_no_grade_is_on_all_three_pages(named: Written, class_: View):
    entry = next(entry for entry in class_.entries if entry.state == "not_graded")
    reason = entry.why.rpartition("`: ")[2]
    assert reason in named.text("index.html")
    assert reason in named.text(f"class-{entry.exercise}.html")
    page = named.text(f"learners/{entry.learner}/index.html")
    assert reason in page
    assert "that is not a zero" in page


def test_check_figures_are_those_of_the_reports(named: Written, class_: View):
    figures = msgspec.json.decode(named.text("class.json"), type=ClassFigures)
    its = next(one for one in figures.exercises if one.exercise == EXERCISE)
    reports = [class_.report(entry) for entry in class_.entries if entry.exercise == EXERCISE]
    verdicts = [report.checks[3].verdict for report in reports if report is not None]
    assert its.checks[3].judged == len(verdicts)
    assert its.checks[3].success == verdicts.count("passed") / len(verdicts)
    assert its.checks[3].verdicts == dict(Counter(verdicts))


def test_groups_come_largest_first_and_no_single_failure_is_one(named: Written):
    figures = msgspec.json.decode(named.text("class.json"), type=ClassFigures)
    for its in figures.exercises:
        sizes = [len(group.learners) for group in its.groups]
        assert sizes == sorted(sizes, reverse=True)
        assert min(sizes) >= 2
        assert len(sizes) <= 10


def test_group_shows_the_case_of_its_example_without_its_command(tmp_path: Path):
    class_ = view(30)
    group = max(class_.groups, key=lambda one: (one.exercise == EXERCISE, len(one.learners)))
    only = written(tmp_path, replace(class_, groups=(group,)))
    text = only.text(f"class-{EXERCISE}.html")
    assert text.count('<article id="check-') == 1
    assert "failing case" in text
    assert "dlgrade check" not in text
    assert f"<b>{len(group.learners)} learners</b> in <code>{group.check}</code>" in text


def with_mistakes(class_: View) -> View:
    """The class, where every second learner who was graded made one known mistake, and the first one another one."""
    made = Diagnosis(
        "mistake", "`softmax` runs along the wrong axis.", "It answers alike.", ("softmax",), ("softmax",), 3,
        "Which axis?", ("wrong_axis",),
    )  # fmt: skip
    rare = structs.replace(made, sentence="`softmax` is <b>not</b> normalised.", mistakes=("not_normalised",))
    guess = structs.replace(made, kind="pattern", sentence="`softmax` is zero everywhere.", mistakes=())
    who = [one.id for one in class_.learners]

    def report(entry: Entry) -> Report | None:
        found = class_.report(entry)
        place = who.index(entry.learner)
        said = (rare, guess) if place == 0 else (made,) if place % 2 == 0 else (guess,)
        return structs.replace(found, diagnoses=said) if found is not None and entry.exercise == EXERCISE else found

    return replace(class_, report=report)


def test_known_mistakes_are_counted_the_most_frequent_first_and_patterns_are_none(tmp_path: Path):
    class_ = with_mistakes(view(30))
    done = written(tmp_path, class_)
    first, second = json.loads(done.text("class.json"))["exercises"][1]["mistakes"]
    assert (first["mistakes"], second["mistakes"]) == (["wrong_axis"], ["not_normalised"])
    graded = {one.learner for one in class_.entries if one.exercise == EXERCISE and one.state == "graded"}
    assert first["learners"] == [one.id for one in class_.learners[2::2] if one.id in graded]
    assert (first["checks"], first["kind"]) == (["softmax"], "mistake")
    text = done.text(f"class-{EXERCISE}.html")
    assert f"<b>{len(first['learners'])} learners</b> <code>softmax</code> runs along the wrong axis." in text
    assert "Which axis?" in text
    assert "zero everywhere" not in text
    assert "is &lt;b&gt;not&lt;/b&gt; normalised" in text


def test_a_class_without_known_mistakes_says_so(tmp_path: Path):
    text = written(tmp_path, view(3)).text(f"class-{EXERCISE}.html")
    assert "No failure of this exercise is explained by a known mistake." in text


def test_those_who_fail_several_checks_alike_are_one_group(tmp_path: Path):
    class_ = view(30)
    both = tuple(learner.id for learner in class_.learners[:2])
    four = tuple(Group(EXERCISE, name, both) for name in ("softmax", "float32", "arguments", "default_dim"))
    done = written(tmp_path, replace(class_, groups=four))
    its = json.loads(done.text("class.json"))["exercises"][1]
    assert its["groups"] == [{"checks": ["arguments", "default_dim", "float32", "softmax"], "learners": list(both)}]
    assert "<code>float32</code> and 1 more check" in done.text(f"class-{EXERCISE}.html")


def test_example_without_a_report_is_said_to_be_missing(tmp_path: Path):
    class_ = view(3)
    both = tuple(learner.id for learner in class_.learners[:2])
    of_none = replace(class_, groups=(Group(EXERCISE, "softmax", both),), report=lambda _: None)
    assert "The report of the example is not there." in written(tmp_path, of_none).text(f"class-{EXERCISE}.html")


def test_a_fault_of_one_check_says_nothing_of_the_class(tmp_path: Path):
    class_ = view(8)

    def report(entry: Entry) -> Report | None:
        own = class_.report(entry)
        faulty = lambda check: msgspec.structs.replace(check, verdict="fault", points=0.0)  # noqa: E731
        return own and msgspec.structs.replace(own, checks=(faulty(own.checks[0]), *own.checks[1:]))

    figures = json.loads(written(tmp_path, replace(class_, report=report)).text("class.json"))
    names = [check["name"] for check in figures["exercises"][0]["checks"]]
    assert names == ["bias", "predict", "update", "fit", "converges"]


@pytest.mark.parametrize("number", [0, 1])
def test_a_class_of_nobody_and_of_one_can_be_reported(number: int, tmp_path: Path):
    done = written(tmp_path, view(number))
    assert f"{number} learner" in done.text("index.html")


def test_a_course_without_exercises_can_be_reported(tmp_path: Path):
    empty = replace(view(2), exercises=(), entries=(), groups=())
    assert "2 learners, 0 exercises" in written(tmp_path, empty).text("index.html")


def test_reports_are_read_one_by_one_and_let_go(tmp_path: Path):
    class_ = replace(view(12), groups=())
    alive: Counter[str] = Counter()

    def report(entry: Entry) -> Report | None:
        alive[f"{entry.learner} {entry.exercise}"] += 1
        return class_.report(entry)

    calls: list[int] = []
    classroom.write(replace(class_, report=report), tmp_path, progress=lambda: calls.append(sum(alive.values())))
    assert set(alive.values()) == {1}
    assert calls == list(range(1, len(class_.entries) + 1))


def test_folder_of_somebody_else_is_refused(tmp_path: Path):
    (tmp_path / "index.html").write_text("<h1>My page</h1>")
    with pytest.raises(ReportError, match="was not written by dlgrade"):
        written(tmp_path, view(1))
    assert [file.name for file in tmp_path.iterdir()] == ["index.html"]


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path):
    (tmp_path / "reports").touch()
    with pytest.raises(ReportError, match="is a file"):
        written(tmp_path / "reports", view(1))


def test_without_matplotlib_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(plots, "find_spec", lambda _: None)
    with pytest.raises(ReportError, match="pip install"):
        written(tmp_path / "reports", view(1))
    assert not (tmp_path / "reports").exists()


def test_a_learner_who_left_leaves_no_page_behind(tmp_path: Path):
    before = written(tmp_path, view(5))
    gone = view(5).learners[4].id
    (tmp_path / "learners" / "notes.txt").write_text("my own")
    (tmp_path / "learners" / view(5).learners[3].id / "own.html").write_text("my own")
    class_ = view(5)
    less = replace(class_, learners=class_.learners[:4], entries=class_.entries[:12], groups=())
    after = written(tmp_path, less)
    assert len(after.files) < len(before.files)
    assert not (tmp_path / "learners" / gone).exists()
    left = {file for file in tmp_path.rglob("*") if file.is_file()} - set(after.files)
    assert {file.name for file in left} == {"notes.txt", "own.html"}


def test_pages_of_a_learner_lead_to_nobody_else(named: Written):
    for file in named.folder.glob("learners/*/*.html"):
        links = re.findall(r'href="([^"#]+)"', file.read_text("utf-8"))
        assert not [link for link in links if "/" in link], file


def test_exercises_with_awkward_names_do_not_overwrite_the_marks(tmp_path: Path):
    class_ = view(2)
    names = dict(zip((one.id for one in class_.exercises), ("index", "report", "../x"), strict=True))
    renamed = replace(
        class_,
        exercises=tuple(msgspec.structs.replace(one, id=names[one.id]) for one in class_.exercises),
        entries=tuple(msgspec.structs.replace(one, exercise=names[one.exercise]) for one in class_.entries),
        groups=(),
        report=lambda _: view(2).report(class_.entries[0]),
    )
    done = written(tmp_path, renamed)
    assert len(set(done.files)) == len(done.files) == 2 * (2 + 3 * 2) + 3 + 2
    assert all(file.resolve().is_relative_to(tmp_path.resolve()) for file in done.files)


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("hidden"), view(), anonymous=True)


def test_no_file_of_an_anonymous_report_names_anybody(hidden: Written):
    everybody = learners(300)
    sought = {word.lower() for one in everybody for word in (one.id, one.name.split()[1], one.ids["canvas"])}
    for file in hidden.files:
        text = f"{file.relative_to(hidden.folder)} {file.read_text('utf-8')}".lower()
        words = set(re.findall("[a-z0-9]+", text.replace("\\n", " ")))
        assert not words & sought, file
        assert "campus" not in text


def test_the_names_that_are_hidden_would_be_found(named: Written):
    first = learners(40)[0]
    text = named.text(f"learners/{first.id}/{EXERCISE}.json").lower()
    words = set(re.findall("[a-z0-9]+", text.replace("\\n", " ")))
    assert {first.id, first.name.split()[1].lower(), "campus"} <= words


def test_anonymous_report_says_that_output_may_name_somebody(hidden: Written, named: Written):
    for name in ("index.html", f"class-{EXERCISE}.html"):
        assert "it may still name somebody" in hidden.text(name)
        assert "it may still name somebody" not in named.text(name)


def test_anonymous_order_is_that_of_the_numbers_everywhere(hidden: Written):
    numbers = re.findall(r"learners/learner-(\d{3})/index.html", hidden.text("index.html"))
    assert numbers[:300] == [f"{at:03}" for at in range(1, 301)]
    for its in msgspec.json.decode(hidden.text("class.json"), type=ClassFigures).exercises:
        for called in (*(group.learners for group in its.groups), [one.learner for one in its.without_score]):
            assert list(called) == sorted(called)


def test_anonymous_report_over_a_named_one_leaves_no_name(tmp_path: Path):
    written(tmp_path, view(4))
    written(tmp_path, view(4), anonymous=True)
    assert sorted(folder.name for folder in (tmp_path / "learners").iterdir()) == [
        f"learner-00{at}" for at in range(1, 5)
    ]


def test_anonymous_report_without_a_salt_is_refused(tmp_path: Path):
    with pytest.raises(ReportError, match="salt"):
        classroom.write(view(1), tmp_path / "new", anonymous=True)
    assert not (tmp_path / "new").exists()


def test_verdict_of_the_grader_is_no_zero_on_the_learners_page(tmp_path: Path):
    class_ = changed(view(1), state="graded", score=None, verdict="fault", why="")
    done = written(tmp_path, class_)
    assert "that is not a zero" in done.text(f"learners/{class_.learners[0].id}/index.html")
    assert json.loads(done.text("class.json"))["exercises"][0]["not_graded"] == 1


def test_reason_of_a_last_attempt_that_was_not_graded_is_told_beside_the_score(tmp_path: Path):
    class_ = changed(
        view(1), state="graded", score=3.0, raw=4.0, why="An earlier attempt counts.", note="No time known."
    )
    done = written(tmp_path, class_)
    for name in ("index.html", "class-exercise03_perceptron.html"):
        told = done.text(name).partition("Who was not graded, and why")[2]
        assert "An earlier attempt counts." in told
    page = done.text(f"learners/{class_.learners[0].id}/index.html")
    assert "An earlier attempt counts." in page
    assert "No time known." in page
    assert json.loads(done.text("class.json"))["exercises"][0]["graded"] == 1


def test_points_given_to_somebody_who_handed_in_nothing_count_and_are_no_grading(tmp_path: Path):
    none = {"raw": None, "verdict": None, "digest": "", "penalty": 0.0, "days_late": 0, "adjustments": ()}
    class_ = changed(view(1), state="missing", score=3.0, adjusted=3.0, why="", **none)
    done = written(tmp_path, class_)
    its = json.loads(done.text("class.json"))["exercises"][0]
    assert (its["graded"], its["missing"], its["scores"]) == (0, 1, None)
    assert "<b>3</b>" in done.text("index.html")
    assert "handed in nothing · +3 adjusted" in done.text("index.html")


def test_learner_without_a_name_is_called_by_the_id(tmp_path: Path):
    done = written(tmp_path, view(0, 1.0, Learner("s42", "  ")))
    assert "<bdi>s42</bdi>" in done.text("index.html")
