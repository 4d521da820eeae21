// A trade which a world begins with, and how far it has come: so that a test or a person finds one of each kind at once.

import { type TSchema, Type } from "typebox";
import type { Product } from "./product.ts";

export interface TradeSeed {
  /** Id of the account. */
  account: string;
  product: Product;
  outTradeNo: string;
  totalFen: number;
  subject: string;
  /** How far it has come; "refund_asked": the buyer of an escrow trade wants the money back. */
  reached: "unpaid" | "paid" | "shipped" | "refund_asked" | "finished" | "closed" | "refunded";
  /** Who paid; the first ordinary buyer unless given. */
  buyer?: string;
  /** What has gone back already of a paid trade. */
  refundedFen?: number;
  notifyUrl?: string;
  returnUrl?: string;
}

const text = (maxLength: number): TSchema => Type.String({ minLength: 1, maxLength });
const url = Type.String({ pattern: "^https?://", maxLength: 256 });
const fen = Type.Integer({ minimum: 1, maximum: 10_000_000_000 });

const fields: Readonly<Record<keyof TradeSeed, TSchema>> = {
  account: text(64),
  product: Type.Enum(["direct", "escrow", "dual", "page", "wap", "qr"]),
  outTradeNo: text(64),
  totalFen: fen,
  subject: text(256),
  reached: Type.Enum(["unpaid", "paid", "shipped", "refund_asked", "finished", "closed", "refunded"]),
  buyer: Type.Optional(text(16)),
  refundedFen: Type.Optional(fen),
  notifyUrl: Type.Optional(url),
  returnUrl: Type.Optional(url),
};

export const tradeSeed: TSchema = Type.Object(fields, { additionalProperties: false });
