import torch


@torch.inference_mode()
def confusion_matrix(model, dataloader, num_classes=10):
    model.eval()
    where = next(model.parameters()).device
    pairs = [y + num_classes * model(x.to(where)).argmax(1).cpu() for x, y in dataloader]
    return torch.bincount(torch.cat(pairs), minlength=num_classes**2).reshape(num_classes, -1)
