<?php
// Stands in for PHP's mysqli extension where it is not installed: each statement goes through the mariadb client to the
// real server, on a connection of its own. The user name is taken for the socket's path.
define('MYSQLI_REPORT_OFF', 0);
$GLOBALS['fake_affected'] = 0;

function mysqli_report($flags)
{
}

function mysqli_connect($host, $user, $password, $name, $port = 3306, $socket = null)
{
    return array('socket' => $user, 'name' => $name);
}

function mysqli_query($link, $sql)
{
    if (strpos($sql, 'SET ') === 0) {
        return true;
    }
    $tail = strpos($sql, 'SELECT') === 0 ? '' : '; SELECT ROW_COUNT() AS n';
    $command = array('mariadb', '--no-defaults', '--batch', '--socket', $link['socket'], $link['name'], '-e', "SET sql_mode=''; SET NAMES utf8; " . $sql . $tail);
    $process = proc_open($command, array(1 => array('pipe', 'w'), 2 => array('file', '/dev/null', 'w')), $pipes);
    $text = stream_get_contents($pipes[1]);
    if (proc_close($process) !== 0) {
        return false;
    }
    $lines = $text === '' ? array() : explode("\n", rtrim($text, "\n"));
    if ($tail !== '') {
        $GLOBALS['fake_affected'] = (int) $lines[1];
        return true;
    }
    return $lines;
}

function mysqli_fetch_assoc($lines)
{
    return count($lines) < 2 ? null : array_combine(explode("\t", $lines[0]), explode("\t", $lines[1]));
}

function mysqli_free_result($lines)
{
}

function mysqli_affected_rows($link)
{
    return $GLOBALS['fake_affected'];
}

function mysqli_real_escape_string($link, $text)
{
    return addslashes($text);
}

function mysqli_errno($link)
{
    return 1;
}
