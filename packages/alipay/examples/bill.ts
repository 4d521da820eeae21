// Yesterday's bill, to be compared with your own books. The address is good for thirty seconds.
import type { AlipayClient, OpenapiAccount } from "@dedepay/alipay";
import { readBillTable, readTradeBill, type TradeBillRow, unpackBill } from "@dedepay/alipay/bill";

type Download = (url: string) => Promise<Uint8Array>;

export async function tradesOf(
  client: AlipayClient<OpenapiAccount>,
  day: string,
  download: Download,
): Promise<TradeBillRow[]> {
  const wanted = { bill_type: "trade", bill_date: day } as const;
  const reply = await client.call("alipay.data.dataservice.bill.downloadurl.query", wanted);
  const tables = unpackBill(await download(reply.bill_download_url ?? "")).map(({ bytes }) => readBillTable(bytes));
  return tables.filter(({ kind }) => kind === "trade").flatMap(readTradeBill);
}
