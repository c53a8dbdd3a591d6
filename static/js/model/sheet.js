// What the matrix view shows at one moment: the equations of the phase that is looked at, layer by layer in the order of
// computing, and which layer is the current one. Pure functions of trace, cursor and scene.
import { shapeOf, symbolsOf } from "./equations.js";
import { arrayOf, isArray, sameAs } from "./refs.js";
import { oncePer } from "./trace.js";
import { capital } from "./words.js";

const LARGEST_SENTENCE = 300; // characters
const MOST_NUMBERS = 500; // in a sheet; of a larger one only the current layer is drawn with its numbers

/** `answer` of /api/trace with layer steps -> {steps, names, symbols}. */
export const readEquations = oncePer((answer) => {
  const steps = answer.phases.flatMap((part) => part.steps);
  return { steps, names: Object.assign({}, ...answer.phases.map((part) => part.names)), symbols: symbolsOf(steps) };
});

/** -> {part, blocks: [{key, layer, isCurrent, isOpen, steps}]}, from the first to be computed to the last. */
export function sheetAt(trace, cursor, scene, selected, { steps }) {
  const focus = stepInFocus(trace, cursor, scene, selected, steps);
  const blocks = [];
  for (const step of steps.filter(({ phase }) => phase === focus.phase)) {
    const key = focus.phase === "loss" ? "loss" : `${step.phase}.${step.layer ?? step.target}`;
    if (blocks.at(-1)?.key !== key) blocks.push({ key, layer: focus.phase === "loss" ? null : step.layer, steps: [] });
    blocks.at(-1).steps.push(step);
  }
  const isSmall = blocks.reduce((sum, block) => sum + countNumbers(block, trace), 0) <= MOST_NUMBERS;
  return {
    part: focus.phase,
    blocks: blocks.map((block) => {
      const isCurrent = block.steps.includes(focus);
      return { ...block, isCurrent, isOpen: isCurrent || isSmall };
    }),
  };
}

function countNumbers({ steps }, { sizes }) {
  const arrays = steps.flatMap(({ target, reads }) => [target, ...reads]).filter(isArray);
  return arrays.reduce((sum, ref) => sum + shapeOf(ref, sizes).reduce((rows, columns) => rows * columns), 0);
}

// The layer step that is looked at: the one that holds the scene's step; for a given number one where it stands, near the cursor.
function stepInFocus(trace, cursor, scene, selected, steps) {
  const holding = (step) => steps.find(({ target }) => target === step?.group);
  const here = holding(trace.steps[cursor - 1]) ?? steps[0];
  if (scene.step) return holding(scene.step) ?? here;
  if (selected === null) return here;
  const array = arrayOf(selected);
  const shows = ({ target, reads }) => [target, ...reads].some((ref) => sameAs(ref, trace.sample) === array || ref === selected);
  return [here, ...steps.filter(({ phase }) => phase === here.phase), ...steps].find(shows) ?? here;
}

/** What stands over a block. */
export function titleOf({ layer, steps }, { sizes }) {
  if (steps[0].target === "loss_new") return "The loss after the update";
  if (layer === null) return "Loss";
  return layer === sizes.length - 1 ? "Output layer" : `Layer ${layer}`;
}

/** An equation for the ear, with the shape of every array: "weighted sum of layer 1, 2 by 1, equals the weights ...". */
export function tell(step, { sizes, sample }, names) {
  const said = (ref) => (isArray(ref) ? `${names[ref] ?? names[sameAs(ref, sample)] ?? ref} (${shapeOf(ref, sizes).join(" by ")})` : names[ref] ?? ref);
  const words = capital(step.words.replace(/\{([^}]+)\}/g, (_, ref) => said(ref)));
  return words.length > LARGEST_SENTENCE ? `${step.sentence} ${capital(said(step.target))}.` : `${words}.`;
}

