// The only file that fetches. Every failure becomes an Error whose message a reader can use.

export async function getCatalogue() {
  return ask("/api/catalogue");
}

export async function getPreset(id, signal) {
  return ask(`/api/presets/${encodeURIComponent(id)}`, { signal });
}

export async function postTrace(preset, sample, signal) {
  const { problem, learning_rate, freeze_biases } = preset;
  return ask(`/api/trace?steps=element&sample=${sample}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...problem, learning_rate, freeze_biases }),
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
  throw new Error(await reason(response));
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
