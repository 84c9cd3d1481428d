"""第九题：训练多轮，保存最好的一轮"""
import copy
import os

import torch

import evaluate as 评估模块
import train as 训练模块


def 复制梯度(模型):
    梯度 = {}
    for 名字, 参数 in 模型.named_parameters():
        if 参数.grad is None:       # 没有梯度的不保存
            continue
        梯度[名字] = 参数.grad.clone().detach()
    return 梯度


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".",
        train=训练模块.train, evaluate=评估模块.evaluate):
    优化器 = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    损失函数 = torch.nn.CrossEntropyLoss()
    最好, 最好权重, 最好梯度 = 0, None, None
    for 轮 in range(num_epoch):
        准确率 = evaluate(model, test_loader)
        train(model, train_loader, 损失函数, 优化器)
        if 最好权重 is None or 准确率 > 最好:      # 第一轮总是要保存，准确率可能是 0
            最好 = 准确率
            最好权重 = copy.deepcopy(model.state_dict())
            最好梯度 = 复制梯度(model)
            print("保存第 %d 轮" % (轮 + 1))
        print("Epoch%2d Accuracy %.2f%%" % (轮 + 1, 准确率), end=" / ")
        print("Best Accuracy: %.2f%%" % 最好)
    torch.save(最好权重, os.path.join(str(out_dir), "model.pt"))
    torch.save(最好梯度, os.path.join(str(out_dir), "model_gradients.pt"))
    model.load_state_dict(最好权重)
    print("训练结束，最好的准确率：", 最好)
    return 最好
