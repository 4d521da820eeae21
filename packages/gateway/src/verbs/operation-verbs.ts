// What keeping the gateway running needs: is it ready, what do its figures say, and is a restored ledger good again.
import type { Measurement } from "../platform/metrics.ts";
import type { Context } from "../use-cases/context.ts";
import { checkReadiness, type ReadinessCheck } from "../use-cases/operation/check-readiness.ts";
import { describeRecovery, type RecoveryDocument } from "../use-cases/operation/describe-recovery.ts";
import { type EndRecoveryInput, endRecovery } from "../use-cases/operation/end-recovery.ts";
import { measureLedger } from "../use-cases/operation/measure-ledger.ts";

export type OperationVerbs = {
  checkReadiness(): Promise<ReadinessCheck[]>;
  measureLedger(): Promise<Measurement[]>;
  describeRecovery(): Promise<RecoveryDocument>;
  endRecovery(input: EndRecoveryInput): Promise<RecoveryDocument>;
};

/** Anybody may ask for readiness as often as he likes; the database is asked no more often than this. */
const freshForMs = 2000;

export function operationVerbs(context: Context): OperationVerbs {
  let latest: { atMs: number; checks: Promise<ReadinessCheck[]> } | undefined;
  return {
    checkReadiness() {
      const nowMs = context.nowMs();
      if (latest === undefined || Math.abs(nowMs - latest.atMs) >= freshForMs)
        latest = { atMs: nowMs, checks: checkReadiness(context) };
      return latest.checks;
    },
    measureLedger: () => measureLedger(context),
    describeRecovery: () => describeRecovery(context),
    async endRecovery(input) {
      const ended = await endRecovery(context, input);
      latest = undefined;
      context.wakeRelay();
      return ended;
    },
  };
}
