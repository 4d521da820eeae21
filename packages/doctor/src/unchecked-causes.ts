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
  "bill-not-available": {
    advice: [
      {
        zh: "日账单次日 9 点后、月账单次月 3 日后再下载；当天没有交易时账单为空",
        en: "Fetch a day's bill from 9:00 the next day, a month's from the 3rd; a day without trades has an empty one",
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
  "buyer-left-cashier": {
    advice: [
      {
        zh: "没有扣款；让买家重新打开付款页，订单保持未付",
        en: "Nothing was taken; let the buyer open the payment page again, the order stays unpaid",
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
  "client-not-supported": {
    advice: [
      {
        zh: "请买家升级支付宝或换浏览器，或改用扫码付款",
        en: "Let the buyer update Alipay, use another browser, or pay by QR code",
      },
    ],
  },
  "contract-still-in-review": {
    advice: [
      {
        zh: "等签约审核通过（登录支付宝商家中心查看进度）后再用该产品",
        en: "Wait until the contract is approved; the merchant console shows its progress",
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
  "interface-closed-or-unknown": {
    advice: [
      {
        zh: "查该接口的公告，换成现在的替代接口或版本",
        en: "Look up the interface's notice and move to its successor",
      },
    ],
  },
  "key-form-not-accepted-by-library": {
    advice: [
      {
        zh: "用 openssl pkcs8 -topk8 -nocrypt（或 openssl rsa -traditional）转换私钥格式：Java 要 PKCS#8，其他语言多用 PKCS#1",
        en: "Convert the key with openssl pkcs8 -topk8 -nocrypt (or openssl rsa -traditional): Java wants PKCS#8, most others PKCS#1",
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
  "optional-feature-not-enabled": {
    advice: [
      {
        zh: "去掉该参数，或在支付宝开通对应功能（如 it_b_pay、分账）",
        en: "Drop the parameter, or have the feature enabled (it_b_pay, royalties …)",
      },
    ],
  },
  "payment-code-stale": {
    advice: [
      {
        zh: "让买家刷新付款码再扫，不要重复使用同一个",
        en: "Let the buyer refresh the code and scan again; never use one twice",
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
  "royalty-setup-wrong": {
    advice: [
      {
        zh: "核对分账收款方、比例和金额，先绑定分账关系",
        en: "Check receivers, shares and amounts, and bind the receivers first",
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
  "seller-not-allowed-to-receive": {
    advice: [
      {
        zh: "用签约的账号收款（seller_id=PID），或把收款账号加入允许名单",
        en: "Receive with the contracted account (seller_id = PID), or add the account to those allowed",
      },
    ],
  },
  "session-or-link-expired": {
    advice: [
      {
        zh: "从商城重新发起付款，不要刷新或收藏收银台页面",
        en: "Start the payment again from the shop; do not reload or bookmark the cashier",
      },
    ],
  },
  "settlement-setup-wrong": {
    advice: [{ zh: "核对结算账号、结算周期和结算信息", en: "Check account, cycle and data of the settlement" }],
  },
  "sub-merchant-setup-wrong": {
    advice: [{ zh: "核对二级商户号及其进件状态", en: "Check the sub-merchant's number and its registration" }],
  },
  "trade-not-created-yet": {
    advice: [
      {
        zh: "买家还没扫码或登录收银台，属正常：稍后再查，不要当作失败",
        en: "The buyer has not scanned or logged in, which is normal: query later, it is no failure",
      },
    ],
  },
  "transfer-payee-wrong": {
    advice: [{ zh: "核对收款人账号和真实姓名", en: "Check account and real name of the payee" }],
  },
};
