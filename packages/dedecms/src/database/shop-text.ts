// What is written into an order's text for its buyer and its owner; the same words as in text.php, held together by a test.

export const shopTexts = {
  card_number: "卡号：",
  carrier: "快递",
  refunded: "支付宝已退款",
  closed: "支付宝交易已关闭",
} as const;
