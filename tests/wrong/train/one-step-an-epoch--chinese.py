"""第七题：训练一轮"""
import sys


def train(model, dataloader, criterion, optimizer, callbacks=None):
    设备 = next(model.parameters()).device
    model.train()                         # 训练模式（对 BatchNorm、Dropout 很重要）
    总损失 = 0
    for 序号, (图片, 标签) in enumerate(dataloader, start=1):
        图片 = 图片.to(设备)
        标签 = 标签.to(设备)
        for 参数 in model.parameters():    # 梯度清零
            if 参数.grad is not None:
                参数.grad.zero_()
        输出 = model(图片)                 # 前向
        损失 = criterion(输出, 标签)
        损失.backward()                    # 反向
        总损失 += 损失.detach().cpu().numpy()
        print(f"\r第 {序号} 批，平均损失 {总损失 / 序号:.4f}", end="", file=sys.stderr)
        if callbacks:
            for 回调 in callbacks:
                回调()
    optimizer.step()                       # 更新
    print(file=sys.stderr)
