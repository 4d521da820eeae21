// Every hypothesis, in the order in which they are tried: of two that give the same bytes the first is named.

import { amountRewritten } from "./hypotheses/amount-rewritten.ts";
import { charactersAsNumbers, charsetOfBytes, textGarbledAfterSigning } from "./hypotheses/charset-of-bytes.ts";
import { entityAteSeparator } from "./hypotheses/entity-ate-separator.ts";
import { foreignFieldsIncluded, oneFieldIncluded } from "./hypotheses/field-not-signed.ts";
import { htmlEscapedAfterSigning, htmlEscapedBeforeSigning } from "./hypotheses/html-escaped.ts";
import { jsonReserialised } from "./hypotheses/json-reserialised.ts";
import { lineEndsChanged } from "./hypotheses/line-ends-changed.ts";
import { plusForSpace, spaceWrittenAsPlus } from "./hypotheses/plus-for-space.ts";
import { quoteCutValue } from "./hypotheses/quote-cut-value.ts";
import { emptyValueSelection, signTypeSelection, sortingSkipped } from "./hypotheses/selection-changed.ts";
import { emptyFieldSignedNotSent, signedFieldMissing } from "./hypotheses/signed-field-missing.ts";
import { slashesAddedAfterSigning, slashesAddedBeforeSigning } from "./hypotheses/slashes-added.ts";
import { textRewritten } from "./hypotheses/text-rewritten.ts";
import { urlEncodedBeforeSigning, urlEncodedTwice } from "./hypotheses/url-encoded.ts";
import { valueChanged } from "./hypotheses/value-changed.ts";
import { valuesTrimmed, whiteSpaceLost } from "./hypotheses/values-trimmed.ts";
import type { DraftHypothesis, TextHypothesis } from "./hypothesis.ts";

export const draftHypotheses: readonly DraftHypothesis[] = [
  entityAteSeparator,
  quoteCutValue,
  foreignFieldsIncluded,
  htmlEscapedAfterSigning,
  slashesAddedAfterSigning,
  plusForSpace,
  urlEncodedTwice,
  textGarbledAfterSigning,
  charsetOfBytes,
  charactersAsNumbers,
  htmlEscapedBeforeSigning,
  slashesAddedBeforeSigning,
  urlEncodedBeforeSigning,
  jsonReserialised,
  lineEndsChanged,
  valuesTrimmed,
  amountRewritten,
  spaceWrittenAsPlus,
  signTypeSelection,
  emptyValueSelection,
  sortingSkipped,
  oneFieldIncluded,
  signedFieldMissing,
  emptyFieldSignedNotSent,
  whiteSpaceLost,
  valueChanged,
];

export const textHypotheses: readonly TextHypothesis[] = [textRewritten];
