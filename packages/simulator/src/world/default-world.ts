// The world a simulation starts with when nobody brings one: enough accounts and buyers to see every product and most
// errors without writing a file. Its keys are published test keys.

import {
  certAlipayKey,
  certAppKey,
  defaultCertificates,
  keyAlipayKey,
  keyAppKey,
  mapiAlipayKey,
  mapiMerchantKey,
} from "./default-keys.ts";
import type { Product } from "./product.ts";
import type { Buyer, Contract, MapiPartner, OpenapiApp, World } from "./world.ts";

const since = "2020-01-01T00:00:00+08:00";

function contracts(products: Product[], goods: Contract["goods"]): Contract[] {
  return products.map((product) => ({ product, goods, status: "active", from: since, refundable: product !== "dual" }));
}

const rsaOfMapi = {
  privateKey: mapiMerchantKey.privateKey,
  publicKey: mapiMerchantKey.publicKey,
  alipayPrivateKey: mapiAlipayKey.privateKey,
  alipayPublicKey: mapiAlipayKey.publicKey,
};

const mapiPartners: MapiPartner[] = [
  {
    protocol: "mapi",
    id: "mapi-all",
    label: "老接口商户：即时到账、担保、双接口，实物和虚拟",
    status: "active",
    partner: "2088101000000017",
    md5Key: "simulatorkey0123456789abcdefghij",
    ...rsaOfMapi,
    sellerEmail: "seller@simulator.test",
    formerEmails: ["former-seller@simulator.test"],
    contracts: contracts(["direct", "escrow", "dual"], "any"),
    capabilities: ["query", "close", "refund", "timeout", "report"],
  },
  {
    protocol: "mapi",
    id: "mapi-wap",
    label: "老接口商户：只有手机网页支付",
    status: "active",
    partner: "2088101000000074",
    md5Key: "phonewebsitekey0123456789abcdefg",
    sellerEmail: "phone@simulator.test",
    formerEmails: [],
    contracts: contracts(["wap"], "any"),
    capabilities: ["query", "close", "refund"],
  },
  {
    protocol: "mapi",
    id: "mapi-direct-physical",
    label: "老接口商户：只有即时到账，只有实物",
    status: "active",
    partner: "2088101000000025",
    md5Key: "directphysicalkey0123456789abcde",
    sellerEmail: "books@simulator.test",
    formerEmails: [],
    contracts: contracts(["direct"], "physical"),
    capabilities: ["query", "refund"],
  },
  {
    protocol: "mapi",
    id: "mapi-lapsed",
    label: "老接口商户：合同 2024 年底到期",
    status: "active",
    partner: "2088101000000033",
    md5Key: "lapsedcontractkey0123456789abcde",
    sellerEmail: "lapsed@simulator.test",
    formerEmails: [],
    contracts: contracts(["direct", "escrow", "dual"], "any").map((one) => ({
      ...one,
      to: "2025-01-01T00:00:00+08:00",
    })),
    capabilities: ["query"],
  },
  {
    protocol: "mapi",
    id: "mapi-inactive",
    label: "老接口商户：PID 尚未激活",
    status: "inactive",
    partner: "2088101000000090",
    md5Key: "inactivepartnerkey0123456789abcd",
    sellerEmail: "inactive@simulator.test",
    formerEmails: [],
    contracts: contracts(["direct"], "any"),
    capabilities: [],
  },
];

const openapiApps: OpenapiApp[] = [
  {
    protocol: "openapi",
    id: "openapi-key",
    label: "开放平台应用：公钥模式，网页、手机网页、扫码",
    status: "active",
    appId: "2021000100000017",
    sellerId: "2088101000000041",
    signType: "RSA2",
    privateKey: keyAppKey.privateKey,
    publicKey: keyAppKey.publicKey,
    alipayPrivateKey: keyAlipayKey.privateKey,
    alipayPublicKey: keyAlipayKey.publicKey,
    sellerEmail: "openapi-seller@simulator.test",
    formerEmails: [],
    contracts: contracts(["page", "wap", "qr"], "any"),
    capabilities: ["query", "close", "refund", "timeout"],
  },
  {
    protocol: "openapi",
    id: "openapi-certificate",
    label: "开放平台应用：公钥证书模式",
    status: "active",
    appId: "2021000100000025",
    sellerId: "2088101000000058",
    signType: "RSA2",
    privateKey: certAppKey.privateKey,
    publicKey: certAppKey.publicKey,
    alipayPrivateKey: certAlipayKey.privateKey,
    alipayPublicKey: certAlipayKey.publicKey,
    certificates: defaultCertificates,
    sellerEmail: "certificate-seller@simulator.test",
    formerEmails: [],
    contracts: contracts(["page", "wap", "qr"], "any"),
    capabilities: ["query", "close", "refund", "timeout"],
  },
  {
    protocol: "openapi",
    id: "openapi-encrypted",
    label: "开放平台应用：公钥模式，接口内容加密（AES），只有网页支付",
    status: "active",
    appId: "2021000100000033",
    sellerId: "2088101000000066",
    signType: "RSA2",
    privateKey: keyAppKey.privateKey,
    publicKey: keyAppKey.publicKey,
    alipayPrivateKey: keyAlipayKey.privateKey,
    alipayPublicKey: keyAlipayKey.publicKey,
    aesKey: "c2ltdWxhdG9yLWFlcy0wMQ==",
    sellerEmail: "encrypted-seller@simulator.test",
    formerEmails: [],
    contracts: contracts(["page"], "any"),
    capabilities: ["query", "close", "refund"],
  },
];

const buyers: Buyer[] = [
  {
    userId: "2088202000000014",
    logonId: "zhangsan@buyer.test",
    name: "张三",
    balanceFen: 10_000_000_000,
    status: "normal",
  },
  { userId: "2088202000000022", logonId: "13800000002", name: "李四", balanceFen: 10_000_000_000, status: "normal" },
  {
    userId: "2088202000000030",
    logonId: "wangwu@buyer.test",
    name: "王五（余额 0.05 元）",
    balanceFen: 5,
    status: "normal",
  },
  {
    userId: "2088202000000048",
    logonId: "zhaoliu@buyer.test",
    name: "赵六（账户冻结）",
    balanceFen: 1_000_000,
    status: "frozen",
  },
  {
    userId: "2088202000000056",
    logonId: "sunqi@buyer.test",
    name: "孙七（未实名）",
    balanceFen: 1_000_000,
    status: "unverified",
  },
];

/** A fresh copy of the default world. */
export function defaultWorld(): World {
  return structuredClone({ accounts: [...mapiPartners, ...openapiApps], buyers });
}
