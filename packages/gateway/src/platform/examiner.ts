// The doctor in this very thread, for evidence of our own making: an account's own credentials and one request signed with
// them. What strangers send goes to the worker thread (Diagnostician). Loaded at its first use; most processes never need it.
import type { Diagnosis, DoctorContext, EvidenceInput } from "@dedepay/doctor";

export type Examiner = (evidence: EvidenceInput, context: DoctorContext) => Promise<Diagnosis>;

export const examineHere: Examiner = async (evidence, context) => {
  const { diagnose } = await import("@dedepay/doctor");
  return diagnose(evidence, context);
};
