// The keys of an account, read from the texts somebody typed when they are asked for; what can't be read is kept with its
// reason.
import { createPublicKey, type KeyObject } from "node:crypto";
import { AlipayError, parseCertificate, parsePrivateKey, parsePublicKey } from "@dedepay/alipay";
import type { DoctorAccount } from "../doctor-context.ts";

type KeySetting = "privateKey" | "appPublicKey" | "alipayPublicKey";
export type KeyProblem = { readonly setting: KeySetting; readonly rule: string; readonly message: string };
type Reading = { readonly key?: KeyObject; readonly problem?: KeyProblem };

const minBits = 1024;
const readers: Readonly<Record<KeySetting, (text: string) => KeyObject>> = {
  privateKey: (text) => createPublicKey(parsePrivateKey(text, { minBits })),
  appPublicKey: (text) => parsePublicKey(text, { minBits, field: "appPublicKey" }),
  alipayPublicKey: (text) => parsePublicKey(text, { minBits }),
};

export class ParsedKeys {
  readonly #account: DoctorAccount;
  readonly #readings = new Map<KeySetting, Reading>();
  readonly #certified = new Map<"app" | "alipay", KeyObject | undefined>();

  constructor(account: DoctorAccount) {
    this.#account = account;
  }

  /** Without white space around it, whatever else is wrong with it. */
  get md5Key(): string | undefined {
    const key = this.#account.md5Key?.trim();
    return key === "" ? undefined : key;
  }

  /** The application's public key, derived from its private key where that is there. */
  get appPublic(): KeyObject | undefined {
    return this.ownPublic ?? this.statedAppPublic ?? this.certifiedAppPublic;
  }

  /** Derived from the application's private key. */
  get ownPublic(): KeyObject | undefined {
    return this.#read("privateKey").key;
  }

  /** As typed beside the private key. */
  get statedAppPublic(): KeyObject | undefined {
    return this.#read("appPublicKey").key;
  }

  /** Of the application's certificate. */
  get certifiedAppPublic(): KeyObject | undefined {
    return this.#ofCertificate("app");
  }

  get alipayPublic(): KeyObject | undefined {
    return this.#read("alipayPublicKey").key ?? this.#ofCertificate("alipay");
  }

  get problems(): readonly KeyProblem[] {
    return (["privateKey", "appPublicKey", "alipayPublicKey"] as const).flatMap(
      (setting) => this.#read(setting).problem ?? [],
    );
  }

  #read(setting: KeySetting): Reading {
    let reading = this.#readings.get(setting);
    if (reading === undefined) {
      reading = read(setting, this.#account[setting]);
      this.#readings.set(setting, reading);
    }
    return reading;
  }

  #ofCertificate(which: "app" | "alipay"): KeyObject | undefined {
    if (!this.#certified.has(which))
      this.#certified.set(which, certificateKey(this.#account.certificates?.[which], which));
    return this.#certified.get(which);
  }
}

const parsed = new WeakMap<DoctorAccount, ParsedKeys>();

/** Keys of the account; remembered for the same object. */
export function parsedKeys(account: DoctorAccount): ParsedKeys {
  let keys = parsed.get(account);
  if (keys === undefined) {
    keys = new ParsedKeys(account);
    parsed.set(account, keys);
  }
  return keys;
}

function read(setting: KeySetting, text: string | undefined): Reading {
  if (text === undefined || text.trim() === "") return {};
  try {
    return { key: readers[setting](text) };
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error;
    return { problem: { setting, rule: error.violations?.[0]?.rule ?? "unreadable", message: error.message } };
  }
}

function certificateKey(text: string | undefined, which: "app" | "alipay"): KeyObject | undefined {
  if (text === undefined) return undefined;
  try {
    return parseCertificate(text, `certificates.${which}`).publicKey;
  } catch (error) {
    if (error instanceof AlipayError) return undefined;
    throw error;
  }
}
