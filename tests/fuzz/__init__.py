"""Coverage-guided fuzzing of what reads a learner's replies: the decoder, the judge, and the report's builder.

`targets`     the functions that are fuzzed, and what they claim; they need no atheris
`oracle`      a second, slow and simple judge: what must hold of anything that passed
`mutator`     changes a valid reply into one that nearly is
`checks`      recorded checks with right answers, and made-up ones for what no exercise uses yet
`drive`       one target under atheris, in a process of its own
`corpus/`     inputs that reach everything found so far; `test_corpus` replays them without atheris

`python -m tests.fuzz --runs 1000000` fuzzes; `--keep` adds what it found to the corpus.
"""
