// Why an operation on a ledger was not carried out, in words for the person who asked for it. Nothing was changed then.

export type RefusalText = { zh: string; en: string; fixZh?: string; fixEn?: string };

export class OperationRefused extends Error {
  readonly text: RefusalText;

  constructor(text: RefusalText, cause?: unknown) {
    super(text.en, cause === undefined ? {} : { cause });
    this.name = "OperationRefused";
    this.text = text;
  }
}
