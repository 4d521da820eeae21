// A space arrived as a plus sign, or a plus sign as a space.
import type { DraftHypothesis } from "../hypothesis.ts";
import { valueHypothesis } from "../value-hypothesis.ts";

const cause = "plus-sign-for-space";
const timeName = /^(?:gmt_|notify_time$|timestamp$)/u;

export const plusForSpace: DraftHypothesis = valueHypothesis("undo", [
  {
    cause,
    relation: { zh: "把值里的加号换回空格", en: "with the plus signs in the values turned back into spaces" },
    change: (value) => value.replaceAll("+", " "),
  },
  {
    cause,
    relation: {
      zh: "把值里的加号换回空格（“ + ” 里的加号保留）",
      en: "with the plus signs in the values turned back into spaces, but for those between spaces",
    },
    change: (value) => value.replace(/\+(\+)\+|\+/gu, (_, kept?: string) => (kept === undefined ? " " : " + ")),
  },
  {
    cause,
    relation: { zh: "把时间里的加号换回空格", en: "with the plus signs in the times turned back into spaces" },
    change: (value, name) => (timeName.test(name) ? value.replaceAll("+", " ") : value),
  },
  {
    cause,
    relation: { zh: "把值里的空格换回加号", en: "with the spaces in the values turned back into plus signs" },
    change: (value, name) => (timeName.test(name) ? value : value.replaceAll(" ", "+")),
  },
]);

export const spaceWrittenAsPlus: DraftHypothesis = valueHypothesis("apply", [
  {
    cause,
    relation: { zh: "把值里的空格写成加号", en: "with the spaces in the values as plus signs" },
    change: (value) => value.replaceAll(" ", "+"),
  },
  {
    cause,
    relation: { zh: "把值里的空格写成 %20", en: "with the spaces in the values as %20" },
    change: (value) => value.replaceAll(" ", "%20"),
  },
]);
