"""One client on loopback: whole downloads by curl or a bare socket, small requests and first bytes by a socket."""

import socket
import subprocess
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Transfer:
    seconds: float
    first_byte: float
    size: int


def fetch(url: str) -> Transfer:
    """A download to its end. curl takes a broken-off archive for the error it is."""
    command = ["curl", "--silent", "--show-error", "--fail", "--output", "/dev/null",
               "--write-out", "%{time_total} %{time_starttransfer} %{size_download}", url]
    answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if answer.returncode != 0:
        raise RuntimeError(f"{url}: {answer.stderr.strip()}")
    total, first, size = answer.stdout.split()
    return Transfer(float(total), float(first), int(size))


def fetch_bare(url: str) -> Transfer:
    """The same for an answer with Content-Length, read by a socket: several times as fast as curl."""
    address, head = request(url)
    buffer = bytearray(1 << 20)
    start = time.perf_counter()
    with socket.create_connection(address, timeout=300) as connection:
        connection.sendall(head)
        answer = bytearray()
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += _more(connection, url)
        first_byte = time.perf_counter() - start
        size = len(answer) - end - 4
        while count := connection.recv_into(buffer):
            size += count
    elapsed = time.perf_counter() - start
    _check(url, answer)
    if f"\r\ncontent-length: {size}\r\n".encode() not in bytes(answer[:end + 2]).lower():
        raise RuntimeError(f"{url} ended early")
    return Transfer(elapsed, first_byte, size)


def request(url: str, fields: str = "") -> tuple[tuple[str, int], bytes]:
    """The address of a server on loopback, and what to send to it, with further header fields."""
    authority, _, path = url.removeprefix("http://").partition("/")
    host, _, port = authority.partition(":")
    return (host, int(port)), f"GET /{path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n{fields}\r\n".encode()


def time_to_end(url: str) -> float:
    """Seconds from connecting until the server has closed the connection after a small answer."""
    address, head = request(url)
    start = time.perf_counter()
    with socket.create_connection(address, timeout=300) as connection:
        connection.sendall(head)
        answer = bytearray()
        while part := connection.recv(65536):
            answer += part
    elapsed = time.perf_counter() - start
    _check(url, answer)
    return elapsed


def time_to_first_byte(url: str, start: int | None = None) -> float:
    """Seconds from connecting to the first byte of the body, or to byte `start` of it; hangs up then."""
    address, head = request(url, "" if start is None else f"Range: bytes={start}-\r\n")
    status = 200 if start is None else 206
    begin = time.perf_counter()
    with socket.create_connection(address, timeout=300) as connection:
        connection.sendall(head)
        answer = bytearray()
        # More than the blank line, so that a head which comes early does not count.
        while answer.find(b"\r\n\r\n") + 4 in (3, len(answer)):
            answer += _more(connection, url)
    elapsed = time.perf_counter() - begin
    _check(url, answer, status)
    return elapsed


def _more(connection: socket.socket, url: str) -> bytes:
    part = connection.recv(65536)
    if not part:
        raise RuntimeError(f"{url} ended before its first byte")
    return part


def _check(url: str, answer: bytearray, status: int = 200) -> None:
    line = bytes(answer[:64]).split(b"\r\n")[0]
    if f" {status} ".encode() not in line:
        raise RuntimeError(f"{url}: {line.decode(errors='replace') or 'no answer'}")
