// The accounts of a world with their keys read once, found by PID or app_id, and the money of everybody.
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { RandomSource } from "../platform/random.ts";
import { privateKeyOf, publicKeyOf } from "./key-of.ts";
import { type Account, type Buyer, type MapiPartner, type OpenapiApp, sellerIdOf, type World } from "./world.ts";

export interface AccountKeys {
  merchantPublicKey: KeyObject | undefined;
  alipayPrivateKey: KeyObject | undefined;
}

/** Somebody with an Alipay account who can pay: a buyer of the world, or a seller. */
export interface Payer {
  userId: string;
  logonId: string;
  name: string;
  status: Buyer["status"];
}

export class Accounts {
  readonly all: readonly Account[];
  readonly #partners = new Map<string, MapiPartner>();
  readonly #apps = new Map<string, OpenapiApp>();
  readonly #keys = new Map<string, AccountKeys>();
  readonly #payers = new Map<string, Payer>();
  readonly #balances = new Map<string, bigint>();

  constructor(world: World) {
    this.all = world.accounts;
    for (const buyer of world.buyers) {
      const { userId, logonId, name, status } = buyer;
      this.#payers.set(userId, { userId, logonId, name, status });
      this.#balances.set(userId, BigInt(buyer.balanceFen));
    }
    for (const account of world.accounts) {
      if (account.protocol === "mapi") this.#partners.set(account.partner, account);
      else this.#apps.set(account.appId, account);
      this.#keys.set(account.id, readKeys(account));
      const userId = sellerIdOf(account);
      this.#balances.set(userId, BigInt(account.balanceFen ?? 0));
      this.#payers.set(userId, {
        userId,
        logonId: account.sellerEmail,
        name: "卖家自己",
        status: account.frozen === true ? "frozen" : "normal",
      });
    }
  }

  partner(pid: string): MapiPartner | undefined {
    return this.#partners.get(pid);
  }

  app(appId: string): OpenapiApp | undefined {
    return this.#apps.get(appId);
  }

  keys(account: Account): AccountKeys {
    const keys = this.#keys.get(account.id);
    if (keys === undefined) throw new Error(`account ${account.id} is not of this world`);
    return keys;
  }

  /** Alipay signs with another key from now on: a new MD5 key, or a new RSA pair whose public half the world shows. */
  rotateKey(account: Account, random: RandomSource): void {
    if (account.protocol === "mapi") {
      account.md5Key = random.hex(16);
      return;
    }
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    this.#keys.set(account.id, { ...this.keys(account), alipayPrivateKey: pair.privateKey });
    account.alipayPrivateKey = pair.privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
    account.alipayPublicKey = pair.publicKey.export({ format: "der", type: "spki" }).toString("base64");
  }

  /** Whether some account collects under this PID. */
  isSeller(pid: string): boolean {
    return this.all.some((account) => sellerIdOf(account) === pid);
  }

  payer(userId: string): Payer | undefined {
    return this.#payers.get(userId);
  }

  payerByLogonId(logonId: string): Payer | undefined {
    for (const payer of this.#payers.values()) if (payer.logonId === logonId) return payer;
    return undefined;
  }

  /** Everybody who can stand at the cashier of a seller: all buyers, and that seller. */
  payersFor(sellerId: string): Payer[] {
    const sellers = new Set(this.all.map(sellerIdOf));
    return [...this.#payers.values()].filter((payer) => !sellers.has(payer.userId) || payer.userId === sellerId);
  }

  balanceFen(userId: string): bigint {
    return this.#balances.get(userId) ?? 0n;
  }

  /** Everybody's money, escrow's too. */
  balances(): ReadonlyMap<string, bigint> {
    return this.#balances;
  }

  /** Gives everybody the money which they had when it was noted. */
  restoreBalances(balances: Iterable<readonly [userId: string, fen: bigint]>): void {
    for (const [userId, fen] of balances) this.#balances.set(userId, fen);
  }

  /** Moves money between two users; a balance can go below zero, whoever calls decides whether it may. */
  move(fromUserId: string, toUserId: string, amountFen: bigint): void {
    this.#balances.set(fromUserId, this.balanceFen(fromUserId) - amountFen);
    this.#balances.set(toUserId, this.balanceFen(toUserId) + amountFen);
  }
}

/** Where money in escrow lies. */
export const escrowUserId = "escrow";

function readKeys(account: Account): AccountKeys {
  const { publicKey, alipayPrivateKey } = account;
  return {
    merchantPublicKey: publicKey === undefined ? undefined : publicKeyOf(publicKey),
    alipayPrivateKey: alipayPrivateKey === undefined ? undefined : privateKeyOf(alipayPrivateKey),
  };
}
