// A JSON reply that is not written as Alipay writes: its node was parsed and written again, and no signature fits it.
import type { BilingualText } from "@dedepay/errors";
import type { Observation } from "../check.ts";
import type { ReplyPiece } from "../evidence/piece.ts";
import type { Examination } from "../examination.ts";
import { saysSignatureFailed } from "./suspects.ts";

type Mark = { readonly text: BilingualText; readonly isIn: (node: string) => boolean };

// Alipay writes one line, code and msg first, Chinese as it is.
const marks: readonly Mark[] = [
  {
    text: { zh: "名和值之间、成员之间有空格或换行", en: "there is white space between its members" },
    isIn: (node) => /^\{\s|[,:]\s+["[{]|"\s+:/u.test(node.replace(/"(?:[^"\\]|\\.)*"/gsu, '""')),
  },
  {
    text: { zh: "汉字写成了 \\u 转义", en: "Chinese characters are written as \\u escapes" },
    isIn: (node) => /\\u[0-9a-fA-F]{4}/u.test(node),
  },
  {
    text: { zh: "code、msg 不在最前面", en: "code and msg do not come first" },
    isIn: (node) => /"code"\s*:/u.test(node) && !/^\{\s*"code"/u.test(node),
  },
  {
    text: { zh: "成功的应答里有空的 sub_code、sub_msg", en: "a success holds an empty sub_code or sub_msg" },
    isIn: (node) => /"sub_(?:code|msg)"\s*:\s*(?:""|null)/u.test(node),
  },
];

/** Where the key is right and the text is not, or the text bears a mark of having been rewritten. */
export function replyTrace(examination: Examination): Observation | undefined {
  for (const { reply, state, signer } of examination.replySignatures) {
    if (state === "valid" || state === "explained" || reply.nodeName === "") continue;
    const seen = marks.filter(({ isIn }) => isIn(reply.node));
    const keyIsRight = state === "unexplained" && signer !== undefined;
    if (seen.length === 0 && !keyIsRight) continue;
    return {
      confidence: keyIsRight || saysSignatureFailed(examination) ? "likely" : "possible",
      proof: { text: proofText(reply, { seen, signer: keyIsRight ? signer?.label : undefined }) },
    };
  }
  return undefined;
}

function proofText(
  { nodeName }: ReplyPiece,
  { seen, signer }: { seen: readonly Mark[]; signer: BilingualText | undefined },
): BilingualText {
  const zh = seen.map(({ text }) => text.zh).join("；");
  const en = seen.map(({ text }) => text.en).join("; ");
  const key =
    signer === undefined
      ? { zh: "", en: "" }
      : {
          zh: `签名确实出自${signer.zh}，但 ${nodeName} 的文字已不是支付宝签名时的样子`,
          en: `The signature was made with ${signer.en}, but the text of ${nodeName} is no longer what was signed`,
        };
  if (zh === "") return key;
  if (key.zh === "")
    return { zh: `${nodeName} ${zh}，支付宝不会这样写`, en: `In ${nodeName} ${en}; Alipay does not write so` };
  return { zh: `${key.zh}：${zh}`, en: `${key.en}: ${en}` };
}
