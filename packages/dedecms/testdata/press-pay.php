<?php
// Prints the drop-in's pay button. Arguments: root of the installation, order number, `dopost` of the page.
require __DIR__ . '/mysqli-by-client.php';
$GLOBALS['dopost'] = $argv[3];
require $argv[1] . '/include/payment/alipay.php';
$alipay = new Alipay();
$alipay->SetReturnUrl('https://shop.example.com/back');
echo $alipay->GetCode(array('out_trade_no' => $argv[2], 'price' => '0.01'), array());
