import copy

import torch
from torch import nn

from evaluate import evaluate
from train import train


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".", train=train, evaluate=evaluate):
    optimizer = torch.optim.SGD(model.parameters(),  lr=lr, momentum=momentum)  # lr学习率，momentum冲量
    criterion = nn.CrossEntropyLoss()  # 交叉熵损失

    best_accuracy = -1
    best_checkpoint = dict()
    gradients = dict()
    for epoch in range(num_epoch):
        train(model, train_loader, criterion, optimizer)
        accuracy = evaluate(model, test_loader)
        is_best = accuracy > best_accuracy
        if is_best:
            best_checkpoint['state_dict'] = copy.deepcopy(model.state_dict())
            best_accuracy = accuracy

            # 将每个梯度保存到字典中
            for name, parameter in model.named_parameters():
                if parameter.grad is not None:
                    # .clone()确保我们有梯度的复制，而非引用
                    gradients[name] = parameter.grad.clone()
        print(f'Epoch{epoch+1:>2d} Accuracy {accuracy:.2f}% / Best Accuracy: {best_accuracy:.2f}%')
        return best_accuracy

    torch.save(best_checkpoint['state_dict'], f'{out_dir}/model.pt')
    torch.save(gradients, f'{out_dir}/model_gradients.pt')

    print(f"=> loading best checkpoint")
    model.load_state_dict(best_checkpoint['state_dict'])
    model_accuracy = evaluate(model, test_loader)
    print(f"Model has accuracy={model_accuracy:.2f}%")
    return best_accuracy
