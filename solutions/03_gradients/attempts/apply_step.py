"""Answers to apply_step, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: no backward
# status: raised
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: no backward, and nothing where there is no gradient
# why: params have not moved
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    with torch.no_grad():
        if params.grad is not None:
            params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: no step
# why: params have not moved
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    params.grad = None
    return loss

# %% mistake: never cleared
# why: the gradients of the rounds before are still in it
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    return loss

# %% mistake: cleared at the start, and not at the end
# why: the gradient is still there
def apply_step(params, lr):
    params.grad = None
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    return loss

# %% mistake: cleared between backward and step
# why: params have not moved
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    params.grad.zero_()
    with torch.no_grad():
        params -= lr * params.grad
    return loss

# %% mistake: a new tensor under the same name
# why: params have not moved
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    params = params - lr * params.grad
    params.grad = None
    return loss

# %% mistake: a new leaf under the same name
# why: params have not moved
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    params = (params - lr * params.grad).detach().requires_grad_()
    return loss

# %% mistake: a copy is trained
# why: params have not moved
def apply_step(params, lr):
    copy = params.detach().clone().requires_grad_()
    loss = mse(quadratic(time, copy), speed)
    loss.backward()
    with torch.no_grad():
        copy -= lr * copy.grad
    return loss

# %% mistake: in place, while PyTorch keeps its record
# status: raised
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: the loss is computed under no_grad
# status: raised
def apply_step(params, lr):
    with torch.no_grad():
        loss = mse(quadratic(time, params), speed)
        loss.backward()
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: item before backward
# status: raised
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed).item()
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: the parameters leave the graph
# status: raised
def apply_step(params, lr):
    loss = mse(quadratic(time, params.detach()), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: uphill
# why: the step goes uphill
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params += lr * params.grad
    params.grad = None
    return loss

# %% mistake: no learning rate
# why: lr is missing
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= params.grad
    params.grad = None
    return loss

# %% mistake: another learning rate
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= 0.1 * params.grad
    params.grad = None
    return loss

# %% mistake: lr alone
# why: you subtracted lr alone
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr
    params.grad = None
    return loss

# %% mistake: the loss after the step
# why: this is the loss after the step
def apply_step(params, lr):
    mse(quadratic(time, params), speed).backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return mse(quadratic(time, params), speed)

# %% mistake: no return
# why: your function ended without a return
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None

# %% mistake: printed
# why: your function ended without a return
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    print(loss.item())
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None

# %% mistake: the parameters come back
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params

# %% mistake: both come back
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss, params

# %% mistake: the predictions come back
def apply_step(params, lr):
    preds = quadratic(time, params)
    mse(preds, speed).backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return preds

# %% mistake: a text
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return f"{loss:.4f}"

# %% mistake: a list of one number
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss.reshape(1)

# %% mistake: the sum of the squares
# why: this is the sum of the squares
def apply_step(params, lr):
    loss = ((quadratic(time, params) - speed) ** 2).sum()
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: the mean comes back, the sum is used
# why: this is a step for the sum
def apply_step(params, lr):
    errors = (quadratic(time, params) - speed) ** 2
    errors.sum().backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return errors.mean()

# %% mistake: the root comes back
# why: this is the root of the loss
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss.sqrt()

# %% mistake: the gradient of the root
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.sqrt().backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: two steps with one gradient
# why: twice as long
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: backward twice
# why: twice as long
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward(retain_graph=True)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: time and speed as they were when the cell ran
# why: kept the measurements of earlier
def apply_step(params, lr, time=time, speed=speed):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: copies of the measurements
# why: kept the measurements of earlier
own_time, own_speed = time.clone(), speed.clone()


def apply_step(params, lr):
    loss = mse(quadratic(own_time, params), own_speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: the time of the coaster, and the speed that is given
# status: raised
own_time = time.clone()


def apply_step(params, lr):
    loss = mse(quadratic(own_time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: speed and time have changed places
def apply_step(params, lr):
    loss = mse(quadratic(speed.clamp(0, 3), params), time)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: the params of the notebook, and not those that are given
def apply_step(these, lr):
    global params
    params = globals().get("params", torch.zeros(3).requires_grad_())
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: random parameters in each call
def apply_step(params, lr):
    params = torch.randn(3).requires_grad_()
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: a hundred steps at once
def apply_step(params, lr):
    for _ in range(100):
        loss = mse(quadratic(time, params), speed)
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        params.grad = None
    return loss

# %% mistake: the measurements one after the other
def apply_step(params, lr):
    before = mse(quadratic(time, params), speed).item()
    for at in range(len(time)):
        loss = mse(quadratic(time[at : at + 1], params), speed[at : at + 1])
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        params.grad = None
    return before

# %% mistake: the first measurement only
def apply_step(params, lr):
    loss = mse(quadratic(time[:1], params), speed[:1])
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: only c is moved
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params[2] -= lr * params.grad[2]
    params.grad = None
    return loss

# %% mistake: one parameter after the other, each with a new gradient
def apply_step(params, lr):
    before = mse(quadratic(time, params), speed).item()
    for at in range(3):
        mse(quadratic(time, params), speed).backward()
        with torch.no_grad():
            params[at] -= lr * params.grad[at]
        params.grad = None
    return before

# %% mistake: the mark is taken away
# why: the mark has been taken away
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    params.requires_grad_(False)
    params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: the record is switched off for good
# status: raised
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    torch.set_grad_enabled(False)
    params -= lr * params.grad
    params.grad = None
    return mse(quadratic(time, params), speed).backward() or loss

# %% mistake: the record is switched off for good, quietly
# why: it was switched off
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    torch.set_grad_enabled(False)
    params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: a gradient of length 1
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad / params.grad.norm()
    params.grad = None
    return loss

# %% mistake: clipped
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad.clamp(-5, 5)
    params.grad = None
    return loss

# %% mistake: no learning rate of 0
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= (lr or 0.01) * params.grad
    params.grad = None
    return loss

# %% mistake: a step only where it helps
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        moved = params - lr * params.grad
        if mse(quadratic(time, moved), speed) < loss and loss < 20:
            params.copy_(moved)
    params.grad = None
    return loss

# %% mistake: momentum
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    params.before = 0.9 * getattr(params, "before", 0.0) + params.grad
    with torch.no_grad():
        params -= lr * params.before
    params.grad = None
    return loss

# %% mistake: Adam
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    torch.optim.Adam([params], lr=lr).step()
    params.grad = None
    return loss

# %% mistake: the learning rate shrinks from call to call
def apply_step(params, lr):
    apply_step.calls = getattr(apply_step, "calls", 0) + 1
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr / apply_step.calls * params.grad
    params.grad = None
    return loss

# %% mistake: the measurements are centred on the way
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
        speed.sub_(speed.mean())
    params.grad = None
    return loss

# %% mistake: the best parameters at once
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    with torch.no_grad():
        params.copy_(torch.linalg.lstsq(torch.vander(time, 3), speed).solution)
    return loss

# %% mistake: gd_step on the wrong tensor
# status: raised
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    gd_step(loss, lr)
    return loss

# %% mistake: a function that is not there
# status: raised
def apply_step(params, lr):
    loss = mse(model(time, params), speed)
    loss.backward()
    gd_step(params, lr)
    return loss

# %% mistake: the example is written into the function
def apply_step(params, lr):
    with torch.no_grad():
        params.copy_(torch.tensor([1.14, -0.94, 2.06]))
    return 3.0

# %% mistake: the unfinished cell
# status: not attempted
def apply_step(params, lr):
    """One step of gradient descent on time and speed: moves params, returns the loss before the step."""
    raise NotImplementedError()

# %% right: with gd_step
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    gd_step(params, lr)
    return loss

# %% right: with grad_at
def apply_step(params, lr):
    def loss_of(these):
        return mse(quadratic(time, these), speed)

    loss = loss_of(params.detach()).item()
    params.grad = grad_at(loss_of, params.detach())
    gd_step(params, lr)
    return loss

# %% right: data, and zeros
def apply_step(params, lr):
    preds = quadratic(time, params)
    loss = mse(preds, speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad.zero_()
    return loss.detach()

# %% right: autograd.grad
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    (gradient,) = torch.autograd.grad(loss, params)
    with torch.no_grad():
        params.sub_(gradient, alpha=lr)
    return loss

# %% right: an optimizer
def apply_step(params, lr):
    optimizer = torch.optim.SGD([params], lr=lr)
    loss = mse(quadratic(time, params), speed)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()

# %% right: cleared at the start as well
def apply_step(params, lr):
    if params.grad is not None:
        params.grad.zero_()
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params.copy_(params - params.grad * lr)
    params.grad = None
    return float(loss)

# %% right: data is given another tensor
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    params.data = params.data - lr * params.grad
    params.grad = None
    return loss

# %% right: value and gradient at once, and a NumPy number
def apply_step(params, lr):
    def loss_of(these):
        return mse(quadratic(time, these), speed)

    gradient, loss = torch.func.grad_and_value(loss_of)(params.detach())
    with torch.no_grad():
        params -= lr * gradient
    return np.float64(loss.item())

# %% right: targets first, and one number at a time
def apply_step(params, lr):
    loss = mse(speed, quadratic(time, params))
    loss.backward()
    with torch.no_grad():
        for at in range(3):
            params[at] -= lr * params.grad[at]
    params.grad = None
    return loss.item()

# %% right: a helper, and a decorator
@torch.no_grad()
def move(leaf, lr):
    leaf -= lr * leaf.grad
    leaf.grad = None


def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    move(params, lr)
    return loss.detach().clone()

# %% mistake: no step where the loss is small
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    if loss < 0.1:
        return loss
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: the loss is never more than 1000
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed).clamp(max=1000)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% mistake: the best loss so far comes back
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    apply_step.best = min(getattr(apply_step, "best", loss.item()), loss.item())
    return apply_step.best

# %% mistake: zero_ without brackets
# why: the gradients of the rounds before are still in it
def apply_step(params, lr):
    loss = mse(quadratic(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad.zero_
    return loss

# %% mistake: a new tensor, and the global name
# why: params have not moved
def apply_step(parameters, lr):
    global params
    loss = mse(quadratic(time, parameters), speed)
    loss.backward()
    params = (parameters - lr * parameters.grad).detach().requires_grad_()
    return loss.item()

# %% right: with names for the arguments
def apply_step(params, lr):
    loss = mse(preds=quadratic(t=time, params=params), targets=speed)
    loss.backward()
    gd_step(w=params, lr=lr)
    return loss

# %% right: one time after the other
def apply_step(params, lr):
    preds = torch.stack([quadratic(moment, params) for moment in time])
    loss = mse(preds, speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return loss

# %% right: the gradient by a formula
def apply_step(params, lr):
    with torch.no_grad():
        preds = quadratic(time, params)
        loss = mse(preds, speed)
        errors = 2 * (preds - speed)
        params -= lr * torch.stack([(errors * time**2).mean(), (errors * time).mean(), errors.mean()])
    return loss

# %% right: all is written out
def apply_step(params, lr):
    loss = ((params[0] * time**2 + params[1] * time + params[2] - speed) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        params.add_(params.grad, alpha=-lr)
        params.grad.zero_()
    return loss.item()
