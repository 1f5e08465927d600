# %% mistake: never zeroes
# why: the gradients of earlier batches are still there
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad

# %% mistake: zeroes once, after the epoch
# why: the gradients of earlier batches are still there
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
    for p in params:
        p.grad.zero_()

# %% mistake: zeroes once, before the epoch
# why: the gradients of earlier batches are still there
def train_epoch(model, dl, lr, params):
    for p in params:
        p.grad = None
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad

# %% mistake: zeroes between gradient and step
# why: no parameter has moved
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p.grad.zero_()
                p -= lr * p.grad

# %% mistake: zeroes the copy
# why: the gradients of earlier batches are still there
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                g = p.grad
                p -= lr * g
                g = torch.zeros_like(g)

# %% mistake: zeroes the last parameter only
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
            p.grad.zero_()

# %% mistake: uphill
# why: the steps go uphill
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p += lr * p.grad
                p.grad.zero_()

# %% mistake: without lr
# why: your steps have the size for lr 1
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= p.grad
                p.grad.zero_()

# %% mistake: divided by lr
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= p.grad / (lr or 1)
                p.grad.zero_()

# %% mistake: one step for the epoch
# why: one step at the end
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            p.grad.zero_()

# %% mistake: only the gradient is in the loop, and it is zeroed there
# why: the step of the last batch alone
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        for p in params:
            p.grad = None
        mnist_loss(model(xb), yb).backward()
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            p.grad = None

# %% mistake: the first batch alone
# why: the step of the first batch alone
def train_epoch(model, dl, lr, params):
    xb, yb = next(iter(dl))
    mnist_loss(model(xb), yb).backward()
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            p.grad.zero_()

# %% mistake: return in the loop
# why: the step of the first batch alone
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad.zero_()
        return

# %% mistake: small batches are left out
# why: the last batch is left out
def train_epoch(model, dl, lr, params):
    size = None
    for xb, yb in dl:
        size = size or len(xb)
        if len(xb) < size:
            continue
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad.zero_()

# %% mistake: divided by the size of the batch
# why: divided by the size of a batch
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad / len(xb)
                p.grad.zero_()

# %% mistake: the sum of the losses
# why: grew with the size of a batch
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        (mnist_loss(model(xb), yb) * len(xb)).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad.zero_()

# %% mistake: swapped
# why: changed places
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(yb, model(xb)).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad.zero_()

# %% mistake: sigmoid twice
# why: the sigmoid has been taken twice
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb).sigmoid(), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad.zero_()

# %% mistake: two walks
# why: went through the batches twice
def train_epoch(model, dl, lr, params):
    for _ in range(2):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad.zero_()

# %% mistake: two steps for each batch, and the gradient is old
# why: each step is twice as long
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
            for p in params:
                p -= lr * p.grad
                p.grad.zero_()

# %% mistake: a new tensor
# why: no parameter has moved
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                new = p - lr * p.grad
                p.grad.zero_()
                p = new

# %% mistake: new tensors in the list
# why: a gradient is None
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for i, p in enumerate(params):
                params[i] = p - lr * p.grad

# %% mistake: the step is tracked
# why: the step is tracked
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        for p in params:
            p -= lr * p.grad
            p.grad.zero_()

# %% mistake: all in no_grad
# why: the loss has lost its way back
def train_epoch(model, dl, lr, params):
    with torch.no_grad():
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            for p in params:
                p -= lr * p.grad
                p.grad.zero_()

# %% mistake: no backward
# why: a gradient is None
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        loss = mnist_loss(model(xb), yb)
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad

# %% mistake: no backward, and None is passed over
# why: no parameter has moved
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        loss = mnist_loss(model(xb), yb)
        with torch.no_grad():
            for p in params:
                if p.grad is not None:
                    p -= lr * p.grad
                    p.grad.zero_()

# %% mistake: no step
# why: no parameter has moved
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        for p in params:
            p.grad.zero_()

# %% mistake: the loss is detached
# why: the loss has lost its way back
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).detach().backward()

# %% mistake: the step is taken before the gradient
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        with torch.no_grad():
            for p in params:
                if p.grad is not None:
                    p -= lr * p.grad
                    p.grad.zero_()
        mnist_loss(model(xb), yb).backward()

# %% mistake: only the first parameter
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            params[0].sub_(lr * params[0].grad)
        for p in params:
            p.grad = None

# %% mistake: only two parameters
def train_epoch(model, dl, lr, params):
    weights, bias = params[0], params[1]
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in (weights, bias):
                p -= lr * p.grad
        for p in params:
            p.grad = None

# %% mistake: all parameters of the model
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= lr * p.grad
                p.grad = None

# %% mistake: momentum
def train_epoch(model, dl, lr, params):
    opt = torch.optim.SGD(params, lr=lr, momentum=0.9)
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        opt.step()
        opt.zero_grad()

# %% mistake: Adam
def train_epoch(model, dl, lr, params):
    opt = torch.optim.Adam(params, lr=lr)
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        opt.step()
        opt.zero_grad()

# %% mistake: a weight decay
def train_epoch(model, dl, lr, params):
    opt = torch.optim.SGD(params, lr=lr, weight_decay=0.01)
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        opt.step()
        opt.zero_grad()

# %% mistake: the learning rate shrinks
def train_epoch(model, dl, lr, params):
    for number, (xb, yb) in enumerate(dl, 1):
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr / number * p.grad
                p.grad.zero_()

# %% mistake: one gradient for all: all batches in one
def train_epoch(model, dl, lr, params):
    x, y = (torch.cat(parts) for parts in zip(*dl))
    mnist_loss(model(x), y).backward()
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            p.grad.zero_()

# %% mistake: item by item
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        for x, y in zip(xb, yb):
            mnist_loss(model(x[None]), y[None]).backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad.zero_()

# %% mistake: gradients are clipped
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad.clamp(-0.2, 0.2)
                p.grad.zero_()

# %% mistake: the batches are shuffled
def train_epoch(model, dl, lr, params):
    batches = list(dl)[::-1]
    for xb, yb in batches:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad.zero_()

# %% mistake: the mean square
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        F.mse_loss(model(xb).sigmoid(), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad.zero_()

# %% mistake: its own loss
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        preds = model(xb).sigmoid()
        torch.where(yb == 1, 1 - preds, preds).mean().backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad.zero_()

# %% mistake: all parameters are moved with the gradients of parameters moved already
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        for p in params:
            mnist_loss(model(xb), yb).backward()
            with torch.no_grad():
                p -= lr * p.grad
            for q in params:
                q.grad = None

# %% mistake: moved by the size of the parameter
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p *= 1 - lr * p.grad
                p.grad.zero_()

# %% mistake: back to the start after the epoch
# why: no parameter has moved
def train_epoch(model, dl, lr, params):
    before = [p.detach().clone() for p in params]
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad = None
    with torch.no_grad():
        for p, old in zip(params, before):
            p.copy_(old)

# %% mistake: the unfinished cell
# status: not attempted
def train_epoch(model, dl, lr, params):
    """Walk through the batches once: for each of them gradient, step, zero."""
    raise NotImplementedError()

# %% mistake: it names a function that the notebook has not
# status: raised
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        calculate_gradients(xb, yb, model)

# %% mistake: parentheses missing
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad.zero_

# %% mistake: sign of gradient
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad.sign()
                p.grad = None

# %% mistake: every second batch
def train_epoch(model, dl, lr, params):
    for i, (xb, yb) in enumerate(dl):
        mnist_loss(model(xb), yb).backward()
        if i % 2:
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None

# %% mistake: lr shrinks from call to call
def train_epoch(model, dl, lr, params):
    train_epoch.n = getattr(train_epoch, "n", 0) + 1
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr / train_epoch.n * p.grad
                p.grad = None

# %% mistake: keeps the last gradients: zero at start but only if i
def train_epoch(model, dl, lr, params):
    for i, (xb, yb) in enumerate(dl):
        if i > 0:
            for p in params:
                p.grad = None
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad

# %% mistake: requires_grad switched off
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        for p in params:
            p.requires_grad_(False)
            p -= lr * p.grad
            p.grad = None

# %% mistake: squared lr
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        with torch.no_grad():
            for p in params:
                p -= lr * lr * p.grad
                p.grad = None

# %% right: zeroes before the gradient
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        for p in params:
            p.grad = None
        calc_grad(xb, yb, model)
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad

# %% right: zeros before the gradient, in place
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        for p in params:
            if p.grad is not None:
                p.grad.zero_()
        loss = mnist_loss(model(xb), yb)
        loss.backward()
        for p in params:
            p.data -= lr * p.grad.data

# %% right: data, zero_
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        calc_grad(xb, yb, model)
        for p in params:
            p.data -= p.grad * lr
            p.grad.zero_()

# %% right: new data
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        for p in params:
            p.data = p.data - lr * p.grad
            p.grad = None

# %% right: SGD
def train_epoch(model, dl, lr, params):
    opt = torch.optim.SGD(params, lr=lr)
    for xb, yb in dl:
        opt.zero_grad()
        mnist_loss(model(xb), yb).backward()
        opt.step()

# %% right: autograd.grad
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        grads = torch.autograd.grad(mnist_loss(model(xb), yb), list(params))
        with torch.no_grad():
            for p, g in zip(params, grads):
                p.sub_(g, alpha=lr)

# %% right: copy_, an index, all zeroes at the end
def train_epoch(model, dl, lr, params):
    for batch in dl:
        xb, yb = batch[0], batch[1]
        calc_grad(xb, yb, model)
        with torch.no_grad():
            for i in range(len(params)):
                params[i].copy_(params[i] - lr * params[i].grad)
        for p in params:
            p.grad = torch.zeros_like(p)

# %% right: the model is put in training mode, losses are returned
def train_epoch(model, dl, lr, params):
    if hasattr(model, "train"):
        model.train()
    losses = []
    for xb, yb in dl:
        loss = mnist_loss(model(xb), yb)
        loss.backward()
        with torch.no_grad():
            for p in params:
                p.add_(p.grad, alpha=-lr)
                p.grad.zero_()
        losses.append(loss.item())
    return sum(losses) / len(losses)

# %% right: counts the batches
def train_epoch(model, dl, lr, params):
    seen = 0
    for number, (xb, yb) in enumerate(dl):
        calc_grad(xb, yb, model)
        with torch.no_grad():
            torch._foreach_add_(list(params), [p.grad for p in params], alpha=-lr)
        for p in params:
            p.grad = None
        seen += len(xb)
    assert seen == len(dl.dataset) and number + 1 == len(dl)

# %% right: set_
def train_epoch(model, dl, lr, params):
    batches = list(dl)
    while batches:
        xb, yb = batches.pop(0)
        mnist_loss(model(xb), yb).backward()
        for p in params:
            with torch.no_grad():
                p[...] = p - lr * p.grad
            p.grad = None

# %% right: opt made with a step by foreach, zero_grad first, .train()
def train_epoch(model, dl, lr, params):
    model.train()
    optimizer = torch.optim.SGD(params, lr=lr, foreach=True)
    for i, data in enumerate(dl, 0):
        inputs, labels = data
        optimizer.zero_grad()
        outputs = model(inputs)
        loss = mnist_loss(outputs, labels)
        loss.backward()
        optimizer.step()

# %% right: set_grad_enabled, subtract_
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        calc_grad(xb, yb, model)
        torch.set_grad_enabled(False)
        for p in params:
            p.subtract_(torch.mul(p.grad, lr))
            p.grad.fill_(0)
        torch.set_grad_enabled(True)
