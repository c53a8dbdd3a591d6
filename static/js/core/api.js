// The only file that fetches. Every failure becomes an Error whose message a reader can use.
import { createLineReader } from "../model/lines.js";

export async function getCatalogue() {
  return ask("/api/catalogue");
}

export async function getPreset(id, signal) {
  return ask(`/api/presets/${encodeURIComponent(id)}`, { signal });
}

/** The figures that an example ends with, by the right rule and by the wrong one. */
export async function getClosing(id, signal) {
  return ask(`/api/presets/${encodeURIComponent(id)}/closing`, { signal });
}

/** -> {tours: [{id, title, sentence, stops: how many}]}. */
export async function getTours() {
  return ask("/api/tours");
}

/** With its stops. */
export async function getTour(id, signal) {
  return ask(`/api/tours/${encodeURIComponent(id)}`, { signal });
}

/** `setup` as in model/edit.js; `level` of the steps is "element" or "layer". */
export async function postTrace(setup, sample, signal, level = "element") {
  return post(`/api/trace?steps=${level}&sample=${sample}`, stepping(setup), signal);
}

export async function postCheck(problem, signal) {
  return post("/api/check", problem, signal);
}

/** What the step of `setup` becomes with a mistake in it; `mistake` is its id in the catalogue. */
export async function postMistake(setup, mistake, sample, signal) {
  return post(`/api/mistake?steps=element&sample=${sample}`, { ...stepping(setup), mistake }, signal);
}

/** `along` = {ref, from, to, points}. */
export async function postSlice(problem, along, signal) {
  return post("/api/slice", { ...problem, ...along }, signal);
}

export async function postVariant({ problem }, seed, signal) {
  return (await post("/api/variant", { ...problem, seed }, signal)).problem;
}

/** `asked` = {ref, answer, digits}. */
export async function postAnswer(setup, sample, asked, signal) {
  return post(`/api/answer?sample=${sample}`, { ...stepping(setup), ...asked }, signal);
}

/** `wish` = {inputs, layers: [{units, activation, keeps}], initialiser, seed, keep} -> {network, kept, new}. */
export async function postNetwork(wish, signal) {
  return post("/api/network", wish, signal);
}

/** `query` = {count, noise, seed} -> {title, x, y, ...}. */
export async function getDataset(id, query, signal) {
  return ask(`/api/datasets/${encodeURIComponent(id)}?${new URLSearchParams(query)}`, { signal });
}

/** What the network of `problem` predicts for other inputs than its own: rows of the output layer. */
export async function postForward({ network, loss, y }, rows, signal) {
  const { values } = await post("/api/forward", { network, loss, x: rows, y: rows.map(() => y[0]) }, signal);
  return values.a[network.layers.length];
}

/** Yields lists of lines as they come, at least one line a list. Aborting the signal stops the work on the server. */
export async function* postTrain(setup, { updates, every }, signal) {
  const response = await request("/api/train", posting({ ...stepping(setup), updates, every }, signal));
  const reader = response.body.getReader();
  const read = createLineReader();
  for (;;) {
    const { done, value } = await reader.read().catch((problem) => {
      if (signal.aborted) throw problem;
      throw new Error("The server stopped answering. Is it still running?");
    });
    if (done) return;
    const lines = read(value);
    if (lines.length > 0) yield lines;
  }
}

/** The problem as a file: {name, blob}. `query` = {sample, digits}. */
export async function postExport(format, setup, query) {
  const response = await request(`/api/export/${encodeURIComponent(format)}?${new URLSearchParams(query)}`, posting(stepping(setup)));
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? format;
  return { name, blob: await response.blob() };
}

/** A file as {setup} or {network}; `activations` = {activation, output_activation} of layers whose file names none. */
export async function postImport(file, activations) {
  const type = /\.json$/i.test(file.name) ? "application/json" : "application/octet-stream";
  return ask(`/api/import?${new URLSearchParams(activations)}`, { method: "POST", headers: { "Content-Type": type }, body: file });
}

function stepping({ problem, learning_rate, freeze_biases, optimizer, optimizer_state }) {
  return { ...problem, learning_rate, freeze_biases, optimizer, optimizer_state };
}

function posting(body, signal) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal };
}

/** Runs questions one at a time: a new one drops the old one's late answer. A dropped question answers null. */
export function latestOnly() {
  let controller = null;
  return async (question) => {
    controller?.abort();
    const own = new AbortController();
    controller = own;
    try {
      const answer = await question(own.signal);
      return own.signal.aborted ? null : answer;
    } catch (problem) {
      if (own.signal.aborted) return null;
      throw problem;
    }
  };
}

const post = (path, body, signal) => ask(path, posting(body, signal));

async function ask(path, options) {
  return (await request(path, options)).json();
}

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (problem) {
    if (options.signal?.aborted) throw problem;
    throw new Error("The server does not answer. Is it still running?");
  }
  if (response.ok) return response;
  // 4xx: the question cannot be answered, however often it is asked
  throw Object.assign(new Error(await reason(response)), { isRefusal: response.status >= 400 && response.status < 500 });
}

// problem+json says what is wrong in words for a student; anything else (a proxy's page) only has a status.
async function reason(response) {
  try {
    const { title, detail, errors = [] } = await response.json();
    const fields = errors.map(({ field, message }) => (field ? `${field}: ${message}` : message));
    return detail ?? (fields.length ? fields.join("; ") : title ?? `The server answered ${response.status}.`);
  } catch {
    return `The server answered ${response.status}.`;
  }
}
