"""The ways in which an origin fails, each a method of the name."""

import gzip
import threading

from exchange import Exchange, lock, tell
from objects import content, tag_of

released = threading.Event()
held = most_held = 0


def resumed(respond):
    """The first answer to a GET breaks off in the middle, and the fault is in what follows."""

    def both(self):
        if self.method == "HEAD" or self.count > 1:
            return respond(self)
        start, stop, _ = self.wanted(len(self.data))
        self.answer(cut=(stop - start) // 2)

    return both


class Faults(Exchange):
    def status(self):
        return f"{self.number} Because"

    def other(self):
        return content("other " + self.name, len(self.data))

    def on_plain(self):
        return self.answer()

    # Answers that end too early, each time.

    def on_short(self):
        self.answer(cut=self.number)

    def on_reset(self):
        self.answer(cut=self.number)
        self.connection.reset()

    def on_silent(self):
        self.answer(cut=self.number)
        self.connection.wait_for_close(self.path)

    def on_mute(self):
        self.connection.wait_for_close(self.path)

    def on_nothing(self):
        pass

    def on_half_head(self):
        self.connection.send(b"HTTP/1.1 200 OK\r\nContent-Le")

    # Answers of another length than they should have, or of none.

    def on_long(self):
        return self.answer(self.data + bytes(self.number), tag=tag_of(self.data))

    def on_excess(self):
        self.answer()
        self.body(bytes(self.number))

    def on_answer(self):
        """Another answer follows the one that was asked for."""
        false = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nETag: %b\r\n\r\n%b" % (
            len(self.data), tag_of(self.data).encode(), self.other())
        self.answer()
        self.body(false)
        return True

    def on_unsized(self):
        self.answer(length=False, head="Connection: close\r\n")

    def on_unsized_short(self):
        self.answer(length=False, head="Connection: close\r\n", cut=self.number)

    def on_unsized_long(self):
        self.answer(self.data + bytes(self.number), tag=tag_of(self.data), length=False, head="Connection: close\r\n")

    def on_chunked(self):
        return self.chunked(self.data)

    def on_chunked_short(self):
        """A whole answer, as far as HTTP can tell."""
        return self.chunked(self.data[:self.number])

    def on_chunked_long(self):
        return self.chunked(self.data + bytes(self.number))

    def on_gzip(self):
        return self.answer(gzip.compress(self.data), tag=tag_of(self.data), head="Content-Encoding: gzip\r\n")

    def on_gzip_label(self):
        return self.answer(head="Content-Encoding: gzip\r\n")

    # Refusals.

    def on_status(self):
        return self.refuse(self.status())

    def on_status_once(self):
        return self.answer() if self.count > 1 else self.refuse(self.status())

    def on_status_twice(self):
        return self.answer() if self.count > 2 else self.refuse(self.status())

    def on_later(self):
        """Bids to come again in so many seconds, and serves whoever does."""
        return self.answer() if self.count > 1 else self.refuse(
            "503 Service Unavailable", f"Retry-After: {self.number}\r\n")

    @resumed
    def on_then_status(self):
        return self.refuse(self.status())

    @resumed
    def on_then_status_once(self):
        return self.answer() if self.count > 2 else self.refuse(self.status())

    # Heads.

    def on_slow_head(self):
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(self.data)}\r\nETag: {tag_of(self.data)}\r\n\r\n"
        if self.wanted(len(self.data))[2]:
            return self.answer()
        for byte in head.encode():
            self.connection.send(bytes([byte]))
        self.body(self.data)
        return True

    def on_large_head(self):
        return self.answer(head="".join(f"X-{n}: {'x' * 1000}\r\n" for n in range(1 << 10)))

    def on_interim(self):
        self.connection.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 2)
        return self.answer()

    def on_garbage(self):
        self.connection.send(b"SSH-2.0-x\r\n")

    def on_unasked_part(self):
        """A part, though everything was asked for."""
        half, head = len(self.data) // 2, f"Content-Range: bytes 0-{len(self.data) // 2 - 1}/{len(self.data)}\r\n"
        return self.answer(self.data[:half], tag=tag_of(self.data), ranges=False, status="206 Partial Content", head=head)

    def on_last(self):
        """Closes the connection without a word behind an answer that lets it stay."""
        self.answer()

    # Redirects.

    def on_redirect(self):
        """So many of them, the first to a path, the others to URLs."""
        left = self.number - 1
        path = self.path.replace(f"redirect={self.number}", f"redirect={left}" if left else "plain", 1)
        root = "" if left % 2 else f"http://{self.fields['host']}"
        return self.refuse("302 Found", f"Location: {root}{path}?sig=SECRETMARK\r\n")

    def on_to(self):
        return self.refuse("307 Temporary Redirect", f"Location: {self.query['to'][0]}\r\n")

    # What a resume gets.

    @resumed
    def on_drop(self):
        return self.answer()

    @resumed
    def on_then_whole(self):
        return self.answer(ranges=False)

    @resumed
    def on_then_whole_other(self):
        return self.answer(self.other(), ranges=False)

    @resumed
    def on_then_other_tag(self):
        """Bytes of another object, whatever If-Match says."""
        self.fields.pop("if-match", None)
        return self.answer(self.other())

    @resumed
    def on_then_other_bytes(self):
        """The same, and nothing tells."""
        return self.answer(self.other(), tag=tag_of(self.data))

    @resumed
    def on_then_other_length(self):
        return self.answer(total=len(self.data) + 5)

    @resumed
    def on_then_shifted(self):
        """Another range than was asked for."""
        start = self.wanted(len(self.data))[0] - 1
        head = f"Content-Range: bytes {start}-{len(self.data) - 1}/{len(self.data)}\r\n"
        return self.answer(
            self.data[start:], tag=tag_of(self.data), ranges=False, status="206 Partial Content", head=head)

    @resumed
    def on_then_part_as_whole(self):
        """As rclone has it: status 200, Content-Range and the part."""
        return self.answer(status="200 OK")

    def on_tagless(self):
        """Breaks off once, and names no version."""
        return self.answer(tag=None, cut=None if self.count > 1 else len(self.data) // 4) and self.count > 1

    def on_weak(self):
        tag = "W/" + tag_of(self.data)
        return self.answer(tag=tag, cut=None if self.count > 1 else len(self.data) // 4) and self.count > 1

    def on_overwritten(self):
        """Half of it is another's, and nothing tells."""
        half = len(self.data) // 2
        return self.answer(self.data[:half] + self.other()[half:], tag=tag_of(self.data))

    # HEAD.

    def on_headless(self):
        return self.refuse("405 Method Not Allowed") if self.method == "HEAD" else self.answer()

    def on_unsized_head(self):
        return self.answer(length=self.method != "HEAD")

    def on_bodied_head(self):
        """A body, which an answer to HEAD never has."""
        self.answer()
        if self.method == "HEAD":
            self.connection.send(self.data)
        return True

    def on_unsizable(self):
        """Nothing tells the size, not even a range."""
        self.fields.pop("range", None)
        return self.refuse("405 Method Not Allowed") if self.method == "HEAD" else self.chunked(self.data)

    def on_unsizable_cut(self):
        """The same, and it breaks off each time."""
        self.fields.pop("range", None)
        if self.method == "HEAD":
            return self.refuse("405 Method Not Allowed")
        self.send("200 OK", f"ETag: {tag_of(self.data)}\r\nTransfer-Encoding: chunked\r\n")
        self.body(b"%x\r\n%b" % (len(self.data), self.data[:self.number]))

    def on_unsizable_open(self):
        """The same, and the end of the connection is its end."""
        self.fields.pop("range", None)
        if self.method == "HEAD":
            return self.refuse("405 Method Not Allowed")
        self.answer(length=False, head="Connection: close\r\n")

    def on_held(self):
        """Holds what asks for a size until SIGUSR2, and tells how many there are."""
        global held, most_held
        if self.method == "HEAD":
            with lock:
                held += 1
                if held > most_held:
                    most_held = held
                    tell(f"held {held}")
            released.wait()
            with lock:
                held -= 1
        return self.answer()
