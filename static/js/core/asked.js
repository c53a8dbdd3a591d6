// The place in the picture that a number is asked for, marked while it is blank.

const WHOLE = /^(loss|loss_new)(@|$)/;
const ON_EDGE = /^(?:[mv]_)?([Wb])(?:_grad|_new)((?:\.\d+)+)$|^(dL_da\..+)$/;

/** Where the number belongs that is asked for: a neuron, the loss or an edge of the picture; null marks none. */
export function markAsked(root, ref, phase) {
  for (const mark of root.querySelectorAll("[data-asked]")) mark.removeAttribute("data-asked");
  if (ref !== null) root.querySelector(placeOf(ref))?.setAttribute("data-asked", phase);
}

function placeOf(ref) {
  if (WHOLE.test(ref)) return ".is-loss";
  const edge = ON_EDGE.exec(ref);
  if (edge) return `[data-edge="${edge[3] ?? edge[1] + edge[2]}"]`;
  const [, layer, index] = ref.split(/[.@]/);
  return `[data-node="n.${layer}.${index}"]`;
}
