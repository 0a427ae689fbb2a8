"""Hundreds of connections that ask one shop for its dearest page, and never mind the answers.

Runs as a process of its own, at the lowest priority: on a real day the flood's own work is done on somebody else's machine.
"""

import asyncio
import os
import subprocess
import sys

# After an answer each connection waits this long, so that the flood is a few thousand requests a second at most.
PAUSE = 0.05


class Flood:
    """Starts on entering, ends on leaving; `answers` counts the statuses."""

    def __init__(self, port, path, connections=200):
        self._arguments = [sys.executable, __file__, str(port), path, str(connections)]
        self._process = None
        self.answers = {}

    def __enter__(self):
        self._process = subprocess.Popen(
            self._arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=lambda: os.nice(19)
        )
        assert self._process.stdout.readline() == "flooding\n"
        return self

    def __exit__(self, *_):
        said, _ = self._process.communicate("stop\n", timeout=20)
        self.answers = {int(status): int(count) for status, count in (line.split() for line in said.splitlines())}


async def _ask(port, path, answers):
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            while True:
                writer.write(head)
                status, length = 0, 0
                while (line := await reader.readline()) not in (b"\r\n", b""):
                    if line.startswith(b"HTTP/"):
                        status = int(line.split()[1])
                    elif line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                if not status:
                    break
                await reader.readexactly(length)
                answers[status] = answers.get(status, 0) + 1
                await asyncio.sleep(PAUSE)
        except (OSError, asyncio.IncompleteReadError):
            await asyncio.sleep(PAUSE)


async def _flood(port, path, connections):
    answers = {}
    tasks = [asyncio.create_task(_ask(port, path, answers)) for _ in range(connections)]
    await asyncio.sleep(1)
    print("flooding", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    for task in tasks:
        task.cancel()
    for status, count in sorted(answers.items()):
        print(status, count)


if __name__ == "__main__":
    asyncio.run(_flood(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
