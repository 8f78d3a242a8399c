REPLACED = True
print("MARK" + "ER{random.py was executed}")
