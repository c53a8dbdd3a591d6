// How the network predicts all over its inputs, asked for one question at a time: while it trains or a number is drawn,
// the plot follows as fast as the server answers, and the newest always wins.
import { partRows, planOf } from "../model/grid.js";
import { postForward } from "./api.js";
import { createQueue } from "./queue.js";

const PLOT = {}; // all questions are of one visit

export function createPredicting({ actions, prediction }) {
  const queue = createQueue({
    async ask([{ setup }], signal) {
      const { problem } = setup;
      const plan = planOf(problem);
      const rows = await postForward(problem, plan.rows, signal);
      return { setup, plan, ...partRows(plan, rows, problem.x.length), problem: "" };
    },
    show: (_, answer) => actions.setPrediction(answer),
    refuse: (_, { message }) => actions.setPrediction(prediction.peek() && { ...prediction.peek(), problem: message }),
  });
  let asked = null;

  return (setup) => {
    if (setup === asked) return;
    asked = setup;
    queue.push({ setup, visit: PLOT });
  };
}
