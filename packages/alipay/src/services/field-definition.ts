// What is known about one field of a service, as plain data. Nothing here knows a particular service.

type Shared = {
  readonly required?: true;
  /** A secret or a buyer's identity: its value never stands in an error. */
  readonly masked?: true;
};

export type TextField = Shared & {
  readonly type: "text";
  readonly minLength?: number;
  readonly maxLength?: number;
  /** "characters" counts UTF-16 units as Alipay's Java does; "gbk_bytes" counts two for each non-ASCII character. */
  readonly lengthUnit?: "characters" | "gbk_bytes";
  /** Source of a regular expression (flag u) that the whole value must match. */
  readonly pattern?: string;
  /** Characters that must not occur. */
  readonly forbidden?: string;
};
export type ChoiceField = Shared & { readonly type: "choice"; readonly values: readonly string[] };
/** Yuan text with at most two decimals. */
export type AmountField = Shared & { readonly type: "amount"; readonly minFen: bigint; readonly maxFen: bigint };
export type IntegerField = Shared & { readonly type: "integer"; readonly min: number; readonly max?: number };
/** Absolute http or https URL. */
export type UrlField = Shared & { readonly type: "url"; readonly maxLength: number };
/** "yyyy-MM-dd HH:mm:ss" in Beijing time. */
export type TimeField = Shared & { readonly type: "time" };
/** A whole number of m, h or d from 1m to 15d, or "1c". */
export type DurationField = Shared & { readonly type: "duration" };
/** JSON object of its own fields (OpenAPI only). */
export type ObjectField = Shared & {
  readonly type: "object";
  readonly fields: FieldTable;
  readonly maxLength?: number;
};
/** JSON array (OpenAPI only). */
export type ListField = Shared & { readonly type: "list"; readonly item: FieldDefinition; readonly maxItems?: number };

export type FieldDefinition =
  | TextField
  | ChoiceField
  | AmountField
  | IntegerField
  | UrlField
  | TimeField
  | DurationField
  | ObjectField
  | ListField;

export type FieldTable = { readonly [name: string]: FieldDefinition };
