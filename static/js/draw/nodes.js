// Input, neuron, loss and target as marks. `pen` knows what may be shown: pen.number(ref, place) is empty for what is not computed.
import { nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { leftOut } from "./elide.js";
import { caption, ground, half, indexed, outline } from "./shapes.js";

export function nodeMark(node, picture, pen) {
  const draw = { input: single, target: single, loss, neuron, bias, more }[node.kind];
  return svg`<g class="node is-${node.kind} ${pen.lightOfNode(node)}" data-node=${node.key} transform="translate(${node.x} ${node.y})">${draw(node, picture, pen)}</g>`;
}

function bias(node, { type, compact }) {
  return svg`${outline(node, "body")}${compact ? nothing : caption("1", 0, 0, Math.max(11, type.caption))}`;
}

// Neurons that are left out: three dots, and how many they are. A lit number beside the next neuron takes the dots' place.
function more(node, { type, orientation, nodes }, pen) {
  const count = leftOut(node);
  if (count === 0) return nothing;
  const [dx, dy] = orientation === "tall" ? [6, 0] : [0, 6];
  const isTaken = nodes.some(({ layer, index, badges: { side } }) => layer === node.layer && side && Math.abs(side.x - node.x) < side.w / 2 + 2 * dx
    && ["a", ...(layer < pen.trace.sizes.length - 1 ? ["delta"] : [])].map((quantity) => `${quantity}.${layer}.${index}`).some((ref) => pen.known(ref) && pen.lightOf(ref)));
  const dots = isTaken ? nothing : [-1, 0, 1].map((step) => svg`<circle class="dot" cx=${step * dx} cy=${step * dy} r="2" />`);
  const { note } = node.badges;
  return svg`${dots}${note ? caption(`${count} more`, note.x - node.x, note.y - node.y, Math.min(type.caption, 13), { kind: "left-out" }) : nothing}`;
}

// x or y: one given number with its symbol over it.
function single(node, picture, pen) {
  const { type, compact, orientation } = picture;
  const isInput = node.kind === "input";
  const ref = isInput ? `a.0.${node.index}` : `y.${node.index}`;
  const count = isInput ? pen.trace.sizes[0] : pen.trace.sizes.at(-1);
  const symbol = indexed(isInput ? "x" : "y", node.index, count);
  if (compact) return svg`${outline(node, "body")}${pen.number(ref, { ...tag(node, isInput ? "left" : "right", picture), size: type.number, onlyLit: true })}`;
  const tall = orientation === "tall";
  return svg`${outline(node, "body")}${pen.number(ref, { x: 0, y: tall ? 0 : node.hh * 0.2, size: type.number, room: 1.7 * node.hw, hit: outline(node, "inside") })}
    ${tall ? besideOrOver(node, symbol, type, isInput) : caption(symbol, 0, -node.hh * 0.45, type.caption, { kind: "symbol" })}`;
}

// z over a, a hairline between; slope, delta and, for an output neuron, dL/dz as badges on its rim.
function neuron(node, picture, pen) {
  const { layer, index, hw, hh, badges, isNamed } = node;
  const { type, compact, orientation } = picture;
  const place = `${layer}.${index}`;
  const isOutput = layer === pen.trace.sizes.length - 1;
  const tall = orientation === "tall";
  // of the outputs all deltas are lit at once: in a row they have room under each, never lit together with its slope
  if (compact) {
    return svg`${outline(node, `body ${pen.known(`a.${place}`) ? "done" : ""}`)}
      ${[["z", "above"], ["dL_dz", "above"], ["a", "left"], ["delta", tall && isOutput ? "below" : "right"], ["slope", "below"]].map(([quantity, side]) =>
        pen.number(`${quantity}.${place}`, { ...tag(node, side, picture), size: type.number, onlyLit: true, kind: quantity }))}`;
  }
  const offset = tall ? hh * 0.48 : hh * 0.29;
  const room = tall ? 1.86 * hw : 1.72 * hw;
  const symbols = [indexed("z", index, pen.trace.sizes[layer]), indexed(isOutput ? "ŷ" : "a", index, pen.trace.sizes[layer])];
  const name = (side, text) => tall
    ? (isNamed ? caption(text, -hw - 4, side * offset, type.caption, { anchor: "end", kind: "symbol" }) : nothing)
    : caption(text, 0, side * hh * 0.7, type.caption, { kind: "symbol" });
  return svg`${outline(node, "body")}
    ${pen.number(`z.${place}`, { x: 0, y: -offset, size: type.number, room, hit: half(node, "upper") })}
    ${pen.number(`a.${place}`, { x: 0, y: offset, size: type.number, room, hit: half(node, "lower"), kind: "activation" })}
    <path class="hairline" d="M${-hw} 0H${hw}" />${outline(node, "rim")}${name(-1, symbols[0])}${name(1, symbols[1])}
    ${badge(`slope.${place}`, pen.trace.activations[layer - 1] === "sigmoid" ? "σ′" : "f′", badges.slope, node, type, pen)}
    ${badge(`delta.${place}`, "δ", badges.delta, node, type, pen)}
    ${isOutput ? badge(`dL_dz.${place}`, "∂L/∂z", badges.dL_dz, node, type, pen) : nothing}`;
}

function loss(node, { type, compact, orientation }, pen) {
  const tall = orientation === "tall";
  return svg`${outline(node, "body")}${pen.number("loss", { x: 0, y: tall ? 0 : node.hh * 0.12, size: type.number, room: 1.8 * node.hw, hit: outline(node, "inside"), kind: "loss" })}
    ${tall ? besideOrOver(node, "L", type, pen.trace.sizes.at(-1) > 1) : caption("L", 0, -node.hh * 0.5, compact ? 11 : type.caption, { kind: "symbol" })}
    ${badge("loss_new", "new", node.badges.loss_new, node, type, pen)}`;
}

// In the narrow picture a pill has no room inside; beside it at the left runs the edge of the loss.
function besideOrOver({ hw, hh }, symbol, type, isBeside) {
  return isBeside ? caption(symbol, -hw - 4, 0, type.caption, { anchor: "end", kind: "symbol" }) : caption(symbol, 0, -hh - type.caption * 0.65, type.caption, { kind: "symbol" });
}

function badge(ref, prefix, box, node, type, pen) {
  const place = { x: box.x - node.x, y: box.y - node.y, w: box.w, h: box.h };
  return pen.number(ref, { x: place.x, y: place.y, size: type.badge, room: box.w - 10, prefix, kind: `badge ${ref.split(".")[0]}`, hit: ground(place, "pill") });
}

// In a dense network a number stands beside its node while it is lit.
function tag({ x, hw, hh }, wanted, { orientation, width }) {
  // on a phone the sides belong to the names of the rows and to the biases
  const inward = x < width / 2 ? "right" : "left";
  const side = orientation === "tall" && (wanted === "left" || wanted === "right") ? inward : wanted;
  return {
    above: { x: 0, y: -hh - 8, anchor: "middle" },
    below: { x: 0, y: hh + 8, anchor: "middle" },
    left: { x: -hw - 5, y: 0, anchor: "end" },
    right: { x: hw + 5, y: 0, anchor: "start" },
  }[side];
}
