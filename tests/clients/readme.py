"""The README's session with the AWS CLI, run as written: each command prints what is shown below it.

    python3 tests/clients/readme.py [--update]

Needs `ddbexpr` and `aws` on the path. With --update, what is printed is written into the README. Where the port that the
README uses is taken, another one is used instead.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
README = os.path.join(ROOT, "README.md")
FENCE = "```console session"
PORT = "8000"


def free_port():
    """The README's port, or another one where that is taken."""
    for wanted in (int(PORT), 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            return str(probe.getsockname()[1])
    sys.exit("readme: no port is free")


class Shell:
    """One shell for all commands, with both streams in one."""

    def __init__(self, folder):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        environment.update(AWS_PAGER="", AWS_EC2_METADATA_DISABLED="true", AWS_CONFIG_FILE="none", NO_COLOR="1")
        self.process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"], cwd=folder, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        self.lines = []
        self.port = free_port()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def run(self, command, number):
        if self.port != PORT:
            command = command.replace(PORT, self.port).replace("ddbexpr serve", f"ddbexpr serve --port {self.port}")
        done = f"-- command {number} is done --"
        start = len(self.lines)
        self.process.stdin.write(f"{command}\necho '{done}'\n")
        self.process.stdin.flush()
        deadline = time.time() + 60
        while done not in self.lines[start:]:
            if time.time() > deadline or self.process.poll() is not None:
                sys.exit(f"readme: no answer to: {command}\n" + "\n".join(self.lines[start:]))
            time.sleep(0.02)
        # What runs in the background speaks a little later.
        time.sleep(1.0 if command.rstrip().endswith("&") else 0.3)
        said = [line for line in self.lines[start:] if line != done and not re.match(r"\[\d+\] ", line)]
        said = "\n".join(line.rstrip() for line in said).strip("\n").replace(f":{self.port}", f":{PORT}")
        return said.split("\n") if said else []

    def close(self):
        self.process.stdin.write("kill $(jobs -p) 2>/dev/null; wait\n")
        self.process.stdin.close()
        self.process.wait(timeout=20)


def commands(lines):
    """The commands of a block: each with the lines it is written in, continued lines included."""
    found = []
    for line in lines:
        if line.startswith("$ "):
            found.append([line])
        elif found and is_open("\n".join(found[-1])):
            found[-1].append(line)
    return found


def is_open(command):
    """True where a command goes on in the next line."""
    return command.endswith("\\") or command.count("'") % 2 == 1


def main():
    with open(README, encoding="utf-8") as file:
        readme = file.read()
    parts = re.split(rf"^({re.escape(FENCE)}\n.*?^```$)", readme, flags=re.MULTILINE | re.DOTALL)
    number = 0
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(folder)
        try:
            for at, part in enumerate(parts):
                if not part.startswith(FENCE):
                    continue
                fresh = [FENCE]
                for written in commands(part.split("\n")[1:-1]):
                    number += 1
                    fresh += written + shell.run("\n".join(written)[2:], number)
                parts[at] = "\n".join([*fresh, "```"])
        finally:
            shell.close()
    fresh = "".join(parts)
    if "--update" in sys.argv:
        with open(README, "w", encoding="utf-8") as file:
            file.write(fresh)
    elif fresh != readme:
        shown, printed = readme.split("\n"), fresh.split("\n")
        differs = next((pair for pair in zip(shown, printed) if pair[0] != pair[1]), ("an end", "another"))
        sys.exit(f"readme: shown and printed differ, first in\n  {differs[0]}\n  {differs[1]}")
    if number < 6:
        sys.exit(f"readme: only {number} commands were found")
    print(f"readme: {number} commands print what is shown")


main()
