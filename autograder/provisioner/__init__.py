"""Kernels behind the wall for whoever speaks to kernels through `jupyter_client`: see `docs/kernel.md`."""
