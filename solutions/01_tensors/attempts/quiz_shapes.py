"""Answers to quiz_shapes, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: one index keeps its axis
# why: an index takes its axis away
quiz_shapes = {"a": (1, 28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: [:, 0] is taken for the first image
# why: a colon keeps its whole axis
quiz_shapes = {"a": (28, 28), "b": (28, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: a slice of length 1 takes its axis away
# why: a slice keeps its axis
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: 784 is taken for the number of images
# why: what stands in front stays in front
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (784, 200), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: 784 alone
# why: 784 is the number of pixels of one image
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (784,), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: unsqueeze(1) puts the axis first
# why: your new axis is at another place
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (1, 784), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: the mean keeps the axes that it is given
# why: mean takes away the axes that it is given
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (28, 28), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: a number where a shape is asked for
# why: without a comma
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: (200, 784) times (1, 784) by the rules of the matrix product
# why: * is no matrix product
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 1), "h": (200, 5, 28, 28)}

# %% mistake: (200, 784) times (1, 784) is said to fail
# why: this is a text
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": "error", "h": (200, 5, 28, 28)}

# %% mistake: the 1 is not stretched in (h)
# why: the 1 is stretched
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 1, 28, 28)}

# %% mistake: (h) has the two numbers of images swapped
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (5, 200, 28, 28)}

# %% mistake: only the first half is answered
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": None, "f": None, "g": None, "h": None}

# %% mistake: a question is missing
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784)}

# %% mistake: texts
# why: this is a text
quiz_shapes = {letter: "(28, 28)" for letter in "abcdefgh"}

# %% mistake: the same shape everywhere
quiz_shapes = dict.fromkeys("abcdefgh", (200, 28, 28))

# %% mistake: a list of shapes
quiz_shapes = [(28, 28), (200, 28), (1, 28, 28), (200, 784), (784, 1), (200,), (200, 784), (200, 5, 28, 28)]

# %% mistake: tensors of these shapes
quiz_shapes = {"a": torch.zeros(28, 28), "b": torch.zeros(200, 28), "c": torch.zeros(1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: an index is taken for a number of images
# why: not three images
quiz_shapes = {"a": (3, 28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: an index leaves an axis of length 1
# why: an index takes its axis away
quiz_shapes = {"a": (28, 28), "b": (200, 1, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: the stop of a slice is included
# why: the stop of a slice is not included
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (2, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: view(200, -1) is taken for one long row
# why: that would be view(-1)
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (156800,), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: unsqueeze is taken to change nothing
# why: unsqueeze adds an axis
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784,), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: the mean keeps its axes with length 1
# why: unless keepdim=True
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200, 1, 1), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: the mean over everything
# why: a mean over all axes leaves none
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: the shape of the smaller one
# why: the 1 is stretched
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (1, 784), "h": (200, 5, 28, 28)}

# %% mistake: (h) as if nothing had been unsqueezed
# why: unsqueeze has added an axis
quiz_shapes = {"a": (28, 28), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 28, 28)}

# %% mistake: a fingerprint copied from checks.py
# why: this is a text
quiz_shapes = {"a": "762758a450181dda", "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: lengths that are no whole numbers
quiz_shapes = {"a": (28, 28.5), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: lengths beyond all measure
quiz_shapes = {"a": (28, 10 ** 900), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

# %% mistake: a shape of nested tuples and True
quiz_shapes = {"a": ((28, 28), True, float("nan"), "28"), "b": (200, 28), "c": (1, 28, 28), "d": (200, 784), "e": (784, 1), "f": (200,), "g": (200, 784), "h": (200, 5, 28, 28)}

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

# %% right: lengths as tensors, NumPy numbers and floats
quiz_shapes = {"a": (torch.tensor(28), np.int64(28)), "b": np.array([200, 28]).tolist(), "c": (1, 28.0, 28), "d": torch.Size([200, 784]), "e": (np.int32(784), 1), "f": [np.int64(200)], "g": (200, 784), "h": (200, 5, 28, 28)}

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
