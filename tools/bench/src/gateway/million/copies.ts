// The rows of a payment as forms: texts are cut into pieces around its names once, and each copy is put together from them.
import { apartMs, type Name, type Row, textOf } from "./names.ts";

export type Value = string | number | null;
/** A piece of a text, or null, as the database is given it. */
export type Written = (text: string | null) => string | null;

export type RowForm = {
  readonly table: string;
  readonly columns: readonly string[];
  /** Columns of bytes; their values are texts all the same. */
  readonly binary: ReadonlySet<string>;
  /** `names`: those of copy `n`, in the order in which the form was made with them. */
  copy(n: number, names: readonly string[]): Value[];
};

type FormOptions = { readonly names: readonly Name[]; readonly written: Written };

export function rowForm(table: string, row: Row, { names, written }: FormOptions): RowForm {
  const columns = Object.keys(row);
  const cut = new RegExp(`(${names.map(({ text }) => text).join("|")})`);
  const indexes = new Map(names.map(({ text }, index) => [text, index]));
  const values = columns.map((column) => {
    const value = row[column];
    if (value === null) return () => written(null);
    if (column.endsWith("_at_ms")) return (n: number) => Number(value) - n * apartMs;
    if (typeof value === "number") return () => value;
    const pieces = textOf(value).split(cut);
    return textForm(pieces.map((piece) => indexes.get(piece) ?? written(piece) ?? ""));
  });
  return {
    table,
    columns,
    binary: new Set(columns.filter((column) => row[column] instanceof Uint8Array)),
    copy: (n, ofCopy) => values.map((value) => value(n, ofCopy)),
  };
}

/** `pieces`: texts, and numbers of names. */
function textForm(pieces: readonly (string | number)[]): (n: number, names: readonly string[]) => string {
  return (_, names) => {
    let text = "";
    for (const piece of pieces) text += typeof piece === "number" ? names[piece] : piece;
    return text;
  };
}
