// Who may use the admin routes: the bearer of the token that was printed once, coming from this machine.
// The token itself is not kept: only its SHA-256 (it has 256 random bits, so a slow hash would add nothing).
import { hash, timingSafeEqual } from "node:crypto";
import { DedepayError } from "@dedepay/errors";

export type AdminRequest = { header(name: string): string | undefined };

export function hashAdminToken(token: string): Uint8Array {
  return hash("sha256", token, "buffer");
}

/** Errors: 1004, without saying whether the token was absent in part or wrong. */
export function authenticateAdmin(request: AdminRequest, tokenSha256: Uint8Array): void {
  const token = /^Bearer ([!-~]{1,256})$/i.exec(request.header("Authorization") ?? "")?.[1];
  if (token === undefined) {
    throw new DedepayError(1004, {
      param: "Authorization",
      detail: {
        zh: "管理接口需要请求头 Authorization: Bearer <管理令牌>。",
        en: "The admin API needs the header Authorization: Bearer <admin token>.",
      },
      extra: { reason: "no_token" },
    });
  }
  if (!timingSafeEqual(hashAdminToken(token), tokenSha256)) {
    throw new DedepayError(1004, {
      param: "Authorization",
      detail: { zh: "管理令牌不对。", en: "The admin token is not the right one." },
      extra: { reason: "wrong_token" },
    });
  }
}

/**
 * Where admin and public routes share a port, a proxy in front (or a rebound DNS name in a browser) must not carry the outside in.
 * Errors: 1004.
 */
export function requireLoopback(request: AdminRequest): void {
  const host = (request.header("Host") ?? "").replace(/:\d+$/, "").toLowerCase();
  const forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"].find(
    (name) => request.header(name) !== undefined,
  );
  if (forwarded === undefined && ["localhost", "127.0.0.1", "[::1]"].includes(host)) return;
  throw new DedepayError(1004, {
    param: forwarded ?? "Host",
    detail: {
      zh: "管理接口只对本机开放。",
      en: "The admin API is open to this machine only.",
    },
    extra: { reason: "not_local" },
  });
}
