REPLACED = True
print("MARK" + "ER{json.py was executed}")
