// One CSV file of a bill as a table: comment lines before and after, a header, rows whose values are padded with tabs.
import { parse } from "csv-parse/sync";
import { readBeijingTime } from "../beijing-time.ts";
import { decodeText } from "../charset.ts";
import { presentFields } from "../present-fields.ts";
import { malformedBill } from "./bill-archive.ts";

/** What a file is, by its first line. */
export type BillKind = "trade" | "trade_summary" | "funds" | "funds_summary" | "unknown";

/** A row: text by Alipay's own Chinese column names, trimmed. */
export type BillRow = Readonly<Record<string, string>>;

export type BillTable = {
  readonly kind: BillKind;
  /** The first line without "#". */
  readonly title: string;
  readonly account?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly columns: readonly string[];
  readonly rows: readonly BillRow[];
  /** Lines after the rows without "#": totals and the time of the export. */
  readonly trailers: readonly string[];
};

const kinds: Readonly<Record<string, BillKind>> = {
  支付宝业务明细查询: "trade",
  支付宝业务汇总查询: "trade_summary",
  支付宝账务明细查询: "funds",
  支付宝账务汇总查询: "funds_summary",
};

function decode(bytes: Uint8Array): string {
  const gbk = decodeText(bytes, "gbk");
  if (!gbk.malformed) return gbk.text;
  const utf8 = decodeText(bytes, "utf-8");
  if (!utf8.malformed) return utf8.text.replace(/^\ufeff/, "");
  throw malformedBill({ zh: "既非 GBK 也非 UTF-8", en: "neither GBK nor UTF-8" }, "charset");
}

// Alipay has not been seen to quote, and a name may begin with a quotation mark: so quotes count only where the rows don't
// fit their header without them.
function splitRows(text: string): string[][] {
  const options = { relax_column_count: true, skip_empty_lines: true };
  const plain: string[][] = parse(text, { ...options, quote: null });
  const width = plain[0]?.length;
  if (plain.every((row) => row.length === width)) return plain;
  try {
    return parse(text, { ...options, relax_quotes: true });
  } catch {
    // A CsvError of the quotes; the caller reports the row which does not fit.
    return plain;
  }
}

function chineseTimeMs(text: string | undefined): number | undefined {
  const parts = /^(\d{4})年(\d{2})月(\d{2})日 (\d{2}:\d{2}:\d{2})$/.exec(text ?? "");
  return parts === null ? undefined : readBeijingTime(`${parts[1]}-${parts[2]}-${parts[3]} ${parts[4]}`);
}

function toRows(cells: readonly (readonly string[])[], columns: readonly string[]): BillRow[] {
  return cells.map((values, index) => {
    if (values.length !== columns.length) {
      const found = `${values.length}/${columns.length}`;
      throw malformedBill(
        {
          zh: `第 ${index + 1} 行的列数不对 (${found})`,
          en: `row ${index + 1} has another number of columns, ${found}`,
        },
        "column_count",
      );
    }
    return Object.fromEntries(columns.map((column, at) => [column, values[at]?.trim() ?? ""]));
  });
}

/** Reads one CSV file of a bill (GBK or UTF-8). Throws AlipayError `malformed_reply`. */
export function readBillTable(bytes: Uint8Array): BillTable {
  const lines = decode(bytes).split(/\r\n|\n/);
  const isComment = (line: string): boolean => line.startsWith("#");
  const start = lines.findIndex((line) => line.trim() !== "" && !isComment(line));
  const head = lines.slice(0, start === -1 ? lines.length : start).filter(isComment);
  const title = head[0]?.slice(1).trim() ?? "";
  if (title === "") throw malformedBill({ zh: "没有标题行", en: "there is no title line" }, "title");
  const afterStart = start === -1 ? [] : lines.slice(start);
  const end = afterStart.findIndex(isComment);
  const data = end === -1 ? afterStart : afterStart.slice(0, end);
  const [header = [], ...cells] = splitRows(data.join("\n"));
  const columns = header.map((column) => column.trim());
  if (new Set(columns).size !== columns.length)
    throw malformedBill({ zh: "列名重复", en: "a column occurs twice" }, "columns");
  const headText = head.join("\n");
  const known = Object.hasOwn(kinds, title) ? kinds[title] : undefined;
  return presentFields({
    kind: known ?? "unknown",
    title,
    account: /账号：\[([^\]]*)\]/.exec(headText)?.[1],
    fromMs: chineseTimeMs(/起始日期：\[([^\]]*)\]/.exec(headText)?.[1]),
    toMs: chineseTimeMs(/终止日期：\[([^\]]*)\]/.exec(headText)?.[1]),
    columns,
    rows: toRows(cells, columns),
    trailers: afterStart.filter((line) => isComment(line) && !/^#-+/.test(line)).map((line) => line.slice(1).trim()),
  });
}
