// Which bill somebody asked for.

export type BillType = "trade" | "signcustomer";

export interface BillOrder {
  type: BillType;
  sellerId: string;
  /** Without dashes, as it stands in the file names. */
  date: string;
  fromMs: number;
  toMs: number;
}
