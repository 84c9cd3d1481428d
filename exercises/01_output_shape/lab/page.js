// Lab 1: positions at which a window fits, and the parameters of a layer.

const set = {
  height: slider("sizes", ["rows of the input", "输入的行数"], { min: 1, max: 12, value: 7 }),
  width: slider("sizes", ["columns of the input", "输入的列数"], { min: 1, max: 12, value: 10 }),
  kh: slider("sizes", ["rows of the kernel", "卷积核的行数"], { min: 1, max: 5, value: 3 }),
  kw: slider("sizes", ["columns of the kernel", "卷积核的列数"], { min: 1, max: 5, value: 4 }),
  stride: slider("sizes", ["stride", "步幅"], { min: 1, max: 4, value: 2 }),
  padding: slider("sizes", ["padding", "填充"], { min: 0, max: 3, value: 0 }),
  dilation: slider("sizes", ["dilation", "膨胀"], { min: 1, max: 3, value: 1 }),
};
for (const [height, width, kh, kw, stride, padding, dilation] of inputs.examples) {
  const words_ = [(n) => `${height} × ${width}${n ? "，" : ", "}${kh} × ${kw}`, [stride, "stride", "步幅"], [padding, "padding", "填充"], [dilation, "dilation", "膨胀"]];
  const told = (n) => words_[0](n) + words_.slice(1).filter(([x], k) => x !== (k === 1 ? 0 : 1)).map((w) => (n ? `，${w[2]} ${w[0]}` : `, ${w[1]} ${w[0]}`)).join("");
  button("examples", [told(0), told(1)], () => {
    const to = { height, width, kh, kw, stride, padding, dilation };
    for (const name of Object.keys(to)) set[name].value = to[name];
  });
}

const place = { i: 0, j: 0 };
const extent = (k) => set.dilation.value * (k - 1) + 1;
/** List where windows begin, along one direction of the padded input. */
function begins(size, kernel) {
  const all = size + 2 * set.padding.value;
  return range(all).filter((at) => at % set.stride.value === 0 && at + extent(kernel) <= all);
}
const places = () => [begins(set.height.value, set.kh.value), begins(set.width.value, set.kw.value)];
const bounds = () => places().map((list) => list.length);
const input = movable(board("input", ["the padded input", "填充后的输入"], { cell: "1.9rem" }), place, bounds, (i, j) => [
  (i - (extent(set.kh.value) - 1) / 2) / set.stride.value,
  (j - (extent(set.kw.value) - 1) / 2) / set.stride.value,
]);
const output = movable(board("output", ["the output", "输出"], { cell: "1.9rem" }), place, bounds);
const told = said("shape");
const list = rows("rows", ["where the window begins", "窗口从哪里开始"]);

live(() => {
  const [down, across] = places(), pad = set.padding.value, d = set.dilation.value;
  [place.i, place.j] = [clamp(place.i, 0, Math.max(0, down.length - 1)), clamp(place.j, 0, Math.max(0, across.length - 1))];
  const fits = down.length > 0 && across.length > 0;
  const [top, left] = [down[place.i], across[place.j]];
  const weight = (x, from, k) => x >= from && (x - from) % d === 0 && (x - from) / d < k;
  const inside = (i, j) => fits && weight(i, top, set.kh.value) && weight(j, left, set.kw.value);
  const [height, width] = [set.height.value, set.width.value];
  input.show({
    values: table(height + 2 * pad, width + 2 * pad, (i, j) => (i < pad || j < pad || i >= pad + height || j >= pad + width ? 0 : null)),
    tint: (i, j) => [
      i < pad || j < pad || i >= pad + height || j >= pad + width ? "pad" : "",
      inside(i, j) ? "blue" : "", down.includes(i) && across.includes(j) ? "dot" : "",
    ].join(" "),
    frames: fits ? [{ i: top, j: left, height: extent(set.kh.value), width: extent(set.kw.value) }] : [],
  });
  output.show({ values: table(fits ? down.length : 0, fits ? across.length : 0, () => null), tint: (i, j) => (i === place.i && j === place.j ? "orange" : "") });
  told(fits
    ? [`output: ${down.length} × ${across.length} = ${down.length * across.length} positions. This one begins at row ${top}, column ${left}.`,
      `输出：${down.length} × ${across.length} = ${down.length * across.length} 个位置。这个窗口从第 ${top} 行、第 ${left} 列开始。`]
    : ["kernel_size: the kernel does not fit into the padded input", "kernel_size：卷积核放不进填充后的输入"]);
  const line = (name, size, k, found) => [name, num(size + 2 * pad), num(extent(k)), found.join(" ") || "–", num(found.length)];
  list([["direction", "方向"], ["padded input", "填充后的输入"], ["the kernel spans", "卷积核跨越"], ["the window begins at", "窗口从这里开始"], ["positions", "位置数"]], [
    line(["rows", "行"], height, set.kh.value, down),
    line(["columns", "列"], width, set.kw.value, across),
  ]);
});

const layer = {
  channels: slider("layer", ["input channels", "输入通道"], { min: 1, max: 16, value: 1 }),
  filters: slider("layer", ["filters", "滤波器"], { min: 1, max: 16, value: 6 }),
  kernel: slider("layer", ["kernel size", "卷积核大小"], { min: 1, max: 7, value: 5 }),
  size: slider("layer", ["image size", "图像大小"], { min: 7, max: 64, value: 28 }),
};
const bias = tick("layer", ["with biases", "有偏置"], true);
const counts = rows("counts", ["parameters", "参数"]);
const grouped = (n) => n.toLocaleString("en");

live(() => {
  const [c, f, k, size] = ["channels", "filters", "kernel", "size"].map((name) => layer[name].value);
  const made = f * (size - k + 1) ** 2, own = Number(bias.value);
  counts([["", ""], ["outputs", "输出的个数"], ["weights for each output", "每个输出的权重"], ["parameters", "参数"]], [
    [["every output sees all pixels (fully connected)", "每个输出看到所有像素（全连接）"], grouped(made), grouped(c * size ** 2), grouped(made * (c * size ** 2 + own))],
    [["every output sees one window, weights of its own", "每个输出看到一个窗口，权重各自独立"], grouped(made), grouped(c * k * k), grouped(made * (c * k * k + own))],
    [["all outputs of a map share their weights", "同一张特征图的输出共用权重"], grouped(made), grouped(c * k * k), grouped(f * (c * k * k + own))],
  ], 2);
});
