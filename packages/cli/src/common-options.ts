// Options which several commands share, each said in one way.
import { Option } from "commander";
import { defaultPorts } from "./default-ports.ts";
import { readAddressList } from "./read-address-list.ts";
import { readPort } from "./read-port.ts";

export function jsonOption(): Option {
  return new Option("--json", "输出 JSON · print JSON");
}

export function hostOption(): Option {
  return new Option("--host <address>", "监听地址 · address to listen on").default("127.0.0.1").env("DEDEPAY_HOST");
}

export function dataOption(): Option {
  return new Option("--data <folder>", "数据文件夹 · folder of all data").default(".dedepay").env("DEDEPAY_DATA");
}

export function egressOption(): Option {
  return new Option(
    "--egress-allow <list>",
    "允许通知到达的内网地址：loopback、private 或网段，逗号分隔 · private addresses that webhooks may go to: loopback, private or CIDR blocks, by commas",
  )
    .env("DEDEPAY_EGRESS_ALLOW")
    .argParser(readAddressList);
}

export function portOption(flags: string, variable: string, port: number): Option {
  return new Option(flags, "端口 · port").default(port).env(variable).argParser(readPort);
}

export function databaseOption(): Option {
  return new Option(
    "--database-url <url>",
    "MariaDB 或 PostgreSQL 的地址，代替内置数据库 · address of MariaDB or PostgreSQL in place of the embedded database",
  ).env("DEDEPAY_DATABASE_URL");
}

export function masterKeyOption(): Option {
  return new Option("--master-key-file <path>", "主密钥文件 · file of the key which seals stored secrets").env(
    "DEDEPAY_MASTER_KEY_FILE",
  );
}

export function publicUrlOption(): Option {
  return new Option("--public-url <url>", "买家和支付宝访问网关的地址 · how buyers and Alipay reach the gateway").env(
    "DEDEPAY_PUBLIC_URL",
  );
}

/** The address of a gateway which was started without any flag. */
export const usualPublicUrl: string = `http://127.0.0.1:${defaultPorts.gateway}`;
