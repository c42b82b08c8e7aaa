"""origin.py [CERTIFICATE KEY [VERSION]]

An HTTP/1.1 server of objects. The path of one is /FAULT/SIZE/NAME, and FAULT is "plain" or one of the ways in which
servers fail, with a number if it needs one, as in "short=1000". Listens on a port of 127.0.0.1, with a certificate for TLS
(of no later VERSION). Tells on standard error, a line each: "port N", each request, and what a test may wait for. "mark N"
for the Nth SIGUSR1 stands behind all that happened before. SIGUSR2 lets go what is held.
"""

import json
import signal
import socket
import ssl
import struct
import sys
import threading

sys.dont_write_bytecode = True

from exchange import tell
from faults import Faults, released

marks = 0


def mark(*_):
    global marks
    marks += 1
    tell(f"mark {marks}")


class Connection:
    shown = ["range", "if-match", "if-unmodified-since", "authorization", "cookie", "accept-encoding", "user-agent"]

    def __init__(self, client, number):
        self.client, self.number = client, number
        self.input = None

    def send(self, data):
        self.client.sendall(data)

    def reset(self):
        self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def wait_for_close(self, path):
        """The peer sends nothing more until it closes."""
        tell(f"silent {path}")
        try:
            self.input.read(1)
        except OSError:
            pass
        tell(f"closed {path}")

    def next_request(self):
        line = self.input.readline().decode("latin-1").split()
        fields = {}
        while (field := self.input.readline().decode("latin-1")) not in ("\r\n", ""):
            name, _, value = field.partition(":")
            fields[name.lower()] = value.strip()
        if len(line) < 3:
            return None
        shown = "".join(f" {name}={json.dumps(fields[name])}" for name in self.shown if name in fields)
        tell(f"request connection={self.number} method={line[0]} target={json.dumps(line[1])}{shown}")
        return Faults(self, line[0], line[1], fields)

    def serve(self, context):
        try:
            # Else what follows a head waits until that is acknowledged.
            self.client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if context:
                self.client = context.wrap_socket(self.client, server_side=True)
            self.input = self.client.makefile("rb")
            while (exchange := self.next_request()) and exchange.respond():
                pass
        except OSError as error:
            tell(f"error {error}")
        finally:
            if self.input:
                self.input.close()
            self.client.close()
            tell(f"end connection={self.number}")


def serve(certificate=None, key=None, version=None):
    signal.signal(signal.SIGUSR1, mark)
    signal.signal(signal.SIGUSR2, lambda *_: released.set())
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        if version:
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion[version]
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    tell(f"port {listener.getsockname()[1]}")
    number = 0
    while True:
        client, _ = listener.accept()
        number += 1
        tell(f"begin connection={number}")
        threading.Thread(target=Connection(client, number).serve, args=(context,), daemon=True).start()


serve(*sys.argv[1:])
