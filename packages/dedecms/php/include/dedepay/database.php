<?php
/* The CMS's database. Fails by exception alone: whatever goes wrong in it ends in HTTP 503 and another try. */

class DedepayDatabase
{
    private $prefix;
    private $link;

    public function __construct()
    {
        if (!function_exists('mysqli_connect')) {
            throw new Exception('mysqli_missing');
        }
        $access = self::access();
        $before = self::hush();
        $link = @mysqli_connect($access['host'], $access['user'], $access['password'], $access['name'], $access['port'], $access['socket']);
        self::unhush($before);
        if (!$link) {
            throw new Exception('database_unreachable');
        }
        $this->prefix = $access['prefix'];
        $this->link = $link;
        $this->run("SET sql_mode=''");
        // The server converts: the same statements serve tables in UTF-8 and in GBK.
        $this->run('SET NAMES utf8');
    }

    /** The first row with the names of its columns, or null. */
    public function row($sql)
    {
        $result = $this->run($sql);
        $row = mysqli_fetch_assoc($result);
        mysqli_free_result($result);
        return $row ? $row : null;
    }

    public function rows($sql)
    {
        $result = $this->run($sql);
        $rows = array();
        while ($row = mysqli_fetch_assoc($result)) {
            $rows[] = $row;
        }
        mysqli_free_result($result);
        return $rows;
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

    /**
     * A statement over two tables: how many rows it changed, or null where it broke in its middle and may be half done. On
     * InnoDB it is one step, and breaking is an exception like any other: it may be repeated.
     */
    public function changeOrBreak($sql, $isAtomic)
    {
        try {
            return $this->change($sql);
        } catch (Exception $failure) {
            // Killed, shut down, or the connection gone while the server had it.
            if ($isAtomic || !in_array($failure->getCode(), array(1053, 1317, 1927, 1969, 2006, 2013, 2055), true)) {
                throw $failure;
            }
            return null;
        }
    }

    /** Whether every table of a top-up is transactional. */
    public function isAtomic()
    {
        $row = $this->row(
            "SELECT COUNT(*) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA=DATABASE() AND ENGINE<>'InnoDB'"
            . " AND TABLE_NAME IN ('#@__member','#@__member_operation','#@__moneycard_record')"
        );
        return (int) $row['n'] === 0;
    }

    private function run($sql)
    {
        $sql = str_replace('#@__', $this->prefix, $sql);
        for ($try = 1; ; $try++) {
            $before = self::hush();
            $result = mysqli_query($this->link, $sql);
            $number = mysqli_errno($this->link);
            self::unhush($before);
            if ($result !== false) {
                return $result;
            }
            // A deadlock, or a lock that did not come in time: the statement has been undone as a whole.
            if ($try === 5 || ($number !== 1213 && $number !== 1205)) {
                throw new Exception('database_error_' . $number, $number);
            }
            usleep(mt_rand(1, 20) * 1000 * $try);
        }
    }

    /** As data/common.inc.php says. */
    private static function access()
    {
        $cfg_dbtype = 'mysql';
        $cfg_dbhost = $cfg_dbuser = $cfg_dbpwd = $cfg_dbname = '';
        $cfg_dbprefix = 'dede_';
        ob_start();
        $found = is_file(dedepay_data_folder() . '/common.inc.php') && include dedepay_data_folder() . '/common.inc.php';
        ob_end_clean();
        if (!$found || $cfg_dbtype === 'sqlite' || !preg_match('/^\w*\z/', $cfg_dbprefix)) {
            throw new Exception('database_settings_unusable');
        }
        $parts = explode(':', $cfg_dbhost, 2);
        $behind = isset($parts[1]) ? $parts[1] : '';
        return array(
            'host' => $parts[0],
            'user' => $cfg_dbuser,
            'password' => $cfg_dbpwd,
            'name' => $cfg_dbname,
            'prefix' => $cfg_dbprefix,
            'port' => preg_match('/^\d+\z/', $behind) ? (int) $behind : 3306,
            'socket' => substr($behind, 0, 1) === '/' ? $behind : null,
        );
    }

    /** PHP 8.1 lets mysqli throw; we look at its answers, and leave the CMS's own way as it was. */
    private static function hush()
    {
        $driver = new mysqli_driver();
        $before = $driver->report_mode;
        mysqli_report(MYSQLI_REPORT_OFF);
        return $before;
    }

    private static function unhush($before)
    {
        mysqli_report($before);
    }
}
