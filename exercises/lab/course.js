// What several labs of this course compute: the operations of exercises 1 to 4, in plain loops.

const cut = (rows_, i, j, height, width) => rows_.slice(i, i + height).map((line) => line.slice(j, j + width));
const padded = (channel, pad) => table(channel.length + 2 * pad, channel[0].length + 2 * pad,
  (i, j) => (channel[i - pad] || [])[j - pad] || 0);
const dot = (a, b) => { const other = b.flat(); return sum(a.flat().map((x, n) => x * other[n])); };

/** Slide a kernel over a channel and return the sum of products at each position. */
function correlate(channel, kernel, stride = 1) {
  const [height, width] = [kernel.length, kernel[0].length];
  const places = (size, k) => Math.floor((size - k) / stride) + 1;
  return table(places(channel.length, height), places(channel[0].length, width),
    (i, j) => dot(cut(channel, i * stride, j * stride, height, width), kernel));
}
/** Return the largest value of each window; what does not fill a window is dropped. */
function pooled(map, size, stride = size) {
  const places = (all) => Math.floor((all - size) / stride) + 1;
  return table(places(map.length), places(map[0].length),
    (i, j) => Math.max(...cut(map, i * stride, j * stride, size, size).flat()));
}
/** Return the probabilities that softmax turns logits into. */
function softmax(logits) {
  const powers = logits.map((x) => Math.exp(x - Math.max(...logits)));
  return powers.map((x) => x / sum(powers));
}
/** Let a window of `span` rows and columns lie in the middle below the pointer. */
const centred = (height, width = height, stride = 1) => (i, j) => [(i - (height - 1) / 2) / stride, (j - (width - 1) / 2) / stride];
const keep = (place, rows_, columns) => { [place.i, place.j] = [clamp(place.i, 0, rows_ - 1), clamp(place.j, 0, columns - 1)]; };
const terms = (a, b) => a.flat().map((x, n) => `${signed(x)}·${signed(b.flat()[n])}`).join(" + ");
const most = (rows_) => Math.max(1e-9, ...rows_.flat().map(Math.abs));
