"""objects.py DIRECTORY SIZE/NAME...

Objects whose bytes follow from their names and sizes. What follows a "~" in a name makes it another object of the same
bytes. Names in .txt can be compressed to half. As a program it writes objects to files, and their checksums to standard
output.
"""

import email.utils
import functools
import hashlib
import sys
import zlib

DATE = email.utils.formatdate(1_700_000_000, usegmt=True)


@functools.lru_cache(64)
def content(name, size):
    stream = hashlib.shake_128(name.partition("~")[0].encode())
    return stream.hexdigest(size // 2 + 1)[:size].encode() if name.endswith(".txt") else stream.digest(size)


def tag_of(data):
    return f'"{zlib.crc32(data):08x}-{len(data)}"'


def write(directory, *objects):
    for path in objects:
        size, name = path.split("/")
        data = content(name, int(size))
        with open(f"{directory}/{name}", "wb") as file:
            file.write(data)
        print(f"{zlib.crc32(data):08x}")


if __name__ == "__main__":
    write(*sys.argv[1:])
