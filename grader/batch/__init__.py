"""Grades many submissions: a pool of workers, what they do, and the order in which a class is graded."""
