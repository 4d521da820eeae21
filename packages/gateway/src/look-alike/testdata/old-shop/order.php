<?php
// Makes an order, or writes its total anew, and shows the button which leads to the payment: a signed link.

require __DIR__ . '/shop.php';

$oid = $_GET['oid'];
$price = $_GET['price'];
$known = read_order($oid);
$order = $known === null ? array('state' => 0, 'handed_out' => 0) : $known;
$order['priceCount'] = $price;
write_order($oid, $order);
$services = array('trade_create_by_buyer', 'create_partner_trade_by_buyer', 'create_direct_pay_by_user');
$back = $settings['basehost'] . '/plus/carbuyaction.php?dopost=return&code=alipay';
$fields = array(
    'service' => $services[$settings['alipay_pay_method']],
    'partner' => $settings['alipay_partner'],
    'agent' => 'C4335994340215837114',
    '_input_charset' => $settings['charset'],
    'notify_url' => $back,
    'return_url' => $back,
    'subject' => in_charset('支付订单号:' . $oid),
    'out_trade_no' => $oid,
    'price' => $price,
    'quantity' => '1',
    'payment_type' => '1',
    'logistics_type' => 'EXPRESS',
    'logistics_fee' => '0',
    'logistics_payment' => 'BUYER_PAY_AFTER_RECEIVE',
    'seller_email' => $settings['alipay_account'],
);
$sign = md5(sign_text($fields) . $settings['alipay_key']);
$link = $settings['gateway'];
ksort($fields);
foreach ($fields as $name => $value) {
    $link .= $name . '=' . urlencode($value) . '&';
}
show('<a href="' . htmlspecialchars($link . 'sign=' . $sign . '&sign_type=MD5') . '">支付宝支付</a>');
