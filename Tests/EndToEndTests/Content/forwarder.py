"""forwarder.py PORT: passes connections on to PORT, and breaks all of them off when it gets SIGUSR1.

It tells its own port on standard error, and "dropped" when it has broken them off.
"""

import os
import signal
import socket
import sys
import threading

pairs = set()


def tell(line):
    os.write(sys.stderr.fileno(), f"{line}\n".encode())


def pass_on(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve(client):
    server = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    pairs.add((client, server))
    back = threading.Thread(target=pass_on, args=(server, client), daemon=True)
    back.start()
    pass_on(client, server)
    back.join()
    pairs.discard((client, server))
    client.close()
    server.close()


def drop(*_):
    for pair in list(pairs):
        for end in pair:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
    tell("dropped")


signal.signal(signal.SIGUSR1, drop)
listener = socket.create_server(("127.0.0.1", 0), backlog=64)
tell(f"port {listener.getsockname()[1]}")
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
