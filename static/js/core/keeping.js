// What outlives the visit in this browser. Storage may be forbidden or full: then it lasts as long as the page.

/** The text kept under a name, or null. */
export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** null forgets. */
export function keep(name, text) {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // nothing to be done, and nothing that the reader would have to know now
  }
}
