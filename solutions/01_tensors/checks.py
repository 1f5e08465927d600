"""The checks of 01_tensors that students have beside their notebook."""

import torch

from underhood.checking import Mistake, NotAttempted, exercise, expect, expect_close, expect_equal, probe
from underhood.checking.describe import describe

# ---------------------------------------------------------------------------------------------------------- double_odds


def odds_mistakes(xs):
    """What the usual slips return for this list."""
    return [
        Mistake([2 * x for x in xs if x % 2 == 0], "you kept the even numbers", "what is x % 2 for an odd x?"),
        Mistake([2 * x for x in xs], "you kept all numbers", "which part of your code leaves the even ones out?"),
        Mistake([x for x in xs if x % 2], "the odd ones are there, and they are not doubled"),
        Mistake([x * x for x in xs if x % 2], "you squared the odd ones; doubled means two times"),
        Mistake([2 * x for x in xs[::2]], "you took every other place of the list, and not the odd numbers"),
        Mistake([2 * x for x in xs[1::2]], "you took every other place of the list, and not the odd numbers"),
        Mistake([2 * x for x in xs if x > 0 and x % 2], "the negative odd numbers are missing", "is -3 odd?"),
        Mistake(sorted(2 * x for x in xs if x % 2), "the numbers are right, and they are in another order"),
        Mistake([2 * x if x % 2 else x for x in xs], "you doubled the odd ones and kept the even ones, too"),
    ]


@exercise("double_odds", points=0.25)
def test_worked_example(student):
    """double_odds([7, 2, 9, 4, 3, 5])"""
    got = student.call("double_odds", [7, 2, 9, 4, 3, 5])
    expect_equal(
        got,
        [14, 18, 6, 10],
        words="a list of the odd numbers, each doubled",
        mistakes=odds_mistakes([7, 2, 9, 4, 3, 5]),
        next="go through the list by hand: which of the six numbers stay?",
    )


@exercise("double_odds", points=0.25)
def test_negative_numbers_and_zero(student):
    """double_odds on a list with negative numbers and a zero: [-3, 0, -2, 5, 8, -1]"""
    xs = [-3, 0, -2, 5, 8, -1]
    words = "negative odd numbers are odd, too; zero is even"
    expect_equal(student.call("double_odds", xs), [-6, 10, -2], words=words, mistakes=odds_mistakes(xs))


@exercise("double_odds", points=0.25)
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

GRID = torch.arange(1, 10).view(3, 3)


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
    grid, _, _ = three_of(student.call("grid_tricks"))
    mistakes = [
        Mistake(GRID * 2, "the doubling changed the original, too", "does your code make a new tensor for the double?"),
        Mistake(GRID - 1, "you count from 0 to 8", "where does torch.arange begin, and does it include its end?"),
        Mistake(GRID.T, "the numbers run down the columns and not along the rows"),
        Mistake(GRID.flatten(), "the numbers are right, and all in one row", "how do nine numbers become 3 rows of 3?"),
    ]
    expect_close(grid, GRID, words="1 to 9 in a 3×3 tensor, row by row", mistakes=mistakes, kinds="tensor")


@exercise("grid_tricks", points=0.25)
def test_double(student):
    """The second of the three tensors of grid_tricks()"""
    _, double, _ = three_of(student.call("grid_tricks"))
    mistakes = [
        Mistake(GRID**2, "these are the squares", "what is two times 3, and what is 3 times 3?"),
        Mistake(GRID @ GRID, "this is a matrix product of the grid with itself"),
        Mistake(GRID, "this is the grid itself", "which line doubles it, and where does its result go?"),
        Mistake(GRID + 2, "you added 2 to each number"),
        Mistake(torch.cat([GRID, GRID]), "two grids, one below the other: the numbers themselves should be doubled"),
        Mistake(GRID[1:, 1:], "this is the corner: the order is grid, double, corner"),
    ]
    expect_close(double, GRID * 2, words="each number of the grid, doubled", mistakes=mistakes, kinds="tensor")


@exercise("grid_tricks", points=0.25)
def test_corner(student):
    """The third of the three tensors of grid_tricks()"""
    _, _, corner = three_of(student.call("grid_tricks"))
    mistakes = [
        Mistake(GRID[1:, 1:] * 2, "this corner holds doubled numbers", "which of the two grids do you slice?"),
        Mistake(GRID[:2, :2], "this is the corner at the top left", "at which row and column does it begin?"),
        Mistake(GRID[1:], "these are whole rows", "a tensor with two axes takes two slices: [rows, columns]"),
        Mistake(GRID[1:][1:], "the second slice took rows again", "both slices belong in one pair of brackets"),
        Mistake(GRID[:, 1:], "these are whole columns", "a tensor with two axes takes two slices: [rows, columns]"),
        Mistake(GRID[2:, 2:], "this corner is one number wide", "counted from 0, which is the middle row?"),
        Mistake(GRID[1:, :2], "this is the corner at the bottom left"),
        Mistake(GRID[:2, 1:], "this is the corner at the top right"),
        Mistake(GRID * 2, "this is the double: the order is grid, double, corner"),
        Mistake(GRID[[1, 2], [1, 2]], "two lists of indices pick single numbers; two slices pick a block"),
    ]
    words = "the 2×2 corner at the bottom right of the original grid"
    expect_close(corner, GRID[1:, 1:], words=words, mistakes=mistakes, kinds="tensor")


# --------------------------------------------------------------------------------------------------------- stack_images


def random_images(rng, count, low=0, high=256):
    """A list of images with whole numbers from `low` to `high - 1`."""
    return [torch.randint(low, high, (28, 28), generator=rng).to(torch.uint8) for _ in range(count)]


def stack_mistakes(images):
    """What the usual slips return for these images."""
    stacked = torch.stack(images).cpu().double()
    return [
        Mistake(stacked, "the numbers still go from 0 to 255", "what is the largest number that a pixel can be?"),
        Mistake(stacked / 256, "you divided by 256, so that 255 does not become 1.0"),
        Mistake(stacked // 255, "// divides whole numbers and drops the rest", "is there another sign for division?"),
        Mistake(stacked / stacked.max(), "you divided by the largest number of these images, and not by 255"),
        Mistake(stacked / stacked.amax((1, 2), keepdim=True), "each image was divided by its own largest number"),
        Mistake(1 - stacked / 255, "black and white are swapped: 255 should become 1.0"),
        Mistake(stacked / 127.5 - 1, "these numbers go from -1 to 1"),
        Mistake(stacked.flatten(0, 1) / 255, "the images are glued together below each other: there is no new axis"),
        Mistake(stacked.flatten(1) / 255, "each image has become one row: its 28 rows are gone"),
        Mistake(stacked.permute(1, 2, 0) / 255, "the new axis is the last one: images should be counted by the first"),
        Mistake(stacked.permute(1, 0, 2) / 255, "the new axis is in the middle: images should be counted by the first"),
        Mistake(stacked.unsqueeze(1) / 255, "there is an axis of length 1 too many"),
        Mistake(stacked.flip(0) / 255, "the images are in reversed order"),
    ]


def expect_stack(got, images):
    """Floats from 0 to 1, one image after the other."""
    words = "a float tensor with one image after the other, on a scale where 255 has become 1.0"
    right = torch.stack(images).cpu().double() / 255
    next = "first one tensor from many, then numbers with a decimal point, then the scale"
    expect_close(got, right, words=words, mistakes=stack_mistakes(images), kinds="tensor", next=next, atol=1e-6)
    whole = "these are whole numbers" if not got.is_floating_point() else ""
    expect(not whole, expected="numbers with a decimal point (float32)", got=describe(got), why=whole)


@exercise("stack_images", points=0.5)
def test_three_images(student, device, rng):
    """stack_images on a list of three images, one of them darker than the others"""
    drawn = [*random_images(rng, 1, high=131), *random_images(rng, 1), *random_images(rng, 1, high=201)]
    images = [image.to(device) for image in drawn]
    expect_stack(student.call("stack_images", images), images)


@exercise("stack_images", points=0.25)
def test_white_is_one(student, device):
    """stack_images on one image that is all 0, one that is all 51 and one that is all 255"""
    images = [torch.full((28, 28), value, dtype=torch.uint8, device=device) for value in (0, 51, 255)]
    expect_stack(student.call("stack_images", images), images)


@exercise("stack_images", points=0.25)
def test_pale_images(student, device, rng):
    """stack_images on two pale images: none of their pixels is 0, and none is above 120"""
    images = [image.to(device) for image in random_images(rng, 2, low=20, high=121)]
    expect_stack(student.call("stack_images", images), images)


@exercise("stack_images", points=0.25)
def test_stack_inputs_stay(student, device, rng):
    """The list of images that stack_images was given, after the call"""
    images = [image.to(device) for image in random_images(rng, 2)]
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


def shape_mistakes(a, b):
    """What the usual slips return for these two shapes."""
    longest = max(len(a), len(b))
    left = [shape + (1,) * (longest - len(shape)) for shape in (a, b)]
    right = [(1,) * (longest - len(shape)) + shape for shape in (a, b)]
    shared = longest - min(len(a), len(b))
    return [
        Mistake(tuple(map(max, *left)), "you line up the first axes; broadcasting begins at the last ones"),
        Mistake(tuple(map(max, *right))[::-1], "the axes are in reversed order", "which axis did you compare first?"),
        Mistake(tuple(map(max, *right))[shared:], "the axes that only one shape has are missing"),
        Mistake(tuple(map(min, *right)), "you take the smaller length: it is the 1 that is stretched"),
        Mistake(a, "this is the first of the two shapes", "does the second one change nothing?"),
        Mistake(b, "this is the second of the two shapes", "does the first one change nothing?"),
        Mistake(a + b, "you put one shape behind the other", "compare the axes in pairs, beginning with the last"),
    ]


def said(answer):
    """What came of a pair, in words."""
    kind, value = answer
    return describe(value) if kind == "returned" else f"a {kind}: {value}".rstrip(": ")


def expect_shape(answer, a, b, want, words):
    """The answer to a pair of shapes that fit."""
    expect(
        answer[0] == "returned",
        expected=f"{words}: {want}",
        got=said(answer),
        why="your code finds that these shapes do not fit, and they do" if answer[0] == "ValueError" else "",
        next="two lengths fit when they are equal, and also when one of them is … ?",
    )
    expect_equal(answer[1], want, words=words, mistakes=shape_mistakes(a, b))


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
    a, b = (64, 28, 28), (28, 28)
    got = student.call("broadcast_shape", a, b)
    expect_equal(got, a, words="the shape of the sum of a stack and one image", mistakes=shape_mistakes(a, b))


@exercise("broadcast_shape", points=0.25)
def test_ones_on_both_sides(student):
    """broadcast_shape((3, 1), (1, 4)), and with the two swapped"""
    pairs = [((3, 1), (1, 4)), ((1, 4), (3, 1))]
    for (a, b), answer in zip(pairs, student.probe(broadcast_all, pairs), strict=True):
        expect_shape(answer, a, b, (3, 4), "both are stretched along the axis where they have a 1")


@exercise("broadcast_shape", points=0.25)
def test_the_second_is_longer(student):
    """broadcast_shape((5,), (2, 3, 5))"""
    a, b = (5,), (2, 3, 5)
    (answer,) = student.probe(broadcast_all, [(a, b)])
    expect_shape(answer, a, b, (2, 3, 5), "the shorter shape gets as many axes in front as it lacks")


@exercise("broadcast_shape", points=0.25)
def test_no_fit(student):
    """broadcast_shape((3,), (4,)), and two more pairs that do not fit"""
    pairs = [((3,), (4,)), ((28, 28), (64, 28, 27)), ((2, 4), (2,))]
    for (a, b), answer in zip(pairs, student.probe(broadcast_all, pairs), strict=True):
        expect_no_shape(answer, a, b)


# ---------------------------------------------------------------------------------------------------------- pairwise_l1


def distances(a, b):
    """The right answer, on the CPU, in float64."""
    return (a.cpu().double()[:, None] - b.cpu().double()).abs().mean((2, 3))


def pairwise_mistakes(a, b):
    """What the usual slips return for these images."""
    difference = a.cpu().double()[:, None] - b.cpu().double()
    apart = difference.abs()
    return [
        Mistake(apart.sum((2, 3)), "these are sums over the 784 pixels, and not means"),
        Mistake((difference**2).mean((2, 3)), "you squared the differences; L1 takes their absolute values"),
        Mistake((difference**2).mean((2, 3)).sqrt(), "this is the root of the mean square; L1 takes absolute values"),
        Mistake(difference.mean((2, 3)), "differences below and above 0 cancel each other", "what drops the sign?"),
        Mistake(difference.mean((2, 3)).abs(), "the absolute value must be taken before the mean, pixel by pixel"),
        Mistake(apart.mean((2, 3)).T, "rows and columns are swapped: one row for each image of a"),
        Mistake(apart.mean(), "your mean also ran over the images", "which axes are the pixels? count from the end"),
        Mistake(apart.mean((0, 1)), "your mean ran over the images, and not over the pixels"),
        Mistake(apart.mean(3), "your mean ran over the columns only", "which two axes are the pixels?"),
        Mistake(apart.mean(2), "your mean ran over the rows only", "which two axes are the pixels?"),
        Mistake(apart.amax((2, 3)), "this is the largest difference, and not their mean"),
        Mistake(apart, "all differences are here, pixel by pixel: which axes still need a mean?"),
    ]


def expect_distances(got, a, b, words="a tensor (N, M): for each image of a its distance to each image of b"):
    """A table with a row for each image of a and a column for each image of b."""
    next = "what shape must a have, and what shape b, so that a - b has the shape (N, M, 28, 28)?"
    expect_close(got, distances(a, b), words=words, mistakes=pairwise_mistakes(a, b), kinds="tensor", next=next)


@probe
def python_steps(notebook, a, b, sizes):
    """How many Python instructions run for so many images. Each call into torch counts as some, too."""
    import gc
    import sys

    from torch.overrides import TorchFunctionMode

    class SeesTorch(TorchFunctionMode):
        def __torch_function__(self, function, types, args=(), kwargs=None):
            return function(*args, **(kwargs or {}))

    def steps(n, m):
        counted = [0]

        def trace(frame, event, argument):
            frame.f_trace_opcodes = True
            counted[0] += event == "opcode"
            return trace

        before = sys.gettrace()
        gc.disable()
        sys.settrace(trace)
        try:
            with SeesTorch():
                notebook.pairwise_l1(a[:n], b[:m])
        finally:
            sys.settrace(before)
            gc.enable()
        return counted[0]

    steps(*sizes[0])
    return [steps(n, m) for n, m in sizes]


@exercise("pairwise_l1", points=0.5)
def test_plain_images(student, device):
    """pairwise_l1 on three plain images (all 0, all 0.5, all 1) and two (all 0, all 0.25)"""
    a = torch.tensor([0.0, 0.5, 1.0], device=device).view(3, 1, 1).expand(3, 28, 28).contiguous()
    b = torch.tensor([0.0, 0.25], device=device).view(2, 1, 1).expand(2, 28, 28).contiguous()
    expect_distances(student.call("pairwise_l1", a, b), a, b)


@exercise("pairwise_l1", points=0.5)
def test_random_images(student, device, rng):
    """pairwise_l1 on 5 images and 3 other ones"""
    a, b = (torch.rand(count, 28, 28, generator=rng).to(device) for count in (5, 3))
    expect_distances(student.call("pairwise_l1", a, b), a, b)


@exercise("pairwise_l1", points=0.25)
def test_one_image_each(student, device, rng):
    """pairwise_l1 on one image and one other: a table with one row and one column"""
    a, b = (torch.rand(1, 28, 28, generator=rng).to(device) for _ in range(2))
    expect_distances(student.call("pairwise_l1", a, b), a, b)


@exercise("pairwise_l1", points=0.25)
def test_images_stay(student, device, rng):
    """The two tensors that pairwise_l1 was given, after the call"""
    a, b = (torch.rand(count, 28, 28, generator=rng).to(device) for count in (4, 4))
    after = student.observe("pairwise_l1", a, b).args
    expect(
        all(map(is_same_tensor, after, (a, b))),
        expected="both tensors as they were",
        got="a tensor that has changed",
        next="an operation whose name ends in _ (such as sub_) and the signs -= and *= write into the tensor itself",
    )


@exercise("pairwise_l1", points=0.5)
def test_no_loop(student, device, rng):
    """The number of Python steps of pairwise_l1 for 3 images, and for 13"""
    a, b = (torch.rand(13, 28, 28, generator=rng).to(device) for _ in range(2))
    few, many = student.probe(python_steps, a, b, [(3, 3), (13, 13)])
    expect(
        many <= few + 40,
        expected="as many Python steps for 13 images as for 3: torch goes through the images, not Python",
        got="more steps for more images",
        why="a Python loop (for, a comprehension or map) runs over the images",
        next="give a and b a new axis each, in different places, and let broadcasting make all pairs",
    )


# ---------------------------------------------------------------------------------------------------------- quiz_shapes

QUESTIONS = "abcdefgh"


def predictions(student):
    """The student's answers, by the letter of the question."""
    quiz = student.value("quiz_shapes")
    expect(isinstance(quiz, dict), expected="quiz_shapes is a dictionary", got=describe(quiz))
    if all(quiz.get(letter) is None for letter in QUESTIONS):
        raise NotAttempted("every prediction is still None")
    return quiz


def expect_prediction(quiz, letter, want, mistakes=(), next=""):
    """One answer. The right shape is not shown: the student can print it."""
    got = quiz.get(letter)
    expect(got is not None, expected=f"a shape as the answer to ({letter})", got="None", next="write your prediction")
    comma = "without a comma this is a number: (5) is 5, and (5,) is a shape"
    expect_equal(
        got,
        want,
        words=f"the shape that ({letter}) has, as a tuple",
        mistakes=[*mistakes, Mistake(want[0], comma)] if len(want) == 1 else mistakes,
        next=next or "make the tensors in an empty cell, and print the shape",
        show=False,
    )


@exercise("quiz_shapes", points=0)
def test_predictions_are_there(student):
    """quiz_shapes: is there a prediction?"""
    predictions(student)


@exercise("quiz_shapes", points=0.25)
def test_picked(student):
    """quiz_shapes (a), (b) and (c): what indexing picks"""
    quiz = predictions(student)
    first = Mistake((1, 28, 28), "one index takes its axis away; the slice 0:1 keeps it")
    expect_prediction(quiz, "a", (28, 28), [first])
    row = Mistake((28, 28), "the colon keeps all 200 images; the 0 picks row 0 of each")
    expect_prediction(quiz, "b", (200, 28), [row, Mistake((200, 1, 28), "an index takes its axis away")])
    kept = Mistake((28, 28), "a slice keeps its axis, even when it is of length 1")
    expect_prediction(quiz, "c", (1, 28, 28), [kept])


@exercise("quiz_shapes", points=0.25)
def test_reshaped(student):
    """quiz_shapes (d) and (e): the same numbers in another shape"""
    quiz = predictions(student)
    turned = Mistake((784, 200), "view does not turn anything around: the 200 images stay in front")
    pixels = Mistake((784,), "784 is the number of pixels of one image, and there are 200 images")
    flat = Mistake((156800,), "the 200 in view keeps an axis of its own")
    expect_prediction(quiz, "d", (200, 784), [turned, pixels, flat])
    column = Mistake((1, 784), "unsqueeze(0) would put the new axis first; unsqueeze(1) puts it second")
    expect_prediction(quiz, "e", (784, 1), [column, Mistake((784,), "unsqueeze adds an axis of length 1")])


@exercise("quiz_shapes", points=0.25)
def test_averaged(student):
    """quiz_shapes (f): the axes that a mean takes away"""
    quiz = predictions(student)
    images = Mistake((28, 28), "mean takes away the axes that it is given; axis 0 stays")
    kept = Mistake((200, 1, 1), "mean takes its axes away, unless keepdim=True")
    expect_prediction(quiz, "f", (200,), [images, kept])
