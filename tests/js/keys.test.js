import assert from "node:assert/strict";
import test from "node:test";
import { actionOf } from "../../static/js/core/keys.js";

const press = (key, more = {}) => ({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

test("on the page the keys move through the lesson", () => {
  const wanted = { ArrowRight: "step", ArrowLeft: "back", Home: "start", End: "end", " ": "togglePlay", Escape: "leave", "?": "help", x: null };
  for (const [key, action] of Object.entries(wanted)) assert.equal(actionOf(press(key), "page"), action, key);
  assert.equal(actionOf(press("ArrowRight", { shiftKey: true }), "page"), "nextPhase");
  assert.equal(actionOf(press("ArrowLeft", { shiftKey: true }), "page"), "previousPhase");
  assert.equal(actionOf(press("?", { shiftKey: true }), "page"), "help");
});

test("keys never fight with what has the focus", () => {
  for (const key of ["ArrowRight", "ArrowLeft", "Home", "End", " ", "?", "Escape"]) {
    assert.equal(actionOf(press(key), "field"), null, `${key} in a field`);
    assert.equal(actionOf(press(key), "dialog"), null, `${key} in a dialog`);
  }
  assert.equal(actionOf(press(" "), "button"), null);
  assert.equal(actionOf(press("ArrowRight"), "button"), "step");
  assert.equal(actionOf(press("ArrowRight"), "slider"), "step");
});

test("the browser keeps its shortcuts", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey"]) assert.equal(actionOf(press("ArrowLeft", { [held]: true }), "page"), null);
});
