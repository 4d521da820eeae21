// The title of a cause's page, in both languages.
import { type BilingualText, loadPage } from "@dedepay/errors";

export function causeTitle(cause: string): BilingualText {
  return { zh: loadPage("cause", cause, "zh")?.title ?? cause, en: loadPage("cause", cause, "en")?.title ?? cause };
}
