<?php
/* What people see of plus/dedepay.php: the buyer who comes back, and the owner who looks whether everything is in place. */

/** How often the page of a waiting buyer loads itself again, and how many times. */
define('DEDEPAY_RELOAD_S', 3);
define('DEDEPAY_MOST_RELOADS', 20);

function dedepay_show($title, $html, $reload)
{
    dedepay_say_status(200, 'text/html; charset=utf-8');
    header('X-Frame-Options: DENY');
    header('Referrer-Policy: no-referrer');
    header('X-Robots-Tag: noindex');
    $refresh = $reload === '' ? '' : '<meta http-equiv="refresh" content="' . DEDEPAY_RELOAD_S . ';url=' . htmlspecialchars($reload, ENT_QUOTES) . '">';
    echo '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' . $refresh
        . '<title>' . dedepay_entities(dedepay_text($title)) . '</title><style>'
        . 'body{font:16px/1.6 sans-serif;max-width:36em;margin:3em auto;padding:0 1em;color:#222}h1{font-size:1.4em}small{color:#666}'
        . 'li{margin:.5em 0}div.good{font-size:1.4em}.good{color:#16794c}.bad{color:#b42318}a.button{display:inline-block;padding:.5em 1.5em;background:#1677ff;color:#fff;border-radius:4px;text-decoration:none}'
        . '</style></head><body><main>' . $html . '</main></body></html>';
}

/** The buyer is back. Asks the gateway for what it owes about this order, in case its webhook can't reach this host. */
function dedepay_show_back($settings, $order_no, $now)
{
    $kind = dedepay_order_kind($order_no);
    $token = isset($_GET['token']) ? $_GET['token'] : null;
    if ($kind === null || !dedepay_same(dedepay_back_token($settings['webhook_secret'], $order_no), $token)) {
        return dedepay_show('to_orders', dedepay_html('returned') . dedepay_orders_link('goods', ''), '');
    }
    $paid = dedepay_is_paid_by_now($settings, $order_no, $now);
    $link = dedepay_orders_link($kind, $order_no);
    $about = '<p>' . dedepay_entities(dedepay_text('order') . ' ' . $order_no) . '</p>';
    if ($paid) {
        return dedepay_show('success', '<div class="good">' . dedepay_html('success') . '</div>' . $about . $link, '');
    }
    $times = isset($_GET['times']) && preg_match('/^\d{1,3}\z/', $_GET['times']) ? (int) $_GET['times'] : 0;
    $again = $times < DEDEPAY_MOST_RELOADS ? '?back=' . $order_no . '&token=' . $token . '&times=' . ($times + 1) : '';
    return dedepay_show('to_orders', dedepay_html($again === '' ? 'waited' : 'waiting') . $about . $link, $again);
}

/** Trouble with the database or the gateway is no news for a buyer: the page waits. */
function dedepay_is_paid_by_now($settings, $order_no, $now)
{
    try {
        $db = new DedepayDatabase();
        $order = dedepay_find_order($db, $order_no);
        if ($order['found'] === 1 && !$order['settled'] && dedepay_may_call($settings['work_distance_s'])) {
            dedepay_work($settings, $order_no, $now);
            $order = dedepay_find_order($db, $order_no);
        }
        return $order['found'] === 1 && $order['settled'];
    } catch (Exception $failure) {
        error_log('dedepay: ' . $failure->getMessage());
        return false;
    }
}

function dedepay_orders_link($kind, $order_no)
{
    $pages = array('goods' => $order_no === '' ? 'shops_orders.php' : 'shops_products.php?oid=' . $order_no, 'member' => 'operation.php');
    return '<p><a class="button" href="../member/' . $pages[$kind] . '">' . dedepay_entities(dedepay_text('to_orders')) . '</a></p>';
}

/** For the owner: what is wrong here, worst first, and what to do. Tells no version, address or key: anybody may look. */
function dedepay_show_check()
{
    list($settings, $wrong) = dedepay_read_settings();
    $found = array_merge(dedepay_php_problems(), dedepay_plugin_problems(), dedepay_database_problems());
    if ($wrong) {
        $found[] = dedepay_html('settings_wrong', implode(', ', $wrong));
    } elseif (!dedepay_may_call($settings['work_distance_s'])) {
        $found[] = dedepay_html(is_file(dedepay_data_folder() . '/dedepay.work') ? 'just_checked' : 'data_not_writable');
    } else {
        $found = array_merge($found, dedepay_gateway_problems($settings));
    }
    $list = $found ? '<ul class="bad"><li>' . implode('</li><li>', $found) . '</li></ul>' : '<div class="good">' . dedepay_html('check_all_well') . '</div>';
    dedepay_show('check_title', '<h1>' . dedepay_entities(dedepay_text('check_title')) . '</h1>' . $list, '');
}

function dedepay_php_problems()
{
    $wrong = array(
        'php_old' => version_compare(PHP_VERSION, '5.3', '<'),
        'json_missing' => !function_exists('json_decode') || !function_exists('hash_hmac'),
        'https_missing' => !function_exists('curl_init') && !in_array('ssl', stream_get_transports(), true),
    );
    return array_map('dedepay_html', array_keys(array_filter($wrong)));
}

function dedepay_plugin_problems()
{
    $plugin = dedepay_plugin();
    return $plugin === 'ours' ? array() : array(dedepay_html('plugin_' . $plugin));
}

function dedepay_database_problems()
{
    try {
        new DedepayDatabase();
        return array();
    } catch (Exception $failure) {
        $known = dedepay_texts();
        $word = $failure->getMessage();
        return array(dedepay_html(isset($known[$word]) ? $word : 'database_unreachable'));
    }
}

function dedepay_gateway_problems($settings)
{
    $answer = dedepay_call($settings, 'GET', '/v1/payments', 'limit=1', '');
    if ($answer['status'] === 200) {
        return array();
    }
    if ($answer['status'] === 0) {
        return array(dedepay_html($answer['error'] === 'tls' ? 'gateway_tls' : ($answer['error'] === 'no_tls' ? 'https_missing' : 'gateway_unreachable')));
    }
    if ($answer['status'] === 429 || $answer['status'] >= 500) {
        return array(dedepay_html('gateway_busy'));
    }
    $detail = isset($answer['data']['detail']) && is_string($answer['data']['detail']) ? $answer['data']['detail'] : 'HTTP ' . $answer['status'];
    return array(dedepay_html('gateway_refuses', $detail));
}
