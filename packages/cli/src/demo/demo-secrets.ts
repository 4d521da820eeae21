// What the demo must find again at its next start: the keys of the shop's site. Kept in one file of the data folder which
// only its owner may read; by the address of the shop's webhook, because a shop on another port is another site.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface SiteSecrets {
  readonly keyId: string;
  readonly keySecret: string;
  readonly webhookSecret: string;
}

type DemoFile = { sites: Record<string, SiteSecrets> };

export class DemoSecrets {
  readonly #path: string;
  readonly #sites: Record<string, SiteSecrets>;

  constructor(folder: string) {
    this.#path = join(folder, "demo.json");
    this.#sites = existsSync(this.#path) ? (JSON.parse(readFileSync(this.#path, "utf8")) as DemoFile).sites : {};
  }

  site(webhookUrl: string): SiteSecrets | undefined {
    return this.#sites[webhookUrl];
  }

  keepSite(webhookUrl: string, secrets: SiteSecrets): void {
    this.#sites[webhookUrl] = secrets;
    const file: DemoFile = { sites: this.#sites };
    writeFileSync(this.#path, `${JSON.stringify(file, undefined, 2)}\n`, { mode: 0o600 });
  }
}
