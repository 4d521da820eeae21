<?php
/*
 * dedepay's end-point on this site. The gateway posts its webhooks here and asks its questions, both signed; buyers come
 * back here from paying; a cron job may call it with ?work where the gateway can't reach this host; without anything it
 * tells the owner whether all is in place. Stands alone: needs neither session nor member system. ASCII, PHP 5.3 to 8.x.
 */
ob_start();
ini_set('display_errors', '0');

function dedepay_serve()
{
    $now = time();
    $settings = dedepay_settings();
    $isPost = $_SERVER['REQUEST_METHOD'] === 'POST';
    if ($settings === null && ($isPost || dedepay_header('DEDEPAY_SIGNATURE') !== null)) {
        return dedepay_answer(503, array('outcome' => 'not_configured'));
    }
    if ($isPost) {
        return dedepay_webhook($settings, file_get_contents('php://input'), $now);
    }
    if (dedepay_header('DEDEPAY_SIGNATURE') !== null) {
        return dedepay_question($settings, $now);
    }
    if ($settings !== null && isset($_GET['back'])) {
        return dedepay_show_back($settings, $_GET['back'], $now);
    }
    if ($settings !== null && isset($_GET['work'])) {
        return dedepay_serve_work($settings, $now);
    }
    return dedepay_show_check();
}

/** Anybody may call it: it only makes this site fetch what is its own. */
function dedepay_serve_work($settings, $now)
{
    if (!dedepay_may_call($settings['work_distance_s'])) {
        return dedepay_answer(429, array('outcome' => 'too_often'));
    }
    $count = dedepay_work($settings, '', $now);
    return $count === null ? dedepay_answer(503, array('outcome' => 'gateway_unreachable')) : dedepay_answer(200, $count);
}

try {
    require_once dirname(dirname(__FILE__)) . '/include/dedepay/load.php';
    dedepay_serve();
} catch (Exception $failure) {
    dedepay_fail($failure->getMessage());
} catch (Error $failure) {
    // PHP 7 and later; before, nothing of this name is ever thrown.
    dedepay_fail('error in ' . basename($failure->getFile()) . ':' . $failure->getLine());
}

/** The gateway tries again later. Its log keeps our one word; what a database says may hold data and stays here. */
function dedepay_fail($word)
{
    error_log('dedepay: ' . $word);
    if (!headers_sent()) {
        header('HTTP/1.1 503 Service Unavailable');
        header('Content-Type: application/json');
    }
    while (ob_get_level() > 0 && @ob_end_clean()) {
    }
    echo json_encode(array('outcome' => preg_match('/^\w+/', $word, $match) ? $match[0] : 'failed'));
}
