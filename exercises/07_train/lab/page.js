// Lab 7: a training loop to step through, with the gradients of a model of two parameters.

const { input, label, weights: start } = inputs;
const rate = slider("settings", ["learning rate", "学习率"], { min: 0.05, max: 1, step: 0.05, value: inputs.rate });
const resets = tick("settings", ["reset the gradients for each batch", "每个批次都把梯度清零"], true);

const fresh = () => ({ step: 0, batch: 1, weights: [...start], gradients: null, logits: null, chance: null, loss: null, last: null, done: [] });
let state = fresh();

const steps = [
  ["optimizer.zero_grad()", () => { if (resets.value) state.gradients = [0, 0]; },
    () => (resets.value ? ["The gradients are 0 again.", "梯度重新变成 0。"] : ["Left out: the old gradients stay.", "跳过：旧的梯度还在。"])],
  ["logits = model(images)", () => { state.logits = state.weights.map((w) => w * input); },
    () => [`Each logit is its weight times ${input}. The gradients have not changed.`, `每个 logit 是它的权重乘以 ${input}。梯度没有变。`]],
  ["loss = criterion(logits, labels)", () => { state.chance = softmax(state.logits)[label]; state.loss = -Math.log(state.chance); },
    () => [`The probability of class ${label} is ${fixed(state.chance)}, and the loss −ln ${fixed(state.chance, 6)} = ${fixed(state.loss)}.`,
      `类别 ${label} 的概率是 ${fixed(state.chance)}，损失是 −ln ${fixed(state.chance, 6)} = ${fixed(state.loss)}。`]],
  ["loss.backward()", () => {
    state.last = softmax(state.logits).map((p, n) => (p - (n === label)) * input);
    state.gradients = state.last.map((g, n) => g + (state.gradients ? state.gradients[n] : 0));
  }, () => ["The new gradients were added to those that were there. The weights have not changed.", "新的梯度加到了原有的梯度上。权重没有变。"]],
  ["optimizer.step()", () => { state.weights = state.weights.map((w, n) => w - rate.value * state.gradients[n]); },
    () => ["Each weight has moved by learning rate × gradient, against the gradient.", "每个权重沿梯度的反方向移动了 学习率 × 梯度。"]],
  ["for callback in callbacks: callback()", () => {
    state.done.push({ ...state });
  }, () => [`Batch ${state.done.length} is done.`, `批次 ${state.done.length} 完成。`]],
];
/** Take one step; after the last one the next batch begins. */
function next() {
  if (state.step === steps.length) Object.assign(state, { step: 0, batch: state.batch + 1, logits: null, chance: null, loss: null });
  steps[state.step][1]();
  state.step += 1;
}
button("buttons", ["next step", "下一步"], next);
button("buttons", ["whole batch", "整个批次"], () => { do next(); while (state.step < steps.length); });
button("buttons", ["start again", "重新开始"], () => { state = fresh(); });

const code = put("code", make("ol", { className: "code" }));
const values = rows("values", ["what there is now", "现在的数值"]);
const told = said("told");
const batches = rows("batches", ["the batches", "各批次"]);
const losses = plot("losses", ["loss", "损失"]);

live(() => {
  code.replaceChildren(...steps.map(([line], n) => make("li", { className: `${n === state.step - 1 ? "now" : ""} ${n === 0 && !resets.value ? "off" : ""}`, textContent: line })));
  const or = (x) => (x === null || x === undefined ? "–" : fixed(x));
  values([["", ""], ["class 0", "类别 0"], ["class 1", "类别 1"]], [
    [["weight", "权重"], ...state.weights.map(or)],
    [["gradient", "梯度"], ...[0, 1].map((n) => or(state.gradients && state.gradients[n]))],
    ["logit", ...[0, 1].map((n) => or(state.logits && state.logits[n]))],
    [["loss", "损失"], or(state.loss), ""],
  ]);
  told(state.step ? [`batch ${state.batch}: ${steps[state.step - 1][2]()[0]}`, `批次 ${state.batch}：${steps[state.step - 1][2]()[1]}`]
    : ["Take the first step.", "请走第一步。"]);
  const shown = state.done.slice(-4), line = (name, pick) => [name, ...shown.map((own) => fixed(pick(own)))];
  batches([["", ""], ...shown.map((own) => [`batch ${own.batch}`, `批次 ${own.batch}`])], [
    line(["logit of class 0", "类别 0 的 logit"], (own) => own.logits[0]), line(["logit of class 1", "类别 1 的 logit"], (own) => own.logits[1]),
    line(["probability of class 1", "类别 1 的概率"], (own) => own.chance), line(["loss", "损失"], (own) => own.loss),
    line(["gradient of weight 0", "权重 0 的梯度"], (own) => own.gradients[0]), line(["gradient of weight 1", "权重 1 的梯度"], (own) => own.gradients[1]),
    line(["weight 0 afterwards", "之后的权重 0"], (own) => own.weights[0]), line(["weight 1 afterwards", "之后的权重 1"], (own) => own.weights[1]),
  ]);
  const count = Math.max(4, state.done.length), points = state.done.map((own) => [own.batch, own.loss]);
  losses({
    x: [1, count], y: [0, 2.5], lines: [{ points }],
    marks: [{ at: [1, 0], text: "1" }, { at: [count, 0], text: String(count) }, ...(points.length ? [{ at: points.at(-1), text: fixed(points.at(-1)[1], 2), side: true }] : [])],
    told: [`losses: ${points.map(([, y]) => fixed(y)).join(", ")}`, `损失：${points.map(([, y]) => fixed(y)).join("、")}`],
  });
});
