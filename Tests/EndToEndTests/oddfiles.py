"""oddfiles.py DIRECTORY: a file system (FUSE) whose files are not what their status says.

Says `mounted` on standard error once it is, and unmounts on SIGTERM.
"""

import errno
import stat
import sys

import fusepy

# Of each file: its content, the size that its status tells if that is another, and the error of open.
FILES = {
    "/untold/a": ("x", None, None),
    "/untold/nothing": ("", None, None),
    "/untold/more": ("more than nothing", 0, None),
    "/untold/z": ("z", None, None),
    "/EIO/a": ("x", None, errno.EIO),
    "/EIO/z": ("z", None, None),
    "/EACCES/a": ("x", None, errno.EACCES),
    "/EACCES/z": ("z", None, None),
    "/ENXIO/a": ("x", None, errno.ENXIO),
    "/ENXIO/z": ("z", None, None),
}


class Files(fusepy.Operations):
    def init(self, path):
        print("mounted", file=sys.stderr, flush=True)

    def getattr(self, path, handle=None):
        common = {"st_nlink": 1, "st_mtime": 1_700_000_000}
        if path in FILES:
            content, size, _ = FILES[path]
            return common | {"st_mode": stat.S_IFREG | 0o644, "st_size": len(content) if size is None else size}
        if path == "/" or any(name.startswith(path + "/") for name in FILES):
            return common | {"st_mode": stat.S_IFDIR | 0o755}
        raise fusepy.FuseOSError(errno.ENOENT)

    def readdir(self, path, handle):
        below = [name[len(path.rstrip("/")) + 1:] for name in FILES if name.startswith(path.rstrip("/") + "/")]
        return [".", ".."] + sorted({name.split("/")[0] for name in below})

    def open(self, path, flags):
        if FILES[path][2]:
            raise fusepy.FuseOSError(FILES[path][2])
        return 0

    def read(self, path, size, offset, handle):
        return FILES[path][0].encode()[offset:offset + size]


# Without the cache of the kernel, which believes the status.
fusepy.FUSE(Files(), sys.argv[1], foreground=True, nothreads=True, direct_io=True)
