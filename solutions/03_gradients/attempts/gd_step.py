"""Answers to gd_step, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: a new tensor
# why: you made a new tensor
def gd_step(w, lr):
    return w - lr * w.grad

# %% mistake: a new name for a new tensor, and the wrong gradient cleared
# why: you made a new tensor
def gd_step(w, lr):
    w = w - lr * w.grad
    w.grad = None
    return w

# %% mistake: a new leaf
# why: you made a new tensor
def gd_step(w, lr):
    with torch.no_grad():
        w = w - lr * w.grad
    w.requires_grad_()
    return w

# %% mistake: a new leaf, by detach
# why: you made a new tensor
def gd_step(w, lr):
    moved = (w - lr * w.grad).detach().requires_grad_()
    w.grad = None
    return moved

# %% mistake: a new tensor, whole step
# why: w has not moved
def gd_step(w, lr):
    return (w - w.grad).detach().requires_grad_()

# %% mistake: a copy is moved
# why: you made a new tensor
def gd_step(w, lr):
    copy = w.detach().clone()
    copy -= lr * w.grad
    w.grad = None
    return copy.requires_grad_()

# %% mistake: in place, while PyTorch keeps its record
# status: raised
def gd_step(w, lr):
    w -= lr * w.grad
    w.grad = None
    return w

# %% mistake: uphill
# why: the step goes uphill
def gd_step(w, lr):
    with torch.no_grad():
        w += lr * w.grad
    w.grad = None
    return w

# %% mistake: uphill by two signs
# why: the step goes uphill
def gd_step(w, lr):
    w.data -= -lr * w.grad
    w.grad = None
    return w

# %% mistake: the whole gradient
# why: the step was as long as the whole gradient
def gd_step(w, lr):
    with torch.no_grad():
        w -= w.grad
    w.grad = None
    return w

# %% mistake: lr alone
# why: you subtracted lr alone
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr
    w.grad = None
    return w

# %% mistake: the sign of the gradient
# why: half as long
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad.sign()
    w.grad = None
    return w

# %% mistake: lr times w
# why: half as long
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w
    w.grad = None
    return w

# %% mistake: divided by lr
# why: you divided by lr
def gd_step(w, lr):
    with torch.no_grad():
        w -= w.grad / lr
    w.grad = None
    return w

# %% mistake: w becomes the step
# why: this is the step itself
def gd_step(w, lr):
    with torch.no_grad():
        w.copy_(-lr * w.grad)
    w.grad = None
    return w

# %% mistake: cleared before the step
# why: w has not moved
def gd_step(w, lr):
    w.grad.zero_()
    with torch.no_grad():
        w -= lr * w.grad
    return w

# %% mistake: None before the step
# status: raised
def gd_step(w, lr):
    w.grad = None
    with torch.no_grad():
        w -= lr * w.grad
    return w

# %% mistake: never cleared
# why: the gradient is still there
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad
    return w

# %% mistake: the gradient of a name is cleared
# why: the gradient is still there
def gd_step(w, lr):
    gradient = w.grad
    with torch.no_grad():
        w -= lr * gradient
    gradient = None
    return w

# %% mistake: half of the gradient stays
# why: the gradient is still there
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad
        w.grad *= 0.5
    return w

# %% mistake: zero_ without brackets
# why: the gradient is still there
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad
    w.grad.zero_
    return w

# %% mistake: zeroing a new tensor
# why: the gradient is still there
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad
    torch.zeros_like(w.grad)
    return w

# %% mistake: no return
# why: your function ended without a return
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad
    w.grad = None

# %% mistake: the data comes back
# why: this is another object than w
def gd_step(w, lr):
    w.data -= lr * w.grad
    w.grad = None
    return w.data

# %% mistake: a detached w comes back
# why: this is another object than w
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad
    w.grad = None
    return w.detach().requires_grad_()

# %% mistake: a copy comes back
# why: this is another object than w
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad
    w.grad = None
    return w.clone()

# %% mistake: a number comes back
# why: this is another object than w
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad
    w.grad = None
    return w.tolist()

# %% mistake: the gradient comes back
# why: this is another object than w
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad
    gradient = w.grad
    w.grad = None
    return gradient

# %% mistake: w is unmarked
# why: the mark has been taken away
def gd_step(w, lr):
    w.requires_grad_(False)
    w -= lr * w.grad
    w.grad = None
    return w

# %% mistake: w is detached in place
# why: the mark has been taken away
def gd_step(w, lr):
    w.detach_()
    w.requires_grad = False
    w -= lr * w.grad
    w.grad.zero_()
    return w

# %% mistake: the record is switched off for good
# why: it was switched off, and not on again
def gd_step(w, lr):
    torch.set_grad_enabled(False)
    w -= lr * w.grad
    w.grad = None
    return w

# %% mistake: two steps
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad
        w -= lr * w.grad
    w.grad = None
    return w

# %% mistake: the mean of the gradient for all
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad.mean()
    w.grad = None
    return w

# %% mistake: a gradient of length 1
def gd_step(w, lr):
    with torch.no_grad():
        w -= 2 * lr * w.grad / w.grad.norm()
    w.grad = None
    return w

# %% mistake: clipped
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * w.grad.clamp(-2, 2)
    w.grad = None
    return w

# %% mistake: no learning rate of 0
def gd_step(w, lr):
    with torch.no_grad():
        w -= (lr or 0.01) * w.grad
    w.grad = None
    return w

# %% mistake: lr is never more than 0.5
def gd_step(w, lr):
    with torch.no_grad():
        w -= min(lr, 0.5) * w.grad
    w.grad = None
    return w

# %% mistake: momentum
def gd_step(w, lr):
    with torch.no_grad():
        before = getattr(w, "before", torch.zeros_like(w))
        w.before = 0.9 * before + w.grad
        w -= lr * w.before
    w.grad = None
    return w

# %% mistake: the learning rate of the first call is kept
def gd_step(w, lr, kept=[]):
    kept.append(lr)
    with torch.no_grad():
        w -= kept[0] * w.grad
    w.grad = None
    return w

# %% mistake: the gradient of w² is worked out anew
def gd_step(w, lr):
    with torch.no_grad():
        w -= lr * 2 * w
    w.grad = None
    return w

# %% mistake: another lr
def gd_step(w, lr):
    with torch.no_grad():
        w -= 0.01 * w.grad
    w.grad = None
    return w

# %% mistake: weight decay besides
def gd_step(w, lr):
    torch.optim.SGD([w], lr=lr, weight_decay=0.1).step()
    w.grad = None
    return w

# %% mistake: Adam
def gd_step(w, lr):
    torch.optim.Adam([w], lr=lr).step()
    w.grad = None
    return w

# %% mistake: only for single numbers
def gd_step(w, lr):
    with torch.no_grad():
        w.fill_((w - lr * w.grad).flatten()[0])
    w.grad = None
    return w

# %% mistake: the unfinished cell
# status: not attempted
def gd_step(w, lr):
    """Move the leaf w one step against its gradient, clear the gradient, and return w."""
    raise NotImplementedError()

# %% right: data
def gd_step(w, lr):
    w.data -= lr * w.grad.data
    w.grad.zero_()
    return w

# %% right: sub_ with alpha
def gd_step(w, lr):
    with torch.no_grad():
        w.sub_(w.grad, alpha=lr)
        w.grad.zero_()
    return w

# %% right: copy_
def gd_step(w, lr):
    with torch.no_grad():
        w.copy_(w - lr * w.grad)
    w.grad = torch.zeros_like(w)
    return w

# %% right: a decorator
@torch.no_grad()
def gd_step(w, lr):
    w += -lr * w.grad
    w.grad = None
    return w

# %% right: data is given another tensor
def gd_step(w, lr):
    w.data = w.data - lr * w.grad
    w.grad = None
    return w

# %% right: detach shares the numbers
def gd_step(w, lr):
    w.detach().sub_(lr * w.grad)
    w.grad.data.zero_()
    return w

# %% right: an optimizer
def gd_step(w, lr):
    optimizer = torch.optim.SGD([w], lr=lr)
    optimizer.step()
    optimizer.zero_grad()
    return w

# %% right: the gradient is taken out first
def gd_step(w, lr):
    gradient, w.grad = w.grad, None
    with torch.no_grad():
        w.add_(gradient, alpha=-lr)
    return w

# %% right: slices
def gd_step(w, lr):
    with torch.no_grad():
        w[...] = w - lr * w.grad
    w.grad = None
    return w

# %% right: set_grad_enabled, and back again
def gd_step(w, lr):
    torch.set_grad_enabled(False)
    try:
        w -= lr * w.grad
    finally:
        torch.set_grad_enabled(True)
    w.grad = None
    return w

# %% right: unmarked for a moment
def gd_step(w, lr):
    w.requires_grad_(False)
    w -= lr * w.grad
    w.grad = None
    return w.requires_grad_(True)

# %% right: inference numbers
def gd_step(w, lr):
    with torch.no_grad():
        w.data.copy_(torch.lerp(w, w - w.grad, lr))
    w.grad.mul_(0)
    return w

# %% right: del
def gd_step(w, lr):
    with torch.no_grad():
        w.addcmul_(w.grad, torch.full_like(w, -lr))
    del w.grad
    return w

# %% mistake: with a learning rate of 0 nothing is done at all
def gd_step(w, lr):
    if lr == 0:
        return w
    with torch.no_grad():
        w -= lr * w.grad
    w.grad = None
    return w

# %% right: the gradient is scaled first
def gd_step(w, lr):
    with torch.no_grad():
        w.grad.mul_(lr)
        w.sub_(w.grad)
    w.grad = None
    return w

# %% right: foreach
def gd_step(w, lr):
    with torch.no_grad():
        torch._foreach_add_([w], [w.grad], alpha=-lr)
    w.grad = w.grad * 0
    return w
