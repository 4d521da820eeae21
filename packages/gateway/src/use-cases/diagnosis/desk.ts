// What use cases may ask of the diagnosis desk. Its own file, because the desk works with the context which holds it.
import type { DoctorAccount, EvidenceInput } from "@dedepay/doctor";
import type { DiagnosisAnswer } from "../../platform/diagnostician.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";

export type IncidentEvidence = {
  /** The incident's group: one diagnosis each. */
  group: string;
  /** Whose keys may be asked. */
  accounts: readonly AccountsTable[];
  /** Further keys, in clear: they go no further than to the doctor. */
  besides?: readonly DoctorAccount[];
  evidence: EvidenceInput;
};

export type Desk = {
  /** Returns at once; the finding is kept beside the incident when it is there. */
  later(incident: IncidentEvidence): void;
  /** For a site's own request; one at a time, so that no site keeps the others waiting. */
  answer(siteId: string, accounts: readonly AccountsTable[], evidence: EvidenceInput): Promise<DiagnosisAnswer>;
};
