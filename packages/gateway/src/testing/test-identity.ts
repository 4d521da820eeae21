// Who the tests are at Alipay. Nothing here is a real account or a real key.

export const testPartner = "2088000000000001";
export const testMd5Key = "0123456789abcdefghijklmnopqrstuv";
export const testAppId = "2021000000000001";
