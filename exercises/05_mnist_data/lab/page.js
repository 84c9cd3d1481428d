// Lab 5: a pixel's way, normalising, batches, shuffling.

const [MEAN, DEVIATION] = [0.1307, 0.3081];
const scaled = (v) => v / 255;
const normalised = (v) => (scaled(v) - MEAN) / DEVIATION;

// A pixel.

const digits = inputs.digits.map((one) => image(one));
const digit = choice("choose", ["digit", "数字"], inputs.labels.map(String), inputs.labels.indexOf(7));
const value = slider("choose", ["pixel", "像素"], { min: 0, max: 255, value: 51 });
for (const v of [0, 51, 128, 255]) button("choose", String(v), () => { value.value = v; });
const spot = {
  row: 0, column: 0,
  get i() { return this.row; }, set i(to) { this.row = to; },
  get j() { return this.column; }, set j(to) { this.column = to; value.value = digits[digit.value][this.row][to]; },
};
const drawing = movable(picture("digit", ["the digit", "数字图像"]), spot, () => [28, 28]);
const ways = rows("ways", ["three ways", "三种做法"]);
const told = said("told");
live(() => {
  const v = value.value, pixels = digits[digit.value];
  drawing.show({ values: pixels, frames: pixels[spot.i][spot.j] === v ? [{ i: spot.i, j: spot.j, height: 1, width: 1 }] : [] });
  const line = (name, f) => [name, ...[0, v, 255].map((x) => fixed(f(x)))];
  ways([["", ""], ["black: 0", "黑：0"], [`this pixel: ${v}`, `这个像素：${v}`], ["white: 255", "白：255"]], [
    line(["scaled", "缩放"], scaled),
    line(["scaled, then normalised", "先缩放，再归一化"], normalised),
    line(["wrong: normalised, not scaled", "错：只归一化，不缩放"], (x) => (x - MEAN) / DEVIATION),
    line(["wrong: mean and deviation swapped", "错：均值和标准差对调"], (x) => (scaled(x) - DEVIATION) / MEAN),
  ], 1);
  told(`${v} / 255 = ${fixed(scaled(v))}, (${v} / 255 − ${MEAN}) / ${DEVIATION} = ${fixed(normalised(v))}`);
});

// All pixels.

const scale = choice("scale", ["shown", "显示"], [["the file's numbers", "文件里的数"], ["scaled", "缩放后"], ["normalised", "归一化后"]], 2);
const histogram = plot("histogram", ["how many pixels have which value", "各个值的像素有多少"]);
const moments = said("moments");
live(() => {
  const f = [(v) => v, scaled, normalised][scale.value], counts = inputs.counts, all = sum(counts);
  const mean = sum(counts.map((n, v) => n * f(v))) / all, deviation = Math.sqrt(sum(counts.map((n, v) => n * (f(v) - mean) ** 2)) / all);
  const bins = range(16).map((n) => sum(counts.slice(16 * n, 16 * n + 16)) / all), black = counts[0] / all;
  const [low, high] = [f(0), f(255)], at = (n) => low + n / 16 * (high - low);
  histogram({
    x: [low, high], y: [0, 1],
    lines: [{ points: bins.flatMap((share, n) => [[at(n), share], [at(n + 1), share]]) }, { points: [[mean, 0], [mean, 1]], tint: "second" }],
    marks: [{ at: [low, 0], text: num(low) }, { at: [high, 0], text: num(high) }, { at: [mean, 0.9], text: [`mean ${fixed(mean)}`, `均值 ${fixed(mean)}`], side: true }],
    told: [`${num(100 * black, 0)} % of the pixels are ${num(low)}`, `${num(100 * black, 0)} % 的像素是 ${num(low)}`],
  });
  moments([`mean ${fixed(mean)}, standard deviation ${fixed(deviation)}; ${num(100 * black, 0)} % of the pixels are black: ${fixed(low)}`,
    `均值 ${fixed(mean)}，标准差 ${fixed(deviation)}；${num(100 * black, 0)} % 的像素是黑色：${fixed(low)}`]);
});

// Batches.

const which = choice("loader", ["images", "图像"], [["training: 4,000", "训练：4,000"], ["test: 1,000", "测试：1,000"]]);
const size = slider("loader", ["batch size", "批大小"], { min: 1, max: 256, value: 64 });
const counts = rows("counts", ["batches", "批次"]);
live(() => {
  const all = [4000, 1000][which.value], batches = Math.ceil(all / size.value), last = all - (batches - 1) * size.value;
  counts([["images", "图像"], ["batches", "批次数"], ["images in the last batch", "最后一个批次的图像"], ["seen without the last, smaller one", "丢掉最后一个较小批次后看到的"]],
    [[all, batches, last, all - (last < size.value ? last : 0)].map((n) => n.toLocaleString("en"))]);
});

// Shuffling.

/** Return the numbers up to `count` in an order that `random` draws. */
function order(count, random) {
  const list = range(count);
  for (let n = count - 1; n > 0; n -= 1) { const k = Math.floor(random() * (n + 1)); [list[n], list[k]] = [list[k], list[n]]; }
  return list;
}
/** Return random numbers from 0 to 1 that only the seed decides. */
function randoms(seed) {
  let state = seed + 1;
  return () => { state ^= state << 13; state ^= state >>> 17; state ^= state << 5; return (state >>> 0) / 2 ** 32; };
}
const shuffles = tick("orders", ["shuffle", "打乱"], true);
const seed = slider("orders", ["seed", "种子"], { min: 0, max: 9, value: 0 });
let epochs = 1;
button("orders", ["next epoch", "下一轮"], () => { epochs += 1; });
button("orders", ["start again", "重新开始"], () => { epochs = 1; });
const lines = range(3).map((n) => { const line = put("epoch", make("div", { className: "row", id: `batch-${n}` })); put(line.id, make("span")); return line; });
const shown = range(12).map((n) => picture(`batch-${Math.floor(n / 5)}`, ["", ""], { cell: ".11rem" }));
const orderTold = said("order");
live(() => {
  const random = randoms(97 * seed.value + 12345);
  let list = range(12);
  range(epochs).forEach(() => { list = shuffles.value ? order(12, random) : range(12); });
  lines.forEach((line, n) => { line.firstChild.textContent = say([`batch ${n + 1}`, `批次 ${n + 1}`]); });
  shown.forEach((own, n) => own.show({ values: digits[list[n] % digits.length], name: String(list[n]) }));
  orderTold([`epoch ${epochs}: ${list.join(" ")}`, `第 ${epochs} 轮：${list.join(" ")}`]);
});
