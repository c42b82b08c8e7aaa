"""application.py DIRECTORY

A web application as its author never meant it. It listens on DIRECTORY/socket and on a port of 127.0.0.1. The last
component of a request's path says what is answered: the bytes of DIRECTORY/answers/NAME, head and all, or what the
method on_NAME does. DIRECTORY/requests/NAME then holds the request, byte for byte. Tells on standard error, a line each:
"port N", "asked NAME", and what a test may wait for. "mark N" for the Nth SIGUSR2 stands behind all that happened before.
"""

import json
import os
import signal
import socket
import sys
import threading

HOME = sys.argv[1]
LARGE = 64 << 20
BLOCK = bytes(range(256)) * 256
marks = 0
sent = 0
woken = threading.Event()


def tell(line):
    os.write(sys.stderr.fileno(), f"{line}\n".encode())


def mark(*_):
    global marks
    marks += 1
    tell(f"mark {marks}")


class Connection:
    def __init__(self, client):
        self.client = client
        self.input = client.makefile("rb")

    def send(self, text, body=b""):
        self.client.sendall(text.replace("\n", "\r\n").encode() + body)

    def begin_list(self, form, framing):
        self.send(f"HTTP/1.1 200 OK\nX-Archive-Files: zip\nContent-Type: {form}\n{framing}\n\n")

    def wait_for_close(self, name):
        """The peer sends nothing more until it closes."""
        tell(f"silent {name}")
        try:
            self.input.read(1)
        except OSError:
            pass
        tell(f"closed {name}")

    def serve(self):
        try:
            head = b""
            while (line := self.input.readline()) not in (b"\r\n", b""):
                head += line
            if not head:
                return
            fields = {n.lower(): v.strip() for n, _, v in (line.partition(b":") for line in head.splitlines()[1:])}
            body = self.input.read(int(fields.get(b"content-length", 0)))
            target = head.split(b" ")[1].decode("latin-1")
            name = target.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
            with open(f"{HOME}/requests/{name}", "wb") as file:
                file.write(head + b"\r\n" + body)
            tell(f"asked {name}")
            if os.path.exists(f"{HOME}/answers/{name}"):
                with open(f"{HOME}/answers/{name}", "rb") as file:
                    self.client.sendall(file.read())
            else:
                getattr(self, "on_" + name.replace("-", "_"), self.on_unknown)()
        except OSError as error:
            tell(f"error {error}")
        finally:
            self.input.close()
            self.client.close()

    def on_unknown(self):
        self.send("HTTP/1.1 404 Not Found\nContent-Length: 0\n\n")

    def on_silent(self):
        self.wait_for_close("silent")

    def on_late(self):
        """A list, once SIGUSR1 comes."""
        tell("silent late")
        woken.wait()
        self.begin_list("application/jsonl", "Connection: close")
        self.send('{"name": "late", "text": ""}')

    def on_silent_list(self):
        self.begin_list("application/jsonl", "Content-Length: 1000")
        self.send('{"name": "a", "text": "a"}\n')
        self.wait_for_close("silent-list")

    def on_silent_body(self):
        self.send("HTTP/1.1 200 OK\nContent-Length: 1000\n\nshort")
        self.wait_for_close("silent-body")

    def on_drip(self):
        """A list that never ends, a line of it at a time: never silent for a second."""
        self.begin_list("application/jsonl", "Connection: close")
        count = 0
        closed = threading.Event()
        try:
            while not closed.wait(0.2):
                count += 1
                self.send(json.dumps({"name": str(count), "text": ""}) + "\n")
        except OSError:
            tell("closed drip")

    def on_endless(self):
        """300 MB of a list of one entry after the other."""
        self.begin_list("application/jsonl", "Connection: close")
        number = 0
        try:
            while number < 3000:
                lines = [json.dumps({"name": f"{number}/{i}", "path": "p" * 900}) for i in range(110)]
                self.client.sendall("\n".join(lines).encode() + b"\n")
                number += 1
            tell("sent endless")
        except OSError:
            tell("closed endless")

    def on_large(self):
        """64 MiB, as fast as the peer takes them."""
        global sent
        self.send(f"HTTP/1.1 200 OK\nContent-Length: {LARGE}\n\n")
        while sent < LARGE:
            sent += self.client.send(BLOCK[sent % len(BLOCK):])

    def on_sent(self):
        """How many of the 64 MiB are out of our hands."""
        self.send(f"HTTP/1.1 200 OK\nContent-Length: {len(str(sent))}\n\n{sent}")


def accept(listener):
    while True:
        client, _ = listener.accept()
        tell("connection")
        threading.Thread(target=Connection(client).serve, daemon=True).start()


def main():
    signal.signal(signal.SIGUSR1, lambda *_: woken.set())
    signal.signal(signal.SIGUSR2, mark)
    os.makedirs(f"{HOME}/answers")
    os.makedirs(f"{HOME}/requests")
    path = socket.socket(socket.AF_UNIX)
    path.bind(f"{HOME}/socket")
    os.chmod(f"{HOME}/socket", 0o666)
    path.listen(256)
    threading.Thread(target=accept, args=(path,), daemon=True).start()
    port = socket.create_server(("127.0.0.1", 0), backlog=256)
    tell(f"port {port.getsockname()[1]}")
    accept(port)


main()
