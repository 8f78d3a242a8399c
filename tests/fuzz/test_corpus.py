"""Everything that fuzzing reached is reached again on every run of the tests, without atheris."""

from pathlib import Path

import pytest

from tests.fuzz.__main__ import CORPUS, MAX_BYTES, MAX_FILES, seeds_of
from tests.fuzz.targets import TARGETS, run


def corpus(name: str) -> list[Path]:
    return sorted((CORPUS / name).iterdir())


@pytest.mark.parametrize("name", TARGETS)
def test_corpus_holds_every_claim(name: str):
    for path in corpus(name):
        try:
            run(name, path.read_bytes(), thorough=True)
        except Exception as error:
            error.add_note(f"the input is {path}")
            raise


@pytest.mark.parametrize("name", TARGETS)
def test_right_answers_hold_every_claim(name: str):
    for seed in seeds_of(name):
        run(name, seed)


@pytest.mark.parametrize("name", TARGETS)
def test_corpus_is_there_and_small(name: str):
    sizes = [path.stat().st_size for path in corpus(name)]
    assert 50 < len(sizes) <= MAX_FILES
    assert sum(sizes) <= MAX_BYTES
