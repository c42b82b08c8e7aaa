"""origin.py SOCKET [CERTIFICATE KEY]

A server with one way to answer, or to fail, for each path. Listens on a port of 127.0.0.1, or with a certificate on one
for TLS, and on the unix socket SOCKET. Tells on standard error, a line each: "port N", "connection" for each that is
accepted, "METHOD TARGET" for each request, and what a test may wait for. "mark N" for the Nth SIGUSR1 stands behind all
that happened before.
"""

import os
import select
import signal
import socket
import ssl
import struct
import sys
import threading

LARGE = 64 << 20
told = threading.Event()
marks = 0
sent = 0


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

    def send(self, data):
        self.client.sendall(data if isinstance(data, bytes) else data.encode())

    def answer(self, body, head="", status="200 OK"):
        data = body if isinstance(body, bytes) else body.encode()
        self.send(f"HTTP/1.1 {status}\r\n{head}Content-Length: {len(data)}\r\n\r\n".encode() + data)

    def wait_for_close(self, name):
        """The peer sends nothing more until it closes."""
        try:
            self.input.read(1)
        except OSError:
            pass
        tell(f"closed {name}")

    def serve(self):
        try:
            while line := self.input.readline():
                head = [line]
                while (line := self.input.readline()) not in (b"\r\n", b""):
                    head.append(line)
                fields = {n.lower(): v.strip() for n, _, v in (line.partition(b":") for line in head[1:])}
                body = self.input.read(int(fields.get(b"content-length", 0)))
                method, target, _ = head[0].decode("latin-1").split(" ")
                tell(f"{method} {target}")
                if not self.respond(method, target, b"".join(head), body):
                    break
        except OSError as error:
            tell(f"error {error}")
        finally:
            self.input.close()
            self.client.close()
            tell("closed connection")

    def respond(self, method, target, head, body):
        """Answers one request; true if the connection stays."""
        name = target.split("?")[0].strip("/").replace("-", "_")
        return getattr(self, "on_" + name, self.on_hello)(method, target, head, body)

    def on_hello(self, method, target, head, body):
        if method == "HEAD":
            self.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
        else:
            self.answer("hello", "X-Two: 1\r\nx-empty:\r\nX-Two:  a b \t\r\n")
        return True

    def on_excess(self, method, target, head, body):
        """More than is announced: an answer to the next request, too, which comes when this one has been read."""
        self.answer("first")
        told.wait()
        told.clear()
        self.answer("wrong")
        tell("excess")
        return True

    def on_head(self, method, target, head, body):
        self.answer(head)
        return True

    def on_body(self, method, target, head, body):
        self.answer(body)
        return True

    def on_sent(self, method, target, head, body):
        self.answer(str(sent))
        return True

    def on_tell(self, method, target, head, body):
        told.set()
        self.answer("told")
        return True

    def on_slow(self, method, target, head, body):
        if self.client.family == socket.AF_INET:
            self.client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX-A: b\r\n\r\nslow":
            self.send(bytes([byte]))
        return True

    def on_chunked(self, method, target, head, body):
        self.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        self.send("5;x=y\r\nchunk\r\n2\r\ned\r\n0\r\nX-Trailer: 1\r\n\r\n")
        return True

    def on_chunked_short(self, method, target, head, body):
        self.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nchunk\r\n")

    def on_no_length(self, method, target, head, body):
        self.send("HTTP/1.1 200 OK\r\n\r\nuntil the end")

    def on_short(self, method, target, head, body):
        self.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")

    def on_interim(self, method, target, head, body):
        self.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        self.answer("final", "X-Final: 1\r\n", "201 Created")
        return True

    def on_large_head(self, method, target, head, body):
        self.answer("", "".join(f"X-{n}: {'x' * 1000}\r\n" for n in range(1 << 10)))

    def on_long_line(self, method, target, head, body):
        self.answer("", f"X: {'x' * (1 << 20)}\r\n")

    def on_interim_flood(self, method, target, head, body):
        while True:
            self.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100)

    def on_garbage(self, method, target, head, body):
        self.send("SSH-2.0-OpenSSH_9.2p1\r\n")

    def on_http09(self, method, target, head, body):
        self.send("<html>hello</html>\n")

    def on_half_head(self, method, target, head, body):
        self.send("HTTP/1.1 200 OK\r\nContent-Le")

    def on_no_colon(self, method, target, head, body):
        self.answer("", "no field\r\n")

    def on_switching(self, method, target, head, body):
        self.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nxxxx")

    def on_nothing(self, method, target, head, body):
        pass

    def on_no_content(self, method, target, head, body):
        self.send("HTTP/1.1 204 No Content\r\n\r\n")
        return True

    def on_not_modified(self, method, target, head, body):
        self.send('HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\nETag: "a"\r\n\r\n')
        return True

    def on_redirect(self, method, target, head, body):
        self.answer("elsewhere", "Location: /hello\r\nSet-Cookie: a=b\r\n", "302 Found")
        return True

    def on_last(self, method, target, head, body):
        """The next request on this connection gets no answer."""
        self.answer("last")
        if line := self.input.readline():
            tell("unanswered " + line.decode("latin-1").split(" ")[0])

    def on_reset(self, method, target, head, body):
        """Resets the connection in the middle of the body, when told."""
        self.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")
        told.wait()
        self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def on_silent(self, method, target, head, body):
        self.wait_for_close("silent")

    def on_silent_body(self, method, target, head, body):
        self.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")
        self.wait_for_close("silent-body")

    def on_large(self, method, target, head, body):
        """64 MiB; tells once how many were sent when the socket took no more."""
        global sent
        self.send(f"HTTP/1.1 200 OK\r\nContent-Length: {LARGE}\r\n\r\n")
        block = bytes(range(256)) * 256
        self.client.setblocking(False)
        was_blocked = False
        while sent < LARGE:
            try:
                sent += self.client.send(block[sent % len(block):])
            except BlockingIOError:
                if not was_blocked:
                    tell("blocked")
                was_blocked = True
                select.select([], [self.client], [])
            except OSError:
                tell("closed large")
                return False
        self.client.setblocking(True)
        return True


def accept(listener, context=None):
    while True:
        client, _ = listener.accept()
        tell("connection")
        if context:
            try:
                client = context.wrap_socket(client, server_side=True)
            except OSError:
                tell("no TLS")
                continue
        threading.Thread(target=Connection(client).serve, daemon=True).start()


def main():
    signal.signal(signal.SIGUSR1, mark)
    context = None
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
    path = socket.socket(socket.AF_UNIX)
    path.bind(sys.argv[1])
    path.listen(128)
    threading.Thread(target=accept, args=(path,), daemon=True).start()
    port = socket.create_server(("127.0.0.1", 0), backlog=128)
    tell(f"port {port.getsockname()[1]}")
    accept(port, context)


main()
