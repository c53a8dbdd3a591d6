// One tab stop for a group of many numbers: Tab enters at the number that matters, up and down go through the rest.
// Left and right stay free for stepping, so a reader can keep a number in focus and watch it change.

const NUMBERS = "[data-ref][tabindex]";

export function rove(group) {
  group.addEventListener("keydown", (event) => {
    const here = event.target.closest?.(NUMBERS);
    if (!here || event.ctrlKey || event.altKey || event.metaKey) return;
    const direction = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (direction) {
      const all = [...group.querySelectorAll(NUMBERS)];
      enter(group, all[(all.indexOf(here) + direction + all.length) % all.length]).focus();
    } else if (event.key === "Enter" || event.key === " ") {
      here.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 0 }));
    } else return;
    event.preventDefault();
  });
  group.addEventListener("focusin", (event) => {
    const here = event.target.closest?.(NUMBERS);
    if (here) enter(group, here);
  });
}

/** Draws a group of numbers anew. What had the focus keeps it, wherever that number now stands; if it is gone, the stop gets it. */
export function redraw(group, draw, wanted) {
  const held = group.contains(document.activeElement) ? document.activeElement.dataset.ref : undefined;
  draw();
  keepOneStop(group, wanted);
  if (held !== undefined && document.activeElement?.dataset?.ref !== held) (markOf(group, held) ?? stopOf(group))?.focus({ preventScroll: true });
}

/** The mark of a number, or null; of several in a group the one where the stop is, else the first. */
export function markOf(group, ref) {
  return group.querySelector(`[data-ref="${ref}"][tabindex="0"]`) ?? group.querySelector(`[data-ref="${ref}"]`);
}

const stopOf = (group) => group.querySelector(`${NUMBERS}[tabindex="0"]`);

/** Makes sure that exactly one number can be tabbed to: the one in focus, else the stop or the first that is one of `wanted`, else the first. */
export function keepOneStop(group, wanted) {
  const first = group.querySelector(NUMBERS);
  if (!first) return;
  const focused = group.contains(document.activeElement) && document.activeElement.matches(NUMBERS) ? document.activeElement : null;
  const stop = [...group.querySelectorAll(`${NUMBERS}[tabindex="0"]`)].find((number) => wanted.includes(number.dataset.ref));
  enter(group, focused ?? stop ?? firstOf(group, wanted) ?? first);
}

// In a table of thousands of numbers the browser's own search for a few Refs is much faster than a look at each.
function firstOf(group, wanted) {
  if (wanted.length <= 8) return wanted.length > 0 ? group.querySelector(wanted.map((ref) => `[data-ref="${ref}"][tabindex]`).join()) : null;
  const refs = new Set(wanted);
  return [...group.querySelectorAll(NUMBERS)].find((number) => refs.has(number.dataset.ref)) ?? null;
}

function enter(group, number) {
  for (const stop of group.querySelectorAll(`${NUMBERS}[tabindex="0"]`)) stop.setAttribute("tabindex", "-1");
  number.setAttribute("tabindex", "0");
  return number;
}
