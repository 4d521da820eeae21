// The flags which every command of the owner takes.

export interface OwnerFlags {
  readonly data: string;
  readonly databaseUrl?: string;
  readonly masterKeyFile?: string;
  /** Where buyers and Alipay reach the gateway: only shown, and used by `account try`. */
  readonly publicUrl: string;
  readonly json?: true;
}
