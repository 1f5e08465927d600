"""Checks of 07_my_linear: from shapes on paper to your own linear layer and your own chain of layers.

You may read this file. It holds inputs, the numbers that must come out, and numbers that come out of known mistakes.
"""

import hashlib

import torch

from underhood.checking import Mistake, NotAttempted, exercise, expect, expect_close, expect_own, probe
from underhood.checking.describe import describe
from underhood.checking.probes import gradients_for, set_parameters


def expect_activations(got, want, **more):
    """A tensor with these numbers."""
    expect_close(got, want, kinds="tensor", **more)


# -------------------------------------------------------------------------------------------------- quiz_shapes_first

# Predict first, then look. So the shapes do not stand here, only a fingerprint of each: a shape gives its fingerprint,
# and no way leads back. The hidden checks hold them in plain text.
FINGERPRINTS = {
    "a": "d87af441f7846af7",
    "b": "1a24b11be7d2f17f",
    "c": "a5088d0e638fa853",
    "d": "656980d9396800c0",
    "e": "ac0856c0796c2716",
    "f": "3a06b2f0d6e8b619",
    "g": "f00faf588555c180",
    "h": "b1524f0a74b2ccc4",
    "i": "d503aaffb30a981d",
    "j": "42c596f07f7eec45",
}

WRONG_PICKS = {
    # (a)
    "16b4143235edf713": "one row for each image: which of the two numbers counts the rows?",
    "99c6f4861ebfa9a6": (
        "these images have their rows and columns still: the layer wants them as one row of pixels each"
    ),
    "de140d5ce9af6f6d": "784 is the number of pixels of one image: what has become of the number of images?",
    "6ed288ffc56afc2d": "64 is the number of images: what has become of their pixels?",
    "cfd1db3f3bdb0986": "an axis of length 1 more than needed",
    "ffb85298e2ccc210": "this is one image, and the batch has 64",
    # (b)
    "b4661fe0333b44f1": "turned around: (64, 784) @ (30, 784) does not fit. The inner two lengths have to be the same",
    "46e9ebc4c6b57194": "this is the shape of the result; a weight does not know how many images will come",
    "cd471a97881b25b2": "this is the shape of the batch: a weight does not know how many images will come",
    "5120a8c7564947bd": "one output would have 784 weights; this layer has 30 outputs",
    "fe5160be210e152f": "one output would have 784 weights; this layer has 30 outputs",
    "74e94cbc31857a55": "one weight for each output is a bias: each output has a weight for every pixel",
    "0947fb1a9e8e5ecf": "a weight does not know how many images will come",
    # (c)
    "72fbe5b09c55044e": "the bias is added to the outputs, and not to the inputs",
    "8ef192b3848cc399": "the same bias serves all images: it does not know how many there are",
    "a19d4a0154fdfe02": "the same bias serves all images: broadcasting adds it to each row",
    "d9324e6080b8f151": "one number for each output: how many outputs does this layer have?",
    "eb96e6cefb96d5f8": "the numbers are right, and one axis is enough",
    "7377c5c168a5126a": "one number for each output, and one axis is enough",
    "c96b757a9b96139e": "this is a number for each pixel and each output, as in the weight",
    "5c003709d1dc1137": "one number for each output: how many outputs does this layer have?",
    # (d)
    "f440b97de8dffb5f": "784 pixels go in; what comes out has one number for each output",
    "f2a90d2f70e6ee35": "one row for each image: which of the two numbers counts the rows?",
    "55c5055f127e56a2": "one number would come out of a layer with one output; this one has 30",
    "adc32cfd2d925c14": "these are the numbers of one image, and the batch has 64",
    "8ba1dfc9e68f17d6": "this is the shape of the weight",
    "41a545f65e704b22": "each image gets as many numbers as the layer has outputs",
    # (e)
    "41f5b59651a6ac53": "ReLU looks at the numbers that reach it: what came out of the first layer?",
    "905cd4e484d017b2": "ReLU works number by number: it neither adds up nor leaves out",
    "ae9191243a9a1e5b": "numbers below 0 become 0, and stay in their place",
    "b99bf33b09b12072": "ReLU works number by number: what comes out has the shape of what goes in",
    "c41e6da15740c577": "ReLU works number by number: what comes out has the shape of what goes in",
    # (f)
    "2ec0d7131ac15fbc": "turned around: (64, 30) @ (1, 30) does not fit. The inner two lengths have to be the same",
    "66a0a02efa735218": "the pixels went into the first layer: how many numbers for each image reach this one?",
    "471127d69e15b647": "the numbers are right; a weight has two axes, one for the inputs and one for the outputs",
    "e2065d4fbeeb5101": "this is the shape of the result; a weight does not know how many images will come",
    "efe4294d9132738d": "one number is the bias: each of the 30 inputs has a weight",
    "10bf78c288ff671f": "this layer has one output",
    "468d6fcd9d0e08df": "this is the weight of the first layer",
    # (g)
    "dc8bfc9bf3fbb95c": "one number for each output: how many outputs does this layer have?",
    "0e663dbb19b3bc4a": "the same bias serves all images",
    "952d21a92d931c5d": "one number, and still one axis: one number for each output, of which there is one",
    "230fc49be31077e2": "the same bias serves all images: broadcasting adds it to each row",
    "0eccc37963d18bb1": "the number is right, and one axis is enough",
    "bf0f1f17b525ede8": "this is a number for each input, as in the weight",
    # (h)
    "f9785f60cb5cbf86": (
        "one number for each image, yes; the layer keeps the axis of its outputs, even when that has length 1"
    ),
    "da7febfab8f8930b": "one number comes out for each image, and the batch has 64",
    "3071577f87c697b4": "this is what goes into the last layer",
    "a15075bd97c6698f": "ten outputs would be ten digits; here one number says 3 or 7",
    "98de4a9cd6a23753": "one row for each image: which of the two numbers counts the rows?",
    "e03439bfb47dc93d": "one number comes out for each image, and the batch has 64",
    "4a94f63d031b5ef2": "this is the shape of the batch",
    # (i)
    "a8541b93f3eba96e": "the number of rows follows the batch: how many images are in this one?",
    "7c8b82e03bd8c597": "the layer keeps the axis of its outputs, even when that has length 1",
    "2de1c1c190a635c0": "this is what goes into the last layer",
    "eb7fa7569b055f0a": "this is what goes into the first layer",
    "52bed8711a39843d": "one row for each image: which of the two numbers counts the rows?",
    "a698748e8d3c6426": "one number comes out for each image, and the batch has 20",
    # (j)
    "393433e0dd0d14e9": "one image without an axis in front goes in, and no such axis comes out",
    "1b838302af0e0770": "784 pixels go in; what comes out has one number for each output",
    "4aafb05e4916eec4": "this is the shape of the weight",
    "aa5dd8cbc58ff297": "ten numbers in one axis: nothing adds a second one",
    "6df78c2a2dbfcf0b": "a single image goes in here",
    "ae6d7e5f99ca1105": "how many outputs does this layer have?",
    "13fd85c0835efdbe": "this is the shape of a weight, turned around",
    "50771870aa6d8c86": "784 pixels go in; what comes out has one number for each output",
}


def predictions(student):
    """The student's answers, by the letter of the question."""
    quiz = student.value("quiz_shapes_first")
    expect(isinstance(quiz, dict), expected="quiz_shapes_first is a dictionary", got=describe(quiz))
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
    return hashlib.sha256(f"underhood 07 quiz_shapes_first {letter}{as_shape(got)}".encode()).hexdigest()[:16]


def reason(letter, got):
    """What the prediction itself gives away, where it is wrong."""
    if isinstance(got, int) and not isinstance(got, bool):
        return "without a comma this is a number: (5) is 5, and (5,) is a shape"
    if isinstance(got, str):
        return "this is a text: a shape is a tuple of numbers, without quotes"
    return WRONG_PICKS.get(fingerprint(letter, got), "")


def expect_predictions(student, letters, advice):
    """The answers to these questions. The right shapes are not shown: the student can print them."""
    quiz = predictions(student)
    for letter in letters:
        got = quiz.get(letter)
        expect(
            got is not None, expected=f"a shape as the answer to ({letter})", got="None", next="write your prediction"
        )
        expect(
            fingerprint(letter, got) == FINGERPRINTS[letter],
            expected=f"the shape that ({letter}) has, as a tuple",
            got=describe(got),
            why=reason(letter, got),
            next=advice,
        )


@exercise("quiz_shapes_first", points=0)
def test_predictions_are_there(student):
    """quiz_shapes_first: is there a prediction?"""
    predictions(student)


@exercise("quiz_shapes_first", points=0.75)
def test_shapes_of_the_first_layer(student):
    """quiz_shapes_first (a) to (d): the batch, and the layer from 784 to 30"""
    expect_predictions(student, "abcd", "write the product down with shapes: (rows, inputs) @ (inputs, outputs)")


@exercise("quiz_shapes_first", points=0.75)
def test_shapes_of_the_second_layer(student):
    """quiz_shapes_first (e) to (h): the ReLU, and the layer from 30 to 1"""
    expect_predictions(student, "efgh", "what goes in is what came out of the step before; follow it with your finger")


@exercise("quiz_shapes_first", points=0.5)
def test_shapes_of_other_batches(student):
    """quiz_shapes_first (i) and (j): a smaller batch, and an image alone"""
    expect_predictions(student, "ij", "which axes of x does the product leave alone, and which one does it replace?")


# ------------------------------------------------------------------------------------------------------- quiz_forward

TURN = "write the shapes below each other: which axis of weight has to meet the inputs of x?"


@exercise("quiz_forward", points=0.25)
def test_forward_worked_example(student, device):
    """quiz_forward: two rows of three inputs, two outputs"""
    x = torch.tensor([[2.0, 1.0, 4.0], [1.0, 3.0, -2.0]], device=device)
    weight = torch.tensor([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]], device=device)
    expect_activations(
        student.call("quiz_forward", x, weight, torch.tensor([10.0, 20.0], device=device)),
        torch.tensor([[12.0, 22.0], [4.0, 25.0]]),
        words="two rows of two activations",
        mistakes=[
            Mistake(
                torch.tensor([[2.0, 2.0], [-6.0, 5.0]]),
                "the bias is missing", "what is added to each row after the product?",
            ),
            Mistake(
                torch.tensor([[12.5, 15.0], [12.5, 29.0]]),
                "the weight has been given another shape, and its numbers have not been turned around",
                "view and reshape keep the numbers in their order; which operation swaps rows and columns?",
            ),
            Mistake(
                torch.tensor([[12.0, 12.0], [14.0, 25.0]]),
                "each row got one number of the bias, and each column should get one",
                "one number of the bias for each output: along which axis are the outputs?",
            ),
            Mistake(
                torch.tensor([[12.0, 4.0], [22.0, 25.0]]),
                "the result is turned around", "one row for each row of x: does yours have that?",
            ),
            Mistake(
                torch.tensor([[-8.0, -18.0], [-16.0, -15.0]]),
                "the bias has been taken away, and it should be added", "look at the sign in front of the bias",
            ),
        ],
        next=TURN,
    )  # fmt: skip


@exercise("quiz_forward", points=0.25)
def test_forward_of_a_square_weight(student, device):
    """quiz_forward: three rows of two inputs, two outputs"""
    x = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, -1.0]], device=device)
    weight = torch.tensor([[1.0, 2.0], [3.0, 4.0]], device=device)
    expect_activations(
        student.call("quiz_forward", x, weight, torch.tensor([0.5, -0.5], device=device)),
        torch.tensor([[1.5, 2.5], [2.5, 3.5], [-0.5, -1.5]]),
        words="three rows of two activations",
        mistakes=[
            Mistake(
                torch.tensor([[1.5, 1.5], [3.5, 3.5], [-1.5, -2.5]]),
                "the weight has not been turned around: for a square one no error tells you",
                "row 0 of weight belongs to output 0",
            ),
        ],
        next=TURN,
    )  # fmt: skip


@exercise("quiz_forward", points=0.25)
def test_forward_without_a_bias(student, device):
    """quiz_forward: the bias is None"""
    x = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, -1.0]], device=device)
    weight = torch.tensor([[1.0, 2.0], [3.0, 4.0]], device=device)
    expect_activations(
        student.call("quiz_forward", x, weight, None),
        torch.tensor([[1.0, 3.0], [2.0, 4.0], [-1.0, -1.0]]),
        words="three rows of two activations",
        next="None cannot be added: ask first whether there is a bias",
    )


# ----------------------------------------------------------------------------------------------------------- MyLinear

REGISTER = "nn.Module sees an nn.Parameter at the moment at which you write self.some_name = nn.Parameter(...)"
PLAIN_PARTS = ("torch.nn.modules.module.Module", "torch.nn.modules.container.", "torch.nn.modules.linear.Identity")


@probe
def seen_from_outside(notebook, module):
    """What torch sees of a module: its parameters, the classes that it is made of, and tensors that it does not see."""
    if not isinstance(module, torch.nn.Module):
        return {"kind": type(module).__name__, "is_module": False}
    if "_parameters" not in vars(module):
        return {"is_module": True, "is_ready": False}
    parameters = list(torch.nn.Module.parameters(module))
    parts = list(torch.nn.Module.modules(module))
    attributes = vars(module)
    lists = [name for name, value in attributes.items() if isinstance(value, (list, tuple)) and len(value) > 0]
    return {
        "is_module": True,
        "is_ready": True,
        "parameters": [parameter.detach() for parameter in parameters],
        "trained": [parameter.requires_grad for parameter in parameters],
        "classes": [f"{kind.__module__}.{kind.__qualname__}" for part in parts for kind in type(part).__mro__],
        "loose": [name for name, value in attributes.items() if isinstance(value, torch.Tensor)],
        "lists": [name for name in lists if isinstance(attributes[name][0], (torch.Tensor, torch.nn.Module))],
        "buffers": [name for name, _ in torch.nn.Module.named_buffers(module)],
    }


def expect_module(seen, name):
    """A module whose __init__ of nn.Module has run, and that is made of no ready layer."""
    seen = seen if isinstance(seen, dict) else {}
    expect(
        seen.get("is_module"),
        expected=f"{name}(...) makes an nn.Module",
        got=f"an object of the class {seen.get('kind', '?')}",
        next=f"what stands in the brackets of class {name}(...)?",
    )
    expect(
        seen.get("is_ready"),
        expected="a module that can hold parameters",
        got="a module that nn.Module has not made ready",
        why="super().__init__() has not run",
        next="it has to be the first line of your __init__",
    )


def ready_made(seen):
    """The classes in a module that are ready-made layers of a library."""
    own = [kind for kind in seen["classes"] if isinstance(kind, str) and not kind.startswith(PLAIN_PARTS)]
    return [kind for kind in own if kind.startswith(("torch.nn.", "underhood."))]


def made_layer(student, n_in, n_out, **more):
    """A layer of the student's, its parameters as they are, and the place of the weight and of the bias in them."""
    layer = student.make("MyLinear", n_in, n_out, **more)
    seen = student.probe(seen_from_outside, layer)
    expect_module(seen, "MyLinear")
    ready = ready_made(seen)
    expect(
        not ready,
        expected="a layer with parameters of its own",
        got=f"a part of the class {ready[0] if ready else ''}",
        why="the work is done by a ready-made layer",
        next="hold the weight and the bias yourself, as two nn.Parameter",
    )
    expect_parameters(seen, n_in, n_out, has_bias=more.get("bias", True))
    parameters = seen["parameters"]
    sizes = [parameter.numel() for parameter in parameters]
    return layer, parameters, sizes.index(n_in * n_out), sizes.index(n_out) if len(sizes) == 2 else None


def expect_parameters(seen, n_in, n_out, has_bias):
    """The weight, and the bias where there is one, and that both will be trained."""
    wanted = f"a weight with {n_in * n_out} numbers" + (f" and a bias with {n_out}" if has_bias else ", and no bias")
    shapes = [tuple(parameter.shape) for parameter in seen["parameters"]]
    expect(
        sorted(parameter.numel() for parameter in seen["parameters"]) == sorted([n_in * n_out] + [n_out] * has_bias),
        expected=f"parameters() gives {wanted}",
        got=f"{len(shapes)} parameters" + (f" of the shapes {', '.join(map(str, shapes))}" if shapes else ""),
        why=why_not_seen(seen, has_bias),
        next=REGISTER if has_bias else "with bias=False there is nothing to add, and nothing to hold",
    )
    weight = next(shape for shape in shapes if torch.Size(shape).numel() == n_in * n_out)
    expect(
        weight in ((n_in, n_out), (n_out, n_in)),
        expected=f"a weight of the shape ({n_in}, {n_out}) or ({n_out}, {n_in})",
        got=f"the shape {weight}",
    )
    expect(
        all(seen["trained"]),
        expected="parameters that can be trained",
        got="a parameter with requires_grad=False",
        why="without requires_grad there is no gradient, and so no step",
        next="an nn.Parameter tracks gradients unless it is told not to",
    )


def why_not_seen(seen, has_bias):
    """What the module itself shows about parameters that torch does not see."""
    if seen["loose"]:
        return f"{seen['loose'][0]} is a plain tensor: nn.Module registers an nn.Parameter and nothing else"
    if seen["lists"]:
        return f"nn.Module does not look into the plain list {seen['lists'][0]}"
    if seen["buffers"]:
        return f"{seen['buffers'][0]} is a buffer: it is stored, and never trained"
    if not has_bias and len(seen["parameters"]) == 2:
        return "there is a bias although bias=False"
    if has_bias and len(seen["parameters"]) == 1:
        return "there is one parameter, and two were asked for"
    return ""


def set_layer(student, n_in, weight, bias):
    """A layer of the student's with this weight, written as (n_in, n_out), and this bias or None."""
    more = {} if bias is not None else {"bias": False}
    layer, parameters, place, other = made_layer(student, n_in, weight.shape[1], **more)
    values = list(parameters)
    values[place] = weight if values[place].shape == weight.shape else weight.T.contiguous()
    if bias is not None:
        values[other] = bias.reshape(values[other].shape)
    student.probe(set_parameters, layer, values)
    return layer


WEIGHT = torch.tensor([[1.0, -2.0], [3.0, 0.5], [-1.0, 4.0]])
BIAS = torch.tensor([0.5, -1.0])
X = torch.tensor([[1.0, 2.0, 3.0], [-1.0, 0.5, 2.0]])
FORWARD = "compare with your quiz_forward: what is different in your class?"


@exercise("MyLinear", points=0.25)
def test_my_linear_worked_example(student, device):
    """MyLinear(3, 2) with the weight and the bias of the text, applied to two rows"""
    layer = set_layer(student, 3, WEIGHT, BIAS)
    moved = student.make(layer.method("to"), device.type)
    turned = "the numbers of the weight have been read in another order: view and reshape turn nothing around"
    after = "something more happens to the activations after the bias"
    expect_activations(
        student.call(moved.method("__call__"), X.to(device)),
        torch.tensor([[4.5, 10.0], [-1.0, 9.25]]),
        words="two rows of two activations",
        mistakes=[
            Mistake(torch.tensor([[4.0, 11.0], [-1.5, 10.25]]), "the bias is held, and never added", FORWARD),
            Mistake(
                torch.tensor([[3.5, 12.0], [-2.0, 11.25]]), "the bias has been taken away, and it should be added",
                "look at the sign in front of the bias",
            ),
            Mistake(
                torch.tensor([[5.0, 9.0], [-0.5, 8.25]]), "the bias has been added twice",
                "the product needs it once: where are your two places?",
            ),
            Mistake(
                torch.tensor([[5.0, 12.0], [-0.5, 11.25]]), "1 has been added, and not the bias that the layer holds",
                "the argument bias says whether there is one: True counts as 1",
            ),
            Mistake(torch.tensor([[1.0, 10.0], [0.0, 3.0]]), turned, "which operation swaps rows and columns?"),
            Mistake(torch.tensor([[6.5, 9.5], [4.5, 6.0]]), turned, "which operation swaps rows and columns?"),
            Mistake(
                torch.tensor([[4.5, 10.0], [0.0, 9.25]]), "a ReLU has been applied: numbers below 0 have become 0",
                "a linear layer ends with the bias; the ReLU is a layer of its own",
            ),
            Mistake(torch.tensor([[0.989013, 0.999955], [0.268941, 0.999904]]), after, "the sigmoid is in the loss"),
            Mistake(torch.tensor([[0.999753, 1.0], [-0.761594, 1.0]]), after, "a linear layer ends with the bias"),
            Mistake(torch.tensor([[0.00407, 0.99593], [0.000035, 0.999965]]), after,
                    "a linear layer ends with the bias"),
            Mistake(
                torch.tensor([[2.809401, 5.350853], [-0.366025, 4.91784]]),
                "the product has been divided by the root of n_in in forward",
                "the scale is a matter of the start: where do you draw the first weights?",
            ),
            Mistake(
                torch.tensor([[4.5, -1.0], [10.0, 9.25]]), "the result is turned around",
                "one row for each row of x: does yours have that?",
            ),
            Mistake(
                torch.tensor([[4.5, 11.5], [-2.5, 9.25]]),
                "each row got one number of the bias, and each column should get one",
                "the bias has one number for each output: along which axis are the outputs?",
            ),
        ],
        next=FORWARD,
    )  # fmt: skip


@exercise("MyLinear", points=0.25)
def test_my_linear_without_bias(student, device):
    """MyLinear(3, 2, bias=False)"""
    layer = set_layer(student, 3, WEIGHT, None)
    moved = student.make(layer.method("to"), device.type)
    expect_activations(
        student.call(moved.method("__call__"), X.to(device)),
        torch.tensor([[4.0, 11.0], [-1.5, 10.25]]),
        words="two rows of two activations, and nothing added to them",
        next="what does forward do when there is no bias?",
    )


@exercise("MyLinear", points=0.25)
def test_my_linear_small_and_large_batches(student, device):
    """MyLinear(3, 2) on a batch of one row, shape (1, 3), and on a batch of five, shape (5, 3)"""
    layer = student.make(set_layer(student, 3, WEIGHT, BIAS).method("to"), device.type)
    one_row = "B may be 1: then the axis of the rows is still there, with length 1"
    expect_activations(
        student.call(layer.method("__call__"), X[:1].to(device)), torch.tensor([[4.5, 10.0]]),
        words="one row of two activations, shape (1, 2)",
        mistakes=[
            Mistake(
                torch.tensor([4.5, 10.0]), "a batch of one came in, and a row without its axis came out", one_row,
            ),
        ],
        next=one_row,
    )  # fmt: skip
    more = torch.cat([X, torch.tensor([[0.0, -4.0, 1.0], [2.0, 2.0, 2.0], [1.0, 0.0, 0.0]])])
    expect_activations(
        student.call(layer.method("__call__"), more.to(device)),
        torch.tensor([[4.5, 10.0], [-1.0, 9.25], [-12.5, 1.0], [6.5, 4.0], [1.5, -3.0]]),
        words="five rows of two activations, shape (5, 2)",
        next="the number of rows may change from call to call: does a number in your class fix it?",
    )


@probe
def two_starts(notebook, n_in, n_out):
    """The parameters of two layers that were made one after the other."""
    layers = [notebook.MyLinear(n_in, n_out) for _ in range(2)]
    return [[parameter.detach() for parameter in torch.nn.Module.parameters(layer)] for layer in layers]


@exercise("MyLinear", points=0.25)
def test_my_linear_starts_at_random(student):
    """MyLinear(5, 4), made twice: the weights that the layers start with"""
    made_layer(student, 5, 4)
    one, other = ([p for p in each if p.numel() == 20] for each in student.probe(two_starts, 5, 4))
    expect(len(one) == 1 and len(other) == 1, expected="one weight in each layer", got="another number of them")
    expect(one[0].isfinite().all(), expected="weights that are numbers", got=describe(one[0]))
    expect(
        one[0].unique().numel() > 1,
        expected="weights that differ from each other",
        got=f"{one[0].flatten()[0].item():g} in all 20 places",
        why="all weights start with the same number: then all outputs are the same, and stay the same",
        next="draw them at random",
    )
    expect(
        not torch.equal(one[0], other[0]),
        expected="two layers that start with different weights",
        got="the same weights in both",
        why="each new layer starts with the same numbers",
        next="draw new numbers in __init__, and set no seed there",
    )


@exercise("MyLinear", points=0.25)
def test_my_linear_gradients(student, device):
    """the gradients of MyLinear(3, 2), for its weight, its bias and its input"""
    layer, parameters, place, other = made_layer(student, 3, 2)
    values = list(parameters)
    values[place] = WEIGHT if values[place].shape == (3, 2) else WEIGHT.T.contiguous()
    values[other] = BIAS.reshape(values[other].shape)
    student.probe(set_parameters, layer, values)
    layer = student.make(layer.method("to"), device.type)
    cotangent = torch.tensor([[1.0, 2.0], [-3.0, 0.5]])
    found = student.probe(gradients_for, layer, X.to(device), cotangent.to(device))
    gradients = found["gradients"]
    cut = "on the way from the parameters to the result, no step may cut the graph: no .data, no .detach(), no no_grad"
    expect(
        all(isinstance(gradient, torch.Tensor) for gradient in gradients),
        expected="a gradient for each parameter", got="a parameter without one",
        why="the result does not hang on this parameter", next=cut,
    )  # fmt: skip
    want = torch.tensor([[4.0, 1.5], [0.5, 4.25], [-3.0, 7.0]])
    turned = values[place].shape != (3, 2)
    expect_activations(
        gradients[place].T if turned else gradients[place], want, words="the gradient of the weight", next=cut
    )
    expect_activations(
        gradients[other].reshape(-1), torch.tensor([-2.0, 2.5]), words="the gradient of the bias, summed over the rows",
        next=cut,
    )  # fmt: skip
    expect(
        found["input"] is not None, expected="a gradient for the input", got="none",
        why="the result does not hang on the input", next=cut,
    )  # fmt: skip
    expect_close(
        found["input"], torch.tensor([[-3.0, 4.0, 7.0], [-4.0, -8.75, 5.0]]),
        words="the gradient of the input: the layer before needs it", next=cut,
    )  # fmt: skip


@exercise("MyLinear", points=1)
def test_my_linear_is_your_own(student):
    """MyLinear: written without nn.Linear"""
    expect_own(
        student,
        "MyLinear",
        without=[
            "torch.nn.Linear", "torch.nn.LazyLinear", "torch.nn.Bilinear", "underhood.earlier.my_linear",
        ],
        why="this exercise asks for a layer of your own, and the answer cell uses a ready-made one",
        next="hold the weight and the bias yourself; compare with nn.Linear in another cell",
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------- MySequential


@probe
def real_linear(notebook, weight, bias):
    """torch's own linear layer with this weight, written as (n_in, n_out), and this bias."""
    layer = torch.nn.Linear(*weight.shape).to(weight)
    with torch.no_grad():
        layer.weight.copy_(weight.T)
        layer.bias.copy_(bias)
    return layer


@probe
def real_relu(notebook):
    """torch's own ReLU."""
    return torch.nn.ReLU()


@probe
def known_parameters(notebook, model, layers):
    """How many parameters these layers have, and how many of them, and of others, `model.parameters()` gives."""
    theirs = {id(parameter) for layer in layers for parameter in layer.parameters()}
    given = [id(parameter) for parameter in model.parameters()]
    return {"theirs": len(theirs), "found": len(theirs & set(given)), "given": len(given)}


def two_layers(student, device):
    """Two linear layers of torch's own with a ReLU between them, as handles."""
    first = torch.tensor([[1.0, -1.0], [2.0, 1.0]]), torch.tensor([2.0, -3.5])
    second = torch.tensor([[2.0, 1.0], [-1.0, 3.0]]), torch.tensor([-2.0, 1.0])
    one, other = (student.make_by(real_linear, *(t.to(device) for t in pair)) for pair in (first, second))
    return one, student.make_by(real_relu), other


CHAIN_X = torch.tensor([[1.0, 2.0], [-3.0, 1.0]])
CHAIN = "what goes into a layer is what came out of the one before"


def expect_chain_module(student, model):
    """A module of the student's own."""
    seen = student.probe(seen_from_outside, model)
    expect_module(seen, "MySequential")
    has_sequential = any(kind.endswith("container.Sequential") for kind in seen["classes"] if isinstance(kind, str))
    borrowed = [kind for kind in seen["classes"] if isinstance(kind, str) and kind.startswith("underhood.")]
    expect(
        not has_sequential and not borrowed,
        expected="a chain of your own",
        got=f"a part of the class {borrowed[0] if borrowed else 'torch.nn.Sequential'}",
        why="the work is done by a ready-made chain",
        next="hold the layers yourself, and apply them in forward",
    )
    return seen


@exercise("MySequential", points=0.5)
def test_my_sequential_worked_example(student, device):
    """MySequential of a linear layer, a ReLU and a linear layer, applied to two rows"""
    layers = two_layers(student, device)
    model = student.make("MySequential", *layers)
    expect_chain_module(student, model)
    some = "not all layers have been applied"
    expect_activations(
        student.call(model.method("__call__"), CHAIN_X.to(device)),
        torch.tensor([[12.0, 8.0], [-0.5, 3.5]]),
        words="two rows, as they come out of the last layer",
        mistakes=[
            Mistake(
                torch.tensor([[18.0, 4.5], [4.0, -2.5]]), "the layers have been applied from the last to the first",
                "in which order do they come in?",
            ),
            Mistake(torch.tensor([[7.0, 0.0], [1.0, 0.5]]), f"{some}: the last one is missing",
                    "where does your loop end?"),
            Mistake(torch.tensor([[7.0, -2.5], [1.0, 0.5]]), f"{some}: the first one alone has been",
                    "is there a return inside of your loop?"),
            Mistake(torch.tensor([[14.5, 0.5], [-0.5, 3.5]]), f"{some}: the ReLU is missing",
                    "the ReLU has no parameters, and still has work to do"),
            Mistake(torch.tensor([[-2.0, 8.0], [-9.0, 1.0]]),
                    "each layer has been given x itself: what the others made was lost", CHAIN),
            Mistake(torch.tensor([[-2.0, 8.0], [-3.0, 4.0]]), f"{some}: the first one is missing",
                    "which number does the first place of a list have?"),
            Mistake(torch.tensor([[12.0, 8.0], [0.0, 3.5]]), "there is a ReLU after the last layer, too",
                    "apply what you are given, and nothing else"),
            Mistake(torch.tensor([[58.0, 31.0], [14.5, 11.0]]), "the whole chain has been applied twice",
                    "how many loops run over the layers?"),
            Mistake(torch.tensor([[5.0, 22.0], [5.0, 22.0]]), "each layer has been applied twice",
                    "how often does your loop call a layer?"),
            Mistake(torch.tensor([[46.5, 15.0], [-11.0, 11.0]]),
                    "what a layer makes has been added to what came in, and it should take its place", CHAIN),
            Mistake(torch.tensor([[6.0, 7.5], [-8.0, 2.5]]),
                    "each layer has been given x itself, and the results have been added", CHAIN),
            Mistake(CHAIN_X, "what went in came out again: no layer has been applied",
                    "what becomes of the result of a layer?"),
        ],
        next=CHAIN,
    )  # fmt: skip


@exercise("MySequential", points=0.25)
def test_my_sequential_shows_its_parameters(student, device):
    """the parameters() of MySequential of two linear layers and a ReLU"""
    layers = two_layers(student, device)
    model = student.make("MySequential", *layers)
    seen = expect_chain_module(student, model)
    found = student.probe(known_parameters, model, list(layers))
    why = ""
    if found["found"] == 0:
        where = f"nn.Module does not look into the plain list {seen['lists'][0]}" if seen["lists"] else ""
        why = where or "an optimizer that asks this model for its parameters gets nothing to train"
    elif found["found"] < found["theirs"]:
        why = "some of the layers are not registered"
    expect(
        found["found"] == found["theirs"],
        expected="parameters() gives the 4 parameters of the two linear layers themselves",
        got=f"{found['given']} parameters, {found['found']} of which are theirs",
        why=why,
        next="which kind of list does nn.Module look into?",
    )
    expect(
        found["given"] == found["theirs"],
        expected="each of the 4 parameters once, and no others",
        got=f"{found['given']} parameters",
        next="which of your attributes holds a parameter that is none of theirs?",
    )


@exercise("MySequential", points=0.25)
def test_my_sequential_with_two_of_a_kind(student, device):
    """MySequential of linear, ReLU, linear, ReLU: two layers of each kind"""
    first, relu, second = two_layers(student, device)
    model = student.make("MySequential", first, relu, second, student.make_by(real_relu))
    missing = "of two layers that look alike, one has not been applied"
    names = "does each layer have a place of its own in your class, whatever its kind?"
    expect_activations(
        student.call(model.method("__call__"), CHAIN_X.to(device)),
        torch.tensor([[12.0, 8.0], [0.0, 3.5]]),
        words="linear, ReLU, linear, ReLU, applied one after the other",
        mistakes=[Mistake(torch.tensor([[12.0, 8.0], [-0.5, 3.5]]), missing, names),
                  Mistake(torch.tensor([[14.5, 0.5], [0.0, 3.5]]), missing, names)],
        next=names,
    )  # fmt: skip


@exercise("MySequential", points=0.75)
def test_my_sequential_is_your_own(student):
    """MySequential: written without nn.Sequential"""
    expect_own(
        student,
        "MySequential",
        without=["torch.nn.Sequential", "underhood.earlier.my_linear"],
        why="this exercise asks for a chain of your own, and the answer cell uses a ready-made one",
        next="hold the layers yourself; compare with nn.Sequential in another cell",
    )


# ------------------------------------------------------------------------------------------------------- quiz_swap_in

FINISH = "finish MyLinear and MySequential first: this exercise is built from them"


@probe
def real_net(notebook, weights, biases, activations):
    """nn.Sequential of nn.Linear with these weights, written as nn.Linear does, and layers without parameters."""
    layers = []
    for weight, bias, activation in zip(weights, biases, activations, strict=True):
        layer = torch.nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None).to(weight)
        with torch.no_grad():
            layer.weight.copy_(weight)
            if bias is not None:
                layer.bias.copy_(bias)
        layers.append(layer)
        if activation:
            layers.append(getattr(torch.nn, activation)())
    return torch.nn.Sequential(*layers)


@probe
def swapped(notebook, model):
    """What the swapped model is made of."""
    if not isinstance(model, torch.nn.Module):
        return {"kind": type(model).__name__}
    kinds = {name: getattr(notebook, name) for name in ("MyLinear", "MySequential")}
    kinds = {name: kind if isinstance(kind, type) else () for name, kind in kinds.items()}
    parts = list(model.modules())
    return {
        "kind": type(model).__name__,
        "is_own": isinstance(model, kinds["MySequential"]),
        "layers": sum(isinstance(part, kinds["MyLinear"]) for part in parts),
        "real": sum(isinstance(part, (torch.nn.Linear, torch.nn.Sequential)) for part in parts),
    }


def expect_own_parts(student, model, layers):
    """A MySequential with so many MyLinear in it, and nothing of torch's own in their place."""
    seen = student.probe(swapped, model)
    seen = seen if isinstance(seen, dict) else {}
    expect(
        seen.get("is_own"), expected="a model of your class MySequential",
        got=f"an object of the class {seen.get('kind', '?')}", next="what does your function return?",
    )  # fmt: skip
    expect(
        seen.get("layers") == layers and seen.get("real") == 0,
        expected=f"{layers} layers of your class MyLinear, and none of nn.Linear or nn.Sequential",
        got=f"{seen.get('layers')} of yours and {seen.get('real')} of torch's own",
        next="go through the layers of net: which of them have to be swapped?",
    )


def swap(student, weights, biases, activations):
    """The net, and what the student's function makes of it."""
    net = student.make_by(real_net, weights, biases, activations)
    return net, student.make("quiz_swap_in", net)


@exercise("quiz_swap_in", points=1)
def test_swap_worked_example(student, device):
    """quiz_swap_in: a net 2-2-1 with a ReLU, applied to two rows before and after"""
    weights = [torch.tensor([[1.0, 2.0], [-1.0, 1.0]]), torch.tensor([[2.0, -1.0]])]
    biases = [torch.tensor([2.0, -3.5]), torch.tensor([-2.0])]
    _, model = swap(student, weights, biases, ["ReLU", ""])
    expect_own_parts(student, model, 2)
    model = student.make(model.method("to"), device.type)
    weight = "the weights are not those of net"
    expect_activations(
        student.call(model.method("__call__"), CHAIN_X.to(device)),
        torch.tensor([[12.0], [-0.5]]),
        words="two rows of one activation, as from net itself",
        mistakes=[
            Mistake(
                torch.tensor([[-0.5], [-2.0]]), "the square weight has not been turned around: no error tells you",
                "nn.Linear holds (n_out, n_in); how does your MyLinear hold its weight?",
            ),
            Mistake(torch.tensor([[14.5], [-0.5]]), "the ReLU is missing in your model",
                    "what has your function done with the layers that are no nn.Linear?"),
            Mistake(torch.tensor([[14.0], [1.5]]), "the bias of the last layer has not been taken over",
                    "a layer has two parameters: are both of them copied?"),
        ],
        next=f"{weight}, or their order is another; which numbers of nn.Linear have you copied, and where to?",
    )  # fmt: skip


@exercise("quiz_swap_in", points=0.5)
def test_swap_without_bias(student, device):
    """quiz_swap_in: a net 3-2-2 whose first layer has no bias, with a Sigmoid and a ReLU"""
    weights = [torch.tensor([[1.0, -1.0, 2.0], [0.5, 1.0, -1.0]]), torch.tensor([[2.0, -4.0], [1.0, 3.0]])]
    _, model = swap(student, weights, [None, torch.tensor([0.5, -1.0])], ["Sigmoid", "ReLU"])
    expect_own_parts(student, model, 2)
    model = student.make(model.method("to"), device.type)
    expect_activations(
        student.call(model.method("__call__"), torch.tensor([[1.0, 2.0, -1.0], [0.0, 1.0, 2.0]], device=device)),
        torch.tensor([[0.0, 1.959489], [1.329383, 0.759398]]),
        words="two rows of two activations, as from net itself",
        next="layers without parameters are taken over as they are, whichever they are",
    )
