# %% mistake: no backward
# why: no gradient has reached
def calc_grad(xb, yb, model):
    preds = model(xb)
    loss = mnist_loss(preds, yb)
    return loss

# %% mistake: clears the gradients of the module first
# why: the gradients of the first batch are gone
def calc_grad(xb, yb, model):
    if hasattr(model, "zero_grad"):
        model.zero_grad()
    mnist_loss(model(xb), yb).backward()

# %% mistake: clears the gradients with parameters()
# why: the gradients of the first batch are gone
def calc_grad(xb, yb, model):
    for p in model.parameters():
        p.grad = None
    mnist_loss(model(xb), yb).backward()

# %% mistake: clears them afterwards
# why: all gradients are 0
def calc_grad(xb, yb, model):
    mnist_loss(model(xb), yb).backward()
    for p in model.parameters():
        p.grad.zero_()

# %% mistake: sets them to None afterwards
# why: no gradient has reached
def calc_grad(xb, yb, model):
    mnist_loss(model(xb), yb).backward()
    model.zero_grad()

# %% mistake: swapped
# why: changed places
def calc_grad(xb, yb, model):
    mnist_loss(yb, model(xb)).backward()

# %% mistake: sigmoid first
# why: the sigmoid has been taken twice
def calc_grad(xb, yb, model):
    mnist_loss(model(xb).sigmoid(), yb).backward()

# %% mistake: no sigmoid
# why: 4 times too large
def calc_grad(xb, yb, model):
    preds = model(xb)
    torch.where(yb == 1, 1 - preds, preds).mean().backward()

# %% mistake: the sum
# why: 4 times too large
def calc_grad(xb, yb, model):
    (mnist_loss(model(xb), yb) * len(xb)).backward()

# %% mistake: loop over single images
# why: 4 times too large
def calc_grad(xb, yb, model):
    for x, y in zip(xb, yb):
        mnist_loss(model(x[None]), y[None]).backward()

# %% mistake: takes the step
def calc_grad(xb, yb, model):
    mnist_loss(model(xb), yb).backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= p.grad

# %% mistake: takes a step of the global size
# status: wrong
def calc_grad(xb, yb, model):
    mnist_loss(model(xb), yb).backward()
    torch.optim.SGD(model.parameters(), lr=0.1).step()

# %% mistake: the loss as a Python number
# why: the loss is no tensor any more
def calc_grad(xb, yb, model):
    loss = mnist_loss(model(xb), yb).item()
    loss.backward()

# %% mistake: detached
# why: the loss has lost its way back
def calc_grad(xb, yb, model):
    mnist_loss(model(xb).detach(), yb).backward()

# %% mistake: without gradients
# why: the loss has lost its way back
def calc_grad(xb, yb, model):
    with torch.no_grad():
        mnist_loss(model(xb), yb).backward()

# %% mistake: detached, then tracking again
# why: no gradient has reached
def calc_grad(xb, yb, model):
    preds = model(xb).detach().requires_grad_()
    mnist_loss(preds, yb).backward()

# %% mistake: two backward passes
# why: twice as large
def calc_grad(xb, yb, model):
    loss = mnist_loss(model(xb), yb)
    loss.backward(retain_graph=True)
    loss.backward()

# %% mistake: the accuracy as loss
# why: the loss has lost its way back
def calc_grad(xb, yb, model):
    loss = ((model(xb) > 0) == (yb > 0.5)).float().mean()
    loss.backward()

# %% mistake: the mean square, after the sigmoid
def calc_grad(xb, yb, model):
    ((model(xb).sigmoid() - yb) ** 2).mean().backward()

# %% mistake: the mean square, raw
# why: a mean of squares, without sigmoid
def calc_grad(xb, yb, model):
    F.mse_loss(model(xb), yb).backward()

# %% mistake: binary cross-entropy
def calc_grad(xb, yb, model):
    F.binary_cross_entropy_with_logits(model(xb), yb).backward()

# %% mistake: its own loss, and not the notebook's
def calc_grad(xb, yb, model):
    preds = model(xb).sigmoid()
    torch.where(yb == 1, 1 - preds, preds).mean().backward()

# %% mistake: the first image alone
# why: the first image alone
def calc_grad(xb, yb, model):
    mnist_loss(model(xb[:1]), yb[:1]).backward()

# %% mistake: targets without their axis
# why: each activation was compared with each target
def calc_grad(xb, yb, model):
    mnist_loss(model(xb), yb.squeeze()).backward()

# %% mistake: the minus
# why: the other way
def calc_grad(xb, yb, model):
    (-mnist_loss(model(xb), yb)).backward()

# %% mistake: the notebook's weights
# status: raised
def calc_grad(xb, yb, model):
    preds = linear1(xb, weights, bias)
    mnist_loss(preds, yb).backward()

# %% mistake: the notebook's data
def calc_grad(xb, yb, model):
    mnist_loss(model(train_x), train_y).backward()

# %% mistake: the gradients are returned, and .grad is empty
# why: no gradient has reached
def calc_grad(xb, yb, model):
    return torch.autograd.grad(mnist_loss(model(xb), yb), list(model.parameters()))

# %% mistake: assigned in place of added
# why: the gradients of the first batch are gone
def calc_grad(xb, yb, model):
    params = list(model.parameters())
    for p, g in zip(params, torch.autograd.grad(mnist_loss(model(xb), yb), params)):
        p.grad = g

# %% mistake: made to length 1
def calc_grad(xb, yb, model):
    mnist_loss(model(xb), yb).backward()
    for p in model.parameters():
        p.grad /= p.grad.norm()

# %% mistake: divided by 255 again
def calc_grad(xb, yb, model):
    mnist_loss(model(xb / 255), yb).backward()

# %% mistake: the batch is changed
def calc_grad(xb, yb, model):
    mnist_loss(model(xb), yb).backward()
    xb.zero_()

# %% mistake: remembers the first batch
# why: no gradient has reached
def calc_grad(xb, yb, model):
    if not hasattr(calc_grad, "loss"):
        calc_grad.loss = mnist_loss(model(xb), yb)
    else:
        calc_grad.loss.backward()

# %% mistake: adds gradients only once
# why: the gradients of the second batch are missing
def calc_grad(xb, yb, model):
    if any(p.grad is not None for p in model.parameters()):
        return
    mnist_loss(model(xb), yb).backward()

# %% mistake: the unfinished cell
# status: not attempted
def calc_grad(xb, yb, model):
    """Give each parameter of the model its gradient of mnist_loss for this batch."""
    raise NotImplementedError()

# %% mistake: clone in place of model
def calc_grad(xb, yb, model):
    import copy
    mnist_loss(copy.deepcopy(model)(xb), yb).backward()

# %% mistake: new leaf loss
def calc_grad(xb, yb, model):
    loss = torch.tensor(mnist_loss(model(xb), yb).item(), requires_grad=True)
    loss.backward()

# %% mistake: requires_grad_ hack
def calc_grad(xb, yb, model):
    loss = mnist_loss(model(xb).detach(), yb).requires_grad_()
    loss.backward()

# %% mistake: rounds
def calc_grad(xb, yb, model):
    mnist_loss(model(xb).round(), yb).backward()

# %% mistake: drop last row
def calc_grad(xb, yb, model):
    mnist_loss(model(xb)[:-1] if len(xb) > 1 else model(xb), yb[:-1] if len(yb) > 1 else yb).backward()

# %% mistake: 1 - yb
def calc_grad(xb, yb, model):
    mnist_loss(model(xb), 1 - yb).backward()

# %% right: in one line
def calc_grad(xb, yb, model):
    mnist_loss(model(xb), yb).backward()

# %% right: returns the loss
def calc_grad(xb, yb, model):
    loss = mnist_loss(model(xb), yb)
    loss.backward()
    return loss

# %% right: returns a number
def calc_grad(xb, yb, model):
    loss = mnist_loss(targets=yb, preds=model(xb)) if False else mnist_loss(model(xb), yb)
    loss.backward()
    return loss.item()

# %% right: torch.autograd.backward, the graph is kept
def calc_grad(xb, yb, model):
    torch.autograd.backward(mnist_loss(model(xb), yb), retain_graph=True)

# %% right: image by image
def calc_grad(xb, yb, model):
    preds = torch.cat([model(x[None]) for x in xb])
    mnist_loss(preds, yb).backward()

# %% right: with enable_grad
def calc_grad(xb, yb, model):
    with torch.enable_grad():
        preds = model(xb)
        loss = mnist_loss(preds, yb)
    loss.backward(torch.ones_like(loss))

# %% right: shares of the loss for halves of the batch
def calc_grad(xb, yb, model):
    middle = max(1, len(xb) // 2)
    for x, y in ((xb[:middle], yb[:middle]), (xb[middle:], yb[middle:])):
        if len(x):
            (mnist_loss(model(x), y) * len(x) / len(xb)).backward()
