// Bytes as they come over the wire -> whole lines of JSON. A chunk may end in the middle of a line, or of a letter.

export function createLineReader() {
  const decoder = new TextDecoder();
  let rest = "";
  /** The values of the lines that are complete with these bytes. */
  return (bytes) => {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop();
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
  };
}
