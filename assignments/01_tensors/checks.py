"""The checks of 01_tensors that students have beside their notebook.

The right answers stand here as numbers. How they are computed is the exercise.
"""

import hashlib

import torch

from underhood.checking import (
    Mistake,
    NotAttempted,
    exercise,
    expect,
    expect_close,
    expect_equal,
    probe,
    require_form,
)
from underhood.checking.describe import describe
from underhood.checking.probes import python_steps

# ---------------------------------------------------------------------------------------------------------- double_odds


@exercise("double_odds", points=0.25)
def test_worked_example(student):
    """double_odds([7, 9, 2, 4, 3, 5])"""
    mistakes = [
        Mistake([4, 8], "you kept the even numbers", "what is x % 2 for an odd x?"),
        Mistake([14, 18, 4, 8, 6, 10], "you kept all numbers", "which part of your code leaves the even ones out?"),
        Mistake([7, 9, 3, 5], "the odd ones are there, and they are not doubled"),
        Mistake([49, 81, 9, 25], "you squared the odd ones; doubled means two times"),
        Mistake([14, 4, 6], "you took every other place of the list, and not the odd numbers"),
        Mistake([18, 8, 10], "you took every other place of the list, and not the odd numbers"),
        Mistake([6, 10, 14, 18], "the numbers are right, and they are in another order"),
        Mistake([14, 18, 2, 4, 6, 10], "you doubled the odd ones and kept the even ones, too"),
        Mistake([14], "only the first odd number is there", "does your loop go on after it has found one?"),
        Mistake([18, 6, 10], "the 7 at the start is missing", "which number does the first place of a list have?"),
        Mistake([14, 18, 6], "the 5 at the end is missing", "where does your loop, your range or your slice end?"),
    ]
    expect_equal(
        student.call("double_odds", [7, 9, 2, 4, 3, 5]),
        [14, 18, 6, 10],
        words="a list of the odd numbers, each doubled",
        mistakes=mistakes,
        next="go through the list by hand: which of the six numbers stay?",
    )


@exercise("double_odds", points=0.25)
def test_negative_numbers_and_zero(student):
    """double_odds on a list with negative numbers and a zero: [-3, 0, -2, 5, 8, -1]"""
    mistakes = [
        Mistake([10], "the negative odd numbers are missing", "is -3 odd?"),
        Mistake([6, 10, 2], "the numbers have lost their sign", "what is two times -3?"),
        Mistake([-6, 0, 10, -2], "zero is even: half of it is a whole number"),
    ]
    expect_equal(
        student.call("double_odds", [-3, 0, -2, 5, 8, -1]),
        [-6, 10, -2],
        words="negative odd numbers are odd, too; zero is even",
        mistakes=mistakes,
        next="go through the list by hand: which of the six numbers stay?",
    )


@exercise("double_odds", points=0)
def test_input_stays(student):
    """The list that double_odds was given, after the call"""
    given = [7, 2, 9, 4, 3, 3]
    seen = student.observe("double_odds", list(given))
    expect_equal(
        seen.args[0],
        given,
        words="the list as it was",
        next="build a new list, and only read from the old one",
    )


# ---------------------------------------------------------------------------------------------------------- grid_tricks

GRID = torch.tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
DOUBLE = torch.tensor([[2, 4, 6], [8, 10, 12], [14, 16, 18]])
CORNER = torch.tensor([[5, 6], [8, 9]])


def three_of(got):
    """The three tensors that grid_tricks returns, or the remark that these are not three."""
    expect(
        isinstance(got, tuple | list) and len(got) == 3,
        expected="three tensors: return grid, double, corner",
        got=describe(got),
        next="put three names after return, with commas between them",
    )
    return got


@exercise("grid_tricks", points=0.25)
def test_grid(student):
    """The first of the three tensors of grid_tricks()"""
    from_zero = torch.tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]])
    down = torch.tensor([[1, 4, 7], [2, 5, 8], [3, 6, 9]])
    one_row = torch.tensor([1, 2, 3, 4, 5, 6, 7, 8, 9])
    grid, _, _ = three_of(student.call("grid_tricks"))
    mistakes = [
        Mistake(DOUBLE, "the doubling changed the original, too", "does your code make a new tensor for the double?"),
        Mistake(from_zero, "you count from 0 to 8", "where does torch.arange begin, and does it include its end?"),
        Mistake(down, "the numbers run down the columns and not along the rows"),
        Mistake(one_row, "the numbers are right, and all in one row", "how do nine numbers become 3 rows of 3?"),
    ]
    expect_close(grid, GRID, words="1 to 9 in a 3×3 tensor, row by row", mistakes=mistakes, kinds="tensor")


@exercise("grid_tricks", points=0.25)
def test_double(student):
    """The second of the three tensors of grid_tricks()"""
    squares = torch.tensor([[1, 4, 9], [16, 25, 36], [49, 64, 81]])
    product = torch.tensor([[30, 36, 42], [66, 81, 96], [102, 126, 150]])
    two_more = torch.tensor([[3, 4, 5], [6, 7, 8], [9, 10, 11]])
    twice_below = torch.tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 2, 3], [4, 5, 6], [7, 8, 9]])
    _, double, _ = three_of(student.call("grid_tricks"))
    mistakes = [
        Mistake(squares, "these are the squares", "what is two times 3, and what is 3 times 3?"),
        Mistake(product, "this is a matrix product of the grid with itself"),
        Mistake(GRID, "this is the grid itself", "which line doubles it, and where does its result go?"),
        Mistake(two_more, "you added 2 to each number"),
        Mistake(twice_below, "two grids, one below the other: the numbers themselves should be doubled"),
        Mistake(CORNER, "this is the corner: the order is grid, double, corner"),
    ]
    expect_close(double, DOUBLE, words="each number of the grid, doubled", mistakes=mistakes, kinds="tensor")


@exercise("grid_tricks", points=0.25)
def test_corner(student):
    """The third of the three tensors of grid_tricks()"""
    block = "a tensor with two axes takes two slices: [rows, columns]"
    doubled, top_left = torch.tensor([[10, 12], [16, 18]]), torch.tensor([[1, 2], [4, 5]])
    bottom_left, top_right = torch.tensor([[4, 5], [7, 8]]), torch.tensor([[2, 3], [5, 6]])
    rows, columns = torch.tensor([[4, 5, 6], [7, 8, 9]]), torch.tensor([[2, 3], [5, 6], [8, 9]])
    row_twice, last, middle = torch.tensor([[7, 8, 9]]), torch.tensor([[9]]), torch.tensor([[5]])
    _, _, corner = three_of(student.call("grid_tricks"))
    mistakes = [
        Mistake(doubled, "this corner holds doubled numbers", "which of the two grids do you slice?"),
        Mistake(top_left, "this is the corner at the top left", "at which row and column does it begin?"),
        Mistake(rows, "these are whole rows", block),
        Mistake(row_twice, "the second slice took rows again", "both slices belong in one pair of brackets"),
        Mistake(columns, "these are whole columns", block),
        Mistake(last, "this corner is one number wide", "counted from 0, which is the middle row?"),
        Mistake(middle, "this is the middle alone: the stop of a slice is not included", "up to where do you go?"),
        Mistake(bottom_left, "this is the corner at the bottom left"),
        Mistake(top_right, "this is the corner at the top right"),
        Mistake(DOUBLE, "this is the double: the order is grid, double, corner"),
        Mistake(torch.tensor([5, 9]), "two lists of indices pick single numbers; two slices pick a block"),
    ]
    words = "the 2×2 corner at the bottom right of the original grid"
    expect_close(corner, CORNER, words=words, mistakes=mistakes, kinds="tensor")


# --------------------------------------------------------------------------------------------------------- stack_images

STACK = "a float tensor with one image after the other, on a scale where 255 has become 1.0"


def plain_bytes(values, device):
    """A list of images, each of them with the same number in all of its pixels."""
    return [torch.full((28, 28), value, dtype=torch.uint8, device=device) for value in values]


def plain(values):
    """All pixels of one image after the other, in one row: 784 times the first value, then the second …"""
    return torch.tensor(values).repeat_interleave(784)


@exercise("stack_images", points=0.25)
def test_plain_images(student, device):
    """stack_images on three plain images: all 51, all 204, all 255"""
    mixed = torch.tensor([0.2, 0.8, 1.0]).repeat(784)  # the first pixel of each image, the second of each …
    by_row = torch.tensor([0.2, 0.8, 1.0]).repeat_interleave(28).repeat(28)
    scale, first = "what is the largest number that a pixel can be?", "images should be counted by the first"
    mistakes = [
        Mistake(plain([51, 204, 255]).view(3, 28, 28), "the numbers still go from 0 to 255", scale),
        Mistake(plain([0.1992188, 0.796875, 0.9960938]).view(3, 28, 28),
                "you divided by 256, so that 255 does not become 1.0"),
        Mistake(plain([0, 0, 1]).view(3, 28, 28),
                "all digits after the point are gone: // divides whole numbers, and whole-number types drop them, too",
                "where in your code do the numbers become whole?"),
        Mistake(plain([1.0, 1.0, 1.0]).view(3, 28, 28), "each image was divided by its own largest number"),
        Mistake(plain([0.0, 0.75, 1.0]).view(3, 28, 28),
                "you stretched the numbers of these images: their smallest became 0", "does 51 become 0.2?"),
        Mistake(plain([0.8, 0.2, 0.0]).view(3, 28, 28), "black and white are swapped: 255 should become 1.0"),
        Mistake(plain([-0.6, 0.6, 1.0]).view(3, 28, 28), "these numbers go from -1 to 1"),
        Mistake(plain([0.0, 1.0, 1.0]).view(3, 28, 28), "each pixel has become either 0 or 1: the grays are lost"),
        Mistake(plain([1.0, 0.8, 0.2]).view(3, 28, 28), "the images are in reversed order"),
        Mistake(plain([0.2, 0.8, 1.0]).view(84, 28),
                "the images are glued together below each other: there is no new axis"),
        Mistake(plain([0.2, 0.8, 1.0]).view(3, 784), "each image has become one row: its 28 rows are gone"),
        Mistake(plain([0.2, 0.8, 1.0]).view(3, 1, 28, 28), "there is an axis of length 1 too many"),
        Mistake(mixed.view(28, 28, 3), f"the new axis is the last one: {first}"),
        Mistake(by_row.view(28, 3, 28), f"the new axis is in the middle: {first}"),
        Mistake(mixed.view(3, 28, 28), "each image holds pixels of all three: a reshape does not move an axis"),
        Mistake(torch.full((28, 28), 0.6666667), "the three images have become one, their mean"),
    ]  # fmt: skip
    expect_close(
        student.call("stack_images", plain_bytes([51, 204, 255], device)),
        plain([0.2, 0.8, 1.0]).view(3, 28, 28),
        words=f"{STACK}: an image of 0.2, one of 0.8, one of 1.0",
        mistakes=mistakes,
        next="first one tensor from many, then numbers with a decimal point, then the scale",
        kinds="tensor",
        atol=1e-6,
    )


@exercise("stack_images", points=0.25)
def test_pale_images(student, device):
    """stack_images on four plain images, none of them full ink: all 0, all 51, all 102, all 153"""
    mistakes = [
        Mistake(plain([0.0, 0.3333333, 0.6666667, 1.0]).view(4, 28, 28),
                "you divided by the largest number of these images, and not by 255"),
    ]  # fmt: skip
    expect_close(
        student.call("stack_images", plain_bytes([0, 51, 102, 153], device)),
        plain([0.0, 0.2, 0.4, 0.6]).view(4, 28, 28),
        words=f"{STACK}: images of 0.0, 0.2, 0.4 and 0.6",
        mistakes=mistakes,
        next="by which number must you divide, whatever the images are?",
        kinds="tensor",
        atol=1e-6,
    )


@exercise("stack_images", points=0.25)
def test_rows_and_columns(student, device):
    """stack_images on two images of 0s: the first has a top row of 255, the second two right columns of 102"""
    given = torch.zeros(2, 28, 28, dtype=torch.uint8, device=device)
    given[0, 0], given[1, :, 26:] = 255, 102
    want, turned, flipped = torch.zeros(2, 28, 28), torch.zeros(2, 28, 28), torch.zeros(2, 28, 28)
    want[0, 0], want[1, :, 26:] = 1.0, 0.4
    turned[0, :, 0], turned[1, 26:] = 1.0, 0.4
    flipped[0, 27], flipped[1, :, 26:] = 1.0, 0.4
    mistakes = [
        Mistake(turned, "rows and columns of each image are swapped", "is there a transpose that need not be there?"),
        Mistake(flipped, "each image stands on its head: its top row has become the last one"),
    ]
    expect_close(
        student.call("stack_images", list(given)),
        want,
        words="in the first image a top row of 1.0, in the second two right columns of 0.4; all else 0.0",
        mistakes=mistakes,
        next="show both, the images that come in and those that you return, with show_images",
        kinds="tensor",
        atol=1e-6,
    )


@exercise("stack_images", points=0.25)
def test_stack_inputs_stay(student, device):
    """The list of images that stack_images was given, after the call"""
    images = plain_bytes([204, 51], device)
    (after,) = student.observe("stack_images", images).args
    expect(
        isinstance(after, list) and len(after) == 2 and all(map(is_same_tensor, after, images)),
        expected="the same list with the same images, their numbers and types unchanged",
        got="a list or an image that has changed",
        next="which of your lines writes into the list, or into an image?",
    )


def is_same_tensor(got, want):
    """Whether nothing has happened to a tensor: type, shape and numbers."""
    if not isinstance(got, torch.Tensor) or got.dtype != want.dtype:
        return False
    return got.shape == want.shape and bool((got.cpu() == want.cpu()).all())


# ------------------------------------------------------------------------------------------------------ broadcast_shape

FIRST_AXES = "you line up the first axes; broadcasting begins at the last ones"
REVERSED = "the axes are in reversed order"
MISSING = "the axes that only one shape has are missing"
SMALLER = "you take the smaller length: it is the 1 that is stretched"
THE_FIRST = "this is the first of the two shapes"
THE_SECOND = "this is the second of the two shapes"
BEHIND = "you put one shape behind the other"
FIRST_COMPARED = "which axis did you compare first?"
PAIRS = "compare the axes in pairs, beginning with the last"


@probe
def broadcast_all(notebook, pairs):
    """What broadcast_shape returns or raises for each pair."""
    answers = []
    for a, b in pairs:
        try:
            answers.append(["returned", notebook.broadcast_shape(a, b)])
        except NotImplementedError:
            raise
        except ValueError:
            answers.append(["ValueError", ""])
        except Exception as error:  # noqa: BLE001 - whatever else it raises is an answer, too
            answers.append([type(error).__name__, str(error)[:200]])
    return answers


def shapes_for(student, pairs):
    """What came of each pair: "returned" or the kind of an error, and the value or the message."""
    return require_form(student.probe(broadcast_all, pairs), ((str, object),) * len(pairs))


def said(answer):
    """What came of a pair, in words."""
    kind, value = answer
    return describe(value) if kind == "returned" else f"a {kind}: {value}".rstrip(": ")


def expect_shape(answer, want, words, mistakes):
    """The answer to a pair of shapes that fit."""
    expect(
        answer[0] == "returned",
        expected=f"{words}: {want}",
        got=said(answer),
        why="your code finds that these shapes do not fit, and they do" if answer[0] == "ValueError" else "",
        next="two lengths fit when they are equal, and also when one of them is … ?",
    )
    expect_equal(answer[1], want, words=words, mistakes=mistakes)


def expect_no_shape(answer, a, b):
    """The answer to a pair of shapes that do not fit."""
    reasons = {
        "returned": "your code found a shape where torch finds none",
        "RuntimeError": "that is the error of torch itself; this exercise asks for a ValueError",
    }
    expect(
        answer[0] == "ValueError",
        expected=f"a ValueError for {a} and {b}",
        got=said(answer),
        why=reasons.get(answer[0], ""),
        next="which lengths may stand over each other? What does your code do with all others?",
    )


@exercise("broadcast_shape", points=0.25)
def test_a_stack_and_one_image(student):
    """broadcast_shape((64, 28, 28), (28, 28))"""
    mistakes = [
        Mistake((28, 28, 64), REVERSED, FIRST_COMPARED),
        Mistake((28, 28), MISSING, "how many axes does a stack minus one image have?"),
        Mistake((1, 28, 28), SMALLER),
        Mistake((64, 28, 28, 28, 28), BEHIND, PAIRS),
    ]
    (answer,) = shapes_for(student, [((64, 28, 28), (28, 28))])
    if answer[0] not in ("returned", "ValueError"):
        student.call("broadcast_shape", (64, 28, 28), (28, 28))  # raises again, and names the line
    expect_shape(answer, (64, 28, 28), "the shape of the sum of a stack and one image", mistakes)


@exercise("broadcast_shape", points=0.25)
def test_ones_on_both_sides(student):
    """broadcast_shape((3, 1), (1, 4)), and with the two swapped"""
    words = "both are stretched along the axis where they have a 1"
    straight, swapped = shapes_for(student, [((3, 1), (1, 4)), ((1, 4), (3, 1))])
    mistakes = [
        Mistake((4, 3), REVERSED, FIRST_COMPARED),
        Mistake((1, 1), SMALLER),
        Mistake((3, 1), THE_FIRST, "does the second one change nothing?"),
        Mistake((1, 4), THE_SECOND, "does the first one change nothing?"),
        Mistake((3, 1, 1, 4), BEHIND, PAIRS),
    ]
    expect_shape(straight, (3, 4), words, mistakes)
    mistakes = [
        Mistake((4, 3), REVERSED, FIRST_COMPARED),
        Mistake((1, 1), SMALLER),
        Mistake((1, 4), THE_FIRST, "does the second one change nothing?"),
        Mistake((3, 1), THE_SECOND, "does the first one change nothing?"),
        Mistake((1, 4, 3, 1), BEHIND, PAIRS),
    ]
    expect_shape(swapped, (3, 4), words, mistakes)


@exercise("broadcast_shape", points=0.25)
def test_the_second_is_longer(student):
    """broadcast_shape((5,), (2, 3, 5)), and broadcast_shape((4, 1), (2, 1, 3))"""
    words = "the shorter shape gets as many axes in front as it lacks"
    one_axis, two_axes = shapes_for(student, [((5,), (2, 3, 5)), ((4, 1), (2, 1, 3))])
    mistakes = [
        Mistake((5, 3, 5), FIRST_AXES),
        Mistake((5, 3, 2), REVERSED, FIRST_COMPARED),
        Mistake((5,), MISSING),
        Mistake((1, 1, 5), SMALLER),
        Mistake((5, 2, 3, 5), BEHIND, PAIRS),
    ]
    expect_shape(one_axis, (2, 3, 5), words, mistakes)
    mistakes = [
        Mistake((4, 1, 3), FIRST_AXES),
        Mistake((3, 4, 2), REVERSED, FIRST_COMPARED),
        Mistake((4, 3), MISSING),
        Mistake((1, 1, 1), SMALLER),
        Mistake((4, 1), THE_FIRST, "does the second one change nothing?"),
        Mistake((2, 1, 3), THE_SECOND, "does the first one change nothing?"),
        Mistake((4, 1, 2, 1, 3), BEHIND, PAIRS),
    ]
    expect_shape(two_axes, (2, 4, 3), words, mistakes)


@exercise("broadcast_shape", points=0.25)
def test_no_fit(student):
    """broadcast_shape((3,), (4,)), and two more pairs that do not fit"""
    pairs = [((3,), (4,)), ((28, 28), (64, 28, 27)), ((2, 4), (2,))]
    for (a, b), answer in zip(pairs, shapes_for(student, pairs), strict=True):
        expect_no_shape(answer, a, b)


# ---------------------------------------------------------------------------------------------------------- pairwise_l1

TABLE = "a tensor (N, M): for each image of a its distance to each image of b"
NEW_AXES = "what shape must a have, and what shape b, so that a - b has the shape (N, M, 28, 28)?"
PIXELS = "which two axes are the pixels? count from the end"


@exercise("pairwise_l1", points=0.25)
def test_plain_pairs(student, device):
    """pairwise_l1 on three plain images (all 0, all 0.5, all 1) and two (all 0, all 0.25)"""
    a = plain([0.0, 0.5, 1.0]).view(3, 28, 28).to(device)
    b = plain([0.0, 0.25]).view(2, 28, 28).to(device)
    cells = torch.tensor([0.0, 0.25, 0.5, 0.25, 1.0, 0.75])  # the table, row by row
    mistakes = [
        Mistake(torch.tensor([[0.0, 196.0], [392.0, 196.0], [784.0, 588.0]]),
                "these are sums over the 784 pixels, and not means"),
        Mistake(torch.tensor([[0.0, 0.0625], [0.25, 0.0625], [1.0, 0.5625]]),
                "you squared the differences; L1 takes their absolute values"),
        Mistake(torch.tensor([[0.0, -0.25], [0.5, 0.25], [1.0, 0.75]]),
                "differences below and above 0 cancel each other", "what drops the sign?"),
        Mistake(torch.tensor([[0.0, 0.0], [0.5, 0.25], [1.0, 0.75]]),
                "a difference below 0 has become 0: it should lose its sign only", "how far apart are 0 and 0.25?"),
        Mistake(torch.tensor([[0.0, 0.5, 1.0], [0.25, 0.25, 0.75]]),
                "rows and columns are swapped: one row for each image of a"),
        Mistake(0.4583333, "your mean also ran over the images", PIXELS),
        Mistake(torch.full((28, 28), 0.4583333), "your mean ran over the images, and not over the pixels", PIXELS),
        Mistake(cells.repeat_interleave(28).view(3, 2, 28),
                "your mean ran over the rows only, or over the columns only", PIXELS),
        Mistake(cells.repeat_interleave(784).view(3, 2, 28, 28),
                "all differences are here, pixel by pixel: which axes still need a mean?"),
    ]  # fmt: skip
    want = torch.tensor([[0.0, 0.25], [0.5, 0.25], [1.0, 0.75]])
    got = student.call("pairwise_l1", a, b)
    expect_close(got, want, words=TABLE, mistakes=mistakes, kinds="tensor", next=NEW_AXES)


def two_tone(device):
    """Two images and three others, each of them with at most two grays."""
    a, b = torch.zeros(2, 28, 28, device=device), torch.zeros(3, 28, 28, device=device)
    a[0, :14], a[1, :, :7] = 1.0, 0.8
    b[0, 14:], b[1], b[2, :7] = 0.6, 0.25, 1.0
    return a, b


@exercise("pairwise_l1", points=0.25)
def test_two_tone_pairs(student, device):
    """pairwise_l1 on 2 images (upper half 1; left quarter 0.8) and 3 (lower half 0.6; all 0.25; upper quarter 1)"""
    mistakes = [
        Mistake(torch.tensor([[0.8246211, 0.559017, 0.5], [0.4690416, 0.35, 0.5567764]]),
                "this is the root of the mean square; L1 takes absolute values"),
        Mistake(torch.tensor([[0.2, 0.25, 0.25], [0.1, 0.05, 0.05]]),
                "the absolute value must be taken before the mean, pixel by pixel"),
        Mistake(torch.tensor([[1.0, 0.75, 1.0], [0.8, 0.55, 1.0]]),
                "this is the largest difference, and not their mean"),
        Mistake(torch.tensor([[0.6, 0.25, 0.0], [0.2, 0.25, 0.0]]),
                "this is the median of the differences, and not their mean"),
    ]  # fmt: skip
    want = torch.tensor([[0.8, 0.5, 0.25], [0.35, 0.325, 0.35]])
    got = student.call("pairwise_l1", *two_tone(device))
    advice = "draw one image of each on paper: how far apart are they in each part, and how large is that part?"
    expect_close(got, want, words=TABLE, mistakes=mistakes, kinds="tensor", next=advice)


@exercise("pairwise_l1", points=0.25)
def test_one_image_each(student, device):
    """pairwise_l1 on one image (upper half 0.9, lower half 0.3) and one other (all 0.5)"""
    a, b = torch.full((1, 28, 28), 0.9, device=device), torch.full((1, 28, 28), 0.5, device=device)
    a[0, 14:] = 0.3
    lost = "the number is right, and its table is gone: one row and one column are axes of length 1"
    got = student.call("pairwise_l1", a, b)
    short = "which of your steps takes away axes of length 1?"
    mistakes = [Mistake(0.3, lost, short), Mistake(torch.tensor([0.3]), lost, short)]
    words = "a table with one row and one column"
    expect_close(got, torch.tensor([[0.3]]), words=words, mistakes=mistakes, kinds="tensor", next=NEW_AXES)


@exercise("pairwise_l1", points=0.25)
def test_images_stay(student, device):
    """The two tensors that pairwise_l1 was given, after the call"""
    a, b = two_tone(device)
    after = student.observe("pairwise_l1", a, b).args
    expect(
        all(map(is_same_tensor, after, (a, b))),
        expected="both tensors as they were",
        got="a tensor that has changed",
        next="an operation whose name ends in _ (such as sub_) and the signs -= and *= write into the tensor itself",
    )


@exercise("pairwise_l1", points=0.5)
def test_no_loop(student, device):
    """The number of Python steps of pairwise_l1 for 3 images, and for 13"""
    a, b = torch.full((13, 28, 28), 0.75, device=device), torch.full((13, 28, 28), 0.5, device=device)
    steps = student.probe(python_steps, "pairwise_l1", [(a[:n], b[:m]) for n, m in [(3, 3), (13, 13)]])
    few, many = require_form(steps, (int, int))
    expect(
        many <= few + 40,
        expected="as many Python steps for 13 images as for 3: torch goes through the images, not Python",
        got="more steps for more images",
        why="a Python loop (for, a comprehension or map) runs over the images",
        next="give a and b a new axis each, in different places, and let broadcasting make all pairs",
    )


# ---------------------------------------------------------------------------------------------------------- quiz_shapes

# Predict first, then look. So the shapes do not stand here, only a fingerprint of each: a shape gives its fingerprint,
# and no way leads back. To see a right shape, make the tensors and print it. The hidden checks hold them in plain text.
FINGERPRINTS = {
    "a": "762758a450181dda",
    "b": "fecad1df22809d91",
    "c": "e0903f6dfa91da4f",
    "d": "d7f383e64d8308aa",
    "e": "03290a93a2049ff0",
    "f": "17b748c8e22757b5",
    "g": "5ef32a4990035098",
    "h": "cbd1d328d542bc64",
}

# The same for shapes that are often picked, and what is to be said about them.
WRONG_PICKS = {
    # (a)
    "fbac4f4545af5235": "an index takes its axis away; a slice would keep it",
    "f135e097999e61fd": "images[3] is the image with the number 3, and not three images",
    # (b)
    "7dc1022f85e0fcbd": "a colon keeps its whole axis; the 0 stands at the second place, and picks on the second axis",
    "71b759fd936625cd": "an index takes its axis away",
    # (c)
    "0733f72cd307ebf7": "a slice keeps its axis, even when it is of length 1",
    "8c185157c92eb428": "the stop of a slice is not included",
    # (d)
    "ba58d027f5b23177": "view does not turn anything around: what stands in front stays in front",
    "0aabb7e310febbe3": "784 is the number of pixels of one image: what has become of the number of images?",
    "57921ba63ba375ee": "that would be view(-1), one row for all; this view is given two lengths",
    # (e)
    "8be7d03fbf27f651": "your new axis is at another place than the one in the brackets",
    "14f1aa7bf4572407": "unsqueeze adds an axis of length 1",
    # (f)
    "104299386fde8f63": "mean takes away the axes that it is given, and keeps the others",
    "b0f8e0875c0a18cb": "mean takes its axes away, unless keepdim=True",
    "688148875a9a55f8": "a mean over all axes leaves none; this one is given two of the three",
    # (g)
    "6e9842bc9a3a5b95": "* is no matrix product: it multiplies number by number",
    "e6e9c6b1e4c976c5": "where a 1 stands over another length, the 1 is stretched",
    # (h)
    "8a9e8bd4c4d98863": "where a 1 stands over another length, the 1 is stretched",
    "24457068f3fc84c6": "unsqueeze has added an axis, and the shorter shape gets one in front",
}


def predictions(student):
    """The student's answers, by the letter of the question."""
    quiz = student.value("quiz_shapes")
    expect(isinstance(quiz, dict), expected="quiz_shapes is a dictionary", got=describe(quiz))
    if all(quiz.get(letter) is None for letter in FINGERPRINTS):
        advice = "write a shape in the place of each None, run the cell, then run this check"
        raise NotAttempted("all predictions are still None", advice)
    return quiz


def as_shape(got):
    """A prediction as a tuple of whole numbers, or None where it is no shape."""
    if not isinstance(got, list | tuple) or len(got) > 8:
        return None
    lengths = [length.item() if hasattr(length, "item") and not length.shape else length for length in got]
    return tuple(map(int, lengths)) if all(map(is_length, lengths)) else None


def is_length(length):
    """Whether an axis can be so long: 28 can, 28.5 and True cannot."""
    is_number = isinstance(length, int | float) and not isinstance(length, bool)
    return is_number and 0 <= length < 10**6 and length == int(length)


def fingerprint(letter, got):
    """Sixteen letters and digits that tell whether two answers to a question are the same."""
    return hashlib.sha256(f"underhood 01 quiz_shapes {letter}{as_shape(got)}".encode()).hexdigest()[:16]


def reason(letter, got):
    """What the prediction itself gives away, where it is wrong."""
    if isinstance(got, int) and not isinstance(got, bool):
        return "without a comma this is a number: (5) is 5, and (5,) is a shape"
    if isinstance(got, str):
        return "this is a text: a shape is a tuple of numbers, without quotes"
    return WRONG_PICKS.get(fingerprint(letter, got), "")


def expect_predictions(student, letters):
    """The answers to these questions. The right shapes are not shown: the student can print them."""
    quiz = predictions(student)
    for letter in letters:
        got = quiz.get(letter)
        is_there = f"a shape as the answer to ({letter})"
        expect(got is not None, expected=is_there, got="None", next="write your prediction")
        expect(
            fingerprint(letter, got) == FINGERPRINTS[letter],
            expected=f"the shape that ({letter}) has, as a tuple",
            got=describe(got),
            why=reason(letter, got),
            next="make the tensors in an empty cell, and print the shape",
        )


@exercise("quiz_shapes", points=0)
def test_predictions_are_there(student):
    """quiz_shapes: is there a prediction?"""
    predictions(student)


@exercise("quiz_shapes", points=0.25)
def test_picked(student):
    """quiz_shapes (a), (b) and (c): what indexing picks"""
    expect_predictions(student, "abc")


@exercise("quiz_shapes", points=0.25)
def test_reshaped(student):
    """quiz_shapes (d) and (e): the same numbers in another shape"""
    expect_predictions(student, "de")


@exercise("quiz_shapes", points=0.25)
def test_averaged(student):
    """quiz_shapes (f): the axes that a mean takes away"""
    expect_predictions(student, "f")


@exercise("quiz_shapes", points=0.25)
def test_stretched(student):
    """quiz_shapes (g) and (h): what broadcasting stretches"""
    expect_predictions(student, "gh")
