// Evidence in, findings out: names and proves the cause of an Alipay error.
export {};
