"""The beginning of the command: Ctrl-C while it is still being imported ends it without a traceback too.

Nothing is imported here that Python has not imported itself when it starts.
"""

import os


def main() -> None:
    """The entry point: ends the process with the command's exit code."""
    try:
        from symproof.cli import main as command

        command()
    except KeyboardInterrupt:
        os.write(2, b"symproof: interrupted\n")
        os._exit(130)
