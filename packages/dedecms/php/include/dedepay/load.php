<?php
/*
 * dedepay's library: what the drop-in (include/payment/alipay.php) and the end-point (plus/dedepay.php) share.
 * Functions and one class, no output. ASCII, PHP 5.3 to 8.x, the same files for UTF-8 and GBK sites.
 */

define('DEDEPAY_VERSION', '3');
define('DEDEPAY_ROOT', dirname(dirname(dirname(__FILE__))));

/** Our files as they lie below the web root; their hashes are what the gateway asks for. */
function dedepay_files()
{
    $parts = array('answer', 'database', 'fulfil', 'gateway', 'goods', 'http', 'load', 'member', 'note', 'order', 'orders', 'page', 'settings', 'signature', 'text', 'work');
    $files = array('include/payment/alipay.php', 'plus/dedepay.php');
    foreach ($parts as $part) {
        $files[] = 'include/dedepay/' . $part . '.php';
    }
    return $files;
}

/** Throws where an upload stopped half-way: better here, with a name, than somewhere in a payment. */
function dedepay_load()
{
    foreach (dedepay_files() as $file) {
        if (!is_file(DEDEPAY_ROOT . '/' . $file)) {
            throw new Exception('file_missing: ' . $file);
        }
        if (strpos($file, 'include/dedepay/') === 0) {
            require_once DEDEPAY_ROOT . '/' . $file;
        }
    }
}

dedepay_load();
