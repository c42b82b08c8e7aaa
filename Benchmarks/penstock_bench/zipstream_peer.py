"""zipstream-ng as a command: writes a zip of a directory to standard output. Run by the Python that has it."""

import sys

from zipstream import ZIP_DEFLATED, ZIP_STORED, ZipStream


def main(directory: str, method: str) -> None:
    if method == "store":
        archive = ZipStream.from_path(directory, compress_type=ZIP_STORED, sized=True)
    else:
        archive = ZipStream.from_path(directory, compress_type=ZIP_DEFLATED, compress_level=6)
    for part in archive:
        sys.stdout.buffer.write(part)


if __name__ == "__main__":
    main(*sys.argv[1:])
