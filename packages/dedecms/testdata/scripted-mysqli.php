<?php
// Stands in for mysqli on a PHP without it: says yes to every statement, keeps them, and answers each question with the
// first row whose key stands in it. Rows are set by the test: $GLOBALS['rows'] = array('shops_orders' => array(...)).
define('MYSQLI_REPORT_OFF', 0);
$GLOBALS['rows'] = array();
$GLOBALS['statements'] = array();

class mysqli_driver
{
    public $report_mode = 3;
}

function mysqli_report($flags)
{
}

function mysqli_connect($host, $user, $password, $name, $port, $socket)
{
    return 'link';
}

function mysqli_query($link, $sql)
{
    $GLOBALS['statements'][] = $sql;
    foreach ($GLOBALS['rows'] as $key => $row) {
        if (strpos($sql, $key) !== false) {
            return $row;
        }
    }
    return array();
}

function mysqli_fetch_assoc($row)
{
    return $row;
}

function mysqli_free_result($row)
{
}

function mysqli_affected_rows($link)
{
    return 1;
}

function mysqli_real_escape_string($link, $text)
{
    return addslashes($text);
}

function mysqli_errno($link)
{
    return 0;
}
