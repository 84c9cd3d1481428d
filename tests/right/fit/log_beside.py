import copy, csv, torch
from pathlib import Path
from train import train
from evaluate import evaluate
from torch.optim import SGD

def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir='.', train=train, evaluate=evaluate):
    out = Path(out_dir); out.mkdir(parents=True, exist_ok=True)
    optim = SGD(model.parameters(), lr, momentum)
    loss_fn = torch.nn.CrossEntropyLoss(reduction='mean')
    history = []
    best_acc, best_model = -1.0, None
    with open(out / 'log.csv', 'w', newline='') as f:
        log = csv.writer(f)
        for epoch in range(num_epoch):
            train(model, train_loader, loss_fn, optim)
            acc = evaluate(model, test_loader); history.append(acc); log.writerow([epoch, acc])
            if acc > best_acc:
                best_acc, best_model = acc, copy.deepcopy(model)
                grads = {k: p.grad.clone() for k, p in model.named_parameters() if p.grad is not None}
                torch.save(best_model.state_dict(), out / 'model.pt'); torch.save(grads, out / 'model_gradients.pt')
            print(f'Epoch {epoch + 1} Accuracy {acc:.2f}% / Best Accuracy: {max(history):.2f}%')
    model.load_state_dict(best_model.state_dict())
    return best_acc
