// Lab 11: threshold and usual range, what one number hides, the order of batches.

const { threshold, low, high, mean, deviation, seeds, recipe } = inputs;

// Threshold and range.

const right = slider("right", ["right of 1,000", "1,000 张中答对"], { min: 800, max: 1000, value: 955 });
const reached = [];
let state = 7;
const uniform = () => { state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff; return (state + 1) / 0x80000001; };
/** Draw what a training reaches: normal, with the mean and deviation that were measured, in steps of 0.1. */
const training = () => Math.round(10 * (mean + deviation * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()))) / 10;
for (const count of [1, 100]) {
  button("runs", count === 1 ? ["train once more", "再训练一次"] : ["train 100 times", "训练 100 次"], () => { reached.push(...range(count).map(training)); });
}
button("runs", ["start again", "重新开始"], () => { reached.length = 0; state = 7; });
const picture_ = plot("range", ["accuracies", "准确率"]);
const verdict = said("verdict");
const seedsTold = said("seeds");
live(() => {
  const accuracy = right.value / 10, span = [86, 100], bell = (x) => Math.exp(-(((x - mean) / deviation) ** 2) / 2);
  const bins = table(1, 28, (_, n) => reached.filter((x) => x >= 86 + n / 2 && x < 86.5 + n / 2).length)[0], top = Math.max(1, ...bins);
  const upright = (x, tint) => ({ points: [[x, 0], [x, 1.05]], tint });
  picture_({
    x: span, y: [0, 1.15], bands: [[low, high]],
    lines: [
      ...(reached.length ? [{ points: bins.flatMap((n, k) => [[86 + k / 2, n / top], [86.5 + k / 2, n / top]]) }] : [{ points: range(141).map((n) => [86 + n / 10, bell(86 + n / 10)]) }]),
      upright(threshold, "second"), ...(accuracy >= span[0] ? [upright(accuracy, "")] : []),
    ],
    marks: [{ at: [threshold, 0], text: `${num(threshold)} %` }, { at: [low, 0], text: num(low) }, { at: [high, 0], text: num(high) },
      { at: [clamp(accuracy, 86, 97), 1.1], text: [`you: ${fixed(accuracy, 1)} %`, `你：${fixed(accuracy, 1)} %`], side: true }],
    told: [`threshold ${threshold} %, usual range ${low} to ${high} %, yours ${fixed(accuracy, 1)} %`, `阈值 ${threshold} %，通常 ${low} 到 ${high} %，你的 ${fixed(accuracy, 1)} %`],
  });
  const usual = accuracy < low ? ["below", "低于"] : accuracy > high ? ["above", "高于"] : ["within", "在"];
  verdict([`${fixed(accuracy, 2)} %: ${accuracy >= threshold ? "reaches" : "misses"} the threshold of ${fixed(threshold, 1)} % and lies ${usual[0]} the usual range of ${low} to ${high} %.`,
    `${fixed(accuracy, 2)} %：${accuracy >= threshold ? "达到" : "没有达到"}阈值 ${fixed(threshold, 1)} %，${usual[1]}通常的 ${low} 到 ${high} %${accuracy < low || accuracy > high ? "。" : " 之间。"}`]);
  const inside = reached.filter((x) => x >= low && x <= high).length;
  seedsTold(reached.length
    ? [`${reached.length} runs: from ${fixed(Math.min(...reached), 1)} to ${fixed(Math.max(...reached), 1)} %, ${inside} within the range, ${reached.filter((x) => x < threshold).length} below the threshold`,
      `${reached.length} 次训练：从 ${fixed(Math.min(...reached), 1)} 到 ${fixed(Math.max(...reached), 1)} %，${inside} 次在通常范围内，${reached.filter((x) => x < threshold).length} 次低于阈值`]
    : [`Drawn from a normal distribution, as measured with ${seeds} seeds: mean ${mean} %, standard deviation ${deviation}.`, `按 ${seeds} 个种子的测量结果，从正态分布中抽取：均值 ${mean} %，标准差 ${deviation}。`]);
});

// What one number hides.

const wrong = range(10).map((n) => tick("wrong", String(n), n === 4));
const classes = bars("classes");
const hidden = said("hidden");
live(() => {
  const hits = wrong.map((own) => (own.value ? 0 : 100)), accuracy = sum(hits) / 10;
  classes(hits.map((value, n) => ({ name: String(n), value, text: `${value} %`, tint: value ? "" : "second" })), 0, 100);
  hidden([`in all ${fixed(accuracy, 2)} %: ${accuracy >= threshold ? "enough for the threshold" : "not enough for the threshold"}`,
    `总计 ${fixed(accuracy, 2)} %：${accuracy >= threshold ? "达到阈值" : "没有达到阈值"}`]);
});

// The order of batches.

const rate = slider("settings", ["learning rate", "学习率"], { min: 0.01, max: 0.1, step: 0.01, value: recipe.lr });
const momentum = slider("settings", ["momentum", "动量"], { min: 0, max: 0.95, step: 0.05, value: recipe.momentum });
const gradients = [1, -2].map((value, n) => slider("settings", [`gradient ${"AB"[n]}`, `梯度 ${"AB"[n]}`], { min: -3, max: 3, step: 0.5, value }));
const steps = rows("table", ["two orders", "两种顺序"]);
const told = said("told");
live(() => {
  const [a, b] = gradients.map((own) => own.value);
  const follow = ([first, second]) => {
    const velocity = momentum.value * first + second, weight = 0.5 - rate.value * first;
    return { first, weight, velocity, end: weight - rate.value * velocity };
  };
  const both = [follow([a, b]), follow([b, a])], line = (name, pick) => [name, ...both.map((own) => num(pick(own), 6))];
  steps([["", ""], [`${num(a)}, then ${num(b)}`, `先 ${num(a)}，后 ${num(b)}`], [`${num(b)}, then ${num(a)}`, `先 ${num(b)}，后 ${num(a)}`]], [
    line(["first velocity", "第一个速度"], (own) => own.first), line(["weight", "权重"], (own) => own.weight),
    line(["second velocity", "第二个速度"], (own) => own.velocity), line(["weight", "权重"], (own) => own.end),
  ], 3);
  const apart = Math.abs(both[0].end - both[1].end);
  told([`the two weights are ${num(apart, 6)} apart`, `两个权重相差 ${num(apart, 6)}`]);
});
