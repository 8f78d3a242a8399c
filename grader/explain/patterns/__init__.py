"""What the numbers of wrong answers show where no known mistake explains them. Every statement holds in every example.

`samples`      wrong and right answers with what they were computed from
`relations`    what an answer is instead: a multiple, a transpose, a sum too few, another value of the example
`quantities`   what a factor could be: a length, a hyper-parameter, one over it
`places`       which entries differ: the first step, one side of zero, the border
`conditions`   which examples fail: those with a batch of one, another dim, large inputs
`consistency`  whether a backward is the derivative of the learner's own forward
`conclude`     all of it, in the order in which it is told
"""

from grader.explain.patterns.conclude import patterns

__all__ = ["patterns"]
