// What only the embedded page does: leaves out the panes that its link hides, tells its height to the page around it, and leads
// to the same step in the whole lesson. A classic script, so that nothing is shown that goes at once.
{
  const NAMES = ["menus", "explanation", "timeline"];
  const hidden = () => (/^#v1\.(?:.*&)?hide=([\w.]+)/.exec(location.hash)?.[1] ?? "").split(".").filter((name) => NAMES.includes(name));
  const hide = () => { document.documentElement.dataset.hide = hidden().join(" "); };
  hide();
  addEventListener("hashchange", hide);

  addEventListener("DOMContentLoaded", () => {
    if (parent !== window) {
      const tell = () => parent.postMessage({ type: "error-backpropagation", height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
      new ResizeObserver(tell).observe(document.body);
    }
    const link = document.getElementById("to-lesson");
    const follow = () => { link.href = `/${location.hash.replace(/&hide=[\w.]+/, "")}`; };
    for (const kind of ["pointerdown", "focus", "mouseover"]) link.addEventListener(kind, follow);
  });
}
