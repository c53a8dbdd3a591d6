// The only file that fetches. Every failure becomes an Error whose message a reader can use.

export async function getCatalogue() {
  return ask("/api/catalogue");
}

export async function getPreset(id, signal) {
  return ask(`/api/presets/${encodeURIComponent(id)}`, { signal });
}

/** `setup` as in model/edit.js; `level` of the steps is "element" or "layer". */
export async function postTrace(setup, sample, signal, level = "element") {
  const { problem, learning_rate, freeze_biases, optimizer, optimizer_state } = setup;
  return ask(`/api/trace?steps=${level}&sample=${sample}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...problem, learning_rate, freeze_biases, optimizer, optimizer_state }),
    signal,
  });
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

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (problem) {
    if (options.signal?.aborted) throw problem;
    throw new Error("The server does not answer. Is it still running?");
  }
  if (response.ok) return response.json();
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
