"""A notebook becomes the module that its code cells are, or a sentence that says what to do."""

import codecs
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.submission.notebook import MAX_CELLS, convert
from grader.submission.source import SourceError
from tests.submission.pack import notebook


def source(*cells, **others):
    """The source of a notebook with these cells, without the lines that name them."""
    module = convert(notebook(*cells, **others), "softmax.ipynb")
    assert not module.broken
    return [line for line in module.source.split("\n") if line and not line.startswith("# Code cell")]


def test_code_cells_follow_each_other_and_are_named():
    module = convert(notebook("import numpy as np\nx = 1", "y = 2\n"), "softmax.ipynb")
    assert module.source == "# Code cell 1\nimport numpy as np\nx = 1\n\n# Code cell 2\ny = 2\n"
    assert module.notes == ("Taken from softmax.ipynb: its 2 code cells run from top to bottom, as one module.",)


def test_other_cells_are_passed_over():
    cells = [{"cell_type": kind, "source": "This is no Python"} for kind in ("markdown", "raw", "heading")]
    assert source(*cells, "x = 1", {"cell_type": "code", "source": ["y = 1\n", "z = 2"]}) == ["x = 1", "y = 1", "z = 2"]


def test_an_old_notebook_is_read():
    cells = [
        {"cell_type": "code", "language": "python", "input": ["x = 1\n"], "outputs": []},
        {"cell_type": "code", "language": "bash", "input": "ls"}, {"cell_type": "markdown", "source": "text"},
    ]  # fmt: skip
    assert source(nbformat=3, worksheets=[{"cells": cells}], cells=None) == ["x = 1"]


def test_what_editors_save_is_read():
    data = notebook("x = 'é'\r\ny = 1\r\n")
    plain = convert(data, "a.ipynb").source
    assert "\r" not in plain
    text = data.decode()
    for other in (codecs.BOM_UTF8 + data, text.encode("utf-16"), text.encode("utf-32")):
        assert convert(other, "a.ipynb").source == plain


@pytest.mark.parametrize("line", [
    "%matplotlib inline", "%timeit softmax(x)", "!pip install numpy", "!!ls", "?softmax", "softmax?", "np.exp??",
    "%load_ext autoreload", "files = !ls", "t = %timeit -o f()", "%cd ../..", "a, b = !ls -l", "%pip install numpy",
    "  %time f()  # indented",
])  # fmt: skip
def test_what_only_ipython_understands_is_left_out_and_counted(line):
    cell = f"if True:\n  pass\n{line}\nx = 1" if line.startswith(" ") else f"{line}\nx = 1"
    module = convert(notebook(cell, "y = 1"), "softmax.ipynb")
    assert not module.broken
    assert f"pass  # {line.strip()}" in module.source
    assert module.source.endswith("x = 1\n\n# Code cell 2\ny = 1\n")
    assert module.notes[1].startswith("1 line of softmax.ipynb for IPython")


@pytest.mark.parametrize("cell", [
    "x = (7\n     % 3)", "x = 7 \\\n  % 3", "text = '''\n%matplotlib inline\n!ls\nwhat?\n'''",
    "x = [\n  1  # why?\n]", "# what?\n# !ls", "x = 1 if 2 != 3 else 4", "text = 'really?'",
])  # fmt: skip
def test_what_is_python_is_left_as_it_is(cell):
    assert convert(notebook(cell), "a.ipynb").source == f"# Code cell 1\n{cell}\n"


@pytest.mark.parametrize("inner", [
    "x = (7\n     % 3)", "x = 7 \\\n  % 3", 'text = """\n%matplotlib inline\n"""', "x = '\\'('\ny = (5\n % 2)",
    "f('''a\n!ls''', \"(\")", "# ((( '''\nx = 1", "x = {'(': ')' '['\n  % 2}",
])  # fmt: skip
def test_beside_a_magic_only_the_magic_is_left_out(inner):
    module = convert(notebook(f"%matplotlib inline\n{inner}\n!ls"), "a.ipynb")
    assert not module.broken
    assert module.source == f"# Code cell 1\npass  # %matplotlib inline\n{inner}\npass  # !ls\n"


def test_a_command_of_several_lines_is_left_out_whole():
    module = convert(notebook("!pip install \\\n  numpy \\\n  torch\nx = 1"), "a.ipynb")
    assert module.source == "# Code cell 1\npass  # !pip install \\\n#   numpy \\\n#   torch\nx = 1\n"
    assert module.notes[1].startswith("3 lines of a.ipynb")


@pytest.mark.parametrize("magic", ["%%bash", "%%writefile x.py", "%%timeit", "%%html", "%%javascript", "%%"])
def test_a_cell_for_something_else_is_left_out_whole(magic):
    module = convert(notebook(f"\n{magic}\nrm -rf ~\n'''\n", "x = 1"), "a.ipynb")
    assert not module.broken
    assert module.source.endswith("# Code cell 2\nx = 1\n")
    assert all(line.startswith("#") for line in module.source.split("\n\n")[0].splitlines())


@pytest.mark.parametrize("magic", ["%%time", "%%capture out", "%%prun -s cumulative"])
def test_a_cell_that_is_only_watched_still_runs(magic):
    assert source(f"{magic}\ndef softmax(x):\n    return x") == [
        f"pass  # {magic}", "def softmax(x):", "    return x",
    ]  # fmt: skip


def test_a_cell_that_is_no_python_is_named():
    module = convert(notebook("x = 1", {"cell_type": "markdown", "source": ""}, "y = 1\ndef f(:"), "softmax.ipynb")
    assert module.broken == "softmax.ipynb, code cell 2, line 2: invalid syntax: `def f(:`."


def test_two_halves_of_an_expression_are_no_python():
    assert "code cell 1" in convert(notebook("x = (1", "+ 2)"), "softmax.ipynb").broken


@pytest.mark.parametrize(("data", "told"), [
    (b"", "is no notebook"), (b"x = 1\n", "is no notebook"), (b"[]", "is no notebook"), (b"{}", "is no notebook"),
    (b"\xff\xfex", "is no notebook"), (b"\x89PNG", "is no notebook"), (b'{"nbformat": 4}', "is no notebook"),
    (b'{"nbformat": "4", "cells": []}', "is no notebook"), (b'{"nbformat": 4, "cells": {}}', "is no notebook"),
    (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": 1}]}', "is no notebook"),
    (b'{"nbformat": 4, "cells": [], "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "is no notebook"),
    (b'{"nbformat": 4, "cells": ' + b"[" * 1_000_000, "is no notebook"),
    (b'{"a":' * 100_000, "is no notebook"), (b'{"nbformat": 99999999999999999999}', "is no notebook"),
    (notebook("x = 1")[:-2], "is no notebook"), (notebook("x = '\0'"), "null bytes"),
    (notebook(metadata={"language_info": {"name": "R"}}), "notebook in 'R'"),
    (notebook(metadata={"kernelspec": {"language": "julia"}}), "notebook in 'julia'"),
    (notebook(*["x"] * 100_000), "has 100,000 cells, more than the 2,000"),
    (notebook("#" * (1 << 20), "x"), "more than 1 MiB of code"),
], ids=range(20))  # fmt: skip
def test_what_is_no_notebook_of_ours_is_refused_with_what_to_do(data, told):
    with pytest.raises(SourceError, match=told):
        convert(data, "softmax.ipynb")


def test_a_notebook_of_the_most_cells_is_read():
    assert len(source(*["x = 1"] * MAX_CELLS)) == MAX_CELLS


def test_lone_surrogates_are_refused():
    with pytest.raises(SourceError, match="is no notebook"):
        convert(notebook("x = '\ud800'"), "softmax.ipynb")


def test_outputs_are_not_looked_at():
    output = {"output_type": "display_data", "data": {"image/png": "A" * 5_000_000, "text/plain": ["\0"]}}
    cell = {"cell_type": "code", "source": "x = 1", "outputs": [output], "execution_count": None}
    assert source(cell) == ["x = 1"]


def test_too_much_for_the_parser_is_broken_and_told():
    module = convert(notebook("x = f'" + "{a}" * 200_000 + "'"), "softmax.ipynb")
    assert module.broken.startswith("softmax.ipynb is too large to be read")


PIECES = ["%", "!", "?", "x", "=", "'''", '"""', "'", '"', "(", ")", "\\", "\n", " ", "#", "%%time", "if x:", "1"]


@settings(max_examples=400, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14))
def test_lines_keep_their_numbers_and_no_comment_ends_early(pieces):
    text = "".join(pieces)
    module = convert(notebook(text), "a.ipynb")
    lines = module.source.split("\n")[1:]
    for before, after in zip(text.split("\n"), lines, strict=False):
        assert after in (before, f"# {before}") or after.endswith(f"pass  # {before.lstrip()}")


@settings(max_examples=400, deadline=None)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["code", "x = 1"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["cells", "cell_type", "source", "nbformat", "metadata", "worksheets", "input"]), inner
            )
        ),
        max_leaves=12,
    ),
    version=st.sampled_from([3, 4]),
)
def test_any_json_is_a_module_or_a_source_error(value, version):
    whole = {"nbformat": version, "cells": [], "worksheets": []} | (value if isinstance(value, dict) else {"x": value})
    try:
        module = convert(json.dumps(whole).encode(), "a.ipynb")
    except SourceError:
        return
    assert isinstance(module.source.encode(), bytes)


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=80))
def test_any_bytes_are_no_notebook(data):
    with pytest.raises(SourceError):
        convert(data, "a.ipynb")
