<?php
$payment=array('code' => 'alipay','alipay_account' => 'shop@example.com','alipay_key' => 'x1y2z3x1y2z3x1y2z3x1y2z3x1y2z3ab','alipay_partner' => '2088101112223334','alipay_pay_method' => '2')
?>
