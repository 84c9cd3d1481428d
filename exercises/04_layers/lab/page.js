// Lab 4: ReLU, max pooling, a small shift, a fully connected layer.

const positive = (x) => Math.max(0, x);

const x = slider("relu-controls", ["x", "x"], { min: -2, max: 2, step: 0.5, value: -1 });
const between = tick("relu-controls", ["a ReLU between the two", "中间有 ReLU"], true);
const curve = plot("curve", ["x across, the result up", "横向是 x，纵向是结果"]);
const steps = said("steps");
live(() => {
  const f = (v) => 3 * (between.value ? positive(2 * v) : 2 * v), v = x.value;
  curve({
    x: [-2, 2], y: [-12, 12],
    lines: [{ points: [[-2, 0], [2, 0]], tint: "faint" }, { points: [-2, 0, 2].map((a) => [a, f(a)]) }, { points: [[v, 0], [v, f(v)]], tint: "second" }],
    marks: [{ at: [-2, 0], text: "−2" }, { at: [2, 0], text: "2" }, { at: [0, 0], text: "x = 0" }],
    told: [`the result for x = ${num(v)} is ${num(f(v))}`, `x = ${num(v)} 时结果是 ${num(f(v))}`],
  });
  steps(`${num(v)} · 2 = ${num(2 * v)}\n${between.value ? `ReLU: max(0, ${num(2 * v)}) = ${num(positive(2 * v))}\n` : ""}${num(f(v) / 3)} · 3 = ${num(f(v))}`);
});

// Max pooling.

const size = slider("pool-controls", ["window", "窗口"], { min: 1, max: 4, value: 2 });
const stride = slider("pool-controls", ["stride", "步幅"], { min: 1, max: 4, value: 2 });
const first = tick("pool-controls", ["ReLU first", "先做 ReLU"]);
const place = { i: 0, j: 0 };
const bounds = () => inputs.map.length && [4, 5].map((all) => Math.floor((all - size.value) / stride.value) + 1);
const map = movable(board("map", ["feature map", "特征图"]), place, bounds, (i, j) => centred(size.value, size.value, stride.value)(i, j));
const small = movable(board("pooled", ["after max pooling", "最大池化之后"]), place, bounds);
const largest = said("largest");
live(() => {
  keep(place, ...bounds());
  const [k, s] = [size.value, stride.value], values = inputs.map.map((line) => line.map((v) => (first.value ? positive(v) : v)));
  const result = pooled(values, k, s), [top, left] = [place.i * s, place.j * s], best = result[place.i][place.j];
  const inside = (i, j) => i >= top && i < top + k && j >= left && j < left + k;
  const used = (at, count) => range(count).some((n) => at >= n * s && at < n * s + k);
  map.show({
    values, frames: [{ i: top, j: left, height: k, width: k }],
    tint: (i, j) => (inside(i, j) ? `blue ${values[i][j] === best ? "strong" : ""}` : used(i, bounds()[0]) && used(j, bounds()[1]) ? "" : "pad gone"),
  });
  small.show({ values: result, tint: (i, j) => (i === place.i && j === place.j ? "orange strong" : "") });
  const list = cut(values, top, left, k, k).flat().map((v) => num(v));
  largest([`the largest of ${list.join(", ")} is ${num(best)}`, `${list.join("、")} 里最大的是 ${num(best)}`]);
});

// A small shift, of one number and of a digit.

const shift = slider("shift-controls", ["columns to the right", "向右移动的列数"], { min: 0, max: 3, value: 0 });
const nine = board("nine", ["one large number", "一个大的数"]);
const nineSmall = board("nine-pooled", ["after max pooling", "最大池化之后"]);
const nineTold = said("nine-told");
const digit = picture("digit", ["a digit", "数字图像"], { cell: ".5rem" });
const digitSmall = picture("digit-pooled", ["after max pooling: 14 × 14", "最大池化之后：14 × 14"], { cell: ".5rem" });
const digitTold = said("digit-told");
const pixels = image(inputs.digit);
const moved = (rows_, by) => rows_.map((line) => line.map((_, j) => line[j - by] || 0));
const change = (a, b) => Math.round(100 * sum(a.flat().map((v, n) => Math.abs(v - b.flat()[n]))) / sum(a.flat()));
const changed = (a, b) => a.flat().filter((v, n) => v !== b.flat()[n]).length;
live(() => {
  const one = [[9, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]], by = shift.value, now = moved(one, by);
  nine.show({ values: now, tint: (i, j) => (now[i][j] ? "blue strong" : ""), frames: [0, 2, 4].map((j) => ({ i: 0, j, height: 2, width: 2, tint: "dashed" })) });
  const [before, after] = [pooled(one, 2), pooled(now, 2)];
  nineSmall.show({ values: after, tint: (i, j) => (after[i][j] ? "orange strong" : "") });
  const same = changed(before, after) === 0;
  nineTold(same ? ["the output is the same as without the shift", "输出与不移动时相同"] : ["the output has changed", "输出变了"]);
  const shifted = moved(pixels, by);
  digit.show({ values: shifted });
  digitSmall.show({ values: pooled(shifted, 2) });
  const [all, left] = [change(pixels, shifted), change(pooled(pixels, 2), pooled(shifted, 2))];
  digitTold([`changed, compared with the sum of all values: ${all} % of the image, ${left} % after pooling`, `与全部数值之和相比，改变了：图像 ${all} %，池化后 ${left} %`]);
});

// A fully connected layer.

const { weight, bias } = inputs.linear;
const entries = inputs.linear.x.map((value, n) => slider("linear-controls", [`input ${n}`, `输入 ${n}`], { min: -3, max: 3, step: 0.5, value }));
const boards = {
  weight: board("weight", ["weight: 2 × 3", "权重：2 × 3"]), inputs: board("inputs", ["inputs", "输入"]),
  biases: board("biases", ["biases", "偏置"]), outputs: board("outputs", ["outputs", "输出"]),
};
const linearTold = said("linear-told");
live(() => {
  const given = entries.map((own) => own.value), out = weight.map((row, n) => sum(row.map((w, k) => w * given[k])) + bias[n]);
  const tint = (i) => ["blue", "orange"][i];
  boards.weight.show({ values: weight, tint });
  boards.inputs.show({ values: given.map((v) => [v]), tint: () => "green" });
  boards.biases.show({ values: bias.map((v) => [v]), tint });
  boards.outputs.show({ values: out.map((v) => [v]), tint: (i) => `${tint(i)} strong` });
  linearTold(out.map((v, n) => `${given.map((g, k) => `${signed(g)}·${signed(weight[n][k])}`).join(" + ")} + ${signed(bias[n])} = ${num(v)}`).join("\n"));
});
