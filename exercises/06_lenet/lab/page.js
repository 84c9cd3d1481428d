// Lab 6: shapes and costs, a digit on its way through the network, softmax.

const image_ = slider("settings", ["image size", "图像大小"], { min: 16, max: 48, value: 28 });
const kernel = slider("settings", ["kernel size", "卷积核大小"], { min: 3, max: 7, step: 2, value: 5 });
const pad = slider("settings", ["padding of conv1", "conv1 的填充"], { min: 0, max: 3, value: 0 });
const classes = slider("settings", ["classes", "类别数"], { min: 2, max: 20, value: 10 });
const list = rows("layers", ["the layers", "各层"]);
const told = said("told");
const [memory, time] = [bars("memory"), bars("time")];
const grouped = (n) => n.toLocaleString("en");

/** Return each layer as [name, shape, parameters, multiplications]; sizes below 1 do not fit. */
function layersOf(size, k, padding, count) {
  const [a, b] = [size + 2 * padding - k + 1, Math.floor((size + 2 * padding - k + 1) / 2)];
  const [c, d] = [b - k + 1, Math.floor((b - k + 1) / 2)];
  const flat = 16 * d * d, dense = (name, from, to, more) => [[name + more, name + more.replace(", ", "，")], `(N, ${to})`, from * to + to, from * to];
  return { flat, sizes: [a, b, c, d], layers: [
    [[`conv1, ${k} × ${k}`, `conv1，${k} × ${k}`], `(N, 6, ${a}, ${a})`, 6 * (k * k + 1), 6 * a * a * k * k],
    [["ReLU, max pool", "ReLU，最大池化"], `(N, 6, ${b}, ${b})`, 0, 0],
    [[`conv2, ${k} × ${k}`, `conv2，${k} × ${k}`], `(N, 16, ${c}, ${c})`, 16 * (6 * k * k + 1), 16 * c * c * 6 * k * k],
    [["ReLU, max pool", "ReLU，最大池化"], `(N, 16, ${d}, ${d})`, 0, 0],
    [["flatten", "展平"], `(N, ${flat})`, 0, 0],
    dense("fc1", flat, 120, ", ReLU"), dense("fc2", 120, 84, ", ReLU"), dense("fc3", 84, count, ""),
  ] };
}
live(() => {
  const { flat, sizes, layers } = layersOf(image_.value, kernel.value, pad.value, classes.value);
  const fits = sizes.every((size) => size > 0), all = [2, 3].map((n) => sum(layers.map((own) => own[n])));
  const lines = fits ? layers : layers.slice(0, 2 * (sizes[1] >= kernel.value));
  list([["layer", "层"], ["output", "输出"], ["para\u00admeters", "参数"], ["multi\u00adplica\u00adtions", "乘法次数"]], [
    ...lines.map(([name, shape, ...counts]) => [name, shape, ...counts.map(grouped)]),
    ...(fits ? [[["total", "合计"], "", ...all.map(grouped)]] : []),
  ]);
  told(fits
    ? [`flatten gives 16·${sizes[3]}·${sizes[3]} = ${flat} inputs of fc1; in float32 the network takes ${grouped(4 * all[0])} bytes`,
      `展平后得到 16·${sizes[3]}·${sizes[3]} = ${flat} 个数，作为 fc1 的输入；用 float32 时网络占 ${grouped(4 * all[0])} 字节`]
    : ["the image is too small: a window does not fit any more", "图像太小：窗口放不下了"]);
  const bar = (n) => layers.filter((own) => own[2]).map((own) => ({ name: own[0][0].split(",")[0], value: 100 * own[n] / all[n - 2], text: `${fixed(100 * own[n] / all[n - 2], 1)} %` }));
  memory(fits ? bar(2) : [], 0, 100);
  time(fits ? bar(3) : [], 0, 100);
});

// A digit on its way through the network.

/** Return random numbers between -1 and 1, the same ones on every machine. */
function randoms(seed) {
  let state = seed;
  return () => { state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff; return state / 0x40000000 - 1; };
}
const random = randoms(5);
const edge = (angle) => table(5, 5, (i, j) => Math.round(100 * Math.sin(1.3 * ((j - 2) * Math.cos(angle) + (i - 2) * Math.sin(angle)))) / 500);
const drawn_ = (count, inputs_) => range(count).map(() => range(inputs_).map(() => random() / Math.sqrt(inputs_ / 3)));
const network = {
  conv1: range(6).map((n) => [edge((n * Math.PI) / 3)]),
  conv2: drawn_(16, 150).map((own) => range(6).map((c) => table(5, 5, (i, j) => own[25 * c + 5 * i + j]))),
  fc1: drawn_(120, 256), fc2: drawn_(84, 120), fc3: drawn_(10, 84),
};
const relu = (x) => Math.max(0, x);
const convolved = (maps, filters) => filters.map((own) => {
  const parts = own.map((weights, c) => correlate(maps[c], weights));
  return parts[0].map((line, i) => line.map((_, j) => sum(parts.map((part) => part[i][j]))));
});
const shrunk = (maps) => maps.map((map) => pooled(map, 2).map((line) => line.map(relu)));
const dense = (x, weight) => weight.map((row) => sum(row.map((w, n) => w * x[n])));
const passed = inputs.digits.map((one) => {
  const x = image(one).map((line) => line.map((v) => (v / 255 - 0.1307) / 0.3081));
  const conv1 = convolved([x], network.conv1), pool1 = shrunk(conv1);
  const conv2 = convolved(pool1, network.conv2), pool2 = shrunk(conv2);
  const flat = pool2.flat(2), fc1 = dense(flat, network.fc1).map(relu), fc2 = dense(fc1, network.fc2).map(relu);
  return { x, conv1, pool1, conv2, pool2, flat, fc1, fc2, logits: dense(fc2, network.fc3) };
});

const digit = choice("digits", ["digit", "数字"], inputs.labels.map(String));
const first = range(6).map((n) => {
  const pair = put("first", make("div", { className: "row", id: `pair-${n}` }));
  return { weights: picture(pair.id, ["", ""], { cell: ".6rem" }), map: picture(pair.id, ["", ""], { cell: ".22rem" }) };
});
const stage = choice("where", ["layer", "层"], ["conv1", "pool1", "conv2", "pool2"], 3);
const reach = { conv1: [5, 1], pool1: [6, 2], conv2: [14, 2], pool2: [16, 4] };
const chosen = () => Object.keys(reach)[stage.value];
const spot = { i: 1, j: 1 };
const seen = picture("seen", ["image: 1 × 28 × 28", "图像：1 × 28 × 28"], { cell: ".5rem" });
const map = movable(picture("map", ["", ""], { cell: ".5rem" }), spot, () => { const own = passed[0][chosen()][0]; return [own.length, own.length]; });
const fieldTold = said("field");
const others = range(16).map(() => picture("stages", ["", ""]));
const strips = [[256, 64], [120, 60], [84, 42]].map(() => picture("lines", ["", ""], { cell: ".5rem" }));
const logits = bars("logits");

live(() => {
  const own = passed[digit.value], name = chosen(), [span, step] = reach[name], maps = own[name], size = maps[0].length;
  keep(spot, size, size);
  const high = most(own.conv1.flat());
  first.forEach(({ weights, map: map_ }, n) => {
    weights.show({ values: network.conv1[n][0], low: -0.2, high: 0.2, name: [`kernel ${n}`, `卷积核 ${n}`] });
    map_.show({ values: own.conv1[n], low: -high, high, name: [`map ${n}`, `特征图 ${n}`] });
  });
  const title = `${maps.length} × ${size} × ${size}`;
  seen.show({ values: own.x, low: -0.4242, high: 2.8215, colours: false, frames: [{ i: spot.i * step, j: spot.j * step, height: span, width: span }] });
  const scale = most(maps.flat());
  map.show({ values: maps[0], low: -scale, high: scale, name: [`${name}: map 0 of ${title}`, `${name}：${title} 中的特征图 0`], cell: `${14 / size}rem`, frames: [{ ...spot, height: 1, width: 1, tint: "second" }] });
  fieldTold([`row ${spot.i}, column ${spot.j} of ${name} sees ${span} × ${span} pixels`, `${name} 第 ${spot.i} 行、第 ${spot.j} 列看到 ${span} × ${span} 个像素`]);
  others.forEach((picture_, n) => {
    picture_.box.parentElement.style.display = n < maps.length ? "" : "none";
    if (n < maps.length) picture_.show({ values: maps[n], low: -scale, high: scale, name: String(n), cell: `${4 / size}rem` });
  });
  const told_ = [["256 inputs of fc1", "fc1 的 256 个输入"], ["120 outputs of fc1", "fc1 的 120 个输出"], ["84 outputs of fc2", "fc2 的 84 个输出"]];
  [[own.flat, 64], [own.fc1, 60], [own.fc2, 42]].forEach(([values, width], n) => {
    const high_ = most([values]);
    strips[n].show({ values: table(values.length / width, width, (i, j) => values[i * width + j]), low: -high_, high: high_, name: told_[n] });
  });
  const top = Math.max(...own.logits), limit = most([own.logits]);
  logits(own.logits.map((value, n) => ({ name: String(n), value, text: fixed(value, 3), tint: value === top ? "second" : "" })), -limit, limit);
});

// Softmax, once and twice.

const scores = inputs.logits.map((value, n) => slider("scores", [`logit ${n}`, `logit ${n}`], { min: -3, max: 3, step: 0.1, value }));
const [once, twice] = [bars("once"), bars("twice")];
live(() => {
  const first_ = softmax(scores.map((own) => own.value));
  const shown = (list_) => list_.map((value, n) => ({ name: String(n), value, text: fixed(value, 3) }));
  once(shown(first_), 0, 1);
  twice(shown(softmax(first_)), 0, 1);
});
