// How each MAPI code with a real condition is provoked.
import {
  type Answer,
  all,
  atCashier,
  beijingNow,
  type Conditions,
  direct,
  escrow,
  failAtCashier,
  lapsed,
  mapi,
  mapiTrade,
  passTime,
  pay,
  phishing,
  physical,
  poor,
  refund,
  shipping,
  stamp,
} from "./code-merchant.ts";
import { buyers } from "./shop-visit.ts";

const accountPage = (changes: Record<string, string>): Promise<Answer> =>
  mapi({
    ...{ service: "account.page.query", page_no: "1" },
    ...{ gmt_start_time: "2026-02-28 00:00:00", gmt_end_time: "2026-02-28 23:59:59" },
    ...changes,
  });

/** An instant payment comes again with something changed. */
async function againWith(changes: Record<string, string>): Promise<Answer> {
  const order = direct({ seller_id: all.partner, price: "10.00", quantity: "1" });
  await mapi(order);
  return mapi({ ...order, ...changes });
}

export const mapiConditions: Conditions = {
  ILLEGAL_SIGN: () => mapi(direct(), { key: "0".repeat(32) }),
  ILLEGAL_PARTNER: () => pay({ partner: "2088999999999999" }),
  ILLEGAL_SIGN_TYPE: () => pay({ sign_type: "md5" }),
  ILLEGAL_SECURITY_PROFILE: () => pay({ sign_type: "DSA" }),
  HAS_NO_PUBLICKEY: () => pay({ sign_type: "RSA" }, physical),
  ILLEGAL_CHARSET: () => pay({ _input_charset: "big5" }),
  ILLEGAL_SERVICE: () => pay({ service: "create_direct_pay" }),
  ILLEGAL_ARGUMENT: () => pay({ out_trade_no: "" }),
  HAS_NO_PRIVILEGE: () => pay({}, lapsed),
  SUBJECT_MUST_NOT_BE_NULL: () => pay({ subject: "" }),
  ILLEGAL_PAYMENT_TYPE: () => pay({ payment_type: "99" }),
  TOTAL_FEE_LESSEQUAL_ZERO: () => pay({ total_fee: "0.00" }),
  TOTAL_FEE_OUT_OF_RANGE: () => pay({ total_fee: "100000000.01" }),
  ILLEGAL_MONEY_FORMAT: () => pay({ total_fee: "0.001" }),
  ILLEGAL_INTEGER_FORMAT: () => escrow({ quantity: "1.5" }),
  ILLEGAL_FEE_PARAM: () => pay({ price: "1.00", quantity: "1", total_fee: "1.00" }),
  ILLEGAL_LOGISTICS_FORMAT: () => escrow({ logistics_type: "BIKE" }),
  VIRTUAL_NOT_SUPPORT: () => escrow({ logistics_type: "DIRECT", seller_id: shipping.partner }, shipping),
  DEFAULT_BANK_INVALID: () => pay({ paymethod: "bankPay", defaultbank: "??" }),
  ROYALTY_TYPE_ERROR: () => pay({ royalty_type: "99" }),
  ROYALTY_LENGTH_ERROR: () => pay({ royalty_type: "10", royalty_parameters: `a@b.test^0.01^${"x".repeat(1000)}` }),
  ILLEGAL_EXTRA_COMMON_PARAM: () => pay({ extra_common_param: "a=b" }),
  ILLEGAL_OUTTIME_ARGUMENT: () => pay({ it_b_pay: "1.5h" }),
  SELF_TIMEOUT_NOT_SUPPORT: () => pay({ it_b_pay: "1h" }, physical),
  NEED_CTU_CHECK_PARAMETER_ERROR: () => pay({ need_ctu_check: "X" }),
  NEED_CTU_CHECK_NOT_ALLOWED: () => pay({ need_ctu_check: "Y" }),
  TOKEN_LEN_TOO_LONG: () => pay({ token: "t".repeat(41) }),
  ILLEGAL_AGENT: () => escrow({ agent: "X" }),
  SELLER_NOT_EXIST: () => pay({ seller_email: all.formerEmails[0] ?? "" }),
  SELLER_NOT_IN_SPECIFIED_SELLERS: () => pay({ seller_email: physical.sellerEmail }),
  BUYER_NOT_EXIST: () => pay({ buyer_email: "nobody@nowhere.test" }),
  BUYER_SELLER_EQUAL: () => pay({ buyer_email: all.sellerEmail }),
  TRADE_DATA_MATCH_ERROR: async () => {
    const { out } = await mapiTrade({ paid: false, service: "create_partner_trade_by_buyer" });
    return escrow({ out_trade_no: out, price: "11.00" });
  },
  TRADE_PRICE_NOT_MATCH: () => againWith({ price: "11.00" }),
  TRADE_QUANTITY_NOT_MATCH: () => againWith({ quantity: "2" }),
  TRADE_TOTALFEE_NOT_MATCH: async () => {
    const order = { ...direct({ seller_id: all.partner }), total_fee: "1.00" };
    await mapi(order);
    return mapi({ ...order, total_fee: "1.01" });
  },
  TRADE_DATA_NOT_MATCH: () => againWith({ subject: "y" }),
  TRADE_NOT_ALLOWED_PAY: async () => {
    const { out } = await mapiTrade({ paid: true });
    return pay({ out_trade_no: out, price: "10.00", quantity: "1" });
  },
  ILLEGAL_ANTI_PHISHING_KEY: () => pay({}, phishing),
  ANTI_PHISHING_KEY_TIMEOUT: async () => {
    const key = await stamp();
    await passTime(31_000);
    return pay({ anti_phishing_key: key, exter_invoke_ip: "203.0.113.1" }, phishing);
  },
  ILLEGAL_EXTER_INVOKE_IP: async () => pay({ anti_phishing_key: await stamp() }, phishing),
  TRADE_NOT_EXIST: () => mapi({ service: "single_trade_query", out_trade_no: "none" }),
  TRADE_STATUS_NOT_AVAILD: async () =>
    mapi({ service: "close_trade", out_order_no: (await mapiTrade({ paid: true })).out }),
  REFUND_DATE_ERROR: async () =>
    refund(`${(await mapiTrade({ paid: true })).no}^1.00^x`, {
      refund_date: "2020-01-01 00:00:00",
      batch_no: "20200101001",
    }),
  BATCH_NO_FORMAT_ERROR: async () =>
    refund(`${(await mapiTrade({ paid: true })).no}^1.00^x`, { batch_no: "20200101001" }),
  BATCH_NUM_EXCEED_LIMIT: async () => refund(`${(await mapiTrade({ paid: true })).no}^1.00^x`, { batch_num: "1001" }),
  BATCH_NUM_NOT_EQUAL_TOTAL: async () => refund(`${(await mapiTrade({ paid: true })).no}^1.00^x`, { batch_num: "2" }),
  BATCH_NUM_ERROR: async () => refund(`${(await mapiTrade({ paid: true })).no}^1.00^x`, { batch_num: "x" }),
  DETAIL_DATA_FORMAT_ERROR: async () => refund(`${(await mapiTrade({ paid: true })).no}^1.00`),
  DUBL_TRADE_NO_IN_SAME_BATCH: async () => {
    const { no } = await mapiTrade({ paid: true });
    return refund(`${no}^1.00^x#${no}^1.00^y`);
  },
  DUPLICATE_BATCH_NO: async () => {
    const { no } = await mapiTrade({ paid: true });
    const batch = { batch_no: `${beijingNow().slice(0, 10).replaceAll("-", "")}twice` };
    await refund(`${no}^1.00^x`, batch);
    return refund(`${no}^1.00^x`, batch);
  },
  ACCOUNT_NOT_EXISTS: async () =>
    refund(`${(await mapiTrade({ paid: true })).no}^1.00^x`, { seller_user_id: physical.partner }),
  EMAIL_USERID_NOT_MATCH: async () =>
    refund(`${(await mapiTrade({ paid: true })).no}^1.00^x`, { seller_email: physical.sellerEmail }),
  TRADE_NOT_EXISTS: () => refund("2026030122001000000000999999^1.00^x"),
  NOT_THIS_PARTNERS_TRADE: async () => refund(`${(await mapiTrade({ paid: true, account: physical })).no}^1.00^x`),
  TRADE_STATUS_ERROR: async () => refund(`${(await mapiTrade({ paid: false })).no}^1.00^x`),
  TRADE_HAS_CLOSED: async () => {
    const { no } = await mapiTrade({ paid: true });
    await refund(`${no}^10.00^x`);
    return refund(`${no}^1.00^x`);
  },
  TRADE_HAS_FINISHED: async () => {
    const { no } = await mapiTrade({ paid: true });
    await passTime(366 * 86_400_000);
    return refund(`${no}^1.00^x`);
  },
  REFUND_TRADE_FEE_ERROR: async () => refund(`${(await mapiTrade({ paid: true })).no}^10.01^x`),
  RESULT_AMOUNT_NOT_VALID: async () => refund(`${(await mapiTrade({ paid: true })).no}^0.00^x`),
  TRADE_PRODUCT_NOT_ALLOW_REFUND: async () =>
    refund(`${(await mapiTrade({ paid: true, service: "create_partner_trade_by_buyer" })).no}^1.00^x`),
  TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH: async () => {
    const { no } = await mapiTrade({ paid: true });
    await poor(all.partner, all.id);
    return refund(`${no}^10.00^x`);
  },
  REQUIRED_DATE: () => accountPage({ gmt_start_time: "", gmt_end_time: "" }),
  ILLEGAL_DATE_FORMAT: () => accountPage({ gmt_start_time: "2026/03/01" }),
  ILLEGAL_DATE_TOO_LONG: () => accountPage({ gmt_start_time: "2026-02-01 00:00:00" }),
  START_DATE_AFTER_NOW: () =>
    accountPage({ gmt_start_time: "2036-03-02 00:00:00", gmt_end_time: "2036-03-02 01:00:00" }),
  START_DATE_AFTER_END_DATE: () => accountPage({ gmt_end_time: "2026-02-27 00:00:00" }),
  ILLEGAL_PAGE_NO: () => accountPage({ page_no: "0" }),
  ILLEGAL_PAGE_SIZE: () => accountPage({ page_size: "0" }),
  ILLEGAL_ACCOUNT_LOG_ID: () => accountPage({ iw_account_log_id: "x" }),
  PAYMENT_FAIL: () => failAtCashier(),
  BUYER_ENABLE_STATUS_FORBID: () => atCashier(buyers.frozen),
  ERROR_BUYER_CERTIFY_LEVEL_LIMIT: () => atCashier(buyers.unverified),
  BUYER_BANKCARD_BALANCE_NOT_ENOUGH: () => atCashier(buyers.poor),
  REFUND_NOT_EXIST: () => mapi({ service: "refund_fastpay_query", batch_no: "20260301999" }),
};
