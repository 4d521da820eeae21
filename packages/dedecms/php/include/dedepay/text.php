<?php
/* Every sentence for people. Escapes keep the file ASCII; what is read is UTF-8 (database) or entities (HTML of any charset). */

/** array(Chinese, English) by name. */
function dedepay_texts()
{
    return array(
        'pay' => array('\u652f\u4ed8\u5b9d\u4ed8\u6b3e', 'Pay with Alipay'),
        'order' => array('\u8ba2\u5355', 'Order'),
        'card_number' => array('\u5361\u53f7\uff1a', 'Card number: '),
        'carrier' => array('\u5feb\u9012', 'Express'),
        'refunded' => array('\u652f\u4ed8\u5b9d\u5df2\u9000\u6b3e', 'refunded at Alipay'),
        'closed' => array('\u652f\u4ed8\u5b9d\u4ea4\u6613\u5df2\u5173\u95ed', 'trade closed at Alipay'),
        'unavailable' => array('\u652f\u4ed8\u6682\u65f6\u4e0d\u53ef\u7528\uff0c\u8bf7\u7a0d\u540e\u518d\u8bd5\uff1b\u8ba2\u5355\u5df2\u4fdd\u5b58', 'Payment is not available at the moment; the order is kept, please try again later'),
        'order_wrong' => array('\u8ba2\u5355\u6709\u8bef\uff0c\u8bf7\u91cd\u65b0\u4e0b\u5355', 'Something is wrong with this order; please order again'),
        'not_your_order' => array('\u8fd9\u4e0d\u662f\u60a8\u7684\u8ba2\u5355\uff0c\u8bf7\u91cd\u65b0\u4e0b\u5355', 'This is not your order; please order again'),
        'paid_already' => array('\u8ba2\u5355\u5df2\u4ed8\u6b3e', 'This order is paid'),
        'paid_just_now' => array('\u5df2\u6536\u5230\u4ed8\u6b3e\uff0c\u8ba2\u5355\u9a6c\u4e0a\u66f4\u65b0', 'The money has arrived; the order will be updated in a moment'),
        'time_over' => array('\u8fd9\u4e2a\u8ba2\u5355\u7684\u4ed8\u6b3e\u65f6\u95f4\u5df2\u8fc7\uff0c\u8bf7\u91cd\u65b0\u4e0b\u5355', 'The time to pay this order is over; please order again'),
        'closing_old' => array('\u539f\u6765\u7684\u4ed8\u6b3e\u6b63\u5728\u5173\u95ed\uff0c\u8bf7\u7a0d\u540e\u518d\u8bd5\uff0c\u79d2\u6570\uff1a', 'The earlier payment is being closed; please try again; seconds to wait: '),
        'returned' => array('\u4ed8\u6b3e\u7ed3\u679c\u4ee5\u8ba2\u5355\u4e3a\u51c6\uff0c\u8bf7\u5230\u4f1a\u5458\u4e2d\u5fc3\u67e5\u770b\u8ba2\u5355', 'Your orders in the member centre say how this payment stands'),
        'success' => array('\u652f\u4ed8\u6210\u529f', 'Paid'),
        'waiting' => array('\u6b63\u5728\u7b49\u5f85\u4ed8\u6b3e\u7ed3\u679c\uff0c\u672c\u9875\u4f1a\u81ea\u52a8\u66f4\u65b0', 'Waiting for the result of the payment; this page updates itself'),
        'waited' => array('\u6682\u65f6\u6ca1\u6709\u6536\u5230\u4ed8\u6b3e\u7ed3\u679c\u3002\u5982\u5df2\u4ed8\u6b3e\uff0c\u8bf7\u52ff\u91cd\u590d\u4ed8\u6b3e\uff0c\u7a0d\u540e\u5230\u8ba2\u5355\u91cc\u67e5\u770b', 'No result yet. If you have paid, do not pay again; look at your orders later'),
        'to_orders' => array('\u67e5\u770b\u8ba2\u5355', 'My orders'),
        'check_title' => array('dedepay \u81ea\u68c0', 'dedepay self-check'),
        'check_all_well' => array('\u4e00\u5207\u6b63\u5e38', 'Everything is in order'),
        'php_old' => array('PHP \u7248\u672c\u592a\u65e7\uff1a\u81f3\u5c11\u9700\u8981 5.3\uff0c\u8bf7\u5728\u4e3b\u673a\u9762\u677f\u91cc\u5207\u6362', 'PHP is too old: 5.3 at least; change it in the hosting panel'),
        'mysqli_missing' => array('PHP \u7f3a\u5c11 mysqli \u6269\u5c55\uff1a\u4ed8\u6b3e\u7ed3\u679c\u5199\u4e0d\u8fdb\u6570\u636e\u5e93\uff0c\u8bf7\u5728\u4e3b\u673a\u9762\u677f\u91cc\u6253\u5f00 mysqli', 'PHP has no mysqli: results of payments cannot be stored; switch mysqli on in the hosting panel'),
        'json_missing' => array('PHP \u7f3a\u5c11 json \u6216 hash \u6269\u5c55\uff0c\u8bf7\u5728\u4e3b\u673a\u9762\u677f\u91cc\u6253\u5f00', 'PHP has no json or hash; switch them on in the hosting panel'),
        'https_missing' => array('PHP \u65e2\u6ca1\u6709 curl \u4e5f\u6ca1\u6709 openssl\uff0c\u65e0\u6cd5\u5b89\u5168\u5730\u8fde\u63a5\u7f51\u5173\uff1a\u8bf7\u5728\u4e3b\u673a\u9762\u677f\u91cc\u6253\u5f00 curl', 'PHP has neither curl nor openssl and cannot reach the gateway safely; switch curl on in the hosting panel'),
        'settings_wrong' => array('data/dedepay.config.php \u4e0d\u5b58\u5728\u6216\u6ca1\u6709\u586b\u597d\uff1a', 'data/dedepay.config.php is missing or incomplete: '),
        'database_unreachable' => array('\u8fde\u4e0d\u4e0a\u7f51\u7ad9\u6570\u636e\u5e93\uff1a\u8bf7\u6838\u5bf9 data/common.inc.php', 'The database of the site cannot be reached; look at data/common.inc.php'),
        'database_settings_unusable' => array('\u8bfb\u4e0d\u61c2 data/common.inc.php \u91cc\u7684\u6570\u636e\u5e93\u8bbe\u7f6e\uff08\u4e0d\u652f\u6301 sqlite\uff09', 'The database settings in data/common.inc.php cannot be used (sqlite is not supported)'),
        'plugin_foreign' => array('include/payment/alipay.php \u4e0d\u662f dedepay \u7684\u6587\u4ef6\uff1a\u591a\u534a\u662f\u5347\u7ea7\u628a\u539f\u6765\u7684\u63d2\u4ef6\u5e26\u4e86\u56de\u6765\uff0c\u8bf7\u7acb\u5373\u91cd\u65b0\u4e0a\u4f20', 'include/payment/alipay.php is not ours: most likely an upgrade brought the stock plugin back; upload ours again at once'),
        'plugin_missing' => array('\u7f3a\u5c11 include/payment/alipay.php\uff0c\u8bf7\u91cd\u65b0\u4e0a\u4f20', 'include/payment/alipay.php is missing; upload it again'),
        'data_not_writable' => array('data \u76ee\u5f55\u4e0d\u53ef\u5199\uff1a\u8f6e\u8be2\u9700\u8981\u5728\u91cc\u9762\u8bb0\u4e0b\u65f6\u95f4', 'The data folder is not writable; polling has to note the time there'),
        'gateway_unreachable' => array('\u8fde\u4e0d\u4e0a\u652f\u4ed8\u7f51\u5173\uff1a\u8bf7\u6838\u5bf9 gateway \u5730\u5740\uff0c\u4ee5\u53ca\u4e3b\u673a\u662f\u5426\u5141\u8bb8\u5411\u5916\u7684 HTTPS \u8fde\u63a5', 'The gateway cannot be reached; look at its address, and whether this host allows outgoing HTTPS'),
        'gateway_tls' => array('\u7f51\u5173\u7684 HTTPS \u8bc1\u4e66\u4e0d\u80fd\u9a8c\u8bc1\uff1a\u8bf7\u66f4\u65b0\u4e3b\u673a\u7684\u6839\u8bc1\u4e66\uff0c\u6216\u5728 ca_file \u91cc\u6307\u660e\u8bc1\u4e66\u6587\u4ef6', 'The certificate of the gateway does not verify; renew the root certificates of this host or name a file in ca_file'),
        'gateway_refuses' => array('\u7f51\u5173\u62d2\u7edd\u4e86\u672c\u7ad9\u7684\u8bf7\u6c42\uff1a', 'The gateway refuses the requests of this site: '),
        'gateway_busy' => array('\u7f51\u5173\u6682\u65f6\u4e0d\u80fd\u56de\u7b54\uff0c\u8bf7\u7a0d\u540e\u518d\u770b', 'The gateway cannot answer at the moment; look again later'),
        'just_checked' => array('\u521a\u521a\u68c0\u67e5\u8fc7\uff0c\u8bf7\u51e0\u79d2\u540e\u518d\u5237\u65b0', 'Checked a moment ago; reload in a few seconds'),
    );
}

/** Chinese in UTF-8. */
function dedepay_text($name)
{
    $texts = dedepay_texts();
    $decoded = json_decode('["' . $texts[$name][0] . '"]', true);
    return $decoded[0];
}

/** Chinese first, English beside it, as HTML; `$more` is UTF-8 and follows both. */
function dedepay_html($name, $more = '')
{
    $texts = dedepay_texts();
    $more = dedepay_entities($more);
    return '<p>' . dedepay_entities(dedepay_text($name)) . $more . '</p><p lang="en"><small>' . dedepay_entities($texts[$name][1]) . $more . '</small></p>';
}

/** The same without markup and quotes: the CMS puts what a plugin answers into a script. */
function dedepay_line($name)
{
    $texts = dedepay_texts();
    return dedepay_entities(dedepay_text($name) . ' ' . $texts[$name][1]);
}

/** UTF-8 as ASCII HTML: right in a page of any charset. What is no UTF-8 becomes a question mark. */
function dedepay_entities($text)
{
    $html = '';
    for ($i = 0; $i < strlen($text); $i++) {
        $byte = ord($text[$i]);
        if ($byte < 0x80) {
            $html .= htmlspecialchars($text[$i], ENT_QUOTES);
            continue;
        }
        $length = $byte >= 0xF0 ? 4 : ($byte >= 0xE0 ? 3 : 2);
        $piece = substr($text, $i, $length);
        if (!preg_match('/^(?:[\xC2-\xDF]|[\xE0-\xEF][\x80-\xBF]|[\xF0-\xF4][\x80-\xBF]{2})[\x80-\xBF]\z/', $piece)) {
            $html .= '?';
            continue;
        }
        $code = $byte & (0xFF >> ($length + 1));
        for ($k = 1; $k < $length; $k++) {
            $code = ($code << 6) | (ord($piece[$k]) & 0x3F);
        }
        $html .= '&#' . $code . ';';
        $i += $length - 1;
    }
    return $html;
}
