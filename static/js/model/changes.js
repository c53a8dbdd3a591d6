// What a wrong formula changes in the right one: the signs and operands that only one of the two has are marked in it.
import { element, parse, print } from "./mathml.js";

const BRACKETS = "()[]{}";
const textOf = (node) => (typeof node === "string" ? node : node.children.map(textOf).join("")).trim();
const refOf = (node) => node.attributes["data-ref"];
const isLeaf = (node) => refOf(node) !== undefined || node.children.every((child) => typeof child === "string");
const keyOf = (node) => refOf(node) ?? `sign ${textOf(node)}`;

function leaves(node) {
  return isLeaf(node) ? [node] : node.children.filter((child) => typeof child !== "string").flatMap(leaves);
}

/** Two formulas as MathML of the server -> the same two; what is not in the other, and what is one of `refs`, has the class "changed". */
export function markChanges(right, wrong, refs = new Set()) {
  const trees = [right, wrong].map(parse);
  const signs = trees.map((tree) => leaves(tree));
  const common = commonOf(...signs);
  for (const node of common) if (refs.has(refOf(node))) common.delete(node);
  return trees.map((tree) => print(marked(tree, common)));
}

function marked(node, common) {
  if (typeof node === "string") return node;
  if (!isLeaf(node)) return element(node.tag, node.attributes, node.children.map((child) => marked(child, common)));
  if (common.has(node) || BRACKETS.includes(textOf(node))) return node;
  return element(node.tag, { ...node.attributes, class: "changed" }, node.children);
}

// The longest common subsequence, as the set of its nodes on both sides.
function commonOf(one, other) {
  const length = Array.from({ length: one.length + 1 }, () => new Array(other.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const isSame = keyOf(one[i]) === keyOf(other[j]);
      length[i][j] = isSame ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const common = new Set();
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (keyOf(one[i]) === keyOf(other[j])) {
      common.add(one[i]).add(other[j]);
      [i, j] = [i + 1, j + 1];
    } else if (length[i + 1][j] >= length[i][j + 1]) i += 1;
    else j += 1;
  }
  return common;
}
