// What leaves the page: the link, the lines of a frame, files; and a file that comes back.
import { effect, signal } from "../../vendor/signals-core/signals-core.mjs";
import { frameLines } from "../model/frame.js";
import { setNetwork } from "../model/architecture.js";
import { readSetup } from "../model/setup.js";
import { postExport, postImport } from "./api.js";
import { fillings } from "./architecture.js";
import { record } from "./history.js";
import { themeShown } from "./theme.js";

const PICTURES = ["svg", "png"]; // of one step, so these are asked for with it

/** `state` = {link, lines, hidden, told, activations}; `told` is what the last press did, in words. */
export function createShare({ dialog, digits, sample }, loader, address, setup) {
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
    const query = { sample: sample.peek(), digits: digits.peek(), ...(PICTURES.includes(format) ? step() : {}) };
    const { name, blob } = await postExport(format, setup.peek(), query);
    save(name, blob);
    return `${name} is saved with the downloads.`;
  });

  // What the reader sees, as a picture is asked for; under the lens on a mistake that are its numbers.
  function step() {
    const { at, selected, grain, lesson } = address.here.peek();
    const [part, mistake, shows] = (lesson ?? "").split(".");
    const wanted = { at: at ?? "start", selected, grain, theme: themeShown(), mistake: part === "mistakes" && shows ? mistake : null };
    return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
  }

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

  return { state, togglePane, copy, file, open, choose };
}

function save(name, blob) {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
