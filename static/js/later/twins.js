// Composes the twins of the diagram, matrices and table: loaded when one of them is first chosen.
import { computed, effect } from "../../vendor/signals-core/signals-core.mjs";
import { render } from "../../vendor/lit-html/lit-html.js";
import { fetchStyle } from "../core/styles.js";
import { createEquations } from "../core/equations.js";
import { redraw, rove } from "../core/rover.js";
import { bringIntoView, turn } from "../draw/turn.js";
import { structureOf } from "../model/edit.js";
import { stepsSince } from "../model/trace.js";
import { matrices } from "../views/matrices.js";
import { table } from "../views/table.js";

const TWINS = { matrices, table };

export async function compose({ store, loader, place, setup, reading, hover }) {
  await Promise.all([fetchStyle("/static/css/matrices.css"), fetchStyle("/static/css/table.css")]);
  const { equations, load } = createEquations(store, loader);
  const structure = computed(() => setup.value && structureOf(setup.value, store.sample.value));
  const isOld = () => equations.value?.structure !== structure.value;
  effect(() => { if (store.view.value === "matrices" && structure.value && isOld()) load(structure.value); });

  const drawn = { matrices: { trace: null, cursor: 0, focus: "" }, table: { trace: null, cursor: 0, focus: "" } }; // what each shows
  effect(() => {
    const name = store.view.value;
    const state = reading();
    if (!TWINS[name] || !state.trace || (name === "matrices" && isOld())) return;
    redraw(place[name], () => render(TWINS[name]({ ...state, answer: equations.value?.answer, before: drawn[name] }), place[name]), [...state.scene.targets]);
    // scrolls to what a step or a choice brought, and leaves the reader's own place alone when a number is edited
    const focus = `${state.cursor} ${state.selected} ${structure.value}`;
    if (focus !== drawn[name].focus) bringIntoView(place[name], ".is-current .target, .cell.target", ".equation, td");
    if (name === "matrices") turn(place.matrices, stepsSince(drawn.matrices, state, store.grain.peek()));
    drawn[name] = { ...state, focus };
    hover(store.hovered.peek());
  });

  rove(place.matrices);
  rove(place.table);
}
