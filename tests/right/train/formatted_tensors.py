import torch, itertools, collections
from contextlib import nullcontext
from tqdm import tqdm

History = collections.namedtuple("History", "loss lr")

def train(model, dataloader, criterion, optimizer, callbacks=None):
    """One epoch. 一轮训练"""
    device = next(model.parameters()).device
    use_amp = False
    ctx = torch.autocast(device_type="cuda", dtype=torch.float16) if use_amp else nullcontext()
    model.train()
    history = []
    n_batches = len(dataloader)
    with tqdm(total=n_batches, desc="Training", bar_format="{l_bar}{bar:20}{r_bar}") as pbar:
        for i, data in enumerate(dataloader, 0):
            inputs, labels = data[0].to(device), data[1].to(device)
            optimizer.zero_grad()
            with ctx:
                outputs = model(inputs)
                loss = criterion(outputs, labels)
            loss.backward()
            optimizer.step()
            history.append(History(loss.item(), [g["lr"] for g in optimizer.param_groups]))
            with torch.no_grad():
                acc = (outputs.argmax(1) == labels).float().mean()
            pbar.set_description(f"loss {loss.item():.3f} acc {acc:.2f}")
            pbar.update()
            for callback in callbacks or []:
                callback()
    return history
