"""What the known mistakes answer is kept beside a recording, and made again where it no longer fits."""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from msgspec import structs

from grader import catalogue
from grader import recording as recording_file
from grader.catalogue import Mistake
from grader.course import Course, Exercise
from grader.experiment.program import Raised, Returned, Warned
from grader.explain import known as known_mistakes
from grader.explain.agree import same
from grader.explain.diagnosis import Diagnosis
from grader.explain.evidence import Slot
from grader.explain.known import Behaviour, Known, Separator, Wrong, alike, answers_as, pack
from grader.explain.mistakes import Named
from grader.recording import RecordedCheck, Recording
from tests.explain.factory import example
from tests.harness import Bench
from tests.judge.factory import array

MISTAKE = Mistake("halved", "It is halved.", "Why?", ("check",), ("f",), "f = 0", "somebody")
WRONG = Wrong(0, 0, Returned(array([0.5]), ("0",)), (Warned(1, "RuntimeWarning", "overflow"),))
RAISED = Wrong(1, 0, Raised(("ValueError",), "no"))
PACKED = pack({"check": (WRONG, RAISED)})
BEHAVIOUR = Behaviour(MISTAKE, {"check": ((0, 0), (1, 0))}, PACKED, ("live",))
EXAMPLES = (example({"f": np.ones(1)}, {"x": np.ones(1)}, {"lr": 0.5}), example({"f": np.zeros(1)}))
SEPARATOR = Separator("check", EXAMPLES[0], {"halved": (WRONG,)})
KNOWN = Known("exercise90", "digest", catalogue.digest([MISTAKE]), {"numpy": "2"}, (BEHAVIOUR,), (SEPARATOR,))
SLOT = Slot("check", "f", "Close")
DIAGNOSIS = Diagnosis("mistake", "It is halved.", "How.", ("check",), ("check",), 2, "Why?", ("halved",))
RECORDS = (MISTAKE, WRONG, RAISED, BEHAVIOUR, SEPARATOR, KNOWN, SLOT, DIAGNOSIS, Named((MISTAKE,), (SLOT,), 2, True))
CHECK = RecordedCheck("check", "A claim.", 1.0, True, "", (), EXAMPLES)
RECORDING = Recording("exercise90", "suite", "seed", {}, (CHECK,))


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: type(one).__name__)
def test_every_record_survives_messagepack(record):
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(record), type=type(record)) == record


def test_a_diagnosis_survives_json():
    assert msgspec.json.decode(msgspec.json.encode(DIAGNOSIS), type=Diagnosis) == DIAGNOSIS


def test_answers_are_found_by_their_places():
    assert BEHAVIOUR.answers == {"check": {(0, 0): WRONG, (1, 0): RAISED}}
    assert WRONG.answer == (WRONG.said, WRONG.warned)


def test_what_was_saved_is_loaded_whole(tmp_path):
    path = tmp_path / "folder" / "one.dlmis"
    known_mistakes.save(KNOWN, path)
    assert known_mistakes.load(path) == KNOWN
    assert [one.name for one in path.parent.iterdir()] == ["one.dlmis"]


def test_a_file_that_was_cut_altered_or_written_by_another_version_is_none(tmp_path):
    path = tmp_path / "one.dlmis"
    assert known_mistakes.load(path) is None
    known_mistakes.save(KNOWN, path)
    data = path.read_bytes()
    for cut in range(0, len(data), 7):
        path.write_bytes(data[:cut])
        assert known_mistakes.load(path) is None
    for at in range(0, len(data), 7):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert known_mistakes.load(path) is None


@pytest.mark.parametrize("content", [None, [], {"exercise": 3}, "text"])
def test_a_whole_file_of_something_else_is_none(content, tmp_path, monkeypatch):
    path = tmp_path / "one.dlmis"
    known_mistakes.save(content, path)
    assert known_mistakes.load(path) is None


class Making:
    """A catalogue that changes, and a count of how often its mistakes were run."""

    def __init__(self, patch: pytest.MonkeyPatch, root: Path, exercise: Exercise) -> None:
        self.mistakes: tuple[Mistake, ...] = (MISTAKE,)
        self.made = 0
        self.said: list[str] = []
        self.digest = "digest"
        self.course, self.exercise = Course(root), exercise
        patch.setenv("DLGRADE_CACHE", str(root / "cache"))
        patch.setattr(catalogue, "catalogue", lambda *_: self.mistakes)
        patch.setattr(known_mistakes, "make", self.make)
        self.patch = patch

    def make(self, _course: Course, _exercise: Exercise, recorded: Any, _seed: str, mistakes: Any) -> Known:
        self.made += 1
        return structs.replace(KNOWN, recording=recorded[1], catalogue=catalogue.digest(mistakes))

    def find(self) -> Known | None:
        """What is known, looked for in a process of its own."""
        self.patch.setattr(known_mistakes, "_cached", {})
        return known_mistakes.find(self.course, self.exercise, (RECORDING, self.digest), "seed", self.said.append)


@pytest.fixture
def making(monkeypatch, tmp_path, course) -> Making:
    return Making(monkeypatch, tmp_path, course.find("softmax"))


def test_mistakes_are_run_once_and_kept(making):
    assert making.find() == making.find() == KNOWN
    assert making.made == 1
    assert making.said == ["Running the 1 known mistakes of exercise07_softmax, once for this suite and seed ..."]


def test_a_changed_catalogue_makes_it_anew(making):
    making.find()
    making.mistakes = (structs.replace(MISTAKE, hint="Another hint."),)
    found = making.find()
    assert making.made == 2
    assert found is not None
    assert found.catalogue == catalogue.digest(making.mistakes)


def test_another_recording_or_a_broken_file_makes_it_anew(making, tmp_path):
    making.find()
    making.digest = "another"
    making.find()
    (path,) = tmp_path.rglob("*.dlmis")
    path.write_bytes(path.read_bytes()[:-1])
    making.find()
    assert making.made == 3


def test_what_was_shipped_is_taken_even_where_there_is_no_catalogue(making, tmp_path):
    making.mistakes = ()
    assert making.find() is None
    name = recording_file.file_name(making.exercise.id, RECORDING.suite_digest, "seed")
    known_mistakes.save(KNOWN, tmp_path / "recordings" / Path(name).with_suffix(".dlmis"))
    assert making.find() == KNOWN
    assert making.made == 0


def test_where_nothing_can_be_kept_that_is_told_and_not_raised(making, tmp_path):
    (tmp_path / "cache").write_text("a file, and no folder")
    assert making.find() == KNOWN
    assert making.said[-1].startswith("What they answered cannot be kept in ")


def test_mistakes_are_alike_where_every_recorded_answer_agrees():
    def with_answer(name, value):
        wrong = {"check": (Wrong(0, 0, Returned(array([value]))),)}
        mistake = structs.replace(MISTAKE, id=name)
        return Behaviour(mistake, {"check": ((0, 0),)}, pack(wrong))

    behaviours = [with_answer("a", 0.5), with_answer("b", 0.5 + 1e-15), with_answer("c", 0.6)]
    elsewhere = structs.replace(with_answer("d", 0.5), unknown=("other",))
    groups = alike([*behaviours, elsewhere], RECORDING)
    assert [[one.mistake.id for one in group] for group in groups] == [["a", "b"], ["c"], ["d"]]


def test_a_separator_tells_whose_answers_they_are():
    other = structs.replace(WRONG, said=Returned(array([0.6]), ("0",)))
    separator = structs.replace(SEPARATOR, answers={"halved": (WRONG,), "other": (other,)})
    assert answers_as(separator, "halved", [WRONG])
    assert not answers_as(separator, "other", [WRONG])


@pytest.mark.slow
def test_what_a_mistake_answers_is_what_it_loses_its_checks_by(course: Course, bench: Bench):
    exercise = course.find("softmax")
    mistakes = [
        one
        for one in catalogue.catalogue(course, exercise)
        if "log_softmax_is_negated softmax_in_float64".find(one.id) >= 0
    ]
    recorded = bench.recording(exercise, course.seed)
    made = known_mistakes.make(course, exercise, recorded, course.seed, mistakes)
    assert [one.mistake for one in made.behaviours] == mistakes
    for one in made.behaviours:
        assert set(one.mistake.loses) <= set(one.places)
        assert {name: set(answers) for name, answers in one.answers.items() if answers} == {
            name: set(places) for name, places in one.places.items()
        }


@pytest.mark.slow
def test_running_them_twice_gives_the_same(course: Course, bench: Bench):
    exercise = course.find("softmax")
    mistakes = [one for one in catalogue.catalogue(course, exercise) if one.id == "log_softmax_is_negated"]
    recorded = bench.recording(exercise, course.seed)
    one, other = (known_mistakes.make(course, exercise, recorded, course.seed, mistakes) for _ in range(2))
    assert one.behaviours[0].places == other.behaviours[0].places
    for place, wrong in one.behaviours[0].answers["log_softmax"].items():
        theirs = other.behaviours[0].answers["log_softmax"][place]
        assert isinstance(wrong.said, Returned)
        assert isinstance(theirs.said, Returned)
        assert same(wrong.said.value, theirs.said.value)
