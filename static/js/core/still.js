// The diagram as a file of its own: what it looks like on the page now, colours and font inside, and nothing that only the page needs.
const LOOKS = [
  "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "paint-order",
  "font-family", "font-size", "font-style", "font-weight", "font-variant-caps", "font-variant-numeric", "letter-spacing", "text-anchor",
  "dominant-baseline",
];
const SHAPES = "path, line, rect, circle, ellipse, polygon, text, tspan";
const UNSEEN = ".pulses, .spoken, .hit, title, desc"; // motion, a screen reader's words, room for the finger
const KEPT = new Set(["data-ref", "transform", "viewBox", "width", "height", "x", "y", "dx", "dy", "d", "points", "cx", "cy", "r", "rx", "ry", "x1", "x2", "y1", "y2"]);
const SHEET = "style"; // of the file: the page itself takes none but its own
const SVG = "http://www.w3.org/2000/svg";

/** The text of an SVG file. `font` is a data address of the font named "Lesson Math". */
export function still(shape, title, font) {
  const copy = shape.cloneNode(true);
  const rules = new Map(); // of the looks that occur, each a class
  const originals = shape.querySelectorAll(SHAPES);
  copy.querySelectorAll(SHAPES).forEach((mark, i) => {
    const computed = getComputedStyle(originals[i]);
    const rule = LOOKS.map((name) => `${name}:${computed.getPropertyValue(name)}`).join(";");
    if (!rules.has(rule)) rules.set(rule, `l${rules.size}`);
    strip(mark);
    mark.setAttribute("class", rules.get(rule));
  });
  for (const gone of copy.querySelectorAll(UNSEEN)) gone.remove();
  for (const group of [copy, ...copy.querySelectorAll("g")]) strip(group);
  const ground = getComputedStyle(document.body).backgroundColor;
  const style = [`@font-face{font-family:"Lesson Math";src:url(${font})}`, ...[...rules].map(([rule, name]) => `.${name}{${rule}}`)].join("\n");
  copy.prepend(made("title", {}, title), made(SHEET, {}, style), made("rect", { width: "100%", height: "100%", fill: ground }, ""));
  const remarks = document.createNodeIterator(copy, NodeFilter.SHOW_COMMENT);
  for (let remark = remarks.nextNode(); remark; remark = remarks.nextNode()) remark.remove();
  return new XMLSerializer().serializeToString(copy);
}

function strip(mark) {
  for (const { name } of [...mark.attributes]) if (!KEPT.has(name)) mark.removeAttribute(name);
}

function made(name, attributes, text) {
  const mark = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) mark.setAttribute(key, value);
  mark.textContent = text;
  return mark;
}
