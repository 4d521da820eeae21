// The sentences for a database that can't be used, the same for every kind.
import { DatabaseRefused, type RefusalReason } from "./database-refused.ts";
import type { ServerAddress } from "./server-address.ts";

type ConnectReason = Extract<RefusalReason, "unreachable" | "denied" | "missing" | "trouble">;

export function refusedConnection(o: {
  reason: ConnectReason;
  address: ServerAddress;
  code: string;
  cause: unknown;
}): DatabaseRefused {
  const { host, port, user, database, shown } = o.address;
  const sentences = {
    unreachable: {
      zh: `连不上数据库服务器 ${host}:${port}（${o.code}）。请检查主机、端口、防火墙，以及数据库是否已启动`,
      en: `The database server ${host}:${port} can't be reached (${o.code}). Check host, port, firewall, and that it runs`,
    },
    denied: {
      zh: `数据库服务器拒绝了用户 ${user}（${o.code}）。请检查用户名、密码和授权`,
      en: `The database server refuses the user ${user} (${o.code}). Check user name, password and grants`,
    },
    missing: {
      zh: `数据库 ${database} 不存在。请先建库，或改正地址中的库名`,
      en: `The database ${database} does not exist. Create it first, or correct the name in the address`,
    },
    trouble: {
      zh: `数据库服务器现在不可用（${o.code}）`,
      en: `The database server can't be used now (${o.code})`,
    },
  } as const;
  return new DatabaseRefused({ reason: o.reason, address: shown, ...sentences[o.reason], cause: o.cause });
}

export function refusedVersion(address: ServerAddress, o: { found: string; needed: string }): DatabaseRefused {
  return new DatabaseRefused({
    reason: "version",
    address: address.shown,
    zh: `数据库版本 ${o.found} 太旧，需要 ${o.needed}`,
    en: `The database server's version ${o.found} is too old; ${o.needed} is needed`,
  });
}

export function refusedCharset(
  address: ServerAddress,
  o: { what: string; found: string; needed: string },
): DatabaseRefused {
  return new DatabaseRefused({
    reason: "charset",
    address: address.shown,
    zh: `${o.what} 的字符集是 ${o.found}，会丢失文字，需要 ${o.needed}`,
    en: `The charset of ${o.what} is ${o.found}, which loses text; ${o.needed} is needed`,
  });
}

/** The database answers and can't be used all the same: read-only, full, damaged, locked by somebody. */
export function refusedTrouble(
  place: { setting: string; address: string },
  o: { code: string; cause: unknown },
): DatabaseRefused {
  return new DatabaseRefused({
    reason: "trouble",
    ...place,
    zh: `数据库打不开或不能写入（${o.code}）：请检查权限、磁盘空间、是否只读；文件损坏时请用备份恢复`,
    en: `The database can't be opened or written (${o.code}): look at permissions, free space, and whether it is read-only; restore a back-up where the file is damaged`,
    cause: o.cause,
  });
}
