#!/usr/bin/env python3
"""Made the two zips in this folder. Shape and wording follow Alipay's published description of its bills; every number and
name is invented. The names inside the zips are GBK without the UTF-8 flag, as Alipay writes them."""
import zipfile

PID = "20880000000000010156"
TRADE = ["支付宝交易号", "商户订单号", "业务类型", "商品名称", "创建时间", "完成时间", "门店编号", "门店名称", "操作员", "终端号", "对方账户",
         "订单金额（元）", "商家实收（元）", "支付宝红包（元）", "集分宝（元）", "支付宝优惠（元）", "商家优惠（元）", "券核销金额（元）", "券名称",
         "商家红包消费金额（元）", "卡消费金额（元）", "退款批次号/请求号", "服务费（元）", "分润（元）", "备注"]
PAID = ["2024010122001400000000000001", "T20240101001", "交易", "测试商品 #1 \"大号\"", "2024-01-01 12:00:00", "2024-01-01 12:00:05", "", "", "", "",
        "*三(abc***@example.com)", "88.88", "88.88", "0.00", "0.00", "0.00", "0.00", "0.00", "", "0.00", "0.00", "", "-0.53", "0.00", ""]
BACK = PAID[:2] + ["退款", PAID[3], "2024-01-01 12:00:00", "2024-01-01 18:00:00", "", "", "", "", PAID[10],
                   "-8.88", "-8.88", "0.00", "0.00", "0.00", "0.00", "0.00", "", "0.00", "0.00", "R20240101001", "0.05", "0.00", "少发一件"]
FUNDS = ["账务流水号", "业务流水号", "商户订单号", "商品名称", "发生时间", "对方账号", "收入金额（+元）", "支出金额（-元）", "账户余额（元）", "交易渠道",
         "业务类型", "备注"]
FUND_ROWS = [
    ["1001", PAID[0], PAID[1], PAID[3], "2024-01-01 12:00:05", PAID[10], "88.88", "0.00", "1088.88", "支付宝", "在线支付", ""],
    ["1002", PAID[0], PAID[1], PAID[3], "2024-01-01 18:00:00", PAID[10], "0.00", "-8.88", "1080.00", "支付宝", "交易退款", ""],
]


def table(title, marker, columns, rows, trailers):
    lines = [f"#支付宝{title}查询", f"#账号：[{PID}]",
             "#起始日期：[2024年01月01日 00:00:00]   终止日期：[2024年01月02日 00:00:00]",
             f"#-----------------------------------------{marker}列表----------------------------------------",
             ",".join(columns)]
    lines += [",".join(value + "\t" for value in row) for row in rows]
    lines += [f"#-----------------------------------------{marker}列表结束------------------------------------"] + trailers
    return ("\r\n".join(lines) + "\r\n").encode("gbk")


class GbkName(zipfile.ZipInfo):
    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), 0


def write(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(GbkName(name, (2024, 1, 2, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)


write("trade.csv.zip", [
    (f"{PID}_20240101_业务明细.csv", table("业务明细", "业务明细", TRADE, [PAID, BACK], [
        "#交易合计：1笔，商家实收共88.88元，商家优惠共0.00元", "#退款合计：1笔，商家实收退款共-8.88元，商家优惠退款共0.00元",
        "#导出时间：[2024年01月02日 09:30:00]"])),
    # The columns of the trade summary are not published: this file has only what is known, its first lines.
    (f"{PID}_20240101_业务明细(汇总).csv", table("业务汇总", "业务汇总", ["汇总"], [], ["#导出时间：[2024年01月02日 09:30:00]"])),
])
write("signcustomer.csv.zip", [
    (f"{PID}_20240101_账务明细.csv", table("账务明细", "账务明细", FUNDS, FUND_ROWS, [
        "#支出合计：1笔，共-8.88元", "#收入合计：1笔，共88.88元", "#导出时间：[2024年01月02日 09:30:00]"])),
])
