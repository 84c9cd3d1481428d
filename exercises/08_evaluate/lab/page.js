// Lab 8: predictions by argmax, and three ways to count, of which one is right.

const axis = choice("axis", ["the largest of", "取最大值的范围"], [["each row: over the classes", "每一行：在类别之间"], ["each column: over the samples", "每一列：在样本之间"]]);
const logits = board("logits", ["logits: 4 samples × 3 classes", "logit：4 个样本 × 3 个类别"], { cell: "3rem" });
const predictions = rows("predictions", ["predictions", "预测"]);
const right = said("right");
live(() => {
  const along = axis.value === 0 ? inputs.logits : inputs.logits[0].map((_, j) => inputs.logits.map((line) => line[j]));
  const best = along.map((list) => list.indexOf(Math.max(...list)));
  logits.show({ values: inputs.logits, text: (x) => fixed(x, 1), tint: (i, j) => ((axis.value === 0 ? best[i] === j : best[j] === i) ? "orange strong" : "") });
  const verdict = (n) => (best[n] === inputs.labels[n] ? ["right", "对"] : ["wrong", "错"]);
  if (axis.value === 0) {
    predictions([["largest", "最大值"], ["prediction", "预测"], ["label", "标签"], ["", ""]],
      best.map((k, n) => [fixed(Math.max(...along[n]), 1), num(k), num(inputs.labels[n]), verdict(n)]));
    const count = best.filter((k, n) => k === inputs.labels[n]).length;
    right([`${count} of ${best.length}: the accuracy is ${fixed(100 * count / best.length, 2)} %`, `${best.length} 个中对了 ${count} 个：准确率是 ${fixed(100 * count / best.length, 2)} %`]);
  } else {
    predictions([["class", "类别"], ["sample with its largest logit", "logit 最大的样本"]], best.map((k, n) => [num(n), num(k)]));
    right(["3 numbers for 4 samples: these are not predictions", "4 个样本只有 3 个数：这不是预测"]);
  }
});

const size = slider("size", ["batch size", "批大小"], { min: 1, max: 8, value: 3 });
const verdicts = [...inputs.right];
const samples = inputs.digits.map((one, n) => {
  const host = put("samples", make("div", { id: `sample-${n}` }));
  const drawing = picture(host.id, ["", ""], { cell: ".12rem" });
  const toggle = button(host.id, [`sample ${n}`, `样本 ${n}`], () => { verdicts[n] = !verdicts[n]; });
  return { drawing, toggle, pixels: image(one) };
});
const batches = rows("table", ["the batches", "各批次"]);
const ways = bars("ways");
const told = said("told");
live(() => {
  samples.forEach(({ drawing, toggle, pixels }, n) => {
    drawing.show({ values: pixels, name: say(["batch ", "批次 "]) + (1 + Math.floor(n / size.value)) });
    toggle.textContent = say(verdicts[n] ? ["✓ right", "✓ 对"] : ["✗ wrong", "✗ 错"]);
    toggle.setAttribute("aria-pressed", String(Boolean(verdicts[n])));
    toggle.setAttribute("aria-label", `${say(["sample", "样本"])} ${n}: ${toggle.textContent}`);
  });
  const groups = range(Math.ceil(verdicts.length / size.value)).map((n) => verdicts.slice(n * size.value, (n + 1) * size.value));
  const counts = groups.map((group) => [group.filter(Boolean).length, group.length]), count = sum(counts.map(([hits]) => hits));
  const percent = (x) => `${fixed(x, 2)} %`, line = (name, hits, all) => [name, num(hits), num(all), percent(100 * hits / all)];
  batches([["batch", "批次"], ["right", "答对"], ["samples", "样本"], ["accuracy", "准确率"]], [
    ...counts.map(([hits, all], n) => line(num(n + 1), hits, all)), line(["total", "合计"], count, verdicts.length),
  ], groups.length);
  const values = {
    accuracy: 100 * count / verdicts.length,
    mean: sum(counts.map(([hits, all]) => 100 * hits / all)) / groups.length,
    full: 100 * count / (groups.length * size.value),
  };
  const bar = (name, value, tint) => ({ name, value, text: percent(value), tint });
  ways([
    bar(["right ÷ samples", "答对 ÷ 样本数"], values.accuracy, ""),
    bar(["mean of the batches", "各批次的平均"], values.mean, "second"),
    bar([`right ÷ (batches × ${size.value})`, `答对 ÷ （批次数 × ${size.value}）`], values.full, "second"),
  ], 0, 100);
  const same = new Set(Object.values(values).map((x) => x.toFixed(6))).size === 1;
  told(same ? ["Here all three agree: with such batches nobody would notice the mistake.", "这时三种算法一致：用这样的批次，谁也发现不了错误。"]
    : [`The accuracy is ${percent(values.accuracy)}: each sample counts the same, not each batch.`, `准确率是 ${percent(values.accuracy)}：每个样本同样重要，而不是每个批次。`]);
});
