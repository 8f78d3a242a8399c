"""A name is taken in its safe form, passed over, or refused with the reason."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.submission.names import alike, judge, shown


@pytest.mark.parametrize(("raw", "name"), [
    ("softmax.py", "softmax.py"), ("alice/softmax.py", "alice/softmax.py"), ("./alice//softmax.py", "alice/softmax.py"),
    ("alice\\softmax.py", "alice/softmax.py"), ("gro\u0308\u00dfe.py", "größe.py"), ("Ünï/ソフト.py", "Ünï/ソフト.py"),
    ("my folder (1)/softmax.ipynb", "my folder (1)/softmax.ipynb"), ("SOFTMAX.PY", "SOFTMAX.PY"),
    ("console.py", "console.py"), ("\U0001f469\u200d\U0001f4bb/softmax.py", "\U0001f469\u200d\U0001f4bb/softmax.py"),
    ("..softmax.py", "..softmax.py"), ("a..b/softmax.py", "a..b/softmax.py"),
])  # fmt: skip
def test_an_honest_name_is_taken(raw, name):
    assert (judge(raw).decision, judge(raw).name) == ("taken", name)


@pytest.mark.parametrize(("raw", "why"), [
    ("../softmax.py", "leads out"), ("a/../softmax.py", "leads out"), ("..\\softmax.py", "leads out"),
    ("/softmax.py", "absolute"), ("\\softmax.py", "absolute"), ("C:\\softmax.py", "absolute"),
    ("c:softmax.py", "absolute"), ("//server/share/softmax.py", "absolute"),
    ("a/b:softmax.py", "colon"), ("soft\0max.py", "cannot be seen"), ("soft\x1b[2Jmax.py", "cannot be seen"),
    ("soft\nmax.py", "cannot be seen"), ("soft\u202emax.py", "cannot be seen"), ("soft\ud800max.py", "cannot be seen"),
    ("soft\u200bmax.py", "cannot be seen"), ("soft\u2028max.py", "cannot be seen"),
    ("con.py", "Windows keeps"), ("a/NUL.tar.py", "Windows keeps"), ("Aux .py", "Windows keeps"),
    ("lpt1/softmax.py", "Windows keeps"), ("com\u00b2.py", "Windows keeps"),
    ("a/" * 16 + "softmax.py", "deeper than 16"), ("a" * 256 + ".py", "too long"),
    (("a" * 200 + "/") * 6 + "softmax.py", "too long"),
])  # fmt: skip
def test_a_dangerous_name_is_refused_with_the_reason(raw, why):
    judged = judge(raw)
    assert judged.decision == "refused"
    assert why in judged.why


@pytest.mark.parametrize("raw", [
    "data.csv", "README.md", "softmax.pyc", "softmax.so", "softmax", "", ".", "__MACOSX/._softmax.py", "._softmax.py",
    "a/__pycache__/softmax.py", ".git/hooks/x.py", ".ipynb_checkpoints/softmax-checkpoint.ipynb", "../notes.txt",
    "VENV/lib/x.py", ".DS_Store",
])  # fmt: skip
def test_what_is_no_source_is_passed_over(raw):
    assert judge(raw).decision == "ignored"


@pytest.mark.parametrize("raw", ["inner.zip", "a/inner.tar.gz", "x.7z", "x.RAR"])
def test_an_archive_is_told_apart(raw):
    assert judge(raw).decision == "archive"


@pytest.mark.parametrize(("one", "other"), [
    ("a.py", "A.py"), ("größe.py", "GRÖSSE.py"), ("gr\u00f6.py", "gro\u0308.py"), ("a /x.py", "a/x.py"),
    ("ﬁt.py", "fit.py"), ("a./x.py", "a/x.py"),
])  # fmt: skip
def test_names_that_some_machines_mix_up_are_alike(one, other):
    assert alike(one) == alike(other)


@pytest.mark.parametrize(("one", "other"), [("a.py", "b.py"), ("a/b.py", "ab.py"), ("a/x.py", "b/x.py")])
def test_other_names_are_not_alike(one, other):
    assert alike(one) != alike(other)


@settings(max_examples=300, deadline=None)
@given(raw=st.text(alphabet=st.sampled_from("a./\\:\0\n\u202e\ud800ö "), max_size=12).map(lambda text: text + ".py"))
@example("....//x.py")
def test_a_name_that_is_taken_leads_nowhere_and_stays_the_same(raw):
    judged = judge(raw)
    if judged.decision == "taken":
        parts = judged.name.split("/")
        assert not {"", ".", ".."} & set(parts)
        assert not set(judged.name) & set("\\:\0\n\u202e\ud800")
        assert judge(judged.name) == judged


@settings(max_examples=200, deadline=None)
@given(name=st.text(max_size=400))
def test_a_name_in_a_message_can_be_seen_and_is_short(name):
    assert shown(name).isprintable()
    assert len(shown(name)) <= 10 * 255 + 2
