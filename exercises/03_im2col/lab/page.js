// Lab 3: windows as columns, filters as rows, and the product of the two.

const { channels, filters } = inputs;
const height = slider("settings", ["rows of the kernel", "卷积核的行数"], { min: 1, max: 3, value: 2 });
const width = slider("settings", ["columns of the kernel", "卷积核的列数"], { min: 1, max: 3, value: 2 });
const stride = slider("settings", ["stride", "步幅"], { min: 1, max: 2, value: 1 });
const padding = slider("settings", ["padding", "填充"], { min: 0, max: 1, value: 0 });
button("settings", ["as in the handout", "与讲义相同"], () => { [height.value, width.value, stride.value, padding.value] = [2, 2, 1, 0]; });

const place = { i: 0, j: 0 };
const layers = () => channels.map((rows_) => padded(rows_, padding.value));
const size = () => [height, width].map((k) => Math.floor((3 + 2 * padding.value - k.value) / stride.value) + 1);
const windows = (rows_) => {
  const [down, across] = size();
  return range(down * across).map((n) => cut(rows_, Math.floor(n / across) * stride.value, (n % across) * stride.value, height.value, width.value));
};
/** Return the columns: a row for each channel, row and column within the window. */
function columnsOf(all) {
  const flat = all.map((rows_) => windows(rows_).map((own) => own.flat()));
  return flat.flatMap((own) => range(own[0].length).map((n) => own.map((column) => column[n])));
}
const chosen = () => place.i * size()[1] + place.j;
const choose = (n) => { const across = size()[1]; return [Math.floor(n / across), n % across]; };
const tint = (n) => (n < height.value * width.value ? "blue" : "orange");

const shown = channels.map((_, n) => movable(board("image", [`channel ${n}`, `通道 ${n}`]), place, size, (i, j) => centred(height.value, width.value, stride.value)(i, j)));
/** A matrix whose columns are windows: left and right go through them. */
function ofColumns(host, name, line) {
  const spot = {
    get i() { return line ? line.i : 0; }, set i(to) { if (line) line.i = to; },
    get j() { return chosen(); }, set j(to) { [place.i, place.j] = choose(to); },
  };
  return movable(board(host, name, { cell: "1.9rem" }), spot, () => [line ? filters.length : 1, size()[0] * size()[1]]);
}
const matrix = ofColumns("matrix", ["columns", "列"]);
const told = said("told");

live(() => {
  keep(place, ...size());
  const all = layers(), columns = columnsOf(all), [down, across] = size();
  const [top, left] = [place.i * stride.value, place.j * stride.value];
  const inside = (i, j) => i >= top && i < top + height.value && j >= left && j < left + width.value;
  shown.forEach((own, n) => own.show({
    values: all[n], tint: (i, j) => (inside(i, j) ? ["blue", "orange"][n] : ""), frames: [{ i: top, j: left, height: height.value, width: width.value }],
  }));
  matrix.show({
    values: columns, tint: (i, j) => (j === chosen() ? `${tint(i)} strong` : ""),
    name: [`columns: ${columns.length} × ${columns[0].length}`, `列：${columns.length} × ${columns[0].length}`],
    frames: [{ i: 0, j: chosen(), height: columns.length, width: 1 }],
  });
  const column = columns.map((line) => num(line[chosen()])).join(" ");
  told([`column ${chosen()} of ${down * across}, from top to bottom: ${column}`, `共 ${down * across} 列，第 ${chosen()} 列从上到下：${column}`]);
});

// The product, for the two filters of the handout: kernels of 2 × 2.

const line = { i: 0, j: 0 };
const weights = board("weights", ["weight matrix: 2 × 8", "权重矩阵：2 × 8"], { cell: "1.9rem" });
const columns = board("columns", ["columns", "列"], { cell: "1.9rem" });
const result = ofColumns("result", ["product", "乘积"], line);
const sumTold = said("sum");
const maps = filters.map((_, n) => board("maps", [`feature map ${n}`, `特征图 ${n}`]));

live(() => {
  const fits = height.value === 2 && width.value === 2;
  const product = document.getElementById("product").closest("section");
  product.querySelectorAll(".row").forEach((row) => { row.style.display = fits ? "" : "none"; });
  if (!fits) return sumTold(["These filters have kernels of 2 × 2: choose this size above.", "这里的滤波器由 2 × 2 的卷积核组成：请在上面选这个大小。"]);
  const matrixRows = columnsOf(layers()), flat = filters.map((own) => own.flat(2)), n = chosen();
  const products = flat.map((row) => range(matrixRows[0].length).map((k) => sum(row.map((x, m) => x * matrixRows[m][k]))));
  weights.show({ values: flat, tint: (i, j) => (i === line.i ? tint(j) : ""), frames: [{ i: line.i, j: 0, height: 1, width: 8 }] });
  columns.show({ values: matrixRows, tint: (i, j) => (j === n ? tint(i) : ""), frames: [{ i: 0, j: n, height: 8, width: 1 }] });
  result.show({ values: products, tint: (i, j) => (i === line.i && j === n ? "green strong" : ""), name: [`product: 2 × ${products[0].length}`, `乘积：2 × ${products[0].length}`] });
  const column = matrixRows.map((row) => row[n]);
  sumTold(`${terms([flat[line.i]], [column])} = ${num(products[line.i][n])}`);
  maps.forEach((own, f) => own.show({
    values: table(...size(), (i, j) => products[f][i * size()[1] + j]), tint: (i, j) => (f === line.i && i === place.i && j === place.j ? "green strong" : ""),
  }));
});

// One pixel in several columns.

const spot = { i: 1, j: 1 };
const pixel = movable(board("pixel", ["channel 0", "通道 0"]), spot, () => [3, 3], (i, j) => [i - padding.value, j - padding.value]);
const copied = board("copied", ["the rows of channel 0 in the columns", "矩阵里属于通道 0 的行"], { cell: "1.9rem" });
const copiesTold = said("copies-told");

live(() => {
  const pad = padding.value, own = layers()[0];
  const numbered = own.map((row, i) => row.map((_, j) => i * row.length + j)), id = numbered[spot.i + pad][spot.j + pad];
  const values = columnsOf([own]), ids = columnsOf([numbered]);
  pixel.show({ values: own, tint: (i, j) => (i === spot.i + pad && j === spot.j + pad ? "blue strong" : "") });
  copied.show({ values, tint: (i, j) => (ids[i][j] === id ? "blue strong" : "") });
  const copies = ids.flat().filter((x) => x === id).length;
  const [numbers, pixels] = [2 * values.flat().length, 2 * 9];
  copiesTold([`This pixel is copied ${copies} times. Together: ${pixels} pixels become ${numbers} numbers.`,
    `这个像素被复制 ${copies} 次。总共：${pixels} 个像素变成 ${numbers} 个数。`]);
});
