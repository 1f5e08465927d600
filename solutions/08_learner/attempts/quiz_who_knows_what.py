"""Answers to quiz_who_knows_what, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: the Learner knows everything
# why: who would have them without a Learner
quiz_who_knows_what = {letter: "learner" for letter in "abcdefgh"} | {"a": "dls", "h": "dls"}

# %% mistake: the Learner keeps the two sets apart
# why: who holds the two sets apart
quiz_who_knows_what = {"a": "dls", "b": "model", "c": "optimizer", "d": "loss", "e": "metric", "f": "learner", "g": "model", "h": "learner"}

# %% mistake: the metric picks the validation images
# why: who picks the images
quiz_who_knows_what = {"a": "dls", "b": "model", "c": "optimizer", "d": "loss", "e": "metric", "f": "learner", "g": "model", "h": "metric"}

# %% mistake: the weights lie in the optimizer
# why: the optimizer moves the weights
quiz_who_knows_what = {"a": "dls", "b": "optimizer", "c": "optimizer", "d": "loss", "e": "metric", "f": "learner", "g": "model", "h": "dls"}

# %% mistake: the learning rate lies in the Learner
# why: hands it on at once
quiz_who_knows_what = {"a": "dls", "b": "model", "c": "learner", "d": "loss", "e": "metric", "f": "learner", "g": "model", "h": "dls"}

# %% mistake: loss and metric swapped
# why: nothing can be learned from it
quiz_who_knows_what = {"a": "dls", "b": "model", "c": "optimizer", "d": "metric", "e": "loss", "f": "learner", "g": "model", "h": "dls"}

# %% mistake: the loss twice
# why: another function is made for people
quiz_who_knows_what = {"a": "dls", "b": "model", "c": "optimizer", "d": "loss", "e": "loss", "f": "learner", "g": "model", "h": "dls"}

# %% mistake: the metric remembers
# why: forgets its last result
quiz_who_knows_what = {"a": "dls", "b": "model", "c": "optimizer", "d": "loss", "e": "metric", "f": "metric", "g": "model", "h": "dls"}

# %% mistake: the gradients lie in the loss
# why: backward() starts at the loss
quiz_who_knows_what = {"a": "dls", "b": "model", "c": "optimizer", "d": "loss", "e": "metric", "f": "learner", "g": "loss", "h": "dls"}

# %% mistake: the gradients lie in the optimizer
# why: where does it read them
quiz_who_knows_what = {"a": "dls", "b": "model", "c": "optimizer", "d": "loss", "e": "metric", "f": "learner", "g": "optimizer", "h": "dls"}

# %% mistake: only the first half is answered
# status: wrong
quiz_who_knows_what = {"a": "dls", "b": "model", "c": "optimizer", "d": "loss", "e": None, "f": None, "g": None, "h": None}

# %% mistake: names that are not in the list
# status: wrong
quiz_who_knows_what = {"a": "DataLoader", "b": "weights", "c": "lr", "d": "mnist_loss", "e": "accuracy", "f": "history", "g": "grad", "h": "valid_dl"}

# %% mistake: the parts themselves and not their names
# status: wrong
quiz_who_knows_what = {"a": train_dl, "b": model, "c": opt, "d": mnist_loss, "e": batch_accuracy, "f": None, "g": model, "h": valid_dl}

# %% mistake: a list
# status: wrong
quiz_who_knows_what = ["dls", "model", "optimizer", "loss", "metric", "learner", "model", "dls"]

# %% right: another way to make a dictionary
quiz_who_knows_what = dict(a="dls", b="model", c="optimizer", d="loss", e="metric", f="learner", g="model", h="dls")

# %% right: capital letters and spaces
quiz_who_knows_what = {"a": "DLS", "b": " model", "c": "Optimizer", "d": "Loss", "e": "metric ", "f": "Learner", "g": "Model", "h": "dls"}

# %% right: filled in one by one
quiz_who_knows_what = {}
for letter, part in zip("abcdefgh", "dls model optimizer loss metric learner model dls".split()):
    quiz_who_knows_what[letter] = part

# %% right: with a remark
quiz_who_knows_what = {
    "a": "dls", "b": "model", "c": "optimizer", "d": "loss", "e": "metric", "f": "learner", "g": "model", "h": "dls",
    "remark": "the gradients were the hard one",
}
