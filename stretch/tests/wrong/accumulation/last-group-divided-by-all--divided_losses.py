def train_accumulating(model, dataloader, criterion, optimizer, every=2):
    model.train()
    where = next(model.parameters()).device
    optimizer.zero_grad()
    for number, (x, y) in enumerate(dataloader, 1):
        (criterion(model(x.to(where)), y.to(where)) / every).backward()
        if number % every == 0 or number == len(dataloader):
            optimizer.step()
            optimizer.zero_grad()
