print("MARK" + "ER{usercustomize.py was executed}")
