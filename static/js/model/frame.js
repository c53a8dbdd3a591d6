// The lines that put the embedded page into another one.

/** What a frame can leave out, and how high each is, in pixels, in one that is as wide as a column of text. css/embed.css has the same. */
export const PANES = [
  { id: "menus", title: "Menus and buttons over the picture", height: 52 },
  { id: "explanation", title: "Explanation", height: 248 },
  { id: "timeline", title: "Time line and buttons to step", height: 158 },
];
const REST = 428; // the picture, and the link to the lesson

/** HTML. `source` is the address, whose own signs need no more than the ampersand's escape. */
export function frameLines(source, hidden) {
  const height = PANES.reduce((sum, pane) => sum + (hidden.includes(pane.id) ? 0 : pane.height), REST);
  return `<iframe src="${source.replaceAll("&", "&amp;")}"\n  title="Error backpropagation, step by step" width="100%" height="${height}" loading="lazy"\n  allow="clipboard-write" frameborder="0"></iframe>`;
}
