"""Checks of 02_pixel_similarity: from the mean of a digit to a classifier that has learned nothing."""

import torch

from underhood.checking import Mistake, exercise, expect, expect_close, expect_equal, probe

# --------------------------------------------------------------------------------------------------------- mean_image


@exercise("mean_image", points=0.5)
def test_mean_image_of_three_flat_images(student, device):
    """mean_image of three images: all 0.0, all 0.3, all 0.9."""
    images = torch.tensor([0.0, 0.3, 0.9]).reshape(3, 1, 1).expand(3, 28, 28).to(device)
    expect_close(
        student.call("mean_image", images),
        torch.full((28, 28), 0.4),
        words="one image of shape (28, 28), each of its pixels the mean of three pixels, 0.4",
        mistakes=mean_image_mistakes(images.cpu()),
        next="you have three numbers for each place in the picture; which axis runs over the three?",
    )


@exercise("mean_image", points=0.5)
def test_mean_image_pixel_by_pixel(student, device, rng):
    """mean_image of 12 images with other numbers in each pixel."""
    images = torch.rand(12, 28, 28, generator=rng)
    expect_close(
        student.call("mean_image", images.to(device)),
        images.double().mean(0),
        words="one image of shape (28, 28): each pixel is the mean of the 12 pixels in the same place",
        mistakes=mean_image_mistakes(images),
        next="take one place, row 5 and column 9: which 12 numbers belong to it?",
    )


@exercise("mean_image", points=0.25)
def test_mean_image_of_one_image(student, device, rng):
    """mean_image of a stack that holds one image."""
    images = torch.rand(1, 28, 28, generator=rng)
    expect_close(
        student.call("mean_image", images.to(device)),
        images[0],
        words="that image itself, shape (28, 28)",
        mistakes=[Mistake(images, "the axis of the images is still there, with length 1", "which axis has to go?")],
        next="the mean of one number is that number",
    )


def mean_image_mistakes(images):
    """What known mistakes return for these images."""
    count = len(images)
    pixels = "which axis counts the images: 0, 1 or 2? It is the one that has to go"
    return [
        Mistake(images.mean(), "your mean ran over everything, also over rows and columns", pixels),
        Mistake(images.mean((1, 2)), "you have the mean brightness of each image, and not a mean image", pixels),
        Mistake(images.mean(1), "your mean ran over the rows of each image, and not over the images", pixels),
        Mistake(images.mean(2), "your mean ran over the columns of each image, and not over the images", pixels),
        Mistake(images.mean(0, keepdim=True), "the axis of the images is still there, with length 1", pixels),
        Mistake(images.mean(0).flatten(), "the pixels are in one long row: the picture has lost its shape",
                "an image has rows and columns: which shape is that?"),
        Mistake(images.sum(0), "this is the sum over the images: nothing has been divided",
                "how many images went into the sum?"),
        Mistake(images.sum(0) / 784, "you divided by the number of pixels in an image, and not by that of the images",
                "how many numbers did you add for one pixel?"),
        Mistake(images.mean(0) / 255, "the pixels are divided by 255 once more",
                "look at the largest pixel of the images that come in: do they still need it?"),
        Mistake(images.sum(0) / max(count - 1, 1), "you divided by one less than the number of images",
                "how many images went into the sum?"),
        Mistake(images.median(0).values, "this is the median, and not the mean", "how is a mean computed by hand?"),
        Mistake(images[0], "this is the first image alone", "which of the images should have a say in each pixel?"),
        Mistake(images.mean(0).T, "rows and columns are swapped", "is there a transpose that need not be there?"),
    ]  # fmt: skip


# -------------------------------------------------------------------------------------------------- l1_distance, rmse


@exercise("l1_distance", points=0.25)
def test_l1_distance_worked_example(student, device):
    """l1_distance of (4, 1, 6, 2) and (3, 3, 2, 2)."""
    a, b = torch.tensor([4.0, 1.0, 6.0, 2.0]), torch.tensor([3.0, 3.0, 2.0, 2.0])
    expect_close(
        student.call("l1_distance", a.to(device), b.to(device)),
        1.75,
        words="one number, the mean of the distances 1, 2, 4 and 0",
        mistakes=distance_mistakes(a, b, "l1_distance"),
        next="write the four differences down, then take three steps from them to 1.75",
    )


@exercise("l1_distance", points=0.25)
def test_l1_distance_of_two_images(student, device, rng):
    """l1_distance of two images of 28 rows and 28 columns."""
    a, b = torch.rand(28, 28, generator=rng), 0.3 + 0.9 * torch.rand(28, 28, generator=rng)
    expect_close(
        student.call("l1_distance", a.to(device), b.to(device)),
        (a.double() - b.double()).abs().mean(),
        words="one number for both images together",
        mistakes=distance_mistakes(a, b, "l1_distance"),
        next="how many numbers come out of your function, and how many were asked for?",
    )


@exercise("rmse", points=0.25)
def test_rmse_worked_example(student, device):
    """rmse of (4, 1, 6, 2) and (3, 3, 2, 2)."""
    a, b = torch.tensor([4.0, 1.0, 6.0, 2.0]), torch.tensor([3.0, 3.0, 2.0, 2.0])
    expect_close(
        student.call("rmse", a.to(device), b.to(device)),
        (21 / 4) ** 0.5,
        words="one number, the root of the mean of 1, 4, 16 and 0",
        mistakes=distance_mistakes(a, b, "rmse"),
        next="read the name from its last letter to its first: that is the order of the steps",
    )


@exercise("rmse", points=0.25)
def test_rmse_of_two_images(student, device, rng):
    """rmse of two images of 28 rows and 28 columns."""
    a, b = torch.rand(28, 28, generator=rng), 0.3 + 0.9 * torch.rand(28, 28, generator=rng)
    expect_close(
        student.call("rmse", a.to(device), b.to(device)),
        (a.double() - b.double()).square().mean().sqrt(),
        words="one number for both images together",
        mistakes=distance_mistakes(a, b, "rmse"),
        next="how many numbers come out of your function, and how many were asked for?",
    )


def distance_mistakes(a, b, name):
    """What known mistakes return for these two tensors; the right answer is left out."""
    gap = a - b
    size, square = gap.abs(), gap.square()
    order = "in which order do square, mean and root come?"
    mistakes = {
        "no sign": Mistake(
            gap.mean(), "differences above and below zero cancel each other: their sign is still there",
            "what makes a distance of a difference?",
        ),
        "sign late": Mistake(
            gap.mean().abs(), "the sign was removed after the mean, when the differences had cancelled each other",
            "what has to happen to each single difference before the mean?",
        ),
        "l1_distance": Mistake(
            size.mean(), "this is the L1 distance: no difference has been squared", "what does the S of RMSE mean?",
        ),
        "rmse": Mistake(
            square.mean().sqrt(), "this is the RMSE: the differences have been squared",
            "which operation removes a sign and changes nothing else?",
        ),
        "mse": Mistake(square.mean(), "this is the mean of the squares", "which step brings the squares back?"),
        "sum": Mistake(
            size.sum(), "this is the sum of the distances: it grows with the number of pixels",
            "what turns a sum into a mean?",
        ),
        "square sum": Mistake(square.sum(), "this is the sum of the squares", order),
        "norm": Mistake(
            square.sum().sqrt(), "this is the L2 norm, the root of the sum: the mean is missing",
            "twice as many pixels with the same differences: should the distance grow?",
        ),
        "norm over n": Mistake(
            square.sum().sqrt() / gap.numel(), "the root was taken before the sum was divided", order,
        ),
        "root of mean": Mistake(
            size.mean().sqrt(), "this is the root of the mean distance: nothing was squared before", order,
        ),
        "mean of roots": Mistake(
            size.sqrt().mean(), "this is the mean of the roots: nothing was squared before", order,
        ),
        "square of mean": Mistake(gap.mean().square(), "the mean was taken before the square", order),
        "spread": Mistake(
            gap.std(), "this is the standard deviation: it looks at the distance from the mean difference",
            "if all differences are 5, how far apart are the two?",
        ),
        "per row": Mistake(
            size.mean(-1), "these are distances of single rows, and one number was asked for",
            "over how many axes did your mean run?",
        ),
        "square per row": Mistake(
            square.mean(-1).sqrt(), "these are distances of single rows, and one number was asked for",
            "over how many axes did your mean run?",
        ),
        "no mean": Mistake(
            size, "these are the distances of single pixels, and one number was asked for",
            "how do many numbers become one?",
        ),
        "one in a row": Mistake(
            (size if name == "l1_distance" else square).mean().reshape(1) ** (1 if name == "l1_distance" else 0.5),
            "this is a list of one number, shape (1,), and not a number, shape ()",
            "what shape does a mean over all axes have?",
        ),
        "largest": Mistake(size.max(), "this is the largest distance alone", "which of the differences should count?"),
    }  # fmt: skip
    mistakes.pop(name)
    return list(mistakes.values())


# ----------------------------------------------------------------------------------------------------- mnist_distance


@exercise("mnist_distance", points=0.5)
def test_mnist_distance_worked_example(student, device):
    """mnist_distance(3 images, one ideal image): no ink, full of ink, half and half, against 0.25 everywhere."""
    images = torch.zeros(3, 28, 28)
    images[1], images[2, 14:] = 1.0, 1.0
    ideal = torch.full((28, 28), 0.25)
    expect_close(
        student.call("mnist_distance", images.to(device), ideal.to(device)),
        torch.tensor([0.25, 0.75, 0.5]),
        words="3 distances, shape (3,)",
        mistakes=mnist_distance_mistakes(images, ideal),
        next="print the shape after each step: which axes should be left at the end?",
    )


@exercise("mnist_distance", points=0.5)
def test_mnist_distance_of_one_image(student, device, rng):
    """mnist_distance(one image, one ideal image)."""
    image, ideal = torch.rand(28, 28, generator=rng), torch.rand(28, 28, generator=rng)
    expect_close(
        student.call("mnist_distance", image.to(device), ideal.to(device)),
        (image.double() - ideal.double()).abs().mean(),
        words="one distance, shape ()",
        mistakes=mnist_distance_mistakes(image, ideal),
        next="one image has two axes, a stack has three: counted from which end are the pixel axes the same ones?",
    )


@exercise("mnist_distance", points=0.25)
def test_mnist_distance_of_twelve_images(student, device, rng):
    """mnist_distance(12 images, one ideal image)."""
    images, ideal = torch.rand(12, 28, 28, generator=rng), torch.rand(28, 28, generator=rng)
    images *= torch.linspace(0.1, 1.0, 12).reshape(12, 1, 1)
    expect_close(
        student.call("mnist_distance", images.to(device), ideal.to(device)),
        (images.double() - ideal.double()).abs().mean((-1, -2)),
        words="12 distances, shape (12,)",
        mistakes=mnist_distance_mistakes(images, ideal),
        next="which two axes are the pixels? Count from the end",
    )


def mnist_distance_mistakes(images, ideal):
    """What known mistakes return for these images."""
    gap = images - ideal
    size, square, pixels = gap.abs(), gap.square(), (-1, -2)
    axes = "which two axes are the pixels? Count from the end"
    mistakes = [
        Mistake(gap.mean(pixels), "differences above and below zero cancel each other: their sign is still there",
                "what makes a distance of a difference?"),
        Mistake(gap.mean(pixels).abs(), "the sign was removed after the mean: it compares the brightness of two images",
                "what has to happen to each single difference before the mean?"),
        Mistake(size.sum(pixels), "these are sums over the pixels, and not means", "what turns a sum into a mean?"),
        Mistake(square.mean(pixels).sqrt(), "this is the RMSE, and the L1 distance was asked for",
                "which operation removes a sign and changes nothing else?"),
        Mistake(square.mean(pixels), "the differences have been squared",
                "which operation removes a sign and changes nothing else?"),
        Mistake(size.mean(-1), "your mean ran over one axis only: a number for each row is left", axes),
        Mistake(size.mean(-2), "your mean ran over one axis only: a number for each column is left", axes),
        Mistake(size, "these are the distances of single pixels: no mean was taken", axes),
        Mistake(size.mean(pixels, keepdim=True), "the two axes of the pixels are still there, with length 1", axes),
    ]  # fmt: skip
    if images.dim() == 2:
        one = size.mean().reshape(1)
        return [*mistakes, Mistake(one, "one image came in: one number was asked for, and not a list of one", axes)]
    return [
        *mistakes,
        Mistake(size.mean(), "your mean also ran over the images, not only over rows and columns", axes),
        Mistake(size.mean((0, 1)), "your mean ran over the images and the rows, and left the columns", axes),
        Mistake(size.mean((0, 2)), "your mean ran over the images and the columns, and left the rows", axes),
        Mistake(size.mean(0), "your mean ran over the images: this is an image of differences", axes),
        Mistake(size[0].mean(), "this is the distance of the first image alone", "how many images came in?"),
        Mistake(size.sum(pixels) / len(images), "you divided by the number of images, and not by that of the pixels",
                "how many numbers did you add for one image?"),
    ]  # fmt: skip


# --------------------------------------------------------------------------------------------------------------- is_3


@exercise("is_3", points=0.5)
def test_is_3_of_the_ideal_digits(student, device):
    """is_3(mean3), then is_3(mean7)."""
    mean3, mean7 = lend_means(student, student.value("mean3"), student.value("mean7"))
    for image, name, want in ((mean3, "mean3", True), (mean7, "mean7", False)):
        got = student.call("is_3", image.to(device))
        expect_equal(
            got,
            want,
            words=f"one bool for one image: {want} for {name}",
            mistakes=is_3_mistakes(image[None], mean3, mean7, single=True),
            next="how far is the image from mean3, and how far from mean7? Which of the two should be smaller for a 3?",
        )


@exercise("is_3", points=0.5)
def test_is_3_of_a_stack(student, device, rng):
    """is_3(7 images at once)."""
    mean3, mean7 = lend_means(student, student.value("mean3"), student.value("mean7"))
    images = torch.stack([mean3, mean7, mean7, mean3, mean7, mean3, mean3])
    images = images + 0.1 * torch.rand(7, 28, 28, generator=rng)
    expect_equal(
        student.call("is_3", images.to(device)),
        torch.tensor([True, False, False, True, False, True, True]),
        words="7 bools, shape (7,), one for each image",
        mistakes=is_3_mistakes(images, mean3, mean7),
        next="what shape does mnist_distance give back for 7 images? A comparison with < keeps it",
    )


@exercise("is_3", points=0.25)
def test_is_3_looks_at_mean3_and_mean7(student, device, rng):
    """is_3(6 images), while mean3 is a left half and mean7 a right half."""
    left = torch.zeros(28, 28)
    left[:, :14] = 1.0
    right = 1.0 - left
    mean3, mean7 = lend_means(student, left, right)
    images = torch.stack([right, left, right, right, left, left]) * 0.6
    images = images + 0.1 * torch.rand(6, 28, 28, generator=rng)
    expect_equal(
        student.call("is_3", images.to(device)),
        torch.tensor([False, True, False, False, True, True]),
        words="True for images like the new mean3, False for images like the new mean7",
        mistakes=is_3_mistakes(images, mean3, mean7),
        next="does your function use the names mean3 and mean7 themselves, at the moment when it is called?",
    )


@exercise("is_3", points=0.25)
def test_is_3_measures_with_mnist_distance(student, device):
    """is_3 of an image with a few pixels far from mean3 and many pixels a little off mean7."""
    mean3, mean7 = lend_means(student, torch.full((28, 28), 0.1), torch.full((28, 28), 0.4))
    few_far = torch.full((28, 28), 0.1)
    few_far[:6] = 1.0
    images = torch.stack([few_far, mean7])
    expect_equal(
        student.call("is_3", images.to(device)),
        torch.tensor([True, False]),
        words="True for an image whose mean absolute difference from mean3 is the smaller one, then False for mean7",
        mistakes=is_3_mistakes(images, mean3, mean7),
        next="which of your distances should decide?",
    )


def lend_means(student, mean3, mean7):
    """Give the notebook these two images as its mean3 and mean7, until the check has ended."""
    for name, image in (("mean3", mean3), ("mean7", mean7)):
        right = isinstance(image, torch.Tensor) and image.shape == (28, 28) and image.is_floating_point()
        advice = f"does another cell define {name} anew? Run the notebook again from its first cell"
        expect(right, expected=f"{name} is an image, shape (28, 28)", got="something else", next=advice)
        student.assign(name, image)
    return mean3, mean7


def is_3_mistakes(images, mean3, mean7, single=False):
    """What known mistakes return for these images."""
    gap3, gap7 = images - mean3, images - mean7
    near3, near7 = gap3.abs().mean((-1, -2)), gap7.abs().mean((-1, -2))
    right = near3 < near7
    squared = gap3.square().mean((-1, -2)) < gap7.square().mean((-1, -2))
    nearer = "a small distance means: much alike. Which distance is small for a 3?"
    a_bool = "what does a comparison of the two distances give you?"
    mistakes = [
        (~right, "your function says True for the 7s", nearer),
        (right.float(), "these are numbers, and bools were asked for", a_bool),
        (right.long(), "these are numbers, and bools were asked for", a_bool),
        (near7 - near3, "this is a difference of distances, and the question is yes or no", a_bool),
        (near3 - near7, "this is a difference of distances, and the question is yes or no", a_bool),
        (near3, "this is the distance to mean3, and the question is yes or no", "to what else can you compare it?"),
    ]
    if single:
        why = "one image came in: one bool was asked for, and not a list of one"
        as_list = Mistake(right, why, "print the shape of your distance for one image: is it ()?")
        return [as_list, *(Mistake(value[0], why, advice) for value, why, advice in mistakes)]
    rows = "what shape has the distance that you compare?"
    named = [Mistake(value, why, advice) for value, why, advice in mistakes]
    if not torch.equal(squared, right):
        why = "squares decide here (RMSE or a mean of squares), and the text asks for mnist_distance"
        named.append(Mistake(squared, why, "which of your distances takes all differences as they are?"))
    whole = bool(near3.mean() < near7.mean())
    return [
        *named,
        Mistake(whole, "this is one answer for all images together", rows),
        Mistake(bool(right[0]), "this is one answer for the first image alone", rows),
    ]


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
    expect_close(
        student.probe(judged_by_one_pixel, threes.to(device), sevens.to(device), 0.5),
        torch.tensor([0.75, 0.9, 0.825]),
        words="three numbers: the share of the threes, the share of the sevens, and the mean of these two shares",
        mistakes=accuracy_mistakes(3, 4, 1, 10),
        kinds="tensor number array sequence",
        next="which answers of the classifier are right for a 3, and which for a 7?",
    )


@exercise("baseline_accuracy", points=0.5)
def test_baseline_accuracy_of_always_3(student, device, rng):
    """baseline_accuracy of a classifier that calls everything a 3, on 5 threes and 2 sevens."""
    threes, sevens = torch.rand(5, 28, 28, generator=rng), torch.rand(2, 28, 28, generator=rng)
    expect_close(
        student.probe(judged_by_one_pixel, threes.to(device), sevens.to(device), -1.0),
        torch.tensor([1.0, 0.0, 0.5]),
        words="three numbers: all threes are right, no seven is, and the mean lies halfway",
        mistakes=accuracy_mistakes(5, 5, 2, 2),
        kinds="tensor number array sequence",
        next="what should a classifier say about a 7, and how often does this one say it?",
    )


def accuracy_mistakes(true3, threes, false3, sevens):
    """What known mistakes return, where so many of the threes, and of the sevens, are called a 3."""
    on3, on7 = true3 / threes, 1 - false3 / sevens
    mean, called = (on3 + on7) / 2, false3 / sevens
    pooled = (true3 + sevens - false3) / (threes + sevens)
    share = "a share lies between 0 and 1: what is divided by what?"
    seven = "for a 7, which answer of the classifier is the right one?"
    cases = [
        ((on3, on7, pooled), "your last number is the share of all images together: the larger group weighs more",
         "how would 1,000 more sevens change it? And how the mean of the two shares?"),
        ((on3, called, (on3 + called) / 2), "for the sevens you counted how often the classifier says 3", seven),
        ((on3, called, mean), "for the sevens you counted how often the classifier says 3", seven),
        ((on7, on3, mean), "the first two numbers have changed places", "in which order does the text name them?"),
        ((100 * on3, 100 * on7, 100 * mean), "these are percent, and shares were asked for", share),
        ((true3, sevens - false3, (true3 + sevens - false3) / 2), "these are counts, and shares were asked for", share),
        ((1 - on3, 1 - on7, 1 - mean), "these are shares of wrong answers", "which answers does an accuracy count?"),
        ((on3, on7, on3 + on7), "your last number is a sum and not a mean", "what lies halfway between two numbers?"),
        ((on3, on7), "the third number is missing: the mean of the two", "how many numbers were asked for?"),
        ((on3, 1 - on3, 0.5), "the second number comes from the threes again", "which images are there for it?"),
    ]  # fmt: skip
    named = [Mistake(torch.tensor(value, dtype=torch.float64), why, advice) for value, why, advice in cases]
    alone = "this is one number, and three were asked for"
    named += [Mistake(value, alone, "which two accuracies does it hide?") for value in (mean, pooled)]
    right = torch.tensor([on3, on7, mean], dtype=torch.float64)
    return [mistake for mistake in named if not torch.equal(torch.as_tensor(mistake.value), right)]
