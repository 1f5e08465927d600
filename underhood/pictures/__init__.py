"""What notebooks draw with.

Every picture carries a text for those who cannot see it, and can be read in light and dark themes.
"""

from underhood.pictures.broadcasting import show_broadcasting
from underhood.pictures.figures import show_figure
from underhood.pictures.images import show_images, show_stack
from underhood.pictures.pixels import show_pixels

__all__ = ["show_broadcasting", "show_figure", "show_images", "show_pixels", "show_stack"]
