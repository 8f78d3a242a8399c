REPLACED = True
print("MARK" + "ER{msgspec.py was executed}")
