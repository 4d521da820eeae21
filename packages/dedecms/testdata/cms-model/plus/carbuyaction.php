<?php
/* Model of the CMS's script for checkout, "pay again" and Alipay's calls. ?dopost=return|memclickout|buy, ?oid=, ?login= */
require dirname(__FILE__) . '/../include/common.inc.php';
if ($cfg_mb_open === 'N') {
    model_show('the member system is closed');
}
if ($dopost === 'return') {
    // A cookie wins over the address, as for every name in the CMS.
    $code = isset($_COOKIE['code']) ? $_COOKIE['code'] : $_GET['code'];
    if (!preg_match('/^\w+\z/', $code) || !is_file(MODEL_ROOT . "/include/payment/$code.php")) {
        model_show('no such way to pay');
    }
    require MODEL_ROOT . "/include/payment/$code.php";
    $pay = new Alipay();
    model_show($pay->respond());
}
require MODEL_ROOT . '/data/payment/alipay.php';
require MODEL_ROOT . '/include/payment/alipay.php';
$pay = new Alipay();
$pay->SetReturnUrl($cfg_basehost . '/plus/carbuyaction.php?dopost=return');
$button = $pay->GetCode(array('out_trade_no' => $_GET['oid'], 'price' => isset($_GET['price']) ? $_GET['price'] : '0.01'), $payment);
header('Content-Type: text/html; charset=' . $cfg_soft_lang);
header('X-Base-Host: ' . $cfg_basehost);
echo '<html><body>' . $button . '</body></html>';
