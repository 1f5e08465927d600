"""Answers to Learner, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: the gradient is never zeroed
# why: the gradient of the first epoch was still there
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: zeroed once an epoch
# why: gradients of earlier batches are still there
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
            opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: zeroed once a fit
# why: the gradient of the first epoch was still there
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        opt.zero_grad()
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: zeroed between backward and step
# why: the weight has not moved
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.zero_grad()
                opt.step()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: no step
# why: the weight has not moved
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: no backward
# why: the weight has not moved
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the step stands after the loop over the batches
# why: one step was made, with the gradients of all batches
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
            opt.step()
            opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: all three stand after the loop over the batches
# why: with the gradient of the last batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
            loss.backward()
            opt.step()
            opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: one step after all batches, with all items at once
# why: with all items in one batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            xb, yb = (torch.cat(part) for part in zip(*self.dls.train))
            self.loss_func(self.model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: only the first batch
# why: only the first batch was used
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
                break
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the smaller last batch is left out
# why: smaller batch was left out
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                size = len(xb) if opt.state == {} and not hasattr(self, 'bs') else self.bs
                self.bs = size
                if len(xb) < size:
                    continue
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: backward on the item
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.item().backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the predictions are detached
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb).detach(), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: training without gradients
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            torch.set_grad_enabled(False)
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: gradients are switched off and never on again
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            torch.set_grad_enabled(False)
            for xb, yb in self.dls.valid:
                preds = self.model(xb)
                losses.append(self.loss_func(preds, yb))
                metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a step by hand
# why: another optimizer than the one from opt_func
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                with torch.no_grad():
                    for parameter in self.model.parameters():
                        parameter -= lr * parameter.grad
                        parameter.grad = None
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a step by hand, uphill
# why: the weight went uphill
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                with torch.no_grad():
                    for parameter in self.model.parameters():
                        parameter += lr * parameter.grad
                        parameter.grad = None
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a step by hand, and one of the optimizer
# why: twice as long
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                with torch.no_grad():
                    for parameter in self.model.parameters():
                        parameter -= lr * parameter.grad
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: step is called twice
# why: twice as long
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the loss is divided by the number of items
# why: half as long
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                (loss / len(xb)).backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the loss is multiplied by the number of items
# why: twice as long
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                (loss * len(xb)).backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the loss is divided by the number of batches
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                (loss / len(self.dls.train)).backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: each batch is trained on twice
# why: two steps were made
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in [*self.dls.train, *self.dls.train]:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: gradients are cut
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the weights decay
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                with torch.no_grad():
                    for p in self.model.parameters():
                        p *= 0.999
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the optimizer gets the parameters of the last layer only
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(list(self.model.parameters())[-2:], lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the optimizer gets the matrices only
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func([p for p in self.model.parameters() if p.dim() > 1], lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: always SGD
# why: another optimizer than the one from opt_func
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = torch.optim.SGD(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: always BasicOptim
# why: another optimizer than the one from opt_func
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = BasicOptim(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a learning rate of its own
# why: the learning rate has no effect
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), 1.0)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the learning rate of the example
# why: used the learning rate of the first
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), 0.1)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the optimizer is made in __init__
# why: a learning rate of 0.01
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []
        self.opt = opt_func(model.parameters(), 0.01)

    def fit(self, epochs, lr):
        opt = self.opt
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the optimizer of the first fit is kept
# why: used the learning rate of the first
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []
        self.opt = None

    def fit(self, epochs, lr):
        self.opt = self.opt or self.opt_func(self.model.parameters(), lr)
        opt = self.opt
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a new optimizer for each epoch
# why: the second epoch had a new optimizer
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        for epoch in range(epochs):
            opt = self.opt_func(self.model.parameters(), lr)
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a new optimizer for each batch
# why: the second epoch had a new optimizer
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                opt = self.opt_func(self.model.parameters(), lr)
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: opt_func gets its arguments the other way round
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(lr, self.model.parameters())
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: opt_func gets the model
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model, lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: opt_func is not called
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: self is forgotten where opt_func is called
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: always mnist_loss
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = mnist_loss(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(mnist_loss(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: always the mean of the squares
# why: what the loss of the example does
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = F.mse_loss(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(F.mse_loss(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: always batch_accuracy
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(batch_accuracy(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: always the mean distance as a metric
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(F.l1_loss(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: targets first in the loss
# why: the loss got the targets first
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(yb, self.model(xb))
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(yb, preds))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: targets first in the loss, when validating
# why: the loss got the targets first
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(yb, preds))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: targets first in the metric
# why: the metric got the targets first
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(yb, preds))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the metric gets the inputs
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(xb, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the metric gets sigmoids
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds.sigmoid(), yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the metric gets rounded predictions
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics((preds > 0).float(), yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the metric is trained on
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.metrics(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the predictions are squeezed
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb).squeeze()
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: trained on the validation set
# why: with the batch of the validation set
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.valid:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the loaders have changed places
# why: with the batch of the validation set
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.valid:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.train:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: validated on the training set
# why: measured on the training set
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.train:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: trained on both sets
# why: a step was made for the validation batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in [*self.dls.train, *self.dls.valid]:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the history of the training
# why: the loss of the training batch, before its step
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            losses, metrics = [], []
            for xb, yb in self.dls.train:
                preds = self.model(xb)
                loss = self.loss_func(preds, yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
                losses.append(loss.detach())
                metrics.append(self.metrics(preds.detach(), yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the training loss beside the validation metric
# why: the loss of the training batch, before its step
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            train_loss = loss.detach()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = train_loss.item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: validated before training
# why: measured before the epoch's training
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            self.history.append((len(self.history), torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()))

# %% mistake: validation calls backward
# why: gradients of the validation batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            if True:
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    losses[-1].backward()
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: validation makes steps
# why: a step was made for the validation batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            if True:
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    losses[-1].backward()
                    opt.step()
                    opt.zero_grad()
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: only the last validation batch
# why: this is the last batch alone
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = losses[-1].item(), metrics[-1].item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: only the first validation batch
# why: this is the first batch alone
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = losses[0].item(), metrics[0].item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: one validation batch by next(iter())
# why: this is the first batch alone
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in [next(iter(self.dls.valid))]:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: sums over batches
# why: added up
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = sum(losses).item(), sum(metrics).item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: only the metric is a sum
# why: added up
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), sum(metrics).item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: batch means divided by the number of items
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = sum(losses).item() / len(self.dls.valid.dataset), sum(metrics).item() / len(self.dls.valid.dataset)
            self.history.append((len(self.history), loss, metric))

# %% mistake: divided by the number of training batches
# why: added up
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = sum(losses).item() / len(self.dls.train), sum(metrics).item() / len(self.dls.train)
            self.history.append((len(self.history), loss, metric))

# %% mistake: sums over items divided by the number of batches
# why: this is twice the loss
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb) * len(xb))
                    metrics.append(self.metrics(preds, yb) * len(xb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: items are weighted by the first batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb) * 2)
                    metrics.append(self.metrics(preds, yb))
            loss, metric = sum(losses).item() / len(self.dls.valid.dataset), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the last step's model validates each batch anew
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).median().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the largest loss
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = max(losses).item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: rounded to two digits
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = round(torch.stack(losses).mean().item(), 2), round(torch.stack(metrics).mean().item(), 2)
            self.history.append((len(self.history), loss, metric))

# %% mistake: no history
# why: nothing was added to history
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            print(epoch, loss, metric)

# %% mistake: no attribute history
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            print(epoch, loss, metric)

# %% mistake: the history is returned and not kept
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics

    def fit(self, epochs, lr):
        history = []
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            history.append((epoch, loss, metric))
        return history

# %% mistake: a second fit starts a new history
# why: threw the rows of the first away
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        self.history = []
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the history is replaced at the end of fit
# why: threw the rows of the first away
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        rows = []
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            rows.append((epoch, loss, metric))
        self.history = rows

# %% mistake: one list for all Learners
# why: rows of another Learner
class Learner:
    history = []

    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: one list for all Learners, as a default value
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics, history=[]):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = history

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: one global list
rows = []

class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = rows

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a new Learner empties the list of all
# why: both Learners write into one list
class Learner:
    history = []

    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history.clear()

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a row for each training batch
# why: there is a row for each batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            for _ in self.dls.train:
                self.history.append((len(self.history), loss, metric))

# %% mistake: a row for each validation batch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            for loss, metric in zip(losses, metrics):
                self.history.append((len(self.history), loss.item(), metric.item()))

# %% mistake: one row for each fit
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
        self.history.append((len(self.history), loss, metric))

# %% mistake: the last row, for each epoch
# why: this is what came out at the very end
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
        self.history += [(at, loss, metric) for at in range(epochs)]

# %% mistake: one list is changed and added again
# why: this is what came out at the very end
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history, self.row = [], [0, 0, 0]

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.row[:] = [epoch, loss, metric]
            self.history.append(self.row)

# %% mistake: sums that go on from epoch to epoch
# why: this is the mean over both epochs
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        losses, metrics = [], []
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: totals that are never set back
# why: is still in the sum
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        total = total_metric = 0
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            total, total_metric = total + torch.stack(losses).mean().item(), total_metric + torch.stack(metrics).mean().item()
            loss, metric = total, total_metric
            self.history.append((len(self.history), loss, metric))

# %% mistake: totals of the whole life of the Learner
# why: is still in the sum
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []
        self.total = self.total_metric = 0

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            self.total, self.total_metric = self.total + torch.stack(losses).mean().item(), self.total_metric + torch.stack(metrics).mean().item()
            loss, metric = self.total, self.total_metric
            self.history.append((len(self.history), loss, metric))

# %% mistake: metric before loss
# why: the metric stands where the loss belongs
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), metric, loss))

# %% mistake: no epoch in the row
# why: your row has 2 entries
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((loss, metric))

# %% mistake: the training loss is in the row, too
# why: your row has 4 entries
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            train_loss = loss.item()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), train_loss, loss, metric))

# %% mistake: rows are dictionaries
# status: wrong
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append({'epoch': len(self.history), 'loss': loss, 'metric': metric})

# %% mistake: rows are texts
# status: wrong
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append(f'epoch {epoch}: loss {loss:.4f}, metric {metric:.4f}')

# %% mistake: three lists and no rows
# status: wrong
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = {'epoch': [], 'loss': [], 'metric': []}

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            for name, value in zip(self.history, (epoch, loss, metric)):
                self.history[name].append(value)

# %% mistake: numbers one after the other
# why: more than once
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.extend((len(self.history), loss, metric))

# %% mistake: the number of epochs in place of the epoch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((epochs, loss, metric))

# %% mistake: the epoch is always 0
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((0, loss, metric))

# %% mistake: the learning rate in place of the epoch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((lr, loss, metric))

# %% mistake: lists of losses in the row
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), losses, metrics))

# %% mistake: a new row stands on top
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.insert(0, (len(self.history), loss, metric))

# %% mistake: one epoch, whatever is asked
# why: where one epoch takes it
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(1):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: one epoch too many
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs + 1):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: epochs is how many in all
# why: where one fit takes it
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(len(self.history), epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: each fit starts from the first weights
# why: where one fit takes it
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []
        self.start = {name: value.clone() for name, value in model.state_dict().items()}

    def fit(self, epochs, lr):
        self.model.load_state_dict(self.start)
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the model is made anew
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        for layer in self.model.modules():
            if hasattr(layer, 'reset_parameters'):
                layer.reset_parameters()
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a copy is trained
# why: the weight has not moved
import copy

class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, copy.deepcopy(model), opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: each fit trains a copy
# why: the weight has not moved
import copy

class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        self.model = copy.deepcopy(self.model)
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a second fit goes through the epochs of the first again
# why: the second fit made two epochs
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []
        self.epochs = 0

    def fit(self, epochs, lr):
        self.epochs += epochs
        epochs = self.epochs
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the batches are used up after the first epoch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []
        self.batches = iter(dls.train)

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.batches:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the learning rate gets smaller from epoch to epoch
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for group in opt.param_groups:
                group['lr'] = lr / (epoch + 1)
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: it stops when the loss is not better
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            if self.history and loss >= self.history[-1][1]:
                break
            self.history.append((len(self.history), loss, metric))

# %% mistake: the best weights are put back
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))
            if loss == min(row[1] for row in self.history):
                self.best = {name: value.clone() for name, value in self.model.state_dict().items()}
        if epochs:
            self.model.load_state_dict(self.best)

# %% mistake: the notebook's model
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the notebook's loaders
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in train_dl:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in valid_dl:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: self is forgotten in __init__
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        dls, model, opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: dls is taken for a pair
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []
        self.train, self.valid = dls

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: all Learners share their parts
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        Learner.dls, Learner.model, Learner.opt_func = dls, model, staticmethod(opt_func)
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: all Learners share loss and metric
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        Learner.loss_func, Learner.metrics = staticmethod(loss_func), staticmethod(metrics)
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the step comes one batch late
# why: the weight has not moved
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.step()
                opt.zero_grad()
                loss.backward()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the generator of the parameters is kept
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []
        self.params = model.parameters()

    def fit(self, epochs, lr):
        opt = self.opt_func(self.params, lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the order of another library
# status: raised
class Learner:
    def __init__(self, dls, model, loss_func, opt_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: a list of metrics
# status: raised
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append([m(preds, yb) for m in self.metrics])
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: pairs in the row
# why: your row has 2 entries
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), (loss, metric)))

# %% mistake: a list of one metric in the row
# status: wrong
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, [metric]))

# %% mistake: percent
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, 100 * metric))

# %% mistake: epochs are counted for all Learners together
class Learner:
    epoch = 0

    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((Learner.epoch, loss, metric))
            Learner.epoch += 1

# %% mistake: a learning rate of 0 is replaced
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        lr = lr or 0.1
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the batches are shuffled by the Learner
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in reversed(list(self.dls.train)):
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: only the last epoch is validated
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            last = epoch == epochs - 1
            self.history.append((len(self.history), loss if last else 0.0, metric if last else 0.0))

# %% mistake: validated on both sets
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in [*self.dls.train, *self.dls.valid]:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: fit yields
# why: nothing was added to history
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))
            yield loss

# %% mistake: fit has a return in the loop
# why: where one epoch takes it
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))
            return self.history

# %% mistake: the history is a method
# status: wrong
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.rows = []

    def history(self):
        return self.rows

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.rows.append((len(self.rows), loss, metric))

# %% mistake: the data is normalized along the way
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model((xb - xb.mean()) / (xb.std() + 1e-6)), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% mistake: the answer to the example
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.model, self.history = model, []

    def fit(self, epochs, lr):
        for epoch in range(epochs):
            done = len(self.history)
            with torch.no_grad():
                self.model.weight += lr * 10 / 2**done
            self.history.append((done, 12.5 / 4**done, 3.5 / 2**done))

# %% mistake: the finished Learner of the course
# why: the finished Learner of the course
from underhood.earlier.learner import Learner

# %% mistake: the finished Learner of the course, under another name
# why: the finished Learner of the course
import underhood.earlier.learner as course


class Learner(course.Learner):
    pass

# %% mistake: train_model has a fixed loss
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func, self.metrics, self.history = dls, model, opt_func, metrics, []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        accuracies = train_model(self.model, self.dls.train, self.dls.valid, opt, epochs, mnist_loss, self.metrics)
        self.history += list(enumerate(accuracies))

# %% right: zeroing before backward
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                opt.zero_grad()
                loss.backward()
                opt.step()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: zeroing through the model
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                self.model.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: the gradient set to None by hand, a list of parameters
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        params = list(self.model.parameters())
        opt = self.opt_func(params, lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                for parameter in params:
                    parameter.grad = None
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: gradients filled with zeros
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                for parameter in self.model.parameters():
                    parameter.grad.zero_()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: zeros and not None
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad(set_to_none=False)
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: lr by name
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr=lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: epochs counted from 1, rows are lists of tensors
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            self.history.append([epoch + 1, torch.stack(losses).mean(), torch.stack(metrics).mean()])

# %% right: epochs start again at each fit, rows are a tensor each
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append(torch.tensor([epoch, loss, metric]))

# %% right: counted from 1, going on
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history) + 1, loss, metric))

# %% right: mean over items
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb).repeat(len(xb)))
                    metrics.append(self.metrics(preds, yb).expand(len(xb)))
            loss, metric = torch.cat(losses).mean().item(), torch.cat(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: all validation images at once
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            with torch.no_grad():
                xs, ys = (torch.cat(part) for part in zip(*self.dls.valid))
                preds = self.model(xs)
            loss, metric = self.loss_func(preds, ys).item(), self.metrics(preds, ys).item()
            self.history.append((len(self.history), loss, metric))

# %% right: loss over batches, metric over items
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb) * len(xb))
            loss, metric = torch.stack(losses).mean().item(), (sum(metrics) / len(self.dls.valid.dataset)).item()
            self.history.append((len(self.history), loss, metric))

# %% right: without no_grad, and a graph in the history
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            if True:
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = sum(losses) / len(losses), sum(metrics) / len(metrics)
            self.history.append((len(self.history), loss, metric))

# %% right: with train and eval
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            self.model.train()
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            self.model.eval()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: in inference mode, it prints and returns itself
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.inference_mode():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))
            print(f'epoch {epoch}: {loss:.4f}, {metric:.4f}')
        return self

# %% right: the training loss is measured, too
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            with torch.no_grad():
                self.train_loss = sum(self.loss_func(self.model(xb), yb) for xb, yb in self.dls.train)
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: batches are counted by hand, in NumPy numbers
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = np.mean([float(one) for one in losses]), np.mean([float(one) for one in metrics])
            self.history.append((len(self.history), loss, metric))

# %% right: the history starts with the first fit
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics

    def fit(self, epochs, lr):
        if not hasattr(self, 'history'):
            self.history = []
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: a new list for each row
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history = self.history + [(len(self.history), loss, metric)]

# %% right: a closure for the loss, and the gradient by torch.autograd.grad
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                params = list(self.model.parameters())
                for parameter, gradient in zip(params, torch.autograd.grad(loss, params)):
                    parameter.grad = gradient
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: the optimizer is kept as an attribute
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        self.opt = opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: an array for each row, rounded to four digits
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append(np.array([epoch, round(loss, 4), round(metric, 4)]))

# %% right: NumPy numbers
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((np.int64(epoch), np.float32(loss), np.float64(metric)))

# %% right: a module, with a property for the history
class Learner(nn.Module):
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        super().__init__()
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.rows = []

    @property
    def history(self):
        return list(self.rows)

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.rows.append((len(self.rows), loss, metric))

# %% right: one optimizer for life, whose learning rate is set
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []
        self.opt = None

    def fit(self, epochs, lr):
        if self.opt is None:
            self.opt = self.opt_func(self.model.parameters(), lr)
        opt = self.opt
        for group in opt.param_groups:
            group['lr'] = lr
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: eval is called and train is not
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            self.model.eval()
            losses, metrics = [], []
            with torch.no_grad():
                for xb, yb in self.dls.valid:
                    preds = self.model(xb)
                    losses.append(self.loss_func(preds, yb))
                    metrics.append(self.metrics(preds, yb))
            loss, metric = torch.stack(losses).mean().item(), torch.stack(metrics).mean().item()
            self.history.append((len(self.history), loss, metric))

# %% right: predictions are collected first
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics = loss_func, metrics
        self.history = []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in self.dls.train:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                opt.step()
                opt.zero_grad()
            with torch.no_grad():
                preds, ys = map(torch.cat, zip(*[(self.model(xb), yb) for xb, yb in self.dls.valid]))
            loss, metric = self.loss_func(preds, ys).item(), self.metrics(preds, ys).item()
            self.history.append((len(self.history), loss, metric))

# %% right: a function that makes an object
from types import SimpleNamespace


def Learner(dls, model, opt_func, loss_func, metrics):
    history = []

    def fit(epochs, lr):
        opt = opt_func(model.parameters(), lr)
        for epoch in range(epochs):
            for xb, yb in dls.train:
                loss_func(model(xb), yb).backward()
                opt.step()
                opt.zero_grad()
            with torch.no_grad():
                columns = zip(*[(loss_func(model(xb), yb), metrics(model(xb), yb)) for xb, yb in dls.valid])
            history.append((epoch, *(sum(column) / len(column) for column in columns)))

    return SimpleNamespace(fit=fit, history=history)

# %% right: an epoch is a method
from collections import namedtuple

Row = namedtuple("Row", "epoch loss metric")


class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.__dict__.update(locals())
        self.history = []
        self.epoch = 0

    def fit(self, epochs, lr):
        self.opt = self.opt_func(self.model.parameters(), lr)
        while epochs > 0:
            self.one_epoch()
            epochs -= 1

    def one_epoch(self):
        for batch in self.dls.train:
            self.one_batch(*batch)
        self.history.append(Row(self.epoch, self.average(self.loss_func), self.average(self.metrics)))
        self.epoch += 1

    def one_batch(self, xb, yb):
        self.opt.zero_grad()
        self.loss_func(self.model(xb), yb).backward()
        self.opt.step()

    @torch.no_grad()
    def average(self, function):
        total = count = 0
        for xb, yb in self.dls.valid:
            total += function(self.model(xb), yb).item() * xb.shape[0]
            count += xb.shape[0]
        return total / count

# %% right: a dataclass
from dataclasses import dataclass, field
from typing import Any, Callable


@dataclass
class Learner:
    dls: Any
    model: nn.Module
    opt_func: Callable
    loss_func: Callable
    metrics: Callable
    history: list = field(default_factory=list)

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(len(self.history), len(self.history) + epochs):
            for xb, yb in self.dls.train:
                self.loss_func(self.model(xb), yb).backward()
                opt.step()
                opt.zero_grad()
            with torch.no_grad():
                results = torch.tensor(
                    [[f(self.model(xb), yb) for f in (self.loss_func, self.metrics)] for xb, yb in self.dls.valid]
                )
            self.history.append((epoch, *results.mean(0).tolist()))

# %% right: with functions of earlier notebooks
class Learner:
    def __init__(self, dls, model, opt_func, loss_func, metrics):
        self.dls, self.model, self.opt_func = dls, model, opt_func
        self.loss_func, self.metrics, self.history = loss_func, metrics, []

    def fit(self, epochs, lr):
        opt = self.opt_func(self.model.parameters(), lr)
        for epoch in range(epochs):
            metric = train_model(self.model, self.dls.train, self.dls.valid, opt, 1, self.loss_func, self.metrics)[0]
            with torch.no_grad():
                losses = [self.loss_func(self.model(xb), yb).item() for xb, yb in self.dls.valid]
            self.history.append((epoch, sum(losses) / len(losses), metric))
