"""The learner's own train and evaluate are imported when nothing else is given."""
import torch


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".", train=None, evaluate=None):
    if train is None:
        from train import train
    if evaluate is None:
        from evaluate import evaluate

    optimizer = torch.optim.SGD(params=list(model.parameters()), lr=lr, momentum=momentum)
    loss_function = torch.nn.CrossEntropyLoss()
    best = {"accuracy": -1.0}
    for n in range(num_epoch):
        train(model=model, dataloader=train_loader, criterion=loss_function, optimizer=optimizer)
        accuracy = evaluate(model=model, dataloader=test_loader)
        if accuracy > best["accuracy"]:
            best = {
                "accuracy": accuracy,
                "weights": {k: v.detach().cpu().clone() for k, v in model.named_parameters()},
                "gradients": {k: p.grad.detach().cpu().clone() for k, p in model.named_parameters() if p.grad is not None},
            }
        print("Epoch", n + 1, "Accuracy", f"{accuracy:.2f}%", "/ Best Accuracy:", f"{best['accuracy']:.2f}%")
    for part, name in (("weights", "model.pt"), ("gradients", "model_gradients.pt")):
        torch.save(best[part], str(out_dir) + "/" + name)
    model.load_state_dict(best["weights"], strict=False)
    return best["accuracy"]
