// Motion is laid over a finished picture and takes nothing away from it: pulses from what is read to what it makes,
// and a weight that rolls from old to new. Only transform and opacity move; with reduced motion nothing does.

const SVG = "http://www.w3.org/2000/svg";
const MOST_PULSES = 36;

const REDUCED = matchMedia("(prefers-reduced-motion: reduce)");
export const isReduced = () => REDUCED.matches;

// Kept, since to ask the browser makes it compute all styles; they change with the wish for less motion only.
const durations = { true: new Map(), false: new Map() };

/** A duration token of the style sheet, in milliseconds. */
export function duration(name) {
  const known = durations[isReduced()];
  if (!known.has(name)) {
    const written = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    known.set(name, parseFloat(written) * (written.endsWith("ms") ? 1 : 1000));
  }
  return known.get(name);
}

/** Where a Ref is at home in the picture, or null. Pulses run between these points, along the edges. */
export function homeOf(ref, { nodes, edges }) {
  const [quantity, layer, index] = ref.split(".");
  const find = (key) => nodes.find((candidate) => candidate.key === key) ?? nodes.find((candidate) => standsFor(candidate, key)) ?? null;
  const node = { z: `n.${layer}.${index}`, a: `n.${layer}.${index}`, slope: `n.${layer}.${index}`, delta: `n.${layer}.${index}`, dL_dz: `n.${layer}.${index}`, y: ref, loss: "loss", loss_new: "loss" }[quantity];
  if (node) return find(node);
  if (quantity === "dL_da") return find(`n.${layer}.${index}`);
  const edge = edges.find(({ key }) => key === ref.replace(/_(grad|new)/, ""));
  if (!edge) return null;
  return quantity === "b" ? edge.from : { x: (edge.from.x + edge.to.x) / 2, y: (edge.from.y + edge.to.y) / 2 };
}

// Three dots are the home of all that they leave out.
function standsFor({ kind, layer, from, to }, key) {
  if (kind !== "more") return false;
  const [name, ...indices] = key.split(".");
  const [own, index] = name === "y" ? ["target", Number(indices[0])] : [Number(indices[0]), Number(indices[1])];
  return layer === own && index >= from && index < to;
}

/** The routes of a step: from each thing read to the target. A weight sends none: it lies on the way. */
export function routes(step, picture) {
  const to = homeOf(step.target, picture);
  if (!to || /_new$|_new\./.test(step.target)) return [];
  const reads = step.reads.filter((ref) => !/^(W|learning_rate)\b/.test(ref));
  const from = step.target.startsWith("dL_d") ? ["loss"] : reads;
  const starts = new Set(from.map((ref) => homeOf(ref, picture)).filter((point) => point && point !== to));
  return [...starts].map((start) => ({ from: start, to }));
}

/**
 * Runs the pulses of `steps` in the element `layer`, which nothing else draws in. It is HTML that lies over the picture, so that the
 * browser moves them without painting the picture anew at every frame; at their ends, where numbers stand, they fade.
 */
export function pulse(layer, steps, picture, milliseconds) {
  layer.replaceChildren();
  if (isReduced()) return;
  const radius = Math.max(3, picture.type.label * 0.36);
  const side = `${2 * radius}px`;
  const options = { duration: milliseconds, easing: "cubic-bezier(.45, 0, .3, 1)", fill: "both" };
  const ways = steps.flatMap((step) => routes(step, picture)).slice(0, MOST_PULSES);
  for (const { from, to } of ways) {
    const dot = Object.assign(document.createElement("i"), { className: "pulse" });
    Object.assign(dot.style, { width: side, height: side });
    layer.append(dot);
    const at = ({ x, y }) => `translate(${x - radius}px, ${y - radius}px)`; // shares of its size would keep the motion from the compositor
    const way = [{ transform: at(from), opacity: 0 }, { opacity: 1, offset: 0.15 }, { opacity: 1, offset: 0.85 }, { transform: at(to), opacity: 0 }];
    dot.animate(way, options).finished.then(() => dot.remove(), () => {});
  }
}

/** The number of each fresh weight rolls in while its old text rolls out. `before` = Map ref of the old -> a copy of its text. */
export function roll(root, steps, before, milliseconds) {
  const ghosts = root.querySelector("g.pulses");
  ghosts.replaceChildren();
  if (isReduced()) return;
  const options = { duration: milliseconds, easing: "ease-out" };
  for (const { target } of steps.filter((step) => /^[Wb]_new/.test(step.target)).slice(0, MOST_PULSES)) {
    const text = root.querySelector(`[data-ref="${target}"] text`);
    const old = before.get(target.replace("_new", ""));
    if (!text || !old) continue;
    old.classList.add("ghost");
    ghosts.append(old);
    const rise = Number(text.getAttribute("font-size"));
    text.animate([{ transform: `translateY(${rise}px)`, opacity: 0 }, { transform: "none", opacity: 1 }], options);
    const leaving = old.animate([{ transform: "none", opacity: 1 }, { transform: `translateY(${-rise}px)`, opacity: 0 }], options);
    leaving.finished.then(() => old.remove(), () => {});
    const line = root.querySelector(`[data-edge="${target.replace("_new", "")}"]`);
    const width = (stroke) => ({ strokeWidth: stroke });
    line?.animate([width(before.get(`${line.dataset.edge}:width`) ?? line.getAttribute("stroke-width")), width(line.getAttribute("stroke-width"))], options);
  }
}

/** What a roll needs to remember of the picture before the step. */
export function snapshot(root, steps) {
  const kept = new Map();
  for (const { target } of steps.filter((step) => /^[Wb]_new/.test(step.target)).slice(0, MOST_PULSES)) {
    const ref = target.replace("_new", "");
    const text = root.querySelector(`[data-ref="${ref}"] text`);
    if (text) kept.set(ref, text.cloneNode(true)); // the mark itself will show the new number
    const line = root.querySelector(`[data-edge="${ref}"]`);
    if (line) kept.set(`${ref}:width`, line.getAttribute("stroke-width"));
  }
  return kept;
}
