import assert from "node:assert/strict";
import test from "node:test";
import { boxAt, crosses, isInside, overlaps, visibleLabels } from "../../static/js/draw/labels.js";
import { footprint, layout } from "../../static/js/draw/layout.js";
import { fitText, resultWidth, signClass, strokeWidth, textWidth, withSign } from "../../static/js/draw/scales.js";
import { placeOf, shares, ticks } from "../../static/js/draw/span.js";

const SHAPES = [[1, 2, 2, 1], [2, 2, 2], [3, 4, 1], [1, 1], [1, 3], [2, 2, 1], [2, 3, 2], [4, 6, 6, 3], [1, 5, 1], [8, 8], [1, 1, 1, 1, 1, 1, 1, 1, 1], [16, 16, 16], Array(9).fill(16)];
const BOXES = [{ width: 336, height: 300 }, { width: 336, height: 420 }, { width: 590, height: 500 }, { width: 736, height: 560 }, { width: 960, height: 680 }, { width: 1400, height: 860 }];

const cases = SHAPES.flatMap((sizes) => BOXES.flatMap((box) => [1, 4].map((batch) => ({ sizes, box, batch }))));
const named = ({ sizes, box, batch }) => `${sizes.join("-")} in ${box.width} x ${box.height}, batch ${batch}`;
const draw = ({ sizes, box, batch }, digits = 4) => layout({ sizes, batch }, box, digits);

test("everything stands inside the box", () => {
  for (const each of cases) {
    const picture = draw(each);
    for (const node of picture.nodes) assert.ok(isInside(footprint(node)[0], each.box), `${node.key} of ${named(each)}`);
    for (const [key, box] of picture.labels) assert.ok(isInside(box, each.box), `label ${key} of ${named(each)}`);
  }
});

test("badges stay inside the box too, where nodes carry numbers", () => {
  for (const each of cases) {
    const picture = draw(each);
    if (picture.compact) continue;
    for (const node of picture.nodes) for (const box of footprint(node)) assert.ok(isInside(box, each.box), `${node.key} of ${named(each)}`);
  }
});

test("no node stands on another", () => {
  for (const each of cases) {
    const boxes = draw(each).nodes.map((node) => ({ key: node.key, ...footprint(node)[0] }));
    for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) assert.ok(!overlaps(a, b), `${a.key} and ${b.key} of ${named(each)}`);
  }
});

test("no label covers a label, a node, a badge or a note", () => {
  for (const each of cases) {
    const picture = draw(each);
    const labels = [...picture.labels.entries()];
    for (const [i, [key, box]] of labels.entries()) {
      for (const [other, second] of labels.slice(i + 1)) assert.ok(!overlaps(box, second), `${key} and ${other} of ${named(each)}`);
      for (const obstacle of picture.obstacles) assert.ok(!overlaps(box, obstacle), `${key} of ${named(each)}`);
    }
  }
});

test("a label lies on its own edge", () => {
  const picture = draw({ sizes: [1, 2, 2, 1], box: BOXES[4], batch: 1 });
  for (const edge of picture.edges) {
    const box = picture.labels.get(edge.key);
    if (box) assert.ok(crosses(edge, box), edge.key);
  }
});

test("the lesson's own networks show every number of every edge, wide", () => {
  for (const sizes of SHAPES.slice(0, 6)) {
    const picture = draw({ sizes, box: BOXES[4], batch: 1 });
    const missing = picture.edges.filter((edge) => edge.kind !== "given" && !picture.labels.has(edge.key)).map((edge) => edge.key);
    assert.deepEqual(missing, [], sizes.join("-"));
    assert.ok(picture.type.number >= 15 && picture.type.label >= 15, `${sizes.join("-")} can be read from the back row`);
  }
});

test("the source's network shows them all on a phone", () => {
  const picture = draw({ sizes: [1, 2, 2, 1], box: { width: 336, height: 300 }, batch: 1 });
  assert.equal(picture.labels.size, picture.edges.filter((edge) => edge.kind !== "given").length);
});

test("the same question gives the same picture", () => {
  for (const each of cases.slice(0, 24)) assert.deepEqual(draw(each).labels, draw(each).labels);
});

test("wide boxes run left to right, narrow ones top to bottom", () => {
  const xs = (picture) => ["n.0.0", "n.1.0", "n.2.0", "n.3.0"].map((key) => picture.nodes.find((node) => node.key === key));
  const wide = xs(draw({ sizes: [1, 2, 2, 1], box: BOXES[4], batch: 1 }));
  const tall = xs(draw({ sizes: [1, 2, 2, 1], box: BOXES[0], batch: 1 }));
  for (let i = 1; i < 4; i += 1) assert.ok(wide[i - 1].x < wide[i].x && tall[i - 1].y < tall[i].y);
});

test("every parameter and every loss input has its edge", () => {
  const keys = new Set(draw({ sizes: [2, 3, 2], box: BOXES[4], batch: 1 }).edges.map((edge) => edge.key));
  assert.equal(keys.size, 2 * 3 + 3 + 3 * 2 + 2 + 2 + 2);
  for (const key of ["W.1.2.1", "b.1.0", "W.2.1.2", "b.2.1", "dL_da.2.1", "y.1"]) assert.ok(keys.has(key), key);
});

test("a dense network hides its labels; a lit one appears and hidden neighbours step aside", () => {
  const picture = draw({ sizes: [16, 16, 16], box: BOXES[4], batch: 1 });
  assert.equal(visibleLabels(picture, []).size, 0);
  const lit = ["W.1.1.0", "W.1.15.0"];
  const visible = visibleLabels(picture, lit);
  assert.deepEqual([...visible.keys()], lit);

  const crowded = draw({ sizes: [4, 6, 6, 3], box: BOXES[4], batch: 1 });
  const homeless = crowded.edges.find((edge) => edge.kind === "weight" && !crowded.labels.has(edge.key));
  const shown = visibleLabels(crowded, [homeless.key]);
  assert.ok(shown.has(homeless.key));
  for (const [key, box] of shown) if (key !== homeless.key) assert.ok(!overlaps(box, shown.get(homeless.key)), key);
});

test("of many lit labels those that find no room are not written, and none over a lit one", () => {
  const picture = draw({ sizes: [3, 4, 1], box: BOXES[0], batch: 4 });
  const lit = picture.edges.filter(({ kind }) => kind === "weight").map(({ key }) => key);
  const visible = visibleLabels(picture, lit);
  const boxes = lit.filter((key) => visible.has(key)).map((key) => visible.get(key));
  assert.ok(boxes.length < lit.length);
  for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) assert.ok(!overlaps(a, b));
});

test("unlit labels keep their places whatever is lit", () => {
  const picture = draw({ sizes: [3, 4, 1], box: BOXES[3], batch: 1 });
  for (const edge of picture.edges) {
    for (const [key, box] of visibleLabels(picture, [edge.key])) if (picture.labels.has(key)) assert.deepEqual(box, picture.labels.get(key));
  }
});

test("above eight neurons the middle is elided: the chosen one stands in it, and no other moves", () => {
  for (const box of BOXES) {
    const plain = draw({ sizes: [16, 12, 3], box, batch: 1 });
    const chosen = layout({ sizes: [16, 12, 3], batch: 1, chosen: { 0: 7, 1: 6 } }, box, 4);
    const keys = (picture) => new Map(picture.nodes.filter(({ kind }) => kind !== "more").map((node) => [node.key, node]));
    const [before, after] = [keys(plain), keys(chosen)];
    for (const key of ["n.0.0", "n.0.15", "n.1.0", "n.1.11", "n.2.1"]) assert.ok(before.has(key), key);
    assert.deepEqual([...after.keys()].filter((key) => !before.has(key)).sort(), ["n.0.7", "n.1.6"]);
    for (const [key, { x, y }] of before) assert.deepEqual([after.get(key).x, after.get(key).y], [x, y], key);
    assert.ok(chosen.edges.some(({ key }) => key === "W.1.6.7"));
    const left = plain.nodes.filter(({ kind, layer }) => kind === "more" && layer === 0).reduce((sum, { from, to }) => sum + to - from, 0);
    assert.equal(left + [...before.keys()].filter((key) => key.startsWith("n.0.")).length, 16);
    assert.ok(plain.edges.some(({ kind }) => kind === "bundle"));
  }
});

test("geometry", () => {
  const box = { x: 10, y: 10, w: 10, h: 10 };
  const segment = (x1, y1, x2, y2) => ({ from: { x: x1, y: y1 }, to: { x: x2, y: y2 } });
  assert.ok(crosses(segment(0, 0, 30, 30), box));
  assert.ok(crosses(segment(15, 0, 15, 30), box));
  assert.ok(!crosses(segment(0, 0, 30, 5), box));
  assert.ok(!crosses(segment(0, 0, 9, 9), box), "stops before it");
  assert.ok(!crosses(segment(5, 0, 5, 30), box), "passes beside it");
  assert.ok(!overlaps(box, { x: 20, y: 10, w: 5, h: 5 }), "touching is not overlapping");
  assert.deepEqual(boxAt({ x: 5, y: 5 }, { w: 4, h: 8, rise: 2 }), { x: 3, y: 3, w: 4, h: 8 });
});

test("widths, signs, text that fits", () => {
  assert.ok(strokeWidth(1, 2, 8) < strokeWidth(-1.5, 2, 8));
  assert.equal(strokeWidth(-2, 2, 8), 8);
  assert.ok(Number.isFinite(strokeWidth(0, 0, 8)));
  assert.deepEqual([signClass(0.1), signClass(-0.1), signClass(0), signClass(-0)], ["positive", "negative", "zero", "zero"]);
  assert.deepEqual([withSign("0.5", 0.5), withSign("\u22121.2", -1.2), withSign("0", 0)], ["+0.5", "\u22121.2", "0"]);
  assert.equal(fitText("0.5", 100, 16), 16);
  const long = "\u22121.2345\u00D710\u207B\u00B9\u00B2";
  assert.ok(textWidth(long) * fitText(long, 60, 16) <= 60);
  assert.ok(resultWidth(8) > resultWidth(2));
});

test("the time line: shares fill it, places rise, ends are ends", () => {
  const trace = { count: 45, phases: [[1, 0, 10], [2, 10, 13], [3, 13, 18], [4, 18, 45]].map(([number, start, end]) => ({ number, start, end })) };
  assert.ok(Math.abs(shares(trace).reduce((sum, share) => sum + share, 0) - 100) < 0.01);
  const places = Array.from({ length: 46 }, (_, cursor) => placeOf(trace, cursor));
  assert.equal(places[0], 0);
  assert.ok(Math.abs(places[45] - 100) < 0.01);
  for (let i = 1; i < places.length; i += 1) assert.ok(places[i] > places[i - 1], `place ${i}`);
  assert.deepEqual(ticks(trace).map(({ step }) => step), Array.from({ length: 45 }, (_, i) => i + 1));
  const long = { count: 4770, phases: [{ number: 1, start: 0, end: 4000 }, { number: 2, start: 4000, end: 4770 }] };
  assert.ok(ticks(long).length < 250 && ticks(long).some(({ step }) => step === 4000));
});
