// JSON inside a value was parsed and written again by another library: other bytes, same meaning.
import { type ByteText, fromByteText, toByteText } from "../../evidence/byte-text.ts";
import type { DraftHypothesis } from "../hypothesis.ts";
import { type ValueChange, valueHypothesis } from "../value-hypothesis.ts";
import { jsonWriters, slashRewrites } from "./json-writers.ts";

const cause = "reply-json-reserialised";

function isJson(value: ByteText): boolean {
  return (value.startsWith("{") && value.endsWith("}")) || (value.startsWith("[") && value.endsWith("]"));
}

const changes: readonly ValueChange[] = [...slashRewrites, ...jsonWriters].map(({ relation, write, rare }) => ({
  cause,
  relation,
  ...(rare === true ? { asHalf: "never" as const } : {}),
  change: (value) => {
    if (!isJson(value)) return value;
    const charset = fromByteText(value, "utf-8") === undefined ? "gbk" : "utf-8";
    const text = fromByteText(value, charset);
    const written = text === undefined ? undefined : write(text);
    return written === undefined ? value : (toByteText(written, charset) ?? value);
  },
}));

/** In either direction: the sender or the receiver wrote it again. */
export const jsonReserialised: DraftHypothesis = valueHypothesis(undefined, changes);
