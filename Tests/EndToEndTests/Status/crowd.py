"""crowd.py SOCKET FILE COUNT: sends the bytes of a file over so many connections, and takes nothing until it is killed."""

import resource
import signal
import socket
import sys

path, file, count = sys.argv[1:]
limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
request = open(file, "rb").read()
connections = []
for _ in range(int(count)):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    connection.sendall(request)
    connections.append(connection)
signal.pause()
