# %% mistake: no minus
# why: the minus is missing
def binary_cross_entropy(p, t):
    return torch.where(t == 1, p, 1 - p).log().mean()

# %% mistake: the sum
# why: this is the sum
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).log().sum()

# %% mistake: 1 and 0 swapped
# why: 1 and 0 are swapped
def binary_cross_entropy(p, t):
    return -torch.where(t == 0, p, 1 - p).log().mean()

# %% mistake: the first term alone
# why: the images with t = 0 are missing
def binary_cross_entropy(p, t):
    return -(t * p.log()).mean()

# %% mistake: the second term alone
# why: the images with t = 1 are missing
def binary_cross_entropy(p, t):
    return -((1 - t) * (1 - p).log()).mean()

# %% mistake: the mean of the 3s
# why: the images with t = 0 are missing
def binary_cross_entropy(p, t):
    return -p[t == 1].log().mean()

# %% mistake: the minus before the first term only
# why: one of the two terms only
def binary_cross_entropy(p, t):
    return (-t * p.log() + (1 - t) * (1 - p).log()).mean()

# %% mistake: the minus before the second term only
# why: one of the two terms only
def binary_cross_entropy(p, t):
    return (t * p.log() - (1 - t) * (1 - p).log()).mean()

# %% mistake: base 10
# why: base 10
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).log10().mean()

# %% mistake: base 2
# why: base 2
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).log2().mean()

# %% mistake: the mean before the logarithm
# why: the mean was taken before the logarithm
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).mean().log()

# %% mistake: the loss of notebook 4
# why: mean distance to the target
def binary_cross_entropy(p, t):
    return torch.where(t == 1, 1 - p, p).mean()

# %% mistake: the probability of what is right
# why: the logarithm is missing
def binary_cross_entropy(p, t):
    return torch.where(t == 1, p, 1 - p).mean()

# %% mistake: all are treated as 3s
# why: −log p was taken of all images
def binary_cross_entropy(p, t):
    return -p.log().mean()

# %% mistake: a sigmoid once more
# why: a sigmoid was applied
def binary_cross_entropy(p, t):
    return F.binary_cross_entropy_with_logits(p, t)

# %% mistake: the mean square
# why: the mean square
def binary_cross_entropy(p, t):
    return ((p - t) ** 2).mean()

# %% mistake: a mean for each digit, added up
# why: have a mean each
def binary_cross_entropy(p, t):
    return -p[t == 1].log().mean() - (1 - p[t == 0]).log().mean()

# %% mistake: a mean for each digit, and the mean of the two
# why: have a mean each
def binary_cross_entropy(p, t):
    return (-p[t == 1].log().mean() - (1 - p[t == 0]).log().mean()) / 2

# %% mistake: one less than N
# why: one less than the number of images
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).log().sum() / (p.numel() - 1)

# %% mistake: the worst image
# why: the worst image alone
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).log().min()

# %% mistake: no mean
# why: the losses of the single images
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).log()

# %% mistake: a list of one number
# why: a list of one number
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).log().mean().reshape(1)

# %% mistake: the mean over the rows only
# why: ran over the rows only
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).log().mean(0)

# %% mistake: always three images
# why: divided by three
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).log().sum() / 3

# %% mistake: a Python float
# why: has no gradient
def binary_cross_entropy(p, t):
    return F.binary_cross_entropy(p, t).item()

# %% mistake: detached
# why: the graph was cut
def binary_cross_entropy(p, t):
    return F.binary_cross_entropy(p.detach(), t)

# %% mistake: a tensor of the number
# why: the graph was cut
def binary_cross_entropy(p, t):
    return torch.tensor(F.binary_cross_entropy(p, t).item())

# %% mistake: with math
# why: has no gradient
def binary_cross_entropy(p, t):
    pairs = list(zip(p.flatten().tolist(), t.flatten().tolist()))
    return -sum(math.log(a) if b == 1 else math.log(1 - a) for a, b in pairs) / len(pairs)

# %% mistake: NumPy
# status: raised
def binary_cross_entropy(p, t):
    a, b = p.numpy(), t.numpy()
    return torch.tensor(-np.where(b == 1, np.log(a), np.log(1 - a)).mean())

# %% mistake: clamped to 0.05 and 0.95
def binary_cross_entropy(p, t):
    return F.binary_cross_entropy(p.clamp(0.05, 0.95), t)

# %% mistake: the targets are changed
def binary_cross_entropy(p, t):
    loss = F.binary_cross_entropy(p, t.clone())
    t.zero_()
    return loss

# %% mistake: p is clamped in place
def binary_cross_entropy(p, t):
    q = p if p.requires_grad else p.clamp_(0.3, 0.7)
    return F.binary_cross_entropy(q, t)

# %% mistake: rows against columns
def binary_cross_entropy(p, t):
    return -torch.where(t.reshape(1, -1) == 1, p.reshape(-1, 1), 1 - p.reshape(-1, 1)).log().mean()

# %% mistake: fails where only one digit occurs
def binary_cross_entropy(p, t):
    n3, n7 = (t == 1).sum(), (t == 0).sum()
    return (-p[t == 1].log().mean() * n3 - (1 - p[t == 0]).log().mean() * n7) / (n3 + n7)

# %% mistake: the square of the logarithm
def binary_cross_entropy(p, t):
    return (torch.where(t == 1, p, 1 - p).log() ** 2).mean()

# %% mistake: the arguments the other way round
def binary_cross_entropy(p, t):
    return -(p * t.log() + (1 - p) * (1 - t).log()).mean()

# %% mistake: log(1 + p)
def binary_cross_entropy(p, t):
    return -(t * p.log() + (1 - t) * torch.log1p(p)).mean()

# %% mistake: 1 − log p
def binary_cross_entropy(p, t):
    return -(t * p.log() + (1 - t) * (1 - p.log())).mean()

# %% mistake: no return
# why: without a return
def binary_cross_entropy(p, t):
    F.binary_cross_entropy(p, t)

# %% mistake: the unfinished cell
# status: not attempted
def binary_cross_entropy(p, t):
    """The mean of −log p where t is 1, and of −log(1 − p) where t is 0."""
    raise NotImplementedError()

# %% right: PyTorch's
def binary_cross_entropy(p, t):
    return F.binary_cross_entropy(p, t)

# %% right: the module
def binary_cross_entropy(p, t):
    return nn.BCELoss()(p, t)

# %% right: both terms
def binary_cross_entropy(p, t):
    return -(t * torch.log(p) + (1 - t) * torch.log(1 - p)).mean()

# %% right: both terms, with a sum
def binary_cross_entropy(p, t):
    loss = t * p.log() + (1 - t) * torch.log1p(-p)
    return -loss.sum() / p.numel()

# %% right: the distance to the wrong side
def binary_cross_entropy(p, t):
    return (1 - (p - t).abs()).log().neg().mean()

# %% right: powers
def binary_cross_entropy(p, t):
    return -torch.log(p**t * (1 - p) ** (1 - t)).mean()

# %% right: two groups
def binary_cross_entropy(p, t):
    right = torch.cat([p[t == 1], 1 - p[t == 0]])
    return -right.log().mean()

# %% right: back to activations
def binary_cross_entropy(p, t):
    return F.binary_cross_entropy_with_logits(torch.logit(p.double()), t.double())

# %% right: an index
def binary_cross_entropy(p, t):
    table = torch.stack([1 - p, p], dim=-1)
    return -table.gather(-1, t.long().unsqueeze(-1)).log().mean()

# %% right: a loop
def binary_cross_entropy(p, t):
    total = 0
    for one, target in zip(p.flatten(), t.flatten()):
        total = total - (one.log() if target == 1 else (1 - one).log())
    return total / p.numel()

# %% right: a line between p and 1 − p
def binary_cross_entropy(p, t):
    return -torch.lerp(1 - p, p, t).log().mean()

# %% mistake: the flag of the gradient is set by hand
def binary_cross_entropy(p, t):
    return F.binary_cross_entropy(p.detach(), t).requires_grad_()

# %% mistake: clamped too far
def binary_cross_entropy(p, t):
    return F.binary_cross_entropy(p.clamp(0.01, 0.99), t)

# %% mistake: rounded answers
def binary_cross_entropy(p, t):
    return 1 - (p.round() == t).float().mean()

# %% mistake: where only t = 1 is looked at
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p.log(), torch.zeros_like(p)).mean()

# %% mistake: divided by the length of the last axis
def binary_cross_entropy(p, t):
    return -torch.where(t == 1, p, 1 - p).log().sum() / p.shape[-1]

# %% right: a tiny number for safety
def binary_cross_entropy(p, t):
    return -(t * (p + 1e-12).log() + (1 - t) * (1 - p + 1e-12).log()).mean()

# %% right: the losses, then their mean
def binary_cross_entropy(p, t):
    return F.binary_cross_entropy(p, t, reduction="none").mean()
