# %% mistake: the limit 0.5 on raw activations
# why: 0.2 was taken for a 7
def batch_accuracy(preds, targets):
    return ((preds > 0.5) == (targets > 0.5)).float().mean()

# %% mistake: the sigmoid, and the limit 0
# why: everything counts as a 3
def batch_accuracy(preds, targets):
    return ((preds.sigmoid() > 0) == (targets > 0.5)).float().mean()

# %% mistake: rounded raw activations
def batch_accuracy(preds, targets):
    return (preds.round() == targets).float().mean()

# %% mistake: the number of right answers
# why: this is the number of right answers
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets > 0.5)).sum()

# %% mistake: the verdicts
# why: verdicts for single images
def batch_accuracy(preds, targets):
    return (preds > 0) == (targets > 0.5)

# %% mistake: the verdicts as floats
# why: verdicts for single images
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets > 0.5)).float()

# %% mistake: the share of wrong answers
# why: the share of wrong answers
def batch_accuracy(preds, targets):
    return ((preds > 0) != (targets > 0.5)).float().mean()

# %% mistake: percent
# why: these are percent
def batch_accuracy(preds, targets):
    return 100 * ((preds > 0) == (targets > 0.5)).float().mean()

# %% mistake: the 3s alone
# why: among the 3s alone
def batch_accuracy(preds, targets):
    return (preds[targets == 1] > 0).float().mean()

# %% mistake: how many are called a 3
def batch_accuracy(preds, targets):
    return (preds > 0).float().mean()

# %% mistake: each with each
# why: each activation was compared with each target
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets.squeeze(1) > 0.5)).float().mean()

# %% mistake: a mean over one axis
# why: a list of one number
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets > 0.5)).float().mean(0)

# %% mistake: the loss
# why: the loss
def batch_accuracy(preds, targets):
    return mnist_loss(preds, targets)

# %% mistake: one minus the loss
def batch_accuracy(preds, targets):
    return 1 - mnist_loss(preds, targets)

# %% mistake: the mean of bools
# status: raised
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets > 0.5)).mean()

# %% mistake: rounded to a whole number
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets > 0.5)).sum() // len(preds)

# %% mistake: the limit -0.5
def batch_accuracy(preds, targets):
    return ((preds > -0.5) == (targets > 0.5)).float().mean()

# %% mistake: activations against the targets
def batch_accuracy(preds, targets):
    return (preds == targets).float().mean()

# %% mistake: activations above the targets
def batch_accuracy(preds, targets):
    return (preds > targets).float().mean()

# %% mistake: the activations are overwritten
def batch_accuracy(preds, targets):
    preds[preds > 0] = 1
    preds[preds < 0] = 0
    return (preds == targets).float().mean()

# %% mistake: sigmoid in place
def batch_accuracy(preds, targets):
    preds.sigmoid_()
    return ((preds > 0.5) == (targets > 0.5)).float().mean()

# %% mistake: divided by the notebook's bs
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets > 0.5)).sum() / bs

# %% mistake: divided by five
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets > 0.5)).sum() / 5

# %% mistake: the median
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets > 0.5)).float().median()

# %% mistake: the first activation alone
def batch_accuracy(preds, targets):
    return float((preds[0] > 0) == (targets[0] > 0.5))

# %% mistake: the share where both are 3s
def batch_accuracy(preds, targets):
    return ((preds > 0) * targets).mean()

# %% mistake: the largest in the row
def batch_accuracy(preds, targets):
    return (preds.argmax(1, keepdim=True) == targets).float().mean()

# %% mistake: nothing is returned
def batch_accuracy(preds, targets):
    print(((preds > 0) == (targets > 0.5)).float().mean())

# %% mistake: text
def batch_accuracy(preds, targets):
    return f"{((preds > 0) == (targets > 0.5)).float().mean():.4f}"

# %% mistake: the examples are written into the function
def batch_accuracy(preds, targets):
    return 0.8

# %% mistake: the unfinished cell
# status: not attempted
def batch_accuracy(preds, targets):
    """The share of raw activations (B, 1) that are on the right side, given targets (B, 1) of 0 and 1."""
    raise NotImplementedError()

# %% mistake: nearer than one half
def batch_accuracy(preds, targets):
    return ((preds - targets).abs() < 0.5).float().mean()

# %% mistake: above the mean
def batch_accuracy(preds, targets):
    return ((preds > preds.mean()) == (targets > 0.5)).float().mean()

# %% mistake: softmax
def batch_accuracy(preds, targets):
    return ((preds.softmax(1) > 0.5) == (targets > 0.5)).float().mean()

# %% mistake: sign is target
def batch_accuracy(preds, targets):
    return (preds.sign() == targets).float().mean()

# %% mistake: no mean on 3s and 7s
def batch_accuracy(preds, targets):
    a = (preds[targets == 1] > 0).float().mean(); b = (preds[targets == 0] < 0).float().mean()
    return (a + b) / 2

# %% mistake: the number of right answers
# why: this is the number of right answers
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets > 0.5)).sum()

# %% right: the sigmoid and the limit 0.5
def batch_accuracy(preds, targets):
    return ((preds.sigmoid() > 0.5) == targets).float().mean()

# %% right: the rounded sigmoid
def batch_accuracy(preds, targets):
    return (torch.sigmoid(preds).round() == targets).double().mean()

# %% right: a Python float
def batch_accuracy(preds, targets):
    return ((preds > 0) == (targets > 0.5)).sum().item() / len(preds)

# %% right: a loop
def batch_accuracy(preds, targets):
    right = 0
    for pred, target in zip(preds.flatten().tolist(), targets.flatten().tolist()):
        right += (pred > 0) == (target == 1)
    return right / len(preds)

# %% right: the sign of a product
def batch_accuracy(preds, targets):
    return (preds * (targets - 0.5) > 0).float().mean()

# %% right: torch.where
def batch_accuracy(preds, targets):
    return torch.where(targets == 1, preds > 0, preds < 0).float().mean()

# %% right: NumPy
def batch_accuracy(preds, targets):
    return np.mean((preds.detach().cpu().numpy() > 0) == (targets.cpu().numpy() > 0.5))

# %% right: one minus the mean distance of zeros and ones
def batch_accuracy(preds, targets):
    return 1 - ((preds >= 0).float() - targets).abs().mean()

# %% right: both flattened
def batch_accuracy(preds, targets):
    return (preds.view(-1).gt(0) == targets.view(-1).bool()).float().mean().item()

# %% right: clamp ceil
def batch_accuracy(preds, targets):
    return (preds.clamp(0, 1).ceil() == targets).float().mean()

# %% right: loss below one half
def batch_accuracy(preds, targets):
    return sum(abs(torch.sigmoid(p) - t).item() < 0.5 for p, t in zip(preds, targets)) / targets.shape[0]
