// Runs before the first paint. A classic script: modules come later.

// The text is laid out when there is time (core/unfold.js); who comes by a link into it finds its place at once.
if (!/^#(?!v\d)./.test(location.hash)) document.documentElement.dataset.text = "later";

// A chosen theme, or a link's, is not to flash its opposite.
try {
  const [, linked] = /^#v1\.(?:.*&)?theme=(light|dark)(?:&|$)/.exec(location.hash) ?? [];
  const theme = linked ?? localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's theme it is.
}
