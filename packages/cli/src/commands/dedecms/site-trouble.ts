// What stood in the way of looking at a shop, in words for its owner. Anything that is not listed here is a bug.
import { type ArchiveTrouble, type DatabaseTrouble, UnreachableDatabase, UnreadableArchive } from "@dedepay/dedecms";
import type { FailureText } from "../../command-failure.ts";

/** Undefined for an error which nobody outside can mend. */
export function siteTrouble(error: unknown, path: string): FailureText | undefined {
  if (error instanceof UnreadableArchive) return archiveTrouble(error);
  if (error instanceof UnreachableDatabase) return databaseTrouble(error);
  if (!(error instanceof Error && "code" in error)) return undefined;
  const code = String(error.code);
  if (!/^E[A-Z]+$/.test(code)) return undefined;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return {
      zh: `没有 ${path}`,
      en: `${path} does not exist`,
      fixZh: "给网站根目录（里面有 include/ 和 data/）、它的副本，或 .zip、.tar.gz 备份",
      fixEn: "give the web root (it holds include/ and data/), a copy of it, or a .zip or .tar.gz backup",
    };
  }
  return {
    zh: `读不了 ${path} 中的文件（${code}）`,
    en: `cannot read the files in ${path} (${code})`,
    fixZh: "换一个有权限读网站文件的用户运行",
    fixEn: "run it as a user who may read the site's files",
  };
}

export function notDedecms(path: string, nearby?: string): FailureText {
  return {
    zh: `${path} 中没有 DedeCMS`,
    en: `no DedeCMS in ${path}`,
    ...(nearby === undefined
      ? {
          fixZh: "给网站根目录，里面有 include/ 和 data/",
          fixEn: "give the web root, which holds include/ and data/",
        }
      : { fixZh: `DedeCMS 在下一层：${nearby}`, fixEn: `it lies one level down: ${nearby}` }),
  };
}

const unpackIt = { fixZh: "也可以先解压，再给解压后的文件夹", fixEn: "or unpack it and give the folder" };

function archiveTrouble({ trouble, file, roots }: UnreadableArchive): FailureText {
  const texts: Readonly<Record<ArchiveTrouble, FailureText>> = {
    not_an_archive: { zh: `${file} 不是 zip 或 tar.gz 压缩包`, en: `${file} is no zip or tar.gz archive`, ...unpackIt },
    unsupported_format: {
      zh: `${file} 是 RAR 或 7z 压缩包，这里读不了`,
      en: `${file} is a RAR or 7z archive, which can't be read here`,
      ...unpackIt,
    },
    damaged: {
      zh: `压缩包 ${file} 已损坏或不完整`,
      en: `the archive ${file} is damaged or incomplete`,
      fixZh: "重新下载一次（FTP 用二进制模式）",
      fixEn: "download it again (FTP in binary mode)",
    },
    encrypted: { zh: `压缩包 ${file} 有密码`, en: `the archive ${file} has a password`, ...unpackIt },
    several_sites: {
      zh: `压缩包里有 ${roots.length} 个 DedeCMS：${roots.join("、")}`,
      en: `the archive holds ${roots.length} installations: ${roots.join(", ")}`,
      fixZh: `在后面写上要检查的一个：${file}/${roots[0] ?? ""}`,
      fixEn: `append the one you mean: ${file}/${roots[0] ?? ""}`,
    },
  };
  return texts[trouble];
}

const askElsewhere = {
  fixZh:
    "虚拟主机的数据库一般只有网站自己能连：去掉 --db（或用 --way webhook），或在网站的服务器上运行，或用 --db-url mysql://用户:密码@主机/库名",
  fixEn:
    "the database of a shared host mostly answers the site alone: leave --db out (or use --way webhook), run this on the site's server, or use --db-url mysql://user:password@host/name",
};

function databaseTrouble({ trouble, host, user, database, code }: UnreachableDatabase): FailureText {
  const texts: Readonly<Record<DatabaseTrouble, FailureText>> = {
    not_mysql: {
      zh: `网站的数据库是 ${code}，--db 只读 MySQL`,
      en: `the site's database is ${code}; --db reads MySQL only`,
    },
    odd_prefix: {
      zh: `表前缀 ${code} 含有不该有的字符`,
      en: `the table prefix ${code} holds characters which it should not`,
    },
    denied: {
      zh: `数据库 ${host} 拒绝了用户 ${user}（${code}）`,
      en: `the database ${host} refuses the user ${user} (${code})`,
      ...askElsewhere,
    },
    no_database: {
      zh: `数据库 ${host} 上没有 ${database}`,
      en: `there is no database ${database} on ${host}`,
      ...askElsewhere,
    },
    failed: {
      zh: `数据库 ${host} 没有答出查询（${code}）`,
      en: `the database ${host} did not answer a question (${code})`,
    },
    no_answer: {
      zh: `连不上数据库 ${host}（${code}）`,
      en: `the database ${host} can't be reached (${code})`,
      ...askElsewhere,
    },
  };
  return texts[trouble];
}
