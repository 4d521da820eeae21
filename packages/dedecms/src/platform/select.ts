// How the readers of the CMS's database ask.
import type { RowDataPacket } from "mysql2/promise";

/** Rows of a SELECT; `#@__` stands for the prefix, `?` for a value. Empty where the table or a column does not exist. */
export type Select = (
  sql: string,
  values?: readonly (string | number | readonly string[])[],
) => Promise<RowDataPacket[]>;
