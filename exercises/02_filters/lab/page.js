// Lab 2: a kernel on a channel, a filter on an image, edge kernels on a digit.

const { channels, kernels, bias: given } = inputs;

// One kernel on one channel.

const which = choice("which", ["channel and kernel", "通道和卷积核"], ["0", "1", "2"].slice(0, channels.length));
const rotated = tick("which", ["rotate the kernel by 180° (a true convolution, not used here)", "把卷积核旋转 180°（数学上的卷积，这里不用）"]);
const turned = (kernel) => [...kernel].reverse().map((line) => [...line].reverse());
const place = { i: 0, j: 0 };
const channel = movable(board("channel", ["channel", "通道"]), place, () => [2, 3], centred(2));
const kernel = board("its-kernel", ["kernel", "卷积核"]);
const products = board("products", ["products", "乘积"]);
const map = movable(board("map", ["feature map", "特征图"]), place, () => [2, 3]);
const told = said("sum");

live(() => {
  const own = channels[which.value], weights = rotated.value ? turned(kernels[which.value]) : kernels[which.value];
  const patch = cut(own, place.i, place.j, 2, 2), result = correlate(own, weights);
  const inside = (i, j) => (i >= place.i && i < place.i + 2 && j >= place.j && j < place.j + 2 ? "blue" : "");
  channel.show({ values: own, tint: inside, frames: [{ ...place, height: 2, width: 2 }] });
  kernel.show({ values: weights, tint: () => "violet" });
  products.show({ values: patch.map((line, i) => line.map((x, j) => x * weights[i][j])), tint: () => "green" });
  map.show({ values: result, tint: (i, j) => (i === place.i && j === place.j ? "orange strong" : "") });
  told(`${terms(patch, weights)} = ${num(dot(patch, weights))}`);
});

// One filter on an image of several channels.

const count = choice("filter-controls", ["channels", "通道数"], channels.map((_, n) => String(n + 1)), channels.length - 1);
const bias = slider("filter-controls", ["bias", "偏置"], { min: -2, max: 2, step: 0.5, value: given });
const stride = slider("filter-controls", ["stride", "步幅"], { min: 1, max: 2, value: 1 });
const padding = slider("filter-controls", ["padding", "填充"], { min: 0, max: 1, value: 0 });
const at = { i: 0, j: 0 };
const size = () => {
  const [height, width] = [3 + 2 * padding.value, 4 + 2 * padding.value];
  return [Math.floor((height - 2) / stride.value) + 1, Math.floor((width - 2) / stride.value) + 1];
};
const lines = channels.map((_, n) => {
  const line = put("channels", make("div", { className: "row", id: `line-${n}` }));
  line.style.marginBottom = ".75rem";
  const cell = { cell: "2rem" };
  return {
    line,
    channel: movable(board(line.id, [`channel ${n}`, `通道 ${n}`], cell), at, size, (i, j) => centred(2, 2, stride.value)(i, j)),
    kernel: board(line.id, [`kernel ${n}`, `卷积核 ${n}`], cell),
    map: board(line.id, [`map of channel ${n}`, `通道 ${n} 的结果`], cell),
  };
});
const feature = movable(board("feature", ["feature map: the sum and the bias", "特征图：总和加偏置"]), at, size);
const filterTold = said("filter-sum");
const tints = ["blue", "orange", "green"];

live(() => {
  const used = count.value + 1, s = stride.value;
  const shown = channels.map((rows_) => padded(rows_, padding.value));
  const maps = shown.map((rows_, n) => correlate(rows_, kernels[n], s));
  keep(at, ...size());
  const total = table(...size(), (i, j) => sum(maps.slice(0, used).map((own) => own[i][j])) + bias.value);
  const chosen = (i, j) => i === at.i && j === at.j;
  lines.forEach(({ line, ...own }, n) => {
    line.style.display = n < used ? "" : "none";
    const inside = (i, j) => i >= at.i * s && i < at.i * s + 2 && j >= at.j * s && j < at.j * s + 2;
    own.channel.show({ values: shown[n], tint: (i, j) => (inside(i, j) ? tints[n] : ""), frames: [{ i: at.i * s, j: at.j * s, height: 2, width: 2 }] });
    own.kernel.show({ values: kernels[n], tint: () => tints[n] });
    own.map.show({ values: maps[n], tint: (i, j) => (chosen(i, j) ? `${tints[n]} strong` : "") });
  });
  feature.show({ values: total, tint: (i, j) => (chosen(i, j) ? "violet strong" : "") });
  const parts = maps.slice(0, used).map((own) => signed(own[at.i][at.j]));
  filterTold(`${parts.join(" + ")} + ${signed(bias.value)} = ${num(total[at.i][at.j])}`);
});

// Edge kernels on a digit.

const looks = [
  [["left edge", "左边缘"], [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]],
  [["upper edge", "上边缘"], [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]],
  [["all edges", "所有边缘"], [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]],
  [["rising stroke", "斜笔画（撇）"], [[-1, -1, 2], [-1, 2, -1], [2, -1, -1]]],
  [["mean (blurs)", "平均（模糊）"], [[1, 1, 1], [1, 1, 1], [1, 1, 1]].map((line) => line.map((x) => x / 9))],
];
const digits = inputs.digits.map((one) => image(one).map((line) => line.map((x) => Math.round(x / 2.55) / 100)));
const look = choice("digit-controls", ["kernel", "卷积核"], looks.map(([name]) => name));
const digit = choice("digit-controls", ["digit", "数字"], inputs.labels.map(String));
const spot = { i: 15, j: 12 };
const drawing = movable(picture("digit", ["the digit, from 0 (black) to 1 (white)", "数字图像，从 0（黑）到 1（白）"]), spot, () => [26, 26], centred(3));
const edge = board("edge-kernel", ["kernel", "卷积核"]);
const patch = board("patch", ["the window", "窗口"]);
const edgeMap = movable(picture("edge-map", ["feature map, 26 × 26", "特征图，26 × 26"]), spot, () => [26, 26]);
const edgeTold = said("edge-sum");

live(() => {
  const pixels = digits[digit.value], weights = looks[look.value][1], found = correlate(pixels, weights);
  const here = cut(pixels, spot.i, spot.j, 3, 3), high = most(found);
  drawing.show({ values: pixels, high: 1, frames: [{ ...spot, height: 3, width: 3 }] });
  edge.show({ values: weights, tint: () => "violet", text: (x) => num(x, 2) });
  patch.show({ values: here, tint: () => "blue", text: (x) => num(x, 2) });
  edgeMap.show({ values: found, low: -high, high, frames: [{ ...spot, height: 1, width: 1, tint: "second" }] });
  edgeTold([`row ${spot.i}, column ${spot.j}: the sum of products is ${num(found[spot.i][spot.j], 2)}`,
    `第 ${spot.i} 行、第 ${spot.j} 列：乘积之和是 ${num(found[spot.i][spot.j], 2)}`]);
});
