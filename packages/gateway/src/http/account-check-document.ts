// What asking Alipay about an account showed, as the admin API gives it.
import type { AccountCheck } from "../use-cases/check-account.ts";

export function checkDocument(check: AccountCheck): Record<string, unknown> {
  return {
    account: check.accountId,
    verdict: check.verdict,
    steps: check.steps.map(({ name, result, code, tookMs, text }) => ({
      ...{ name, result, code: code ?? null, took_ms: tookMs, text },
    })),
    findings: check.findings,
    warnings: check.warnings,
  };
}
