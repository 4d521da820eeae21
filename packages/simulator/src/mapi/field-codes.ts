// Which MAPI code a broken field rule gets. The registry of @dedepay/alipay finds the rule; the code is decided here, from
// the facts' list of codes. What has no code of its own is ILLEGAL_ARGUMENT.
import type { Violation } from "@dedepay/alipay";
import { type Refusal, refuse } from "../world/refusal.ts";

interface FieldCode {
  field: RegExp;
  rule?: RegExp;
  service?: RegExp;
  code: string;
}

const direct = /^create_direct_pay_by_user$/;
const royalty = /^royalty_parameters$/;

const fieldCodes: readonly FieldCode[] = [
  { field: /^subject$/, rule: /^required$/, service: direct, code: "SUBJECT_MUST_NOT_BE_NULL" },
  { field: /^payment_type$/, rule: /^not_allowed$/, code: "ILLEGAL_PAYMENT_TYPE" },
  { field: /^total_fee$/, rule: /^(zero|negative|below_minimum)$/, code: "TOTAL_FEE_LESSEQUAL_ZERO" },
  { field: /^total_fee$/, rule: /^above_maximum$/, code: "TOTAL_FEE_OUT_OF_RANGE" },
  {
    field: /^(total_fee|price|logistics_fee|discount)$/,
    rule: /^(zero|negative|.*_m(in|ax)imum)$/,
    code: "ILLEGAL_ARGUMENT",
  },
  { field: /^(total_fee|price|discount)$/, rule: /^(?!required)/, code: "ILLEGAL_MONEY_FORMAT" },
  { field: /^quantity$/, rule: /^(whole_number|too_small|too_large)$/, code: "ILLEGAL_INTEGER_FORMAT" },
  { field: /total_fee.*price|^price$|^quantity$/, rule: /^(exactly_one|incomplete_group)$/, code: "ILLEGAL_FEE_PARAM" },
  { field: /^logistics_/, code: "ILLEGAL_LOGISTICS_FORMAT" },
  { field: /^defaultbank$/, code: "DEFAULT_BANK_INVALID" },
  { field: /^royalty_type$/, code: "ROYALTY_TYPE_ERROR" },
  { field: royalty, rule: /^too_long$/, code: "ROYALTY_LENGTH_ERROR" },
  { field: royalty, code: "ROYALTY_FORAMT_ERROR" },
  { field: /^extra_common_param$/, code: "ILLEGAL_EXTRA_COMMON_PARAM" },
  { field: /^it_b_pay$/, code: "ILLEGAL_OUTTIME_ARGUMENT" },
  { field: /gmt_start_time.*gmt_end_time/, rule: /^at_least_one$/, code: "REQUIRED_DATE" },
  { field: /^gmt_(start|end)_time$/, code: "ILLEGAL_DATE_FORMAT" },
  { field: /^page_no$/, code: "ILLEGAL_PAGE_NO" },
  { field: /^page_size$/, code: "ILLEGAL_PAGE_SIZE" },
  { field: /^need_ctu_check$/, code: "NEED_CTU_CHECK_PARAMETER_ERROR" },
  { field: /^token$/, rule: /^too_long$/, code: "TOKEN_LEN_TOO_LONG" },
  { field: /^agent$/, code: "ILLEGAL_AGENT" },
  { field: /^exter_invoke_ip$/, code: "ILLEGAL_EXTER_INVOKE_IP" },
  { field: /^refund_date$/, rule: /^beijing_time$/, code: "REFUND_DATE_ERROR" },
  { field: /^batch_no$/, rule: /^(pattern|too_long|too_short|same_date)$/, code: "BATCH_NO_FORMAT_ERROR" },
  { field: /^batch_num$/, rule: /^too_large$/, code: "BATCH_NUM_EXCEED_LIMIT" },
  { field: /^batch_num$/, rule: /^item_count$/, code: "BATCH_NUM_NOT_EQUAL_TOTAL" },
  { field: /^batch_num$/, code: "BATCH_NUM_ERROR" },
  { field: /^detail_data$/, rule: /^distinct_items$/, code: "DUBL_TRADE_NO_IN_SAME_BATCH" },
  { field: /^detail_data$/, code: "DETAIL_DATA_FORMAT_ERROR" },
];

/** The refusal for the most important of several violations: the first in the order of the registry entry. */
export function refusalForField(service: string, violation: Violation): Refusal {
  const { field, rule, limit, value } = violation;
  const found = fieldCodes.find(
    (entry) =>
      entry.field.test(field) &&
      (entry.rule === undefined || entry.rule.test(rule)) &&
      (entry.service === undefined || entry.service.test(service)),
  );
  const shown = value === undefined ? "" : `（收到：${value}）`;
  const shownEn = value === undefined ? "" : ` (received: ${value})`;
  const bound = limit === undefined ? "" : `，限制：${limit}`;
  const boundEn = limit === undefined ? "" : `, limit: ${limit}`;
  return refuse(
    found?.code ?? "ILLEGAL_ARGUMENT",
    `字段 ${field} 不符合规则 ${rule}${bound}${shown}。`,
    `Field ${field} breaks the rule ${rule}${boundEn}${shownEn}.`,
  );
}
