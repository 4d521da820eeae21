// The port behind which evidence is examined: never in the thread which answers requests, never for longer than allowed.
import type { Diagnosis, DoctorContext, EvidenceInput } from "@dedepay/doctor";

export type DiagnosisJob = {
  evidence: EvidenceInput;
  context: DoctorContext;
  /** Time for the examination itself, not for waiting in the queue. */
  budgetMs: number;
};

export type DiagnosisAnswer =
  | { kind: "done"; diagnosis: Diagnosis }
  /** It used up its budget and was stopped. */
  | { kind: "too_long" }
  /** The queue is full; nothing was looked at. */
  | { kind: "busy" }
  /** The doctor broke, or is being closed. `why` is for the log. */
  | { kind: "failed"; why: string };

export type Diagnostician = {
  /** Never rejects. */
  examine(job: DiagnosisJob): Promise<DiagnosisAnswer>;
  /** Ends what is running and answers everybody who waits. */
  close(): Promise<void>;
};
