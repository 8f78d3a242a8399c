"""Builds what systems let people download, from names and ids."""

from pathlib import Path

from hypothesis import strategies as st

# Names that people have, and names that somebody gave to see what happens. None is a path, none is hidden.
NAMES = (
    "Anna Lee", "anna_lee_7", 'O\'Brien "Bob"_x', "王小明", "محمد علي", "שרה כהן", "Zoë Müller",
    "Zoe\u0308 Mu\u0308ller",
    "\U0001f469\u200d\U0001f4bb", "-rf", "--help", "=cmd|' C calc'!A0", "two\nlines", "a\tb", "{{7*7}}", "<b>x",
    "'; drop table", "$(id)", "%s%n", "x" * 120, "_", "7", "anna_4711_assignsubmission_file", "1_2_3", "x-submissions",
)  # fmt: skip

# A part of a path as a file system takes it, with room for what a system puts around it.
names = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=40
).filter(lambda name: len(name.encode()) <= 120 and not name.startswith("."))  # fmt: skip
numbers = st.integers(0, 10**9).map(str)


def folders(root: Path, *names: str, module: str = "softmax.py") -> Path:
    """A folder of folders, each with a module that says whose it is."""
    for name in names:
        (root / name).mkdir(parents=True)
        (root / name / module).write_text(f"# {name!a}\n", encoding="utf-8")
    return root


def files(root: Path, *names: str) -> Path:
    """A folder of files, each of which says whose it is."""
    root.mkdir(parents=True, exist_ok=True)
    for name in names:
        (root / name).write_text(f"# {name!a}\n", encoding="utf-8")
    return root
