# mistake: Of a pair the first number is used for the width; it should be the height's.
# hint: Try a window of (1, 3) on an image of one row.
# loses: max_forward average_forward
def pair(value):
    return (value, value) if isinstance(value, int) else (value[1], value[0])
