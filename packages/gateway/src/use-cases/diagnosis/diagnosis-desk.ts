// Sends evidence to the doctor with the keys of the accounts concerned. What it learns about an incident is kept beside the
// incident, later: whoever opened the incident never waits, and a doctor that fails changes nothing else.
import type { Diagnosis, DoctorAccount, EvidenceInput } from "@dedepay/doctor";
import type { DiagnosisAnswer, Diagnostician } from "../../platform/diagnostician.ts";
import { listContracts } from "../../store/accounts.ts";
import { findDiagnosis, saveDiagnosis } from "../../store/diagnoses.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import { notifyUrlOf } from "../accounts/describe-account.ts";
import type { Context } from "../context.ts";
import type { Desk, IncidentEvidence } from "./desk.ts";

/** A person waits for the answer of a request, nobody for that of an incident. */
const requestBudgetMs = 2000;
const incidentBudgetMs = 5000;
/** The same trouble again says nothing new; a flood of it must not keep the doctor from other work. */
const againAfterMs = 60_000;

export class DiagnosisDesk implements Desk {
  readonly #context: Omit<Context, "desk">;
  readonly #diagnostician: Diagnostician;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #sites = new Set<string>();

  constructor(context: Omit<Context, "desk">, diagnostician: Diagnostician) {
    this.#context = context;
    this.#diagnostician = diagnostician;
  }

  later(incident: IncidentEvidence): void {
    if (this.#underWay.has(incident.group)) return;
    const work = this.#diagnose(incident)
      .catch((error: unknown) => {
        // The incident stands without its finding; the store or a key is in trouble, and others say so louder.
        this.#context.log.error({ group: incident.group, error: String(error) }, "incident not diagnosed");
      })
      .finally(() => this.#underWay.delete(incident.group));
    this.#underWay.set(incident.group, work);
  }

  async answer(siteId: string, accounts: readonly AccountsTable[], evidence: EvidenceInput): Promise<DiagnosisAnswer> {
    if (this.#sites.has(siteId)) return { kind: "busy" };
    this.#sites.add(siteId);
    try {
      return await this.#examine({ accounts, evidence }, requestBudgetMs);
    } finally {
      this.#sites.delete(siteId);
    }
  }

  /** Ends what is under way; nothing is written afterwards. */
  async close(): Promise<void> {
    await this.#diagnostician.close();
    await Promise.all(this.#underWay.values());
  }

  async #diagnose(incident: IncidentEvidence): Promise<void> {
    const { group } = incident;
    const { store, log } = this.#context;
    const known = await store.run((db) => findDiagnosis(db, group));
    if (known !== undefined && this.#context.nowMs() - known.madeAtMs < againAfterMs) return;
    const answer = await this.#examine(incident, incidentBudgetMs);
    if (answer.kind !== "done") {
      log.warn({ group, answer: answer.kind, why: "why" in answer ? answer.why : undefined }, "no diagnosis");
      return;
    }
    const row = { groupKey: group, diagnosisJson: jsonOf(answer.diagnosis), madeAtMs: this.#context.nowMs() };
    await store.inTransaction((db) => saveDiagnosis(db, row));
    log.info({ group, causes: answer.diagnosis.findings.map(({ cause }) => cause).join(" ") }, "incident diagnosed");
  }

  async #examine(o: Omit<IncidentEvidence, "group">, budgetMs: number): Promise<DiagnosisAnswer> {
    const accounts: DoctorAccount[] = [...(o.besides ?? [])];
    for (const row of o.accounts) accounts.push(await this.#accountOf(row));
    const { evidence } = o;
    return this.#diagnostician.examine({ evidence, context: { nowMs: this.#context.nowMs(), accounts }, budgetMs });
  }

  async #accountOf(row: AccountsTable): Promise<DoctorAccount> {
    const contracts = await this.#context.store.run((db) => listContracts(db, row.id));
    return this.#context.channel.doctorAccount(row, {
      contracts,
      notifyUrl: notifyUrlOf(this.#context.publicUrl(), row.id),
    });
  }
}

function jsonOf({ recognised, findings, inOrder, needs }: Diagnosis): string {
  return JSON.stringify({ recognised, findings, in_order: inOrder, needs });
}
