// The network: a pure function of the picture's layout and of {trace, cursor, scene, digits}.
import { html, nothing, svg } from "../../vendor/lit-html/lit-html.js";
import { edgeLabel, edgeLine, largestWeight, refsOfEdge } from "../draw/edges.js";
import { visibleLabels } from "../draw/labels.js";
import { nodeMark } from "../draw/nodes.js";
import { createPen } from "../draw/pen.js";
import { caption, indexed } from "../draw/shapes.js";

const FUNCTION_MARKS = { sigmoid: "σ", relu: "ReLU", leaky_relu: "leaky ReLU" };

/** `state` = {trace, cursor, scene, digits, picture}. */
export function diagram(state) {
  const { trace, cursor, scene, picture } = state;
  const pen = createPen(state);
  const largest = largestWeight(trace);
  const litAs = (light) => picture.edges.filter((edge) => edge.kind !== "given" && edge.kind !== "bundle" && pen.brightest(refsOfEdge(edge)) === light).map(({ key }) => key);
  const targets = litAs("target");
  const boxes = visibleLabels(picture, [...targets, ...litAs("read")], targets[0]);
  const layers = [...trace.sizes.keys(), trace.sizes.length];
  const isLit = scene.targets.size > 0;
  return html`<svg class="network ${picture.orientation} ${picture.compact ? "compact" : ""} ${isLit ? "has-light" : ""}" data-phase=${scene.phase.number}
    viewBox="0 0 ${picture.width} ${picture.height}" width=${picture.width} height=${picture.height}
    role="group" aria-label="The network after step ${cursor} of ${trace.count}. Up and down arrows go from number to number, Enter shows how one was made.">
    <g class="heads">${picture.heads.map((head) => caption(headMark(trace, head), head.x, head.y, picture.type.head, { turned: head.turned, kind: "head" }))}</g>
    <g class="lines" aria-hidden="true">${picture.edges.map((edge) => edgeLine(edge, picture, pen, largest))}</g>
    <g class="pulses" aria-hidden="true"></g>
    ${layers.map((layer) => svg`<g class="layer">
      ${picture.nodes.filter((node) => node.kind === "bias" && node.layer === layer).map((node) => nodeMark(node, picture, pen))}
      ${picture.edges.filter((edge) => edge.layer === layer && edge.kind !== "bundle").map((edge) => edgeLabel(edge, boxes.get(edge.key), picture, pen))}
      ${picture.nodes.filter((node) => columnOf(node, trace) === layer).map((node) => nodeMark(node, picture, pen))}</g>`)}
    ${picture.samples.map((place) => sampleLoss(place, trace, picture, pen))}
    ${pen.number("learning_rate", { x: picture.rate.x, y: picture.rate.y, size: picture.type.label, prefix: "η", kind: "rate" })}
  </svg>
  <div class="pulses" data-phase=${scene.phase.number} aria-hidden="true"></div>`;
}

function columnOf({ kind, layer }, { sizes }) {
  if (kind === "bias") return null;
  return kind === "loss" || kind === "target" || layer === "target" ? sizes.length : layer;
}

function sampleLoss({ sample, x, y }, trace, { type }, pen) {
  const row = sample ?? trace.sample;
  return trace.batch > 1 ? pen.number(`loss@${row}`, { x, y, size: type.label * 0.95, prefix: indexed("L", row, trace.batch), kind: "sample-loss" }) : nothing;
}

// The activation keeps its own letters: small capitals would turn σ into Σ.
function headMark({ sizes, activations }, { layer, room = "name" }) {
  const isOutput = layer === sizes.length - 1;
  if (room === "sign") return layer === "loss" ? "L" : layer === 0 ? "x" : isOutput ? "ŷ" : String(layer);
  if (layer === "loss" || layer === "target") return layer;
  if (layer === 0) return "input";
  if (room === "word") return isOutput ? "output" : `layer ${layer}`;
  const activation = activations[layer - 1];
  const mark = FUNCTION_MARKS[activation] ?? activation.replaceAll("_", " ");
  return svg`${isOutput ? "output" : `layer ${layer}`}<tspan class="activation-mark"> · ${mark}</tspan>`;
}
