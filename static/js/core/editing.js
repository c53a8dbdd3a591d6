// What the reader can do to the problem, as changes for the loader. Every edit of one stay in a field is one visit.
import { setActivation, setFreeze, setLoss, setNumber, setOptimizer, startAgain, takeUpdate } from "../model/edit.js";
import { moveBy, readNumber, writeNumber } from "../model/parse.js";
import { nameOf } from "../model/trace.js";
import { capital } from "../model/words.js";
import { record, redo, revert, undo } from "./history.js";

export function createEditing({ actions, draft, rows, sample, trace, catalogue }, { change, isIdle }) {
  const edit = (make, words, more = {}) => change({ ...more, words, apply: (history) => record(history, make(history.present), more.visit) });

  function send(value) {
    const { ref, visit } = draft.peek();
    const row = sample.peek();
    edit((setup) => setNumber(setup, ref, value, row), `${capital(nameOf(trace.peek(), ref))} is changed.`, { visit });
  }

  /** The picture follows as soon as the text is a number; what may yet become one is not scolded. */
  function type(text) {
    const { value, problem = "", isUnfinished } = readNumber(text);
    actions.write({ text, problem: isUnfinished ? "" : problem, isClosing: false });
    if (value !== undefined) send(value);
  }

  const setText = (value) => type(writeNumber(value));

  /** `count` steps of 10^`power`, from what is typed if it is a number. */
  function nudge(count, power) {
    const { value } = readNumber(draft.peek()?.text ?? "");
    if (value !== undefined) setText(moveBy(value, count, power));
  }

  function flip() {
    const { value } = readNumber(draft.peek()?.text ?? "");
    if (value) setText(-value);
  }

  /** Enter: the text has to be a number now; the editor closes once the server has taken it. */
  function finish() {
    const { text, problem } = draft.peek();
    const read = readNumber(text);
    if (read.problem || problem) actions.write({ problem: read.problem ?? problem });
    else if (isIdle()) actions.leave();
    else actions.write({ isClosing: true });
  }

  /** Escape: as it was before. */
  function cancel() {
    const { visit } = draft.peek();
    change({ visit, words: "", apply: (history) => revert(history, visit) });
    actions.leave();
  }

  return {
    type, nudge, finish, cancel, flip,
    rest: actions.newVisit,
    /** A sample that is only typed goes first: its row is as it was. */
    undo() {
      const isTyped = Object.values(rows.peek()).some(({ isSent }) => !isSent);
      actions.forgetRows();
      if (!isTyped) change({ apply: undo, words: "Undone." });
    },
    redo() {
      actions.forgetRows();
      change({ apply: redo, words: "Done again." });
    },
    startAgain: () => edit(startAgain, "Back to the starting weights."),
    takeUpdate: () => change({
      needsTrace: true, toStart: true, words: "The update is taken: these are the new weights.",
      apply: (history) => record(history, takeUpdate(history.present, trace.peek().update)),
    }),
    chooseActivation: (layer, name) => edit((setup) => setActivation(setup, layer, name), `Layer ${layer} uses ${titleOf("activations", name)} now.`),
    chooseLoss: (name) => edit((setup) => setLoss(setup, name, catalogue.peek().losses), `The loss is ${titleOf("losses", name)} now.`),
    chooseOptimizer: (name) => edit((setup) => setOptimizer(setup, name), `${titleOf("optimizers", name)} makes the update now.`),
    setRate: (rate, visit) => edit((setup) => setNumber(setup, "learning_rate", rate), "The learning rate is changed.", { visit }),
    freeze: (isFrozen) => edit((setup) => setFreeze(setup, isFrozen), isFrozen ? "The biases stay as they are." : "The biases learn too."),
  };

  function titleOf(menu, id) {
    return catalogue.peek()[menu].find((entry) => entry.id === id)?.title ?? id;
  }
}
