"""Checks of 02_pixel_similarity: from the mean of a digit to a classifier that has learned nothing.

You may read this file. It holds inputs, the numbers that must come out, and numbers that come out of known mistakes.
"""

import torch

from underhood.checking import Mistake, exercise, expect, expect_close, expect_equal, probe


def flat(ink):
    """An image with the same ink in all of its pixels."""
    return torch.full((28, 28), ink)


def quarters(upper_left, upper_right, lower_left, lower_right):
    """An image of four quarters, 14 rows and 14 columns each, and each with the same ink in all of its pixels."""
    image = torch.empty(28, 28)
    image[:14, :14], image[:14, 14:] = upper_left, upper_right
    image[14:, :14], image[14:, 14:] = lower_left, lower_right
    return image


# --------------------------------------------------------------------------------------------------------- mean_image

PIXELS = "which axis counts the images: 0, 1 or 2? It is the one that has to go"


@exercise("mean_image", points=0.5)
def test_mean_image_of_three_flat_images(student, device):
    """mean_image of three images: all 0.0, all 0.3, all 0.9."""
    images = torch.stack([flat(0.0), flat(0.3), flat(0.9)])
    how_many = "how many images went into the sum?"
    say = "which of the images should have a say in each pixel?"
    expect_close(
        student.call("mean_image", images.to(device)),
        flat(0.4),
        words="one image of shape (28, 28), each of its pixels the mean of three pixels, 0.4",
        mistakes=[
            Mistake(0.4, "your mean ran over everything, also over rows and columns", PIXELS),
            Mistake(
                torch.tensor([0.0, 0.3, 0.9]),
                "you have the mean brightness of each image, and not a mean image", PIXELS,
            ),
            Mistake(
                torch.tensor([[0.0] * 28, [0.3] * 28, [0.9] * 28]),
                "your mean ran over an axis of the pixels, and not over the images", PIXELS,
            ),
            Mistake(torch.full((1, 28, 28), 0.4), "the axis of the images is still there, with length 1", PIXELS),
            Mistake(
                torch.full((784,), 0.4), "the pixels are in one long row: the picture has lost its shape",
                "an image has rows and columns: which shape is that?",
            ),
            Mistake(flat(1.2), "this is the sum over the images: nothing has been divided", how_many),
            Mistake(
                flat(0.00153061), "you divided by the number of pixels in an image, and not by that of the images",
                "how many numbers did you add for one pixel?",
            ),
            Mistake(
                flat(0.00156863), "the pixels are divided by 255 once more",
                "look at the largest pixel of the images that come in: do they still need it?",
            ),
            Mistake(flat(0.6), "you divided by 2, one less than the number of images", how_many),
            Mistake(flat(0.3), "this is the median, and not the mean", "how is a mean computed by hand?"),
            Mistake(flat(0.45), "this lies halfway between the least and the most ink", "where has the 0.3 gone?"),
            Mistake(
                flat(0.525), "the images do not weigh the same: the last one counts for half of the result",
                "what share should each of the three have?",
            ),
            Mistake(flat(0.0), "all pixels are 0.0, as in the first image: the others have no say", say),
            Mistake(flat(0.9), "all pixels are 0.9, as in the last image: the others have no say", say),
            Mistake(flat(0.1), "the last image is missing in the sum", say),
        ],
        next="you have three numbers for each place in the picture; which axis runs over the three?",
    )  # fmt: skip


@exercise("mean_image", points=0.5)
def test_mean_image_quarter_by_quarter(student, device):
    """mean_image of four images: 1.0 in the upper half, 0.6 in the left half, no ink, and 0.2 everywhere."""
    images = [quarters(1.0, 1.0, 0.0, 0.0), quarters(0.6, 0.0, 0.6, 0.0), flat(0.0), flat(0.2)]
    expect_close(
        student.call("mean_image", torch.stack(images).to(device)),
        quarters(0.45, 0.3, 0.2, 0.05),
        words="one image: 0.45 in its upper left quarter, 0.3 in the upper right, 0.2 and 0.05 below",
        mistakes=[
            Mistake(
                quarters(0.45, 0.2, 0.3, 0.05), "rows and columns are swapped",
                "is there a transpose that need not be there?",
            ),
            Mistake(
                quarters(0.533333, 0.333333, 0.2, 0.0), "this is the mean of the first three images",
                "how many images came in this time?",
            ),
            Mistake(
                quarters(0.6, 0.4, 0.266667, 0.066667), "you divided by 3, and four images came in",
                "where can your function read how many images there are?",
            ),
            Mistake(flat(0.4), "this is the answer for the three flat images", "does your function look at its input?"),
        ],
        next="take one place, row 5 and column 20: which four numbers belong to it?",
    )  # fmt: skip


@exercise("mean_image", points=0.25)
def test_mean_image_of_one_image(student, device):
    """mean_image of a stack that holds one image."""
    image = quarters(0.1, 0.8, 0.4, 0.7)
    expect_close(
        student.call("mean_image", torch.stack([image]).to(device)),
        image,
        words="that image itself, shape (28, 28)",
        mistakes=[
            Mistake(
                torch.stack([image]), "the axis of the images is still there, with length 1", "which axis has to go?"
            )
        ],
        next="the mean of one number is that number",
    )


# -------------------------------------------------------------------------------------------------- l1_distance, rmse

ORDER = "in which order do square, mean and root come?"
ONE_NUMBER = "over how many axes did your mean run?"


@exercise("l1_distance", points=0.25)
def test_l1_distance_worked_example(student, device):
    """l1_distance of (3, 3, 2, 2) and (4, 1, 6, 2)."""
    a, b = torch.tensor([3.0, 3.0, 2.0, 2.0]), torch.tensor([4.0, 1.0, 6.0, 2.0])
    expect_close(
        student.call("l1_distance", a.to(device), b.to(device)),
        1.75,
        words="one number, the mean of the distances 1, 2, 4 and 0",
        mistakes=[
            Mistake(
                2.29128785, "this is the RMSE: the differences have been squared",
                "which operation removes a sign and changes nothing else?",
            ),
            *mistakes_of_the_worked_example(),
        ],
        next="write the four differences down, then take three steps from them to 1.75",
    )  # fmt: skip


@exercise("l1_distance", points=0.25)
def test_l1_distance_of_two_images(student, device):
    """l1_distance of two images whose quarters differ by 0.2, 0.6, 0.3 and 0.1."""
    a, b = quarters(0.1, 0.9, 0.4, 0.6), quarters(0.3, 0.3, 0.7, 0.5)
    expect_close(
        student.call("l1_distance", a.to(device), b.to(device)),
        0.3,
        words="one number for both images together",
        mistakes=[
            Mistake(
                torch.tensor([0.4] * 14 + [0.2] * 14),
                "these are distances of single rows, and one number was asked for", ONE_NUMBER,
            ),
            Mistake(
                torch.tensor([0.25] * 14 + [0.35] * 14),
                "these are distances of single columns, and one number was asked for", ONE_NUMBER,
            ),
            Mistake(
                8.4, "you divided by the number of rows, and not by that of the pixels",
                "how many numbers did you add?",
            ),
            Mistake(58.8, "you divided by 4, and these images have 784 pixels", "how many numbers did you add?"),
            Mistake(1.75, "this is the answer for the worked example", "does your function look at its input?"),
        ],
        next="how many numbers come out of your function, and how many were asked for?",
    )  # fmt: skip


@exercise("rmse", points=0.25)
def test_rmse_worked_example(student, device):
    """rmse of (3, 3, 2, 2) and (4, 1, 6, 2)."""
    a, b = torch.tensor([3.0, 3.0, 2.0, 2.0]), torch.tensor([4.0, 1.0, 6.0, 2.0])
    expect_close(
        student.call("rmse", a.to(device), b.to(device)),
        2.29128785,
        words="one number, the root of the mean of 1, 4, 16 and 0",
        mistakes=[
            Mistake(1.75, "this is the L1 distance: no difference has been squared", "what does the S of RMSE mean?"),
            *mistakes_of_the_worked_example(),
        ],
        next="read the name from its last letter to its first: that is the order of the steps",
    )


@exercise("rmse", points=0.25)
def test_rmse_of_two_images(student, device):
    """rmse of two images whose quarters differ by 0.2, 0.6, 0.3 and 0.1."""
    a, b = quarters(0.1, 0.9, 0.4, 0.6), quarters(0.3, 0.3, 0.7, 0.5)
    expect_close(
        student.call("rmse", a.to(device), b.to(device)),
        0.35355339,
        words="one number for both images together",
        mistakes=[
            Mistake(
                torch.tensor([0.4472136] * 14 + [0.2236068] * 14),
                "these are distances of single rows, and one number was asked for", ONE_NUMBER,
            ),
            Mistake(
                torch.tensor([0.25495098] * 14 + [0.43011626] * 14),
                "these are distances of single columns, and one number was asked for", ONE_NUMBER,
            ),
            Mistake(0.3354102, "you took a root for each row, and then a mean of the roots", ORDER),
            Mistake(0.34253357, "you took a root for each column, and then a mean of the roots", ORDER),
            Mistake(
                1.87082869, "you divided by the number of rows, and not by that of the pixels",
                "how many squares did you add?",
            ),
            Mistake(4.94974747, "you divided by 4, and these images have 784 pixels", "how many squares did you add?"),
            Mistake(2.29128785, "this is the answer for the worked example", "does your function look at its input?"),
        ],
        next="how many numbers come out of your function, and how many were asked for?",
    )  # fmt: skip


def mistakes_of_the_worked_example():
    """Numbers that known mistakes of both functions return for (3, 3, 2, 2) and (4, 1, 6, 2)."""
    sign = "what has to happen to each single difference before the mean?"
    row = "what shape does a mean over all axes have?"
    one_less = "you divided by one less than the number of differences"
    return [
        Mistake(-0.75, "differences above and below zero cancel each other: their sign is still there",
                "what makes a distance of a difference?"),
        Mistake(0.75, "differences above and below zero cancelled each other in your mean", sign),
        Mistake(5.25, "this is the mean of the squares", "which step brings the squares back?"),
        Mistake(7.0, "this is the sum of the distances: it grows with the number of pixels",
                "what turns a sum into a mean?"),
        Mistake(21.0, "this is the sum of the squares", ORDER),
        Mistake(4.58257569, "this is the L2 norm, the root of the sum: the mean is missing",
                "twice as many pixels with the same differences: should the distance grow?"),
        Mistake(1.14564392, "the root was taken before the sum was divided", ORDER),
        Mistake(1.32287566, "this is the root of the mean distance: nothing was squared before", ORDER),
        Mistake(1.10355339, "this is the mean of the roots: nothing was squared before", ORDER),
        Mistake(0.5625, "the mean was taken before the square", ORDER),
        Mistake(2.5, "this is the standard deviation: it looks at the distance from the mean difference",
                "if all differences are 5, how far apart are the two?"),
        Mistake(2.16506351, "this is the standard deviation: it looks at the distance from the mean difference",
                "if all differences are 5, how far apart are the two?"),
        Mistake(2.33333333, one_less, "how many differences are there?"),
        Mistake(2.64575131, one_less, "how many differences are there?"),
        Mistake(torch.tensor([1.0, 2.0, 4.0, 0.0]),
                "these are the distances of single pixels, and one number was asked for",
                "how do many numbers become one?"),
        Mistake(torch.tensor([1.75]), "this is a list of one number, shape (1,), and not a number, shape ()", row),
        Mistake(torch.tensor([2.29128785]), "this is a list of one number, shape (1,), and not a number, shape ()",
                row),
        Mistake(4.0, "this is the largest distance alone", "which of the differences should count?"),
    ]  # fmt: skip


# ----------------------------------------------------------------------------------------------------- mnist_distance

AXES = "which two axes are the pixels? Count from the end"


@exercise("mnist_distance", points=0.5)
def test_mnist_distance_worked_example(student, device):
    """mnist_distance(3 images, one ideal image): no ink, full of ink, half and half, against 0.25 everywhere."""
    images = torch.stack([flat(0.0), flat(1.0), quarters(0.0, 0.0, 1.0, 1.0)])
    no_sign, sign = "what makes a distance of a difference?", "which operation removes a sign and changes nothing else?"
    cancel = "differences above and below zero cancel each other: their sign is still there"
    expect_close(
        student.call("mnist_distance", images.to(device), flat(0.25).to(device)),
        torch.tensor([0.25, 0.75, 0.5]),
        words="3 distances, shape (3,)",
        mistakes=[
            Mistake(torch.tensor([-0.25, 0.75, 0.25]), cancel, no_sign),
            Mistake(torch.tensor([0.25, -0.75, -0.25]), cancel, no_sign),
            Mistake(
                torch.tensor([0.25, 0.75, 0.25]),
                "the sign was removed after the mean: it compares the brightness of two images",
                "what has to happen to each single difference before the mean?",
            ),
            Mistake(
                torch.tensor([196.0, 588.0, 392.0]), "these are sums over the pixels, and not means",
                "what turns a sum into a mean?",
            ),
            Mistake(
                torch.tensor([0.25, 0.75, 0.55901699]), "this is the RMSE, and the L1 distance was asked for", sign
            ),
            Mistake(torch.tensor([0.0625, 0.5625, 0.3125]), "the differences have been squared", sign),
            Mistake(
                torch.tensor([[0.25] * 28, [0.75] * 28, [0.25] * 14 + [0.75] * 14]),
                "your mean ran over one axis only: a number for each row is left", AXES,
            ),
            Mistake(
                torch.tensor([[0.25] * 28, [0.75] * 28, [0.5] * 28]),
                "your mean ran over one axis only: a number for each column is left", AXES,
            ),
            Mistake(
                torch.stack([flat(0.25), flat(0.75), quarters(0.25, 0.25, 0.75, 0.75)]),
                "these are the distances of single pixels: no mean was taken", AXES,
            ),
            Mistake(
                torch.tensor([[[0.25]], [[0.75]], [[0.5]]]),
                "the two axes of the pixels are still there, with length 1", AXES,
            ),
            Mistake(0.5, "your mean also ran over the images, not only over rows and columns", AXES),
            Mistake(
                torch.tensor([0.5] * 28), "your mean ran over the images and the rows, and left the columns", AXES
            ),
            Mistake(
                torch.tensor([0.416667] * 14 + [0.583333] * 14),
                "your mean ran over the images and the columns, and left the rows", AXES,
            ),
            Mistake(
                quarters(0.416667, 0.416667, 0.583333, 0.583333),
                "your mean ran over the images: this is an image of differences", AXES,
            ),
            Mistake(0.25, "this is the distance of the first image alone", "how many images came in?"),
            Mistake(
                torch.tensor([65.333333, 196.0, 130.666667]),
                "you divided by the number of images, and not by that of the pixels",
                "how many numbers did you add for one image?",
            ),
            Mistake(
                torch.tensor([7.0, 21.0, 14.0]), "you divided by 28, and an image has 784 pixels",
                "how many numbers did you add for one image?",
            ),
            Mistake(
                torch.tensor([[0.25], [0.75], [0.5]]), "the distances stand in a column: there is an axis too many",
                "which shape was asked for?",
            ),
            Mistake(
                torch.tensor([0.5, 0.75, 0.25]), "the distances are in another order than the images",
                "to which image does each of your distances belong?",
            ),
        ],
        next="print the shape after each step: which axes should be left at the end?",
    )  # fmt: skip


@exercise("mnist_distance", points=0.5)
def test_mnist_distance_of_one_image(student, device):
    """mnist_distance(one image, one ideal image), whose quarters differ by 0.4, 0.7, 0.1 and 0.1."""
    image, ideal = quarters(0.0, 1.0, 0.2, 0.8), quarters(0.4, 0.3, 0.1, 0.7)
    expect_close(
        student.call("mnist_distance", image.to(device), ideal.to(device)),
        0.325,
        words="one distance, shape ()",
        mistakes=[
            Mistake(
                torch.tensor([0.325]), "one image came in: one number was asked for, and not a list of one", AXES
            ),
            Mistake(
                torch.tensor([0.55] * 14 + [0.1] * 14),
                "your mean ran over one axis only: a number for each row is left", AXES,
            ),
            Mistake(
                torch.tensor([0.25] * 14 + [0.4] * 14),
                "your mean ran over one axis only: a number for each column is left", AXES,
            ),
            Mistake(
                torch.tensor([0.375] * 14 + [0.225] * 14),
                "each row of the one image was compared with the whole ideal, as if the rows were images",
                "over what does a loop walk when one image comes in?",
            ),
            Mistake(0.375, "the ideal image was turned: rows became columns", "is there a transpose too many?"),
        ],
        next="one image has two axes, a stack has three: counted from which end are the pixel axes the same ones?",
    )  # fmt: skip


@exercise("mnist_distance", points=0.25)
def test_mnist_distance_of_twelve_images(student, device):
    """mnist_distance(12 images, one ideal image): each image is flat, and the ideal is 0.5 everywhere."""
    inks = (0.6, 0.45, 0.8, 0.1, 0.53, 0.25, 1.0, 0.35, 0.05, 0.7, 0.42, 0.87)
    images = torch.stack([flat(ink) for ink in inks])
    expect_close(
        student.call("mnist_distance", images.to(device), flat(0.5).to(device)),
        torch.tensor([0.1, 0.05, 0.3, 0.4, 0.03, 0.25, 0.5, 0.15, 0.45, 0.2, 0.08, 0.37]),
        words="12 distances, shape (12,)",
        mistakes=[
            Mistake(
                torch.tensor([0.1, 0.05, 0.3]), "these are the distances of the first three images",
                "how many images came in this time?",
            ),
            Mistake(
                torch.tensor([0.25, 0.75, 0.5]), "this is the answer for the worked example",
                "does your function look at its input?",
            ),
        ],
        next="which two axes are the pixels? Count from the end",
    )  # fmt: skip


# --------------------------------------------------------------------------------------------------------------- is_3

NEARER = "a small distance means: much alike. Which distance is small for a 3?"


@exercise("is_3", points=0.5)
def test_is_3_of_the_ideal_digits(student, device):
    """is_3(mean3), then is_3(mean7)."""
    mean3, mean7 = lend_means(student, student.value("mean3"), student.value("mean7"))
    of_mean3 = student.call("is_3", mean3.to(device))
    expect_equal(
        of_mean3,
        True,
        words="one bool for one image: True for mean3",
        mistakes=[
            Mistake(False, "your function does not take mean3 itself for a 3", NEARER),
            Mistake(
                torch.tensor([True]), "one image came in: one bool was asked for, and not a list of one",
                "print the shape of your distance for one image: is it ()?",
            ),
            *numbers_for_bools(of_mean3),
        ],
        next="how far is the image from mean3, and how far from mean7? Which of the two should be smaller for a 3?",
    )  # fmt: skip
    of_mean7 = student.call("is_3", mean7.to(device))
    expect_equal(
        of_mean7,
        False,
        words="one bool for one image: False for mean7",
        mistakes=[
            Mistake(True, "your function takes mean7 itself for a 3", NEARER),
            *numbers_for_bools(of_mean7),
        ],
        next="how far is the image from mean3, and how far from mean7? Which of the two should be smaller for a 7?",
    )


@exercise("is_3", points=0.5)
def test_is_3_of_a_stack(student, device):
    """is_3(7 images at once): mean3 and mean7, with 0.1 more ink in each pixel."""
    mean3, mean7 = lend_means(student, student.value("mean3"), student.value("mean7"))
    images = torch.stack([mean7, mean3, mean7, mean3, mean7, mean3, mean3]) + 0.1
    got = student.call("is_3", images.to(device))
    own = "this is one answer, and each of the 7 images should have its own"
    shape = "what shape has the distance that you compare?"
    expect_equal(
        got,
        torch.tensor([False, True, False, True, False, True, True]),
        words="7 bools, shape (7,), one for each image",
        mistakes=[
            Mistake(
                torch.tensor([True, False, True, False, True, False, False]), "your function says True for the 7s",
                NEARER,
            ),
            Mistake(True, "this is one answer for all images together", shape),
            Mistake(False, own, shape),
            Mistake(
                [False, True, False, True, False, True, True], "this is a Python list, and a tensor was asked for",
                "what does a comparison of two tensors give you, before you turn it into a list?",
            ),
            Mistake(
                torch.tensor([[False], [True], [False], [True], [False], [True], [True]]),
                "the bools stand in a column: there is an axis too many", shape,
            ),
            *numbers_for_bools(got),
        ],
        next="what shape does mnist_distance give back for 7 images? A comparison with < keeps it",
    )  # fmt: skip


@exercise("is_3", points=0.25)
def test_is_3_looks_at_mean3_and_mean7(student, device):
    """is_3(6 images), while mean3 is a left half and mean7 a right half."""
    lend_means(student, quarters(1.0, 0.0, 1.0, 0.0), quarters(0.0, 1.0, 0.0, 1.0))
    left, right = quarters(0.7, 0.1, 0.7, 0.1), quarters(0.1, 0.7, 0.1, 0.7)
    got = student.call("is_3", torch.stack([right, left, right, right, left, left]).to(device))
    expect_equal(
        got,
        torch.tensor([False, True, False, False, True, True]),
        words="True for images like the new mean3, False for images like the new mean7",
        mistakes=[
            Mistake(
                torch.tensor([True, False, True, True, False, False]),
                "your function says True for the images like the new mean7", NEARER,
            ),
            *numbers_for_bools(got),
        ],
        next="does your function use the names mean3 and mean7 themselves, at the moment when it is called?",
    )  # fmt: skip


@exercise("is_3", points=0.25)
def test_is_3_measures_with_mnist_distance(student, device):
    """is_3(3 images), for other means: the first image differs from mean3 in fewer places, and there by more."""
    lend_means(student, quarters(0.3, 0.3, 0.7, 0.7), quarters(0.2, 0.4, 0.3, 0.1))
    images = [quarters(0.3, 0.0, 0.0, 0.6), quarters(0.9, 0.1, 0.6, 0.1), quarters(0.0, 0.9, 0.5, 0.6)]
    got = student.call("is_3", torch.stack(images).to(device))
    expect_equal(
        got,
        torch.tensor([True, False, True]),
        words="True where the mean absolute difference from mean3 is the smaller one, else False",
        mistakes=[
            Mistake(
                torch.tensor([False, False, True]),
                "squares decide here (RMSE or a mean of squares), and the text asks for mnist_distance",
                "which of your distances takes all differences as they are?",
            ),
            *numbers_for_bools(got),
        ],
        next="which of your distances should decide?",
    )  # fmt: skip


def lend_means(student, mean3, mean7):
    """Give the notebook these two images as its mean3 and mean7, until the check has ended."""
    for name, image in (("mean3", mean3), ("mean7", mean7)):
        right = isinstance(image, torch.Tensor) and image.shape == (28, 28) and image.is_floating_point()
        advice = f"does another cell define {name} anew? Run the notebook again from its first cell"
        expect(right, expected=f"{name} is an image, shape (28, 28)", got="something else", next=advice)
        student.assign(name, image)
    return mean3, mean7


def numbers_for_bools(got):
    """The mistake of an answer that holds numbers in the place of bools, where it is one."""
    tensor = isinstance(got, torch.Tensor) and got.dtype is not torch.bool
    number = isinstance(got, int | float) and not isinstance(got, bool)
    why = "these are numbers, and the question is yes or no: bools were asked for"
    return [Mistake(got, why, "what does a comparison of the two distances give you?")] if tensor or number else []


# -------------------------------------------------------------------------------------------------- baseline_accuracy


@probe
def judged_by_one_pixel(notebook, threes, sevens, limit):
    """baseline_accuracy of a classifier that calls an image a 3 when its first pixel is above the limit."""

    def is_3(x):
        return x[..., 0, 0] > limit

    return notebook.baseline_accuracy(is_3, threes, sevens)


@exercise("baseline_accuracy", points=0.5)
def test_baseline_accuracy_worked_example(student, device):
    """baseline_accuracy of a classifier that gets 3 of 4 threes and 9 of 10 sevens right."""
    threes, sevens = torch.zeros(4, 28, 28), torch.zeros(10, 28, 28)
    threes[[0, 2, 3], 0, 0] = 1.0
    sevens[6, 0, 0] = 1.0
    share = "a share lies between 0 and 1: what is divided by what?"
    seven = "for a 7, which answer of the classifier is the right one?"
    called = "for the sevens you counted how often the classifier says 3"
    alone = "this is one number, and three were asked for"
    cases = [
        ((0.75, 0.9, 0.857142857), "your last number is the share of all images together: the larger group weighs more",
         "how would 1,000 more sevens change it? And how the mean of the two shares?"),
        ((0.75, 0.1, 0.425), called, seven),
        ((0.75, 0.1, 0.825), called, seven),
        ((0.9, 0.75, 0.825), "the first two numbers have changed places", "in which order does the text name them?"),
        ((0.825, 0.75, 0.9), "the mean comes first here, and it was asked for last",
         "in which order does the text name them?"),
        ((75.0, 90.0, 82.5), "these are percent, and shares were asked for", share),
        ((3.0, 9.0, 6.0), "these are counts, and shares were asked for", share),
        ((0.25, 0.1, 0.175), "these are shares of wrong answers", "which answers does an accuracy count?"),
        ((0.75, 0.9, 1.65), "your last number is a sum and not a mean", "what lies halfway between two numbers?"),
        ((0.75, 0.9, 1.2), "your last number is the first one and half of the second",
         "to how much does a division by 2 apply? Brackets say it"),
        ((0.75, 0.9, 0.75), "your last number is the smaller of the two", "what lies halfway between two numbers?"),
        ((0.75, 0.9), "the third number is missing: the mean of the two", "how many numbers were asked for?"),
        ((0.75, 0.25, 0.5), "the second number comes from the threes again", "which images are there for it?"),
        ((0.3, 2.25, 1.275), "each count was divided by the number of the other digit's images", share),
        ((0.214285714, 0.642857143, 0.428571429), "both counts were divided by the number of all images",
         "of how many threes does your first number speak?"),
    ]  # fmt: skip
    expect_close(
        student.probe(judged_by_one_pixel, threes.to(device), sevens.to(device), 0.5),
        torch.tensor([0.75, 0.9, 0.825]),
        words="three numbers: the share of the threes, the share of the sevens, and the mean of these two shares",
        mistakes=[
            *(Mistake(torch.tensor(value), why, advice) for value, why, advice in cases),
            Mistake(0.825, alone, "which two accuracies does it hide?"),
            Mistake(0.857142857, alone, "which two accuracies does it hide?"),
        ],
        kinds="tensor number array sequence",
        next="which answers of the classifier are right for a 3, and which for a 7?",
    )


@exercise("baseline_accuracy", points=0.5)
def test_baseline_accuracy_of_always_3(student, device):
    """baseline_accuracy of a classifier that calls everything a 3, on 5 threes and 2 sevens."""
    threes, sevens = torch.zeros(5, 28, 28), torch.zeros(2, 28, 28)
    look = "does your function ask the classifier that it is given?"
    expect_close(
        student.probe(judged_by_one_pixel, threes.to(device), sevens.to(device), -1.0),
        torch.tensor([1.0, 0.0, 0.5]),
        words="three numbers: all threes are right, no seven is, and the mean lies halfway",
        mistakes=[
            Mistake(
                torch.tensor([1.0, 0.0, 0.714285714]), "your last number is the share of all images together",
                "which two of your numbers is the third one made of?",
            ),
            Mistake(
                torch.tensor([1.0, 0.0, 0.825]), "your last number is that of the worked example",
                "is there something that your function keeps from one call to the next?",
            ),
            Mistake(torch.tensor([0.75, 0.9, 0.825]), "this is the answer for the worked example", look),
        ],
        kinds="tensor number array sequence",
        next="what should a classifier say about a 7, and how often does this one say it?",
    )  # fmt: skip
