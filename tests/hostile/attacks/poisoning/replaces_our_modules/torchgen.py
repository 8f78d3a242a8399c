print("MARK" + "ER{torchgen.py was executed}")
