"""Start the Rasa server in its own environment, so that it never outlives the app that started it."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Run `rasa run` with the given arguments and die with the parent process."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # the parent died before the kernel knew of our wish
            sys.exit(1)
    # Imported here: it takes seconds, and the parent must be watched before.
    from rasa.__main__ import main as rasa_main  # type: ignore[import-not-found]

    sys.argv = ["rasa", "run", *sys.argv[1:]]
    rasa_main()


if __name__ == "__main__":
    main()
