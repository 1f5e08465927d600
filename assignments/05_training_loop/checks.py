"""Checks of 05_training_loop: batches, gradients, steps, and an honest look at how good a model is.

You may read this file. It holds inputs, the numbers that must come out, and numbers that come out of known mistakes.
"""

import torch

from underhood.checking import (
    Handle,
    Mistake,
    Opaque,
    Wrong,
    exercise,
    expect,
    expect_close,
    expect_equal,
    probe,
    require_form,
)
from underhood.checking.probes import loader
from underhood.checking.student import StudentRaised

# Five images of two pixels each, and their targets.
X = torch.tensor([[1.0, 2.0], [-1.0, 1.0], [2.0, 0.0], [0.0, -3.0], [1.0, 1.0]])
Y = torch.tensor([[1.0], [0.0], [1.0], [1.0], [0.0]])


@probe
def linear_model(notebook, weights, bias):
    """A model of one linear layer whose parameters start from these numbers."""

    class Linear(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weights = torch.nn.Parameter(weights.detach().clone())
            self.bias = torch.nn.Parameter(bias.detach().clone())

        def forward(self, xb):
            return torch.nn.functional.linear(xb, self.weights, self.bias)

    return Linear()


def a_model(student, device, w1, w2, b):
    """A linear model over there, with these three numbers as its parameters."""
    return student.make_by(linear_model, torch.tensor([[w1, w2]], device=device), torch.tensor([b], device=device))


def in_one_row(tensors, what):
    """Some tensors of any shape as one row of numbers."""
    are = isinstance(tensors, list) and all(isinstance(tensor, torch.Tensor) for tensor in tensors)
    expect(are, expected=f"{what}, as tensors")
    return torch.cat([tensor.detach().cpu().float().flatten() for tensor in tensors])


# Words of an error, what it means here, and what to try.
KNOWN_ERRORS = [
    (
        "does not require grad", "the loss has lost its way back to the parameters",
        ".item(), float(), .detach(), no_grad() and comparisons cut it off. Is one of them before backward()?",
    ),
    (
        "object has no attribute 'backward'", "the loss is no tensor any more, and only a tensor can be differentiated",
        "what turned it into a plain number?",
    ),
    (
        "a leaf Variable that requires grad", "the step is tracked, as if it were a part of the model",
        "inside of which block does PyTorch not keep track?",
    ),
    (
        "*: 'float' and 'NoneType'", "a gradient is None: at that moment there is none",
        "has backward run before this line, and is this still the tensor that the model uses?",
    ),
    (
        "*: 'NoneType' and 'float'", "a gradient is None: at that moment there is none",
        "has backward run before this line, and is this still the tensor that the model uses?",
    ),
    (
        "'NoneType' object has no attribute 'zero_'", "a gradient is None: there is nothing to clear yet",
        "has backward run before this line, and is this still the tensor that the model uses?",
    ),
]  # fmt: skip


def shown(student, what, *arguments):
    """What a probe shows. Where the student's code raises a well-known error, the error is explained."""
    try:
        return student.probe(what, *arguments)
    except StudentRaised as raised:
        for words, why, advice in KNOWN_ERRORS:
            if words in raised.message:
                got = f"{raised} (line {raised.line_number} of your cell: {raised.line})"
                raise Wrong("your code runs to its end without an error", got, why, advice) from raised
        raise


# ------------------------------------------------------------------------------------------------------- make_batches

# Each row of pixels is unlike all others, and its target is its first pixel: so one can see whether they stay together.
FIVE = torch.tensor([[1.0, 10.0], [-2.0, 20.0], [3.0, -30.0], [4.0, 40.0], [5.0, 50.0]])


@probe
def walks(notebook, x, y, bs, shuffle, times):
    """What some loops over the batches meet, one loop after the other, and the dataset as it is afterwards."""
    from itertools import islice

    dataset = list(zip(x, y, strict=True))
    batches = notebook.make_batches(dataset, bs) if shuffle is None else notebook.make_batches(dataset, bs, shuffle)
    if not (hasattr(batches, "__iter__") or hasattr(batches, "__getitem__")):
        return {"instead": batches, "walks": [], "dataset": dataset}
    return {"walks": [list(islice(batches, 300)) for _ in range(times)], "dataset": dataset}


@probe
def begins_again(notebook, x, y, bs):
    """What a loop meets after another loop has been broken off at its first batch."""
    from itertools import islice

    batches = notebook.make_batches(list(zip(x, y, strict=True)), bs)
    for _ in batches:
        break
    return list(islice(batches, 300))


@exercise("make_batches", points=0.5)
def test_make_batches_of_five_items(student):
    """make_batches(5 pairs, 2): the batches of one loop."""
    answer = student.probe(walks, FIVE, FIVE[:, :1], 2, None, 1)
    expect(
        "instead" not in answer,
        expected="something that a for loop can walk through",
        got="None" if answer.get("instead") is None else "something that a for loop cannot walk through",
        why="your function ended without a return" if answer.get("instead") is None else "",
        next="what should a for loop walk through? Give that back",
    )
    sizes = sizes_of(answer["walks"][0])
    expect_equal(
        sizes,
        [2, 2, 1],
        words="three batches, of 2, 2 and 1 items",
        mistakes=[
            Mistake([2, 2], "the last item is in no batch", "what should become of the rest, when 5 is divided by 2?"),
            Mistake([2, 2, 1, 0], "after the last item comes one more batch, and it is empty", "when is it over?"),
            Mistake([2, 2, 2], "each batch has 2 items, so something was in two of them, or was made up",
                    "how many items are left for the last batch?"),
            Mistake([3, 2], "you made 2 batches, and not batches of 2 items", "what does bs count?"),
            Mistake([5], "all items are in one batch", "where does the second batch begin?"),
            Mistake([1, 1, 1, 1, 1], "each item is a batch of its own", "how many items should a batch have?"),
            Mistake([2], "there is one batch only", "is there a return inside of your loop?"),
            Mistake([2, 2, 2, 1], "neighbouring batches share an item", "by how much does the start move on?"),
            Mistake([], "there is no batch at all", "what does your loop run over?"),
            Mistake([1, 2, 2], "the small batch comes first", "where do you begin to count?"),
        ],
        next="which items are in the first batch, in the second, in the third?",
    )  # fmt: skip
    expect_rows(answer["walks"][0], FIVE)


@exercise("make_batches", points=0.5)
def test_make_batches_can_be_walked_again(student):
    """make_batches(5 pairs, 2): a second and a third loop over the same batches, and one after a broken-off loop."""
    why = "your batches are used up: they serve one loop only"
    advice = "a function with yield gives a generator. What else can a for loop walk through, and as often as it likes?"
    answer = student.probe(walks, FIVE, FIVE[:, :1], 2, False, 3)
    for walk in answer["walks"]:
        left = sizes_of(walk)
        expect(
            left == [2, 2, 1], expected="each loop meets the same three batches", got=f"batches of {left}",
            why=why if left == [] else "", next=advice,
        )  # fmt: skip
        expect_rows(walk, FIVE)
    again = student.probe(begins_again, FIVE, FIVE[:, :1], 2)
    expect(
        sizes_of(again) == [2, 2, 1], expected="a new loop begins with the first batch again",
        got=f"batches of {sizes_of(again)}", why="your batches go on where the loop before was broken off",
        next="where should the place be kept at which a loop is: in the batches, or in the loop?",
    )  # fmt: skip
    expect_rows(again, FIVE)


@exercise("make_batches", points=0.5)
def test_make_batches_shuffled(student):
    """make_batches(40 pairs, 4, shuffle=True): three loops."""
    x = torch.stack([torch.arange(40.0), -torch.arange(40.0)], 1)
    answer = student.probe(walks, x, x[:, :1], 4, True, 3)
    expect("instead" not in answer, expected="something that a for loop can walk through")
    orders = []
    for walk in answer["walks"]:
        sizes = sizes_of(walk)
        expect(sizes == [4] * 10, expected="ten batches of 4 items in each loop", got=f"batches of {sizes}",
               why="your batches are used up: they serve one loop only" if sizes == [] else "")  # fmt: skip
        rows, targets = rows_of(walk)
        expect(
            rows.shape == (40, 2) and targets.shape == (40, 1) and torch.equal(rows[:, :1], targets),
            expected="each x beside its own y", got="another y beside some x",
            why="x and y have been shuffled apart", next="shuffle the pairs, or the numbers of the pairs",
        )  # fmt: skip
        order = targets.flatten().tolist()
        expect(
            len(set(order)) == 40, expected="each of the 40 items once in each loop",
            got=f"{len(set(order))} different items",
            why="some items came twice and others never",
            next="do you draw with or without putting back? A shuffled pack of cards has each card once",
        )  # fmt: skip
        orders.append(order)
    expect(
        x[:, 0].tolist() not in orders, expected="the items in a mixed order", got="the order of the dataset",
        why="nothing is shuffled", next="what does your function do differently when shuffle is True?",
    )  # fmt: skip
    expect(
        orders[0] != orders[1] and orders[1] != orders[2] and orders[0] != orders[2],
        expected="a new order in each loop", got="the same order once more",
        why="the items are in the same order in each loop",
        next="at which moment do you shuffle: once when the batches are made, or each time when a loop begins?",
    )  # fmt: skip


def sizes_of(walk):
    """How many items each batch has."""
    sizes = []
    for batch in walk:
        expect(
            isinstance(batch, list | tuple) and len(batch) == 2,
            expected="each batch a pair (xb, yb)",
            got=f"a {type(batch).__name__} of {len(batch)}" if hasattr(batch, "__len__") else "something else",
            next="what would `for xb, yb in batches` find?",
        )
        expect(
            all(isinstance(part, torch.Tensor) and part.dim() > 0 for part in batch),
            expected="xb and yb as tensors, with an axis for the items",
            got="a list" if isinstance(batch[0], list | tuple) else "something else",
            why="your batch holds single items, not stacked" if isinstance(batch[0], list | tuple) else "",
            next="which function makes one tensor of several tensors, with a new first axis?",
        )
        expect(
            batch[0].dim() == 2 and batch[1].dim() == 2, expected="xb of shape (items, pixels), yb of shape (items, 1)",
            got=f"shapes {tuple(batch[0].shape)} and {tuple(batch[1].shape)}",
            next="in front of the axes of one item comes one new axis, for the items",
        )  # fmt: skip
        sizes.append(len(batch[0]))
    return sizes


def rows_of(walk):
    """All rows of pixels, and all targets, in the order in which they came."""
    parts = [torch.cat([batch[part].detach().cpu().float() for batch in walk]) for part in (0, 1) if same_widths(walk)]
    expect(len(parts) == 2, expected="batches with the same number of pixels in each")
    return parts


def same_widths(walk):
    """Whether all batches have rows of the same length."""
    return len({(batch[0].shape[1], batch[1].shape[1]) for batch in walk}) == 1


def expect_rows(walk, rows):
    """The rows in this order, each beside its target, which is its first number."""
    x, y = rows_of(walk)
    expect_close(x, rows, words="all xb together: the rows of pixels in the order of the dataset",
                 next="which items belong into the first batch?")  # fmt: skip
    expect_close(y, rows[:, :1], words="all yb together: the targets in the order of the dataset",
                 next="which items belong into the first batch?")  # fmt: skip


# ---------------------------------------------------------------------------------------------------------- calc_grad

CALC_X, CALC_Y = torch.tensor([[4.0, 0.0], [8, 4], [0, -4], [4, 8]]), torch.tensor([[1.0], [1], [0], [1]])
PREDS = "what goes into mnist_loss, and in which order? Activations first, targets second"


@probe
def after_calc_grad(notebook, model, batches):
    """Gradients and parameters of the model when calc_grad has been called for each of the batches."""
    for xb, yb in batches:
        notebook.calc_grad(xb, yb, model)
    return {
        "gradients": [parameter.grad for parameter in model.parameters()],
        "parameters": [parameter.detach() for parameter in model.parameters()],
    }


@exercise("calc_grad", points=0.25)
def test_calc_grad_worked_example(student, device):
    """calc_grad of four images, for a model whose weights and bias are all 0."""
    model = a_model(student, device, 0.0, 0.0, 0.0)
    answer = shown(student, after_calc_grad, model, [(CALC_X.to(device), CALC_Y.to(device))])
    expect_close(
        gradients_in(answer),
        torch.tensor([-1.0, -1.0, -0.125]),
        words="the gradients: −1 and −1 for the two weights, −0.125 for the bias",
        mistakes=[
            Mistake(torch.tensor([-4.0, -4.0, -0.5]),
                    "these gradients are 4 times too large: a sum in the place of the mean, or no sigmoid",
                    "does the loss come from mnist_loss, as it is?"),
            Mistake(torch.tensor([-1.848469, -1.386352, -0.346588]), "activations and targets have changed places",
                    PREDS),
            Mistake(torch.tensor([-0.235004, -0.235004, -0.029375]), "the sigmoid has been taken twice",
                    "does mnist_loss want raw activations, or numbers between 0 and 1?"),
            Mistake(torch.tensor([1.0, 1.0, 0.125]), "the gradients point the other way: there is a minus too many",
                    "is it the gradient of the loss itself?"),
            Mistake(torch.tensor([-2.0, -2.0, -0.25]), "these gradients are twice as large as they should be",
                    "was there one backward pass, or two?"),
            Mistake(torch.tensor([-1.0, 0.0, -0.25]), "these are the gradients for the first image alone",
                    "should the whole batch go through the model?"),
            Mistake(torch.tensor([-0.5, -0.25, -0.125]), "each activation was compared with each target",
                    "which shapes have the activations and the targets? They should be the same"),
            Mistake(torch.tensor([-8.0, -6.0, -1.5]), "this is the gradient of a mean of squares, without sigmoid",
                    PREDS),
            Mistake(torch.tensor([0.0, 0.0, 0.0]), "all gradients are 0: they have been cleared, or nothing was added",
                    "who needs the gradients after your function? Are they still there then?"),
        ],
        next="three steps: activations, loss, and the gradients of the loss",
    )  # fmt: skip


@exercise("calc_grad", points=0.25)
def test_calc_grad_called_twice(student, device):
    """calc_grad for two batches, one after the other: the gradients add up, the parameters stay where they are."""
    model = a_model(student, device, 0.3, -0.2, 0.1)
    second = (torch.tensor([[1.0, -2.0], [3.0, 1.0], [-2.0, 2.0]]), torch.tensor([[0.0], [1.0], [1.0]]))
    batches = [(CALC_X.to(device), CALC_Y.to(device)), tuple(part.to(device) for part in second)]
    answer = shown(student, after_calc_grad, model, batches)
    expect_close(
        in_one_row(answer["parameters"], "the parameters"),
        torch.tensor([0.3, -0.2, 0.1]),
        words="the parameters where they were: 0.3, −0.2 and 0.1",
        next="calc_grad computes gradients. Who takes the step?",
    )
    expect_close(
        gradients_in(answer),
        torch.tensor([-0.679574, -1.175933, -0.152966]),
        words="the sum of the gradients of both batches",
        mistakes=[
            Mistake(torch.tensor([-0.005606, -0.35091, -0.0685]), "the gradients of the first batch are gone",
                    "what does backward do with the gradients that are there already? Let it"),
            Mistake(torch.tensor([-0.673968, -0.825023, -0.084466]), "the gradients of the second batch are missing",
                    "what happens at your second call?"),
            Mistake(torch.tensor([-0.339787, -0.587966, -0.076483]), "this is the mean of both, and not the sum",
                    "what does backward do with the gradients that are there already? Let it"),
            Mistake(torch.tensor([0.679574, 1.175933, 0.152966]), "the gradients have the wrong sign",
                    "is it the gradient of the loss itself?"),
        ],
        next="backward adds to the gradients that are there. Does your function do anything else with them?",
    )  # fmt: skip


def gradients_in(answer):
    """The gradients as one row of numbers."""
    found = answer["gradients"]
    there = [isinstance(gradient, torch.Tensor) for gradient in found]
    expect(
        all(there), expected="a gradient for each parameter",
        got="no gradient" if not any(there) else "a gradient for some parameters only",
        why="no gradient has reached the parameters" if not any(there) else "",
        next="which call sends the gradients of the loss back through the model?",
    )  # fmt: skip
    return in_one_row(found, "the gradients")


# -------------------------------------------------------------------------------------------------------- train_epoch

CLEARED = "backward adds to what is there: when do the gradients of one batch have to go?"


@probe
def after_training(notebook, model, dl, lr, epochs):
    """The parameters after so many calls of train_epoch."""
    params = list(model.parameters())
    for _ in range(epochs):
        notebook.train_epoch(model, dl, lr, params)
    return [parameter.detach() for parameter in model.parameters()]


@exercise("train_epoch", points=1)
def test_train_epoch_worked_example(student, device):
    """train_epoch with batches of 2, 2 and 1 images, lr 2, all parameters 0 at the start."""
    model = a_model(student, device, 0.0, 0.0, 0.0)
    batches = student.make_by(loader, X.to(device), Y.to(device), 2)
    after = shown(student, after_training, model, batches, 2.0, 1)
    order = "three things for each batch: gradients, step, clear. In which order are yours?"
    expect_close(
        in_one_row(after, "the parameters"),
        torch.tensor([0.482926, -0.813983, 0.004209]),
        words="the weights 0.4829 and −0.8140, and the bias 0.0042",
        mistakes=[
            Mistake(torch.tensor([2.016883, -0.826935, 0.559449]),
                    "the gradients of earlier batches are still there when the next step is taken", CLEARED),
            Mistake(torch.tensor([0.0, 0.0, 0.0]), "no parameter has moved", order),
            Mistake(torch.tensor([-0.482926, 0.813983, -0.004209]), "the steps go uphill: the loss grows",
                    "the gradient points to where the loss grows. Which way should the step go?"),
            Mistake(torch.tensor([0.249209, -0.472914, 0.002413]), "your steps have the size for lr 1",
                    "where does lr come in?"),
            Mistake(torch.tensor([0.5, -1.0, 0.0]), "this is one step at the end, with the gradients of all batches",
                    "how many steps should there be in an epoch?"),
            Mistake(torch.tensor([0.5, 0.25, 0.0]), "this is the step of the first batch alone",
                    "does your loop go on to the second batch?"),
            Mistake(torch.tensor([-0.5, -0.5, -0.5]), "this is the step of the last batch alone",
                    "which lines belong into the loop over the batches?"),
            Mistake(torch.tensor([0.893224, -0.403685, 0.414507]), "the last batch is left out: it has one image only",
                    "should every image have a say?"),
            Mistake(torch.tensor([0.013414, -0.708709, -0.233381]), "the gradients were divided by the size of a batch",
                    "is there a mean in mnist_loss already?"),
            Mistake(torch.tensor([1.127987, -0.686867, 0.216292]), "the gradients grew with the size of a batch",
                    "does the loss of a batch come from mnist_loss, as it is?"),
            Mistake(torch.tensor([1.386352, -0.462117, 1.386352]), "activations and targets have changed places",
                    PREDS),
            Mistake(torch.tensor([0.117391, -0.232218, 0.001713]), "the sigmoid has been taken twice",
                    "does mnist_loss want raw activations, or numbers between 0 and 1?"),
            Mistake(torch.tensor([0.618096, -1.444382, -0.214164]), "your function went through the batches twice",
                    "how many epochs is one call?"),
            Mistake(torch.tensor([0.835999, -0.978855, -0.075696]), "each step is twice as long as it should be",
                    "for each batch: one backward pass, one step?"),
            Mistake(torch.tensor([2.0, -4.0, 0.0]), "the sigmoid is missing", "does the loss come from mnist_loss?"),
        ],
        next=order,
    )  # fmt: skip


@exercise("train_epoch", points=0.75)
def test_train_epoch_three_times(student, device):
    """train_epoch three times with batches of 2, 2 and 1 images, lr 0.5, from weights 0.4, −0.3 and bias 0.2."""
    model = a_model(student, device, 0.4, -0.3, 0.2)
    batches = student.make_by(loader, X.to(device), Y.to(device), 2)
    after = shown(student, after_training, model, batches, 0.5, 3)
    expect_close(
        in_one_row(after, "the parameters"),
        torch.tensor([0.62058, -0.805597, 0.097489]),
        words="the weights 0.6206 and −0.8056, and the bias 0.0975",
        mistakes=[
            Mistake(torch.tensor([1.990755, -1.860815, 0.100723]), "the gradients were never cleared", CLEARED),
            Mistake(torch.tensor([1.419394, -0.59972, 0.410483]), "the gradients were cleared once in an epoch only",
                    CLEARED),
            Mistake(torch.tensor([0.06321, 0.370983, 0.242201]), "the steps go uphill: the loss grows",
                    "the gradient points to where the loss grows. Which way should the step go?"),
            Mistake(torch.tensor([0.699707, -1.222796, -0.072131]), "your steps are those for lr 1, and lr is 0.5",
                    "where does lr come in?"),
            Mistake(torch.tensor([0.4, -0.3, 0.2]), "no parameter has moved",
                    "is it the parameter itself that changes, or a new tensor?"),
            Mistake(torch.tensor([0.482926, -0.813983, 0.004209]), "this is the answer for the worked example",
                    "does your function use the model and the batches that it was given?"),
        ],
        next="one epoch is right and three are not: what is left over from one call to the next?",
    )  # fmt: skip


# ----------------------------------------------------------------------------------------------------- batch_accuracy


@exercise("batch_accuracy", points=0.25)
def test_batch_accuracy_worked_example(student, device):
    """batch_accuracy of the activations 2.5, 0.2, −1, −3, 1.5 with the targets 1, 1, 0, 0, 0."""
    preds = torch.tensor([[2.5], [0.2], [-1.0], [-3.0], [1.5]])
    targets = torch.tensor([[1.0], [1.0], [0.0], [0.0], [0.0]])
    verdicts = "these are the verdicts for single images, and their share was asked for"
    expect_close(
        student.call("batch_accuracy", preds.to(device), targets.to(device)),
        0.8,
        words="one number: four of five are right",
        mistakes=[
            Mistake(0.6, "0.2 was taken for a 7: the limit 0.5 belongs to numbers after the sigmoid",
                    "which raw activation becomes 0.5 in the sigmoid?"),
            Mistake(4.0, "this is the number of right answers, and not their share", "how many were there?"),
            Mistake(0.2, "this is the share of wrong answers", "when is an answer right?"),
            Mistake(80.0, "these are percent, and a number from 0 to 1 was asked for", "what is the largest share?"),
            Mistake(1.0, "this is the share among the 3s alone", "do the 7s have a say?"),
            Mistake(0.4, "everything counts as a 3", "what lies above 0 after the sigmoid?"),
            Mistake(0.48, "each activation was compared with each target",
                    "which shapes have the two sides of your comparison?"),
            Mistake(torch.tensor([0.8]), "this is a list of one number, shape (1,), and not a number, shape ()",
                    "over how many axes did your mean run?"),
            Mistake(torch.tensor([[True], [True], [True], [True], [False]]), verdicts, "how do bools become a share?"),
            Mistake(torch.tensor([[1.0], [1.0], [1.0], [1.0], [0.0]]), verdicts, "how do they become one number?"),
            Mistake(0.33199316, "this is how far the activations are from the targets: the loss",
                    "accuracy asks one thing: right, or not?"),
        ],
        next="for each image: what does the model say, and what is true?",
    )  # fmt: skip


@exercise("batch_accuracy", points=0.25)
def test_batch_accuracy_between_the_two_limits(student, device):
    """batch_accuracy of small activations: 0.4, 0.1, 0.3, 0.45, −0.2 with the targets 1, 0, 1, 1, 0."""
    preds = torch.tensor([[0.4], [0.1], [0.3], [0.45], [-0.2]])
    targets = torch.tensor([[1.0], [0.0], [1.0], [1.0], [0.0]])
    raw = "which number divides 3 from 7, when the activations are raw?"
    expect_close(
        student.call("batch_accuracy", preds.to(device), targets.to(device)),
        0.8,
        words="one number: four of five are right",
        mistakes=[
            Mistake(0.4, "you compared raw activations with 0.5: that limit is for numbers after the sigmoid", raw),
            Mistake(0.6, "everything counts as a 3", raw),
            Mistake(0.56, "each activation was compared with each target",
                    "which shapes have the two sides of your comparison?"),
        ],
        next=raw,
    )  # fmt: skip


# ----------------------------------------------------------------------------------------------------- validate_epoch

# The first pixel is what the models below make of an image.
VALID_X = torch.tensor([[2.0, 1.0], [-2.0, -1.0], [2.0, 0.5], [-2.0, 3.0], [-2.0, 1.0]])
VALID_Y = torch.tensor([[1.0], [0.0], [1.0], [1.0], [1.0]])
MEASURE = "does your function call batch_accuracy by its name, for each batch?"


@probe
def measure_for_twos(notebook):
    """A measure: 1 for an activation of 2 or −2 on the right side, 0 on the wrong one."""

    def batch_accuracy(preds, targets):
        return (0.5 + preds * (targets - 0.5) / 2).mean().cpu()

    return batch_accuracy


@probe
def another_measure(notebook):
    """A measure with other numbers: the mean of activation times target."""

    def batch_accuracy(preds, targets):
        return (preds * targets).mean().cpu()

    return batch_accuracy


@probe
def validated(notebook, model, valid_dl, times):
    """What validate_epoch returns, call after call, and what has become of the model."""
    return {
        "values": [notebook.validate_epoch(model, valid_dl) for _ in range(times)],
        "parameters": [parameter.detach() for parameter in model.parameters()],
        "gradients": [parameter.grad for parameter in model.parameters()],
    }


def validations(student, model, batches, times):
    """What `validated` tells, once it has that form."""
    form = {"values": (object,) * times, "parameters": [object], "gradients": [object]}
    return require_form(student.probe(validated, model, batches, times), form)


@exercise("validate_epoch", points=0.5)
def test_validate_epoch_worked_example(student, device):
    """validate_epoch with batches of 2, 2 and 1 images, of which 2, 1 and 0 are right."""
    student.assign("batch_accuracy", student.make_by(measure_for_twos))
    model = a_model(student, device, 1.0, 0.0, 0.0)
    batches = student.make_by(loader, VALID_X.to(device), VALID_Y.to(device), 2)
    each = "one accuracy for each batch: what do you do with the three?"
    expect_one_of_two(
        validations(student, model, batches, 1)["values"][0],
        0.5, 0.6,
        words="0.5, the mean of the batches 1.0, 0.5 and 0.0; or 0.6, the mean over the five images",
        mistakes=[
            Mistake(1.5, "this is the sum over the batches, and not the mean", each),
            Mistake(3.0, "this is the number of right images", "how many images were there?"),
            Mistake(1.0, "this is the first batch alone", "is there a return inside of your loop?"),
            Mistake(0.0, "this is the last batch alone", each),
            Mistake(0.75, "this is the mean of the first two batches", "should a smaller batch be left out?"),
            Mistake(0.3, "you divided by the number of images, and added up batches",
                    "how many numbers did you add?"),
            Mistake(50.0, "these are percent, and a number from 0 to 1 was asked for", each),
            Mistake(60.0, "these are percent, and a number from 0 to 1 was asked for", each),
            Mistake([1.0, 0.5, 0.0], "these are the numbers of the single batches, and one number was asked for", each),
        ],
        next=each,
    )  # fmt: skip


@exercise("validate_epoch", points=0.5)
def test_validate_epoch_uses_batch_accuracy(student, device):
    """validate_epoch while batch_accuracy is another measure: the mean of activation times target."""
    student.assign("batch_accuracy", student.make_by(another_measure))
    model = a_model(student, device, 1.0, 1.0, 0.5)
    batches = student.make_by(loader, VALID_X.to(device), VALID_Y.to(device), 2)
    expect_one_of_two(
        validations(student, model, batches, 1)["values"][0],
        1.16666667, 1.5,
        words="1.1667, the mean of the measure over the batches; or 1.5, its mean over the five images",
        mistakes=[
            Mistake(0.66666667, "your function measured accuracy itself, and batch_accuracy had no say", MEASURE),
            Mistake(0.8, "your function measured accuracy itself, and batch_accuracy had no say", MEASURE),
            Mistake(0.5, "this is the answer for the worked example", "does your function use what it was given?"),
            Mistake(0.6, "this is the answer for the worked example", "does your function use what it was given?"),
        ],
        next=MEASURE,
    )  # fmt: skip


@exercise("validate_epoch", points=0.5)
def test_validate_epoch_trains_nothing(student, device):
    """validate_epoch twice with the same model: the same number again, and a model that has not been touched."""
    student.assign("batch_accuracy", student.make_by(measure_for_twos))
    model = a_model(student, device, 1.0, 0.0, 0.0)
    batches = student.make_by(loader, VALID_X.to(device), VALID_Y.to(device), 2)
    answer = validations(student, model, batches, 2)
    expect_close(
        in_one_row(answer["parameters"], "the parameters"), torch.tensor([1.0, 0.0, 0.0]),
        words="the parameters where they were: 1, 0 and 0",
        next="the validation set judges a model. Must anything be learned from it?",
    )  # fmt: skip
    expect(
        all(gradient is None or (isinstance(gradient, torch.Tensor) and not gradient.any())
            for gradient in answer["gradients"]),
        expected="no gradient in the parameters", got="gradients from the validation set",
        why="a backward pass ran on the validation set", next="what are gradients needed for? Not for judging",
    )  # fmt: skip
    for value in answer["values"]:
        expect_one_of_two(value, 0.5, 0.6, words="0.5 or 0.6, at each call",
                          next="what does your function keep from one call to the next?")  # fmt: skip


def expect_one_of_two(got, mean_of_batches, mean_of_items, *, words, mistakes=(), next=""):
    """One of the two accuracies of one model, perhaps rounded to four digits."""
    try:
        expect_close(got, mean_of_items, words=words, rtol=0, atol=6e-5)
    except Wrong:
        expect_close(
            got, mean_of_batches, words=words, mistakes=mistakes, next=next, rtol=0, atol=6e-5,
            kinds="tensor number array sequence" if isinstance(got, list) else "tensor number array",
        )  # fmt: skip


# ------------------------------------------------------------------------------------------------------ split_indices


@probe
def splits(notebook, asked):
    """What split_indices returns for each of these, one after the other; random numbers are drawn in between."""
    import random

    import numpy

    answers = []
    for arguments in asked:
        answers.append(notebook.split_indices(*arguments))
        random.random(), numpy.random.rand(3), torch.rand(3)
    return answers


@exercise("split_indices", points=0.25)
def test_split_indices_of_ten(student):
    """split_indices(10): 8 indices to train with, 2 to validate with."""
    (answer,) = student.probe(splits, [(10,)])
    train, valid = two_parts(answer)
    sizes = "which of the two should be the large one, and how large?"
    expect_equal(
        [len(train), len(valid)],
        [8, 2],
        words="8 and 2 indices",
        mistakes=[
            Mistake([2, 8], "the two have changed places: (train, valid) was asked for", sizes),
            Mistake([10, 2], "all ten are for training, also those to validate with", sizes),
            Mistake([8, 10], "all ten are to validate with, also those for training", sizes),
            Mistake([10, 10], "each part holds all ten", sizes),
            Mistake([9, 2], "there are eleven indices: one of them is in both parts", sizes),
            Mistake([8, 1], "there are nine indices: one of them is in no part", sizes),
            Mistake([7, 2], "there are nine indices: one of them is in no part", sizes),
        ],
        next=sizes,
    )
    expect_equal(
        sorted(train + valid), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        words="each index from 0 to 9 once, in one of the two parts",
        mistakes=[
            Mistake([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "your indices go from 1 to 10",
                    "what is the first index in Python?")
        ],
        next="which indices came twice, and which never?",
    )  # fmt: skip


@exercise("split_indices", points=0.25)
def test_split_indices_and_its_seed(student):
    """split_indices(30, 0.2, …): the same seed again, another seed, and the seed that is taken where none is given."""
    asked = [(30, 0.2, 7), (30, 0.2, 8), (30, 0.2, 7), (30,), (30, 0.2, 42), (30, 0.2, 0), (30, 0.2, 0)]
    found = [two_parts(answer) for answer in student.probe(splits, asked)]
    for train, valid in found:
        expect([len(train), len(valid)] == [24, 6], expected="24 and 6 indices", got=f"{len(train)} and {len(valid)}")
    first, _, again, without, forty_two, zero, zero_again = found
    chance = "how is a random generator started from a number that you choose?"
    members = [set(valid) for _, valid in found]
    expect(
        members[0] != {0, 1, 2, 3, 4, 5} and members[0] != {24, 25, 26, 27, 28, 29},
        expected="a part to validate with that is mixed from all 30", got="six neighbours from one end of the data",
        why="nothing was shuffled before the split",
        next="the data is often sorted: first all 4s, then all 8s. What would be in such a part?",
    )  # fmt: skip
    expect(
        first == again and zero == zero_again, expected="the same split again for the same seed",
        got="another split for the same seed", why="your split does not follow from seed alone", next=chance,
    )  # fmt: skip
    expect(
        members[0] != members[1], expected="another split for another seed", got="the same split for seeds 7 and 8",
        why="your split is the same for each seed", next="does your function use seed?",
    )  # fmt: skip
    expect(
        without == forty_two, expected="the split of seed 42, where no seed is given", got="another split",
        next="what is seed, when the caller names none? Look at the first line of the function",
    )  # fmt: skip


def two_parts(answer):
    """The two lists of indices."""
    expect(
        isinstance(answer, list | tuple) and len(answer) == 2,
        expected="two parts, (train, valid)", got="nothing" if answer is None else "something else",
        why="your function ended without a return" if answer is None else "", next="what should be returned?",
    )  # fmt: skip
    return [indices_in(part) for part in answer]


def indices_in(part):
    """One part as a list of whole numbers."""
    listed = part.tolist() if hasattr(part, "tolist") else part
    listed = [one.item() if hasattr(one, "item") and not one.shape else one for one in listed] \
        if isinstance(listed, list | tuple) else None  # fmt: skip
    expect(
        listed is not None and all(type(one) is int for one in listed),
        expected="each part a list (or a tuple, a tensor, an array) of whole numbers",
        got=f"a {part.type}" if isinstance(part, Opaque) else "something else",
        next="how many indices does one part hold, and of which type are they?",
    )
    return listed


# -------------------------------------------------------------------------------------------------------- repair_loop

# These images judge the repaired loop. After each of the four epochs another share of them is right.
REPAIR_X = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [1.0, 1.0], [2.0, -1.0]])
REPAIR_Y = torch.tensor([[1.0], [0.0], [1.0], [0.0], [1.0]])


@probe
def after_repair(notebook, model, dl, valid_dl, lr, epochs):
    """What the repaired loop returns, and the parameters after it."""
    params = list(model.parameters())
    history = notebook.repair_loop(model, dl, valid_dl, lr, params, epochs)
    return {"history": history, "parameters": [parameter.detach() for parameter in model.parameters()]}


def repaired(student, device, start, lr, epochs):
    """Run the repaired loop on the small fixed set."""
    model = a_model(student, device, *start)
    loaders = [student.make_by(loader, x.to(device), y.to(device), 2) for x, y in ((X, Y), (REPAIR_X, REPAIR_Y))]
    answer = shown(student, after_repair, model, *loaders, lr, epochs)
    return answer["history"], in_one_row(answer["parameters"], "the parameters")


@exercise("repair_loop", points=0.5)
def test_repair_loop_one_epoch(student, device):
    """repair_loop for one epoch: batches of 2, 2 and 1 images, lr 2, all parameters 0 at the start."""
    _, after = repaired(student, device, (0.0, 0.0, 0.0), 2.0, 1)
    expect_close(
        after,
        torch.tensor([0.482926, -0.813983, 0.004209]),
        words="the weights 0.4829 and −0.8140, and the bias 0.0042",
        mistakes=[
            Mistake(torch.tensor([2.016883, -0.826935, 0.559449]),
                    "the gradients of earlier batches are still there when the next step is taken", CLEARED),
            Mistake(torch.tensor([-0.482926, 0.813983, -0.004209]), "the steps go uphill: the loss grows",
                    "the gradient points to where the loss grows. Which way should the step go?"),
            Mistake(torch.tensor([-2.016883, 0.826935, -0.559449]),
                    "the steps go uphill, and earlier gradients are still there",
                    "work out one batch by hand: gradients, step, clear"),
            Mistake(torch.tensor([0.745604, -1.51939, 0.251229]),
                    "the loop has also learned from the images that are there to judge it",
                    "which lines belong to training only?"),
            Mistake(torch.tensor([0.0, 0.0, 0.0]), "no parameter has moved",
                    "are the gradients still there at the moment of the step?"),
        ],
        next="work out one batch by hand: gradients, step, clear. Which line does what?",
    )  # fmt: skip


@exercise("repair_loop", points=0.25)
def test_repair_loop_four_epochs(student, device):
    """repair_loop for four epochs, lr 2, from weights −0.6, 0.5 and bias −0.4: the parameters at the end."""
    _, after = repaired(student, device, (-0.6, 0.5, -0.4), 2.0, 4)
    expect_close(
        after,
        torch.tensor([0.742326, -1.845659, -0.816287]),
        words="the weights 0.7423 and −1.8457, and the bias −0.8163",
        mistakes=[
            Mistake(torch.tensor([0.814486, -2.861189, -0.287035]),
                    "gradients from the validation images are still there when training goes on",
                    "should there be a backward pass in the second loop?"),
            Mistake(torch.tensor([0.745364, -3.075999, 0.060077]),
                    "the loop has also learned from the images that are there to judge it",
                    "which lines belong to training only?"),
            Mistake(torch.tensor([-0.095521, 0.181314, -0.507143]), "only one epoch was trained",
                    "where does your function return?"),
        ],
        next="one epoch is right and four are not: what is left over from one epoch to the next?",
    )  # fmt: skip


@exercise("repair_loop", points=0.75)
def test_repair_loop_history(student, device):
    """repair_loop for four epochs: the list of four accuracies."""
    history, _ = repaired(student, device, (-0.6, 0.5, -0.4), 2.0, 4)
    expect(
        not isinstance(history, Handle) and history is not None,
        expected="a list of four accuracies", got="None", why="your function ended without a return",
        next="what should be returned?",
    )  # fmt: skip
    expect_close_one_of(
        history,
        torch.tensor([0.4, 0.6, 0.8, 0.6]), torch.tensor([0.33333333, 0.66666667, 0.83333333, 0.66666667]),
        words="one accuracy after each epoch: 0.4, 0.6, 0.8, 0.6 over the images, or the means of the batches",
        mistakes=[
            Mistake(torch.tensor([0.4, 0.6, 0.6, 0.6]),
                    "raw activations were compared with 0.5: that limit is for numbers after the sigmoid",
                    "which raw activation becomes 0.5 in the sigmoid?"),
            Mistake(torch.tensor([0.33333333, 0.66666667, 0.66666667, 0.66666667]),
                    "raw activations were compared with 0.5: that limit is for numbers after the sigmoid",
                    "which raw activation becomes 0.5 in the sigmoid?"),
            Mistake(torch.tensor([0.4]), "there is one accuracy, and four epochs were asked for",
                    "at which depth of the loops does your function return?"),
            Mistake(torch.tensor([0.4, 0.4, 0.6, 0.8]), "the accuracies were measured before each epoch",
                    "which comes first in an epoch: training, or judging?"),
            Mistake(0.6, "this is the last accuracy alone", "what should be returned: the last one, or all?"),
        ],
        next="how many epochs were there, and what was measured after each?",
    )  # fmt: skip


def expect_close_one_of(got, over_items, over_batches, *, words, mistakes=(), next=""):
    """The accuracies of all epochs, in one of the two ways to take a mean."""
    kinds = "tensor number array sequence"
    try:
        expect_close(got, over_batches, words=words, rtol=0, atol=6e-5, kinds=kinds)
    except Wrong:
        expect_close(got, over_items, words=words, mistakes=mistakes, next=next, rtol=0, atol=6e-5, kinds=kinds)
