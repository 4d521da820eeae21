<?php
/*
 * dedepay drop-in 1: takes the place of the CMS's Alipay plugin. Same class and methods.
 * It holds no Alipay key and settles nothing: the gateway does, and tells plus/dedepay.php. ASCII, PHP 5.3 to 8.x.
 */
if (!defined('DEDEPAY_LIBRARY')) {
    define('DEDEPAY_LIBRARY', 1);
}
require_once dirname(dirname(dirname(__FILE__))) . '/plus/dedepay.php';

class Alipay
{
    public $dsql;
    public $return_url = '';

    public function __construct()
    {
        $this->dsql = isset($GLOBALS['dsql']) ? $GLOBALS['dsql'] : null;
    }

    public function SetReturnUrl($returnurl = '')
    {
        $this->return_url = $returnurl;
    }

    /** The pay button as HTML. The amount comes from the stored order, never from the caller. */
    public function GetCode($order, $payment = array())
    {
        $order_no = self::orderNumberOf($order);
        $config = dedepay_config();
        if ($order_no === null || $config === null) {
            return self::say('&#25903;&#20184;&#26242;&#26102;&#19981;&#21487;&#29992;', 'Payment is not available.');
        }
        try {
            $found = dedepay_find_order(new DedepayDatabase(), $order_no);
        } catch (Exception $failure) {
            error_log('dedepay: ' . $failure->getMessage());
            return self::say('&#25903;&#20184;&#26242;&#26102;&#19981;&#21487;&#29992;', 'Payment is not available.');
        }
        if ($found['found'] !== 1 || !$found['consistent'] || $found['total_fen'] < 1) {
            return self::say('&#35746;&#21333;&#26377;&#35823;&#65292;&#35831;&#37325;&#26032;&#19979;&#21333;', 'Something is wrong with this order; please order again.');
        }
        if ($found['done']) {
            return self::say('&#35746;&#21333;&#24050;&#20184;&#27454;', 'This order is paid.');
        }
        $url = $this->payUrl($config, $order_no, $found);
        if ($url === null) {
            return self::say('&#25903;&#20184;&#26242;&#26102;&#19981;&#21487;&#29992;&#65292;&#35831;&#31245;&#21518;&#20877;&#35797;', 'Payment is not available; please try again later.');
        }
        self::clearCartAfterCheckout($found['kind']);
        return '<form method="get" action="' . htmlspecialchars($url, ENT_QUOTES) . '">'
            . '<input type="submit" value="&#25903;&#20184;&#23453;&#20184;&#27454; Alipay"></form>';
    }

    /** Text for the buyer's return page. Changes nothing; an old notification goes on to the gateway. */
    public function respond()
    {
        if ($_SERVER['REQUEST_METHOD'] === 'POST') {
            self::forward(file_get_contents('php://input'));
        }
        $order_no = isset($_GET['out_trade_no']) ? $_GET['out_trade_no'] : null;
        $paid = false;
        if (dedepay_order_kind($order_no) !== null) {
            try {
                $order = dedepay_find_order(new DedepayDatabase(), $order_no);
                $paid = $order['found'] === 1 && $order['done'];
            } catch (Exception $failure) {
                error_log('dedepay: ' . $failure->getMessage());
            }
        }
        return $paid
            ? '&#25903;&#20184;&#25104;&#21151; Paid'
            : '&#31561;&#24453;&#20184;&#27454;&#32467;&#26524;&#65292;&#35831;&#31245;&#21518;&#26597;&#30475;&#35746;&#21333; Waiting for the payment; please look at the order again soon';
    }

    /** Alipay's notification of a payment begun before the change. Answers in the gateway's place and ends. */
    private static function forward($body)
    {
        $config = dedepay_config();
        $account = $config !== null && isset($config['legacy_account']) ? $config['legacy_account'] : '';
        if ($account === '' || $body === '') {
            header('HTTP/1.1 503 Service Unavailable');
            exit('fail');
        }
        $headers = array('Content-Type: application/x-www-form-urlencoded');
        $answer = self::post($config['gateway'] . '/notify/' . rawurlencode($account), $headers, $body);
        if ($answer === null || $answer[0] !== 200) {
            header('HTTP/1.1 503 Service Unavailable');
        }
        exit($answer !== null && $answer[0] === 200 && trim($answer[1]) === 'success' ? 'success' : 'fail');
    }

    private function payUrl($config, $order_no, $found)
    {
        $fields = array(
            'order_no' => $order_no,
            // Written into the JSON by hand below: 32-bit PHP has no such integers.
            'subject' => "\xE8\xAE\xA2\xE5\x8D\x95 " . $order_no,
            'goods' => $found['kind'] === 'goods' ? 'physical' : 'virtual',
        );
        if ($this->return_url !== '') {
            $fields['return_url'] = $this->return_url;
        }
        $body = '{"amount_fen":' . sprintf('%.0f', $found['total_fen']) . ',' . substr(json_encode($fields), 1);
        $path = parse_url($config['gateway'], PHP_URL_PATH);
        $path = rtrim(is_string($path) ? $path : '', '/') . '/v1/payments';
        $timestamp = (string) time();
        $headers = array(
            'Content-Type: application/json',
            'Dedepay-Key: ' . $config['key_id'],
            'Dedepay-Timestamp: ' . $timestamp,
            'Dedepay-Signature: ' . dedepay_request_signature($config['secret'], 'POST', $path, '', $timestamp, $body),
        );
        $answer = self::post(rtrim($config['gateway'], '/') . '/v1/payments', $headers, $body);
        $made = $answer === null ? null : json_decode($answer[1], true);
        if ($answer === null || ($answer[0] !== 200 && $answer[0] !== 201) || !isset($made['pay_url'])) {
            error_log('dedepay: ' . $order_no . ' was not taken, HTTP ' . ($answer === null ? 'none' : $answer[0]));
            return null;
        }
        return preg_match('#^https?://#', $made['pay_url']) ? $made['pay_url'] : null;
    }

    /** array(status, body), or null where nothing came back. */
    private static function post($url, $headers, $body)
    {
        $http = array(
            'method' => 'POST',
            'header' => implode("\r\n", $headers),
            'content' => $body,
            'timeout' => 10,
            'follow_location' => 0,
            'ignore_errors' => true,
            'protocol_version' => '1.1',
        );
        $http['header'] .= "\r\nConnection: close";
        $context = stream_context_create(array('http' => $http, 'ssl' => array('verify_peer' => true)));
        $stream = @fopen($url, 'rb', false, $context);
        if (!$stream) {
            return null;
        }
        $text = stream_get_contents($stream, 1048576);
        $meta = stream_get_meta_data($stream);
        fclose($stream);
        $first = isset($meta['wrapper_data'][0]) ? $meta['wrapper_data'][0] : '';
        return preg_match('#^HTTP/\S+ (\d{3})#', $first, $match) ? array((int) $match[1], (string) $text) : null;
    }

    /** Whichever field of the order holds its number. */
    private static function orderNumberOf($order)
    {
        foreach ((array) $order as $value) {
            if (dedepay_order_kind($value) !== null) {
                return $value;
            }
        }
        return null;
    }

    /** Only at checkout: "pay again" and a top-up leave the cart alone. */
    private static function clearCartAfterCheckout($kind)
    {
        $again = isset($GLOBALS['dopost']) && $GLOBALS['dopost'] === 'memclickout';
        $cart = isset($GLOBALS['cart']) ? $GLOBALS['cart'] : null;
        if ($kind === 'goods' && !$again && is_object($cart) && method_exists($cart, 'clearItem')) {
            $cart->clearItem();
        }
    }

    private static function say($zh, $en)
    {
        return '<p>' . $zh . '</p><p lang="en">' . $en . '</p>';
    }
}
