// Turns what @dedepay/alipay throws into one of the sixteen errors. A failure of unknown outcome says so: it is not "failed".

import type { AlipayError } from "@dedepay/alipay";
import {
  type BilingualText,
  type CodeNamespace,
  DedepayError,
  type DedepayErrorOptions,
  policyOf,
  type UnifiedCode,
} from "@dedepay/errors";
import { assertNever } from "../assert-never.ts";
import { type FailedWay, failedWay, httpFailureOf } from "../network-failure.ts";

export function alipayFailure(error: AlipayError, namespace: CodeNamespace): DedepayError {
  const money = error.outcomeKnown ? "none" : "unknown";
  switch (error.kind) {
    case "timeout":
      return new DedepayError(1014, {
        money,
        cause: error,
        detail: {
          zh: "支付宝没有在限定时间内应答，结果未知，正在查询",
          en: "Alipay did not answer in time; being queried",
        },
      });
    case "network":
      return new DedepayError(1015, {
        money,
        cause: error,
        ...wayOf(error),
      });
    case "malformed_reply":
      return new DedepayError(1016, {
        money,
        cause: error,
        detail: {
          zh: "支付宝的应答无法读懂，结果未知，正在查询",
          en: "Alipay's answer was not readable; being queried",
        },
      });
    case "signature":
      return new DedepayError(1003, {
        status: 502,
        money,
        cause: error,
        detail: {
          zh: "支付宝的应答没有通过验签，未予采信",
          en: "Alipay's answer does not verify and was not believed",
        },
      });
    case "invalid_argument":
    case "invalid_key":
    case "unmappable_text":
      return refusedArguments(error);
    case "gateway":
    case "business":
      return refusedByAlipay(error, { namespace, money });
    default:
      return assertNever(error.kind);
  }
}

/** Which hop broke, where the transport is ours and says so. */
function wayOf(error: AlipayError): Pick<DedepayErrorOptions, "detail"> | FailedWay {
  const whom = { zh: "连接支付宝网关失败", en: "The way to Alipay's gateway failed" };
  const failure = httpFailureOf(error);
  return failure === undefined ? { detail: whom } : failedWay(failure, whom);
}

/** 1002 that names every broken rule at once. */
function refusedArguments(error: AlipayError): DedepayError {
  const violations = error.violations ?? [];
  const list = violations.map((v) => `${v.field} (${v.rule}${v.limit === undefined ? "" : `: ${v.limit}`})`).join(", ");
  const first = violations[0];
  return new DedepayError(1002, {
    ...(first === undefined ? {} : { param: first.field }),
    detail: {
      zh: `提交给支付宝的内容不符合要求：${list === "" ? error.kind : list}`,
      en: `What would be sent to Alipay breaks its rules: ${list === "" ? error.kind : list}`,
    },
    extra: { violations },
    cause: error,
  });
}

/** The site's own request was in order: these numbers say what was wrong with ours, and must not read as the site's mistake. */
const ofOurCall: readonly UnifiedCode[] = [1002, 1003, 1004, 1005, 1006, 1007, 1012];

export function statusOfRefusal(unified: UnifiedCode): { status?: number } {
  return ofOurCall.includes(unified) ? { status: 502 } : {};
}

function refusedByAlipay(error: AlipayError, o: { namespace: CodeNamespace; money: "none" | "unknown" }): DedepayError {
  const code = error.subCode ?? error.code ?? "";
  const policy = policyOf(code, o.namespace);
  const detail: BilingualText = {
    zh: `支付宝返回 ${code}：${policy.meaningZh}`,
    en: `Alipay answered ${code}: ${policy.meaningEn}`,
  };
  const cause = policy.causes[0];
  return new DedepayError(policy.unified, {
    ...statusOfRefusal(policy.unified),
    detail,
    retry: policy.retry,
    money: o.money === "unknown" ? "unknown" : policy.money,
    owner: policy.owner,
    alipay: {
      code: error.code ?? code,
      ...(error.subCode === undefined ? {} : { subCode: error.subCode }),
      ...(error.subMsg === undefined ? {} : { subMsg: error.subMsg }),
    },
    ...(cause === undefined ? {} : { diagnosis: { cause } }),
    cause: error,
  });
}
