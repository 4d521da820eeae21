// Headers that a request may carry besides its signature.
import { both } from "./both-languages.ts";

type DescribedHeader = { type: string; description: string; pattern?: string };

export const languageHeader: Readonly<Record<string, DescribedHeader>> = {
  "Accept-Language": {
    type: "string",
    description: both("错误信息的语言：zh-CN（默认）或 en", "Language of failures: zh-CN (the default) or en"),
  },
};

export const idempotencyKeyHeader: Readonly<Record<string, DescribedHeader>> = {
  "Idempotency-Key": {
    type: "string",
    pattern: "^[!-~]{1,128}$",
    description: both(
      "幂等键，1 到 128 个可见 ASCII 字符：同一键同样的请求得到先前的回答（Idempotent-Replayed: true），内容不同返回 1013；结果未知的不重放，而是现在的状态",
      "1 to 128 visible ASCII characters. The same request under the same key gives the stored answer (Idempotent-Replayed: true), another one 1013; an unknown outcome is never replayed, the present state is given",
    ),
  },
};
