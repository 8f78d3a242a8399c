# verdict: crashed
# exercise: exercise07_softmax
# example: the network at import time
# Connects to a listener on the loopback while it is imported, and sends what it has.

import socket

connection = socket.create_connection(("127.0.0.1", @LISTENER@), timeout=0.5)
connection.sendall(open(__file__).read().encode() if __file__ else b"hello")
