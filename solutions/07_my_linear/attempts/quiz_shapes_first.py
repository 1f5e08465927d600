"""Answers to quiz_shapes_first, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: the batch is turned around
# why: which of the two numbers counts the rows
quiz_shapes_first = {"a": (784, 64), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: 784 is taken for the number of images
# why: 784 is the number of pixels of one image
quiz_shapes_first = {"a": (784,), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the images keep rows and columns
# why: have their rows and columns still
quiz_shapes_first = {"a": (64, 28, 28), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the weight as nn.Linear keeps it
# why: turned around
quiz_shapes_first = {"a": (64, 784), "b": (30, 784), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the weight has the shape of the result
# why: does not know how many images
quiz_shapes_first = {"a": (64, 784), "b": (64, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the weight of the first layer has one output
# why: this layer has 30 outputs
quiz_shapes_first = {"a": (64, 784), "b": (784, 1), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the weight is taken for the bias
# why: is a bias
quiz_shapes_first = {"a": (64, 784), "b": (30,), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: a bias for each input
# why: and not to the inputs
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (784,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: a bias for each image
# why: the same bias serves all images
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (64,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: a bias for each image and output
# why: broadcasting adds it
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (64, 30), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: one bias for all outputs
# why: how many outputs
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (1,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the bias with two axes
# why: one axis is enough
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (1, 30), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the pixels go through
# why: one number for each output
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 784), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the outputs of one image
# why: the numbers of one image
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (30,), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the result turned around
# why: counts the rows
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (30, 64), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: ReLU looks at the pixels
# why: what came out of the first layer
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 784), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: ReLU adds up
# why: neither adds up nor leaves out
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 1), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the second weight turned around
# why: turned around
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (1, 30), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the second weight with the pixels
# why: how many numbers for each image reach this one
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (784, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the second weight with one axis
# why: a weight has two axes
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30,), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the second bias with 30 numbers
# why: how many outputs
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (30,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the second bias as a number
# why: still one axis
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: the result without its last axis
# why: keeps the axis of its outputs
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64,), "i": (20, 1), "j": (10,)}

# %% mistake: ten outputs for 3 or 7
# why: one number says 3 or 7
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 10), "i": (20, 1), "j": (10,)}

# %% mistake: the last batch as large as the others
# why: follows the batch
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (64, 1), "j": (10,)}

# %% mistake: the last batch without its last axis
# why: keeps the axis of its outputs
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20,), "j": (10,)}

# %% mistake: a single image comes out as a batch
# why: no such axis comes out
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (1, 10)}

# %% mistake: a number where a shape is asked for
# why: without a comma
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": 30, "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": 1, "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: texts
# why: this is a text
quiz_shapes_first = {letter: "(64, 784)" for letter in "abcdefghij"}

# %% mistake: the same shape everywhere
quiz_shapes_first = dict.fromkeys("abcdefghij", (64, 784))

# %% mistake: only the first layer is answered
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": None, "f": None, "g": None, "h": None, "i": None, "j": None}

# %% mistake: a question is missing
quiz_shapes_first = {"a": (64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1)}

# %% mistake: a list of shapes
quiz_shapes_first = [(64, 784), (784, 30), (30,), (64, 30), (64, 30), (30, 1), (1,), (64, 1), (20, 1), (10,)]

# %% mistake: tensors of these shapes
quiz_shapes_first = {"a": torch.zeros(64, 784), "b": (784, 30), "c": (30,), "d": (64, 30), "e": (64, 30), "f": (30, 1), "g": (1,), "h": (64, 1), "i": (20, 1), "j": (10,)}

# %% mistake: a letter for the length
quiz_shapes_first = {"a": ("B", 784), "b": (784, 30), "c": (30,), "d": ("B", 30), "e": ("B", 30), "f": (30, 1), "g": (1,), "h": ("B", 1), "i": (20, 1), "j": (10,)}

# %% mistake: untouched
# status: not attempted
quiz_shapes_first = dict.fromkeys("abcdefghij")

# %% right: lists
quiz_shapes_first = {"a": [64, 784], "b": [784, 30], "c": [30], "d": [64, 30], "e": [64, 30], "f": [30, 1], "g": [1], "h": [64, 1], "i": [20, 1], "j": [10]}

# %% right: measured
batch, one = torch.rand(64, 784), nn.Linear(784, 30)
two = nn.Linear(30, 1)
quiz_shapes_first = {
    "a": batch.shape,
    "b": one.weight.T.shape,
    "c": one.bias.shape,
    "d": one(batch).shape,
    "e": F.relu(one(batch)).shape,
    "f": two.weight.T.shape,
    "g": two.bias.shape,
    "h": two(one(batch).relu()).shape,
    "i": two(one(batch[:20]).relu()).shape,
    "j": nn.Linear(784, 10)(batch[0]).shape,
}

# %% right: computed, and in another order
quiz_shapes_first = dict(j=(10,), i=(20, 1), h=(64, 1), g=(1,), f=(30, 1), e=(64, 30), d=(64, 30), c=(30,), b=(28 * 28, 30), a=(64, 28 * 28))

# %% right: lengths as NumPy numbers and tensors
quiz_shapes_first = {"a": np.array([64, 784]).tolist(), "b": (np.int64(784), 30), "c": (torch.tensor(30),), "d": torch.Size([64, 30]), "e": (64.0, 30), "f": (30, 1), "g": 1, "h": (64, 1), "i": (20, 1), "j": (10,)}
quiz_shapes_first["g"] = (1,)
