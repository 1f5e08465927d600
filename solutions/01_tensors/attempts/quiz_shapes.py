"""Answers to quiz_shapes, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: one index keeps its axis
# why: one index takes its axis away
quiz_shapes = {"a": (1, 28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: [:, 0] is taken for the first image
# why: the colon keeps all 200 images
quiz_shapes = {"a": (28, 28), "b": (28, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: a slice of length 1 takes its axis away
# why: a slice keeps its axis
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: 784 is taken for the number of images
# why: the 200 images stay in front
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (784, 200), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: 784 alone
# why: 784 is the number of pixels of one image
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (784,), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: unsqueeze(1) puts the axis first
# why: unsqueeze(1) puts it second
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (1, 784), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: the mean keeps the axes that it is given
# why: mean takes away the axes that it is given
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (28, 28), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: a number where a shape is asked for
# why: without a comma
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: (200, 784) times (1, 784) by the rules of the matrix product
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 1), "h": (200, 5, 28, 28)}

# %% mistake: (200, 784) times (1, 784) is said to fail
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": "error", "h": (200, 5, 28, 28)}

# %% mistake: the 1 is not stretched in (h)
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 1, 28, 28)}

# %% mistake: (h) has the two numbers of images swapped
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (5, 200, 28, 28)}

# %% mistake: only the first half is answered
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": None, "f": None, "g": None, "h": None}

# %% mistake: a question is missing
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784)}

# %% mistake: texts
quiz_shapes = {letter: "(28, 28)" for letter in "abcdefgh"}

# %% mistake: the same shape everywhere
quiz_shapes = dict.fromkeys("abcdefgh", (200, 28, 28))

# %% mistake: a list of shapes
quiz_shapes = [(28, 28), (200, 28), (1, 28, 28), (200, 784), (784, 1), (200,), (200, 784), (200, 5, 28, 28)]

# %% mistake: tensors of these shapes
quiz_shapes = {"a": torch.zeros(28, 28), "b": torch.zeros(200, 28), "c": torch.zeros(1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: untouched
# status: not attempted
quiz_shapes = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
    "e": None,
    "f": None,
    "g": None,
    "h": None,
}

# %% right: lists
quiz_shapes = {"a": [28, 28], "b": [200, 28], "c": [1, 28, 28], "d": [200, 784], "e": [784, 1], "f": [200], "g": [200, 784], "h": [200, 5, 28, 28]}

# %% right: measured
images, one = torch.rand(200, 28, 28), torch.rand(28, 28)
quiz_shapes = {
    "a": images[3].shape,
    "b": images[:, 0].shape,
    "c": images[0:1].shape,
    "d": images.view(200, -1).shape,
    "e": torch.arange(784).unsqueeze(1).shape,
    "f": images.mean((1, 2)).shape,
    "g": (images.view(200, 784) * one.view(1, 784)).shape,
    "h": (images.unsqueeze(1) - images[:5]).shape,
}

# %% right: another order, and a note besides
quiz_shapes = dict(h=(200, 5, 28, 28), g=(200, 784), f=(200,), e=(784, 1), d=(200, 28 * 28), c=(1, 28, 28), b=(200, 28), a=(28, 28), note="done")

# %% right: filled one by one
quiz_shapes = dict.fromkeys("abcdefgh")
quiz_shapes["a"] = 28, 28
quiz_shapes["b"] = 200, 28
quiz_shapes["c"] = 1, 28, 28
quiz_shapes["d"] = quiz_shapes["g"] = 200, 784
quiz_shapes["e"] = 784, 1
quiz_shapes["f"] = 200,
quiz_shapes["h"] = 200, 5, 28, 28
