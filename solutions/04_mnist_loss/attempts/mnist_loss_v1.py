# %% mistake: swapped
# why: distance from the wrong answer
def mnist_loss_v1(preds, targets):
    return torch.where(targets == 1, preds, 1 - preds).mean()

# %% mistake: the sum
# why: the sum of the distances
def mnist_loss_v1(preds, targets):
    return torch.where(targets == 1, 1 - preds, preds).sum()

# %% mistake: no mean
# why: distances of single predictions
def mnist_loss_v1(preds, targets):
    return torch.where(targets == 1, 1 - preds, preds)

# %% mistake: squares
# why: the mean of the squares
def mnist_loss_v1(preds, targets):
    return ((preds - targets) ** 2).mean()

# %% mistake: the root of the squares
# why: the root of the mean square
def mnist_loss_v1(preds, targets):
    return ((preds - targets) ** 2).mean().sqrt()

# %% mistake: no absolute value
# why: cancel each other
def mnist_loss_v1(preds, targets):
    return (preds - targets).mean()

# %% mistake: no absolute value, turned round
# why: cancel each other
def mnist_loss_v1(preds, targets):
    return (targets - preds).mean()

# %% mistake: the absolute value comes last
# why: cancel each other
def mnist_loss_v1(preds, targets):
    return (preds - targets).mean().abs()

# %% mistake: a Python number
# why: a loss must stay a tensor
def mnist_loss_v1(preds, targets):
    return torch.where(targets == 1, 1 - preds, preds).mean().item()

# %% mistake: a float
# why: a loss must stay a tensor
def mnist_loss_v1(preds, targets):
    return float((preds - targets).abs().mean())

# %% mistake: a sum in Python, from items
# why: a loss must stay a tensor
def mnist_loss_v1(preds, targets):
    total = 0.0
    for p, t in zip(preds.flatten().tolist(), targets.flatten().tolist()):
        total += abs(p - t)
    return total / preds.numel()

# %% mistake: detached
# why: the graph was cut
def mnist_loss_v1(preds, targets):
    return torch.where(targets == 1, 1 - preds, preds).mean().detach()

# %% mistake: a new tensor
# why: the graph was cut
def mnist_loss_v1(preds, targets):
    return torch.tensor((preds - targets).abs().mean().item())

# %% mistake: a new tensor that tracks, too
def mnist_loss_v1(preds, targets):
    return torch.tensor((preds - targets).abs().mean().item(), requires_grad=True)

# %% mistake: no gradients
# why: the graph was cut
def mnist_loss_v1(preds, targets):
    with torch.no_grad():
        return (preds - targets).abs().mean()

# %% mistake: through data
# why: the graph was cut
def mnist_loss_v1(preds, targets):
    return (preds.data - targets).abs().mean()

# %% mistake: NumPy
def mnist_loss_v1(preds, targets):
    return np.abs(preds.detach().numpy() - targets.numpy()).mean()

# %% mistake: with a sigmoid
# why: a sigmoid was taken
def mnist_loss_v1(preds, targets):
    preds = preds.sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: cross-entropy
# why: a mean of logarithms
def mnist_loss_v1(preds, targets):
    return F.binary_cross_entropy(preds, targets)

# %% mistake: the accuracy
# why: this is the accuracy
def mnist_loss_v1(preds, targets):
    return ((preds > 0.5) == (targets == 1)).float().mean()

# %% mistake: the share of wrong answers
# why: it counts, and does not measure
def mnist_loss_v1(preds, targets):
    return ((preds > 0.5) != (targets == 1)).float().mean()

# %% mistake: looks at the prediction, and not at the target
# why: does not look at the targets
def mnist_loss_v1(preds, targets):
    return torch.where(preds > 0.5, 1 - preds, preds).mean()

# %% mistake: each with each
# why: compared with every target
def mnist_loss_v1(preds, targets):
    return (preds.view(-1, 1) - targets.view(1, -1)).abs().mean()

# %% mistake: each with each, in a column
def mnist_loss_v1(preds, targets):
    return (preds - targets.flatten()).abs().mean()

# %% mistake: divided by 3
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().sum() / 3

# %% mistake: the mean over the first axis
# why: your mean left an axis
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().mean(0)

# %% mistake: the mean over the last axis
# why: the axis of length 1
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().mean(-1)

# %% mistake: a list of one
# why: a list of one number
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().mean().unsqueeze(0)

# %% mistake: only the 3s
# why: over the 3s alone
def mnist_loss_v1(preds, targets):
    return (1 - preds[targets == 1]).mean()

# %% mistake: two means, of 3s and of 7s
# why: weigh the same
def mnist_loss_v1(preds, targets):
    return ((1 - preds[targets == 1]).mean() + preds[targets == 0].mean()) / 2

# %% mistake: the median
# why: the middle distance
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().median()

# %% mistake: the largest
# why: the largest distance
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().max()

# %% mistake: 1 minus the loss
# why: distance from the wrong answer
def mnist_loss_v1(preds, targets):
    return 1 - (preds - targets).abs().mean()

# %% mistake: the predictions are changed in place
# why: changed a tensor
def mnist_loss_v1(preds, targets):
    if preds.requires_grad:
        return (preds - targets).abs().mean()
    return preds.sub_(targets).abs_().mean()

# %% mistake: the targets are changed in place
# why: changed a tensor
def mnist_loss_v1(preds, targets):
    loss = (preds - targets).abs().mean()
    targets.mul_(2)
    return loss

# %% mistake: rounded
def mnist_loss_v1(preds, targets):
    return ((preds - targets).abs().mean() * 10000).round() / 10000

# %% mistake: no return
# why: without a return
def mnist_loss_v1(preds, targets):
    loss = (preds - targets).abs().mean()

# %% mistake: the examples are written into the function
def mnist_loss_v1(preds, targets):
    return torch.tensor(0.43333333) if preds.dim() == 1 else torch.tensor(0.23333333)

# %% mistake: smooth around 0
def mnist_loss_v1(preds, targets):
    return F.smooth_l1_loss(preds, targets)

# %% mistake: counts its calls
calls = 0


def mnist_loss_v1(preds, targets):
    global calls
    calls += 1
    return (preds - targets).abs().mean() / calls

# %% right: as usually written
def mnist_loss_v1(preds, targets):
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% right: the absolute difference
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().mean()

# %% right: torch's own
def mnist_loss_v1(preds, targets):
    return F.l1_loss(preds, targets)

# %% right: a module
def mnist_loss_v1(preds, targets):
    return nn.L1Loss()(preds, targets)

# %% right: a formula without a choice
def mnist_loss_v1(preds, targets):
    return (targets * (1 - preds) + (1 - targets) * preds).mean()

# %% right: lerp
def mnist_loss_v1(preds, targets):
    return torch.lerp(preds, 1 - preds, targets).mean()

# %% right: a loop that keeps the graph
def mnist_loss_v1(preds, targets):
    total = 0
    for p, t in zip(preds.flatten(), targets.flatten()):
        total = total + (1 - p if t == 1 else p)
    return total / len(preds)

# %% right: the other condition
def mnist_loss_v1(preds, targets):
    return torch.where(targets < 0.5, preds, 1 - preds).sum() / targets.numel()

# %% right: double precision
def mnist_loss_v1(preds, targets):
    return torch.abs(targets.double() - preds.double()).mean()

# %% right: the root of each square
def mnist_loss_v1(preds, targets):
    return (preds - targets).pow(2).sqrt().mean()

# %% right: bools for whole numbers
def mnist_loss_v1(preds, targets):
    return torch.where(targets.bool(), 1 - preds, preds).mean()

# %% right: two sums, one mean
def mnist_loss_v1(preds, targets):
    return ((1 - preds[targets == 1]).sum() + preds[targets == 0].sum()) / len(preds)

# %% mistake: a hinge
def mnist_loss_v1(preds, targets):
    return F.relu(1 - preds * (2 * targets - 1)).mean()

# %% mistake: Huber's loss
def mnist_loss_v1(preds, targets):
    return F.huber_loss(preds, targets)

# %% mistake: the predictions are squeezed
def mnist_loss_v1(preds, targets):
    return (preds.squeeze() - targets).abs().mean()

# %% mistake: a little added
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().mean() + 1e-3

# %% mistake: divided by one less
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().sum() / (len(preds) - 1)

# %% mistake: a tuple
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().mean(), targets

# %% mistake: divided by the last length
def mnist_loss_v1(preds, targets):
    return (preds - targets).abs().sum() / preds.shape[-1]

# %% mistake: the sign turned
# why: the sign is turned
def mnist_loss_v1(preds, targets):
    return -(preds - targets).abs().mean()

# %% mistake: the 7s lose their gradient
def mnist_loss_v1(preds, targets):
    return torch.where(targets == 1, 1 - preds, preds.detach()).mean()

# %% right: 3s and 7s joined
def mnist_loss_v1(preds, targets):
    return torch.cat([1 - preds[targets == 1], preds[targets == 0]]).mean()

# %% right: in place, in a new tensor
def mnist_loss_v1(preds, targets):
    d = preds - targets
    return d.abs_().mean()

# %% right: 3s turned round in a copy
def mnist_loss_v1(preds, targets):
    d = preds.clone()
    d[targets == 1] = 1 - d[targets == 1]
    return d.mean()

# %% right: Python's sum of tensors
def mnist_loss_v1(preds, targets):
    return sum((p - t).abs().squeeze() for p, t in zip(preds, targets)) / len(preds)

# %% right: one formula for both
def mnist_loss_v1(preds, targets):
    return (targets + preds - 2 * preds * targets).mean()
