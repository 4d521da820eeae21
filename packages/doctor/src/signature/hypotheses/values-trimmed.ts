// White space at the ends of a value was dropped on one side only.
import { type ByteText, toByteText } from "../../evidence/byte-text.ts";
import type { DraftHypothesis, DraftStep } from "../hypothesis.ts";
import { type SignDraft, withFields } from "../sign-draft.ts";
import { SignField } from "../sign-field.ts";
import { valueHypothesis } from "../value-hypothesis.ts";

const cause = "values-trimmed";

export const valuesTrimmed: DraftHypothesis = valueHypothesis("apply", [
  {
    cause,
    relation: { zh: "去掉值两端的空白", en: "with the white space at the ends of the values dropped" },
    change: (value) => value.replace(/^[ \t\r\n\0\v]+|[ \t\r\n\0\v]+$/gu, ""),
  },
  {
    cause,
    relation: { zh: "去掉值里的全部空格", en: "with all spaces in the values dropped" },
    change: (value) => value.replaceAll(" ", ""),
  },
]);

const spaces: readonly ByteText[] = [
  " ",
  "  ",
  "\t",
  "\n",
  "\r\n",
  ...(["utf-8", "gbk"] as const).flatMap((charset) => toByteText("\u3000", charset) ?? []),
];
// What a program writes by itself has no space at its ends; all else may have been typed or pasted.
const written =
  /^(?:service|method|format|charset|_input_charset|version|sign_type|sec_id|v|partner|app_id|auth_app_id|timestamp|notify_\w+|return_url|quit_url|gmt_\w+|trade_\w+|is_\w+|use_\w+|payment_type|quantity|\w*(?:fee|price|amount|discount|cert_sn|_id)|logistics_\w+|agent|alipay_sdk|fund_bill_list)$/u;
const textNames = new Set(["subject", "body", "extra_common_param", "passback_params"]);
const maxFields = 60;
const maxTyped = 8;

type Loss = { readonly before: ByteText; readonly after: ByteText };
const losses: readonly Loss[] = [
  ...spaces.map((after) => ({ before: "", after })),
  ...spaces.map((before) => ({ before, after: "" })),
  { before: " ", after: " " },
  { before: "  ", after: "  " },
];

/** White space that was signed and then lost: of what people type every kind, at either end, of one field or several. */
export const whiteSpaceLost: DraftHypothesis = {
  stage: "values",
  direction: "undo",
  apply(draft, { asHalf }) {
    if (draft.fields.length > maxFields) return [];
    const typed = draft.fields.filter(({ name, value }) => !written.test(name) && value !== "").slice(0, maxTyped);
    const texts = typed.filter(({ name }) => textNames.has(name));
    const [first, second] = texts;
    const likely = asHalf ? losses.filter(({ before, after }) => /^ ?$/u.test(before) && /^ ?$/u.test(after)) : losses;
    const together = texts.length < 2 ? [] : likely.map((loss) => restored(draft, texts, () => loss));
    const single = typed.flatMap((field) =>
      (asHalf && !texts.includes(field) ? likely.slice(0, 1) : likely).map((loss) =>
        narrow(restored(draft, [field], () => loss)),
      ),
    );
    if (asHalf) return [...single, ...together];
    return [
      ...single,
      ...together,
      ...(first === undefined || second === undefined ? [] : ofTwo(draft, first, second)),
      ...draft.fields.flatMap((field) => (typed.includes(field) ? [] : ofOther(draft, field))),
    ];
  },
};

function narrow(step: DraftStep): DraftStep {
  return { ...step, narrow: true };
}

function ofOther(draft: SignDraft, field: SignField): DraftStep[] {
  // Often the last of all: what follows it rather follows the whole text.
  if (field.name === "version") return [];
  return [" ", "\n", "\r\n", "\t"].flatMap((space) => [
    restored(draft, [field], () => ({ before: "", after: space })),
    restored(draft, [field], () => ({ before: space, after: "" })),
  ]);
}

// Each of two fields lost something else.
function ofTwo(draft: SignDraft, first: SignField, second: SignField): DraftStep[] {
  return losses.flatMap((one) =>
    losses
      .filter((other) => other !== one)
      .map((other) => restored(draft, [first, second], (field) => (field === first ? one : other))),
  );
}

function restored(draft: SignDraft, lost: readonly SignField[], lossOf: (field: SignField) => Loss): DraftStep {
  const fields = draft.fields.map((field) => {
    if (!lost.includes(field)) return field;
    const { before, after } = lossOf(field);
    return new SignField(field.name, `${before}${field.value}${after}`, field.position);
  });
  return {
    draft: withFields(draft, fields),
    mistake: () => {
      const names = lost.map(({ name }) => name);
      const [shown = ""] = lost.map(lossOf).map(({ before, after }) => JSON.stringify(before + after));
      return {
        cause,
        fields: names,
        relation: {
          zh: `给 ${names.join("、")} 补上两端丢掉的空白（${shown}）`,
          en: `with the lost white space (${shown}) put back at the ends of ${names.join(", ")}`,
        },
      };
    },
  };
}
