# mistake: Of a pair the first number is used for both directions; the second should be the width's.
# hint: Try a window of (2, 3): how many entries does it have?
# loses: max_forward average_forward
def pair(value):
    return (value, value) if isinstance(value, int) else (value[0], value[0])
