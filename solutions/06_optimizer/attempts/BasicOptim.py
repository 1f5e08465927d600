# %% mistake: uphill
# why: along their gradients, uphill
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data += p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: without the learning rate
# why: the learning rate is missing
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: without the learning rate, uphill
# why: the whole gradient was added
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data += p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: without the gradient
# why: the gradient had no say
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the sign of the gradient alone
# why: only the sign
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad.sign()

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: divided by the learning rate
# why: divided by the learning rate
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad / self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the move in place of the parameter
# why: have become the moves
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data = -self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: =- in place of -=
# why: have become the moves
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data =- p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: a new tensor under the name of the loop
# why: no parameter has moved
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p = p - self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: new tensors in the list
# why: no parameter has moved
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        self.params = [(p - self.lr * p.grad).detach().requires_grad_() for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: new tensors put into the list in place
# why: no parameter has moved
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for i, p in enumerate(self.params):
            self.params[i] = nn.Parameter(p.data - self.lr * p.grad)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: copies of the parameters
# status: raised
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = [p.clone() for p in params], lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the difference is computed and thrown away
# why: no parameter has moved
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        with torch.no_grad():
            for p in self.params:
                p.sub(p.grad * self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: without no_grad
# status: raised
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p -= p.grad * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the generator is kept, and used up by the first step
# why: has used the generator up
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = params, lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the generator is walked through once too early
# why: used up before the step
class BasicOptim:
    def __init__(self, params, lr):
        self.lr, self.count = lr, sum(p.numel() for p in params)
        self.params = list(params) if not isinstance(params, list) else params

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: a generator of generators
# why: has used the generator up
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = (p for p in params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: an iterator
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = iter(list(params)), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: only the list for zero_grad is kept
# why: only the first step moved anything
class BasicOptim:
    def __init__(self, params, lr):
        self.all = list(params)
        self.params, self.lr = iter(self.all), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.all:
            p.grad = None

# %% mistake: only the first parameter moves
# why: w has moved and b has not
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr
            return

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: only the last parameter moves
# why: b has moved and w has not
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            pass
        p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: two parameters, weights and bias, and no more
class BasicOptim:
    def __init__(self, params, lr):
        (self.weights, self.bias), self.lr = list(params)[:2], lr

    def step(self):
        for p in (self.weights, self.bias):
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        self.weights.grad = self.bias.grad = None

# %% mistake: zero_grad clears the first gradient only
# why: one of the gradients is still there
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        self.params[0].grad = None

# %% mistake: zero_grad without brackets
# why: the gradients are still there
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad.zero_

# %% mistake: zero_grad gives a name another meaning
# why: the gradients are still there
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            grad = p.grad
            grad = None

# %% mistake: an attribute of the optimizer is cleared
# why: the gradients are still there
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        self.grad = None

# %% mistake: zeros that are thrown away
# why: the gradients are still there
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            torch.zeros_like(p.grad)

# %% mistake: zero_grad does nothing
# why: the gradients are still there
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        pass

# %% mistake: the parameters are cleared
# why: still there
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.data.zero_()

# %% mistake: parameters and gradients are cleared
# why: the parameters themselves have become 0
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.data.zero_()
            p.grad.zero_()

# %% mistake: zero_grad steps first
# why: zero_grad has made a step
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        self.step()
        for p in self.params:
            p.grad = None

# %% mistake: the gradient becomes a number
# status: raised
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = 0

# %% mistake: step clears the gradients
# why: step has cleared the gradients
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr
            p.grad = None

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: step clears the gradients in place
# why: step has cleared the gradients
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr
        self.zero_grad()

    def zero_grad(self):
        for p in self.params:
            p.grad.zero_()

# %% mistake: the gradient is multiplied in place
# why: multiplied by lr, in place
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        with torch.no_grad():
            for p in self.params:
                p -= p.grad.mul_(self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: one list of parameters for all optimizers
class BasicOptim:
    params = []

    def __init__(self, params, lr):
        self.params += list(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: a default list that all optimizers share
class BasicOptim:
    def __init__(self, params, lr, held=[]):
        held.extend(params)
        self.params, self.lr = held, lr

    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: gradients switched off for good
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        torch.set_grad_enabled(False)
        for p in self.params:
            p -= p.grad * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the parameters are detached
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.detach_().sub_(p.grad * self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: PyTorch's base class for optimizers
# why: torch.optim does the work
class BasicOptim(torch.optim.Optimizer):
    def __init__(self, params, lr):
        super().__init__(params, {"lr": lr})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                p -= group["lr"] * p.grad

# %% mistake: parameters and learning rate belong to the class
class BasicOptim:
    def __init__(self, params, lr):
        BasicOptim.params, BasicOptim.lr = list(params), lr

    def step(self):
        for p in BasicOptim.params:
            p.data -= p.grad.data * BasicOptim.lr

    def zero_grad(self):
        for p in BasicOptim.params:
            p.grad = None

# %% mistake: the learning rate is a global variable
class BasicOptim:
    def __init__(self, params, lr):
        global the_lr
        self.params, the_lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * the_lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the learning rate of the example
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), 0.1

    def step(self):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: momentum
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr
        self.moves = [torch.zeros_like(p) for p in self.params]

    def step(self):
        for p, move in zip(self.params, self.moves):
            move.data.mul_(0.9).add_(p.grad)
            p.data -= self.lr * move

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: weight decay
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * (p.grad + 0.01 * p.data)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: a learning rate that falls
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad
        self.lr *= 0.9

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: clipped gradients
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad.clamp(-20, 20)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the mean of the gradient
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad.mean()

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: divided by the number of parameters
# why: half as far
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad / len(self.params)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: a step of length lr
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad / p.grad.norm()

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: a learning rate of 0 is taken for none
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr or 0.1

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: tables of numbers only
# status: raised
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            for i in range(p.shape[0]):
                for j in range(p.shape[1]):
                    p.data[i, j] -= self.lr * p.grad[i, j]

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the gradients of the moment in which the optimizer was made
# status: raised
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr
        self.grads = [p.grad for p in self.params]

    def step(self):
        for p, grad in zip(self.params, self.grads):
            p.data -= self.lr * grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the gradients of the first step for ever
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr, self.grads = list(params), lr, None

    def step(self):
        if self.grads is None:
            self.grads = [p.grad.clone() for p in self.params]
        for p, grad in zip(self.params, self.grads):
            p.data -= self.lr * grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the parameters stop tracking gradients
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.requires_grad_(False)
            p -= self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: the optimizer calls backward itself
# status: raised
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.backward()
            p.data -= self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: self is missing
# status: raised
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step():
        for p in self.params:
            p.data -= self.lr * p.grad

    def zero_grad():
        for p in self.params:
            p.grad = None

# %% mistake: the learning rate is given to step
# status: raised
class BasicOptim:
    def __init__(self, params):
        self.params = list(params)

    def step(self, lr):
        for p in self.params:
            p.data -= lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: no zero_grad
# status: raised
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad

# %% mistake: nothing is stored
# status: raised
class BasicOptim:
    def __init__(self, params, lr):
        params, lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% mistake: made of torch.optim.SGD
# why: torch.optim does the work
class BasicOptim(torch.optim.SGD):
    pass

# %% mistake: torch.optim.SGD by another name
# why: torch.optim does the work
BasicOptim = torch.optim.SGD

# %% mistake: torch.optim.SGD inside
# why: torch.optim does the work
from torch.optim import SGD


class BasicOptim:
    def __init__(self, params, lr):
        self.inner = SGD(params, lr)

    def step(self):
        self.inner.step()

    def zero_grad(self):
        self.inner.zero_grad()

# %% mistake: Adam
class BasicOptim:
    def __init__(self, params, lr):
        self.inner = torch.optim.Adam(params, lr=lr)

    def step(self):
        self.inner.step()

    def zero_grad(self):
        self.inner.zero_grad()

# %% mistake: zero_grad is not finished
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad

    def zero_grad(self):
        raise NotImplementedError()

# %% mistake: untouched
# status: not attempted
class BasicOptim:
    """Gradient descent: `step()` moves all parameters, `zero_grad()` clears their gradients."""

    def __init__(self, params, lr):
        raise NotImplementedError()

    def step(self):
        raise NotImplementedError()

    def zero_grad(self):
        raise NotImplementedError()

# %% right: the data of the parameters
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self, *args, **kwargs):
        for p in self.params:
            p.data -= p.grad.data * self.lr

    def zero_grad(self, *args, **kwargs):
        for p in self.params:
            p.grad = None

# %% right: a tuple, sub_ and zero_
class BasicOptim:
    def __init__(self, params, lr):
        self.params = tuple(params)
        self.lr = lr

    @torch.no_grad()
    def step(self):
        for p in self.params:
            p.sub_(p.grad, alpha=self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad.zero_()

# %% right: new data in the same parameter
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = [*params], lr

    def step(self):
        for p in self.params:
            p.data = p.data - self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = torch.zeros_like(p)

# %% right: copy_
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        with torch.no_grad():
            for p in self.params:
                p.copy_(p - self.lr * p.grad)

    def zero_grad(self):
        for p in self.params:
            p.grad *= 0

# %% right: gradients that may be missing
class BasicOptim:
    def __init__(self, params, lr=0.1):
        self.params, self.lr = [p for p in params if p.requires_grad], lr

    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            with torch.inference_mode(False), torch.no_grad():
                p.add_(-self.lr * p.grad)

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.detach_()
                p.grad.zero_()

# %% right: a dictionary
class BasicOptim:
    def __init__(self, params, lr):
        self.held = dict(enumerate(params))
        self.rate = lr

    def step(self):
        with torch.no_grad():
            for place in self.held:
                self.held[place] -= self.rate * self.held[place].grad

    def zero_grad(self):
        for p in self.held.values():
            del p.grad

# %% right: all at once
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        with torch.no_grad():
            torch._foreach_add_(self.params, [p.grad for p in self.params], alpha=-self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% right: tracking switched off and on again
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.requires_grad_(False)
            p -= self.lr * p.grad
            p.requires_grad_()

    def zero_grad(self):
        for p in self.params:
            p.grad.data.fill_(0)

# %% right: a dataclass
from dataclasses import dataclass


@dataclass
class BasicOptim:
    params: list
    lr: float

    def __post_init__(self):
        self.params = list(self.params)

    def step(self):
        with torch.no_grad():
            for p in self.params:
                p += -self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% right: functions in place of methods
class BasicOptim:
    def __init__(self, params, lr):
        params = list(params)

        def step():
            for p in params:
                p.data.add_(p.grad, alpha=-lr)

        def zero_grad():
            for p in params:
                p.grad = None

        self.step, self.zero_grad = step, zero_grad

# %% right: a comment that names torch.optim.SGD
class BasicOptim:
    """Does what torch.optim.SGD does."""

    def __init__(self, params, lr):  # as torch.optim.SGD(params, lr)
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data.sub_(self.lr * p.grad)

    def zero_grad(self):
        for p in self.params:
            p.grad = None

# %% right: groups of parameters
class BasicOptim:
    def __init__(self, params, lr):
        self.param_groups = [{"params": list(params), "lr": lr}]

    def step(self):
        for group in self.param_groups:
            for i in range(len(group["params"])):
                p = group["params"][i]
                p.data.copy_(torch.sub(p.data, p.grad, alpha=group["lr"]))

    def zero_grad(self):
        for group in self.param_groups:
            for p in group["params"]:
                p.grad = torch.zeros_like(p.grad)

# %% right: by way of NumPy
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            moved = p.detach().cpu().numpy() - self.lr * p.grad.cpu().numpy()
            p.data = torch.from_numpy(np.asarray(moved, dtype=np.float32)).to(p.device)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
