// Alipay accounts and what is contracted for them.

export type AccountsTable = {
  id: string;
  environment: string;
  endpoint: string;
  protocol: string;
  /** PID or app id, as Alipay writes it in what it sends us. */
  identity: string;
  /** Whose out_trade_no must be unique: the PID; for an app without a known seller, the app. */
  pid: string;
  settingsJson: string;
  secretsSealed: Uint8Array;
  createdAtMs: number;
};

export type ContractsTable = {
  id: string;
  accountId: string;
  product: string;
  goods: string;
  status: string;
  fromMs: number | null;
  toMs: number | null;
};

/** What may change of an account besides its keys, and what Alipay's answers taught. No row: enabled, nothing learnt. */
export type AccountStatesTable = {
  accountId: string;
  disabledAtMs: number | null;
  /** "yes", "no" or "unknown", like the two below. */
  canQuery: string;
  canClose: string;
  /** Without a person's password. */
  canRefund: string;
  checkedAtMs: number | null;
};

/** Which warnings of a contract's end went out: each once, also beside other processes. */
export type ContractWarningsTable = { contractId: string; toMs: number; daysBefore: number; warnedAtMs: number };
