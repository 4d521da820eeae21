// What the shop sells: one thing that is carried, one that is not.

export type GoodsKind = "physical" | "virtual";

export type Goods = {
  id: string;
  kind: GoodsKind;
  title: string;
  titleEn: string;
  text: string;
  textEn: string;
  priceFen: number;
};

export const allGoods: readonly Goods[] = [
  {
    id: "teacup",
    kind: "physical",
    title: "青瓷茶杯",
    titleEn: "Celadon teacup",
    text: "手工拉坯，一只，附棉布袋。付款后两天内寄出。",
    textEn: "Thrown by hand, one cup in a cotton bag. Sent within two days.",
    priceFen: 3990,
  },
  {
    id: "tea-book",
    kind: "virtual",
    title: "《茶经》白话电子书",
    titleEn: "The Classic of Tea, e-book",
    text: "付款后立刻得到下载码，长期有效。",
    textEn: "The download code is yours as soon as you have paid.",
    priceFen: 990,
  },
];

export function findGoods(id: string): Goods | undefined {
  return allGoods.find((goods) => goods.id === id);
}
