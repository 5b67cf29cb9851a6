"""What a Rasa process gets of our environment: what any program needs to run, and none of our secrets."""

from collections.abc import Mapping

NEEDED = frozenset(
    {
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "LANG",
        "LANGUAGE",
        "TZ",
        "TMPDIR",
        "TEMP",
        "TMP",
        "SYSTEMROOT",
        "LD_LIBRARY_PATH",
        "COVERAGE_PROCESS_START",
    }
)
NEEDED_PREFIXES = ("LC_", "OMP_", "OPENBLAS_", "MKL_", "TF_", "MALLOC_")


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that a child may see; what it is told beyond them is added by whoever starts it."""
    return {
        name: value
        for name, value in environment.items()
        if name in NEEDED or name.startswith(NEEDED_PREFIXES)
    }
