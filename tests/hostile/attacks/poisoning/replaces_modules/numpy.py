REPLACED = True
print("MARK" + "ER{numpy.py was executed}")
