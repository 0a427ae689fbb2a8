"""The command reference is what the program says of itself."""

import os
import pathlib
import subprocess

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent


def test_the_command_reference_is_the_programs_own_help(executable, tmp_path):
    written = tmp_path / "commands.md"
    subprocess.run(
        [REPOSITORY / "scripts/write-command-reference", written],
        env=os.environ | {"SELLUSGENIE_PROGRAM": str(executable)},
        check=True,
        timeout=60,
    )
    assert written.read_text() == (REPOSITORY / "docs/commands.md").read_text(), "run `make docs`"
