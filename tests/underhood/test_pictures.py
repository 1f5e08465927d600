"""Pictures: the right pixels, a text for each, messages that help, and nothing that changes from run to run."""

import base64
import re
import struct
import zlib

import matplotlib
import numpy as np
import pytest
import torch

from underhood.pictures import show_broadcasting, show_figure, show_images, show_pixels, show_stack
from underhood.pictures.images import as_greys
from underhood.pictures.picture import Picture, text_colour_on
from underhood.pictures.png import png_address

matplotlib.use("agg")

IMG = re.compile(r'<img src="data:image/png;base64,([^"]+)" alt="([^"]*)"')


@pytest.fixture
def shown(monkeypatch):
    """The pictures that were shown."""
    pictures: list[Picture] = []
    for module in ("images", "pixels", "broadcasting", "figures"):
        monkeypatch.setattr(f"underhood.pictures.{module}.show", pictures.append)
    return pictures


def pixels_of(address):
    """The grey pixels of a PNG as png_address writes it."""
    data = base64.b64decode(address.partition(",")[2])
    columns, rows = struct.unpack(">II", data[16:24])
    length = struct.unpack(">I", data[33:37])[0]
    lines = zlib.decompress(data[41 : 41 + length])
    return torch.tensor(list(lines)).view(rows, columns + 1)[:, 1:]


def random_images(count):
    return torch.randint(0, 256, (count, 28, 28), generator=torch.Generator().manual_seed(1)).to(torch.uint8)


def test_png_holds_the_pixels():
    greys = random_images(1)[0]
    assert torch.equal(pixels_of(png_address(greys)), greys.long())


def test_ink_is_black():
    white, black = as_greys([torch.zeros(28, 28, dtype=torch.uint8), torch.full((28, 28), 255, dtype=torch.uint8)])
    assert white.unique().tolist() == [255]
    assert black.unique().tolist() == [0]


@pytest.mark.parametrize(
    ("image", "greys"),
    [
        (torch.tensor([[0.0, 0.5, 1.0]]), [255, 128, 0]),
        (torch.tensor([[0.2, 0.4, 0.6]]), [204, 153, 102]),
        (torch.tensor([[-1.0, 0.0, 3.0]]), [255, 191, 0]),
        (torch.tensor([[0.0, 127.5, 255.0]]), [255, 128, 0]),
        (torch.tensor([[0, 51, 255]]), [255, 204, 0]),
        (torch.tensor([[True, False]]), [0, 255]),
        (torch.tensor([[7.0, 7.0]]), [0, 0]),
    ],
)
def test_scales(image, greys):
    assert as_greys([image])[0][0].tolist() == greys


def test_all_images_share_one_scale():
    pale, dark = as_greys([torch.full((2, 2), -1.0), torch.full((2, 2), 1.0)])
    assert (pale[0, 0], dark[0, 0]) == (255, 0)


@pytest.mark.parametrize("as_what", [lambda x: x, list, tuple, lambda x: x.float() / 255, lambda x: x.numpy()])
def test_stacks_lists_and_arrays(shown, as_what):
    show_images(as_what(random_images(3)))
    assert len(IMG.findall(shown[0].html)) == 3
    assert shown[0].words == "3 images"


def test_one_image_alone(shown):
    show_images(random_images(1)[0])
    assert [alt for _, alt in IMG.findall(shown[0].html)] == ["One image, 28 by 28 pixels"]


def test_a_tensor_with_a_gradient(shown):
    show_images(torch.rand(2, 28, 28, requires_grad=True))
    assert shown


def test_titles_are_text_and_escaped(shown):
    show_images(random_images(2), titles=["<b>", torch.tensor(3).item()])
    assert "&lt;b&gt;" in shown[0].html
    assert "<b>" not in shown[0].html
    assert shown[0].words == "2 images: <b>, 3"


def test_titles_from_labels(shown):
    show_images(random_images(3), titles=torch.tensor([3, 7, 3]))
    assert shown[0].words == "3 images: 3, 7, 3"


def test_every_image_has_an_alt_text(shown):
    show_images(random_images(12))
    assert [alt for _, alt in IMG.findall(shown[0].html)] == [f"image {n} of 12" for n in range(1, 13)]


def test_the_authors_own_alt_text(shown):
    show_images(random_images(2), alt='Two "threes"')
    assert shown[0].words == 'Two "threes"'
    assert 'aria-label="Two &quot;threes&quot;"' in shown[0].html


def test_columns_and_scale(shown):
    show_images(random_images(6), columns=3, scale=2.0)
    assert "repeat(3," in shown[0].html
    assert 'width="128"' in shown[0].html


def test_the_same_data_gives_the_same_page(shown):
    show_images(random_images(4))
    show_images(random_images(4))
    assert shown[0].html == shown[1].html


def test_twenty_images_are_small(shown):
    show_images(random_images(20))
    assert len(shown[0].html) < 40_000


@pytest.mark.parametrize(
    ("images", "told"),
    [
        (torch.rand(784), r"shape \(784,\)\. These are flattened images.*view\(-1, 28, 28\)"),
        (torch.rand(5, 784), r"shape \(5, 784\)\. These are flattened"),
        (torch.rand(5, 1, 28, 28), r"shape \(5, 1, 28, 28\).*squeeze\(1\)"),
        (torch.rand(5, 3, 28, 28), r"shape \(5, 3, 28, 28\)\. One image has two axes"),
        (torch.tensor(1.0), r"shape \(\)"),
        (torch.rand(0, 28, 28), "no images to show"),
        ([], "no images to show"),
        ([torch.rand(28, 28), torch.rand(28)], r"images\[1\] has shape \(28,\)"),
        ([torch.rand(2, 28, 28)], r"images\[0\] has shape \(2, 28, 28\).*Choose one of the 2"),
        (torch.full((28, 28), float("nan")), "nan or infinite"),
        (torch.rand(28, 28, dtype=torch.complex64), "complex"),
        (torch.rand(201, 28, 28), "More than 200"),
        ("digits", "is a str"),
        (None, "is a NoneType"),
        (object(), "is a object"),
        ([None], r"images\[0\] is a NoneType"),
    ],
)
def test_what_cannot_be_shown_is_named(shown, images, told):
    with pytest.raises(ValueError, match=told):
        show_images(images)
    assert not shown


@pytest.mark.parametrize("arguments", [{"titles": ["one"]}, {"titles": "ab"}, {"columns": 0}, {"scale": 0}])
def test_arguments_that_do_not_fit(arguments):
    with pytest.raises(ValueError, match=r"titles for 2 images|above 0"):
        show_images(random_images(2), **arguments)


def cells_of(html):
    return re.findall(r"<td [^>]*background-color:rgb\((\d+),\d+,\d+\);color:(#\w+)\">([^<]*)</td>", html)


def test_pixels_are_numbers_on_their_grey(shown):
    image = torch.zeros(28, 28, dtype=torch.uint8)
    image[4, 6], image[5, 5] = 255, 29
    show_pixels(image, rows=(4, 6), columns=slice(5, 7))
    assert cells_of(shown[0].html) == [
        ("255", "#000", "0"), ("0", "#fff", "255"), ("226", "#000", "29"), ("255", "#000", "0"),
    ]  # fmt: skip
    assert "rows 4 to 5 and columns 5 to 6" in shown[0].words


def test_pixels_of_floats_have_two_digits(shown):
    show_pixels(torch.tensor([[0.0, 0.125, 1.0]]))
    assert [text for _, _, text in cells_of(shown[0].html)] == ["0.00", "0.12", "1.00"]


def test_a_whole_image_without_rows_and_columns(shown):
    show_pixels(random_images(1)[0])
    assert len(cells_of(shown[0].html)) == 784


def test_text_has_contrast_on_every_grey():
    def luminance(grey):
        share = grey / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    for grey in range(256):
        ink = 0.0 if text_colour_on(grey) == "#000" else 1.0
        light, dark = max(luminance(grey), ink), min(luminance(grey), ink)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("rows", [(28, 30), (5, 5), range(20, 40), 7, "all", (1, 2, 3)])
def test_rows_that_are_not_there(rows):
    with pytest.raises(ValueError, match="rows"):
        show_pixels(random_images(1)[0], rows=rows)


def test_pixels_of_a_stack(shown):
    with pytest.raises(ValueError, match=r"shape \(3, 28, 28\)"):
        show_pixels(random_images(3))


def test_broadcasting_marks_what_is_used_again(shown):
    show_broadcasting(torch.tensor([[0], [10], [20]]), torch.tensor([[1, 2, 3, 4]]))
    html = shown[0].html
    assert html.count("1px dashed") == 9 + 8
    assert re.findall(r">(\d+)</td>", html)[-8:] == ["11", "12", "13", "14", "21", "22", "23", "24"]
    assert shown[0].words.startswith("Three tables: shape (3, 1) + shape (1, 4) = shape (3, 4).")


def test_broadcasting_a_single_number(shown):
    show_broadcasting(torch.tensor([1.5, 2.0]), torch.tensor(2.0), "*")
    assert re.findall(r">([\d.]+)</td>", shown[0].html) == ["1.5", "2", "2", "2", "3", "4"]


@pytest.mark.parametrize(
    ("a", "b", "operation", "told"),
    [
        (torch.ones(3), torch.ones(4), "+", r"shapes \(3,\) and \(4,\) do not fit"),
        (torch.ones(2, 2, 2), torch.ones(2), "+", "two axes at most"),
        (torch.ones(9), torch.ones(9), "+", "length 1 to 8"),
        (torch.ones(2), torch.ones(2), "@", "operation is '@'"),
    ],
)
def test_broadcasting_that_cannot_be_drawn(a, b, operation, told):
    with pytest.raises(ValueError, match=told):
        show_broadcasting(a, b, operation)


def test_stack(shown):
    show_stack(random_images(20))
    assert len(IMG.findall(shown[0].html)) == 12
    assert 'role="img" aria-label="A stack of 20 images, 28 by 28 pixels each' in shown[0].html
    for label in ("20 images", "28 rows", "28 columns"):
        assert f">{label}</div>" in shown[0].html


def test_figure(shown):
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(5, 3))
    axes.plot(np.arange(5))
    show_figure(figure, "A line that rises from 0 to 4 & on.")
    ((_, alt),) = IMG.findall(shown[0].html)
    assert alt == "A line that rises from 0 to 4 &amp; on."
    assert len(shown[0].html) < 30_000
    assert not plt.fignum_exists(figure.number)


def test_figure_without_words():
    import matplotlib.pyplot as plt

    with pytest.raises(ValueError, match="alt text"):
        show_figure(plt.figure(), " ")
    plt.close("all")


def test_a_terminal_gets_the_words(capsys):
    show_images(random_images(2), titles=[3, 7])
    assert capsys.readouterr().out == "2 images: 3, 7\n"
