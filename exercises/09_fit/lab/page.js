// Lab 9: which epoch is kept, and what an optimizer remembers.

const percent = (x) => `${fixed(x, 2)}%`;
const reached = inputs.accuracies.map((value, n) => slider("accuracies", [`accuracy of epoch ${n + 1}`, `第 ${n + 1} 轮的准确率`], { min: 0, max: 100, step: 0.1, value, show: percent }));
button("accuracies", ["epoch 3 equal to epoch 2", "第 3 轮与第 2 轮相同"], () => { reached[2].value = reached[1].value; });
button("accuracies", ["all 0 %", "全是 0 %"], () => { reached.forEach((own) => { own.value = 0; }); });
const keeps = choice("ways", ["what is kept", "保留的是"], [["a copy of the weights", "权重的拷贝"], ["the state dict itself (a reference)", "状态字典本身（引用）"]]);
const better = choice("ways", ["better means", "“更好”指"], [["> best", "> 最好"], ["≥ best", "≥ 最好"]]);
const from = choice("ways", ["the best begins with", "最好的初值"], [["−1", "−1"], ["0", "0"]]);

let epoch = 0;
button("buttons", ["next epoch", "下一轮"], () => { epoch = Math.min(epoch + 1, reached.length); });
button("buttons", ["start again", "重新开始"], () => { epoch = 0; });
const state = rows("state", ["what there is now", "现在的状态"]);
const lines = put("lines", make("pre"));
const told = said("told");

live(() => {
  let [best, kept] = [from.value === 0 ? -1 : 0, null];
  const printed = range(epoch).map((n) => {
    const accuracy = reached[n].value;
    if (better.value === 0 ? accuracy > best : accuracy >= best) [best, kept] = [accuracy, n + 1];
    return `Epoch ${n + 1} Accuracy ${percent(accuracy)} / Best Accuracy: ${percent(Math.max(best, 0))}`;
  });
  const held = kept && keeps.value === 1 ? epoch : kept; // a reference shows what is there now
  const of = (n) => (n ? [`those of epoch ${n}`, `第 ${n} 轮的`] : ["none", "没有"]);
  state([["", ""], ["weights", "权重"]], [[["in the model", "模型里"], of(epoch)], [["kept as the best", "作为最好的保留着"], of(held)]]);
  lines.textContent = printed.join("\n");
  const values = reached.map((own) => own.value), right = values.indexOf(Math.max(...values)) + 1;
  const done = epoch === reached.length, good = held === right;
  told(!done ? ["Go through all epochs.", "请走完所有轮。"]
    : good ? [`model.pt holds the weights of epoch ${held}, as it should.`, `model.pt 里是第 ${held} 轮的权重，正确。`]
      : [`model.pt holds ${held ? `the weights of epoch ${held}` : "nothing"}, but should hold those of epoch ${right}.`,
        `model.pt 里${held ? `是第 ${held} 轮的权重` : "什么都没有"}，应该是第 ${right} 轮的。`]);
});

const rate = slider("settings", ["learning rate", "学习率"], { min: 0.05, max: 0.5, step: 0.05, value: inputs.rate });
const momentum = slider("settings", ["momentum", "动量"], { min: 0, max: 0.9, step: 0.1, value: inputs.momentum });
const gradient = slider("settings", ["gradient", "梯度"], { min: -2, max: 2, step: 0.5, value: 1 });
const steps = rows("steps", ["the steps", "各步"]);
const moved = bars("moved");
live(() => {
  let velocity = 0;
  const one = range(5).map(() => { velocity = momentum.value * velocity + gradient.value; return rate.value * velocity; });
  const other = one.map(() => rate.value * gradient.value);
  steps([["step", "步"], ["one optimizer", "一个优化器"], ["a new optimizer for each step", "每步一个新的优化器"]], one.map((x, n) => [num(n + 1), fixed(x), fixed(other[n])]));
  const limit = Math.max(...[one, other].map((list) => Math.abs(sum(list))), 1e-9);
  moved([
    { name: ["one optimizer", "一个优化器"], value: Math.abs(sum(one)), text: fixed(sum(one)) },
    { name: ["new ones", "每次新建"], value: Math.abs(sum(other)), text: fixed(sum(other)), tint: "second" },
  ], 0, limit);
});
