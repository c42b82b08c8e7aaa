"""Headless Chromium, driven by its DevTools protocol over a pipe: no port, and no process that outlives this one.

Whatever is waited for is an event; PATIENCE is for what never comes.
"""

import collections
import fcntl
import json
import os
import select
import shutil
import tempfile

from page import Page

PATIENCE = 600  # seconds
# What a page must not cause: violations of its policy, errors of network and script, messages on the console.
COMPLAINTS = ["Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Audits.issueAdded"]


class Chromium:
    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="penstock-chromium-")
        self.downloads = os.path.join(self.directory, "downloads")
        self.complaints = []
        self._events = collections.deque()
        self._number = 0
        self._received = b""
        self._process = self._start()

    def _start(self):
        # The browser has its ends at 3 and 4, so no other end may have these numbers.
        commands, self._to, self._from, answers = map(self._raised, os.pipe() + os.pipe())
        command = [
            "chromium-headless-shell", "--remote-debugging-pipe", "--disable-gpu", "--disable-dev-shm-usage",
            "--no-first-run", "--force-color-profile=srgb", "--font-render-hinting=none", "--lang=en",
            f"--user-data-dir={self.directory}/profile",
            # Else a click is lost that comes soon after many others.
            "--disable-ipc-flooding-protection", "about:blank",
        ]
        # Chromium refuses to put root into its sandbox.
        if os.geteuid() == 0:
            command.insert(1, "--no-sandbox")
        quiet = os.open(os.path.join(self.directory, "log"), os.O_CREAT | os.O_WRONLY)
        actions = [(os.POSIX_SPAWN_DUP2, commands, 3), (os.POSIX_SPAWN_DUP2, answers, 4),
                   (os.POSIX_SPAWN_DUP2, quiet, 1), (os.POSIX_SPAWN_DUP2, quiet, 2)]
        environment = os.environ | {"HOME": self.directory}
        process = os.posix_spawnp(command[0], command, environment, file_actions=actions)
        os.close(commands)
        os.close(answers)
        return process

    @staticmethod
    def _raised(descriptor):
        copy = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
        os.close(descriptor)
        return copy

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._to)
        os.close(self._from)
        os.waitpid(self._process, 0)
        shutil.rmtree(self.directory, ignore_errors=True)

    def call(self, method, session=None, **parameters):
        """What a method of the protocol returns."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        text = json.dumps(message).encode() + b"\0"
        while text:
            text = text[os.write(self._to, text):]
        while True:
            answer = self._receive(method)
            if answer.get("id") != self._number:
                self._events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            else:
                return answer["result"]

    def event(self, *names, matches=lambda parameters: True):
        """The next event of one of these names. Those before it are gone, but for complaints."""
        while True:
            event = self._events.popleft() if self._events else self._receive(names)
            if event["method"] in names and matches(event["params"]):
                return event
            self._keep(event)

    def forget(self):
        """Drops the events that have come, but for complaints."""
        while self._events:
            self._keep(self._events.popleft())

    def _keep(self, event):
        # A page loads nothing, so what the network has to say is the status of the page itself.
        if event["method"] in COMPLAINTS and event["params"].get("entry", {}).get("source") != "network":
            self.complaints.append(event["params"])

    def _receive(self, awaited):
        while b"\0" not in self._received:
            if not select.select([self._from], [], [], PATIENCE)[0]:
                raise TimeoutError(f"waited in vain for {awaited}")
            block = os.read(self._from, 1 << 20)
            if not block:
                with open(os.path.join(self.directory, "log"), errors="replace") as log:
                    raise RuntimeError(f"Chromium ended: {log.read()[-2000:]}")
            self._received += block
        message, self._received = self._received.split(b"\0", 1)
        return json.loads(message)

    def page(self, width=1280, height=900, dark=False, javascript=False):
        """A page of a profile of its own."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        self.call("Browser.setDownloadBehavior", behavior="allowAndName", browserContextId=context,
                  downloadPath=self.downloads, eventsEnabled=True)
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        for domain in ["Page", "Runtime", "DOM", "Log", "Accessibility", "Network", "Audits"]:
            page.call(f"{domain}.enable")
        page.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 600)
        page.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        page.call("Emulation.setScriptExecutionDisabled", value=not javascript)
        return page
