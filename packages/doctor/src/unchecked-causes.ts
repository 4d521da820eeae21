// Causes which no evidence can show: what to do about them where a code suggests them. Each page says why (no_check).
import type { BilingualText } from "@dedepay/errors";

export const uncheckedCauses: Readonly<Record<string, { readonly advice: readonly BilingualText[] }>> = {
  "account-not-certified": {
    advice: [
      {
        zh: "登录支付宝完成实名认证或企业认证，再重试",
        en: "Complete the verification of the Alipay account, then try again",
      },
    ],
  },
  "agreement-not-valid": {
    advice: [
      {
        zh: "查询代扣协议状态，失效的让用户重新签约",
        en: "Query the agreement; where it has ended, let the user sign again",
      },
    ],
  },
  "another-buyer-opened-order": {
    advice: [
      {
        zh: "换一个新的订单号重新下单，不要把付款链接发给第二个人",
        en: "Order again under a new number; do not pass a payment link on to a second person",
      },
    ],
  },
  "buyer-account-restricted": {
    advice: [
      {
        zh: "请买家登录支付宝查看账户限制，或换一个账号付款",
        en: "Let the buyer look into the restriction in Alipay, or pay from another account",
      },
    ],
  },
  "buyer-money-not-available": {
    advice: [
      {
        zh: "请买家换一种付款方式，或提高余额、限额后再付",
        en: "Let the buyer choose another way to pay, or top up or raise the limit",
      },
    ],
  },
  "customs-data-mismatch": {
    advice: [
      {
        zh: "核对报关的订单号、金额、海关编号与支付信息一致",
        en: "Let order number, amount and customs code of the declaration equal those of the payment",
      },
    ],
  },
  "forbidden-word-in-text": {
    advice: [
      {
        zh: "改写商品标题和描述，去掉违禁词后用新的订单号下单",
        en: "Reword subject and body without the forbidden words, and order under a new number",
      },
    ],
  },
  "merchant-balance-not-enough": {
    advice: [
      {
        zh: "给支付宝账户充值后重试退款或转账",
        en: "Top up the merchant's balance, then repeat the refund or transfer",
      },
    ],
  },
  "pre-authorisation-mismatch": {
    advice: [
      {
        zh: "核对预授权单号、金额和状态，已解冻的要重新授权",
        en: "Check number, amount and state of the authorisation; a released one has to be made anew",
      },
    ],
  },
  "product-not-bound-to-app": {
    advice: [
      {
        zh: "在开放平台控制台给该应用添加产品（能力），签约生效后再调用",
        en: "Add the product to the app in the console; call it once the contract is effective",
      },
    ],
  },
  "public-key-not-uploaded": {
    advice: [
      {
        zh: "在控制台上传应用公钥，并把生成的支付宝公钥填到程序里",
        en: "Upload the application's public key in the console, and put the Alipay public key shown there into the program",
      },
    ],
  },
  "receiving-limit-reached": {
    advice: [
      {
        zh: "在支付宝提高收款额度或补充资料，额度按日、月恢复",
        en: "Raise the receiving limit at Alipay or complete the documents; it is restored by day and month",
      },
    ],
  },
  "refund-not-covered-by-contract": {
    advice: [
      {
        zh: "按合同允许的方式退款，或用转账退给买家",
        en: "Refund in the way which the contract allows, or by a transfer",
      },
    ],
  },
  "risk-control-refused": {
    advice: [
      {
        zh: "换一个付款账号或方式，商家可联系支付宝客服了解原因；不要反复重试",
        en: "Use another account or way to pay; the merchant may ask Alipay's support; do not keep retrying",
      },
    ],
  },
  "seller-account-restricted": {
    advice: [
      {
        zh: "登录卖家支付宝查看限制原因并解除",
        en: "Log in to the seller's account, see why it is restricted and lift it",
      },
    ],
  },
  "settlement-setup-wrong": {
    advice: [{ zh: "核对结算账号、结算周期和结算信息", en: "Check account, cycle and data of the settlement" }],
  },
  "sub-merchant-setup-wrong": {
    advice: [{ zh: "核对二级商户号及其进件状态", en: "Check the sub-merchant's number and its registration" }],
  },
};
