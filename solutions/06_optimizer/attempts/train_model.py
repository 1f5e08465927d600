# %% mistake: gradients never cleared
# why: they are never cleared
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: gradients cleared once in an epoch
# why: only between the epochs
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
        opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: gradients cleared before the epoch alone
# why: only between the epochs
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        opt.zero_grad()
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: zero_grad without brackets
# why: they are never cleared
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: cleared between backward and step
# why: no step has moved it
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.zero_grad()
            opt.step()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: no step
# why: no step has moved it
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: step without brackets
# why: no step has moved it
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: no backward
# why: no step has moved it
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: no training at all
# why: no step has moved it
def train_model(model, dl, valid_dl, opt, epochs):
    return [validate_epoch(model, valid_dl) for _ in range(epochs)]

# %% mistake: the step before the gradient
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            opt.step()
            opt.zero_grad()
            mnist_loss(model(xb), yb).backward()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: one step in an epoch
# why: stepped once in an epoch
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
        opt.step()
        opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the step stands behind the loop
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            opt.zero_grad()
            mnist_loss(model(xb), yb).backward()
        opt.step()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: two steps with each gradient
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: backward twice
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the first batch only
# why: only the first batch
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        xb, yb = next(iter(dl))
        calc_grad(xb, yb, model)
        opt.step()
        opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the first batch again and again
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for _ in range(len(dl)):
            xb, yb = next(iter(dl))
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the last batch only
# why: only the last batch
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            pass
        calc_grad(xb, yb, model)
        opt.step()
        opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: small batches are left out
# why: which is smaller, was left out
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            if len(xb) < dl.batch_size:
                continue
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: one epoch, whatever is asked
# why: after one epoch, and three were asked for
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for xb, yb in dl:
        calc_grad(xb, yb, model)
        opt.step()
        opt.zero_grad()
    accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the return is in the loop
# why: after one epoch, and three were asked for
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
        return accuracies

# %% mistake: one epoch too few
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(1, epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: one epoch too many
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs + 1):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: measured before the epoch
# why: measured before the epoch
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        accuracies.append(validate_epoch(model, valid_dl))
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
    return accuracies

# %% mistake: measured once before training, too
# why: before any training
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = [validate_epoch(model, valid_dl)]
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: measured at the end alone
# why: after the last epoch alone
def train_model(model, dl, valid_dl, opt, epochs):
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
    return [validate_epoch(model, valid_dl)]

# %% mistake: the last accuracy for all epochs
# why: the last accuracy three times
def train_model(model, dl, valid_dl, opt, epochs):
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
    return [validate_epoch(model, valid_dl)] * epochs

# %% mistake: one number
# why: this is no list
def train_model(model, dl, valid_dl, opt, epochs):
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracy = validate_epoch(model, valid_dl)
    return accuracy

# %% mistake: printed, not returned
# why: without a return
def train_model(model, dl, valid_dl, opt, epochs):
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        print(validate_epoch(model, valid_dl), end=" ")

# %% mistake: the model is returned
# why: this is no list
def train_model(model, dl, valid_dl, opt, epochs):
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: accuracy on the training images
# why: accuracies on the training images
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, dl))
    return accuracies

# %% mistake: trained on the validation images
# status: wrong
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in valid_dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: trained on both
# why: trained on the validation images, too
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for loader in (dl, valid_dl):
            for xb, yb in loader:
                calc_grad(xb, yb, model)
                opt.step()
                opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: measuring leaves gradients behind
# why: entered the next step
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        of_batches = []
        for xb, yb in valid_dl:
            calc_grad(xb, yb, model)
            of_batches.append(batch_accuracy(model(xb), yb))
        accuracies.append(sum(of_batches) / len(of_batches))
    return accuracies

# %% mistake: the accuracy of the last batch
# why: of the last validation batch alone
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        for xb, yb in valid_dl:
            accuracy = batch_accuracy(model(xb), yb)
        accuracies.append(accuracy.item())
    return accuracies

# %% mistake: the accuracy of the first batch
# why: of the first validation batch alone
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        xb, yb = next(iter(valid_dl))
        accuracies.append(batch_accuracy(model(xb), yb).item())
    return accuracies

# %% mistake: the accuracies of single batches
# why: of single batches
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        for xb, yb in valid_dl:
            accuracies.append(batch_accuracy(model(xb), yb).item())
    return accuracies

# %% mistake: a list for each epoch
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append([batch_accuracy(model(xb), yb).item() for xb, yb in valid_dl])
    return accuracies

# %% mistake: measured after each training batch
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
            accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: sums over the batches
# why: sums over the validation batches
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(sum(batch_accuracy(model(xb), yb) for xb, yb in valid_dl))
    return accuracies

# %% mistake: divided by the number of training batches
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(sum(batch_accuracy(model(xb), yb) for xb, yb in valid_dl) / len(dl))
    return accuracies

# %% mistake: percent
# why: percentages
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(100 * validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: 0.5 as the border
# why: 0.5 was taken as the border
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        right = [((model(xb) > 0.5) == (yb > 0.5)).float() for xb, yb in valid_dl]
        accuracies.append(torch.cat(right).mean().item())
    return accuracies

# %% mistake: the share of wrong answers
# why: shares of wrong answers
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(1 - validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the loss on the validation images
def train_model(model, dl, valid_dl, opt, epochs):
    losses = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        losses.append(sum(mnist_loss(model(xb), yb).item() for xb, yb in valid_dl) / len(valid_dl))
    return losses

# %% mistake: activations and targets swapped in the accuracy
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        of_batches = [batch_accuracy(yb, model(xb)) for xb, yb in valid_dl]
        accuracies.append(sum(of_batches) / len(of_batches))
    return accuracies

# %% mistake: activations and targets swapped in the loss
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(yb, model(xb)).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the squared distance as the loss
# why: squared distances
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            F.mse_loss(model(xb).sigmoid(), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: cross-entropy as the loss
# why: another loss
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            F.binary_cross_entropy_with_logits(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: no sigmoid in the loss
# why: the sigmoid is missing
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            preds = model(xb)
            torch.where(yb == 1, 1 - preds, preds).mean().backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: a sigmoid too many
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb).sigmoid(), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: accuracy as the loss
# status: raised
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = 1 - batch_accuracy(model(xb), yb)
            loss.backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the loss as a Python number
# status: raised
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb).item()
            loss.backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: no_grad around everything
# status: raised
@torch.no_grad()
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: an optimizer of its own
def train_model(model, dl, valid_dl, opt, epochs):
    opt = torch.optim.SGD(model.parameters(), 0.1)
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: an optimizer of its own, with the learning rate of the given one
# why: opt has not been used
def train_model(model, dl, valid_dl, opt, epochs):
    opt = torch.optim.SGD(model.parameters(), opt.param_groups[0]["lr"])
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: steps by hand, with the learning rate of the given optimizer
# why: opt has not been used
def train_model(model, dl, valid_dl, opt, epochs):
    lr = opt.param_groups[0]["lr"]
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            for parameter in model.parameters():
                parameter.data -= lr * parameter.grad
                parameter.grad = None
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: an optimizer made anew in each epoch
# why: was made anew in each epoch
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        opt = type(opt)(model.parameters(), **{name: opt.defaults[name] for name in ("lr", "momentum")})
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% right: with an argument that PyTorch's optimizers take
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            opt.zero_grad(set_to_none=True)
            mnist_loss(model(xb), yb).backward()
            opt.step()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the optimizer is asked for its parameters
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            for group in opt.param_groups:
                for parameter in group["params"]:
                    parameter.grad = None
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: a copy of the model is trained
def train_model(model, dl, valid_dl, opt, epochs):
    import copy

    model, opt = copy.deepcopy((model, opt))
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the model is set back at the end
# why: no step has moved it
def train_model(model, dl, valid_dl, opt, epochs):
    before = [parameter.detach().clone() for parameter in model.parameters()]
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), before):
            parameter.copy_(value)
    return accuracies

# %% mistake: the best model is kept
def train_model(model, dl, valid_dl, opt, epochs):
    import copy

    best, state, accuracies = -1, None, []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
        if accuracies[-1] > best:
            best, state = accuracies[-1], copy.deepcopy(model.state_dict())
    model.load_state_dict(state)
    return accuracies

# %% mistake: stops when it gets no better
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
        if accuracies[-1] <= max(accuracies[:-1], default=-1):
            break
    return accuracies

# %% mistake: the batches of the first epoch for ever
def train_model(model, dl, valid_dl, opt, epochs):
    batches = list(dl)
    accuracies = []
    for _ in range(epochs):
        for xb, yb in batches:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: an iterator that is used up after one epoch
def train_model(model, dl, valid_dl, opt, epochs):
    batches = iter(dl)
    accuracies = []
    for _ in range(epochs):
        for xb, yb in batches:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: stops when all answers are right
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
        if accuracies[-1] == 1:
            break
    return accuracies

# %% mistake: the best accuracy so far
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = [0.0]
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(max(accuracies[-1], validate_epoch(model, valid_dl)))
    return accuracies[1:]

# %% mistake: the accuracies in order of size
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return sorted(accuracies)

# %% mistake: gradients switched off for measuring, and never on again
# status: raised
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        torch.set_grad_enabled(False)
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the parameters are frozen for measuring
# status: raised
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        model.requires_grad_(False)
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the weights are made anew at the start
def train_model(model, dl, valid_dl, opt, epochs):
    for layer in model.modules():
        if hasattr(layer, "reset_parameters"):
            layer.reset_parameters()
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the list goes on growing over the calls
def train_model(model, dl, valid_dl, opt, epochs, accuracies=[]):
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the notebook's loaders
# status: raised
def train_model(model, train_loader, valid_loader, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: only the example's numbers
def train_model(model, dl, valid_dl, opt, epochs):
    with torch.no_grad():
        model.weight.fill_(2.288258)
        model.bias.fill_(-2.123688)
    return [0.25, 0.75, 1.0]

# %% mistake: clipped gradients
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 0.1)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: the sum over the images of a batch
# why: a sum over the images
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            (mnist_loss(model(xb), yb) * len(xb)).backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: a tensor in place of the list
# why: this is no list
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return torch.tensor(accuracies)

# %% mistake: the mean over all epochs so far
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies, of_batches = [], []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        of_batches += [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
        accuracies.append(sum(of_batches) / len(of_batches))
    return accuracies

# %% mistake: the sigmoid before batch_accuracy
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(torch.stack([batch_accuracy(model(xb).sigmoid(), yb) for xb, yb in valid_dl]).mean())
    return accuracies

# %% mistake: yields, and returns nothing
def train_model(model, dl, valid_dl, opt, epochs):
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        yield validate_epoch(model, valid_dl)

# %% mistake: accuracies as text
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(f"{validate_epoch(model, valid_dl):.4f}")
    return accuracies

# %% mistake: the learning rate falls from epoch to epoch
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        opt.param_groups[0]["lr"] *= 0.9
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% mistake: rounded to one digit
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(round(validate_epoch(model, valid_dl), 1))
    return accuracies

# %% mistake: pairs of epoch and accuracy
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for epoch in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append((epoch, validate_epoch(model, valid_dl)))
    return accuracies

# %% mistake: untouched
# status: not attempted
def train_model(model, dl, valid_dl, opt, epochs):
    """Train for so many epochs with this optimizer; the list of validation accuracies, one for each epoch."""
    raise NotImplementedError()

# %% right: calc_grad and validate_epoch
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies

# %% right: cleared first, train and eval
def train_model(model, dl, valid_dl, opt, epochs):
    history = []
    for epoch in range(epochs):
        model.train()
        for batch in dl:
            xb, yb = batch
            opt.zero_grad()
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            opt.step()
        model.eval()
        right = count = 0
        with torch.no_grad():
            for xb, yb in valid_dl:
                right += ((model(xb) > 0) == yb.bool()).sum().item()
                count += len(yb)
        history.append(right / count)
    return history

# %% right: two helpers
def train_one(model, dl, opt):
    for xb, yb in dl:
        mnist_loss(model(xb), yb).backward()
        opt.step()
        opt.zero_grad()


def measure(model, valid_dl):
    return torch.stack([batch_accuracy(model(xb), yb) for xb, yb in valid_dl]).mean()


def train_model(model, dl, valid_dl, opt, epochs):
    def one_epoch():
        train_one(model, dl, opt)
        return measure(model, valid_dl).detach()

    return [one_epoch() for _ in range(epochs)]

# %% right: a while loop, and the model's own zero_grad
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    while len(accuracies) < epochs:
        for xb, yb in dl:
            mnist_loss(model(xb), yb).backward()
            opt.step()
            model.zero_grad()
        accuracies.append(float(np.mean([batch_accuracy(model(xb), yb) for xb, yb in valid_dl])))
    return accuracies

# %% right: the loss written out, progress printed
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for epoch in range(1, epochs + 1):
        for xb, yb in list(dl):
            preds = torch.sigmoid(model(xb))
            loss = (preds - yb).abs().mean()
            loss.backward()
            opt.step()
            opt.zero_grad()
        with torch.inference_mode():
            accuracy = sum(batch_accuracy(model(xb), yb) * len(xb) for xb, yb in valid_dl) / len(valid_dl.dataset)
        accuracies += [accuracy.item()]
        print(epoch, round(accuracies[-1], 4), end="; ")
    return accuracies

# %% right: all validation images at once
def train_model(model, dl, valid_dl, opt, epochs):
    images = torch.cat([xb for xb, _ in valid_dl])
    targets = torch.cat([yb for _, yb in valid_dl])
    accuracies = []
    for _ in range(epochs):
        for xb, yb in dl:
            torch.where(yb == 1, 1 - model(xb).sigmoid(), model(xb).sigmoid()).mean().backward()
            opt.step()
            opt.zero_grad()
        accuracies.append(batch_accuracy(model(images), targets))
    return accuracies

# %% right: NumPy numbers, cleared before and after
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for _ in range(epochs):
        opt.zero_grad()
        for xb, yb in dl:
            opt.zero_grad()
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        opt.zero_grad()
        accuracies.append(np.mean([batch_accuracy(model(xb), yb).numpy() for xb, yb in valid_dl]))
    return accuracies

# %% right: rounded to four digits, and the training images counted first
def train_model(model, dl, valid_dl, opt, epochs):
    images = sum(len(xb) for xb, _ in dl)
    accuracies, losses = [], []
    for _ in range(epochs):
        total = 0.0
        for xb, yb in dl:
            loss = mnist_loss(model(xb), yb)
            loss.backward()
            opt.step()
            opt.zero_grad()
            total += loss.item() * len(xb)
        losses.append(total / images)
        accuracies.append(round(validate_epoch(model, valid_dl), 4))
    return accuracies

# %% right: the loss on the training images is measured, too
def train_model(model, dl, valid_dl, opt, epochs):
    accuracies = []
    for epoch in range(epochs):
        for xb, yb in dl:
            calc_grad(xb, yb, model)
            opt.step()
            opt.zero_grad()
        with torch.no_grad():
            loss = sum(mnist_loss(model(xb), yb) for xb, yb in dl) / len(dl)
        accuracies.append(validate_epoch(model, valid_dl))
        print(f"epoch {epoch}: loss {loss:.4f}, accuracy {accuracies[-1]:.4f}")
    return accuracies
