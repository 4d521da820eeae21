// The CMS's two kinds of order numbers. Matched whole: the stock plugin matches them anywhere in the text.
export type OrderNumber =
  /** `cartMadeAtS`: when the cart's cookie was made, which can be long before the order. */
  | { readonly kind: "goods"; readonly cartMadeAtS: number }
  | { readonly kind: "member"; readonly memberId: number; readonly madeAtS: number };

const goods = /^S-P(\d{9,10})RN[1-9]\d\d$/;
const member = /^M(\d{1,10})T(\d{9,10})RN[1-9]\d\d$/;

export function parseOrderNumber(text: string): OrderNumber | undefined {
  const [, cartMadeAt] = goods.exec(text) ?? [];
  if (cartMadeAt !== undefined) return { kind: "goods", cartMadeAtS: Number(cartMadeAt) };
  const [, memberId, madeAt] = member.exec(text) ?? [];
  if (memberId === undefined || madeAt === undefined) return undefined;
  return { kind: "member", memberId: Number(memberId), madeAtS: Number(madeAt) };
}
