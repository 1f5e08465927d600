"""The kernelspec that names the provisioner, and where it is installed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager

__all__ = ["KERNEL_NAME", "install_kernelspec", "kernelspec"]

KERNEL_NAME = "underhood-walled"
PROVISIONER = "underhood-walled"


def kernelspec(config: Mapping[str, Any], display_name: str = "Python 3 (walled in)") -> dict[str, Any]:
    """The content of `kernel.json`; `config` are traits of `WalledProvisioner`."""
    return {
        # Whoever does not know provisioners and runs this gets no kernel: one without a wall would pass for another.
        "argv": ["false"],
        "display_name": display_name,
        "language": "python",
        "interrupt_mode": "message",
        "metadata": {
            "debugger": False,
            "kernel_provisioner": {"provisioner_name": PROVISIONER, "config": dict(config)},
        },
    }


def install_kernelspec(content: Mapping[str, Any], name: str, *, user: bool, prefix: Path | None) -> Path:
    """Write it where Jupyter looks: the user's own folder, or that of the environment with this prefix."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "kernel.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
        place = None if prefix is None else str(prefix)
        return Path(KernelSpecManager().install_kernel_spec(folder, name, user=user, prefix=place))
