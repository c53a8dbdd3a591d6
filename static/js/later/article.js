// Brings the article to life once it is met: its terms, figures and numbers are then those of the network in the demo. What is out
// of sight is left alone. Without this the text stands as the server wrote it.
import { computed, effect, signal } from "../../vendor/signals-core/signals-core.mjs";
import { nothing, render } from "../../vendor/lit-html/lit-html.js";
import { fetchStyle } from "../core/styles.js";
import { isSame, record } from "../core/history.js";
import { markHovered } from "../core/hover.js";
import { hostOf, listenToText } from "../core/pointing.js";
import { keepOneStop, rove } from "../core/rover.js";
import { createShowing } from "../core/showing.js";
import { watchSight } from "../core/sight.js";
import { DEFAULT_PRESET } from "../core/loading.js";
import { showMe } from "../draw/way.js";
import { destinationOf, lettersAt, lettersOf, needsNext } from "../model/binding.js";
import { setupOf } from "../model/edit.js";
import { linesFor, meaningOf, readFormula, runsOf } from "../model/formulas.js";
import { nameOf } from "../model/trace.js";
import { chooser } from "../views/chooser.js";
import { connectivity } from "../views/connectivity.js";
import { flow } from "../views/flow.js";
import { here } from "../views/here.js";
import { instance } from "../views/instance.js";
import { live } from "../views/live.js";
import { wayBack } from "../views/way_back.js";
import { whose } from "../views/whose.js";
import { worked } from "../views/worked.js";

const FIGURES = { flow, connectivity };
const NO_LAYER = "this network has no hidden layer";

export async function compose({ store, loader, change, afterPause, place, setup }) {
  await fetchStyle("/static/css/living.css");
  const root = document.getElementById("lesson-text");
  const { actions, trace, cursor, digits, preset, sample, hovered } = store;
  const { origin, show, back } = createShowing(store, place);
  const chosen = signal({ l: 1, j: 0 }); // the neuron of the derivation

  const isEdited = computed(() => !isSame(setup.value, setupOf(preset.value)));
  const isSource = computed(() => preset.value.id === DEFAULT_PRESET);
  const toSource = () => {
    if (!isSource.peek()) afterPause(loader.choosePreset)(DEFAULT_PRESET);
    else change({ apply: (history) => record(history, setupOf(preset.peek())), words: "Back to the source’s numbers." });
  };
  const owner = () => whose({
    title: preset.value.title, isEdited: isEdited.value, isSource: isSource.value, sample: sample.value, batch: trace.value.batch, toSource,
  });

  // The letters of a formula: in the derivation the chosen neuron's, elsewhere those of the neuron that the step is about.
  const target = computed(() => trace.value?.steps[cursor.value - 1]?.target ?? null);
  const lettersIn = ({ isDerived }, isHidden) =>
    (isDerived ? lettersOf(trace.value, chosen.value, isHidden) : lettersAt(trace.value, target.value, isHidden));

  const sections = [...root.querySelectorAll(".section")].map(readSection);
  const formulas = new Map(sections.flatMap(({ places }) => places.map((one) => [one.host, one])));
  const placeOf = (element) => sections.find(({ element: own }) => own.contains(element));
  const meaningAt = (element) => {
    const own = formulas.get(hostOf(element))?.formula;
    const term = own?.terms.find(({ term: name }) => name === element.dataset.term) ?? { term: element.dataset.term, running: "" };
    const section = placeOf(element);
    return trace.peek() && meaningOf(trace.peek(), term, lettersIn(section, own?.isHidden ?? (section.isHidden || needsNext(term.term))));
  };

  const pointed = listenToText(root, store, (element) => meaningAt(element)?.refs.join(" ") ?? null, { pressTerm, pressNumber });

  // A term leads to the step of its formula, one within a sentence to what it stands for.
  function pressTerm(element, from) {
    const meaning = meaningAt(element);
    if (!meaning) return;
    const at = formulas.get(hostOf(element));
    const destination = at ? wayTo(at.host.dataset.show, at.section, at.formula.isHidden).destination : destinationOf(trace.peek(), meaning.entries[0], null);
    if (destination) show(destination, from, meaning.refs.join(" "));
  }

  function pressNumber(ref, from) {
    const destination = destinationOf(trace.peek(), ref, null);
    if (destination) show(destination, from, ref);
  }

  /** The way to the step of a term, as draw/way.js wants it. */
  function wayTo(term, section, isHidden) {
    const destination = destinationOf(trace.value, term, lettersIn(section, isHidden));
    const name = destination && nameOf(trace.value, destination.ref);
    return {
      destination, reason: destination ? null : NO_LAYER, name: /^(the|input|output|target|prediction) /.test(name) ? name : `the ${name}`,
      go: (event) => destination && show(destination, event.currentTarget, destination.ref),
    };
  }

  function readSection(element) {
    const all = (selector) => [...element.querySelectorAll(selector)];
    const places = all(".here").map((host) => ({
      host, formula: readFormula(host.previousElementSibling.querySelector("math").outerHTML), instance: host.nextElementSibling, // in the derivation
    }));
    const section = {
      element, places, isDerived: element.matches(".derived"), isHidden: places.some(({ formula }) => formula.isHidden),
      shows: all(".show"), worked: all("[data-worked]"), live: all("[data-live]").map(inOwnPlace), figures: all("[data-figure]"), choosers: all("[data-chooser]"),
    };
    for (const one of places) one.section = section;
    for (const figure of section.figures) inOwnPlace(figure.querySelector("svg"));
    for (const group of [...places.map(({ host }) => host), ...all(".instance"), ...section.worked, ...section.figures]) rove(group);
    return section;
  }

  // What the server wrote is kept, for a network that has nothing to put there.
  function inOwnPlace(written) {
    const host = document.createElement(written.matches("math") ? "span" : "div");
    host.className = "alive";
    written.replaceWith(host);
    host.append(written);
    host.written = written;
    return host;
  }

  function redraw(template, host) {
    if (!host.isAlive) host.replaceChildren();
    host.isAlive = true;
    const hadFocus = host.contains(document.activeElement);
    render(template, host);
    keepOneStop(host, []);
    if (hadFocus && !host.contains(document.activeElement)) host.querySelector("select, [tabindex='0']")?.focus({ preventScroll: true });
  }

  function drawPlace({ host, formula, section }) {
    const letters = lettersIn(section, formula.isHidden);
    const terms = formula.terms.map((term) => meaningOf(trace.value, term, letters)).filter((meaning) => meaning !== null);
    const at = pointed.value?.host === host ? pointed.value.key : null;
    redraw(here({
      trace: trace.value, digits: digits.value, letters, terms, used: formula.letters, runs: letters ? runsOf(trace.value, formula, letters) : {},
      pointed: terms.find(({ term }) => term === at) ?? null, way: wayTo(host.dataset.show, section, formula.isHidden),
    }), host);
  }

  function drawSection(section) {
    const shared = { trace: trace.value, digits: digits.value, whose: owner() };
    for (const host of section.shows) redraw(showMe(wayTo(host.dataset.show, section, section.isHidden)), host);
    for (const host of section.worked) redraw(worked(host.dataset.worked, shared), host);
    for (const host of section.live) redraw(isSource.value && !isEdited.value ? host.written : live(host.written, shared), host);
    if (!section.isDerived) return;
    const letters = lettersIn(section, true);
    const choose = (neuron) => { chosen.value = neuron; };
    for (const host of section.choosers) redraw(chooser({ sizes: trace.value.sizes, letters, choose, whose: shared.whose }), host);
    for (const { instance: host, formula } of section.places) {
      const template = instance({ ...shared, letters: letters ?? lettersIn(section, false), lines: linesFor(formula, letters !== null) });
      host.hidden = template === nothing;
      redraw(template, host);
    }
  }

  function drawFigures(section) {
    const state = { trace: trace.value, digits: digits.value, letters: lettersIn(section, true), hovered: hovered.value };
    for (const figure of section.figures) {
      const host = figure.querySelector(".alive");
      redraw(state.letters ? FIGURES[figure.dataset.figure](state) : host.written, host);
    }
  }

  const isSeen = watchSight(sections.map(({ element }) => element));
  for (const section of sections) {
    const seen = isSeen(section.element);
    const whileSeen = (draw) => effect(() => { if (seen.value && trace.value) draw(section); });
    whileSeen(drawSection);
    whileSeen(() => section.places.forEach(drawPlace));
    whileSeen(drawFigures);
    whileSeen(({ element }) => markHovered(element, hovered.value, trace.value));
  }
  effect(() => {
    for (const term of root.querySelectorAll("[data-pointed]")) term.removeAttribute("data-pointed");
    const at = pointed.value;
    if (!at) return;
    const terms = at.host ? at.host.previousElementSibling.querySelectorAll("[data-term]") : [at.element];
    for (const term of terms) if (term.dataset.term === at.key) term.setAttribute("data-pointed", "");
  });

  const stand = document.createElement("div");
  place.demo.append(stand);
  effect(() => render(origin.value ? wayBack(back) : nothing, stand));
}
