// A place in the lesson as text, for the fragment of an address: "v1." and name=value pairs that a person can read and write.
// Only an edited problem is packed: `setup` is its JSON, deflated (zlib's form, whose checksum tells a damaged link), in base64url.
import { parseRef } from "../model/refs.js";
import { readSetup } from "../model/setup.js";
import { GRAINS } from "../model/trace.js";

const PREFIX = "v1.";
const LARGEST = 4 * 1024 * 1024; // bytes, as for a body of the API: a short link can unfold to gigabytes
const PIECE = 1024; // bytes fed at a time: they unfold to a mebibyte at most before the next count

const oneOf = (names) => (text) => (names.includes(text) ? text : undefined);
const like = (pattern) => (text) => (pattern.test(text) ? text : undefined);
const within = (low, high) => (text) => (/^\d{1,4}$/.test(text) && Number(text) >= low && Number(text) <= high ? Number(text) : undefined);

function ref(text) {
  try {
    parseRef(text);
    return text;
  } catch {
    return undefined;
  }
}

/** What a link can hold besides `preset` and `setup`: what a missing one means, and how its text is read (undefined: not understood). */
export const FIELDS = {
  at: { usual: null, read: ref }, // the target of the last step done
  selected: { usual: null, read: ref },
  sample: { usual: 0, read: within(0, 1023) },
  grain: { usual: "element", read: oneOf(GRAINS) },
  digits: { usual: 4, read: within(2, 8) },
  view: { usual: "network", read: oneOf(["network", "matrices", "table", "training"]) },
  lesson: { usual: null, read: like(/^(tours|practice|mistakes)(\.[\w-]{1,64}){0,2}$/) }, // the part of the lesson that is open
  hide: { usual: null, read: like(/^(menus|explanation|timeline)(\.(menus|explanation|timeline)){0,2}$/) }, // what an embedded page leaves out
  theme: { usual: null, read: oneOf(["light", "dark"]) },
};
export const USUAL = { preset: "source", setup: null, ...Object.fromEntries(Object.entries(FIELDS).map(([name, { usual }]) => [name, usual])) };

/** Other fragments are the article's own anchors. */
export const isLink = (fragment) => /^v\d+([.=&]|$)/.test(fragment);

/** `place` has the keys of USUAL; what is as usual is left out. */
export async function encode(place) {
  const told = Object.keys(FIELDS).filter((name) => place[name] !== USUAL[name]).map((name) => [name, place[name]]);
  const pairs = [["preset", place.preset], ...told];
  if (place.setup) pairs.push(["setup", await pack(place.setup)]);
  return PREFIX + pairs.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%40", "@")}`).join("&");
}

/** -> a place, and in `leftOut` the names of what was not understood. A link without sense throws an Error that says why in words. */
export async function decode(fragment) {
  if (!fragment.startsWith(PREFIX)) throw new Error(`it is written in a form, ${fragment.match(/^v\d+/)?.[0] ?? "of no version"}, that this page does not know`);
  const place = { ...USUAL, leftOut: [] };
  for (const [name, text] of pairsOf(fragment.slice(PREFIX.length))) {
    if (name === "preset" && /^[\w-]{1,64}$/.test(text)) place.preset = text;
    else if (name === "setup") place.setup = await unpack(text);
    else {
      const value = Object.hasOwn(FIELDS, name) ? FIELDS[name].read(text) : undefined;
      if (value === undefined) place.leftOut.push(name);
      else place[name] = value;
    }
  }
  if (place.leftOut.includes("preset")) throw new Error("it names no example");
  return place;
}

function pairsOf(text) {
  try {
    return text.split("&").filter(Boolean).map((pair) => {
      const [name, ...value] = pair.split("=");
      return [name, decodeURIComponent(value.join("="))];
    });
  } catch {
    throw new Error("a part of it is not readable");
  }
}

async function pack(setup) {
  const bytes = await collect(inPieces(new TextEncoder().encode(JSON.stringify(setup))).pipeThrough(new CompressionStream("deflate")), Infinity);
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), "")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function unpack(text) {
  let unpacked;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    const json = await collect(inPieces(bytes).pipeThrough(new DecompressionStream("deflate")), LARGEST);
    unpacked = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  } catch (problem) {
    throw problem instanceof RangeError ? problem : new Error("a part of it is missing or was changed on the way");
  }
  try {
    return readSetup(unpacked);
  } catch ({ message }) {
    throw new Error(`in it, ${message}`);
  }
}

// A transform asks for the next piece when what it made of the last was taken.
function inPieces(bytes) {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      if (start >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(start, (start += PIECE)));
    },
  });
}

async function collect(stream, largest) {
  const chunks = [];
  let length = 0;
  const reader = stream.getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    length += value.length;
    if (length > largest) {
      reader.cancel().catch(() => {});
      throw new RangeError("it holds more than a problem may");
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  chunks.reduce((start, chunk) => (bytes.set(chunk, start), start + chunk.length), 0);
  return bytes;
}
