"""The two keys of `/auth/v1`, as `sellusgenie auth-keys` prints them."""

import os
import subprocess


def auth_keys(program):
    environment = os.environ | {"SELLUSGENIE_HOME": str(program.home)}
    printed = subprocess.run([program.executable, "auth-keys"], env=environment, capture_output=True, text=True, check=True)
    return dict(line.split("=", 1) for line in printed.stdout.split())
