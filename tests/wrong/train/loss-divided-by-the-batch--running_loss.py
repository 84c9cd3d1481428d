import time

import torch
from tqdm import tqdm


def train(model, dataloader, criterion, optimizer, callbacks=None):
    device = list(model.parameters())[0].device
    model.train()
    start = time.time()
    running_loss, correct, total = 0.0, 0, 0
    progress = tqdm(dataloader, total=len(dataloader))
    for i, (x, y) in enumerate(progress):
        x, y = x.to(device, non_blocking=True), y.to(device, non_blocking=True)
        optimizer.zero_grad(set_to_none=False)
        output = model(x)
        loss = criterion(output, y) / x.size(0)
        loss.backward()
        optimizer.step()
        running_loss += loss.item() * y.size(0)
        _, predicted = torch.max(output.data, 1)
        total += y.size(0)
        correct += (predicted == y).sum().item()
        progress.set_postfix(loss=f"{running_loss / total:.4f}", acc=correct / total)
        if i % 100 == 99 or i == len(dataloader) - 1:
            print(f"[{i + 1}/{len(dataloader)}] loss: {running_loss / total:.3f}")
        if callbacks:
            [callback() for callback in callbacks]
    print("time: %.1f s" % (time.time() - start))
    return running_loss / total, 100.0 * correct / total
