"""Hidden checks of 02_pixel_similarity: other sizes, other numbers, and inputs that must stay as they were."""

import torch

from underhood.checking import exercise, expect, expect_close, expect_equal, probe

# --------------------------------------------------------------------------------------------------------- mean_image


@exercise("mean_image", points=0.5)
def test_mean_image_of_28_images(student, device, rng):
    """mean_image of as many images as an image has rows."""
    images = torch.rand(28, 28, 28, generator=rng)
    expect_close(
        student.call("mean_image", images.to(device)),
        images.double().mean(0),
        words="one image: each pixel is the mean of the pixels in the same place",
    )


@exercise("mean_image", points=0.25)
def test_mean_image_again_and_input_untouched(student, device, rng):
    """mean_image of several stacks, one after the other; the stacks stay as they are."""
    for count in (12, 4, 130, 3, 1):
        images = torch.rand(count, 28, 28, generator=rng) ** 3
        seen = student.observe("mean_image", images.to(device))
        expect_close(seen.value, images.double().mean(0), words="the mean image of the stack that was given")
        expect_untouched(seen.args, images)


# -------------------------------------------------------------------------------------------------- l1_distance, rmse


def right_l1(a, b):
    """The mean absolute difference, in double precision."""
    return (a.double() - b.double()).abs().mean()


def right_rmse(a, b):
    """The root of the mean square of the differences, in double precision."""
    return (a.double() - b.double()).square().mean().sqrt()


def pair(rng, *shape):
    """Two tensors of this shape: negative and positive numbers, far beyond those of an image."""
    return 3 * torch.randn(*shape, generator=rng) - 1, 5 * torch.randn(*shape, generator=rng) + 2


@exercise("l1_distance", points=0.25)
def test_l1_distance_any_shape(student, device, rng):
    """l1_distance of tensors with one, two and three axes, and with negative numbers."""
    check_any_shape(student, device, rng, "l1_distance", right_l1)


@exercise("rmse", points=0.25)
def test_rmse_any_shape(student, device, rng):
    """rmse of tensors with one, two and three axes, and with negative numbers."""
    check_any_shape(student, device, rng, "rmse", right_rmse)


def check_any_shape(student, device, rng, name, right):
    """Compare the distance on many shapes."""
    for shape in ((4,), (7,), (1,), (3, 5), (28, 28), (4, 28, 28), (1, 1, 2)):
        a, b = pair(rng, *shape)
        expect_close(
            student.call(name, a.to(device), b.to(device)),
            right(a, b),
            words="one number, whatever the shape of the two",
        )


@exercise("l1_distance", points=0.25)
def test_l1_distance_is_a_distance(student, device, rng):
    """l1_distance of equal tensors, and both ways round; the tensors stay as they are."""
    check_is_a_distance(student, device, rng, "l1_distance", right_l1)


@exercise("rmse", points=0.25)
def test_rmse_is_a_distance(student, device, rng):
    """rmse of equal tensors, and both ways round; the tensors stay as they are."""
    check_is_a_distance(student, device, rng, "rmse", right_rmse)


def check_is_a_distance(student, device, rng, name, right):
    """Compare a to b, b to a and a to itself."""
    a, b = pair(rng, 6, 4)
    for one, other in ((a, b), (b, a)):
        seen = student.observe(name, one.to(device), other.to(device))
        expect_close(seen.value, right(a, b), words="the same distance both ways round")
        expect_untouched(seen.args, one, other)
    equal = student.call(name, a.to(device), a.to(device))
    expect_close(equal, 0.0, words="no distance between equal tensors", atol=1e-3)
    constant = student.call(name, (a + 2).to(device), a.to(device))
    expect_close(constant, 2.0, words="the difference itself, where it is the same everywhere")


# ----------------------------------------------------------------------------------------------------- mnist_distance


@exercise("mnist_distance", points=0.25)
def test_mnist_distance_of_28_images(student, device, rng):
    """mnist_distance of as many images as an image has rows."""
    images, ideal = some_images(rng, 28), torch.rand(28, 28, generator=rng)
    expect_close(
        student.call("mnist_distance", images.to(device), ideal.to(device)),
        right_distances(images, ideal),
        words="one distance for each image, in the order of the images",
    )


@exercise("mnist_distance", points=0.25)
def test_mnist_distance_of_a_stack_of_one(student, device, rng):
    """mnist_distance of a stack that holds one image."""
    images, ideal = some_images(rng, 1), torch.rand(28, 28, generator=rng)
    expect_close(
        student.call("mnist_distance", images.to(device), ideal.to(device)),
        right_distances(images, ideal),
        words="a stack in, a stack out: one distance, shape (1,)",
    )


@exercise("mnist_distance", points=0.25)
def test_mnist_distance_again_and_inputs_untouched(student, device, rng):
    """mnist_distance of one image and of stacks, one after the other; the images stay as they are."""
    for images in (some_images(rng, 12), some_images(rng, 1)[0], some_images(rng, 3), some_images(rng, 300)):
        ideal = torch.rand(28, 28, generator=rng) ** 2
        seen = student.observe("mnist_distance", images.to(device), ideal.to(device))
        expect_close(
            seen.value, right_distances(images, ideal), words="one distance for one image, N distances for N images"
        )
        expect_untouched(seen.args, images, ideal)


def some_images(rng, count):
    """Images that differ in brightness, so that no distance stands for another."""
    return torch.rand(count, 28, 28, generator=rng) * torch.rand(count, 1, 1, generator=rng)


def right_distances(images, ideal):
    """One mean absolute difference for each image, in double precision."""
    return (images.double() - ideal.double()).abs().mean((-1, -2))


# --------------------------------------------------------------------------------------------------------------- is_3


@exercise("is_3", points=0.25)
def test_is_3_of_stacks_of_other_sizes(student, device, rng):
    """is_3 of stacks with one image, with a few, with as many as an image has rows, and with more, for other means."""
    for count in (1, 3, 6, 7, 28, 130):
        mean3, mean7 = lend_other_means(student, rng)
        images, want = images_near(rng, mean3, mean7, count)
        expect_equal(student.call("is_3", images.to(device)), want, words="one bool for each image of the stack")


@exercise("is_3", points=0.25)
def test_is_3_of_single_images_untouched(student, device, rng):
    """is_3 of single images, one after the other, for other means; the images stay as they are."""
    mean3, mean7 = lend_other_means(student, rng)
    images, want = images_near(rng, mean3, mean7, 6)
    for image, right in zip(images, want.tolist(), strict=True):
        seen = student.observe("is_3", image.to(device))
        expect_equal(seen.value, right, words="one bool for one image")
        expect_untouched(seen.args, image)
    for name, mean in (("mean3", mean3), ("mean7", mean7)):
        expect_untouched((student.value(name),), mean)


def lend_other_means(student, rng):
    """Give the notebook two random images as its mean3 and mean7, until the check has ended."""
    means = torch.rand(2, 28, 28, generator=rng).unbind()
    for name, image in zip(("mean3", "mean7"), means, strict=True):
        student.assign(name, image)
    return means


def images_near(rng, mean3, mean7, count):
    """Images somewhere between the two, with noise, and for each whether it is nearer to mean3; no ties among them."""
    pool = 4 * count + 20
    share = 0.35 + 0.3 * torch.rand(pool, 1, 1, generator=rng)
    images = share * mean3 + (1 - share) * mean7
    images = 0.6 * images + 0.4 * torch.rand(pool, 28, 28, generator=rng)
    lead = right_distances(images, mean7) - right_distances(images, mean3)
    clear = (lead.abs() > 1e-3).nonzero().flatten()[:count]
    return images[clear], lead[clear] > 0


# -------------------------------------------------------------------------------------------------- baseline_accuracy


@probe
def judged_by_another_pixel(notebook, threes, sevens, row, column, limit, dark):
    """baseline_accuracy of a classifier that looks at one pixel; `dark` turns its answers round."""

    def classify(x):
        called = x[..., row, column] > limit
        return ~called if dark else called

    accuracies = notebook.baseline_accuracy(classify, threes, sevens)
    return [accuracies, threes, sevens]


@exercise("baseline_accuracy", points=0.5)
def test_baseline_accuracy_of_other_classifiers(student, device, rng):
    """baseline_accuracy of other classifiers, on other numbers of images."""
    for threes, sevens, limit, dark in ((23, 140, 0.7, False), (131, 6, 0.2, False), (9, 14, 0.6, True)):
        check_accuracy(student, device, rng, (threes, sevens), limit, dark)


@exercise("baseline_accuracy", points=0.5)
def test_baseline_accuracy_at_the_edges(student, device, rng):
    """baseline_accuracy of a classifier that never says 3, and on a single 3 or 7; the images stay as they are."""
    for threes, sevens, limit, dark in ((6, 3, 2.0, False), (1, 5, 0.5, False), (8, 1, 0.4, True)):
        check_accuracy(student, device, rng, (threes, sevens), limit, dark)


def check_accuracy(student, device, rng, counts, limit, dark):
    """Compare the three numbers for one classifier and so many random threes and sevens."""
    threes, sevens = (torch.rand(count, 28, 28, generator=rng) for count in counts)
    asked = (threes.to(device), sevens.to(device), 11, 5, limit, dark)
    answer = student.probe(judged_by_another_pixel, *asked)
    expect(isinstance(answer, list) and len(answer) == 3, expected="three numbers")
    got, *images_after = answer
    on3 = ((threes[:, 11, 5] > limit) != dark).double().mean()
    on7 = ((sevens[:, 11, 5] > limit) == dark).double().mean()
    expect_close(
        got,
        torch.stack([on3, on7, (on3 + on7) / 2]),
        words="three numbers: the share of the threes, the share of the sevens, and the mean of these two shares",
        kinds="tensor number array sequence",
    )
    expect_untouched(images_after, threes, sevens)


# ---------------------------------------------------------------------------------------------------------------------


def expect_untouched(after, *before):
    """The inputs of a call must still be what they were."""
    same = [
        isinstance(now, torch.Tensor) and now.shape == was.shape and torch.equal(now.cpu().to(was.dtype), was)
        for now, was in zip(after, before, strict=False)
    ]
    expect(len(same) == len(before) and all(same), expected="what was given to the function stays as it was")
