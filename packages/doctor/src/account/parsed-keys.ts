// The keys of an account, read once from the texts somebody typed; what can't be read is kept with its reason.
import { createPublicKey, type KeyObject } from "node:crypto";
import { AlipayError, parseCertificate, parsePrivateKey, parsePublicKey } from "@dedepay/alipay";
import type { DoctorAccount } from "../doctor-context.ts";

export type KeyProblem = { readonly setting: keyof DoctorAccount; readonly rule: string; readonly message: string };

export type ParsedKeys = {
  /** Without white space around it, whatever else is wrong with it. */
  readonly md5Key?: string;
  readonly appPublic?: KeyObject;
  /** True where the application's public key was derived from its private key. */
  readonly appPublicDerived: boolean;
  /** As typed beside the private key. */
  readonly statedAppPublic?: KeyObject;
  readonly alipayPublic?: KeyObject;
  readonly problems: readonly KeyProblem[];
};

const parsed = new WeakMap<DoctorAccount, ParsedKeys>();

/** Keys of the account; remembered for the same object. */
export function parsedKeys(account: DoctorAccount): ParsedKeys {
  let keys = parsed.get(account);
  if (keys === undefined) {
    keys = parse(account);
    parsed.set(account, keys);
  }
  return keys;
}

function parse(account: DoctorAccount): ParsedKeys {
  const problems: KeyProblem[] = [];
  const read = <Read>(setting: keyof DoctorAccount, reader: (text: string) => Read): Read | undefined => {
    const text = account[setting];
    if (typeof text !== "string" || text.trim() === "") return undefined;
    try {
      return reader(text);
    } catch (error) {
      if (!(error instanceof AlipayError)) throw error;
      problems.push({ setting, rule: error.violations?.[0]?.rule ?? "unreadable", message: error.message });
      return undefined;
    }
  };
  const minBits = 1024;
  const own = read("privateKey", (text) => createPublicKey(parsePrivateKey(text, { minBits })));
  const stated = read("appPublicKey", (text) => parsePublicKey(text, { minBits, field: "appPublicKey" }));
  const alipay =
    read("alipayPublicKey", (text) => parsePublicKey(text, { minBits })) ??
    certificateKey(account.certificates?.alipay);
  const md5Key = account.md5Key?.trim();
  const appPublic = own ?? stated;
  return {
    ...(md5Key === undefined || md5Key === "" ? {} : { md5Key }),
    ...(appPublic === undefined ? {} : { appPublic }),
    appPublicDerived: own !== undefined,
    ...(stated === undefined ? {} : { statedAppPublic: stated }),
    ...(alipay === undefined ? {} : { alipayPublic: alipay }),
    problems,
  };
}

function certificateKey(text: string | undefined): KeyObject | undefined {
  if (text === undefined) return undefined;
  try {
    return parseCertificate(text, "certificates.alipay").publicKey;
  } catch (error) {
    if (error instanceof AlipayError) return undefined;
    throw error;
  }
}
