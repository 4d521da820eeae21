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
  "dedecms-stock-plugin-returned": {
    advice: [
      {
        zh: "马上重新上传网关的接入文件，并把这段时间的订单与支付宝核对",
        en: "Upload the gateway's drop-in again at once, and compare the orders of that time with Alipay",
      },
    ],
  },
  "delivery-needs-person": {
    advice: [
      {
        zh: "在网关里打开这笔支付看原因，核对网站的订单后重新发送通知，或退款",
        en: "Open the payment in the gateway, compare the site's order, then send the delivery again or refund",
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
  "site-check-unanswered": {
    advice: [
      {
        zh: "用浏览器打开 plus/dedepay.php 看自检页；打不开就请主机商放行网关的地址",
        en: "Open plus/dedepay.php in a browser; where it does not open, ask the host to let the gateway's address through",
      },
    ],
  },
  "sub-merchant-setup-wrong": {
    advice: [{ zh: "核对二级商户号及其进件状态", en: "Check the sub-merchant's number and its registration" }],
  },
};
