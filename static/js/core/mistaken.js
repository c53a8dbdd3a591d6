// The lens on a mistake asks here: at once for another mistake, at rest after an edit; one question at a time, the newest wins.
// The last answer stays until the next is there, with the trace that it belongs to.
import { effect, signal } from "../../vendor/signals-core/signals-core.mjs";
import { getClosing, postMistake } from "./api.js";
import { createQueue } from "./queue.js";

const VISIT = "mistake"; // of all questions only the newest matters

/** `wanted` is the signal of the mistake's id or null. -> the signal {id, trace, answer} or {id, trace, failure}; null: nothing asked yet. */
export function createMistaken({ trace, history, sample }, wanted, whenResting) {
  const told = signal(null);
  const queue = createQueue({
    ask: ([{ id, setup, row }], signal) => postMistake(setup, id, row, signal),
    show: ([{ id, about }], answer) => { told.value = { id, trace: about, answer }; },
    refuse: ([{ id, about }], { message }) => { told.value = { id, trace: about, failure: message }; },
  });
  const ask = (id) => queue.push({ visit: VISIT, id, setup: history.peek().present, row: sample.peek(), about: trace.peek() });
  const askAtRest = whenResting(() => { if (wanted.peek() !== null) ask(wanted.peek()); });
  let last = null;

  effect(() => {
    const id = wanted.value;
    const isKnown = id === null || !trace.value || (told.peek()?.id === id && told.peek().trace === trace.value);
    const isEdit = id === last && told.peek() !== null;
    last = id;
    if (isKnown) return;
    if (isEdit) askAtRest();
    else ask(id);
  });
  return told;
}

/** `wanted` is the signal of an example's id or null -> the signal {id, answer} or {id, failure} of its closing figures. */
export function createClosing(wanted) {
  const told = signal(null);
  effect(() => {
    const id = wanted.value;
    if (id === null || (told.peek()?.id === id && told.peek().answer)) return;
    getClosing(id).then((answer) => { told.value = { id, answer }; }, ({ message }) => { told.value = { id, failure: message }; });
  });
  return told;
}
