// The service called is not the one that was contracted: DedeCMS' alipay_pay_method and the contract disagree.
import { isActive, neededContracts } from "../../account/contract-of-request.ts";
import type { Check } from "../../check.ts";

const codes = ["HAS_NO_PRIVILEGE", "ILLEGAL_PARTNER_EXTERFACE", "ILLEGAL_EXTERFACE"];
const services: Readonly<Record<string, string>> = {
  direct: "create_direct_pay_by_user",
  escrow: "create_partner_trade_by_buyer",
  dual: "trade_create_by_buyer",
  page: "alipay.trade.page.pay",
  wap: "alipay.trade.wap.pay",
  qr: "alipay.trade.precreate",
  app: "alipay.trade.app.pay",
  bar_code: "alipay.trade.pay",
};
const dedecmsMethods: Readonly<Record<string, string>> = {
  "0": "trade_create_by_buyer",
  "1": "create_partner_trade_by_buyer",
  "2": "create_direct_pay_by_user",
};

export const contractDoesNotCoverService: Check = {
  cause: "contract-does-not-cover-service",
  advice: [
    {
      zh: "登录签约的支付宝账号，在“商家服务”里看签的是哪个产品，让 service 与它一致：即时到账 create_direct_pay_by_user，标准双接口 trade_create_by_buyer，担保交易 create_partner_trade_by_buyer",
      en: "See in the merchant services of the Alipay account which product is contracted, and let service fit: create_direct_pay_by_user (instant), trade_create_by_buyer (dual), create_partner_trade_by_buyer (escrow)",
    },
    {
      zh: "织梦在“系统 → 支付工具 → 支付宝 → 接口类型”里改（alipay_pay_method：0 标准双接口，1 担保交易，2 即时到账），安装默认是 1",
      en: "In DedeCMS change the interface type (alipay_pay_method: 0 dual, 1 escrow, 2 instant); the installation's default is 1",
    },
  ],
  needs: [
    { zh: "签约的产品名称和生效日期", en: "the contracted product and its dates" },
    { zh: "请求里的 service 参数", en: "the service of the request" },
  ],
  examine(examination) {
    for (const { account, service, contracts } of neededContracts(examination)) {
      if (contracts.length > 0) continue;
      const active = (account.contracts ?? []).filter(isActive);
      const fitting = active.flatMap(({ product }) => services[product] ?? []).join(", ");
      return {
        confidence: "likely",
        proof: {
          text: {
            zh: `请求的服务是 ${service}，账户签约的是 ${fitting === "" ? "（无）" : fitting}`,
            en: `The request calls ${service}; the account's contracts cover ${fitting === "" ? "nothing" : fitting}`,
          },
        },
        ...(fitting === ""
          ? {}
          : {
              fix: [
                {
                  zh: `把 service 改成 ${fitting}，或去签约 ${service} 对应的产品`,
                  en: `Change service to ${fitting}, or contract the product of ${service}`,
                },
              ],
            }),
      };
    }
    if (!examination.hasCode(...codes)) return undefined;
    // The code and a DedeCMS installation together: the setting is the first thing to look at.
    const method = examination
      .pieces("settings")
      .map(({ values }) => values["alipay_pay_method"])
      .find((value) => value !== undefined);
    const service = method === undefined ? undefined : dedecmsMethods[method];
    if (service === undefined) return undefined;
    return {
      confidence: "likely",
      proof: {
        text: {
          zh: `alipay_pay_method 是 ${method}，发出的服务是 ${service}，支付宝说没有权限`,
          en: `alipay_pay_method is ${method}, so ${service} is called, and Alipay says that it is not covered`,
        },
      },
    };
  },
};
