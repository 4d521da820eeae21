// Evidence in, findings out: names and proves the cause of an Alipay error.
export { diagnose } from "./diagnose.ts";
export type { Confidence, Diagnosis, Difference, Finding, Proof } from "./diagnosis.ts";
export type { DoctorAccount, DoctorContext, DoctorContract, DoctorOrder } from "./doctor-context.ts";
export type { EvidenceInput } from "./evidence/evidence.ts";
export { PaymentLines } from "./evidence/payment-lines.ts";
export type { ProbedAddress } from "./evidence/probed-address.ts";
export { diagnoseInstallation } from "./installation/diagnose-installation.ts";
export type {
  AccountFacts,
  AskedFacts,
  CauseFacts,
  DropInFacts,
  InstallationFacts,
  ProbedGateway,
  ProbedSite,
  SiteFacts,
} from "./installation/installation-facts.ts";
export {
  type InstallationFinding,
  type InstallationReport,
  type InstallationSeverity,
  type SettingChange,
  wholeInstallation,
} from "./installation/installation-finding.ts";
export { type DiagnosisLanguage, diagnosisJson, type RenderOptions, renderDiagnosis } from "./render-diagnosis.ts";
