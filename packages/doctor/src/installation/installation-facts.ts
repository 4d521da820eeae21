// What a gateway knows of itself, as plain data without a secret: what `dedepay doctor` examines. Everything under `asked` and
// `probed` was learnt just now from Alipay and the sites; without `--live` there is none of it.
import type { BilingualText } from "@dedepay/errors";
import type { Finding } from "../diagnosis.ts";
import type { DoctorContract } from "../doctor-context.ts";
import type { ProbedAddress } from "../evidence/probed-address.ts";

export type Environment = "production" | "sandbox" | "simulator";

export type AccountFacts = {
  readonly id: string;
  readonly environment: Environment;
  readonly protocol: "mapi" | "openapi";
  readonly endpoint: string;
  /** The environment's own address at Alipay; undefined for the simulator. */
  readonly usualEndpoint: string | undefined;
  readonly isDisabled: boolean;
  readonly notifyUrl: string;
  readonly canQuery: "yes" | "no" | "unknown";
  /** When Alipay was asked about it last. */
  readonly checkedAtMs: number | undefined;
  readonly contracts: readonly DoctorContract[];
  /** The doctor's, of credentials and addresses. */
  readonly findings: readonly Finding[];
};

export type SiteFacts = {
  readonly id: string;
  readonly mode: "live" | "test";
  readonly isDisabled: boolean;
  readonly webhookUrl: string | undefined;
  /** How it is told: `webhook`, or a way of its own. */
  readonly adapter: string;
  readonly account: string | undefined;
  readonly workingKeys: number;
  /** Of what it is owed. */
  readonly waiting: number;
  readonly oldestWaitingMs: number | undefined;
  readonly parked: number;
  readonly dead: number;
};

/** Open incidents of one cause. */
export type CauseFacts = {
  readonly cause: string;
  readonly severity: "money" | "attention" | "notice";
  readonly title: BilingualText;
  readonly incidents: number;
  readonly count: number;
  readonly payments: number;
  readonly amountFen: number;
  readonly lastSeenMs: number;
  /** False where all of it is about accounts of the simulator or the sandbox. */
  readonly isReal: boolean;
  /** Of the incident seen last, best first. */
  readonly findings: readonly Finding[];
};

export type ReadinessFacts = {
  readonly name: string;
  readonly ready: boolean;
  /** Nothing can be paid or acknowledged. */
  readonly blocks: boolean;
} & BilingualText;

/** What asking Alipay by signed questions about a number that can't exist showed. */
export type AskedFacts = {
  readonly account: string;
  readonly verdict: "works" | "wrong" | "unknown";
  readonly steps: readonly {
    readonly name: "query" | "close" | "refund";
    readonly result: string;
    readonly code: string | undefined;
    readonly tookMs: number;
    readonly text: BilingualText;
  }[];
  readonly findings: readonly Finding[];
  /** Nobody was reached: on which hop it ended, in the system's word. */
  readonly unreached:
    | { readonly hop: "dns" | "connect" | "tls" | "timeout" | "exchange"; readonly code: string }
    | undefined;
};

export type ProbedSite = ProbedAddress & {
  readonly site: string;
  readonly tookMs: number;
  /** What our drop-in said of itself, where it is one and was asked by a signed question. */
  readonly dropIn?: DropInFacts;
};

export type DropInFacts =
  | { readonly failed: string }
  | { readonly plugin: string; readonly keylessFiles: readonly string[]; readonly database: string };

/** Our own notify route, reached by its public address. */
export type ProbedGateway = {
  readonly account: string;
  readonly url: string;
  readonly tookMs: number;
  /** `ready`: this gateway, and it knows the account. `unknown-account`: a gateway on other data. */
  readonly standing: string | undefined;
  readonly answer: ProbedAddress["answer"];
};

export type InstallationFacts = {
  readonly nowMs: number;
  readonly publicUrl: string;
  /** False: nobody set it, and it is the usual address of this machine. */
  readonly isPublicUrlSet: boolean;
  readonly readiness: readonly ReadinessFacts[];
  /** undefined: a database server, whose back-ups we don't see. `lastMs` undefined: none that we know of. */
  readonly backUp: { readonly lastMs: number | undefined } | undefined;
  readonly recovery: "none" | "waiting" | "asking" | "asked" | "ended";
  readonly accounts: readonly AccountFacts[];
  readonly sites: readonly SiteFacts[];
  readonly causes: readonly CauseFacts[];
  readonly unknownOutcomes: { readonly payments: number; readonly refunds: number };
  readonly payments: number;
  /** Ways of telling the owner. */
  readonly noticeChannels: number;
  /** Our clock against Alipay's; undefined: not compared. */
  readonly clockAheadMs: number | undefined;
  readonly asked: readonly AskedFacts[];
  readonly probedSites: readonly ProbedSite[];
  readonly probedGateway: readonly ProbedGateway[];
};
