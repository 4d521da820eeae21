import { describe, expect, it } from "vitest";
import { html, trustedHtml } from "./html.ts";

describe("html", () => {
  it("escapes everything that could leave its place, in content and in attributes", () => {
    const evil = `"><script>alert('&')</script>`;
    expect(html`<a title="${evil}">${evil}</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</a>',
    );
  });

  it("escapes an entity again: what the buyer sees is what the shop wrote", () => {
    expect(html`${"&quot;"}`.text).toBe("&amp;quot;");
  });

  it("puts nested HTML and lists of it in as they are, and nothing for what is absent", () => {
    const items = ["<1>", "2"].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}</ul>${undefined}${false}${null}${0}${7n}${trustedHtml("<hr>")}`.text).toBe(
      "<ul><li>&lt;1&gt;</li><li>2</li></ul>07<hr>",
    );
  });
});
