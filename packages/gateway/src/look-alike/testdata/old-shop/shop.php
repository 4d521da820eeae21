<?php
// What both pages of the shop need: its settings, its orders (one file each), its signature, its texts.

$settings = require __DIR__ . '/settings.php';

function in_charset($text)
{
    global $settings;
    return $settings['charset'] === 'utf-8' ? $text : iconv('UTF-8', 'GBK', $text);
}

function order_file($oid)
{
    return __DIR__ . '/orders/' . preg_replace('/[^A-Za-z0-9-]/', '_', $oid) . '.json';
}

function read_order($oid)
{
    $file = order_file($oid);
    return is_file($file) ? json_decode(file_get_contents($file), true) : null;
}

function write_order($oid, $order)
{
    file_put_contents(order_file($oid), json_encode($order));
}

// Every value is signed, also an empty one.
function sign_text($fields)
{
    ksort($fields);
    $text = '';
    foreach ($fields as $name => $value) {
        $text .= $name . '=' . $value . '&';
    }
    return substr($text, 0, -1);
}

function show($message)
{
    global $settings;
    header('Content-Type: text/html; charset=' . $settings['charset']);
    echo in_charset('<html><head><title>提示信息</title></head><body>' . str_repeat('<br/>', 150)
        . '<div>' . $message . '</div></body></html>');
    exit;
}
