"""The checks of 01_tensors that stay with the instructor."""

import torch
from hypothesis import strategies

from underhood.checking import NotAttempted, exercise, expect, expect_close, expect_equal, probe, require_form
from underhood.checking.probes import python_steps

# ---------------------------------------------------------------------------------------------------------- double_odds


@exercise("double_odds", points=0.25)
def test_any_list(student, for_all):
    """double_odds on other lists: with nothing to keep, empty, long, with repeated numbers, in no order"""

    def holds(xs):
        want = [2 * x for x in xs if x % 2 == 1]
        expect_equal(student.call("double_odds", xs), want, words="all odd numbers, doubled, in the order of the list")

    for xs in ([], [4, 0, -8], [11, 11, -7, 12, 6, 11]):
        holds(xs)
    for_all(holds, xs=strategies.lists(strategies.integers(-1000, 1000), max_size=60))


@exercise("double_odds", points=0.25)
def test_long_list_stays(student, rng):
    """What double_odds returns for a list of 30 numbers above 0, and that list after the call"""
    xs = (1 + torch.randperm(200, generator=rng)[:30]).tolist()
    seen = student.observe("double_odds", list(xs))
    # Nothing has changed either where nothing was done: that earns nothing.
    expect_equal(seen.value, [2 * x for x in xs if x % 2 == 1], words="the odd numbers, doubled")
    expect_equal(seen.args[0], xs, words="the list as it was")


# ---------------------------------------------------------------------------------------------------------- grid_tricks


@exercise("grid_tricks", points=0.25)
def test_twice(student):
    """grid_tricks(), called a second time"""
    grid = torch.arange(1, 10).view(3, 3)
    for _ in range(2):
        got = student.call("grid_tricks")
        expect(isinstance(got, tuple | list) and len(got) == 3, expected="three tensors")
        for one, want in zip(got, (grid, grid * 2, grid[1:, 1:]), strict=True):
            expect_close(one, want, words="the same three tensors as the first time", kinds="tensor")


# --------------------------------------------------------------------------------------------------------- stack_images


def expect_stack(student, images):
    """Floats from 0 to 1, one image after the other."""
    got = student.call("stack_images", images)
    words = "a float tensor with one image after the other, on the scale from the text"
    expect_close(got, torch.stack(images).cpu().double() / 255, words=words, kinds="tensor", atol=1e-6)
    expect(got.is_floating_point(), expected="numbers with a decimal point")


def random_images(rng, device, count, low, high):
    """A list of images with whole numbers from `low` to `high - 1`."""
    return [torch.randint(low, high, (28, 28), generator=rng).to(torch.uint8).to(device) for _ in range(count)]


@exercise("stack_images", points=0.25)
def test_one_image(student, device, rng):
    """stack_images on a list with a single image"""
    expect_stack(student, random_images(rng, device, 1, 0, 256))


@exercise("stack_images", points=0.5)
def test_other_numbers_of_images(student, device, rng):
    """stack_images on 28 images, and on 57"""
    for count, high in ((28, 256), (57, 200)):
        expect_stack(student, random_images(rng, device, count, 0, high))


@exercise("stack_images", points=0.25)
def test_one_list_after_another(student, device, rng):
    """stack_images on a list of very pale images, and then on a list of dark ones"""
    for low, high in ((0, 2), (0, 41), (200, 255)):
        expect_stack(student, random_images(rng, device, 4, low, high))


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


def random_shape(rng):
    """A shape with up to five axes, many of them of length 1."""
    axes = int(torch.randint(0, 6, (), generator=rng))
    return tuple(torch.tensor([1, 1, 2, 4, 7])[torch.randint(0, 5, (axes,), generator=rng)].tolist())


def random_pairs(rng, count):
    """Pairs of shapes, some of which fit: the two, and the shape that torch gives them or None."""
    pairs = [(random_shape(rng), random_shape(rng)) for _ in range(count)]
    return [(a, b, shape_by_torch(a, b)) for a, b in pairs]


def shape_by_torch(a, b):
    """The shape of the sum of two such tensors, or None where there is no sum."""
    try:
        return tuple(torch.broadcast_shapes(a, b))
    except RuntimeError:
        return None


def expect_all(student, triples, words):
    """The answers of the student to all these pairs."""
    answers = student.probe(broadcast_all, [(a, b) for a, b, _ in triples])
    require_form(answers, ((str, object),) * len(triples))
    for (_, _, want), answer in zip(triples, answers, strict=True):
        if want is None:
            expect(answer[0] == "ValueError", expected=words)
        else:
            expect(answer[0] == "returned", expected=words)
            expect_equal(answer[1], want, words=words)


@exercise("broadcast_shape", points=0.25)
def test_shapes_that_fit(student, rng):
    """broadcast_shape on many pairs of shapes that fit, with up to five axes"""
    triples = [triple for triple in random_pairs(rng, 150) if triple[2] is not None]
    expect_all(student, triples, "the shape that torch gives to the sum of two such tensors")


@exercise("broadcast_shape", points=0.25)
def test_shapes_that_do_not_fit(student, rng):
    """broadcast_shape on many pairs of shapes that do not fit, and on two that fit"""
    triples = [triple for triple in random_pairs(rng, 250) if triple[2] is None]
    triples += [((2,), (4,), None), ((6, 3), (2, 3), None), ((4, 2), (4,), None), ((5,), (5, 1, 4), None)]
    expect_all(student, triples, "a ValueError for each of them")
    fitting = [((7, 6), (1, 6), (7, 6)), ((2, 1, 9), (3, 9), (2, 3, 9))]
    expect_all(student, fitting, "a shape, and no error, for two other pairs, which fit")


@exercise("broadcast_shape", points=0.25)
def test_shapes_without_axes(student):
    """broadcast_shape where one of the shapes, or both, are (): the shape of a single number"""
    triples = [((), (2, 3), (2, 3)), ((7,), (), (7,)), ((), (), ()), ((1,), (), (1,)), ((1, 1), (1,), (1, 1))]
    expect_all(student, triples, "a single number fits every shape")


@exercise("broadcast_shape", points=0.25)
def test_aligned_at_the_end(student):
    """broadcast_shape on pairs where it matters at which end the axes are compared"""
    triples = [
        ((200, 784), (1, 784), (200, 784)),
        ((4, 1, 3), (2, 1), (4, 2, 3)),
        ((2, 1), (4, 1, 3), (4, 2, 3)),
        ((3, 3, 1), (3,), (3, 3, 3)),
        ((1, 5, 1, 2), (5, 6, 1), (1, 5, 6, 2)),
    ]
    expect_all(student, triples, "the axes are compared from the last to the first")


# ---------------------------------------------------------------------------------------------------------- pairwise_l1


def expect_distances(student, a, b):
    """A table with a row for each image of a and a column for each image of b."""
    want = (a.cpu().double()[:, None] - b.cpu().double()).abs().mean((2, 3))
    words = "a tensor (N, M) with the mean absolute difference of each image of a and each image of b"
    expect_close(student.call("pairwise_l1", a, b), want, words=words, kinds="tensor")


@exercise("pairwise_l1", points=0.25)
def test_other_sizes(student, device, rng):
    """pairwise_l1 on other numbers of images: 5 and 3, 1 and 9, 8 and 1, and 28 and 28, as many as rows and columns"""
    for n, m in ((5, 3), (1, 9), (8, 1), (28, 28)):
        a, b = (torch.rand(count, 28, 28, generator=rng).to(device) for count in (n, m))
        expect_distances(student, a, b)


@exercise("pairwise_l1", points=0.25)
def test_numbers_below_zero(student, device, rng):
    """pairwise_l1 on tensors with numbers below 0 and above 1"""
    a, b = (3 * torch.randn(count, 28, 28, generator=rng).to(device) for count in (4, 6))
    expect_distances(student, a, b)
    expect_distances(student, a, a)


@exercise("pairwise_l1", points=1)
def test_no_loop_over_either(student, device, rng):
    """pairwise_l1 when only one of the two tensors gets longer: its answer, and the number of its Python steps"""
    a, b = (torch.rand(14, 28, 28, generator=rng).to(device) for _ in range(2))
    expect_distances(student, a[:2], b)  # to be quick and wrong is no achievement
    steps = student.probe(python_steps, "pairwise_l1", [(a[:n], b[:m]) for n, m in [(2, 2), (14, 2), (2, 14)]])
    few, long_a, long_b = require_form(steps, (int, int, int))
    expect(max(long_a, long_b) <= few + 40, expected="no loop over the images of a, and none over those of b")


# ---------------------------------------------------------------------------------------------------------- quiz_shapes


@exercise("quiz_shapes", points=0)
def test_all_eight(student):
    """quiz_shapes: all eight predictions"""
    quiz = student.value("quiz_shapes")
    expect(isinstance(quiz, dict), expected="quiz_shapes is a dictionary")
    right = {
        "a": (28, 28),
        "b": (200, 28),
        "c": (1, 28, 28),
        "d": (200, 784),
        "e": (784, 1),
        "f": (200,),
        "g": (200, 784),
        "h": (200, 5, 28, 28),
    }
    if all(quiz.get(letter) is None for letter in right):
        raise NotAttempted("all predictions are still None")
    for letter, want in right.items():
        expect_equal(quiz.get(letter), want, words=f"the shape that ({letter}) has, as a tuple", show=False)
