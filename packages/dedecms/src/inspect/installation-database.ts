// What the inspector asks of the CMS's database. Reading only; a MySQL implementation is not part of this file.

export type PaymentRow = {
  readonly code: string;
  readonly enabled: boolean;
  /** The column `config`, decoded to text. */
  readonly config: string;
};

export type InstallationDatabase = {
  readonly paymentRows: () => Promise<readonly PaymentRow[]>;
};
