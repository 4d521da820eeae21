// The right values, wrongly selected or ordered: sign_type, empty values, the sorting.
import type { FieldOrder } from "../field-order.ts";
import type { DraftHypothesis } from "../hypothesis.ts";
import { type SignDraft, withFields } from "../sign-draft.ts";
import { SignField, unknownPosition } from "../sign-field.ts";

export const signTypeSelection: DraftHypothesis = {
  stage: "selection",
  apply(draft) {
    if (!draft.fields.some(({ name }) => name === "sign_type")) return [];
    const kept = !draft.keepSignType;
    return [
      {
        draft: { ...draft, keepSignType: kept },
        mistake: () => ({
          cause: "sign-type-wrongly-signed",
          fields: ["sign_type"],
          relation: kept
            ? { zh: "把 sign_type 也放进签名串", en: "with sign_type in the text" }
            : { zh: "签名串里不放 sign_type", en: "without sign_type in the text" },
        }),
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
        mistake: () => ({
          cause: "empty-value-signed",
          fields: empty,
          relation: { zh: "空值也放进签名串", en: "with the empty values in the text" },
        }),
      },
    ];
  },
};

type WrongOrder = { readonly order: FieldOrder; readonly zh: string; readonly en: string; readonly rare?: true };

const inHashMapOrder = {
  zh: "按 Java HashMap 的遍历顺序拼接",
  en: "with the fields in the order of a Java HashMap",
};

const wrongOrders: readonly WrongOrder[] = [
  {
    order: "as_sent",
    zh: "按发送顺序、不排序拼接",
    en: "with the fields in the order in which they were sent",
  },
  {
    order: "upper_case",
    zh: "不分大小写（折成大写）排序，_input_charset 排到了最后",
    en: "with the fields sorted without regard to case, folded to capitals",
  },
  { order: "lower_case", zh: "不分大小写排序", en: "with the fields sorted without regard to case" },
  { order: "descending", zh: "按参数名倒序拼接", en: "with the fields sorted from the end", rare: true },
  {
    order: "by_value",
    zh: "按值而不是按参数名排序",
    en: "with the fields sorted by value instead of by name",
    rare: true,
  },
];

// A HashMap doubles its buckets when it is three quarters full; sign and sign_type may have been in it.
function hashMapOrders(fields: number): WrongOrder[] {
  const sizes = ([16, 32, 64, 128] as const).filter(
    (buckets) => buckets * 0.75 >= fields && buckets * 0.375 < Math.max(fields + 2, 7),
  );
  return sizes.flatMap((buckets): WrongOrder[] => [
    { order: `hash_map_${buckets}_sent`, ...inHashMapOrder },
    { order: `hash_map_${buckets}_sorted`, ...inHashMapOrder },
  ]);
}

// A field that was lost on its way may have stood anywhere.
function placings(draft: SignDraft): readonly SignDraft[] {
  const lost = draft.fields.filter(({ position }) => position === unknownPosition);
  const [field] = lost;
  if (field === undefined || lost.length > 1) return [draft];
  return draft.fields.map((_, place) =>
    withFields(
      draft,
      draft.fields.map((other) => (other === field ? new SignField(field.name, field.value, place - 0.5) : other)),
    ),
  );
}

/** Only who signs can have sorted wrongly: what Alipay sends is sorted. */
export const sortingSkipped: DraftHypothesis = {
  stage: "order",
  apply(draft, { message, asHalf }) {
    if (draft.order === "wap_fixed") {
      return [
        {
          draft: { ...draft, order: "sorted" },
          mistake: () => ({
            cause: "wap-notification-sorted",
            relation: { zh: "按参数名排序", en: "with the fields sorted by name" },
          }),
        },
      ];
    }
    if (message.role !== "request") return [];
    const orders = [...wrongOrders, ...hashMapOrders(draft.fields.length)].filter(({ rare }) => !(asHalf && rare));
    return orders.flatMap(({ order, zh, en }) =>
      (order === "as_sent" ? placings(draft) : [draft]).map((placed) => ({
        draft: { ...placed, order },
        mistake: () => ({ cause: "fields-not-sorted", relation: { zh, en } }),
      })),
    );
  },
};
