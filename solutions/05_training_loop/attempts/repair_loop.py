# %% mistake: still detached
# why: the loss has lost its way back
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb).detach()
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: still uphill
# why: the steps go uphill
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p += lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: still cleared once an epoch
# why: the gradients of earlier batches are still there
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
        for p in params:
            p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: never cleared
# why: the gradients of earlier batches are still there
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: still learns from the validation set
# why: learned from the images that are there to judge it
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
            mnist_loss(preds, yb).backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        history.append(right / seen)
    return history

# %% mistake: a backward pass in the validation
# why: gradients from the validation images
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
            mnist_loss(preds, yb).backward()
        history.append(right / seen)
    return history

# %% mistake: still the limit 0.5
# why: raw activations were compared with 0.5
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0.5) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: still returns after one epoch
# why: only one epoch was trained
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
        return history

# %% mistake: uphill, and cleared once an epoch
# why: uphill, and earlier gradients
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p += lr * p.grad
        for p in params:
            p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: the loss without its detach, and nothing else
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p += lr * p.grad
        for p in params:
            p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0.5) == (yb > 0.5)).sum().item()
            seen += len(yb)
            mnist_loss(preds, yb).backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        history.append(right / seen)
        return history

# %% mistake: all but return and limit
# why: only one epoch was trained
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0.5) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
        return history

# %% mistake: learns from the validation set, zeroes late
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
        for p in params:
            p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
            mnist_loss(preds, yb).backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        history.append(right / seen)
    return history

# %% mistake: cleared between gradient and step
# why: no parameter has moved
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            for p in params:
                p.grad.zero_()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: no backward
# why: a gradient is None
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: judged before training
# why: measured before each epoch
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        with torch.no_grad():
            right = [((model(xb) > 0) == (yb > 0.5)).float() for xb, yb in valid_dl]
        history.append(torch.cat(right).mean().item())
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
    return history

# %% mistake: the last accuracy alone
# why: the last accuracy alone
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history[-1]

# %% mistake: nothing is returned
# why: ended without a return
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)

# %% mistake: counts, and not shares
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right)
    return history

# %% mistake: right and seen are never set back
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    right, seen = 0, 0
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: accuracy on the training batches
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: trained on the validation set alone
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in valid_dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: one more epoch
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs + 1):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: without lr
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% mistake: the released loop
# why: the loss has lost its way back
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb).detach()
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p += lr * p.grad
        for p in params:
            p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0.5) == (yb > 0.5)).sum().item()
            seen += len(yb)
            mnist_loss(preds, yb).backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        history.append(right / seen)
        return history

# %% mistake: the numbers of the check
# status: wrong
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    return [0.4, 0.6, 0.8, 0.6][:epochs]

# %% right: zeros before the gradient
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            for p in params:
                p.grad = None
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds > 0) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% right: own parts of the notebook
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        train_epoch(model, dl, lr, params)
        history.append(validate_epoch(model, valid_dl))
    return history

# %% right: batch_accuracy, a mean of batches
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for epoch in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            for p in params:
                p.data -= lr * p.grad
                p.grad.zero_()
        with torch.no_grad():
            accuracies = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
        history.append(round(torch.stack(accuracies).mean().item(), 4))
    return history

# %% right: the sigmoid and the limit 0.5
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            with torch.no_grad():
                for p in params:
                    p -= lr * p.grad
                    p.grad = None
        right, seen = 0, 0
        for xb, yb in valid_dl:
            preds = model(xb)
            right += ((preds.sigmoid() > 0.5) == (yb > 0.5)).sum().item()
            seen += len(yb)
        history.append(right / seen)
    return history

# %% right: SGD, and a tensor of accuracies
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    opt = torch.optim.SGD(params, lr=lr)
    history = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            opt.zero_grad()
            loss.backward()
            opt.step()
        with torch.no_grad():
            right = torch.cat([(model(xb) > 0) == (yb > 0.5) for xb, yb in valid_dl])
        history.append(right.float().mean())
    return torch.stack(history)

# %% right: the gradient is computed, the sign turned
def repair_loop(model, dl, valid_dl, lr, params, epochs):
    def one_epoch():
        for xb, yb in dl:
            gradients = torch.autograd.grad(mnist_loss(model(xb), yb), params)
            with torch.no_grad():
                for p, g in zip(params, gradients):
                    p += -lr * g
        right = [float((pred > 0) == (target > 0.5)) for xb, yb in valid_dl for pred, target in zip(model(xb), yb)]
        return sum(right) / len(right)

    return [one_epoch() for _ in range(epochs)]
