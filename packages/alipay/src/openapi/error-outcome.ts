// Which error answers leave open whether Alipay did something. Calling a payment failed when it was not is the worse
// mistake: every code that says "system" counts as unknown.

// Spelt as Alipay spells them: AQC for ACQ and "unknow" are theirs.
const unknownOutcome =
  /(?:^|\.)(?:SYSTEM_ERROR|REFUND_CHARGE_ERROR|unknow-error|unknown-error|service-unavailable|system-error)$/iu;

/** Whether an error reply with these codes settles that nothing happened. `verified` is false for an unsigned one. */
export function isOutcomeKnown(reply: {
  code: string;
  subCode?: string | undefined;
  verified: boolean;
  repeatable: boolean;
}): boolean {
  if (reply.code === "20000") return false;
  if (unknownOutcome.test(reply.subCode ?? "")) return false;
  // Nobody vouches for an unsigned refusal; that matters only where a call that did happen can't be repeated.
  return reply.verified || reply.repeatable;
}
