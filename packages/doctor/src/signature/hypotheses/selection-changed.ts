// The right values, wrongly selected or ordered: sign_type, empty values, the sorting.
import type { DraftHypothesis } from "../hypothesis.ts";

export const signTypeSelection: DraftHypothesis = {
  stage: "selection",
  apply(draft) {
    if (!draft.fields.some(({ name }) => name === "sign_type")) return [];
    const kept = !draft.keepSignType;
    return [
      {
        draft: { ...draft, keepSignType: kept },
        mistake: {
          cause: "sign-type-wrongly-signed",
          fields: ["sign_type"],
          relation: kept
            ? { zh: "把 sign_type 也放进签名串", en: "with sign_type in the text" }
            : { zh: "签名串里不放 sign_type", en: "without sign_type in the text" },
        },
      },
    ];
  },
};

export const emptyValueSelection: DraftHypothesis = {
  stage: "selection",
  apply(draft) {
    const empty = draft.fields.filter(({ value }) => value === "").map(({ name }) => name);
    if (empty.length === 0 || draft.keepEmpty) return [];
    return [
      {
        draft: { ...draft, keepEmpty: true },
        mistake: {
          cause: "empty-value-signed",
          fields: empty,
          relation: { zh: "空值也放进签名串", en: "with the empty values in the text" },
        },
      },
    ];
  },
};

export const sortingSkipped: DraftHypothesis = {
  stage: "selection",
  apply(draft) {
    if (draft.order === "wap_fixed") {
      return [
        {
          draft: { ...draft, order: "sorted" },
          mistake: {
            cause: "wap-notification-sorted",
            relation: { zh: "按参数名排序", en: "with the fields sorted by name" },
          },
        },
      ];
    }
    return [
      {
        draft: { ...draft, order: "as_sent" },
        mistake: {
          cause: "fields-not-sorted",
          relation: { zh: "按发送顺序、不排序拼接", en: "with the fields in the order in which they were sent" },
        },
      },
      {
        draft: { ...draft, order: "ignoring_case" },
        mistake: {
          cause: "fields-not-sorted",
          relation: { zh: "不分大小写排序", en: "with the fields sorted without regard to case" },
        },
      },
    ];
  },
};
