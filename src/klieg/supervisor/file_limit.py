"""Each connection is a file: take as many as the system lets this user have."""

import resource

ADVISED_FILES = 4096
_UNLIMITED_MEANS = 1_048_576


def raise_file_limit() -> int:
    """Raise the soft limit of open files to the hard one, for this process and its children; return it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _UNLIMITED_MEANS if hard == resource.RLIM_INFINITY else hard
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (ValueError, OSError):  # some systems name a hard limit that they do not grant
        return soft
    return wanted
