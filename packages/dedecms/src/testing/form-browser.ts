// As much of a browser as a buyer needs: follows redirects, sends forms with their own fields. No script, no cookies.
export type FormPage = { readonly url: string; readonly html: string };

export async function visit(address: string, init: RequestInit = {}): Promise<FormPage> {
  const reply = await fetch(address, { ...init, headers: { accept: "text/html" } });
  return { url: reply.url, html: await reply.text() };
}

/** Sends the form (or its button) whose address ends in `action`. */
export async function send({ url, html }: FormPage, action: string): Promise<FormPage> {
  for (const [form] of html.matchAll(/<form.*?<\/form>/gs)) {
    const targets = [...form.matchAll(/action="([^"]*)"/g)].map(([, target = ""]) => target);
    const target = targets.find((one) => one.endsWith(action));
    if (target === undefined) continue;
    const body = new URLSearchParams();
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      const isLeftOut = /type="radio"/.test(input) && !/ checked/.test(input);
      if (name !== undefined && !isLeftOut) body.append(name, /value="([^"]*)"/.exec(input)?.[1] ?? "");
    }
    return visit(new URL(target, url).href, { method: "POST", body });
  }
  throw new NoForm(`no form to ${action} on ${url}`);
}

export class NoForm extends Error {
  override readonly name: string = "NoForm";
}
