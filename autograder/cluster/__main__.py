"""`python -m autograder.cluster SOCKET…`: the program beside each Dask worker. See `host.py`."""

from __future__ import annotations

import sys

from autograder.slow_imports import leave_out_slow_imports

leave_out_slow_imports()

from autograder.cluster.host import main  # noqa: E402 - what it imports is what was meant above

main(sys.argv[1:])
