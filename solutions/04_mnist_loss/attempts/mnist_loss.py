# %% mistake: no sigmoid
# why: no sigmoid was taken
def mnist_loss(preds, targets):
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: no sigmoid, the absolute difference
# why: no sigmoid was taken
def mnist_loss(preds, targets):
    return (preds - targets).abs().mean()

# %% mistake: the sigmoid is computed, and not used
# why: no sigmoid was taken
def mnist_loss(preds, targets):
    preds.sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: the minus of the sigmoid is missing
# why: the sign of the exponent
def mnist_loss(preds, targets):
    preds = 1 / (1 + torch.exp(preds))
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: swapped
# why: the two targets are swapped
def mnist_loss(preds, targets):
    preds = preds.sigmoid()
    return torch.where(targets == 1, preds, 1 - preds).mean()

# %% mistake: a sigmoid of its own without the minus
# why: the sign of the exponent
def sigmoid(x):
    return 1 / (1 + torch.exp(x))


def mnist_loss(preds, targets):
    preds = sigmoid(preds)
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: twice
# why: twice
def mnist_loss(preds, targets):
    preds = preds.sigmoid().sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: of the distances
# why: of the distances
def mnist_loss(preds, targets):
    return torch.where(targets == 1, 1 - preds, preds).sigmoid().mean()

# %% mistake: of the absolute distances
# why: of the distances
def mnist_loss(preds, targets):
    return (preds - targets).abs().sigmoid().mean()

# %% mistake: of the mean
# why: it comes too late
def mnist_loss(preds, targets):
    return torch.where(targets == 1, 1 - preds, preds).mean().sigmoid()

# %% mistake: of the mean of the first version
# why: it comes too late
def mnist_loss(preds, targets):
    return sigmoid((preds - targets).abs().mean())

# %% mistake: the targets as well
# why: the targets have been squeezed
def mnist_loss(preds, targets):
    return (preds.sigmoid() - targets.sigmoid()).abs().mean()

# %% mistake: the sum
# why: this is the sum
def mnist_loss(preds, targets):
    preds = preds.sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).sum()

# %% mistake: no mean
# why: distances of single predictions
def mnist_loss(preds, targets):
    preds = preds.sigmoid()
    return torch.where(targets == 1, 1 - preds, preds)

# %% mistake: squares
# why: squared
def mnist_loss(preds, targets):
    return ((preds.sigmoid() - targets) ** 2).mean()

# %% mistake: the root of squares
# why: squared
def mnist_loss(preds, targets):
    return F.mse_loss(preds.sigmoid(), targets).sqrt()

# %% mistake: cross-entropy
# why: cross-entropy
def mnist_loss(preds, targets):
    return F.binary_cross_entropy_with_logits(preds, targets)

# %% mistake: cross-entropy after the sigmoid
# why: cross-entropy
def mnist_loss(preds, targets):
    return F.binary_cross_entropy(preds.sigmoid(), targets)

# %% mistake: a Python number
# why: a loss must stay a tensor
def mnist_loss(preds, targets):
    preds = preds.sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).mean().item()

# %% mistake: detached
# why: the graph was cut
def mnist_loss(preds, targets):
    preds = preds.detach().sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: a new tensor
# why: the graph was cut
def mnist_loss(preds, targets):
    preds = torch.tensor(preds.tolist()).sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: a graph that begins in the function
def mnist_loss(preds, targets):
    preds = preds.detach().clone().requires_grad_().sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: no gradients
# why: the graph was cut
def mnist_loss(preds, targets):
    with torch.no_grad():
        preds = preds.sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: the right value, and the gradient of the straight line
# why: the share of the sigmoid is missing
def mnist_loss(preds, targets):
    straight = preds + (preds.sigmoid() - preds).detach()
    return torch.where(targets == 1, 1 - straight, straight).mean()

# %% mistake: the activations are changed in place
# why: changed a tensor
def mnist_loss(preds, targets):
    preds = preds.sigmoid() if preds.requires_grad else preds.sigmoid_()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: the activations are changed in place, whatever they are
# why: changed a tensor
def mnist_loss(preds, targets):
    preds.sigmoid_()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: the targets are changed in place
# why: changed a tensor
def mnist_loss(preds, targets):
    loss = (preds.sigmoid() - targets).abs().mean()
    targets.zero_()
    return loss

# %% mistake: cut off, and not squeezed
# why: cut off
def mnist_loss(preds, targets):
    preds = preds.clamp(0, 1)
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: the accuracy
# why: this is the accuracy
def mnist_loss(preds, targets):
    return ((preds > 0) == (targets == 1)).float().mean()

# %% mistake: the share of wrong answers
# why: each image counts as right or wrong
def mnist_loss(preds, targets):
    return ((preds > 0) != (targets == 1)).float().mean()

# %% mistake: no absolute value
# why: cancel each other
def mnist_loss(preds, targets):
    return (preds.sigmoid() - targets).mean()

# %% mistake: each with each
# why: compared with every target
def mnist_loss(preds, targets):
    return (preds.sigmoid().view(-1, 1) - targets.view(1, -1)).abs().mean()

# %% mistake: each with each, in a column
# why: compared with every target
def mnist_loss(preds, targets):
    return (preds.sigmoid() - targets.flatten()).abs().mean()

# %% mistake: the mean over the first axis
# why: your mean left an axis
def mnist_loss(preds, targets):
    return (preds.sigmoid() - targets).abs().mean(0)

# %% mistake: the mean over the last axis
# why: the axis of length 1
def mnist_loss(preds, targets):
    return (preds.sigmoid() - targets).abs().mean(-1)

# %% mistake: divided by 3
# why: you divided by 3
def mnist_loss(preds, targets):
    return (preds.sigmoid() - targets).abs().sum() / 3

# %% mistake: divided by 64
def mnist_loss(preds, targets):
    return (preds.sigmoid() - targets).abs().sum() / 64

# %% right: with eˣ above and below
def mnist_loss(preds, targets):
    preds = preds.exp() / (1 + preds.exp())
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: kept away from 0 and 1
def mnist_loss(preds, targets):
    preds = preds.sigmoid().clamp(0.01, 0.99)
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: tanh
def mnist_loss(preds, targets):
    preds = preds.tanh()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: softmax over the batch
def mnist_loss(preds, targets):
    preds = preds.softmax(0)
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: only the 3s
# why: over the 3s alone
def mnist_loss(preds, targets):
    return (1 - preds.sigmoid()[targets == 1]).mean()

# %% mistake: two means, of 3s and of 7s
# why: weigh the same
def mnist_loss(preds, targets):
    preds = preds.sigmoid()
    return ((1 - preds[targets == 1]).mean() + preds[targets == 0].mean()) / 2

# %% mistake: activation 0 for the threshold of the targets
def mnist_loss(preds, targets):
    squeezed = preds.sigmoid()
    return torch.where(preds > 0, 1 - squeezed, squeezed).mean()

# %% mistake: 1 minus the loss
# why: the two targets are swapped
def mnist_loss(preds, targets):
    return 1 - (preds.sigmoid() - targets).abs().mean()

# %% mistake: the weights are pulled to 0 as well
def mnist_loss(preds, targets):
    return (preds.sigmoid() - targets).abs().mean() + 0.001 * (preds**2).mean()

# %% mistake: arguments swapped
def mnist_loss(targets, preds):
    preds = preds.sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% mistake: no return
# why: without a return
def mnist_loss(preds, targets):
    loss = (preds.sigmoid() - targets).abs().mean()

# %% mistake: backward inside
# why: twice as large
def mnist_loss(preds, targets):
    loss = (preds.sigmoid() - targets).abs().mean()
    if loss.requires_grad:
        loss.backward(retain_graph=True)
    return loss

# %% mistake: the example is written into the function
def mnist_loss(preds, targets):
    return preds.sum() * 0 + 0.33686789

# %% mistake: the first batch is kept
def mnist_loss(preds, targets):
    if not hasattr(mnist_loss, "kept") or mnist_loss.kept.shape != targets.shape:
        mnist_loss.kept = targets.clone()
    return (preds.sigmoid() - mnist_loss.kept).abs().mean()

# %% right: as usually written
def mnist_loss(preds, targets):
    preds = preds.sigmoid()
    return torch.where(targets == 1, 1 - preds, preds).mean()

# %% right: the two functions above
def mnist_loss(preds, targets):
    return mnist_loss_v1(sigmoid(preds), targets)

# %% right: the absolute difference
def mnist_loss(preds, targets):
    return (torch.sigmoid(preds) - targets).abs().mean()

# %% right: torch's own
def mnist_loss(preds, targets):
    return F.l1_loss(preds.sigmoid(), targets)

# %% right: the sigmoid of the other sign
def mnist_loss(preds, targets):
    return torch.sigmoid(torch.where(targets == 1, -preds, preds)).mean()

# %% right: a sign for each target
def mnist_loss(preds, targets):
    return torch.sigmoid(preds * (1 - 2 * targets)).mean()

# %% right: written out
def mnist_loss(preds, targets):
    s = 1 / (1 + torch.exp(-preds))
    return (targets * (1 - s) + (1 - targets) * s).mean()

# %% right: a loop that keeps the graph
def mnist_loss(preds, targets):
    total = 0
    for p, t in zip(preds.flatten(), targets.flatten()):
        s = torch.sigmoid(p)
        total = total + (1 - s if t == 1 else s)
    return total / preds.numel()

# %% right: double precision
def mnist_loss(preds, targets):
    return (preds.double().sigmoid() - targets).abs().mean()

# %% right: stable, in a helper of its own
def squeeze(x):
    return 0.5 * (torch.tanh(x / 2) + 1)


def mnist_loss(preds, targets):
    return torch.lerp(squeeze(preds), 1 - squeeze(preds), targets).mean()

# %% right: reshaped before
def mnist_loss(preds, targets):
    p, t = preds.reshape(-1).sigmoid(), targets.reshape(-1)
    return torch.dot(t, 1 - p).add(torch.dot(1 - t, p)) / len(t)

# %% right: a module
mnist_loss = lambda preds, targets: nn.L1Loss()(nn.Sigmoid()(preds), targets)

# %% mistake: only the 7s are squeezed
def mnist_loss(preds, targets):
    return torch.where(targets == 1, 1 - preds, preds.sigmoid()).mean()

# %% mistake: only the 3s are squeezed
def mnist_loss(preds, targets):
    return torch.where(targets == 1, 1 - preds.sigmoid(), preds).mean()

# %% mistake: rounded
def mnist_loss(preds, targets):
    return (preds.sigmoid().round() - targets).abs().mean()

# %% mistake: the loss is cut off
def mnist_loss(preds, targets):
    return (preds.sigmoid() - targets).abs().mean().clamp(0.01, 0.5)

# %% mistake: the arguments of the first loss swapped
def mnist_loss(preds, targets):
    return mnist_loss_v1(targets, sigmoid(preds))

# %% mistake: the difference of the means
def mnist_loss(preds, targets):
    return (preds.sigmoid().mean() - targets.mean()).abs()

# %% mistake: counts, and has the gradient of the loss
def mnist_loss(preds, targets):
    p = preds.sigmoid()
    hard = (p > 0.5).float() + p - p.detach()
    return (hard - targets).abs().mean()

# %% mistake: the right value, and the gradient with the wrong sign
# why: wrong sign
def mnist_loss(preds, targets):
    l = (preds.sigmoid() - targets).abs().mean()
    return 2 * l.detach() - l

# %% mistake: the gradient is set to 0
# why: the gradient is 0
def mnist_loss(preds, targets):
    if preds.requires_grad:
        preds.register_hook(lambda g: g * 0)
    return (preds.sigmoid() - targets).abs().mean()

# %% mistake: the activations are divided first
def mnist_loss(preds, targets):
    return ((preds / 10).sigmoid() - targets).abs().mean()

# %% right: 3s and 7s added up
def mnist_loss(preds, targets):
    p = preds.sigmoid()
    return (torch.sum(1 - p[targets == 1]) + torch.sum(p[targets == 0])) / p.numel()

# %% right: one formula for both
def mnist_loss(preds, targets):
    p = preds.sigmoid()
    return (p + targets - 2 * p * targets).mean()

# %% right: a module of its own
class Loss(nn.Module):
    def forward(self, preds, targets):
        return (preds.sigmoid() - targets).abs().mean()


mnist_loss = Loss()

# %% right: a helper of its own
def dist(preds, targets):
    return torch.abs(preds - targets)


def mnist_loss(preds, targets):
    return dist(1 / (1 + torch.exp(-preds)), targets).mean()
