// Runs before the first paint, so that a chosen theme, or a link's, does not flash its opposite. A classic script: modules come later.
try {
  const [, linked] = /^#v1\.(?:.*&)?theme=(light|dark)(?:&|$)/.exec(location.hash) ?? [];
  const theme = linked ?? localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's theme it is.
}
