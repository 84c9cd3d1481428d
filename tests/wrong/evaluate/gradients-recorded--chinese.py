"""第八题：准确率"""
import torch


def evaluate(model, dataloader, verbose=True):
    设备 = next(model.parameters()).device
    model.eval()          # 评估模式
    正确数 = 0
    总数 = 0
    for 图片, 标签 in dataloader:
        输出 = model(图片.to(设备))
        _, 预测 = torch.max(输出, dim=1)
        for 第几个 in range(len(标签)):
            if 预测[第几个].item() == 标签[第几个].item():
                正确数 += 1
            总数 += 1
    准确率 = 正确数 * 100.0 / 总数
    if verbose:
        print(f"准确率：{准确率:.2f}%（{正确数}/{总数}）")
    return 准确率
