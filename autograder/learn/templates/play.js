"use strict";
// A canvas to draw on, with a mouse, a finger, a pen or the keyboard; what is drawn is sent to the
// learner's own code, on this machine, and its answer is shown.
(() => {
  const by = (id) => document.getElementById(id);
  const canvas = by("canvas"), pen = canvas.getContext("2d"), said = by("words").dataset;
  const SIDE = canvas.width, WIDTH = SIDE / 13, STEP = SIDE / 28, WAIT = 350;
  const token = location.pathname.split("/")[1];
  let strokes = [], current = null, waiting = null, latest = 0;
  let cursor = { x: SIDE / 2, y: SIDE / 4 }, isDown = false, showsCursor = false;

  function line(points) {
    pen.strokeStyle = pen.fillStyle = "#fff";
    pen.lineWidth = WIDTH;
    pen.lineCap = pen.lineJoin = "round";
    pen.beginPath();
    pen.moveTo(points[0].x, points[0].y);
    for (const point of points.length > 1 ? points.slice(1) : points) pen.lineTo(point.x, point.y);
    pen.stroke();
  }

  function paint(withCursor = showsCursor) {
    pen.fillStyle = "#000";
    pen.fillRect(0, 0, SIDE, SIDE);
    strokes.forEach(line);
    if (!withCursor) return;
    pen.strokeStyle = isDown ? "#ffb000" : "#6cb2ff";
    pen.lineWidth = 3;
    pen.beginPath();
    pen.arc(cursor.x, cursor.y, WIDTH / 2 + 3, 0, 2 * Math.PI);
    pen.stroke();
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * SIDE,
      y: ((event.clientY - box.top) / box.height) * SIDE,
    };
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(read, WAIT);
  }

  function lift() {
    if (current) soon();
    current = null;
    if (isDown) {
      isDown = false;
      tellPen();
    };
  }

  function tellPen() {
    by("pen").textContent = isDown ? said.down : said.up;
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    if (isDown) lift();
    clearTimeout(waiting);
    showsCursor = false;
    strokes.push((current = [place(event)]));
    paint();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!current || isDown) return;
    const moves = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const move of moves.length ? moves : [event]) current.push(place(move));
    paint();
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, lift);

  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener("keydown", (event) => {
    const move = MOVES[event.key], within = (n) => Math.max(0, Math.min(SIDE, n));
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (move) {
      const far = event.shiftKey ? 4 * STEP : STEP;
      cursor = { x: within(cursor.x + far * move[0]), y: within(cursor.y + far * move[1]) };
      if (isDown) current.push(cursor);
    } else if (event.key === " ") {
      if (isDown) {
        lift();
      } else {
        clearTimeout(waiting);
        isDown = true;
        strokes.push((current = [cursor]));
        tellPen();
      }
    } else if (event.key === "Enter") {
      lift();
      read();
    } else if (event.key === "Backspace") {
      undo();
    } else if (event.key === "Delete") {
      clear();
    } else {
      return;
    }
    event.preventDefault();
    showsCursor = true;
    paint();
  });
  canvas.addEventListener("blur", () => {
    if (isDown) lift();
    showsCursor = false;
    paint();
  });

  function undo() {
    if (isDown) lift();
    current = null;
    strokes.pop();
    if (strokes.length) soon();
    else clear();
    paint();
  }

  function clear() {
    clearTimeout(waiting);
    latest += 1;
    if (isDown) lift();
    clearTimeout(waiting);
    strokes = [];
    current = null;
    paint();
    show("result", false);
    show("problem", false);
    show("answer", true);
    by("answer").textContent = said.empty;
  }

  function show(id, isShown) {
    by(id).hidden = !isShown;
  }

  async function read() {
    clearTimeout(waiting);
    if (!strokes.length) return;
    const number = (latest += 1);
    paint(false);
    const image = canvas.toDataURL("image/png").split(",")[1];
    paint();
    const timer = setTimeout(() => {
      show("answer", true);
      by("answer").textContent = said.waiting;
    }, 400);
    let told;
    try {
      const reply = await fetch("read", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Token": token },
        body: JSON.stringify({ image, chosen: Boolean(by("chosen") && by("chosen").checked) }),
      });
      told = await reply.json();
    } catch {
      told = { problem: said.gone };
    }
    clearTimeout(timer);
    if (number !== latest) return;
    if (told.busy) soon();
    else tell(told);
  }

  function tell(told) {
    const problem = told.problem || told.error || "";
    by("problem").textContent = problem;
    show("problem", Boolean(problem));
    show("result", !problem);
    show("answer", !problem);
    by("answer").replaceChildren();
    if (problem) return;
    const large = document.createElement("span"), words = document.createElement("span");
    large.className = "large";
    large.textContent = told.answer.length < 4 ? told.answer : "";
    large.setAttribute("aria-hidden", "true");
    words.textContent = said.answer.replace("{answer}", told.answer);
    by("answer").append(large, words);
    show("seen", Boolean(told.seen));
    if (told.seen) by("seen").querySelector("img").src = `data:image/png;base64,${told.seen}`;
    bars(told.shares);
  }

  function bars(shares) {
    const most = Math.max(0, ...shares.map((share) => share[1]));
    by("shares").replaceChildren(
      ...shares.map(([name, share]) => {
        const row = document.createElement("tr"), head = document.createElement("th");
        const bar = document.createElement("td"), number = document.createElement("td");
        head.scope = "row";
        head.textContent = name;
        const filled = document.createElement("div");
        filled.className = "bar";
        filled.style.width = `${100 * share}%`;
        bar.append(filled);
        number.className = "share";
        number.textContent = `${(100 * share).toFixed(1)} %`;
        if (share === most) row.className = "most";
        row.append(head, bar, number);
        return row;
      }),
    );
  }

  by("read").addEventListener("click", read);
  by("undo").addEventListener("click", undo);
  by("clear").addEventListener("click", clear);
  if (by("chosen")) by("chosen").addEventListener("change", read);
  paint();
})();
