<?php
/*
 * dedepay drop-in: takes the place of the CMS's Alipay plugin. Same class and methods.
 * It holds no Alipay key and settles nothing: the gateway does, and tells plus/dedepay.php. ASCII, PHP 5.3 to 8.x.
 */

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
        try {
            self::load();
            return $this->button(self::orderNumberOf($order));
        } catch (Exception $failure) {
            return self::unavailable($failure);
        } catch (Error $failure) {
            // PHP 7 and later; before, nothing of this name is ever thrown.
            return self::unavailable($failure);
        }
    }

    /**
     * The answer to Alipay's own calls of the old address. A posted notification of a payment that the stock plugin began goes
     * on to the gateway, which settles it; its seven bytes go back as they came. A browser's return settles and tells nothing.
     */
    public function respond()
    {
        try {
            self::load();
            if ($_SERVER['REQUEST_METHOD'] === 'POST') {
                self::forward(file_get_contents('php://input'));
            }
            return dedepay_line('returned');
        } catch (Exception $failure) {
            return self::refuse($failure);
        } catch (Error $failure) {
            return self::refuse($failure);
        }
    }

    private function button($order_no)
    {
        $settings = dedepay_settings();
        if ($settings === null) {
            throw new Exception('not_configured');
        }
        if ($order_no === null) {
            return dedepay_html('order_wrong');
        }
        $db = new DedepayDatabase();
        $order = dedepay_find_order($db, $order_no);
        if ($order['found'] !== 1 || !$order['consistent'] || $order['total_fen'] < 1) {
            return dedepay_html('order_wrong');
        }
        if (!self::mayPay($order['owner'])) {
            return dedepay_html('not_your_order');
        }
        if ($order['settled']) {
            return dedepay_html('paid_already');
        }
        $order['metadata'] = self::metadata($db, $order);
        $asked = dedepay_ask_payment($settings, $order_no, $order, $this->backAddress($settings, $order_no));
        if (!isset($asked['pay_url'])) {
            return dedepay_html($asked['say'], isset($asked['seconds']) ? (string) $asked['seconds'] : '');
        }
        self::clearCartAfterCheckout($order['kind']);
        return '<form method="get" action="' . htmlspecialchars($asked['pay_url'], ENT_QUOTES) . '">'
            . '<input type="submit" value="' . dedepay_entities(dedepay_text('pay')) . ' Alipay"></form>';
    }

    /** What the order promised when it was made, and whose it is: the fulfilment uses it, whatever is changed in the CMS meanwhile. */
    private static function metadata($db, $order)
    {
        $metadata = $order['owner'] > 0 ? array('member' => (string) $order['owner']) : array();
        if ($order['kind'] !== 'member') {
            return $metadata;
        }
        $metadata['product'] = $order['product'];
        $metadata['type'] = (string) $order['pid'];
        $type = $order['product'] === 'card' ? $db->row('SELECT num FROM `#@__moneycard_type` WHERE tid=' . $order['pid']) : null;
        return $type === null ? $metadata : array_merge($metadata, array('gold' => (string) (int) $type['num']));
    }

    /** Where the buyer comes back to: our own page, which also fetches what the gateway could not push. */
    private function backAddress($settings, $order_no)
    {
        $root = dedepay_site_url($settings);
        $token = dedepay_back_token($settings['webhook_secret'], $order_no);
        return $root === '' ? $this->return_url : $root . '/plus/dedepay.php?back=' . $order_no . '&token=' . $token;
    }

    private static function forward($raw)
    {
        $settings = dedepay_settings();
        $answer = $settings === null || $raw === '' ? null : dedepay_forward_notification($settings, $raw);
        dedepay_say_status($answer === null ? 503 : 200, 'text/plain');
        // Nothing but what the gateway said: Alipay takes anything else than "success" for a failure and sends again.
        exit($answer === null ? 'fail' : $answer);
    }

    /** Where the CMS knows who is logged in, somebody else's order gets no button. */
    private static function mayPay($owner)
    {
        $login = isset($GLOBALS['cfg_ml']) ? $GLOBALS['cfg_ml'] : null;
        $member = is_object($login) && isset($login->M_ID) ? (int) $login->M_ID : 0;
        return $member === 0 || $owner === 0 || $member === $owner;
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

    private static function load()
    {
        $path = dirname(dirname(__FILE__)) . '/dedepay/load.php';
        if (!is_file($path)) {
            throw new Exception('file_missing: include/dedepay/load.php');
        }
        require_once $path;
    }

    /** The order is kept; what is wrong stands in PHP's log and, for the owner, at plus/dedepay.php. */
    private static function unavailable($failure)
    {
        error_log('dedepay: ' . $failure->getMessage());
        return function_exists('dedepay_html') ? dedepay_html('unavailable') : '<p>&#25903;&#20184;&#26242;&#26102;&#19981;&#21487;&#29992;</p><p lang="en"><small>Payment is not available.</small></p>';
    }

    /** Alipay sends again what was not answered with its one word; a buyer only reads. */
    private static function refuse($failure)
    {
        if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
            return strip_tags(self::unavailable($failure));
        }
        error_log('dedepay: ' . $failure->getMessage());
        header('HTTP/1.1 503 Service Unavailable');
        exit('fail');
    }
}
