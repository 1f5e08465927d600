"""Answers to quiz_seven_steps, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: predict first
# why: the parameters have no values
quiz_seven_steps = {"order": ["predict", "init", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: the order of the alphabet
# why: the slope of something
quiz_seven_steps = {"order": ["gradient", "init", "loss", "predict", "repeat", "step", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: backwards
# why: who stops first
quiz_seven_steps = {"order": ["stop", "repeat", "step", "gradient", "loss", "predict", "init"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: the loss before the prediction
# why: is there a prediction yet
quiz_seven_steps = {"order": ["init", "loss", "predict", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: the gradient before the loss
# why: starts from one number
quiz_seven_steps = {"order": ["init", "predict", "gradient", "loss", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: the gradient before the prediction
# why: starts from one number
quiz_seven_steps = {"order": ["init", "gradient", "predict", "loss", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: the step before the gradient
# why: the step needs a direction
quiz_seven_steps = {"order": ["init", "predict", "loss", "step", "gradient", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: the step after the prediction
# why: which way is downhill
quiz_seven_steps = {"order": ["init", "predict", "step", "loss", "gradient", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: repeated before the step
# why: a second round would be like the first
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "repeat", "step", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: stopped before it is repeated
# why: what comes before the end
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "stop", "repeat"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: six words
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: eight words
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop", "predict"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: the same word twice
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "step", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: words of one's own
quiz_seven_steps = {"order": ["start", "guess", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: a text in the place of a list
quiz_seven_steps = {"order": "init predict loss gradient step repeat stop", "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: numbers
quiz_seven_steps = {"order": [1, 2, 3, 4, 5, 6, 7], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: a is taken for the loss
# why: nothing is compared yet
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "loss", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: a is taken for init
# why: this line uses them
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "init", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: b is taken for the gradient
# why: none is computed
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "gradient", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: c is taken for the prediction
# why: they go into this line
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "predict", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: c is taken for the gradient
# why: is it a slope
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "gradient", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: d is taken for the gradient
# why: it is used here
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "gradient", "e": "gradient", "f": "step"}

# %% mistake: d is taken for repeat
# why: does one thing, once
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "repeat", "e": "gradient", "f": "step"}

# %% mistake: e is taken for the step
# why: the line with the error
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "step", "f": "step"}

# %% mistake: e is taken for init
# why: what fills .grad
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "init", "f": "step"}

# %% mistake: f is taken for the gradient
# why: does anybody use it
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "gradient"}

# %% mistake: f is taken for repeat
# why: the loop goes on
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "repeat"}

# %% mistake: only the order
quiz_seven_steps = {"order": ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], "a": None, "b": None, "c": None, "d": None, "e": None, "f": None}

# %% mistake: only the letters
quiz_seven_steps = {"order": [None, None, None, None, None, None, None], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: one place is empty
quiz_seven_steps = {"order": ["init", "predict", "loss", None, "step", "repeat", "stop"], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: a set
quiz_seven_steps = {"order": set(["init", "predict", "loss", "gradient", "step", "repeat", "stop"]), "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: a list in a list
quiz_seven_steps = {"order": [["init", "predict", "loss", "gradient", "step", "repeat", "stop"], ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], ["init", "predict", "loss", "gradient", "step", "repeat", "stop"], ["init", "predict", "loss", "gradient", "step", "repeat", "stop"]], "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% mistake: a list
quiz_seven_steps = ["init", "predict", "loss", "gradient", "step", "repeat", "stop"]

# %% mistake: untouched
# status: not attempted
quiz_seven_steps = {"order": [None, None, None, None, None, None, None], "a": None, "b": None, "c": None, "d": None, "e": None, "f": None}

# %% right: a tuple
quiz_seven_steps = {"order": ("init", "predict", "loss", "gradient", "step", "repeat", "stop"), "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% right: capitals and blanks
quiz_seven_steps = {"order": ["Init", " predict", "LOSS", "gradient ", "Step", "repeat", "stop"], "a": "Predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% right: split
quiz_seven_steps = {"order": "init predict loss gradient step repeat stop".split(), "a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}

# %% right: filled one by one
quiz_seven_steps = {"order": ["init", "predict"] + ["loss", "gradient", "step"] + ["repeat", "stop"]}
quiz_seven_steps.update(a="predict", b="init", c="loss", d="step", e="gradient", f="step")
