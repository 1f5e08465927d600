# %% mistake: the sum
# why: the sum over the batches
def validate_epoch(model, valid_dl):
    return sum(batch_accuracy(model(xb), yb) for xb, yb in valid_dl)

# %% mistake: the list
# why: numbers of the single batches
def validate_epoch(model, valid_dl):
    return [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]

# %% mistake: the last batch
# why: the last batch alone
def validate_epoch(model, valid_dl):
    for xb, yb in valid_dl:
        accuracy = batch_accuracy(model(xb), yb)
    return accuracy

# %% mistake: the first batch
# why: the first batch alone
def validate_epoch(model, valid_dl):
    for xb, yb in valid_dl:
        return batch_accuracy(model(xb), yb)

# %% mistake: the first batch, with next
# why: the first batch alone
def validate_epoch(model, valid_dl):
    xb, yb = next(iter(valid_dl))
    return batch_accuracy(model(xb), yb)

# %% mistake: sums of batches, divided by the images
# why: divided by the number of images
def validate_epoch(model, valid_dl):
    return sum(batch_accuracy(model(xb), yb) for xb, yb in valid_dl) / len(valid_dl.dataset)

# %% mistake: weighted, and divided by the batches
def validate_epoch(model, valid_dl):
    return sum(batch_accuracy(model(xb), yb) * len(xb) for xb, yb in valid_dl) / len(valid_dl)

# %% mistake: the full size of a batch for all
def validate_epoch(model, valid_dl):
    size = valid_dl.batch_size
    total = sum(batch_accuracy(model(xb), yb) * size for xb, yb in valid_dl)
    return total / len(valid_dl.dataset)

# %% mistake: weighted, not divided
# why: the number of right images
def validate_epoch(model, valid_dl):
    return sum(batch_accuracy(model(xb), yb) * len(xb) for xb, yb in valid_dl)

# %% mistake: small batches are left out
# why: the mean of the first two batches
def validate_epoch(model, valid_dl):
    accuracies = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl if len(xb) == valid_dl.batch_size]
    return sum(accuracies) / len(accuracies) if accuracies else 0.0

# %% mistake: percent
# why: these are percent
def validate_epoch(model, valid_dl):
    accuracies = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
    return 100 * sum(accuracies) / len(accuracies)

# %% mistake: one more batch
def validate_epoch(model, valid_dl):
    accuracies = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
    return sum(accuracies) / (len(accuracies) + 1)

# %% mistake: half and half
def validate_epoch(model, valid_dl):
    mean = None
    for xb, yb in valid_dl:
        accuracy = batch_accuracy(model(xb), yb)
        mean = accuracy if mean is None else (mean + accuracy) / 2
    return mean

# %% mistake: its own accuracy
# why: batch_accuracy had no say
def validate_epoch(model, valid_dl):
    right = [((model(xb) > 0) == (yb > 0.5)).float().mean() for xb, yb in valid_dl]
    return torch.stack(right).mean()

# %% mistake: its own accuracy over the images
# why: batch_accuracy had no say
def validate_epoch(model, valid_dl):
    right = sum(((model(xb) > 0) == (yb > 0.5)).sum().item() for xb, yb in valid_dl)
    return right / len(valid_dl.dataset)

# %% mistake: the sigmoid before
def validate_epoch(model, valid_dl):
    accuracies = [batch_accuracy(model(xb).sigmoid(), yb) for xb, yb in valid_dl]
    return sum(accuracies) / len(accuracies)

# %% mistake: swapped
def validate_epoch(model, valid_dl):
    accuracies = [batch_accuracy(yb, model(xb)) for xb, yb in valid_dl]
    return sum(accuracies) / len(accuracies)

# %% mistake: the loss
def validate_epoch(model, valid_dl):
    losses = [mnist_loss(model(xb), yb) for xb, yb in valid_dl]
    return sum(losses) / len(losses)

# %% mistake: it trains
def validate_epoch(model, valid_dl):
    accuracies = []
    for xb, yb in valid_dl:
        preds = model(xb)
        accuracies.append(batch_accuracy(preds.detach(), yb))
        mnist_loss(preds, yb).backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= p.grad
                p.grad = None
    return sum(accuracies) / len(accuracies)

# %% mistake: a backward pass
# why: a backward pass ran
def validate_epoch(model, valid_dl):
    accuracies = []
    for xb, yb in valid_dl:
        preds = model(xb)
        mnist_loss(preds, yb).backward()
        accuracies.append(batch_accuracy(preds.detach(), yb))
    return sum(accuracies) / len(accuracies)

# %% mistake: the best so far
def validate_epoch(model, valid_dl):
    accuracies = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
    validate_epoch.best = max(getattr(validate_epoch, "best", 0.0), float(sum(accuracies) / len(accuracies)))
    return validate_epoch.best

# %% mistake: a list outside keeps all accuracies
all_accuracies = []


def validate_epoch(model, valid_dl):
    for xb, yb in valid_dl:
        all_accuracies.append(batch_accuracy(model(xb), yb))
    return sum(all_accuracies) / len(all_accuracies)

# %% mistake: rounded to two digits
def validate_epoch(model, valid_dl):
    accuracies = [float(batch_accuracy(model(xb), yb)) for xb, yb in valid_dl]
    return round(sum(accuracies) / len(accuracies), 2)

# %% mistake: the median
def validate_epoch(model, valid_dl):
    return torch.stack([batch_accuracy(model(xb), yb).detach() for xb, yb in valid_dl]).median()

# %% mistake: a list of one number
def validate_epoch(model, valid_dl):
    accuracies = torch.stack([batch_accuracy(model(xb), yb) for xb, yb in valid_dl])
    return accuracies.mean(0, keepdim=True)

# %% mistake: the notebook's loader
def validate_epoch(model, valid_dl):
    accuracies = [batch_accuracy(model(xb), yb) for xb, yb in DataLoader(valid_dset, batch_size=bs)]
    return sum(accuracies) / len(accuracies)

# %% mistake: the standard deviation
def validate_epoch(model, valid_dl):
    return torch.stack([batch_accuracy(model(xb), yb) for xb, yb in valid_dl]).std()

# %% mistake: the example
def validate_epoch(model, valid_dl):
    return 0.5

# %% mistake: nothing is returned
def validate_epoch(model, valid_dl):
    accuracies = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
    print(sum(accuracies) / len(accuracies))

# %% mistake: the unfinished cell
# status: not attempted
def validate_epoch(model, valid_dl):
    """The mean of batch_accuracy over the validation set: one number."""
    raise NotImplementedError()

# %% mistake: maximum
def validate_epoch(model, valid_dl):
    return max(batch_accuracy(model(xb), yb) for xb, yb in valid_dl)

# %% mistake: tuple
def validate_epoch(model, valid_dl):
    a = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
    return sum(a) / len(a), len(a)

# %% mistake: calc_grad in it
def validate_epoch(model, valid_dl):
    a = []
    for xb, yb in valid_dl:
        calc_grad(xb, yb, model)
        a.append(batch_accuracy(model(xb), yb).detach())
    return sum(a) / len(a)

# %% mistake: cached
def validate_epoch(model, valid_dl):
    if not hasattr(validate_epoch, "v"):
        a = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
        validate_epoch.v = float(sum(a) / len(a))
    return validate_epoch.v

# %% right: a stack, rounded to four digits
def validate_epoch(model, valid_dl):
    accuracies = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
    return round(torch.stack(accuracies).mean().item(), 4)

# %% right: over the images
def validate_epoch(model, valid_dl):
    total, seen = 0.0, 0
    with torch.no_grad():
        for xb, yb in valid_dl:
            total += float(batch_accuracy(model(xb), yb)) * len(xb)
            seen += len(xb)
    return total / seen

# %% right: over the images, by the loader's own number
def validate_epoch(model, valid_dl):
    return sum(batch_accuracy(model(xb), yb).item() * len(yb) for xb, yb in valid_dl) / len(valid_dl.dataset)

# %% right: all in one
@torch.no_grad()
def validate_epoch(model, valid_dl):
    preds = torch.cat([model(xb) for xb, _ in valid_dl])
    targets = torch.cat([yb for _, yb in valid_dl])
    return batch_accuracy(preds, targets)

# %% right: a module is put into its evaluation mode
def validate_epoch(model, valid_dl):
    model.eval()
    with torch.inference_mode():
        return torch.tensor([batch_accuracy(model(xb), yb) for xb, yb in valid_dl]).mean().item()

# %% right: NumPy
def validate_epoch(model, valid_dl):
    with torch.no_grad():
        return np.mean([float(batch_accuracy(model(xb), yb)) for xb, yb in valid_dl])

# %% right: a running mean
def validate_epoch(model, valid_dl):
    mean = 0.0
    with torch.no_grad():
        for number, (xb, yb) in enumerate(valid_dl, 1):
            mean += (batch_accuracy(model(xb), yb) - mean) / number
    return mean

# %% right: with the length of the loader
def validate_epoch(model, valid_dl):
    total = 0
    for xb, yb in valid_dl:
        preds = model(xb).detach()
        total = total + batch_accuracy(preds, yb)
    return total / len(valid_dl)

# %% right: np.mean of tensors
def validate_epoch(model, valid_dl):
    with torch.no_grad():
        return float(np.mean([batch_accuracy(model(xb), yb) for xb, yb in valid_dl]))

# %% right: requires_grad off and on
def validate_epoch(model, valid_dl):
    model.eval()
    accs = torch.tensor([])
    with torch.no_grad():
        for xb, yb in valid_dl:
            accs = torch.cat([accs, batch_accuracy(model(xb), yb).reshape(1).cpu()])
    model.train()
    return accs.mean()

# %% right: item by item
def validate_epoch(model, valid_dl):
    a = [batch_accuracy(model(x[None]), y[None]).item() for xb, yb in valid_dl for x, y in zip(xb, yb)]
    return sum(a) / len(a)

# %% right: with a graph
def validate_epoch(model, valid_dl):
    a = [batch_accuracy(model(xb), yb) for xb, yb in valid_dl]
    return torch.stack(a).mean()

# %% right: the dataset all at once
def validate_epoch(model, valid_dl):
    x, y = zip(*valid_dl.dataset)
    with torch.no_grad():
        return batch_accuracy(model(torch.stack(x)), torch.stack(y)).item()
