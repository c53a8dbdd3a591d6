import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { deflateSync, inflateSync } from "node:zlib";
import { decode, encode, FIELDS, isLink, USUAL } from "../../static/js/core/link.js";

const SETUP = {
  problem: {
    network: { layers: [{ W: [[-1.2], [0.1 + 0.2]], b: [1e-300, 0.1], activation: "sigmoid" }, { W: [[-0.3, 0.8]], b: [1.7976931348623157e308], activation: "linear" }] },
    loss: "mse", x: [[0.5], [0.25]], y: [[1], [2]],
  },
  learning_rate: 1 / 3, freeze_biases: true, optimizer: "adam",
  optimizer_state: { t: 2, m_W: { 1: [[0.5], [5e-324]] } }, updates: 2,
  start: { layers: [{ W: [[-1], [0.3]], b: [0, 0], activation: "tanh" }, { W: [[0.7, 0.8]], b: [0.25], activation: "linear" }] },
};
const everything = { preset: "mazur", setup: SETUP, at: "W_grad.2.0.1", selected: "a.1.0@1", sample: 1, grain: "layer", digits: 6, view: "table", lesson: "mistakes.updated_weights", hide: "menus.timeline", theme: "dark" };
const packed = (text) => deflateSync(text).toString("base64url");
const withSetup = (change) => `v1.preset=source&setup=${packed(JSON.stringify(change(structuredClone(SETUP))))}`;

// Links that were given away. They must open for ever, so no line of this table may change.
const GIVEN_AWAY = [
  ["v1.preset=source", {}],
  ["v1.preset=trask-xor&at=loss@2&sample=2", { preset: "trask-xor", at: "loss@2", sample: 2 }],
  ["v1.preset=mazur&at=W_grad.2.0.1&selected=W.2.0.1&grain=phase&digits=8&view=matrices&theme=light",
    { preset: "mazur", at: "W_grad.2.0.1", selected: "W.2.0.1", grain: "phase", digits: 8, view: "matrices", theme: "light" }],
  ["v1.preset=source&at=delta.3.0&setup=eJyNjsFqwzAQRP9lzlthObQH_0gPRhi53hhRWTKSkjYx_veuTUICufSy7Azzhlkwp9h7ntAsCFx-YvreXm8vnDKadsGn3PZNq9pQW6l3Ywi9WJWqqVJalP0q7myLiwENshun6AasdCeFkeCH0FppEnl4VBz-W7EH6yfyhfIusE1YzUrwMct2TJlB-N0qbsMv26_NnpF0cGHski2MRhoJx8R85a53NrMUHK3PTIhzcZO7ctq2jQOenC6XnQ4n7wmneRAlYLX-AbtHau8",
    { at: "delta.3.0", setup: {
      problem: { network: { layers: [
        { W: [[-1.2], [0.5]], b: [0.2, 0.1], activation: "sigmoid" },
        { W: [[-0.5, 0.6], [1.1, -0.3]], b: [0.3, 0.1], activation: "sigmoid" },
        { W: [[-0.3, 0.123]], b: [0.1], activation: "linear" }] }, loss: "mse", x: [[0.5]], y: [[1]] },
      learning_rate: 0.1, freeze_biases: false, optimizer: "sgd", optimizer_state: null, updates: 0 } }],
];

for (const [link, place] of GIVEN_AWAY) test(`an old link keeps opening: ${link.slice(0, 70)}`, async () => {
  const { setup = null } = place; // none of the given away knew of a start yet
  assert.deepEqual(await decode(link), { ...USUAL, ...place, setup: setup && { ...setup, start: setup.problem.network }, leftOut: [] });
});

test("everything goes there and back, every bit of every number", async () => {
  const { leftOut, ...back } = await decode(await encode(everything));
  assert.deepEqual(leftOut, []);
  assert.deepEqual(back, everything);
  assert.equal(JSON.stringify(back.setup), JSON.stringify(SETUP));
  assert.equal(await encode(back), await encode(everything));
});

test("a link to an example that is not edited is short and can be read", async () => {
  const text = await encode({ ...everything, setup: null });
  assert.equal(text, "v1.preset=mazur&at=W_grad.2.0.1&selected=a.1.0@1&sample=1&grain=layer&digits=6&view=table&lesson=mistakes.updated_weights&hide=menus.timeline&theme=dark");
  assert.ok(text.length < 200);
  assert.equal(await encode(USUAL), "v1.preset=source");
});

test("a start that does not fit the network is not gone back to", async () => {
  const { setup } = await decode(withSetup((given) => ({ ...given, start: { layers: [given.start.layers[0]] } })));
  assert.deepEqual(setup.start, setup.problem.network);
});

test("nothing in a link needs escaping on its way through an address", async () => {
  const large = { ...SETUP, problem: { ...SETUP.problem, x: Array.from({ length: 64 }, (_, i) => [Math.sin(i)]), y: Array.from({ length: 64 }, (_, i) => [Math.cos(i)]) } };
  const text = await encode({ ...everything, setup: large });
  assert.match(text, /^[\w.=&@-]+$/);
  assert.deepEqual((await decode(text)).setup, large);
});

test("an anchor of the article is no link", () => {
  for (const anchor of ["", "lesson-text", "overview", "ref-1986", "v", "v1-history", "version"]) assert.ok(!isLink(anchor), anchor);
  for (const link of ["v1.preset=source", "v1.", "v1", "v2.x", "v12.preset=source"]) assert.ok(isLink(link), link);
});

const good = withSetup((setup) => setup);
for (const [what, link, words] of [
  ["of another version", "v2.preset=source", /a form, v2, that this page does not know/],
  ["without its point", "v1", /does not know/],
  ["with a preset that is no name", "v1.preset=../catalogue", /names no example/],
  ["with half an escape", "v1.preset=source&at=%e2%82", /not readable/],
  ["with a sign that base64 does not have", good.replace("setup=e", "setup=!"), /missing or was changed/],
  ["that packs no JSON", `v1.setup=${packed("{")}`, /missing or was changed/],
  ["that packs no text", `v1.setup=${packed(Buffer.from([0xff, 0xfe]))}`, /missing or was changed/],
  ["with no setup", "v1.setup=", /missing or was changed/],
  ["that unfolds to too much", `v1.setup=${packed(" ".repeat(5 * 2 ** 20))}`, /more than a problem may/],
]) test(`a link ${what} is refused in words`, () => assert.rejects(decode(link), words));

test("a link that is cut short or has one wrong sign in its setup never opens with other numbers", async () => {
  const start = good.indexOf("setup=") + 6;
  for (let length = start; length < good.length; length += 1) await assert.rejects(decode(good.slice(0, length)), /missing or was changed/, `${length}`);
  for (let i = start; i < good.length; i += 1) {
    const wrong = good.slice(0, i) + (good[i] === "A" ? "B" : "A") + good.slice(i + 1);
    const opened = await decode(wrong).catch(({ message }) => message);
    if (typeof opened === "string") assert.match(opened, /missing or was changed|more than/);
    else assert.deepEqual(opened.setup, SETUP); // the last sign has bits to spare
  }
});

test("a bomb is put out before it is large", async () => {
  const bomb = `v1.setup=${packed(Buffer.alloc(400 * 2 ** 20))}`;
  const before = process.memoryUsage().arrayBuffers;
  await assert.rejects(decode(bomb), /more than a problem may/);
  assert.ok(process.memoryUsage().arrayBuffers - before < 64 * 2 ** 20);
});

for (const [words, spoil] of [
  [/problem is missing/, (setup) => { delete setup.problem; }],
  [/network is missing/, (setup) => { setup.problem.network = []; }],
  [/layers has to be a list/, (setup) => { setup.problem.network.layers = {}; }],
  [/layer 2 is missing/, (setup) => { setup.problem.network.layers[1] = null; }],
  [/W of layer 1 has to be rows of numbers, all of one length/, (setup) => { setup.problem.network.layers[0].W = [[1], [1, 2]]; }],
  [/b of layer 2 has to be a row/, (setup) => { setup.problem.network.layers[1].b = ["1"]; }],
  [/activation of layer 1 has to be a name/, (setup) => { setup.problem.network.layers[0].activation = 3; }],
  [/x has to be rows/, (setup) => { setup.problem.x = [0.5, 0.25]; }],
  [/x and y have to have as many rows/, (setup) => { setup.problem.y.pop(); }],
  [/loss has to be a name/, (setup) => { setup.problem.loss = null; }],
  [/learning_rate has to be a number/, (setup) => { setup.learning_rate = null; }],
  [/freeze_biases has to be true or false/, (setup) => { setup.freeze_biases = 1; }],
  [/optimizer_state has to be/, (setup) => { setup.optimizer_state = []; }],
  [/updates has to be a count/, (setup) => { setup.updates = -1; }],
]) test(`a setup of the wrong shape is told in words: ${words}`, () => assert.rejects(decode(withSetup((setup) => (spoil(setup), setup))), words));

test("what a setup does not know stays behind", async () => {
  assert.deepEqual((await decode(withSetup((setup) => ({ ...setup, more: 1, problem: { ...setup.problem, more: 2 } })))).setup, SETUP);
});

test("a setting that makes no sense is left out and named; the rest is opened", async () => {
  const place = await decode("v1.preset=mazur&digits=77&grain=atom&view=&theme=red&sample=-1&at=W..1&selected=nonsense&lesson=tours/../x&hide=all&more=1");
  assert.deepEqual(place, { ...USUAL, preset: "mazur", leftOut: ["digits", "grain", "view", "theme", "sample", "at", "selected", "lesson", "hide", "more"] });
});

test("the README tells every part of a link, and its links open as it says", async () => {
  const section = readFileSync(new URL("../../README.md", import.meta.url), "utf8").split("\n## Links\n")[1].split("\n## ")[0];
  const told = [...section.matchAll(/^\| `(\w+)` \| (.*?) \|/gm)].map(([, name]) => name);
  assert.deepEqual(told, ["preset", ...Object.keys(FIELDS), "setup"]);
  const [readable, packedUp] = [...section.matchAll(/#(v1\.\S+?)[`\s]/g)].map(([, link]) => link);
  assert.deepEqual(await decode(readable), { ...USUAL, preset: "mazur", at: "W_grad.2.0.1", view: "matrices", leftOut: [] });
  assert.ok((await decode(packedUp)).setup.updates >= 0);
  const text = packedUp.split("setup=")[1];
  assert.equal(JSON.parse(inflateSync(Buffer.from(text, "base64url"))).optimizer, "sgd");
});
