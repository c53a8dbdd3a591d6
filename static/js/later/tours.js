// Composes the guided tours: loaded when they are first opened.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { fetchStyle } from "../core/styles.js";
import { createTouring } from "../core/touring.js";
import { tourAfter } from "../model/tours.js";
import { onward, tourCard, tourList } from "../views/tours.js";

/** -> {body(path, state, explained)}, as later/lesson.js asks for it. */
export async function compose({ store, loader, place }) {
  const [touring] = await Promise.all([createTouring(store, loader), fetchStyle("/static/css/tours.css")]);
  const { tours, path, tour, finished, told, isAtStop } = touring;
  const { actions, narrow } = store;
  // What was pressed is gone from the panel: its heading says where the reader is now.
  const enter = (selector) => place.why.querySelector(selector)?.focus();

  async function start(id) {
    if (await touring.goTo(id, 1)) enter("#tour-title");
  }
  async function go(n) {
    const { id } = path.peek();
    if ((await touring.goTo(id, n)) && n === tour.peek().stops.length) touring.finish(id);
  }
  async function comeBack() {
    await go(path.peek().n);
    enter("#tour-title");
  }
  function end() {
    const { id } = path.peek();
    actions.openLesson("tours");
    enter(`[data-tour="${id}"]`);
  }
  const practise = () => actions.openLesson("practice");
  const look = (mistake) => actions.openLesson(`mistakes.${mistake}`);
  function forget() {
    touring.forget();
    enter("#tours-title");
  }

  function body(_, state, explained) {
    const { id } = path.value;
    const listed = tours.find((one) => one.id === id);
    if (!listed && state.selected !== null) return explained;
    const { inside, below } = listed ? stopOf(listed, state, explained) : { inside: listOf(), below: nothing };
    return html`<div class="tours"><p class="unseen" role="status">${told.value}</p>${inside}</div>${below}`;
  }

  const listOf = () => tourList({ tours, finished: finished.value, isUnknown: path.value.isUnknown, start, forget });

  // In a narrow panel what leads onward stands last: neither the explanation nor the button that runs a training is pushed out of sight.
  function stopOf({ id, title, stops }, state, explained) {
    const shown = { n: path.value.n, tour: tour.value };
    const after = onward({ ...shown, following: tourAfter(tours, id, finished.value), start, practise, look });
    const inside = tourCard({ ...state, ...shown, title, stops, isAtStop: isAtStop.value, after: narrow.value ? nothing : after, go, comeBack, end });
    return { inside, below: narrow.value ? [explained, after] : explained };
  }
  return { body };
}
