<?php
/*
 * dedepay for DedeCMS: takes the gateway's signed webhooks and answers its signed questions.
 * Stands alone: needs only data/common.inc.php (database) and data/dedepay.config.php (keys). ASCII, PHP 5.3 to 8.x.
 * Each fulfilment claims the order and takes effect in ONE statement, so that it happens once on MyISAM too.
 */

define('DEDEPAY_VERSION', '1');
define('DEDEPAY_ROOT', dirname(dirname(__FILE__)));
define('DEDEPAY_WINDOW_S', 300);

/** The settings array, or null where the file is missing or incomplete. */
function dedepay_config()
{
    $path = DEDEPAY_ROOT . '/data/dedepay.config.php';
    $config = is_file($path) ? include $path : null;
    if (!is_array($config)) {
        return null;
    }
    foreach (array('gateway', 'key_id', 'secret', 'webhook_secret') as $name) {
        // An empty secret would let anybody sign.
        if (!isset($config[$name]) || !is_string($config[$name]) || strlen($config[$name]) < 8) {
            return null;
        }
    }
    return $config;
}

/** Equal or not, in a time which does not tell where they differ. */
function dedepay_same($known, $given)
{
    if (!is_string($given) || strlen($known) !== strlen($given)) {
        return false;
    }
    $difference = 0;
    for ($i = 0; $i < strlen($known); $i++) {
        $difference |= ord($known[$i]) ^ ord($given[$i]);
    }
    return $difference === 0;
}

function dedepay_request_signature($secret, $method, $path, $query, $timestamp, $body)
{
    $text = $method . "\n" . $path . "\n" . $query . "\n" . $timestamp . "\n" . hash('sha256', $body);
    return 'v1=' . hash_hmac('sha256', $text, $secret);
}

function dedepay_webhook_signature($secret, $timestamp, $body)
{
    return 'v1=' . hash_hmac('sha256', $timestamp . '.' . $body, $secret);
}

function dedepay_is_fresh($timestamp, $now)
{
    return is_string($timestamp) && preg_match('/^\d{1,12}\z/', $timestamp) && abs($now - (float) $timestamp) <= DEDEPAY_WINDOW_S;
}

/** 'goods', 'member' or null. What matches holds nothing that SQL would have to escape. */
function dedepay_order_kind($order_no)
{
    if (!is_string($order_no)) {
        return null;
    }
    if (preg_match('/^S-P\d{9,10}RN[1-9]\d\d\z/', $order_no)) {
        return 'goods';
    }
    return preg_match('/^M\d{1,10}T\d{9,10}RN[1-9]\d\d\z/', $order_no) ? 'member' : null;
}

/** Whether a stored total can be the float32 image of the asked one: at most one unit in the last place apart. */
function dedepay_is_float_image($asked_fen, $stored_fen)
{
    $difference = abs($asked_fen - $stored_fen);
    if ($difference == 0) {
        return true;
    }
    $yuan = floor(max($asked_fen, $stored_fen) / 100);
    if ($yuan < 1) {
        return false;
    }
    return $difference <= 100 * pow(2, strlen(decbin((int) $yuan)) - 1 - 23);
}

/** Fails by exception alone: everything that goes wrong in the database ends in HTTP 503 and another try. */
class DedepayDatabase
{
    public $prefix;
    private $link;

    public function __construct()
    {
        if (!function_exists('mysqli_connect')) {
            throw new Exception('the mysqli extension of PHP is missing');
        }
        $cfg_dbhost = $cfg_dbuser = $cfg_dbpwd = $cfg_dbname = '';
        $cfg_dbprefix = 'dede_';
        include DEDEPAY_ROOT . '/data/common.inc.php';
        if (!preg_match('/^\w*\z/', $cfg_dbprefix)) {
            throw new Exception('unusable table prefix');
        }
        $this->prefix = $cfg_dbprefix;
        $parts = explode(':', $cfg_dbhost, 2);
        $port = isset($parts[1]) && ctype_digit($parts[1]) ? (int) $parts[1] : 3306;
        $socket = isset($parts[1]) && substr($parts[1], 0, 1) === '/' ? $parts[1] : null;
        mysqli_report(MYSQLI_REPORT_OFF);
        $link = @mysqli_connect($parts[0], $cfg_dbuser, $cfg_dbpwd, $cfg_dbname, $port, $socket);
        if (!$link) {
            throw new Exception('no connection to the database');
        }
        $this->link = $link;
        $this->run("SET sql_mode=''");
        $this->run('SET NAMES utf8');
    }

    public function row($sql)
    {
        $result = $this->run($sql);
        $row = mysqli_fetch_assoc($result);
        mysqli_free_result($result);
        return $row ? $row : null;
    }

    /** How many rows the statement changed. */
    public function change($sql)
    {
        $this->run($sql);
        return mysqli_affected_rows($this->link);
    }

    public function quote($text)
    {
        return "'" . mysqli_real_escape_string($this->link, $text) . "'";
    }

    private function run($sql)
    {
        $result = mysqli_query($this->link, str_replace('#@__', $this->prefix, $sql));
        if ($result === false) {
            throw new Exception('database error ' . mysqli_errno($this->link));
        }
        return $result;
    }
}

/** array('found' => 0|1|2.., 'total_fen', 'done' => bool, ...) of a goods order or a top-up. */
function dedepay_find_order($db, $order_no)
{
    if (dedepay_order_kind($order_no) === 'goods') {
        $count = $db->row("SELECT COUNT(*) AS n FROM `#@__shops_orders` WHERE oid='$order_no'");
        $row = $db->row("SELECT state, ROUND(priceCount*100) AS total_fen, ROUND(price*100) AS goods_fen FROM `#@__shops_orders` WHERE oid='$order_no' LIMIT 1");
        $sum = $db->row("SELECT ROUND(SUM(price*buynum)*100) AS fen FROM `#@__shops_products` WHERE oid='$order_no'");
        return array(
            'kind' => 'goods',
            'found' => (int) $count['n'],
            'state' => $row ? (int) $row['state'] : 0,
            'done' => $row && (int) $row['state'] > 0,
            'total_fen' => $row ? (float) $row['total_fen'] : 0.0,
            'consistent' => $row && dedepay_is_float_image((float) $row['goods_fen'], (float) $sum['fen']),
        );
    }
    $count = $db->row("SELECT COUNT(*) AS n FROM `#@__member_operation` WHERE buyid='$order_no'");
    $row = $db->row("SELECT mid, pid, product, money, sta FROM `#@__member_operation` WHERE buyid='$order_no' LIMIT 1");
    return array(
        'kind' => 'member',
        'found' => (int) $count['n'],
        'state' => $row ? (int) $row['sta'] : 0,
        // sta=1 is the administrator's "paid", not a fulfilment.
        'done' => $row && (int) $row['sta'] === 2,
        'total_fen' => $row ? 100.0 * (float) $row['money'] : 0.0,
        'consistent' => true,
        'mid' => $row ? (int) $row['mid'] : 0,
        'pid' => $row ? (int) $row['pid'] : 0,
        'product' => $row ? $row['product'] : '',
    );
}

/** array(HTTP status, outcome) for one event about one order. */
function dedepay_apply($db, $type, $order_no, $amount_fen, $now)
{
    $kind = dedepay_order_kind($order_no);
    if ($kind === null) {
        return array(422, 'order_number_unknown');
    }
    $settles = $type === 'payment.paid' || $type === 'payment.finished';
    if (!$settles && !($type === 'payment.escrow_paid' && $kind === 'goods')) {
        return array(200, 'noted');
    }
    $order = dedepay_find_order($db, $order_no);
    if ($order['found'] === 0) {
        return array(409, 'order_missing');
    }
    if ($order['found'] > 1) {
        return array(409, 'order_doubled');
    }
    if ($order['done']) {
        return array(200, 'already_done');
    }
    if (!dedepay_is_float_image($amount_fen, $order['total_fen'])) {
        return array(409, 'amount_differs');
    }
    if (!$order['consistent']) {
        return array(409, 'goods_differ_from_total');
    }
    return $kind === 'goods' ? dedepay_mark_goods($db, $order_no, $order) : dedepay_fulfil_member($db, $order_no, $order, $now);
}

function dedepay_mark_goods($db, $order_no, $order)
{
    $total = sprintf('%.0f', $order['total_fen']);
    $changed = $db->change("UPDATE `#@__shops_orders` SET state=1 WHERE oid='$order_no' AND state=0 AND ROUND(priceCount*100)=$total");
    return dedepay_outcome($db, $order_no, $changed);
}

function dedepay_fulfil_member($db, $order_no, $order, $now)
{
    if ($order['product'] === 'card') {
        return dedepay_hand_out_card($db, $order_no, $order, $now);
    }
    if ($order['product'] === 'member') {
        return dedepay_upgrade($db, $order_no, $order, $now);
    }
    return array(409, 'product_unknown');
}

function dedepay_hand_out_card($db, $order_no, $order, $now)
{
    $type = $db->row('SELECT num FROM `#@__moneycard_type` WHERE tid=' . $order['pid']);
    if ($type === null) {
        return array(409, 'card_type_missing');
    }
    // The words "card number: " in UTF-8; the server converts them for GBK tables.
    $label = $db->quote("\xE5\x8D\xA1\xE5\x8F\xB7\xEF\xBC\x9A");
    for ($try = 0; $try < 50; $try++) {
        $card = $db->row('SELECT aid FROM `#@__moneycard_record` WHERE ctid=' . $order['pid'] . ' AND isexp=0 ORDER BY aid LIMIT 1');
        if ($card === null) {
            return dedepay_credit($db, $order_no, (int) $type['num']);
        }
        $changed = $db->change(
            "UPDATE `#@__moneycard_record` r, `#@__member_operation` o SET r.uid=o.mid, r.isexp=1, r.utime=$now, o.sta=2, o.oldinfo=CONCAT($label,r.cardid)"
            . ' WHERE r.aid=' . (int) $card['aid'] . " AND r.isexp=0 AND o.buyid='$order_no' AND o.sta<2"
        );
        $outcome = dedepay_outcome($db, $order_no, $changed);
        if ($outcome[0] === 200) {
            return $outcome;
        }
    }
    return array(503, 'busy');
}

/** Out of cards: the gold itself, as the CMS does. */
function dedepay_credit($db, $order_no, $gold)
{
    $changed = $db->change(
        "UPDATE `#@__member` m, `#@__member_operation` o SET m.money=m.money+$gold, o.sta=2, o.oldinfo='+$gold'"
        . " WHERE o.buyid='$order_no' AND o.sta<2 AND m.mid=o.mid"
    );
    return dedepay_outcome($db, $order_no, $changed);
}

function dedepay_upgrade($db, $order_no, $order, $now)
{
    $type = $db->row('SELECT `rank`, exptime FROM `#@__member_type` WHERE aid=' . $order['pid']);
    if ($type === null) {
        return array(409, 'member_type_missing');
    }
    $rank = (int) $type['rank'];
    $bonus = $db->row("SELECT money, scores FROM `#@__arcrank` WHERE `rank`=$rank");
    $gold = $bonus === null ? 0 : (int) $bonus['money'];
    $scores = $bonus === null ? 0 : (int) $bonus['scores'];
    for ($try = 0; $try < 50; $try++) {
        $member = $db->row('SELECT uptime, exptime FROM `#@__member` WHERE mid=' . $order['mid']);
        if ($member === null) {
            return array(409, 'member_missing');
        }
        $uptime = (int) $member['uptime'];
        $exptime = (int) $member['exptime'];
        $left = $exptime > 0 ? max(0, $exptime - (int) floor(($now - $uptime) / 86400)) : 0;
        // smallint column
        $days = min(32767, (int) $type['exptime'] + $left);
        // A statement over two tables assigns in no promised order: so nothing on the right side changes in it, and what
        // the days were computed from is part of the condition.
        $changed = $db->change(
            "UPDATE `#@__member` m, `#@__member_operation` o SET m.exptime=$days, m.uptime=$now, m.`rank`=$rank,"
            . " m.money=m.money+$gold, m.scores=m.scores+$scores, o.sta=2, o.oldinfo='rank $rank, $days days'"
            . " WHERE o.buyid='$order_no' AND o.sta<2 AND m.mid=o.mid AND m.uptime=$uptime AND m.exptime=$exptime"
        );
        $outcome = dedepay_outcome($db, $order_no, $changed);
        if ($outcome[0] === 200) {
            return $outcome;
        }
    }
    return array(503, 'busy');
}

/** The row afterwards decides, not what was read before. */
function dedepay_outcome($db, $order_no, $changed)
{
    if ($changed > 0) {
        return array(200, 'done');
    }
    $order = dedepay_find_order($db, $order_no);
    return $order['done'] ? array(200, 'already_done') : array(409, 'order_changed_meanwhile');
}

function dedepay_answer($status, $answer)
{
    $names = array(200 => 'OK', 401 => 'Unauthorized', 400 => 'Bad Request', 404 => 'Not Found', 409 => 'Conflict', 422 => 'Unprocessable Entity', 503 => 'Service Unavailable');
    header('HTTP/1.1 ' . $status . ' ' . $names[$status]);
    header('Content-Type: application/json');
    header('Cache-Control: no-store');
    echo json_encode($answer);
}

function dedepay_header($name)
{
    $key = 'HTTP_' . $name;
    return isset($_SERVER[$key]) ? $_SERVER[$key] : null;
}

function dedepay_webhook($config, $body, $now)
{
    $timestamp = dedepay_header('DEDEPAY_TIMESTAMP');
    $fresh = dedepay_is_fresh($timestamp, $now);
    if (!$fresh || !dedepay_same(dedepay_webhook_signature($config['webhook_secret'], $timestamp, $body), dedepay_header('DEDEPAY_SIGNATURE'))) {
        return dedepay_answer(401, array('outcome' => 'not_signed'));
    }
    $event = json_decode($body, true);
    $payment = is_array($event) && isset($event['payment']) && is_array($event['payment']) ? $event['payment'] : array();
    $complete = isset($event['type'], $payment['order_no'], $payment['amount_fen']) && is_string($event['type'])
        && (is_int($payment['amount_fen']) || is_float($payment['amount_fen'])) && $payment['amount_fen'] > 0;
    if (!$complete) {
        return dedepay_answer(400, array('outcome' => 'malformed'));
    }
    list($status, $outcome) = dedepay_apply(new DedepayDatabase(), $event['type'], $payment['order_no'], (float) $payment['amount_fen'], $now);
    return dedepay_answer($status, array('outcome' => $outcome));
}

/** Signed like a call of the gateway's API, with the webhook secret: tells the drop-in's hash and an order's state. */
function dedepay_poll($config, $now)
{
    $parts = explode('?', $_SERVER['REQUEST_URI'], 2);
    $query = isset($parts[1]) ? $parts[1] : '';
    $timestamp = dedepay_header('DEDEPAY_TIMESTAMP');
    $fresh = dedepay_is_fresh($timestamp, $now);
    if (!$fresh || !dedepay_same(dedepay_request_signature($config['webhook_secret'], 'GET', $parts[0], $query, $timestamp, ''), dedepay_header('DEDEPAY_SIGNATURE'))) {
        return dedepay_answer(401, array('outcome' => 'not_signed'));
    }
    $plugin = DEDEPAY_ROOT . '/include/payment/alipay.php';
    $answer = array(
        'version' => DEDEPAY_VERSION,
        'php' => PHP_VERSION,
        'plugin_sha256' => is_file($plugin) ? hash_file('sha256', $plugin) : null,
    );
    parse_str($query, $asked);
    if (isset($asked['order_no'])) {
        if (dedepay_order_kind($asked['order_no']) === null) {
            return dedepay_answer(422, array('outcome' => 'order_number_unknown'));
        }
        $order = dedepay_find_order(new DedepayDatabase(), $asked['order_no']);
        $answer['order'] = array('found' => $order['found'], 'state' => $order['state'], 'done' => $order['done'], 'amount_fen' => $order['total_fen']);
    }
    return dedepay_answer(200, $answer);
}

function dedepay_main()
{
    $config = dedepay_config();
    if ($config === null) {
        return dedepay_answer(503, array('outcome' => 'not_configured'));
    }
    try {
        if ($_SERVER['REQUEST_METHOD'] === 'POST') {
            return dedepay_webhook($config, file_get_contents('php://input'), time());
        }
        return dedepay_poll($config, time());
    } catch (Exception $failure) {
        // The text of a database error can hold data; the log of the server is the owner's.
        error_log('dedepay: ' . $failure->getMessage());
        return dedepay_answer(503, array('outcome' => 'database_unavailable'));
    }
}

// The drop-in uses the functions alone.
if (!defined('DEDEPAY_LIBRARY')) {
    dedepay_main();
}
