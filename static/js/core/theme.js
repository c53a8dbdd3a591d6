// The theme outlives the visit; early.js reads it back before the first paint.
import { effect } from "../../vendor/signals-core/signals-core.mjs";

/** From the last visit into the store, and from there to the page and to the next visit. */
export function keepThemes({ theme, ownTheme }) {
  theme.value = ownTheme.value = stored();
  effect(() => apply(theme.value));
  effect(() => keep(ownTheme.value));
}

/** "light" or "dark": what the page looks like now. */
export function themeShown() {
  const { theme } = document.documentElement.dataset;
  return theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function stored() {
  try {
    return localStorage.getItem("theme") ?? "system";
  } catch {
    return "system";
  }
}

function apply(name) {
  if (name === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}

function keep(name) {
  try {
    if (name === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", name);
  } catch {
    // Storage may be forbidden; then the choice lasts as long as the page.
  }
}
