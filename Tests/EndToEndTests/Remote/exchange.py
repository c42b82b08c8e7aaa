"""One request to the origin, and the answer of a server without faults."""

import collections
import os
import sys
import threading
import urllib.parse

from objects import DATE, content, tag_of

lock = threading.RLock()
counts = collections.Counter()


def tell(line):
    with lock:
        os.write(sys.stderr.fileno(), f"{line}\n".encode())


class Exchange:
    """One request, and what becomes of it: a method for each fault returns whether the connection stays."""

    def __init__(self, connection, method, target, fields):
        self.connection, self.method, self.target, self.fields = connection, method, target, fields
        self.path, _, query = target.partition("?")
        self.query = urllib.parse.parse_qs(query)
        fault, size, self.name = self.path.strip("/").split("/")
        self.fault, _, number = fault.partition("=")
        self.number = int(number or 0)
        self.data = content(self.name, int(size))
        with lock:
            # A HEAD asks for no bytes, and is no attempt at getting them.
            counts[self.path] += method == "GET"
            self.count = counts[self.path]

    def respond(self):
        return getattr(self, "on_" + self.fault.replace("-", "_"))()

    def wanted(self, length):
        """Where the range that was asked for begins and ends, and whether there was one."""
        unit, _, numbers = self.fields.get("range", "").partition("=")
        first, _, last = numbers.partition("-")
        if unit != "bytes" or not first:
            return 0, length, False
        return int(first), min(int(last or length) + bool(last), length), True

    def answer(self, data=None, *, tag=True, length=True, head="", status=None, cut=None, ranges=True, total=None):
        """Answers with data, or with the range of it that was asked for, of which `cut` bytes are sent."""
        data = self.data if data is None else data
        start, stop, is_part = self.wanted(len(data)) if ranges else (0, len(data), False)
        tag = tag_of(data) if tag is True else tag
        if ranges and not {self.fields.get("if-match", tag), self.fields.get("if-unmodified-since", DATE)} <= {tag, DATE}:
            return self.refuse("412 Precondition Failed")
        if start >= len(data) and is_part:
            return self.refuse("416 Range Not Satisfiable")
        if is_part:
            head += f"Content-Range: bytes {start}-{stop - 1}/{total or len(data)}\r\n"
        if tag:
            head += f"ETag: {tag}\r\n"
        if length:
            head += f"Content-Length: {stop - start}\r\n"
        self.send(status or ("206 Partial Content" if is_part else "200 OK"), head)
        self.body(data[start:stop] if cut is None else data[start:min(start + cut, stop)])
        return True

    def chunked(self, data):
        """Answers with data in chunks, or with the range of it that was asked for."""
        start, stop, is_part = self.wanted(len(self.data))
        part = f"Content-Range: bytes {start}-{stop - 1}/{len(self.data)}\r\n" if is_part else ""
        status = "206 Partial Content" if is_part else "200 OK"
        self.send(status, f"{part}ETag: {tag_of(self.data)}\r\nTransfer-Encoding: chunked\r\n")
        data = data[start:stop if len(data) == len(self.data) else None]
        for begin in range(0, len(data), 10_000):
            piece = data[begin:begin + 10_000]
            self.body(b"%x\r\n%b\r\n" % (len(piece), piece))
        self.body(b"0\r\n\r\n")
        return True

    def send(self, status, head):
        self.connection.send(f"HTTP/1.1 {status}\r\n{head}Last-Modified: {DATE}\r\n\r\n".encode())

    def body(self, data):
        if self.method != "HEAD":
            self.connection.send(data)

    def refuse(self, status, head=""):
        text = b"" if self.method == "HEAD" or status.startswith("204") else b"refused\n"
        self.send(status, f"{head}Content-Length: {len(text)}\r\n")
        self.body(text)
        return True
