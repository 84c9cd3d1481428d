// Lab 10: gray, scaled, normalised; what a prediction is made of; a grid of images.

const normalised = (scaled) => (scaled - 0.1307) / 0.3081;

// A colour.

const [red, green, blue] = [["red", "红"], ["green", "绿"], ["blue", "蓝"]].map((name, n) => slider("colours", name, { min: 0, max: 255, value: inputs.colour[n] }));
const patches = put("patches", make("div", { className: "row", aria: { role: "img" } }));
patches.append(...range(2).map(() => { const own = make("div"); own.style.cssText = "width: 4rem; height: 4rem; border: 1px solid var(--line)"; return own; }));
const grayTold = said("gray");
live(() => {
  const [r, g, b] = [red, green, blue].map((own) => own.value), exact = 0.299 * r + 0.587 * g + 0.114 * b, gray = Math.round(exact);
  patches.children[0].style.background = `rgb(${r} ${g} ${b})`;
  patches.children[1].style.background = `rgb(${gray} ${gray} ${gray})`;
  patches.setAttribute("aria-label", say(["the colour and its gray", "颜色和它的灰度"]));
  grayTold(`${say(["gray: ", "灰度："])}0.299·${r} + 0.587·${g} + 0.114·${b} = ${num(exact, 1)} → ${gray}
${say(["scaled: ", "缩放："])}${gray} / 255 = ${fixed(gray / 255)}
${say(["normalised: ", "归一化："])}(${gray} / 255 − 0.1307) / 0.3081 = ${fixed(normalised(gray / 255))}`);
});

// A prediction.

const images = inputs.digits.map((one) => image(one));
const means = inputs.means.map((one) => image(one).flat().map((v) => normalised(v / 255)));
const biases = means.map((own) => -dot([own], [own]) / 2);
const digit = choice("choose", ["digit", "数字"], inputs.labels.map(String));
const scales = tick("choose", ["scaled", "缩放"], true);
const normalises = tick("choose", ["normalised", "归一化"], true);
const white = tick("choose", ["white on black", "黑底白字"], true);
const axis = choice("choose", ["argmax over", "argmax 沿着"], [["the classes", "类别"], ["the samples", "样本"]]);
const shown = picture("image", ["the file: 28 × 28, mode L", "文件：28 × 28，模式 L"], { cell: ".5rem" });
const steps = rows("steps", ["the steps", "各步"]);
const logits = bars("logits");
const answer = said("answer");
live(() => {
  const pixels = images[digit.value].map((line) => line.map((v) => (white.value ? v : 255 - v)));
  shown.show({ values: pixels });
  const x = pixels.flat().map((v) => (scales.value ? v / 255 : v)).map((v) => (normalises.value ? normalised(v) : v));
  const scores = means.map((own, n) => (dot([own], [x]) + biases[n]) / 100);
  const best = scores.indexOf(Math.max(...scores)), top = most([scores]);
  const span = (values) => `${fixed(Math.min(...values), 2)} … ${fixed(Math.max(...values), 2)}`;
  steps([["step", "步骤"], ["shape", "形状"], ["values", "数值"]], [
    [["gray image", "灰度图像"], "(28, 28)", span(pixels.flat())],
    [["transformed", "变换之后"], "(1, 28, 28)", span(x)],
    [["a batch of one", "一张图像的批次"], "(1, 1, 28, 28)", span(x)],
    [["logits", "logit"], "(1, 10)", span(scores)],
    [["prediction", "预测"], axis.value === 0 ? "int" : "(10,)", axis.value === 0 ? String(best) : "0 0 0 0 0 0 0 0 0 0"],
  ]);
  logits(scores.map((value, n) => ({ name: String(n), value, text: fixed(value, 2), tint: n === best ? "second" : "" })), -top, top);
  const label = inputs.labels[digit.value];
  answer(axis.value === 1 ? ["With one sample the largest of each column is always at position 0: no prediction.", "只有一个样本时，每一列的最大值总在位置 0：这不是预测。"]
    : [`True: ${label}, Pred: ${best}${best === label ? "" : ": wrong"}`, `真实：${label}，预测：${best}${best === label ? "" : "：错"}`]);
});

// A grid of images.

const count = slider("sizes", ["images", "图像"], { min: 0, max: 24, value: 7 });
const [down, across] = [["rows", "行数"], ["columns", "列数"]].map((name) => slider("sizes", name, { min: 1, max: 5, value: 4 }));
const cells = board("cells", ["the figure", "图"], { cell: "3rem" });
const counts = said("counts");
live(() => {
  const [height, width, all] = [down.value, across.value, count.value], number = (i, j) => i * width + j;
  cells.show({
    values: table(height, width, (i, j) => (number(i, j) < all ? number(i, j) : null)),
    tint: (i, j) => (number(i, j) < all ? "blue" : "pad"),
  });
  const drawn_ = Math.min(all, height * width);
  counts([`${height * width} cells: ${drawn_} with an image, ${height * width - drawn_} empty and without axes; images not shown: ${all - drawn_}`,
    `${height * width} 个格子：${drawn_} 个有图像，${height * width - drawn_} 个空着、没有坐标轴；没显示的图像：${all - drawn_}`]);
});
