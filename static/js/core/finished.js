// Which tours were taken to their end: kept in this browser, and only there.
const KEY = "finished tours";

export function storedFinished() {
  try {
    const ids = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return []; // no storage, or not ours
  }
}

export function keepFinished(ids) {
  try {
    if (ids.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Storage may be forbidden; then the marks last as long as the page.
  }
}
