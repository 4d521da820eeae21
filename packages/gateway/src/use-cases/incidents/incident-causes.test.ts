import { listPages, loadPage } from "@dedepay/errors";
import { describe, expect, it } from "vitest";
import { incidentCauses, machineCause, severityOf } from "./incident-causes.ts";
import { incidentTitles } from "./incident-titles.ts";

const pages = listPages("zh").filter(({ kind }) => kind === "cause");
const raised = pages.filter(({ id }) => {
  const page = loadPage("cause", id, "zh");
  return page?.kind === "cause" && page.raisedByGateway === true;
});

describe("the gateway's causes and their pages", () => {
  it("have each other", () => {
    expect(raised.map(({ id }) => id).toSorted()).toEqual(Object.keys(incidentCauses).toSorted());
  });

  it("say what happened, how to tell and what owner and developer do, in both languages", () => {
    for (const id of Object.keys(incidentCauses)) {
      for (const lang of ["zh", "en"] as const) {
        const page = loadPage("cause", id, lang);
        const names = page?.kind === "cause" ? page.sections.map(({ name }) => name) : [];
        const needed = names.filter((name) => name !== "dedecms");
        expect({ id, needed }).toEqual({ id, needed: ["happened", "confirm", "owner", "developer"] });
      }
    }
  });

  it("cover every cause of the payment machine", () => {
    for (const cause of Object.keys(incidentTitles) as (keyof typeof incidentTitles)[]) {
      expect(Object.keys(incidentCauses)).toContain(machineCause(cause));
    }
  });

  it("press for money at risk, and not for what only Alipay's codes say", () => {
    expect(severityOf("surplus")).toBe("money");
    expect(severityOf("pid-and-key-do-not-belong-together")).toBe("attention");
  });
});
