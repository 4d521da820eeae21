// Bills (对账单): the zip which Alipay offers for download, as tables and typed rows. An entry of its own, because it needs
// fflate and csv-parse and nothing else of the package does.
export { type BillFile, unpackBill } from "./bill-archive.ts";
export { type FundsBillRow, readFundsBill, readTradeBill, type TradeBillRow } from "./bill-rows.ts";
export { type BillKind, type BillRow, type BillTable, readBillTable } from "./bill-table.ts";
