// The payment methods and how the CMS's tables are stored.
import type { PaymentRow, TableFacts } from "../inspect/installation-database.ts";
import type { Select } from "./select.ts";

/** The tables which a payment touches. */
const paymentTables = ["payment", "shops_orders", "shops_products", "member_operation", "member", "moneycard_record"];

export async function readPaymentRows(select: Select): Promise<PaymentRow[]> {
  const rows = await select("SELECT * FROM `#@__payment` ORDER BY id");
  return rows.map((row) => ({
    id: Number(row["id"]),
    code: String(row["code"]),
    fee: String(row["fee"] ?? ""),
    enabled: Number(row["enabled"]) === 1,
    config: String(row["config"] ?? ""),
  }));
}

export async function readTables(select: Select, prefix: string): Promise<TableFacts[]> {
  const rows = await select(
    "SELECT TABLE_NAME AS name, ENGINE AS engine, TABLE_COLLATION AS collation FROM information_schema.TABLES" +
      " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (?)",
    [paymentTables.map((name) => prefix + name)],
  );
  return rows.map((row) => ({
    name: String(row["name"]).slice(prefix.length),
    engine: String(row["engine"]),
    characterSet: String(row["collation"]).replace(/_.*$/, ""),
  }));
}
