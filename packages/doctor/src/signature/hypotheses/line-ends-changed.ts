// A browser posts every line end as CR LF, whatever was signed.
import type { DraftHypothesis } from "../hypothesis.ts";
import { valueHypothesis } from "../value-hypothesis.ts";

const cause = "special-characters-in-value";

export const lineEndsChanged: DraftHypothesis = valueHypothesis("undo", [
  {
    cause,
    relation: { zh: "把值里的换行 CRLF 换回 LF", en: "with CR LF in the values turned back into LF" },
    change: (value) => value.replaceAll("\r\n", "\n"),
  },
  {
    cause,
    relation: { zh: "把值里的换行 LF 换回 CRLF", en: "with LF in the values turned back into CR LF" },
    change: (value) => (value.includes("\n") ? value.replace(/\r?\n/gu, "\r\n") : value),
  },
]);
