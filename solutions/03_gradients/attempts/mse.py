"""Answers to mse, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: the sum
# why: this is the sum of the squares
def mse(preds, targets):
    return ((preds - targets) ** 2).sum()

# %% mistake: the RMSE
# why: this is the RMSE
def mse(preds, targets):
    return ((preds - targets) ** 2).mean().sqrt()

# %% mistake: the L2 norm
# why: this is the L2 norm
def mse(preds, targets):
    return (preds - targets).norm()

# %% mistake: the mean absolute error
# why: this is the mean absolute error
def mse(preds, targets):
    return (preds - targets).abs().mean()

# %% mistake: the sum of the absolute errors
# why: this is the sum of the absolute errors
def mse(preds, targets):
    return (preds - targets).abs().sum()

# %% mistake: the mean before the square
# why: the mean was taken before the square
def mse(preds, targets):
    return (preds - targets).mean() ** 2

# %% mistake: the mean of the sizes before the square
# why: the mean was taken before the square
def mse(preds, targets):
    return (preds - targets).abs().mean() ** 2

# %% mistake: nothing is squared
# why: nothing was squared
def mse(preds, targets):
    return (preds - targets).mean()

# %% mistake: nothing is squared, the other way round
# why: nothing was squared
def mse(preds, targets):
    return (targets - preds).mean()

# %% mistake: each side squared by itself
# why: each side was squared by itself
def mse(preds, targets):
    return (preds**2 - targets**2).mean()

# %% mistake: a square without brackets
# why: the shape is (3,) and not ()
def mse(preds, targets):
    return preds - targets**2

# %% mistake: doubled and not squared
def mse(preds, targets):
    return ((preds - targets) * 2).mean()

# %% mistake: one by one
# why: one by one
def mse(preds, targets):
    return (preds - targets) ** 2

# %% mistake: one less than the number of errors
# why: you divided by 2
def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / (len(preds) - 1 or 1)

# %% mistake: half of the sum
# why: you divided by 2
def mse(preds, targets):
    return 0.5 * ((preds - targets) ** 2).sum()

# %% mistake: half of the mean
# why: this is half of the mean
def mse(preds, targets):
    return ((preds - targets) ** 2).mean() / 2

# %% mistake: always twenty
def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / 20

# %% mistake: always three
def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / 3

# %% mistake: the variance
# why: this is the variance
def mse(preds, targets):
    return (preds - targets).var(unbiased=False)

# %% mistake: the variance, divided by one less
# why: this is the variance
def mse(preds, targets):
    return (preds - targets).var()

# %% mistake: the largest square
# why: this is the largest square alone
def mse(preds, targets):
    return ((preds - targets) ** 2).max()

# %% mistake: the median
def mse(preds, targets):
    return ((preds - targets) ** 2).median()

# %% mistake: a list of one number
# why: this is a list of one number
def mse(preds, targets):
    return ((preds - targets) ** 2).mean(0, keepdim=True)

# %% mistake: a Python number
# why: only a tensor has a graph
def mse(preds, targets):
    return ((preds - targets) ** 2).mean().item()

# %% mistake: a Python number, by float
# why: only a tensor has a graph
def mse(preds, targets):
    return float(((preds - targets) ** 2).mean())

# %% mistake: a new tensor from a number
# why: the graph is cut
def mse(preds, targets):
    return torch.tensor(((preds - targets) ** 2).mean().item())

# %% mistake: detached
# why: the graph is cut
def mse(preds, targets):
    return ((preds.detach() - targets) ** 2).mean()

# %% mistake: under no_grad
# why: the graph is cut
def mse(preds, targets):
    with torch.no_grad():
        return ((preds - targets) ** 2).mean()

# %% mistake: a new leaf that only looks trainable
# why: the graph is cut
def mse(preds, targets):
    return ((preds - targets) ** 2).mean().detach().requires_grad_()

# %% mistake: NumPy
# why: only a tensor has a graph
def mse(preds, targets):
    return np.mean((preds.detach().cpu().numpy() - targets.cpu().numpy()) ** 2)

# %% mistake: NumPy, without detach
# status: raised
def mse(preds, targets):
    return torch.tensor(np.mean((preds.numpy() - targets.numpy()) ** 2))

# %% mistake: numbers from a loop
# why: only a tensor has a graph
def mse(preds, targets):
    return sum((p - t) ** 2 for p, t in zip(preds.tolist(), targets.tolist())) / len(preds)

# %% mistake: backward inside
# status: raised
def mse(preds, targets):
    loss = ((preds - targets) ** 2).mean()
    loss.backward()
    return loss

# %% mistake: backward inside, and the graph is kept
# why: the gradient is twice
def mse(preds, targets):
    loss = ((preds - targets) ** 2).mean()
    if loss.requires_grad:
        loss.backward(retain_graph=True)
    return loss

# %% mistake: the gradient of the root, the value of the square
def mse(preds, targets):
    root = ((preds - targets) ** 2).mean().sqrt()
    return root * root.detach()

# %% mistake: the targets are changed
def mse(preds, targets):
    targets -= preds.detach()
    return (targets**2).mean() + 0 * preds.sum()

# %% mistake: the predictions are changed
# status: raised
def mse(preds, targets):
    preds -= targets
    return (preds**2).mean()

# %% mistake: the predictions are changed, through data
def mse(preds, targets):
    loss = ((preds - targets) ** 2).mean()
    preds.data.sub_(targets)
    return loss

# %% mistake: squared relative errors
def mse(preds, targets):
    return (((preds - targets) / targets) ** 2).mean()

# %% mistake: Huber's loss
def mse(preds, targets):
    return 2 * F.huber_loss(preds, targets, delta=3.0)

# %% mistake: mse_loss with a sum
# why: this is the sum of the squares
def mse(preds, targets):
    return F.mse_loss(preds, targets, reduction="sum")

# %% mistake: mse_loss without a reduction
# why: one by one
def mse(preds, targets):
    return F.mse_loss(preds, targets, reduction="none")

# %% mistake: the notebook's speeds
# status: raised
def mse(preds, targets):
    return ((preds - speed) ** 2).mean()

# %% mistake: the example is written into the function
def mse(preds, targets):
    return torch.tensor(13 / 3) + 0 * preds.sum()

# %% mistake: minus
def mse(preds, targets):
    return -((preds - targets) ** 2).mean()

# %% mistake: both are squashed first
def mse(preds, targets):
    return ((preds.sigmoid() - targets.sigmoid()) ** 2).mean()

# %% mistake: no return
def mse(preds, targets):
    loss = ((preds - targets) ** 2).mean()

# %% mistake: the unfinished cell
# status: not attempted
def mse(preds, targets):
    """The mean squared error: a tensor of shape () that can be differentiated."""
    raise NotImplementedError()

# %% right: mse_loss
def mse(preds, targets):
    return F.mse_loss(preds, targets)

# %% right: a module
def mse(preds, targets):
    return nn.MSELoss()(preds, targets)

# %% right: the other way round
def mse(preds, targets):
    return torch.mean(torch.square(targets - preds))

# %% right: a sum and a division
def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / len(preds)

# %% right: a product with itself
def mse(preds, targets):
    errors = preds - targets
    return errors @ errors / errors.numel()

# %% right: a loop over tensors
def mse(preds, targets):
    total = 0
    for prediction, target in zip(preds, targets):
        total = total + (prediction - target) ** 2
    return total / preds.shape[0]

# %% right: sizes, squared
def mse(preds, targets):
    return (preds - targets).abs().pow(2).mean()

# %% right: double precision
def mse(preds, targets):
    return (preds.double() - targets.double()).pow(2).mean()

# %% right: multiplied out
def mse(preds, targets):
    preds, targets = preds.double(), targets.double()
    return (preds**2 - 2 * preds * targets + targets**2).mean()

# %% mistake: errors above 10 count as 10
def mse(preds, targets):
    return (preds - targets).clamp(-10, 10).square().mean()

# %% right: the norm, squared
def mse(preds, targets):
    return torch.linalg.vector_norm(preds - targets) ** 2 / preds.numel()
