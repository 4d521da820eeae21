// magic quotes, addslashes() or stripslashes() stood between the values and the signature.
import type { ByteText } from "../../evidence/byte-text.ts";
import type { DraftHypothesis } from "../hypothesis.ts";
import { valueHypothesis } from "../value-hypothesis.ts";

const cause = "slashes-added";

function addSlashes(value: ByteText): ByteText {
  return value.replace(/[\\'"\0]/gu, (mark) => (mark === "\0" ? "\\0" : `\\${mark}`));
}

/** What addslashes added, taken away; it never stands before "/", as JSON's own back-slash does. */
export function stripSlashes(value: ByteText): ByteText {
  if (!value.includes("\\")) return value;
  return value.replace(/\\(['"\\0])/gu, (_, mark: string) => (mark === "0" ? "\0" : mark));
}

export const slashesAddedAfterSigning: DraftHypothesis = valueHypothesis("undo", [
  {
    cause,
    relation: { zh: "去掉值里多出来的反斜杠", en: "with the back-slashes in the values taken away" },
    change: stripSlashes,
  },
]);

export const slashesAddedBeforeSigning: DraftHypothesis = valueHypothesis("apply", [
  {
    cause,
    relation: { zh: "给值里的引号加上反斜杠", en: "with back-slashes before the quotes in the values" },
    change: addSlashes,
  },
]);
