import assert from "node:assert/strict";
import test from "node:test";
import { columnWidths, densityOf, reveal, segments } from "../../static/js/draw/brackets.js";
import { entriesOf, piecesOf, shapeOf, symbolsOf, transposed } from "../../static/js/model/equations.js";

const problem = { sizes: [3, 4, 2], sample: 0, batch: 1 };
const layerStep = (target, expression, reads = []) => ({ target, expression, reads, mathml: "<math></math>" });
const write = (step, more = {}) => piecesOf(step, { ...problem, ...more }, symbolsOf([step])).map(read).join(" ");
const read = (piece) => {
  if (piece.kind === "array") return `${piece.ref}${piece.isTransposed ? "T" : ""}[${piece.shape.join("x")}]`;
  if (piece.kind === "product") return `{${piece.pieces.map(read).join(" ")} -> ${piece.shape.join("x")}}`;
  if (piece.kind === "bracket") return piece.side === "open" ? "(" : ")";
  return piece.ref ?? piece.text ?? piece.math.replace(/<[^>]+>/g, "");
};

test("an array has its shape, and every entry its own Ref", () => {
  assert.deepEqual(["W.1", "W_grad.2", "v_W_new.2", "b.1", "a.0", "a.1@3", "y"].map((ref) => shapeOf(ref, problem.sizes)), [[4, 3], [2, 4], [2, 4], [4, 1], [3, 1], [4, 1], [2, 1]]);
  assert.deepEqual(entriesOf("W.2", [1, 2, 2]), [["W.2.0.0", "W.2.0.1"], ["W.2.1.0", "W.2.1.1"]]);
  assert.deepEqual(entriesOf("b.1", [3, 2]), [["b.1.0"], ["b.1.1"]]);
});

test("transposed, W.l.j.i stands at row i, column j", () => {
  const rows = transposed(entriesOf("W.1", problem.sizes));
  assert.deepEqual([rows.length, rows[0].length], [3, 4]);
  const [, , product] = piecesOf(layerStep("delta.0", ["matmul", ["transpose", "W.1"], "delta.1"]), problem, new Map());
  assert.deepEqual(product.pieces[0].rows, rows);
  for (const [i, row] of rows.entries()) for (const [j, ref] of row.entries()) assert.equal(ref, `W.1.${j}.${i}`);
});

test("products tell their shapes, and those of their factors", () => {
  assert.equal(write(layerStep("z.1", ["add", ["matmul", "W.1", "a.0"], "b.1"])), "z.1[4x1] = {W.1[4x3] a.0[3x1] -> 4x1} + b.1[4x1]");
  assert.equal(write(layerStep("delta.1", ["hadamard", ["matmul", ["transpose", "W.2"], "delta.2"], "slope.1"])), "delta.1[4x1] = {W.2T[4x2] delta.2[2x1] -> 4x1} ⊙ slope.1[4x1]");
  assert.equal(write(layerStep("W_grad.1", ["matmul", "delta.1", ["transpose", "a.0"]])), "W_grad.1[4x3] = {delta.1[4x1] a.0T[1x3] -> 4x3}");
});

test("functions, differences, powers and fractions keep their brackets", () => {
  assert.equal(write(layerStep("slope.1", ["sigmoid'", "z.1"])), "slope.1[4x1] = σ′ ( z.1[4x1] )");
  assert.equal(write(layerStep("a.2", ["linear", "z.2"])), "a.2[2x1] = z.2[2x1]");
  assert.equal(write(layerStep("loss", ["div", ["sum", ["square", ["sub", "a.2", "y"]]], 2])), "loss = ∑ ( a.2[2x1] − y[2x1] ) ² / 2");
  assert.equal(write(layerStep("W_new.2", ["sub", "W.2", ["div", "learning_rate", ["add", ["sqrt", "v_W_new.2"], 1e-8]]])), "W_new.2[2x4] = W.2[2x4] − learning_rate / ( √ ( v_W_new.2[2x4] ) + 10⁻⁸ )");
  assert.equal(write(layerStep("loss", ["sum", ["hadamard", "y", ["surprisal", "z.2"]]])), "loss = ∑ y[2x1] ⊙ ( − ln softmax ( z.2[2x1] ) )");
  assert.equal(write(layerStep("dL_da.2", ["sub", "a.2", ["sub", "y", "a.2"]])), "dL_da.2[2x1] = a.2[2x1] − ( y[2x1] − a.2[2x1] )");
});

test("of a batch the explained sample is written, dots stand for the others; of many losses the ends", () => {
  const samples = [0, 1, 2];
  const mean = layerStep("W_grad.2", ["div", ["add", ...samples.map((s) => ["matmul", `delta.2@${s}`, ["transpose", `a.1@${s}`]])], 3]);
  const product = "{delta.2[2x1] a.1T[1x4] -> 2x4}";
  assert.equal(write(mean, { batch: 3 }), `W_grad.2[2x4] = ( ${product} + ⋯ ) / 3`);
  assert.equal(write(mean, { batch: 3, sample: 1 }), `W_grad.2[2x4] = ( ⋯ + ${product} + ⋯ ) / 3`);
  assert.equal(write(mean, { batch: 3, sample: 2 }), `W_grad.2[2x4] = ( ⋯ + ${product} ) / 3`);
  const losses = (count) => layerStep("loss", ["div", ["add", ...Array.from({ length: count }, (_, s) => `loss@${s}`)], count]);
  assert.equal(write(losses(3), { batch: 3 }), "loss = ( loss@0 + loss@1 + loss@2 ) / 3");
  assert.equal(write(losses(20), { batch: 20, sample: 11 }), "loss = ( loss@0 + loss@1 + loss@2 + loss@3 + loss@4 + loss@5 + ⋯ + loss@11 + ⋯ + loss@19 ) / 20");
});

test("a line breaks before a sign, never after one, nor within a bracket's hold", () => {
  const step = layerStep("dL_da.2", ["mul", 2, ["sub", "a.2", "y"]]);
  const lines = segments(piecesOf(step, problem, new Map())).map((segment) => segment.map(read).join(" "));
  assert.deepEqual(lines, ["dL_da.2[2x1]", "= 2 · ( a.2[2x1]", "− y[2x1] )"]);
});

test("columns are as wide as their longest number; large arrays are set smaller", () => {
  const [narrow, wide] = columnWidths([["1", "−0.5000"], ["0.5", "1"]]);
  assert.ok(narrow < wide && wide > 3 && wide < 4);
  assert.deepEqual([densityOf([[4, 3], [4, 1]]), densityOf([[2, 8]]), densityOf([[16, 16], [1, 1]])], ["", "dense", "densest"]);
});

test("a box scrolls as little as it must, and shows the start of what is too long", () => {
  assert.equal(reveal(0, 100, 20, 60), 0);
  assert.equal(reveal(0, 100, 120, 160), 60);
  assert.equal(reveal(300, 100, 120, 160), 120);
  assert.equal(reveal(0, 100, 120, 400), 120);
  assert.equal(reveal(50, 100, 10, 30, 20), 0);
  assert.equal(reveal(0, 100, 70, 95, 8), 3);
});
