"""terminal.py DIRECTORY PROGRAM ARGUMENT... -- (TEXT KEYS)...

Runs a program of a terminal in DIRECTORY as somebody would who types KEYS once the screen shows TEXT. The last KEYS are to
end it. KEYS may have escapes of Python in them. Prints where it waits in vain.
"""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios

PATIENCE = 600  # seconds
CONTROL = re.compile(rb"\x1b\[[0-9;?]*[@-~]|\x1b[()][AB0-2]|\x1b[=>78]|[\x00-\x1f]")


class Terminal:
    def __init__(self, directory, command):
        self.shown = b""
        child, self.descriptor = pty.fork()
        if child == 0:
            os.chdir(directory)
            os.execvpe(command[0], command, os.environ | {"TERM": "vt100", "HOME": directory, "LC_ALL": "C.UTF-8"})
        self.child = child
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))

    def more(self):
        if not select.select([self.descriptor], [], [], PATIENCE)[0]:
            return False
        try:
            self.shown += os.read(self.descriptor, 1 << 16)
        except OSError:  # The program has ended.
            return False
        return True

    def text(self):
        return re.sub(rb"\s+", b" ", CONTROL.sub(b" ", self.shown)).decode(errors="replace")

    def wait(self, text):
        while text not in self.text():
            if not self.more():
                sys.exit(f"no {text!r} on the screen: {self.text()[-3000:]}")
        self.shown = b""

    def type(self, keys):
        os.write(self.descriptor, keys.encode().decode("unicode_escape").encode())


separator = sys.argv.index("--")
terminal = Terminal(sys.argv[1], sys.argv[2:separator])
steps = sys.argv[separator + 1:]
for text, keys in zip(steps[::2], steps[1::2], strict=True):
    terminal.wait(text)
    terminal.type(keys)
while terminal.more():
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(terminal.child, 0)[1]))
