// What a mark may show and how it is lit, for one position of the cursor. Views draw with it; it decides nothing itself.
import { nothing } from "../../vendor/lit-html/lit-html.js";
import { isKnown, valueOf } from "../model/trace.js";
import { label, shown } from "../model/words.js";
import { withSign } from "./scales.js";
import { number } from "./shapes.js";

export function createPen({ trace, cursor, scene, digits }) {
  const known = (ref) => isKnown(trace, cursor, ref);
  const lightOf = (ref) => (scene.targets.has(ref) ? "target" : scene.reads.has(ref) ? "read" : "");
  // few numbers are lit, so that is asked first: hundreds of edges ask at every step
  const hasLight = (refs, light) => refs.some((ref) => lightOf(ref) === light && known(ref));
  const brightest = (refs) => ["target", "read"].find((light) => hasLight(refs, light)) ?? "";
  return {
    trace, known, lightOf, brightest,
    /** The mark of a number; nothing at all while it is not computed. */
    number(ref, { onlyLit = false, signed = false, ...place }) {
      const light = lightOf(ref);
      if (!known(ref) || (onlyLit && !light)) return nothing;
      const plain = shown(trace, ref, digits);
      const text = signed ? withSign(plain, valueOf(trace, ref)) : plain;
      return number({ ref, name: label(trace, ref, digits), text, light, ...place });
    },
    lightOfNode({ kind, layer, index }) {
      if (kind === "input") return brightest([`a.0.${index}`]);
      if (kind === "target") return brightest([`y.${index}`]);
      if (kind === "loss") return brightest(["loss", "loss_new"]);
      if (kind === "bias" || kind === "more") return "";
      return brightest(["z", "a", "slope", "delta", "dL_dz"].map((quantity) => `${quantity}.${layer}.${index}`));
    },
  };
}
