// Evidence in, findings out: names and proves the cause of an Alipay error.
export { diagnose } from "./diagnose.ts";
export type { Confidence, Diagnosis, Difference, Finding, Proof } from "./diagnosis.ts";
export type { DoctorAccount, DoctorContext, DoctorContract, DoctorOrder } from "./doctor-context.ts";
export type { EvidenceInput } from "./evidence/evidence.ts";
export { PaymentLines } from "./evidence/payment-lines.ts";
export { type DiagnosisLanguage, diagnosisJson, type RenderOptions, renderDiagnosis } from "./render-diagnosis.ts";
