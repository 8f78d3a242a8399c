print("MARK" + "ER{grader.py was executed}")
