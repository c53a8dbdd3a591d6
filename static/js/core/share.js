// What leaves the page: the link, the lines of a frame, files; and a file that comes back.
import { effect, signal } from "../../vendor/signals-core/signals-core.mjs";
import { frameLines } from "../model/frame.js";
import { setNetwork } from "../model/architecture.js";
import { readSetup } from "../model/setup.js";
import { fetchFont, postExport, postImport } from "./api.js";
import { fillings } from "./architecture.js";
import { record } from "./history.js";
import { still } from "./still.js";

const PICTURE = { svg: "image/svg+xml", png: "image/png" };
const SCALE = 2; // of the PNG, so that it stays sharp in print

/** `state` = {link, lines, hidden, told, activations}; `told` is what the last press did, in words. */
export function createShare({ dialog, digits, sample, preset, trace, cursor, theme }, loader, address, place, setup) {
  const state = signal({ link: "", lines: "", hidden: ["menus"], told: "", activations: { activation: "relu", output_activation: "linear" } });
  const more = (known) => { state.value = { ...state.peek(), ...known }; };

  async function write() {
    const { hidden } = state.peek();
    const [link, source] = await Promise.all([address.linkTo("/"), address.linkTo("/embed", { hide: hidden.join(".") || null })]);
    more({ link, lines: frameLines(source, hidden) });
  }
  effect(() => {
    if (dialog.value === "share" && address.here.value) {
      more({ told: "" });
      write();
    }
  });

  function togglePane(name) {
    const { hidden } = state.peek();
    more({ hidden: hidden.includes(name) ? hidden.filter((other) => other !== name) : [...hidden, name] });
    write();
  }

  async function copy(name, field) {
    field.select();
    try {
      await navigator.clipboard.writeText(state.peek()[name]);
      more({ told: name === "link" ? "Link copied." : "Lines copied." });
    } catch {
      more({ told: "This browser does not let the page copy; the text is chosen, so the copy key of the keyboard takes it." });
    }
  }

  /** A press whose failure is told, not thrown. */
  const told = (act) => async (...given) => {
    more({ told: "" });
    try {
      more({ told: await act(...given) });
    } catch ({ message }) {
      more({ told: message });
    }
  };

  const file = told(async (format) => {
    const { name, blob } = await postExport(format, setup.peek(), { sample: sample.peek(), digits: digits.peek() });
    save(name, blob);
    return `${name} is saved with the downloads.`;
  });

  const picture = told(async (kind) => {
    const shape = place.diagram.querySelector("svg");
    const text = still(shape, title(), await fetchFont());
    const name = `${preset.peek().id}-step-${cursor.peek()}.${kind}`;
    save(name, kind === "svg" ? new Blob([text], { type: PICTURE.svg }) : await drawn(text, shape));
    return `${name} is saved with the downloads.`;
  });
  const title = () => `${preset.peek().title}, after step ${cursor.peek()} of ${trace.peek().count}`;

  /** A file that was exported here, or weights: one change, which undo takes back. */
  const open = told(async (given) => {
    const { setup: read, network } = await postImport(given, state.peek().activations);
    loader.change({
      needsTrace: true, toStart: true,
      apply(past, signal, tell) {
        const made = read ? readSetup(read) : setNetwork(past.present, network);
        tell([`${given.name} is open.`, ...fillings(past.present, made)].join(" "));
        return record(past, made);
      },
      onShown: () => more({ told: `${given.name} is open; undo brings back what was there.` }),
      refused: ({ message }) => more({ told: `${given.name} cannot be used here: ${message}` }),
    });
    return "Reading the file…";
  });
  const choose = (known) => more({ activations: { ...state.peek().activations, ...known } });

  return { state, togglePane, copy, file, picture, open, choose };
}

async function drawn(text, { width: { baseVal: { value: width } }, height: { baseVal: { value: height } } }) {
  const image = new Image();
  image.src = `data:${PICTURE.svg};charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: SCALE * width, height: SCALE * height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("This browser could not draw the picture."))), PICTURE.png);
  });
}

function save(name, blob) {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
