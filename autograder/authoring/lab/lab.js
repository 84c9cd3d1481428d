"use strict";
// What every lab is made of: words in two languages, controls, boards of numbers or pixels.
// A lab calls `live(draw)`; whenever a control is used, everything that is live is drawn again.

const page = document.documentElement;
const say = (words) => (Array.isArray(words) ? words[page.lang === "zh" ? 1 : 0] : words);
const drawn = [];
const live = (draw) => { drawn.push(draw); draw(); };
const redraw = () => drawn.forEach((draw) => draw());
const range = (count) => [...Array(Math.max(0, count)).keys()];
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const clamp = (x, low, high) => Math.max(low, Math.min(high, x));
const table = (rows, columns, value) => range(rows).map((i) => range(columns).map((j) => value(i, j)));

/** Write a number as short as it is, to at most so many places. */
function num(x, places = 4) {
  const text = x.toFixed(places);
  return (text.includes(".") ? text.replace(/\.?0+$/, "") : text).replace(/^-0$/, "0").replace("-", "−");
}
const fixed = (x, places = 4) => x.toFixed(places).replace("-", "−");
const signed = (x) => (x < 0 ? `(${num(x)})` : num(x));

function make(tag, options = {}, ...inner) {
  const { data, aria, ...rest } = options;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(aria || {})) element.setAttribute(name, value);
  element.append(...inner);
  return element;
}
function put(host, element) { document.getElementById(host).append(element); return element; }
function words(element, text) { live(() => { element.textContent = say(text); }); return element; }

// Language: that of the page when it is opened by the kit, else the browser's.
const opened = new URLSearchParams(location.search).get("lang") || page.dataset.lang || navigator.language;
page.lang = opened.startsWith("zh") ? "zh" : "en";
live(() => {
  const button = document.getElementById("language");
  button.textContent = page.lang === "zh" ? "English" : "中文";
  button.lang = page.lang; // what it says is in the other one, and it is shown in both
  document.title = document.querySelector(`h1 [lang=${page.lang}]`).textContent;
});
document.getElementById("language").onclick = () => { page.lang = page.lang === "zh" ? "en" : "zh"; redraw(); };

// Controls: each holds its value, and what is live is drawn again when it changes.

function slider(host, text, { min = 0, max, value, step = 1, show = num }) {
  const input = make("input", { type: "range", min, max, step, value });
  const shown = make("b", { aria: { "aria-hidden": "true" } });
  put(host, make("label", { className: "slider" }, words(make("span"), text), shown, input));
  input.oninput = redraw;
  live(() => {
    shown.textContent = show(Number(input.value));
    input.setAttribute("aria-label", say(text));
    input.setAttribute("aria-valuetext", shown.textContent);
  });
  return {
    get value() { return Number(input.value); },
    set value(to) { input.value = to; },
    set max(to) { input.max = to; },
  };
}
function tick(host, text, checked = false) {
  const input = make("input", { type: "checkbox", checked });
  put(host, make("label", { className: "tick" }, input, words(make("span"), text)));
  input.onchange = redraw;
  return { get value() { return input.checked; }, set value(to) { input.checked = to; } };
}
function choice(host, text, options, value = 0) {
  const group = put(host, make("fieldset", {}, words(make("legend"), text)));
  const inputs = options.map((option, n) => {
    const input = make("input", { type: "radio", name: `${host}-${say(text)}`, checked: n === value });
    group.append(make("label", { className: "tick" }, input, words(make("span"), option)));
    input.onchange = redraw;
    return input;
  });
  return {
    get value() { return inputs.findIndex((input) => input.checked); },
    set value(to) { inputs[to].checked = true; },
  };
}
function button(host, text, action) {
  const element = put(host, words(make("button", { type: "button" }), text));
  element.onclick = () => { action(); redraw(); };
  return element;
}

// What is told: `said` is read aloud by screen readers when it changes.

function said(host) {
  const line = put(host, make("p", { className: "said", aria: { role: "status" } }));
  return (text) => { if (line.textContent !== say(text)) line.textContent = say(text); };
}
function rows(host, name) {
  const box = put(host, make("div", { className: "wide", tabIndex: 0, aria: { role: "region" } }));
  return (head, body, now = -1) => {
    box.setAttribute("aria-label", say(name));
    const cells = (tag, list) => list.map((x) => make(tag, {}, say(x)));
    box.replaceChildren(make("table", {},
      make("thead", {}, make("tr", {}, ...cells("th", head))),
      make("tbody", {}, ...body.map((line, n) => make("tr", { className: n === now ? "now" : "" }, ...cells("td", line))))));
  };
}
function bars(host) {
  const box = put(host, make("div", { className: "bars" }));
  return (list, low, high) => box.replaceChildren(...list.flatMap(({ name, value, text, tint = "" }) => {
    const part = (x) => 100 * (clamp(x, low, high) - low) / (high - low);
    const [from, to] = [part(Math.min(0, value)), part(Math.max(0, value))];
    const bar = make("i", { className: tint });
    bar.style.left = `${from}%`; bar.style.width = `${to - from}%`;
    return [make("span", {}, say(name)), make("span", { className: "bar" }, bar), make("span", { className: "value" }, text)];
  }));
}
/** Draw lines ([[x, y], …] each) over x and y from low to high; words stand at places of it. */
function plot(host, name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 100 100"); svg.setAttribute("preserveAspectRatio", "none"); svg.setAttribute("aria-hidden", "true");
  const box = put(host, make("div", { className: "plot", aria: { role: "img" } }));
  return ({ x, y, lines = [], bands = [], marks = [], told }) => {
    box.setAttribute("aria-label", say(told || name));
    const across = (v) => 100 * (v - x[0]) / (x[1] - x[0]), up = (v) => 100 - 100 * (v - y[0]) / (y[1] - y[0]);
    svg.innerHTML = bands.map(([from, to]) => `<rect x="${across(from)}" y="0" width="${across(to) - across(from)}" height="100"/>`).join("")
      + lines.map(({ points, tint = "" }) => `<polyline class="${tint}" points="${points.map(([a, b]) => `${across(a)},${up(b)}`).join(" ")}"/>`).join("");
    box.replaceChildren(svg, ...marks.map(({ at, text, side }) => {
      const label = make("span", { className: side ? "side" : "" }, say(text));
      label.style.left = `${across(at[0])}%`; label.style.top = side ? `${up(at[1])}%` : "calc(100% + .3rem)";
      return label;
    }));
  };
}

// Boards: a table of numbers or a picture of pixels, with frames, and a window that moves.

function surface(host, name, inner) {
  const box = make("div", { className: "surface" }, inner);
  const caption = make("figcaption");
  put(host, make("figure", {}, caption, box));
  const own = { rows: 0, columns: 0, box };
  own.fit = (values, name_, cell) => { // `cell` is how wide one is
    [own.rows, own.columns] = [values.length, values.length ? values[0].length : 0];
    caption.textContent = say(name_ || name);
    box.style.width = `calc(${own.columns} * ${cell})`;
    box.setAttribute("aria-label", own.moves ? `${caption.textContent}: ${say(["the arrow keys move the window", "方向键移动窗口"])}` : caption.textContent);
  };
  own.frames = (list) => {
    box.querySelectorAll(".frame").forEach((old) => old.remove());
    for (const { i, j, height, width, tint = "" } of list) {
      const frame = make("div", { className: `frame ${tint}` });
      const part = (x, all) => `${100 * x / all}%`;
      Object.assign(frame.style, { left: part(j, own.columns), top: part(i, own.rows), width: part(width, own.columns), height: part(height, own.rows) });
      box.append(frame);
    }
  };
  return own;
}
/** A board of numbers: `show({ values, tint(i, j), frames, name, text })`; null leaves a cell empty. */
function board(host, name, { cell = "2.3rem" } = {}) {
  const cells = make("div", { className: "cells", aria: { role: "table" } });
  const own = surface(host, name, cells);
  own.show = ({ values, tint = () => "", frames = [], name: name_, text = num }) => {
    const before = `${own.rows}x${own.columns}`;
    own.fit(values, name_, cell);
    cells.style.setProperty("--columns", own.columns);
    cells.style.setProperty("--cell", `min(${cell}, calc((100vw - 2rem) / ${own.columns || 1}))`);
    cells.setAttribute("aria-label", own.box.getAttribute("aria-label"));
    if (before !== `${own.rows}x${own.columns}`) {
      cells.replaceChildren(...values.map((line) => make("div", { aria: { role: "row" } }, ...line.map(() => make("div", { aria: { role: "cell" } })))));
    }
    values.forEach((line, i) => line.forEach((value, j) => {
      const element = cells.children[i].children[j];
      const written = value === null ? "" : typeof value === "number" ? text(value) : value;
      if (element.textContent !== written) element.textContent = written;
      element.className = tint(i, j) || "";
    }));
    own.frames(frames);
  };
  return own;
}
/** A picture: gray from low to high, or orange below and blue above zero where `low` is negative. */
function picture(host, name, { cell = ".62rem" } = {}) {
  const canvas = make("canvas", { aria: { role: "img" } });
  const own = surface(host, name, canvas);
  own.show = ({ values, low = 0, high = 255, frames = [], name: name_, colours = low < 0, cell: cell_ = cell }) => {
    own.fit(values, name_, cell_);
    Object.assign(canvas, { height: own.rows, width: own.columns });
    canvas.setAttribute("aria-label", own.box.getAttribute("aria-label"));
    const context = canvas.getContext("2d"), pixels = context.createImageData(own.columns, own.rows);
    values.flat().forEach((value, n) => {
      const share = clamp(value / (value < 0 ? low : high), 0, 1), gray = 255 * clamp((value - low) / (high - low), 0, 1);
      const [red, green, blue] = !colours ? [gray, gray, gray]
        : value < 0 ? [255 - 61 * share, 255 - 190 * share, 255 - 243 * share] : [255 - 244 * share, 255 - 153 * share, 255 - 60 * share];
      [pixels.data[4 * n], pixels.data[4 * n + 1], pixels.data[4 * n + 2], pixels.data[4 * n + 3]] = [red, green, blue, 255];
    });
    context.putImageData(pixels, 0, 0);
    own.frames(frames);
  };
  return own;
}
/** Let pointer and arrow keys move `place` = { i, j }; `at(i, j)` tells the place for a cell.
 *  `bounds()` is [rows, columns] of places. One tab stop, whatever is below the pointer. */
function movable(own, place, bounds, at = (i, j) => [i, j]) {
  own.moves = true;
  Object.assign(own.box, { tabIndex: 0, className: "surface moves" });
  own.box.setAttribute("role", "application");
  const to = (i, j) => {
    const [rows_, columns] = bounds();
    [place.i, place.j] = [clamp(Math.round(i), 0, Math.max(0, rows_ - 1)), clamp(Math.round(j), 0, Math.max(0, columns - 1))];
    redraw();
  };
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -99], End: [0, 99], PageUp: [-99, 0], PageDown: [99, 0] };
  own.box.addEventListener("keydown", (event) => {
    if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    to(place.i + steps[event.key][0], place.j + steps[event.key][1]);
  });
  const point = (event) => {
    const area = own.box.getBoundingClientRect();
    to(...at((event.clientY - area.top) / area.height * own.rows - 0.5, (event.clientX - area.left) / area.width * own.columns - 0.5));
  };
  own.box.addEventListener("pointerdown", (event) => { own.box.setPointerCapture(event.pointerId); point(event); });
  own.box.addEventListener("pointermove", (event) => { if (own.box.hasPointerCapture(event.pointerId)) point(event); });
  return own;
}
/** Read what the page was made with: an image as base64 bytes, a square one if nothing is said, becomes rows of numbers. */
function image(text, columns) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  columns ??= Math.sqrt(bytes.length);
  return range(bytes.length / columns).map((i) => [...bytes.slice(i * columns, (i + 1) * columns)]);
}
