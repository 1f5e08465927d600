"""Answers to quiz_learning_rate, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: diverging is taken for bouncing
# why: do these values come down
quiz_learning_rate = {"a": "bouncing", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: diverging is taken for good
# why: compare the first value with the last
quiz_learning_rate = {"a": "good", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: diverging is taken for too low
# why: does it fall here
quiz_learning_rate = {"a": "too low", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: too low is taken for good
# why: at this pace
quiz_learning_rate = {"a": "diverging", "b": "good", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: too low is taken for bouncing
# why: who jumps from side to side
quiz_learning_rate = {"a": "diverging", "b": "bouncing", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: too low is taken for diverging
# why: gets worse with each step
quiz_learning_rate = {"a": "diverging", "b": "diverging", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: bouncing is taken for diverging
# why: do the distances from the bottom grow
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "diverging", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: bouncing is taken for good
# why: look at the signs
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "good", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: bouncing is taken for too low
# why: look at the signs
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "too low", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: good is taken for too low
# why: after four steps
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "too low", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: good is taken for bouncing
# why: wastes most of its steps
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "bouncing", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: the step on x²
# why: this is the step on x²
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": 1.2, "f": 0.5, "g": 0.005}

# %% mistake: uphill
# why: you went uphill
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": 12, "f": 0.5, "g": 0.005}

# %% mistake: the sign is lost
# why: its sign is not
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": 6, "f": 0.5, "g": 0.005}

# %% mistake: lr times x
# why: lr times x
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": 2.1, "f": 0.5, "g": 0.005}

# %% mistake: the whole gradient
# why: the whole gradient
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -27, "f": 0.5, "g": 0.005}

# %% mistake: the step alone
# why: this is the step alone
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -9, "f": 0.5, "g": 0.005}

# %% mistake: lr times the value
# why: lr times the value
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -10.5, "f": 0.5, "g": 0.005}

# %% mistake: lr 1 for the bottom
# why: on the other side
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 1, "g": 0.005}

# %% mistake: the distance is taken for the learning rate
# why: At 3 the gradient is not 1
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 3, "g": 0.005}

# %% mistake: half of the way
# why: half of the way
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.25, "g": 0.005}

# %% mistake: a third
# why: is that the gradient, or the value
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 1 / 3, "g": 0.005}

# %% mistake: below zero
# why: would lead uphill
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": -0.5, "g": 0.005}

# %% mistake: larger for the sum
# why: both lengthen the step
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 2.0}

# %% mistake: the same for the sum
# why: would the step be the same
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.1}

# %% mistake: the factor twice
# why: not squared
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.00025}

# %% mistake: a factor of two
# why: by which factor
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.05}

# %% mistake: a word for a number
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": "left", "f": 0.5, "g": 0.005}

# %% mistake: a number as text
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": "0.5", "g": 0.005}

# %% mistake: a number for a word
quiz_learning_rate = {"a": 1.05, "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: a word that is not among the four
quiz_learning_rate = {"a": "diverging", "b": "too small", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: only the words are answered
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": None, "f": None, "g": None}

# %% mistake: only the numbers are answered
quiz_learning_rate = {"a": None, "b": None, "c": None, "d": None, "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: a question is missing
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.5}

# %% mistake: a list
quiz_learning_rate = ["diverging", "too low", "bouncing", "good", -6, 0.5, 0.005]

# %% mistake: nan, infinity and a huge number
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": float("nan"), "f": float("inf"), "g": 10**400}

# %% mistake: all letters the same
quiz_learning_rate = dict.fromkeys("abcdefg", "good")

# %% mistake: True for a number
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": True, "g": 0.005}

# %% mistake: a fingerprint copied from checks.py
quiz_learning_rate = {"a": "762758a450181dda", "b": "too low", "c": "bouncing", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% mistake: untouched
# status: not attempted
quiz_learning_rate = {"a": None, "b": None, "c": None, "d": None, "e": None, "f": None, "g": None}

# %% right: numbers worked out
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": 3 - 0.3 * 10 * 3, "f": 1 / 2, "g": 0.1 / 20}

# %% right: capitals and blanks
quiz_learning_rate = {"a": "Diverging", "b": " Too  low ", "c": "BOUNCING", "d": "good", "e": -6, "f": 0.5, "g": 0.005}

# %% right: floats, and tensors of one number
quiz_learning_rate = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good", "e": torch.tensor(-6.0), "f": np.float64(0.5), "g": torch.tensor(5e-3)}

# %% right: another order, and a note besides
quiz_learning_rate = dict(note="done", g=5e-3, f=0.5, e=-6.0, d="good", c="bouncing", b="too low", a="diverging")

# %% right: filled one by one
quiz_learning_rate = dict.fromkeys("abcdefg")
quiz_learning_rate["a"], quiz_learning_rate["b"] = "diverging", "too low"
quiz_learning_rate.update(c="bouncing", d="good", e=-6, f=0.5, g=0.005)
