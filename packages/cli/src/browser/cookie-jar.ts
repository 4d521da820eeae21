// Cookies by host, as far as a rehearsal on one machine needs them: name, value and removal.

export class CookieJar {
  readonly #byHost: Map<string, Map<string, string>> = new Map();

  keep(url: string, setCookies: readonly string[]): void {
    const host = new URL(url).host;
    const cookies = this.#byHost.get(host) ?? new Map<string, string>();
    this.#byHost.set(host, cookies);
    for (const line of setCookies) {
      const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
      const at = pair.indexOf("=");
      const name = pair.slice(0, at);
      if (attributes.some((attribute) => /^max-age=(0|-\d+)$/i.test(attribute))) cookies.delete(name);
      else cookies.set(name, pair.slice(at + 1));
    }
  }

  header(url: string): string {
    const cookies = this.#byHost.get(new URL(url).host) ?? new Map<string, string>();
    return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}
