// The address follows the reader, and the reader follows the address: reload, back, forward and a pasted link open what it says.
// The article's own anchors are left alone.
import { computed, effect } from "../../vendor/signals-core/signals-core.mjs";
import { setupOf } from "../model/edit.js";
import { sameAs } from "../model/refs.js";
import { isKnown, placeNear } from "../model/trace.js";
import { isSame } from "./history.js";
import { decode, encode, isLink, USUAL } from "./link.js";
import { keep, takeKept } from "./unwritten.js";

const fragment = () => location.hash.slice(1);

/** `whenResting(action)` gives what to call at each change; `whenRead` likewise for a message that has been seen. */
export function createAddress(store, loader, whenResting, whenRead) {
  const { actions, preset, history: edits, trace, cursor, selected, sample, digits, grain, view, lesson, theme, playing } = store;
  let arrivals = 0;
  let isArriving = false;
  let written = ""; // the text of the place that the address stands for
  let told = null; // that place
  let hide = null; // of an embedded page; it stays as it was opened
  let seen = location.hash; // a jump that has begun but not been told yet shows as another one

  const edited = computed(() => preset.value && !isSame(edits.value.present, setupOf(preset.value)) ? edits.value.present : null);
  const here = computed(() => {
    const shown = trace.value;
    const own = (ref) => ref && sameAs(ref, shown.sample);
    return shown && {
      preset: preset.value.id, setup: edited.value, at: own(shown.steps[cursor.value - 1]?.target ?? null), selected: own(selected.value),
      sample: sample.value, digits: digits.value, grain: grain.value, view: view.value, lesson: lesson.value, hide,
      theme: theme.value === "system" ? null : theme.value,
    };
  });

  const follow = whenResting(async () => {
    const [place, arrival] = [here.peek(), arrivals];
    if (isArriving || playing.peek() || location.hash !== seen) return;
    const text = await encode(place);
    if (text === written) told = place;
    if (text === written || arrival !== arrivals || place !== here.peek() || location.hash !== seen) return;
    history.replaceState(history.state, "", `#${text}`);
    [written, seen, told] = [text, location.hash, place];
  });

  async function arrive() {
    const text = fragment();
    seen = location.hash;
    arrivals += 1;
    const own = arrivals;
    if (text !== "" && text === written) return; // back from an anchor
    isArriving = true;
    const fault = await open(text, () => own === arrivals);
    const place = here.peek();
    if (own === arrivals && place) [written, told] = [await encode(place), place];
    if (own !== arrivals) return;
    isArriving = false;
    if (fault) actions.tell({ text: fault });
  }

  async function open(text, isCurrent) {
    try {
      const place = takeKept(location.hash) ?? (isLink(text) ? await decode(text) : { ...USUAL, leftOut: [] });
      if (!isCurrent()) return "";
      hide = place.hide ?? null;
      return (await loader.open(place)) ? doubts(place) : "";
    } catch ({ message }) {
      if (!isCurrent()) return "";
      await loader.open(USUAL);
      return `This link cannot be opened: ${message.replace(/\.$/, "")}. Here is the source’s network.`;
    }
  }

  function doubts(place) {
    const isElsewhere = place.sample !== sample.peek() || !placeNear(trace.peek(), place.at).isExact || place.leftOut.includes("at");
    const isUnknown = place.selected !== null && !isKnown(trace.peek(), cursor.peek(), place.selected);
    const rest = place.leftOut.filter((name) => name !== "at");
    return [
      isElsewhere ? "This network does not have the step that the link names; it opens as near to it as can be." : "",
      isUnknown ? "The number that the link explains is not computed here." : "",
      rest.length ? `Left out of the link, as it makes no sense here: ${rest.join(", ")}.` : "",
    ].filter(Boolean).join(" ");
  }

  /** The whole link to this place on the page at `path`, with what is `wanted` otherwise. */
  const linkTo = async (path, wanted) => `${new URL(path, location)}#${await encode({ ...here.peek(), hide: null, ...wanted })}`;

  /** To the clipboard; where that is not allowed, into a field to copy from. */
  async function copy() {
    const link = await linkTo("/");
    try {
      await navigator.clipboard.writeText(link);
      actions.tell({ text: "Link copied.", isPassing: true });
      forget();
    } catch {
      actions.tell({ text: "This browser does not let the page copy. Copy the link from here:", link });
    }
  }
  const forget = whenRead(() => store.message.peek()?.isPassing && actions.tell(null));

  /** Opens what the address says, and follows from then on. */
  function begin() {
    addEventListener("hashchange", () => {
      if (fragment() === "" || isLink(fragment())) arrive();
      else seen = null; // whatever rests now belongs to before the jump; the next change of the lesson may follow again
    });
    addEventListener("pagehide", () => { if (here.peek() && here.peek() !== told) keep(location.hash, { ...here.peek(), leftOut: [] }); });
    effect(() => {
      if (!here.value || playing.value) return;
      if (seen === null) seen = location.hash;
      follow();
    });
    return arrive();
  }

  return { begin, copy: () => here.peek() && copy(), linkTo, here };
}
