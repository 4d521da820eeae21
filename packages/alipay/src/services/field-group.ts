// Rules which bind several fields of one service together, as plain data.

export type FieldGroup =
  /** How many of these sets may be given. A set is given when one of its fields is; then all of them must be. */
  | {
      readonly rule: "exactly_one" | "at_least_one" | "at_most_one";
      readonly sets: readonly (readonly string[])[];
    }
  /** `field` may only be sent with `other` (and, where stated, with that value of it). */
  | { readonly rule: "only_with"; readonly field: string; readonly other: string; readonly value?: string }
  /** `field` must be sent where `other` has this value. */
  | { readonly rule: "required_with"; readonly field: string; readonly other: string; readonly value: string }
  /** The values of these fields must differ from each other. */
  | { readonly rule: "distinct"; readonly fields: readonly string[] }
  /** `field` begins with the yyyyMMdd of `time`. */
  | { readonly rule: "same_date"; readonly field: string; readonly time: string }
  /** `field` is the number of items which `separator` joins in `list`. */
  | { readonly rule: "item_count"; readonly field: string; readonly list: string; readonly separator: string }
  /** The first part (up to `partSeparator`) of each item of `list` occurs once. */
  | {
      readonly rule: "distinct_items";
      readonly list: string;
      readonly separator: string;
      readonly partSeparator: string;
    };
