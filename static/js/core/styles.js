// Style sheets of the parts that the first view does without.

const styles = new Map(); // what was asked for, by address

/** A style sheet that the first view does without, there before what it dresses. Whoever else needs it waits for the same. */
export function fetchStyle(href) {
  if (!styles.has(href)) styles.set(href, appendStyle(href));
  return styles.get(href);
}

function appendStyle(href) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: resolve });
    link.onerror = () => {
      styles.delete(href); // so that the next need asks again
      link.remove();
      reject(new Error("The server does not answer. Is it still running?"));
    };
    document.head.append(link);
  });
}
