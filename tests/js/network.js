// A small answer of /api/trace, made by hand: 1-2-1, enough to try everything that reads a trace.

const step = (phase, target, group, reads) => ({
  id: target, phase, level: "element", layer: 1, target, group, reads, expression: [],
  mathml: "", latex: "", words: `{${target}} equals ${reads.map((ref) => `{${ref}}`).join(" and ")}`, sentence: "",
});

const forward = [
  step("forward", "z.1.0", "z.1", ["W.1.0.0", "a.0.0", "b.1.0"]),
  step("forward", "z.1.1", "z.1", ["W.1.1.0", "a.0.0", "b.1.1"]),
  step("forward", "a.1.0", "a.1", ["z.1.0"]),
  step("forward", "a.1.1", "a.1", ["z.1.1"]),
  step("forward", "z.2.0", "z.2", ["W.2.0.0", "a.1.0", "W.2.0.1", "a.1.1", "b.2.0"]),
  step("forward", "a.2.0", "a.2", ["z.2.0"]),
];
const loss = [
  step("loss", "loss@0", "loss@", ["a.2.0@0", "y.0@0"]),
  step("loss", "loss@1", "loss@", ["a.2.0@1", "y.0@1"]),
  step("loss", "loss", "loss", ["loss@0", "loss@1"]),
  step("loss", "dL_dz.2.0", "dL_dz.2", ["a.2.0", "y.0"]),
];
const deltas = [
  step("deltas", "delta.2.0", "delta.2", ["dL_dz.2.0"]),
  step("deltas", "delta.1.0", "delta.1", ["W.2.0.0", "delta.2.0", "a.1.0"]),
  step("deltas", "delta.1.1", "delta.1", ["W.2.0.1", "delta.2.0", "a.1.1"]),
];
const gradients = [
  step("gradients", "W_grad.2.0.0", "W_grad.2", ["delta.2.0@0", "a.1.0@0", "delta.2.0@1", "a.1.0@1"]),
  step("gradients", "b_grad.2.0", "b_grad.2", ["delta.2.0@0", "delta.2.0@1"]),
];
const update = [
  step("update", "W_new.2.0.0", "W_new.2", ["W.2.0.0", "learning_rate", "W_grad.2.0.0"]),
  step("update", "loss_new", "loss_new", ["W_new.2.0.0"]),
];

export const answer = {
  phases: [
    { phase: "forward", steps: forward, names: { "z.1.0": "z of neuron 1 in layer 1", "W.1.0.0": "weight from x to neuron 1 of layer 1" },
      values: { z: { 1: [[-0.4, 0.35], [1, 2]], 2: [[3], [4]] }, a: { 0: [[0.5], [0.25]], 1: [[0.6, 0.7], [0.8, 0.9]], 2: [[3], [4]] } } },
    { phase: "loss", steps: loss, names: {}, values: { loss: 2.5, per_sample: [1, 4], dL_dz: { 2: [[2], [4]] } } },
    { phase: "deltas", steps: deltas, names: {}, values: { delta: { 1: [[0.1, 0.2], [0.3, 0.4]], 2: [[2], [4]] } } },
    { phase: "gradients", steps: gradients, names: {}, values: { W_grad: { 1: [[7], [8]], 2: [[5, 6]] }, b_grad: { 1: [1, 2], 2: [3] } } },
    { phase: "update", steps: update, names: {}, values: { W_new: { 1: [[-1.9], [-0.3]], 2: [[-0.7, 0.2]] }, b_new: { 1: [0.1, -0.1], 2: [-0.2] }, loss_new: 1.25 } },
  ],
};

export const question = {
  problem: {
    network: { layers: [{ W: [[-1.2], [0.5]], b: [0.2, 0.1], activation: "sigmoid" }, { W: [[-0.3, 0.8]], b: [0.1], activation: "linear" }] },
    loss: "mse", x: [[0.5], [0.25]], y: [[1], [2]],
  },
  learning_rate: 0.1,
  sample: 0,
};
