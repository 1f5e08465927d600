"""The course's data: `load_digits()` and what it returns. Nothing here touches the network; `underhood data` does."""

from underhood.data.digits import Digits, DigitSet
from underhood.data.errors import DataError
from underhood.data.load import load_digits

__all__ = ["DataError", "DigitSet", "Digits", "load_digits"]
