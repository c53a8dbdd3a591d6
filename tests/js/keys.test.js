import assert from "node:assert/strict";
import test from "node:test";
import { actionOf, focusKind } from "../../static/js/core/keys.js";

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

test("undo and redo work everywhere but in a dialog", () => {
  for (const held of ["ctrlKey", "metaKey"]) {
    for (const focus of ["page", "button", "field", "slider"]) {
      assert.equal(actionOf(press("z", { [held]: true }), focus), "undo");
      assert.equal(actionOf(press("Z", { [held]: true, shiftKey: true }), focus), "redo");
      assert.equal(actionOf(press("y", { [held]: true }), focus), "redo");
    }
    assert.equal(actionOf(press("z", { [held]: true }), "dialog"), null);
    assert.equal(actionOf(press("z", { [held]: true, altKey: true }), "page"), null);
    for (const key of ["c", "v", "r", "l", "f"]) assert.equal(actionOf(press(key, { [held]: true }), "page"), null, key);
  }
});

test("the browser keeps its shortcuts", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey"]) assert.equal(actionOf(press("ArrowLeft", { [held]: true }), "page"), null);
});

test("only the slider of the timeline steps the lesson; another one keeps its keys", () => {
  const slider = (isTimeline) => ({ closest: () => null, matches: (selector) => selector === "input.position" ? isTimeline : selector.includes("input") });
  assert.equal(focusKind(slider(true)), "slider");
  assert.equal(focusKind(slider(false)), "field");
});
